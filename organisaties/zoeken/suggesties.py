"""Suggestions while typing: needs, areas, offers, organisations and places whose words begin with what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from kaart.hulp.tekst import opsomming
from organisaties.regels.begrip import Begrip
from organisaties.zoeken.getypt import lees_getypt
from organisaties.zoeken.index.namen import KLEIN, ORGANISATIE, PLEK
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.taal.plaatsnamen import KORTSTE_NAAM, Plaats
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG, STOPWOORDEN, WOORD, aaneen, stam, vlak

KORTSTE = 2
HOOGSTENS_BEHOEFTEN = 3
HOOGSTENS_PLAATSEN = 2
HOOGSTENS_AANBOD = 4
HOOGSTENS_ORGANISATIES = 3
HOOGSTENS_PLEKKEN = 2
# So many offers are looked at for the ones whose name begins with what was typed.
VENSTER = 200


@dataclass(frozen=True, slots=True)
class Voorstel:
    """One suggestion: `soort` is behoefte, plaats, aanbod, organisatie or plek, `sleutel` its slug or kenmerk.

    Of a 'plaats' (an area by its name) the key is the question to ask then, and `stadsdelen` are the slugs to choose
    with it; a 'plek' is one address.
    """

    soort: str
    sleutel: str
    naam: str
    uitleg: str = ""
    # A need about safety: its page has an address of its own that says nothing.
    neutraal: bool = False
    stadsdelen: tuple[str, ...] = ()

    @property
    def vraag(self) -> str:
        """What stands behind the '?' where it leads to results, with that '?'; empty for what has a page of its own."""
        if self.neutraal or self.soort not in ("behoefte", "plaats"):
            return ""
        if self.soort == "behoefte":
            return f"?{urlencode({'behoefte': self.sleutel})}"
        q = {"q": self.sleutel} if self.sleutel else {}
        return f"?{urlencode({'stadsdeel': self.stadsdelen, **q}, doseq=True)}"


def stel_voor(q: str, register: Register) -> list[Voorstel]:
    """Return what may be meant by an unfinished text: needs first, then areas, offers, organisations, and places.

    A word for a group brings nothing, nor does what is somebody's own: what begins with it would say that it was typed.
    """
    woorden: list[str] = WOORD.findall(vlak(lees_getypt(q[:LANGSTE_VRAAG], register).rest))[:6]
    # The last word may be unfinished, so it always counts; of the others stop words say nothing.
    begin = [woord for woord in woorden[:-1] if woord not in STOPWOORDEN] + woorden[-1:]
    if not begin or len("".join(begin)) < KORTSTE:
        return []
    return [
        *_behoeften(begin, register),
        *_plaatsen(woorden, register),
        *_aanbod(begin, register),
        *_namen(begin, register),
    ]


def _behoeften(begin: list[str], register: Register) -> Iterator[Voorstel]:
    """Yield needs by their name, then by their other words; of a need with nothing in it none."""
    op_naam: list[Begrip] = []
    anders: list[tuple[Begrip, str]] = []
    for slug, behoefte in register.begrippen["behoefte"].items():
        if not register.maskers["behoefte"].get(slug, 0) & register.alles:
            continue
        if _begint(behoefte.naam, begin):
            op_naam.append(behoefte)
        elif via := next((woord for woord in behoefte.synoniemen if _begint(woord, begin)), ""):
            anders.append((behoefte, via))
    gevonden = [Voorstel("behoefte", b.slug, b.naam, neutraal=b.neutraal) for b in op_naam]
    gevonden += [Voorstel("behoefte", b.slug, b.naam, via, neutraal=b.neutraal) for b, via in anders]
    yield from gevonden[:HOOGSTENS_BEHOEFTEN]


def _plaatsen(woorden: list[str], register: Register) -> Iterator[Voorstel]:
    """Yield places that the last words begin, as few of them as can be: 'eten gan', 'eten laan van sp'."""
    stadsdelen = register.begrippen["stadsdeel"]
    eigen = [Plaats(stadsdeel.naam, (), (slug,)) for slug, stadsdeel in stadsdelen.items()]
    for aantal in range(len(woorden), 0, -1):
        ervoor, begin = woorden[:-aantal], " ".join(woorden[-aantal:])
        gevonden = [plaats for plaats in eigen if len(begin) >= KORTSTE_NAAM and _begint_met(plaats.naam, begin)]
        gevonden += register.betekenis.plaatsen.met_begin(begin, HOOGSTENS_PLAATSEN)
        for plaats in gevonden[:HOOGSTENS_PLAATSEN]:
            waar = opsomming([stadsdelen[slug].naam for slug in plaats.stadsdelen if slug in stadsdelen])
            uitleg = waar if waar != plaats.naam else ""
            vraag = " ".join([*ervoor, *([plaats.naam] if plaats.gebieden else [])])
            yield Voorstel("plaats", vraag, plaats.naam, uitleg, stadsdelen=plaats.stadsdelen)
        if gevonden:
            return


def _aanbod(begin: list[str], register: Register) -> Iterator[Voorstel]:
    bits = _met_woorden(begin, register, "naam") & ~register.even_niet
    plekken = list(islice(register.op_naam(bits), VENSTER))
    plekken.sort(key=lambda positie: not vlak(register.rijen[positie].naam).startswith(begin[0]))
    for positie in plekken[:HOOGSTENS_AANBOD]:
        rij = register.rijen[positie]
        yield Voorstel("aanbod", rij.kenmerk, rij.naam, rij.organisatie)


def _namen(begin: list[str], register: Register) -> Iterator[Voorstel]:
    """Yield organisations, then places, with or without offers; those whose name begins with what was typed first."""
    gevonden = register.namen.met_begin([woord for woord in begin if woord not in KLEIN] or begin)
    gevonden.sort(
        key=lambda naam: (naam.woorden[0] != begin[0], not naam.woorden[0].startswith(begin[0]), vlak(naam.naam))
    )
    organisaties = [naam for naam in gevonden if naam.soort == ORGANISATIE]
    namen = {naam.naam for naam in organisaties}
    # A place that is called as the organisation that is there says nothing more.
    plekken = [naam for naam in gevonden if naam.soort == PLEK and naam.wat not in namen]
    for naam in (*organisaties[:HOOGSTENS_ORGANISATIES], *plekken[:HOOGSTENS_PLEKKEN]):
        yield Voorstel(naam.soort, naam.kenmerk, naam.naam, naam.wat if naam.soort == PLEK else "")


def _met_woorden(begin: list[str], register: Register, veld: str) -> int:
    """Return the offers that have in a field a word beginning with each of these."""
    samen = register.alles
    for woord in begin:
        ergens = 0
        for gezocht in {stam(bekend) for bekend in register.index.schat.met_begin(woord)}:
            ergens |= register.index.waar(gezocht).get(veld, 0)
        samen &= ergens
    return samen


def _begint_met(naam: str, begin: str) -> bool:
    return aaneen(WOORD.findall(vlak(naam))).startswith(aaneen(WOORD.findall(begin)))


def _begint(tekst: str, begin: list[str]) -> bool:
    woorden = WOORD.findall(vlak(tekst))
    return all(any(woord.startswith(deel) for woord in woorden) for deel in begin)
