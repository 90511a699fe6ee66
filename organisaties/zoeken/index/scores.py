"""Scores of many offers at once: a bitset for each binary digit of the score.

Adding a weight to ten thousand offers is then some twenty operations on whole numbers instead of ten thousand
steps, and the digits, from high to low, are at once the divisions that put results in order.
"""

from __future__ import annotations

# Scores run from 0 to 2**CIJFERS - 1.
CIJFERS = 11
HOOGSTE = (1 << CIJFERS) - 1


class Scores:
    """A whole number for each position; `cijfers[k]` is the set of positions whose score has binary digit k."""

    def __init__(self, cijfers: list[int] | None = None) -> None:
        self.cijfers = cijfers or [0] * CIJFERS

    def kopie(self) -> Scores:
        """Return the same scores, to go on with."""
        return Scores(list(self.cijfers))

    def tel_op(self, bits: int, gewicht: int) -> None:
        """Add `gewicht` (not below 0) to every position in `bits`; the sum must stay at or below HOOGSTE."""
        onthoud = 0
        cijfers = self.cijfers
        for k in range(CIJFERS):
            erbij = bits if gewicht >> k & 1 else 0
            if not erbij and not onthoud:
                if gewicht >> k == 0:
                    return
                continue
            oud = cijfers[k]
            verschil = oud ^ erbij
            cijfers[k] = verschil ^ onthoud
            onthoud = (oud & erbij) | (onthoud & verschil)

    def hoogste(self, binnen: int) -> int:
        """Return the highest score in a set; 0 for an empty one."""
        hoogste = 0
        for k in range(CIJFERS - 1, -1, -1):
            met = binnen & self.cijfers[k]
            if met:
                binnen = met
                hoogste |= 1 << k
        return hoogste

    def minstens(self, grens: int, binnen: int) -> int:
        """Return the positions in `binnen` whose score is `grens` or more."""
        boven, gelijk = 0, binnen
        for k in range(CIJFERS - 1, -1, -1):
            if grens >> k & 1:
                gelijk &= self.cijfers[k]
            else:
                boven |= gelijk & self.cijfers[k]
                gelijk &= ~self.cijfers[k]
        return boven | gelijk

    def minstens_als(self, ander: Scores, binnen: int) -> int:
        """Return the positions in `binnen` whose score here is as high as in `ander`, or higher."""
        meer, gelijk = 0, binnen
        for k in range(CIJFERS - 1, -1, -1):
            hier, daar = self.cijfers[k], ander.cijfers[k]
            meer |= gelijk & hier & ~daar
            gelijk &= ~(hier ^ daar)
        return meer | gelijk

    def verdelingen(self, stap: int) -> list[list[int]]:
        """Return the divisions that order by score, best first; scores less than `stap` apart may count as equal."""
        laagste = max(stap.bit_length() - 1, 0)
        return [[self.cijfers[k]] for k in range(CIJFERS - 1, laagste - 1, -1)]
