"""Reading the hours of all offers for one day from the database: packed for the minutes, sets for the coming week."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from organisaties.models import Openingstijd
from organisaties.regels.feestdagen import feestdag, niet_voor_iedereen
from organisaties.regels.keuzes import Feestdagen
from organisaties.regels.klok import DAG, Afwijking, Tijdplan
from organisaties.regels.openingstijden import Regel
from organisaties.zoeken.index.bitset import as_bitset, positions
from organisaties.zoeken.index.uren import DAGEN, Tijd, Uren, Werking, werking

# Pause from and until, the last day of an offer at all, and what it does on holidays: where that matters this week.
Bijzonder = tuple[datetime.date | None, datetime.date | None, datetime.date | None, str]
NIETS: Bijzonder = (None, None, None, Feestdagen.ONBEKEND.value)
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
    feest = any(feestdag(dag + n * DAG) for n in range(-1, DAGEN + 1))
    gevonden: Bijzonder = (
        van if pauze else None,
        tot if pauze else None,
        laatste if voorbij else None,
        rij["feestdagen"] if feest else Feestdagen.ONBEKEND.value,
    )
    return gevonden if gevonden != NIETS else None


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
    # By their kind, 'gewoon' last: what is otherwise is then known before the usual times are worked out.
    rijen = Openingstijd.objects.order_by("soort").filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag - DAG))
    if alleen is not None:
        rijen = rijen.filter(aanbod__in=alleen)
    per_plek = {positie: wat for wat, bits in anders.items() for positie in positions(bits)}
    getoond = frozenset(positions(toon))
    verzameld = _Verzameld()
    afwijkingen: dict[int, list[Afwijking]] = defaultdict(list)
    apart: dict[int, list[Regel]] = defaultdict(list)
    gewoon: dict[tuple[Any, ...], Werking] = {}
    for pk, soort, *regel in rijen.values_list("aanbod_id", "soort", *_REGEL).iterator(chunk_size=5000):
        positie = plek(pk)
        if positie is None or positie not in getoond:
            continue
        if soort != Openingstijd.Soort.GEWOON:
            _, van, tot, *_, eerste, laatste = regel
            afwijkingen[positie].append(Afwijking(eerste, laatste, soort == Openingstijd.Soort.DICHT, van, tot))
            continue
        if regel[-1] is None or regel[-1] >= dag:
            verzameld.bekend.add(positie)
        if positie in per_plek or positie in afwijkingen:
            apart[positie].append(Regel(*regel))
            continue
        sleutel = tuple(regel)
        if (gevonden := gewoon.get(sleutel)) is None:
            gevonden = gewoon[sleutel] = werking(Tijdplan((Regel(*regel),), feestdag=feestdag), dag)
        verzameld.neem(positie, gevonden)
    for positie in apart.keys() | afwijkingen.keys():
        van, tot, laatste, op_feestdagen = per_plek.get(positie, NIETS)
        plan = Tijdplan(
            tuple(apart[positie]),
            tuple(afwijkingen[positie]),
            op_feestdagen=op_feestdagen,
            pauze=(van, tot) if van else None,
            laatste=laatste,
            feestdag=feestdag,
            niet_voor_iedereen=niet_voor_iedereen,
        )
        verzameld.neem(positie, werking(plan, dag))
        if plan.is_bekend(dag):
            verzameld.bekend.add(positie)
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
