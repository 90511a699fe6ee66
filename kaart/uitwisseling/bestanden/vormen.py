"""The kinds of file, and a response with one."""

from __future__ import annotations

import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from kaart.hulp.rate_limit import Rem
from kaart.uitwisseling.bestanden import csvs, ods, xlsx
from kaart.uitwisseling.bestanden.vellen import Vel

# A file up to this size stays in memory; a larger one goes through the disk.
IN_GEHEUGEN = 4_000_000
CSV = "text/csv; charset=utf-8"
# How many files one client gets; whoever collects all open data every hour never notices.
BESTANDEN = Rem("bestanden", 60, 10 * 60)


class Vorm(StrEnum):
    """What somebody can ask for."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV_EXCEL = "csv-excel"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class _Soort:
    label: str
    extensie: str
    mime: str


SOORTEN = {
    Vorm.XLSX: _Soort("Excel (xlsx)", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Vorm.ODS: _Soort("LibreOffice (ods)", "ods", ods.SOORT),
    Vorm.CSV_EXCEL: _Soort("CSV voor Excel", "csv", CSV),
    Vorm.CSV: _Soort("CSV, gewoon", "csv", CSV),
}


def label(vorm: Vorm) -> str:
    """Return what a kind of file is called on a page."""
    return SOORTEN[vorm].label


def bestandsnaam(wat: str, extensie: str) -> str:
    """Return the name of a file: the site, what is in it and the day; never what was asked or for whom."""
    kaal = unicodedata.normalize("NFKD", settings.SITE_NAAM).encode("ascii", "ignore").decode().lower()
    site = re.sub(r"[^a-z0-9]+", "-", kaal).strip("-") or "kaart"
    return f"{site}-{wat}-{timezone.localdate():%Y-%m-%d}.{extensie}"


def antwoord(vorm: Vorm, wat: str, vellen: Sequence[Vel]) -> HttpResponseBase:
    """Return the sheets as a file to keep.

    csv has one sheet: of more than one sheet a zip is made, of one sheet the rows are sent while they are read.
    """
    if vorm in (Vorm.XLSX, Vorm.ODS):
        soort = SOORTEN[vorm]
        bestand = tijdelijk()
        (xlsx if vorm is Vorm.XLSX else ods).schrijf(vellen, bestand)
        return _als_bestand(bestand, bestandsnaam(wat, soort.extensie), soort.mime)
    nederlands = vorm is Vorm.CSV_EXCEL
    if len(vellen) > 1:
        bestand = tijdelijk()
        with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as pakket:
            for vel in vellen:
                with pakket.open(f"{vel.titel.lower()}.csv", "w", force_zip64=True) as inhoud:
                    for stuk in csvs.stroom(vel, nederlands=nederlands):
                        inhoud.write(stuk)
        return _als_bestand(bestand, bestandsnaam(wat, "zip"), "application/zip")
    stroom = StreamingHttpResponse(csvs.stroom(vellen[0], nederlands=nederlands), content_type=CSV)
    stroom["Content-Disposition"] = f'attachment; filename="{bestandsnaam(wat, "csv")}"'
    return stroom


def tijdelijk() -> IO[bytes]:
    """Return a file that is gone when it is closed, in memory as long as it is small."""
    return tempfile.SpooledTemporaryFile(max_size=IN_GEHEUGEN)


def _als_bestand(bestand: IO[bytes], naam: str, mime: str) -> FileResponse:
    bestand.seek(0)
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type=mime)
