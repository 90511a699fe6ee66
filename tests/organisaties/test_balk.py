"""Call, go there, pass it on: what stands ready to tap, and what does not where there is nothing to tap."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from lxml import html

from organisaties.ingangen.balk import van_aanbod
from organisaties.models import Aanbod, Behoefte, Halte
from organisaties.regels.haltes import dichtbij
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, maak_aanbod

pytestmark = pytest.mark.django_db
HIER = Decimal("52.320000"), Decimal("4.970000")


def knoppen(client: Client, adres: str) -> list[str]:
    balk = re.search(r'<div class="balk[^"]*">(.*?)</div>', client.get(adres).content.decode(), re.DOTALL)
    assert balk
    return [een for een in re.findall(r'(?:href|data-geef-door)="([^"]*)"', balk[1]) if "iconen.svg" not in een]


def halte(naam: str, soort: str, noord: str = "0", oost: str = "0") -> Halte:
    return Halte.objects.create(naam=naam, soort=soort, lat=HIER[0] + Decimal(noord), lon=HIER[1] + Decimal(oost))


@pytest.mark.parametrize("soort", ["aanbod", "organisaties", "locaties"])
def test_bellen_gaan_en_doorgeven_op_elke_pagina(client: Client, settings: Any, soort: str) -> None:
    settings.STADSGEGEVENS = dataclasses.replace(
        settings.STADSGEGEVENS, routeplanner="https://plan.example/?naar={naar}"
    )
    organisatie = OrganisatieFabriek(kenmerk="club", naam="Club", telefoon="020-555 00 00")
    plek = LocatieFabriek(
        kenmerk="huis", naam="Huis", organisatie=organisatie, straat="Kade", huisnummer="4", postcode="", plaats="Oever"
    )
    maak_aanbod(kenmerk="les", naam="Les", organisatie=organisatie, locaties=[plek])
    kenmerk, naam = {"aanbod": ("les", "Les"), "organisaties": ("club", "Club"), "locaties": ("huis", "Huis")}[soort]
    route = "https://plan.example/?naar=Kade%204,%20Oever"
    bellen = [] if soort == "locaties" else ["tel:0205550000"]
    assert knoppen(client, f"/{soort}/{kenmerk}/") == [*bellen, route, naam]


def test_geen_route_naar_een_punt_dat_maar_ongeveer_is(client: Client, settings: Any) -> None:
    """A point of a neighbourhood leads to a stranger's door."""
    settings.STADSGEGEVENS = dataclasses.replace(
        settings.STADSGEGEVENS, routeplanner="https://plan.example/?naar={naar}"
    )
    ongeveer = {"straat": "", "huisnummer": "", "lat": HIER[0], "lon": HIER[1]}
    for precisie, aantal in (("adres", 1), ("buurt", 0), ("gebied", 0), ("stadsdeel", 0)):
        plek = LocatieFabriek(kenmerk=f"plek-{precisie}", precisie=precisie, **ongeveer)
        adressen = [a for a in knoppen(client, f"/locaties/{plek.kenmerk}/") if a.startswith("https")]
        assert len(adressen) == aantal, precisie
    assert adressen == []


def test_zonder_nummer_zegt_de_pagina_niet_bel_eerst(client: Client) -> None:
    zonder = maak_aanbod(
        kenmerk="zonder", overdracht="", organisatie=OrganisatieFabriek(telefoon="", website="https://a.example")
    )
    met = maak_aanbod(kenmerk="met", overdracht="", organisatie=OrganisatieFabriek(telefoon="020-555 00 00"))
    assert "Bel eerst" not in client.get(zonder.get_absolute_url()).content.decode()
    assert "Bel eerst" in client.get(met.get_absolute_url()).content.decode()


def test_wie_niet_te_bellen_is_zegt_ook_bij_aanmelden_niet_eerst_bellen(client: Client) -> None:
    wel, niet = OrganisatieFabriek(telefoon="020-555 00 00"), OrganisatieFabriek(telefoon="")
    for naam, organisatie, woorden in (("Vlieger", wel, "eerst bellen"), ("Zeilboot", niet, "eerst navragen")):
        een = maak_aanbod(naam=naam, aanmelden="bellen", organisatie=organisatie)
        for pad in (een.get_absolute_url(), f"/zoeken/?q={een.naam}"):
            gezegd = set(re.findall("eerst (?:bellen|navragen)(?=</dd>)", client.get(pad).content.decode()))
            assert gezegd == {woorden}, pad


def test_zonder_een_enkele_ingang_staat_er_dat_het_nog_niet_bruikbaar_is(client: Client) -> None:
    niets = {"telefoon": "", "email": "", "website": ""}
    stil = maak_aanbod(kenmerk="stil", organisatie=OrganisatieFabriek(**niets))
    assert "Nog niet bruikbaar" in client.get(stil.get_absolute_url()).content.decode()
    for hoe in ({"telefoon": "020-555 00 00"}, {"email": "info@a.example"}, {"website": "https://a.example"}):
        wel = maak_aanbod(kenmerk="-".join(hoe), organisatie=OrganisatieFabriek(**{**niets, **hoe}))
        assert "Nog niet bruikbaar" not in client.get(wel.get_absolute_url()).content.decode(), hoe


def test_van_wie_alleen_de_naam_van_de_plek_bekend_is_zegt_de_pagina_waar_je_het_vraagt(client: Client) -> None:
    niets = OrganisatieFabriek(telefoon="", email="", website="")
    huis = LocatieFabriek(naam="Huis De Oever", straat="", huisnummer="", organisatie=niets)
    stil = maak_aanbod(organisatie=niets, locaties=[huis], aanmelden="bellen")
    assert "Nog niet bruikbaar" in client.get(stil.get_absolute_url()).content.decode(), "nobody is there to ask"
    vraagbaak = maak_aanbod(naam="Vraag het hier", locaties=[huis], aanmelden="inloop")
    maak_aanbod(naam="Op afspraak", locaties=[huis], aanmelden="afspraak")
    boom = html.fromstring(client.get(stil.get_absolute_url()).content)
    [melding] = boom.xpath("//div[@data-alleen-plek]")
    assert "Huis De Oever" in melding.text_content()
    assert melding.xpath(".//a/@href") == [huis.get_absolute_url(), vraagbaak.get_absolute_url()]


def test_een_inloop_waarvan_alleen_de_naam_van_de_plek_bekend_is_is_bruikbaar(client: Client) -> None:
    niets = OrganisatieFabriek(telefoon="", email="", website="")
    huis = LocatieFabriek(naam="Huis De Oever", straat="", huisnummer="", organisatie=niets)
    assert "Nog niet bruikbaar" in client.get(huis.get_absolute_url()).content.decode()
    inloop = maak_aanbod(organisatie=niets, locaties=[huis], aanmelden="inloop")
    assert "Nog niet bruikbaar" not in client.get(huis.get_absolute_url()).content.decode()
    pagina = client.get(inloop.get_absolute_url()).content.decode()
    assert "Nog niet bruikbaar" not in pagina
    assert "Het adres weten we nog niet" in pagina
    dicht = maak_aanbod(zichtbaarheid="naam-openbaar", organisatie=niets, locaties=[huis], aanmelden="inloop")
    assert "Huis De Oever" not in client.get(dicht.get_absolute_url()).content.decode()


def test_van_wat_een_bezoeker_vindt_heeft_het_meeste_een_weg_naar_binnen(kaart: None) -> None:
    """Of the opening data: a number, a website, an address, or a place by its name with somebody to walk in to."""
    bezoeker = AnonymousUser()
    balken = {
        een.kenmerk: van_aanbod(een, bezoeker, veilig=False)
        for een in Aanbod.objects.voor_pagina(bezoeker).lopend().filter(organisatie__status="gepubliceerd")
    }
    binnen = {kenmerk for kenmerk, balk in balken.items() if balk.bruikbaar or balk.alleen_plek}
    assert len(binnen) >= 0.85 * len(balken), sorted(balken.keys() - binnen)


def test_wat_over_veiligheid_gaat_wordt_hier_niet_doorgegeven(client: Client) -> None:
    veilig = Behoefte.objects.create(slug="thuis", naam="Thuis", neutraal=True)
    maak_aanbod(kenmerk="veilig", organisatie=OrganisatieFabriek(telefoon="020-555 00 00"), behoeften=[veilig])
    assert knoppen(client, "/aanbod/veilig/") == ["tel:0205550000"]


def test_een_plek_op_navraag_geeft_nummer_noch_weg(client: Client) -> None:
    dicht = maak_aanbod(
        kenmerk="dicht", zichtbaarheid="naam-openbaar", organisatie=OrganisatieFabriek(telefoon="020-555 00 00"),
        locaties=[LocatieFabriek(straat="Geheim", huisnummer="1", lat=HIER[0], lon=HIER[1], precisie="adres")],
    )  # fmt: skip
    halte("Verraadt", "metro")
    pagina = client.get(dicht.get_absolute_url()).content.decode()
    for geheim in ("0205550000", "Geheim", "Verraadt"):
        assert geheim not in pagina, geheim


def test_de_haltes_dichtbij_in_woorden(client: Client) -> None:
    halte("Oeverplein", "metro", noord="0.004")
    halte("Verder weg", "metro", noord="0.007")
    halte("Kade", "tram", oost="0.003")
    halte("Bushalte", "bus")
    plek = LocatieFabriek(kenmerk="bij", lat=HIER[0], lon=HIER[1], precisie="adres")
    assert "Halte: metro Oeverplein en tram Kade<" in client.get(plek.get_absolute_url()).content.decode()
    plek.precisie = "buurt"
    plek.save()
    assert "In de buurt: metro Oeverplein en tram Kade<" in client.get(plek.get_absolute_url()).content.decode()
    # The middle of a stadsdeel is near nothing.
    plek.precisie = "stadsdeel"
    plek.save()
    assert "metro" not in client.get(plek.get_absolute_url()).content.decode()


def test_een_bus_telt_alleen_waar_niets_anders_dichtbij_is() -> None:
    bus, metro = ("bus", "Dorp", *HIER), ("metro", "Baan", HIER[0] + Decimal("0.007"), HIER[1])
    assert dichtbij(*HIER, [bus, metro]) == ["metro Baan"]
    assert dichtbij(*HIER, [bus]) == ["bus Dorp"]
    # As far as somebody walks to a metro nobody walks to a bus.
    assert dichtbij(*HIER, [("bus", "Baan", *metro[2:])]) == []
    assert dichtbij(*HIER, []) == []


def test_een_aanbod_met_veel_plekken_vraagt_niet_steeds_meer(client: Client) -> None:
    """Three ways at most: a library with twenty branches has a page for each."""
    organisatie = OrganisatieFabriek()
    plekken = [
        LocatieFabriek(organisatie=organisatie, straat="Kade", huisnummer=str(nummer), naam=f"Filiaal {nummer}")
        for nummer in range(5)
    ]
    maak_aanbod(kenmerk="veel", organisatie=organisatie, locaties=plekken)
    assert sum(adres.startswith("https") for adres in knoppen(client, "/aanbod/veel/")) == 3
    assert Aanbod.objects.get(kenmerk="veel").locaties.count() == 5
