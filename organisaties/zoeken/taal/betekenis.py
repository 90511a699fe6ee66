"""What typed words mean beside where they stand: a language, an area, a condition, a need.

One table of phrases, each a row of stems, built from the reference lists, the thesaurus and the few fixed
words below. It is built for one kind of reader: a phrase cannot point at what that reader may not choose.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from organisaties.zoeken.taal.taalwoorden import TAALWOORDEN
from organisaties.zoeken.taal.termen import STOPWOORDEN, WOORD, aaneen, stam, stammen, vlak

if TYPE_CHECKING:
    from kaart.hulp.stad import Stad
    from organisaties.regels.begrip import Begrip

Zin = tuple[str, ...]
# Of a word the needs it may be about, as (slug, how sure that is).
Woordentabel = Mapping[str, Sequence[tuple[str, float]]]
K = TypeVar("K")
L = TypeVar("L")
LANGSTE_ZIN = 5
# What the table of words counts beside a word that someone listed.
TABEL_TELT = 0.6


@dataclass(frozen=True, slots=True)
class Wens:
    """A value of a facet that typed words point at ('open_voor' included)."""

    facet: str
    waarde: str


# What belongs to the product and not to a city: conditions, and who an offer is especially for.
VASTE_WOORDEN: dict[Wens, tuple[str, ...]] = {
    Wens("vandaag_open", "ja"): ("vandaag", "nu open", "vanmiddag", "vanavond", "nu", "direct", "today"),
    Wens("kosten", "gratis"): ("gratis", "geen geld", "kosteloos", "voor niks", "free", "zonder kosten"),
    Wens("zonder_bsn", "ja"): ("zonder bsn", "geen bsn", "bsn ontbreekt", "zonder burgerservicenummer", "no bsn"),
    Wens("aanmelden", "inloop"): ("zonder afspraak", "binnenlopen", "gewoon binnenlopen", "vrije inloop"),
    Wens("extra_doelgroep", "vrouwen"): ("vrouw", "vrouwen", "dame", "moeder", "moeders", "meisjes", "women"),
    Wens("extra_doelgroep", "mannen"): ("alleen mannen", "mannengroep", "mannen onder elkaar", "vaders"),
    Wens("extra_doelgroep", "jongeren"): ("jongere", "jongeren", "tiener", "tieners", "puber", "jeugd"),
    Wens("extra_doelgroep", "kinderen"): ("kind", "kinderen", "kids"),
    Wens("extra_doelgroep", "gezinnen"): ("gezin", "gezinnen", "ouders"),
    Wens("extra_doelgroep", "ouderen"): ("ouderen", "oudere", "senioren", "bejaard"),
    Wens("extra_doelgroep", "lhbtiq"): ("lhbtiq", "lhbti", "lgbt", "homo", "lesbisch", "queer", "trans", "gay"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Betekenis:
    """The phrases one kind of reader can mean; frozen.

    `wensen`, `behoeften` (slug and how sure), `anders` (other phrases and how much they count) by phrase;
    `behoeftewoorden` by single stem: needs in which the stem is one word of several. `namen` are the names of
    organisations of several words, known as one: 'juridisch loket'; `woorden` are the words of all the rest.
    `woordentabel` is asked only about words that nothing else is known of; `eigennamen` are the words of names (of
    peoples, areas, streets, organisations): none of them is a typing error.
    """

    wensen: Mapping[Zin, frozenset[Wens]]
    behoeften: Mapping[Zin, Mapping[str, float]]
    behoeftewoorden: Mapping[str, Mapping[str, float]]
    anders: Mapping[Zin, Mapping[Zin, float]]
    neutraal: frozenset[str]
    woorden: frozenset[str]
    namen: Container[Zin] = frozenset()
    woordentabel: Woordentabel = field(default_factory=lambda: MappingProxyType({}))
    eigennamen: Collection[str] = frozenset()

    def kent(self, zin: Zin) -> bool:
        """Tell whether the phrase means something."""
        return zin in self.wensen or zin in self.behoeften or zin in self.anders or zin in self.namen

    def volgens_tabel(self, woord: str) -> dict[str, float]:
        """Return the needs an unknown word is about by the table; never one of safety, which nobody is led to so."""
        paren = self.woordentabel.get(woord, ())
        return {slug: zeker * TABEL_TELT for slug, zeker in paren if slug not in self.neutraal}


def naam_als_zin(naam: str) -> Zin:
    """Return a name of several words as a phrase, empty where it has one word or too many."""
    zin = stammen(naam)
    return zin if 1 < len(zin) <= LANGSTE_ZIN else ()


@dataclass(slots=True)
class _Bezig:
    """What is gathered while the lists are read."""

    wensen: dict[Zin, set[Wens]] = field(default_factory=lambda: defaultdict(set))
    behoeften: dict[Zin, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    behoeftewoorden: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    anders: dict[Zin, dict[Zin, float]] = field(default_factory=lambda: defaultdict(dict))
    woorden: set[str] = field(default_factory=set)


def lees_betekenis(
    begrippen: Mapping[str, Mapping[str, Begrip]],
    stad: Stad,
    *,
    eigennamen: Iterable[str] = (),
    woordentabel: Woordentabel = MappingProxyType({}),
) -> Betekenis:
    """Return what words mean in this city, from the reference lists and the thesaurus ('synoniem').

    `eigennamen` are names as they are written ('Laan van Spartaan', 'Roma'); `woordentabel` has small letters
    without accents (`vlak`) as its keys.
    """
    b = _Bezig()
    _behoeften(b, begrippen["behoefte"])
    for wens, teksten in _wensen(begrippen, stad):
        for tekst in teksten:
            zin = _zin(b, tekst)
            if zin:
                b.wensen[zin].add(wens)
                # 'nieuw west' and 'nieuwwest' are written both ways.
                if len(zin) > 1 and wens.facet in ("stadsdeel", "gebied"):
                    b.wensen[(stam(aaneen(zin)),)].add(wens)
    for regel in begrippen["synoniem"].values():
        _thesaurusregel(b, regel.naam, regel.synoniemen)
    return Betekenis(
        wensen=MappingProxyType({zin: frozenset(wensen) for zin, wensen in b.wensen.items()}),
        behoeften=_vast(b.behoeften),
        behoeftewoorden=_vast(b.behoeftewoorden),
        anders=_vast(b.anders),
        neutraal=frozenset(slug for slug, behoefte in begrippen["behoefte"].items() if behoefte.neutraal),
        woorden=frozenset(b.woorden),
        woordentabel=woordentabel,
        eigennamen=frozenset(woord for naam in eigennamen for woord in WOORD.findall(vlak(naam))),
    )


def _vast(van: Mapping[K, Mapping[L, float]]) -> Mapping[K, Mapping[L, float]]:
    return MappingProxyType({sleutel: MappingProxyType(waarden) for sleutel, waarden in van.items()})


def _zin(b: _Bezig, tekst: str) -> Zin:
    """Return a text as a phrase, and make its words known."""
    b.woorden.update(WOORD.findall(vlak(tekst)))
    zin = stammen(tekst)
    return zin if len(zin) <= LANGSTE_ZIN else ()


def _behoeften(b: _Bezig, behoeften: Mapping[str, Begrip]) -> None:
    los: list[tuple[str, str, float]] = []
    for slug, behoefte in behoeften.items():
        # A wide need says less than a narrow one that has the same word.
        heel = 1.0 if behoefte.ouder else 0.85
        # A name may name several things: 'Schulden en deurwaarder'.
        namen = [deel for stuk in behoefte.naam.split(",") for deel in stuk.split(" en ")]
        for tekst in (behoefte.naam, *namen, *behoefte.synoniemen):
            zin = _zin(b, tekst)
            if zin:
                b.behoeften[zin][slug] = heel
            if len(zin) > 1 and tekst != behoefte.naam:
                los += [(woord, slug, 0.7 if tekst in namen else 0.4) for woord in zin]
        los += [(woord, slug, 0.3) for woord in _zin(b, behoefte.toelichting)]
    per_stam = Counter(woord for woord, _, _ in los)
    for woord, slug, telt in los:
        eerlijk = telt / per_stam[woord] ** 0.4
        b.behoeftewoorden[woord][slug] = max(eerlijk, b.behoeftewoorden[woord].get(slug, 0.0))


def _wensen(begrippen: Mapping[str, Mapping[str, Begrip]], stad: Stad) -> Iterator[tuple[Wens, Iterable[str]]]:
    for wens, teksten in VASTE_WOORDEN.items():
        if wens.facet != "extra_doelgroep" or wens.waarde in begrippen["extra_doelgroep"]:
            yield wens, teksten
    for facet in ("stadsdeel", "extra_doelgroep"):
        for slug, begrip in begrippen[facet].items():
            # Of 'mannen' the name alone says too little: most men do not look for a group of men.
            if Wens(facet, slug) not in VASTE_WOORDEN:
                yield Wens(facet, slug), (begrip.naam,)
    for slug, begrip in begrippen["open_voor"].items():
        # Only its own name: 'the people who …' is a description, not something people type.
        yield Wens("open_voor", slug), (begrip.naam, begrip.naam.removesuffix("s").removesuffix("en"))
    for code, begrip in begrippen["taal"].items():
        delen = [deel for deel in begrip.naam.replace(")", "").split("(") if deel.strip()]
        eigen = [] if code == "nl" else [begrip.eigen_naam]
        yield Wens("taal", code), (delen[0], *eigen, *TAALWOORDEN.get(code, "").split())
    for slug, woorden in stad.ook_stadsdeel.items():
        if slug in begrippen["stadsdeel"]:
            # In a column of areas 'zo' is an area; in a question it is an ordinary word.
            yield Wens("stadsdeel", slug), [woord for woord in woorden if woord not in STOPWOORDEN]
    yield from _gebieden(begrippen["gebied"], begrippen["stadsdeel"], stad.zegt_niet_waar)


def _gebieden(
    gebieden: Mapping[str, Begrip], stadsdelen: Mapping[str, Begrip], zegt_niet_waar: frozenset[str]
) -> Iterator[tuple[Wens, Iterable[str]]]:
    """Yield the names of areas, and for a word that occurs in one stadsdeel only ('bijlmer') that stadsdeel."""
    slug_van = {begrip.pk: slug for slug, begrip in stadsdelen.items()}
    eigen = {vlak(begrip.naam) for begrip in stadsdelen.values()}
    waar: dict[str, set[str]] = defaultdict(set)
    for slug, gebied in gebieden.items():
        namen = [naam.strip() for naam in gebied.naam.split(",")]
        yield Wens("gebied", slug), [naam for naam in namen if vlak(naam) not in eigen]
        for naam in namen:
            for woord in naam.replace("-", " ").split():
                waar[woord].add(slug_van[gebied.ouder or 0])
    bekend = {deel for naam in eigen for deel in naam.replace("-", " ").split()}
    for woord, stadsdelen_van_woord in waar.items():
        if len(stadsdelen_van_woord) == 1 and len(woord) > 4 and vlak(woord) not in bekend | zegt_niet_waar:
            yield Wens("stadsdeel", next(iter(stadsdelen_van_woord))), (woord,)


# A language or a group has the same meaning for all words of a line; a condition or an area does not.
GAAT_OVER = frozenset({"taal", "open_voor"})


def _thesaurusregel(b: _Bezig, term: str, anderen: Iterable[str]) -> None:
    """Take in one line: the term and its other words find each other, and share what one of them means."""
    eerste = _zin(b, term)
    zinnen = [zin for zin in (_zin(b, ander) for ander in anderen) if zin]
    if not eerste:
        return
    for zin in zinnen:
        if zin != eerste:
            b.anders[eerste][zin] = 0.85
            b.anders[zin].setdefault(eerste, 0.75)
    wensen = {wens for zin in (eerste, *zinnen) for wens in b.wensen.get(zin, ()) if wens.facet in GAAT_OVER}
    if wensen:
        for zin in (eerste, *zinnen):
            b.wensen[zin] |= wensen
