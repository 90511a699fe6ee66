"""What people type in a cell, in our own words: 'Zuid-Oost' is zuidoost, 'Arabisch en Engels' is ar|en, 'x' is ja.

Only what is certain is put in other words; the rest stays as it was typed, so that a fault shows what somebody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from kaart.uitwisseling.tabellen.velden import Keuze, Keuzes, Veld, Verwijzing, Verwijzingen, Webadres
from organisaties.models import Behoefte, Doelgroep, Gebied, Nieuwkomerscategorie, Organisatie, Stadsdeel, Taal

# By table: what somebody may write for a row → its key.
Lijsten = Mapping[str, Mapping[str, str]]

TUSSEN = re.compile(r"\s*(?:[,;/&+\n]|\ben\b)\s*")
HELE_STAD = frozenset({"stad", "helestad", "stadsbreed", "gemeente"})
JA = frozenset({"x", "v", "✓", "✔", "j", "y", "yes", "true", "waar", "1", "ja"})
NEE = frozenset({"n", "no", "false", "onwaar", "0", "nee"})
POSTCODE = re.compile(r"^([1-9]\d{3})\s*([A-Za-z]{2})$")
DOMEIN = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)


def lijsten() -> Lijsten:
    """Return by which names the rows of the lists are known; seven queries. A name that two rows share is not in it."""
    bronnen: dict[str, tuple[Any, str]] = {
        "stadsdelen": (Stadsdeel, "slug"),
        "gebieden": (Gebied, "slug"),
        "behoeften": (Behoefte, "slug"),
        "categorieen": (Nieuwkomerscategorie, "slug"),
        "talen": (Taal, "code"),
        "doelgroepen": (Doelgroep, "slug"),
        "organisaties": (Organisatie, "kenmerk"),
    }
    gevonden: dict[str, dict[str, str]] = {}
    for tabel, (model, veld) in bronnen.items():
        namen: dict[str, str] = {}
        dubbel: set[str] = set()
        for sleutel, naam in model.objects.order_by("pk").values_list(veld, "naam"):
            ook = settings.STADSGEGEVENS.ook_stadsdeel.get(sleutel, ()) if tabel == "stadsdelen" else ()
            for woord in {_kaal(sleutel), _kaal(naam), *map(_kaal, ook)}:
                if namen.setdefault(woord, sleutel) != sleutel:
                    dubbel.add(woord)
        gevonden[tabel] = {woord: sleutel for woord, sleutel in namen.items() if woord and woord not in dubbel}
    return gevonden


def in_onze_woorden(kolom: str, veld: Veld, tekst: str, bekend: Lijsten) -> str:
    """Return the text of a cell as an export writes it, where it is certain what is meant; else the text itself."""
    if not tekst:
        return tekst
    if kolom == "postcode" and (postcode := POSTCODE.match(tekst)):
        return f"{postcode[1]} {postcode[2].upper()}"
    if isinstance(veld, Webadres) and DOMEIN.match(tekst):
        return f"https://{tekst}"
    if isinstance(veld, Verwijzing):
        return _sleutel(veld.naar, tekst, bekend) or tekst
    if isinstance(veld, Verwijzingen):
        if veld.in_plaats and _is_hele_stad(tekst):
            return veld.in_plaats
        return _meer(tekst, lambda deel: _sleutel(veld.naar, deel, bekend))
    if isinstance(veld, Keuzes):
        return _meer(tekst, lambda deel: _keuze(list(veld.opties), deel))
    if isinstance(veld, Keuze):
        return _keuze(veld.woorden, tekst) or tekst
    return tekst


def _is_hele_stad(tekst: str) -> bool:
    kaal = _kaal(tekst)
    return kaal in HELE_STAD or kaal in map(_kaal, settings.STADSGEGEVENS.hele_stad)


def _sleutel(tabellen: tuple[str, ...], tekst: str, bekend: Lijsten) -> str:
    """Return the key that goes by this text; the text itself when it is one of a table that is not listed here."""
    kaal = _kaal(tekst)
    return next((bekend[tabel][kaal] for tabel in tabellen if kaal in bekend.get(tabel, {})), "")


def _keuze(woorden: list[str], tekst: str) -> str:
    kaal = _kaal(tekst)
    gevonden = [woord for woord in woorden if _kaal(woord) == kaal]
    if gevonden:
        return gevonden[0]
    for soort, woord in ((JA, "ja"), (NEE, "nee")):
        if woord in woorden and (kaal in soort or tekst.strip() in soort):
            return woord
    return ""


def _meer(tekst: str, zoek: Any) -> str:
    """Return several values with '|' between them: split as an export does, or else as people write a list."""
    for delen in (tekst.split("|"), TUSSEN.split(tekst)):
        gevonden = [zoek(deel.strip()) for deel in delen if deel.strip()]
        if gevonden and all(gevonden):
            return "|".join(dict.fromkeys(gevonden))
    return tekst


def _kaal(tekst: str) -> str:
    """Return only the letters and digits, small and without accents."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in plat if teken.isalnum())
