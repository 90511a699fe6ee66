"""Many words in little memory: one text with all of them in order, and one table of numbers.

Registers are shared between processes that fork. A million small objects would be copied by counting who uses them;
one text and one table are not.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# The table of a list without words: the place where it ends.
NIETS_ERIN = memoryview(array("I", [0])).toreadonly()


@dataclass(frozen=True, slots=True)
class Woordenrij(Sequence[str]):
    """Words in order, each once, held as one text of UTF-8 with the place where each begins."""

    _tekst: bytes = b""
    _begin: memoryview = NIETS_ERIN

    @classmethod
    def van(cls, woorden: Iterable[str]) -> Woordenrij:
        """Make it of words in any order, not one of them empty."""
        stukken = sorted({woord.encode() for woord in woorden})
        begin = array("I", [0])
        for stuk in stukken:
            begin.append(begin[-1] + len(stuk))
        # Whoever reads may not write: not even by accident.
        return cls(b"".join(stukken), memoryview(begin).toreadonly())

    def __len__(self) -> int:
        return len(self._begin) - 1

    def __getitem__(self, plek: int) -> str:  # type: ignore[override]
        return self._stuk(plek).decode()

    def _stuk(self, plek: int) -> bytes:
        if not 0 <= plek < len(self):
            raise IndexError(plek)
        return self._tekst[self._begin[plek] : self._begin[plek + 1]]

    def vanaf(self, begin: str) -> int:
        """Return the place of the first word that is not before this text."""
        return bisect_left(range(len(self)), begin.encode(), key=self._stuk)

    def plek(self, woord: str) -> int:
        """Return the place of a word, -1 where it is not here."""
        plek = self.vanaf(woord)
        return plek if plek < len(self) and self._stuk(plek) == woord.encode() else -1

    def met_begin(self, begin: str) -> Iterator[tuple[int, str]]:
        """Yield the words that begin so, with their places."""
        for plek in range(self.vanaf(begin), len(self)):
            woord = self[plek]
            if not woord.startswith(begin):
                return
            yield plek, woord


@dataclass(frozen=True, slots=True)
class Woordbehoeften(Mapping[str, Sequence[tuple[str, float]]]):
    """Of each word the needs it may be about, as (slug, how sure), in two bytes for a pair and the letters once."""

    _woorden: Woordenrij
    _grenzen: memoryview
    _paren: memoryview
    _slugs: tuple[str, ...]

    @classmethod
    def van(cls, rijen: Iterable[tuple[str, str, float]]) -> Woordbehoeften:
        """Make it of (word, slug of a need, how sure from 0 to 1); more than 255 needs are a ValueError."""
        per_woord: dict[str, dict[str, float]] = {}
        for woord, slug, zeker in rijen:
            per_woord.setdefault(woord, {})[slug] = zeker
        woorden = Woordenrij.van(per_woord)
        slugs = tuple(sorted({slug for paren in per_woord.values() for slug in paren}))
        nummer = {slug: plek for plek, slug in enumerate(slugs)}
        grenzen, alle = array("I", [0]), bytearray()
        for woord in woorden:
            for slug, zeker in sorted(per_woord[woord].items(), key=lambda paar: (-paar[1], paar[0])):
                alle += bytes((nummer[slug], round(min(max(zeker, 0.0), 1.0) * 100)))
            grenzen.append(len(alle) // 2)
        return cls(woorden, memoryview(grenzen).toreadonly(), memoryview(bytes(alle)), slugs)

    def __len__(self) -> int:
        return len(self._woorden)

    def __iter__(self) -> Iterator[str]:
        return iter(self._woorden)

    def __getitem__(self, woord: str) -> Sequence[tuple[str, float]]:
        plek = self._woorden.plek(woord)
        if plek < 0:
            raise KeyError(woord)
        van, tot = 2 * self._grenzen[plek], 2 * self._grenzen[plek + 1]
        paren = self._paren[van:tot]
        return tuple((self._slugs[paren[n]], paren[n + 1] / 100) for n in range(0, len(paren), 2))
