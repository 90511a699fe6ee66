"""Reading a typed question: which terms it holds, what each can find, and what it means. No database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.taal.betekenis import LANGSTE_ZIN, Betekenis, Wens, Zin
from organisaties.zoeken.taal.termen import (
    GEEN,
    LANGSTE_VRAAG,
    STOPWOORDEN,
    aaneen,
    alle_woorden,
    stam,
    stammen,
    vlak,
)

# More terms than this say nothing more; it bounds the work for any text.
HOOGSTENS_TERMEN = 16
# What is asked at a desk; in its stems.
PAPIEREN = frozenset(
    stammen(
        "bsn stadspas verzekering papieren paspoort bankafschriften legitimatie identiteitsbewijs vergunning "
        "verblijfsvergunning digid zorgpas adres rekening rijbewijs diploma inschrijving verwijzing afspraak"
    )
)
# How much a way of finding counts beside the word itself.
DEEL = 0.55
SAMEN = 0.9
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
    # The known word it was taken for, when it is not known itself.
    gelezen_als: str = ""
    telt: float = 1.0

    @property
    def zegt_iets(self) -> bool:
        """Whether it can find offers by itself, and does not only point at a facet."""
        return bool(self.stammen or self.behoeften)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A question as read: its terms, and the typed words that nothing is known of."""

    termen: tuple[Term, ...] = ()
    onbekend: tuple[str, ...] = ()

    @property
    def wensen(self) -> tuple[Wens, ...]:
        """What the words point at, in the order they were typed, each once."""
        gevonden = (wens for term in self.termen for wens in sorted(term.wensen, key=lambda w: (w.facet, w.waarde)))
        return tuple(dict.fromkeys(gevonden))

    def met(self, woord: str, ander: str, q: str) -> str:
        """Return the typed text with one word replaced."""
        return re.sub(rf"(?<!\w){re.escape(woord)}(?!\w)", ander, vlak(q), count=1) if ander else q


@dataclass(slots=True)
class _Woord:
    woord: str
    stam: str
    telt: float = 1.0
    gelezen_als: str = ""
    in_zin: bool = False
    zeker: float = 1.0
    volgens_tabel: bool = False


def lees(q: str, index: Index, betekenis: Betekenis) -> Gelezen:
    """Read a typed text; any text is allowed, only the first 200 characters and 16 terms count."""
    reeks = _woorden(q)
    onbekend = _maak_bekend(reeks, index, betekenis)
    termen = list(_zinnen(reeks, index, betekenis))
    termen += _samenvoegingen(reeks, index, betekenis)
    for woord in reeks:
        if woord.woord != GEEN and woord.telt and woord.woord not in onbekend:
            term = _term(woord, index, betekenis)
            if term.zegt_iets or term.wensen:
                termen.append(term)
            else:
                onbekend.append(woord.woord)
    return Gelezen(tuple(termen), tuple(onbekend))


def _woorden(q: str) -> list[_Woord]:
    """Return the words that count, in order; what follows 'liever niet' or 'niet met' counts for nothing."""
    alle = alle_woorden(q[:LANGSTE_VRAAG])
    reeks: list[_Woord] = []
    gezien: set[str] = set()
    ontkend = 0
    for plek, woord in enumerate(alle):
        if woord == "niet" and (
            alle[plek - 1 : plek] == ["liever"] or alle[plek + 1 : plek + 2] in (["met"], ["bij"], ["naar"])
        ):
            ontkend = 3
            continue
        ontkend = max(ontkend - 1, 0)
        los_getal = woord.isdigit() and len(woord) < 3
        if woord in STOPWOORDEN or los_getal or (len(woord) < 2 and woord.isascii()) or woord in gezien:
            continue
        if woord != GEEN:
            gezien.add(woord)
        reeks.append(_Woord(woord, stam(woord), telt=0.0 if ontkend else 1.0))
    return reeks[:HOOGSTENS_TERMEN]


def _maak_bekend(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> list[str]:
    """Take each word that is not known for the nearest that is; return those that are near nothing."""
    onbekend = []
    for plek, woord in enumerate(reeks):
        if woord.woord == GEEN or _bekend(woord, index, betekenis):
            continue
        buren = [reeks[buur].woord for buur in (plek - 1, plek + 1) if 0 <= buur < len(reeks)]
        if any(aaneen(paar) in index.schat for buur in buren for paar in ((buur, woord.woord), (woord.woord, buur))):
            continue
        woord.volgens_tabel = bool(betekenis.volgens_tabel(woord.woord))
        if woord.volgens_tabel or index.schat.delen(woord.woord):
            continue
        eigennaam = woord.woord in betekenis.eigennamen
        nabij = [] if eigennaam else index.schat.nabij(woord.woord) or index.schat.verwant(woord.woord)
        if nabij:
            gekozen, woord.zeker = nabij[0]
            woord.gelezen_als, woord.stam = gekozen, stam(gekozen)
        else:
            onbekend.append(woord.woord)
    return onbekend


def _bekend(woord: _Woord, index: Index, betekenis: Betekenis) -> bool:
    return bool(
        woord.woord in index.schat
        or index.heeft(woord.stam)
        or betekenis.kent((woord.stam,))
        or woord.stam in betekenis.behoeftewoorden
        or index.schat.samenstellingen(woord.stam)
    )


def _zinnen(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield what several words in a row mean together, the longest first; those words then count less apart."""
    for lengte in range(min(LANGSTE_ZIN, len(reeks)), 1, -1):
        for begin in range(len(reeks) - lengte + 1):
            deel = reeks[begin : begin + lengte]
            zin = tuple(woord.stam for woord in deel)
            if any(w.in_zin or not w.telt for w in deel) or not betekenis.kent(zin):
                continue
            wensen = frozenset(betekenis.wensen.get(zin, ()))
            behoeften = dict(betekenis.behoeften.get(zin, {}))
            anders = {} if wensen else betekenis.anders.get(zin, {})
            stammen = [Zoekstam(zin, 1.0)]
            for ander, telt in anders.items():
                stammen += _met_samenstellingen(ander, telt, index)
            for ander, telt in anders.items():
                _neem_hoogste(behoeften, betekenis.behoeften.get(ander, {}), telt)
            echt = bool(behoeften or anders or zin in betekenis.namen)
            yield Term(
                " ".join(w.woord for w in deel), stammen if echt else [], behoeften, wensen, telt=1.2 if echt else 1.0
            )
            for woord in deel:
                woord.in_zin = True
                # Of words that only point at a facet ('geen bsn') none is looked for by itself.
                woord.telt *= LOS_VAN_ZIN if echt else 0.0
    for voor, woord in pairwise(reeks):
        # Someone without a paper does not look for the paper, as someone without a bed looks for a bed.
        if voor.woord == GEEN and not woord.in_zin and woord.stam in PAPIEREN:
            woord.telt *= LOS_VAN_ZIN


def _samenvoegingen(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield compounds that were typed as two words: 'taal cafe'."""
    for eerste, tweede in pairwise(reeks):
        samen = aaneen((eerste.woord, tweede.woord))
        if GEEN in (eerste.woord, tweede.woord) or not eerste.telt or not tweede.telt:
            continue
        if samen in index.schat or betekenis.kent((stam(samen),)):
            term = _term(_Woord(samen, stam(samen)), index, betekenis)
            if term.zegt_iets:
                term.woord = f"{eerste.woord} {tweede.woord}"
                yield term
                eerste.telt *= LOS_VAN_ZIN
                tweede.telt *= LOS_VAN_ZIN


def _term(woord: _Woord, index: Index, betekenis: Betekenis) -> Term:
    """Return all that one word may stand for."""
    zin = (woord.stam,)
    term = Term(woord.woord, gelezen_als=woord.gelezen_als, telt=woord.telt * woord.zeker)
    term.stammen += _met_samenstellingen(zin, 1.0, index)
    delen = index.schat.delen(woord.gelezen_als or woord.woord)
    if delen:
        term.stammen.append(Zoekstam(delen, SAMEN if not index.heeft(woord.stam) else DEEL))
    _neem_hoogste(term.behoeften, betekenis.behoeften.get(zin, {}), 1.0)
    _neem_hoogste(term.behoeften, betekenis.behoeftewoorden.get(woord.stam, {}), 1.0)
    for ander, telt in betekenis.anders.get(zin, {}).items():
        term.stammen += _met_samenstellingen(ander, telt, index)
        _neem_hoogste(term.behoeften, betekenis.behoeften.get(ander, {}), telt)
    if delen and not term.behoeften:
        _neem_hoogste(term.behoeften, betekenis.behoeften.get(delen, {}), SAMEN)
        # Of a compound the first part says what it is about: 'belastingdienst'.
        _neem_hoogste(term.behoeften, betekenis.behoeften.get(delen[:1], {}), DEEL)
    if woord.volgens_tabel:
        _neem_hoogste(term.behoeften, betekenis.volgens_tabel(woord.woord), 1.0)
    term.wensen = frozenset(betekenis.wensen.get(zin, ()))
    return term


def _met_samenstellingen(zin: Zin, telt: float, index: Index) -> list[Zoekstam]:
    """Return the phrase itself and, for one word, the compounds it is part of; what stands nowhere is left out."""
    if len(zin) > 1:
        return [Zoekstam(zin, telt)]
    samen = sorted(index.schat.samenstellingen(zin[0]))
    gezocht = [Zoekstam(zin, telt), *(Zoekstam((ander,), telt * DEEL) for ander in samen)]
    return [zoekstam for zoekstam in gezocht if index.heeft(zoekstam.stammen[0])]


def _neem_hoogste(doel: dict[str, float], erbij: Mapping[str, float], telt: float) -> None:
    for slug, zeker in erbij.items():
        doel[slug] = max(doel.get(slug, 0.0), zeker * telt)
