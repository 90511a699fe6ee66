"""A route that leads wrong says so from the moment something changes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.gebreken import Soort, gebreken_van, met_gebreken
from organisaties.models import Aanbod, Organisatie, Toegang
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, OrganisatieFabriek, maak_aanbod

VANDAAG = timezone.localdate()
LANG_GELEDEN = VANDAAG - datetime.timedelta(days=800)


def soorten(route: Route) -> set[Soort]:
    """Return what is wrong with a route and asks for somebody."""
    return {gebrek.soort for gebrek in gebreken_van([route])[route.pk] if gebrek.dringend}


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"status": "gestopt"}, Soort.GESTOPT),
        ({"status": "concept"}, Soort.GESTOPT),
        ({"geldig_tot": VANDAAG - datetime.timedelta(days=1)}, Soort.VERLOPEN),
        ({"pauze_vanaf": VANDAAG}, Soort.GEPAUZEERD),
        ({"gecontroleerd_op": LANG_GELEDEN}, Soort.VEROUDERD),
    ],
)
def test_wat_een_stap_mankeert_staat_meteen_op_de_lijst(db: None, velden: dict[str, Any], verwacht: Soort) -> None:
    aanbod = maak_aanbod(gecontroleerd_op=VANDAAG)
    route = maak_route("Route", aanbod=aanbod)
    assert soorten(route) == set()
    assert not met_gebreken(Route.objects.all()).exists()
    Aanbod.objects.filter(pk=aanbod.pk).update(**velden)
    assert soorten(route) == {verwacht}
    assert list(met_gebreken(Route.objects.all())) == [route]
    [gebrek] = [g for g in gebreken_van([route])[route.pk] if g.dringend]
    assert str(gebrek).startswith(f"Stap 1: {aanbod.naam}")


def test_een_gestopte_organisatie_mankeert_ook_haar_aanbod(db: None) -> None:
    route = maak_route("Route")
    Organisatie.objects.update(status="gestopt")
    assert soorten(route) == {Soort.GESTOPT}


def test_een_stap_die_dicht_gaat_voor_de_groep_van_de_route_wordt_gemeld(db: None) -> None:
    groep, ander = CategorieFabriek(), CategorieFabriek()
    aanbod = maak_aanbod()
    route, gewoon = maak_route("Groep", aanbod=aanbod, categorie=groep), maak_route("Gewoon", aanbod=aanbod)
    Toegang.objects.create(aanbod=aanbod, categorie=ander, waarde="niet")
    assert soorten(route) == set(), "closed to another group says nothing"
    Toegang.objects.create(aanbod=aanbod, categorie=groep, waarde="niet")
    assert soorten(route) == {Soort.NIET_OPEN}
    assert soorten(gewoon) == set()


def test_een_stap_naar_een_organisatie_kijkt_naar_al_haar_aanbod(db: None) -> None:
    groep, organisatie = CategorieFabriek(), OrganisatieFabriek()
    route = maak_route("Route", categorie=groep)
    route.stappen.all().delete()
    Stap.objects.create(route=route, nummer=1, organisatie=organisatie, wijze="bellen", instructie="Bel.")
    open_, dicht = maak_aanbod(organisatie=organisatie), maak_aanbod(organisatie=organisatie, pauze_vanaf=VANDAAG)
    Toegang.objects.create(aanbod=dicht, categorie=groep, waarde="niet")
    assert soorten(route) == set(), "one open door is enough"
    Toegang.objects.create(aanbod=open_, categorie=groep, waarde="niet")
    Aanbod.objects.update(pauze_vanaf=VANDAAG)
    assert soorten(route) == {Soort.NIET_OPEN, Soort.GEPAUZEERD}


def test_verwijderd_aanbod_laat_een_gat_dat_wordt_gezien(db: None) -> None:
    route = maak_route("Route")
    for nummer in (2, 3):
        Stap.objects.create(route=route, nummer=nummer, aanbod=maak_aanbod(), wijze="zelf", instructie="x")
    route.stappen.get(nummer=2).doel.delete()
    assert soorten(route) == {Soort.STAP_WEG}
    for stap in route.stappen.all():
        stap.doel.delete()
    assert soorten(route) == {Soort.GEEN_STAPPEN, Soort.STAP_WEG}


def test_stappen_per_tien_genummerd_zijn_geen_gat(db: None) -> None:
    route = maak_route("Route")
    route.stappen.update(nummer=10)
    Stap.objects.create(route=route, nummer=20, aanbod=maak_aanbod(), wijze="zelf", instructie="x")
    assert soorten(route) == set()


def test_nooit_gecontroleerd_wordt_gezegd_maar_vraagt_niemand(db: None) -> None:
    route = maak_route("Route")
    assert [gebrek.soort for gebrek in gebreken_van([route])[route.pk]] == [Soort.NOOIT]
    assert not met_gebreken(Route.objects.all()).exists()


def test_alleen_een_gepubliceerde_route_staat_op_de_werklijst(db: None) -> None:
    for status in ("concept", "gestopt"):
        maak_route(status, status=status, aanbod=maak_aanbod(status="gestopt"))
    assert not met_gebreken(Route.objects.all()).exists()


def test_een_dag_telt_mee(db: None) -> None:
    route = maak_route("Route", aanbod=maak_aanbod(geldig_tot=VANDAAG))
    assert soorten(route) == set()
    assert list(met_gebreken(Route.objects.all(), op=VANDAAG + datetime.timedelta(days=1))) == [route]


def test_evenveel_queries_voor_2_als_voor_22_routes(db: None) -> None:
    groep = CategorieFabriek()
    aantallen = []
    for nummers in (range(2), range(2, 22)):
        for nummer in nummers:
            route = maak_route(f"Route {nummer}", categorie=groep)
            organisatie = maak_aanbod().organisatie
            Stap.objects.create(route=route, nummer=2, organisatie=organisatie, wijze="zelf", instructie="x")
        with CaptureQueriesContext(connection) as gevangen:
            list(met_gebreken(Route.objects.all()))
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 5
