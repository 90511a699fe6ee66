"""The cells of LibreOffice's content.xml, read while it streams by: nothing is kept of it but texts that are cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from defusedxml.ElementTree import DefusedXMLParser

from kaart.uitwisseling.bladen.cellen import HOOGSTENS_IN_CEL, tekst_van_cel
from kaart.uitwisseling.invoer.bron import FORMULE, Bron, Plek
from kaart.uitwisseling.invoer.grenzen import (
    HOOGSTENS_BLADEN,
    HOOGSTENS_DIEP,
    HOOGSTENS_KOLOMMEN,
    TRUC,
    herhaling,
    stukken,
)
from kaart.uitwisseling.invoer.maat import Maat
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KANTOOR = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEKST = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
KOPPELING = "{http://www.w3.org/1999/xlink}href"
LANGSTE_ADRES = 500
CELLEN = (f"{TABEL}table-cell", f"{TABEL}covered-table-cell")


def lees_ods(stroom: IO[bytes]) -> Iterator[Bron]:
    """Yield each sheet; a row that is repeated a million times (an empty rest) stays one.

    Raises Onleesbaar for what goes beyond the bounds before it is made; ParseError and DefusedXmlException as the
    parser does.
    """
    lezer = _Lezer()
    parser = DefusedXMLParser(target=lezer, forbid_dtd=True)
    for stuk in stukken(stroom):
        parser.feed(stuk)
        yield from lezer.klaar()
    parser.close()
    yield from lezer.klaar()


class _Lezer:
    """What the parser tells of: elements as they open and close, and the text between them."""

    def __init__(self) -> None:
        self.diep = self.gezien = 0
        self.bladen: list[Bron] = []
        self.nummer = 0
        self.maat = Maat("")
        self.uitkomsten: dict[Plek, str] = {}
        self.koppelingen: dict[Plek, str] = {}
        self.rij: list[str] = []
        self.leeg = self.breed = 0
        self.keer_rij = self.keer_cel = 1
        self.cel: dict[str, str] | None = None
        self.delen: list[str] = []
        self.lengte = 0
        self.regels = self.in_regel = 0
        self.koppeling = ""

    def klaar(self) -> Iterator[Bron]:
        """Yield the sheets that were closed, and let go of them."""
        yield from self.bladen
        self.bladen.clear()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.diep += 1
        if self.diep > HOOGSTENS_DIEP:
            raise Onleesbaar(TRUC)
        if tag == f"{TABEL}table":
            self.maat, self.nummer = Maat(attrs.get(f"{TABEL}name", "")[:200]), 0
            self.uitkomsten, self.koppelingen = {}, {}
        elif tag == f"{TABEL}table-row":
            self.rij, self.leeg, self.breed = [], 0, 0
            self.keer_rij = herhaling(attrs.get(f"{TABEL}number-rows-repeated"))
        elif tag in CELLEN:
            self.cel, self.delen, self.koppeling = attrs, [], ""
            self.lengte = self.regels = self.in_regel = 0
            self.keer_cel = herhaling(attrs.get(f"{TABEL}number-columns-repeated"))
        elif self.cel is not None:
            self._start_in_cel(tag, attrs)

    def _start_in_cel(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == f"{TEKST}p":
            if self.regels:
                self._erbij("\n")
            self.regels += 1
            self.in_regel += 1
        elif self.in_regel and tag == f"{TEKST}s":
            self._erbij(" " * min(herhaling(attrs.get(f"{TEKST}c")), HOOGSTENS_IN_CEL + 1))
        elif self.in_regel and tag in (f"{TEKST}line-break", f"{TEKST}tab"):
            self._erbij("\n" if tag.endswith("line-break") else "\t")
        elif tag == f"{TEKST}a" and not self.koppeling:
            self.koppeling = attrs.get(KOPPELING, "")[:LANGSTE_ADRES]

    def data(self, tekst: str) -> None:
        if self.cel is not None and self.in_regel:
            self._erbij(tekst)

    def _erbij(self, tekst: str) -> None:
        if self.lengte <= HOOGSTENS_IN_CEL:
            self.delen.append(tekst)
        self.lengte += len(tekst)

    def end(self, tag: str) -> None:
        self.diep -= 1
        if tag == f"{TEKST}p" and self.in_regel:
            self.in_regel -= 1
        elif tag in CELLEN and self.cel is not None:
            self._sluit_cel(self.cel, "".join(self.delen))
            self.cel = None
        elif tag == f"{TABEL}table-row":
            self._sluit_rij()
        elif tag == f"{TABEL}table":
            self.gezien += 1
            if self.gezien <= HOOGSTENS_BLADEN:
                maat = self.maat
                self.bladen.append(
                    Bron(
                        maat.titel,
                        tuple(maat.rijen),
                        te_lang=maat.te_lang,
                        te_breed=maat.te_breed,
                        uitkomsten=self.uitkomsten,
                        koppelingen=self.koppelingen,
                    )
                )
            self.maat = Maat("")

    def _sluit_cel(self, cel: dict[str, str], getoond: str) -> None:
        tekst = _tekst(cel, getoond)
        if not tekst:
            self.leeg += self.keer_cel
            return
        self.breed = max(len(self.rij), self.breed) + self.leeg + self.keer_cel
        ruimte = HOOGSTENS_KOLOMMEN - len(self.rij)
        self.rij += ([""] * min(self.leeg, ruimte) + [tekst] * min(self.keer_cel, ruimte))[:ruimte]
        self.leeg = 0
        plek = (self.nummer + 1, len(self.rij))
        if ruimte <= 0 or self.keer_rij > 1:
            return
        if f"{TABEL}formula" in cel:
            self.uitkomsten[plek] = _waarde(cel, getoond)[:HOOGSTENS_IN_CEL]
        elif self.koppeling:
            self.koppelingen[plek] = self.koppeling
        if self.lengte > HOOGSTENS_IN_CEL:
            self.maat.kort_af(*plek, self.lengte)

    def _sluit_rij(self) -> None:
        """Keep the row as often as it is repeated: as one tuple, whose cells are counted each time."""
        if self.rij:
            self.maat.neem(self.nummer + 1, self.rij, keer=self.keer_rij, breed=self.breed)
        self.nummer += self.keer_rij

    def close(self) -> None:
        """Do nothing: every sheet was closed by its own end."""


def _tekst(cel: dict[str, str], tekst: str) -> str:
    if formule := cel.get(f"{TABEL}formula"):
        return f"{FORMULE}{formule}"[:HOOGSTENS_IN_CEL]
    return _waarde(cel, tekst)


def _waarde(cel: dict[str, str], tekst: str) -> str:
    """Return what whoever saved the file saw, as the text of a value."""
    soort = cel.get(f"{KANTOOR}value-type", "")
    if soort == "date":
        return cel.get(f"{KANTOOR}date-value", "").removesuffix("T00:00:00")
    if soort == "time":
        uren = cel.get(f"{KANTOOR}time-value", "")  # PT09H05M00S
        return f"{uren[2:4]}:{uren[5:7]}" if uren.startswith("PT") else uren
    if soort in ("float", "currency", "percentage"):
        waarde = cel.get(f"{KANTOOR}value", "")
        return tekst_van_cel(float(waarde)) if _is_getal(waarde) else waarde
    if soort == "boolean":
        return tekst_van_cel(cel.get(f"{KANTOOR}boolean-value") == "true")
    return tekst_van_cel(tekst)


def _is_getal(tekst: str) -> bool:
    try:
        float(tekst)
    except ValueError:
        return False
    return True
