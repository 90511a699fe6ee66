"""All that is on the kaart of one organisation, block by block, with what its owner can vouch for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from organisaties.ingangen.controles import HEEL_BLOK, Blok, Gezien, blokken_bij, te_laden
from organisaties.ingangen.ophalen import DINGEN, ding_van
from organisaties.models import Aanbod, Controle, Locatie, Medewerker, Organisatie
from organisaties.models.ingang import Ingang
from organisaties.regels.keuzes import Status


@dataclass(frozen=True, slots=True)
class Stuk:
    """One entry with its blocks."""

    ingang: Any
    blokken: list[Blok]

    @property
    def ding(self) -> str:
        """The word for it in addresses."""
        return ding_van(type(self.ingang))

    @property
    def open(self) -> list[Blok]:
        """The blocks that say something."""
        return [blok for blok in self.blokken if blok.open]

    @property
    def leeg(self) -> list[str]:
        """What the blocks are called that say nothing yet."""
        return [blok.naam for blok in self.blokken if not blok.inhoud.bekend]

    @property
    def vakken(self) -> list[tuple[Blok, str, bool]]:
        """Each block with what a form sends for it, and whether its tick is set beforehand.

        What was inferred, or heard too long ago, is ticked by whoever looked at it and by nobody else.
        """
        bij = f"{self.ding}:{self.ingang.kenmerk}"
        return [(blok, f"{bij}/{blok.sleutel}", blok.vooraf) for blok in self.open]


def stukken_van(organisatie: Organisatie, eigenaar: Medewerker) -> list[Stuk]:
    """Return the organisation, its places and what it offers now; fifteen queries at most, however many there are."""
    stukken: list[Stuk] = []
    for model, welke in (
        (Organisatie, {"pk": organisatie.pk}),
        (Locatie, {"organisatie": organisatie.pk}),
        (Aanbod, {"organisatie": organisatie.pk, "status": Status.GEPUBLICEERD}),
    ):
        rijen: list[Ingang] = list(te_laden(model, eigenaar).filter(**welke).order_by("naam", "pk"))
        blokken = blokken_bij(rijen)
        stukken += [Stuk(rij, blokken[rij.pk]) for rij in rijen]
    return [stuk for stuk in stukken if stuk.blokken]


def gezien_uit(vakken: Iterable[str], stukken: Iterable[Stuk]) -> dict[Ingang, Gezien]:
    """Return what was ticked ('aanbod:koken/tijden:<version>'), by entry; raises ValueError for what is none of these.

    Who decides whom it receives is asked now: so a tick at a block that was inferred says that they were asked.
    """
    per_sleutel = {f"{stuk.ding}:{stuk.ingang.kenmerk}": stuk.ingang for stuk in stukken}
    getikt: defaultdict[str, list[str]] = defaultdict(list)
    for vak in vakken:
        welk, scheiding, blok = vak.partition("/")
        ding = welk.partition(":")[0]
        if not scheiding or ding not in DINGEN:
            raise ValueError("This is no entry with a block.")
        getikt[welk].append(blok)
    uit: dict[Ingang, Gezien] = {}
    for welk, blokken in getikt.items():
        if welk not in per_sleutel:
            # Gone since the page was read: of that nothing is noted.
            continue
        gezien = Gezien.uit(blokken)
        voor_wie = gezien.blokken.get(Controle.Onderdeel.TOEGANG.value)
        nagevraagd = {HEEL_BLOK: voor_wie} if voor_wie else {}
        uit[per_sleutel[welk]] = Gezien(gezien.blokken, nagevraagd)
    return uit
