"""Finding by words: from a question as read to a score for every offer.

What counts for how much stands here and nowhere else. Title before need before description; a rare word says
more than a common one; what a word points at (a language, an area) lifts and never hides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organisaties.zoeken.index.bitset import union
from organisaties.zoeken.index.scores import HOOGSTE, Scores
from organisaties.zoeken.lezen.lezen import lees
from organisaties.zoeken.lezen.term import Gelezen, Term
from organisaties.zoeken.taal.betekenis import Wens

if TYPE_CHECKING:
    from organisaties.zoeken.index.register import Register

# Layers of offers that exclude each other, the heaviest first: (weight, offers).
Lagen = list[tuple[float, int]]

GEWICHT = {"naam": 10.0, "behoefte": 8.0, "organisatie": 7.0, "soort": 3.0, "omschrijving": 3.0}
# How much a recognised value lifts, beside a word that stands in the title.
WENS_TELT = {
    "stadsdeel": 2.5, "gebied": 3.0, "taal": 5.0, "extra_doelgroep": 4.0, "zonder_bsn": 3.0,
    "kosten": 2.5, "aanmelden": 2.5,
}  # fmt: skip
# Words that say for whom, where or in which language, and how much such a word, and the value it points at, count
# beside the strongest word that says for what.
ZEGT_VOOR_WIE = frozenset({"taal", "stadsdeel", "gebied", "extra_doelgroep"})
WOORD_VOOR_WIE = 0.4
WENS_HOOGSTENS = 0.55
# A word for a safety need counts for this much of a rare word, and from this certainty on.
VEILIGHEID = 2.0
ZEKER_GENOEG = 0.7
# In a phrase about something else a word counts for less than this, and then it must be surer.
TELT_GENOEG = 0.5
ZEKER_IN_ZIN = 0.95
# What a need counts that nothing helps with, for what helps with the wider need.
BREDER = 0.5
# What a wide need counts for a word that names a narrower one of it too: 'schulden' asks less for money in general.
NAAST_SMALLER = 0.7
# From this certainty on a word names a need.
NOEMT_BEHOEFTE = 0.8
# What a word counts that stands nearly everywhere.
OVERAL = 0.25
# Below this share of the best score a result matches too little of the question to be shown: of several words
# more than one should be found; for one word standing in the description is enough.
DREMPEL = 0.38
DREMPEL_EEN_WOORD = 0.15
# And from this share on it answers the question well.
STERK = 0.5
# What lifts a result beside its words, in the same points. Ten is a rare word in the title.
HEFT = {
    "welkom": 3.0, "navragen": 1.0, "gebied": 1.5, "stadsdeel": 2.0, "stadsbreed": 0.8, "voor_iedereen": 0.8,
    "geen_nood": 2.0, "geen_vrouwen": 4.0, "bereikbaar": 0.5, "open_vandaag": 0.4, "vers": 0.3,
    "voor_elke_kring": 1.0,
}  # fmt: skip
# An audience belongs to a need when one in so many of what helps with it is for that audience.
VAN_DE_BEHOEFTE = 3


# The same in words, for whoever wants to know why something stands where it stands.
UITLEG_WOORDEN = {
    "naam": "Je woord staat in de naam.",
    "behoefte": "Het helpt bij waar je naar vraagt.",
    "organisatie": "Je woord staat in de naam van de organisatie.",
    "omschrijving": "Je woord staat in de uitleg.",
}
UITLEG_HEFT = {
    "welkom": "De groep die je koos is er welkom.",
    "stadsdeel": "Het zit in je stadsdeel, of werkt ervoor.",
    "geen_nood": "Het is niet alleen voor gevaar of een crisis. Vraag je daar wel naar, dan telt dit niet.",
    "geen_vrouwen": "Je noemt een man, en het is niet alleen voor vrouwen.",
    "gebied": "Het zit in je gebied.",
    "navragen": "Voor de groep die je koos kun je het navragen.",
    "voor_elke_kring": "Het is niet alleen voor mensen uit één land. Noem je een taal of een land, dan telt dit niet.",
    "stadsbreed": "Het werkt voor de hele stad.",
    "voor_iedereen": "Het is er precies voor wie je zoekt, of voor iedereen.",
    "bereikbaar": "Er is een telefoonnummer, adres of website.",
    "open_vandaag": "Het is nu open, of vandaag nog.",
    "vers": "Iemand keek het kort geleden na.",
}
UITLEG_WENS = {
    "taal": "Iemand spreekt er de taal die je noemt.",
    "extra_doelgroep": "Het is speciaal voor wie je noemt, zoals vrouwen of jongeren.",
    "gebied": "Het is op de plek die je noemt.",
    "zonder_bsn": "Je noemt BSN of papieren, en die zijn er niet nodig.",
    "kosten": "Je vraagt om gratis, en dat is het.",
}


def in_woorden() -> tuple[list[str], list[str], list[str]]:
    """Return what counts, each list with what weighs most first: words that are found, words that lift, the rest."""
    return (
        sorted(UITLEG_WOORDEN.values(), key=_gewicht_van(UITLEG_WOORDEN, GEWICHT)),
        sorted(UITLEG_WENS.values(), key=_gewicht_van(UITLEG_WENS, WENS_TELT)),
        sorted(UITLEG_HEFT.values(), key=_gewicht_van(UITLEG_HEFT, HEFT)),
    )


def _gewicht_van(uitleg: Mapping[str, str], gewichten: Mapping[str, float]) -> Callable[[str], float]:
    per_zin = {zin: -gewichten[naam] for naam, zin in uitleg.items()}
    return per_zin.__getitem__


@dataclass(frozen=True, slots=True)
class Treffer:
    """What one term found: by field the set of offers, and the known words by which it was found."""

    term: Term
    velden: Mapping[str, int]

    @property
    def alles(self) -> int:
        """All offers it found."""
        return union(self.velden.values())


@dataclass(frozen=True, slots=True)
class Tekstuitslag:
    """What a text found: `raak` the set of results, `scores` with what lifts them, what was not recognised.

    `sterk` is the set of results that answer it well, not only with one word of several.
    `beste` is the highest score of the words alone, `schaal` the score of one point; `behoeften` are the needs
    they name, with how sure that is.
    """

    gelezen: Gelezen
    raak: int
    sterk: int
    scores: Scores
    beste: int
    schaal: float
    treffers: tuple[Treffer, ...]
    zonder_treffer: tuple[str, ...]
    behoeften: Mapping[str, float]

    @property
    def alleen_algemeen(self) -> bool:
        """Whether another word found nothing, and all that found something say too little to decide ('gratis')."""
        raak = [treffer.term for treffer in self.treffers]
        return bool(self.zonder_treffer and raak) and all(term.algemeen or not term.zegt_iets for term in raak)


def vind(q: str, register: Register) -> Tekstuitslag:
    """Return what the text finds in this register."""
    gelezen = lees(q, register.index, register.betekenis)
    woorden: list[Lagen] = []
    wensen: list[Lagen] = []
    treffers: list[Treffer] = []
    zonder = list(gelezen.onbekend)
    behoeften: dict[str, float] = {}
    zegt_iets = False
    sterkste = 0.0
    erbij: list[Lagen] = []
    for term in gelezen.termen:
        lagen, velden, zeldzaam = _lagen(term, register)
        heft = [laag for wens in term.wensen if (laag := _wens(wens, register))]
        # Of a place is known where it is, also where nothing is.
        if velden or heft or term.zegt_waar:
            treffers.append(Treffer(term, velden))
        elif not any(term.woord in treffer.term.woord for treffer in treffers):
            zonder.append(term.woord)
        wensen += heft
        if term.zegt_waar:
            # Its name in a text lifts like the place itself, and alone it finds what there is.
            wensen += lagen
        elif _zegt_voor_wie(term):
            erbij += lagen
        else:
            # A need that much helps with is asked for anyway: 'eten noord' is about eating.
            zegt_iets = zegt_iets or zeldzaam > OVERAL or max(term.behoeften.values(), default=0.0) >= NOEMT_BEHOEFTE
            woorden += lagen
            sterkste = max([sterkste, *(laag[0][0] for laag in lagen)])
        for slug, zeker in term.behoeften.items():
            behoeften[slug] = max(behoeften.get(slug, 0.0), zeker * term.telt)
    if zegt_iets:
        # What is asked for comes before for whom, where and in which language: those lift, and hide nothing.
        wensen = [_hoogstens(lagen, WENS_HOOGSTENS * sterkste) for lagen in wensen]
        wensen += [_hoogstens(lagen, WOORD_VOOR_WIE * sterkste) for lagen in erbij]
    else:
        woorden += erbij
    # The highest score that is possible at all, what lifts included, has to fit.
    schaal = HOOGSTE / (sum(lagen[0][0] for lagen in (*woorden, *wensen)) + sum(HEFT.values()) + 1)
    aantal = sum(term.zegt_iets and not (zegt_iets and _zegt_voor_wie(term)) for term in gelezen.termen)
    scores, beste, raak, sterk = _tel(
        woorden, wensen, register.alles, schaal, aantal_termen=aantal, zegt_iets=zegt_iets
    )
    return Tekstuitslag(
        gelezen, raak, sterk, scores, beste, schaal, tuple(treffers), tuple(dict.fromkeys(zonder)), behoeften
    )


def _tel(
    woorden: list[Lagen], wensen: list[Lagen], alles: int, schaal: float, *, aantal_termen: int, zegt_iets: bool
) -> tuple[Scores, int, int, int]:
    """Add everything up; return the scores, the best of the words, the results, and those that answer well.

    Words decide what is a result; wishes do so too where no word says anything ('hulp zonder bsn').
    """
    eerst, daarna = (woorden, wensen) if zegt_iets else ([*woorden, *wensen], [])
    scores = Scores()
    if not eerst:
        return scores, 0, 0, 0
    for lagen in eerst:
        for gewicht, bits in lagen:
            scores.tel_op(bits, max(round(gewicht * schaal), 1))
    beste = scores.hoogste(alles)
    drempel = DREMPEL if aantal_termen > 1 else DREMPEL_EEN_WOORD
    raak = scores.minstens(max(round(beste * drempel), 1), alles)
    # Of a place alone, whatever it has answers well.
    sterk = scores.minstens(max(round(beste * STERK), 1), alles) if zegt_iets else raak
    for lagen in daarna:
        for gewicht, bits in lagen:
            scores.tel_op(bits, round(gewicht * schaal))
    return scores, beste, raak, sterk


def _wens(wens: Wens, register: Register) -> Lagen:
    """Return how many points a recognised value adds to the offers that have it."""
    delen = register.voor_wens(wens)
    telt = WENS_TELT[wens.facet] * _zeldzaam((bits for _, bits in delen), register)
    return [(telt * deel, bits) for deel, bits in delen if bits] if telt else []


def _zegt_voor_wie(term: Term) -> bool:
    """Tell whether a word says for whom, where or in which language, and not for what."""
    return any(wens.facet in ZEGT_VOOR_WIE for wens in term.wensen)


def _hoogstens(lagen: Lagen, hoogste: float) -> Lagen:
    """Return layers brought down so that the heaviest gives no more than `hoogste`."""
    deel = min(1.0, hoogste / lagen[0][0])
    return [(gewicht * deel, bits) for gewicht, bits in lagen]


def _lagen(term: Term, register: Register) -> tuple[list[Lagen], dict[str, int], float]:
    """Return what a term adds (once for words and once for needs, per offer), in which fields, and how rare it is."""
    velden: dict[str, int] = {}
    woorden: list[tuple[float, int]] = []
    for zoekstam in term.stammen:
        for veld, bits in _allemaal(zoekstam.stammen, register).items():
            woorden.append((GEWICHT[veld] * zoekstam.telt, bits))
            velden[veld] = velden.get(veld, 0) | bits
    smal = {register.betekenis.breder.get(slug) for slug, zeker in term.behoeften.items() if zeker >= NOEMT_BEHOEFTE}
    noden = [
        (GEWICHT["behoefte"] * zeker * deel * (NAAST_SMALLER if slug in smal else 1.0), bits)
        for slug, zeker in term.behoeften.items()
        for deel, bits in [_voor_behoefte(slug, register)]
        if bits
    ]
    for _, bits in noden:
        velden["behoefte"] = velden.get("behoefte", 0) | bits
    zeldzaam = _zeldzaam(velden.values(), register) * term.telt
    eerst = register.betekenis.neutraal | register.betekenis.nood
    genoeg = ZEKER_GENOEG if term.telt >= TELT_GENOEG else ZEKER_IN_ZIN
    if any(slug in eerst and zeker >= genoeg for slug, zeker in term.behoeften.items()):
        # Someone's safety comes before whatever else was typed; not a word as 'bang' in 'bang in het water'.
        zeldzaam = VEILIGHEID
    alle_lagen = []
    for soort in (woorden, noden):
        gehad = 0
        lagen: Lagen = []
        for gewicht, bits in sorted(soort, key=lambda laag: -laag[0]):
            nieuw = bits & ~gehad
            if nieuw and gewicht * zeldzaam > 0:
                lagen.append((gewicht * zeldzaam, nieuw))
                gehad |= bits
        if lagen:
            alle_lagen.append(lagen)
    return alle_lagen, velden, zeldzaam


def _voor_behoefte(slug: str, register: Register) -> tuple[float, int]:
    """Return what helps with a need; where nothing does, what helps with the wider one, and for what part it counts."""
    hier = register.maskers["behoefte"].get(slug, 0) & register.alles
    breder = register.betekenis.breder.get(slug, "")
    return (1.0, hier) if hier or not breder else (BREDER, register.maskers["behoefte"].get(breder, 0))


def _zeldzaam(gevonden: Iterable[int], register: Register) -> float:
    """Return how much that says which finds these sets: 1 for what is found once, down to OVERAL."""
    omvang = max(register.alles.bit_count(), 1)
    aantal = (union(gevonden) & register.alles).bit_count()
    return max(math.log(1 + omvang / (1 + aantal)) / math.log(1 + omvang), OVERAL) if aantal else 0.0


def _allemaal(stammen: tuple[str, ...], register: Register) -> Mapping[str, int]:
    """Return by field the offers that have every stem somewhere; the field is the weakest place that is needed."""
    if len(stammen) == 1:
        return register.index.waar(stammen[0])
    samen = register.alles
    per_stam = [register.index.waar(gezocht) for gezocht in stammen]
    for waar in per_stam:
        samen &= union(waar.values())
    if not samen:
        return {}
    velden: dict[str, int] = {}
    rest = samen
    for veld in sorted(GEWICHT, key=lambda naam: -GEWICHT[naam]):
        # All of it in the fields that weigh this much or more.
        hier = rest
        for waar in per_stam:
            hier &= union(bits for ander, bits in waar.items() if GEWICHT[ander] >= GEWICHT[veld])
        if hier:
            velden[veld] = hier
            rest &= ~hier
    return velden
