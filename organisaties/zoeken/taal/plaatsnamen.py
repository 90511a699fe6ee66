"""Places people name: neighbourhoods and postcodes, as the area of the kaart they lie in. Plain rows in, no database.

Names are compared by their letters and not by their stem ('Banne' is no 'baan'), with everything between the letters
left out: 'Laan van Spartaan', 'laan-van-spartaan' and 'laanvanspartaan' are one name.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from organisaties.zoeken.taal.termen import STOPWOORDEN, WOORD, aaneen, vlak

if TYPE_CHECKING:
    from kaart.hulp.stad import Stad
    from organisaties.regels.begrip import Begrip

# 'Amstel III deel C/D-Zuid' has most.
MEESTE_WOORDEN = 6
# A name of fewer letters has too many neighbours for a typing error to be sure.
KORTSTE_MET_FOUT = 6
KORTSTE_ZIN_MET_FOUT = 9
KORTSTE_NAAM = 3
LETTERS_VAN_POSTCODE = 2
# A name as somebody wrote it down, before that with something behind it, before what people make of it.
GESCHREVEN, AFGELEID = 0, 2
POSTCODEGEBIED = "postcodegebied"
# What people put behind a name: 'Ganzenhoef e.o.', 'Jordaan buurt'.
ACHTER_EEN_NAAM = ("eo", "buurt")
_RICHTING = re.compile(
    r"[- ](?:noord|zuid|oost|west|midden|(?:noord|zuid)(?:oost|west)|(?:zuid|west|oost)-midden|binnenstad|centrum|"
    r"nieuw-west|[1-9]|i{1,3})$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?P<pc4>[1-9]\d{3})(?:[a-z]{2})?")
# What a name without 'buurt' still says by itself: the square or the canal it was named after.
_PLEK = re.compile(r"(?:plein|gracht|park|straat|weg|dijk|kade|singel|laan|plantsoen|zijde|hof|kerk)$")
_LIDWOORD = re.compile(r"^(?:de|het) ", re.IGNORECASE)
_KLEIN_WOORD = re.compile(r"^(?:de|het|van|den|da) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plaats:
    """A place by the name it is called, with the slugs of the areas and stadsdelen it lies in."""

    naam: str
    gebieden: tuple[str, ...]
    stadsdelen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naamrij:
    """One row of the list of names; `gebied` and `stadsdeel` are slugs, empty where not known."""

    naam: str
    gebied: str
    stadsdeel: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A place in a row of words, from `begin` to before `eind`; `gelezen_als` where it was written otherwise."""

    begin: int
    eind: int
    plaats: Plaats
    gelezen_als: str = ""


@dataclass(frozen=True, slots=True)
class Plaatsen:
    """All names by their letters, postcodes by their four digits, and the middle of each area as (lat, lon); frozen.

    `gewoon` are the names that are an ordinary word or something else too: places only behind 'in'.
    """

    namen: Mapping[str, Plaats] = field(default_factory=lambda: MappingProxyType({}))
    postcodes: Mapping[str, Plaats] = field(default_factory=lambda: MappingProxyType({}))
    gewoon: frozenset[str] = frozenset()
    middens: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    # Names a typing error may be meant for, by first letter and length.
    _op_lengte: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def vind(self, woorden: Sequence[str], bekend: Callable[[str], bool]) -> list[Gevonden]:
        """Return the places in a row of normalised words (stop words included), in order.

        `bekend` tells whether a word is known otherwise: what is known is no typing error.
        """
        if not self.namen and not self.postcodes:
            return []
        gevonden = list(self._zoals_geschreven(woorden))
        bezet = {plek for g in gevonden for plek in range(g.begin, g.eind)}
        gevonden += self._met_een_fout(woorden, bezet, bekend)
        return sorted(gevonden, key=lambda g: g.begin)

    def _zoals_geschreven(self, woorden: Sequence[str]) -> Iterator[Gevonden]:
        begin = 0
        while begin < len(woorden):
            gevonden = self._postcode(woorden, begin) or self._naam(woorden, begin)
            if gevonden:
                yield gevonden
            begin = gevonden.eind if gevonden else begin + 1

    def _postcode(self, woorden: Sequence[str], begin: int) -> Gevonden | None:
        # 'postcode 1055' is one thing.
        cijfers = begin + (woorden[begin] in ("postcode", POSTCODEGEBIED))
        treffer = _POSTCODE.fullmatch(woorden[cijfers]) if cijfers < len(woorden) else None
        plaats = self.postcodes.get(treffer["pc4"]) if treffer else None
        if not treffer or not plaats:
            return None
        eind = cijfers + 1
        letters = woorden[eind] if eind < len(woorden) and treffer.end("pc4") == treffer.end() else ""
        los = len(letters) == LETTERS_VAN_POSTCODE and letters.isalpha() and letters not in STOPWOORDEN
        return Gevonden(begin, eind + los, plaats)

    def _naam(self, woorden: Sequence[str], begin: int) -> Gevonden | None:
        for eind in range(min(begin + MEESTE_WOORDEN, len(woorden)), begin, -1):
            letters = aaneen(woorden[begin:eind])
            if (plaats := self.namen.get(letters)) and (letters not in self.gewoon or _achter_in(woorden, begin)):
                return Gevonden(begin, eind, plaats)
        return None

    def _met_een_fout(
        self, woorden: Sequence[str], bezet: set[int], bekend: Callable[[str], bool]
    ) -> Iterator[Gevonden]:
        """Yield names with one letter wrong, missing, extra or swapped, where only one place can be meant."""
        onbekend = {
            plek
            for plek, woord in enumerate(woorden)
            if plek not in bezet and woord.isalpha() and woord not in STOPWOORDEN and not bekend(woord)
        }
        for begin in range(len(woorden)):
            for eind in range(min(begin + MEESTE_WOORDEN, len(woorden)), begin, -1):
                plekken = range(begin, eind)
                if bezet.intersection(plekken) or not onbekend.intersection(plekken):
                    continue
                kortste = KORTSTE_MET_FOUT if eind - begin == 1 else KORTSTE_ZIN_MET_FOUT
                if plaats := self._bijna(aaneen(woorden[begin:eind]), kortste):
                    bezet.update(plekken)
                    yield Gevonden(begin, eind, plaats, gelezen_als=plaats.naam)
                    break

    def _bijna(self, letters: str, kortste: int) -> Plaats | None:
        if len(letters) < kortste or letters in self.gewoon:
            return None
        lijken = {
            self.namen[naam]
            for lengte in (len(letters) - 1, len(letters), len(letters) + 1)
            for naam in self._op_lengte.get((letters[0], lengte), ())
            if OSA.distance(letters, naam, score_cutoff=1) <= 1
        }
        waar = {(plaats.gebieden, plaats.stadsdelen) for plaats in lijken}
        return min(lijken, key=lambda plaats: (len(plaats.naam), plaats.naam)) if len(waar) == 1 else None

    def met_begin(self, begin: str, hoogstens: int) -> list[Plaats]:
        """Return the places whose name begins with these letters, the shortest names first, each area once."""
        letters = aaneen(WOORD.findall(vlak(begin)))
        if len(letters) < KORTSTE_NAAM:
            plaatsen: list[Plaats] = []
        elif letters.isdecimal():
            plaatsen = [plaats for pc4, plaats in self.postcodes.items() if pc4.startswith(letters)]
        else:
            passend = (naam for naam in self.namen if naam.startswith(letters))
            plaatsen = [self.namen[naam] for naam in sorted(passend, key=lambda naam: (len(naam), naam))]
            plaatsen = [plaats for plaats in plaatsen if _letters(plaats.naam) not in self.gewoon]
        eerste: dict[tuple[tuple[str, ...], str], Plaats] = {}
        for plaats in plaatsen:
            # 'Kolenkit' and 'Kolenkitbuurt-Noord' are one answer to 'kole'.
            eerste.setdefault((plaats.gebieden, _letters(plaats.naam)[: len(letters) + 1]), plaats)
        return list(eerste.values())[:hoogstens]

    def op_afstand(self, vanaf: Iterable[str], anderen: Collection[str]) -> list[str]:
        """Return `anderen` in the order of how near their middle is to the middles `vanaf` (slugs of areas or both)."""
        punten = [self.middens[slug] for slug in vanaf if slug in self.middens]
        if not punten:
            return []

        def hoe_ver(slug: str) -> tuple[float, str]:
            return min(_afstand(punt, self.middens[slug]) for punt in punten), slug

        return sorted((slug for slug in anderen if slug in self.middens), key=hoe_ver)


def _achter_in(woorden: Sequence[str], begin: int) -> bool:
    ervoor = [woord for woord in woorden[max(begin - 2, 0) : begin] if woord not in ("de", "het")]
    return ervoor[-1:] == ["in"]


def _afstand(een: tuple[float, float], ander: tuple[float, float]) -> float:
    """Return how far apart two points are, in degrees of latitude: only to compare."""
    breed = math.cos(math.radians((een[0] + ander[0]) / 2))
    return math.hypot(een[0] - ander[0], (een[1] - ander[1]) * breed)


def lees_plaatsen(
    namen: Iterable[Naamrij],
    postcodes: Iterable[tuple[str, str, str]],
    begrippen: Mapping[str, Mapping[str, Begrip]],
    stad: Stad,
) -> Plaatsen:
    """Return the places of a city, from its names, its postcodes (four digits, gebied, stadsdeel) and its areas."""
    namen = list(namen)
    gewoon = frozenset(_letters(naam) for naam in stad.plaats_is_gewoon)
    kort = frozenset(_letters(naam) for naam in stad.plaats_kort)
    # What names a stadsdeel, or says nothing by itself, is read as before.
    eigen = {_letters(stadsdeel.naam) for stadsdeel in begrippen["stadsdeel"].values()}
    eigen |= {_letters(woord) for woorden in stad.ook_stadsdeel.values() for woord in woorden} | stad.zegt_niet_waar
    # Of each way of writing: the name to show and where it is. What somebody wrote down goes before what is made of it.
    lagen: list[dict[str, tuple[str, set[tuple[str, str]]]]] = [{}, {}, {}]
    rijen = [(rij.naam, rij.gebied, rij.stadsdeel) for rij in namen]
    for naam, gebied, stadsdeel in [*_gebiedsnamen(begrippen), *rijen]:
        for nummer, vorm in _vormen(naam, kort):
            letters = _letters(vorm)
            if letters in eigen or len(letters) < KORTSTE_NAAM:
                continue
            lagen[nummer].setdefault(letters, (vorm, set()))[1].add((gebied, stadsdeel))
            for erachter in ACHTER_EEN_NAAM:
                achter = lagen[max(nummer, GESCHREVEN + 1)]
                achter.setdefault(letters + erachter, (vorm, set()))[1].add((gebied, stadsdeel))
    samen = {
        letters: Plaats(naam, *_waar(waar)) for letters, (naam, waar) in {**lagen[2], **lagen[1], **lagen[0]}.items()
    }
    return Plaatsen(
        namen=MappingProxyType(samen),
        postcodes=MappingProxyType(
            {pc4: Plaats(f"{POSTCODEGEBIED} {pc4}", *_waar({(g, s)})) for pc4, g, s in postcodes if g or s}
        ),
        gewoon=gewoon,
        middens=_middens(namen),
        _op_lengte=_op_lengte(letters for letters in samen if letters not in gewoon and letters.isalpha()),
    )


def _gebiedsnamen(begrippen: Mapping[str, Mapping[str, Begrip]]) -> Iterator[tuple[str, str, str]]:
    """Yield each name in the name of an area: 'De Pijp, Rivierenbuurt'."""
    slug_van = {stadsdeel.pk: slug for slug, stadsdeel in begrippen["stadsdeel"].items()}
    for slug, gebied in begrippen["gebied"].items():
        for naam in gebied.naam.split(","):
            yield naam.strip(), slug, slug_van.get(gebied.ouder or 0, "")


def _vormen(naam: str, kort: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield what a place is called, as (GESCHREVEN or AFGELEID, name)."""
    delen = [deel.strip() for deel in naam.split("/")]
    yield GESCHREVEN, naam
    for deel in dict.fromkeys((*(delen if len(delen) > 1 else ()), naam)):
        # 'Weesperzijde-Midden/Zuid': of this the second part is no name.
        if _RICHTING.fullmatch(f" {deel}"):
            continue
        heel = deel.removesuffix(" e.o.")
        yield GESCHREVEN, heel
        wijder = heel
        while _RICHTING.search(wijder):
            wijder = _RICHTING.sub("", wijder)
            yield AFGELEID, wijder
        for vorm in dict.fromkeys((heel, wijder)):
            kaal = _zonder_buurt(vorm, kort)
            yield from ((AFGELEID, ander) for ander in (kaal, _LIDWOORD.sub("", kaal), _LIDWOORD.sub("", vorm)))
        # 'Banne Buiksloot', 'Kolenkitbuurt-Noord': the short name with the direction is said too.
        if wijder != heel and (kaal := _zonder_buurt(wijder, kort)) != wijder:
            yield AFGELEID, kaal + heel[len(wijder) :]


def _zonder_buurt(naam: str, kort: Collection[str]) -> str:
    """Return the name without 'buurt', where what is left is still a name: 'Kolenkit', 'Jacob Geel', not 'Contact'."""
    kaal = naam.removesuffix("buurt").rstrip(" -")
    if kaal == naam:
        return naam
    namelijk = " " in _KLEIN_WOORD.sub("", kaal) or _PLEK.search(kaal) or _letters(_LIDWOORD.sub("", kaal)) in kort
    return kaal if namelijk else naam


def _letters(tekst: str) -> str:
    return aaneen(WOORD.findall(vlak(tekst)))


def _waar(waar: set[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted({g for g, _ in waar if g})), tuple(sorted({s for _, s in waar if s}))


def _middens(namen: Iterable[Naamrij]) -> Mapping[str, tuple[float, float]]:
    """Return the middle of each area and stadsdeel: the mean of the points within."""
    punten: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for rij in namen:
        for slug in filter(None, (rij.gebied, rij.stadsdeel)):
            punten[slug].append((rij.lat, rij.lon))
    return MappingProxyType(
        {slug: (sum(p[0] for p in lijst) / len(lijst), sum(p[1] for p in lijst) / len(lijst))
         for slug, lijst in punten.items()}
    )  # fmt: skip


def _op_lengte(namen: Iterable[str]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    per_lengte: dict[tuple[str, int], list[str]] = defaultdict(list)
    for naam in namen:
        if not naam.endswith(ACHTER_EEN_NAAM[0]):
            per_lengte[naam[0], len(naam)].append(naam)
    return MappingProxyType({sleutel: tuple(groep) for sleutel, groep in per_lengte.items()})
