"""What else goes when an organisation leaves: what apps above this one keep of it, which only they can read.

Each of them says so once, when it is ready; `uitwissen` asks them all, in the transaction of leaving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from organisaties.bijhouden.eigenaar.naam import Herkenner
from organisaties.bijhouden.eigenaar.standen import Kenmerken


@dataclass(frozen=True, slots=True)
class Sporen:
    """By what an organisation is known to others, and what goes with it."""

    herkenner: Herkenner
    kenmerken: Kenmerken


WisElders = Callable[[Sporen], None]
_aangemeld: list[WisElders] = []


def meld_aan(wis: WisElders) -> None:
    """Have this called for everybody who leaves; once, however often it is said."""
    if wis not in _aangemeld:
        _aangemeld.append(wis)


def aangemeld() -> tuple[WisElders, ...]:
    """Return what was said to go along."""
    return tuple(_aangemeld)
