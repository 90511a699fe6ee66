"""How soon someone must be helped, and in which order that puts the doors; plain rules on rows already read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from kaart.hulp.getalwoorden import GETALWOORD, lees_getal
from organisaties.models import Aanbod
from organisaties.regels.klok import Soort
from organisaties.regels.openingstijden import WEEKDAGNAAM

T = TypeVar("T")


class Urgentie(models.TextChoices):
    """How soon it must be, the soonest first."""

    VANDAAG = "vandaag", "vandaag"
    DEZE_WEEK = "deze-week", "deze week"
    KAN_WACHTEN = "kan-wachten", "kan wachten"


BINNEN = {Urgentie.VANDAAG: 0, Urgentie.DEZE_WEEK: 6}
"""Within how many days it must be; what can wait has no limit, and keeps the order that the route was given."""

KIJKT_VOORUIT = 35
"""Days: long enough for what is once a month."""

_DAGEN = {"dag": 1, "werkdag": 1, "week": 7, "maand": 30}
_TERMIJN = re.compile(rf"(\d{{1,3}}|{GETALWOORD})\s*(werkdag|dag|week|weke|maand)(?:en|n)?\b")
_WACHT = re.compile(r"wachtlijst|wachttijd|\bvol\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """When one can go: in how many days, None where that is not known; in words for a page; whether it is open now."""

    dagen: int | None
    woorden: str
    nu: bool = False


def wachtdagen(wachttijd: str) -> int | None:
    """Return the longest waiting time a text names, in days; 0 where it names none, None for a wait of unknown length.

    'met een tolk: zes weken' is 42, 'soms twee uur wachten' is 0, 'lange wachtlijst' is None.
    """
    tekst = wachttijd.casefold()
    gevonden = [
        getal * _DAGEN["week" if maat == "weke" else maat]
        for aantal, maat in _TERMIJN.findall(tekst)
        if (getal := lees_getal(aantal)) is not None
    ]
    if gevonden:
        return max(gevonden)
    return None if _WACHT.search(tekst) else 0


def eerste_dag(aanbod: Aanbod, vanaf: datetime.date) -> datetime.date | None:
    """Return the first day on which one can go, as far as the reader may know the times; None where it is not known.

    Today is no such day any more when it has shut until tomorrow or later.
    """
    vandaag_voorbij = vanaf == timezone.localdate() and aanbod.open_nu.soort in (Soort.DICHT, Soort.LATER)
    # Where places differ: the first at which one can go.
    plannen = aanbod.tijdplannen
    if any(plan.vensters(vanaf) for plan in plannen) and not vandaag_voorbij:
        return vanaf
    dag = min((dag for plan in plannen if (dag := plan.volgende_dag(vanaf)) is not None), default=None)
    return dag if dag is not None and (dag - vanaf).days < KIJKT_VOORUIT else None


def moment_van(aanbod: Aanbod | None, vandaag: datetime.date, *, belbaar: bool = False) -> Moment:
    """Return when one can go to this offer; None is an organisation as a whole.

    `belbaar`: there is a number that the reader may see; without one nobody is told to call.
    """
    if aanbod is None:
        return Moment(None, f"{'Bel om te vragen' if belbaar else 'Vraag na'} wanneer het kan.")
    wachten = wachtdagen(aanbod.wachttijd)
    if wachten is None or aanbod.ruimte_nu == Aanbod.Ruimte.WACHTLIJST:
        return Moment(None, "Reken op wachten. Vraag hoe lang.")
    if wachten:
        return Moment(wachten, f"Reken op {_termijn(wachten)} wachten.")
    dag = eerste_dag(aanbod, vandaag)
    if dag is None:
        raad = "Bel eerst." if belbaar else "Een nummer hebben we ook niet."
        return Moment(None, f"We weten niet op welke dag het kan. {raad}")
    nu = dag == vandaag and aanbod.open_nu.soort is Soort.OPEN
    return Moment((dag - vandaag).days, f"Kan {_dag(dag, vandaag)}.", nu)


def rang(moment: Moment, urgentie: Urgentie | None, *, dicht: bool) -> tuple[int, int]:
    """Return a sort key for doors: those that help in time, perhaps, later, and last those that are shut.

    Where it must be today, what is open at this minute goes before what opens later. Without haste only what is shut
    leaves its place: whoever stands there can do nothing with it.
    """
    if dicht:
        return 3, 0
    binnen = BINNEN.get(urgentie) if urgentie else None
    if binnen is None:
        return 0, 0
    if moment.dagen is None:
        return 1, 0
    if moment.dagen <= binnen:
        return 0, 0 if moment.nu or urgentie is not Urgentie.VANDAAG else 1
    return 2, moment.dagen


def op_volgorde(dingen: Iterable[T], urgentie: Urgentie | None, wanneer: Callable[[T], tuple[Moment, bool]]) -> list[T]:
    """Return things with the soonest first; `wanneer` gives the moment of one and whether it is shut.

    What is equally soon stays in the order it had.
    """

    def sleutel(ding: T) -> tuple[int, int]:
        moment, dicht = wanneer(ding)
        return rang(moment, urgentie, dicht=dicht)

    return sorted(dingen, key=sleutel)


def lees_urgentie(gevraagd: str) -> Urgentie | None:
    """Return the urgency in an address; None where there is none, or a word that means nothing here."""
    return Urgentie(gevraagd) if gevraagd in Urgentie.values else None


def keuzes(gekozen: Urgentie | None) -> Sequence[tuple[str, str, bool]]:
    """Return the choices as (value, words, whether it is this one)."""
    return [(u.value, str(u.label).capitalize(), u is gekozen) for u in Urgentie]


def _termijn(dagen: int) -> str:
    for maat, enkel, meer in ((30, "maand", "maanden"), (7, "week", "weken"), (1, "dag", "dagen")):
        if dagen % maat == 0:
            return f"1 {enkel}" if dagen == maat else f"{dagen // maat} {meer}"
    raise AssertionError("every number of days is a number of days")


MAANDEN: tuple[Any, ...] = (
    "", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


def _dag(dag: datetime.date, vandaag: datetime.date) -> str:
    vooruit = (dag - vandaag).days
    naam = WEEKDAGNAAM[dag.isoweekday()]
    if vooruit < 2:
        return ("vandaag", f"morgen ({naam})")[vooruit]
    return f"op {naam} {dag.day} {MAANDEN[dag.month]}"
