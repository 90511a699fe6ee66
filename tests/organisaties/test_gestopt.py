"""What was stopped is nobody's next step: not in a list, not in a count, for no reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from doorverwijzing.models import Hulplijn
from organisaties.ingangen.netwerk import netwerk_van
from organisaties.models import Aanbod, Organisatie, Samenwerking, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    BehoefteFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

NAAM = "Zondagse Moskeemaaltijd"
LEZERS = ("bezoeker", "opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator", "beheerder")
LIJSTEN = (
    "/zoeken/",
    "/zoeken/?q=maaltijd",
    "/zoeken/?behoefte=eten",
    "/zoeken/?stadsdeel=oost",
    "/zoeken/?vandaag_open=ja",
    "/zoeken/voorstellen/?q=moskee",
    "/zoeken/voorstellen/?q=huis+van",
    "/zoeken/uitvoer/?behoefte=eten&vorm=csv",
    "/agenda.ics?behoefte=eten",
    "/organisaties/huis/",
    "/organisaties/gast/",
    "/locaties/zaal/",
    "/aanbod/blijft/",
    "/stadsdelen/oost/",
    "/wegwijzer/eten/oost/",
    "/wegwijzer/eten/hele-stad/",
    "/even-rust/",
    "/open-data/",
    "/open-data/aanbod.csv",
    "/open-data/alles.jsonld",
    "/open-data/hsds.json",
    "/hsds/services",
)
STOPPEN = {
    "aanbod": lambda: Aanbod.objects.filter(naam=NAAM).update(status="gestopt"),
    "organisatie": lambda: Organisatie.objects.filter(kenmerk="huis-van-ons").update(status="gestopt"),
}


@pytest.fixture
def zaal(db: None) -> Aanbod:
    """Put an offer that will stop beside one that stays, in one place and for one need."""
    oost, eten = StadsdeelFabriek(slug="oost", naam="Oost"), BehoefteFabriek(slug="eten", naam="Eten")
    huis = OrganisatieFabriek(kenmerk="huis", naam="Buurthuis")
    zaal = LocatieFabriek(kenmerk="zaal", naam="De Zaal", organisatie=huis, stadsdeel=oost)
    van_ons = OrganisatieFabriek(kenmerk="huis-van-ons", naam="Huis van Ons")
    van_ons.werkgebied.add(oost)
    OrganisatieFabriek(kenmerk="gast", naam="Gast")
    Samenwerking.objects.create(van=van_ons, naar=huis, soort="warme-lijn")
    zo: dict[str, object] = {"behoeften": [eten], "stadsdelen": [oost], "locaties": [zaal], "omschrijving": "maaltijd"}
    blijft = maak_aanbod(kenmerk="blijft", naam="Blijft", organisatie=huis, **zo)
    weg = maak_aanbod(kenmerk="weg", naam=NAAM, organisatie=van_ons, **zo)
    for een in (blijft, weg):
        for dag in range(1, 8):
            een.openingstijden.create(weekdag=dag, van="00:00", tot="23:59")
    Hulplijn.objects.create(slug="lijn", naam="Lijn", waarvoor="Hulp", aanbod=weg)
    return weg


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("wat", sorted(STOPPEN))
def test_wat_gestopt_is_staat_voor_niemand_in_een_lijst(
    als: Callable[[str], Client], zaal: Aanbod, lezer: str, wat: str
) -> None:
    client = als(lezer)
    woorden = {NAAM} if wat == "aanbod" else {NAAM, "Huis van Ons"}
    assert len(_waar(client, woorden)) > 10
    STOPPEN[wat]()
    assert _waar(client, woorden) == set()


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("wat", sorted(STOPPEN))
def test_wat_gestopt_is_telt_voor_niemand_mee(als: Callable[[str], Client], zaal: Aanbod, lezer: str, wat: str) -> None:
    client = als(lezer)
    for aantal in (2, 1):
        html = _inhoud(client, "/zoeken/?behoefte=eten").decode()
        assert re.findall(r'data-aantal="(\d+)"', html) == [str(aantal)]
        assert f"Bekijk alle {aantal} resultaten" in _inhoud(client, "/stadsdelen/oost/").decode()
        STOPPEN[wat]()


def test_een_eigenaar_ziet_haar_gestopte_aanbod_alleen_waar_zij_het_bijhoudt(zaal: Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(zaal.organisatie)
    client = Client()
    client.force_login(eigenaar)
    STOPPEN["aanbod"]()
    assert _waar(client, {NAAM}) == set()
    assert client.get("/aanbod/weg/").status_code == 200
    assert NAAM in _inhoud(client, "/mijn-organisaties/").decode()


def test_een_gestopte_organisatie_is_geen_korte_lijn_en_wordt_niet_eerst_gebeld(
    als: Callable[[str], Client], zaal: Aanbod
) -> None:
    huis = Organisatie.objects.get(kenmerk="huis")
    collega = als("opbouwwerker").get("/").wsgi_request.user
    assert netwerk_van(huis, collega).buren  # type: ignore[union-attr]
    STOPPEN["organisatie"]()
    netwerk = netwerk_van(huis, collega)
    assert netwerk is not None
    assert netwerk.buren == []
    assert [wie.organisatie for wie in netwerk.bel_eerst] == []


def _waar(client: Client, woorden: set[str]) -> set[str]:
    """Return the pages and files on which one of these words stands."""
    return {pad for pad in LIJSTEN if any(woord.encode() in _inhoud(client, pad) for woord in woorden)}


def _inhoud(client: Client, pad: str) -> bytes:
    antwoord = client.get(pad, follow=True)
    assert antwoord.status_code == 200, pad
    return b"".join(antwoord) if antwoord.streaming else antwoord.content


@pytest.fixture
def houder(zaal: Aanbod) -> Client:
    """Give the browser of somebody who keeps Oost."""
    gebruiker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    gebruiker.stadsdelen.add(Stadsdeel.objects.get(slug="oost"))
    client = Client()
    client.force_login(gebruiker)
    return client


@pytest.mark.parametrize(
    ("lezer", "verwacht"), [("opbouwwerker", True), ("coordinator", True), ("bezoeker", False), ("aanbieder", False)]
)
def test_wie_als_collega_de_naam_zoekt_leest_sinds_wanneer_en_wat_er_in_plaats_is(
    als: Callable[[str], Client], houder: Client, lezer: str, verwacht: bool
) -> None:
    with time_machine.travel("2026-11-20 12:00+01:00"):
        houder.post("/aanbod/weg/stand/", {"status": "gestopt", "waarom": "Ga naar het buurthuis."})
    zoek = als(lezer)
    for getypt in (NAAM, f"  {NAAM.upper()} "):
        html = " ".join(zoek.get("/zoeken/", {"q": getypt}).content.decode().split())
        regel = (
            f'<a href="/aanbod/weg/">{NAAM}</a> (Huis van Ons) is gestopt op 20 november 2026. Ga naar het buurthuis.'
        )
        assert (regel in html) is verwacht
        assert html.count("data-gestopt") == verwacht
    for getypt in ("Moskeemaaltijd", NAAM + "en", "", "blijft"):
        assert "data-gestopt" not in zoek.get("/zoeken/", {"q": getypt}).content.decode()


def test_ook_wat_met_een_gestopte_organisatie_meeging_heeft_die_regel(
    als: Callable[[str], Client], houder: Client
) -> None:
    with time_machine.travel("2026-11-20 12:00+01:00"):
        houder.post("/organisaties/huis-van-ons/stand/", {"status": "gestopt"})
    zoek = als("opbouwwerker")
    for getypt, regel in (
        (NAAM, f"{NAAM}</a> (Huis van Ons) is gestopt op 20 november 2026."),
        ("huis van ons", "Huis van Ons</a> is gestopt op 20 november 2026."),
    ):
        assert regel in " ".join(zoek.get("/zoeken/", {"q": getypt}).content.decode().split())
    assert "Gestopt op 20 november 2026." in zoek.get("/aanbod/weg/").content.decode()


def test_wat_buiten_de_paginas_om_stopte_zegt_geen_dag_die_niemand_weet(
    als: Callable[[str], Client], zaal: Aanbod
) -> None:
    STOPPEN["aanbod"]()
    html = " ".join(als("opbouwwerker").get("/zoeken/", {"q": NAAM}).content.decode().split())
    assert f"{NAAM}</a> (Huis van Ons) is gestopt." in html
    assert "is gestopt op" not in html


def test_wie_opnieuw_stopte_leest_de_laatste_dag(als: Callable[[str], Client], houder: Client) -> None:
    for dag, status in (("01", "gestopt"), ("05", "gepubliceerd"), ("09", "gestopt")):
        with time_machine.travel(f"2026-11-{dag} 12:00+01:00"):
            houder.post("/aanbod/weg/stand/", {"status": status})
    with time_machine.travel("2026-11-12 12:00+01:00"):
        houder.post("/aanbod/weg/bewerken/", {"doe": "bewaar"})
    assert "gestopt op 9 november 2026" in als("opbouwwerker").get("/zoeken/", {"q": NAAM}).content.decode()


def test_stoppen_vraagt_eerst_en_biedt_de_weg_terug(houder: Client) -> None:
    vraag = houder.get("/aanbod/weg/stand/")
    assert "Haal het van de kaart" in vraag.content.decode()
    assert "Op de pagina over veiligheid" in vraag.content.decode()
    assert Aanbod.objects.get(kenmerk="weg").status == "gepubliceerd", "asking is not doing"
    na = houder.post("/aanbod/weg/stand/", {"status": "gestopt"}, follow=True).content.decode()
    assert "is van de kaart" in na
    assert 'value="gepubliceerd">Zet terug</button>' in na
    assert houder.get("/aanbod/weg/stand/").status_code == 302, "there is nothing to ask any more"
    terug = houder.post("/aanbod/weg/stand/", {"status": "gepubliceerd"}, follow=True).content.decode()
    assert "staat weer op de kaart" in terug
    assert "Zet terug" not in terug
    assert Aanbod.objects.get(kenmerk="weg").status == "gepubliceerd"


def test_de_reden_neemt_geen_gegevens_van_een_mens_aan_en_bewaart_wat_er_getypt_is(houder: Client) -> None:
    antwoord = houder.post("/aanbod/weg/stand/", {"status": "gestopt", "waarom": "BSN 111222333 van mevrouw"})
    assert "lijkt op een burgerservicenummer" in antwoord.content.decode()
    assert 'value="BSN 111222333 van mevrouw"' in antwoord.content.decode()
    assert Aanbod.objects.get(kenmerk="weg").status == "gepubliceerd"


def test_wie_het_niet_kan_terugzetten_krijgt_de_knop_niet(als: Callable[[str], Client], zaal: Aanbod) -> None:
    STOPPEN["aanbod"]()
    html = als("opbouwwerker").get("/aanbod/weg/").content.decode()
    assert "Stuur hier niemand meer heen." in html
    assert "Zet terug" not in html
