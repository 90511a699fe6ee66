"""Words that mean a group of people: they set a filter, and are no text to look for (hard rules 2 and 7).

One function, `splits`, takes them out of what was typed, for whatever reads a typed text. For a colleague a word names
a category. For a visitor it never does: a word about papers becomes 'geen BSN nodig', one that says which language
somebody speaks becomes that language, and of any other nothing is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from organisaties.zoeken.taal.betekenis import VASTE_WOORDEN, Betekenis, Wens
from organisaties.zoeken.taal.termen import GEEN, GELIJK, STOPWOORDEN, WOORD, stam, vlak
from organisaties.zoeken.taal.vulwoorden import ruim

if TYPE_CHECKING:
    from organisaties.begrippen import Begrippen
    from organisaties.regels.begrip import Begrip
    from organisaties.zoeken.index.register import Register

# What is typed beyond this is not read.
LANGSTE_TEKST = 2000
# From this length on a word is known by its stem, and as a part of what is written as one word or as two.
LANG = 8
LANG_AANEEN = 10
# A letter may be wrong in a long word, two in a very long one.
ZEER_LANG = 13
# The same in front of a word.
OOK_GEEN = {"no": GEEN, "without": GEEN, "papers": "papieren", "documents": "documenten"}
# Ordinary words that happen to be a people as well, by what then stands near.
GEWOON = {
    "letten": frozenset({"op", "let", "goed", "kinderen"}),
    "pool": frozenset({"swimming", "biljart", "car", "nadaram", "nadarim", "mikham"}),
}
ONTKENT = frozenset({"niet", "geen", "not"})
VOOR_NIET = frozenset({"is", "ben", "zijn", "liever"})
TUSSEN = frozenset(
    {"een", "de", "het", "voor", "met", "bij", "naar", "tussen", "aan", "als", "meer", "a", "for", "with"}
)
# What belongs to the word behind it and says nothing without it.
HOORT_ERBIJ = frozenset(
    {"voor", "van", "een", "de", "het", "als", "die", "is", "bij", "met", "uit", "en", "of", "for", "a", "the"}
)
RAND = " \t\r\n,;:.!?/&+-–—()\"'"
# Taking one word out may bring two others together.
HOOGSTENS_RONDES = 4


@dataclass(frozen=True, slots=True)
class Groep:
    """What a word says, to one kind of reader: which category, that papers are missing, or a language as written."""

    categorie: str = ""
    papieren: bool = False
    spreekt: str = ""


@dataclass(frozen=True, slots=True)
class Groepswoorden:
    """The words of one kind of reader; frozen.

    `zinnen` has them as rows of words (long ones by their stem), `aaneen` written as one. `lang` are the long words in
    them by their first letter: what typing errors are held against. `talen` are names of languages, which are no group.
    """

    zinnen: Mapping[tuple[str, ...], Groep] = field(default_factory=lambda: MappingProxyType({}))
    aaneen: Mapping[str, Groep] = field(default_factory=lambda: MappingProxyType({}))
    lang: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    langste: int = 0
    talen: frozenset[str] = frozenset()

    def kern(self, woord: str) -> str:
        """Return by what a word is known: a long one by its stem, so that every form of it is the same."""
        return woord if len(woord) < LANG or woord in self.talen else stam(woord)


@dataclass(frozen=True, slots=True)
class Gesplitst:
    """A typed text: what is left of it, and what the words for a group said.

    `zegt_niet_welke`: a word for newcomers that does not say which; `over_papieren`: somebody may have no BSN.
    """

    rest: str = ""
    categorieen: tuple[str, ...] = ()
    over_papieren: bool = False
    zegt_niet_welke: bool = False
    gevonden: bool = False


@dataclass(slots=True)
class _Woord:
    begin: int
    eind: int
    getypt: str
    woord: str
    kern: str
    bezet: bool = False


def lees_groepswoorden(
    per_woord: Mapping[str, str | None],
    begrippen: Begrippen,
    betekenis: Betekenis,
    *,
    collega: bool,
    zonder_bsn: Collection[str],
) -> Groepswoorden:
    """Return the words as this kind of reader means them.

    `per_woord` has word → slug of its category, None where it does not say which; the names of the categories that
    this reader may choose are such words too. `zonder_bsn` are the categories of people who mostly have no BSN.
    """
    namen = {naam: slug for slug, b in begrippen["open_voor"].items() for naam in (b.naam, b.eigen_naam) if naam}
    talen = frozenset(vlak(_taalnaam(taal)) for taal in begrippen["taal"].values())
    leeg = Groepswoorden(talen=talen)

    def zegt(woord: str, slug: str | None) -> Groep:
        if collega:
            return Groep(categorie=slug if slug and slug in begrippen["open_voor"] else "")
        if slug in zonder_bsn:
            return Groep(papieren=True)
        return Groep(spreekt=_taal(_zin(woord), begrippen, betekenis))

    woorden = {woord: zegt(woord, slug) for woord, slug in {**namen, **per_woord}.items() if vlak(woord) not in talen}
    if not collega:
        woorden |= dict.fromkeys(VASTE_WOORDEN[Wens("zonder_bsn", "ja")], Groep(papieren=True))
    zinnen = {zin: groep for woord, groep in woorden.items() if (zin := _zin(woord))}
    aaneen = {samen: groep for woord, groep in woorden.items() if len(samen := _samen(woord)) >= LANG_AANEEN}
    lang: dict[str, set[str]] = {}
    for zin in zinnen:
        for woord in zin:
            if len(woord) >= LANG:
                lang.setdefault(woord[0], set()).add(woord)
    return Groepswoorden(
        zinnen=MappingProxyType({tuple(map(leeg.kern, zin)): groep for zin, groep in zinnen.items()}),
        aaneen=MappingProxyType(aaneen),
        lang=MappingProxyType({letter: tuple(sorted(woorden)) for letter, woorden in lang.items()}),
        langste=max(map(len, zinnen), default=0),
        talen=leeg.talen,
    )


def splits(getypt: str, register: Register) -> Gesplitst:
    """Take the words for a group out of a typed text, the longest phrase first; any text is allowed.

    A text without one comes back as it is. A whole name of an organisation is a name, whatever words are in it. What
    'niet' or 'geen' stands before leaves the text and says nothing.
    """
    rest = unicodedata.normalize("NFC", getypt[:LANGSTE_TEKST])
    gezegd: list[Groep] = []
    gevonden = False
    for _ in range(HOOGSTENS_RONDES):
        stukken = list(_stukken(rest, register))
        if not stukken:
            break
        gevonden = True
        gezegd += [groep for _, _, groep in stukken if groep is not None]
        rest = _zonder(rest, stukken, register)
    if not gevonden:
        return Gesplitst(rest=getypt)
    return Gesplitst(
        rest=rest,
        categorieen=tuple(dict.fromkeys(groep.categorie for groep in gezegd if groep.categorie)),
        over_papieren=any(groep.papieren for groep in gezegd),
        zegt_niet_welke=any(groep == Groep() for groep in gezegd),
        gevonden=True,
    )


def _norm(woord: str) -> str:
    return GELIJK.get(woord, OOK_GEEN.get(woord, woord))


def _zin(tekst: str) -> tuple[str, ...]:
    return tuple(_norm(woord) for woord in _woorden(tekst))


def _samen(tekst: str) -> str:
    return "".join(_woorden(tekst))


def _woorden(tekst: str) -> list[str]:
    return WOORD.findall(_vlak(unicodedata.normalize("NFC", tekst)))


def _vlak(tekst: str) -> str:
    # A capital I is two letters in Turkish, and one here.
    return vlak(tekst).replace("ı", "i")


def _taal(zin: tuple[str, ...], begrippen: Begrippen, betekenis: Betekenis) -> str:
    """Return the language that a word for a people points at, as people write it; '' where it points at none."""
    for woord in zin:
        for wens in betekenis.wensen.get((stam(woord),), ()):
            if wens.facet == "taal":
                return _taalnaam(begrippen["taal"][wens.waarde])
    return ""


def _taalnaam(taal: Begrip) -> str:
    """Return a language as people type it: 'Arabisch (Syrisch)' is 'arabisch'."""
    return taal.naam.split("(")[0].strip().lower()


def _stukken(tekst: str, register: Register) -> Iterator[tuple[int, int, Groep | None]]:
    """Yield (begin, end, what it says) of each phrase for a group; None where it is denied."""
    bekend = register.groepswoorden
    woorden = [
        _Woord(m.start(), m.end(), getypt, gelijk := _norm(getypt), bekend.kern(gelijk))
        for m in WOORD.finditer(tekst)
        if (getypt := _vlak(m.group()))
    ]
    if not bekend.zinnen or not woorden:
        return
    _namen_blijven(woorden, register)
    alle = {woord.woord for woord in woorden}
    for woord in woorden:
        woord.bezet = woord.bezet or bool(GEWOON.get(woord.woord, frozenset()) & alle)
    for woord in woorden:
        if not woord.bezet and (woord.kern,) not in bekend.zinnen:
            woord.kern = _verbeterd(woord, register)
    for lengte in range(min(bekend.langste + 1, len(woorden)), 0, -1):
        for begin in range(len(woorden) - lengte + 1):
            deel = woorden[begin : begin + lengte]
            if any(woord.bezet for woord in deel):
                continue
            groep = bekend.zinnen.get(tuple(woord.kern for woord in deel)) or _aaneen(deel, bekend)
            if groep is not None:
                eerste, ontkend = _begin(woorden, begin, tekst)
                for woord in woorden[eerste : begin + lengte]:
                    woord.bezet = True
                yield woorden[eerste].begin, deel[-1].eind, None if ontkend else groep


def _aaneen(deel: list[_Woord], bekend: Groepswoorden) -> Groep | None:
    samen = "".join(woord.getypt for woord in deel)
    return bekend.aaneen.get(samen) if all(len(woord.getypt) > 1 for woord in deel) else None


def _namen_blijven(woorden: list[_Woord], register: Register) -> None:
    """Keep whole names of organisations: 'Steunpunt Vluchtelingen' is not about a group, it is where one goes."""
    telt = [woord for woord in woorden if woord.woord not in STOPWOORDEN]
    for begin in range(len(telt)):
        for eind in range(begin + 2, min(begin + 6, len(telt) + 1)):
            if tuple(stam(woord.woord) for woord in telt[begin:eind]) in register.betekenis.namen:
                for woord in telt[begin:eind]:
                    woord.bezet = True


def _verbeterd(woord: _Woord, register: Register) -> str:
    """Return by what a word is known when a letter is wrong, as far as that is sure: it must be no word itself."""
    bekend, getypt = register.groepswoorden, woord.woord
    if len(getypt) < LANG - 1 or getypt in bekend.talen:
        return woord.kern
    for goed in bekend.lang.get(getypt[0], ()):
        mag = 2 if len(goed) >= ZEER_LANG else 1
        if abs(len(goed) - len(getypt)) <= mag and OSA.distance(getypt, goed, score_cutoff=mag) <= mag:
            verbeterd = bekend.kern(goed)
            return woord.kern if _is_een_woord(getypt, verbeterd, register) else verbeterd
    return woord.kern


def _is_een_woord(woord: str, verbeterd: str, register: Register) -> bool:
    """Tell whether it is a word of its own, or the beginning of one that somebody is still typing."""
    betekenis, gestamd = register.betekenis, stam(woord)
    return (
        register.index.heeft(gestamd)
        or betekenis.kent((gestamd,))
        or gestamd in betekenis.behoeftewoorden
        or woord in betekenis.eigennamen
        or any(register.groepswoorden.kern(heel) != verbeterd for heel in register.index.schat.met_begin(woord))
    )


def _begin(woorden: list[_Woord], plek: int, tekst: str) -> tuple[int, bool]:
    """Return from which word on it belongs together, and whether it is denied: 'niet voor statushouders'."""

    def grenst(ander: int) -> bool:
        voor, na = woorden[ander], woorden[ander + 1]
        return not voor.bezet and not tekst[voor.eind : na.begin].strip()

    def terug(van: int, over: Collection[str]) -> int:
        while van > 0 and grenst(van - 1) and woorden[van - 1].woord in over:
            van -= 1
        return van

    tussen = terug(plek, TUSSEN)
    ontkend = terug(tussen, ONTKENT)
    voor = terug(ontkend, VOOR_NIET)
    # Of 'de baas betaalt niet, polen' the 'niet' belongs to what stands before it.
    los = ontkend == plek - 1 and woorden[ontkend].woord == "niet" and 0 < ontkend == voor
    if ontkend < tussen and not los:
        return voor, True
    return terug(plek, HOORT_ERBIJ), False


def _zonder(tekst: str, stukken: list[tuple[int, int, Groep | None]], register: Register) -> str:
    """Return the text without these pieces and what says nothing without them; of small words alone nothing is left."""

    def is_inhoud(woord: str) -> bool:
        return woord not in STOPWOORDEN and (
            register.index.heeft(stam(woord)) or register.betekenis.kent_woord(woord, stam(woord))
        )

    for begin, eind, groep in sorted(stukken, key=lambda stuk: -stuk[0]):
        van, tot = ruim(tekst, begin, eind, is_inhoud)
        ervoor_in = f" {groep.spreekt} " if groep is not None and groep.spreekt else " "
        tekst = f"{tekst[:van]}{ervoor_in}{tekst[tot:]}"
    rest = re.sub(r"\s+", " ", tekst).strip(RAND)
    zegt_iets = any(w not in STOPWOORDEN and w != GEEN for w in map(_norm, WOORD.findall(vlak(rest))))
    return rest if zegt_iets else ""
