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
MAANDNUMMER = {naam: nummer for nummer, namen in enumerate(_MAANDEN, start=1) for naam in namen.split("|")}
_MAAND = r"(?P<maand>" + "|".join(sorted(MAANDNUMMER, key=len, reverse=True)) + r")(?![a-z])\.?"
_DAG = rf"(?P<dag>\d{{1,2}}|{RANGWOORD}|{GETALWOORD})(?:e|ste|de|st|nd|rd|th)?"
_ROMEINS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMEINSE_MAAND = "|".join(sorted(_ROMEINS, key=len, reverse=True))
# Two digits behind a month are no year when they say an hour or how many: '3 mei 10 uur'.
_GEEN_JAAR = r" ?(?:uur|u|h|am|pm|euro|mensen|personen|deelnemers|plekken|minuten|keer|tot|t/m)\b"
_JAAR = rf"(?P<jaar>(?:19|20)\d\d|'? ?\d\d(?!{_GEEN_JAAR})|{JAARWOORD})(?![\d:]|[.,]\d)"
_RUIM = r"[ ,./\-]{0,3}"
_CIJFERJAAR = r"(?P<jaar>(?:19|20)\d\d|'?\d\d)"
_LOS, _EINDE = r"(?<![\d,/€-])(?<!\d\.)", r"(?![\d:]|[.,/-]\d)"

_VOLLEDIG = tuple(
    re.compile(patroon)
    for patroon in (
        rf"(?<![\w€]){_DAG}{_RUIM}(?:van |of |de )?{_MAAND}{_RUIM}(?:de )?{_JAAR}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<maand>{_ROMEINSE_MAAND}) ?(?P=sep) ?{_CIJFERJAAR}{_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) (?P<maand>(?![ivx] )(?:{_ROMEINSE_MAAND})) (?P<jaar>19\d\d|20[01]\d){_EINDE}",
        rf"\b{_MAAND} ?(?P<dag>\d{{1,2}})(?:st|nd|rd|th)?,? {_JAAR}",
        rf"{_LOS}(?P<jaar>(?:19|20)\d\d) ?(?P<sep>[-/. ]) ?(?P<maand>\d{{1,2}}) ?(?P=sep) ?(?P<dag>\d{{1,2}}){_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) ?(?P<sep>[-/._]) ?(?P<maand>\d{{1,2}}) ?(?P=sep) ?{_CIJFERJAAR}{_EINDE}",
        rf"{_LOS}(?P<dag>\d{{1,2}}) (?P<maand>\d{{1,2}}) (?P<jaar>(?:19|20)\d\d){_EINDE}",
        # 'De zevende van de elfde 79': the month by its place in the year.
        rf"\b(?P<dag>{RANGWOORD}) (?:van )?de (?P<maand>{RANGWOORD}),? (?:van |in )?{_JAAR}",
        r"(?<![\w.,/+-])(?P<jaar>(?:19|20)\d\d)(?P<maand>[01]\d)(?P<dag>[0-3]\d)(?![\w]|[.,/-]\d)",
        r"(?<![\w.,/+-])(?P<dag>[0-3]\d)(?P<maand>[01]\d)(?P<jaar>(?:19|20)\d\d)(?![\w]|[.,/-]\d)",
    )
)

# Words of birth, without accents; of each language that newcomers and who works with them write.
GEBOREN = (
    r"(?:geb(?:oren)?\b\.?|geboor(?!t)\w*|geboorte\w*|geb\.? ?dat\w*|g\.d\.|gd\b|gbdt?\b\.?|gebdt\b|jarig\b|verjaar\w*"
    r"|dob\b|d\.o\.b\.|born\b|birth\w*|b-?day\b|yob\b"
    r"|nee? (?:le|en|un)\b|naissance|dogum\w*|dogdu\b|nacid[oa]\b|nacimiento|nascid[oa]\b|nascimento|nat[oa] il\b"
    r"|geburts\w*|urodz\w*|dhala(?:sh|t)\w*"
    r"|рожден\w*|родил\w*|родив\w*|народ(?:ж|ил|ив)\w*|مواليد|الميلاد|ميلاد\w*|متولد|تولد|ትውልድ|ልደት|ተወለደ\w*)"
)
_GEBOREN_VOOR = re.compile(rf"(?:\b{GEBOREN}[^\n;!?]{{0,30}}|\* ?)$")
# 'Zij is op 12/05/2016 geboren', 'op 3 februari wordt hij 18'.
_GEBOREN_NA = re.compile(
    rf"[ ,:)(=\-]{{1,3}}(?:(?:is|was|werd|zijn|haar|de|hun|te|in \w{{3,20}}|als) ){{0,3}}{GEBOREN}"
    rf"|[ ,]{{1,2}}(?:wordt|werd|is) (?:hij|zij|ze|de \w+|mijn \w+|haar \w+|zijn \w+) (?:\d{{1,2}}|{GETALWOORD})\b"
)
# 'Ze wordt op 19 april achttien': the age stands behind the date.
_WORDT_OP = re.compile(
    r"\b(?:hij|zij|ze|zoon|dochter|he|she|kind|\w*meisje|jongen) (?:wordt|werd|word|turns)(?: dan| pas)?(?: op| on)? $"
)
_EEN_LEEFTIJD = re.compile(rf" (?:(?:1?\d|[2-9]\d)(?!\d|[:.,]\d)|{GETALWOORD}\b)(?! uur| keer| mensen)")
_WORDT_VOOR = re.compile(
    r"\b(?:wordt|werd|word|turns|turned) (?:dan )?\d{1,2}(?: jaar)?(?: oud)?[ ,]{0,2}(?:op |per |on )?$"
)
# Of a group, by age: 'wie geboren is na 1-1-2005', 'kinderen geboren in 2019'.
_GROEP = (
    r"(?:mensen|kinderen|kindjes|kids|jongeren|jeugd|ouderen|senioren|personen|deelnemers|bewoners|vrouwen|mannen"
    r"|meisjes|jongens|peuters|babies|kleuters|baby's|tieners|iedereen|wie|leerlingen|ouders|children|people|everyone"
    r"|anyone|youth|girls|boys|women|men|those|adults|enfants|jeunes|personnes|filles|femmes|cocuklar|ninos|kinder"
    + "".join(f"|{re.escape(naam)}" for naam in settings.STADSGEGEVENS.bewoners)
    + ")"
)
_VOOR_EEN_LEEFTIJD = re.compile(
    # Before, after or between dates nobody is born, only a group.
    r"\b(?:geboren|born|nees?) (?:is |zijn |bent |werd |werden )?(?:op of )?"
    r"(?:voor|na|vanaf|tot|tussen|before|after|since|from|between|avant|apres|entre)\b[^\n;!?]{0,30}$"
    rf"|\b{_GROEP} (?:die |dat |who |were |are )*(?:op of )?(?:voor|na|vanaf|tussen|before|after|between|from|avant"
    rf"|apres|entre) "
    r"(?:of op )?(?:[^\n;!?]{3,20} (?:en|and|et) )?$"
    # Behind the ages of a group: 'van 2 t/m 4 jaar, dus geboren in 2021'.
    r"|\d ?(?:t/m|tot|-|to|a|en) ?\d{1,2} ?(?:jaar|jr|years?|ans)?,? ?\(?(?:dus |so |i\.e\. |oftewel )?(?:zijn |is |)$"
    rf"|\b{_GROEP} (?:die |dat |who )?(?:(?:is|zijn|bent|are|were) )?$"
    # Who turns an age, whoever that is.
    rf"|\b{_GROEP} [^\n;.!?]{{0,30}}\b(?:wordt|worden|word) \d{{1,2}}(?: jaar)?(?: oud)?[ ,]{{0,2}}(?:op |per )?$"
)
# '... 2015 or later', '2021 of 2022', '2019-2021': a group of years.
_EN_LATER = re.compile(
    r" ?(?:(?:of|en|or|and|et|ou) (?:later|eerder|earlier|before|after|jonger|ouder|older|younger|avant|apres|plus"
    r"|daarna)"
    r"|(?:of|en|or|and|et|ou|t/m|tot en met|tot|-|/|to|a|through) ?(?:19|20)\d\d\b)"
)
# 'Op 12 februari 1993 begon ...': something happened that day.
_GEBEURDE = re.compile(
    r",? (?:(?:is|werd|was|zijn|heeft|hebben) )?(?:\w+ ){0,3}?(?:begon(?:nen)?|startten?|start(?:te|ed)|gestart"
    r"|open(?:de|den|ed)|geopend|ontston\w+"
    r"|ontstaan|opgericht|founded|fond(?:ee|e)\b|gesticht|gebouwd|afgebrand|getekend|in werking|onafhankelijk\w*"
    r"|ingevoerd|aangenomen)\b"
)
_EEN_DING = re.compile(
    r"\b(?:\w*huis|\w*centrum|winkel|school|kerk|moskee|museum|idee|initiatief|project|plan|groep|stichting"
    r"|vereniging|samenwerking)\b[^\n]{0,25}$"
)
# 'Dhr. Achternaam (1961)'.
_JAAR_BIJ_NAAM = re.compile(
    r"\b(?:dhr|hr|mevr|mw|mevrouw|meneer|de heer)\b\.?(?: [^\s\d(]+){1,4} \((?P<jaar>(?:19\d\d|200\d|201\d))\)"
)
_GEEN_MENS = re.compile(r"\b(?:idee|initiatief|project|plan|groep|stichting|vereniging|samenwerking)\b[^\n]{0,25}\bgeb")
# A birth said with less than a full date: 'geboren op 3 april', 'geb. 1988'.
_DEEL = re.compile(
    rf"\b{GEBOREN}[ :;]{{0,3}}(?:is |was |op |in |on |the |le |el |de |den |datum |jaar |year |= ?|: ?){{0,3}}"
    rf"(?P<datum>{_DAG}{_RUIM}{_MAAND}|\d{{1,2}} ?[-/.] ?\d{{1,2}}\b"
    r"|(?:begin |eind |rond |ongeveer |circa |~)?(?:19|20)\d\d\b|[0-3]\d[01]\d{3}\b|'\d\d\b)"
)
_DAG_EN_MAAND = re.compile(rf"(?<![\w€./-]){_DAG}{_RUIM}(?:van )?{_MAAND}(?!{_RUIM}(?:19|20)\d\d)")
# A month in another script cannot be read here, but a day, such a word and a year still make a date.
_ANDER_SCHRIFT = re.compile(r"(?<![\w€])\d{1,2} [^\x00-\x7f]{3,12} (?P<jaar>(?:19|20)\d\d)(?!\d)")
# The year of the sun, of Iran and Afghanistan: 1370/5/12 is in 1991.
_ZONNEJAAR = re.compile(r"(?<![\d.,/€-])1[34]\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d:]|[.,/-]\d)")
# 'Zij is van 1988', 'hij is er een van '79'.
_IS_VAN = re.compile(
    r"\b(?:hij|zij|ze|ik|he|she|mevrouw|meneer|dhr|mw) (?:is|ben|was) (?:er een )?(?:van|uit"
    r"|from) (?P<jaar>19[3-9]\d|'\d\d)(?![\w-])"
)
# For a date too recent to be of an adult.
_KIND = re.compile(
    r"\b(?:baby\w*|zoon\w*|dochter\w*|kindje|(?:jongste|oudste|enige|haar|zijn|hun|eerste|tweede|derde) kind"
    r"|kind(?:eren)?(?= ?[:(])|meisje|jongen|jongetje|peuter|kleuter)\b[^\n]{0,30}$"
    r"|\b(?<!tot )(?<!vanaf )(?<!onder )(?<!t/m )(?<!met )(?<!boven )(?<![\d/-])(?<!- )(?:\d|1[0-7]) ?(?:jaar|jr)\b"
    r"[ ,(:]{0,3}$|\bkind(?: is)?(?: van| geb\.?)? ?$"
)
_KIND_ERNA = re.compile(r"[ ,(]{0,3}(?:baby|zoon\w*|dochter\w*|meisje|jongen)\b")
_GEBEURTENIS = re.compile(
    r"\b(?:opgericht|oprichting|sinds|gestart|startte|opende|openden|begon|begonnen|ontstond|begonnen|opgeheven"
    r"|gebouwd|gevestigd|geopend|bestaat|bestaan|jubileum"
    r"|editie|versie|bijgewerkt|gecontroleerd|gehoord|gesproken|gebeld|nagekeken|\w*wet|besluit|verordening|verdrag"
    r"|convenant|staatsblad)\b[^\n]{0,30}$"
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
    yield from _vind_delen(tekst, vandaag)


def _vind_delen(tekst: str, vandaag: datetime.date) -> Iterator[tuple[int, int]]:
    """Yield what says a birth with less than a date that can be read whole."""
    for treffer in _ANDER_SCHRIFT.finditer(tekst):
        if int(treffer["jaar"]) <= vandaag.year - JAREN_OUD:
            yield treffer.span()
    for treffer in _ZONNEJAAR.finditer(tekst):
        yield treffer.span()
    for patroon in (_JAAR_BIJ_NAAM, _IS_VAN):
        for treffer in patroon.finditer(tekst):
            yield treffer.span("jaar")
    for treffer in _DAG_EN_MAAND.finditer(tekst):
        ervoor, eind = tekst[max(0, treffer.start() - 60) : treffer.start()], treffer.end()
        van_een_mens = _GEBOREN_NA.match(tekst, eind) or _wordt_een_leeftijd(ervoor, tekst, eind)
        if van_een_mens and not (_EEN_DING.search(ervoor) or _VOOR_EEN_LEEFTIJD.search(ervoor)):
            yield treffer.span()
    for treffer in _DEEL.finditer(tekst):
        van_een_groep = _VOOR_EEN_LEEFTIJD.search(tekst, max(0, treffer.start() - 40), treffer.start())
        alleen_jaar = re.fullmatch(r"(?:19|20)\d\d", treffer["datum"])
        if alleen_jaar and (van_een_groep or _EN_LATER.match(tekst, treffer.end())):
            continue
        if not _GEEN_MENS.search(tekst, max(0, treffer.start() - 40), treffer.end()):
            yield treffer.span("datum")


def _wordt_een_leeftijd(ervoor: str, tekst: str, eind: int) -> bool:
    """Whether somebody turns an age on a date: 'wordt 18 op ...' or 'wordt op ... achttien'."""
    return bool(_WORDT_VOOR.search(ervoor) or (_WORDT_OP.search(ervoor) and _EEN_LEEFTIJD.match(tekst, eind)))


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
    return MAANDNUMMER.get(geschreven) or lees_getal(geschreven)


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
    if _EN_LATER.match(tekst, eind) and _VOOR_EEN_LEEFTIJD.search(ervoor):
        return False
    if _GEBOREN_VOOR.search(ervoor):
        return not (_GEEN_MENS.search(ervoor) or _VOOR_EEN_LEEFTIJD.search(ervoor))
    if _GEBOREN_NA.match(tekst, eind) or _wordt_een_leeftijd(ervoor, tekst, eind):
        return not (_EEN_DING.search(ervoor) or _VOOR_EEN_LEEFTIJD.search(ervoor))
    if datum >= vandaag or _GEBEURDE.match(tekst, eind) or _GEBEURTENIS.search(ervoor) or _VAN_INSTANTIE.search(ervoor):
        return False
    jaren = (vandaag - datum).days / 365.25
    if _KIND.search(ervoor) or _KIND_ERNA.match(tekst, eind):
        return True
    if len(treffer["jaar"].strip()) == 2 and MAANDNUMMER.get(treffer["maand"]) is None:
        # Three small numbers are as often something else: only when the year cannot be a number of today.
        return jaren >= JAREN_OUD + 4 and not _REEKS.search(ervoor)
    return jaren >= JAREN_OUD
