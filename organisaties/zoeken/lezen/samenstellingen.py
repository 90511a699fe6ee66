"""What one word may stand for, with the parts of a compound; and one typed as two: 'taal cafe'."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from organisaties.zoeken.index.bitset import union
from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.lezen.term import DEEL, LOS_VAN_ZIN, Term, Woord, Zoekstam, met_samenstellingen, neem_hoogste
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.betekenis import Betekenis, Zin
from organisaties.zoeken.taal.termen import GEEN, STOPWOORDEN, aaneen, stam

SAMEN = 0.9
# What one of the commonest words says about a need in which it is one word of several.
ALGEMEEN_LOS = 0.5
HALF = 0.5


def samenvoegingen(reeks: list[Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield compounds that were typed as two words: 'taal cafe'."""
    for eerste, tweede in pairwise(reeks):
        samen = aaneen((eerste.woord, tweede.woord))
        if GEEN in (eerste.woord, tweede.woord) or not eerste.telt or not tweede.telt:
            continue
        if eerste.in_plaats or tweede.in_plaats:
            continue
        if samen in index.schat or betekenis.kent((stam(samen),)):
            term = lees_woord(Woord(samen, stam(samen)), index, betekenis)
            if term.zegt_iets:
                term.woord = f"{eerste.woord} {tweede.woord}"
                yield term
                eerste.telt *= LOS_VAN_ZIN
                tweede.telt *= LOS_VAN_ZIN


def lees_woord(woord: Woord, index: Index, betekenis: Betekenis) -> Term:
    """Return all that one word may stand for."""
    zin = (woord.stam,)
    gok = woord.gok
    gelezen_als = gok.gelezen_als if gok.schrijffout else ""
    term = Term(woord.woord, gelezen_als=gelezen_als, telt=woord.telt * gok.zeker, zeker=gok.zeker)
    term.stammen += met_samenstellingen(zin, 1.0, index)
    neem_hoogste(term.behoeften, betekenis.behoeften.get(zin, {}), 1.0)
    neem_hoogste(term.behoeften, betekenis.veiligheid(woord.letterlijk, woord.stam), 1.0)
    term.algemeen = gewoon.is_algemeen(woord.woord) and not term.behoeften
    los = betekenis.behoeftewoorden.get(woord.stam, {})
    neem_hoogste(term.behoeften, los, ALGEMEEN_LOS if term.algemeen else 1.0)
    for ander, telt in betekenis.anders.get(zin, {}).items():
        term.stammen += met_samenstellingen(ander, telt, index)
        neem_hoogste(term.behoeften, betekenis.behoeften_via(ander), telt)
    _met_delen(term, gok.delen or index.schat.stukken(woord.letterlijk), index.heeft(woord.stam), index, betekenis)
    for samen in map(stam, gok.samen):
        term.stammen += met_samenstellingen((samen,), DEEL, index)
        neem_hoogste(term.behoeften, betekenis.behoeften_via((samen,)), DEEL)
    neem_hoogste(term.behoeften, gok.behoeften, 1.0)
    term.wensen = frozenset(betekenis.wensen.get(zin, ()))
    return term


def _met_delen(term: Term, stukken: tuple[str, ...], staat: bool, index: Index, betekenis: Betekenis) -> None:
    """Add the parts of a compound: together, or each at half of that where no offer has them all.

    `staat` tells that the compound itself stands somewhere.
    """
    delen = tuple(map(stam, stukken))
    if not delen:
        return
    term.stammen.append(Zoekstam(delen, DEEL if staat else SAMEN))
    samen = staat or _samen(delen, index)
    heeft_behoeften = bool(term.behoeften)
    neem_hoogste(term.behoeften, {} if heeft_behoeften else betekenis.behoeften_via(delen), SAMEN)
    for plek, (stuk, deel) in enumerate(zip(stukken, delen, strict=True)):
        if stuk in STOPWOORDEN or (stuk,) in betekenis.plekken:
            continue
        if not samen and not gewoon.is_algemeen(stuk):
            term.stammen += met_samenstellingen((deel,), HALF, index)
        # Of a compound the first part says what it is about: 'belastingdienst'; if not, another: 'hoofdpijn'.
        if not heeft_behoeften and (noden := betekenis.behoeften_via((deel,))):
            neem_hoogste(term.behoeften, noden, HALF if plek else DEEL)
            heeft_behoeften = True


def _samen(delen: Zin, index: Index) -> bool:
    """Tell whether an offer has all these stems."""
    samen = -1
    for deel in delen:
        samen &= union(index.waar(deel).values())
    return bool(samen)
