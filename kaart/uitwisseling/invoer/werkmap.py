"""The cells of a file that somebody sends: xlsx, ods, csv, or a zip with csv files. Bounded, and never executed.

A zip says how large its parts are before they are unpacked, and unpacking stops there; so that is where a bomb is
refused. Formulas are shown as what they are: their value is that of whoever saved the file.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from charset_normalizer import from_bytes
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import range_boundaries

from kaart.uitwisseling.bladen.cellen import HOOGSTENS_IN_CEL, ONMOGELIJK, tekst_van_cel
from kaart.uitwisseling.invoer.grenzen import (
    HOOGSTENS_BLADEN,
    HOOGSTENS_BYTES,
    HOOGSTENS_CELLEN,
    HOOGSTENS_DELEN,
    HOOGSTENS_KEER_ZO_GROOT,
    HOOGSTENS_KOLOMMEN,
    HOOGSTENS_RIJEN,
    HOOGSTENS_TEKENS_KLEINER,
    HOOGSTENS_TEKENS_KLEINER_OPMAAK,
    HOOGSTENS_UITGEPAKT,
    MEGABYTE,
    TE_GROOT,
    TE_VEEL_KOLOMMEN,
    TE_VEEL_RIJEN,
    TRUC,
    weeg_deel,
)
from kaart.uitwisseling.invoer.ods import FORMULE, lees_ods
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

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
                    bladen = (Bron(titel, tuple(_binnen_grenzen(titel, rijen))) for titel, rijen in lees_ods(stroom))
                    return Werkmap(tuple(bladen), "LibreOffice (ods)")
            csvs = sorted(deel for deel in namen if deel.casefold().endswith(".csv"))
            if csvs:
                if any(deel.file_size > HOOGSTENS_BYTES for deel in delen):
                    raise Onleesbaar(TE_GROOT)
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


def _weeg(delen: list[zipfile.ZipInfo], grootte: int) -> None:
    """Refuse what would unpack to far more than a spreadsheet needs."""
    samen = sum(deel.file_size for deel in delen)
    if (
        len(delen) > HOOGSTENS_DELEN
        or samen > HOOGSTENS_UITGEPAKT
        or samen > max(grootte, 10_000) * HOOGSTENS_KEER_ZO_GROOT
    ):
        raise Onleesbaar(TE_GROOT)
    if any(deel.flag_bits & 1 for deel in delen):
        raise Onleesbaar("Dit bestand heeft een wachtwoord. Haal het eraf en stuur het nog eens.")


def _geen_trucs(pakket: zipfile.ZipFile, namen: list[str]) -> None:
    """Refuse declarations of entities: spreadsheet programs write none. And parts that are endless."""
    for naam in namen:
        with pakket.open(naam) as stroom:
            if b"<!" in stroom.read(4096).replace(b"<!--", b""):
                raise Onleesbaar(TRUC)
        vol = naam.startswith("xl/worksheets/") or naam in ("xl/sharedStrings.xml", "content.xml")
        with pakket.open(naam) as stroom:
            weeg_deel(stroom, HOOGSTENS_TEKENS_KLEINER if vol else HOOGSTENS_TEKENS_KLEINER_OPMAAK)


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
    """Return the joined cells and the hidden rows of a sheet, which reading row by row does not show."""
    samen: list[tuple[int, int, int, int]] = []
    verborgen: list[int] = []
    bedekt = 0
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket, pakket.open(blad._worksheet_path) as stroom:
        for _, ding in iterparse(stroom, events=("end",), forbid_dtd=True):
            naam = ding.tag.rpartition("}")[2]
            if naam == "mergeCell" and len(samen) < HOOGSTENS_RIJEN:
                kolom1, rij1, kolom2, rij2 = range_boundaries(ding.get("ref", "A1"))
                # No further than what is read: a joined cell may say that it is as large as a sheet.
                gebied = (rij1 or 1, kolom1 or 1, min(rij2 or 1, HOOGSTENS_RIJEN), min(kolom2 or 1, HOOGSTENS_KOLOMMEN))
                bedekt += max(gebied[2] - gebied[0], 1)
                if bedekt > HOOGSTENS_CELLEN:
                    raise Onleesbaar(TRUC)
                samen.append(gebied)
            elif naam == "row":
                if ding.get("hidden") in ("1", "true"):
                    verborgen.append(int(ding.get("r", "0")))
                ding.clear()
    return tuple(samen), tuple(verborgen)


def _cel(cel: Any) -> str:
    if cel.data_type == "f":
        return f"{FORMULE}{cel.value if isinstance(cel.value, str) else '='}"
    tekst = tekst_van_cel(cel.value)
    # A spreadsheet can write what no text can have as _x0000_.
    return ONMOGELIJK.sub("", tekst) if ONMOGELIJK.search(tekst) else tekst


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
    if tekst.count(scheiding) > HOOGSTENS_CELLEN:
        raise Onleesbaar(TE_VEEL_KOLOMMEN.format(naam))
    csv.field_size_limit(10 * MEGABYTE)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=False)
    titel = naam.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    try:
        rijen = tuple(_binnen_grenzen(titel, enumerate(lezer, eerst), tekst_van_cel))
    except csv.Error:
        raise Onleesbaar(
            "Dit csv-bestand is niet te lezen. Kijk of elk aanhalingsteken ook weer wordt gesloten."
        ) from None
    woord = (
        {"\t": "tabs", ";": "puntkomma’s", ",": "komma’s", "|": "streepjes"}[scheiding]
        if scheiding in "\t;,|"
        else scheiding
    )
    return Werkmap((Bron(titel, rijen),), f"csv, {tekens}, gescheiden met {woord}")


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


def _binnen_grenzen(
    titel: str, rijen: Iterable[tuple[int, Sequence[str]]], maak: Callable[[str], str] = str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows without empty ends, with `maak` of each cell; raises Onleesbaar for more than a kaart has."""
    samen = 0
    for gezien, (nummer, cellen) in enumerate(rijen):
        if gezien >= HOOGSTENS_RIJEN:
            raise Onleesbaar(TE_VEEL_RIJEN.format(titel))
        einde = next((n for n in range(len(cellen), 0, -1) if cellen[n - 1].strip()), 0)
        samen += einde
        if einde > HOOGSTENS_KOLOMMEN:
            raise Onleesbaar(TE_VEEL_KOLOMMEN.format(titel))
        if samen > HOOGSTENS_CELLEN:
            raise Onleesbaar(TE_GROOT)
        for n, cel in enumerate(cellen[:einde], 1):
            if len(cel) > HOOGSTENS_IN_CEL:
                raise Onleesbaar(
                    f"Blad ‘{titel}’, rij {nummer}, kolom {n}: deze cel heeft {len(cel)} tekens. Hoogstens "
                    f"{HOOGSTENS_IN_CEL} past in een rekenblad. Maak de tekst korter."
                )
        yield nummer, tuple(maak(cel) for cel in cellen[:einde])
