"""What was in a file: sheets of texts, where each stood, and what did not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kaart.uitwisseling.invoer.grenzen import TE_LANG, TE_VEEL_KOLOMMEN
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

FORMULE = "\N{NULL}formule\N{NULL}"
"""Stands before the text of a formula, where no text of a person can have it."""

Plek = tuple[int, int]
"""A cell by the number of its row and of its column, both from 1, as a spreadsheet counts."""


def _geen() -> Mapping[Plek, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bron:
    """One sheet as it was sent: rows with the number a spreadsheet shows, each with the texts of its cells."""

    titel: str
    rijen: tuple[tuple[int, tuple[str, ...]], ...]
    verborgen: bool = False
    # Cells joined into one, as (first row, first column, last row, last column), all from 1.
    samengevoegd: tuple[tuple[int, int, int, int], ...] = ()
    verborgen_rijen: tuple[int, ...] = ()
    # How many characters a cell had that holds more than a spreadsheet can; its beginning is what stands in `rijen`.
    te_lang: Mapping[Plek, int] = field(default_factory=lambda: MappingProxyType({}))
    # The last column that holds something, where that lies beyond what is read.
    te_breed: int = 0
    # What whoever saved the file saw where a formula stands, and where a word leads that can be tapped.
    uitkomsten: Mapping[Plek, str] = field(default_factory=_geen)
    koppelingen: Mapping[Plek, str] = field(default_factory=_geen)


@dataclass(frozen=True, slots=True)
class Werkmap:
    """Everything in a file, and in words how it was read."""

    bladen: tuple[Bron, ...]
    gelezen_als: str
    # A sentence for each sheet that could not be read, while others could.
    niet_gelezen: tuple[str, ...] = ()
    # Of a csv: what separates its cells and how its characters were kept.
    scheiding: str = ""
    tekens: str = ""


def eis_heel(werkmap: Werkmap) -> Werkmap:
    """Return the file; raises Onleesbaar where not all of it was read. Our own files come back whole or not at all."""
    for zin in werkmap.niet_gelezen:
        raise Onleesbaar(zin)
    for bron in werkmap.bladen:
        if bron.te_breed:
            raise Onleesbaar(TE_VEEL_KOLOMMEN.format(bron.titel))
        for (rij, kolom), lengte in bron.te_lang.items():
            raise Onleesbaar(TE_LANG.format(bron.titel, rij, kolom, lengte))
    return werkmap
