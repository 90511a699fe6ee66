"""What words mean together: names of places, phrases, and phrases with other words between."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.lezen.term import LOS_VAN_ZIN, Term, Woord, Zoekstam, met_samenstellingen, neem_hoogste
from organisaties.zoeken.taal.betekenis import LANGSTE_ZIN, Betekenis, Wens, Zin
from organisaties.zoeken.taal.plaatsnamen import Gevonden
from organisaties.zoeken.taal.termen import GEEN, STOPWOORDEN, VOORZETSELS, stam

VOORWAARDEN = frozenset({"zonder_bsn", "aanmelden"})
# So many words away from its other words a stop word still belongs to a phrase: 'kan al weken niet slapen'.
VENSTER = 6
# The same where other words stand between them, and how many others that may be.
VERSPREID_TELT = 0.9
RUIMTE = 2


def plaatsterm(alle: list[str], gevonden: Gevonden, index: Index) -> Term:
    """Return a place as a term; offers that have its name in a text are lifted too."""
    woorden = [woord for woord in alle[gevonden.begin : gevonden.eind] if woord not in STOPWOORDEN]
    plaats, zin = gevonden.plaats, tuple(stam(woord) for woord in woorden)
    # 'Banne' and 'baan' share a stem: one such word alone would find the other.
    in_tekst = all(woord in index.schat for woord in woorden) and (
        len(zin) > 1 or index.schat.aantal_met_stam(zin[0]) == 1
    )
    return Term(
        " ".join(alle[gevonden.begin : gevonden.eind]),
        stammen=[Zoekstam(zin, 1.0)] if in_tekst else [],
        wensen=frozenset(
            [*(Wens("gebied", slug) for slug in plaats.gebieden), *(Wens("stadsdeel", s) for s in plaats.stadsdelen)]
        ),
        gelezen_als=gevonden.gelezen_als,
        plaats=plaats,
    )


def plekken(reeks: list[Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield the stadsdelen that are named; nothing else is meant by those words."""
    for deel in _stukken(reeks, 1):
        wensen = betekenis.plekken.get(tuple(woord.naam for woord in deel))
        if wensen is None or any(woord.in_plaats for woord in deel):
            continue
        eerste = deel[0]
        # A text may name the area too: 'Medische post Osdorp'.
        staat = len(deel) == 1 and eerste.naam in index.schat
        yield Term(
            " ".join(woord.woord for woord in deel),
            [Zoekstam((eerste.stam,), 1.0)] if staat else [],
            wensen=wensen,
            gelezen_als=eerste.gok.gelezen_als if eerste.gok.schrijffout else "",
            zeker=eerste.gok.zeker,
        )
        for woord in deel:
            woord.in_zin = True
            woord.telt = 0.0


def gebonden(alles: list[Woord], index: Index, betekenis: Betekenis, *, alleen: Collection[str] = ()) -> Iterator[Term]:
    """Yield the phrases that hang on their stop words: 'uit de kast', 'mag niet naar buiten', 'was doen'.

    With `alleen` only those that mean one of these needs: of safety, which comes before longer phrases of others.
    """
    for plek, woord in enumerate(alles):
        if woord.in_zin or woord.in_plaats:
            continue
        for zin in sorted(betekenis.gebonden.get(woord.stam, ()), key=len, reverse=True):
            if alleen and not any(slug in alleen for slug in betekenis.behoeften.get(zin, ())):
                continue
            # What is denied counts for nothing, unless that is what the phrase says.
            if (woord.telt or "niet" in zin) and _past(zin, plek, alles):
                van = [w for w in alles[max(plek - VENSTER, 0) : plek + VENSTER + 1] if w.stam in zin]
                yield _zinterm(zin, van, index, betekenis)
                break


def zinnen(reeks: list[Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield what several words in a row mean together; those words then count less apart."""
    for deel in _stukken(reeks, 2):
        zin = tuple(woord.stam for woord in deel)
        if betekenis.kent(zin):
            yield _zinterm(zin, deel, index, betekenis)


def verspreid(reeks: list[Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield the phrases of which all words stand near each other: 'gordijnen in de kamer zijn kapot'."""
    plekken = {woord.stam: plek for plek, woord in enumerate(reeks) if woord.telt and not woord.in_zin}
    for gezocht in list(plekken):
        for zin in betekenis.verspreid.get(gezocht, ()):
            waar = [plekken.get(deel, -1) for deel in zin]
            in_volgorde = len(zin) > 2 or waar == sorted(waar)
            if min(waar) < 0 or max(waar) - min(waar) >= len(zin) + RUIMTE or not in_volgorde:
                continue
            deel = [reeks[plek] for plek in sorted(waar)]
            if any(woord.in_zin or woord.in_plaats for woord in deel):
                continue
            term = _zinterm(zin, deel, index, betekenis)
            term.telt = VERSPREID_TELT
            yield term


def _stukken(reeks: list[Woord], kortste: int) -> Iterator[list[Woord]]:
    """Yield the rows of words that may be a phrase, the longest first, while none of them is in one yet."""
    for lengte in range(min(LANGSTE_ZIN, len(reeks)), kortste - 1, -1):
        for begin in range(len(reeks) - lengte + 1):
            deel = reeks[begin : begin + lengte]
            geen = deel[0].woord == GEEN
            if not any(woord.in_zin or not (woord.telt or (geen and woord.ontkend)) for woord in deel):
                yield deel


def _past(zin: Zin, plek: int, alles: list[Woord]) -> bool:
    """Tell whether a phrase stands around the word at `plek`: near it, and a preposition right before its word."""
    if alles[plek].klein:
        # Of stop words alone: all of them in a row.
        return tuple(woord.stam for woord in alles[plek : plek + len(zin)]) == zin
    dichtbij = {woord.stam for woord in alles[max(plek - VENSTER, 0) : plek + VENSTER + 1]}
    hier = zin.index(alles[plek].stam)
    ervoor = zin[hier - 1] if hier else ""
    aansluitend = ervoor not in VOORZETSELS or (plek > 0 and alles[plek - 1].stam == ervoor)
    return dichtbij.issuperset(zin) and aansluitend


def _zinterm(zin: Zin, deel: list[Woord], index: Index, betekenis: Betekenis) -> Term:
    """Return all that a phrase may stand for, and let its words count less."""
    wensen = frozenset(betekenis.wensen.get(zin, ()))
    # Who has no BSN asks for what is open without it, not for a BSN.
    voorwaarde = any(wens.facet in VOORWAARDEN for wens in wensen)
    behoeften = {} if voorwaarde else dict(betekenis.behoeften.get(zin, {}))
    anders = {} if wensen else betekenis.anders.get(zin, {})
    stammen = [] if any(woord.klein for woord in deel) else [Zoekstam(zin, 1.0)]
    for ander, telt in anders.items():
        stammen += met_samenstellingen(ander, telt, index)
        neem_hoogste(behoeften, betekenis.behoeften_via(ander), telt)
    echt = bool(behoeften or anders or zin in betekenis.namen)
    for woord in deel:
        woord.in_zin = True
        # Of words that only point at a facet ('geen bsn') none is looked for by itself.
        woord.telt *= LOS_VAN_ZIN if echt else 0.0
    return Term(" ".join(w.woord for w in deel), stammen if echt else [], behoeften, wensen, telt=1.2 if echt else 1.0)
