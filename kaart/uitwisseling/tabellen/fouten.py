"""What is wrong with a delivered table, said so that a coordinator can repair it. No database."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Longer cell texts are cut in a message: the place is what matters.
HOOGSTENS_GETOOND = 60


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault; `rij` is the row number a spreadsheet shows (the header is row 1), None for the whole table."""

    bestand: str
    melding: str
    rij: int | None = None
    kolom: str | None = None

    def __str__(self) -> str:
        plaats = [self.bestand]
        if self.rij is not None:
            plaats.append(f"rij {self.rij}")
        if self.kolom is not None:
            plaats.append(f"kolom {self.kolom}")
        return f"{', '.join(plaats)}: {self.melding}"


class Onleesbaar(Exception):  # noqa: N818 - a Dutch word for it
    """One cell that cannot be read; the text is a message in Dutch."""


class LaadFouten(Exception):  # noqa: N818 - a Dutch word for it
    """Everything that is wrong with a delivery, in the order of the tables; nothing was written."""

    def __init__(self, fouten: Iterable[Fout]) -> None:
        self.fouten = tuple(fouten)
        super().__init__("\n".join(map(str, self.fouten)))


def toon(waarde: str) -> str:
    """Return a cell text between quotes, on one line and not too long."""
    tekst = " ".join(waarde.split())
    tekst = "".join(teken if teken.isprintable() else "\N{REPLACEMENT CHARACTER}" for teken in tekst)
    return f"'{tekst[: HOOGSTENS_GETOOND - 1]}…'" if len(tekst) > HOOGSTENS_GETOOND else f"'{tekst}'"


@lru_cache(maxsize=2048)
def _dichtstbij(waarde: str, bekend: frozenset[str]) -> str | None:
    # Sorted, so that of two equally near values always the same one is named.
    per_vorm = {optie.casefold(): optie for optie in sorted(bekend, reverse=True)}
    gevonden = difflib.get_close_matches(waarde.casefold()[:200], per_vorm, n=1, cutoff=0.6)
    return per_vorm[gevonden[0]] if gevonden else None


def bedoelt_u(waarde: str, bekend: Iterable[str]) -> str:
    """Return " Bedoelt u 'x'?" with the nearest known value, or an empty text when nothing is near."""
    optie = _dichtstbij(waarde, frozenset(bekend))
    return f" Bedoelt u '{optie}'?" if optie is not None else ""
