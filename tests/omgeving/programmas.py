"""Programs of others that read our files in the tests: a file is right when somebody else opens it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Converts every sheet, as csv with commas, texts quoted where needed, cells as they are shown.
ALLE_VELLEN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


@dataclass(frozen=True, slots=True)
class Programma:
    """A program by its command, the Debian package it is in, and what it is called."""

    opdracht: str
    pakket: str
    naam: str

    @property
    def aanwezig(self) -> bool:
        """Whether it can be run here."""
        return shutil.which(self.opdracht) is not None

    @property
    def raad(self) -> str:
        """What to do when it is not there."""
        return f"Install it with: apt install {self.pakket}"


SOFFICE = Programma("soffice", "libreoffice-calc-nogui", "LibreOffice")
OGRINFO = Programma("ogrinfo", "gdal-bin", "GDAL")
PROGRAMMAS = {programma.opdracht: programma for programma in (SOFFICE, OGRINFO)}


def ontbreekt() -> list[Programma]:
    """Return the programs that tests still need here."""
    return [programma for programma in PROGRAMMAS.values() if not programma.aanwezig]


def draai(opdracht: Iterable[str]) -> str:
    """Run a program and return what it prints; raises CalledProcessError."""
    return subprocess.run(
        list(opdracht), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, timeout=180
    ).stdout


def naar_csv(bestand: Path, map_: Path) -> dict[str, Path]:
    """Let LibreOffice open a spreadsheet and save each sheet as csv; return the files by the name of the sheet."""
    uit = map_ / "als-csv"
    # A profile of its own: two at a time would wait for each other.
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    draai(["soffice", profiel, "--headless", "--convert-to", ALLE_VELLEN, "--outdir", str(uit), str(bestand)])
    return {pad.stem.removeprefix(f"{bestand.stem}-"): pad for pad in uit.glob("*.csv")}


def naar(soort: str, bestand: Path, map_: Path) -> Path:
    """Let LibreOffice open a spreadsheet and save it as another kind ('xlsx', 'ods'); return the new file."""
    uit = map_ / f"als-{soort}"
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    draai(["soffice", profiel, "--headless", "--convert-to", soort, "--outdir", str(uit), str(bestand)])
    return uit / f"{bestand.stem}.{soort}"
