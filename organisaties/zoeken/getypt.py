"""Reading what somebody typed, once for each request: what may be looked for, and what must not travel any further.

Where somebody lives, what is somebody's own (`kaart.hulp.persoonsgegevens`) and words for a group leave the text here,
for every box that takes one; `uit_het_adres` then keeps them out of addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from kaart.hulp.persoonsgegevens.persoonsnamen import Woordkennis
from kaart.hulp.persoonsgegevens.weglaten import Weg, Zonder, laat_weg
from organisaties.zoeken.groepswoorden import LANGSTE_TEKST, Gesplitst, splits
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.keuzes import JA
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.functiewoorden import FUNCTIEWOORDEN
from organisaties.zoeken.taal.huisadres import zonder_huis
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG, STOPWOORDEN, stam
from organisaties.zoeken.vraag import Vraag

# From this certainty on an unknown word is rather a misspelt one than a name.
BIJNA_EEN_WOORD = 0.9


@dataclass(frozen=True, slots=True)
class Getypt:
    """A typed text as read: `gesplitst` has what is left and what words for a group said, `weg` what was left out.

    `anders`: whether anything left the text, so that no address may have it as it was typed.
    """

    gesplitst: Gesplitst = field(default_factory=Gesplitst)
    weg: tuple[Weg, ...] = ()
    anders: bool = False

    @property
    def rest(self) -> str:
        """What may be looked for."""
        return self.gesplitst.rest


def lees_getypt(tekst: str, register: Register) -> Getypt:
    """Read a typed text for one kind of reader; any text is allowed."""
    schoon = zonder_persoon(tekst, register)
    gesplitst = splits(schoon.rest, register)
    return Getypt(gesplitst, schoon.weg, anders=schoon.rest != tekst.strip() or gesplitst.gevonden)


def zonder_persoon(tekst: str, register: Register) -> Zonder:
    """Return a text without where somebody lives and what is theirs, and what that was."""
    tekst = tekst[:LANGSTE_TEKST].strip()
    zonder = zonder_huis(tekst)
    schoon = laat_weg(zonder, Woordkennis(_is_woord(register), _is_begrip(register)))
    huis = (Weg.HUISNUMMER,) if _cijfers(zonder) != _cijfers(tekst) else ()
    return Zonder(schoon.rest, (*schoon.weg, *huis))


def als_vraag(getypt: str, register: Register) -> Vraag:
    """Return a typed text as a question, where nothing else was chosen."""
    gesplitst = lees_getypt(getypt, register).gesplitst
    keuzes = {"zonder_bsn": (JA,)} if gesplitst.over_papieren else {}
    return Vraag(gesplitst.rest[:LANGSTE_VRAAG].strip(), MappingProxyType(keuzes), gesplitst.categorieen, gelezen=True)


def _cijfers(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)


def _is_begrip(register: Register) -> Callable[[str], bool]:
    """Return what tells a word with a meaning of its own, which is no name behind 'mevrouw': 'Syrisch', 'zwanger'."""
    betekenis = register.betekenis

    def weet(woord: str) -> bool:
        return (
            woord in STOPWOORDEN
            or betekenis.kent((stam(woord),))
            or (woord,) in betekenis.plekken
            or (register.groepswoorden.kern(woord),) in register.groepswoorden.zinnen
            or bool(betekenis.plaatsen.vind([woord], lambda _: True))
        )

    return weet


def _is_woord(register: Register) -> Callable[[str], bool]:
    """Return what tells a word that people write, in any language we know, or nearly so."""
    schat = register.index.schat

    def weet(woord: str) -> bool:
        return (
            gewoon.is_gewoon(woord)
            # A verb: 'meneer zwerft'. Names with these endings are mostly known as names.
            or (woord.endswith(("t", "en")) and gewoon.is_woord(woord))
            or woord in _kleine_woorden()
            or woord in schat
            or register.betekenis.kent_woord(woord, stam(woord))
            or bool(register.betekenis.andere_talen.kent(woord))
            or any(zeker >= BIJNA_EEN_WOORD for _, zeker in schat.nabij(woord)[:1])
        )

    return weet


@cache
def _kleine_woorden() -> frozenset[str]:
    return frozenset().union(*FUNCTIEWOORDEN.values())
