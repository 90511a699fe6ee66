"""What people type in a cell, read as what the kaart knows; or a code with what is wrong and what would be right."""

from __future__ import annotations

import csv
import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from rapidfuzz import fuzz, process

from kaart.hulp.persoonsgegevens import contact
from organisaties.models import Doelgroep, Gebied, Nieuwkomerscategorie, Plaatsnaam, Postcode, Stadsdeel, Taal

NIETS = frozenset({
    "", "-", "--", "---", "?", "??", "x", "nvt", "n v t", "geen", "onbekend", "na", "n a", "leeg", "unknown", "none",
    "niet bekend", "weet ik niet", "nog uitzoeken", "tbd", "volgt", "nnb", "n n b", "nog niet bekend", "idem",
    "aucun", "aucune", "keine", "kein", "ninguno", "ninguna", "yok", "bilinmiyor", "nessuno",
})  # fmt: skip
# Under an address or a number only: as a name or a text they may be something.
GEEN_ADRES = re.compile(
    r"^(?:0|nee|no|non|nein|hayir|(?:\W*(?:geen|keine?|aucune?|no tiene|sin|zonder|no)\b.{0,20}))$", re.IGNORECASE
)
STAD = "stad"
HELE_STAD = frozenset({
    "stad", "hele stad", "stadsbreed", "gemeente",
    "alle stadsdelen", "alle", "overal", "stedelijk", "whole city", "city wide", "citywide", "gehele stad", "alles",
})  # fmt: skip
IEDEREEN = frozenset({
    "iedereen", "allen", "alle", "alle doelgroepen", "iedereen welkom", "alle nieuwkomers", "nieuwkomers", "everyone",
    "all", "tous", "alle menschen", "fur alle", "todos", "herkes",
    "pour tous", "open to all", "alle bewoners", "bewoners", "buurtbewoners", "algemeen", "voor iedereen",
})  # fmt: skip

WOORDEN = Path(__file__).with_name("woorden.csv")
# Not within brackets: 'Berbers (Tamazight, gesproken)' is one.
TUSSEN = re.compile(r"\s*[,;/|&\n•·]\s*(?![^()\n]*\))")
# Only within a part that is no word by itself: 'en' is also the code of English.
EN = re.compile(r"\s+(?:en|and|\+)\s+", re.IGNORECASE)
DOMEIN = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]\S*)?$", re.IGNORECASE)
# Also as it stands in a report of faults: 'formule=HYPERLINK(…)'. A smile ('=)') is none.
FORMULE = re.compile(r"^\s*(?:(?:formule)?=\s*[\w(+\"'@-]|[+@-]\s*[A-Za-z]+\s*\()")
FOUTWAARDE = re.compile(
    r"^(?:#(?:n/?[ab]|ref|verw|value|waarde|wert|valeur|name|naam|div/0|deel/0|num|getal|null|leeg|spill|calc)[!?]?"
    r"|err:\d{3})$",
    re.IGNORECASE,
)
MAANDEN = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MAANDEN_OOK = {"mrt": 3, "mar": 3, "oct": 10, "may": 5}
LAT, LON = (50, 54), (3, 8)
LANGSTE_TELEFOON = 30
FAX = re.compile(r"\bfax\w*[^\d;,/]{0,5}[\d\s()+.-]{8,18}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mis(Exception):  # noqa: N818 - a Dutch word for it
    """A cell that cannot be read: a code, a sentence, and what would be right."""

    code: str
    uitleg: str
    suggestie: str = ""
    waarde: str | None = None
    # The part of the cell that it is about, as it was typed.
    woord: str = ""
    # What of our lists we would advise for it, by its key.
    slug: str = ""


def kaal(tekst: str) -> str:
    """Return a text without accents, capitals and signs."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(t for t in plat if not unicodedata.combining(t))).split())


@dataclass(slots=True)
class Woordenboek:
    """By which words the areas, languages and groups of this city are known: word without signs → key."""

    stadsdelen: dict[str, str] = field(default_factory=dict)
    hele_stad: frozenset[str] = HELE_STAD
    # Smaller areas, to say in which stadsdeel something lies.
    gebieden: dict[str, str] = field(default_factory=dict)
    talen: dict[str, str] = field(default_factory=dict)
    categorieen: dict[str, str] = field(default_factory=dict)
    doelgroepen: dict[str, str] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    # In which stadsdeel a postcode lies, by its four digits.
    postcodes: dict[str, str] = field(default_factory=dict)


def woordenboek() -> Woordenboek:
    """Return the words of the reference lists; seven queries."""
    boek, stad = Woordenboek(), settings.STADSGEGEVENS
    boek.hele_stad = HELE_STAD.union(map(kaal, stad.hele_stad))
    _met_gebieden(boek)
    for code, naam, eigen in Taal.objects.order_by("volgorde", "pk").values_list("code", "naam", "eigen_naam"):
        for woord in (code, naam, eigen, naam.split("(")[0], *_in_andere_talen(code)):
            if kaal(woord):
                boek.talen.setdefault(kaal(woord), code)
        boek.namen[f"taal:{code}"] = naam
    boek.talen |= {woord: code for woord, code in _ook("taal") if f"taal:{code}" in boek.namen}
    _met_groepen(boek)
    boek.postcodes |= {pc4: slug for pc4, slug in Postcode.objects.values_list("pc4", "stadsdeel__slug") if slug}
    return boek


def _met_gebieden(boek: Woordenboek) -> None:
    stad = settings.STADSGEGEVENS
    for slug, naam in Stadsdeel.objects.in_volgorde().values_list("slug", "naam"):
        for woord in (slug, naam, f"stadsdeel {naam}", f"{stad.naam} {naam}", f"stadsgebied {naam}"):
            boek.stadsdelen[kaal(woord)] = slug
        # 'Zuid-Oost', 'Nieuw West' and 'Nieuwwest' are one.
        boek.stadsdelen[kaal(naam).replace(" ", "")] = slug
        boek.namen[slug] = naam
    for ook in (stad.ook_stadsdeel, stad.kort_in_lijsten):
        for slug, woorden in ook.items():
            if slug in boek.namen:
                boek.stadsdelen |= {kaal(woord): slug for woord in woorden}
    for naam, slug in Gebied.objects.order_by("volgorde", "pk").values_list("naam", "stadsdeel__slug"):
        boek.gebieden[kaal(naam)] = slug
    plaatsen: dict[str, set[str]] = {}
    for naam, slug in Plaatsnaam.objects.order_by("pk").values_list("naam", "stadsdeel__slug"):
        plaatsen.setdefault(kaal(naam), set()).add(slug or "")
    for naam, slugs in plaatsen.items():
        if len(slugs) == 1 and "" not in slugs:
            boek.gebieden.setdefault(naam, slugs.pop())


def _met_groepen(boek: Woordenboek) -> None:
    for slug, naam, waardig in Nieuwkomerscategorie.objects.order_by("pk").values_list("slug", "naam", "naam_waardig"):
        for woord in (slug, naam, waardig):
            boek.categorieen[kaal(woord)] = slug
        boek.namen[slug] = naam
    for slug, naam in Doelgroep.objects.order_by("pk").values_list("slug", "naam"):
        for woord in (slug, naam):
            boek.doelgroepen[kaal(woord)] = slug
        boek.namen[slug] = naam
    for woord, slug in _ook("groep"):
        if slug in boek.categorieen.values():
            boek.categorieen[woord] = slug
        elif slug in boek.doelgroepen.values():
            boek.doelgroepen[woord] = slug


@cache
def _ook(soort: str) -> tuple[tuple[str, str], ...]:
    """Return other words in lists for a 'groep' or 'taal', each with its key: woorden.csv beside this file."""
    with WOORDEN.open(encoding="utf-8", newline="") as stroom:
        return tuple((rij["woord"], rij["sleutel"]) for rij in csv.DictReader(stroom) if rij["soort"] == soort)


def _in_andere_talen(code: str) -> Iterable[str]:
    try:
        taal = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ()
    return [naam for andere in ("en", "de", "fr", "es", "tr") if (naam := taal.get_language_name(andere))]


def leeg(tekst: str) -> bool:
    """Return whether a cell says nothing, in any of the ways people write that."""
    return kaal(tekst) in NIETS


def is_formule(tekst: str) -> bool:
    """Return whether a text would be run by a spreadsheet."""
    return bool(FORMULE.match(tekst))


def is_foutwaarde(tekst: str) -> bool:
    """Return whether a cell holds what a spreadsheet shows when it cannot work something out: '#N/B', 'Err:502'."""
    return bool(FOUTWAARDE.match(tekst.strip()))


def gebieden_van(tekst: str, boek: Woordenboek) -> tuple[str, ...]:
    """Return stadsdelen by slug, or 'stad'; raises Mis for a word that is none of them."""
    if leeg(tekst):
        return ()
    if kaal(tekst) in boek.hele_stad:
        return (STAD,)
    gevonden: list[str] = []
    for deel in _delen(tekst, boek.gebieden | boek.stadsdelen):
        woord = kaal(deel)
        if woord in boek.hele_stad:
            return (STAD,)
        slug = boek.stadsdelen.get(woord) or boek.stadsdelen.get(woord.replace(" ", ""))
        if slug is None:
            beter = _bij_stadsdeel(woord, boek)
            zin = f"{deel} is geen stadsdeel."
            raise Mis("onbekend-stadsdeel", zin, boek.namen.get(beter, ""), tekst, deel, beter)
        gevonden.append(slug)
    return tuple(dict.fromkeys(gevonden))


def _bij_stadsdeel(woord: str, boek: Woordenboek) -> str:
    """Return the key of the stadsdeel that is surely meant: a smaller area in it, its name with a slip; else nothing.

    No advice beats wrong advice: a list of two letters, or two stadsdelen in one word, is asked.
    """
    if len(woord) < 5:
        return ""
    if slug := boek.gebieden.get(woord):
        return slug
    namen = [naam for naam in boek.stadsdelen if len(naam) > 3]
    dichtbij = process.extract(woord, namen, scorer=fuzz.ratio, score_cutoff=82, limit=None)
    slugs = {boek.stadsdelen[naam] for naam, _, _ in dichtbij}
    # 'Oostelijk deel'
    slugs |= {boek.stadsdelen[naam] for naam in namen if re.match(rf"{re.escape(naam)}elijke? ", f"{woord} ")}
    # 'Bijlmermeer', 'de Bijlmer': a name of an area of which the first seven letters are there.
    if not slugs and len(woord) > 5:
        slugs = {slug for gebied, slug in boek.gebieden.items() if re.search(rf"\b{re.escape(woord[:7])}", gebied)}
    return slugs.pop() if len(slugs) == 1 else ""


def talen_van(tekst: str, boek: Woordenboek) -> tuple[str, ...]:
    """Return languages by code; raises Mis for a word that is none the kaart knows."""
    if leeg(tekst):
        return ()
    gevonden: list[str] = []
    for deel in _delen(tekst, boek.talen):
        code = _een(deel, boek.talen)
        if code is None:
            dichtbij = process.extractOne(kaal(deel), list(boek.talen), scorer=fuzz.ratio, score_cutoff=82)
            suggestie = boek.namen[f"taal:{boek.talen[dichtbij[0]]}"] if dichtbij else "Kies een taal uit de lijst."
            raise Mis("onbekende-taal", f"{deel} is geen taal die we kennen.", suggestie, tekst, deel)
        gevonden.append(code)
    return tuple(dict.fromkeys(gevonden))


@dataclass(frozen=True, slots=True)
class Groepen:
    """For whom something is: categories and audiences by slug, and whether it says 'for everyone'."""

    categorieen: tuple[str, ...] = ()
    doelgroepen: tuple[str, ...] = ()
    iedereen: bool = False


def groepen_van(tekst: str, boek: Woordenboek) -> Groepen:
    """Return for whom something is; raises Mis for a word that is no group of the kaart."""
    if leeg(tekst):
        return Groepen()
    categorieen: list[str] = []
    doelgroepen: list[str] = []
    iedereen = False
    heel = kaal(tekst)
    bekend = {**boek.categorieen, **boek.doelgroepen}
    for deel in [tekst] if heel in bekend else _delen(tekst, bekend):
        woord = kaal(deel)
        if woord in IEDEREEN:
            iedereen = True
        elif slug := _een(deel, boek.categorieen):
            categorieen.append(slug)
        elif slug := _een(deel, boek.doelgroepen):
            doelgroepen.append(slug)
        else:
            dichtbij = process.extractOne(woord, list(bekend), scorer=fuzz.ratio, score_cutoff=82)
            suggestie = f"Bedoel je {dichtbij[0]}?" if dichtbij else "Kies een categorie of een extra doelgroep."
            raise Mis("onbekende-doelgroep", f"{deel} is geen doelgroep van de sociale kaart.", suggestie, tekst, deel)
    return Groepen(tuple(dict.fromkeys(categorieen)), tuple(dict.fromkeys(doelgroepen)), iedereen)


def _een(deel: str, bekend: Mapping[str, str]) -> str | None:
    """Return the key of one word: as it stands, without what is in brackets, or with a letter or two wrong."""
    for woord in (kaal(deel), kaal(deel.split("(", maxsplit=1)[0]), kaal(re.sub(r"^(?:voor|o\.a\.|oa)\s+", "", deel))):
        if woord and woord in bekend:
            return bekend[woord]
    woord = kaal(deel)
    if len(woord) >= 6:
        gevonden = process.extractOne(woord, list(bekend), scorer=fuzz.ratio, score_cutoff=88)
        if gevonden:
            return bekend[gevonden[0]]
    return None


def _delen(tekst: str, bekend: Mapping[str, str]) -> list[str]:
    """Return the words of a list as people write it: by its signs, and where a part is no word, at 'en'."""
    delen: list[str] = []
    for deel in TUSSEN.split(tekst):
        delen += [deel] if _een(deel, bekend) else EN.split(deel)
    return [deel.strip(" .") for deel in delen if deel.strip(" .")]


def geen_adres(tekst: str) -> bool:
    """Return whether a cell says that there is no address or number: 'geen website', 'keine', '0'."""
    return leeg(tekst) or bool(GEEN_ADRES.match(tekst.strip()))


def website_van(tekst: str) -> str:
    """Return an address with its scheme, empty for none; raises Mis."""
    if geen_adres(tekst):
        return ""
    adres = tekst.strip()
    if DOMEIN.match(adres):
        adres = f"https://{adres}"
    try:
        URLValidator(schemes=["http", "https"])(adres)
    except ValidationError:
        zonder = re.sub(r"\s+", "", adres).replace(",", ".")
        zonder = re.sub(r"^(https?):?/{0,2}", r"\1://", zonder)
        suggestie = zonder if "." in zonder and zonder != adres else "Een adres zoals https://www.voorbeeld.nl"
        zin = "Een webadres mag geen spatie hebben." if re.search(r"\s", adres) else "Dit is geen webadres."
        raise Mis("ongeldige-url", zin, suggestie, tekst) from None
    return adres


def als_website(tekst: str) -> str:
    """Return an address with its scheme, empty for what is none."""
    try:
        return website_van(tekst)
    except Mis:
        return ""


def email_van(tekst: str) -> str:
    """Return a mail address, empty for none; raises Mis."""
    if geen_adres(tekst):
        return ""
    adres = tekst.strip().removeprefix("mailto:")
    try:
        validate_email(adres)
    except ValidationError:
        suggestie = re.sub(r"\s+", "", adres).replace("(at)", "@").replace("[at]", "@")
        raise Mis("ongeldig-emailadres", "Dit is geen e-mailadres.", suggestie, tekst) from None
    return adres


def is_van_een_rol(adres: str, naam: str) -> bool:
    """Whether a mail address is plainly of an organisation: 'info', a role, or its own name before the at-sign."""
    voor, _, achter = adres.casefold().partition("@")
    delen = [deel for deel in re.split(r"[^a-z]+", voor) if deel]
    eigen = kaal(naam).replace(" ", "") + kaal(achter.partition(".")[0]).replace(" ", "")
    rollen = {woord for woord, _ in _ook("rol")}
    return any(deel in rollen for deel in delen) or (len("".join(delen)) > 3 and "".join(delen) in eigen)


def telefoon_van(tekst: str) -> str:
    """Return a number of an organisation; empty for a mobile one, which may be a volunteer's, and for no number.

    Of a cell with more than a number ('020 123 45 67 (di-do)', a landline and a mobile one) the landlines alone.
    """
    nummer = contact.schrijfwijze(tekst)
    if is_telefoon(nummer) and not contact.kan_van_een_mens_zijn(nummer):
        return nummer
    vast = [
        een.strip()
        for een in contact.VAST.findall(FAX.sub(" ", tekst))
        if is_telefoon(een) and not contact.kan_van_een_mens_zijn(een)
    ]
    return " of ".join(vast[:2]) if len(" of ".join(vast[:2])) <= LANGSTE_TELEFOON else "".join(vast[:1])


def buiten_het_nummer(tekst: str) -> str:
    """Return what stands beside the landlines in a cell."""
    return contact.VAST.sub(" ", tekst)


def is_telefoon(tekst: str) -> bool:
    """Whether a cell holds a telephone number that fits, mobile or not; a date, a place or a tax number is none."""
    return len(tekst) <= LANGSTE_TELEFOON and contact.is_telefoon(tekst)


def postcode_van(tekst: str) -> str:
    """Return a postcode as '1018 DP', empty for none; raises Mis."""
    if geen_adres(tekst):
        return ""
    if re.search(r"\d\s+\d", tekst.strip()):
        heel = re.sub(r"\s+", "", tekst).upper()
        raise Mis("ongeldige-postcode", "De vier cijfers horen aan elkaar.", f"{heel[:4]} {heel[4:]}".strip(), tekst)
    code = re.sub(r"[\s.-]+", "", tekst).upper()
    if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", code):
        return f"{code[:4]} {code[4:]}"
    goed = code[:4].translate(str.maketrans("OQDILSZB", "00011528")) + code[4:]
    if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", goed):
        letters = "In de postcode staat een letter in plaats van een cijfer."
        raise Mis("ongeldige-postcode", letters, f"{goed[:4]} {goed[4:]}", tekst)
    raise Mis("ongeldige-postcode", "Dit is geen postcode.", "Vier cijfers en twee letters, zoals 1018 DP", tekst)


def getal_van(tekst: str) -> Decimal | None:
    """Return a number as people write it, with a comma or a point; None when it is none."""
    schoon = re.sub(r"[€\s]|eur(?:o)?|,-$|[°NEne]$", "", tekst.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", schoon):
        schoon = schoon.replace(".", "")
    try:
        return Decimal(schoon.replace(",", "."))
    except InvalidOperation:
        return None


def graad_van(tekst: str) -> Decimal | None:
    """Return a degree, with a comma or a point; None for no number. '52.371' is no fifty-two thousand."""
    schoon = re.sub(r"[\s°NEne]", "", tekst.strip())
    return Decimal(schoon.replace(",", ".")) if re.fullmatch(r"-?\d{1,3}(?:[.,]\d+)?", schoon) else None


def graden_van(lat: str, lon: str) -> tuple[str, str]:
    """Return both degrees as text, empty when either is missing; raises Mis."""
    if leeg(lat) or leeg(lon):
        return "", ""
    breedte, lengte = graad_van(lat), graad_van(lon)
    if breedte is None:
        raise Mis("ongeldige-breedte", "Breedte is geen getal.", "Een getal zoals 52,3012", lat)
    if lengte is None:
        raise Mis("ongeldige-lengte", "Lengte is geen getal.", "Een getal zoals 4,9012", lon)
    if LON[0] <= breedte <= LON[1] and LAT[0] <= lengte <= LAT[1]:
        raise Mis("breedte-lengte-verwisseld", "Breedte en lengte staan in de verkeerde kolom.", f"{lon} en {lat}", lat)
    if not LAT[0] <= breedte <= LAT[1]:
        raise Mis("buiten-kaart", "Deze breedte ligt niet in Nederland.", "Een getal tussen 50 en 54", lat)
    if not LON[0] <= lengte <= LON[1]:
        raise Mis("buiten-kaart", "Deze lengte ligt niet in Nederland.", "Een getal tussen 3 en 8", lon)
    return f"{breedte:.6f}".rstrip("0").rstrip("."), f"{lengte:.6f}".rstrip("0").rstrip(".")


def rolstoel_van(tekst: str) -> str:
    """Return ja, nee or onbekend: what is not plainly one of the first two is not known."""
    woord = kaal(tekst)
    if woord in {"ja", "j", "yes", "y", "1", "true", "waar", "toegankelijk", "wel", "v"} or tekst.strip() in {"✓", "✔"}:
        return "ja"
    return "nee" if woord in {"nee", "n", "no", "0", "false", "onwaar", "niet", "niet toegankelijk"} else "onbekend"


@dataclass(frozen=True, slots=True)
class Kosten:
    """What something costs: gratis, bijdrage or onbekend, with the amount in euros where one is named."""

    soort: str
    bedrag: Decimal | None = None
    uitleg: str = ""


def kosten_van(tekst: str) -> Kosten:
    """Return what something costs; raises Mis for what is neither an amount nor a word for it."""
    woord = kaal(tekst)
    if leeg(tekst):
        return Kosten("onbekend")
    if woord in {"gratis", "free", "kosteloos", "vrij", "niets", "geen kosten", "gratis toegang"}:
        return Kosten("gratis", Decimal(0))
    bedrag = getal_van(tekst)
    if bedrag is not None and bedrag >= 0:
        return Kosten("bijdrage" if bedrag else "gratis", bedrag, f"€ {bedrag:.2f}".replace(".", ",") if bedrag else "")
    if re.search(r"bijdrage|donatie|euro|€|per keer|stadspas|korting", tekst, re.IGNORECASE):
        return Kosten("bijdrage", None, " ".join(tekst.split())[:200])
    if woord.startswith("gratis"):
        return Kosten("gratis", Decimal(0), " ".join(tekst.split())[:200])
    raise Mis("ongeldig-bedrag", "Dit is geen bedrag.", "Een bedrag zoals 2,50, of het woord gratis", tekst)


def datum_van(tekst: str) -> str:
    """Return a date as 'YYYY-MM-DD', empty for none; raises Mis."""
    if leeg(tekst):
        return ""
    # A form puts the time behind the day.
    schoon = re.sub(r"(?<=\d)[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", "", " ".join(tekst.casefold().split()))
    if schoon.isdigit() and 30_000 <= int(schoon) <= 60_000:
        # How Excel keeps a day that lost its form: days since the last one of 1899.
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(schoon))).isoformat()
    gevonden = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", schoon)
    if gevonden:
        return _dag(int(gevonden[1]), int(gevonden[2]), int(gevonden[3]), tekst)
    gevonden = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", schoon)
    if gevonden:
        return _dag(_jaar(gevonden[3]), int(gevonden[2]), int(gevonden[1]), tekst)
    gevonden = re.fullmatch(r"(?:[a-z]+ )?(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4}|\d{2})", schoon)
    if gevonden:
        kort = gevonden[2][:3]
        maand = MAANDEN_OOK.get(kort) or (MAANDEN.index(kort) + 1 if kort in MAANDEN else 0)
        return _dag(_jaar(gevonden[3]), maand, int(gevonden[1]), tekst)
    raise Mis("ongeldige-datum", "Dit is geen datum.", "Een datum zoals 31-12-2026", tekst)


def _jaar(tekst: str) -> int:
    return int(tekst) + (2000 if len(tekst) == 2 else 0)


def _dag(jaar: int, maand: int, dag: int, tekst: str) -> str:
    try:
        return datetime.date(jaar, maand, dag).isoformat()
    except ValueError:
        raise Mis("ongeldige-datum", "Deze dag bestaat niet.", "Een datum zoals 31-12-2026", tekst) from None


def lijkt_op(cellen: Sequence[str], boek: Woordenboek, meestal: float) -> list[str]:
    """Return what a column without a known word above it probably holds, by what is in it."""

    def past(lees: Callable[[str], Any]) -> bool:
        goed = 0
        for cel in cellen:
            try:
                goed += bool(lees(cel))
            except Mis:
                continue
        return goed / len(cellen) >= meestal

    kandidaten: list[tuple[str, Callable[[str], Any]]] = [
        ("email", email_van),
        ("website", website_van),
        ("postcode", postcode_van),
        ("werkgebied", lambda cel: gebieden_van(cel, boek)),
        ("talen", lambda cel: talen_van(cel, boek)),
        ("doelgroep", lambda cel: groepen_van(cel, boek) != Groepen()),
        # With its nought or its country: nine digits may be anything.
        ("telefoon", lambda cel: re.match(r"\s*(?:\(?0|\+)", cel) and telefoon_van(cel)),
        ("adres", lambda cel: re.match(r"[A-Z][^\d@/]{3,60}\s\d{1,4}(?:[\s-]?\w{1,4})?(?:,|$)", cel)),
        ("lat", lambda cel: (g := graad_van(cel)) is not None and LAT[0] <= g <= LAT[1] and g % 1 != 0),
        ("lon", lambda cel: (g := graad_van(cel)) is not None and LON[0] <= g <= LON[1] and g % 1 != 0),
    ]
    return [doel for doel, lees in kandidaten if past(lees)]
