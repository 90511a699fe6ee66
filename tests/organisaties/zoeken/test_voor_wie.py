"""Whom it is for decides the order: the door that asks for papers comes last, what is made for a group first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisaties.models import Toegang
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, OrganisatieFabriek, maak_aanbod
from tests.organisaties.test_zoeken import Pagina

pytestmark = pytest.mark.django_db
# By their names the wrong way round: the alphabet would put what asks most first.
DEUREN = {
    "vraagt-bsn": ("A zwemles", {"bsn": "ja", "legitimatie": "ja"}),
    "vraagt-misschien": ("B zwemles", {"bsn": "navragen"}),
    "vraagt-bewijs": ("C zwemles", {"bsn": "nee", "bankafschriften": "ja"}),
    "vraagt-niets": ("D zwemles", {"bsn": "nee", "legitimatie": "nee"}),
}


@pytest.fixture
def deuren() -> list[str]:
    """Put four doors on the kaart; return them as they should stand for someone without a BSN."""
    zwemmen = BehoefteFabriek(slug="zwemmen", naam="Zwemmen")
    for kenmerk, (naam, velden) in DEUREN.items():
        maak_aanbod(kenmerk=kenmerk, naam=naam, behoeften=[zwemmen], **velden)
    for nummer in range(8):
        maak_aanbod(naam=f"Iets anders {nummer}")
    return list(reversed(DEUREN))


def kies(client: Client, *groepen: str) -> None:
    client.get("/zoeken/")
    client.post("/zoeken/open-voor/", {"open_voor": groepen, "terug": "/zoeken/"})


@pytest.mark.parametrize("lezer", ["bezoeker", "opbouwwerker"])
@pytest.mark.parametrize("vraag", ["q=zwemles+zonder+bsn", "q=zwemles&zonder_bsn=ja&zonder_bsn=navragen"])
def test_wie_geen_bsn_heeft_krijgt_de_deur_die_er_een_vraagt_achteraan(
    als: Callable[[str], Client], deuren: list[str], vraag: str, lezer: str
) -> None:
    getoond = [k for k in Pagina(als(lezer), f"?{vraag}", follow=True).kenmerken if k in deuren]
    assert getoond == [k for k in deuren if k in getoond]
    assert getoond[:2] == deuren[:2]


def test_een_woord_over_een_bsn_is_voor_een_bezoeker_het_filter(client: Client, deuren: list[str]) -> None:
    assert client.get("/zoeken/?q=zwemles+zonder+bsn")["Location"] == "/zoeken/?q=zwemles&zonder_bsn=ja"
    assert client.get("/zoeken/?q=bsn+aanvragen").status_code == 200, "somebody wants one"


def test_zonder_die_vraag_maakt_het_niet_uit(client: Client, deuren: list[str]) -> None:
    assert Pagina(client, "?q=zwemles").kenmerken == list(reversed(deuren))
    assert Pagina(client, "?behoefte=zwemmen").kenmerken == list(reversed(deuren))


@pytest.mark.parametrize("vraag", ["?q=zwemles", "?behoefte=zwemmen"])
def test_een_groep_voor_wie_het_uitmaakt_telt_als_die_vraag_en_een_andere_niet(
    als: Callable[[str], Client], deuren: list[str], vraag: str
) -> None:
    CategorieFabriek(slug="ongedocumenteerden", gevoelig=True)
    CategorieFabriek(slug="buren")
    client = als("opbouwwerker")
    kies(client, "ongedocumenteerden")
    assert Pagina(client, vraag).kenmerken == deuren
    kies(client, "buren")
    assert Pagina(client, vraag).kenmerken == list(reversed(deuren))


@pytest.mark.parametrize("vraag", ["q=zwemles&zonder_bsn=ja&zonder_bsn=navragen", "behoefte=zwemmen&zonder_bsn=ja"])
def test_ook_als_er_niets_is_staat_er_geen_deur_die_een_bsn_vraagt(
    client: Client, deuren: list[str], vraag: str
) -> None:
    pagina = Pagina(client, f"?{vraag}&vandaag_open=ja")
    assert pagina.aantal == 0
    assert "vraagt-niets" in pagina.kenmerken, "what is there in the whole city"
    assert "vraagt-bsn" not in pagina.kenmerken


def test_wat_voor_juist_deze_groep_is_gaat_voor_wat_iedereen_verwelkomt(client: Client) -> None:
    groepen = [CategorieFabriek(slug=f"groep-{nummer}") for nummer in range(3)]

    def welkom(naam: str, organisatie: Any, *bij: int) -> str:
        aanbod = maak_aanbod(kenmerk=naam.lower(), naam=naam, organisatie=organisatie)
        for nummer in bij:
            Toegang.objects.create(aanbod=aanbod, categorie=groepen[nummer], waarde="welkom")
        return str(aanbod.kenmerk)

    verwacht = [
        welkom("D", OrganisatieFabriek(), 0),
        welkom("C", OrganisatieFabriek(), 0, 1),
        welkom("B", OrganisatieFabriek(aankomstinfrastructuur=True), 0, 1, 2),
        welkom("A", OrganisatieFabriek(aankomstinfrastructuur=False), 0, 1, 2),
        welkom("AA", OrganisatieFabriek(aankomstinfrastructuur=True), 1),
    ]
    kies(client, "groep-0")
    assert Pagina(client).kenmerken == verwacht


def test_wie_alleen_een_groep_kiest_ziet_van_elke_organisatie_eerst_een_ding(client: Client) -> None:
    groepen, nood = [CategorieFabriek(slug=f"groep-{nummer}") for nummer in range(3)], BehoefteFabriek(slug="nood")
    een, ander = OrganisatieFabriek(naam="Een"), OrganisatieFabriek(naam="Ander", aankomstinfrastructuur=True)
    for naam, organisatie, bij in (("A", een, 1), ("B", een, 1), ("C", ander, 3), ("D", ander, 3), ("E", ander, 1)):
        aanbod = maak_aanbod(kenmerk=naam.lower(), naam=naam, organisatie=organisatie, behoeften=[nood])
        for groep in groepen[:bij]:
            Toegang.objects.create(aanbod=aanbod, categorie=groep, waarde="welkom")
    kies(client, "groep-0")
    assert Pagina(client).kenmerken == ["a", "e", "b", "c", "d"]
    assert Pagina(client, "?behoefte=nood").kenmerken == ["a", "b", "e", "c", "d"]


def test_past_bij_wordt_niet_gezegd_van_een_woord_dat_toevallig_in_de_uitleg_staat(client: Client) -> None:
    fietsen = BehoefteFabriek(slug="fietsen", naam="Fiets")
    maak_aanbod(kenmerk="uitleg", naam="Inloop", omschrijving="Kom met al je vragen, ook over een bakfiets.")
    maak_aanbod(kenmerk="behoefte", naam="Les", behoeften=[fietsen])
    maak_aanbod(kenmerk="naam", naam="Fiets lenen")
    for nummer in range(8):
        maak_aanbod(naam=f"Iets anders {nummer}")
    uitleg = Pagina(client, "?q=bakfiets").artikel("uitleg")
    assert "Past bij" not in uitleg
    assert "In de uitleg staat: bakfiets" in uitleg
    pagina = Pagina(client, "?q=fiets")
    assert "Past bij: fiets" in pagina.artikel("behoefte")
    assert "Past bij: fiets (in de naam)" in pagina.artikel("naam")
