"""How soon it must be: the door that helps in time comes first, and the page says why."""

from __future__ import annotations

import csv
import datetime

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorverwijzing.models import Route, Stap
from doorverwijzing.urgentie import Moment, Urgentie, lees_urgentie, moment_van, rang, wachtdagen
from doorverwijzing.wegwijzer.kiezen import kies_route, wijs
from organisaties.models import Aanbod, Openingstijd
from organisaties.zichtbaarheid import BEZOEKER
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, maak_aanbod

DINSDAG = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("tekst", "dagen"),
    [
        ("", 0),
        ("soms twee uur wachten", 0),
        ("met een tolk: zes weken (één geval in het rapport)", 42),
        ("2 tot 3 weken", 21),
        ("10 werkdagen", 10),
        ("een maand", 30),
        ("lange wachtlijst", None),
        ("vol, vraag naar de wachtlijst", None),
        ("praktijken zitten vaak vol (2022)", None),
    ],
)
def test_een_wachttijd_in_woorden_is_een_aantal_dagen_of_niet_bekend(tekst: str, dagen: int | None) -> None:
    assert wachtdagen(tekst) == dagen


def test_op_tijd_gaat_voor_onbekend_voor_later_voor_dicht() -> None:
    vandaag, later, onbekend = Moment(0, ""), Moment(3, ""), Moment(None, "")
    assert rang(vandaag, Urgentie.VANDAAG, dicht=False) < rang(onbekend, Urgentie.VANDAAG, dicht=False)
    assert rang(onbekend, Urgentie.VANDAAG, dicht=False) < rang(later, Urgentie.VANDAAG, dicht=False)
    assert rang(later, Urgentie.VANDAAG, dicht=False) < rang(vandaag, Urgentie.VANDAAG, dicht=True)
    assert rang(later, Urgentie.DEZE_WEEK, dicht=False) == rang(vandaag, Urgentie.DEZE_WEEK, dicht=False)
    assert rang(later, Urgentie.KAN_WACHTEN, dicht=False) == rang(vandaag, Urgentie.KAN_WACHTEN, dicht=False)
    nu = Moment(0, "", nu=True)
    assert rang(nu, Urgentie.VANDAAG, dicht=False) < rang(vandaag, Urgentie.VANDAAG, dicht=False)
    for urgentie in (None, *Urgentie):
        assert rang(later, urgentie, dicht=False) < rang(nu, urgentie, dicht=True), "what is full comes last"
    assert lees_urgentie("gisteren") is lees_urgentie("") is None


def open_op(aanbod: Aanbod, weekdag: int) -> Aanbod:
    Openingstijd.objects.create(aanbod=aanbod, weekdag=weekdag, van=datetime.time(10), tot=datetime.time(12))
    return Aanbod.objects.voor_lijst(BEZOEKER).get(pk=aanbod.pk)


@time_machine.travel(DINSDAG, tick=False)
def test_wanneer_het_kan_staat_er_in_woorden(db: None) -> None:
    dag = DINSDAG.date()
    assert moment_van(open_op(maak_aanbod(), 2), dag) == Moment(0, "Kan vandaag.", nu=True)
    assert moment_van(open_op(maak_aanbod(), 3), dag) == Moment(1, "Kan morgen (woensdag).")
    assert moment_van(open_op(maak_aanbod(), 1), dag) == Moment(6, "Kan op maandag 30 november.")
    in_pauze = maak_aanbod(pauze_vanaf=dag, pauze_tot=dag + datetime.timedelta(days=9))
    assert moment_van(open_op(in_pauze, 4), dag).dagen == 16, "the first Thursday after the pause is a week later"
    assert moment_van(open_op(maak_aanbod(wachttijd="zes weken"), 2), dag) == Moment(42, "Reken op 6 weken wachten.")
    assert moment_van(open_op(maak_aanbod(ruimte="wachtlijst", ruimte_op=timezone.localdate()), 2), dag).dagen is None
    verborgen = maak_aanbod(zichtbaarheid="naam-openbaar")
    assert moment_van(open_op(verborgen, 2), dag).dagen is None, "times on request betray nothing here either"


@pytest.fixture
def twee_deuren(db: None) -> Route:
    """Make a route whose first door opens on Friday, with a second one for today."""
    vrijdag, vandaag = maak_aanbod(naam="Deur op vrijdag"), maak_aanbod(naam="Deur van vandaag")
    open_op(vrijdag, 5)
    open_op(vandaag, 2)
    route = maak_route("Twee deuren")
    route.stappen.all().delete()
    Stap.objects.create(route=route, nummer=1, aanbod=vrijdag, wijze="zelf", instructie="Ga erheen.")
    Stap.objects.create(
        route=route, nummer=2, aanbod=vandaag, wijze="zelf", instructie="Ga erheen.", alternatief_voor=1
    )
    return route


@time_machine.travel(DINSDAG, tick=False)
def test_moet_het_vandaag_dan_komt_de_deur_die_vandaag_open_is_eerst_met_uitleg(
    client: Client, twee_deuren: Route
) -> None:
    def eerste(vraag: str) -> str:
        tekst = client.get(f"/wegwijzer/eten/hele-stad/{vraag}").content.decode()
        return min(("Deur op vrijdag</a>", "Deur van vandaag</a>"), key=tekst.index)

    assert eerste("") == eerste("?hoe-snel=onzin") == eerste("?hoe-snel=kan-wachten") == "Deur op vrijdag</a>"
    assert eerste("?hoe-snel=vandaag") == "Deur van vandaag</a>"
    assert eerste("?hoe-snel=deze-week") == "Deur op vrijdag</a>", "both are in time"
    pagina = client.get("/wegwijzer/eten/hele-stad/?hoe-snel=vandaag").content.decode()
    assert "Dit staat nu voor Deur op vrijdag, want daar is het nu dicht." in pagina
    assert "Kan vandaag." in pagina
    assert "Kan op vrijdag 27 november." in pagina


@time_machine.travel(DINSDAG, tick=False)
def test_wie_er_niet_terecht_kan_komt_nooit_eerst(twee_deuren: Route) -> None:
    groep = CategorieFabriek(slug="groep")
    snel = Aanbod.objects.get(naam="Deur van vandaag")
    snel.toegang.create(categorie=groep, waarde="niet")
    wijzing = wijs("eten", "", ["groep"], AnonymousUser(), Urgentie.VANDAAG)
    assert wijzing.stappen[0].stap.doel.naam == "Deur op vrijdag"


def test_een_route_voor_deze_haast_gaat_voor_een_gewone(db: None) -> None:
    maak_route("A gewoon")
    maak_route("B vandaag")
    Route.objects.filter(naam="B vandaag").update(urgentie="vandaag")
    routes = list(Route.objects.select_related("behoefte", "categorie").prefetch_related("stadsdelen"))

    def gekozen(urgentie: Urgentie | None) -> str:
        keuze = kies_route(routes, ["eten"], "", [], urgentie)
        assert keuze
        return keuze.route.naam

    assert gekozen(Urgentie.VANDAAG) == "B vandaag"
    assert gekozen(Urgentie.KAN_WACHTEN) == gekozen(None) == "A gewoon"


def test_het_overige_aanbod_vraagt_niet_meer_bij_meer_resultaten(client: Client, kaart: None) -> None:
    client.get("/wegwijzer/eten/oost/?hoe-snel=vandaag")
    with CaptureQueriesContext(connection) as gesteld:
        pagina = client.get("/wegwijzer/eten/oost/?hoe-snel=vandaag")
    assert pagina.status_code == 200
    assert len(gesteld) <= 24


def route_met(*deuren: tuple[str, Aanbod, str]) -> Route:
    """Make a route with these steps: how, where to and the instruction."""
    route = maak_route("Een paar deuren")
    route.stappen.all().delete()
    for nummer, (wijze, aanbod, instructie) in enumerate(deuren, 1):
        Stap.objects.create(route=route, nummer=nummer, aanbod=aanbod, wijze=wijze, instructie=instructie)
    return route


def namen(urgentie: Urgentie | None) -> list[str]:
    return [beeld.stap.doel.naam for beeld in wijs("eten", "", [], AnonymousUser(), urgentie).stappen]


@time_machine.travel(DINSDAG.replace(hour=10), tick=False)
def test_wat_nu_open_is_gaat_voor_wat_vandaag_nog_opengaat_ook_over_stappen_heen(client: Client, db: None) -> None:
    vrijdag, avond, nu = (maak_aanbod(naam=naam) for naam in ("Vrijdag", "Vanavond", "Nu open"))
    open_op(vrijdag, 5)
    Openingstijd.objects.create(aanbod=avond, weekdag=2, van=datetime.time(19), tot=datetime.time(21))
    open_op(nu, 2)
    route_met(("zelf", vrijdag, "Ga erheen."), ("zelf", avond, "Of ga hierheen."), ("zelf", nu, "Of hierheen."))
    assert namen(None) == namen(Urgentie.KAN_WACHTEN) == namen(Urgentie.DEZE_WEEK) == ["Vrijdag", "Vanavond", "Nu open"]
    assert namen(Urgentie.VANDAAG) == ["Nu open", "Vanavond", "Vrijdag"]
    pagina = client.get("/wegwijzer/eten/hele-stad/?hoe-snel=vandaag").content.decode()
    assert "Dit staat nu voor Vrijdag, want daar is het nu dicht." in pagina
    assert "</span> Hierheen.</p>" in pagina, "no first step begins with 'Of'"
    assert "weten we zeker dat het vandaag kan" not in pagina


@time_machine.travel(DINSDAG.replace(hour=20), tick=False)
def test_kan_niets_op_tijd_dan_staat_dat_er(client: Client, db: None) -> None:
    dicht = maak_aanbod(naam="Al dicht")
    open_op(dicht, 2)
    route_met(("zelf", dicht, "Ga erheen."), ("zelf", maak_aanbod(naam="Niet bekend"), "Ga erheen."))
    pagina = client.get("/wegwijzer/eten/hele-stad/?hoe-snel=vandaag").content.decode()
    assert "Van geen van deze stappen weten we zeker dat het vandaag kan." in pagina
    assert "weten we zeker dat" not in client.get("/wegwijzer/eten/hele-stad/").content.decode()


@pytest.mark.parametrize(
    "toestand",
    [
        {"ruimte": "vol", "ruimte_op": DINSDAG.date()},
        {"pauze_vanaf": DINSDAG.date(), "pauze_tot": DINSDAG.date() + datetime.timedelta(days=3)},
        {"pauze_vanaf": DINSDAG.date()},
    ],
)
@time_machine.travel(DINSDAG, tick=False)
def test_wat_vol_of_gepauzeerd_is_staat_nooit_eerst(client: Client, db: None, toestand: dict[str, object]) -> None:
    vast, vrij, daarna = (
        maak_aanbod(naam="Kan niet", **toestand),
        maak_aanbod(naam="Kan wel"),
        maak_aanbod(naam="Later"),
    )
    open_op(vast, 2)
    route = route_met(("zelf", vast, "Ga erheen."), ("zelf", daarna, "Daarna hierheen."), ("zelf", vrij, "Ga erheen."))
    for urgentie in (None, *Urgentie):
        assert namen(urgentie) == ["Kan wel", "Kan niet", "Later"], "what begins with 'Daarna' stays behind its step"
    pagina = client.get(route.get_absolute_url()).content.decode()
    assert pagina.index("Kan wel</a>") < pagina.index("Kan niet</a>")


@time_machine.travel(DINSDAG, tick=False)
def test_geen_stap_zegt_bellen_zonder_nummer_en_wat_ontbreekt_staat_er(client: Client, db: None) -> None:
    zonder, met = maak_aanbod(naam="Zonder nummer"), maak_aanbod(naam="Met nummer")
    type(zonder.organisatie).objects.filter(pk=zonder.organisatie_id).update(telefoon="", website="https://x.example/")
    type(met.organisatie).objects.filter(pk=met.organisatie_id).update(telefoon="020 555 00 00")
    niets = maak_aanbod(naam="Niets bekend")
    type(niets.organisatie).objects.filter(pk=niets.organisatie_id).update(telefoon="", website="", email="")
    niets.locaties.update(straat="")
    route_met(
        ("bellen", zonder, "Bel en vraag het."), ("bellen", met, "Bel en vraag het."), ("zelf", niets, "Ga erheen.")
    )
    pagina = client.get("/wegwijzer/eten/hele-stad/?hoe-snel=vandaag").content.decode()
    eerste, tweede, derde = pagina.split('<div class="stap">')[1:4]
    assert "Een telefoonnummer staat hier nog niet." in eerste
    assert "Eerst navragen" in eerste
    assert "We weten niet op welke dag het kan. Een nummer hebben we ook niet." in eerste
    assert "Eerst bellen" not in eerste
    assert "Eerst bellen" in tweede
    assert "We weten niet op welke dag het kan. Bel eerst." in tweede
    assert "nog geen nummer, website of adres" in derde


def test_geen_vaste_route_stuurt_een_opbouwwerker_naar_zichzelf() -> None:
    """Who reads a route is an opbouwwerker: 'vraag naar de opbouwwerker' sends her to herself."""
    with (settings.BASE_DIR / "fixtures" / "routes.csv").open(encoding="utf-8", newline="") as bestand:
        naar_haar = [rij for rij in csv.DictReader(bestand) if rij["aanbod_of_organisatie"].startswith("opbouwwerk-")]
    assert naar_haar
    assert [rij["instructie"] for rij in naar_haar if "opbouwwerker" in rij["instructie"].lower()] == []
