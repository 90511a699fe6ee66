"""How complete an entry is: how much of what people ask is known, and what to find out first. No database.

Only what applies counts: an offer by appointment is asked for a waiting time, a walk-in is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Staat = Mapping[str, Any]
ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Eis:
    """One thing somebody would ask: the field that answers it, in words, how much it weighs, and when it applies."""

    veld: str
    wat: str
    gewicht: int
    vervuld: Callable[[Staat], bool]
    geldt: Callable[[Staat], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Volledigheid:
    """`procent` from 0 to 100; `mist`: the field and what is missing, the heaviest first."""

    procent: int
    mist: tuple[tuple[str, str], ...]


def _gevuld(veld: str) -> Callable[[Staat], bool]:
    return lambda staat: bool(staat.get(veld))


def _bekend(veld: str) -> Callable[[Staat], bool]:
    return lambda staat: staat.get(veld) not in (None, "", ONBEKEND)


def _toegang_bekend(staat: Staat) -> bool:
    rijen = (rij for veld, rij in staat.items() if veld.startswith("toegang:") and rij)
    return any(rij["waarde"] != ONBEKEND for rij in rijen)


EISEN: dict[str, tuple[Eis, ...]] = {
    "aanbod": (
        Eis("behoeften", "waar het bij helpt", 10, _gevuld("behoeften")),
        Eis("locaties", "waar het is", 10, lambda s: bool(s["locaties"] or s["online"])),
        Eis(
            "tijden",
            "wanneer het open is",
            10,
            lambda s: bool(s["openingstijden"] or s["tijden"]),
            lambda s: not (s["online"] and s["aanmelden"] in ("bellen", "afspraak")),
        ),
        Eis("toegang", "voor wie het open is", 10, _toegang_bekend),
        Eis("bsn", "of een BSN nodig is", 9, _bekend("bsn")),
        Eis("aanmelden", "hoe iemand zich aanmeldt", 8, _bekend("aanmelden")),
        Eis("stadsdelen", "voor welk stadsdeel", 7, lambda s: bool(s["hele_stad"] or s["stadsdelen"] or s["locaties"])),
        Eis("talen", "in welke talen", 7, _gevuld("talen")),
        Eis("overdracht", "hoe je iemand brengt", 6, _gevuld("overdracht")),
        Eis("kosten", "wat het kost", 6, _bekend("kosten")),
        Eis("legitimatie", "of een legitimatie nodig is", 5, _bekend("legitimatie")),
        Eis("omschrijving", "wat het is", 5, _gevuld("omschrijving")),
        Eis(
            "wachttijd",
            "hoe lang je wacht",
            4,
            _gevuld("wachttijd"),
            lambda s: s["aanmelden"] in ("afspraak", "verwijzing"),
        ),
    ),
    "organisatie": (
        Eis("telefoon", "hoe je haar bereikt", 10, lambda s: bool(s["telefoon"] or s["email"] or s["website"])),
        Eis("omschrijving", "wat zij doet", 8, _gevuld("omschrijving")),
        Eis("werkgebied", "voor welk stadsdeel", 8, lambda s: bool(s["hele_stad"] or s["werkgebied"])),
        Eis("talen", "welke talen er gesproken worden", 7, _gevuld("talen")),
        Eis("contact_rol", "naar wie je vraagt", 6, _gevuld("contact_rol")),
    ),
    "locatie": (
        Eis("straat", "het adres", 10, lambda s: bool(s["straat"] and s["huisnummer"])),
        Eis("rolstoel", "of een rolstoel naar binnen kan", 6, _bekend("rolstoel")),
        Eis("postcode", "de postcode", 4, _gevuld("postcode")),
        Eis("gebied", "in welk gebied het ligt", 3, _gevuld("gebied")),
        Eis(
            "lat",
            "waar het precies op de plattegrond ligt",
            3,
            lambda s: bool(s["lat"] and s.get("precisie", "") in ("", "adres")),
        ),
    ),
}


def volledigheid(soort: str, staat: Staat) -> Volledigheid:
    """Return how complete an entry of this kind ('aanbod', 'organisatie', 'locatie') is in this state."""
    gelden = [eis for eis in EISEN[soort] if eis.geldt(staat)]
    mist = sorted((eis for eis in gelden if not eis.vervuld(staat)), key=lambda eis: -eis.gewicht)
    totaal = sum(eis.gewicht for eis in gelden)
    bekend = totaal - sum(eis.gewicht for eis in mist)
    return Volledigheid(round(100 * bekend / totaal), tuple((eis.veld, eis.wat) for eis in mist))
