"""The main needs as pictures with their names, in the order of the kaart."""

from __future__ import annotations

from dataclasses import dataclass

from doorverwijzing.briefje.tekening import tekeningen
from doorverwijzing.briefje.tolk import Tolk
from doorverwijzing.omdraaien import op_scherm
from organisaties.begrippen import Begrippen
from organisaties.regels.begrip import Begrip
from organisaties.zichtbaarheid import BEZOEKER
from organisaties.zoeken import register_voor

PRATEN = "praten"
"""Stands in the address in the place of a need about safety."""

# A raised hand says 'stop' to a boss who looks along; a telephone says no more than that one can call.
TEKENING = {"uitbuiting": "loon", PRATEN: "telefoon"}
ONBEKEND = "wegwijs"


@dataclass(frozen=True, slots=True)
class Plaatje:
    """One picture: `slug` stands in its address; `nederlands` where nobody gave the need a name in this language."""

    slug: str
    woord: str
    icoon: str
    nederlands: bool = False


def plaatjes(begrippen: Begrippen, tolk: Tolk) -> list[Plaatje]:
    """Return the main needs; those about safety are one, that does not say so."""
    gevonden: dict[str, Plaatje] = {}
    for behoefte in begrippen.brede_behoeften:
        een = praatplaatje(tolk) if behoefte.neutraal else plaatje(behoefte, tolk)
        gevonden.setdefault(een.slug, een)
    return list(gevonden.values())


def praatplaatje(tolk: Tolk) -> Plaatje:
    """Return the picture that leads to whom to call."""
    return Plaatje(PRATEN, tolk.zin(op_scherm.PRATEN).anders, TEKENING[PRATEN])


def plaatje(behoefte: Begrip, tolk: Tolk) -> Plaatje:
    """Return the picture of a need that is not about safety."""
    bron = op_scherm.BEHOEFTEN.get(behoefte.slug)
    woord = tolk.zin(bron).anders if bron else _zoekwoord(behoefte.slug, tolk.taal.code)
    icoon = TEKENING.get(behoefte.slug, behoefte.slug)
    icoon = icoon if icoon in tekeningen() else ONBEKEND
    return Plaatje(behoefte.slug, woord or behoefte.naam, icoon, nederlands=not woord)


def _zoekwoord(slug: str, taal: str) -> str:
    """Return by which word a need that a city added is found first in a language; empty where it has none."""
    namen = register_voor(BEZOEKER).betekenis.andere_talen.namen
    return namen[taal].get(slug, "") if taal in namen else ""
