"""Opening times on a slip, in two languages: days with the same hours together, figures as clocks here show them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.tolk import Tolk, Tweetalig
from organisaties.regels.klok import Afwijking, Tijdplan
from organisaties.regels.openingstijden import MIDDERNACHT, WEEKDAGEN, Regel

VOORUIT = 70  # days; the next time of 'the last Thursday of the month' lies within
BEWAARD = 42  # days in which a slip is still used: other days further away say nothing to its reader
HOOGSTENS_ANDERS = 6
UURVORM = "%H:%M"


@dataclass(frozen=True, slots=True)
class Tijdregel:
    """One line: the days, and what holds on them; `uren` may hold figures that are the same in every language.

    `plek`: where places differ, the name of the one that this line and those below it are of.
    """

    dagen: Tweetalig
    uren: tuple[Tweetalig, ...]
    plek: str = ""


def tijdregels(regels: Iterable[Regel], tolk: Tolk, vandaag: datetime.date) -> list[Tijdregel]:
    """Return the week from Monday on; what ended before `vandaag` is left out."""
    per_dag: dict[int, list[Regel]] = {}
    for regel in regels:
        if regel.geldig_tot is None or regel.geldig_tot >= vandaag:
            per_dag.setdefault(regel.weekdag, []).append(regel)
    uren = {
        dag: tuple(_wat_geldt(regel, tolk, vandaag) for regel in sorted(van_die_dag, key=_volgorde))
        for dag, van_die_dag in per_dag.items()
    }
    return [Tijdregel(_dagen(dagen, tolk), uren[dagen[0]]) for dagen in _gelijk(uren)]


def andere_dagen(plan: Tijdplan, tolk: Tolk, vandaag: datetime.date) -> list[Tijdregel]:
    """Return the coming days that are otherwise, a line for all days of which the same is to be said.

    These are closures, extra days and holidays. A reason is left out: it is free text, and in Dutch. A holiday is there
    only where it is one of the usual days.
    """
    einde = vandaag + datetime.timedelta(days=BEWAARD)
    reeks = [
        (een.eerste, een.laatste, _anders(een, tolk))
        for een in plan.afwijkingen
        if een.laatste >= vandaag and een.eerste <= einde
    ]
    dagen = (vandaag + datetime.timedelta(days=n) for n in range(BEWAARD + 1))
    reeks += [(dag, dag, wat) for dag in dagen if (wat := _op_feestdag(plan, dag, tolk)) is not None]
    lijnen: dict[Tweetalig, list[tuple[datetime.date, datetime.date]]] = {}
    for eerste, laatste, wat in sorted(reeks, key=lambda lijn: lijn[:2])[:HOOGSTENS_ANDERS]:
        data = lijnen.setdefault(wat, [])
        if data and data[-1][1] + datetime.timedelta(days=1) == eerste:
            data[-1] = (data[-1][0], laatste)
        else:
            data.append((eerste, laatste))
    return [Tijdregel(tolk.rij(_data(*van_tot, tolk) for van_tot in data), (wat,)) for wat, data in lijnen.items()]


def _anders(een: Afwijking, tolk: Tolk) -> Tweetalig:
    return tolk.zin(woorden.DICHT) if een.dicht else _uren(Regel(1, een.van, een.tot), tolk)


def _op_feestdag(plan: Tijdplan, dag: datetime.date, tolk: Tolk) -> Tweetalig | None:
    """Return what holds on a holiday that is one of the usual days, None where the usual hours hold or none were."""
    anders = plan.in_pauze(dag) or any(een.geldt_op(dag) for een in plan.afwijkingen)
    if anders or not plan.feestdag(dag) or not any(regel.geldt_op(dag) for regel in plan.regels):
        return None
    vensters = plan.vensters(dag)
    if not vensters:
        return tolk.zin(woorden.DICHT)
    return None if all(venster.zeker for venster in vensters) else tolk.zin(woorden.VRAAG_OF_OPEN)


def _data(eerste: datetime.date, laatste: datetime.date, tolk: Tolk) -> Tweetalig:
    if eerste == laatste:
        return tolk.datum(eerste)
    return tolk.zin(woorden.DAGEN, begin=tolk.datum(eerste), eind=tolk.datum(laatste))


def _volgorde(regel: Regel) -> tuple[datetime.time, datetime.time]:
    return regel.van or MIDDERNACHT, regel.tot or MIDDERNACHT


def _gelijk(uren: dict[int, tuple[Tweetalig, ...]]) -> list[list[int]]:
    """Return the weekdays in runs of neighbours on which the same holds."""
    reeksen: list[list[int]] = []
    for dag in sorted(uren):
        if reeksen and reeksen[-1][-1] == dag - 1 and uren[reeksen[-1][-1]] == uren[dag]:
            reeksen[-1].append(dag)
        else:
            reeksen.append([dag])
    return reeksen


def _dagen(dagen: Sequence[int], tolk: Tolk) -> Tweetalig:
    if len(dagen) == len(WEEKDAGEN):
        return tolk.zin(woorden.ELKE_DAG)
    if len(dagen) > 2:
        return tolk.zin(woorden.DAGEN, begin=tolk.dag(dagen[0]), eind=tolk.dag(dagen[-1]))
    return tolk.rij(map(tolk.dag, dagen))


def _wat_geldt(regel: Regel, tolk: Tolk, vandaag: datetime.date) -> Tweetalig:
    """Return hours, rhythm and dates of one rule as one text."""
    delen = [_uren(regel, tolk)]
    if regel.toelichting and (toelichting := tolk.woord(regel.toelichting)) not in delen:
        delen.append(toelichting)
    if regel.week_van_maand:
        delen.append(tolk.zin(woorden.WEEK_VAN_MAAND[regel.week_van_maand]))
    elif regel.elke_weken > 1:
        delen.append(tolk.aantal(woorden.ELKE_WEKEN, regel.elke_weken))
    if regel.geldig_van and regel.geldig_van > vandaag:
        delen.append(tolk.zin(woorden.VANAF_DAG, datum=tolk.datum(regel.geldig_van)))
    if regel.geldig_tot:
        delen.append(tolk.zin(woorden.TOT_EN_MET_DAG, datum=tolk.datum(regel.geldig_tot)))
    if (regel.week_van_maand or regel.elke_weken > 1) and (volgende := _volgende_keer(regel, vandaag)):
        delen.append(tolk.zin(woorden.VOLGENDE_KEER, datum=tolk.datum(volgende)))
    return delen[0] if len(delen) == 1 else tolk.rij(delen)


def _uren(regel: Regel, tolk: Tolk) -> Tweetalig:
    if regel.van == MIDDERNACHT and regel.tot == MIDDERNACHT:
        return tolk.zin(woorden.DAG_EN_NACHT)
    if regel.van is not None and regel.tot is not None:
        tijd = format_html('<bdi dir="ltr">{}–{}</bdi>', regel.van.strftime(UURVORM), _tot(regel.tot))
        return Tweetalig(tijd, "" if tolk.taal.is_nederlands else tijd)
    if regel.van is not None:
        return tolk.zin(woorden.VANAF_UUR, tijd=regel.van.strftime(UURVORM))
    if regel.tot is not None:
        return tolk.zin(woorden.TOT_UUR, tijd=_tot(regel.tot))
    # 'Monday, in the afternoon' says enough; a bare Monday does not.
    return tolk.woord(regel.toelichting) if woorden.kent(regel.toelichting) else tolk.zin(woorden.TIJD_ONBEKEND)


def _tot(tijd: datetime.time) -> str:
    return "24:00" if tijd == MIDDERNACHT else tijd.strftime(UURVORM)


def _volgende_keer(regel: Regel, vandaag: datetime.date) -> datetime.date | None:
    dagen = (vandaag + datetime.timedelta(days=n) for n in itertools.count())
    return next((dag for dag in itertools.islice(dagen, VOORUIT) if regel.geldt_op(dag)), None)
