"""What a typed word may stand for that nothing is known of: an error, a compound, a form, or what the table says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.betekenis import Betekenis
from organisaties.zoeken.taal.termen import stam

# From here on a guess is shown as what was meant, and comes before a compound is split.
ZEKER = 0.93


@dataclass(frozen=True, slots=True)
class Gok:
    """What a word was taken for: a known word, or the stems of its parts, or needs; all empty where it is nothing.

    `schrijffout` tells that the known word is what was meant, and not only what it is a form of or made with.
    """

    gelezen_als: str = ""
    zeker: float = 1.0
    schrijffout: bool = False
    delen: tuple[str, ...] = ()
    behoeften: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.gelezen_als or self.delen or self.behoeften)


def raad(woord: str, index: Index, betekenis: Betekenis) -> Gok:
    """Return what an unknown word may stand for.

    A word that people write is no typing error, so no letters of it are changed.
    """
    letters = _letters(woord, index, betekenis)
    if letters and letters[0][1] >= ZEKER:
        return Gok(*letters[0], schrijffout=True)
    behoeften, delen = betekenis.volgens_tabel(woord), index.schat.delen(woord)
    if behoeften or delen:
        return Gok(delen=delen, behoeften=behoeften)
    if letters:
        return Gok(*letters[0], schrijffout=True)
    verwant = _verwant(woord, index, betekenis)
    return Gok(*verwant[0]) if verwant else Gok()


def lijkt_op(woord: str, index: Index, betekenis: Betekenis) -> str:
    """Return the known word that may have been meant by one that found nothing; empty where it is no typing error."""
    if bestaat(woord, betekenis) or woord in index.schat:
        return ""
    ander = index.schat.dichtstbij(woord)
    return "" if betekenis.veiligheid(ander, stam(ander)) else ander


def bestaat(woord: str, betekenis: Betekenis) -> bool:
    """Tell whether people write this word, be it a name."""
    return woord in betekenis.eigennamen or gewoon.is_woord(woord)


def _letters(woord: str, index: Index, betekenis: Betekenis) -> Sequence[tuple[str, float]]:
    if not bestaat(woord, betekenis):
        return index.schat.nabij(woord)
    if woord in betekenis.eigennamen or gewoon.is_gewoon(woord):
        return []
    # A rare word may be how another one is spelt by ear: 'advokaat'.
    return [(ander, 0.95) for ander in index.schat.klinkt_als(woord) if not betekenis.veiligheid(ander, stam(ander))]


def _verwant(woord: str, index: Index, betekenis: Betekenis) -> Sequence[tuple[str, float]]:
    if bestaat(woord, betekenis):
        return []
    return [paar for paar in index.schat.verwant(woord) if not betekenis.veiligheid(paar[0], stam(paar[0]))]
