"""Sheets as an OpenDocument spreadsheet, row by row.

Only the parts of the format that these sheets need (ISO/IEC 26300, OpenDocument 1.2): typed cells, text with its
line breaks and spaces, widths, a frozen header and drop-downs.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bladen.cellen import Cel

SOORT = "application/vnd.oasis.opendocument.spreadsheet"
# Empty rows below the rows, that offer the same choices.
RUIMTE = 500
# Written together; a zip that gets a little at a time is slow.
PER_STUK = 1 << 16

NAAMRUIMTEN = 'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" ' + " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
    for kort, lang in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("config", "config"),
        ("manifest", "manifest"),
    )
)
KOPREGEL = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = f"""{KOPREGEL}<manifest:manifest {NAAMRUIMTEN} manifest:version="1.2">\
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{SOORT}"/>\
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>\
</manifest:manifest>"""
STIJLEN = """<number:date-style style:name="n-datum"><number:year number:style="long"/><number:text>-</number:text>\
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>\
<number:time-style style:name="n-tijd"><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/></number:time-style>\
<style:style style:name="datum" style:family="table-cell" style:data-style-name="n-datum"/>\
<style:style style:name="tijd" style:family="table-cell" style:data-style-name="n-tijd"/>\
<style:style style:name="kop" style:family="table-cell"><style:table-cell-properties fo:background-color="#f1e4ea"/>\
<style:text-properties fo:font-weight="bold"/></style:style>\
<style:style style:name="kop-lees" style:family="table-cell">\
<style:table-cell-properties fo:background-color="#ededed"/>\
<style:text-properties fo:font-weight="bold"/></style:style>"""


def schrijf(vellen: Iterable[Vel], naar: IO[bytes]) -> None:
    """Write the sheets to `naar`; only some rows are in memory."""
    alle = list(vellen)
    with zipfile.ZipFile(naar, "w", zipfile.ZIP_DEFLATED) as pakket:
        # First and not compressed, so that programs know the file by its first bytes.
        pakket.writestr("mimetype", SOORT, zipfile.ZIP_STORED)
        pakket.writestr("META-INF/manifest.xml", MANIFEST)
        pakket.writestr("settings.xml", _instellingen(alle))
        with pakket.open("content.xml", "w", force_zip64=True) as inhoud:
            stuk: list[str] = []
            omvang = 0
            for deel in _inhoud(alle):
                stuk.append(deel)
                omvang += len(deel)
                if omvang > PER_STUK:
                    inhoud.write("".join(stuk).encode())
                    stuk, omvang = [], 0
            inhoud.write("".join(stuk).encode())


def _inhoud(vellen: Sequence[Vel]) -> Iterator[str]:
    breedtes = sorted({kolom.breedte for vel in vellen for kolom in vel.kolommen})
    yield f'{KOPREGEL}<office:document-content {NAAMRUIMTEN} office:version="1.2"><office:automatic-styles>{STIJLEN}'
    for breedte in breedtes:
        yield (
            f'<style:style style:name="b{breedte}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{breedte * 0.21:.2f}cm"/></style:style>'
        )
    yield "</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
    for plek, vel in enumerate(vellen):
        for nummer, kolom in enumerate(vel.kolommen):
            yield _keuze(_keuzenaam(plek, nummer, kolom), kolom)
    yield "</table:content-validations>"
    for plek, vel in enumerate(vellen):
        yield from _vel(plek, vel)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _vel(plek: int, vel: Vel) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(vel.titel)}>"
    for kolom in vel.kolommen:
        yield f'<table:table-column table:style-name="b{kolom.breedte}"/>'
    yield "<table:table-header-rows><table:table-row>"
    for kolom in vel.kolommen:
        stijl = "kop-lees" if kolom.alleen_lezen else "kop"
        yield f'<table:table-cell table:style-name="{stijl}" office:value-type="string">{_alineas(kolom.kop)}'
        yield "</table:table-cell>"
    yield "</table:table-row></table:table-header-rows>"
    keuzes = [_keuzenaam(plek, nummer, kolom) for nummer, kolom in enumerate(vel.kolommen)]
    kenmerken = [f' table:content-validation-name="{naam}"' if naam else "" for naam in keuzes]
    for rij in vel.rijen():
        cellen = (_cel(waarde, kenmerk) for waarde, kenmerk in zip(rij, kenmerken, strict=True))
        yield f"<table:table-row>{''.join(cellen)}</table:table-row>"
    if any(keuzes):
        leeg = "".join(_cel(None, kenmerk) for kenmerk in kenmerken)
        yield f'<table:table-row table:number-rows-repeated="{RUIMTE}">{leeg}</table:table-row>'
    yield "</table:table>"


def _cel(waarde: Cel, kenmerk: str) -> str:
    if waarde is None:
        return f"<table:table-cell{kenmerk}/>"
    if isinstance(waarde, datetime.date):
        dag = waarde.isoformat()
        soort = f'table:style-name="datum" office:value-type="date" office:date-value="{dag}"'
        return f"<table:table-cell{kenmerk} {soort}><text:p>{dag}</text:p></table:table-cell>"
    if isinstance(waarde, datetime.time):
        soort = f'table:style-name="tijd" office:value-type="time" office:time-value="{waarde:PT%HH%MM00S}"'
        return f"<table:table-cell{kenmerk} {soort}><text:p>{waarde:%H:%M}</text:p></table:table-cell>"
    if isinstance(waarde, int | float):
        soort = f'office:value-type="float" office:value="{waarde}"'
        return f"<table:table-cell{kenmerk} {soort}><text:p>{waarde}</text:p></table:table-cell>"
    return f'<table:table-cell{kenmerk} office:value-type="string">{_alineas(waarde)}</table:table-cell>'


def _alineas(tekst: str) -> str:
    """Return a text as paragraphs, one for each line; spaces that XML would drop are written out."""
    return "".join(f"<text:p>{_regel(regel)}</text:p>" for regel in tekst.split("\n"))


def _regel(regel: str) -> str:
    return re.sub(
        r"^ +| {2,}| +$",
        lambda m: f'<text:s text:c="{len(m[0])}"/>',
        escape(regel),
    )


def _keuzenaam(plek: int, nummer: int, kolom: Velkolom) -> str:
    return f"keuze-{plek}-{nummer}" if kolom.keuzes or kolom.uitleg else ""


def _keuze(naam: str, kolom: Velkolom) -> str:
    if not naam:
        return ""
    voorwaarde = ""
    if kolom.keuzes:
        letter = get_column_letter(kolom.keuzes.kolom)
        bereik = f"[${kolom.keuzes.vel}.${letter}$2:.${letter}${kolom.keuzes.tot}]"
        voorwaarde = f' table:condition="of:cell-content-is-in-list({bereik})" table:allow-empty-cell="true"'
    hulp = (
        f'<table:help-message table:title={quoteattr(kolom.kop)} table:display="true">'
        f"<text:p>{escape(kolom.uitleg)}</text:p></table:help-message>"
        if kolom.uitleg
        else ""
    )
    fout = '<table:error-message table:message-type="warning" table:display="true"/>' if kolom.keuzes else ""
    return f'<table:content-validation table:name="{naam}"{voorwaarde}>{hulp}{fout}</table:content-validation>'


def _instellingen(vellen: Sequence[Vel]) -> str:
    """Return the settings: the header of every sheet stays in sight."""
    per_vel = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(vel.titel)}>"
        + "".join(
            f'<config:config-item config:name="{naam}" config:type="{soort}">{waarde}</config:config-item>'
            for naam, soort, waarde in (
                ("VerticalSplitMode", "short", 2),
                ("VerticalSplitPosition", "int", 1),
                ("ActiveSplitRange", "short", 2),
                ("PositionTop", "int", 0),
                ("PositionBottom", "int", 1),
            )
        )
        + "</config:config-item-map-entry>"
        for vel in vellen
    )
    return (
        f'{KOPREGEL}<office:document-settings {NAAMRUIMTEN} office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
        '</config:config-item><config:config-item-map-named config:name="Tables">'
        f"{per_vel}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
