"""Sheets as an xlsx workbook, row by row."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from kaart.uitwisseling.bestanden.vellen import Bereik, Vel, Velkolom
from kaart.uitwisseling.bladen.cellen import Cel

LAATSTE_RIJ = 1_048_576
DATUM, TIJD = "yyyy-mm-dd", "hh:mm"

VET = Font(bold=True)
KOP_VLAK = PatternFill("solid", fgColor="FFF1E4EA")
LEES_VLAK = PatternFill("solid", fgColor="FFEDEDED")


def schrijf(vellen: Iterable[Vel], naar: IO[bytes]) -> None:
    """Write the sheets to `naar`; only the row at hand is in memory."""
    werkmap = Workbook(write_only=True)
    for vel in vellen:
        blad = werkmap.create_sheet(vel.titel)
        # Freezing and widths come before the first row in the file.
        blad.freeze_panes = "A2"
        for nummer, kolom in enumerate(vel.kolommen, 1):
            blad.column_dimensions[get_column_letter(nummer)].width = kolom.breedte
        blad.append([_kop(blad, kolom) for kolom in vel.kolommen])
        rijen = 1
        for rij in vel.rijen():
            blad.append(_cellen(blad, rij))
            rijen += 1
        laatste = get_column_letter(max(len(vel.kolommen), 1))
        blad.auto_filter.ref = f"A1:{laatste}{rijen}"
        for nummer, kolom in enumerate(vel.kolommen, 1):
            if keuze := _keuze(kolom):
                letter = get_column_letter(nummer)
                keuze.add(f"{letter}2:{letter}{LAATSTE_RIJ}")
                blad.data_validations.append(keuze)
    werkmap.save(naar)


def _kop(blad: WriteOnlyWorksheet, kolom: Velkolom) -> WriteOnlyCell:
    cel = WriteOnlyCell(blad, kolom.kop)
    cel.font = VET
    cel.fill = LEES_VLAK if kolom.alleen_lezen else KOP_VLAK
    cel.alignment = Alignment(wrap_text=True, vertical="top")
    return cel


def _cellen(blad: WriteOnlyWorksheet, rij: Sequence[Cel]) -> Iterator[object]:
    for waarde in rij:
        if isinstance(waarde, datetime.time):
            yield _met_vorm(blad, waarde, TIJD)
        elif isinstance(waarde, datetime.date):
            yield _met_vorm(blad, waarde, DATUM)
        elif isinstance(waarde, str) and waarde[:1] in "=#":
            # openpyxl would make a formula or an error of it.
            cel = WriteOnlyCell(blad, waarde)
            cel.data_type = "s"
            yield cel
        else:
            yield waarde


def _met_vorm(blad: WriteOnlyWorksheet, waarde: object, vorm: str) -> WriteOnlyCell:
    cel = WriteOnlyCell(blad, waarde)
    cel.number_format = vorm
    return cel


def _keuze(kolom: Velkolom) -> DataValidation | None:
    """Return the drop-down or the hint of a column; a value that is not in the list is warned about, not refused."""
    if kolom.keuzes is None and not kolom.uitleg:
        return None
    keuze = DataValidation(
        type="list" if kolom.keuzes else None,
        formula1=_verwijzing(kolom.keuzes) if kolom.keuzes else None,
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=kolom.keuzes is not None,
        errorTitle="Niet in de lijst",
        error="Deze waarde staat niet in de lijst. Kies er een uit de lijst.",
    )
    if kolom.uitleg:
        keuze.promptTitle, keuze.prompt, keuze.showInputMessage = kolom.kop[:32], kolom.uitleg, True
    return keuze


def _verwijzing(bereik: Bereik) -> str:
    letter = get_column_letter(bereik.kolom)
    return f"{bereik.vel}!${letter}$2:${letter}${bereik.tot}"
