"""Which words people write: a word of this list is no typing error, however near it is to another one.

`gewone_woorden.txt` has them, the commonest first, without accents; where they come from stands in the file beside it.
They lie packed, by length: some two megabytes that processes share.
"""

from __future__ import annotations

import functools
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

BESTAND = Path(__file__).with_name("gewone_woorden.txt")
# So many words are common: nobody misspells another word so that it becomes one of these by chance.
GEWOON = 22_000
# So many stand in many texts: beside them nothing says that a foreign word of the same letters was meant.
VAAK = 2_500
# So many are in nearly every text; of those that mean nothing by themselves none says what somebody looks for.
ALGEMEEN = 1_000


@dataclass(frozen=True, slots=True)
class Woordenlijst:
    """Words with their rank, the commonest 0. By length: the words end to end in the order of the alphabet."""

    per_lengte: Mapping[int, tuple[bytes, memoryview]]

    @classmethod
    def van(cls, woorden: Iterable[str]) -> Woordenlijst:
        """Make it of ASCII words, the commonest first."""
        groepen: dict[int, list[tuple[bytes, int]]] = defaultdict(list)
        for rang, woord in enumerate(woorden):
            groepen[len(woord)].append((woord.encode("ascii"), rang))
        gepakt = {}
        for lengte, paren in groepen.items():
            paren.sort()
            rangen = array("I", (rang for _, rang in paren))
            gepakt[lengte] = b"".join(woord for woord, _ in paren), memoryview(rangen.tobytes()).cast("I")
        return cls(MappingProxyType(gepakt))

    def rang(self, woord: str) -> int | None:
        """Return how many words are commoner; None for a word that is not here."""
        lengte = len(woord)
        if lengte not in self.per_lengte or not woord.isascii():
            return None
        blok, rangen = self.per_lengte[lengte]
        gezocht = woord.encode("ascii")
        plek = bisect_left(range(len(rangen)), gezocht, key=lambda i: blok[i * lengte : (i + 1) * lengte])
        if plek == len(rangen) or blok[plek * lengte : (plek + 1) * lengte] != gezocht:
            return None
        return rangen[plek]


@functools.cache
def gewone_woorden() -> Woordenlijst:
    """Return the list; it is read once in a process, or once before processes are made of it."""
    return Woordenlijst.van(BESTAND.read_text(encoding="ascii").split())


def is_woord(woord: str) -> bool:
    """Tell whether people write this word."""
    return gewone_woorden().rang(woord) is not None


def is_gewoon(woord: str) -> bool:
    """Tell whether people write this word often."""
    rang = gewone_woorden().rang(woord)
    return rang is not None and rang < GEWOON


def is_vaak(woord: str) -> bool:
    """Tell whether this is one of the words that stand in many texts."""
    rang = gewone_woorden().rang(woord)
    return rang is not None and rang < VAAK


def is_algemeen(woord: str) -> bool:
    """Tell whether this is one of the words that stand in nearly every text."""
    rang = gewone_woorden().rang(woord)
    return rang is not None and rang < ALGEMEEN
