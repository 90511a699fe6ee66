"""A route that leads a reader nowhere is absent for that reader, and who keeps it hears of the step that went."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from doorverwijzing.models import Route, Stap, Stapverlies
from doorverwijzing.routes.beheer.acties import publiceer
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.models import Aanbod, Medewerker, Organisatie
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

VANDAAG = timezone.localdate()
GISTEREN = VANDAAG - datetime.timedelta(days=1)
LEZERS = ("bezoeker", "opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator", "beheerder")
HIER, STAD = "/wegwijzer/routes/eten-hier/", "/wegwijzer/routes/eten-in-de-stad/"


def weg(**velden: object) -> Callable[[Aanbod], object]:
    """Return what changes an offer so."""
    return lambda doel: Aanbod.objects.filter(pk=doel.pk).update(**velden)


# How a step can stop leading anywhere, for which readers.
MANIEREN: dict[str, tuple[Callable[[Aanbod], object], tuple[str, ...]]] = {
    "gestopt": (weg(status="gestopt"), LEZERS),
    "concept": (weg(status="concept"), LEZERS),
    "voorbij": (weg(geldig_tot=GISTEREN), LEZERS),
    "organisatie gestopt": (
        lambda doel: Organisatie.objects.filter(pk=doel.organisatie_id).update(status="gestopt"),
        LEZERS,
    ),
    "verwijderd": (lambda doel: doel.delete(), LEZERS),
    "alleen voor collega’s": (weg(zichtbaarheid="professionals"), ("bezoeker", "aanbieder")),
}


@pytest.fixture
def routes(db: None) -> Aanbod:
    """Make a route for the whole city and a more specific one of a single step, and return where that leads."""
    doel = maak_aanbod(naam="Alleen dit")
    maak_route("Eten in de stad", aanbod=maak_aanbod(naam="Altijd goed"))
    maak_route("Eten hier", stadsdelen=[StadsdeelFabriek(slug="hier", naam="Hier")], aanbod=doel)
    return doel


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("manier", sorted(MANIEREN))
def test_een_route_zonder_stap_verbergt_niet_de_route_die_werkt(
    als: Callable[[str], Client], routes: Aanbod, manier: str, lezer: str
) -> None:
    client = als(lezer)
    antwoord, gevonden = "/wegwijzer/eten/hier/", "/zoeken/?behoefte=eten&stadsdeel=hier"
    assert "<h1>Eten hier</h1>" in client.get(antwoord).content.decode()
    assert HIER in client.get(gevonden).content.decode()
    assert client.get(f"{HIER}briefje/").status_code == 302
    verander, voor_wie = MANIEREN[manier]
    verander(routes)
    if lezer not in voor_wie:
        assert "<h1>Eten hier</h1>" in client.get(antwoord).content.decode()
        return
    html = client.get(antwoord).content.decode()
    assert "<h1>Eten in de stad</h1>" in html
    assert "Altijd goed" in html
    html = client.get(gevonden).content.decode()
    assert HIER not in html
    assert STAD in html
    assert client.get(f"{HIER}briefje/").status_code == 404


@pytest.mark.parametrize("manier", sorted(MANIEREN))
def test_de_pagina_van_zo_een_route_wijst_naar_een_die_werkt(client: Client, routes: Aanbod, manier: str) -> None:
    MANIEREN[manier][0](routes)
    antwoord = client.get(HIER)
    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert "Deze route is er nu niet" in html
    assert f'href="{STAD}"' in html
    assert 'href="/wegwijzer/eten/"' in html
    assert "Alleen dit" not in html


def test_over_veiligheid_zegt_ook_die_pagina_niets_en_blijft_zij_niet_bewaard(client: Client, routes: Aanbod) -> None:
    behoefte = Route.objects.get(naam="Eten hier").waarvoor
    behoefte.neutraal = True
    behoefte.save()
    routes.delete()
    antwoord = client.get(HIER)
    assert "no-store" in antwoord["Cache-Control"]
    assert "<title>Informatie" in antwoord.content.decode()


def test_een_pauze_of_een_gestopt_alternatief_laat_de_route_staan(client: Client, routes: Aanbod) -> None:
    route = Route.objects.get(naam="Eten hier")
    ander = maak_aanbod(naam="Gestopte andere keus")
    Stap.objects.create(route=route, nummer=2, aanbod=ander, wijze="zelf", instructie="x", alternatief_voor=1)
    MANIEREN["gestopt"][0](ander)
    weg(pauze_vanaf=VANDAAG)(routes)
    html = client.get("/wegwijzer/eten/hier/").content.decode()
    assert "<h1>Eten hier</h1>" in html
    assert "Gestopte andere keus" not in html


def test_wat_in_de_plaats_komt_wordt_de_stap(als: Callable[[str], Client], routes: Aanbod) -> None:
    route = Route.objects.get(naam="Eten hier")
    ander = maak_aanbod(naam="Andere keus")
    Stap.objects.create(route=route, nummer=2, aanbod=ander, wijze="zelf", instructie="x", alternatief_voor=1)
    MANIEREN["gestopt"][0](routes)
    for lezer in ("bezoeker", "opbouwwerker"):
        html = als(lezer).get(HIER).content.decode()
        assert "Andere keus" in html
        assert "Alleen dit" not in html
        assert "Of, als dit niet lukt" not in html


def test_wat_vannacht_afloopt_telt_morgen_niet_meer(client: Client, routes: Aanbod) -> None:
    weg(geldig_tot=VANDAAG)(routes)
    gevonden = "/zoeken/?behoefte=eten&stadsdeel=hier"
    assert HIER in client.get(gevonden).content.decode()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)):
        assert HIER not in client.get(gevonden).content.decode()
        assert client.get(HIER).status_code == 404


# --- Who keeps the route hears of it.


@pytest.fixture
def houder(routes: Aanbod) -> Client:
    """Give the browser of somebody who keeps that area."""
    gebruiker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    gebruiker.stadsdelen.set(Route.objects.get(naam="Eten hier").stadsdelen.all())
    client = Client()
    client.force_login(gebruiker)
    return client


@pytest.mark.parametrize("manier", ["gestopt", "concept", "voorbij", "organisatie gestopt", "verwijderd"])
def test_een_stap_die_weg_is_staat_met_zijn_reden_op_de_werklijst(houder: Client, routes: Aanbod, manier: str) -> None:
    assert "Eten hier" not in houder.get("/werk/?reden=stap-weg").content.decode()
    MANIEREN[manier][0](routes)
    html = houder.get("/werk/?reden=stap-weg").content.decode()
    assert "Eten hier" in html
    assert "Stap 1: " in html
    assert ("Alleen dit" in html) is (manier != "verwijderd")


def test_een_pauze_is_een_andere_reden(houder: Client, routes: Aanbod) -> None:
    weg(pauze_vanaf=VANDAAG)(routes)
    assert "Eten hier" in houder.get("/werk/?reden=route").content.decode()
    assert "Eten hier" not in houder.get("/werk/?reden=stap-weg").content.decode()


def test_een_organisatie_die_zelf_wegging_wordt_niet_genoemd_maar_de_stap_wel(houder: Client, routes: Aanbod) -> None:
    route = Route.objects.get(naam="Eten hier")
    vertrekt = OrganisatieFabriek.create(naam="Vertrekkende Vrienden")
    van_haar = maak_aanbod(naam="Soep bij Vertrekkende Vrienden", organisatie=vertrekt, soort="ontmoeting")
    for nummer, doel in ((2, {"aanbod": van_haar}), (3, {"organisatie": vertrekt})):
        Stap.objects.create(route=route, nummer=nummer, wijze="warm", instructie="Ga naar de Vrienden.", **doel)
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(vertrekt)
    verwijder(gebruiker=eigenaar, organisatie=vertrekt, naam=vertrekt.naam)
    html = houder.get("/werk/?reden=stap-weg").content.decode()
    dag = f"{VANDAAG.day}-{VANDAAG.month}-{VANDAAG.year}"
    for regel in (
        f"Stap 2: hier stond ontmoeting (warm overdragen). Dat is op {dag} van de kaart verdwenen.",
        f"Stap 3: hier stond een organisatie (warm overdragen). Dat is op {dag} van de kaart verdwenen.",
    ):
        assert regel in html
    assert "Vrienden" not in html
    assert "Vrienden" not in "".join(str(rij) for rij in Stapverlies.objects.values())


def test_wie_de_route_bewaart_en_publiceert_is_er_klaar_mee(houder: Client, routes: Aanbod) -> None:
    Stap.objects.create(
        route=Route.objects.get(naam="Eten hier"), nummer=2, aanbod=maak_aanbod(), wijze="zelf", instructie="x"
    )
    routes.delete()
    assert "Eten hier" in houder.get("/werk/?reden=stap-weg").content.decode()
    publiceer(gebruiker=Medewerker.objects.get(username="houder"), route=Route.objects.get(naam="Eten hier"))
    assert "Eten hier" not in houder.get("/werk/?reden=stap-weg").content.decode()
    assert not Stapverlies.objects.exists()


def test_een_route_herschrijven_of_weggooien_verliest_geen_stap(routes: Aanbod) -> None:
    route = Route.objects.get(naam="Eten hier")
    route.stappen.all().delete()
    Stap.objects.create(route=route, nummer=1, aanbod=routes, wijze="zelf", instructie="x")
    Stap.objects.get(route=route).delete()
    Stap.objects.create(route=route, nummer=1, aanbod=routes, wijze="zelf", instructie="x")
    route.delete()
    Route.objects.all().delete()
    assert not Stapverlies.objects.exists()


def test_een_gevoelige_route_zonder_stap_blijft_voor_een_bezoeker_onbekend(client: Client, db: None) -> None:
    doel = maak_aanbod()
    maak_route("Stil", aanbod=doel, categorie=CategorieFabriek(gevoelig=True))
    voor = client.get("/wegwijzer/routes/stil/").content
    doel.delete()
    assert client.get("/wegwijzer/routes/stil/").content == voor
    assert b"Deze route is er nu niet" not in voor
