"""Sets of positions as whole numbers: one bit for each offer, so that and, or and count are one operation each.

For 30,000 offers a set takes 4 KB and an intersection a microsecond; that is what makes a count behind
every choice affordable, in any combination and without a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice


def as_bitset(posities: Iterable[int], omvang: int) -> int:
    """Return the set of these positions, each below `omvang`."""
    vakken = bytearray(omvang // 8 + 1)
    for positie in posities:
        vakken[positie >> 3] |= 1 << (positie & 7)
    return int.from_bytes(vakken, "little")


def union(sets: Iterable[int]) -> int:
    """Return the set of what is in any of these."""
    samen = 0
    for bits in sets:
        samen |= bits
    return samen


def positions(bits: int) -> Iterator[int]:
    """Yield the positions in the set, from low to high."""
    tekens = bin(bits)[:1:-1]
    plek = tekens.find("1")
    while plek >= 0:
        yield plek
        plek = tekens.find("1", plek + 1)


def in_volgorde(bits: int, verdelingen: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield sets, best first: `bits` split by each division in turn; what no part names comes last in it."""
    if not verdelingen or not bits:
        if bits:
            yield bits
        return
    rest = bits
    for deel in verdelingen[0]:
        yield from in_volgorde(rest & deel, verdelingen[1:])
        rest &= ~deel
    yield from in_volgorde(rest, verdelingen[1:])


def stuk(bits: int, verdelingen: Sequence[Sequence[int]], begin: int, eind: int) -> list[int]:
    """Return the positions `begin` to `eind` of the set in the order of the divisions."""
    gevonden: list[int] = []
    voorbij = 0
    for deel in in_volgorde(bits, verdelingen):
        aantal = deel.bit_count()
        if voorbij + aantal > begin:
            gevonden.extend(islice(positions(deel), max(begin - voorbij, 0), eind - voorbij))
        voorbij += aantal
        if voorbij >= eind:
            break
    return gevonden
