"""Reading what the site gives: pages, streams, and the texts inside files."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pypdfium2
from openpyxl import load_workbook


def inhoud(antwoord: Any) -> bytes:
    """Return the bytes of a response, sent at once or bit by bit."""
    return b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content


def alles_als_tekst(bytes_: bytes) -> str:
    """Return every text in a page or file; of a zip (xlsx and ods are zips too) what is in its parts."""
    if bytes_.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(bytes_) as blad:
            return "\n".join(pagina.get_textpage().get_text_range() for pagina in blad)
    if bytes_.startswith(b"BEGIN:VCALENDAR"):
        # RFC 5545, 3.1: a long line goes on after a break and a space, in the middle of a word too.
        return bytes_.decode("utf-8").replace("\r\n ", "")
    if not bytes_.startswith(b"PK"):
        return bytes_.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(bytes_)) as pakket:
        return "\n".join(pakket.read(naam).decode("utf-8") for naam in pakket.namelist())


def csv_rijen(bytes_: bytes, scheiding: str = ",") -> list[list[str]]:
    """Return the rows of a csv."""
    return list(csv.reader(io.StringIO(bytes_.decode("utf-8-sig"), newline=""), delimiter=scheiding))


def xlsx_cellen(bytes_: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of an xlsx by sheet, header first."""
    werkmap = load_workbook(io.BytesIO(bytes_))
    return {blad.title: [list(rij) for rij in blad.iter_rows(values_only=True)] for blad in werkmap}
