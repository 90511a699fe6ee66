"""The catalogues of the slip: whole, with the same gaps, in the right script, and right for numbers and days."""

from __future__ import annotations

import csv
import datetime
import re
import string
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.conf import settings

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.talen import NEDERLANDS, TALEN, Brieftaal, kies
from doorverwijzing.briefje.tolk import DOMEIN, LOCALE_MAP, Tolk
from doorverwijzing.omdraaien import op_scherm

SCHRIFT = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "ti": "\u1200-\u139f", "uk": "\u0400-\u04ff"}
SCHRIFT["ru"] = SCHRIFT["uk"]
Bron = str | tuple[str, ...]


def catalogus(taal: Brieftaal) -> Catalog:
    """Return the catalogue as its translator sees it."""
    with (LOCALE_MAP / taal.map / "LC_MESSAGES" / f"{DOMEIN}.po").open("rb") as bestand:
        return read_po(bestand, locale=taal.map, domain=DOMEIN)


def bronnen() -> set[Bron]:
    """Return everything in the code that is marked for translation, as `make vertalingen` finds it."""
    gevonden = [
        een
        for module in (woorden, op_scherm)
        for een in extract_from_dir(
            settings.BASE_DIR / Path(*module.__name__.split(".")).parent,
            keywords={"_": None, "_meer": (1, 2)},
            options_map={},
            callback=None,
        )
    ]
    return {tuple(bron) if isinstance(bron, (list, tuple)) else bron for _, _, bron, _, _ in gevonden}


def vormen_van(bericht: Any) -> list[str]:
    """Return the translation, in every form it has."""
    return [*bericht.string] if isinstance(bericht.string, (list, tuple)) else [bericht.string]


def gaten(tekst: str) -> set[str]:
    """Return the names between braces."""
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam is not None}


elke_taal = pytest.mark.parametrize("taal", TALEN, ids=lambda taal: taal.code)


def test_de_twaalf_talen_van_het_ontwerp_zijn_er() -> None:
    assert {taal.code for taal in TALEN} == {"ar", "ti", "en", "uk", "fa", "tr", "pt-BR", "pl", "so", "es", "ru", "fr"}
    assert {taal.code for taal in TALEN if taal.richting == "rtl"} == {"ar", "fa"}


@elke_taal
def test_elke_zin_is_vertaald_en_geen_andere(taal: Brieftaal) -> None:
    berichten = {bericht.id: bericht for bericht in catalogus(taal) if bericht.id}
    assert set(berichten) == bronnen()
    assert len(berichten) > 90
    for bericht in berichten.values():
        assert not bericht.fuzzy, bericht.id
        assert all(vorm.strip() for vorm in vormen_van(bericht)), bericht.id


@elke_taal
def test_elke_vertaling_heeft_dezelfde_gaten(taal: Brieftaal) -> None:
    for bericht in catalogus(taal):
        if not bericht.id:
            continue
        if isinstance(bericht.id, (list, tuple)):
            # A language may say 'two weeks' in one word: a gap may be left out, but none added.
            for vorm in vormen_van(bericht):
                assert gaten(vorm) <= gaten(bericht.id[1]), bericht.id
            assert len(vormen_van(bericht)) == catalogus(taal).num_plurals
        else:
            assert gaten(str(bericht.string)) == gaten(bericht.id), bericht.id


@elke_taal
def test_een_vertaling_is_tekst_en_geen_html(taal: Brieftaal) -> None:
    """The sheet puts these on the page as they are."""
    for bericht in catalogus(taal):
        assert not re.search(r"[<>&]", str(bericht.string) if bericht.id else ""), bericht.id


@pytest.mark.parametrize("code", SCHRIFT)
def test_elke_zin_staat_in_het_eigen_schrift(code: str) -> None:
    taal = kies(code)
    assert taal
    for bericht in catalogus(taal):
        if bericht.id:
            for vorm in vormen_van(bericht):
                zonder = re.sub(r"\{\w+\}", "", vorm)
                assert re.search(f"[{SCHRIFT[code]}]", zonder) or zonder.strip(" –") == "", bericht.id


@elke_taal
def test_bij_het_woord_weken_past_elk_getal(taal: Brieftaal) -> None:
    tolk = Tolk(taal)
    gezegd = [tolk.aantal(woorden.ELKE_WEKEN, n) for n in (2, 3, 4)]
    assert [tweetalig.nl for tweetalig in gezegd] == ["elke 2 weken", "elke 3 weken", "elke 4 weken"]
    assert len({tweetalig.anders for tweetalig in gezegd}) == 3
    assert all("{" not in tweetalig.anders for tweetalig in gezegd)


@pytest.mark.parametrize(
    ("code", "n", "verwacht"),
    [
        ("ar", 2, "مكانان"),
        ("ar", 3, "3</bdi> أماكن"),
        ("ar", 11, "مكانًا"),
        ("pl", 2, "miejsca"),
        ("pl", 5, "miejsc"),
        ("ru", 1, "место"),
        ("ru", 3, "места"),
        ("uk", 5, "місць"),
        ("so", 2, "goobood"),
        ("fr", 1, "endroit"),
    ],
)
def test_meervouden_volgen_de_taal(code: str, n: int, verwacht: str) -> None:
    taal = kies(code)
    assert taal
    assert Tolk(taal).aantal(woorden.PLEKKEN, n).anders.endswith(verwacht)


@elke_taal
def test_de_week_heeft_zeven_dagen(taal: Brieftaal) -> None:
    tolk = Tolk(taal)
    dagen = [tolk.dag(dag) for dag in range(1, 8)]
    assert dagen[0].nl == "maandag"
    assert len({dag.anders for dag in dagen}) == 7
    if taal.code in SCHRIFT:
        assert all(re.search(f"[{SCHRIFT[taal.code]}]", dag.anders) for dag in dagen)


def test_tigrinya_kent_de_eigen_dagen_en_maanden() -> None:
    taal = kies("ti")
    assert taal
    tolk = Tolk(taal)
    assert [tolk.dag(n).anders for n in range(1, 8)] == ["ሰኑይ", "ሰሉስ", "ረቡዕ", "ሓሙስ", "ዓርቢ", "ቀዳም", "ሰንበት"]
    assert tolk.datum(datetime.date(2026, 12, 1)).anders == "1 ታሕሳስ 2026"


@elke_taal
def test_elke_gesproken_taal_heeft_een_naam(taal: Brieftaal) -> None:
    with (settings.BASE_DIR / "fixtures" / "talen.csv").open(encoding="utf-8", newline="") as bestand:
        gesproken = [(rij["code"], rij["naam"]) for rij in csv.DictReader(bestand)]
    assert len(gesproken) > 20
    for code, naam in gesproken:
        assert Tolk(taal).taalnaam(code, naam).anders, (code, taal.code)


@pytest.mark.parametrize("code", ["ar", "AR", " ar ", "pt-br", "PT_BR", "nl"])
def test_een_taal_wordt_herkend_in_elke_schrijfwijze(code: str) -> None:
    taal = kies(code)
    assert taal
    assert taal.code.lower() == code.strip().lower().replace("_", "-")


@pytest.mark.parametrize("code", ["", "xx", "arabisch", "ar\x00", "../ar", "a" * 5000])
def test_een_andere_taal_is_er_niet(code: str) -> None:
    assert kies(code) is None


def test_met_nederlands_alleen_blijft_de_andere_kant_leeg() -> None:
    tolk = Tolk(NEDERLANDS)
    assert tolk.zin(woorden.GRATIS).anders == ""
    assert tolk.rij([tolk.dag(1), tolk.dag(2)]).nl == "maandag, dinsdag"
    assert tolk.taalnaam("ar", "Arabisch").anders == ""


def test_wat_iemand_typte_wordt_vertaald_als_het_briefje_het_kent() -> None:
    taal = kies("en")
    assert taal
    assert Tolk(taal).woord(" Bankafschriften ").anders == "bank statements"
    assert Tolk(taal).woord("lunch rond 13:00").anders == ""


def test_wat_een_gat_vult_kan_geen_html_zijn() -> None:
    taal = kies("ar")
    assert taal
    tolk = Tolk(taal)
    assert "&lt;b&gt;" in tolk.zin(woorden.VANAF_UUR, tijd="<b>").anders
    assert "&lt;b&gt;" in tolk.rij([tolk.woord("<b>")]).nl
