"""An xlsx as somebody saved it: its cells, and what reading cell by cell does not show."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils import range_boundaries

from kaart.uitwisseling.bladen.cellen import ONMOGELIJK, tekst_van_cel
from kaart.uitwisseling.invoer.bron import FORMULE, Bron, Plek, Werkmap
from kaart.uitwisseling.invoer.grenzen import (
    HOOGSTENS_BLADEN,
    HOOGSTENS_CELLEN,
    HOOGSTENS_KOLOMMEN,
    HOOGSTENS_RIJEN,
    TRUC,
)
from kaart.uitwisseling.invoer.maat import Maat
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

KAPOT = (KeyError, ValueError, TypeError, AttributeError, IndexError)
LANGSTE_ADRES = 500
NIET_TE_LEZEN = "Blad ‘{}’ is niet te lezen. Bewaar het opnieuw en stuur het nog eens."
# =HYPERLINK("https://…";"website"): where it leads stands in the formula itself.
NAAR = re.compile(r"""^=HYPERLINK\(\s*"([^"]{1,500})"\s*[,;)]""", re.IGNORECASE)


def lees_xlsx(inhoud: bytes) -> Werkmap:
    """Return the sheets; a sheet that cannot be read is named where others can. Raises Onleesbaar."""
    bladen: list[Bron] = []
    niet: list[str] = []
    werkmap = _open(inhoud, alleen_waarden=False)
    for blad in werkmap.worksheets[:HOOGSTENS_BLADEN]:
        try:
            bladen.append(_blad(inhoud, blad))
        except KAPOT:
            niet.append(NIET_TE_LEZEN.format(blad.title))
    if not bladen and niet:
        raise Onleesbaar(niet[0])
    return Werkmap(tuple(bladen), "Excel (xlsx)", tuple(niet))


def _open(inhoud: bytes, *, alleen_waarden: bool) -> Any:
    try:
        return openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=alleen_waarden, keep_links=False)
    except (*KAPOT, ParseError, zipfile.BadZipFile) as fout:
        raise Onleesbaar(
            "Dit bestand is kapot of half. Bewaar het opnieuw vanuit Excel en stuur het nog eens."
        ) from fout


def _blad(inhoud: bytes, blad: Any) -> Bron:
    maat = Maat(blad.title)
    formules: dict[Plek, str] = {}
    blad.reset_dimensions()
    for nummer, rij in enumerate(blad.iter_rows(), 1):
        cellen = [_cel(cel) for cel in rij]
        formules |= {(nummer, kolom): cel for kolom, cel in enumerate(cellen, 1) if cel.startswith(FORMULE)}
        maat.neem(nummer, cellen)
    samen, verborgen_rijen, koppelingen = _opmaak(inhoud, blad)
    return Bron(
        blad.title,
        tuple(maat.rijen),
        blad.sheet_state != "visible",
        samen,
        verborgen_rijen,
        te_lang=maat.te_lang,
        te_breed=maat.te_breed,
        uitkomsten=_uitkomsten(inhoud, blad.title, formules) if formules else {},
        koppelingen=koppelingen | _in_formules(formules),
    )


def _cel(cel: Any) -> str:
    if cel.data_type == "f":
        return f"{FORMULE}{cel.value if isinstance(cel.value, str) else '='}"
    return _schoon(tekst_van_cel(cel.value))


def _schoon(tekst: str) -> str:
    # A spreadsheet can write what no text can have as _x0000_.
    return ONMOGELIJK.sub("", tekst) if ONMOGELIJK.search(tekst) else tekst


def _uitkomsten(inhoud: bytes, titel: str, formules: Mapping[Plek, str]) -> dict[Plek, str]:
    """Return what whoever saved the file saw in the cells with a formula; nothing is worked out here."""
    blad = _open(inhoud, alleen_waarden=True)[titel]
    blad.reset_dimensions()
    gevonden: dict[Plek, str] = {}
    laatste = max(rij for rij, _ in formules)
    for nummer, rij in enumerate(blad.iter_rows(max_row=laatste), 1):
        for kolom, cel in enumerate(rij, 1):
            if (nummer, kolom) in formules and cel.value is not None:
                gevonden[nummer, kolom] = _schoon(tekst_van_cel(cel.value))
    return gevonden


def _in_formules(formules: Mapping[Plek, str]) -> dict[Plek, str]:
    naar = {plek: NAAR.match(formule.removeprefix(FORMULE)) for plek, formule in formules.items()}
    return {plek: gevonden[1] for plek, gevonden in naar.items() if gevonden}


def _opmaak(inhoud: bytes, blad: Any) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[int, ...], dict[Plek, str]]:
    """Return the joined cells, the hidden rows and the links of a sheet, which reading row by row does not show."""
    samen: list[tuple[int, int, int, int]] = []
    verborgen: list[int] = []
    ids: dict[Plek, str] = {}
    bedekt = 0
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        with pakket.open(blad._worksheet_path) as stroom:
            for _, ding in iterparse(stroom, events=("end",), forbid_dtd=True):
                naam = ding.tag.rpartition("}")[2]
                if naam == "mergeCell" and len(samen) < HOOGSTENS_RIJEN:
                    kolom1, rij1, kolom2, rij2 = range_boundaries(ding.get("ref", "A1"))
                    # No further than what is read: a joined cell may say that it is as large as a sheet.
                    gebied = (
                        rij1 or 1,
                        kolom1 or 1,
                        min(rij2 or 1, HOOGSTENS_RIJEN),
                        min(kolom2 or 1, HOOGSTENS_KOLOMMEN),
                    )
                    bedekt += max(gebied[2] - gebied[0], 1)
                    if bedekt > HOOGSTENS_CELLEN:
                        raise Onleesbaar(TRUC)
                    samen.append(gebied)
                elif naam == "hyperlink" and len(ids) < HOOGSTENS_RIJEN:
                    kolom1, rij1, _, _ = range_boundaries(ding.get("ref", "A1"))
                    heeft_id = next((waarde for kop, waarde in ding.attrib.items() if kop.endswith("}id")), "")
                    ids[rij1 or 1, kolom1 or 1] = heeft_id
                elif naam == "row":
                    if ding.get("hidden") in ("1", "true"):
                        verborgen.append(int(ding.get("r", "0")))
                    ding.clear()
        adressen = dict(_relaties(pakket, blad._worksheet_path)) if ids else {}
    return tuple(samen), tuple(verborgen), {plek: adressen[een] for plek, een in ids.items() if een in adressen}


def _relaties(pakket: zipfile.ZipFile, pad: str) -> Iterator[tuple[str, str]]:
    """Yield where the links of a sheet lead, by the id under which the sheet names them."""
    map_, bestand = posixpath.split(pad)
    naam = f"{map_}/_rels/{bestand}.rels".lstrip("/")
    if naam not in pakket.namelist():
        return
    with pakket.open(naam) as stroom:
        for _, ding in iterparse(stroom, events=("end",), forbid_dtd=True):
            if ding.get("TargetMode") == "External":
                yield ding.get("Id", ""), ding.get("Target", "")[:LANGSTE_ADRES]
