"""Opening times as plain rules: which hold on a day, how to say them, what is not known. No database."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WEEKDAGEN = (
    (1, "maandag"),
    (2, "dinsdag"),
    (3, "woensdag"),
    (4, "donderdag"),
    (5, "vrijdag"),
    (6, "zaterdag"),
    (7, "zondag"),
)
WEEKDAGNAAM = dict(WEEKDAGEN)
RITMES = (1, 2, 3, 4)
WEKEN_VAN_MAAND = ((1, "eerste"), (2, "tweede"), (3, "derde"), (4, "vierde"), (5, "laatste"))
LAATSTE_WEEK = 5
MIDDERNACHT = datetime.time(0, 0)


class Open(StrEnum):
    """Whether something is open; not knowing is an answer of its own."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Regel:
    """One opening time; `van` or `tot` None means that the hour is not known, `tot` 00:00 is midnight."""

    weekdag: int
    van: datetime.time | None = None
    tot: datetime.time | None = None
    elke_weken: int = 1
    fase: int = 0
    week_van_maand: int | None = None
    geldig_van: datetime.date | None = None
    geldig_tot: datetime.date | None = None
    toelichting: str = ""

    def geldt_op(self, dag: datetime.date) -> bool:
        """Return whether this rule holds on `dag`."""
        return (
            self.weekdag == dag.isoweekday()
            and (self.elke_weken == 1 or fase(dag, self.elke_weken) == self.fase)
            and (self.week_van_maand is None or self.week_van_maand in weken_van_maand(dag))
            and (self.geldig_van is None or self.geldig_van <= dag)
            and (self.geldig_tot is None or dag <= self.geldig_tot)
        )

    def uren(self) -> str:
        """Return the hours in words: '10:00 tot 12:00', 'vanaf 18:00', 'de hele dag', or empty when not known."""
        if self.van == MIDDERNACHT and self.tot == MIDDERNACHT:
            return "de hele dag"
        if self.van and self.tot is not None:
            return f"{self.van:%H:%M} tot {'24:00' if self.tot == MIDDERNACHT else format(self.tot, '%H:%M')}"
        if self.van is not None:
            return f"vanaf {self.van:%H:%M}"
        if self.tot is not None:
            return f"tot {self.tot:%H:%M}"
        return ""

    def ritme(self) -> str:
        """Return what is special about the weeks, or empty for every week."""
        if self.week_van_maand:
            return f"{dict(WEKEN_VAN_MAAND)[self.week_van_maand]} van de maand"
        return f"elke {self.elke_weken} weken" if self.elke_weken > 1 else ""

    def in_woorden(self) -> str:
        """Return the whole rule in words."""
        delen = (WEEKDAGNAAM[self.weekdag], self.uren(), self.ritme(), self.toelichting)
        return ", ".join(deel for deel in delen if deel)

    def is_nu(self, tijd: datetime.time) -> Open:
        """Return whether it is open at `tijd` on a day on which this rule holds."""
        if self.van is None and self.tot is None:
            return Open.ONBEKEND
        if self.van is not None and tijd < self.van:
            return Open.NEE
        if self.tot is None:
            return Open.ONBEKEND
        na_sluiten = self.tot != MIDDERNACHT and tijd >= self.tot and (self.van is None or self.van < self.tot)
        if na_sluiten:
            return Open.NEE
        return Open.JA if self.van is not None else Open.ONBEKEND


@dataclass(frozen=True, slots=True)
class Vandaag:
    """The answer for today; `uren` may be empty on a day that is open at unknown hours."""

    open: Open
    nu: Open = Open.ONBEKEND
    uren: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roosterregel:
    """One day in the timetable."""

    dag: str
    tijden: tuple[str, ...]
    is_vandaag: bool


def fase(dag: datetime.date, weken: int) -> int:
    """Return in which of `weken` successive weeks `dag` falls; weeks begin on Monday."""
    return ((dag.toordinal() - 1) // 7) % weken


def weken_van_maand(dag: datetime.date) -> tuple[int, ...]:
    """Return which such weekday of its month `dag` is: 1 to 4, and 5 when it is the last (so 22 May may be 4 and 5)."""
    hoeveelste = (dag.day - 1) // 7 + 1
    is_laatste = dag.day + 7 > calendar.monthrange(dag.year, dag.month)[1]
    return tuple({min(hoeveelste, LAATSTE_WEEK)} | ({LAATSTE_WEEK} if is_laatste else set()))


def vandaag(regels: Sequence[Regel], nu: datetime.datetime) -> Vandaag:
    """Return whether it is open on the day of `nu` (local time); without any rule: not known."""
    geldig = [regel for regel in regels if regel.geldig_tot is None or regel.geldig_tot >= nu.date()]
    if not geldig:
        return Vandaag(Open.ONBEKEND)
    van_vandaag = [regel for regel in geldig if regel.geldt_op(nu.date())]
    if not van_vandaag:
        return Vandaag(Open.NEE, Open.NEE)
    antwoorden = {regel.is_nu(nu.time()) for regel in van_vandaag}
    nu_open = next((a for a in (Open.JA, Open.ONBEKEND) if a in antwoorden), Open.NEE)
    uren = tuple(dict.fromkeys(regel.uren() for regel in van_vandaag if regel.uren()))
    return Vandaag(Open.JA, nu_open, uren)


def rooster(regels: Sequence[Regel], dag: datetime.date) -> list[Roosterregel]:
    """Return one line for each weekday on which something is known, Monday first."""
    regel_per_dag: dict[int, list[str]] = {}
    for regel in regels:
        if regel.geldig_tot is not None and regel.geldig_tot < dag:
            continue
        tekst = ", ".join(
            deel for deel in (regel.uren() or "tijd niet bekend", regel.ritme(), regel.toelichting) if deel
        )
        regel_per_dag.setdefault(regel.weekdag, []).append(tekst)
    return [
        Roosterregel(WEEKDAGNAAM[weekdag], tuple(teksten), weekdag == dag.isoweekday())
        for weekdag, teksten in sorted(regel_per_dag.items())
    ]
