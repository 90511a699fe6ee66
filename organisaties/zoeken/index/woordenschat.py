"""Which words there are, what they are part of and which are near: of a whole kaart, and after a change of it.

Both are frozen. A word that stands in no offer and in no list any more is not there: it is offered to nobody, takes
no part in a compound, and cannot be what somebody "must have meant".
"""

from __future__ import annotations

import dataclasses
import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from organisaties.zoeken.taal.gewoon import gewone_woorden
from organisaties.zoeken.taal.termen import klank, stam

KORTSTE_DEEL = 3
# A word of fewer letters has too many neighbours to guess which was meant.
KORTSTE_GOK = 4
# Longer than any Dutch word people search with; what is longer is not compared letter by letter.
LANGSTE_WOORD = 40
HOOGSTENS_NABIJ = 3
EVEN_NABIJ = 0.02
# A word less like another one is not asked about: "Bedoel je dochter?" for 'dock'.
LIJKT = 0.87
HOOGSTENS_MET_BEGIN = 60
# What may stand between the parts of a compound: 'buurt-s-feest', 'paard-en-stal'.
TUSSENKLANKEN = ("", "s", "e", "en")
# 'aangerand', 'geslagen': a participle without its 'ge' and its ending.
DEELWOORD = re.compile(r"(?P<voor>aan|uit|op|af|in|mee|weg|door|over|terug)?ge(?P<rest>\w{3,}?)(?:d|t|en)?$")
# Parts of three letters make compounds of almost anything; only these do so in the words of this field.
KORTE_DELEN = frozenset(
    "les dag bad bed was eet huur kind taal werk zorg geld hulp bus tas jas pas bsn azc eten".split()  # noqa: SIM905
)
LEEG: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Woorden(ABC):
    """What can be asked of known words, whether they lie in one whole or in a whole and a change."""

    __slots__ = ()

    @abstractmethod
    def __contains__(self, woord: str) -> bool:
        """Tell whether the word is known."""

    @abstractmethod
    def kent_stam(self, gezocht: str) -> bool:
        """Tell whether a known word has this stem."""

    @abstractmethod
    def aantal_met_stam(self, gezocht: str) -> int:
        """Return how many known words have this stem."""

    @abstractmethod
    def samenstellingen(self, deel: str) -> set[str]:
        """Return the stems of the known compounds that the word with this stem is a part of."""

    @abstractmethod
    def _alle(self) -> Iterable[str]: ...

    @abstractmethod
    def _zoals_het_klinkt(self, geluid: str) -> Iterable[str]: ...

    @abstractmethod
    def _van_lengte(self, lengte: int) -> Sequence[str]:
        """Return the words of so many letters, in the order of the alphabet."""

    @abstractmethod
    def _op_einde(self, einde: str) -> Iterator[str]:
        """Yield the words that end in this text."""

    @abstractmethod
    def _vanaf(self, begin: str) -> Iterator[str]:
        """Yield the words from this text on, in the order of the alphabet."""

    def delen(self, woord: str) -> tuple[str, ...]:
        """Return the stems of the known words a compound is made of; empty where it is none."""
        return tuple(stam(deel) for deel in self.stukken(woord))

    def stukken(self, woord: str) -> tuple[str, ...]:
        """Return the known words a compound is made of, as they stand in it; empty where it is none."""
        if not 2 * KORTSTE_DEEL <= len(woord) <= LANGSTE_WOORD:
            return ()
        return self._splits(woord, len(woord))

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
        return self.kent_stam(stam(stuk))

    def nabij(self, woord: str) -> list[tuple[str, float]]:
        """Return known words that may be meant by an unknown one, best first, each with how sure that is (0–1).

        One changed, missing, extra or swapped letter, two in a long word, or another spelling of the same sound.
        """
        if not KORTSTE_GOK <= len(woord) <= LANGSTE_WOORD:
            return []
        kandidaten: dict[str, float] = dict.fromkeys(self._zoals_het_klinkt(klank(woord)), 0.95)
        afstand = 1 if len(woord) < 8 else 2
        for lengte in range(len(woord) - afstand, len(woord) + afstand + 1):
            gevonden = process.extract(
                woord, self._van_lengte(lengte), scorer=OSA.distance, score_cutoff=afstand, limit=8
            )
            for ander, verschil, _ in gevonden:
                if len(ander) >= KORTSTE_GOK - 1 and _zelfde_getal(woord, ander):
                    zeker = JaroWinkler.similarity(woord, ander) - 0.08 * (verschil - 1)
                    kandidaten[ander] = max(kandidaten.get(ander, 0.0), min(zeker, 0.94))
        beste = max(kandidaten.values(), default=0.0)
        # Of words that are as near the one that people write most was meant.
        geordend = sorted(
            kandidaten.items(), key=lambda p: (p[1] < beste - EVEN_NABIJ, _hoe_zeldzaam(p[0]), -p[1], p[0])
        )
        return [paar for paar in geordend if paar[1] > beste - 0.06][:HOOGSTENS_NABIJ]

    def klinkt_als(self, woord: str) -> list[str]:
        """Return the known words that sound like this one, in the order of the alphabet."""
        return sorted(self._zoals_het_klinkt(klank(woord))) if KORTSTE_GOK <= len(woord) <= LANGSTE_WOORD else []

    def met_begin(self, begin: str) -> list[str]:
        """Return the first 60 known words that begin with these letters, in the order of the alphabet."""
        gevonden: list[str] = []
        for woord in self._vanaf(begin):
            if not woord.startswith(begin) or len(gevonden) == HOOGSTENS_MET_BEGIN:
                break
            gevonden.append(woord)
        return gevonden

    def met_einde(self, einde: str) -> list[str]:
        """Return the longer known words that end in these letters, in the order of the alphabet."""
        return sorted(woord for woord in self._op_einde(einde) if len(woord) > len(einde))

    def dichtstbij(self, woord: str) -> str:
        """Return the known word most like an unknown one, to ask whether it was meant; empty where none is like it."""
        if not KORTSTE_GOK <= len(woord) <= LANGSTE_WOORD:
            return ""
        alle = [ander for lengte in range(KORTSTE_GOK, LANGSTE_WOORD + 1) for ander in self._van_lengte(lengte)]
        lijkt = process.extractOne(woord, alle, scorer=JaroWinkler.similarity, score_cutoff=LIJKT)
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
                if self.kent_stam(stam(eerste)):
                    kandidaten.setdefault(eerste, 0.45)
                    for ander, zeker in self.nabij(laatste):
                        kandidaten[ander] = 0.7 * zeker
                    break
        if not kandidaten:
            # A long known word inside it: 'uitgehuwelijkt' holds 'huwelijk'.
            binnen = (ander for ander in self._alle() if len(ander) >= 6 and ander in woord)
            kandidaten.update((ander, len(ander) / len(woord)) for ander in binnen)
        return sorted(kandidaten.items(), key=lambda paar: (-paar[1], paar[0]))[:HOOGSTENS_NABIJ]

    def _vormen(self, vorm: str) -> list[str]:
        return [ander for ander in self.met_begin(vorm) if len(ander) <= len(vorm) + 6]


def _hoe_zeldzaam(woord: str) -> int:
    rang = gewone_woorden().rang(woord)
    return rang if rang is not None else 1_000_000


def _zelfde_getal(woord: str, ander: str) -> bool:
    """Tell whether digits agree: 'b1' is no typing error for 'b2'."""
    return [t for t in woord if t.isdigit()] == [t for t in ander if t.isdigit()]


@dataclass(frozen=True, slots=True)
class Woordenschat(Woorden):
    """All words of a whole kaart.

    `woorden` gives the stem of each, `stammen` how many words each stem has; `deel_van` the compounds by the stem of
    a part.
    """

    woorden: Mapping[str, str]
    stammen: Mapping[str, int]
    deel_van: Mapping[str, tuple[str, ...]]
    per_klank: Mapping[str, tuple[str, ...]]
    per_lengte: Mapping[int, tuple[str, ...]]
    op_volgorde: tuple[str, ...]
    # All words in that order, each before the end of a line: to look for an ending at once.
    aaneen: str

    @classmethod
    def van(cls, woorden: Mapping[str, str]) -> Woordenschat:
        """Make it of words with their stems, none of them longer than LANGSTE_WOORD."""
        op_volgorde = tuple(sorted(woorden))
        stammen = MappingProxyType(Counter(woorden.values()))
        klanken = _gegroepeerd((klank(woord), woord) for woord in op_volgorde)
        lengtes: dict[int, list[str]] = defaultdict(list)
        for woord in op_volgorde:
            lengtes[len(woord)].append(woord)
        per_lengte = MappingProxyType({lengte: tuple(groep) for lengte, groep in lengtes.items()})
        aaneen = "".join(f"{woord}\n" for woord in op_volgorde)
        zonder_delen = cls(MappingProxyType(dict(woorden)), stammen, LEEG, klanken, per_lengte, op_volgorde, aaneen)
        paren = ((deel, woord) for woord in op_volgorde for deel in dict.fromkeys(zonder_delen.delen(woord)))
        return dataclasses.replace(zonder_delen, deel_van=_gegroepeerd(paren))

    def __contains__(self, woord: str) -> bool:
        return woord in self.woorden

    def kent_stam(self, gezocht: str) -> bool:
        """Tell whether a known word has this stem."""
        return gezocht in self.stammen

    def aantal_met_stam(self, gezocht: str) -> int:
        """Return how many known words have this stem."""
        return self.stammen.get(gezocht, 0)

    def samenstellingen(self, deel: str) -> set[str]:
        """Return the stems of the known compounds that the word with this stem is a part of."""
        return {self.woorden[woord] for woord in self.deel_van.get(deel, ())}

    def _alle(self) -> Iterable[str]:
        return self.op_volgorde

    def _zoals_het_klinkt(self, geluid: str) -> Iterable[str]:
        return self.per_klank.get(geluid, ())

    def _van_lengte(self, lengte: int) -> Sequence[str]:
        return self.per_lengte.get(lengte, ())

    def _op_einde(self, einde: str) -> Iterator[str]:
        gezocht = f"{einde}\n"
        plek = self.aaneen.find(gezocht)
        while plek >= 0:
            yield self.aaneen[self.aaneen.rfind("\n", 0, plek) + 1 : plek + len(einde)]
            plek = self.aaneen.find(gezocht, plek + 1)

    def _vanaf(self, begin: str) -> Iterator[str]:
        alle = self.op_volgorde
        return (alle[plek] for plek in range(bisect_left(alle, begin), len(alle)))


@dataclass(frozen=True, slots=True)
class WoordenschatErbij(Woorden):
    """The words of a whole without those that are gone, and with new ones.

    A word of the whole that could be split with the help of a new word is not: that comes with the next whole.
    """

    basis: Woordenschat
    weg: frozenset[str]
    stammen_weg: frozenset[str]
    nieuw: Mapping[str, str]
    stammen_nieuw: frozenset[str]
    klanken_nieuw: Mapping[str, tuple[str, ...]]
    volgorde_nieuw: tuple[str, ...]
    # The lengths of which words went or came, with all words of that length.
    andere_lengtes: Mapping[int, tuple[str, ...]]
    # Compounds of the whole that a part fell away from, and the compounds by part that are new for one reason or other.
    herzien: frozenset[str] = frozenset()
    deel_van_nieuw: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: LEEG)

    @classmethod
    def van(cls, basis: Woordenschat, weg: Collection[str], erbij: Mapping[str, str]) -> Woorden:
        """Make it of the words that stand nowhere in the whole any more, and those of what changed with their stems."""
        dood = frozenset(woord for woord in weg if woord not in erbij)
        nieuw = {woord: gestamd for woord, gestamd in erbij.items() if woord not in basis.woorden}
        if not dood and not nieuw:
            return basis
        stammen_nieuw = frozenset(nieuw.values())
        per_stam = Counter(basis.woorden[woord] for woord in dood)
        volgorde_nieuw = tuple(sorted(nieuw))
        zonder_delen = cls(
            basis=basis,
            weg=dood,
            stammen_weg=frozenset(s for s, n in per_stam.items() if n == basis.stammen[s]) - stammen_nieuw,
            nieuw=MappingProxyType(nieuw),
            stammen_nieuw=stammen_nieuw,
            klanken_nieuw=_gegroepeerd((klank(woord), woord) for woord in volgorde_nieuw),
            volgorde_nieuw=volgorde_nieuw,
            andere_lengtes=_andere_lengtes(basis, dood, volgorde_nieuw),
        )
        herzien = frozenset(w for deel in zonder_delen.stammen_weg for w in basis.deel_van.get(deel, ()))
        opnieuw = [*volgorde_nieuw, *sorted(herzien - dood)]
        paren = ((deel, woord) for woord in opnieuw for deel in dict.fromkeys(zonder_delen.delen(woord)))
        return dataclasses.replace(zonder_delen, herzien=herzien, deel_van_nieuw=_gegroepeerd(paren))

    def __contains__(self, woord: str) -> bool:
        return woord in self.nieuw or (woord in self.basis.woorden and woord not in self.weg)

    def kent_stam(self, gezocht: str) -> bool:
        """Tell whether a known word has this stem."""
        return gezocht in self.stammen_nieuw or (gezocht in self.basis.stammen and gezocht not in self.stammen_weg)

    def aantal_met_stam(self, gezocht: str) -> int:
        """Return how many known words have this stem."""
        weg = sum(self.basis.woorden[woord] == gezocht for woord in self.weg)
        erbij = sum(gestamd == gezocht for gestamd in self.nieuw.values())
        return self.basis.aantal_met_stam(gezocht) - weg + erbij

    def samenstellingen(self, deel: str) -> set[str]:
        """Return the stems of the known compounds that the word with this stem is a part of."""
        oud = (w for w in self.basis.deel_van.get(deel, ()) if w not in self.weg and w not in self.herzien)
        alle = (*oud, *self.deel_van_nieuw.get(deel, ()))
        return {self.nieuw.get(woord) or self.basis.woorden[woord] for woord in alle}

    def _alle(self) -> Iterable[str]:
        yield from (woord for woord in self.basis.op_volgorde if woord not in self.weg)
        yield from self.volgorde_nieuw

    def _zoals_het_klinkt(self, geluid: str) -> Iterable[str]:
        yield from (woord for woord in self.basis.per_klank.get(geluid, ()) if woord not in self.weg)
        yield from self.klanken_nieuw.get(geluid, ())

    def _van_lengte(self, lengte: int) -> Sequence[str]:
        anders = self.andere_lengtes.get(lengte)
        return self.basis._van_lengte(lengte) if anders is None else anders

    def _op_einde(self, einde: str) -> Iterator[str]:
        yield from (woord for woord in self.basis._op_einde(einde) if woord not in self.weg)
        yield from (woord for woord in self.volgorde_nieuw if woord.endswith(einde))

    def _vanaf(self, begin: str) -> Iterator[str]:
        oud = (woord for woord in self.basis._vanaf(begin) if woord not in self.weg)
        nieuw = self.volgorde_nieuw[bisect_left(self.volgorde_nieuw, begin) :]
        return merge(oud, nieuw) if nieuw else oud


def _andere_lengtes(basis: Woordenschat, weg: Collection[str], nieuw: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    lengtes = {}
    for lengte in {len(woord) for woord in (*weg, *nieuw)}:
        blijft = [woord for woord in basis.per_lengte.get(lengte, ()) if woord not in weg]
        lengtes[lengte] = tuple(sorted([*blijft, *(woord for woord in nieuw if len(woord) == lengte)]))
    return MappingProxyType(lengtes)


def _gegroepeerd(paren: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return what belongs to each key, in the order given."""
    groepen: dict[str, list[str]] = defaultdict(list)
    for sleutel, waarde in paren:
        groepen[sleutel].append(waarde)
    return MappingProxyType({sleutel: tuple(groep) for sleutel, groep in groepen.items()})
