"""Where somebody from the same country may be the one that a newcomer fled from, so that it is asked beforehand.

Source: community workers in the report ("het kan zo maar de tegenpartij zijn waarvoor je gevlucht bent").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

TOLK = "tolk"
EIGEN_KRING = "eigen"


class Behoefteachtig(Protocol):
    """What is asked of a need, as a row of the database or of memory."""

    @property
    def slug(self) -> str:
        """Its key."""

    @property
    def neutraal(self) -> bool:
        """Whether it is about safety."""


def vraag_eerst(behoeften: Iterable[Behoefteachtig], kring: str = "") -> bool:
    """Return whether to ask first whom somebody wants to speak with: interpreters, an own circle, safety."""
    return kring == EIGEN_KRING or any(
        behoefte.neutraal or behoefte.slug == TOLK or behoefte.slug.startswith(f"{TOLK}-") for behoefte in behoeften
    )
