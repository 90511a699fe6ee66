"""Draws with a seed: the same seed gives the same city, on every machine and in every process."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scheef(Generic[T]):
    """Things of which the first come up far more often than the last: the n-th with weight 1 / n ** steil."""

    dingen: Sequence[T]
    grenzen: Sequence[float]

    @classmethod
    def van(cls, dingen: Sequence[T], steil: float = 1.0) -> Scheef[T]:
        """Return these things, most common first; raises ValueError where there are none."""
        if not dingen:
            raise ValueError("There is nothing to draw from.")
        return cls(dingen, list(accumulate(1 / nummer**steil for nummer in range(1, len(dingen) + 1))))


class Loting:
    """A stream of draws."""

    def __init__(self, zaad: int) -> None:
        self._toeval = random.Random(zaad)  # noqa: S311 - made-up data, nothing secret

    def kans(self, deel: float) -> bool:
        """Return True in this share of draws (0 to 1)."""
        return self._toeval.random() < deel

    def getal(self, van: int, tot: int) -> int:
        """Return a whole number from `van` up to and including `tot`."""
        return self._toeval.randint(van, tot)

    def afstand(self, spreiding: float) -> float:
        """Return a distance around zero."""
        return self._toeval.gauss(0.0, spreiding)

    def dagen_geleden(self, gemiddeld: float) -> int:
        """Return a number of days: mostly few, sometimes very many."""
        return int(self._toeval.expovariate(1 / gemiddeld))

    def een(self, dingen: Sequence[T]) -> T:
        """Return one of these, each as likely."""
        return dingen[int(self._toeval.random() * len(dingen))]

    def uit(self, verdeling: Mapping[T, float]) -> T:
        """Return one of the keys by its weight."""
        return self._toeval.choices(list(verdeling), list(verdeling.values()))[0]

    def scheef(self, scheef: Scheef[T]) -> T:
        """Return one, the first ones far more often."""
        return self._toeval.choices(scheef.dingen, cum_weights=scheef.grenzen)[0]

    def scheve_paar(self, scheef: Scheef[T], hoogstens: int) -> list[T]:
        """Return at least one and at most `hoogstens` different ones, in the order of drawing."""
        getrokken = self._toeval.choices(scheef.dingen, cum_weights=scheef.grenzen, k=self.getal(1, hoogstens))
        return list(dict.fromkeys(getrokken))

    def paar(self, dingen: Sequence[T], aantal: int) -> list[T]:
        """Return so many different ones, or all where there are fewer."""
        return self._toeval.sample(dingen, min(aantal, len(dingen)))

    def geschud(self, dingen: Sequence[T]) -> list[T]:
        """Return all of them in another order."""
        return self._toeval.sample(dingen, len(dingen))
