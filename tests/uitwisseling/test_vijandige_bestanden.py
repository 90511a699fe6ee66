"""Small files that say they are very large: a sentence, in little memory and time, and never a fault."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from kaart.uitwisseling.invoer.bron import eis_heel
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

NAMEN = " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
    for kort, lang in (("office", "office"), ("table", "table"), ("text", "text"))
)


def ods(rijen: str) -> bytes:
    """Return an ods with these rows in its one sheet."""
    tekst = (
        f'<?xml version="1.0"?><office:document-content {NAMEN}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad">{rijen}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return pakket({"content.xml": tekst.encode()})


def pakket(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        # Something that does not pack, so that the whole is no suspicious bomb.
        zip_.writestr("vulling.bin", os.urandom(600_000))
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


def rij(cel: str, *, keer: str = "1", kolommen: str = "1") -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{keer}"><table:table-cell '
        f'table:number-columns-repeated="{kolommen}"><text:p>{cel}</text:p></table:table-cell></table:table-row>'
    )


def xlsx(blad: str = "", *, gedeeld: str = "", stijlen: str = "") -> bytes:
    """Return an xlsx whose sheet, shared strings or styles are replaced."""
    uit = io.BytesIO()
    werkmap = openpyxl.Workbook()
    werkmap.active["A1"] = "Naam"
    werkmap.save(uit)
    nieuw = {"xl/worksheets/sheet1.xml": blad, "xl/sharedStrings.xml": gedeeld, "xl/styles.xml": stijlen}
    with zipfile.ZipFile(uit) as oud:
        gewoon = {naam: oud.read(naam) for naam in oud.namelist()}
    return pakket(gewoon | {naam: deel.encode() for naam, deel in nieuw.items() if deel})


HOOFD = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CEL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'

VIJANDIG: dict[str, Callable[[], bytes]] = {
    "ods: rows repeated, again and again": lambda: ods(rij("x", keer="100000") * 2000),
    "ods: rows and columns repeated": lambda: ods(rij("x", keer="99999", kolommen="400")),
    "ods: columns repeated": lambda: ods(rij("x", kolommen="999999999")),
    "ods: spaces": lambda: ods(rij('<text:s text:c="999999999"/>' * 500)),
    "ods: a word for a number of rows": lambda: ods(rij("x", keer="abc")),
    "ods: a word for a number of columns": lambda: ods(rij("x", kolommen="-1")),
    "ods: a word for a number of spaces": lambda: ods(rij('<text:s text:c="zz"/>')),
    "ods: a number without end": lambda: ods(rij("x", keer="9" * 6000)),
    "ods: deep": lambda: ods(rij("<text:span>" * 50_000 + "x" + "</text:span>" * 50_000)),
    "ods: one endless text": lambda: ods(rij("x" * 60_000_000)),
    "ods: one endless attribute": lambda: ods(f'<table:table-row table:style-name="{"x" * 60_000_000}"/>'),
    "ods: text that is not to be read": lambda: ods(rij(f"<![CDATA[{'<' * 30_000_000}]]>")),
    "ods: elements without end": lambda: ods("<table:table-row/>" * 3_000_000 + rij("x" * 40_000)),
    "xlsx: deep": lambda: xlsx(
        f"<worksheet {HOOFD}><sheetData>{'<row>' * 300_000}{'</row>' * 300_000}</sheetData></worksheet>"
    ),
    "xlsx: joined cells as large as a sheet": lambda: xlsx(
        f"<worksheet {HOOFD}><sheetData>{CEL}</sheetData><mergeCells>"
        + '<mergeCell ref="A1:XFD1048576"/>' * 5000
        + "</mergeCells></worksheet>"
    ),
    "xlsx: one endless text": lambda: xlsx(gedeeld=f"<sst {HOOFD}><si><t>{'x' * 60_000_000}</t></si></sst>"),
    "xlsx: texts without end": lambda: xlsx(gedeeld=f"<sst {HOOFD}>{'<si><t/></si>' * 4_000_000}</sst>"),
    "xlsx: styles without end": lambda: xlsx(
        stijlen=f"<styleSheet {HOOFD}><cellXfs>{'<xf/>' * 1_000_000}</cellXfs></styleSheet>"
    ),
    "xlsx: a column that is none": lambda: xlsx(
        f'<worksheet {HOOFD}><sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    ),
    "csv: commas": lambda: b"," * 10_000_000,
    "csv: commas in lines": lambda: (b"," * 9_999 + b"\n") * 1000,
    "csv: lines": lambda: b"a\n" * 200_000,
    "csv: in a zip": lambda: pakket({"a.csv": b"," * 60_000_000}),
}

PROGRAMMA = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
from kaart.uitwisseling.invoer.bron import eis_heel
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
begin = time.process_time()
try:
    lees(open(sys.argv[1], "rb").read(), sys.argv[2])
except Onleesbaar as fout:
    assert str(fout).endswith("."), fout
    print("zin")
else:
    print("gelezen")
# Of this program alone: ru_maxrss begins at what the process held that started it, which is the whole suite.
kilobytes = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(int(time.process_time() - begin), int(kilobytes) // 1024)
"""


# Too much in one cell, or too far to the right: cut off there, and a fault beside the cell.
AFGEKAPT = {"ods: elements without end", "ods: spaces", "ods: columns repeated", "csv: commas", "csv: commas in lines"}


@pytest.mark.parametrize("soort", VIJANDIG)
def test_een_vijandig_bestand_geeft_een_zin_in_weinig_geheugen(soort: str, tmp_path: Path) -> None:
    naam = "lijst." + soort.partition(":")[0]
    inhoud = VIJANDIG[soort]()
    assert len(inhoud) <= 10_000_000
    (tmp_path / naam).write_bytes(inhoud)
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "kaart.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    uitkomst = subprocess.run(
        [sys.executable, "-c", PROGRAMMA, tmp_path / naam, naam if "zip" not in soort else "lijst.zip"],
        env=omgeving, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR,
    )  # fmt: skip
    assert uitkomst.returncode == 0, uitkomst.stderr[-800:]
    zin, getallen = uitkomst.stdout.strip().split("\n")
    seconden, megabytes = map(int, getallen.split())
    assert zin == ("gelezen" if soort in AFGEKAPT else "zin")
    assert megabytes <= 400
    assert seconden <= 20


def test_wat_een_rekenblad_gewoon_herhaalt_wordt_gelezen() -> None:
    (blad,) = lees(
        ods(
            rij("Naam")
            + rij("x", keer="3", kolommen="2")
            + rij("", keer="1048000", kolommen="16384")
            + rij("a<text:s/>b")
        )
    ).bladen
    assert [cellen for _, cellen in blad.rijen] == [("Naam",), ("x", "x"), ("x", "x"), ("x", "x"), ("a b",)]
    assert blad.rijen[-1][0] == 1_048_005


def test_een_teken_dat_geen_tekst_is_komt_niet_uit_een_rekenblad() -> None:
    inhoud = xlsx(f"<worksheet {HOOFD}><sheetData>{CEL.replace('Naam', 'Na_x0000_am_x0007_')}</sheetData></worksheet>")
    assert "\x00" not in str(lees(inhoud).bladen[0].rijen)


def test_een_klein_bestand_dat_in_onze_eigen_grens_past_mag_dicht_op_elkaar() -> None:
    te_breed = lees(ods(rij("x", kolommen="401")))
    assert (te_breed.bladen[0].te_breed, len(te_breed.bladen[0].rijen[0][1])) == (401, 400)
    with pytest.raises(Onleesbaar, match="meer dan 400 kolommen"):
        eis_heel(te_breed)
    assert len(lees(ods(rij("x", kolommen="400"))).bladen[0].rijen[0][1]) == 400
