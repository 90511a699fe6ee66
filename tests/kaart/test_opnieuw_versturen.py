"""A form given back after signing out: the first 'Verstuur opnieuw' works, and says in words what was changed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    WACHTWOORD,
    BehoefteFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.organisaties.test_bewerken import formulier

pytestmark = pytest.mark.django_db
HIER = {"origin": "http://testserver"}
PAD = "/aanbod/taalcafe/bewerken/"


@pytest.fixture
def client() -> Client:
    """Give a keeper with the form open, in a browser that checks the secret of forms."""
    oost = StadsdeelFabriek.create(slug="oost", naam="Oost")
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(oost)
    BehoefteFabriek.create(slug="nederlands-leren", naam="Nederlands leren")
    BehoefteFabriek.create(slug="studiehuis-bijlmerdreef", naam="Rustig studeren")
    organisatie = OrganisatieFabriek.create()
    maak_aanbod(
        kenmerk="taalcafe",
        naam="Taalcafé",
        omschrijving="Praten en koffie.",
        organisatie=organisatie,
        stadsdelen=[oost],
    )
    browser = Client(enforce_csrf_checks=True)
    teken = _teken(browser.get("/inloggen/"))
    browser.post("/inloggen/", {"login": "houder", "password": WACHTWOORD, "csrfmiddlewaretoken": teken}, headers=HIER)
    return browser


def _teken(antwoord: Any) -> str:
    return str(html.fromstring(antwoord.content).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0])


def _formulier(antwoord: Any, pad: str) -> dict[str, list[str]]:
    """Return what the form of this page to `pad` would send."""
    velden: dict[str, list[str]] = {}
    for veld in html.fromstring(antwoord.content).xpath(f"//form[@action='{pad}']//input[@name]"):
        velden.setdefault(veld.get("name"), []).append(veld.get("value", ""))
    return velden


def _loop_uit(client: Client) -> None:
    """Let the session end as it does by itself, with the form still open in the browser."""
    del client.cookies["sessionid"]


def _log_in(client: Client) -> None:
    teken = _teken(client.get("/inloggen/"))
    client.post("/inloggen/", {"login": "houder", "password": WACHTWOORD, "csrfmiddlewaretoken": teken}, headers=HIER)


def _verstuur(client: Client, **anders: Any) -> Any:
    pagina = client.get(PAD)
    _loop_uit(client)
    return client.post(PAD, formulier(pagina) | anders | {"csrfmiddlewaretoken": _teken(pagina)}, headers=HIER)


def test_de_eerste_keer_opnieuw_versturen_werkt_na_inloggen_in_een_ander_tabblad(client: Client) -> None:
    terug = _verstuur(client, naam="Taalcafé Oost", wachttijd="3 weken")
    assert terug.status_code == 403
    _log_in(client)
    antwoord = client.post(PAD, _formulier(terug, PAD), headers=HIER)
    assert antwoord.status_code == 302, antwoord.content.decode()[:400]
    aanbod = m.Aanbod.objects.get()
    assert (aanbod.naam, aanbod.wachttijd) == ("Taalcafé Oost", "3 weken")


def test_het_zegt_in_woorden_wat_je_veranderde_en_niets_anders(client: Client) -> None:
    terug = _verstuur(
        client, naam="Taalcafé Oost", wachttijd="3 weken", behoeften=["studiehuis-bijlmerdreef"], waarom="Gebeld"
    )
    tekst = html.fromstring(terug.content).xpath("//main")[0].text_content()
    geschreven = re.sub(r"\s+", " ", tekst.partition("Wat je schreef")[2])
    for verwacht in ("Taalcafé Oost", "3 weken", "Rustig studeren", "Gebeld"):
        assert verwacht in geschreven, geschreven
    assert "studiehuis-bijlmerdreef" not in geschreven
    onveranderd = m.Aanbod.objects.get().omschrijving
    assert onveranderd
    assert onveranderd not in geschreven


def test_een_ander_formulier_toont_woorden_en_geen_sleutels(client: Client) -> None:
    _loop_uit(client)
    teken = _teken(client.get("/inloggen/"))
    velden = {"van": "studiehuis-bijlmerdreef", "tekst": "Te ver weg", "csrfmiddlewaretoken": teken, "n": "12"}
    terug = client.post("/werk/lijsten/doelgroepen/nieuw/", velden, headers=HIER)
    kaartjes = html.fromstring(terug.content).xpath("//main//div[@class='kaartje']")
    assert [kaartje.text_content().strip() for kaartje in kaartjes] == ["Te ver weg"]


@pytest.mark.parametrize("wat", ["van elders", "zonder koekje", "ander koekje", "ander adres", "veranderd teken"])
def test_wat_niet_van_deze_browser_en_deze_pagina_komt_wordt_geweigerd(client: Client, wat: str) -> None:
    terug = _verstuur(client, naam="Gekaapt")
    _log_in(client)
    velden = _formulier(terug, PAD)
    kop = {"origin": "https://kwaad.example"} if wat == "van elders" else HIER
    if wat == "zonder koekje":
        del client.cookies["opnieuw"]
    if wat == "ander koekje":
        client.cookies["opnieuw"] = "x" * 32
    if wat == "veranderd teken":
        velden["teken_van_opnieuw"][0] += "a"
    pad = "/aanbod/taalcafe/bewerken/concept/" if wat == "ander adres" else PAD
    assert client.post(pad, velden, headers=kop).status_code == 403
    assert m.Aanbod.objects.get().naam == "Taalcafé"
    assert not m.Concept.objects.exists()


def test_wie_zonder_inloggen_opnieuw_verstuurt_krijgt_het_weer_terug(client: Client) -> None:
    terug = _verstuur(client, naam="Taalcafé Oost")
    nog = client.post(PAD, _formulier(terug, PAD), headers=HIER)
    assert nog.status_code == 403
    _log_in(client)
    assert client.post(PAD, _formulier(nog, PAD), headers=HIER).status_code == 302
    assert m.Aanbod.objects.get().naam == "Taalcafé Oost"
    assert _formulier(nog, PAD)["teken_van_opnieuw"], "one mark, not one for each time"
    assert len(_formulier(nog, PAD)["teken_van_opnieuw"]) == 1
