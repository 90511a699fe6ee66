"""Which questions are about danger: sentences are held against a list that anybody can read and correct.

`gevaar.csv` has a line for each kind of danger, `gevaar_woorden.csv` the groups of words the lines are made of.
A line holds what stands together in a sentence, in any order and near each other (`samen`), and what makes the same
words innocent (`niet`). In both columns what is apart by a space is a part of its own:

    mept            the word
    bedreig*        any word that begins so
    geen_lucht      words right after each other
    stikt/krijgt_geen_lucht     one of these
    [slaat]         one of a group
    [alleen]        nothing else of any weight is said

A line without a need says that its words are innocent. Some single words were listed for danger and say something
else in most sentences: the group `dubbelzinnig`. Such a word alone is danger; beside other words it is only where a
line says so. In doubt a line should rather find too much: 'bel 112' for nothing is cheaper than not saying it.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.termen import GELIJK, LEGE_WOORDEN, STOPWOORDEN, klank

HIER = Path(__file__).parent
ALLEEN = "[alleen]"
# The groups whose words leave another word alone, and the words that are danger only alone.
LATEN_ALLEEN = ("persoon", "vulling")
DUBBELZINNIG = "dubbelzinnig"
# So many words lie between the first and the last part of a line.
VENSTER = 10
# A new clause begins with them.
VOEGWOORDEN = frozenset(("en", "maar", "want", "dus", "and", "but"))
# A shorter word is too near to too many others to be a misspelt one.
KORTSTE_SCHRIJFFOUT = 6

Plekken = tuple[int, int]
Zin = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a line: rows of words, by the first word of each or, where that ends in a star, by its beginning."""

    met_woord: Mapping[str, Sequence[Zin]]
    met_begin: Sequence[Zin]

    def plekken(self, woorden: Sequence[str]) -> list[Plekken]:
        """Return where it stands, as the numbers of its first word and of the first word after it."""
        gevonden = []
        for plek, woord in enumerate(woorden):
            for zin in (*self.met_woord.get(woord, ()), *self.met_begin):
                hier = woorden[plek : plek + len(zin)]
                if len(hier) == len(zin) and all(map(_past, hier, zin)):
                    gevonden.append((plek, plek + len(zin)))
        return gevonden


@dataclass(frozen=True, slots=True)
class Regel:
    """A line: needs (slugs, the first weighs most), parts that stand together, parts that make it innocent."""

    behoeften: tuple[str, ...]
    samen: tuple[int, ...]
    niet: tuple[int, ...]
    alleen: bool
    voorbeeld: str
    onschuldig: str


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One line that holds for a sentence: its needs, and which words made it so."""

    behoeften: tuple[str, ...]
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lezing:
    """What a sentence says about danger.

    `innocent`: a line says these words are no danger, and none says they are. `los` are the words in it that mean
    danger only alone, where they do not stand alone and no line says they are danger.
    """

    gevaar: tuple[Gevonden, ...] = ()
    onschuldig: bool = False
    los: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gevaarlijst:
    """All lines. `eerste` has the parts by the word they may begin with, `begin` by its first two letters; frozen."""

    regels: tuple[Regel, ...]
    delen: tuple[Deel, ...]
    eerste: Mapping[str, frozenset[int]]
    begin: Mapping[str, Sequence[tuple[str, int]]]
    laten_alleen: frozenset[str]
    dubbelzinnig: frozenset[str]
    woorden: frozenset[str] = field(default_factory=frozenset)

    def lees(self, woorden: Sequence[str], bestaat: Callable[[str], bool] = gewoon.is_woord) -> Lezing:
        """Return what the words of a question, in order, say about danger; `bestaat` tells what is no error."""
        woorden = [w if len(w) < KORTSTE_SCHRIJFFOUT or bestaat(w) else self.bedoeld(w) for w in woorden]
        kan = frozenset(deel for woord in dict.fromkeys(woorden) for deel in self._begint_met(woord))
        gevonden: list[Gevonden] = []
        onschuldig = False
        for regel in self.regels:
            if kan.issuperset(regel.samen) and (plekken := self._geldt(regel, woorden, kan)) is not None:
                if regel.behoeften:
                    gevonden.append(Gevonden(regel.behoeften, tuple(woorden[plek] for plek in plekken)))
                else:
                    onschuldig = True
        los = {woord for woord in woorden if woord in self.dubbelzinnig}
        if los and not onschuldig and self._staat_alleen(woorden, ()):
            los = set()
        return Lezing(tuple(gevonden), onschuldig and not gevonden, frozenset(los))

    def bedoeld(self, woord: str) -> str:
        """Return the word of the list that a misspelt one stands for: it sounds alike, or one letter is off."""
        if woord in self.woorden:
            return woord
        klinkt = klank(woord)
        kandidaten = (ander for ander in self.woorden if len(ander) >= KORTSTE_SCHRIJFFOUT)
        gelijk = [ander for ander in kandidaten if klank(ander) == klinkt or _een_letter(woord, ander)]
        return min(gelijk, key=lambda ander: (klank(ander) != klinkt, ander)) if gelijk else woord

    def _begint_met(self, woord: str) -> Iterator[int]:
        yield from self.eerste.get(woord, ())
        for begin, deel in self.begin.get(woord[:2], ()):
            if woord.startswith(begin):
                yield deel

    def _geldt(self, regel: Regel, woorden: Sequence[str], kan: Collection[int]) -> tuple[int, ...] | None:
        """Return the places of the words that make a line hold; None where it does not."""
        plekken = _bijeen([self.delen[deel].plekken(woorden) for deel in regel.samen])
        if plekken is None or (regel.alleen and not self._staat_alleen(woorden, plekken)):
            return None
        onschuldig = (plek for deel in regel.niet if deel in kan for plek in self.delen[deel].plekken(woorden))
        return None if any(_in_een_adem(plek, plekken, woorden) for plek in onschuldig) else plekken

    def _staat_alleen(self, woorden: Sequence[str], plekken: Collection[int]) -> bool:
        """Tell whether the other words say nothing: 'ik ben heel bang'."""
        return all(
            plek in plekken or woord in STOPWOORDEN or woord in LEGE_WOORDEN or woord in self.laten_alleen
            for plek, woord in enumerate(woorden)
        )


def _bijeen(plekken: list[list[Plekken]], gehad: tuple[Plekken, ...] = ()) -> tuple[int, ...] | None:
    """Return the words of one place for every part, near each other and none of them twice; None where that is not."""
    if not plekken:
        return tuple(sorted(plek for begin, eind in gehad for plek in range(begin, eind)))
    for begin, eind in plekken[0]:
        vrij = all(eind <= ander or begin >= ander_eind for ander, ander_eind in gehad)
        dichtbij = all(max(eind, e) - min(begin, b) <= VENSTER for b, e in gehad)
        if vrij and dichtbij and (gevonden := _bijeen(plekken[1:], (*gehad, (begin, eind)))) is not None:
            return gevonden
    return None


def _in_een_adem(plek: Plekken, plekken: Sequence[int], woorden: Sequence[str]) -> bool:
    """Tell whether no 'and' comes first: what makes 'slaat de bal' innocent does not in 'slaat haar en … een bal'."""
    begin, _ = plek
    return VOEGWOORDEN.isdisjoint(woorden[plekken[-1] + 1 : begin])


def _een_letter(woord: str, ander: str) -> bool:
    """Tell whether one letter is other, missing, too many, or has changed places with the next; not the first."""
    if abs(len(woord) - len(ander)) > 1 or woord[0] != ander[0]:
        return False
    kort, lang = sorted((woord, ander), key=len)
    gelijk = 0
    while gelijk < len(kort) and kort[gelijk] == lang[gelijk]:
        gelijk += 1
    rest, andere_rest = kort[gelijk:], lang[gelijk:]
    if len(kort) < len(lang):
        return rest == andere_rest[1:]
    return rest[1:] == andere_rest[1:] or (rest[:2] == andere_rest[1::-1] and rest[2:] == andere_rest[2:])


@functools.cache
def gevaarlijst() -> Gevaarlijst:
    """Return the list; it is read once in a process, or once before processes are made of it. Raises ValueError."""
    groepen = {rij["groep"]: rij["woorden"].split("|") for rij in _rijen("gevaar_woorden.csv")}
    return lees_gevaarlijst(groepen, _rijen("gevaar.csv"))


def _rijen(naam: str) -> list[dict[str, str]]:
    with (HIER / naam).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def lees_gevaarlijst(groepen: Mapping[str, Sequence[str]], rijen: Iterable[Mapping[str, str]]) -> Gevaarlijst:
    """Make the list of groups of words and of lines; raises ValueError where a line names a group that is not there."""
    nummers: dict[str, int] = {}
    regels = []
    for rij in rijen:
        samen = rij["samen"].split()
        try:
            bij, niet = (
                tuple(nummers.setdefault(deel, len(nummers)) for deel in stukken if deel != ALLEEN)
                for stukken in (samen, rij["niet"].split())
            )
            for deel in (*samen, *rij["niet"].split()):
                if deel != ALLEEN:
                    tuple(_zinnen(deel, groepen))
        except KeyError as fout:
            raise ValueError(f"gevaar.csv: {rij['samen']!r} names the group {fout}, which is not there") from None
        behoeften = tuple(rij["behoefte"].split("|")) if rij["behoefte"] else ()
        regels.append(Regel(behoeften, bij, niet, ALLEEN in samen, rij["voorbeeld"], rij["onschuldig"]))
    delen_van_regels = [_deel(_zinnen(tekst, groepen)) for tekst in nummers]
    eerste: dict[str, set[int]] = {}
    begin: dict[str, list[tuple[str, int]]] = {}
    for nummer, hele_deel in enumerate(delen_van_regels):
        for woord in hele_deel.met_woord:
            eerste.setdefault(woord, set()).add(nummer)
        for zin in hele_deel.met_begin:
            begin.setdefault(zin[0][:2], []).append((zin[0][:-1], nummer))
    return Gevaarlijst(
        tuple(regels),
        tuple(delen_van_regels),
        {woord: frozenset(delen) for woord, delen in eerste.items()},
        begin,
        frozenset(woord for groep in (*LATEN_ALLEEN, DUBBELZINNIG) for zin in _groep(groep, groepen) for woord in zin),
        frozenset(groepen[DUBBELZINNIG]),
        frozenset(
            woord
            for deel in delen_van_regels
            for zinnen in deel.met_woord.values()
            for zin in zinnen
            for woord in zin
            if not woord.endswith("*")
        ),
    )


def _zinnen(deel: str, groepen: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of words that a part stands for."""
    for keus in deel.split("/"):
        rijen: list[tuple[str, ...]] = [()]
        for plek in keus.split("_"):
            woorden = _groep(plek[1:-1], groepen) if plek.startswith("[") else [(GELIJK.get(plek, plek),)]
            rijen = [(*rij, *erbij) for rij in rijen for erbij in woorden]
        yield from rijen


def _groep(naam: str, groepen: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    gevonden: list[tuple[str, ...]] = []
    for tekst in groepen[naam]:
        gevonden += (
            _groep(tekst[1:-1], groepen) if tekst.startswith("[") else [tuple(GELIJK.get(w, w) for w in tekst.split())]
        )
    return gevonden


def _deel(zinnen: Iterable[Zin]) -> Deel:
    met_woord: dict[str, list[Zin]] = {}
    met_begin = []
    for zin in dict.fromkeys(zinnen):
        if zin[0].endswith("*"):
            met_begin.append(zin)
        else:
            met_woord.setdefault(zin[0], []).append(zin)
    return Deel(met_woord, tuple(met_begin))


def _past(woord: str, gevraagd: str) -> bool:
    return woord.startswith(gevraagd[:-1]) if gevraagd.endswith("*") else woord == gevraagd
