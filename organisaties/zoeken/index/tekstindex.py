"""Where which word stands: for each stem and each field the set of offers. Frozen: made whole, never written to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from types import MappingProxyType

from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.rijen import getallen
from organisaties.zoeken.index.woordenschat import LANGSTE_WOORD, Woorden, Woordenschat, WoordenschatErbij
from organisaties.zoeken.taal.termen import stam, woorden_van

VELDEN = ("naam", "organisatie", "omschrijving", "soort")
# The set of a stem that stands in so many offers is kept ready; of others it is made when it is asked for.
VEEL = 300


class Index(ABC):
    """What can be asked of the texts of offers, whether they lie in one whole or in a whole and a change."""

    __slots__ = ()

    schat: Woorden

    @abstractmethod
    def waar(self, gezocht: str) -> Mapping[str, int]:
        """Return for each field that has this stem somewhere the set of offers."""

    @abstractmethod
    def heeft(self, gezocht: str) -> bool:
        """Tell whether the stem stands anywhere."""


@dataclass(frozen=True, slots=True)
class Tekstindex(Index):
    """The texts of a whole kaart.

    `_rij` gives for a stem its row; row r holds for field f the positions `_posities[g[4r+f]:g[4r+f+1]]`. The words of
    each offer stand by number (the place in `schat.op_volgorde`), and how many offers have each word beside it: what
    is not known otherwise is which words go when offers go.
    """

    schat: Woordenschat
    omvang: int
    _rij: Mapping[str, int]
    _grenzen: memoryview
    _posities: memoryview
    _veel: Mapping[int, int]
    _woorden_van: memoryview
    _woorden_grenzen: memoryview
    _aantallen: memoryview

    def waar(self, gezocht: str) -> Mapping[str, int]:
        """Return for each field that has this stem somewhere the set of offers."""
        rij = self._rij.get(gezocht)
        if rij is None:
            return {}
        gevonden = {}
        for plek, veld in enumerate(VELDEN, rij * len(VELDEN)):
            van, tot = self._grenzen[plek], self._grenzen[plek + 1]
            if van != tot:
                bits = self._veel.get(plek)
                gevonden[veld] = as_bitset(self._posities[van:tot], self.omvang) if bits is None else bits
        return gevonden

    def heeft(self, gezocht: str) -> bool:
        """Tell whether the stem stands anywhere."""
        return gezocht in self._rij

    def heeft_buiten(self, gezocht: str, zonder: Collection[int]) -> bool:
        """Tell whether the stem stands anywhere but at these positions."""
        rij = self._rij.get(gezocht)
        if rij is None:
            return False
        van, tot = self._grenzen[rij * len(VELDEN)], self._grenzen[(rij + 1) * len(VELDEN)]
        return any(positie not in zonder for positie in self._posities[van:tot])

    def woorden(self) -> Mapping[str, str]:
        """Return the words that stand in texts, with their stems."""
        schat = self.schat
        staat = (woord for woord, aantal in zip(schat.op_volgorde, self._aantallen, strict=True) if aantal)
        return {woord: schat.woorden[woord] for woord in staat}

    def alleen_bij(self, posities: Iterable[int], vast: Collection[str]) -> Iterator[str]:
        """Yield the words that stand in these offers and in no other, nor among those that always count (`vast`)."""
        telling: Counter[int] = Counter()
        for positie in posities:
            telling.update(self._woorden_van[self._woorden_grenzen[positie] : self._woorden_grenzen[positie + 1]])
        for nummer, aantal in telling.items():
            woord = self.schat.op_volgorde[nummer]
            if aantal == self._aantallen[nummer] and woord not in vast:
                yield woord


class Indexbouwer:
    """Takes the texts in, in any order of offers, and makes the index of them."""

    def __init__(self, omvang: int, vast: Iterable[str] = ()) -> None:
        """Begin with so many offers and the words that are known without standing in one."""
        self._omvang = omvang
        self._nummers: dict[str, int] = {}
        self._stammen: list[str] = []
        self._plekken: dict[tuple[str, int], array[int]] = {}
        self._van: list[bytes] = [b""] * omvang
        for woord in vast:
            if len(woord) <= LANGSTE_WOORD:
                self._nummer(woord)

    def voeg_toe(self, positie: int, teksten: Mapping[str, str]) -> None:
        """Take in the texts of one offer by field."""
        alle: set[int] = set()
        for plek, veld in enumerate(VELDEN):
            woorden = set(woorden_van(teksten.get(veld, "")))
            nummers = {self._nummer(woord) for woord in woorden if len(woord) <= LANGSTE_WOORD}
            lang = {stam(woord) for woord in woorden if len(woord) > LANGSTE_WOORD}
            for gestamd in {self._stammen[nummer] for nummer in nummers} | lang:
                reeks = self._plekken.get((gestamd, plek))
                if reeks is None:
                    reeks = self._plekken[gestamd, plek] = array("I")
                reeks.append(positie)
            alle |= nummers
        self._van[positie] = array("I", sorted(alle)).tobytes()

    def _nummer(self, woord: str) -> int:
        nummer = self._nummers.get(woord)
        if nummer is None:
            nummer = self._nummers[intern(woord)] = len(self._stammen)
            self._stammen.append(intern(stam(woord)))
        return nummer

    def maak(self) -> Tekstindex:
        """Return the index of all that was taken in."""
        schat = Woordenschat.van({woord: self._stammen[nummer] for woord, nummer in self._nummers.items()})
        rijen = {gestamd: rij for rij, gestamd in enumerate(sorted({gestamd for gestamd, _ in self._plekken}))}
        grenzen, posities, veel = array("Q", [0]), array("I"), {}
        for gestamd in rijen:
            for plek in range(len(VELDEN)):
                reeks = self._plekken.get((gestamd, plek), ())
                if len(reeks) >= VEEL:
                    veel[len(grenzen) - 1] = as_bitset(reeks, self._omvang)
                posities.extend(reeks)
                grenzen.append(len(posities))
        op_plek = array("I", [0]) * len(schat.op_volgorde)
        for nieuw, woord in enumerate(schat.op_volgorde):
            op_plek[self._nummers[woord]] = nieuw
        aantallen = array("I", [0]) * len(op_plek)
        van, van_grenzen = array("I"), array("Q", [0])
        for stuk in self._van:
            for oud in memoryview(stuk).cast("I"):
                nummer = op_plek[oud]
                aantallen[nummer] += 1
                van.append(nummer)
            van_grenzen.append(len(van))
        return Tekstindex(
            schat=schat,
            omvang=self._omvang,
            _rij=MappingProxyType(rijen),
            _grenzen=getallen(grenzen, "Q"),
            _posities=getallen(posities),
            _veel=MappingProxyType(veel),
            _woorden_van=getallen(van),
            _woorden_grenzen=getallen(van_grenzen, "Q"),
            _aantallen=getallen(aantallen),
        )


@dataclass(frozen=True, slots=True)
class TekstindexErbij(Index):
    """The texts of a whole without those of some offers, and with those of a change behind them."""

    schat: Woorden
    basis: Tekstindex
    deel: Tekstindex
    leeft: int
    weg: frozenset[int]

    @classmethod
    def van(cls, basis: Tekstindex, deel: Tekstindex, weg: frozenset[int], vast: Collection[str]) -> TekstindexErbij:
        """Lay a change over a whole: without the offers at the positions `weg`; the words `vast` never go."""
        schat = WoordenschatErbij.van(basis.schat, list(basis.alleen_bij(weg, vast)), deel.woorden())
        leeft = ((1 << basis.omvang) - 1) & ~as_bitset(weg, basis.omvang)
        return cls(schat, basis, deel, leeft, weg)

    def waar(self, gezocht: str) -> Mapping[str, int]:
        """Return for each field that has this stem somewhere the set of offers."""
        gevonden = {veld: bits & self.leeft for veld, bits in self.basis.waar(gezocht).items()}
        for veld, bits in self.deel.waar(gezocht).items():
            gevonden[veld] = gevonden.get(veld, 0) | bits << self.basis.omvang
        return {veld: bits for veld, bits in gevonden.items() if bits}

    def heeft(self, gezocht: str) -> bool:
        """Tell whether the stem stands anywhere."""
        return self.deel.heeft(gezocht) or self.basis.heeft_buiten(gezocht, self.weg)
