"""Reading a typed question: which terms it holds, what each can find, and what it means. No database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from organisaties.zoeken.index.bitset import union
from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.raden import Gok, bestaat, raad
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.andere_talen import BETEKENT, NEDERLANDS, NIETS, NIETS_VREEMDS, Herkenning, Kennis
from organisaties.zoeken.taal.betekenis import LANGSTE_ZIN, PLEKFACETTEN, Betekenis, Wens, Zin
from organisaties.zoeken.taal.gevaar import Lezing, gevaarlijst
from organisaties.zoeken.taal.plaatsnamen import Gevonden, Plaats
from organisaties.zoeken.taal.termen import (
    GEEN,
    GELIJK,
    LANGSTE_VRAAG,
    LEGE_WOORDEN,
    LIDWOORDEN,
    STOPWOORDEN,
    VOORZETSELS,
    aaneen,
    alle_woorden,
    stam,
    stammen,
    vlak,
)

# More terms than this say nothing more; it bounds the work for any text.
HOOGSTENS_TERMEN = 16
# What is asked at a desk; in its stems.
PAPIEREN = frozenset(
    stammen(
        "bsn stadspas verzekering papieren paspoort bankafschriften legitimatie identiteitsbewijs vergunning "
        "verblijfsvergunning digid zorgpas adres rekening rijbewijs diploma inschrijving verwijzing afspraak"
    )
)
# What one goes to, by the end of its name: who says 'geen' of it does not want it.
ACTIVITEITEN = ("les", "less", "cursus", "cursuss", "groep", "club", "training", "workshop", "gesprek", "activiteit")
# Who 'wil geen' does not miss it.
NIET_GEWILD = frozenset("wil wilt willen liever hoef hoeft hoeven zoek zoekt zoeken".split())  # noqa: SIM905
# Before the name of a place these deny it.
ONTKENT_PLEK = frozenset({"niet", "behalve"})
VOOR_EEN_PLEK = frozenset({"in", "naar", "te", "de", "het"})
# Who is a man, who is a woman, and whose somebody is: that says nothing of the one it is for.
MAN = frozenset("man meneer mijnheer heer jongen mannen heren jongens".split())  # noqa: SIM905
VROUW = frozenset("vrouw vrouwen mevrouw dame dames meisje meisjes meid moeder dochter echtgenote zij haar".split())  # noqa: SIM905
VAN_IEMAND = frozenset("mijn mn jouw je haar hun onze de mij geen zonder alleen".split())  # noqa: SIM905
VOORWAARDEN = frozenset({"zonder_bsn", "aanmelden"})
# What a wide need counts of a foreign word that means a narrower one too.
BREED_TELT = 0.85
# How much a way of finding counts beside the word itself.
DEEL = 0.55
SAMEN = 0.9
LOS_VAN_ZIN = 0.35
# What one of the commonest words says about a need in which it is one word of several.
ALGEMEEN_LOS = 0.5
HALF = 0.5
# So many words away from its other words a stop word still belongs to a phrase: 'kan al weken niet slapen'.
VENSTER = 6
# What several words say together, beside one word.
ZIN_TELT = 1.2
# The same where other words stand between them, and how many others that may be.
VERSPREID_TELT = 0.9
RUIMTE = 2
# What else a line of danger is about, beside what it is about first.
OOK_GEVAAR = 0.7
# And what its words count apart: they found a danger, and no offer that has one of them in its name.
LOS_VAN_GEVAAR = 0.15
# From this certainty on an unknown word is rather a misspelt Dutch one than a form of a foreign one.
LIJKT_GENOEG = 0.9


@dataclass(frozen=True, slots=True)
class Zoekstam:
    """Offers that have all `stammen` (mostly one), counted for `telt` of the word that was typed."""

    stammen: Zin
    telt: float


@dataclass(slots=True)
class Term:
    """One typed word, or a few that belong together, and all that it may stand for."""

    woord: str
    stammen: list[Zoekstam] = field(default_factory=list)
    behoeften: dict[str, float] = field(default_factory=dict)
    wensen: frozenset[Wens] = frozenset()
    # The known word that was meant, where it is a typing error.
    gelezen_als: str = ""
    telt: float = 1.0
    # How sure it is that the known word was meant.
    zeker: float = 1.0
    # One of the commonest words, which means nothing by itself: 'dag', 'maken'.
    algemeen: bool = False
    # The neighbourhood or postcode it names.
    plaats: Plaats | None = None

    @property
    def zegt_iets(self) -> bool:
        """Whether it can find offers by itself, and does not only point at a facet."""
        return bool(self.stammen or self.behoeften) and not self.zegt_waar

    @property
    def zegt_waar(self) -> bool:
        """Whether it names a place: a neighbourhood, an area or a stadsdeel, and nothing else."""
        return bool(self.wensen) and not self.behoeften and all(wens.facet in PLEKFACETTEN for wens in self.wensen)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A question as read: its terms, the typed words that nothing is known of, and what it says in another language."""

    termen: tuple[Term, ...] = ()
    onbekend: tuple[str, ...] = ()
    vreemd: Herkenning = NIETS_VREEMDS
    # A word that may mean danger means something else here.
    onschuldig: bool = False
    # It is asked for a man.
    voor_een_man: bool = False
    # The needs of the danger that the sentence tells of.
    gevaar: frozenset[str] = frozenset()
    # The stadsdelen where somebody does not want to go: 'niet in noord'.
    niet_in: frozenset[str] = frozenset()

    @property
    def wensen(self) -> tuple[Wens, ...]:
        """What the words point at, in the order they were typed, each once."""
        gevonden = (wens for term in self.termen for wens in sorted(term.wensen, key=lambda w: (w.facet, w.waarde)))
        return tuple(dict.fromkeys(gevonden))

    def met(self, woord: str, ander: str, q: str) -> str:
        """Return the typed text with one word replaced."""
        return re.sub(rf"(?<!\w){re.escape(woord)}(?!\w)", ander, vlak(q), count=1) if ander else q


@dataclass(slots=True)
class _Woord:
    woord: str
    stam: str
    telt: float = 1.0
    in_zin: bool = False
    # A stop word: it finds nothing, but a phrase may hang on it.
    klein: bool = False
    # 'liever niet' or 'niet met' stands before it.
    ontkend: bool = False
    # It is of the name of a neighbourhood: by itself it says nothing.
    in_plaats: bool = False
    gok: Gok = field(default_factory=Gok)

    @property
    def letterlijk(self) -> str:
        """The word as written, or the known word it was taken for."""
        return self.gok.gelezen_als or self.woord

    @property
    def naam(self) -> str:
        """The word as written, or corrected: a word made with a name is not that name."""
        return self.gok.gelezen_als if self.gok.schrijffout else self.woord


def lees(q: str, index: Index, betekenis: Betekenis) -> Gelezen:
    """Read a typed text; any text is allowed, only the first 200 characters and 16 terms count."""
    vreemd = betekenis.andere_talen.lees(q, _kennis(index, betekenis))
    alle, niet_in = _zonder_ontkende_plek(alle_woorden(q[:LANGSTE_VRAAG]), betekenis)
    plaatsen = betekenis.plaatsen.vind(alle, lambda woord: _is_iets(woord, index, betekenis))
    alles = [w for w in _woorden(alle, plaatsen, betekenis) if w.woord not in vreemd.overslaan]
    reeks = [woord for woord in alles if not woord.klein]
    onbekend = _maak_bekend(reeks, index, betekenis)
    termen = [_plaatsterm(alle, gevonden, index) for gevonden in plaatsen]
    termen += _plekken(reeks, index, betekenis)
    termen += _gebonden(alles, index, betekenis, alleen=betekenis.neutraal)
    termen += _zinnen(reeks, index, betekenis)
    termen += _gebonden(alles, index, betekenis)
    termen += _verspreid(reeks, index, betekenis)
    _weeg_ontkenning(alles, betekenis)
    termen += _samenvoegingen(reeks, index, betekenis)
    lezing = gevaarlijst().lees(alle, lambda woord: woord in index.schat or bestaat(woord, betekenis))
    _zonder_gevaar(termen, lezing, betekenis)
    gevaar = _gevaarterm(lezing, reeks, betekenis)
    in_plaats = {woord for gevonden in plaatsen for woord in alle[gevonden.begin : gevonden.eind]}
    termen += [
        Term(
            " ".join(deel.woorden),
            behoeften=_smal_eerst(deel.behoeften, betekenis),
            telt=ZIN_TELT if len(deel.woorden) > 1 else 1.0,
        )
        for deel in vreemd.delen
        # 'kill myself' is one danger: what 'kill' says by itself is another. The name of a place is no foreign word.
        if not (gevaar and set(deel.woorden).issubset(gevaar.woord.split())) and not in_plaats.issuperset(deel.woorden)
    ]
    for woord in reeks:
        if woord.woord != GEEN and woord.telt and not woord.in_plaats and woord.woord not in onbekend:
            term = _term(woord, index, betekenis)
            _zonder_gevaar([term], lezing, betekenis)
            if term.zegt_iets or term.wensen:
                termen.append(term)
            elif woord.woord not in lezing.los:
                onbekend.append(woord.woord)
    if gevaar:
        termen.append(gevaar)
        onbekend = [woord for woord in onbekend if woord not in gevaar.woord.split()]
    return Gelezen(
        tuple(termen),
        tuple(onbekend),
        vreemd,
        onschuldig=lezing.onschuldig or bool(lezing.los),
        gevaar=frozenset(gevaar.behoeften if gevaar else ()),
        voor_een_man=_voor_een_man(alle),
        niet_in=niet_in,
    )


def _zonder_ontkende_plek(alle: list[str], betekenis: Betekenis) -> tuple[list[str], frozenset[str]]:
    """Take 'niet in noord' out of the words; return the rest, and the slugs of the stadsdelen nobody wants to go to."""
    niet_in: set[str] = set()
    plek = 0
    while plek < len(alle):
        begin = plek + 1
        while alle[plek] in ONTKENT_PLEK and alle[begin : begin + 1] and alle[begin] in VOOR_EEN_PLEK:
            begin += 1
        stadsdelen, eind = _plek_vanaf(alle, begin, betekenis) if alle[plek] in ONTKENT_PLEK else (frozenset(), begin)
        if stadsdelen:
            niet_in |= stadsdelen
            alle = [*alle[:plek], *alle[eind:]]
        else:
            plek += 1
    return alle, frozenset(niet_in)


def _plek_vanaf(alle: list[str], begin: int, betekenis: Betekenis) -> tuple[frozenset[str], int]:
    """Return the stadsdelen of the place whose name begins here, and where that ends; none where none does."""
    for eind in range(min(begin + LANGSTE_ZIN, len(alle)), begin, -1):
        if wensen := betekenis.plekken.get(tuple(alle[begin:eind])):
            return frozenset(wens.waarde for wens in wensen if wens.facet == "stadsdeel"), eind
    gevonden = betekenis.plaatsen.vind(["in", *alle[begin:]], lambda _: True)
    if gevonden and gevonden[0].begin == 1:
        return frozenset(gevonden[0].plaats.stadsdelen), begin + gevonden[0].eind - 1
    return frozenset(), begin


def _voor_een_man(alle: Sequence[str]) -> bool:
    """Tell whether a man is who it is for: 'fietsles man', not 'mijn man zit thuis' and not 'vrouw zoekt man'."""
    ervoor = ["", *alle]
    return VROUW.isdisjoint(alle) and any(
        woord in MAN and voor not in VAN_IEMAND for voor, woord in zip(ervoor, alle, strict=False)
    )


def _smal_eerst(behoeften: Mapping[str, float], betekenis: Betekenis) -> dict[str, float]:
    """Return needs in which a wide one says less than the narrow one beside it: a dentist, not a doctor."""
    wijd = {betekenis.breder[slug] for slug in behoeften if slug in betekenis.breder}
    return {slug: zeker * (BREED_TELT if slug in wijd else 1.0) for slug, zeker in behoeften.items()}


def _gevaarterm(lezing: Lezing, reeks: list[_Woord], betekenis: Betekenis) -> Term | None:
    """Return what the sentence says about danger as one term, and let its words count less apart."""
    behoeften: dict[str, float] = {}
    woorden: dict[str, None] = {}
    for gevonden in lezing.gevaar:
        bekend = [slug for slug in gevonden.behoeften if slug in betekenis.nood]
        if bekend:
            _neem_hoogste(behoeften, {slug: OOK_GEVAAR if plek else 1.0 for plek, slug in enumerate(bekend)}, 1.0)
            woorden |= dict.fromkeys(gevonden.woorden)
    for woord in reeks:
        if woord.woord in woorden:
            woord.telt *= LOS_VAN_GEVAAR
    return Term(" ".join(woorden), behoeften=behoeften, telt=ZIN_TELT) if behoeften else None


def _zonder_gevaar(termen: Iterable[Term], lezing: Lezing, betekenis: Betekenis) -> None:
    """Take the danger from words that mean something else in this sentence; what they say beside it stays."""
    if lezing.gevaar:
        return
    for term in termen:
        if lezing.onschuldig or term.woord in lezing.los or term.gelezen_als in lezing.los:
            gevaar = betekenis.nood | betekenis.neutraal
            over = {slug: zeker for slug, zeker in term.behoeften.items() if slug not in gevaar}
            if len(over) < len(term.behoeften):
                term.behoeften = over
                term.telt *= LOS_VAN_ZIN
        if term.woord in lezing.los:
            # In an offer it does mean danger: 'gevaar op de weg' would find 112.
            term.stammen = []


def _kennis(index: Index, betekenis: Betekenis) -> Kennis:
    """Return what the Dutch side knows of a word, for whoever reads other languages."""

    def hoe(woord: str) -> int:
        if woord in STOPWOORDEN or GELIJK.get(woord, woord) == GEEN:
            return NEDERLANDS
        gewoon_woord = gewoon.is_gewoon(woord)
        # A foreign word may have the stem of a Dutch one; only as it stands, or as Dutch, it is known.
        if woord in index.schat or (gewoon_woord and _bekend(_Woord(woord, stam(woord)), index, betekenis)):
            return BETEKENT
        return NEDERLANDS if gewoon_woord else NIETS

    def lijkt(woord: str) -> bool:
        return any(zeker >= LIJKT_GENOEG for _, zeker in index.schat.nabij(woord)[:1])

    return Kennis(hoe, gewoon.is_vaak, lijkt, tabel=lambda woord: bool(betekenis.volgens_tabel(woord)))


def _woorden(alle: list[str], plaatsen: list[Gevonden], betekenis: Betekenis) -> list[_Woord]:
    """Return the words that count, in order; what follows 'liever niet' or 'niet met' counts for nothing."""
    in_plaats = {plek for gevonden in plaatsen for plek in range(gevonden.begin, gevonden.eind)}
    reeks: list[_Woord] = []
    gezien: set[str] = set()
    ontkend = 0
    for plek, woord in enumerate(alle):
        ontkend = max(ontkend - 1, 0)
        if woord == "niet" and (
            alle[plek - 1 : plek] == ["liever"] or alle[plek + 1 : plek + 2] in (["met"], ["bij"], ["naar"])
        ):
            ontkend = 3
            # Whoever wants no landgenoten may be listed: 'geen landgenoten'.
            reeks.append(_Woord(GEEN, stam(GEEN)))
        los_getal = woord.isdigit() and len(woord) < 3
        if woord in LEGE_WOORDEN or los_getal or (len(woord) < 2 and woord.isascii()):
            continue
        gestamd = _stam(woord, betekenis)
        if woord in STOPWOORDEN and not _is_naamwoord(plek, alle, betekenis):
            reeks.append(_Woord(woord, gestamd, klein=True))
        elif woord not in gezien and len(gezien) < HOOGSTENS_TERMEN:
            telt = 0.0 if ontkend else 1.0
            reeks.append(_Woord(woord, gestamd, telt=telt, ontkend=not telt, in_plaats=plek in in_plaats))
            if woord != GEEN:
                gezien.add(woord)
    return reeks


def _is_naamwoord(plek: int, alle: list[str], betekenis: Betekenis) -> bool:
    """Tell whether a stop word is a thing here: 'de was', or a stop word that is all that was typed."""
    na_lidwoord = plek > 0 and alle[plek - 1] in LIDWOORDEN
    return (na_lidwoord or len(alle) == 1) and betekenis.kent((stam(alle[plek]),))


def _stam(woord: str, betekenis: Betekenis) -> str:
    """Return the stem of a word, or the word itself where it only shares one with a word about safety: 'geweldig'."""
    gestamd = stam(woord)
    return woord if gestamd in betekenis.veilig and not betekenis.veiligheid(woord, gestamd) else gestamd


def _maak_bekend(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> list[str]:
    """Guess what each word stands for that is not known; return those that stand for nothing."""
    onbekend = []
    for plek, woord in enumerate(reeks):
        if woord.woord == GEEN or woord.in_plaats or _bekend(woord, index, betekenis):
            continue
        buren = [reeks[buur].woord for buur in (plek - 1, plek + 1) if 0 <= buur < len(reeks)]
        if any(aaneen(paar) in index.schat for buur in buren for paar in ((buur, woord.woord), (woord.woord, buur))):
            continue
        woord.gok = raad(woord.woord, index, betekenis)
        if woord.gok.gelezen_als:
            woord.stam = stam(woord.gok.gelezen_als)
        elif not woord.gok:
            onbekend.append(woord.woord)
    return onbekend


def _bekend(woord: _Woord, index: Index, betekenis: Betekenis) -> bool:
    return bool(
        woord.woord in index.schat
        or index.heeft(woord.stam)
        or betekenis.kent_woord(woord.woord, woord.stam)
        or index.schat.samenstellingen(woord.stam)
    )


def _is_iets(woord: str, index: Index, betekenis: Betekenis) -> bool:
    """Tell whether a word is known here, or one that people write: no error in the name of a place."""
    return _bekend(_Woord(woord, stam(woord)), index, betekenis) or bestaat(woord, betekenis)


def _stukken(reeks: list[_Woord], kortste: int) -> Iterator[list[_Woord]]:
    """Yield the rows of words that may be a phrase, the longest first, while none of them is in one yet."""
    for lengte in range(min(LANGSTE_ZIN, len(reeks)), kortste - 1, -1):
        for begin in range(len(reeks) - lengte + 1):
            deel = reeks[begin : begin + lengte]
            geen = deel[0].woord == GEEN
            if not any(woord.in_zin or not (woord.telt or (geen and woord.ontkend)) for woord in deel):
                yield deel


def _plaatsterm(alle: list[str], gevonden: Gevonden, index: Index) -> Term:
    """Return a place as a term; offers that have its name in a text are lifted too."""
    woorden = [woord for woord in alle[gevonden.begin : gevonden.eind] if woord not in STOPWOORDEN]
    plaats, zin = gevonden.plaats, tuple(stam(woord) for woord in woorden)
    # 'Banne' and 'baan' share a stem: one such word alone would find the other.
    in_tekst = all(woord in index.schat for woord in woorden) and (
        len(zin) > 1 or index.schat.aantal_met_stam(zin[0]) == 1
    )
    return Term(
        " ".join(alle[gevonden.begin : gevonden.eind]),
        stammen=[Zoekstam(zin, 1.0)] if in_tekst else [],
        wensen=frozenset(
            [*(Wens("gebied", slug) for slug in plaats.gebieden), *(Wens("stadsdeel", s) for s in plaats.stadsdelen)]
        ),
        gelezen_als=gevonden.gelezen_als,
        plaats=plaats,
    )


def _plekken(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield the stadsdelen that are named; nothing else is meant by those words."""
    for deel in _stukken(reeks, 1):
        wensen = betekenis.plekken.get(tuple(woord.naam for woord in deel))
        if wensen is None or any(woord.in_plaats for woord in deel):
            continue
        eerste = deel[0]
        # A text may name the area too: 'Medische post Osdorp'.
        staat = len(deel) == 1 and eerste.naam in index.schat
        yield Term(
            " ".join(woord.woord for woord in deel),
            [Zoekstam((eerste.stam,), 1.0)] if staat else [],
            wensen=wensen,
            gelezen_als=eerste.gok.gelezen_als if eerste.gok.schrijffout else "",
            zeker=eerste.gok.zeker,
        )
        for woord in deel:
            woord.in_zin = True
            woord.telt = 0.0


def _gebonden(
    alles: list[_Woord], index: Index, betekenis: Betekenis, *, alleen: Collection[str] = ()
) -> Iterator[Term]:
    """Yield the phrases that hang on their stop words: 'uit de kast', 'mag niet naar buiten', 'was doen'.

    With `alleen` only those that mean one of these needs: of safety, which comes before longer phrases of others.
    """
    for plek, woord in enumerate(alles):
        if woord.in_zin or woord.in_plaats:
            continue
        for zin in sorted(betekenis.gebonden.get(woord.stam, ()), key=len, reverse=True):
            if alleen and not any(slug in alleen for slug in betekenis.behoeften.get(zin, ())):
                continue
            # What is denied counts for nothing, unless that is what the phrase says.
            if (woord.telt or "niet" in zin) and _past(zin, plek, alles):
                van = [w for w in alles[max(plek - VENSTER, 0) : plek + VENSTER + 1] if w.stam in zin]
                yield _zinterm(zin, van, index, betekenis)
                break


def _past(zin: Zin, plek: int, alles: list[_Woord]) -> bool:
    """Tell whether a phrase stands around the word at `plek`: near it, and a preposition right before its word."""
    if alles[plek].klein:
        # Of stop words alone: all of them in a row.
        return tuple(woord.stam for woord in alles[plek : plek + len(zin)]) == zin
    dichtbij = {woord.stam for woord in alles[max(plek - VENSTER, 0) : plek + VENSTER + 1]}
    hier = zin.index(alles[plek].stam)
    ervoor = zin[hier - 1] if hier else ""
    aansluitend = ervoor not in VOORZETSELS or (plek > 0 and alles[plek - 1].stam == ervoor)
    return dichtbij.issuperset(zin) and aansluitend


def _zinnen(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield what several words in a row mean together; those words then count less apart."""
    for deel in _stukken(reeks, 2):
        zin = tuple(woord.stam for woord in deel)
        if betekenis.kent(zin):
            yield _zinterm(zin, deel, index, betekenis)


def _verspreid(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield the phrases of which all words stand near each other: 'gordijnen in de kamer zijn kapot'."""
    plekken = {woord.stam: plek for plek, woord in enumerate(reeks) if woord.telt and not woord.in_zin}
    for gezocht in list(plekken):
        for zin in betekenis.verspreid.get(gezocht, ()):
            waar = [plekken.get(deel, -1) for deel in zin]
            in_volgorde = len(zin) > 2 or waar == sorted(waar)
            if min(waar) < 0 or max(waar) - min(waar) >= len(zin) + RUIMTE or not in_volgorde:
                continue
            deel = [reeks[plek] for plek in sorted(waar)]
            if any(woord.in_zin or woord.in_plaats for woord in deel):
                continue
            term = _zinterm(zin, deel, index, betekenis)
            term.telt = VERSPREID_TELT
            yield term


def _zinterm(zin: Zin, deel: list[_Woord], index: Index, betekenis: Betekenis) -> Term:
    """Return all that a phrase may stand for, and let its words count less."""
    wensen = frozenset(betekenis.wensen.get(zin, ()))
    # Who has no BSN asks for what is open without it, not for a BSN.
    voorwaarde = any(wens.facet in VOORWAARDEN for wens in wensen)
    behoeften = {} if voorwaarde else dict(betekenis.behoeften.get(zin, {}))
    anders = {} if wensen else betekenis.anders.get(zin, {})
    stammen = [] if any(woord.klein for woord in deel) else [Zoekstam(zin, 1.0)]
    for ander, telt in anders.items():
        stammen += _met_samenstellingen(ander, telt, index)
        _neem_hoogste(behoeften, betekenis.behoeften_via(ander), telt)
    echt = bool(behoeften or anders or zin in betekenis.namen)
    for woord in deel:
        woord.in_zin = True
        # Of words that only point at a facet ('geen bsn') none is looked for by itself.
        woord.telt *= LOS_VAN_ZIN if echt else 0.0
    return Term(" ".join(w.woord for w in deel), stammen if echt else [], behoeften, wensen, telt=1.2 if echt else 1.0)


def _weeg_ontkenning(alles: list[_Woord], betekenis: Betekenis) -> None:
    """Let what comes after 'geen' count less where it is not wanted, or is a paper; who has no bed needs a bed."""
    for plek, (voor, woord) in enumerate(pairwise(alles), 1):
        if voor.woord != GEEN or woord.in_zin or woord.klein or betekenis.veiligheid(woord.letterlijk, woord.stam):
            continue
        ervoor = alles[plek - 2].woord if plek > 1 else ""
        erna = {w.woord for w in alles[plek + 1 : plek + 3]}
        iets_anders = any(w.telt and not w.klein and w.woord != GEEN for w in alles if w is not woord)
        if woord.stam in PAPIEREN:
            # Someone without a paper does not look for the paper.
            woord.telt *= LOS_VAN_ZIN
        elif iets_anders and (ervoor in NIET_GEWILD or "maar" in erna or _is_activiteit(woord.letterlijk)):
            woord.telt = 0.0


def _is_activiteit(woord: str) -> bool:
    """Tell whether this is something to go to; who says 'geen' of that does not want it: 'geen les'."""
    return woord.endswith(ACTIVITEITEN) or woord.removesuffix("en").endswith(ACTIVITEITEN)


def _samenvoegingen(reeks: list[_Woord], index: Index, betekenis: Betekenis) -> Iterator[Term]:
    """Yield compounds that were typed as two words: 'taal cafe'."""
    for eerste, tweede in pairwise(reeks):
        samen = aaneen((eerste.woord, tweede.woord))
        if GEEN in (eerste.woord, tweede.woord) or not eerste.telt or not tweede.telt:
            continue
        if eerste.in_plaats or tweede.in_plaats:
            continue
        if samen in index.schat or betekenis.kent((stam(samen),)):
            term = _term(_Woord(samen, stam(samen)), index, betekenis)
            if term.zegt_iets:
                term.woord = f"{eerste.woord} {tweede.woord}"
                yield term
                eerste.telt *= LOS_VAN_ZIN
                tweede.telt *= LOS_VAN_ZIN


def _term(woord: _Woord, index: Index, betekenis: Betekenis) -> Term:
    """Return all that one word may stand for."""
    zin = (woord.stam,)
    gok = woord.gok
    gelezen_als = gok.gelezen_als if gok.schrijffout else ""
    term = Term(woord.woord, gelezen_als=gelezen_als, telt=woord.telt * gok.zeker, zeker=gok.zeker)
    term.stammen += _met_samenstellingen(zin, 1.0, index)
    _neem_hoogste(term.behoeften, betekenis.behoeften.get(zin, {}), 1.0)
    _neem_hoogste(term.behoeften, betekenis.veiligheid(woord.letterlijk, woord.stam), 1.0)
    term.algemeen = gewoon.is_algemeen(woord.woord) and not term.behoeften
    los = betekenis.behoeftewoorden.get(woord.stam, {})
    _neem_hoogste(term.behoeften, los, ALGEMEEN_LOS if term.algemeen else 1.0)
    for ander, telt in betekenis.anders.get(zin, {}).items():
        term.stammen += _met_samenstellingen(ander, telt, index)
        _neem_hoogste(term.behoeften, betekenis.behoeften_via(ander), telt)
    _met_delen(term, gok.delen or index.schat.stukken(woord.letterlijk), index.heeft(woord.stam), index, betekenis)
    for samen in map(stam, gok.samen):
        term.stammen += _met_samenstellingen((samen,), DEEL, index)
        _neem_hoogste(term.behoeften, betekenis.behoeften_via((samen,)), DEEL)
    _neem_hoogste(term.behoeften, gok.behoeften, 1.0)
    term.wensen = frozenset(betekenis.wensen.get(zin, ()))
    return term


def _met_delen(term: Term, stukken: tuple[str, ...], staat: bool, index: Index, betekenis: Betekenis) -> None:
    """Add the parts of a compound: together, or each at half of that where no offer has them all.

    `staat` tells that the compound itself stands somewhere.
    """
    delen = tuple(map(stam, stukken))
    if not delen:
        return
    term.stammen.append(Zoekstam(delen, DEEL if staat else SAMEN))
    samen = staat or _samen(delen, index)
    heeft_behoeften = bool(term.behoeften)
    _neem_hoogste(term.behoeften, {} if heeft_behoeften else betekenis.behoeften_via(delen), SAMEN)
    for plek, (stuk, deel) in enumerate(zip(stukken, delen, strict=True)):
        if stuk in STOPWOORDEN or (stuk,) in betekenis.plekken:
            continue
        if not samen and not gewoon.is_algemeen(stuk):
            term.stammen += _met_samenstellingen((deel,), HALF, index)
        # Of a compound the first part says what it is about: 'belastingdienst'; if not, another: 'hoofdpijn'.
        if not heeft_behoeften and (noden := betekenis.behoeften_via((deel,))):
            _neem_hoogste(term.behoeften, noden, HALF if plek else DEEL)
            heeft_behoeften = True


def _samen(delen: Zin, index: Index) -> bool:
    """Tell whether an offer has all these stems."""
    samen = -1
    for deel in delen:
        samen &= union(index.waar(deel).values())
    return bool(samen)


def _met_samenstellingen(zin: Zin, telt: float, index: Index) -> list[Zoekstam]:
    """Return the phrase itself and, for one word, the compounds it is part of; what stands nowhere is left out."""
    if len(zin) > 1:
        return [Zoekstam(zin, telt)]
    samen = sorted(index.schat.samenstellingen(zin[0]))
    gezocht = [Zoekstam(zin, telt), *(Zoekstam((ander,), telt * DEEL) for ander in samen)]
    return [zoekstam for zoekstam in gezocht if index.heeft(zoekstam.stammen[0])]


def _neem_hoogste(doel: dict[str, float], erbij: Mapping[str, float], telt: float) -> None:
    for slug, zeker in erbij.items():
        doel[slug] = max(doel.get(slug, 0.0), zeker * telt)
