"""What search reads in a word now, and what it would read when a need had that word: for whoever keeps words.

The same reader as every question has (`als_vraag`, `zoek_in`), over a register with the word laid over it. Nothing of
what is tried is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from organisaties import zichtbaarheid
from organisaties.models import Taalwoorden
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.antwoord import ZEKER, Antwoord, zoek_in
from organisaties.zoeken.getypt import als_vraag, lees_getypt
from organisaties.zoeken.index.bijhouden import register_voor
from organisaties.zoeken.index.proefwoord import met_woord
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.resultaten.resultaat import eerste_resultaten
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.betekenis import Wens
from organisaties.zoeken.wegen import Tekstuitslag

EERSTE = 5
LEZERS = ((Kijker.PROFESSIONAL, "Een opbouwwerker"), (Kijker.BEZOEKER, "Een bezoeker zonder account"))
SOORT = {
    "behoefte": "Behoefte",
    "taal": "Taal",
    "stadsdeel": "Plek",
    "gebied": "Plek",
    "extra_doelgroep": "Doelgroep",
}


@dataclass(frozen=True, slots=True)
class Proef:
    """How one kind of reader is understood: what is read, as sentences, and the first results by name."""

    wie: str
    gelezen: tuple[str, ...]
    aantal: int
    eerste: tuple[str, ...]
    veilig: bool
    groep: bool


def probeer(woord: str, behoefte: str = "") -> list[Proef]:
    """Return how each kind of reader is understood who types this; with a slug, as if that need had the word."""
    proeven = []
    for soort, wie in LEZERS:
        register = register_voor(zichtbaarheid.vertegenwoordiger(soort))
        proeven.append(_proef(wie, woord, met_woord(register, behoefte, woord) if behoefte else register))
    return proeven


def waarschuwingen(woord: str, behoefte: str, nu: list[Proef], straks: list[Proef]) -> list[str]:
    """Return what somebody should know before this word goes to this need."""
    begrippen = register_voor(zichtbaarheid.vertegenwoordiger(Kijker.PROFESSIONAL)).begrippen["behoefte"]
    klein = woord.casefold()
    gewaarschuwd = []
    van = [b.naam for slug, b in begrippen.items() if slug != behoefte and klein in map(str.casefold, _woorden(b))]
    van += [
        begrippen[slug].naam
        for slug, _, woorden, _ in Taalwoorden.objects.rijen()
        if slug != behoefte and slug in begrippen and klein in map(str.casefold, woorden)
    ]
    if van:
        gewaarschuwd.append(f"‘{woord}’ hoort al bij {' en '.join(f'‘{naam}’' for naam in dict.fromkeys(van))}.")
    if gewoon.is_algemeen(klein) or gewoon.is_vaak(klein):
        gewaarschuwd.append(f"‘{woord}’ is een heel gewoon woord. Veel mensen typen het in een vraag over iets anders.")
    if any(een.groep for een in nu):
        gewaarschuwd.append(f"‘{woord}’ betekent een groep mensen. Daar wordt nooit naar gezocht.")
    if any(een.veilig for een in straks) or (behoefte in begrippen and _over_veiligheid(behoefte)):
        gewaarschuwd.append(
            f"Wie ‘{woord}’ typt, komt op een rustige pagina over veiligheid. "
            "Doe dat alleen als het woord niets anders betekent."
        )
    return gewaarschuwd


def _over_veiligheid(slug: str) -> bool:
    begrip = register_voor(zichtbaarheid.vertegenwoordiger(Kijker.PROFESSIONAL)).begrippen["behoefte"][slug]
    return begrip.neutraal or begrip.nood


def _woorden(begrip: object) -> tuple[str, ...]:
    return (begrip.naam, *begrip.synoniemen)  # type: ignore[attr-defined]


def _proef(wie: str, woord: str, register: Register) -> Proef:
    antwoord = zoek_in(als_vraag(woord, register), register)
    getypt = lees_getypt(woord, register)
    zinnen = tuple(dict.fromkeys(_zinnen(antwoord, weg=bool(getypt.weg), groep=getypt.gesplitst.gevonden)))
    # A question in which nothing is left asks for everything: that is no answer to a word.
    gevraagd = bool(antwoord.vraag.q) or any(antwoord.vraag.keuzes.values()) or bool(antwoord.vraag.open_voor)
    eerste = tuple(een.kaartje.naam for een in eerste_resultaten(antwoord, EERSTE)) if gevraagd else ()
    return Proef(
        wie=wie,
        gelezen=zinnen or ("Dit woord zegt ons niets.",),
        aantal=antwoord.aantal if gevraagd else 0,
        eerste=eerste,
        veilig=antwoord.gaat_over_veiligheid,
        groep=getypt.gesplitst.gevonden,
    )


def _zinnen(antwoord: Antwoord, *, weg: bool, groep: bool) -> Iterator[str]:
    register, vraag = antwoord.register, antwoord.vraag
    if weg:
        yield "Dit lijkt iets van één persoon. Het zoeken laat het weg."
    for slug in vraag.open_voor:
        yield f"Kiest de groep: {register.begrippen['open_voor'][slug].naam}"
    if groep and not vraag.open_voor:
        yield "Een woord voor een groep: het gaat uit de vraag"
    for facet, waarden in vraag.keuzes.items():
        for waarde in waarden:
            yield _keuze(Wens(facet, waarde), register)
    if antwoord.uitslag is not None:
        yield from _van_woorden(antwoord.uitslag, register)


def _van_woorden(uitslag: Tekstuitslag, register: Register) -> Iterator[str]:
    """Yield what the words themselves say."""
    gelezen, bekend = uitslag.gelezen, register.begrippen["behoefte"]
    for term in gelezen.termen:
        if term.gelezen_als:
            yield f"Leest ‘{term.woord}’ als ‘{term.gelezen_als}’"
    for wens in gelezen.wensen:
        yield _keuze(wens, register)
    behoeften = sorted(uitslag.behoeften.items(), key=lambda paar: (-paar[1], paar[0]))
    for slug, zeker in behoeften[:3]:
        if slug in bekend:
            yield f"Behoefte: {bekend[slug].naam}{'' if zeker >= ZEKER else ' (misschien)'}"
    for woord in gelezen.onbekend:
        yield f"Kent ‘{woord}’ niet"
    if not behoeften and not gelezen.wensen and any(term.stammen for term in gelezen.termen):
        yield "Zoekt het woord in de teksten"


def _keuze(wens: Wens, register: Register) -> str:
    label = dict(register.keuzes.get(wens.facet, ())).get(wens.waarde, wens.waarde)
    return f"{SOORT.get(wens.facet, 'Keuze')}: {label}"
