"""The cells of a file that somebody sends: xlsx, ods, csv, or a zip with csv files. Bounded, and never executed.

A zip says how large its parts are before they are unpacked, and unpacking stops there; so that is where a bomb is
refused. Formulas are shown as what they are: their value is that of whoever saved the file.
"""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from kaart.uitwisseling.bladen.cellen import tekst_van_cel
from kaart.uitwisseling.invoer.bron import Bron, Werkmap
from kaart.uitwisseling.invoer.csvtekst import SCHEIDINGEN, als_tekst, rijen_van
from kaart.uitwisseling.invoer.excel import lees_xlsx
from kaart.uitwisseling.invoer.grenzen import (
    HOOGSTENS_BLADEN,
    HOOGSTENS_BYTES,
    HOOGSTENS_CELLEN,
    HOOGSTENS_DELEN,
    HOOGSTENS_KEER_ZO_GROOT,
    HOOGSTENS_TEKENS_KLEINER,
    HOOGSTENS_TEKENS_KLEINER_OPMAAK,
    HOOGSTENS_UITGEPAKT,
    MEGABYTE,
    TE_GROOT,
    TRUC,
    weeg_deel,
)
from kaart.uitwisseling.invoer.maat import Maat
from kaart.uitwisseling.invoer.ods import lees_ods
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


def lees(inhoud: bytes, naam: str = "", *, scheiding: str = "", tekens: str = "") -> Werkmap:
    """Return the cells of a file; raises Onleesbaar with a sentence that says what is wrong and what would be right.

    `scheiding` and `tekens` (of SCHEIDINGEN and TEKENSETS): how a csv is to be read, where somebody saw it go wrong.
    """
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
    return _uit_csv(inhoud, naam, scheiding, tekens)


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
                return lees_xlsx(inhoud)
            if "content.xml" in namen:
                if "META-INF/manifest.xml" in namen and b"encryption-data" in pakket.read("META-INF/manifest.xml"):
                    raise Onleesbaar("Dit bestand heeft een wachtwoord. Haal het eraf en stuur het nog eens.")
                _geen_trucs(pakket, ["content.xml"])
                with pakket.open("content.xml") as stroom:
                    return Werkmap(tuple(lees_ods(stroom)), "LibreOffice (ods)")
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


def _uit_csv(inhoud: bytes, naam: str, scheiding: str = "", tekens: str = "") -> Werkmap:
    tekst, gelezen_als = als_tekst(inhoud, tekens)
    if "\x00" in tekst:
        raise Onleesbaar("Dit is geen csv: er staan tekens in die geen tekst zijn. Stuur een xlsx, ods of csv.")
    titel = naam.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    rijen, teken, eerst = rijen_van(tekst, scheiding)
    if tekst.count(teken) > HOOGSTENS_CELLEN:
        raise Onleesbaar(TE_GROOT)
    maat = Maat(titel, tekst_van_cel)
    try:
        for nummer, rij in enumerate(rijen, eerst):
            maat.neem(nummer, rij)
    except csv.Error:
        raise Onleesbaar(
            "Dit csv-bestand is niet te lezen. Kijk of elk aanhalingsteken ook weer wordt gesloten."
        ) from None
    bron = Bron(titel, tuple(maat.rijen), te_lang=maat.te_lang, te_breed=maat.te_breed)
    woord = SCHEIDINGEN.get(teken, teken)
    return Werkmap((bron,), f"csv, {gelezen_als}, gescheiden met {woord}", scheiding=teken, tekens=gelezen_als)
