"""The names of organisations and places that one kind of reader may know, packed and frozen: with or without offers.

A name goes by several forms: whole, without what stands in brackets, by its abbreviation, without the name of the city.
A form is written as one word ('rodekruis'), so that a space too many or too few makes no difference; forms of equal
length lie end to end in one block of bytes. The words of all names lie in another block, to find a part of a name.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from organisaties.models.wijziging import naamsleutel
from organisaties.zoeken.index.rijen import SCHEIDING, getallen
from organisaties.zoeken.taal.betekenis import Zin, naam_als_zin
from organisaties.zoeken.taal.termen import WOORD, aaneen, vlak

ORGANISATIE, PLEK = "organisatie", "plek"
SOORTEN = (ORGANISATIE, PLEK)

# How a name goes by a form, the surest first.
HEEL, ANDERS, STUK = range(3)

# Words that say nothing of which name it is, and that people leave out or mix up.
KLEIN = frozenset(
    "de het een t s en of van der den des in op voor te bij aan the of and".split()  # noqa: SIM905
)
# What a name may be called with and without.
SOORTNAAM = frozenset({"stichting", "vereniging"})
AFKORTING = re.compile(r"[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9.\-]{1,6}")
HAAKJES = re.compile(r"\(([^()]*)\)")
# In a shorter form one other letter makes another word; in one of this length two do not.
KORTSTE_GELIJKENIS, TWEE_FOUTEN = 5, 14
# So many names at most are looked at for one question.
HOOGSTENS = 60
EINDE = b"\n"


@dataclass(frozen=True, slots=True)
class Naam:
    """An organisation or a place with what a line about it shows; of a place `wat` is whose it is."""

    soort: str
    pk: int
    kenmerk: str
    naam: str
    waar: str = ""
    wat: str = ""
    formaliteit: str = ""
    concept: str = ""
    # Where a place is: no part of its name, and no typing error either.
    straat: str = ""

    @property
    def sleutel(self) -> int:
        """What tells it from all other names."""
        return naamsleutel(self.pk, plek=self.soort == PLEK)

    @property
    def woorden(self) -> list[str]:
        """The words that say which name it is."""
        return kern(self.naam)


Treffer = tuple[Naam, int]
"""A name, and how it goes by what was asked: HEEL, ANDERS or STUK."""


def kern(tekst: str) -> list[str]:
    """Return the words of a text, without those that say nothing of a name; all of them where there is nothing else."""
    woorden: list[str] = WOORD.findall(vlak(tekst))
    return [woord for woord in woorden if woord not in KLEIN] or woorden


def vormen(naam: str, stad: str) -> dict[str, int]:
    """Return the forms a name goes by, each with how."""
    gevonden: dict[str, int] = {}

    def neem(woorden: Sequence[str], hoe: int) -> None:
        if woorden and (vorm := aaneen(woorden)):
            gevonden[vorm] = min(hoe, gevonden.get(vorm, hoe))

    zonder = HAAKJES.sub(" ", naam)
    for hoe, tekst in ((HEEL, naam), (ANDERS, zonder)):
        neem(kern(tekst), hoe)
        # Small words too: 'HetWereldhuis', 'Dee Luisterlijn'.
        neem(WOORD.findall(vlak(tekst)), hoe)
        neem([woord for woord in kern(tekst) if woord not in SOORTNAAM and woord != vlak(stad)], ANDERS)
    eerste = [zonder.split()[0], zonder.split()[0].split("-")[0]] if zonder.strip() else []
    for stuk in (*HAAKJES.findall(naam), *eerste):
        if AFKORTING.fullmatch(stuk.strip(" ,;:!?.")):
            neem(WOORD.findall(vlak(stuk)), ANDERS)
    for stuk in re.split(r"[,;:]", zonder):
        neem(kern(stuk), STUK)
    beginletters = "".join(woord[0] for woord in WOORD.findall(vlak(zonder)))
    if 3 <= len(beginletters) <= 6:
        neem([beginletters], STUK)
    return gevonden


class Namenlijst(ABC):
    """What can be asked of names, whether they lie in one whole or in a whole and a change."""

    __slots__ = ()

    @property
    @abstractmethod
    def zinnen(self) -> Container[Zin]:
        """The names of organisations of several words, as phrases."""

    @abstractmethod
    def __iter__(self) -> Iterator[Naam]: ...

    @abstractmethod
    def bij(self, sleutel: int) -> Naam | None:
        """Return the name with this key."""

    @abstractmethod
    def kent(self, woord: str) -> bool:
        """Tell whether this is a word of a name."""

    @abstractmethod
    def kent_straat(self, woord: str) -> bool:
        """Tell whether this is a word of the street of a place."""

    @abstractmethod
    def met_vorm(self, vorm: str) -> list[Treffer]:
        """Return the names that go by exactly this form."""

    @abstractmethod
    def lijkt_op(self, vorm: str) -> list[Treffer]:
        """Return the names that go by a form that may have been meant: one typing error, two in a long one."""

    @abstractmethod
    def met_woorden(self, woorden: Sequence[str]) -> list[Naam]:
        """Return names that have these words in a row."""

    @abstractmethod
    def met_begin(self, begin: Sequence[str]) -> list[Naam]:
        """Return names that have for each of these a word beginning with it."""


@dataclass(frozen=True, slots=True)
class _Vormen:
    """The forms of one length (in bytes): end to end in order, and for each which name it is and how."""

    lengte: int
    blok: bytes
    nummers: memoryview
    hoe: bytes

    def __getitem__(self, plek: int) -> bytes:
        return self.blok[plek * self.lengte : (plek + 1) * self.lengte]

    def gelijk_aan(self, vorm: bytes) -> range:
        """Return the places of a form."""
        alle = range(len(self.nummers))
        return range(bisect_left(alle, vorm, key=self.__getitem__), bisect_right(alle, vorm, key=self.__getitem__))


@dataclass(frozen=True, slots=True)
class Namen(Namenlijst):
    """The names of a whole kaart, by number in the order of their keys."""

    sleutels: memoryview
    _teksten: bytes
    _grenzen: memoryview
    _woorden: bytes
    _woordgrenzen: memoryview
    _vormen: Mapping[int, _Vormen]
    # How many organisations have each name of several words.
    aantallen: Mapping[Zin, int]
    _straten: bytes

    @classmethod
    def van(cls, namen: Iterable[Naam], stad: str) -> Namen:
        """Pack names; no text in them holds a NUL, which no database takes."""
        op_sleutel = sorted(namen, key=lambda naam: naam.sleutel)
        teksten, woorden = [], []
        per_lengte: dict[int, list[tuple[bytes, int, int]]] = defaultdict(list)
        for nummer, een in enumerate(op_sleutel):
            velden = (een.kenmerk, een.naam, een.waar, een.wat, een.formaliteit, een.concept, een.straat)
            teksten.append(SCHEIDING.join(velden).encode())
            woorden.append(f" {' '.join(een.woorden)} ".encode() + EINDE)
            for vorm, hoe in vormen(een.naam, stad).items():
                bytes_ = vorm.encode()
                per_lengte[len(bytes_)].append((bytes_, nummer, hoe))
        return cls(
            sleutels=getallen((een.sleutel for een in op_sleutel), "Q"),
            _teksten=b"".join(teksten),
            _grenzen=_grenzen(teksten),
            _woorden=b"".join(woorden),
            _woordgrenzen=_grenzen(woorden),
            _vormen=MappingProxyType({lengte: _gepakt(lengte, groep) for lengte, groep in per_lengte.items()}),
            aantallen=MappingProxyType(Counter(filter(None, map(_zin, op_sleutel)))),
            _straten=f" {' '.join(WOORD.findall(vlak(' '.join(een.straat for een in op_sleutel))))} ".encode(),
        )

    @property
    def zinnen(self) -> Container[Zin]:
        """The names of organisations of several words, as phrases."""
        return self.aantallen.keys()

    def __iter__(self) -> Iterator[Naam]:
        return (self[nummer] for nummer in range(len(self.sleutels)))

    def __getitem__(self, nummer: int) -> Naam:
        pk, soort = divmod(self.sleutels[nummer], len(SOORTEN))
        velden = self._teksten[self._grenzen[nummer] : self._grenzen[nummer + 1]].decode().split(SCHEIDING)
        return Naam(SOORTEN[soort], pk, *velden)

    def bij(self, sleutel: int) -> Naam | None:
        """Return the name with this key."""
        nummer = bisect_left(self.sleutels, sleutel)
        return self[nummer] if nummer < len(self.sleutels) and self.sleutels[nummer] == sleutel else None

    def kent(self, woord: str) -> bool:
        """Tell whether this is a word of a name."""
        return f" {woord} ".encode() in self._woorden

    def kent_straat(self, woord: str) -> bool:
        """Tell whether this is a word of the street of a place."""
        return f" {woord} ".encode() in self._straten

    def met_vorm(self, vorm: str) -> list[Treffer]:
        """Return the names that go by exactly this form."""
        gezocht = vorm.encode()
        groep = self._vormen.get(len(gezocht))
        if groep is None:
            return []
        return [(self[groep.nummers[plek]], groep.hoe[plek]) for plek in groep.gelijk_aan(gezocht)[:HOOGSTENS]]

    def lijkt_op(self, vorm: str) -> list[Treffer]:
        """Return the names that go by a form that may have been meant: one typing error, two in a long one."""
        gezocht = vorm.encode()
        if len(gezocht) < KORTSTE_GELIJKENIS:
            return []
        fouten = 2 if len(gezocht) >= TWEE_FOUTEN else 1
        beste: dict[int, tuple[float, int]] = {}
        for lengte in range(len(gezocht) - fouten, len(gezocht) + fouten + 1):
            groep = self._vormen.get(lengte)
            if groep is None or lengte < KORTSTE_GELIJKENIS - 1:
                continue
            alle = [groep[plek] for plek in range(len(groep.nummers))]
            gevonden = process.extract(gezocht, alle, scorer=OSA.distance, score_cutoff=fouten, limit=HOOGSTENS)
            for ander, verschil, plek in gevonden:
                if _cijfers(ander) == _cijfers(gezocht):
                    nieuw = (verschil, groep.hoe[plek])
                    nummer = groep.nummers[plek]
                    beste[nummer] = min(nieuw, beste.get(nummer, nieuw))
        minste = min((verschil for verschil, _ in beste.values()), default=0)
        return [(self[nummer], hoe) for nummer, (verschil, hoe) in beste.items() if verschil == minste]

    def met_woorden(self, woorden: Sequence[str]) -> list[Naam]:
        """Return names that have these words in a row."""
        return [self[nummer] for nummer in self._waar(f" {' '.join(woorden)} ".encode())]

    def met_begin(self, begin: Sequence[str]) -> list[Naam]:
        """Return names that have for each of these a word beginning with it."""
        langste, *rest = (f" {deel}".encode() for deel in sorted(begin, key=len, reverse=True))
        gevonden = []
        for nummer in self._waar(langste):
            regel = self._woorden[self._woordgrenzen[nummer] : self._woordgrenzen[nummer + 1]]
            if all(deel in regel for deel in rest):
                gevonden.append(self[nummer])
        return gevonden

    def _waar(self, stuk: bytes) -> Iterator[int]:
        """Yield the first names that hold this, each once."""
        plek, aantal = self._woorden.find(stuk), 0
        while plek >= 0 and aantal < HOOGSTENS:
            nummer = bisect_right(self._woordgrenzen, plek) - 1
            yield nummer
            aantal += 1
            plek = self._woorden.find(stuk, self._woordgrenzen[nummer + 1])


@dataclass(frozen=True, slots=True)
class NamenErbij(Namenlijst):
    """The names of a whole without those with the keys `weg`, and with those of a change."""

    basis: Namen
    weg: frozenset[int]
    deel: Namen

    @property
    def zinnen(self) -> Container[Zin]:
        """The names of organisations of several words, as phrases."""
        verdwenen = Counter(_zin(naam) for sleutel in self.weg if (naam := self.basis.bij(sleutel)))
        dood = frozenset(zin for zin, aantal in verdwenen.items() if aantal == self.basis.aantallen.get(zin))
        return _AndereZinnen(self.basis.aantallen, dood, frozenset(self.deel.aantallen))

    def __iter__(self) -> Iterator[Naam]:
        yield from self._leeft(self.basis)
        yield from self.deel

    def bij(self, sleutel: int) -> Naam | None:
        """Return the name with this key."""
        return self.deel.bij(sleutel) if sleutel in self.weg else self.basis.bij(sleutel)

    def kent(self, woord: str) -> bool:
        """Tell whether this is a word of a name."""
        if self.deel.kent(woord):
            return True
        return bool(self._leeft(self.basis.met_woorden([woord])))

    def kent_straat(self, woord: str) -> bool:
        """Tell whether this is a word of the street of a place; of one that went until the next whole."""
        return self.deel.kent_straat(woord) or self.basis.kent_straat(woord)

    def met_vorm(self, vorm: str) -> list[Treffer]:
        """Return the names that go by exactly this form."""
        return self._samen(self.basis.met_vorm(vorm), self.deel.met_vorm(vorm))

    def lijkt_op(self, vorm: str) -> list[Treffer]:
        """Return the names that go by a form that may have been meant: one typing error, two in a long one."""
        return self._samen(self.basis.lijkt_op(vorm), self.deel.lijkt_op(vorm))

    def met_woorden(self, woorden: Sequence[str]) -> list[Naam]:
        """Return names that have these words in a row."""
        return [*self._leeft(self.basis.met_woorden(woorden)), *self.deel.met_woorden(woorden)]

    def met_begin(self, begin: Sequence[str]) -> list[Naam]:
        """Return names that have for each of these a word beginning with it."""
        return [*self._leeft(self.basis.met_begin(begin)), *self.deel.met_begin(begin)]

    def _leeft(self, namen: Iterable[Naam]) -> list[Naam]:
        return [naam for naam in namen if naam.sleutel not in self.weg]

    def _samen(self, oud: Iterable[Treffer], nieuw: Iterable[Treffer]) -> list[Treffer]:
        return [*((naam, hoe) for naam, hoe in oud if naam.sleutel not in self.weg), *nieuw]


@dataclass(frozen=True, slots=True)
class _AndereZinnen(Container[Zin]):
    basis: Mapping[Zin, int]
    weg: frozenset[Zin]
    erbij: frozenset[Zin]

    def __contains__(self, zin: object) -> bool:
        return zin in self.erbij or (zin in self.basis and zin not in self.weg)


@dataclass(frozen=True, slots=True)
class Eigennamen(Collection[str]):
    """The words of names, those that were known otherwise included: none of them is a typing error."""

    anders: Collection[str]
    namen: Namenlijst

    def __contains__(self, woord: object) -> bool:
        return isinstance(woord, str) and (
            woord in self.anders or self.namen.kent(woord) or self.namen.kent_straat(woord)
        )

    def __iter__(self) -> Iterator[str]:
        yield from {*self.anders, *(woord for naam in self.namen for woord in naam.woorden)}

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Verbanden:
    """Which offers belong to an organisation or a place, packed: pairs of (key of the name, position) in order."""

    _sleutels: memoryview
    _posities: memoryview

    @classmethod
    def van(cls, paren: Iterable[tuple[int, int]]) -> Verbanden:
        """Pack pairs."""
        op_volgorde = sorted(paren)
        return cls(getallen((s for s, _ in op_volgorde), "Q"), getallen(p for _, p in op_volgorde))

    def posities(self, sleutel: int) -> Sequence[int]:
        """Return the positions that belong to a name."""
        van, tot = bisect_left(self._sleutels, sleutel), bisect_right(self._sleutels, sleutel)
        return self._posities[van:tot].tolist()


@dataclass(frozen=True, slots=True)
class VerbandenErbij:
    """Those of a whole, and behind them those of a change, whose positions begin at `begin`."""

    basis: Verbanden
    deel: Verbanden
    begin: int

    def posities(self, sleutel: int) -> Sequence[int]:
        """Return the positions that belong to a name; of the whole also those that are no longer there."""
        return [*self.basis.posities(sleutel), *(self.begin + positie for positie in self.deel.posities(sleutel))]


def _zin(naam: Naam) -> Zin:
    return naam_als_zin(naam.naam) if naam.soort == ORGANISATIE else ()


def _gepakt(lengte: int, groep: list[tuple[bytes, int, int]]) -> _Vormen:
    groep.sort()
    return _Vormen(
        lengte,
        b"".join(vorm for vorm, _, _ in groep),
        getallen(nummer for _, nummer, _ in groep),
        bytes(hoe for _, _, hoe in groep),
    )


def _grenzen(stukken: Iterable[bytes]) -> memoryview:
    grenzen = array("Q", [0])
    for stuk in stukken:
        grenzen.append(grenzen[-1] + len(stuk))
    return getallen(grenzen, "Q")


def _cijfers(vorm: bytes) -> bytes:
    return bytes(teken for teken in vorm if 48 <= teken <= 57)
