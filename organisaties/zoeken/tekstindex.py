"""Where which word stands: for each stem and each field the positions of the offers, and which words are near."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from organisaties.zoeken.bits import verzameling
from organisaties.zoeken.termen import klank, stam, woorden_van

KORTSTE_DEEL = 3
# A word of fewer letters has too many neighbours to guess which was meant.
KORTSTE_GOK = 4
# Longer than any Dutch word people search with; what is longer is not compared letter by letter.
LANGSTE_WOORD = 40
HOOGSTENS_NABIJ = 3
# What may stand between the parts of a compound: 'buurt-s-feest', 'paard-en-stal'.
TUSSENKLANKEN = ("", "s", "e", "en")


class Woordenschat:
    """All known words, the stems they have, and the compounds they are part of."""

    def __init__(self) -> None:
        self.woorden: dict[str, str] = {}
        self.stammen: set[str] = set()
        self.deel_van: dict[str, set[str]] = defaultdict(set)
        self._delen: dict[str, tuple[str, ...]] = {}
        self._per_klank: dict[str, list[str]] = defaultdict(list)
        self._per_lengte: dict[int, list[str]] | None = None
        self._op_volgorde: list[str] | None = None
        self._nog_te_splitsen: list[str] = []

    def __contains__(self, woord: str) -> bool:
        return woord in self.woorden

    def leer(self, woorden: Iterable[str]) -> None:
        """Make words known."""
        for woord in woorden:
            if woord not in self.woorden and len(woord) <= LANGSTE_WOORD:
                self.woorden[woord] = stam(woord)
                self.stammen.add(self.woorden[woord])
                self._per_klank[klank(woord)].append(woord)
                self._per_lengte = self._op_volgorde = None
                self._nog_te_splitsen.append(woord)

    def sluit(self) -> None:
        """Split what was learned since the last time, now that all parts are known."""
        self._delen = {}
        for woord in self._nog_te_splitsen:
            for deel in self.delen(woord):
                self.deel_van[deel].add(self.woorden[woord])
        self._nog_te_splitsen = []

    def delen(self, woord: str) -> tuple[str, ...]:
        """Return the stems of the known words a compound is made of; empty where it is none."""
        if len(woord) < 2 * KORTSTE_DEEL or len(woord) > LANGSTE_WOORD:
            return ()
        if woord not in self._delen:
            self._delen[woord] = tuple(stam(deel) for deel in self._splits(woord, len(woord)))
        return self._delen[woord]

    def _splits(self, woord: str, hoogstens: int, diepte: int = 3) -> tuple[str, ...]:
        """Return the parts of a compound: the longest last part that leaves something known before it."""
        for grens in range(KORTSTE_DEEL, len(woord) - KORTSTE_DEEL + 1):
            laatste = woord[grens:]
            if len(laatste) >= hoogstens or not self._is_deel(laatste):
                continue
            for tussen in TUSSENKLANKEN:
                eerste = woord[: grens - len(tussen)] if woord[:grens].endswith(tussen) else ""
                if len(eerste) < KORTSTE_DEEL:
                    continue
                if self._is_deel(eerste):
                    return (eerste, laatste)
                if diepte > 1 and len(eerste) >= 2 * KORTSTE_DEEL:
                    verder = self._splits(eerste, len(eerste), diepte - 1)
                    if verder:
                        return (*verder, laatste)
        return ()

    def _is_deel(self, stuk: str) -> bool:
        if len(stuk) == KORTSTE_DEEL:
            return stuk in KORTE_DELEN
        return stuk in self.woorden or stam(stuk) in self.stammen

    def nabij(self, woord: str) -> list[tuple[str, float]]:
        """Return known words that may be meant by an unknown one, best first, each with how sure that is (0–1).

        One changed, missing, extra or swapped letter, two in a long word, or another spelling of the same sound.
        """
        if not KORTSTE_GOK <= len(woord) <= LANGSTE_WOORD:
            return []
        kandidaten: dict[str, float] = dict.fromkeys(self._per_klank.get(klank(woord), ()), 0.95)
        afstand = 1 if len(woord) < 8 else 2
        for lengte in range(len(woord) - afstand, len(woord) + afstand + 1):
            gevonden = process.extract(
                woord, self._van_lengte(lengte), scorer=OSA.distance, score_cutoff=afstand, limit=8
            )
            for ander, verschil, _ in gevonden:
                if len(ander) >= KORTSTE_GOK - 1 and _zelfde_getal(woord, ander):
                    zeker = JaroWinkler.similarity(woord, ander) - 0.08 * (verschil - 1)
                    kandidaten[ander] = max(kandidaten.get(ander, 0.0), min(zeker, 0.94))
        geordend = sorted(kandidaten.items(), key=lambda paar: (-paar[1], paar[0]))
        return [paar for paar in geordend if paar[1] > geordend[0][1] - 0.06][:HOOGSTENS_NABIJ]

    def met_begin(self, begin: str, hoogstens: int = 60) -> list[str]:
        """Return known words that begin with these letters, in the order of the alphabet."""
        if self._op_volgorde is None:
            self._op_volgorde = sorted(self.woorden)
        alle = self._op_volgorde
        van = bisect_left(alle, begin)
        tot = bisect_left(alle, begin + "\U0010ffff", lo=van)
        return alle[van : min(tot, van + hoogstens)]

    def dichtstbij(self, woord: str) -> str:
        """Return the known word most like an unknown one, to ask whether it was meant; empty where none is like it."""
        if not KORTSTE_GOK <= len(woord) <= LANGSTE_WOORD:
            return ""
        lijkt = process.extractOne(woord, self._gesorteerd(), scorer=JaroWinkler.similarity, score_cutoff=0.8)
        return lijkt[0] if lijkt else ""

    def verwant(self, woord: str) -> list[tuple[str, float]]:
        """Return known words an unknown one is a form of or is made with, best first, each with how sure that is.

        'aangerand' → 'aanranding' (the participle), 'kookclub' → 'kook' (a known beginning), 'wooncoperatie' →
        'woon' and what is near 'coperatie'.
        """
        if not 6 <= len(woord) <= LANGSTE_WOORD:
            return []
        kandidaten: dict[str, float] = {}
        deelwoord = DEELWOORD.match(woord)
        vormen = [woord[: max(6, len(woord) - 3)]]
        if deelwoord:
            vormen.insert(0, (deelwoord["voor"] or "") + deelwoord["rest"])
        for vorm in vormen:
            for ander in self._vormen(vorm) if len(vorm) >= KORTSTE_GOK else ():
                kandidaten.setdefault(ander, 0.8 * len(vorm) / max(len(ander), len(vorm)) + 0.1)
        if not kandidaten:
            for grens in range(len(woord) - KORTSTE_GOK, KORTSTE_GOK - 1, -1):
                eerste, laatste = woord[:grens], woord[grens:]
                if eerste in self.woorden or stam(eerste) in self.stammen:
                    kandidaten.setdefault(eerste, 0.45)
                    for ander, zeker in self.nabij(laatste):
                        kandidaten[ander] = 0.7 * zeker
                    break
        if not kandidaten:
            # A long known word inside it: 'uitgehuwelijkt' holds 'huwelijk'.
            binnen = (ander for ander in self.woorden if len(ander) >= 6 and ander in woord)
            kandidaten.update((ander, len(ander) / len(woord)) for ander in binnen)
        return sorted(kandidaten.items(), key=lambda paar: (-paar[1], paar[0]))[:HOOGSTENS_NABIJ]

    def _vormen(self, vorm: str) -> list[str]:
        return [ander for ander in self.met_begin(vorm) if len(ander) <= len(vorm) + 6]

    def _gesorteerd(self) -> list[str]:
        return [woord for lengte in range(KORTSTE_GOK, LANGSTE_WOORD + 1) for woord in self._van_lengte(lengte)]

    def _van_lengte(self, lengte: int) -> list[str]:
        if self._per_lengte is None:
            per_lengte: dict[int, list[str]] = defaultdict(list)
            for woord in sorted(self.woorden):
                per_lengte[len(woord)].append(woord)
            self._per_lengte = per_lengte
        return self._per_lengte.get(lengte, [])


# 'aangerand', 'geslagen': a participle without its 'ge' and its ending.
DEELWOORD = re.compile(r"(?P<voor>aan|uit|op|af|in|mee|weg|door|over|terug)?ge(?P<rest>\w{3,}?)(?:d|t|en)?$")
# Parts of three letters make compounds of almost anything; only these do so in the words of this field.
KORTE_DELEN = frozenset(
    "les dag bad bed was eet huur kind taal werk zorg geld hulp bus tas jas pas bsn azc eten".split()  # noqa: SIM905
)


def _zelfde_getal(woord: str, ander: str) -> bool:
    """Tell whether digits agree: 'b1' is no typing error for 'b2'."""
    return [t for t in woord if t.isdigit()] == [t for t in ander if t.isdigit()]


class Tekstindex:
    """For each stem the positions by field; only ever added to, so that older readers are not disturbed."""

    def __init__(self) -> None:
        self.schat = Woordenschat()
        self._plekken: dict[str, dict[str, array[int]]] = {}
        self._bits: dict[str, tuple[int, dict[str, int]]] = {}
        self.omvang = 0

    def voeg_toe(self, positie: int, teksten: Mapping[str, str]) -> None:
        """Add the texts of one offer by field; positions only go up. Call `sluit()` after the last one."""
        self.omvang = positie + 1
        for veld, tekst in teksten.items():
            woorden = _woorden(tekst)
            self.schat.leer(woorden)
            for gevonden in {stam(woord) for woord in woorden}:
                per_veld = self._plekken.get(gevonden)
                if per_veld is None:
                    per_veld = self._plekken[gevonden] = {}
                reeks = per_veld.get(veld)
                if reeks is None:
                    reeks = per_veld[veld] = array("I")
                reeks.append(positie)

    def sluit(self) -> None:
        """Make what was added ready for use."""
        self.schat.sluit()

    def waar(self, gezocht: str) -> Mapping[str, int]:
        """Return for each field the set of offers that have this stem."""
        plekken = self._plekken.get(gezocht)
        if plekken is None:
            return {}
        lengte = sum(map(len, plekken.values()))
        bewaard = self._bits.get(gezocht)
        if bewaard and bewaard[0] == lengte:
            return bewaard[1]
        bits = {veld: verzameling(reeks[:], reeks[-1] + 1) for veld, reeks in plekken.items()}
        self._bits[gezocht] = (lengte, bits)
        return bits


@lru_cache(maxsize=20_000)
def _woorden(tekst: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(woorden_van(tekst)))
