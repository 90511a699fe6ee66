"""The public places as GeoJSON (RFC 7946).

A place without an exact point is an unlocated feature: its geometry is null. Leaving it out would say that it is not
there, and a point in the middle of its stadsdeel would be a lie that ends up on somebody's plattegrond. Where it is
about, and how exact that is, stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaart.uitwisseling.opendata import publiek
from organisaties.models import Locatie


def stukken(adres: str) -> Iterator[bytes]:
    """Yield the collection; `adres` is that of the site, with a slash."""
    plekken = publiek.locaties().iterator(chunk_size=publiek.PER_KEER)
    return publiek.json_lijst(
        '{"type": "FeatureCollection", "features": [\n', (_feature(plek, adres) for plek in plekken), "\n]}\n"
    )


def _feature(plek: Locatie, adres: str) -> dict[str, Any]:
    punt = plek.precies_punt
    ongeveer = plek.lat is not None and plek.lon is not None and plek.punt_bij_benadering
    return {
        "type": "Feature",
        "id": plek.kenmerk,
        "geometry": {"type": "Point", "coordinates": [float(punt[1]), float(punt[0])]} if punt else None,
        "properties": {
            "kenmerk": plek.kenmerk,
            "naam": plek.naam,
            "organisatie": plek.organisatie.naam,
            "adres": plek.adres,
            "postcode": plek.postcode,
            "plaats": plek.plaats,
            "stadsdeel": plek.stadsdeel.naam,
            "gebied": plek.gebied.naam if plek.gebied else "",
            "precisie": plek.precisie,
            "ongeveer": [float(plek.lon or 0), float(plek.lat or 0)] if ongeveer else None,
            "ligt_in": plek.waar,
            "rolstoel": plek.rolstoel,
            "gecontroleerd_op": plek.gecontroleerd_op.isoformat() if plek.gecontroleerd_op else None,
            "pagina": f"{adres.rstrip('/')}{plek.get_absolute_url()}",
        },
    }
