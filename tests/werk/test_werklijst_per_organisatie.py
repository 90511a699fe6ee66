"""The work list by organisation: whom to ask, how, whose area it is, and what is missing to ask at all."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from kaart.werk.lijst.forms import WerkFilter
from kaart.werk.lijst.per_organisatie import PER_PAGINA
from organisaties.models import Aanbod, Organisatie, Versie
from organisaties.models.onderhoud import UIT_REKENBLAD
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.werk.test_werklijst import geleden, houder, ingelogd, regels, tekst, vandaag

pytestmark = pytest.mark.django_db


def maak(naam: str, organisatie: Organisatie, stadsdeel: str = "oost", **velden: Any) -> Aanbod:
    return maak_aanbod(
        kenmerk=naam.lower(), naam=naam, organisatie=organisatie, stadsdelen=[StadsdeelFabriek.create(slug=stadsdeel)],
        **velden,
    )  # fmt: skip


def bereikbaar(naam: str, **velden: Any) -> Organisatie:
    """Return a city-wide organisation with a number, that is no work itself."""
    gegeven = {"telefoon": "020 123 45 67", "hele_stad": True, "gecontroleerd_op": vandaag(), **velden}
    gemaakt: Organisatie = OrganisatieFabriek.create(naam=naam, **gegeven)
    return gemaakt


def groepen(client: Any, vraag: str = "") -> dict[str, list[str]]:
    """Return heading → the names below it, in order."""
    boom = html.fromstring(client.get(f"/werk/{vraag}").content)
    return {
        groep.xpath("string(.//h2)"): [naam.strip() for naam in groep.xpath(".//h3/a/text()")]
        for groep in boom.xpath("//section[contains(@class, 'groep')]")
    }


def test_wat_van_een_organisatie_is_staat_bij_elkaar_en_het_dringendste_trekt_de_rest_mee() -> None:
    huis, kerk = bereikbaar("Huis"), bereikbaar("Kerk")
    maak("Zingen", huis, geldig_tot=vandaag())
    maak("Bidden", kerk, soort="noodhulp")
    maak("Koken", huis, soort="ontmoeting")
    assert groepen(ingelogd(houder("oost"))) == {"Huis": ["Zingen", "Koken"], "Kerk": ["Bidden"]}


def test_de_wegen_om_te_vragen_staan_eenmaal_als_tik_bij_de_organisatie() -> None:
    huis = bereikbaar("Huis", email="post@huis.example", website="https://huis.example/")
    for naam in ("Zingen", "Koken"):
        maak(naam, huis)
    boom = html.fromstring(ingelogd(houder("oost")).get("/werk/").content)
    assert boom.xpath("//ul[@class='wegen']//a/@href") == [
        "tel:0201234567", "mailto:post@huis.example", "https://huis.example/",
    ]  # fmt: skip
    assert "Bel 020 123 45 67" in " ".join(boom.xpath("string(//ul[@class='wegen'])").split())


def test_contact_ontbreekt_is_een_reden_met_een_keuze() -> None:
    stil = bereikbaar("Stil", telefoon="", hele_stad=False)
    stil.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    client = ingelogd(houder("oost"))
    assert "Contact ontbreekt" in regels(client, "?reden=contact")["Stil"]
    pagina = tekst(client.get("/werk/"))
    assert "Contact ontbreekt (1)" in pagina
    assert "Geen telefoon, e-mail of website bekend. Vul aan" in pagina
    Organisatie.objects.update(website="https://stil.example/")
    assert regels(client) == {}


def test_wat_uit_een_lijst_kwam_vraagt_een_blik_tot_iemand_keek() -> None:
    nieuw = maak("Nieuw", bereikbaar("Huis"))
    oud = maak("Oud", bereikbaar("Kerk"), gecontroleerd_op=vandaag())
    for aanbod in (nieuw, oud):
        Versie.objects.create(aanbod=aanbod, soort="nieuw", staat={}, waarom=f"{UIT_REKENBLAD} groepen.xlsx")
    Versie.objects.create(aanbod=maak("Hand", bereikbaar("Hand")), soort="nieuw", staat={}, waarom="gebeld")
    client = ingelogd(houder("oost"))
    assert list(regels(client, "?reden=lijst")) == ["Nieuw"]
    assert "Uit een lijst ingelezen en daarna niet nagekeken" in regels(client)["Nieuw"]
    Versie.objects.update(op=datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=61))
    assert regels(client, "?reden=lijst") == {}
    Aanbod.objects.filter(kenmerk="oud").update(gecontroleerd_op=geleden(80))
    assert regels(client, "?reden=lijst") == {}, "what came two months ago is as any other"


def test_de_lijst_noemt_het_stadsdeel_en_biedt_alleen_eigen_stadsdelen() -> None:
    StadsdeelFabriek.create(slug="noord", naam="Noord")
    assert WerkFilter.base_filters["stadsdeel"].field, "also after something else asked for the field"
    een, twee = houder("oost"), houder("oost", "west")
    stad = maak_medewerker(Rol.COORDINATOR, naam="c")

    def keuzes(wie: Any) -> list[str]:
        boom = html.fromstring(ingelogd(wie).get("/werk/").content)
        return [optie.strip() for optie in boom.xpath("//select[@name='stadsdeel']/option/text()")]

    naam = {slug: StadsdeelFabriek.create(slug=slug).naam for slug in ("oost", "west")}
    assert keuzes(een) == [], "with one area there is nothing to choose"
    assert sorted(keuzes(twee)) == sorted(["Al mijn stadsdelen", naam["oost"], naam["west"]])
    assert keuzes(stad)[0] == "Heel de stad"
    assert "Noord" in keuzes(stad)
    assert f"In {naam['oost']}:" in tekst(ingelogd(een).get("/werk/"))
    assert "In heel de stad:" in tekst(ingelogd(stad).get("/werk/"))
    assert f"In {naam['west']}:" in tekst(ingelogd(twee).get("/werk/?stadsdeel=west"))


def test_een_organisatie_wordt_niet_over_twee_bladzijden_verdeeld() -> None:
    for groep in ("A", "B", "C"):
        huis = bereikbaar(f"Huis {groep}")
        for nummer in range(8):
            maak(f"{groep}{nummer}", huis)
    client = ingelogd(houder("oost"))
    per_pagina = [groepen(client, f"?pagina={nummer}") for nummer in (1, 2)]
    assert [sorted(een) for een in per_pagina] == [["Huis A", "Huis B"], ["Huis C"]]
    assert all(len(namen) == 8 for een in per_pagina for namen in een.values())
    assert PER_PAGINA == 20
    assert "nog 24 te doen" in tekst(client.get("/werk/"))


def test_evenveel_queries_hoeveel_organisaties_er_ook_zijn() -> None:
    client, aantallen = ingelogd(houder("oost")), []
    for van, tot in ((0, 2), (2, 18)):
        for nummer in range(van, tot):
            maak(f"Aanbod {nummer}".replace(" ", "-"), bereikbaar(f"Huis {nummer}"))
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get("/werk/").status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
