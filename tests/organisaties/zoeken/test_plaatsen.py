"""Places people name: found by their letters, never guessed, and never a house. Without a database."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from organisaties.regels.begrip import Begrip
from organisaties.zoeken.taal.huisadres import zonder_huis
from organisaties.zoeken.taal.plaatsnamen import Gevonden, Naamrij, Plaatsen, lees_plaatsen
from organisaties.zoeken.taal.termen import alle_woorden

BEGRIPPEN = {
    "stadsdeel": {"noord": Begrip(1, "noord", "Noord"), "boven": Begrip(2, "boven", "Boven-Dam")},
    "gebied": {
        "molens": Begrip(1, "molens", "De Molens, Oud-Noord", ouder=1),
        "haven": Begrip(2, "haven", "Havenkant", ouder=2),
    },
}
RIJEN = [
    Naamrij("Zwanenhof e.o.", "molens", "noord", 52.40, 4.90),
    Naamrij("De Ketel", "molens", "noord", 52.41, 4.91),
    Naamrij("Baanbuurt-Noord", "molens", "noord", 52.42, 4.92),
    Naamrij("Pad van Oranje", "haven", "boven", 52.30, 4.80),
    Naamrij("Jan Steenbuurt", "haven", "boven", 52.31, 4.80),
    Naamrij("Rozenpleinbuurt", "haven", "boven", 52.32, 4.80),
    Naamrij("Contactbuurt", "haven", "boven", 52.32, 4.80),
    Naamrij("Grensland-Oost", "molens", "noord", 52.41, 4.90),
    Naamrij("Grensland-West", "haven", "boven", 52.31, 4.80),
    Naamrij("Heideveld/Klaverveld", "haven", "boven", 52.31, 4.81),
    Naamrij("Sloten", "haven", "boven", 52.33, 4.81),
]
STAD = dataclasses.replace(
    settings.STADSGEGEVENS,
    ook_stadsdeel={},
    plaats_kort=frozenset({"baan"}),
    plaats_is_gewoon=frozenset({"sloten", "ketel"}),
)


@pytest.fixture(scope="module")
def plaatsen() -> Plaatsen:
    return lees_plaatsen(RIJEN, [("1234", "molens", "noord")], BEGRIPPEN, STAD)


def vind(plaatsen: Plaatsen, q: str, bekend: str = "") -> list[Gevonden]:
    return plaatsen.vind(alle_woorden(q), bekend.split().__contains__)


@pytest.mark.parametrize(
    ("q", "gebied"),
    [
        ("zwanenhof", "molens"),
        ("eten in Zwanenhof e.o.", "molens"),
        ("zwanenhof eo", "molens"),
        ("Zwanenhof buurt", "molens"),
        ("zwanenhofbuurt", "molens"),
        ("de ketel", "molens"),
        ("baan", "molens"),
        ("baanbuurt noord", "molens"),
        ("baan-noord", "molens"),
        ("pad-van-oranje", "haven"),
        ("padvanoranje", "haven"),
        ("les pad van oranje", "haven"),
        ("jan steen", "haven"),
        ("rozenplein", "haven"),
        ("klaverveld", "haven"),
        ("molens", "molens"),
        ("oud noord", "molens"),
        ("havenkant", "haven"),
        ("zwanehof", "molens"),
        ("pad van orange", "haven"),
        ("1234", "molens"),
        ("taalles 1234 ab", "molens"),
        ("1234AB", "molens"),
        ("postcode 1234", "molens"),
        ("postcodegebied 1234", "molens"),
        ("wonen in sloten", "haven"),
        ("in de ketel", "molens"),
    ],
)
def test_een_plaats_wordt_gevonden_hoe_hij_ook_is_geschreven(plaatsen: Plaatsen, q: str, gebied: str) -> None:
    (gevonden,) = vind(plaatsen, q)
    assert gevonden.plaats.gebieden == (gebied,)
    assert gevonden.plaats.stadsdelen


@pytest.mark.parametrize(
    "q",
    [
        "contact",
        "sloten",
        "een ketel kopen",
        "noord",
        "steen",
        "banen",
        "van",
        "9999 ab",
        "123",
        "2024",
        "zwaan",
        "hof",
    ],
)
def test_een_gewoon_woord_is_geen_plaats(plaatsen: Plaatsen, q: str) -> None:
    assert not vind(plaatsen, q)


def test_wat_bekend_is_is_geen_typefout_en_twee_mogelijkheden_ook_niet(plaatsen: Plaatsen) -> None:
    assert not vind(plaatsen, "zwanehof", bekend="zwanehof")
    rijen = [
        *RIJEN,
        Naamrij("Beukenlo", "molens", "noord", 52.4, 4.9),
        Naamrij("Beukenla", "haven", "boven", 52.3, 4.8),
    ]
    twee = lees_plaatsen(rijen, (), BEGRIPPEN, STAD)
    assert vind(twee, "beukenlo")
    assert not vind(twee, "beukenle")


def test_een_naam_in_twee_gebieden_is_ze_allebei(plaatsen: Plaatsen) -> None:
    (gevonden,) = vind(plaatsen, "grensland")
    assert gevonden.plaats.gebieden == ("haven", "molens")
    assert gevonden.plaats.stadsdelen == ("boven", "noord")


def test_een_typefout_zegt_wat_er_gelezen_is_en_een_goede_naam_niet(plaatsen: Plaatsen) -> None:
    assert vind(plaatsen, "zwanehof")[0].gelezen_als == "Zwanenhof"
    assert not vind(plaatsen, "zwanenhof")[0].gelezen_als


def test_wat_dichterbij_ligt_komt_eerst(plaatsen: Plaatsen) -> None:
    rijen = [*RIJEN, Naamrij("Ver", "ver", "ver", 53.4, 6.9)]
    drie = lees_plaatsen(rijen, (), BEGRIPPEN, STAD)
    assert drie.op_afstand(["molens"], ["ver", "haven", "onbekend"]) == ["haven", "ver"]
    assert not drie.op_afstand(["onbekend"], ["haven"])


@pytest.mark.parametrize(
    ("begin", "namen"),
    [
        ("zwa", ["Zwanenhof"]),
        ("pad v", ["Pad van Oranje"]),
        ("12", []),
        ("123", ["postcodegebied 1234"]),
        ("sloten", []),
    ],
)
def test_een_begin_stelt_plaatsen_voor(plaatsen: Plaatsen, begin: str, namen: list[str]) -> None:
    assert [plaats.naam for plaats in plaatsen.met_begin(begin, 3)] == namen


@pytest.mark.parametrize(
    ("q", "schoon"),
    [
        ("1234 AB", "1234"),
        ("eten 1234ab", "eten 1234"),
        ("1234-AB 12-3 hulp", "1234 hulp"),
        ("1234 AB nr 12 hs", "1234"),
        ("Rozenstraat 12, 1234 AB", "Rozenstraat, 1234"),
        ("woont rozenstraat 12a", "woont rozenstraat"),
        ("Laan van Oranje 7", "Laan van Oranje"),
        ("taalles prinsengracht 100 hs vrouw", "taalles prinsengracht vrouw"),
    ],
)
def test_een_huis_gaat_uit_de_vraag(q: str, schoon: str) -> None:
    assert zonder_huis(q) == schoon


@pytest.mark.parametrize(
    "q",
    [
        "3 kinderen",
        "1234 taalles",
        "2019 is hij gekomen",
        "plein 40-45",
        "onderweg 2 kinderen",
        "rozengracht 10 uur",
        "les rozengracht 10:30",
        "gein 3",
        "b1 les",
    ],
)
def test_een_ander_getal_blijft(q: str) -> None:
    assert zonder_huis(q) == q


@given(st.text(alphabet="abAB12349 -,straatweg\u00e9", max_size=40))
def test_schoonmaken_is_in_een_keer_klaar_en_maakt_niets_nieuw(q: str) -> None:
    schoon = zonder_huis(q)
    assert zonder_huis(schoon) == schoon
    assert len(schoon) <= len(q)
