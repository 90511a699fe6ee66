"""What belongs to one city and not to the product, read at start from the file that the setting STAD_BESTAND names."""

from __future__ import annotations

import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from holidays import list_supported_countries

VERPLICHT = ("naam", "provincie", "tijdzone", "netnummer")
# A number without the area code, by the length of that code: Dutch numbers have ten digits.
REST_VAN_NUMMER = {3: "123 45 67", 4: "12 34 56"}


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who runs the site and how they are reached; every field may be empty, and then the pages say so.

    `privacy` and `lek` are mail addresses: of the role that answers for personal data, and where a leak is reported.
    `verklaring` is the address of the accessibility statement in the public register, `onderzocht` what was looked at.
    """

    naam: str = ""
    email: str = ""
    telefoon: str = ""
    website: str = ""
    privacy: str = ""
    lek: str = ""
    verklaring: str = ""
    onderzocht: str = ""

    @property
    def bekend(self) -> bool:
        """Whether it is said who runs the site and how they are reached."""
        return bool(self.naam and (self.email or self.telefoon))


@dataclass(frozen=True, slots=True)
class Stad:
    """One city; what each field is for stands in fixtures/stad.toml."""

    naam: str
    provincie: str
    tijdzone: str
    netnummer: str
    plaats: str = ""
    # Country and part of it, as codes of ISO 3166 ('NL', ''): whose holidays these are.
    land: str = ""
    regio: str = ""
    bewoners: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()
    zegt_niet_waar: frozenset[str] = frozenset()
    zonder_bsn: frozenset[str] = frozenset()
    # The address of a route planner with '{naar}' for where to; empty for a site that offers none.
    routeplanner: str = ""
    afzender: Afzender = field(default_factory=Afzender)
    # The mail address of the role that keeps a stadsdeel, by its slug; of a role, never of a person.
    werkadressen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # What the short names in sources stand for.
    bronnen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # Other words for a stadsdeel, by its slug.
    ook_stadsdeel: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    # What lists write for a stadsdeel and nobody types in a search: 'OO', 'Z'.
    kort_in_lijsten: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    # Neighbourhoods that are called so without 'buurt'; names of places that are an ordinary word or something else.
    plaats_kort: frozenset[str] = frozenset()
    plaats_is_gewoon: frozenset[str] = frozenset()

    @property
    def voorbeeldnummer(self) -> str:
        """A telephone number of nobody, written as people write it here."""
        return f"{self.netnummer} {REST_VAN_NUMMER[len(self.netnummer)]}"

    def route_naar(self, doel: str) -> str:
        """Return the address that plans a way to an address or a point 'lat,lon'; empty without planner or goal."""
        return self.routeplanner.replace("{naar}", quote(doel, safe=",")) if doel else ""

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
        **{naam: _tekst(inhoud[naam], naam) for naam in ("land", "regio") if inhoud.get(naam)},
        bewoners=_woorden(inhoud.get("bewoners", []), "bewoners"),
        domeinen=_woorden(inhoud.get("domeinen", []), "domeinen"),
        zegt_niet_waar=frozenset(_woorden(inhoud.get("zegt_niet_waar", []), "zegt_niet_waar")),
        zonder_bsn=frozenset(_woorden(inhoud.get("zonder_bsn", []), "zonder_bsn")),
        routeplanner=_routeplanner(inhoud.get("routeplanner", "")),
        afzender=_afzender(inhoud.get("afzender", {})),
        bronnen=_bronnen(inhoud.get("bronnen", {})),
        werkadressen=_werkadressen(inhoud.get("werkadressen", {})),
        plaats_kort=frozenset(_woorden(inhoud.get("plaats_kort", []), "plaats_kort")),
        plaats_is_gewoon=frozenset(_woorden(inhoud.get("plaats_is_gewoon", []), "plaats_is_gewoon")),
        ook_stadsdeel=_per_stadsdeel(inhoud.get("ook_stadsdeel", {}), "ook_stadsdeel"),
        kort_in_lijsten=_per_stadsdeel(inhoud.get("kort_in_lijsten", {}), "kort_in_lijsten"),
    )
    _kent_feestdagen(stad)
    if stad.tijdzone not in zoneinfo.available_timezones():
        raise ValueError(f"tijdzone '{stad.tijdzone}' does not exist.")
    if not (stad.netnummer.isdecimal() and stad.netnummer[0] == "0" and len(stad.netnummer) in REST_VAN_NUMMER):
        raise ValueError(f"netnummer '{stad.netnummer}' is no area code: a 0 and two or three digits.")
    return stad


def _routeplanner(waarde: Any) -> str:
    goed = isinstance(waarde, str) and (
        not waarde or (waarde.startswith("https://") and waarde.count("{naar}") == 1 and waarde.count("{") == 1)
    )
    if not goed:
        raise ValueError("'routeplanner' must be an address that begins with https:// and holds {naar} once.")
    return str(waarde)


def _afzender(waarde: Any) -> Afzender:
    bekend = [veld.name for veld in fields(Afzender)]
    if not isinstance(waarde, dict) or (vreemd := sorted(waarde.keys() - set(bekend))):
        fout = f"'{vreemd[0]}' is not known in it" if isinstance(waarde, dict) else "it must be a table"
        raise ValueError(f"'afzender': {fout}; known are {', '.join(bekend)}.")
    gevuld = {naam: _tekst(tekst, f"afzender.{naam}") for naam, tekst in waarde.items() if tekst != ""}
    for naam in gevuld.keys() & {"email", "privacy", "lek"}:
        _mailadres(gevuld[naam], f"afzender.{naam}")
    for naam in gevuld.keys() & {"website", "verklaring"}:
        if not gevuld[naam].startswith("https://"):
            raise ValueError(f"'afzender.{naam}' must be an address that begins with https://.")
    return Afzender(**gevuld)


def _bronnen(waarde: Any) -> Mapping[str, str]:
    if not isinstance(waarde, dict):
        raise ValueError("'bronnen' must be a table of texts by a short name.")
    return MappingProxyType({naam.casefold(): _tekst(tekst, f"bronnen.{naam}") for naam, tekst in waarde.items()})


def _werkadressen(waarde: Any) -> Mapping[str, str]:
    if not isinstance(waarde, dict):
        raise ValueError("'werkadressen' must be a table of mail addresses by the slug of a stadsdeel.")
    for slug, adres in waarde.items():
        _mailadres(_tekst(adres, f"werkadressen.{slug}"), f"werkadressen.{slug}")
    return MappingProxyType(dict(waarde))


def _mailadres(tekst: str, naam: str) -> None:
    voor, apenstaart, na = tekst.partition("@")
    if not (voor and apenstaart and "." in na and " " not in tekst):
        raise ValueError(f"'{naam}' must be a mail address.")


def _kent_feestdagen(stad: Stad) -> None:
    landen = list_supported_countries()
    if stad.land and stad.land not in landen:
        raise ValueError(f"land '{stad.land}' has no known holidays; write its two letters, as in 'NL'.")
    if stad.regio and stad.regio not in landen.get(stad.land, []):
        raise ValueError(f"regio '{stad.regio}' is no part of '{stad.land}' with holidays of its own.")


def _per_stadsdeel(waarde: Any, tabel: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(waarde, dict):
        raise ValueError(f"'{tabel}' must be a table of lists of words.")
    per_slug = {slug: _woorden(woorden, f"{tabel}.{slug}") for slug, woorden in waarde.items()}
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
