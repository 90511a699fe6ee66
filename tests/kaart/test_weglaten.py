"""What is somebody's own leaves a text that somebody only searches with; what everybody may type stays."""

from __future__ import annotations

import datetime
import logging
from pathlib import Path

import pytest

from kaart.hulp.logboek import ZonderGeheimen
from kaart.hulp.persoonsgegevens.persoonsnamen import Woordkennis, bekende_namen
from kaart.hulp.persoonsgegevens.weglaten import Weg, Zonder, laat_weg, zin_over

VANDAAG = datetime.date(2026, 11, 27)
WOORDEN = frozenset("zoekt wil huilt taalles werk eten tandarts komt heeft".split())  # noqa: SIM905
KENNIS = Woordkennis(WOORDEN.__contains__, frozenset({"syrie", "taalles", "uit", "is", "oost"}).__contains__)


@pytest.mark.parametrize(
    ("getypt", "rest", "weg"),
    [
        ("tandarts bsn 123456782", "tandarts", Weg.BSN),
        ("123456782 tandarts", "tandarts", Weg.BSN),
        ("burgerservicenummer: 123456782, eten", "eten", Weg.BSN),
        ("taalles geboren op 3-4-1991", "taalles", Weg.GEBOORTEDATUM),
        ("03/04/1991 taalles", "taalles", Weg.GEBOORTEDATUM),
        ("piet.paulusma@voorbeeld.nl eten", "eten", Weg.EMAIL),
        ("mail: naam81@gmail.com", "", Weg.EMAIL),
        ("tel. 06 12 34 56 78 eten", "eten", Weg.TELEFOON),
        ("eten 020-5551234", "eten", Weg.TELEFOON),
        ("+31612345678 eten", "eten", Weg.TELEFOON),
        ("NL12ABNA0123456789 eten", "eten", Weg.REKENING),
        ("eten 987654321012", "eten", Weg.NUMMER),
        ("mevrouw Kwibuka zoekt taalles", "zoekt taalles", Weg.NAAM),
        ("mevrouw kwibuka zoekt taalles", "zoekt taalles", Weg.NAAM),
        ("mw. F. van der Zonnebloem-Kwibuka taalles", "taalles", Weg.NAAM),
        ("dhr Hassan eten", "eten", Weg.NAAM),
        ("Meneer El Kwibuki komt uit Oost", "komt uit Oost", Weg.NAAM),
        ("mijn naam is Kwibuka, eten", "eten", Weg.NAAM),
        ("MEVROUW KWIBUKA ZOEKT WERK", "ZOEKT WERK", Weg.NAAM),
        ("zoon Ahmed taalles", "zoon taalles", Weg.NAAM),
    ],
)
def test_wat_van_iemand_is_gaat_weg_met_het_woord_ervoor(getypt: str, rest: str, weg: Weg) -> None:
    assert laat_weg(getypt, KENNIS, vandaag=VANDAAG) == Zonder(rest, (weg,))


@pytest.mark.parametrize(
    "getypt",
    [
        "112", "113", "0800-2000", "0800 0113", "116 117", "14 020", "088 0767 000", "info@voorbeeld.nl", "1102",
        "2024",
        "inburgering 2024-2025", "uit 2019", "3 kinderen", "18+", "lijn 14", "12:30", "mevrouw zoekt taalles",
        "mevrouw uit Syrie", "Mevrouw Syrie", "mevrouw huilt", "meneer wil werk", "zoon wil taalles",
        "mevrouw is 45 jaar",
        "Mr. Voorbeeldplein", "", "mevrouw", "hoe heet de taalles",
    ],
)  # fmt: skip
def test_wat_van_niemand_is_blijft(getypt: str) -> None:
    assert laat_weg(getypt, KENNIS, vandaag=VANDAAG) == Zonder(getypt)


def test_van_alles_tegelijk_gaat_alles_weg_en_wordt_alles_genoemd() -> None:
    zonder = laat_weg("mevrouw Kwibuka, 06-12345678, bsn 123456782: taalles", KENNIS, vandaag=VANDAAG)
    assert zonder.rest == "taalles"
    assert zin_over(zonder.weg) == (
        "Wij hebben het BSN, het telefoonnummer en de naam weggelaten. Zoek zonder persoonsgegevens."
    )
    assert zin_over(()) == ""


def test_de_namen_zijn_een_nette_lijst() -> None:
    assert len(bekende_namen()) > 300
    assert all(naam == naam.casefold() and len(naam) > 1 for naam in bekende_namen())
    assert Path("kaart/hulp/persoonsgegevens/persoonsnamen.txt").exists()


@pytest.mark.parametrize("vraag", ["?q=illegaal", "?q=la'aan+illegaal", "?q=%27illegaal%27&open=nu", "?q='illegaal'"])
def test_geen_logboek_noemt_wat_getypt_is(vraag: str) -> None:
    for naam in ("django.request", "django.server", "django.security", "organisaties"):
        log: logging.Logger | None = logging.getLogger(naam)
        while log is not None and not log.handlers:
            log = log.parent
        assert log is not None
        regel = logging.LogRecord(naam, logging.INFO, "", 0, '"GET /zoeken/%s HTTP/1.1" 200', (vraag,), None)
        uit = [handler for handler in log.handlers if isinstance(handler.formatter, ZonderGeheimen)]
        assert uit or naam != "django.server"
        for handler in uit:
            assert "illegaal" not in handler.format(regel), naam
            assert "/zoeken/?…" in handler.format(regel)
