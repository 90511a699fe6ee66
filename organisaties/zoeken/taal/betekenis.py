"""What typed words mean beside where they stand: a language, an area, a condition, a need.

One table of phrases, each a row of stems, built from the reference lists, the thesaurus and the few fixed
words below. It is built for one kind of reader: a phrase cannot point at what that reader may not choose.

A phrase of which one word remains without its stop words needs those too: 'uit de kast' is not 'kast', and 'mag niet
werken' is not 'werken'. Names of areas and single words about safety are compared as they are written, not by their
stem: 'Banne' is not 'baan', and 'geweldig' is not 'geweld'.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.andere_talen import AndereTalen
from organisaties.zoeken.taal.gevaar import gevaarlijst
from organisaties.zoeken.taal.plaatsnamen import Naamrij, Plaatsen, lees_plaatsen
from organisaties.zoeken.taal.taalwoorden import TAALWOORDEN
from organisaties.zoeken.taal.termen import (
    LEGE_WOORDEN,
    STOPWOORDEN,
    WOORD,
    aaneen,
    alle_woorden,
    stam,
    stammen,
    stammen_heel,
    vlak,
)

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
# Listed for safety, and mostly written about something else ('fiets verkocht'): such a word alone is no sign of danger.
MEERDUIDIG = frozenset(
    """
    aangifte achtergelaten achterlaten beat beats buiten controle hoofddoek imam islam klap klappen mes moslim ongewenst
    pest rap rapen ras verkocht verkopen
    """.split()  # noqa: SIM905
)
MEERDUIDIG_TELT = 0.6
# How a word is bent, not how another word is made of it: 'bedreigde' is 'bedreigd', 'geweldig' is not 'geweld'.
BUIGING = frozenset(
    ["", "e", "en", "n", "s", "t", "d", "de", "den", "te", "ten", "er", "ers", "ing", "ingen", "end", "ende"]
)


@dataclass(frozen=True, slots=True)
class Wens:
    """A value of a facet that typed words point at; groups are no such words (`organisaties.zoeken.groepswoorden`)."""

    facet: str
    waarde: str


# What is found by the name of a place, as it is written.
PLEKFACETTEN = frozenset({"stadsdeel", "gebied"})

# What belongs to the product and not to a city: conditions, and who an offer is especially for.
VASTE_WOORDEN: dict[Wens, tuple[str, ...]] = {
    Wens("kosten", "gratis"): ("gratis", "geen geld", "kosteloos", "voor niks", "free", "zonder kosten"),
    Wens("zonder_bsn", "ja"): ("zonder bsn", "geen bsn", "bsn ontbreekt", "zonder burgerservicenummer", "no bsn"),
    Wens("aanmelden", "inloop"): ("zonder afspraak", "binnenlopen", "gewoon binnenlopen", "vrije inloop"),
    Wens("extra_doelgroep", "vrouwen"): ("vrouw", "vrouwen", "dame", "moeder", "moeders", "meisjes", "women"),
    Wens("extra_doelgroep", "mannen"): ("alleen mannen", "mannengroep", "mannen onder elkaar", "vaders"),
    Wens("extra_doelgroep", "jongeren"): ("jongere", "jongeren", "tiener", "tieners", "puber", "jeugd"),
    Wens("extra_doelgroep", "kinderen"): (
        "kind", "kinderen", "kids", "kindje", "zoon", "zoons", "zoontje",
        "dochter", "dochters", "dochtertje", "kleuter", "kleuters", "peuter", "peuters",
    ),
    Wens("extra_doelgroep", "gezinnen"): ("gezin", "gezinnen", "ouders"),
    Wens("extra_doelgroep", "ouderen"): ("ouderen", "oudere", "senioren", "bejaard"),
    Wens("extra_doelgroep", "lhbtiq"): ("lhbtiq", "lhbti", "lgbt", "homo", "lesbisch", "queer", "trans", "gay"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Betekenis:
    """The phrases one kind of reader can mean; frozen.

    `wensen`, `behoeften` (slug and how sure), `anders` (other phrases and how much they count) by phrase;
    `behoeftewoorden` by single stem: needs in which the stem is one word of several. `gebonden` are the phrases
    that hang on their stop words, by the stem that is none (or the first). `verspreid` are phrases of a need whose
    words may stand apart, the longest first, by the stem that stands in the fewest of them.
    `plekken` are stadsdelen by the words of their names, as written; `plaatsen` are smaller areas, by their letters.
    `veilig` are single words about safety by their stem, as written, with their needs; no other table leads from a
    single word to those. `neutraal` and `nood` are the needs about safety, and about danger or crisis; `breder` has
    the wider need of each narrow one.
    `namen` are the names of organisations of several words, known as one: 'juridisch loket'; `woorden` are the words
    of all the rest.
    `woordentabel` is asked only about words that nothing else is known of; `eigennamen` are the words of names (of
    peoples, areas, streets, organisations): none of them is a typing error.
    """

    wensen: Mapping[Zin, frozenset[Wens]]
    behoeften: Mapping[Zin, Mapping[str, float]]
    behoeftewoorden: Mapping[str, Mapping[str, float]]
    anders: Mapping[Zin, Mapping[Zin, float]]
    neutraal: frozenset[str]
    nood: frozenset[str]
    woorden: frozenset[str]
    breder: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    gebonden: Mapping[str, tuple[Zin, ...]] = field(default_factory=lambda: MappingProxyType({}))
    verspreid: Mapping[str, tuple[Zin, ...]] = field(default_factory=lambda: MappingProxyType({}))
    plekken: Mapping[Zin, frozenset[Wens]] = field(default_factory=lambda: MappingProxyType({}))
    plaatsen: Plaatsen = field(default_factory=Plaatsen)
    veilig: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=lambda: MappingProxyType({}))
    namen: Container[Zin] = frozenset()
    woordentabel: Woordentabel = field(default_factory=lambda: MappingProxyType({}))
    eigennamen: Collection[str] = frozenset()
    andere_talen: AndereTalen = field(default_factory=AndereTalen)

    def kent(self, zin: Zin) -> bool:
        """Tell whether the phrase means something."""
        return zin in self.wensen or zin in self.behoeften or zin in self.anders or zin in self.namen

    def kent_woord(self, woord: str, gestamd: str) -> bool:
        """Tell whether a single word means something, by itself or as a word of a phrase."""
        return (
            self.kent((gestamd,))
            or gestamd in self.behoeftewoorden
            or (woord,) in self.plekken
            or bool(self.veiligheid(woord, gestamd))
        )

    def veiligheid(self, woord: str, gestamd: str) -> Mapping[str, float]:
        """Return the needs of safety that a single word is about: itself or a form of it was listed for them."""
        bekend = self.veilig.get(gestamd, {})
        if woord in bekend or woord in MEERDUIDIG:
            return bekend.get(woord, {})
        return next((noden for ander, noden in bekend.items() if _is_vorm(woord, ander)), {})

    def behoeften_via(self, zin: Zin) -> dict[str, float]:
        """Return the needs of a phrase that another word leads to; nobody is led to safety so."""
        return {slug: zeker for slug, zeker in self.behoeften.get(zin, {}).items() if slug not in self.neutraal}

    def volgens_tabel(self, woord: str) -> dict[str, float]:
        """Return the needs an unknown word is about by the table; never one of safety, which nobody is led to so."""
        paren = self.woordentabel.get(woord, ())
        return {slug: zeker * TABEL_TELT for slug, zeker in paren if slug not in self.neutraal}


def _is_vorm(woord: str, van: str) -> bool:
    """Tell whether a word is another one with the same stem, only bent; a shorter word that people write is not."""
    gelijk = 0
    while gelijk < min(len(woord), len(van)) and woord[gelijk] == van[gelijk]:
        gelijk += 1
    eind, ander_eind = woord[gelijk:], van[gelijk:]
    if not ander_eind and eind[:1] == van[-1:]:
        eind = eind[1:]  # 'mes', 'messen'
    if not eind and ander_eind:
        return not gewoon.is_woord(woord)
    return eind in BUIGING and ander_eind in BUIGING


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
    plekken: dict[Zin, set[Wens]] = field(default_factory=lambda: defaultdict(set))
    veilig: dict[str, dict[str, dict[str, float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    gebonden: dict[str, dict[Zin, None]] = field(default_factory=lambda: defaultdict(dict))
    gebonden_zinnen: set[Zin] = field(default_factory=set)
    neutraal: set[str] = field(default_factory=set)
    woorden: set[str] = field(default_factory=set)


def lees_betekenis(
    begrippen: Mapping[str, Mapping[str, Begrip]],
    stad: Stad,
    *,
    eigennamen: Iterable[str] = (),
    woordentabel: Woordentabel = MappingProxyType({}),
    plaatsnamen: Iterable[Naamrij] = (),
    postcodes: Iterable[tuple[str, str, str]] = (),
) -> Betekenis:
    """Return what words mean in this city, from the reference lists and the thesaurus ('synoniem').

    `eigennamen` are names as they are written ('Laan van Spartaan', 'Roma'); `woordentabel` has small letters
    without accents (`vlak`) as its keys; `postcodes` are four digits with the slugs of their gebied and stadsdeel.
    """
    # Read now, so that all processes share it.
    gewoon.gewone_woorden()
    gevaarlijst()
    b = _Bezig()
    _behoeften(b, begrippen["behoefte"])
    for wens, teksten in _wensen(begrippen, stad):
        for tekst in teksten:
            _wens(b, wens, tekst)
    for regel in begrippen["synoniem"].values():
        _thesaurusregel(b, regel.naam, regel.synoniemen)
    return Betekenis(
        wensen=MappingProxyType({zin: frozenset(wensen) for zin, wensen in b.wensen.items()}),
        behoeften=_vast(b.behoeften),
        behoeftewoorden=_vast(b.behoeftewoorden),
        anders=_vast(b.anders),
        neutraal=frozenset(b.neutraal),
        nood=frozenset(slug for slug, behoefte in begrippen["behoefte"].items() if behoefte.nood),
        breder=MappingProxyType(_breder(begrippen["behoefte"])),
        woorden=frozenset(b.woorden),
        gebonden=MappingProxyType({kern: tuple(zinnen) for kern, zinnen in b.gebonden.items()}),
        verspreid=MappingProxyType(_verspreid(b)),
        plekken=MappingProxyType({woorden: frozenset(wensen) for woorden, wensen in b.plekken.items()}),
        plaatsen=lees_plaatsen(plaatsnamen, postcodes, begrippen, stad),
        veilig=MappingProxyType({gestamd: _vast(woorden) for gestamd, woorden in b.veilig.items()}),
        woordentabel=woordentabel,
        # What people write often is safe already.
        eigennamen=frozenset(w for naam in eigennamen for w in WOORD.findall(vlak(naam)) if not gewoon.is_gewoon(w)),
    )


def _vast(van: Mapping[K, Mapping[L, float]]) -> Mapping[K, Mapping[L, float]]:
    return MappingProxyType({sleutel: MappingProxyType(waarden) for sleutel, waarden in van.items()})


def _zin(b: _Bezig, tekst: str) -> Zin:
    """Return a text as a phrase, and make its words known; empty where it is too long."""
    b.woorden.update(WOORD.findall(vlak(tekst)))
    zin, heel = stammen(tekst), stammen_heel(tekst)
    inhoud = [woord for woord in alle_woorden(tekst) if woord not in STOPWOORDEN]
    if len(inhoud) < 2 <= len(heel) <= LANGSTE_ZIN:
        # Without its stop words too little of it would be left.
        zin = heel
        b.gebonden[stam(inhoud[0]) if inhoud else zin[0]][zin] = None
        b.gebonden_zinnen.add(zin)
    return zin if len(zin) <= LANGSTE_ZIN else ()


def _behoeften(b: _Bezig, behoeften: Mapping[str, Begrip]) -> None:
    b.neutraal |= {slug for slug, behoefte in behoeften.items() if behoefte.neutraal}
    los: list[tuple[str, str, float]] = []
    for slug, behoefte in behoeften.items():
        # A wide need says less than a narrow one that has the same word.
        heel = 1.0 if behoefte.ouder else 0.85
        # A name may name several things: 'Schulden en deurwaarder'.
        namen = [deel for stuk in behoefte.naam.split(",") for deel in stuk.split(" en ")]
        for tekst in (behoefte.naam, *namen, *behoefte.synoniemen):
            zin = _zin(b, tekst)
            if zin:
                _betekent(b, zin, tekst, {slug: heel})
            # A part of a phrase that hangs on its stop words means nothing of it: 'kast'.
            heel_of_niet = len(zin) != len(stammen(tekst)) or tekst == behoefte.naam or behoefte.neutraal
            if len(zin) > 1 and not heel_of_niet:
                los += [(woord, slug, 0.7 if tekst in namen else 0.4) for woord in stammen(tekst)]
        if not behoefte.neutraal:
            los += [(woord, slug, 0.3) for woord in stammen(behoefte.toelichting)]
        b.woorden.update(WOORD.findall(vlak(behoefte.toelichting)))
    per_stam = Counter(woord for woord, _, _ in los)
    for woord, slug, telt in los:
        eerlijk = telt / per_stam[woord] ** 0.4
        b.behoeftewoorden[woord][slug] = max(eerlijk, b.behoeftewoorden[woord].get(slug, 0.0))


def _verspreid(b: _Bezig) -> dict[str, tuple[Zin, ...]]:
    """Return the phrases of needs whose words may stand apart, by their rarest stem; of safety none.

    Of two words both must say something: 'gordijnen' and 'kapot' do, 'kind' and 'mee' do not.
    """
    zinnen = [
        zin
        for zin, noden in b.behoeften.items()
        if len(zin) > 1
        and zin not in b.gebonden_zinnen
        and not any(slug in b.neutraal for slug in noden)
        and not any(gestamd in b.veilig for gestamd in zin)
        and (len(zin) > 2 or not any(map(gewoon.is_algemeen, zin)))
    ]
    per_stam = Counter(gestamd for zin in zinnen for gestamd in zin)
    gevonden: dict[str, list[Zin]] = defaultdict(list)
    for zin in sorted(zinnen, key=lambda zin: -len(zin)):
        gevonden[min(zin, key=lambda gestamd: (per_stam[gestamd], gestamd))].append(zin)
    return {gestamd: tuple(van) for gestamd, van in gevonden.items()}


def _breder(behoeften: Mapping[str, Begrip]) -> dict[str, str]:
    slug_van = {behoefte.pk: slug for slug, behoefte in behoeften.items()}
    return {slug: slug_van[b.ouder] for slug, b in behoeften.items() if b.ouder in slug_van}


def _betekent(b: _Bezig, zin: Zin, tekst: str, noden: Mapping[str, float]) -> None:
    """Note that a phrase means these needs; of a single word those of safety count only as it is written."""
    for slug, zeker in noden.items():
        if len(zin) == 1 and slug in b.neutraal:
            for woord in alle_woorden(tekst):
                if stam(woord) == zin[0]:
                    telt = zeker * (MEERDUIDIG_TELT if woord in MEERDUIDIG else 1.0)
                    b.veilig[zin[0]][woord][slug] = max(telt, b.veilig[zin[0]][woord].get(slug, 0.0))
        else:
            b.behoeften[zin][slug] = max(zeker, b.behoeften[zin].get(slug, 0.0))


def _wens(b: _Bezig, wens: Wens, tekst: str) -> None:
    """Note that a text points at a value of a facet."""
    if wens.facet in PLEKFACETTEN:
        woorden = tuple(woord for woord in WOORD.findall(vlak(tekst)) if woord not in LEGE_WOORDEN)
        b.woorden.update(woorden)
        if 0 < len(woorden) <= LANGSTE_ZIN:
            b.plekken[woorden].add(wens)
            # 'nieuw west' and 'nieuwwest' are written both ways.
            b.plekken[(aaneen(woorden),)].add(wens)
    elif zin := _zin(b, tekst):
        b.wensen[zin].add(wens)


def _wensen(begrippen: Mapping[str, Mapping[str, Begrip]], stad: Stad) -> Iterator[tuple[Wens, Iterable[str]]]:
    for wens, teksten in VASTE_WOORDEN.items():
        if wens.facet != "extra_doelgroep" or wens.waarde in begrippen["extra_doelgroep"]:
            yield wens, teksten
    for facet in ("stadsdeel", "extra_doelgroep"):
        for slug, begrip in begrippen[facet].items():
            # Of 'mannen' the name alone says too little: most men do not look for a group of men.
            if Wens(facet, slug) not in VASTE_WOORDEN:
                yield Wens(facet, slug), (begrip.naam,)
    for code, begrip in begrippen["taal"].items():
        delen = [deel for deel in begrip.naam.replace(")", "").split("(") if deel.strip()]
        eigen = [] if code == "nl" else [begrip.eigen_naam]
        yield Wens("taal", code), (delen[0], *eigen, *TAALWOORDEN.get(code, "").split())
    for slug, woorden in stad.ook_stadsdeel.items():
        if slug in begrippen["stadsdeel"]:
            # In a column of areas 'zo' is an area; in a question it is an ordinary word.
            yield Wens("stadsdeel", slug), [woord for woord in woorden if woord not in STOPWOORDEN]


# A language has the same meaning for all words of a line; a condition or an area does not.
GAAT_OVER = frozenset({"taal"})


def _thesaurusregel(b: _Bezig, term: str, anderen: Iterable[str]) -> None:
    """Take in one line: the term and its other words find each other, and share what one of them means."""
    anderen = tuple(anderen)
    eerste = _zin(b, term)
    paren = [(zin, ander) for ander in anderen if (zin := _zin(b, ander))]
    zinnen = [zin for zin, _ in paren]
    if not eerste:
        return
    _veilig_volgens(b, eerste, term, paren)
    over_veiligheid = any(slug in b.neutraal for slug in b.behoeften.get(eerste, ())) or eerste[0] in b.veilig
    for zin in zinnen:
        if zin != eerste:
            b.anders[eerste][zin] = 0.85
            # 'loverboy' has 'meisje': who types 'meisje' means no loverboy.
            if not over_veiligheid:
                b.anders[zin].setdefault(eerste, 0.75)
    # 'tolk' in the line of 'spreekt alleen arabisch' is no Arabic: only what the term itself means is shared.
    van_term = {wens for wens in b.wensen.get(eerste, ()) if wens.facet in GAAT_OVER}
    van_anderen = {wens for zin in zinnen for wens in b.wensen.get(zin, ()) if wens.facet in GAAT_OVER}
    for zin, wensen in ((eerste, van_anderen), *((zin, van_term) for zin in zinnen)):
        if wensen:
            b.wensen[zin] |= wensen


def _veilig_volgens(b: _Bezig, eerste: Zin, term: str, anderen: list[tuple[Zin, str]]) -> None:
    """Let the term of a line mean the safety that most of its other words mean; those do not mean it for the term.

    'pesterij' has 'pesten' and 'discriminatie'; 'belastingdienst' has 'aangifte' among two words of money.
    """
    noden: dict[str, float] = {}
    raak = 0
    for zin, ander in anderen:
        gevonden = b.veilig.get(zin[0], {}).get(vlak(ander), {}) if len(zin) == 1 else b.behoeften.get(zin, {})
        veilig = {slug: zeker for slug, zeker in gevonden.items() if slug in b.neutraal}
        raak += bool(veilig)
        for slug, zeker in veilig.items():
            noden[slug] = max(noden.get(slug, 0.0), zeker * 0.85)
    if raak and 2 * raak >= len(anderen):
        _betekent(b, eerste, term, noden)
