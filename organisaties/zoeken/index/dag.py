"""Reading the hours of all offers for one day from the database: packed for the minutes, sets for the coming week."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from organisaties.models import Openingstijd
from organisaties.regels.klok import DAG, Tijdplan
from organisaties.regels.openingstijden import Regel
from organisaties.zoeken.index.bitset import as_bitset, positions
from organisaties.zoeken.index.uren import DAGEN, Tijd, Uren, Werking, werking

# Pause from and until, and the last day of an offer at all, where one of these matters in the coming week.
Bijzonder = tuple[datetime.date | None, datetime.date | None, datetime.date | None]
_REGEL = ("weekdag", "van", "tot", "elke_weken", "fase", "week_van_maand", "geldig_van", "geldig_tot")


@dataclass(frozen=True, slots=True)
class Dag:
    """The hours seen from one day; `delen` and `delen_misschien` by the key of `uren.deel()`."""

    uren: Uren
    delen: Mapping[str, int]
    delen_misschien: Mapping[str, int]
    onbekend: int


def bijzonder(rij: Mapping[str, Any], dag: datetime.date) -> Bijzonder | None:
    """Return what makes the coming week of an offer other than its rules, None where nothing does."""
    tot_en_met = dag + DAGEN * DAG
    van, tot, laatste = rij["pauze_vanaf"], rij["pauze_tot"], rij["geldig_tot"]
    pauze = van is not None and van <= tot_en_met and (tot is None or tot >= dag - DAG)
    voorbij = laatste is not None and laatste <= tot_en_met
    return (van if pauze else None, tot if pauze else None, laatste if voorbij else None) if pauze or voorbij else None


def lees_dag(
    dag: datetime.date,
    omvang: int,
    plek: Callable[[int], int | None],
    *,
    alles: int,
    toon: int,
    anders: Mapping[Bijzonder, int],
    alleen: Collection[int] | None,
) -> Dag:
    """Read the hours; those of offers outside `toon` are not known to this reader. `anders` is what is not as usual.

    Of what is as usual each rule is worked out once, whatever the number of offers that have it.
    """
    rijen = Openingstijd.objects.order_by().filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag - DAG))
    if alleen is not None:
        rijen = rijen.filter(aanbod__in=alleen)
    per_plek = {positie: wat for wat, bits in anders.items() for positie in positions(bits)}
    getoond = frozenset(positions(toon))
    verzameld = _Verzameld()
    apart: dict[int, list[Regel]] = defaultdict(list)
    gewoon: dict[tuple[Any, ...], Werking] = {}
    for pk, *regel in rijen.values_list("aanbod_id", *_REGEL).iterator(chunk_size=5000):
        positie = plek(pk)
        if positie is None or positie not in getoond:
            continue
        if regel[-1] is None or regel[-1] >= dag:
            verzameld.bekend.add(positie)
        if positie in per_plek:
            apart[positie].append(Regel(*regel))
            continue
        sleutel = tuple(regel)
        if (gevonden := gewoon.get(sleutel)) is None:
            gevonden = gewoon[sleutel] = werking(Tijdplan((Regel(*regel),)), dag)
        verzameld.neem(positie, gevonden)
    for positie, regels in apart.items():
        van, tot, laatste = per_plek[positie]
        plan = Tijdplan(tuple(regels), pauze=(van, tot) if van else None, laatste=laatste)
        verzameld.neem(positie, werking(plan, dag))
    return verzameld.maak(omvang, alles)


class _Verzameld:
    """Gathers positions by time and by part of a day."""

    def __init__(self) -> None:
        self.bekend: set[int] = set()
        self._tijden: dict[Tijd, list[int]] = defaultdict(list)
        self._delen: dict[tuple[str, bool], list[int]] = defaultdict(list)

    def neem(self, positie: int, gevonden: Werking) -> None:
        """Take in what the hours of one offer come to."""
        for tijd in gevonden.tijden:
            self._tijden[tijd].append(positie)
        for sleutel in gevonden.delen:
            self._delen[sleutel].append(positie)

    def maak(self, omvang: int, alles: int) -> Dag:
        """Return all of it, packed."""
        return Dag(
            uren=Uren.van(omvang, self._tijden),
            delen=self._sets(omvang, zeker=True),
            delen_misschien=self._sets(omvang, zeker=False),
            onbekend=alles & ~as_bitset(self.bekend, omvang),
        )

    def _sets(self, omvang: int, *, zeker: bool) -> dict[str, int]:
        delen = self._delen.items()
        return {naam: as_bitset(plekken, omvang) for (naam, is_zeker), plekken in delen if is_zeker is zeker}
