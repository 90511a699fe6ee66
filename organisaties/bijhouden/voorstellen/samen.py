"""Proposals as lines of a list: what visitors reported about one entry is one line, to be handled in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from organisaties.ingangen.ophalen import ding_van
from organisaties.models import Voorstel
from organisaties.models.ingang import Ingang, soort_van
from organisaties.models.onderhoud import BEZOEKER

HOOGSTENS = 200
"""So many at once is more than a page of ours sends."""


@dataclass(slots=True)
class Regel:
    """One line: a proposal or report, or several reports of visitors about one entry (`meldingen`, oldest first)."""

    voorstel: Voorstel
    meldingen: list[Voorstel] = field(default_factory=list)

    @property
    def doel(self) -> Ingang:
        """What it is about."""
        doel: Ingang = self.voorstel.doel
        return doel

    @property
    def ding(self) -> str:
        """The word for that in addresses."""
        return ding_van(type(self.doel))

    @property
    def aantal(self) -> int:
        """How many fields it would change."""
        return len(self.voorstel.wijzigingen)

    @property
    def samen(self) -> bool:
        """Whether it is several in one line."""
        return len(self.meldingen) > 1


def regels(voorstellen: Iterable[Voorstel]) -> list[Regel]:
    """Return the lines for these proposals (of `samengenomen()`); one query, none where no visitor reported."""
    rijen = list(voorstellen)
    per_ingang: defaultdict[tuple[str, int], list[Voorstel]] = defaultdict(list)
    eersten = [rij for rij in rijen if _van_bezoeker(rij)]
    if eersten:
        over: Any = Q(pk__in=())
        for rij in eersten:
            over |= Q(**{soort_van(rij.doel): rij.doel.pk})
        for melding in Voorstel.objects.open().van_bezoekers().filter(over).voor_lijst():
            per_ingang[_waarover(melding)].append(melding)
    return [Regel(rij, per_ingang[_waarover(rij)] if _van_bezoeker(rij) else []) for rij in rijen]


def sleutels(getypt: Iterable[str]) -> list[int]:
    """Return the keys that a form sent, lowest first; what is no key is passed over."""
    cijfers = [tekst for tekst in getypt if tekst.isascii() and tekst.isdigit() and len(tekst) < 19]
    return sorted({int(tekst) for tekst in cijfers})[:HOOGSTENS]


def _van_bezoeker(voorstel: Voorstel) -> bool:
    van_bezoeker = voorstel.soort == Voorstel.Soort.MELDING and voorstel.rol == BEZOEKER
    return van_bezoeker and voorstel.besluit == Voorstel.Besluit.OPEN


def _waarover(voorstel: Voorstel) -> tuple[str, int]:
    return soort_van(voorstel.doel), voorstel.doel.pk
