"""Reading the hours of all offers for one day from the database: packed for the minutes, sets for the coming week."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Locatie, Openingstijd
from organisaties.regels.feestdagen import feestdag, niet_voor_iedereen
from organisaties.regels.keuzes import Feestdagen
from organisaties.regels.klok import DAG, Afwijking, Tijdplan, plekken_met_uren
from organisaties.regels.openingstijden import Regel
from organisaties.zichtbaarheid import Lezer
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
    lezer: Lezer,
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

    Of what is as usual each rule is worked out once, whatever the number of offers that have it. An offer whose places
    differ has what any of them has.
    """
    # Those of a place first, so that the first row says whether there are any. Then by their kind, 'gewoon' last: what
    # is otherwise is then known before the usual times are worked out.
    rijen = Openingstijd.objects.order_by(F("locatie").desc(nulls_last=True), "soort").filter(
        zichtbaarheid.plek_van_uren(lezer), Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag - DAG)
    )
    if alleen is not None:
        rijen = rijen.filter(aanbod__in=alleen)
    per_plek = {positie: wat for wat, bits in anders.items() for positie in positions(bits)}
    getoond = frozenset(positions(toon))
    verzameld = _Verzameld()
    afwijkingen: dict[int, list[Afwijking]] = defaultdict(list)
    apart: dict[int, list[Regel]] = defaultdict(list)
    gewoon: dict[tuple[Any, ...], Werking] = {}
    verdeeld: dict[int, list[tuple[int | None, Regel | Afwijking]]] = defaultdict(list)
    waarden = rijen.values_list("aanbod_id", "locatie_id", "soort", *_REGEL)
    stroom = waarden.iterator(chunk_size=5000)
    eerste = list(itertools.islice(stroom, 1))
    per_aanbod = _plekken(lezer, rijen) if any(rij[1] is not None for rij in eerste) else {}
    for pk, locatie, soort, *regel in itertools.chain(eerste, stroom):
        positie = plek(pk)
        if positie is None or positie not in getoond:
            continue
        if pk in per_aanbod:
            verdeeld[pk].append((locatie, _afwijking(soort, regel) or Regel(*regel)))
            continue
        if (afwijking := _afwijking(soort, regel)) is not None:
            afwijkingen[positie].append(afwijking)
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
        verzameld.neem_plan(positie, _plan(apart[positie], afwijkingen[positie], per_plek.get(positie, NIETS)), dag)
    for pk, van_plek in verdeeld.items():
        positie = plek(pk) or 0  # It was there a moment ago.
        for plan in _per_plek(van_plek, per_aanbod[pk], per_plek.get(positie, NIETS)):
            verzameld.neem_plan(positie, plan, dag)
    return verzameld.maak(omvang, alles)


def _afwijking(soort: str, regel: Sequence[Any]) -> Afwijking | None:
    """Return the columns of `_REGEL` as days that are otherwise, None for a usual time."""
    if soort == Openingstijd.Soort.GEWOON:
        return None
    _, van, tot, *_, eerste, laatste = regel
    return Afwijking(eerste, laatste, soort == Openingstijd.Soort.DICHT, van, tot)


def _plekken(lezer: Lezer, rijen: QuerySet[Openingstijd]) -> dict[int, tuple[bool, list[int]]]:
    """Return for each offer with hours of one place, by key: whether it is online too, and its places."""
    aanbod = rijen.filter(locatie__isnull=False).order_by().values("aanbod")
    plekken = Locatie.objects.filter(zichtbaarheid.locaties(lezer)).order_by().values("pk")
    banden = Aanbod.locaties.through._default_manager.filter(aanbod__in=aanbod, locatie__in=plekken)
    per_aanbod: dict[int, tuple[bool, list[int]]] = {}
    for pk, online, locatie in banden.values_list("aanbod_id", "aanbod__online", "locatie_id"):
        per_aanbod.setdefault(pk, (online, []))[1].append(locatie)
    return per_aanbod


def _per_plek(
    rijen: Collection[tuple[int | None, Regel | Afwijking]], plekken: tuple[bool, list[int]], wat: Bijzonder
) -> Iterator[Tijdplan]:
    """Yield the hours of an offer at each place where they differ."""
    online, alle = plekken
    for plek in plekken_met_uren((waar for waar, _ in rijen), alle, online=online):
        hier = [een for waar, een in rijen if waar in (None, plek)]
        yield _plan(
            [een for een in hier if isinstance(een, Regel)], [een for een in hier if isinstance(een, Afwijking)], wat
        )


def _plan(regels: Collection[Regel], afwijkingen: Collection[Afwijking], wat: Bijzonder) -> Tijdplan:
    van, tot, laatste, op_feestdagen = wat
    return Tijdplan(
        tuple(regels),
        tuple(afwijkingen),
        op_feestdagen=op_feestdagen,
        pauze=(van, tot) if van else None,
        laatste=laatste,
        feestdag=feestdag,
        niet_voor_iedereen=niet_voor_iedereen,
    )


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

    def neem_plan(self, positie: int, plan: Tijdplan, dag: datetime.date) -> None:
        """Take in a plan of one offer, seen from `dag`; one with several places has several."""
        self.neem(positie, werking(plan, dag))
        if plan.is_bekend(dag):
            self.bekend.add(positie)

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
