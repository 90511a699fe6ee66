"""The cells of a file that somebody sends: xlsx, ods, csv, or a zip with csv files. Bounded, and never executed.

A zip says how large its parts are before they are unpacked, and unpacking stops there; so that is where a bomb is
refused. Formulas are shown as what they are: their value is that of whoever saved the file.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from charset_normalizer import from_bytes
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import range_boundaries

from organisaties.laden.fouten import Onleesbaar
from organisaties.rekenblad.cellen import HOOGSTENS_IN_CEL, tekst_van_cel

MEGABYTE = 1_000_000
HOOGSTENS_BYTES = 20 * MEGABYTE
HOOGSTENS_UITGEPAKT = 150 * MEGABYTE
HOOGSTENS_KEER_ZO_GROOT = 150
HOOGSTENS_DELEN = 1_000
HOOGSTENS_KOLOMMEN = 200
HOOGSTENS_RIJEN = 100_000
HOOGSTENS_BLADEN = 50

FORMULE = "\N{NULL}formule\N{NULL}"
"""Stands before the text of a formula, where no text of a person can have it."""

VREEMD = (
    (b"%PDF", "Dit is een PDF, geen rekenblad. Vraag om het bestand waar de PDF van is gemaakt."),
    (b"\x89PNG", "Dit is een plaatje, geen rekenblad."),
    (b"\xff\xd8\xff", "Dit is een foto, geen rekenblad."),
    (
        b"\xd0\xcf\x11\xe0",
        "Dit bestand heeft een wachtwoord of is van een oud Excel (xls). Haal het eraf en bewaar het als xlsx.",
    ),
    (b"{\\rtf", "Dit is een tekstdocument, geen rekenblad."),
)


@dataclass(frozen=True, slots=True)
class Bron:
    """One sheet as it was sent: rows with the number a spreadsheet shows, each with the texts of its cells."""

    titel: str
    rijen: tuple[tuple[int, tuple[str, ...]], ...]
    verborgen: bool = False
    # Cells joined into one, as (first row, first column, last row, last column), all from 1.
    samengevoegd: tuple[tuple[int, int, int, int], ...] = ()
    verborgen_rijen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Werkmap:
    """Everything in a file, and in words how it was read."""

    bladen: tuple[Bron, ...]
    gelezen_als: str


def lees(inhoud: bytes, naam: str = "") -> Werkmap:
    """Return the cells of a file; raises Onleesbaar with a sentence that says what is wrong and what would be right."""
    if not inhoud.strip(b"\x00 \r\n\t"):
        raise Onleesbaar("Dit bestand is leeg. Kies een bestand waar iets in staat.")
    if len(inhoud) > HOOGSTENS_BYTES:
        raise Onleesbaar(f"Dit bestand is te groot: hoogstens {HOOGSTENS_BYTES // MEGABYTE} MB. Verdeel het in delen.")
    for begin, zin in VREEMD:
        if inhoud.startswith(begin):
            raise Onleesbaar(zin)
    if inhoud.startswith(b"PK"):
        return _uit_pakket(inhoud)
    if naam.casefold().endswith((".xlsx", ".xlsm", ".ods", ".zip")):
        raise Onleesbaar("Dit bestand is kapot of half. Bewaar het opnieuw en stuur het nog eens.")
    return _uit_csv(inhoud, naam)


def _uit_pakket(inhoud: bytes) -> Werkmap:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
            _weeg(delen, len(inhoud))
            namen = {deel.filename for deel in delen}
            if any(deel.endswith("vbaProject.bin") for deel in namen):
                raise Onleesbaar("In dit bestand zit een macro. Bewaar het als gewone xlsx, zonder macro’s.")
            if "[Content_Types].xml" in namen and any(deel.startswith("xl/") for deel in namen):
                _geen_trucs(pakket, [deel for deel in namen if deel.endswith((".xml", ".rels"))])
                return Werkmap(tuple(_xlsx(inhoud)), "Excel (xlsx)")
            if "content.xml" in namen:
                if "META-INF/manifest.xml" in namen and b"encryption-data" in pakket.read("META-INF/manifest.xml"):
                    raise Onleesbaar("Dit bestand heeft een wachtwoord. Haal het eraf en stuur het nog eens.")
                _geen_trucs(pakket, ["content.xml"])
                with pakket.open("content.xml") as stroom:
                    return Werkmap(tuple(_ods(stroom)), "LibreOffice (ods)")
            csvs = sorted(deel for deel in namen if deel.casefold().endswith(".csv"))
            if csvs:
                gelezen = [_uit_csv(pakket.read(deel), deel) for deel in csvs[:HOOGSTENS_BLADEN]]
                return Werkmap(
                    tuple(blad for een in gelezen for blad in een.bladen), f"zip met {len(csvs)} csv-bestanden"
                )
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ParseError) as fout:
        if isinstance(fout, RuntimeError) and "password" in str(fout):
            raise Onleesbaar("Dit bestand heeft een wachtwoord. Haal het eraf en stuur het nog eens.") from None
        raise Onleesbaar("Dit bestand is kapot of half. Bewaar het opnieuw en stuur het nog eens.") from None
    except DefusedXmlException:
        raise Onleesbaar(TRUC) from None
    raise Onleesbaar("Dit is een ingepakt bestand zonder rekenblad erin. Stuur een xlsx, ods of csv.")


TRUC = "In dit bestand staat iets dat in een rekenblad niet hoort. Bewaar het opnieuw vanuit Excel of LibreOffice."


def _weeg(delen: list[zipfile.ZipInfo], grootte: int) -> None:
    """Refuse what would unpack to far more than a spreadsheet needs."""
    samen = sum(deel.file_size for deel in delen)
    if (
        len(delen) > HOOGSTENS_DELEN
        or samen > HOOGSTENS_UITGEPAKT
        or samen > max(grootte, 10_000) * HOOGSTENS_KEER_ZO_GROOT
    ):
        raise Onleesbaar("Uitgepakt is dit bestand veel te groot. Stuur alleen de bladen die nodig zijn.")
    if any(deel.flag_bits & 1 for deel in delen):
        raise Onleesbaar("Dit bestand heeft een wachtwoord. Haal het eraf en stuur het nog eens.")


def _geen_trucs(pakket: zipfile.ZipFile, namen: list[str]) -> None:
    """Refuse declarations of entities: spreadsheet programs write none."""
    for naam in namen:
        with pakket.open(naam) as stroom:
            if b"<!" in stroom.read(4096).replace(b"<!--", b""):
                raise Onleesbaar(TRUC)


def _xlsx(inhoud: bytes) -> Iterator[Bron]:
    try:
        werkmap = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=False, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, ParseError, zipfile.BadZipFile) as fout:
        raise Onleesbaar(
            "Dit bestand is kapot of half. Bewaar het opnieuw vanuit Excel en stuur het nog eens."
        ) from fout
    for blad in werkmap.worksheets[:HOOGSTENS_BLADEN]:
        blad.reset_dimensions()
        rijen = _binnen_grenzen(
            blad.title, ((n, [_cel(cel) for cel in rij]) for n, rij in enumerate(blad.iter_rows(), 1))
        )
        try:
            gelezen = tuple(rijen)
            samen, verborgen_rijen = _opmaak(inhoud, blad)
            yield Bron(blad.title, gelezen, blad.sheet_state != "visible", samen, verborgen_rijen)
        except (KeyError, ValueError, TypeError, AttributeError) as fout:
            raise Onleesbaar(
                f"Blad ‘{blad.title}’ is niet te lezen. Bewaar het opnieuw en stuur het nog eens."
            ) from fout


def _opmaak(inhoud: bytes, blad: Any) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[int, ...]]:
    """Return the joined cells and the hidden rows of a sheet: reading row by row passes both over."""
    samen: list[tuple[int, int, int, int]] = []
    verborgen: list[int] = []
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket, pakket.open(blad._worksheet_path) as stroom:
        for _, ding in iterparse(stroom, events=("end",), forbid_dtd=True):
            naam = ding.tag.rpartition("}")[2]
            if naam == "mergeCell" and len(samen) < HOOGSTENS_RIJEN:
                kolom1, rij1, kolom2, rij2 = range_boundaries(ding.get("ref", "A1"))
                samen.append((rij1 or 1, kolom1 or 1, rij2 or 1, kolom2 or 1))
            elif naam == "row":
                if ding.get("hidden") in ("1", "true"):
                    verborgen.append(int(ding.get("r", "0")))
                ding.clear()
    return tuple(samen), tuple(verborgen)


def _cel(cel: Any) -> str:
    if cel.data_type == "f":
        return f"{FORMULE}{cel.value if isinstance(cel.value, str) else '='}"
    return tekst_van_cel(cel.value)


TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KANTOOR = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEKST = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods(stroom: Any) -> Iterator[Bron]:
    """Yield the sheets; a row or cell that is repeated a million times (an empty rest of a sheet) stays one."""
    titel, nummer, gezien = "", 0, 0
    rijen: list[tuple[int, list[str]]] = []
    for moment, ding in iterparse(stroom, events=("start", "end"), forbid_dtd=True):
        if moment == "start":
            if ding.tag == f"{TABEL}table":
                titel, rijen, nummer = ding.get(f"{TABEL}name", ""), [], 0
            continue
        if ding.tag == f"{TABEL}table-row":
            cellen = list(_ods_cellen(ding))
            keer = int(ding.get(f"{TABEL}number-rows-repeated", "1"))
            if any(cellen):
                if keer > HOOGSTENS_RIJEN:
                    raise Onleesbaar(TE_VEEL_RIJEN.format(titel))
                rijen += [(nummer + n + 1, cellen) for n in range(keer)]
            nummer += keer
            ding.clear()
        elif ding.tag == f"{TABEL}table":
            gezien += 1
            if gezien <= HOOGSTENS_BLADEN:
                yield Bron(titel, tuple(_binnen_grenzen(titel, rijen)))
            ding.clear()


def _ods_cellen(rij: Element) -> Iterator[str]:
    wachtend = 0
    for cel in rij:
        if cel.tag not in (f"{TABEL}table-cell", f"{TABEL}covered-table-cell"):
            continue
        keer = int(cel.get(f"{TABEL}number-columns-repeated", "1"))
        tekst = _ods_tekst(cel)
        if not tekst:
            wachtend += keer
            continue
        if wachtend + keer > HOOGSTENS_KOLOMMEN:
            raise Onleesbaar(TE_VEEL_KOLOMMEN.format(""))
        yield from [""] * wachtend
        wachtend = 0
        yield from [tekst] * keer


def _ods_tekst(cel: Element) -> str:
    if formule := cel.get(f"{TABEL}formula"):
        return f"{FORMULE}{formule}"
    soort = cel.get(f"{KANTOOR}value-type", "")
    if soort == "date":
        datum = cel.get(f"{KANTOOR}date-value", "")
        return datum.removesuffix("T00:00:00")
    if soort == "time":
        uren = cel.get(f"{KANTOOR}time-value", "")  # PT09H05M00S
        return f"{uren[2:4]}:{uren[5:7]}" if uren.startswith("PT") else uren
    if soort in ("float", "currency", "percentage"):
        waarde = cel.get(f"{KANTOOR}value", "")
        return tekst_van_cel(float(waarde)) if _is_getal(waarde) else waarde
    if soort == "boolean":
        return tekst_van_cel(cel.get(f"{KANTOOR}boolean-value") == "true")
    return tekst_van_cel("\n".join(_ods_regel(regel) for regel in cel.iter(f"{TEKST}p")))


def _ods_regel(regel: Element) -> str:
    delen = [regel.text or ""]
    for deel in regel:
        if deel.tag == f"{TEKST}s":
            delen.append(" " * min(int(deel.get(f"{TEKST}c", "1")), HOOGSTENS_IN_CEL))
        elif deel.tag == f"{TEKST}line-break":
            delen.append("\n")
        elif deel.tag == f"{TEKST}tab":
            delen.append("\t")
        else:
            delen.append(_ods_regel(deel))
        delen.append(deel.tail or "")
    return "".join(delen)


def _is_getal(tekst: str) -> bool:
    try:
        float(tekst)
    except ValueError:
        return False
    return True


def _uit_csv(inhoud: bytes, naam: str) -> Werkmap:
    tekst, tekens = _als_tekst(inhoud)
    if "\x00" in tekst:
        raise Onleesbaar("Dit is geen csv: er staan tekens in die geen tekst zijn. Stuur een xlsx, ods of csv.")
    regels = tekst.split("\n", 1)
    if regels[0].strip().casefold().startswith("sep=") and len(regels[0].strip()) == 5:
        scheiding, tekst, eerst = regels[0].strip()[4], regels[1] if len(regels) > 1 else "", 1
    else:
        kop = regels[0]
        scheiding, eerst = max(";,\t|", key=kop.count), 1
    csv.field_size_limit(10 * MEGABYTE)
    try:
        rijen = [
            (n, [tekst_van_cel(cel) for cel in rij])
            for n, rij in enumerate(
                csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=False), eerst
            )
        ]
    except csv.Error:
        raise Onleesbaar(
            "Dit csv-bestand is niet te lezen. Kijk of elk aanhalingsteken ook weer wordt gesloten."
        ) from None
    titel = naam.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    woord = (
        {"\t": "tabs", ";": "puntkomma’s", ",": "komma’s", "|": "streepjes"}[scheiding]
        if scheiding in "\t;,|"
        else scheiding
    )
    return Werkmap((Bron(titel, tuple(_binnen_grenzen(titel, rijen))),), f"csv, {tekens}, gescheiden met {woord}")


def _als_tekst(inhoud: bytes) -> tuple[str, str]:
    """Return the text of a csv and what kind of characters it had; raises Onleesbaar."""
    for merk, codering in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if inhoud.startswith(merk):
            try:
                return inhoud.decode(codering), codering.removesuffix("-sig").upper()
            except UnicodeDecodeError:
                raise Onleesbaar("Dit csv-bestand is half of kapot. Bewaar het opnieuw als ‘CSV UTF-8’.") from None
    try:
        return inhoud.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    beste = from_bytes(inhoud, cp_isolation=["cp1252", "mac_roman", "utf_16_le", "utf_16_be"]).best()
    codering = beste.encoding if beste else "cp1252"
    return inhoud.decode(codering, errors="replace"), codering


TE_VEEL_RIJEN = "Blad ‘{}’ heeft meer dan " + f"{HOOGSTENS_RIJEN:,}".replace(",", ".") + " rijen. Verdeel het in delen."
TE_VEEL_KOLOMMEN = "Blad ‘{}’ heeft meer dan " + f"{HOOGSTENS_KOLOMMEN} kolommen. Haal weg wat niet nodig is."


def _binnen_grenzen(titel: str, rijen: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows without empty ends; raises Onleesbaar for more than a map has."""
    for gezien, (nummer, cellen) in enumerate(rijen):
        if gezien >= HOOGSTENS_RIJEN:
            raise Onleesbaar(TE_VEEL_RIJEN.format(titel))
        einde = max((n for n, cel in enumerate(cellen, 1) if cel.strip()), default=0)
        if einde > HOOGSTENS_KOLOMMEN:
            raise Onleesbaar(TE_VEEL_KOLOMMEN.format(titel))
        for n, cel in enumerate(cellen[:einde], 1):
            if len(cel) > HOOGSTENS_IN_CEL:
                raise Onleesbaar(
                    f"Blad ‘{titel}’, rij {nummer}, kolom {n}: deze cel heeft {len(cel)} tekens. Hoogstens "
                    f"{HOOGSTENS_IN_CEL} past in een rekenblad. Maak de tekst korter."
                )
        yield nummer, tuple(cellen[:einde])
