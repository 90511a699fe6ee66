"""The work list by organisation: one phone call is about one of them, so what one can ask there stands together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kaart.werk.lijst.bronnen import KOLOMMEN
from kaart.werk.lijst.regels import Werk
from organisaties.ingangen.mailvragen import Mailknop, mailknoppen
from organisaties.models import Organisatie
from organisaties.regels.feiten import Feit, wegen
from organisaties.zichtbaarheid import Lezer

PER_PAGINA = 20
"""So many lines at most on a page; what belongs to one organisation is on two only where it has more than that."""

Rij = tuple[Any, ...]
ICONEN = {"tel": "telefoon", "mailto": "papieren"}


@dataclass(frozen=True, slots=True)
class Weg:
    """A way to ask, as a thing to tap: what it does in words, where it goes, and its icon."""

    woorden: str
    adres: str
    icoon: str

    @classmethod
    def van(cls, feit: Feit) -> Weg:
        """Read it from a fact with an address; of a website its own address would be too long for a button."""
        icoon = ICONEN.get(feit.adres.partition(":")[0], "uit")
        woorden = {"telefoon": f"Bel {feit.tekst}", "papieren": f"Mail {feit.tekst}"}
        return cls(woorden.get(icoon, "Website"), feit.adres, icoon)


@dataclass(frozen=True, slots=True)
class Groep:
    """What waits of one organisation, with the ways to ask it; or the routes, or the open questions."""

    naam: str
    anker: str
    werk: list[Werk] = field(default_factory=list)
    organisatie: Organisatie | None = None
    mail: Mailknop | None = field(default=None, kw_only=True)
    wegen: list[Weg] = field(default_factory=list)

    @property
    def te_kiezen(self) -> list[Werk]:
        """The lines with facts to look at."""
        return [een for een in self.werk if een.controleerbaar]

    @property
    def bundel(self) -> str:
        """What one box sends for all of them."""
        return " ".join(een.bundel for een in self.te_kiezen)


def bladzijden(rijen: Iterable[Rij]) -> list[list[Rij]]:
    """Return rows of KOLOMMEN by the page, each organisation together; the one with the most urgent row goes first.

    A page ends before an organisation that does not fit on it.
    """
    per_groep: dict[tuple[str, int], list[Rij]] = {}
    for rij in rijen:
        per_groep.setdefault(_groep_van(rij), []).append(rij)
    paginas: list[list[Rij]] = []
    for groep in per_groep.values():
        for begin in range(0, len(groep), PER_PAGINA):
            stuk = groep[begin : begin + PER_PAGINA]
            if paginas and len(paginas[-1]) + len(stuk) <= PER_PAGINA:
                paginas[-1] += stuk
            else:
                paginas.append(stuk)
    return paginas


def _groep_van(rij: Rij) -> tuple[str, int]:
    per_kolom = dict(zip(KOLOMMEN, rij, strict=True))
    organisatie = per_kolom["bij_organisatie"]
    return ("", organisatie) if organisatie else (per_kolom["ding"], 0)


def groepeer(werk: Iterable[Werk], gebruiker: Lezer) -> list[Groep]:
    """Return lines, in the order of `bladzijden`, by organisation with the ways to ask; three queries at most."""
    alle = list(werk)
    sleutels = {een.bij_organisatie for een in alle if een.bij_organisatie}
    organisaties = Organisatie.objects.zichtbaar_voor(gebruiker).in_bulk(sleutels) if sleutels else {}
    knoppen = mailknoppen(organisaties.values(), gebruiker)
    groepen: dict[tuple[str, int], Groep] = {}
    for een in alle:
        sleutel = ("", een.bij_organisatie) if een.bij_organisatie else (een.ding, 0)
        if sleutel not in groepen:
            groepen[sleutel] = _leeg(een, organisaties.get(een.bij_organisatie), knoppen.get(een.bij_organisatie))
        groepen[sleutel].werk.append(een)
    return list(groepen.values())


def _leeg(een: Werk, organisatie: Organisatie | None, mail: Mailknop | None) -> Groep:
    if organisatie is None:
        naam = "Routes" if een.ding == "route" else "Open vragen"
        return Groep(naam, f"groep-{een.ding}")
    return Groep(
        organisatie.naam,
        f"groep-{organisatie.kenmerk}",
        organisatie=organisatie,
        mail=mail,
        wegen=[Weg.van(feit) for feit in wegen(organisatie)],
    )
