"""What belongs to one city and not to the product, read at start from the file that the setting STAD_BESTAND names."""

from __future__ import annotations

import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ImproperlyConfigured

VERPLICHT = ("naam", "provincie", "tijdzone", "netnummer")
# A number without the area code, by the length of that code: Dutch numbers have ten digits.
REST_VAN_NUMMER = {3: "123 45 67", 4: "12 34 56"}


@dataclass(frozen=True, slots=True)
class Stad:
    """One city; what each field is for stands in fixtures/stad.toml."""

    naam: str
    provincie: str
    tijdzone: str
    netnummer: str
    plaats: str = ""
    bewoners: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()
    zegt_niet_waar: frozenset[str] = frozenset()
    zonder_bsn: frozenset[str] = frozenset()
    # Other words for a stadsdeel, by its slug.
    ook_stadsdeel: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def voorbeeldnummer(self) -> str:
        """A telephone number of nobody, written as people write it here."""
        return f"{self.netnummer} {REST_VAN_NUMMER[len(self.netnummer)]}"

    @property
    def hele_stad(self) -> tuple[str, ...]:
        """What people write for the whole city by its name, in small letters."""
        naam = self.naam.casefold()
        return (naam, f"heel {naam}", f"gemeente {naam}")


def lees(pad: Path) -> Stad:
    """Return the city that a file describes; raises ImproperlyConfigured with a sentence on what is wrong."""
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise ImproperlyConfigured(f"The file {pad} of STAD_BESTAND cannot be read: {fout.strerror}.") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise ImproperlyConfigured(f"{pad} is no good TOML: {fout}.") from fout
    try:
        return _stad(inhoud)
    except ValueError as fout:
        raise ImproperlyConfigured(f"{pad}: {fout} See fixtures/stad.toml for an example.") from fout


def _stad(inhoud: Mapping[str, Any]) -> Stad:
    bekend = {veld.name for veld in fields(Stad)}
    if vreemd := sorted(inhoud.keys() - bekend):
        raise ValueError(f"'{vreemd[0]}' is not known here; known are {', '.join(sorted(bekend))}.")
    for naam in VERPLICHT:
        if not inhoud.get(naam):
            raise ValueError(f"'{naam}' is missing.")
    stad = Stad(
        **{naam: _tekst(inhoud[naam], naam) for naam in VERPLICHT},
        plaats=_tekst(inhoud.get("plaats") or inhoud["naam"], "plaats"),
        bewoners=_woorden(inhoud.get("bewoners", []), "bewoners"),
        domeinen=_woorden(inhoud.get("domeinen", []), "domeinen"),
        zegt_niet_waar=frozenset(_woorden(inhoud.get("zegt_niet_waar", []), "zegt_niet_waar")),
        zonder_bsn=frozenset(_woorden(inhoud.get("zonder_bsn", []), "zonder_bsn")),
        ook_stadsdeel=_ook_stadsdeel(inhoud.get("ook_stadsdeel", {})),
    )
    if stad.tijdzone not in zoneinfo.available_timezones():
        raise ValueError(f"tijdzone '{stad.tijdzone}' does not exist.")
    if not (stad.netnummer.isdecimal() and stad.netnummer[0] == "0" and len(stad.netnummer) in REST_VAN_NUMMER):
        raise ValueError(f"netnummer '{stad.netnummer}' is no area code: a 0 and two or three digits.")
    return stad


def _ook_stadsdeel(waarde: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(waarde, dict):
        raise ValueError("'ook_stadsdeel' must be a table of lists of words.")
    per_slug = {slug: _woorden(woorden, f"ook_stadsdeel.{slug}") for slug, woorden in waarde.items()}
    van_wie: dict[str, str] = {}
    for slug, woorden in per_slug.items():
        for woord in woorden:
            if van_wie.setdefault(woord, slug) != slug:
                raise ValueError(f"'{woord}' stands for both {van_wie[woord]} and {slug}.")
    return MappingProxyType(per_slug)


def _tekst(waarde: Any, naam: str) -> str:
    if not isinstance(waarde, str) or not waarde.strip():
        raise ValueError(f"'{naam}' must be a text.")
    return waarde.strip()


def _woorden(waarde: Any, naam: str) -> tuple[str, ...]:
    if not isinstance(waarde, list) or not all(isinstance(woord, str) and woord.strip() for woord in waarde):
        raise ValueError(f"'{naam}' must be a list of words.")
    return tuple(woord.strip().casefold() for woord in waarde)
