"""What the hours of an offer say at one moment: open until when, open later, shut until when. No database.

Moments are local wall time without a zone, as on the door: 'open tot 02:00' is two o'clock by the clock that hangs
there, also in the night in which that clock is put forward or back. Whoever asks turns a moment into local time first.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from organisaties.regels.datums import dag_in_woorden, datum
from organisaties.regels.keuzes import Feestdagen
from organisaties.regels.openingstijden import MIDDERNACHT, WEEKDAGNAAM, Regel

DAG = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
# What takes place less than once in so many weeks is not looked for: nothing that repeats here is that rare.
KIJKT_VOORUIT = 60
# A day further away than this is named with its date: 'woensdag' alone would be the wrong one.
BINNEN_EEN_WEEK = 6
# What ends in the night belongs to the evening before: 'tot 02:00' needs no 'morgen'.
NACHT_TOT = datetime.time(8, 0)


class Soort(StrEnum):
    """Kinds of answer; only `OPEN` is a certain yes."""

    OPEN = "open"
    STRAKS = "straks"
    VANDAAG = "vandaag"
    DICHT = "dicht"
    LATER = "later"
    ONBEKEND = "onbekend"


KLASSE = {Soort.OPEN: "ja", Soort.DICHT: "nee", Soort.LATER: "nee", Soort.ONBEKEND: "onbekend"}


@dataclass(frozen=True, slots=True)
class Stand:
    """The answer at one moment, in words; it stays the answer until `tot`, a local moment without a zone."""

    soort: Soort
    tekst: str
    tot: datetime.datetime

    @property
    def klasse(self) -> str:
        """Return what it looks like; green ('ja') is for what is open now and nothing else."""
        return KLASSE.get(self.soort, "straks")

    @property
    def icoon(self) -> str:
        """Return its icon, so that colour is never all there is to see."""
        return "goed" if self.soort is Soort.OPEN else "klok"


@dataclass(frozen=True, slots=True)
class Afwijking:
    """Days on which the usual hours do not hold: shut, or open at other hours (None: not known)."""

    eerste: datetime.date
    laatste: datetime.date
    dicht: bool = True
    van: datetime.time | None = None
    tot: datetime.time | None = None
    reden: str = ""

    def geldt_op(self, dag: datetime.date) -> bool:
        """Return whether this is about `dag`."""
        return self.eerste <= dag <= self.laatste

    def in_woorden(self, vandaag: datetime.date | None = None) -> str:
        """Return it in words: 'dicht van 24 december tot en met 2 januari 2027 (kerst)'; years where they are needed.

        `vandaag` is the day on which it is read; without it every date has its year.
        """
        uren = "" if self.dicht else Regel(1, self.van, self.tot).uren() or "tijd niet bekend"
        wat = "dicht" if self.dicht else "open"
        reden = f" ({self.reden})" if self.reden else ""
        if self.eerste == self.laatste:
            dagen = f"op {datum(self.eerste, vandaag)}"
        else:
            dagen = f"van {datum(self.eerste, vandaag)} tot en met {datum(self.laatste, vandaag)}"
        return f"{wat} {dagen}{f', {uren}' if uren else ''}{reden}"


@dataclass(frozen=True, slots=True)
class Venster:
    """One time at which it is open, begun on `dag`; `zeker` is False where nobody knows whether it holds that day."""

    dag: datetime.date
    van: datetime.time | None
    tot: datetime.time | None
    zeker: bool = True
    ritme: bool = False

    @property
    def begin(self) -> datetime.datetime | None:
        """The moment it opens, None where that is not known."""
        return None if self.van is None else datetime.datetime.combine(self.dag, self.van)

    @property
    def eind(self) -> datetime.datetime | None:
        """The moment it shuts, perhaps the next day; None where that is not known."""
        if self.tot is None:
            return None
        zelfde_dag = self.tot != MIDDERNACHT and (self.van is None or self.tot > self.van)
        return datetime.datetime.combine(self.dag if zelfde_dag else self.dag + DAG, self.tot)


def geen_feestdag(dag: datetime.date) -> str:
    """Return the name of the holiday on `dag`: there are none."""
    return ""


def nooit(dag: datetime.date) -> bool:
    """Return that every holiday is one for everybody."""
    return False


@dataclass(frozen=True, slots=True)
class Tijdplan:
    """All that is known of the hours of an offer.

    On a day with a deviation the usual hours do not hold; where one says 'open' and another 'dicht' it is open.
    `feestdag` names the holiday on a day; `op_feestdagen` says whether the usual hours hold on one. Of a holiday that
    is `niet_voor_iedereen`, 'dicht' does not say whether it is meant: only 'open' is certain then. `pauze` is the
    first and last day (None: no end) of a pause, `laatste` the last day on which there is anything at all.
    """

    regels: tuple[Regel, ...] = ()
    afwijkingen: tuple[Afwijking, ...] = ()
    op_feestdagen: str = Feestdagen.ONBEKEND.value
    pauze: tuple[datetime.date, datetime.date | None] | None = None
    laatste: datetime.date | None = None
    feestdag: Callable[[datetime.date], str] = geen_feestdag
    niet_voor_iedereen: Callable[[datetime.date], bool] = nooit

    def vensters(self, dag: datetime.date) -> list[Venster]:
        """Return when it opens on `dag`, the earliest first; what began the day before is not in it."""
        if self.in_pauze(dag) or (self.laatste is not None and dag > self.laatste):
            return []
        anders = [een for een in self.afwijkingen if een.geldt_op(dag)]
        if anders:
            gevonden = [Venster(dag, een.van, een.tot) for een in anders if not een.dicht]
        else:
            gevonden = [self._gewoon(dag, regel) for regel in self.regels if regel.geldt_op(dag)]
            if self._feestelijk_dicht(dag):
                gevonden = [een for een in gevonden if _de_hele_dag(een)]
        return sorted(gevonden, key=lambda een: (een.van or MIDDERNACHT, een.tot or MIDDERNACHT))

    def _gewoon(self, dag: datetime.date, regel: Regel) -> Venster:
        ritme = regel.week_van_maand is not None or regel.elke_weken > 1
        venster = Venster(dag, regel.van, regel.tot, ritme=ritme)
        # What is open day and night does not shut for a holiday.
        if self.op_feestdagen == Feestdagen.OPEN or _de_hele_dag(venster) or not self.feestdag(dag):
            return venster
        return Venster(dag, regel.van, regel.tot, zeker=False, ritme=ritme)

    def _feestelijk_dicht(self, dag: datetime.date) -> bool:
        return self.op_feestdagen == Feestdagen.DICHT and bool(self.feestdag(dag)) and not self.niet_voor_iedereen(dag)

    def in_pauze(self, dag: datetime.date) -> bool:
        """Return whether nobody should be sent here on `dag`."""
        return self.pauze is not None and self.pauze[0] <= dag and (self.pauze[1] is None or dag <= self.pauze[1])

    def gewoon_op(self, dag: datetime.date) -> bool:
        """Return whether the usual hours hold on `dag`, as far as anybody said otherwise."""
        anders = self.in_pauze(dag) or any(een.geldt_op(dag) for een in self.afwijkingen)
        return not anders and not self._feestelijk_dicht(dag)

    def waarom_dicht(self, dag: datetime.date) -> str:
        """Return why it is shut on a day on which it is open otherwise, '' where there is no such reason."""
        if self.in_pauze(dag) or self.vensters(dag) or not any(regel.geldt_op(dag) for regel in self.regels):
            return ""
        redenen = (een.reden for een in self.afwijkingen if een.dicht and een.geldt_op(dag))
        return next(filter(None, redenen), "") or self.feestdag(dag)

    def is_bekend(self, dag: datetime.date) -> bool:
        """Return whether anything is known of the hours from `dag` on; hours that ended say nothing any more."""
        return any(regel.geldig_tot is None or regel.geldig_tot >= dag for regel in self.regels) or any(
            een.laatste >= dag and not een.dicht for een in self.afwijkingen
        )

    def volgende_dag(self, na: datetime.date) -> datetime.date | None:
        """Return the first day after `na` on which it opens; None where that is not within a year or so."""
        begin = na + DAG
        if self.pauze is not None and self.in_pauze(begin):
            if self.pauze[1] is None:
                return None
            begin = self.pauze[1] + DAG
        dagen = [next((dag for dag in _keren(regel, begin) if self.vensters(dag)), None) for regel in self.regels]
        dagen += [max(een.eerste, begin) for een in self.afwijkingen if not een.dicht and een.laatste >= begin]
        return min((dag for dag in dagen if dag is not None and self.vensters(dag)), default=None)


def stand(plan: Tijdplan, nu: datetime.datetime) -> Stand:
    """Return what holds at `nu`, a local moment; a zone that it carries is dropped."""
    nu = nu.replace(tzinfo=None)
    dag = nu.date()
    morgen = datetime.datetime.combine(dag + DAG, MIDDERNACHT)
    gisteren, vandaag = plan.vensters(dag - DAG), plan.vensters(dag)
    # First of all: a night that began on the last day of hours that ended goes on until it is over.
    if (eind := _open_tot(plan, [*gisteren, *vandaag], nu)) is not None:
        return Stand(Soort.OPEN, _tot_wanneer(eind, nu), min(eind, morgen))
    nacht = [een for een in gisteren if not een.zeker and een.eind is not None and een.eind > nu]
    if not plan.is_bekend(dag) and not nacht:
        return Stand(Soort.ONBEKEND, "Tijden niet bekend", morgen)
    straks = min((een.begin for een in vandaag if een.zeker and een.begin and een.begin > nu), default=None)
    misschien = [*nacht, *(een for een in vandaag if _misschien_nog(een, nu))]
    if misschien and (straks is None or misschien[0].van is not None):
        return _misschien(plan, misschien[0], nu, min(filter(None, (straks, misschien[0].eind, morgen))))
    if straks is not None:
        return Stand(Soort.STRAKS, f"Straks open om {straks:%H:%M}", straks)
    return _dicht(plan, dag, morgen)


def plekken_met_uren(van_uren: Iterable[int | None], plekken: Collection[int], *, online: bool) -> list[int | None]:
    """Return the places whose hours differ, by key; None for wherever hours that name no place hold.

    `van_uren`: the place of each row of hours, None for every place; `plekken`: all places of the offer. Hours for
    every place hold nowhere else where each place has some of its own. Without hours of a place it is None alone.
    """
    per_rij = list(dict.fromkeys(van_uren))
    eigen = [plek for plek in per_rij if plek is not None]
    elders = None in per_rij and (online or not plekken or not set(plekken) <= set(eigen))
    return [*([None] if elders or not eigen else []), *eigen]


def beste(plannen: Sequence[Tijdplan], nu: datetime.datetime) -> tuple[int, Stand]:
    """Return which of several plans to go by at `nu`, and what it says: what is open longest, else what opens first.

    What it says holds until one of them changes: another may be the one to go by then. Of equals the first.
    """
    nu = nu.replace(tzinfo=None)
    standen = [stand(plan, nu) for plan in plannen]
    plek = min(range(len(standen)), key=lambda n: _voorrang(plannen[n], standen[n], nu))
    return plek, dataclasses.replace(standen[plek], tot=min(een.tot for een in standen))


_RANG = {Soort.OPEN: 0, Soort.STRAKS: 1, Soort.VANDAAG: 2, Soort.DICHT: 3, Soort.LATER: 3, Soort.ONBEKEND: 4}


def _voorrang(plan: Tijdplan, gezegd: Stand, nu: datetime.datetime) -> tuple[int, datetime.timedelta]:
    """Return a sort key: the kind of answer, then how soon; of what is open, how long it still is."""
    rang = _RANG[gezegd.soort]
    if gezegd.soort is Soort.OPEN:
        eind = _open_tot(plan, [*plan.vensters(nu.date() - DAG), *plan.vensters(nu.date())], nu)
        return rang, nu - (eind or nu)
    if gezegd.soort is Soort.STRAKS:
        return rang, gezegd.tot - nu
    if rang != _RANG[Soort.DICHT]:
        return rang, datetime.timedelta()
    volgende = plan.volgende_dag(nu.date())
    if volgende is None:
        return rang, datetime.timedelta.max
    return rang, datetime.datetime.combine(volgende, plan.vensters(volgende)[0].van or MIDDERNACHT) - nu


def altijd_open(plan: Tijdplan, nu: datetime.datetime) -> bool:
    """Return whether it is open now and goes on being so, day and night."""
    nu = nu.replace(tzinfo=None)
    eind = _open_tot(plan, [*plan.vensters(nu.date() - DAG), *plan.vensters(nu.date())], nu)
    return eind is not None and eind - nu > WEEK


def _keren(regel: Regel, vanaf: datetime.date) -> Iterator[datetime.date]:
    begin = max(vanaf, regel.geldig_van) if regel.geldig_van else vanaf
    eerste = begin + datetime.timedelta(days=(regel.weekdag - begin.isoweekday()) % 7)
    weken = (eerste + n * WEEK for n in range(KIJKT_VOORUIT))
    return (dag for dag in weken if regel.geldt_op(dag))


def _de_hele_dag(venster: Venster) -> bool:
    return venster.van == venster.tot == MIDDERNACHT


def _open_tot(plan: Tijdplan, vensters: list[Venster], nu: datetime.datetime) -> datetime.datetime | None:
    """Return until when it is open without a break, None where it is not certainly open at `nu`."""
    eind = max(
        (een.eind for een in vensters if een.zeker and een.begin and een.eind and een.begin <= nu < een.eind),
        default=None,
    )
    if eind is None:
        return None
    for dag in itertools.islice(_dagen(nu.date()), 10):
        if dag > eind.date():
            break
        for een in plan.vensters(dag):
            if een.zeker and een.begin and een.eind and een.begin <= eind < een.eind:
                eind = een.eind
    return eind


def _dagen(vanaf: datetime.date) -> Iterator[datetime.date]:
    return (vanaf + n * DAG for n in itertools.count())


def _misschien_nog(venster: Venster, nu: datetime.datetime) -> bool:
    """Return whether it may be open now or later today, but nobody knows for certain."""
    if venster.eind is not None and venster.eind <= nu:
        return False
    if not venster.zeker:
        return True
    return venster.van is None or (venster.eind is None and venster.begin is not None and venster.begin <= nu)


def _misschien(plan: Tijdplan, venster: Venster, nu: datetime.datetime, tot: datetime.datetime) -> Stand:
    if not venster.zeker:
        return Stand(Soort.VANDAAG, f"{plan.feestdag(venster.dag)}: niet bekend of het open is", tot)
    if venster.van is not None:
        return Stand(Soort.VANDAAG, f"Vandaag vanaf {venster.van:%H:%M}, eindtijd niet bekend", tot)
    if venster.eind is not None:
        return Stand(Soort.VANDAAG, f"Vandaag open tot {_uur(venster.eind, nu)}, begintijd niet bekend", tot)
    return Stand(Soort.VANDAAG, "Vandaag open, tijd niet bekend", tot)


def _dicht(plan: Tijdplan, dag: datetime.date, tot: datetime.datetime) -> Stand:
    """Return that it is shut for the rest of the day, and when it opens again."""
    waarom = plan.waarom_dicht(dag)
    volgende = plan.volgende_dag(dag)
    if volgende is None:
        return Stand(Soort.DICHT, f"Nu dicht ({waarom})" if waarom else "Nu dicht", tot)
    eerste = plan.vensters(volgende)[0]
    ver = (volgende - dag).days
    if ver > BINNEN_EEN_WEEK or (eerste.ritme and ver > 1):
        keer = f"Eerstvolgende keer: {dag_in_woorden(volgende, dag)}{_vanaf(plan, eerste, los=', ')}"
        return Stand(Soort.LATER, f"Vandaag dicht ({waarom}). {keer}" if waarom else keer, tot)
    naam = "morgen" if ver == 1 else WEEKDAGNAAM[volgende.isoweekday()]
    begin = f"Vandaag dicht ({waarom})" if waarom else "Nu dicht"
    return Stand(Soort.DICHT, f"{begin}, {naam}{_vanaf(plan, eerste, los=' ')}", tot)


def _vanaf(plan: Tijdplan, venster: Venster, *, los: str) -> str:
    if not venster.zeker:
        return f"{los}niet zeker ({plan.feestdag(venster.dag)})"
    if _de_hele_dag(venster):
        return f"{los}de hele dag"
    if venster.van is not None:
        return f"{los}vanaf {venster.van:%H:%M}"
    return ", tijd niet bekend" if los == ", " else " open, tijd niet bekend"


def _tot_wanneer(eind: datetime.datetime, nu: datetime.datetime) -> str:
    if eind - nu > WEEK:
        return "Nu open, dag en nacht"
    return f"Nu open tot {_uur(eind, nu)}"


def _uur(eind: datetime.datetime, nu: datetime.datetime) -> str:
    """Return a moment as the hour, with the day where the hour alone would be another moment.

    Midnight is 24:00 of the day that ends: 'tot zaterdag 00:00' is read as Saturday evening.
    """
    dag, uur = eind.date(), f"{eind:%H:%M}"
    if eind.time() == MIDDERNACHT and dag > nu.date():
        dag, uur = dag - DAG, "24:00"
    ver = (dag - nu.date()).days
    if ver == 0 or (ver == 1 and uur != "24:00" and eind.time() <= NACHT_TOT):
        return uur
    return f"{'morgen' if ver == 1 else WEEKDAGNAAM[dag.isoweekday()]} {uur}"
