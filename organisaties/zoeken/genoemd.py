"""Which organisations and places a question names: by name, by a part of it, by an abbreviation, with a typing error.

Most questions name none. A word that means something by itself ('werk', 'fietsles') is no name because it stands in
one, and a longer question names somebody only where it has a whole name in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from organisaties.zoeken.index.namen import ANDERS, HEEL, ORGANISATIE, PLEK, STUK, Naam, Treffer, kern
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG, STOPWOORDEN, WOORD, aaneen, stam, stammen, vlak

HOOGSTENS_WOORDEN = 16
LANGSTE_NAAM = 6
# A shorter word of a question is an abbreviation or an ordinary word; only as the whole question it is surely a name.
KORTSTE_IN_ZIN = 5
# Of a longer question that is wholly known words, letters are still compared: 'blij groep'.
KORTSTE_BEKEND = 8
LANGSTE_AFKORTING = 5
GEBIED = frozenset({"stadsdeel", "gebied"})


class Hoe(IntEnum):
    """How a question names something, the surest first."""

    NAAM = 0
    ANDERS = 1
    AFKORTING = 2
    LIJKT = 3
    STUK = 4
    IN_ZIN = 5
    LIJKT_IN_ZIN = 6
    DEEL = 7


# From here on the question is more, or less, than the name.
HELE_VRAAG = Hoe.LIJKT


@dataclass(frozen=True, slots=True)
class Genoemd:
    """What a question names, the surest first; `eigen` are the offers of what the whole question is the name of."""

    namen: tuple[Naam, ...] = ()
    hoe: Hoe = Hoe.DEEL
    eigen: int = 0
    woorden: frozenset[str] = frozenset()

    @property
    def is_hele_vraag(self) -> bool:
        """Whether nothing else is asked than this name."""
        return bool(self.namen) and self.hoe <= HELE_VRAAG

    @property
    def organisaties(self) -> set[int]:
        """The keys of the organisations among them."""
        return {naam.pk for naam in self.namen if naam.soort == ORGANISATIE}

    @property
    def plekken(self) -> list[Naam]:
        """The places among them."""
        return [naam for naam in self.namen if naam.soort == PLEK]


def noem(q: str, register: Register) -> Genoemd:
    """Return which organisations and places the typed text names."""
    woorden = kern(q[:LANGSTE_VRAAG])[:HOOGSTENS_WOORDEN]
    if not woorden:
        return Genoemd()
    zonder_gebied = [woord for woord in woorden if not _is_gebied(woord, register)] or woorden
    alles = WOORD.findall(vlak(q[:LANGSTE_VRAAG]))
    vragen = [(woorden, aaneen(alles)), (zonder_gebied, aaneen(zonder_gebied))]
    for deel, met_kleine_woorden in vragen if zonder_gebied != woorden else vragen[:1]:
        if treffers := _heel(deel, met_kleine_woorden, register):
            # Others that have the name as a part of theirs: beside the place 'Vonk' the 'Activiteitencentrum Vonk'.
            ook = _stukken(deel, register, zeker=min(hoe for hoe, _ in treffers) <= HELE_VRAAG)
            return _uitslag([*treffers, *ook], register, woorden)
    return _uitslag([*_in_zin(woorden, register), *_stukken(zonder_gebied, register)], register, woorden)


def _heel(woorden: Sequence[str], met_kleine_woorden: str, register: Register) -> list[tuple[Hoe, Naam]]:
    """Return what all of these words together are the name of; small words may be stuck to others."""
    namen, vorm = register.namen, aaneen(woorden)
    betekent_iets = register.betekenis.behoeften.get(tuple(map(stam, woorden)))
    exact = [
        (naam, hoe)
        for een in dict.fromkeys((vorm, met_kleine_woorden))
        for naam, hoe in namen.met_vorm(een)
        if hoe < STUK or not betekent_iets
    ]
    if exact:
        # Letters that are no word stand for what they begin: 'ldh'.
        los = len(woorden) == 1 and _onbekend(vorm, register)
        return [(Hoe.AFKORTING if los and hoe == STUK else _HOE[hoe], naam) for naam, hoe in exact]
    if len(woorden) == 1 and (afkorting := _via_afkorting(vorm, register)):
        return afkorting
    if len(vorm) < KORTSTE_BEKEND and not any(_onbekend(woord, register) for woord in woorden):
        return []
    lijkt = [*namen.lijkt_op(vorm), *(namen.lijkt_op(met_kleine_woorden) if met_kleine_woorden != vorm else ())]
    return [(Hoe.LIJKT, naam) for naam, hoe in lijkt if hoe < STUK]


_HOE = {HEEL: Hoe.NAAM, ANDERS: Hoe.ANDERS, STUK: Hoe.STUK}


def _via_afkorting(woord: str, register: Register) -> list[tuple[Hoe, Naam]]:
    """Return what a short word of the thesaurus stands for: 'vwn', and the other way round 'bieb'."""
    if len(woord) > LANGSTE_AFKORTING or (stam(woord),) not in register.betekenis.anders:
        return []
    gevonden = []
    for regel in register.begrippen["synoniem"].values():
        anderen = [aaneen(kern(ander)) for ander in regel.synoniemen]
        term = aaneen(kern(regel.naam))
        if woord == term:
            vormen, hoe = anderen, Hoe.AFKORTING
        elif woord in anderen and len(term) <= LANGSTE_AFKORTING:
            vormen, hoe = [term], Hoe.STUK
        else:
            continue
        gevonden += [(hoe, naam) for vorm in vormen for naam, zo in register.namen.met_vorm(vorm) if zo < STUK]
    return gevonden


def _in_zin(woorden: Sequence[str], register: Register) -> Iterator[tuple[Hoe, Naam]]:
    """Yield the names that stand whole in a longer question; what is part of a longer name is no name again."""
    gehad: set[int] = set()
    for lengte in range(min(LANGSTE_NAAM, len(woorden) - 1), 0, -1):
        for begin in range(len(woorden) - lengte + 1):
            plekken = set(range(begin, begin + lengte))
            stuk = woorden[begin : begin + lengte]
            if plekken & gehad or (lengte == 1 and not _zegt_wie(stuk[0], register)):
                continue
            treffers, hoe = _vorm_of_lijkt(stuk, register)
            if treffers:
                gehad |= plekken
                yield from ((hoe, naam) for naam, _ in treffers)


def _vorm_of_lijkt(stuk: Sequence[str], register: Register) -> tuple[list[Treffer], Hoe]:
    vorm = aaneen(stuk)
    exact = [(naam, hoe) for naam, hoe in register.namen.met_vorm(vorm) if hoe < STUK]
    if exact or len(vorm) < KORTSTE_BEKEND or not any(_onbekend(woord, register) for woord in stuk):
        return exact, Hoe.IN_ZIN
    return [(naam, hoe) for naam, hoe in register.namen.lijkt_op(vorm) if hoe < STUK], Hoe.LIJKT_IN_ZIN


def _stukken(woorden: Sequence[str], register: Register, *, zeker: bool = False) -> Iterator[tuple[Hoe, Naam]]:
    """Yield the names that have all these words in a row, where that says who is meant (`zeker`: it does)."""
    namen = register.namen.met_woorden(woorden)
    if not namen or (len(woorden) == 1 and not zeker and not _alleen_van(woorden[0], namen, register)):
        return
    yield from ((Hoe.DEEL, naam) for naam in namen)


def _alleen_van(woord: str, namen: Iterable[Naam], register: Register) -> bool:
    """Tell whether one word says who is meant: it means nothing else, and stands in few offers of others."""
    if gewoon.is_gewoon(woord) or not _zegt_wie(woord, register):
        return False
    ergens = 0
    for bits in register.index.waar(stam(woord)).values():
        ergens |= bits
    eigen = 0
    for naam in namen:
        eigen |= _van(naam, register)
    ergens &= register.alles
    return (ergens & ~eigen).bit_count() <= (ergens & eigen).bit_count()


def _zegt_wie(woord: str, register: Register) -> bool:
    """Tell whether a word may be a name by itself: people do not write it for something else."""
    if woord in STOPWOORDEN or woord.isdigit():
        return False
    zin = (stam(woord),)
    if zin in register.betekenis.behoeften or zin in register.betekenis.wensen:
        # 'kruispost' is a word for a need because somebody who helps is called so; 'fietsles' is not.
        return not gewoon.is_woord(woord)
    return not gewoon.is_gewoon(woord) or (len(woord) >= KORTSTE_IN_ZIN and woord not in register.betekenis.woorden)


def _onbekend(woord: str, register: Register) -> bool:
    """Tell whether nobody uses the word: it stands in no list, and in no offer beside the name of its organisation."""
    zin = (stam(woord),)
    betekenis = register.betekenis
    return not (
        woord in STOPWOORDEN
        or woord in betekenis.woorden
        or gewoon.is_gewoon(woord)
        or zin in betekenis.behoeften
        or zin in betekenis.wensen
        or any(veld != "organisatie" for veld in register.index.waar(zin[0]))
    )


def _is_gebied(woord: str, register: Register) -> bool:
    wensen = register.betekenis.wensen.get((stam(woord),), ())
    return any(wens.facet in GEBIED for wens in wensen)


def _van(naam: Naam, register: Register) -> int:
    return register.bij_naam(naam.sleutel)


def _uitslag(treffers: Iterable[tuple[Hoe, Naam]], register: Register, getypt: Sequence[str]) -> Genoemd:
    per_sleutel: dict[int, tuple[Hoe, Naam]] = {}
    for hoe, naam in treffers:
        per_sleutel[naam.sleutel] = min((hoe, naam), per_sleutel.get(naam.sleutel, (hoe, naam)), key=lambda p: p[0])
    if not per_sleutel:
        return Genoemd()
    op_volgorde = sorted(
        per_sleutel.values(),
        key=lambda paar: (paar[0], paar[1].soort != ORGANISATIE, len(paar[1].naam), vlak(paar[1].naam), paar[1].pk),
    )
    beste = op_volgorde[0][0]
    namen = _zonder_dubbele_plekken([naam for _, naam in op_volgorde])
    eigen = 0
    if beste <= HELE_VRAAG:
        eerst = [naam for hoe, naam in op_volgorde if hoe == beste]
        # The place where an organisation is has its name too; what others offer there is not of the organisation.
        for naam in [naam for naam in eerst if naam.soort == ORGANISATIE] or eerst:
            eigen |= _van(naam, register)
    in_namen = {woord for naam in namen for woord in naam.woorden}
    woorden = getypt if beste <= HELE_VRAAG else [woord for woord in getypt if woord in in_namen]
    return Genoemd(tuple(namen), beste, eigen, frozenset(woorden))


def _zonder_dubbele_plekken(namen: Sequence[Naam]) -> list[Naam]:
    """Leave out a place that is called as the organisation it is of, where that is named too."""
    organisaties = {naam.naam: set(naam.woorden) for naam in namen if naam.soort == ORGANISATIE}
    return [
        naam
        for naam in namen
        if naam.soort == ORGANISATIE or not set(naam.woorden) <= organisaties.get(naam.wat, set())
    ]


def alleen_genoemd(q: str, genoemd: Genoemd, raak: int, register: Register) -> int:
    """Return which results belong to a question that is only a name.

    Its own offers, and others that hold all its words; what holds one of them ('rood' of 'Rode Kruis') does not.
    """
    samen = register.alles
    for gezocht in stammen(q):
        ergens = 0
        for bits in register.index.waar(gezocht).values():
            ergens |= bits
        samen &= ergens
    return genoemd.eigen | (raak & samen)
