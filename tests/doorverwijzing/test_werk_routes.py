"""The list of routes and the page of one, for their keepers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorverwijzing import rechten
from doorverwijzing.models import Route
from organisaties.models import Aanbod, Medewerker
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker


@pytest.fixture
def van_oost(db: None) -> Client:
    """Someone who keeps Oost, and three routes: of Oost, of West, of the whole city."""
    oost, west = StadsdeelFabriek(slug="oost"), StadsdeelFabriek(slug="west")
    maak_route("Route oost", stadsdelen=[oost])
    maak_route("Route west", stadsdelen=[west])
    maak_route("Route allebei", stadsdelen=[oost, west])
    maak_route("Route stad")
    medewerker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="van-oost")
    medewerker.stadsdelen.set([oost])  # type: ignore[list-item]
    client = Client()
    client.force_login(medewerker)
    return client


def test_wie_een_stadsdeel_bijhoudt_bewerkt_alleen_routes_van_dat_stadsdeel(van_oost: Client) -> None:
    medewerker, coordinator = Medewerker.objects.get(), maak_medewerker(Rol.COORDINATOR)
    eigen = {"route-oost"}
    assert set(Route.objects.te_bewerken_door(medewerker).values_list("kenmerk", flat=True)) == eigen
    assert {r.kenmerk for r in Route.objects.all() if rechten.mag_route_bewerken(medewerker, r)} == eigen
    assert Route.objects.te_bewerken_door(coordinator).count() == 4
    assert all(rechten.mag_route_bewerken(coordinator, route) for route in Route.objects.all())
    opbouwwerker = maak_medewerker(Rol.OPBOUWWERKER)
    assert not Route.objects.te_bewerken_door(opbouwwerker).exists()
    assert not any(rechten.mag_route_bewerken(opbouwwerker, route) for route in Route.objects.all())


def test_de_lijst_toont_alle_routes_en_zegt_welke_van_een_ander_zijn(van_oost: Client) -> None:
    tekst = van_oost.get("/werk/routes/").content.decode()
    assert "4 routes" in tekst
    assert tekst.count("Een ander houdt deze route bij") == 3
    assert "Een ander houdt deze route bij" in van_oost.get("/werk/routes/route-west/").content.decode()


def test_een_concept_van_een_ander_bestaat_niet(van_oost: Client, als: Callable[[str], Client]) -> None:
    Route.objects.filter(naam__in=("Route west", "Route oost")).update(status="concept")
    tekst = van_oost.get("/werk/routes/").content.decode()
    assert "Route oost" in tekst
    assert "Route west" not in tekst
    assert van_oost.get("/werk/routes/route-west/").status_code == 404
    assert van_oost.get("/wegwijzer/routes/route-west/").status_code == 404
    assert van_oost.get("/wegwijzer/routes/route-oost/").status_code == 200
    opbouwwerker = als("opbouwwerker")
    assert opbouwwerker.get("/wegwijzer/routes/route-oost/").status_code == 404
    assert als("coordinator").get("/werk/routes/route-west/").status_code == 200


def test_een_concept_of_gestopte_route_wijst_niemand_de_weg(van_oost: Client, client: Client) -> None:
    Route.objects.exclude(naam="Route stad").update(status="concept")
    Route.objects.filter(naam="Route stad").update(status="gestopt")
    for lezer in (van_oost, client):
        for adres in ("/wegwijzer/eten/oost/", "/zoeken/?behoefte=eten&stadsdeel=oost"):
            assert "Route oost" not in lezer.get(adres).content.decode().replace("Doel van Route oost", "")
            assert "Route stad" not in lezer.get(adres).content.decode().replace("Doel van Route stad", "")
    assert client.get("/wegwijzer/routes/route-stad/").status_code == 404
    assert "Deze route is gestopt" in van_oost.get("/wegwijzer/routes/route-stad/").content.decode()


def test_een_concept_van_een_gepubliceerde_route_is_zelf_nergens_te_zien(van_oost: Client) -> None:
    oud = Route.objects.get(naam="Route oost")
    Route.objects.create(
        kenmerk="oud-concept", naam="Nieuwe titel", behoefte=oud.behoefte, status="concept", vervangt=oud
    )
    assert "Nieuwe titel" not in van_oost.get("/werk/routes/").content.decode()
    assert "Concept klaar" in van_oost.get("/werk/routes/").content.decode()
    assert van_oost.get("/werk/routes/oud-concept/").status_code == 404
    assert not Route.objects.gepubliceerd().filter(naam="Nieuwe titel").exists()


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("stadsdeel=west", {"Route west", "Route allebei"}),
        ("stadsdeel=hele-stad", {"Route stad"}),
        ("status=gestopt", {"Gestopte route"}),
        ("nakijken=on", {"Route oost"}),
        ("behoefte=eten&stadsdeel=oost", {"Route oost", "Route allebei"}),
        ("stadsdeel=utrecht&behoefte=niets&status=raar", {"Route oost", "Route west", "Route allebei", "Route stad"}),
    ],
)
def test_de_lijst_laat_kiezen(van_oost: Client, vraag: str, verwacht: set[str]) -> None:
    maak_route("Gestopte route", status="gestopt")
    Aanbod.objects.filter(naam="Doel van Route oost").update(pauze_vanaf=timezone.localdate())
    tekst = van_oost.get(f"/werk/routes/?{vraag}").content.decode()
    assert {naam for naam in Route.objects.values_list("naam", flat=True) if f">{naam}</a></h3>" in tekst} == verwacht


def test_wat_er_mis_is_staat_op_de_lijst_en_op_de_route(van_oost: Client, als: Callable[[str], Client]) -> None:
    Aanbod.objects.filter(naam="Doel van Route oost").update(status="gestopt")
    zin = "Doel van Route oost bestaat niet meer"
    assert "Nakijken (1)" in van_oost.get("/werk/routes/").content.decode()
    for adres in ("/werk/routes/", "/werk/routes/route-oost/", "/wegwijzer/routes/route-oost/"):
        assert zin in van_oost.get(adres).content.decode()
    voor_houder = van_oost.get("/wegwijzer/routes/route-oost/").content.decode()
    assert "Dit bestaat niet meer. Kies een andere stap." in voor_houder
    voor_collega = als("opbouwwerker").get("/wegwijzer/routes/route-oost/")
    assert voor_collega.status_code == 404
    assert "Doel van Route oost" not in voor_collega.content.decode()


def test_de_pagina_toont_wat_een_bezoeker_ziet(van_oost: Client) -> None:
    geheim = maak_aanbod(naam="Geheim huis", zichtbaarheid="professionals")
    maak_route("Stille plek", aanbod=geheim)
    assert "Geheim huis" in van_oost.get("/werk/routes/stille-plek/").content.decode()
    als_bezoeker = van_oost.get("/werk/routes/stille-plek/?als=bezoeker").content.decode()
    assert "Geheim huis" not in als_bezoeker
    assert "geen stap die deze lezer mag zien" in als_bezoeker


def test_een_route_voor_een_gevoelige_groep_heeft_geen_bezoekers(van_oost: Client) -> None:
    maak_route("Stil", categorie=CategorieFabriek(gevoelig=True))
    tekst = van_oost.get("/werk/routes/stil/").content.decode()
    assert "Een bezoeker zonder account ziet haar niet" in tekst
    assert "?als=bezoeker" not in tekst


@pytest.mark.parametrize("adres", ["/werk/routes/", "/werk/routes/route-0/"])
def test_evenveel_queries_voor_2_als_voor_22(als: Callable[[str], Client], adres: str) -> None:
    client = als("coordinator")
    aantallen = []
    for nummers in (range(2), range(2, 22)):
        for nummer in nummers:
            route = maak_route(f"Route {nummer}", stadsdelen=[StadsdeelFabriek()], categorie=CategorieFabriek())
            if nummer:
                route.stappen.update(nummer=nummer + 1, route=Route.objects.get(kenmerk="route-0"))
        client.get(adres)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(adres).status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 22
