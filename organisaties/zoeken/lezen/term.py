"""What reading makes of a question: its terms, and the words on their way to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.raden import Gok
from organisaties.zoeken.taal.andere_talen import NIETS_VREEMDS, Herkenning
from organisaties.zoeken.taal.betekenis import PLEKFACETTEN, Wens, Zin
from organisaties.zoeken.taal.plaatsnamen import Plaats
from organisaties.zoeken.taal.termen import vlak

# How much a way of finding counts beside the word itself.
DEEL = 0.55
LOS_VAN_ZIN = 0.35


@dataclass(frozen=True, slots=True)
class Zoekstam:
    """Offers that have all `stammen` (mostly one), counted for `telt` of the word that was typed."""

    stammen: Zin
    telt: float


@dataclass(slots=True)
class Term:
    """One typed word, or a few that belong together, and all that it may stand for."""

    woord: str
    stammen: list[Zoekstam] = field(default_factory=list)
    behoeften: dict[str, float] = field(default_factory=dict)
    wensen: frozenset[Wens] = frozenset()
    # The known word that was meant, where it is a typing error.
    gelezen_als: str = ""
    telt: float = 1.0
    # How sure it is that the known word was meant.
    zeker: float = 1.0
    # One of the commonest words, which means nothing by itself: 'dag', 'maken'.
    algemeen: bool = False
    # The neighbourhood or postcode it names.
    plaats: Plaats | None = None

    @property
    def zegt_iets(self) -> bool:
        """Whether it can find offers by itself, and does not only point at a facet."""
        return bool(self.stammen or self.behoeften) and not self.zegt_waar

    @property
    def zegt_waar(self) -> bool:
        """Whether it names a place: a neighbourhood, an area or a stadsdeel, and nothing else."""
        return bool(self.wensen) and not self.behoeften and all(wens.facet in PLEKFACETTEN for wens in self.wensen)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A question as read: its terms, the typed words that nothing is known of, and what it says in another language."""

    termen: tuple[Term, ...] = ()
    onbekend: tuple[str, ...] = ()
    vreemd: Herkenning = NIETS_VREEMDS
    # A word that may mean danger means something else here.
    onschuldig: bool = False
    # It is asked for a man.
    voor_een_man: bool = False
    # The needs of the danger that the sentence tells of.
    gevaar: frozenset[str] = frozenset()
    # The stems of papers that somebody does not have: 'geen stadspas'.
    mist: frozenset[str] = frozenset()
    # The stadsdelen where somebody does not want to go: 'niet in noord'.
    niet_in: frozenset[str] = frozenset()

    @property
    def wensen(self) -> tuple[Wens, ...]:
        """What the words point at, in the order they were typed, each once."""
        gevonden = (wens for term in self.termen for wens in sorted(term.wensen, key=lambda w: (w.facet, w.waarde)))
        return tuple(dict.fromkeys(gevonden))

    def met(self, woord: str, ander: str, q: str) -> str:
        """Return the typed text with one word replaced."""
        return re.sub(rf"(?<!\w){re.escape(woord)}(?!\w)", ander, vlak(q), count=1) if ander else q


@dataclass(slots=True)
class Woord:
    woord: str
    stam: str
    telt: float = 1.0
    in_zin: bool = False
    # A stop word: it finds nothing, but a phrase may hang on it.
    klein: bool = False
    # 'liever niet' or 'niet met' stands before it.
    ontkend: bool = False
    # It is of the name of a neighbourhood: by itself it says nothing.
    in_plaats: bool = False
    gok: Gok = field(default_factory=Gok)

    @property
    def letterlijk(self) -> str:
        """The word as written, or the known word it was taken for."""
        return self.gok.gelezen_als or self.woord

    @property
    def naam(self) -> str:
        """The word as written, or corrected: a word made with a name is not that name."""
        return self.gok.gelezen_als if self.gok.schrijffout else self.woord


def met_samenstellingen(zin: Zin, telt: float, index: Index) -> list[Zoekstam]:
    """Return the phrase itself and, for one word, the compounds it is part of; what stands nowhere is left out."""
    if len(zin) > 1:
        return [Zoekstam(zin, telt)]
    samen = sorted(index.schat.samenstellingen(zin[0]))
    gezocht = [Zoekstam(zin, telt), *(Zoekstam((ander,), telt * DEEL) for ander in samen)]
    return [zoekstam for zoekstam in gezocht if index.heeft(zoekstam.stammen[0])]


def neem_hoogste(doel: dict[str, float], erbij: Mapping[str, float], telt: float) -> None:
    for slug, zeker in erbij.items():
        doel[slug] = max(doel.get(slug, 0.0), zeker * telt)
