"""Finds what looks like personal data in a free text that others will read (hard rule 5, docs/ontwerp.md).

Plain functions: no ORM, no settings, nothing kept and nothing logged. Names cannot be told from other words and are
not looked for; everything with digits in it is judged by shape, by check digits and by the words around it. What can
never be somebody's own (112, 14020, 0800 and 0900 numbers, a role mailbox such as info@) passes, and so do opening
times, prices, addresses and the dates of what happens in a house.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from stdnum import iban
from stdnum.nl import bsn

from kaart.hulp.persoonsgegevens.geboortedata import vind_geboortedata
from kaart.hulp.persoonsgegevens.vlak import maak_vlak, noemt_getallen

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


def vind(tekst: str, *, vandaag: datetime.date | None = None) -> list[Vondst]:
    """Return everything in `tekst` that looks like personal data, in order, without overlap.

    `vandaag` decides which dates can be of a birth; today when left out.
    """
    if tekst.isascii() and not _KAN_IETS_ZIJN.search(tekst) and not noemt_getallen(tekst):
        return []
    vandaag = vandaag or datetime.date.today()  # noqa: DTZ011 - a day more or less makes no difference here
    vlak = maak_vlak(tekst[:HOOGSTENS])
    gevonden: list[Vondst] = []
    bezet: list[tuple[int, int]] = []
    speurders = [(soort, zoek(vlak.tekst, vandaag)) for soort, zoek in _SPEURDERS]
    # A long number read aloud is somebody's, of whatever it is.
    for soort, plekken in [*speurders, (Soort.DOCUMENT, iter(vlak.uitgesproken))]:
        for begin, eind in plekken:
            if all(eind <= van or tot <= begin for van, tot in bezet):
                bezet.append((begin, eind))
                gevonden.append(Vondst(soort, vlak.plek[begin][0], vlak.plek[eind - 1][1]))
    return sorted(gevonden, key=lambda vondst: vondst.begin)


# Most texts have nothing of what any rule begins with; a list of thousands of cells is read ten times as fast for it.
_KAN_IETS_ZIJN = re.compile(
    r"[\d@#*]|negentien|tweeduizend|(?:\b\S ){5}|nulzes"
    r"|gmail|hotmail|outlook|yahoo|icloud|live|proton|\bat\b|\bad\b|apen|geb|jarig|verjaar|born|birth|dob|thuis\b",
    re.IGNORECASE,
)


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
_BSN_WOORD = (
    r"(?:b\.?s\.?n(?![a-z])\.?|bsn?-?(?:nr|nummer)\.?|bsn-?r\b\.?|burger ?servi[cs]e? ?n[a-z]*|burgernummer"
    r"|sofi(?: ?-?n[a-z]*)?\b"
    r"|citizen service n[a-z]*|social security n[a-z]*|numero de citoyen|الخدمة للمواطن|رقم المواطن)"
)
_BSN_BIJ_NAAM = re.compile(
    rf"(?<![a-z]){_BSN_WOORD}[^\d\n]{{0,25}}"
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
    r"(?<![a-z])(?:v(?:ee)?[ .\-]? ?(?:nr|nummer|numara\w*|numero|num|no|number)|alien number|(?:vreemdelingen"
    r"|ind) ?-?(?:nummer|nr))(?![a-z])[^\d\n]{0,15}"
    r"(?P<nummer>\d(?:[ .\-/_]{0,3}\d){7,11})(?![ .\-]?\d)"
    r"|(?<![a-z])v[ .:;\-]{0,3}(?P<kaal>[1-9]\d\d[ ._\-]?\d{3}[ ._\-]?\d{4})(?!\d)"
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
    "document", "doc", "zaak", "dossier", "client(?:en)?", "patient(?:en)?", "crv", "burger", "registratie", "zorg",
    "coa",
    "ind", "digid", "klant", "relatie", "polis", "verzekerden?", "verzekerings", "bewoners?", "aanvraag",
    "referentie", "casus", "persoons", "[wa]", "parket", "cjib", "duo", "uwv", "wpi", "svb", "leerling", "deelnemers?",
    "inschrijf", "inburgerings?", "traject", "pas", "stadspas", "studenten?", "visum", "asiel", "opvang", "gbz", "crib",
    "rijbewijs", "bzn", "case", "file", "passport", "permit", "id", "identiteits", "identificatie", "ziekenhuis", "epd",
)  # fmt: skip
_DOCUMENT_NAAM = re.compile(
    r"\b(?:paspoort\w*|verblijfs(?:document|kaart|vergunning)\w*|w-?document|(?:id|identiteits)[ -]?kaart\w*"
    r"|rijbewijs\w*|(?:"
    + "|".join(_VAN_EEN_MENS)
    + r")[ -]?(?:id|nummer|num|nr|no|code|number|kaart|pas|pasje|bewijs)(?![a-z])\.?"
    r"|pasp\b\.?|pass?ap?ort\w*|passeports?|reisdocument\w*|reispas\w*|travel document|residence permit|id[ -]?bewijs"
    r"|(?:id|identity|residence)[ -]?card|verblijfspas\w*|pasje|kimlik\w*|taz?kira\w*|taskera|titre de sejour"
    r"|carte d'identite|aufenthalts\w*|legitimatie\w*|docnr|numero de dossier|dosya no\w*|ملف|dosar\w*"
    r"|akten?zeichen|vluchtelingen ?pas\w*|reisdoc\w*|verblijfsdoc\w*|driving licen[cs]e|driver's licen[cs]e"
    r"|permis de conduire|ehliyet\w*|ikamet\w*|oturma\w*|laissez-passer|docu?\.? ?(?:nr|no|num)\b"
    r"|pasaporte|паспорт\w*|جواز|هوية|الهوية|پاسپورت|تذكرة|تذکره|ፓስፖርት|مفوضية"
    r"|crv\b|zaak(?=:? ?\d)|(?:zaak|client|patient|klant)?dossiers?(?![a-z]))"
)
# Glued to its word, as in a cell or a file name: 'polis0288-5955'.
_DOCUMENT_VAST = re.compile(
    r"\b(?:polis|dossier|zaak|client|patient|klant|pas|paspoort|casus|crv|coa|ind)(?P<nummer>\d(?:[.\-/ ]?\d){4,14})"
)
# In groups: 'K 288 3864'.
_DOCUMENT_GROEPEN = re.compile(r"(?<![\w€.,+-])(?:[a-z]{1,3}[ .\-]?)?\d{1,5}(?:[ .\-/]\d{1,5}){1,5}(?![\w%]|[.,:]\d)")
# Of no known word: letters and digits through each other as on a Dutch document, a letter or two and seven digits.
_DOCUMENT_VORM = re.compile(
    r"(?<![\w@#/.\-€])(?:(?=[a-z]{0,8}\d+[a-z]+\d+[a-z]+\d)[a-z]{2}[a-z0-9]{6}\d|(?!nl|[mp]\d"
    r"|kvk)[a-z]{1,2}\d{7,8})(?![\w@]|[./\-]\w)"
)
_VAN_EEN_DING = re.compile(
    r"\b(?:factuur|bestel\w*|order\w*|offerte|ticket\w*|artikel\w*|serie\w*|model|type|zaal|subsidie\w*|anbi"
    r"|product\w*|isbn|barcode|ref\w* van de)\b[^\n]{0,25}$"
)
_DOCUMENT_NUMMER = re.compile(r"(?<![\w€])[a-z0-9]+(?:[/.\-][a-z0-9]+)*")
_POSTCODE = re.compile(r"[1-9]\d{3}[a-z]{2}")
_DOCUMENT_KAAL = re.compile(
    r"\bz\d[ \-]?(?:\d[ \-]?){9,12}(?!\d)|\b(?:i{1,3}|iv|v)?-?v(?=(?:[a-z]{0,4}\d){5})[a-z0-9]{8}\b"
)


def _zegt_een_document(groepen: str) -> bool:
    """Whether groups of digits behind the name of a document can be its number: no date, time, postcode or phone."""
    cijfers = _cijfers(groepen)
    return (
        7 <= len(cijfers) <= 14
        and len(re.findall(r"\d+", groepen)) <= 5
        and max(map(len, re.findall(r"\d+", groepen))) >= 3
        and not _is_tijd_of_datum(groepen)
        and not _OPENBAAR.match(cijfers)
        and not re.fullmatch(r"(?:[ /.-]?(?:1\d{3}|20\d\d))+", groepen)
    )


def _vind_document(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield the number on a passport or residence permit, of a case or of a file."""
    for treffer in _DOCUMENT_KAAL.finditer(tekst):
        yield treffer.start(), treffer.start() + len(treffer.group().rstrip())
    for treffer in _DOCUMENT_VAST.finditer(tekst):
        yield treffer.span("nummer")
    for treffer in _DOCUMENT_VORM.finditer(tekst):
        if not _VAN_EEN_DING.search(tekst, max(0, treffer.start() - 60), treffer.start()):
            yield treffer.span()
    for naam in _DOCUMENT_NAAM.finditer(tekst):
        for nummer in _DOCUMENT_GROEPEN.finditer(tekst, naam.end(), min(len(tekst), naam.end() + 45)):
            if _zegt_een_document(nummer.group()):
                yield nummer.span()
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


# By name, or with words between its parts: 'NL12, bij ASNB, nummer 0752257771'.
_REKENING = re.compile(
    r"\b(?:(?:bank)?rekening ?-?(?:nr|nummer)|rek\.? ?nr|(?:bank )?account (?:no|nr|number)|giro ?(?:nr|nummer)?"
    r"|iban|(?:haar|zijn) rekening"
    r"|hesap (?:no|numara\w*)|kontonummer|numero de compte)\b[^\d\n]{0,25}(?P<nummer>\d(?:[ .\-]?\d){8,11})(?![\d])"
    r"|\b(?P<delen>nl ?\d ?\d[^\da-z\n]{1,4}(?:[a-z]+ ){0,3}[a-z]{4}\b[^\d\n]{0,20}\d(?:[ .\-]?\d){9})(?!\d)"
)


def _vind_iban(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield any country's account number by its check digits; a Dutch one also with a slip of the pen."""
    for treffer in _IBAN.finditer(tekst):
        plekken = [i for i, teken in enumerate(treffer.group()) if teken.isalnum()]
        kaal = "".join(treffer.group()[i] for i in plekken)
        for lengte in range(len(kaal), 14, -1):
            if iban.is_valid(kaal[:lengte], check_country=False) or _IBAN_NL.fullmatch(kaal[:lengte]):
                yield treffer.start(), treffer.start() + plekken[lengte - 1] + 1
                break
    for treffer in _REKENING.finditer(tekst):
        yield treffer.span("nummer" if treffer["nummer"] else "delen")


_OPEN, _SLUIT = r"[(\[{<*_\-]", r"[)\]}>*_\-]"
_LANDEN = (
    "com|nl|org|net|eu|be|de|uk|fr|es|it|pl|ru|ua|tr|ma|sy|iq|ir|af|er|et|so|br|pt|us|me|io|info|nu|live|app"
) + "".join(f"|{re.escape(domein)}" for domein in settings.STADSGEGEVENS.domeinen)
_LEESTEKEN = r"(?:punt|dot|point|punto|nokta|underscore|(?:laag |liggend )?streepje|dash|min)"
_NAAM = rf"(?P<naam>[\w+%\-]{{1,64}}(?:(?:\.| {_LEESTEKEN} )[\w+%\-]{{1,64}}){{0,5}})"
_AT = r"(?:at|apen?staart(?:je)?|a-?staart(?:je)?|at-?teken|arroba|arobase|chiocciola|klammeraffe|malpa|собака|آت|ات)"
_APENSTAART = rf"(?: ?@ ?| ?{_OPEN} ?(?:{_AT}|@|ad|a) ?{_SLUIT} ?| {_AT} )"
_PUNT = rf"(?: ?\. ?| ?{_OPEN} ?(?:punt|dot|\.) ?{_SLUIT} ?| (?:punt|dot|point|punto|nokta|kropka|точка|نقطة) )"
_POSTBUS = r"(?:gmail|hotmail|outlook|yahoo|icloud|protonmail|proton)"
# Beside the name of a mail provider: 'samira.k81 bij gmail', 'gmail: samira81'.
_NAAM_BIJ_POSTBUS = re.compile(
    rf"(?<![\w.])(?P<naam>(?=[\w.\-]{{0,30}}[._\d])[a-z][\w.\-]{{3,30}}) (?:(?:bij|op|from|chez|via|en|de|van|is"
    rf"|haar) ){{0,2}}{_POSTBUS}(?![\w.])"
    rf"|\b{_POSTBUS}(?: ?adres| ?account)?[ :=;]{{1,3}}(?:(?:is|naam|haar|zijn|voor"
    rf"|van) ){{0,3}}(?P<erna>(?=[\w.\-]{{0,30}}[a-z][\w.\-]{{0,30}}\d)[a-z][\w.\-]{{4,30}})"
)
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
    for treffer in _NAAM_BIJ_POSTBUS.finditer(tekst):
        yield treffer.span("naam" if treffer["naam"] else "erna")


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
    r"|telefonu|telefono|telefone|numero|numara\w*|numer|cep|celular|handy|portable|taleefan\w*|tilifoon|telf"
    r"|тел|телефон\w*|номер|ватсап|هاتف\w*|الهاتف|تلفون|تليفون|رقم\w*|موبايل|جوال\w*|واتساب|واتس|شماره|تلفن|ስልክ|ቁጽሪ"
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


# One number in pieces: 'begint met 34023, de rest is 6462'.
_IN_STUKJES = re.compile(
    r"\b(?:rest|eerste|laatste|begint|eindigt|daarna|dan|helft|deel|einde?|begin|vervolgens|then|first|last|ends?"
    r"|starts?"
    r"|begins|puis|fin|debut|derniers?|sonra|son|ilk|gevolgd|followed)\b"
)
_IS_HOEVEEL = re.compile(r"\b(?:euro|mensen|personen|uur|jaar|kinderen|deelnemers)\b|[€\n]")
_BSN_GENOEMD = re.compile(rf"(?<![a-z]){_BSN_WOORD}")
_V_GENOEMD = re.compile(r"(?<![a-z])v(?:ee)?[ .\-]?(?:nr|nummer|number|no)(?![a-z])|vreemdelingennummer")


def _vind_in_stukjes(soort: Soort, tekst: str) -> Iterator[Plek]:
    """Yield a BSN, mobile number or V-nummer of which the digits are told in pieces, with words between them."""
    genoemd = {Soort.BSN: _BSN_GENOEMD, Soort.V_NUMMER: _V_GENOEMD}.get(soort, _IN_STUKJES)
    if not (_IN_STUKJES.search(tekst) or genoemd.search(tekst)):
        return
    groepen = list(re.finditer(r"\d+", tekst))
    for eerste in range(len(groepen)):
        cijfers = ""
        for laatste in range(eerste, min(eerste + 6, len(groepen))):
            vorige = groepen[max(eerste, laatste - 1)]
            if groepen[laatste].start() - vorige.end() > 40 or len(cijfers) > 10:
                break
            cijfers += groepen[laatste].group()
            begin, eind = groepen[eerste].start(), groepen[laatste].end()
            if laatste > eerste and _is_in_stukjes(soort, cijfers, tekst, begin, eind):
                yield begin, eind
                break


def _is_in_stukjes(soort: Soort, cijfers: str, tekst: str, begin: int, eind: int) -> bool:
    """Whether digits make such a number, and the words before and between them say that they belong together."""
    if len(cijfers) != (9 if soort == Soort.BSN else 10) or _is_tijd_of_datum(tekst[begin:eind]):
        return False
    ervoor, tussen = tekst[max(0, begin - 60) : begin], re.sub(r"\d", "", tekst[begin:eind])
    if _IS_HOEVEEL.search(tussen):
        return False
    samen = bool(_IN_STUKJES.search(tussen) or _IN_STUKJES.search(ervoor[-25:]))
    if soort == Soort.BSN:
        return bsn.is_valid(cijfers) and (samen or bool(_BSN_GENOEMD.search(ervoor)))
    if soort == Soort.TELEFOON:
        return samen and cijfers.startswith("06")
    return bool(_V_GENOEMD.search(ervoor))


# Where somebody lives: said so, or behind Mr. or Mrs. with a name.
_STRAAT = (
    r"[a-z'.\-]{0,20}(?:straat|laan|hof|dreef|weg|plein|kade|gracht|burg|pad|singel|plantsoen|dijk|horst|oord|hoven?"
    r"|donk|geest|hoef|haven|park|steeg|markt|wal)"
)
_GEEN_GROEP = (
    r"(?!(?:mensen|iemand|jou|jullie|ons|onze|hen|hun|haar|hem|een|de|het|die|elke|alle|veel|oude|oudere|ouderen|jonge"
    r"|nieuwe|andere|gezin|gezinnen|bewoner|bewoners|buren|ouders|kinderen|vrijwilligers|deelnemers|vrouwen|mannen"
    r"|nieuwkomers|statushouders|klanten|zieke|mantelzorgers|leden|vrienden|familie|en|of|op|als|niet|ook|zelf) )"
)
_WOONADRES = re.compile(
    rf"\b(?:woont|wonen|woonachtig|woonadres|huisadres|verblijft|slaapt|logeert)(?: nu| is| bij \w+)?(?: ?:)?"
    rf"(?: op| aan| in)?(?: de| het)? (?P<een>(?:[a-z'.\-]+ ){{0,3}}?{_STRAAT} \d{{1,4}}(?:[ \-]?[a-z\d]{{1,3}})?)\b"
    rf"|\b(?:dhr|hr|mevr|mw|mevrouw|meneer|de heer)\b\.?(?: [^\s\d,(]+){{1,4}},? (?P<ander>{_STRAAT} \d{{1,4}})\b"
    # 'bij Fatima Jansen thuis' is a name; 'bij nieuwe bewoners thuis' is none.
    rf"|\bbij (?P<thuis>{_GEEN_GROEP}[^\s\d,(]{{2,}} {_GEEN_GROEP}[^\s\d,(]{{3,}} thuis)\b"
)


def _vind_woonadres(tekst: str, vandaag: datetime.date) -> Iterator[Plek]:
    """Yield the street and house number where somebody is said to live."""
    for treffer in _WOONADRES.finditer(tekst):
        yield treffer.span("een" if treffer["een"] else "ander" if treffer["ander"] else "thuis")


_SPEURDERS: tuple[tuple[Soort, Callable[[str, datetime.date], Iterator[Plek]]], ...] = (
    (Soort.IBAN, _vind_iban),
    (Soort.EMAIL, _vind_email),
    (Soort.TELEFOON, _vind_buitenlandse_telefoon),
    (Soort.BSN, _vind_bsn),
    (Soort.DOCUMENT, _vind_document),
    (Soort.V_NUMMER, _vind_v_nummer),
    (Soort.GEBOORTEDATUM, vind_geboortedata),
    (Soort.TELEFOON, _vind_telefoon),
    (Soort.TELEFOON, lambda tekst, _vandaag: _vind_in_stukjes(Soort.TELEFOON, tekst)),
    (Soort.BSN, lambda tekst, _vandaag: _vind_in_stukjes(Soort.BSN, tekst)),
    (Soort.V_NUMMER, lambda tekst, _vandaag: _vind_in_stukjes(Soort.V_NUMMER, tekst)),
    (Soort.WOONADRES, _vind_woonadres),
)
"""Each kind with the function that looks for it; where two overlap the first one names it."""
