"""The most urgent lines of a work list as they may stand in a mail: mail is read by many machines.

Named is only what everybody may read on the kaart, and nothing about safety. Of the rest stands what kind of thing it
is and the name of the reason. A reason is said whole only where its words hold nothing that somebody wrote.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from kaart.werk.lijst.bronnen import Vraag, stel_vraag
from kaart.werk.lijst.redenen import NAMEN, Reden
from kaart.werk.lijst.regels import Werk, lees, rijen
from organisaties.bijhouden.controleren.views import KIJK
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie
from organisaties.zichtbaarheid import BEZOEKER

HOOGSTENS = 5
HEEL_TE_ZEGGEN = {
    Reden.STOPT, Reden.ANTWOORD, Reden.VOORSTEL, Reden.LOOPT_AF, Reden.CONTACT, Reden.LIJST, Reden.OUD, Reden.NOOIT,
    Reden.PAUZE, Reden.WEBSITE,
}  # fmt: skip
"""The reasons of which the sentence is ours alone, with a date or a number in it."""
ONGENOEMD = {
    "aanbod": "Een aanbod dat we in een mail niet noemen",
    "organisatie": "Een organisatie die we in een mail niet noemen",
    "locatie": "Een plek die we in een mail niet noemen",
    "route": "Een route",
    "vraag": "Een open vraag",
}


@dataclass(frozen=True, slots=True)
class Punt:
    """One line: what it is about, why, and where one deals with it after signing in."""

    naam: str
    waarom: str
    adres: str


@dataclass(frozen=True, slots=True)
class Groep:
    """The lines of one organisation; `naam` is '' for what belongs to none, or to one that is not named."""

    naam: str
    punten: list[Punt] = field(default_factory=list)


def dringendste(medewerker: Medewerker, op: datetime.date) -> tuple[int, list[Groep]]:
    """Return how much waits, and the most urgent of it by organisation, the most urgent first."""
    vraag = stel_vraag(medewerker, op)
    alle = rijen(vraag)
    aantal = alle.count()
    return (aantal, _groepen(list(alle[:HOOGSTENS]), vraag)) if aantal else (0, [])


def _groepen(stuk: Sequence[tuple[Any, ...]], vraag: Vraag) -> list[Groep]:
    werk = lees(stuk, vraag)
    openbaar = {
        "aanbod": _openbaar_aanbod(_sleutels(werk, "aanbod")),
        "locatie": _openbare_locaties(_sleutels(werk, "locatie")),
    }
    namen = _namen({een.bij_organisatie for een in werk if een.bij_organisatie})
    groepen: dict[int, Groep] = {}
    for een in werk:
        van = een.bij_organisatie if een.bij_organisatie in namen else 0
        groep = groepen.setdefault(van, Groep(namen.get(van, "")))
        genoemd = van and (een.ding == "organisatie" or een.onderwerp.pk in openbaar.get(een.ding, ()))
        naam = een.onderwerp.naam if genoemd else ONGENOEMD[een.ding]
        groep.punten.append(Punt(naam, _waarom(een), _adres(een)))
    return list(groepen.values())


def _waarom(een: Werk) -> str:
    """Return the heaviest reason, which is the first."""
    waarde, zin = een.redenen[0]
    reden = Reden(waarde)
    return zin if reden in HEEL_TE_ZEGGEN else NAMEN[reden]


def _adres(een: Werk) -> str:
    """Return where one deals with it: of an entry the place on its page where it is checked."""
    return via_inloggen(f"{een.adres}{KIJK}#zeker" if een.controleerbaar else een.adres)


def via_inloggen(naar: str) -> str:
    """Return the whole address that leads to this path, by the page for signing in where that is needed."""
    return f"{settings.SITE_ADRES}{reverse('inloggen')}?{urlencode({'next': naar})}"


def _sleutels(werk: Iterable[Werk], ding: str) -> list[int]:
    return [een.onderwerp.pk for een in werk if een.ding == ding]


def _over_veiligheid() -> Any:
    return Aanbod.behoeften.through.objects.filter(behoefte__neutraal=True)


def _openbaar_aanbod(sleutels: Sequence[int]) -> set[int]:
    heel = Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(toon_plek=True, pk__in=sleutels)  # type: ignore[misc]
    return set(heel.exclude(pk__in=_over_veiligheid().values("aanbod")).values_list("pk", flat=True))


def _openbare_locaties(sleutels: Sequence[int]) -> set[int]:
    return set(Locatie.objects.zichtbaar_voor(BEZOEKER).filter(pk__in=sleutels).values_list("pk", flat=True))


def _namen(sleutels: Iterable[int]) -> Mapping[int, str]:
    """Return the names of those of these organisations that may be named."""
    heel = Organisatie.objects.zichtbaar_voor(BEZOEKER).filter(toon_plek=True, pk__in=list(sleutels))  # type: ignore[misc]
    zonder = heel.exclude(pk__in=_over_veiligheid().values("aanbod__organisatie"))
    return dict(zonder.values_list("pk", "naam"))
