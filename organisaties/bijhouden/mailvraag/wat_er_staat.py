"""Everything that a visitor sees of organisations, block by block, with what was answered before."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from organisaties.ingangen.controles import Blok, openbare_blokken
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie, Voorstel
from organisaties.models.ingang import Ingang, soort_van
from organisaties.models.onderhoud import ORGANISATIE, VoorstelQuerySet
from organisaties.zichtbaarheid import BEZOEKER

KLOPT, ANDERS = "klopt", "anders"


@dataclass(frozen=True, slots=True)
class Deel:
    """One block of one entry on the page: `naam` is its name in the form, `keuze` and `tekst` what was said before."""

    ingang: Ingang
    blok: Blok
    keuze: str = ""
    tekst: str = ""

    @property
    def naam(self) -> str:
        """What a form calls it."""
        return f"{soort_van(self.ingang)}-{self.ingang.pk}-{self.blok.onderdeel.value}"

    @property
    def sleutel(self) -> str:
        """What a form sends for it: which block, in which version."""
        return f"{self.naam}:{self.blok.inhoud.versie}"


@dataclass(frozen=True, slots=True)
class Stuk:
    """One entry on the page, with its blocks."""

    ingang: Any
    soort: str
    delen: list[Deel]


def stukken_van(
    organisaties: Collection[Organisatie], sinds: datetime.date, eigenaar: Medewerker | None = None
) -> list[Stuk]:
    """Return what a visitor may know of these organisations: each, then its places, then its offers.

    Some thirty queries, whatever the number of entries. Answers since that day stand with it: of the organisation
    itself, or of its owner.
    """
    van = {"organisatie__in": [een.pk for een in organisaties]}
    ingangen: list[Ingang] = [
        *organisaties,
        *Locatie.objects.zichtbaar_voor(BEZOEKER).filter(**van).order_by("naam", "pk"),
        *Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(**van).order_by("naam", "pk"),
    ]
    blokken: dict[tuple[str, int], list[Blok]] = {}
    for model in (Organisatie, Locatie, Aanbod):
        van_soort = [een for een in ingangen if isinstance(een, model)]
        blokken |= {(soort_van(model), pk): lijst for pk, lijst in openbare_blokken(van_soort).items()}
    gemeld = _gemeld(ingangen, sinds, eigenaar)
    stukken = []
    # Each organisation with what is its own; within that the order of above stays.
    for ingang in sorted(ingangen, key=lambda een: een.pk if isinstance(een, Organisatie) else een.organisatie_id):
        soort = soort_van(ingang)
        delen = [_deel(ingang, blok, gemeld, sinds, eigenaar) for blok in blokken.get((soort, ingang.pk), [])]
        stukken.append(Stuk(ingang, soort, delen))
    return [stuk for stuk in stukken if stuk.delen]


def _deel(
    ingang: Ingang,
    blok: Blok,
    gemeld: dict[tuple[str, int, str], str],
    sinds: datetime.date,
    eigenaar: Medewerker | None,
) -> Deel:
    tekst = gemeld.get((soort_van(ingang), ingang.pk, blok.onderdeel.value), "")
    if tekst:
        return Deel(ingang, blok, ANDERS, tekst)
    laatste = blok.controle
    if laatste is None or laatste.op < sinds:
        return Deel(ingang, blok)
    eigen = laatste.door_id == eigenaar.pk if eigenaar else laatste.rol == ORGANISATIE
    return Deel(ingang, blok, KLOPT if eigen else "")


def gemeld_door(eigenaar: Medewerker | None) -> VoorstelQuerySet:
    """Return what this owner said is different and nobody decided about; without one, what organisations said."""
    van = Q(door=eigenaar.pk) if eigenaar else Q(rol=ORGANISATIE)
    return Voorstel.objects.open().filter(van).exclude(over=Voorstel.Over.NIETS)


def _gemeld(
    ingangen: Sequence[Ingang], sinds: datetime.date, eigenaar: Medewerker | None
) -> dict[tuple[str, int, str], str]:
    """Return what the organisation itself called different and nobody decided about, by entry and block; one query."""
    bij = Q(pk__in=())
    for soort in ("organisatie", "locatie", "aanbod"):
        bij |= Q(**{f"{soort}__in": [een.pk for een in ingangen if soort_van(een) == soort]})
    gemeld = {}
    for voorstel in gemeld_door(eigenaar).filter(bij, ingediend_op__date__gte=sinds):
        for soort in ("organisatie", "locatie", "aanbod"):
            if sleutel := getattr(voorstel, f"{soort}_id"):
                gemeld[soort, sleutel, voorstel.over] = voorstel.toelichting
    return gemeld
