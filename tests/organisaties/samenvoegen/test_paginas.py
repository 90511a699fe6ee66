"""The pages on which two become one, where the old address leads, and who may do what there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.samenvoegen.stad import coordinator, twee

pytestmark = pytest.mark.django_db


@pytest.fixture
def werk() -> Client:
    """Give the browser of the coördinator."""
    browser = Client()
    browser.force_login(coordinator())
    return browser


def formulier(antwoord: Any) -> dict[str, list[str]]:
    """Return what the form on a page sends when only its first button is pressed."""
    boom = html.fromstring(antwoord.content)
    vorm = next(f for f in boom.forms if f.method.lower() == "post" and f.xpath(".//button[@name='doe']"))
    velden: dict[str, list[str]] = {}
    for naam, waarde in vorm.form_values():
        velden.setdefault(naam, []).append(waarde)
    return velden


def test_van_dubbel_naar_een_en_weer_terug(werk: Client) -> None:
    twee()
    zoek = werk.get("/organisaties/weg/dubbel/", {"q": "lindeb"})
    assert "Huis Lindeboom" in zoek.content.decode()
    kies = formulier(werk.get("/organisaties/weg/dubbel/blijft/"))
    kies["blijft"] = ["ander"]
    bekijk = werk.post("/organisaties/weg/dubbel/blijft/", kies | {"doe": ["bekijk"]})
    tekst = bekijk.content.decode()
    assert "‘Stichting Lindeboom’ gaat op in ‘Huis Lindeboom’" in tekst
    for regel in ("1 keer aanbod", "1 aanbod", "1 plek", "1 contactpersoon", "1 stap in een route"):
        assert regel in tekst or regel == "1 keer aanbod"
    assert m.Organisatie.objects.filter(kenmerk="weg").exists(), "looking changes nothing"
    gedaan = werk.post("/organisaties/weg/dubbel/blijft/", formulier(bekijk) | {"doe": ["voeg-samen"]}, follow=True)
    assert gedaan.redirect_chain[-1][0] == "/organisaties/blijft/"
    assert "Maak ongedaan" in gedaan.content.decode()
    geschiedenis = werk.get("/organisaties/blijft/geschiedenis/").content.decode()
    assert "Samengevoegd met ‘Stichting Lindeboom’" in geschiedenis
    assert "Van voor het samenvoegen" in geschiedenis
    terug = werk.post(f"/ingrepen/{m.Ingreep.objects.get().pk}/ongedaan/", follow=True)
    assert "Het zijn er weer twee" in terug.content.decode()
    assert werk.get("/organisaties/weg/").status_code == 200
    assert "Ongedaan gemaakt op" in werk.get("/organisaties/blijft/geschiedenis/").content.decode()


def voeg_samen(werk: Client, pad: str = "/organisaties/blijft/dubbel/weg/") -> None:
    vorm = formulier(werk.get(pad)) | {"blijft": ["een"], "doe": ["voeg-samen"]}
    assert werk.post(pad, vorm).status_code == 302


def test_het_oude_adres_leidt_door_voor_wie_het_nieuwe_mag_zien(werk: Client, client: Client) -> None:
    twee()
    voeg_samen(werk)
    antwoord = client.get("/organisaties/weg/?kijk=1")
    assert (antwoord.status_code, antwoord["Location"]) == (301, "/organisaties/blijft/?kijk=1")
    assert "no-cache" in antwoord["Cache-Control"], "within the week the old address may be its own again"
    for pad in ("bewerken", "geschiedenis", "contacten", "nieuw-aanbod", "dubbel", "stand"):
        antwoord = werk.get(f"/organisaties/weg/{pad}/")
        assert (antwoord.status_code, antwoord["Location"]) == (301, f"/organisaties/blijft/{pad}/"), pad
    assert werk.get("/werk/samenwerking/weg/")["Location"] == "/werk/samenwerking/blijft/"
    assert client.get("/organisaties/nooit-geweest/").status_code == 404
    m.Organisatie.objects.filter(kenmerk="blijft").update(zichtbaarheid="professionals")
    assert client.get("/organisaties/weg/").status_code == 404, "who may not know of it does not hear where it went"


def test_een_oude_plek_leidt_door(werk: Client, client: Client) -> None:
    LocatieFabriek.create(kenmerk="een"), LocatieFabriek.create(kenmerk="ander")
    voeg_samen(werk, "/locaties/een/dubbel/ander/")
    assert client.get("/locaties/ander/")["Location"] == "/locaties/een/"


def test_wat_iemand_op_het_oude_adres_typte_komt_mee(werk: Client) -> None:
    twee()
    boom = html.fromstring(werk.get("/organisaties/weg/bewerken/").content)
    vorm = next(f for f in boom.forms if f.xpath(".//*[@name='omschrijving']"))
    voeg_samen(werk)
    velden: dict[str, list[str]] = {}
    for naam, waarde in vorm.form_values():
        velden.setdefault(naam, []).append(waarde)
    velden["omschrijving"] = ["Dit typte ik net"]
    antwoord = werk.post("/organisaties/weg/bewerken/", velden)
    assert (antwoord.status_code, antwoord["Location"]) == (308, "/organisaties/blijft/bewerken/")
    pagina = werk.post("/organisaties/blijft/bewerken/", velden).content.decode()
    assert "Dit typte ik net" in pagina
    assert m.Organisatie.objects.get(kenmerk="blijft").omschrijving != "Dit typte ik net", "laid beside it first"


def test_een_knop_op_een_oude_pagina_doet_niets_met_de_nieuwe(werk: Client) -> None:
    twee()
    voeg_samen(werk)
    antwoord = werk.post("/organisaties/weg/stand/", {"status": "gestopt"}, follow=True)
    assert "intussen samengevoegd" in antwoord.content.decode()
    assert m.Organisatie.objects.get(kenmerk="blijft").status == "gepubliceerd"


def test_zoeken_en_lijsten_volgen(werk: Client, client: Client) -> None:
    twee()
    assert "Stichting Lindeboom" in client.get("/organisaties/").content.decode()
    voeg_samen(werk)
    lijst = client.get("/organisaties/").content.decode()
    assert "Stichting Lindeboom" not in lijst
    assert "Huis Lindeboom" in lijst
    naam = m.Aanbod.objects.get(kenmerk="koken").naam
    gevonden = client.get("/zoeken/", {"q": naam}).content.decode()
    assert "Huis Lindeboom" in gevonden
    assert "Stichting Lindeboom" not in gevonden
    werk.post(f"/ingrepen/{m.Ingreep.objects.get().pk}/ongedaan/")
    assert "Stichting Lindeboom" in client.get("/zoeken/", {"q": naam}).content.decode()


def test_ruimer_vraagt_een_tweede_ja(werk: Client) -> None:
    twee(zichtbaarheid="professionals")
    vorm = formulier(werk.get("/organisaties/blijft/dubbel/weg/"))
    assert vorm["veld-zichtbaarheid"] == ["ander"], "the most closed is what stands there"
    vorm |= {"veld-zichtbaarheid": ["een"], "doe": ["voeg-samen"]}
    antwoord = werk.post("/organisaties/blijft/dubbel/weg/", vorm).content.decode()
    assert "Er is nog niets samengevoegd" in antwoord
    assert "blijft besloten" in antwoord
    assert m.Organisatie.objects.filter(kenmerk="weg").exists()
    assert werk.post("/organisaties/blijft/dubbel/weg/", vorm | {"ruimer": ["ja"]}).status_code == 302


def test_wie_intussen_iets_veranderde_ziet_de_ander(werk: Client) -> None:
    twee()
    vorm = formulier(werk.get("/organisaties/blijft/dubbel/weg/"))
    m.Organisatie.objects.filter(kenmerk="weg").update(omschrijving="Net veranderd")
    antwoord = werk.post("/organisaties/blijft/dubbel/weg/", vorm | {"doe": ["voeg-samen"]}).content.decode()
    assert "Er is intussen iets veranderd" in antwoord
    assert "Net veranderd" in antwoord
    assert m.Organisatie.objects.filter(kenmerk="weg").exists()


def test_aan_een_eigenaar_wordt_het_gevraagd(werk: Client) -> None:
    _, weg = twee(zichtbaarheid="professionals")
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(m.Organisatie.objects.get(kenmerk="blijft"))
    pagina = werk.get("/organisaties/blijft/dubbel/weg/").content.decode()
    assert "Vraag het eerst de eigenaar" in pagina
    assert werk.post("/organisaties/blijft/dubbel/weg/", {"doe": "voeg-samen"}).status_code == 200
    assert m.Organisatie.objects.filter(pk=weg.pk).exists()
    werk.post("/organisaties/blijft/dubbel/weg/vraag/")
    voorstel = m.Voorstel.objects.get(organisatie__kenmerk="blijft")
    assert voorstel.soort == "melding"
    assert "Stichting Lindeboom" not in voorstel.toelichting, "what a visitor may not know is not told to an owner"


def test_aanbod_verhuist_en_wordt_gekopieerd(werk: Client) -> None:
    twee()
    assert "Huis Lindeboom" in werk.get("/aanbod/koken/verhuizen/", {"q": "huis"}).content.decode()
    boom = html.fromstring(werk.get("/aanbod/koken/verhuizen/blijft/").content)
    van = boom.xpath("//input[@name='van']/@value")[0]
    gedaan = werk.post("/aanbod/koken/verhuizen/blijft/", {"van": van}, follow=True).content.decode()
    assert "Dit aanbod is nu van Huis Lindeboom" in gedaan
    assert "Maak ongedaan" in gedaan
    werk.post(f"/ingrepen/{m.Ingreep.objects.get().pk}/ongedaan/")
    assert m.Aanbod.objects.get(kenmerk="koken").organisatie.kenmerk == "weg"
    kopie = werk.post("/aanbod/koken/kopie/")
    nieuw = m.Aanbod.objects.latest("pk")
    assert kopie["Location"] == f"/aanbod/{nieuw.kenmerk}/bewerken/"
    assert nieuw.status == "concept"


def test_evenveel_queries_voor_2_als_voor_22(werk: Client) -> None:
    twee()
    weg = m.Organisatie.objects.get(kenmerk="weg")
    vorm = formulier(werk.get("/organisaties/blijft/dubbel/weg/"))
    aantallen = []
    for hoeveel in (2, 20):
        for _ in range(hoeveel):
            maak_aanbod(organisatie=weg)
            LocatieFabriek.create(organisatie=weg)
            OrganisatieFabriek.create(naam="Lindenhof").werkgebied.add(StadsdeelFabriek.create())
        paginas = []
        for vraag in (
            lambda: werk.get("/organisaties/weg/dubbel/", {"q": "linde"}),
            lambda: werk.get("/organisaties/blijft/dubbel/weg/"),
            lambda: werk.post("/organisaties/blijft/dubbel/weg/", vorm | {"doe": ["bekijk"]}),
            lambda: werk.get("/organisaties/blijft/geschiedenis/"),
            lambda: werk.get("/aanbod/koken/verhuizen/", {"q": "linde"}),
        ):
            vraag()
            with CaptureQueriesContext(connection) as gevangen:
                assert vraag().status_code == 200
            paginas.append(len(gevangen))
        aantallen.append(paginas)
    assert aantallen[0] == aantallen[1]
    assert max(aantallen[1]) <= 45


ROLLEN: dict[str, Callable[[], m.Medewerker]] = {
    "opbouwwerker": lambda: maak_medewerker(Rol.OPBOUWWERKER),
    "aanbieder": lambda: maak_medewerker(Rol.AANBIEDER),
    "beheerder": lambda: maak_medewerker(Rol.BEHEERDER),
}


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_wie_niets_bijhoudt_voegt_niets_samen_en_draait_niets_terug(rol: str, werk: Client) -> None:
    twee()
    voeg_samen(werk)
    browser = Client()
    browser.force_login(ROLLEN[rol]())
    for pad in ("/organisaties/derde/dubbel/", "/organisaties/derde/dubbel/blijft/", "/aanbod/koken/verhuizen/"):
        assert browser.get(pad).status_code == 403, pad
    for pad in (f"/ingrepen/{m.Ingreep.objects.get().pk}/ongedaan/", "/aanbod/koken/kopie/"):
        assert browser.post(pad).status_code == 403, pad
    assert "Maak ongedaan" not in browser.get("/organisaties/blijft/").content.decode()
