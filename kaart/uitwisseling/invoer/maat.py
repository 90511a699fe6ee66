"""The rows of one sheet within bounds: what is too long or too far to the right is cut off there, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kaart.uitwisseling.bladen.cellen import HOOGSTENS_IN_CEL
from kaart.uitwisseling.invoer.bron import Plek
from kaart.uitwisseling.invoer.grenzen import (
    HOOGSTENS_CELLEN,
    HOOGSTENS_KOLOMMEN,
    HOOGSTENS_RIJEN,
    TE_GROOT,
    TE_VEEL_RIJEN,
)
from kaart.uitwisseling.tabellen.fouten import Onleesbaar


class Maat:
    """Takes the rows of one sheet; one cell out of bounds costs that cell, too many rows or cells the sheet."""

    def __init__(self, titel: str, maak: Callable[[str], str] = str) -> None:
        """Begin a sheet; `maak` is done to the text of every cell."""
        self.titel, self._maak = titel, maak
        self.rijen: list[tuple[int, tuple[str, ...]]] = []
        self.te_lang: dict[Plek, int] = {}
        self.te_breed = 0
        self._cellen = 0

    def neem(self, nummer: int, cellen: Sequence[str], *, keer: int = 1, breed: int = 0) -> None:
        """Take a row, as often as it is repeated; `breed`: how far it went before somebody else cut it off.

        Raises Onleesbaar for more rows or cells than a kaart has.
        """
        if len(self.rijen) + keer > HOOGSTENS_RIJEN:
            raise Onleesbaar(TE_VEEL_RIJEN.format(self.titel))
        einde = next((n for n in range(len(cellen), 0, -1) if cellen[n - 1].strip()), 0)
        self._cellen += einde * keer
        if self._cellen > HOOGSTENS_CELLEN:
            raise Onleesbaar(TE_GROOT)
        if max(einde, breed) > HOOGSTENS_KOLOMMEN:
            self.te_breed = max(self.te_breed, einde, breed)
        teksten = []
        for kolom, cel in enumerate(cellen[: min(einde, HOOGSTENS_KOLOMMEN)], 1):
            if len(cel) > HOOGSTENS_IN_CEL:
                self.kort_af(nummer, kolom, len(cel))
            teksten.append(self._maak(cel[:HOOGSTENS_IN_CEL]))
        rij = tuple(teksten)
        self.rijen += [(nummer + n, rij) for n in range(keer)]

    def kort_af(self, rij: int, kolom: int, lengte: int) -> None:
        """Remember that a cell had more than fits in it."""
        self.te_lang[rij, kolom] = lengte
