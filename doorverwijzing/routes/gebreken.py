"""What is wrong with a route today: a step that leads to something stopped, paused, stale, or closed to its group.

Asked again each time and kept nowhere, so that a route is marked from the moment that something changes.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from doorverwijzing.models import Route, Stap, Stapverlies
from doorverwijzing.models.route import RouteQuerySet
from organisaties.models import Aanbod, Organisatie, Toegang
from organisaties.regels import versheid
from organisaties.regels.keuzes import Status
from organisaties.regels.versheid import Versheidscode


class Soort(StrEnum):
    """What can be wrong."""

    GEEN_STAPPEN = "geen-stappen"
    STAP_WEG = "stap-weg"
    GESTOPT = "gestopt"
    VERLOPEN = "verlopen"
    GEPAUZEERD = "gepauzeerd"
    NIET_OPEN = "niet-open"
    VEROUDERD = "verouderd"
    NOOIT = "nooit-gecontroleerd"


@dataclass(frozen=True, slots=True)
class Gebrek:
    """One thing that is wrong: in words, and at which step (0 for the route as a whole)."""

    soort: Soort
    nummer: int
    tekst: str

    @property
    def stap_weg(self) -> bool:
        """Whether a step leads nowhere any more, or is no longer there."""
        return self.soort in (Soort.GEEN_STAPPEN, Soort.STAP_WEG, Soort.GESTOPT, Soort.VERLOPEN)

    @property
    def dringend(self) -> bool:
        """Whether somebody must act. 'Never checked' is only said: on a new kaart it holds for everything."""
        return self.soort is not Soort.NOOIT

    def __str__(self) -> str:
        return f"Stap {self.nummer}: {self.tekst}" if self.nummer else self.tekst


def gebreken_van(routes: QuerySet[Route] | Iterable[Route], op: datetime.date | None = None) -> dict[int, list[Gebrek]]:
    """Return what is wrong with each of these routes (by key) on the date `op`, in the order of their steps.

    Five queries at most, whatever the number of routes. Everything counts, also what some readers may not see: this
    is for keepers of routes.
    """
    dag = op or timezone.localdate()
    categorie = {route.pk: route.categorie_id for route in routes}
    stappen: dict[int, list[Stap]] = {pk: [] for pk in categorie}
    for stap in (
        Stap.objects.filter(route__in=list(categorie))
        .select_related("aanbod__organisatie", "organisatie")
        .order_by("route_id", "nummer", "pk")
    ):
        stappen[stap.route_id].append(stap)
    verloren: dict[int, list[Stapverlies]] = defaultdict(list)
    for verlies in Stapverlies.objects.filter(route__in=list(categorie)).order_by("nummer", "pk"):
        verloren[verlies.route_id].append(verlies)
    groepen = {pk for pk in categorie.values() if pk is not None}
    aanbod = _aanbod_van_organisaties([s.organisatie_id for lijst in stappen.values() for s in lijst])
    van_stappen = [s.aanbod_id for lijst in stappen.values() for s in lijst if s.aanbod_id]
    dicht = _dicht([*van_stappen, *(a.pk for lijst in aanbod.values() for a in lijst)], groepen)
    return {
        pk: [
            *_van_de_route(lijst, verloren[pk]),
            *(gebrek for stap in lijst for gebrek in _van_de_stap(stap, aanbod, dicht, categorie[pk], dag)),
        ]
        for pk, lijst in stappen.items()
    }


def met_gebreken(routes: RouteQuerySet, op: datetime.date | None = None) -> RouteQuerySet:
    """Return those of these routes that are published and have a step that leads wrong on `op`, for a work list.

    Worked out in Python, with five queries whatever the number of routes.
    """
    gevonden = gebreken_van(routes.gepubliceerd(), op=op)
    return routes.filter(pk__in=[pk for pk, lijst in gevonden.items() if any(g.dringend for g in lijst)])


def dringende_gebreken(route: Route) -> list[Gebrek]:
    """Return what somebody must mend at one published route; nothing for a draft or a stopped one."""
    if route.status != Status.GEPUBLICEERD:
        return []
    return [gebrek for gebrek in gebreken_van([route])[route.pk] if gebrek.dringend]


def _aanbod_van_organisaties(sleutels: Iterable[int | None]) -> dict[int, list[Aanbod]]:
    """Return the published offers of the organisations that a step leads to."""
    gevraagd = {sleutel for sleutel in sleutels if sleutel is not None}
    per_organisatie: dict[int, list[Aanbod]] = defaultdict(list)
    if gevraagd:
        for een in Aanbod.objects.filter(organisatie__in=gevraagd, status=Status.GEPUBLICEERD).order_by("pk"):
            per_organisatie[een.organisatie_id].append(een)
    return per_organisatie


def _dicht(aanbod: Collection[int], categorieen: Collection[int]) -> set[tuple[int, int]]:
    """Return which of these offers say no to which of these groups."""
    if not aanbod or not categorieen:
        return set()
    return set(
        Toegang.objects.filter(aanbod__in=aanbod, categorie__in=categorieen, waarde=Toegang.Waarde.NIET).values_list(
            "aanbod_id", "categorie_id"
        )
    )


def _van_de_route(stappen: list[Stap], verloren: list[Stapverlies]) -> Iterable[Gebrek]:
    if not stappen:
        yield Gebrek(Soort.GEEN_STAPPEN, 0, "Deze route heeft geen stappen. Niemand ziet haar nu.")
    for verlies in verloren:
        yield Gebrek(Soort.STAP_WEG, verlies.nummer, str(verlies))
    if not stappen or verloren:
        return
    nummers = {stap.nummer for stap in stappen}
    ontbreekt = set(range(1, max(nummers))) - nummers
    # Lost before such a thing was noted. A file may number its steps by tens: that is no gap.
    if (ontbreekt and len(ontbreekt) < len(nummers)) or any(
        stap.alternatief_voor not in nummers for stap in stappen if stap.alternatief_voor
    ):
        yield Gebrek(Soort.STAP_WEG, 0, "Er is een stap weg, want wat daar stond is van de kaart gehaald.")


def _van_de_stap(
    stap: Stap,
    van_organisatie: dict[int, list[Aanbod]],
    dicht: set[tuple[int, int]],
    categorie: int | None,
    dag: datetime.date,
) -> Iterable[Gebrek]:
    if not stap.heeft_doel:
        return
    doel = stap.doel
    if isinstance(doel, Aanbod):
        aanbod, organisatie = [doel], doel.organisatie
        wat = versheid.code(doel.gecontroleerd_op, doel.soort, organisatie.formaliteit, dag)
    else:
        aanbod, organisatie = van_organisatie.get(doel.pk, []), doel
        wat = versheid.code(doel.gecontroleerd_op, "", doel.formaliteit, dag)
    if not _bestaat(doel, organisatie):
        yield Gebrek(Soort.GESTOPT, stap.nummer, f"{doel} bestaat niet meer of is nog niet gepubliceerd.")
        return
    if aanbod and all(een.geldig_tot is not None and een.geldig_tot < dag for een in aanbod):
        yield Gebrek(Soort.VERLOPEN, stap.nummer, f"{doel} is voorbij: het liep tot {_dag(aanbod[0].geldig_tot)}.")
    if aanbod and all(een.gepauzeerd_op(dag) for een in aanbod):
        yield Gebrek(Soort.GEPAUZEERD, stap.nummer, f"{doel} neemt nu even niemand aan.")
    if categorie is not None and aanbod and all((een.pk, categorie) in dicht for een in aanbod):
        yield Gebrek(Soort.NIET_OPEN, stap.nummer, f"{doel} is niet meer open voor de groep van deze route.")
    if wat is Versheidscode.OUD:
        yield Gebrek(Soort.VEROUDERD, stap.nummer, f"{doel} is te lang niet gecontroleerd.")
    elif wat is Versheidscode.NOOIT:
        yield Gebrek(Soort.NOOIT, stap.nummer, f"{doel} is nog nooit gecontroleerd.")


def _bestaat(doel: Aanbod | Organisatie, organisatie: Organisatie) -> bool:
    return doel.status == Status.GEPUBLICEERD and organisatie.status == Status.GEPUBLICEERD


def _dag(dag: datetime.date | None) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}" if dag else ""
