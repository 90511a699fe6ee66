"""Opening times as plain rules: which hold on a day, how to say them, what is not known. No database."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Roosterregel:
    """One day in the timetable, or days in a row: `dag` is that in words."""

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


def rooster(regels: Sequence[Regel], dag: datetime.date) -> list[Roosterregel]:
    """Return what is known for each weekday, Monday first; days in a row with the same times share a line."""
    regel_per_dag: dict[int, list[str]] = {}
    for regel in regels:
        if regel.geldig_tot is not None and regel.geldig_tot < dag:
            continue
        tekst = ", ".join(
            deel for deel in (regel.uren() or "tijd niet bekend", regel.ritme(), regel.toelichting) if deel
        )
        regel_per_dag.setdefault(regel.weekdag, []).append(tekst)
    reeksen: list[tuple[list[int], tuple[str, ...]]] = []
    for weekdag, teksten in sorted(regel_per_dag.items()):
        if reeksen and reeksen[-1][1] == tuple(teksten) and reeksen[-1][0][-1] == weekdag - 1:
            reeksen[-1][0].append(weekdag)
        else:
            reeksen.append(([weekdag], tuple(teksten)))
    return [Roosterregel(_dagen(dagen), tijden, dag.isoweekday() in dagen) for dagen, tijden in reeksen]


def _dagen(dagen: Sequence[int]) -> str:
    """Return days in a row in words: 'elke dag', 'maandag tot en met vrijdag', 'zaterdag en zondag'."""
    if len(dagen) == len(WEEKDAGEN):
        return "elke dag"
    eerste, laatste = WEEKDAGNAAM[dagen[0]], WEEKDAGNAAM[dagen[-1]]
    if len(dagen) == 1:
        return eerste
    return f"{eerste} en {laatste}" if len(dagen) == 2 else f"{eerste} tot en met {laatste}"
