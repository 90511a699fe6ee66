"""Words: what a Dutch text and a typed question have in common.

Accents and capitals do not count, words are reduced to their stem (the same algorithm as PostgreSQL's 'dutch'),
stop words are left out. A question also finds by the synonyms of needs and the thesaurus, by the part of a
compound and, where nothing else does, by the nearest known word.
"""

from __future__ import annotations

import difflib
import functools
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import snowballstemmer

from organisaties.zoeken.bits import posities, verzameling

LANGSTE_VRAAG = 200
WOORD = re.compile(r"[^\W_]+")
KORTSTE_DEEL = 4
STOPWOORDEN = frozenset(
    """
    de het een en of in op te van voor met aan bij naar om uit is zijn er die dat dit deze als ook niet wel hij zij ze
    we wij je jij u ik mij hem haar hun kan kun mag moet wil willen waar wie wat hoe nog al dan tot over door
    heeft hebben wordt worden snapt
    """.split()  # noqa: SIM905
)
# How much a word counts by where it stands: title before need before description.
GEWICHT = {"naam": 8.0, "behoefte": 5.0, "organisatie": 4.0, "soort": 2.0, "omschrijving": 2.0}
NABIJ = 0.78
DEEL_TELT = 0.6
SYNONIEM_TELT = 0.8
TIKFOUT_TELT = 0.7
# Below this share of the best score a result matches too little of the question to be shown.
DREMPEL = 0.4

_stemmer = snowballstemmer.stemmer("dutch_porter")


@functools.lru_cache(maxsize=50_000)
def stam(woord: str) -> str:
    """Return the stem of one normalised word."""
    return str(_stemmer.stemWord(woord))


def vlak(tekst: str) -> str:
    """Return the text in small letters, without accents and without control characters."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def woorden_van(tekst: str) -> list[str]:
    """Return the normalised words of a text, in order, without stop words."""
    return [woord for woord in WOORD.findall(vlak(tekst)) if woord not in STOPWOORDEN]


def stammen(tekst: str) -> tuple[str, ...]:
    """Return the stems of a text, in order, without stop words."""
    return tuple(stam(woord) for woord in woorden_van(tekst))


@dataclass(frozen=True, slots=True)
class Woordtreffer:
    """What one typed word found: the set of offers by field, how much it counts, and by which known word."""

    woord: str
    velden: Mapping[str, int]
    telt: float
    via: str = ""


@dataclass(frozen=True, slots=True)
class Tekstuitslag:
    """What a text found: scores by position, the words that found something, and those that did not."""

    scores: Mapping[int, float]
    treffers: tuple[Woordtreffer, ...]
    zonder_treffer: tuple[str, ...]


@dataclass(slots=True)
class Woordenlijst:
    """All stems by field, with the synonyms that lead to them."""

    index: dict[str, dict[str, int]] = field(default_factory=dict)
    synoniemen: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=dict)
    langste_term: int = 1
    omvang: int = 0

    @classmethod
    def van(
        cls,
        feiten: Sequence[Mapping[str, Any]],
        woorden_per_behoefte: Mapping[int, Iterable[str]],
        aanbod_per_behoefte: Mapping[int, int],
        thesaurus: Mapping[str, Sequence[str]],
        omvang: int,
    ) -> Woordenlijst:
        """Build from the offers, the words for needs, and the thesaurus."""
        per_stam: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for positie, rij in enumerate(feiten):
            for veld, tekst in (
                ("naam", rij["naam"]),
                ("organisatie", rij["organisatie__naam"]),
                ("omschrijving", rij["omschrijving"]),
                ("soort", rij["soort"]),
            ):
                for gevonden in set(stammen(tekst)):
                    per_stam[gevonden][veld].append(positie)
        index = {
            gevonden: {veld: verzameling(plekken, omvang) for veld, plekken in velden.items()}
            for gevonden, velden in per_stam.items()
        }
        lijst = cls(index=index, omvang=omvang)
        for pk, teksten in woorden_per_behoefte.items():
            bits = aanbod_per_behoefte.get(pk, 0)
            for tekst in teksten:
                for gevonden in stammen(tekst):
                    velden = index.setdefault(gevonden, {})
                    velden["behoefte"] = velden.get("behoefte", 0) | bits
        for term, anderen in thesaurus.items():
            groep = [stammen(term), *(stammen(ander) for ander in anderen)]
            for ander in groep[1:]:
                lijst._verbind(groep[0], ander)
                lijst._verbind(ander, groep[0])
        return lijst

    def _verbind(self, term: tuple[str, ...], ander: tuple[str, ...]) -> None:
        if term and ander and term != ander:
            self.synoniemen.setdefault(term, set()).add(ander)
            self.langste_term = max(self.langste_term, len(term))

    def zoek(self, q: str) -> Tekstuitslag:
        """Return what the text `q` finds; any text is allowed, only the first 200 characters count."""
        woorden = list(dict.fromkeys(woorden_van(q[:LANGSTE_VRAAG])))
        reeks = [stam(woord) for woord in woorden]
        treffers: list[Woordtreffer] = []
        zonder: list[str] = []
        for plek, woord in enumerate(woorden):
            gevonden = self._woord(woord, reeks[plek])
            gevonden += self._via_synoniem(woord, reeks, plek)
            if not gevonden:
                gevonden = self._tikfout(woord, reeks[plek])
            if gevonden:
                treffers += gevonden
            else:
                zonder.append(woord)
        return Tekstuitslag(self._scores(treffers), tuple(treffers), tuple(zonder))

    def _woord(self, woord: str, gezocht: str) -> list[Woordtreffer]:
        """Find by the word itself, and by compounds that begin or end with it."""
        gevonden = [Woordtreffer(woord, self.index[gezocht], 1.0)] if gezocht in self.index else []
        if len(gezocht) >= KORTSTE_DEEL:
            velden: dict[str, int] = {}
            for ander, bits_per_veld in self.index.items():
                if ander != gezocht and (ander.startswith(gezocht) or ander.endswith(gezocht)):
                    for veld, bits in bits_per_veld.items():
                        velden[veld] = velden.get(veld, 0) | bits
            if velden:
                gevonden.append(Woordtreffer(woord, velden, DEEL_TELT))
        return gevonden

    def _via_synoniem(self, woord: str, reeks: Sequence[str], plek: int) -> list[Woordtreffer]:
        """Find by the synonyms of the terms that begin at this word."""
        gevonden = []
        for lengte in range(1, self.langste_term + 1):
            for ander in sorted(self.synoniemen.get(tuple(reeks[plek : plek + lengte]), ())):
                velden = self._allemaal(ander)
                if velden:
                    gevonden.append(Woordtreffer(woord, velden, SYNONIEM_TELT, " ".join(ander)))
        return gevonden

    def _allemaal(self, term: Sequence[str]) -> dict[str, int]:
        """Return by field the offers that have every stem of a term somewhere."""
        samen = -1
        for gezocht in term:
            ergens = 0
            for bits in self.index.get(gezocht, {}).values():
                ergens |= bits
            samen &= ergens
        if not samen:
            return {}
        velden: dict[str, int] = {}
        for gezocht in term:
            for veld, bits in self.index.get(gezocht, {}).items():
                if bits & samen:
                    velden[veld] = velden.get(veld, 0) | (bits & samen)
        return velden

    def _tikfout(self, woord: str, gezocht: str) -> list[Woordtreffer]:
        """Find by the nearest known word."""
        for nabij in difflib.get_close_matches(gezocht, self.index, n=1, cutoff=NABIJ):
            return [Woordtreffer(woord, self.index[nabij], TIKFOUT_TELT, nabij)]
        return []

    def _scores(self, treffers: Iterable[Woordtreffer]) -> dict[int, float]:
        """Add up for each offer the best field of each word; a rare word says more than a common one."""
        beste: dict[tuple[str, int], float] = {}
        for treffer in treffers:
            gevonden = 0
            for bits in treffer.velden.values():
                gevonden |= bits
            zeldzaam = math.log(1 + self.omvang / (1 + gevonden.bit_count()))
            for veld, bits in treffer.velden.items():
                score = GEWICHT[veld] * treffer.telt * zeldzaam
                for positie in posities(bits):
                    sleutel = (treffer.woord, positie)
                    if score > beste.get(sleutel, 0.0):
                        beste[sleutel] = score
        totaal: dict[int, float] = defaultdict(float)
        for (_, positie), score in beste.items():
            totaal[positie] += score
        grens = DREMPEL * max(totaal.values(), default=0.0)
        return {positie: score for positie, score in totaal.items() if score >= grens}
