"""Tells a date of birth from the other dates in a text: by its age, and by the words around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from django.conf import settings

from kaart.hulp.getalwoorden import GETALWOORD, JAARWOORD, RANGWOORD, lees_getal, lees_jaar

JAREN_OUD = 12
"""A full date this many years ago is taken for a birth, unless the words around it say otherwise."""

_MAANDEN = (
    "januari|jan|january|januar|janvier|enero|janeiro|gennaio|stycznia|ocak",
    "februari|febuari|febr|feb|february|februar|fevrier|febbraio|febrero|fevereiro|lutego|subat",
    "maart|mrt|mar|march|marz|mars|marzo|marco|marca|mart",
    "april|apr|avril|abril|aprile|kwietnia|nisan",
    "mei|may|mai|maggio|mayo|maio|maja|mayis",
    "juni|jun|june|giugno|juin|junio|junho|czerwca|haziran",
    "juli|jul|july|luglio|juillet|julio|julho|lipca|temmuz",
    "augustus|aug|august|aout|agosto|sierpnia|agustos",
    "september|sept|sep|septembre|septiembre|setembro|wrzesnia|eylul",
    "oktober|okt|oct|october|octobre|octubre|outubro|pazdziernika|ekim",
    "november|nov|novembre|noviembre|novembro|listopada|kasim",
    "december|dec|dezember|decembre|diciembre|dezembro|grudnia|aralik",
)  # fmt: skip
_MAANDNUMMER = {naam: nummer for nummer, namen in enumerate(_MAANDEN, start=1) for naam in namen.split("|")}
_MAAND = r"(?P<maand>" + "|".join(sorted(_MAANDNUMMER, key=len, reverse=True)) + r")(?![a-z])\.?"
_DAG = rf"(?P<dag>\d{{1,2}}|{RANGWOORD}|{GETALWOORD})(?:e|ste|de|st|nd|rd|th)?"
_ROMEINS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMEINSE_MAAND = "|".join(sorted(_ROMEINS, key=len, reverse=True))
_JAAR = rf"(?P<jaar>(?:19|20)\d\d|'? ?\d\d|{JAARWOORD})(?![\d:]|[.,]\d)"
_RUIM = r"[ ,./\-]{0,3}"
_CIJFERJAAR = r"(?P<jaar>(?:19|20)\d\d|'?\d\d)"
_LOS, _EINDE = r"(?<![\d.,/€-])", r"(?![\d:]|[.,/-]\d)"

_VOLLEDIG = tuple(
    re.compile(patroon)
    for patroon in (
        rf"(?<![\w€]){_DAG}{_RUIM}(?:van |of |de )?{_MAAND}{_RUIM}(?:de )?{_JAAR}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<maand>{_ROMEINSE_MAAND}) ?(?P=sep) ?{_CIJFERJAAR}{_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) (?P<maand>(?![ivx] )(?:{_ROMEINSE_MAAND})) (?P<jaar>19\d\d|20[01]\d){_EINDE}",
        rf"\b{_MAAND} ?(?P<dag>\d{{1,2}})(?:st|nd|rd|th)?,? {_JAAR}",
        rf"{_LOS}(?P<jaar>(?:19|20)\d\d) ?(?P<sep>[-/. ]) ?(?P<maand>\d{{1,2}}) ?(?P=sep) ?(?P<dag>\d{{1,2}}){_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<maand>\d{{1,2}}) ?(?P=sep) ?{_CIJFERJAAR}{_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) (?P<maand>\d{{1,2}}) (?P<jaar>(?:19|20)\d\d){_EINDE}",
        r"(?<![\w.,/+-])(?P<jaar>(?:19|20)\d\d)(?P<maand>[01]\d)(?P<dag>[0-3]\d)(?![\w]|[.,/-]\d)",
        r"(?<![\w.,/+-])(?P<dag>[0-3]\d)(?P<maand>[01]\d)(?P<jaar>(?:19|20)\d\d)(?![\w]|[.,/-]\d)",
    )
)

_GEBOREN = (
    r"(?:geb(?:oren)?\b\.?|geboorte\w*|geb\.? ?dat\w*|g\.d\.|gd\b|jarig\b|verjaar\w*"
    r"|dob\b|d\.o\.b\.|born\b|birth\w*|nee?\b le)"
)
_GEBOREN_VOOR = re.compile(rf"(?:\b{_GEBOREN}[^\n;!?]{{0,30}}|\* ?)$")
# 'Zij is op 12/05/2016 geboren', 'op 3 februari wordt hij 18'.
_GEBOREN_NA = re.compile(
    rf"[ ,:)(=\-]{{1,3}}(?:(?:is|was|werd|zijn|haar|de|hun|te|in \w{{3,20}}|als) ){{0,3}}{_GEBOREN}"
    r"|[ ,]{1,2}(?:wordt|werd|is) (?:hij|zij|ze|de \w+|mijn \w+|haar \w+|zijn \w+) \d{1,2}\b"
)
_WORDT_VOOR = re.compile(
    r"\b(?:wordt|werd|word|turns|turned) (?:dan )?\d{1,2}(?: jaar)?(?: oud)?[ ,]{0,2}(?:op |per |on )?$"
)
# Of a group, by age: 'wie geboren is na 1-1-2005', 'kinderen geboren in 2019'.
_GROEP = (
    r"(?:mensen|kinderen|jongeren|jeugd|ouderen|senioren|personen|deelnemers|bewoners|vrouwen|mannen"
    r"|iedereen|wie|leerlingen|ouders"
    + "".join(f"|{re.escape(naam)}" for naam in settings.STADSGEGEVENS.bewoners)
    + ")"
)
_VOOR_EEN_LEEFTIJD = re.compile(
    r"\bgeboren (?:is |zijn |bent |werd |werden )?(?:voor|na|vanaf|tot|tussen)\b[^\n;!?]{0,30}$"
    rf"|\b{_GROEP} (?:die |dat )?(?:(?:is|zijn|bent) )?$"
    # Who turns an age, whoever that is.
    rf"|\b{_GROEP} [^\n;.!?]{{0,30}}\b(?:wordt|worden|word) \d{{1,2}}(?: jaar)?(?: oud)?[ ,]{{0,2}}(?:op |per )?$"
)
_EEN_DING = re.compile(r"\b(?:idee|initiatief|project|plan|groep|stichting|vereniging|samenwerking)\b[^\n]{0,25}$")
# 'Dhr. Achternaam (1961)'.
_JAAR_BIJ_NAAM = re.compile(
    r"\b(?:dhr|hr|mevr|mw|mevrouw|meneer|de heer)\b\.?(?: [^\s\d(]+){1,4} \((?P<jaar>(?:19\d\d|200\d|201\d))\)"
)
_GEEN_MENS = re.compile(r"\b(?:idee|initiatief|project|plan|groep|stichting|vereniging|samenwerking)\b[^\n]{0,25}\bgeb")
# A birth said with less than a full date: 'geboren op 3 april', 'geb. 1988'.
_DEEL = re.compile(
    rf"\b{_GEBOREN}[ :]{{0,3}}(?:is |op |in |de |den |datum |jaar |= ?|: ?){{0,3}}"
    rf"(?P<datum>{_DAG}{_RUIM}{_MAAND}|\d{{1,2}} ?[-/.] ?\d{{1,2}}\b"
    r"|(?:begin |eind |rond |ongeveer |circa |~)?(?:19|20)\d\d\b|[0-3]\d[01]\d{3}\b)"
)
_DAG_EN_MAAND = re.compile(rf"(?<![\w€./-]){_DAG}{_RUIM}(?:van )?{_MAAND}(?!{_RUIM}(?:19|20)\d\d)")
# A month in another script cannot be read here, but a day, such a word and a year still make a date.
_ANDER_SCHRIFT = re.compile(r"(?<![\w€])\d{1,2} [^\x00-\x7f]{3,12} (?P<jaar>(?:19|20)\d\d)(?!\d)")
# For a date too recent to be of an adult.
_KIND = re.compile(
    r"\b(?:baby\w*|zoon\w*|dochter\w*|kindje|(?:jongste|oudste|enige|haar|zijn|hun|eerste|tweede|derde) kind"
    r"|kind(?:eren)?(?= ?[:(])|meisje|jongen|jongetje|peuter|kleuter)\b[^\n]{0,30}$"
    r"|\b(?<!tot )(?<!vanaf )(?<!onder )(?<!t/m )(?<!met )(?<!boven )(?<![\d/-])(?<!- )(?:\d|1[0-7]) ?(?:jaar|jr)\b"
    r"[ ,(:]{0,3}$|\bkind(?: van| geb\.?)? ?$"
)
_KIND_ERNA = re.compile(r"[ ,(]{0,3}(?:baby|zoon\w*|dochter\w*|meisje|jongen)\b")
_GEBEURTENIS = re.compile(
    r"\b(?:opgericht|oprichting|sinds|gestart|begonnen|opgeheven|gebouwd|gevestigd|geopend|bestaat|bestaan|jubileum"
    r"|editie|versie|bijgewerkt|gecontroleerd|gehoord|gesproken|gebeld|nagekeken|\w*wet|besluit|verordening|verdrag|convenant|staatsblad)\b[^\n]{0,30}$"
    r"|\b(?:per|vanaf|tot|t/m|tot en met|uiterlijk|voor|na) ?$"
)
_REEKS = re.compile(r"\b(?:tram|bus|lijn|metro|kamers?|maat|maten|groep|nummers?|€|euro|prijs)\b[^\n]{0,15}$")
_VAN_INSTANTIE = re.compile(r"\b(?:kvk|rsin|btw|isbn|agb|fiscaal)\b[^\n]{0,20}$")


def vind_geboortedata(tekst: str, vandaag: datetime.date) -> Iterator[tuple[int, int]]:
    """Yield where a date of birth stands in `tekst`, which must be plain: lower-case, ASCII digits and dashes."""
    for patroon in _VOLLEDIG:
        for treffer in patroon.finditer(tekst):
            datum = _lees(treffer, vandaag)
            if datum and _is_van_een_mens(tekst, treffer, datum, vandaag):
                yield treffer.span()
    for treffer in _ANDER_SCHRIFT.finditer(tekst):
        if int(treffer["jaar"]) <= vandaag.year - JAREN_OUD:
            yield treffer.span()
    for treffer in _DAG_EN_MAAND.finditer(tekst):
        ervoor, eind = tekst[max(0, treffer.start() - 60) : treffer.start()], treffer.end()
        van_een_mens = _GEBOREN_NA.match(tekst, eind) or _WORDT_VOOR.search(ervoor)
        if van_een_mens and not (_EEN_DING.search(ervoor) or _VOOR_EEN_LEEFTIJD.search(ervoor)):
            yield treffer.span()
    for treffer in _JAAR_BIJ_NAAM.finditer(tekst):
        yield treffer.span("jaar")
    for treffer in _DEEL.finditer(tekst):
        van_een_groep = _VOOR_EEN_LEEFTIJD.search(tekst, max(0, treffer.start() - 40), treffer.start())
        alleen_jaar = re.fullmatch(r"(?:19|20)\d\d", treffer["datum"])
        if van_een_groep and alleen_jaar:
            continue
        if not _GEEN_MENS.search(tekst, max(0, treffer.start() - 40), treffer.end()):
            yield treffer.span("datum")


def _lees(treffer: re.Match[str], vandaag: datetime.date) -> datetime.date | None:
    """Return the date that was written; None where there is no such day."""
    dag, maand = lees_getal(treffer["dag"]), _maand(treffer["maand"])
    jaar = _jaar(treffer["jaar"], vandaag)
    if dag is None or maand is None or jaar is None or jaar < vandaag.year - 110:
        return None
    if maand > 12 >= dag:
        dag, maand = maand, dag
    try:
        return datetime.date(jaar, maand, dag)
    except ValueError:
        return None


def _maand(geschreven: str) -> int | None:
    """Return the month that was written: in a word, as a number, or as the Romans did."""
    if geschreven in _ROMEINS:
        return _ROMEINS.index(geschreven) + 1
    return _MAANDNUMMER.get(geschreven) or lees_getal(geschreven)


def _jaar(geschreven: str, vandaag: datetime.date) -> int | None:
    """Return the year; two digits are the last year that ends so, and not more than two years ahead."""
    kaal = geschreven.strip(" '")
    if not kaal.isdigit():
        return lees_jaar(kaal)
    if len(kaal) == 4:
        return int(kaal)
    jaar = vandaag.year // 100 * 100 + int(kaal)
    return jaar if jaar <= vandaag.year + 2 else jaar - 100


def _is_van_een_mens(tekst: str, treffer: re.Match[str], datum: datetime.date, vandaag: datetime.date) -> bool:
    """Judge by the words around a date, and without any by how long ago it is."""
    begin, eind = treffer.span()
    ervoor = tekst[max(0, begin - 60) : begin]
    if _GEBOREN_VOOR.search(ervoor):
        return not (_GEEN_MENS.search(ervoor) or _VOOR_EEN_LEEFTIJD.search(ervoor))
    if _GEBOREN_NA.match(tekst, eind) or _WORDT_VOOR.search(ervoor):
        return not _EEN_DING.search(ervoor)
    if datum >= vandaag or _GEBEURTENIS.search(ervoor) or _VAN_INSTANTIE.search(ervoor):
        return False
    jaren = (vandaag - datum).days / 365.25
    if _KIND.search(ervoor) or _KIND_ERNA.match(tekst, eind):
        return True
    if len(treffer["jaar"].strip()) == 2 and _MAANDNUMMER.get(treffer["maand"]) is None:
        # Three small numbers are as often something else: only when the year cannot be a number of today.
        return jaren >= JAREN_OUD + 4 and not _REEKS.search(ervoor)
    return jaren >= JAREN_OUD
