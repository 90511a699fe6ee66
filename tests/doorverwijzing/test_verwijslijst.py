"""Several offers on one slip: put in order, shared as a link, and no more than a visitor may see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from doorverwijzing.briefje.sleutels import HOOGSTENS
from organisaties.models import Aanbod
from tests.fabrieken import OrganisatieFabriek, maak_aanbod


@pytest.fixture
def drie(db: None) -> list[str]:
    """Make three offers."""
    return [maak_aanbod(kenmerk=kenmerk, naam=f"Plek {kenmerk}").kenmerk for kenmerk in ("a", "b", "c")]


def koppen(client: Client, adres: str) -> list[str]:
    """Return the names on a slip in their order."""
    return [" ".join(h.text_content().split()) for h in html.fromstring(client.get(adres).content).xpath("//h2")]


def regels(client: Client, adres: str) -> list[str]:
    """Return the names on the page of the list in their order."""
    boom = html.fromstring(client.get(adres).content)
    return [b.text for b in boom.xpath("//ol[@data-verwijslijst]/li//b")]


def test_wat_is_aangevinkt_komt_op_een_briefje_in_die_volgorde(client: Client, drie: list[str]) -> None:
    assert koppen(client, "/briefje/?aanbod=c&aanbod=a&taal=ti") == ["Plek c", "Plek a"]


def test_wie_aanvinkt_kiest_daarna_een_taal_voor_alles_samen(client: Client, drie: list[str]) -> None:
    boom = html.fromstring(client.get("/briefje/?aanbod=c&aanbod=a").content)
    assert boom.xpath("//ul[@class='talen']//a/@href")[1] == "/briefje/?aanbod=c&aanbod=a&taal=ti"
    assert boom.xpath("//h1")[0].text == "Jouw lijst"


def test_elke_regel_kan_omhoog_omlaag_en_weg_zonder_javascript(client: Client, drie: list[str]) -> None:
    begin = "/briefje/?aanbod=a&aanbod=b&aanbod=c"
    boom = html.fromstring(client.get(begin).content)

    def na(wat: str) -> list[str]:
        [adres] = [a.get("href") for a in boom.xpath("//ol//a") if " ".join(a.text_content().split()) == wat]
        return regels(client, adres.removesuffix("#lijst"))

    assert na("Plek b omhoog") == ["Plek b", "Plek a", "Plek c"]
    assert na("Plek b omlaag") == ["Plek a", "Plek c", "Plek b"]
    assert na("Plek b van de lijst halen") == ["Plek a", "Plek c"]
    namen = [" ".join(a.text_content().split()) for a in boom.xpath("//ol//a")]
    assert "Plek a omhoog" not in namen
    assert "Plek c omlaag" not in namen


def test_wie_de_laatste_weghaalt_houdt_een_lege_lijst_over(client: Client, drie: list[str]) -> None:
    boom = html.fromstring(client.get("/briefje/?aanbod=a").content)
    [weg] = [a.get("href") for a in boom.xpath("//ol//a")]
    leeg = client.get(weg.removesuffix("#lijst")).content.decode()
    assert "Er staat nog niets op je lijst." in leeg
    assert 'data-verwijslijst="leeg"' in leeg
    assert 'data-verwijslijst="begin"' in client.get("/briefje/").content.decode()


def test_dubbel_telt_een_keer(client: Client, drie: list[str]) -> None:
    assert koppen(client, "/briefje/?aanbod=a&aanbod=b&aanbod=a&taal=en") == ["Plek a", "Plek b"]


def test_er_passen_acht_plekken_op_en_dat_wordt_gezegd(client: Client, db: None) -> None:
    for nummer in range(HOOGSTENS + 2):
        maak_aanbod(kenmerk=f"n{nummer}")
    vraag = "&".join(f"aanbod=n{nummer}" for nummer in range(HOOGSTENS + 2))
    for einde in ("", "&taal=en"):
        tekst = client.get(f"/briefje/?{vraag}{einde}").content.decode()
        assert f"Op één briefje passen {HOOGSTENS} plekken." in tekst
    assert len(koppen(client, f"/briefje/?{vraag}&taal=en")) == HOOGSTENS


def test_een_gedeelde_link_toont_een_bezoeker_alleen_wat_hij_mag_zien_en_zegt_dat_er_iets_mist(
    als: Callable[[str], Client], drie: list[str]
) -> None:
    maak_aanbod(kenmerk="stil", naam="Stil huis", zichtbaarheid="professionals")
    adres = "/briefje/?aanbod=a&aanbod=stil&aanbod=b&taal=en"
    assert koppen(als("opbouwwerker"), adres) == ["Plek a", "Stil huis", "Plek b"]
    bezoeker = als("bezoeker")
    tekst = bezoeker.get(adres).content.decode()
    assert koppen(bezoeker, adres) == ["Plek a", "Plek b"]
    assert "Not everything on this list is here." in tekst
    assert "Niet alles van deze lijst staat hier." in tekst
    assert "Stil huis" not in tekst
    # What does not exist at all looks the same: nobody can find out by trying.
    verzonnen = bezoeker.get(adres.replace("stil", "bestaat-niet")).content.decode()
    assert verzonnen.replace("bestaat-niet", "stil") == tekst


def test_de_link_en_de_code_van_een_collega_noemen_niet_wat_een_bezoeker_niet_mag_zien(
    als: Callable[[str], Client], drie: list[str]
) -> None:
    maak_aanbod(kenmerk="stil", naam="Stil huis", zichtbaarheid="professionals")
    boom = html.fromstring(als("opbouwwerker").get("/briefje/?aanbod=a&aanbod=stil&taal=en").content)
    assert boom.xpath("//input[@id='deel-link']/@value") == ["http://testserver/briefje/?aanbod=a&taal=en"]
    assert all("stil" not in adres for adres in boom.xpath("//article//a/@href"))
    assert "Deze plek is niet openbaar." in boom.text_content()


def test_een_lijst_waarvan_niets_te_zien_is_zegt_dat(als: Callable[[str], Client], db: None) -> None:
    maak_aanbod(kenmerk="stil", organisatie=OrganisatieFabriek(zichtbaarheid="professionals"))
    for adres in ("/briefje/?aanbod=stil&taal=ar", "/briefje/?aanbod=stil", "/briefje.pdf?aanbod=bestaat-niet&taal=ar"):
        antwoord = als("bezoeker").get(adres)
        assert antwoord.status_code == 404
        assert "is er niet meer of is niet voor iedereen te zien" in antwoord.content.decode()


def test_een_sleutel_die_verraadt_wordt_geruild_voor_een_die_zwijgt(client: Client, kaart: None) -> None:
    antwoord = client.get("/briefje/?aanbod=boost-lunch&aanbod=zwemles-statushouders&taal=ar")
    assert antwoord.status_code == 302
    assert "statushouders" not in antwoord["Location"]
    verder = client.get(antwoord["Location"])
    assert verder.status_code == 200
    assert "Gratis zwemles voor nieuwe Amsterdammers" in verder.content.decode()


@pytest.mark.parametrize("pad", ["/zoeken/?stadsdeel=zuidoost", "/aanbod/carabic-voedsel/", "/wegwijzer/eten/oost/"])
def test_bij_elk_aanbod_staat_een_vinkje_dat_bij_de_lijst_hoort(client: Client, kaart: None, pad: str) -> None:
    boom = html.fromstring(client.get(pad).content)
    vakken = boom.xpath("//input[@type='checkbox'][@form='verwijslijst'][@name='aanbod']")
    assert vakken
    assert {vak.get("value") for vak in vakken} <= set(Aanbod.objects.values_list("kenmerk", flat=True))
    [formulier] = boom.xpath("//form[@id='verwijslijst']")
    assert (formulier.get("method"), formulier.get("action")) == ("get", "/briefje/")
    for vak in vakken:
        assert " ".join(vak.getparent().text_content().split()).startswith("Op de lijst: ")


def test_de_lijst_laat_niets_achter_op_de_server(client: Client, drie: list[str]) -> None:
    for adres in ("/briefje/?aanbod=a", "/briefje/?aanbod=a&aanbod=b&taal=ar"):
        assert not client.get(adres).cookies
