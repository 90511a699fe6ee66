"""Keeping registers: one for each kind of reader, in this process, brought up to date when the map changed.

A request compares the latest note of `organisaties.stand`, one small query. What the notes since then name is
read anew and put in; where they name no offers, or very many, or another day began, everything is.
"""

from __future__ import annotations

import datetime
import threading
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.stand import Gezien, Stand, gewijzigd_sinds, stand
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.opbouw import bouw, bouw_bij
from organisaties.zoeken.register import Register

# With more unused positions than this (and than a tenth of the map) a new start is cheaper than going on.
HOOGSTENS_VERLOPEN = 500


@dataclass(frozen=True, slots=True)
class _Bewaard:
    stand: Stand
    gezien: Gezien
    register: Register


_bewaard: dict[Kijker, _Bewaard] = {}
_sloten = {soort: threading.Lock() for soort in Kijker}


def register_voor(gebruiker: Any, nu: Stand | None = None) -> Register:
    """Return the register for this person's kind of reader; one small query when it is still right.

    Who knows the stamp of the present state already gives it as `nu`.
    """
    soort = zichtbaarheid.kijker(gebruiker)
    nu, dag = nu or stand(), timezone.localdate()
    if (bewaard := _nog_goed(soort, nu, dag)) is not None:
        return bewaard
    with _sloten[soort]:
        # Another thread may have done it while this one waited.
        if (bewaard := _nog_goed(soort, nu, dag)) is not None:
            return bewaard
        oud = _bewaard.get(soort)
        # The notes first: what is written while the map is read is then read once more, not missed.
        gezien, gewijzigd = gewijzigd_sinds(oud.gezien if oud else None)
        if oud is None or gewijzigd is None or oud.register.dag != dag or _versleten(oud.register):
            register = bouw(soort, dag)
        else:
            register = bouw_bij(oud.register, gewijzigd) if gewijzigd else oud.register
        _bewaard[soort] = _Bewaard(nu, gezien, register)
        return register


def _nog_goed(soort: Kijker, nu: Stand, dag: datetime.date) -> Register | None:
    bewaard = _bewaard.get(soort)
    return bewaard.register if bewaard and bewaard.stand == nu and bewaard.register.dag == dag else None


def _versleten(register: Register) -> bool:
    return register.verlopen > max(HOOGSTENS_VERLOPEN, len(register.rijen) // 10)
