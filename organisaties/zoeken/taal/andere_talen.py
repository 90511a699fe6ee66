"""Questions in other languages: which language it is, and which needs its words name.

The words come from the list `Taalwoorden`, the small words from `functiewoorden`. Dutch goes first: a word that is
Dutch too counts for the other language only where the rest of the question is in that language.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from organisaties.zoeken.taal.functiewoorden import FUNCTIEWOORDEN, ONTKENNING, WAAR
from organisaties.zoeken.taal.gepakt import NIETS_ERIN, Woordenrij
from organisaties.zoeken.taal.spellingen import (
    ETHIOPISCH,
    KLANK,
    MEDEKLINKERS,
    ZELF,
    effen,
    gelijk_begin,
    schrift_van,
    sleutels,
)
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG, WOORD, vlak

if TYPE_CHECKING:
    from organisaties.regels.begrip import Begrip

# Languages of another script: people spell them in Latin letters too.
ANDER_SCHRIFT = frozenset({"ar", "fa", "ti", "ru", "uk"})
# Which language goes first where the words do not tell.
VOLGORDE = ("en", "es", "pt-BR", "fr", "tr", "pl", "so", "ar", "fa", "ti", "ru", "uk")
NIET = "!"
LANGSTE_ZIN = 6
HOOGSTENS_WOORDEN = 40
# How sure a word is found by each of its keys.
ZEKER = {ZELF: 1.0, KLANK: 0.97, MEDEKLINKERS: 0.8}
# From this certainty on a word is the word itself and no guess.
HETZELFDE = 0.95
# Below it a word of Latin letters is too much of a guess to decide alone in which language somebody writes.
GOK = 0.9
# A word in a phrase counts less by itself, as in Dutch.
LOS_VAN_ZIN = 0.35
# What is found for a narrow need says this much of the wide one.
OUDER_TELT = 0.8
# A small word of one or two letters is small in many languages.
KORT_TELT = 0.5
# Words of the stop list of Dutch that are English.
NIET_NEDERLANDS = frozenset("the an to for and are i my where can how need".split())  # noqa: SIM905
# Letters of Dutch beside a–z; a word with another letter is not Dutch.
NEDERLANDSE_TEKENS = frozenset("éëèêïöüóáíàâîôûç")
# Letters that tell apart languages that share a script, and how much they say.
EIGEN_TEKENS = {
    taal: frozenset(tekens) for taal, tekens in {"ar": "ةىكيأإؤ", "fa": "پچژگکی", "ru": "ыэёъ", "uk": "іїєґ"}.items()
}
EIGEN_TEKEN = 0.3

# What the Dutch side knows of a word: nothing, that it is Dutch, or what it means.
NIETS, NEDERLANDS, BETEKENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Kennis:
    """What the Dutch side of searching knows of a word.

    How well it is known, whether it stands in many Dutch texts, whether it is near a known word, and whether the table
    of common words has it.
    """

    hoe: Callable[[str], int]
    vaak: Callable[[str], bool]
    lijkt: Callable[[str], bool]
    tabel: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Deel:
    """Words of the question that name needs together, with how sure each need is."""

    woorden: tuple[str, ...]
    behoeften: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Herkenning:
    """A question as another language: which one (empty: Dutch, or none we know), what it names, what Dutch leaves out.

    `onbekend` are the words of that language that say nothing to us.
    """

    taal: str = ""
    delen: tuple[Deel, ...] = ()
    overslaan: frozenset[str] = frozenset()
    onbekend: tuple[str, ...] = ()


NIETS_VREEMDS = Herkenning()


@dataclass(slots=True)
class _Woord:
    """One word of the question: as Dutch compares it, as other languages do, and what it may be."""

    woord: str
    effen: str
    nederlands: int
    vaak: bool
    # By language, how surely it is one of its words.
    talen: dict[str, float] = field(default_factory=dict)
    klein: frozenset[str] = frozenset()
    ontkent: frozenset[str] = frozenset()
    # The places in phrases that it fits, with how sure.
    posten: dict[int, float] = field(default_factory=dict)

    def is_van(self, taal: str) -> bool:
        return taal in self.talen or taal in self.klein

    def telt_voor(self, taal: str) -> float:
        """Return how much it says that the question is in this language, from 0 to 1."""
        klein = (1.0 if len(self.effen) > 2 else KORT_TELT) if taal in self.klein else 0.0
        zeker = self.talen.get(taal, 0.0)
        return max(klein, zeker if zeker >= HETZELFDE else 0.7 * zeker) * (0.5 if self.nederlands else 1.0)


@dataclass(frozen=True, slots=True)
class AndereTalen:
    """The words of all languages, packed; frozen.

    `_posten` are by key the places in phrases (number of the phrase × 8 + place), `_zinnen` of each phrase the number
    of its language, of its need and of its words. `namen` are by language the needs as it calls them.
    """

    _sleutels: Woordenrij = field(default_factory=Woordenrij)
    _grenzen: memoryview = NIETS_ERIN
    _posten: memoryview = NIETS_ERIN
    _zinnen: memoryview = NIETS_ERIN
    _slugs: tuple[str, ...] = ()
    # Of each narrow need the wide one.
    _ouder: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    neutraal: frozenset[str] = frozenset()
    namen: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    nagekeken: frozenset[str] = frozenset()

    @classmethod
    def van(cls, rijen: Iterable[tuple[str, str, Sequence[str], bool]], behoeften: Mapping[str, Begrip]) -> AndereTalen:
        """Make it of (slug of a need, code of a language, words, whether a speaker looked at them), and the needs."""
        bekend = [rij for rij in rijen if rij[1] in VOLGORDE and rij[0] in behoeften]
        slug_van = {behoefte.pk: slug for slug, behoefte in behoeften.items()}
        slugs = tuple(sorted({slug for slug, *_ in bekend}))
        nummer = {slug: plek for plek, slug in enumerate(slugs)}
        per_sleutel: dict[str, dict[int, None]] = defaultdict(dict)
        zinnen = bytearray()
        namen: dict[str, dict[str, str]] = defaultdict(dict)
        for slug, taal, teksten, _ in bekend:
            if teksten:
                namen[taal][slug] = teksten[0]
            for delen in dict.fromkeys(_zin(tekst, taal) for tekst in teksten):
                if not delen:
                    continue
                zin = len(zinnen) // 3
                zinnen += bytes((VOLGORDE.index(taal), nummer[slug], len(delen)))
                for plek, deel in enumerate(delen):
                    for sleutel in _sleutels_in(deel, taal) if deel != NIET else (NIET,):
                        per_sleutel[sleutel][zin * 8 + plek] = None
        rij = Woordenrij.van(per_sleutel)
        grenzen, posten = array("I", [0]), array("I")
        for sleutel in rij:
            posten.extend(per_sleutel[sleutel])
            grenzen.append(len(posten))
        niet_nagekeken = {taal for _, taal, _, nagekeken in bekend if not nagekeken}
        return cls(
            rij,
            memoryview(grenzen).toreadonly(),
            memoryview(posten).toreadonly(),
            memoryview(bytes(zinnen)),
            slugs,
            MappingProxyType({s: slug_van[ouder] for s in slugs if (ouder := behoeften[s].ouder)}),
            frozenset(slug for slug, behoefte in behoeften.items() if behoefte.neutraal),
            MappingProxyType({taal: MappingProxyType(van_taal) for taal, van_taal in namen.items()}),
            frozenset(namen) - niet_nagekeken,
        )

    def kent(self, woord: str) -> bool:
        """Tell whether this is a word of one of the languages, as it is written."""
        return any(self._sleutels.plek(sleutel) >= 0 for sleutel in sleutels(effen(woord)) if sleutel[0] == ZELF)

    def lees(self, q: str, kennis: Kennis) -> Herkenning:
        """Return what a question says in another language; nothing where it is Dutch and has no foreign word."""
        reeks = self._woorden(q, kennis)
        talen = [taal for taal in VOLGORDE if any(woord.is_van(taal) for woord in reeks)]
        beste = self._beste_talen(reeks, talen, set(q.casefold()))
        if beste:
            return self._in_taal(reeks, beste, kennis)
        return self._los(reeks, talen)

    def _woorden(self, q: str, kennis: Kennis) -> list[_Woord]:
        reeks: dict[str, _Woord] = {}
        for ruw in WOORD.findall(q[:LANGSTE_VRAAG].casefold()):
            for woord in WOORD.findall(vlak(ruw)):
                if len(reeks) == HOOGSTENS_WOORDEN or woord in reeks or woord.isdigit():
                    continue
                anders = any(not t.isascii() and t not in NEDERLANDSE_TEKENS for t in ruw) or woord in NIET_NEDERLANDS
                hoe = NIETS if anders else kennis.hoe(woord)
                nieuw = _Woord(woord, effen(woord), hoe, vaak=hoe != NIETS and kennis.vaak(woord))
                nieuw.ontkent = _talen_met(nieuw.effen, ONTKENNING)
                nieuw.klein = nieuw.ontkent | _talen_met(nieuw.effen, FUNCTIEWOORDEN)
                reeks[woord] = nieuw
                self._zoek(nieuw, kennis)
        return list(reeks.values())

    def _zoek(self, woord: _Woord, kennis: Kennis) -> None:
        """Find the phrases a word is part of: by itself, by its sound, as a form of another or misspelt."""
        gezocht = dict.fromkeys((*sleutels(woord.effen), *sleutels(woord.effen, klank=True)))
        for sleutel in gezocht:
            self._neem(woord, self._sleutels.plek(sleutel), ZEKER[sleutel[0]])
        zeker = max(woord.talen.values(), default=0.0)
        if HETZELFDE <= zeker < 1.0 and woord.effen.isascii() and kennis.lijkt(woord.woord):
            # It sounds like a foreign word and like a Dutch one: 'advokaat'.
            woord.nederlands = BETEKENT
        if woord.nederlands or woord.klein or (woord.effen.isascii() and kennis.lijkt(woord.woord)):
            # A word that is Dutch, or may be misspelt Dutch, is not taken for the form of a foreign one.
            woord.posten = {post: hoe_zeker for post, hoe_zeker in woord.posten.items() if hoe_zeker >= HETZELFDE}
            woord.talen = {taal: hoe_zeker for taal, hoe_zeker in woord.talen.items() if hoe_zeker >= HETZELFDE}
            return
        if zeker >= HETZELFDE:
            return
        varianten = [sleutel for sleutel in gezocht if sleutel[0] != MEDEKLINKERS]
        if schrift_van(woord.woord) == ETHIOPISCH:
            # In Tigrinya 'to', 'in' and 'that not' are written fast to the word.
            varianten += [ZELF + varianten[0][1 + weg :] for weg in (1, 2) if len(varianten[0]) - weg > 3]
        for sleutel in varianten:
            for plek, zeker in self._vormen(sleutel):
                self._neem(woord, plek, zeker)

    def _neem(self, woord: _Woord, plek: int, zeker: float) -> None:
        if plek < 0:
            return
        for post in self._posten[self._grenzen[plek] : self._grenzen[plek + 1]]:
            woord.posten[post] = max(zeker, woord.posten.get(post, 0.0))
            taal = VOLGORDE[self._zinnen[post // 8 * 3]]
            woord.talen[taal] = max(zeker, woord.talen.get(taal, 0.0))

    def _vormen(self, sleutel: str) -> list[tuple[int, float]]:
        """Return words that this may be another form of, or a misspelling, the nearest alone."""
        kort = 3 if not sleutel.isascii() else 4
        lengte = len(sleutel) - 1
        if lengte < kort:
            return []
        gevonden: list[tuple[float, int]] = []
        for plek, ander in self._sleutels.met_begin(sleutel[:2]):
            van = len(ander) - 1
            samen = gelijk_begin(sleutel, ander) - 1
            if samen >= kort and samen >= max(kort, van - 2) and lengte - samen <= 4:
                gevonden.append((0.7 + 0.25 * samen / max(lengte, van), plek))
            elif min(lengte, van) >= 5 and abs(lengte - van) < 2:
                afstand = OSA.distance(sleutel, ander, score_cutoff=1)
                if afstand == 1:
                    gevonden.append((0.75, plek))
        beste = max(gevonden, default=(0.0, -1))[0]
        return [(plek, zeker) for zeker, plek in gevonden if zeker >= beste - 0.03]

    def _beste_talen(self, reeks: Sequence[_Woord], talen: Sequence[str], tekens: AbstractSet[str]) -> list[str]:
        """Return the languages the question may be in, the likeliest first; none where it is rather Dutch."""
        stand: dict[str, float] = {}
        for taal in talen:
            voor = sum(woord.telt_voor(taal) for woord in reeks)
            tegen = sum((0.5 if woord.is_van(taal) else 1.0) for woord in reeks if woord.nederlands)
            inhoud = max((woord.talen.get(taal, 0.0) for woord in reeks), default=0.0)
            latijn = all(woord.effen.isascii() for woord in reeks)
            klein = sum(taal in woord.klein for woord in reeks)
            # In Latin letters one small word or one guess may be anything.
            if latijn and ((not inhoud and klein < 2) or (inhoud < GOK and not klein)):
                continue
            # 'is' alone is Turkish for work as much as it is Dutch for nothing.
            gelijk = voor > tegen - 0.05 and all(
                woord.is_van(taal) and woord.nederlands != BETEKENT for woord in reeks if woord.nederlands
            )
            if voor > tegen or (gelijk and inhoud) or _helemaal(reeks, taal):
                stand[taal] = voor + (EIGEN_TEKEN if tekens & EIGEN_TEKENS.get(taal, frozenset()) else 0.0)
        hoogste = max(stand.values(), default=0.0)
        return [taal for taal, voor in stand.items() if voor >= hoogste - 0.01]

    def _in_taal(self, reeks: Sequence[_Woord], talen: Sequence[str], kennis: Kennis) -> Herkenning:
        # Where nothing but words that are Dutch too speaks for it, nobody is led to safety.
        stevig = any(
            (woord.is_van(taal) and not woord.nederlands) or _helemaal(reeks, taal) for woord in reeks for taal in talen
        )
        delen = self._delen(reeks, talen, veilig=stevig)
        genoemd = {woord for deel in delen for woord in deel.woorden}
        overslaan, onbekend = set(genoemd), []
        # English words that the thesaurus knows mean what it says as well, unless a phrase says what they mean.
        los = {deel.woorden[0] for deel in delen if len(deel.woorden) == 1} if talen[0] == "en" else set()
        los -= {woord for deel in delen if len(deel.woorden) > 1 for woord in deel.woorden}
        for woord in reeks:
            if woord.woord in genoemd:
                if woord.nederlands == BETEKENT and woord.woord in los:
                    overslaan.discard(woord.woord)
            elif any(taal in woord.klein for taal in talen):
                overslaan.add(woord.woord)
            elif not woord.nederlands and not kennis.tabel(woord.woord):
                overslaan.add(woord.woord)
                onbekend.append(woord.woord)
        return Herkenning(talen[0], delen, frozenset(overslaan), tuple(onbekend))

    def _los(self, reeks: Sequence[_Woord], talen: Sequence[str]) -> Herkenning:
        """Return the foreign words in a question that is Dutch for the rest: 'zoekt lawyer'."""
        zeker = [
            woord
            for woord in reeks
            if not woord.nederlands and len(woord.effen) > 3 and max(woord.talen.values(), default=0.0) >= HETZELFDE
        ]
        delen = self._delen(zeker, talen, veilig=all(len(woord.effen) > 4 for woord in zeker)) if zeker else ()
        return Herkenning(delen=delen, overslaan=frozenset(woord for deel in delen for woord in deel.woorden))

    def _delen(self, reeks: Sequence[_Woord], talen: Sequence[str], *, veilig: bool) -> tuple[Deel, ...]:
        """Return what the words name, phrases before single words; each need once for the same words."""
        per_zin: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for plaats, woord in enumerate(reeks):
            for post, zeker in woord.posten.items():
                oud = per_zin[post // 8].get(post % 8)
                if oud is None or zeker > oud[0]:
                    per_zin[post // 8][post % 8] = (zeker, plaats)
        if any(taal in woord.ontkent for woord in reeks for taal in talen):
            self._ontken(reeks, talen, per_zin)
        gevonden: dict[frozenset[int], dict[str, float]] = defaultdict(dict)
        for zin, plekken in per_zin.items():
            taal, slug, lengte = (self._zinnen[zin * 3 + n] for n in range(3))
            if len(plekken) < lengte or VOLGORDE[taal] not in talen:
                continue
            plaatsen = frozenset(plaats for _, plaats in plekken.values())
            zeker = min(hoe_zeker for hoe_zeker, _ in plekken.values())
            if len(plaatsen) < lengte or (self._slugs[slug] in self.neutraal and not (veilig and zeker >= 0.75)):
                continue
            behoeften = gevonden[plaatsen]
            behoeften[self._slugs[slug]] = max(zeker, behoeften.get(self._slugs[slug], 0.0))
        gehad: set[int] = set()
        delen = []
        for plaatsen, behoeften in sorted(gevonden.items(), key=lambda paar: (-len(paar[0]), min(paar[0]))):
            telt = LOS_VAN_ZIN if plaatsen <= gehad else 1.0
            gehad |= plaatsen
            woorden = tuple(reeks[plaats].woord for plaats in sorted(plaatsen))
            # Somebody's safety is not one word of a phrase about something else.
            verdeeld = {s: z if s in self.neutraal else z * telt for s, z in self._verdeeld(behoeften).items()}
            delen.append(Deel(woorden, verdeeld))
        return tuple(delen)

    def _verdeeld(self, behoeften: Mapping[str, float]) -> dict[str, float]:
        """Return needs with the wide ones above them; what means many things says less of each, safety apart."""
        met_ouders = dict(behoeften)
        for slug, zeker in behoeften.items():
            if ouder := self._ouder.get(slug):
                met_ouders[ouder] = max(met_ouders.get(ouder, 0.0), zeker * OUDER_TELT)
        deelt = len({self._ouder.get(slug, slug) for slug in met_ouders}) ** 0.3
        return {slug: zeker / (1 if slug in self.neutraal else deelt) for slug, zeker in met_ouders.items()}

    def _ontken(
        self, reeks: Sequence[_Woord], talen: Sequence[str], per_zin: Mapping[int, dict[int, tuple[float, int]]]
    ) -> None:
        """Let a negation stand where a phrase wants one."""
        plaats = next(n for n, woord in enumerate(reeks) if any(taal in woord.ontkent for taal in talen))
        plek = self._sleutels.plek(NIET)
        if plek < 0:
            return
        for post in self._posten[self._grenzen[plek] : self._grenzen[plek + 1]]:
            if post // 8 in per_zin:
                per_zin[post // 8][post % 8] = (1.0, plaats)


def _sleutels_in(deel: str, taal: str) -> tuple[str, ...]:
    """Return the keys of a listed word; one that is listed in Latin letters is found as it is: 'vrach'."""
    if taal in ANDER_SCHRIFT:
        return (*sleutels(deel, klank=True), *(sleutels(deel) if deel.isascii() else ()))
    return sleutels(deel)


def _helemaal(reeks: Sequence[_Woord], taal: str) -> bool:
    """Tell whether several words are all of this language and not all in many Dutch texts: 'he hits me'."""
    return (
        len(reeks) > 1
        and all(woord.is_van(taal) for woord in reeks)
        and any(woord.talen.get(taal, 0.0) >= HETZELFDE and not woord.vaak for woord in reeks)
    )


def _talen_met(woord: str, lijst: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the languages that have a small word; in Arabic 'and' may be written fast to it."""
    zonder = woord.removeprefix("و")
    return frozenset(taal for taal in VOLGORDE if woord in lijst[taal] or (taal == "ar" and zonder in lijst[taal]))


def _zin(tekst: str, taal: str) -> tuple[str, ...]:
    """Return the words of a phrase that say something, `NIET` for a negation; empty where it is too long."""
    alle = WOORD.findall(effen(tekst))
    delen = tuple(
        NIET if woord in ONTKENNING[taal] else woord
        for woord in alle
        if woord not in FUNCTIEWOORDEN[taal] or woord in WAAR[taal]
    )
    if not any(deel != NIET for deel in delen):
        delen = tuple(alle)
    return tuple(dict.fromkeys(delen)) if len(delen) <= LANGSTE_ZIN else ()
