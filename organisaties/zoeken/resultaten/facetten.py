"""The choices with the number of results behind each, and the chips: what is chosen and what was recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from organisaties.zoeken import Antwoord, Vraag
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.keuzes import WANNEER_GETOOND
from organisaties.zoeken.resultaten.adres import adres
from organisaties.zoeken.vraag import FACETTEN

UITLEG = {
    "stadsdeel": "Wat voor de hele stad is of online, blijft er altijd bij staan.",
    "extra_doelgroep": "Wat voor iedereen is, blijft er altijd bij staan.",
    "wanneer": "Wat dan zeker dicht is, gaat weg. Wat geen tijden heeft, staat achteraan.",
    "kring": "Eigen kring: mensen met dezelfde taal of achtergrond.",
    "infrastructuur": "Sommige organisaties zijn het allebei.",
}
# What most people look for first stands open.
OPEN_FACETTEN = frozenset({"stadsdeel", "behoefte"})


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice in a facet and how many results it would give."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool
    niveau: int = 0
    lang: str = ""
    eigen_naam: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices that mean 'or' among each other."""

    naam: str
    label: str
    keuzes: list[Keuze]
    uitleg: str = ""
    open: bool = False

    @property
    def aantal_gekozen(self) -> int:
        """How many choices are made."""
        return sum(keuze.gekozen for keuze in self.keuzes)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active choice; following `url` takes it away. The category has none: it goes by POST."""

    label: str
    url: str
    facet: str


def facet(naam: str, filterset: AanbodFilter) -> Facet:
    """Return a facet with the count behind every choice; narrow choices only below a chosen wide one."""
    antwoord, vraag = filterset.antwoord, filterset.vraag
    gekozen = set(vraag.van(naam))
    begrippen = antwoord.register.begrippen.get(naam, {})
    keuzes = []
    for waarde, label in _getoonde_keuzes(naam, antwoord):
        begrip = begrippen.get(waarde)
        keuzes.append(
            Keuze(
                waarde=waarde,
                label=label,
                aantal=antwoord.tel(naam, waarde),
                gekozen=waarde in gekozen,
                niveau=1 if naam == "behoefte" and begrip and begrip.ouder else 0,
                lang=waarde if naam == "taal" else "",
                eigen_naam=begrip.eigen_naam if naam == "taal" and begrip else "",
            )
        )
    label = str(filterset.filters[naam].label)
    return Facet(naam, label, keuzes, UITLEG.get(naam, ""), open=naam in OPEN_FACETTEN or bool(gekozen))


def _getoonde_keuzes(naam: str, antwoord: Antwoord) -> Sequence[tuple[str, str]]:
    keuzes = antwoord.register.keuzes[naam]
    begrippen = antwoord.register.begrippen.get(naam, {})
    gekozen = antwoord.vraag.van(naam)
    if naam == "wanneer":
        return [(waarde, label) for waarde, label in keuzes if waarde in WANNEER_GETOOND or waarde in gekozen]
    if naam == "gebied":
        stadsdelen = {antwoord.register.begrippen["stadsdeel"][s].pk for s in antwoord.stadsdelen_van_vraag}
        return [(waarde, label) for waarde, label in keuzes if begrippen[waarde].ouder in stadsdelen]
    if naam == "behoefte":
        open_ouders = {begrippen[slug].ouder or begrippen[slug].pk for slug in gekozen}
        geordend = []
        for slug, begrip in begrippen.items():
            if begrip.ouder is None:
                geordend.append((slug, begrip.naam))
                if begrip.pk in open_ouders:
                    geordend += [(kind, b.naam) for kind, b in begrippen.items() if b.ouder == begrip.pk]
        return geordend
    return keuzes


def open_voor(antwoord: Antwoord) -> Facet:
    keuzes = [
        Keuze(slug, begrip.naam, antwoord.tel_open_voor(slug), slug in antwoord.vraag.open_voor)
        for slug, begrip in antwoord.register.begrippen["open_voor"].items()
    ]
    return Facet("open_voor", "Open voor", keuzes, open=bool(antwoord.vraag.open_voor))


def chips(antwoord: Antwoord) -> list[Chip]:
    """Return every active choice with the address without it; the group first, so that it is always in sight."""
    vraag = antwoord.vraag
    labels = _labels(antwoord)
    categorieen = antwoord.register.begrippen["open_voor"]
    gevonden = [Chip(f"Open voor {categorieen[slug].naam.lower()}", "", "open_voor") for slug in vraag.open_voor]
    if vraag.q:
        gevonden.append(Chip(f"“{vraag.q}”", adres(vraag.zonder("q")), "q"))
    for naam in FACETTEN:
        for waarde in vraag.van(naam):
            over = tuple(ander for ander in vraag.van(naam) if ander != waarde)
            zonder = Vraag(vraag.q, {**vraag.keuzes, naam: over}, vraag.open_voor)
            gevonden.append(Chip(labels[naam][waarde], adres(zonder), naam))
    return gevonden


@dataclass(frozen=True, slots=True)
class Herkend:
    """What a typed word points at; following `url` makes it a filter."""

    label: str
    url: str


# How many recognised words are offered as a filter: more is no help on a phone.
HOOGSTENS_HERKEND = 4


def herkend(antwoord: Antwoord) -> list[Herkend]:
    """Return what the typed words point at and would leave something, but not all, when chosen, as filters to choose.

    Where someone may be in danger, none: nothing may narrow down what helps, and 'man' is not whom it is for.
    """
    if antwoord.gaat_over_veiligheid:
        return []
    vraag = antwoord.vraag
    labels = _labels(antwoord)
    gevonden = []
    for wens in antwoord.herkend:
        if wens.waarde in labels[wens.facet] and 0 < antwoord.tel(wens.facet, wens.waarde) < antwoord.aantal:
            erbij = Vraag(vraag.q, {**vraag.keuzes, wens.facet: (*vraag.van(wens.facet), wens.waarde)}, vraag.open_voor)
            gevonden.append(Herkend(labels[wens.facet][wens.waarde], adres(erbij)))
    return gevonden[:HOOGSTENS_HERKEND]


def _labels(antwoord: Antwoord) -> dict[str, dict[str, str]]:
    return {naam: dict(keuzes) for naam, keuzes in antwoord.register.keuzes.items()}
