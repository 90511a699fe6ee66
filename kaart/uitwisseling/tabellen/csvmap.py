"""A folder of CSV files as tables of texts: UTF-8, commas, quoting by RFC 4180. No database."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from kaart.uitwisseling.tabellen.fouten import Fout
from kaart.uitwisseling.tabellen.ontleden import Bestand, Ontleed, Tabel, ontleed


def lees_map(map_: Path, bestanden: Iterable[Bestand]) -> dict[str, Ontleed]:
    """Read and parse every described file of the folder; other files are left alone, absent optional ones left out."""
    gelezen: dict[str, Ontleed] = {}
    for bestand in bestanden:
        tabel = lees_bestand(map_ / bestand.herkomst(), bestand)
        if isinstance(tabel, Fout):
            gelezen[bestand.naam] = Ontleed(bestand, tabel.bestand, fouten=(tabel,), leesbaar=False)
        elif tabel is not None:
            gelezen[bestand.naam] = ontleed(bestand, tabel)
    return gelezen


def lees_bestand(pad: Path, bestand: Bestand) -> Tabel | Fout | None:
    """Return the texts of one file, what is wrong with it, or None for an optional file that is not there."""
    try:
        inhoud = pad.read_bytes()
    except FileNotFoundError:
        return None if bestand.facultatief else Fout(bestand.herkomst(), "dit bestand ontbreekt in de map.")
    except OSError as fout:
        return Fout(bestand.herkomst(), f"dit bestand kan niet worden gelezen ({fout.strerror}).")
    try:
        # Spreadsheet programs like to put a byte order mark first.
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = inhoud[: fout.start].count(b"\n") + 1
        return Fout(
            bestand.herkomst(),
            f"dit bestand is geen UTF-8 (eerste vreemde teken in regel {regel} van het bestand). "
            "Bewaar het in uw rekenblad als 'CSV UTF-8'.",
        )
    return tabel_uit_tekst(bestand, tekst)


def tabel_uit_tekst(bestand: Bestand, tekst: str) -> Tabel | Fout:
    """Return the table in the text of a CSV file.

    A quoted line break belongs to its cell and a blank line is a row, as in a spreadsheet.
    """
    herkomst = bestand.herkomst()
    # The same letter can be written in two ways; one of them, or 'café' would differ from 'café'.
    lezer = csv.reader(io.StringIO(unicodedata.normalize("NFC", tekst), newline=""), strict=True)
    rijen: list[tuple[int, tuple[str, ...]]] = []
    nummer = 0
    try:
        for nummer, cellen in enumerate(lezer, 1):
            rijen.append((nummer, tuple(cellen)))
    except csv.Error:
        return Fout(
            herkomst, "deze rij is niet te lezen. Kijk of elk aanhalingsteken ook weer wordt gesloten.", nummer + 1
        )
    if not rijen or not any(cel.strip() for cel in rijen[0][1]):
        return Fout(herkomst, "de kop met de namen van de kolommen ontbreekt.", 1)
    kop = tuple(cel.strip() for cel in rijen[0][1])
    return Tabel(bestand.naam, herkomst, kop, tuple(rijen[1:]))
