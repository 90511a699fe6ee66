"""Which stop is near, in words: 'metro Ganzenhoef'. Plain, without the database.

Never a distance: most places are a point somewhere in their neighbourhood.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

# How far people walk to a stop, in metres: further for a train that goes further.
LOOPT = {"metro": 900, "veer": 700, "tram": 500, "bus": 400}
HOOGSTENS = 2
METER_PER_GRAAD = 111_320


def dichtbij(lat: Decimal, lon: Decimal, haltes: Iterable[tuple[str, str, Decimal, Decimal]]) -> list[str]:
    """Return the nearest stop of each kind (kind, name, lat, lon) as words: at most two, what goes furthest first.

    A bus is not named where something on rails is near.
    """
    dichtst: dict[str, tuple[float, str]] = {}
    for soort, naam, breedte, lengte in haltes:
        meters = _meters(float(lat), float(lon), float(breedte), float(lengte))
        if meters <= LOOPT.get(soort, 0) and meters < dichtst.get(soort, (math.inf, ""))[0]:
            dichtst[soort] = (meters, naam)
    if len(dichtst) > 1:
        dichtst.pop("bus", None)
    return [f"{SOORTEN[soort]} {dichtst[soort][1]}" for soort in LOOPT if soort in dichtst][:HOOGSTENS]


SOORTEN = {"metro": "metro", "veer": "pont", "tram": "tram", "bus": "bus"}


def _meters(lat: float, lon: float, breedte: float, lengte: float) -> float:
    """Return about how far apart two points of one city are."""
    hoog = (breedte - lat) * METER_PER_GRAAD
    breed = (lengte - lon) * METER_PER_GRAAD * math.cos(math.radians(lat))
    return math.hypot(hoog, breed)
