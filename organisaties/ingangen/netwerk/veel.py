"""With whom many organisations work, for a list: names only, in two queries whatever their number.

For colleagues what was written down and what follows from offers; for anybody else what follows from offers whose
place they may see, which the page of that place shows too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Locatie, Samenwerking
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

HOOGSTENS = 4
# The key of an organisation and the name of the other.
Paar = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Buren:
    """The names of the others, in the order of the alphabet."""

    namen: tuple[str, ...] = ()

    @property
    def eerste(self) -> tuple[str, ...]:
        """The first few."""
        return self.namen[:HOOGSTENS]

    @property
    def rest(self) -> int:
        """How many more there are."""
        return len(self.namen) - len(self.eerste)


def buren_van(sleutels: Sequence[int], gebruiker: Lezer) -> dict[int, Buren]:
    """Return with whom each of these organisations works, as far as this person may know."""
    namen: dict[int, set[str]] = {}
    for pk, ander in (*_opgeschreven(sleutels, gebruiker), *_afgeleid(sleutels, gebruiker)):
        namen.setdefault(pk, set()).add(ander)
    return {pk: Buren(tuple(sorted(groep, key=str.casefold))) for pk, groep in namen.items()}


def _opgeschreven(sleutels: Sequence[int], gebruiker: Lezer) -> Iterable[Paar]:
    rijen = (
        Samenwerking.objects.zichtbaar_voor(gebruiker)
        .filter(Q(van__in=sleutels) | Q(naar__in=sleutels))
        .order_by()
        .values_list("van_id", "van__naam", "van__status", "naar_id", "naar__naam", "naar__status", "andere")
    )
    for van, naam_van, stand_van, naar, naam_naar, stand_naar, andere in rijen:
        if andere:
            # Who has no entry of the kaart, in words.
            yield van, andere
            continue
        if stand_naar in zichtbaarheid.LOOPT:
            yield van, naam_naar
        if stand_van in zichtbaarheid.LOOPT:
            yield naar, naam_van


def _afgeleid(sleutels: Sequence[int], gebruiker: Lezer) -> Iterable[Paar]:
    """Yield both ways what follows from offers at each other's places."""
    aanbod = Aanbod.objects.zichtbaar_voor(gebruiker).lopend().filter(status=Status.GEPUBLICEERD, toon_plek=True)  # type: ignore[misc]
    locaties = Locatie.objects.zichtbaar_voor(gebruiker).filter(organisatie__status__in=zichtbaarheid.LOOPT)
    rijen = (
        Aanbod.locaties.through.objects.filter(
            Q(aanbod__organisatie__in=sleutels) | Q(locatie__organisatie__in=sleutels),
            aanbod__in=aanbod.order_by().values("pk"),
            locatie__in=locaties.order_by().values("pk"),
        )
        .exclude(aanbod__organisatie=F("locatie__organisatie"))
        .order_by()
        .values_list(
            "aanbod__organisatie", "aanbod__organisatie__naam", "locatie__organisatie", "locatie__organisatie__naam"
        )
        .distinct()
    )
    for gast, naam_gast, huis, naam_huis in rijen:
        yield gast, naam_huis
        yield huis, naam_gast
