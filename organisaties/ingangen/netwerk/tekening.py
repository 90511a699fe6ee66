"""The network as a picture: where everything stands, in units of a drawing 340 wide that a phone shows whole.

A spine runs down from the organisation; each other organisation hangs on it with what the line is, in words. Arrows
show the direction, a dashed line what follows from an offer, a round box the informal. Letters are never measured:
names break at a number of characters that fits in every font.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from organisaties.ingangen.netwerk.lijnen import Lijn, Netwerk

BREEDTE = 340
KOP_HOOGTE, REGEL, LABEL = 26, 19, 19
RUG, INSPRONG = 18, 46
TEKENS = 34
HOOGSTENS_BUREN = 12


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of text with the place of its baseline."""

    x: int
    y: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Buur:
    """One other organisation: its box, its name, and the lines to it."""

    y: int
    hoogte: int
    midden: int
    naam: list[Regel]
    labels: list[Regel]
    heen: bool
    terug: bool
    afgeleid: bool
    informeel: bool


@dataclass(frozen=True, slots=True)
class Tekening:
    """Everything the picture holds."""

    hoogte: int
    kop_hoogte: int
    naam: list[Regel]
    informeel: bool
    rug_tot: int
    buren: list[Buur]
    rest: int

    @property
    def breedte(self) -> int:
        """Units across."""
        return BREEDTE


def teken(netwerk: Netwerk) -> Tekening:
    """Return the picture of this network."""
    kop = _regels(netwerk.organisatie.naam, 14, 24)
    kop_hoogte = KOP_HOOGTE + REGEL * len(kop) - 8
    y, buren = kop_hoogte + 16, []
    alle = netwerk.buren
    for ander, lijnen in alle[:HOOGSTENS_BUREN]:
        labels = [Regel(INSPRONG, y + 13 + LABEL * nummer, _label(lijn)) for nummer, lijn in enumerate(lijnen)]
        boven = y + LABEL * len(lijnen) + 2
        naam = _regels(ander.naam, INSPRONG + 14, boven + 24)
        hoogte = KOP_HOOGTE + REGEL * len(naam) - 8
        buren.append(
            Buur(
                y=boven,
                hoogte=hoogte,
                midden=boven + hoogte // 2,
                naam=naam,
                labels=labels,
                heen=any(lijn.uitgaand or lijn.heen_en_weer for lijn in lijnen),
                terug=any(not lijn.uitgaand or lijn.heen_en_weer for lijn in lijnen),
                afgeleid=all(lijn.afgeleid for lijn in lijnen),
                informeel=ander.formaliteit == "informeel",
            )
        )
        y = boven + hoogte + 18
    return Tekening(
        hoogte=y - 12,
        kop_hoogte=kop_hoogte,
        naam=kop,
        informeel=netwerk.organisatie.formaliteit == "informeel",
        rug_tot=buren[-1].midden if buren else kop_hoogte,
        buren=buren,
        rest=len(alle) - len(buren),
    )


def _label(lijn: Lijn) -> str:
    """Return what stands above the box: the words, read towards the name below."""
    return f"{lijn.woorden}:"


def _regels(naam: str, x: int, y: int) -> list[Regel]:
    """Break a name over two lines at most; the text beside the picture has it whole."""
    stukken = textwrap.wrap(naam, TEKENS) or [naam]
    if len(stukken) > 2:
        stukken = [stukken[0], textwrap.shorten(" ".join(stukken[1:]), TEKENS, placeholder=" …")]
    return [Regel(x, y + REGEL * nummer, stuk) for nummer, stuk in enumerate(stukken)]
