"""Programs of others that read our files in the tests: a file is right when somebody else opens it."""

from __future__ import annotations

import functools
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from doorverwijzing.briefje.pdf import PAKKETTEN

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


@dataclass(frozen=True, slots=True)
class Letters(Programma):
    """What sets a PDF: libraries and letters instead of a program, so it is tried instead of looked up."""

    @property
    def aanwezig(self) -> bool:
        """Whether the scripts of the slips have letters here."""
        return _zet_letters()


@functools.cache
def _zet_letters() -> bool:
    """Set one letter of each script; a letter that is missing would be a box."""
    try:
        with warnings.catch_warnings():
            # It warns of a library that is missing; here that is an answer, no mistake.
            warnings.simplefilter("error", DeprecationWarning)
            import weasyprint
    except (OSError, DeprecationWarning):
        return False
    document = weasyprint.HTML(string="<p>a \u0430 \u0639 \u1200</p>").render()
    document.write_pdf()
    return not any(letter.missing for letter in document.fonts.values())


SOFFICE = Programma("soffice", "libreoffice-calc-nogui", "LibreOffice")
OGRINFO = Programma("ogrinfo", "gdal-bin", "GDAL")
ZBARIMG = Programma("zbarimg", "zbar-tools", "ZBar")
JAVA = Programma("java", "default-jre-headless", "Java")
PDF = Letters("pdf", " ".join(PAKKETTEN), "Pango with the letters of every script")
PROGRAMMAS = {programma.opdracht: programma for programma in (SOFFICE, OGRINFO, ZBARIMG, JAVA, PDF)}


def ontbreekt() -> list[Programma]:
    """Return the programs that tests still need here."""
    return [programma for programma in PROGRAMMAS.values() if not programma.aanwezig]


def installeer(*gewenst: Programma) -> bool:
    """Install what is missing of these, where this account may; return whether all is there now."""
    from tests.omgeving import debian

    missend = [programma for programma in gewenst if not programma.aanwezig]
    if missend:
        debian.installeer(*(pakket for programma in missend for pakket in programma.pakket.split()))
        _zet_letters.cache_clear()
    return all(programma.aanwezig for programma in missend)


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
