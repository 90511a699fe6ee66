"""What the results page says in the language of the question: what was understood, or what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organisaties.regels.begrip import Begrip
from organisaties.zoeken import Antwoord, Vraag
from organisaties.zoeken.resultaten.adres import adres
from organisaties.zoeken.taal.spellingen import LATIJN, schrift_van
from organisaties.zoeken.taal.zinnen import ZINNEN, Zinnen


@dataclass(frozen=True, slots=True)
class Keuze:
    """A need as a language calls it, its name here, and its results."""

    woord: str
    naam: str
    url: str


@dataclass(frozen=True, slots=True)
class Taalkeuze:
    """The needs in one language."""

    zinnen: Zinnen
    keuzes: Sequence[Keuze]


@dataclass(frozen=True, slots=True)
class InTaal:
    """`begrepen` is what was typed with the need it was taken for; where that is empty, `talen` is what to choose."""

    zinnen: Zinnen | None
    begrepen: Sequence[tuple[str, str]]
    talen: Sequence[Taalkeuze]
    nagekeken: bool


def in_taal(antwoord: Antwoord) -> InTaal | None:
    """Return what to say in another language; nothing where the question is Dutch or has no words."""
    if antwoord.uitslag is None:
        return None
    gelezen, register = antwoord.uitslag.gelezen, antwoord.register
    vreemd, behoeften = gelezen.vreemd, register.begrippen["behoefte"]
    zinnen = ZINNEN.get(vreemd.taal)
    begrepen = [
        (" ".join(deel.woorden), behoeften[_smalste(deel.behoeften, behoeften)].naam)
        for deel in vreemd.delen
        if max(deel.behoeften.values(), default=0.0) >= 0.5
    ]
    andere_talen = register.betekenis.andere_talen
    if zinnen and begrepen:
        return InTaal(zinnen, begrepen, (), vreemd.taal in andere_talen.nagekeken)
    ander_schrift = schrift_van(antwoord.vraag.q) not in ("", LATIJN)
    if antwoord.aantal or not (zinnen or ander_schrift):
        return None
    talen = [
        Taalkeuze(een, [Keuze(woord, behoeften[slug].naam, adres(Vraag("", {"behoefte": (slug,)})))
                        for slug, woord in andere_talen.namen[een.code].items() if behoeften[slug].ouder is None])
        for een in ([zinnen] if zinnen else ZINNEN.values())
        if een.code in andere_talen.namen
    ]  # fmt: skip
    return InTaal(zinnen, (), talen, vreemd.taal in andere_talen.nagekeken) if talen else None


def _smalste(genoemd: Mapping[str, float], behoeften: Mapping[str, Begrip]) -> str:
    """Return the surest need, of those that are equally sure a narrow one."""
    return max(genoemd, key=lambda slug: (genoemd[slug], behoeften[slug].ouder is not None))
