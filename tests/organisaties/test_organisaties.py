"""The list of all organisations: who stands in it for whom, under which letter, and what each choice keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from organisaties.ingangen.organisatielijst import letter_van, sorteernaam
from organisaties.models import Organisatie, Organisatierol, Samenwerking
from organisaties.regels.rollen import Rol
from organisaties.regels.typologie import INDELINGEN
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

PAD = "/organisaties/"


def namen(client: Client, vraag: str = "") -> list[str]:
    """Return the names on the page in their order."""
    boom = html.fromstring(client.get(PAD + vraag).content)
    return [str(naam) for naam in boom.xpath("//article//h3/a/text()")]


def kaart_van(client: Client, kenmerk: str) -> str:
    """Return the words of one organisation in the list."""
    boom = html.fromstring(client.get(PAD).content)
    (artikel,) = boom.xpath(f"//article[@data-kenmerk='{kenmerk}']")
    return " ".join(artikel.text_content().split())


@pytest.fixture
def stad(db: None) -> None:
    """Make a few organisations, each another kind."""
    oost, west = StadsdeelFabriek(slug="oost"), StadsdeelFabriek(slug="west")
    alfa = OrganisatieFabriek(kenmerk="alfa", naam="Alfahuis", sociale_basis="institutioneel", linking=True)
    alfa.werkgebied.set([oost])
    maak_aanbod(organisatie=alfa)
    OrganisatieFabriek(
        kenmerk="beta", naam="De Betagroep", formaliteit="informeel", sociale_infrastructuur=False,
        aankomstinfrastructuur=True, sociale_basis="gemeenschappelijk", bonding=True, bridging=True,
    ).werkgebied.set([west])  # fmt: skip
    OrganisatieFabriek(kenmerk="gamma", naam="!Gámma", hele_stad=True, linking=True, bonding=True)
    delta = OrganisatieFabriek(kenmerk="delta", naam="'t Deltahuis", formaliteit="informeel")
    LocatieFabriek(organisatie=delta, stadsdeel=oost)
    OrganisatieFabriek(kenmerk="dicht", naam="Dichte groep", zichtbaarheid="professionals")
    OrganisatieFabriek(kenmerk="weg", naam="Gestopte groep", status="gestopt")
    OrganisatieFabriek(kenmerk="later", naam="Nieuwe groep", status="concept")


def test_alles_staat_er_op_alfabet_ook_zonder_aanbod(client: Client, stad: None) -> None:
    assert namen(client) == ["Alfahuis", "De Betagroep", "'t Deltahuis", "!Gámma"]


def test_een_collega_ziet_ook_wat_niet_openbaar_is_en_niemand_wat_gestopt_is(
    als: Callable[[str], Client], stad: None
) -> None:
    gezien = namen(als("opbouwwerker"))
    assert {"Dichte groep", "Nieuwe groep"} < set(gezien)
    assert "Gestopte groep" not in gezien


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("?stadsdeel=oost", ["Alfahuis", "'t Deltahuis"]),
        ("?stadsdeel=oost&stadsdeel=hele-stad", ["Alfahuis", "'t Deltahuis", "!Gámma"]),
        ("?formaliteit=informeel", ["De Betagroep", "'t Deltahuis"]),
        ("?infrastructuur=aankomst", ["De Betagroep"]),
        ("?infrastructuur=sociaal&formaliteit=informeel", ["'t Deltahuis"]),
        ("?sociale_basis=institutioneel", ["Alfahuis"]),
        ("?sociale_basis=institutioneel&sociale_basis=gemeenschappelijk", ["Alfahuis", "De Betagroep"]),
        ("?kapitaal=bonding", ["De Betagroep", "!Gámma"]),
        ("?kapitaal=bridging&kapitaal=linking", ["Alfahuis", "De Betagroep", "!Gámma"]),
        ("?aanbod=met", ["Alfahuis"]),
        ("?aanbod=zonder", ["De Betagroep", "'t Deltahuis", "!Gámma"]),
        ("?aanbod=met&aanbod=zonder", ["Alfahuis", "De Betagroep", "'t Deltahuis", "!Gámma"]),
        ("?letter=D", ["'t Deltahuis"]),
        ("?q=gamma", ["!Gámma"]),
        ("?q=BETA", ["De Betagroep"]),
        ("?q=zoiets+bestaat+niet", []),
    ],
)
def test_elke_keuze_laat_over_wat_zij_zegt(client: Client, stad: None, vraag: str, verwacht: list[str]) -> None:
    assert namen(client, vraag) == verwacht


@pytest.mark.parametrize("vraag", ["?kleur=rood", "?letter=QQ", "?stadsdeel=haarlem", "?pagina=99", "?pagina=-1&q=%00"])
def test_wat_niets_betekent_laat_alles_staan(client: Client, stad: None, vraag: str) -> None:
    antwoord = client.get(PAD + vraag)
    assert antwoord.status_code == 200
    assert len(namen(client, vraag)) == 4
    if "pagina" not in vraag:
        assert b"data-kenmerk" in antwoord.content
        assert "telt niet mee" in antwoord.content.decode() or "Met die letter" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("naam", "letter"),
    [("De Meevaart", "M"), ("het Claverhuis", "C"), ("'t Anker", "A"), ("!WOON", "W"), ("Énigma", "E"),
     ("113", "overig"), ("Demeter", "D"), ("De", "D"), ("Здоровье", "overig")],
)  # fmt: skip
def test_een_naam_staat_waar_je_hem_zoekt(naam: str, letter: str) -> None:
    assert letter_van(naam) == letter
    assert sorteernaam(naam)


def test_elk_woord_van_de_indeling_staat_met_zijn_zin_op_het_scherm(client: Client, stad: None) -> None:
    tekst = " ".join(html.fromstring(client.get(PAD).content).text_content().split())
    for indeling in INDELINGEN:
        assert len(indeling.soorten) >= 2
        for soort in indeling.soorten:
            assert soort.label in tekst
            assert soort.zin in tekst
    # The layer of the report that has no organisations.
    assert "persoonlijke sociale basis" in tekst


def test_collegas_zien_opgeschreven_lijnen_en_bezoekers_alleen_wat_uit_openbaar_aanbod_volgt(
    client: Client, als: Callable[[str], Client], stad: None
) -> None:
    alfa, beta, gamma = (Organisatie.objects.get(kenmerk=kenmerk) for kenmerk in ("alfa", "beta", "gamma"))
    dicht, gestopt = Organisatie.objects.get(kenmerk="dicht"), Organisatie.objects.get(kenmerk="weg")
    Samenwerking.objects.create(van=alfa, naar=gamma, soort="werkt-samen-met")
    Samenwerking.objects.create(van=gestopt, naar=alfa, soort="verwijst-naar")
    maak_aanbod(organisatie=beta, locaties=[LocatieFabriek(organisatie=alfa)])
    maak_aanbod(organisatie=dicht, locaties=[LocatieFabriek(organisatie=alfa)])
    maak_aanbod(organisatie=gamma, locaties=[LocatieFabriek(organisatie=beta)], zichtbaarheid="naam-openbaar")
    assert "Werkt samen met De Betagroep" in kaart_van(client, "alfa")
    assert "Werkt samen met Alfahuis" in kaart_van(client, "beta")
    assert "Werkt samen" not in kaart_van(client, "gamma")
    # The page of each says the same to a visitor as the list, and no more.
    assert "Werkt samen met De Betagroep" in tekst_van(client, "alfa")
    assert "Werkt samen met Alfahuis" in tekst_van(client, "beta")
    assert "Werkt samen" not in tekst_van(client, "gamma")
    assert not any(naam in tekst_van(client, "alfa") for naam in ("Dichte groep", "Gámma", "Gestopte groep"))
    collega = als("opbouwwerker")
    assert "Dichte groep" in tekst_van(collega, "alfa")
    voor_collega = kaart_van(collega, "alfa")
    assert "Werkt samen met !Gámma, De Betagroep en Dichte groep" in voor_collega
    assert "Gestopte groep" not in voor_collega
    assert "Werkt samen met Alfahuis" in kaart_van(collega, "gamma")


def test_van_een_naam_openbare_organisatie_staat_alleen_de_naam_en_het_stadsdeel(
    client: Client, als: Callable[[str], Client], stad: None
) -> None:
    Organisatie.objects.filter(kenmerk="beta").update(zichtbaarheid="naam-openbaar")
    beta = Organisatie.objects.get(kenmerk="beta")
    maak_aanbod(organisatie=beta, locaties=[LocatieFabriek(organisatie=Organisatie.objects.get(kenmerk="alfa"))])
    assert kaart_van(client, "beta") == "De Betagroep Voor West Aanbod: 1"
    assert "Werkt samen" not in kaart_van(client, "alfa")
    assert "informeel" in kaart_van(als("opbouwwerker"), "beta")


def test_een_aanbieder_vindt_de_eigen_organisatie_ook_als_die_niet_openbaar_is(client: Client, stad: None) -> None:
    dicht = Organisatie.objects.get(kenmerk="dicht")
    aanbieder = maak_medewerker(Rol.AANBIEDER)
    aanbieder.organisaties.add(dicht)
    assert "Dichte groep" not in namen(client)
    client.force_login(aanbieder)
    assert "Dichte groep" in namen(client)


def test_evenveel_queries_voor_weinig_als_voor_veel_organisaties(
    client: Client, als: Callable[[str], Client], stad: None
) -> None:
    for lezer in (client, als("opbouwwerker")):
        aantallen = []
        for _ in range(2):
            lezer.get(PAD)
            with CaptureQueriesContext(connection) as gevangen:
                assert lezer.get(PAD).status_code == 200
            aantallen.append(len(gevangen))
            alfa, oost = Organisatie.objects.get(kenmerk="alfa"), StadsdeelFabriek(slug="oost")
            for _ in range(15):
                nieuw = OrganisatieFabriek()
                nieuw.werkgebied.set([oost])
                maak_aanbod(organisatie=nieuw, locaties=[LocatieFabriek(organisatie=alfa, stadsdeel=oost)])
                Samenwerking.objects.create(van=nieuw, naar=alfa, soort="warme-lijn")
        assert aantallen[0] == aantallen[1] <= 12


def test_bladeren_houdt_de_keuzes_vast(client: Client, stad: None) -> None:
    for nummer in range(40):
        OrganisatieFabriek(naam=f"Zaal {nummer:02}", formaliteit="informeel")
    eerste = client.get(f"{PAD}?formaliteit=informeel")
    volgende = str(html.fromstring(eerste.content).xpath("//a[@rel='next']/@href")[0])
    assert "formaliteit=informeel" in volgende
    tweede = namen(client, volgende)
    assert len(tweede) == 42 - 25
    assert not set(tweede) & set(namen(client, "?formaliteit=informeel"))


def tekst_van(client: Client, kenmerk: str) -> str:
    return " ".join(html.fromstring(client.get(f"{PAD}{kenmerk}/").content).text_content().split())


def test_op_de_pagina_van_een_organisatie_staat_elk_woord_van_de_indeling_met_zijn_zin(
    client: Client, stad: None
) -> None:
    tekst = tekst_van(client, "beta")
    for woord in ("informeel", "aankomst", "gemeenschappelijk", "bonding", "bridging"):
        (soort,) = (s for indeling in INDELINGEN for s in indeling.soorten if s.waarde == woord)
        assert f"{soort.label}. {soort.zin}" in tekst
    assert "Linking." not in tekst
    Organisatie.objects.filter(kenmerk="beta").update(formaliteit="beide")
    tekst = tekst_van(client, "beta")
    assert "formeel en informeel" in tekst
    assert "Formeel. " in tekst
    assert "Informeel. " in tekst
    assert "De Betagroep" in namen(client, "?formaliteit=formeel")
    assert "De Betagroep" in namen(client, "?formaliteit=informeel")


def test_rollen_per_stadsdeel_en_lijnen_in_woorden_zijn_voor_collegas(
    client: Client, als: Callable[[str], Client], stad: None
) -> None:
    alfa = Organisatie.objects.get(kenmerk="alfa")
    Organisatierol.objects.create(
        organisatie=alfa, rol="brugfunctionaris", stadsdeel=StadsdeelFabriek(slug="oost"), thema="nieuwe bewoners"
    )
    Samenwerking.objects.create(van=alfa, andere="opbouwwerk in de buurt", soort="warme-lijn")
    collega = als("opbouwwerker")
    assert "Brugfunctionaris, Oost: nieuwe bewoners" in tekst_van(collega, "alfa")
    assert "opbouwwerk in de buurt" in tekst_van(collega, "alfa")
    assert "Werkt samen met opbouwwerk in de buurt" in kaart_van(collega, "alfa")
    for tekst in (tekst_van(client, "alfa"), client.get(PAD).content.decode()):
        assert "rugfunctionaris" not in tekst
        assert "opbouwwerk in de buurt" not in tekst
