"""Trying a word: what search reads in it now and with the word added, for two readers; nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kaart.werk.models import Lijstwijziging, VergeefsWoord
from organisaties.models import Behoefte, Kaartwijziging

pytestmark = pytest.mark.django_db
PAD = "/werk/lijsten/proef/"


def proef(client: Client, woord: str, behoefte: str = "", **anders: str) -> Any:
    return client.post(PAD, {"woord": woord, "behoefte": behoefte, **anders})


def tekst(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", antwoord.content.decode())


@pytest.fixture
def coord(als: Callable[[str], Client], kaart: None) -> Client:
    return als("coordinator")


def test_de_proef_leest_zoals_het_zoeken_zelf(coord: Client) -> None:
    """What the preview names first is what the results page shows first to each kind of reader."""
    antwoord = proef(coord, "voedselbank")
    assert [een.wie for een in antwoord.context["nu"]] == ["Een opbouwwerker", "Een bezoeker zonder account"]
    for een, client in zip(antwoord.context["nu"], (coord, Client()), strict=True):
        resultaten = client.get("/zoeken/?q=voedselbank").context["uitkomst"].resultaten
        assert len(een.eerste) == 5
        assert list(een.eerste) == [resultaat.kaartje.naam for resultaat in resultaten[:5]]
        assert any(zin.startswith("Behoefte: ") for zin in een.gelezen)


def test_met_het_woord_erbij_leest_het_wat_het_daarna_echt_leest(coord: Client) -> None:
    behoefte = Behoefte.objects.get(slug="eten")
    antwoord = proef(coord, "blorfkwast", "eten")
    nu, straks = antwoord.context["nu"], antwoord.context["straks"]
    assert nu[0].gelezen == ("Kent ‘blorfkwast’ niet",)
    assert (nu[0].aantal, nu[0].eerste) == (0, ())
    assert f"Behoefte: {behoefte.naam}" in straks[0].gelezen
    assert straks[0].aantal > 0
    gezien = antwoord.context["gezien"]
    coord.post(PAD, {"woord": "blorfkwast", "behoefte": "eten", "doe": "zet", "gezien": gezien})
    behoefte.refresh_from_db()
    assert "blorfkwast" in behoefte.synoniemenlijst
    daarna = proef(coord, "blorfkwast").context["nu"]
    assert [(een.gelezen, een.eerste, een.aantal) for een in daarna] == [
        (een.gelezen, een.eerste, een.aantal) for een in straks
    ]


def test_van_een_proef_blijft_niets(coord: Client) -> None:
    voor = (Kaartwijziging.objects.count(), list(Behoefte.objects.values()))
    antwoord = proef(coord, "blorfkwast", "eten")
    assert (Kaartwijziging.objects.count(), list(Behoefte.objects.values())) == voor
    assert not Lijstwijziging.objects.exists()
    assert "blorfkwast" not in antwoord.request["QUERY_STRING"]
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert "Kent ‘blorfkwast’ niet" in proef(coord, "blorfkwast").context["nu"][0].gelezen, "no register was changed"


@pytest.mark.parametrize(
    ("woord", "behoefte", "zin"),
    [
        ("voedselbank", "wonen", "hoort al bij"),
        ("mensen", "eten", "heel gewoon woord"),
        ("vluchteling", "eten", "betekent een groep mensen"),
        ("mishandeld", "eten", "rustige pagina over veiligheid"),
    ],
)
def test_het_waarschuwt_voordat_iemand_bewaart(coord: Client, woord: str, behoefte: str, zin: str) -> None:
    antwoord = proef(coord, woord, behoefte)
    assert any(zin in een for een in antwoord.context["let_op"]), antwoord.context["let_op"]
    # Whoever did not see the warning does not save.
    proef(coord, woord, behoefte, doe="zet", gezien="")
    assert woord not in Behoefte.objects.get(slug=behoefte).synoniemenlijst


def test_een_woord_dat_van_iemand_is_gaat_niet_door(coord: Client) -> None:
    assert "Dit kunnen we niet proberen" in tekst(proef(coord, "06 12345678", "eten"))
    assert "Probeer één woord tegelijk" in tekst(proef(coord, "een, twee", "eten"))
    assert "Typ een woord" in tekst(proef(coord, "", "eten"))


def test_van_de_lijst_wordt_een_woord_in_twee_tikken_een_woord_van_een_behoefte(coord: Client) -> None:
    VergeefsWoord.objects.create(week="2026-11-16", woord="blorfkwast", aantal=6)
    lijst = coord.get("/werk/lijsten/vergeefs/")
    assert "ten minste 6 mensen" in tekst(lijst)
    een = proef(coord, "blorfkwast", "eten")
    twee = coord.post(
        PAD, {"woord": "blorfkwast", "behoefte": "eten", "doe": "zet", "gezien": een.context["gezien"]}, follow=True
    )
    assert "is nu een woord van" in tekst(twee)
    assert "blorfkwast" not in tekst(coord.get("/werk/lijsten/vergeefs/"))


def test_een_woord_dat_je_negeert_komt_niet_terug(coord: Client) -> None:
    woord = VergeefsWoord.objects.create(week="2026-11-16", woord="blorfkwast", aantal=6)
    coord.post("/werk/lijsten/vergeefs/negeer/", {"woord": woord.pk}, follow=True)
    VergeefsWoord.objects.create(week="2026-11-23", woord="blorfkwast", aantal=9)
    assert "blorfkwast" not in tekst(coord.get("/werk/lijsten/vergeefs/"))
    for onzin in ("", "x", "9" * 30, "\0"):
        assert coord.post("/werk/lijsten/vergeefs/negeer/", {"woord": onzin}).status_code in (302, 400)
