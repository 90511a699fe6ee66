"""The rows of a register, packed: one block of bytes instead of five objects for each offer.

Processes that were forked share what nobody writes to, and Python writes to every object it looks at (it counts who
holds it). Bytes are one object however much stands in them, so thirty thousand rows stay shared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

SCHEIDING = "\x00"
NUL = SCHEIDING.encode()


@dataclass(frozen=True, slots=True)
class Rij:
    """What the register knows of one offer beside the sets it is in."""

    pk: int
    kenmerk: str
    naam: str
    organisatie: str
    organisatie_kenmerk: str = ""

    @property
    def volgorde(self) -> tuple[str, int]:
        """The order in which offers that are equal otherwise are shown."""
        return self.naam.casefold(), self.pk


def getallen(reeks: Iterable[int], soort: str = "I") -> memoryview:
    """Return numbers as packed bytes that nobody can write to; `soort` is a letter of `array`."""
    return memoryview(array(soort, reeks).tobytes()).cast(soort)  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True, slots=True)
class Rijen(Sequence[Rij]):
    """Rows by position."""

    pks: memoryview
    _teksten: bytes
    _grenzen: memoryview
    _pks_op_volgorde: memoryview
    _plekken: memoryview

    @classmethod
    def van(cls, rijen: Sequence[Rij]) -> Rijen:
        """Pack rows; no text in them holds a NUL, which no database takes."""
        stukken = [
            SCHEIDING.join((rij.kenmerk, rij.naam, rij.organisatie, rij.organisatie_kenmerk)).encode() for rij in rijen
        ]
        grenzen = [0]
        for stuk in stukken:
            grenzen.append(grenzen[-1] + len(stuk))
        op_pk = sorted((rij.pk, positie) for positie, rij in enumerate(rijen))
        return cls(
            pks=getallen((rij.pk for rij in rijen), "Q"),
            _teksten=b"".join(stukken),
            _grenzen=getallen(grenzen, "Q"),
            _pks_op_volgorde=getallen((pk for pk, _ in op_pk), "Q"),
            _plekken=getallen(positie for _, positie in op_pk),
        )

    def __len__(self) -> int:
        return len(self.pks)

    @overload
    def __getitem__(self, positie: int) -> Rij: ...
    @overload
    def __getitem__(self, positie: slice) -> Sequence[Rij]: ...
    def __getitem__(self, positie: int | slice) -> Rij | Sequence[Rij]:
        if isinstance(positie, slice):
            return [self[een] for een in range(*positie.indices(len(self)))]
        if not 0 <= positie < len(self.pks):
            raise IndexError(positie)
        stuk = self._teksten[self._grenzen[positie] : self._grenzen[positie + 1]]
        kenmerk, naam, organisatie, organisatie_kenmerk = stuk.decode().split(SCHEIDING)
        return Rij(self.pks[positie], kenmerk, naam, organisatie, organisatie_kenmerk)

    def pks_van(self, posities: Iterable[int]) -> Iterator[int]:
        """Yield the keys at these positions."""
        return (self.pks[positie] for positie in posities)

    def ervoor(self, rij: Rij) -> int:
        """Return before which position a row belongs; these rows are in the order of names."""
        return bisect_left(range(len(self)), rij.volgorde, key=self._volgorde)

    def _volgorde(self, positie: int) -> tuple[str, int]:
        stuk = self._teksten[self._grenzen[positie] : self._grenzen[positie + 1]]
        return stuk.split(NUL, 2)[1].decode().casefold(), self.pks[positie]

    def plek(self, pk: int) -> int | None:
        """Return the position of the offer with this key."""
        waar = bisect_left(self._pks_op_volgorde, pk)
        if waar < len(self._plekken) and self._pks_op_volgorde[waar] == pk:
            plek: int = self._plekken[waar]
            return plek
        return None


@dataclass(frozen=True, slots=True)
class RijenErbij(Sequence[Rij]):
    """The rows of a whole, and behind them those of what changed since."""

    basis: Rijen
    deel: Rijen

    def __len__(self) -> int:
        return len(self.basis) + len(self.deel)

    @overload
    def __getitem__(self, positie: int) -> Rij: ...
    @overload
    def __getitem__(self, positie: slice) -> Sequence[Rij]: ...
    def __getitem__(self, positie: int | slice) -> Rij | Sequence[Rij]:
        if isinstance(positie, slice):
            return [self[een] for een in range(*positie.indices(len(self)))]
        begin = len(self.basis)
        return self.basis[positie] if positie < begin else self.deel[positie - begin]

    def pks_van(self, posities: Iterable[int]) -> Iterator[int]:
        """Yield the keys at these positions."""
        begin = len(self.basis)
        eerst, daarna = self.basis.pks, self.deel.pks
        return (eerst[p] if p < begin else daarna[p - begin] for p in posities)
