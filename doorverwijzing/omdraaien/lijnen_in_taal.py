"""Whom to call, for somebody who points at 'talk to someone': names and numbers, and nothing of what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.tolk import Tolk
from doorverwijzing.models import Hulplijn
from organisaties.zichtbaarheid import BEZOEKER

ALARM = "112"


@dataclass(frozen=True, slots=True)
class Lijn:
    """A line to call; `bereikbaar` and `talen` are in the language, empty where that is not known."""

    naam: str
    telefoon: str
    bereikbaar: str
    talen: str


def lijnen(tolk: Tolk) -> list[Lijn]:
    """Return the lines that have a number, those that speak this language first; three queries at most."""
    rijen = list(Hulplijn.objects.voor_pagina(BEZOEKER))
    prefetch_related_objects([rij.zichtbaar_aanbod for rij in rijen if rij.zichtbaar_aanbod], "talen")
    met_codes = [(_codes(rij), rij) for rij in rijen if rij.telefoon != ALARM]
    eigen_eerst = sorted(met_codes, key=lambda paar: tolk.taal.code not in [code for code, _ in paar[0]])
    return [_lijn(rij, codes, tolk) for codes, rij in eigen_eerst]


def _codes(rij: Hulplijn) -> Sequence[tuple[str, str]]:
    return [(taal.code, taal.naam) for taal in rij.zichtbaar_aanbod.talen.all()] if rij.zichtbaar_aanbod else []


def _lijn(rij: Hulplijn, codes: Sequence[tuple[str, str]], tolk: Tolk) -> Lijn:
    return Lijn(
        naam=rij.naam,
        telefoon=rij.telefoon,
        bereikbaar=tolk.woord(rij.bereikbaar).anders if woorden.kent(rij.bereikbaar) else "",
        talen=tolk.rij(tolk.taalnaam(code, naam) for code, naam in codes).anders if codes else "",
    )
