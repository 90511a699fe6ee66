"""Finds what looks like personal data in a free text that others will read (hard rule 5, docs/ontwerp.md).

Plain functions: no ORM, no settings, nothing kept and nothing logged. Names cannot be told from other words and are
not looked for; everything with digits in it is judged by shape, by check digits and by the words around it. What can
never be somebody's own (112, 14020, 0800 and 0900 numbers, a role mailbox such as info@) passes, and so do opening
times, prices, addresses and the dates of what happens in a house.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from stdnum import iban
from stdnum.nl import bsn

from kaart.hulp.getalwoorden import GETALLEN, GETALWOORD
from kaart.hulp.persoonsgegevens.geboortedata import vind_geboortedata

HOOGSTENS = 20_000
"""Characters that are read; a longer text is refused by the field it was typed in."""


class Soort(StrEnum):
    """Kinds of personal data."""

    IBAN = "iban"
    EMAIL = "e-mail"
    BSN = "bsn"
    DOCUMENT = "document"
    V_NUMMER = "v-nummer"
    GEBOORTEDATUM = "geboortedatum"
    TELEFOON = "telefoon"
    WOONADRES = "woonadres"


UITLEG: dict[Soort, str] = {
    Soort.BSN: "Dit lijkt op een burgerservicenummer (BSN). Haal het weg.",
    Soort.V_NUMMER: "Dit lijkt op een V-nummer. Haal het weg.",
    Soort.DOCUMENT: "Dit lijkt op een nummer van een document, zaak of dossier. Haal het weg.",
    Soort.GEBOORTEDATUM: "Dit lijkt op een geboortedatum. Haal die weg. Een leeftijdsgroep mag wel: ‘jongeren’.",
    Soort.TELEFOON: "Dit lijkt op een telefoonnummer. Haal het weg. Een nummer van een organisatie hoort bij Contact.",
    Soort.EMAIL: "Dit lijkt op een e-mailadres. Haal het weg. Een adres van een organisatie hoort bij Contact.",
    Soort.IBAN: "Dit lijkt op een rekeningnummer. Haal het weg.",
    Soort.WOONADRES: "Dit lijkt op waar iemand woont. Haal het weg. Een adres van een organisatie hoort bij Locatie.",
}


@dataclass(frozen=True, slots=True)
class Vondst:
    """One finding: its kind and where it stands; never the text itself, so that no log can hold it."""

    soort: Soort
    begin: int
    eind: int

    @property
    def melding(self) -> str:
        """What a reader is told, in plain Dutch."""
        return UITLEG[self.soort]


@dataclass(frozen=True, slots=True)
class _Vlak:
    """A text made plain for reading by shape; `plek[i]` is where character i stood."""

    tekst: str
    plek: list[int]


def vind(tekst: str, *, vandaag: datetime.date | None = None) -> list[Vondst]:
    """Return everything in `tekst` that looks like personal data, in order, without overlap.

    `vandaag` decides which dates can be of a birth; today when left out.
    """
    if tekst.isascii() and not _KAN_IETS_ZIJN.search(tekst):
        return []
    vandaag = vandaag or datetime.date.today()  # noqa: DTZ011 - a day more or less makes no difference here
    vlak = _cijfers_van_woorden(_maak_vlak(tekst[:HOOGSTENS]))
    gevonden: list[Vondst] = []
    bezet: list[tuple[int, int]] = []
    for soort, zoek in _SPEURDERS:
        for begin, eind in zoek(vlak.tekst, vandaag):
            if all(eind <= van or tot <= begin for van, tot in bezet):
                bezet.append((begin, eind))
                gevonden.append(Vondst(soort, vlak.plek[begin], vlak.plek[eind - 1] + 1))
    return sorted(gevonden, key=lambda vondst: vondst.begin)


# Most texts have nothing of what any rule begins with; a list of thousands of cells is read ten times as fast for it.
_KAN_IETS_ZIJN = re.compile(
    rf"[\d@#*]|\b{GETALWOORD}[ ,.\-]{{1,3}}{GETALWOORD}\b|negentien|tweeduizend|twintig|nul|zes|zero"
    r"|gmail|hotmail|outlook|yahoo|icloud|live|proton|\bat\b|\bad\b|apen|geb|jarig|verjaar|born|birth|dob",
    re.IGNORECASE,
)


# --- making a text plain -------------------------------------------------------------------------------------------


# Letters by Unicode, blank to the eye: the fillers of Hangul and of braille.
_ONZICHTBAAR = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def _maak_vlak(tekst: str) -> _Vlak:
    """Lower-case, digits of any script as 0-9, one kind of dash, space and quote, no accents, nothing invisible."""
    tekens, plek = [], []
    for i, teken in enumerate(tekst):
        soort = unicodedata.category(teken)
        if soort in ("Cf", "Mn", "Me") or teken in _ONZICHTBAAR:
            continue
        if soort in ("Nd", "No") and unicodedata.digit(teken, None) is not None:
            vlak = str(unicodedata.digit(teken))
        elif soort == "Pd" or teken == "−":
            vlak = "-"
        elif soort == "Zs" or teken == "\t":
            vlak = " "
        elif teken in "’‘`´":
            vlak = "'"
        else:
            vlak = unicodedata.normalize("NFKD", teken)[0].lower()
        for los in vlak:
            tekens.append(los)
            plek.append(i)
    return _Vlak("".join(tekens), plek)


_TELWOORD = rf"(?:{GETALWOORD}|\d+)"
_REEKS = re.compile(rf"\b{_TELWOORD}(?:[ ,.\-]{{1,3}}{_TELWOORD})+\b")
_WOORD = re.compile(_TELWOORD)


def _zegt_een_nummer(cijfers: str) -> bool:
    """Whether digits, some of them written as words, can be a mobile number or a BSN."""
    return bool(re.fullmatch(r"06\d{6,10}", cijfers)) or (len(cijfers) == 9 and bsn.is_valid(cijfers))


def _cijfers_van_woorden(vlak: _Vlak) -> _Vlak:
    """Write five or more number words in a row as digits, and fewer where they are part of '06 …' or a BSN."""
    tekens, plek, tot = [], [], 0
    for reeks in _REEKS.finditer(vlak.tekst):
        woorden = [woord for woord in _WOORD.findall(reeks.group()) if not woord.isdigit()]
        als_cijfers = "".join(str(GETALLEN.get(woord, woord)) for woord in _WOORD.findall(reeks.group()))
        if not woorden or (len(woorden) < 5 and not _zegt_een_nummer(als_cijfers)):
            continue
        tekens.append(vlak.tekst[tot : reeks.start()])
        plek += vlak.plek[tot : reeks.start()]
        for woord in _WOORD.finditer(reeks.group()):
            cijfers = str(GETALLEN.get(woord.group(), woord.group()))
            tekens.append(cijfers)
            plek += [vlak.plek[reeks.start() + woord.start()]] * (len(cijfers) - 1)
            plek.append(vlak.plek[reeks.start() + woord.end() - 1])
        tot = reeks.end()
    return _Vlak("".join([*tekens, vlak.tekst[tot:]]), plek + vlak.plek[tot:])


# --- what each kind looks like -------------------------------------------------------------------------------------

Plek = tuple[int, int]

_TIJD = re.compile(r"\d{1,2}[.:]\d\d ?(?:-|tot|en|uur|u\b)|^\d{1,2}(?:[.:]\d\d)?(?: ?- ?\d{1,2}(?:[.:]\d\d)?)+ |uur")
_DATUM = re.compile(r"(?<!\d)(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)")
_VAN_INSTANTIE = re.compile(
    r"\b(?:kvk|k\.v\.k|kamer van koophandel|rsin|btw|isbn|fiscaal|vestigings\w*|agb|ean|halte|klantcode)\b[^\n]{0,25}$"
)
_ADRES = re.compile(r"(?:https?://|www\.)\S+")


def _cijfers(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)


def _is_tijd_of_datum(tekst: str) -> bool:
    return bool(_TIJD.search(tekst) or _DATUM.search(tekst))


def _adressen(tekst: str) -> list[tuple[int, int]]:
    """Return where web addresses stand: the numbers in them are of the page."""
    return [treffer.span() for treffer in _ADRES.finditer(tekst)]


def _van_instantie(tekst: str, begin: int) -> bool:
    """Whether the words before say that a number belongs to an organisation."""
    return bool(_VAN_INSTANTIE.search(tekst, max(0, begin - 50), begin))


_TUSSEN = r"(?: ?[.\-_'/*|·•,] ?| {1,2})"
_BSN_KAAL = re.compile(rf"(?<![\d.,/+-])(?<!\+ )\d(?:{_TUSSEN}?\d){{8}}(?![\d%]|[.,/\-_]\d)")
_BSN_BIJ_NAAM = re.compile(
    r"(?<![a-z])(?:b\.?s\.?n(?![a-z])\.?|bsn(?:nr|nummer)\.?|burger ?service ?n[a-z]*|sofi ?-?n[a-z]*"
    r"|citizen service n[a-z]*|social security n[a-z]*)[^\d\n]{0,25}"
    r"(?P<nummer>\d(?:[ .\-/_'*|·•,]{0,3}\d){7,8})(?![ .\-]?\d)"
)


def _vind_bsn(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield nine digits that pass the eleven-test in any usual grouping; by name also with a slip of the pen."""
    for treffer in _BSN_BIJ_NAAM.finditer(tekst):
        nummer = treffer["nummer"]
        if bsn.is_valid(_cijfers(nummer)) or not _is_tijd_of_datum(nummer):
            yield treffer.span("nummer")
    for treffer in _BSN_KAAL.finditer(tekst):
        nummer = treffer.group()
        if (
            bsn.is_valid(_cijfers(nummer))
            and len({deel.strip() for deel in re.findall(r"\D+", nummer)}) <= 1
            and not _is_tijd_of_datum(nummer)
            and not _van_instantie(tekst, treffer.start())
        ):
            yield treffer.span()


_V_BIJ_NAAM = re.compile(
    r"(?<![a-z])(?:v[ .\-]? ?(?:nr|nummer|num)|(?:vreemdelingen|ind) ?-?(?:nummer|nr))(?![a-z])[^\d\n]{0,15}"
    r"(?P<nummer>\d(?:[ .\-/_]{0,3}\d){7,11})(?![ .\-]?\d)"
    r"|(?<![a-z])v[ .:\-]{0,2}(?P<kaal>[1-9]\d\d[ ._\-]?\d{3}[ ._\-]?\d{4})(?!\d)"
)
_V_KAAL = re.compile(r"(?<![\w.,/+-])[1-9]\d\d(?P<sep>[ ._\-]?)\d{3}(?P=sep)\d{4}(?![\d%]|[.,/\-]\d)")


def _vind_v_nummer(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield ten digits, usually as 123.456.7890; by name in any grouping."""
    for treffer in _V_BIJ_NAAM.finditer(tekst):
        welke = "nummer" if treffer["nummer"] else "kaal"
        if not _is_tijd_of_datum(treffer[welke]):
            yield treffer.span(welke)
    adressen = _adressen(tekst)
    for treffer in _V_KAAL.finditer(tekst):
        in_adres = any(van <= treffer.start() < tot for van, tot in adressen)
        if not in_adres and not _van_instantie(tekst, treffer.start()):
            yield treffer.span()


# What a number is of when it is of one person; houses, rooms, trams and organisations have numbers too.
_VAN_EEN_MENS = (
    "document", "zaak", "dossier", "client(?:en)?", "patient(?:en)?", "crv", "burger", "registratie", "zorg", "coa",
    "ind", "digid", "klant", "relatie", "polis", "verzekerden?", "verzekerings", "bewoners?", "aanvraag",
    "referentie", "casus", "persoons", "[wa]", "parket", "cjib", "duo", "uwv", "wpi", "svb", "leerling", "deelnemers?",
    "inschrijf", "inburgerings?", "traject", "pas", "stadspas", "studenten?", "visum", "asiel", "opvang", "gbz", "crib",
    "rijbewijs", "bzn", "case", "file", "passport", "permit", "id", "identiteits", "identificatie", "ziekenhuis", "epd",
)  # fmt: skip
_DOCUMENT_NAAM = re.compile(
    r"\b(?:paspoort\w*|verblijfs(?:document|kaart|vergunning)\w*|w-?document|(?:id|identiteits)[ -]?kaart\w*"
    r"|rijbewijs\w*|(?:" + "|".join(_VAN_EEN_MENS) + r")[ -]?(?:id|nummer|num|nr|no|code)(?![a-z])\.?"
    r"|crv\b|(?:zaak|client|patient|klant)?dossiers?(?![a-z]))"
)
_DOCUMENT_NUMMER = re.compile(r"(?<![\w€])[a-z0-9]+(?:[/.\-][a-z0-9]+)*")
_POSTCODE = re.compile(r"[1-9]\d{3}[a-z]{2}")
_DOCUMENT_KAAL = re.compile(
    r"\bz\d[ \-]?(?:\d[ \-]?){9,12}(?!\d)|\b(?:i{1,3}|iv|v)?-?v(?=(?:[a-z]{0,4}\d){5})[a-z0-9]{8}\b"
)


def _vind_document(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield the number on a passport or residence permit, of a case or of a file."""
    for treffer in _DOCUMENT_KAAL.finditer(tekst):
        yield treffer.start(), treffer.start() + len(treffer.group().rstrip())
    for naam in _DOCUMENT_NAAM.finditer(tekst):
        for nummer in _DOCUMENT_NUMMER.finditer(tekst, naam.end(), min(len(tekst), naam.end() + 45)):
            los = nummer.group()
            if (
                len(_cijfers(los)) >= (4 if re.search(r"[a-z]", los) else 5)
                and not _is_tijd_of_datum(los)
                and not _OPENBAAR.match(_cijfers(los))
                and not _POSTCODE.fullmatch(los)
                and not _van_instantie(tekst, nummer.start())
            ):
                yield nummer.span()


_IBAN = re.compile(r"\b[a-z]{2}[ .\-]?\d ?\d(?:[ .\-]?[a-z0-9]){11,30}")
_IBAN_NL = re.compile(r"nl\d\d[a-z]{4}\d{10}")


def _vind_iban(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield any country's account number by its check digits; a Dutch one also with a slip of the pen."""
    for treffer in _IBAN.finditer(tekst):
        plekken = [i for i, teken in enumerate(treffer.group()) if teken.isalnum()]
        kaal = "".join(treffer.group()[i] for i in plekken)
        for lengte in range(len(kaal), 14, -1):
            if iban.is_valid(kaal[:lengte], check_country=False) or _IBAN_NL.fullmatch(kaal[:lengte]):
                yield treffer.start(), treffer.start() + plekken[lengte - 1] + 1
                break


_OPEN, _SLUIT = r"[(\[{<*_\-]", r"[)\]}>*_\-]"
_LANDEN = (
    "com|nl|org|net|eu|be|de|uk|fr|es|it|pl|ru|ua|tr|ma|sy|iq|ir|af|er|et|so|br|pt|us|me|io|info|nu|live|app"
) + "".join(f"|{re.escape(domein)}" for domein in settings.STADSGEGEVENS.domeinen)
_NAAM = r"(?P<naam>[\w+%\-]{1,64}(?:(?:\.| punt | dot )[\w+%\-]{1,64}){0,5})"
_APENSTAART = rf"(?: ?@ ?| ?{_OPEN} ?(?:at|@|ad|apen?staart(?:je)?) ?{_SLUIT} ?| (?:at|apen?staart(?:je)?) )"
_PUNT = rf"(?: ?\. ?| ?{_OPEN} ?(?:punt|dot|\.) ?{_SLUIT} ?| (?:punt|dot) )"
_EMAIL = re.compile(
    rf"(?<![\w.+%\-]){_NAAM}(?:@(?P<domein>[\w\-]{{1,64}}(?:\.[\w\-]{{1,64}}){{0,5}}\.[a-z]{{2,24}})"
    rf"|[@#](?P<postbus>gmail|hotmail|outlook|yahoo|icloud|protonmail)\b"
    rf"| (?P<zonder>gmail|hotmail|outlook|yahoo|icloud|live)(?:{_PUNT}| )(?:com|nl)\b"
    rf"|{_APENSTAART}(?P<los>[\w\-]{{1,64}}(?:{_PUNT}[\w\-]{{1,64}}){{0,5}}{_PUNT}(?:{_LANDEN}))\b)"
)
_ROLADRES = frozenset(
    [
        "aanmelden",
        "aanmelding",
        "administratie",
        "balie",
        "bestuur",
        "contact",
        "coordinatie",
        "helpdesk",
        "hulp",
        "info",
        "inloop",
        "loket",
        "post",
        "receptie",
        "redactie",
        "secretariaat",
        "spreekuur",
        "support",
        "taal",
        "vragen",
        "vrijwilligers",
        "welkom",
    ]
)
_VOOR_IEDEREEN = re.compile(r"(?:gmail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|proton\w*|gmx|mail|ukr|ya)\.")


def _vind_email(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield an address as written and as people hide it; the mailbox of a role at an own domain passes."""
    for treffer in _EMAIL.finditer(tekst):
        domein = treffer["domein"]
        if domein and treffer["naam"] in _ROLADRES and not _VOOR_IEDEREEN.match(domein):
            continue
        yield treffer.span()


_SCHEIDING = r"[ .\-/()_*,:|]{0,3}"
_MOBIEL = re.compile(rf"(?<![a-z\d])\(?(?:[0oоο]{_SCHEIDING}6|nulzes)(?:{_SCHEIDING}[\do]){{8,10}}(?![\d%])")
_VAST = re.compile(rf"(?<![a-z\d.,])\(?0[1-9]\d{{1,2}}\)?(?:{_SCHEIDING}\d){{6,8}}(?![\d%])")
_BUITENLAND = re.compile(
    rf"(?<![\d+.,:])(?:\+ ?[1-9]\d{{0,2}}(?:{_SCHEIDING}\d){{6,13}}|00 ?[1-9]\d{{0,2}}(?:{_SCHEIDING}\d){{7,13}})(?!\d)"
    rf"|(?<!\d)31 ?6(?:[ .\-]?\d){{8}}(?!\d)"
)
_BELWOORD = (
    r"tel|tel ?nr|telefoon[a-z]*|mobiel[a-z]*|gsm|whats ?app[a-z]*|watsapp?|wapp|app|appen|appt|apje|bel|belt|bellen|"
    r"belnummer|nummer|nr|sms|sms'en|signal|telegram|viber|imo|phone|call|text|appelez|appeler|llama(?:r|me)?|ara[yj]?"
)
_TEL_BIJ_NAAM = re.compile(
    rf"(?<![a-z])(?:{_BELWOORD})(?![a-z])[^\d\n+]{{0,20}}(?P<nummer>\d(?:[ .\-/()_]{{0,2}}\d){{6,13}})(?![\d%])"
    rf"|(?<![\w.,/+\-])(?P<ervoor>[1-9]\d(?:[ .\-/()_]{{0,2}}\d){{5,11}})[ (,:]{{1,3}}"
    r"(?:(?:is|op|via|met|haar|zijn|de|in) ){0,2}(?:whats ?app\w*|signal|telegram|viber|imo|gsm|mobiel)(?![a-z])"
)
_OPENBAAR = re.compile(r"(?:0800|0900|0906|0909|088|116\d{3}$)")
_MOBIEL_ZONDER_NUL = re.compile(r"(?<![\w.,/+\-])6[ .\-]?[1-5]\d(?:[ .\-]?\d\d){3}(?![\d%]|[.,/\-]\d)")
_OPENINGSTIJDEN = re.compile(r"\d{1,2}[.:]\d\d ?(?:-|tot|en) ?\d{1,2}[.:]\d\d")


def _vind_buitenlandse_telefoon(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield numbers with a country in front; looked for early, because what follows it may look like something else."""
    for treffer in _BUITENLAND.finditer(tekst):
        yield treffer.span()


def _vind_telefoon(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield Dutch numbers, and others beside a word such as 'bel'; those that only an organisation can have pass."""
    for treffer in _MOBIEL.finditer(tekst):
        if not _OPENINGSTIJDEN.search(treffer.group()):
            yield treffer.span()
    for treffer in _MOBIEL_ZONDER_NUL.finditer(tekst):
        if not _van_instantie(tekst, treffer.start()):
            yield treffer.span()
    adressen = _adressen(tekst)
    for treffer in _VAST.finditer(tekst):
        cijfers = _cijfers(treffer.group())
        if (
            len(cijfers) >= 10
            and not _OPENBAAR.match(cijfers)
            and not _is_tijd_of_datum(treffer.group())
            and not any(van <= treffer.start() < tot for van, tot in adressen)
        ):
            yield treffer.span()
    for treffer in _TEL_BIJ_NAAM.finditer(tekst):
        welke = "nummer" if treffer["nummer"] else "ervoor"
        nummer, cijfers = treffer[welke], _cijfers(treffer[welke])
        groepen = re.findall(r"\d+", nummer)
        if (
            not _OPENBAAR.match(cijfers)
            and not _is_tijd_of_datum(nummer)
            and not _van_instantie(tekst, treffer.start(welke))
            and max(map(len, groepen)) >= 3
        ):
            yield treffer.span(welke)


# Where somebody lives: said so, or behind Mr. or Mrs. with a name.
_STRAAT = (
    r"[a-z'.\-]{0,20}(?:straat|laan|hof|dreef|weg|plein|kade|gracht|burg|pad|singel|plantsoen|dijk|horst|oord|hoven?"
    r"|donk|geest|hoef|haven|park|steeg|markt|wal)"
)
_WOONADRES = re.compile(
    rf"\b(?:woont|wonen|woonachtig|woonadres|huisadres|verblijft|slaapt|logeert)(?: nu| is| bij \w+)?(?: ?:)?"
    rf"(?: op| aan| in)?(?: de| het)? (?P<een>(?:[a-z'.\-]+ ){{0,3}}?{_STRAAT} \d{{1,4}}(?:[ \-]?[a-z\d]{{1,3}})?)\b"
    rf"|\b(?:dhr|hr|mevr|mw|mevrouw|meneer|de heer)\b\.?(?: [^\s\d,(]+){{1,4}},? (?P<ander>{_STRAAT} \d{{1,4}})\b"
)


def _vind_woonadres(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield the street and house number where somebody is said to live."""
    for treffer in _WOONADRES.finditer(tekst):
        yield treffer.span("een" if treffer["een"] else "ander")


_SPEURDERS: tuple[tuple[Soort, Callable[[str, datetime.date], Iterator[Plek]]], ...] = (
    (Soort.IBAN, _vind_iban),
    (Soort.EMAIL, _vind_email),
    (Soort.TELEFOON, _vind_buitenlandse_telefoon),
    (Soort.BSN, _vind_bsn),
    (Soort.DOCUMENT, _vind_document),
    (Soort.V_NUMMER, _vind_v_nummer),
    (Soort.GEBOORTEDATUM, vind_geboortedata),
    (Soort.TELEFOON, _vind_telefoon),
    (Soort.WOONADRES, _vind_woonadres),
)
"""Each kind with the function that looks for it; where two overlap the first one names it."""
