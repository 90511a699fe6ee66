"""Sheets of typed cells, made row by row from the description of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kaart.uitwisseling.bladen import rijversie
from kaart.uitwisseling.bladen.blad import Blad, Bladkolom
from kaart.uitwisseling.bladen.cellen import Cel
from kaart.uitwisseling.tabellen.velden import Keuze, Keuzes, Veld, Verwijzing, Verwijzingen, Woorden
from organisaties.zichtbaarheid import Lezer

# Rows fetched from the database at a time; with each come the values that stand in lists.
PER_KEER = 500


@dataclass(frozen=True, slots=True)
class Bereik:
    """A column of cells in another sheet, to choose from; `tot` is the last row, as a spreadsheet counts."""

    vel: str
    kolom: int
    tot: int


@dataclass(frozen=True, slots=True)
class Velkolom:
    """What a program must know about a column: its width in characters, what to choose from, what to say about it."""

    kop: str
    breedte: int = 16
    keuzes: Bereik | None = None
    uitleg: str = ""
    alleen_lezen: bool = False


@dataclass(frozen=True)
class Vel:
    """One sheet; `rijen` is asked once and gives rows as long as `kolommen`."""

    titel: str
    kolommen: Sequence[Velkolom]
    rijen: Callable[[], Iterable[Sequence[Cel]]]


@dataclass
class Telling:
    """How many rows each sheet got, known once it is written."""

    per_vel: dict[str, int] = field(default_factory=dict)

    def tel(self, titel: str, rijen: Iterable[list[Cel]]) -> Iterator[list[Cel]]:
        """Yield the rows and count them."""
        self.per_vel[titel] = 0
        for rij in rijen:
            self.per_vel[titel] += 1
            yield rij


# The drop-down of a column: by table of the kaart and by name of a list of words.
Keuzelijsten = Mapping[str, Bereik]


def vel_van(
    blad: Blad,
    gebruiker: Lezer,
    *,
    keuzelijsten: Keuzelijsten,
    telling: Telling,
    rijen: Callable[[], Iterable[Any]] | None = None,
) -> Vel:
    """Return the sheet of `blad` as this person may have it; `rijen` for a choice of rows in an order of its own."""
    kolommen = blad.kolommen_voor(gebruiker)

    def cellen() -> Iterator[list[Cel]]:
        bron = rijen() if rijen else blad.query(gebruiker).iterator(chunk_size=PER_KEER)
        return telling.tel(blad.titel, (regel.cellen(kolommen) for regel in blad.regels(bron, kolommen)))

    return Vel(
        blad.titel,
        [
            *(_kolom(blad, kolom, keuzelijsten) for kolom in kolommen),
            Velkolom(
                rijversie.KOP, 12, uitleg="Hieraan ziet de kaart wat er sinds dit bestand veranderde. Laat staan."
            ),
        ],
        cellen,
    )


def _kolom(blad: Blad, kolom: Bladkolom, keuzelijsten: Keuzelijsten) -> Velkolom:
    return Velkolom(
        kolom.kop,
        kolom.breedte,
        keuzes=None if kolom.alleen_lezen else keuzelijsten.get(lijst_van(blad, kolom.naam, kolom.veld)),
        uitleg=_uitleg(kolom),
        alleen_lezen=kolom.alleen_lezen,
    )


def lijst_van(blad: Blad, naam: str, veld: Veld) -> str:
    """Return which list a column chooses one value from; empty for a column without such a list."""
    if isinstance(veld, Verwijzing) and len(veld.naar) == 1:
        return veld.naar[0]
    return f"{blad.naam}.{naam}" if isinstance(veld, Keuze) else ""


def _uitleg(kolom: Bladkolom) -> str:
    if kolom.alleen_lezen:
        return "Alleen om te lezen. Wat je hier verandert, komt niet op de kaart."
    if isinstance(kolom.veld, Verwijzingen | Keuzes):
        hier = " Of schrijf alleen: stad." if getattr(kolom.veld, "in_plaats", None) else ""
        return f"Meer dan één? Zet er een | tussen. Zie het blad Lijsten.{hier}"
    if isinstance(kolom.veld, Woorden):
        return "Meer dan één? Zet er een | tussen."
    return ""
