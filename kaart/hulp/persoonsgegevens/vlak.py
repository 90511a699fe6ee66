"""Makes a text plain before it is judged by shape: one kind of digit, dash and space, and spoken numbers as digits."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdnum.nl import bsn

from kaart.hulp.getalwoorden import RANG_UITGESPROKEN, TIENTAL_MET_EENHEID, UITGESPROKEN, lees_jaar, lees_jaarreeks
from kaart.hulp.persoonsgegevens.geboortedata import GEBOREN, MAANDNUMMER


@dataclass(frozen=True, slots=True)
class Vlak:
    """A plain text; `plek[i]` is from where to where character i stood in what was typed."""

    tekst: str
    plek: list[tuple[int, int]]
    uitgesproken: tuple[tuple[int, int], ...] = ()
    """Where in `tekst` numbers stand that were long rows of number words."""


def maak_vlak(tekst: str) -> Vlak:
    """Return `tekst` in lower case with plain signs, letters put together that stood apart, number words as digits."""
    vlak = _letters_bijeen(_plat(tekst))
    if not noemt_getallen(vlak.tekst, keer=1):
        return vlak
    reeksen = list(_reeksen(vlak.tekst))
    met_data = _data_van_woorden(vlak, reeksen)
    return _cijfers_van_woorden(met_data, reeksen if met_data is vlak else list(_reeksen(met_data.tekst)))


# Number words that are other words as well, and say nothing on their own.
_OOK_IETS_ANDERS = frozenset(("een", "on", "un", "once", "cent", "bes"))


def noemt_getallen(tekst: str, *, keer: int = 2) -> bool:
    """Whether a text has so many number words that it may say a number or a date; quick."""
    for woord in _STUK.findall(tekst.lower()):
        if (woord in UITGESPROKEN and woord not in _OOK_IETS_ANDERS) or woord in RANG_UITGESPROKEN:
            keer -= 1
            if not keer:
                return True
    return False


# --- signs ---------------------------------------------------------------------------------------------------------

# Letters by Unicode, blank to the eye: the fillers of Hangul and of braille.
_ONZICHTBAAR = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_ALS = {
    "−": "-",
    "\t": " ",
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "·": ".",
    "∙": ".",
    "⋅": ".",
    "،": ",",
    "؍": "/",
    "ı": "i",
    "ł": "l",
}


@functools.lru_cache(maxsize=4096)
def _plat_teken(teken: str) -> str:
    """Return one sign made plain; nothing for what is invisible or stands on another sign."""
    soort = unicodedata.category(teken)
    if soort in ("Cf", "Mn", "Me") or teken in _ONZICHTBAAR:
        return ""
    if teken in _ALS:
        return _ALS[teken]
    if soort in ("Nd", "No") and unicodedata.digit(teken, None) is not None:
        return str(unicodedata.digit(teken))
    if soort in ("Pd", "Zs"):
        return "-" if soort == "Pd" else " "
    return unicodedata.normalize("NFKD", teken)[0].lower()


def _plat(tekst: str) -> Vlak:
    """Lower-case, digits of any script as 0-9, one kind of dash, space and quote, no accents, nothing invisible."""
    tekens, plek = [], []
    for i, teken in enumerate(tekst):
        for los in _plat_teken(teken):
            tekens.append(los)
            plek.append((i, i + 1))
    return Vlak("".join(tekens), plek)


def _vervang(vlak: Vlak, stukken: Iterable[tuple[int, int, str]]) -> Vlak:
    """Return the text with (begin, end, new) replaced, in order; what is new stands where the old stood."""
    tekens, plek, tot = [], [], 0
    for begin, eind, nieuw in stukken:
        tekens += [vlak.tekst[tot:begin], nieuw]
        plek += vlak.plek[tot:begin]
        plek += [(vlak.plek[begin][0], vlak.plek[eind - 1][1])] * len(nieuw)
        tot = eind
    return Vlak("".join([*tekens, vlak.tekst[tot:]]), plek + vlak.plek[tot:])


# 'k h a d i j a @ g m a i l . c o m': six or more signs in a row, each on its own.
_LOSSE_TEKENS = re.compile(r"(?<![^\s(:,;])(?:\S ){5,}\S(?!\S)")
# Letters that are typed for a digit between digits.
_LETTER_ALS_CIJFER = re.compile(r"(?<=\d)[oοо](?=\d)|(?<=\d\d)[li](?=\d\d)")


def _letters_bijeen(vlak: Vlak) -> Vlak:
    """Put letters together that were typed apart, and read O and l among digits as 0 and 1."""
    stukken = []
    for rij in _LOSSE_TEKENS.finditer(vlak.tekst):
        if sum(teken.isalpha() for teken in rij.group()) >= 3:
            stukken += [(i, i + 1, "") for i in range(*rij.span()) if vlak.tekst[i] == " "]
    vlak = _vervang(vlak, stukken) if stukken else vlak
    letters = [(t.start(), t.end(), "1" if t.group() in "li" else "0") for t in _LETTER_ALS_CIJFER.finditer(vlak.tekst)]
    return _vervang(vlak, letters) if letters else vlak


# --- number words --------------------------------------------------------------------------------------------------

_STUK = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_ERTUSSEN = re.compile(r"[ ,.;:\-/…]{0,4}")
# Said between two numbers and meaning nothing: 'vijf, dan zes streepje zeven'.
_STOPWOORDEN = frozenset(
    ("dan", "en", "et", "and", "y", "und", "ve", "و", "then", "puis", "daarna", "streepje", "spatie", "punt", "dash")
)
_KEER = frozenset(("keer", "maal", "times", "fois", "x"))
_DUBBEL = frozenset(("dubbel", "dubbele", "double"))


@dataclass(frozen=True, slots=True)
class _Getal:
    """One number as it was said, from where to where."""

    waarde: int
    cijfers: str
    begin: int
    eind: int
    als_woord: bool


def _waarde(woord: str) -> int | None:
    return UITGESPROKEN.get(woord) if woord in UITGESPROKEN else lees_jaar(woord)


def _reeksen(tekst: str) -> Iterator[list[_Getal]]:
    """Yield numbers that follow each other, in digits and in words."""
    reeks: list[_Getal] = []
    herhaal, samen, tot, stop = 1, 0, 0, 0
    for stuk in _STUK.finditer(tekst):
        woord = stuk.group()
        als_woord = not woord[0].isdigit()
        sluit_aan = bool(_ERTUSSEN.fullmatch(tekst, tot, stuk.start()))
        waarde = _waarde(woord) if als_woord else int(woord[:20])
        if reeks and not (sluit_aan and stop < 3):
            yield reeks
            reeks, herhaal, samen = [], 1, 0
        tot = stuk.end()
        if waarde is None:
            stop += 1
            if woord in _DUBBEL:
                herhaal = 2
            elif woord in _KEER and reeks and reeks[-1].waarde in (2, 3):
                herhaal = reeks.pop().waarde
            elif not (reeks and (woord in _STOPWOORDEN or (herhaal > 1 and woord in ("de", "een")))):
                if reeks:
                    yield reeks
                reeks, herhaal, samen = [], 1, 0
            continue
        stop = 0
        if reeks and samen and als_woord and 0 < waarde < 20 and (waarde < 10 or samen in (60, 80)):
            oud = reeks.pop()
            reeks.append(_Getal(samen + waarde, str(samen + waarde), oud.begin, tot, True))
            samen = 0
        elif reeks and als_woord and woord in ("vingt", "vingts") and reeks[-1].waarde == 4 and reeks[-1].als_woord:
            reeks[-1] = _Getal(80, "80", reeks[-1].begin, tot, True)
            samen = 80
        else:
            reeks.append(_Getal(waarde, (str(waarde) if als_woord else woord) * herhaal, stuk.start(), tot, als_woord))
            samen = waarde if woord in TIENTAL_MET_EENHEID else 0
        herhaal = 1
    if reeks:
        yield reeks


def _zegt_een_nummer(cijfers: str) -> bool:
    """Whether digits, some of them written as words, can be a mobile number or a BSN."""
    return bool(re.fullmatch(r"06\d{6,10}", cijfers)) or (len(cijfers) == 9 and bsn.is_valid(cijfers))


_NUMMER_ERVOOR = re.compile(
    r"(?:nummer|number|nr|numero|bsn|sofi|tel|bel|app|paspoort|passport|polis|dossier|rekening|iban|\bid)\b[^\n.]{0,20}$"
)


def _is_tellen(reeks: list[_Getal], tekst: str) -> bool:
    """Whether numbers only go up, as in a list of sizes or ages, and nothing says that they are one number."""
    waarden = [getal.waarde for getal in reeks]
    begin = reeks[0].begin
    return waarden == sorted(set(waarden)) and not _NUMMER_ERVOOR.search(tekst, max(0, begin - 40), begin)


_DATUM_ERVOOR = re.compile(rf"\b{GEBOREN}[^\n;!?]{{0,30}}$")


def _cijfers_van_woorden(vlak: Vlak, reeksen: list[list[_Getal]]) -> Vlak:
    """Write five or more number words in a row as digits, and fewer where they are part of '06 …' or a BSN."""
    stukken: list[tuple[int, int, str]] = []
    nummers: list[tuple[int, int]] = []
    verschil = 0
    for reeks in reeksen:
        woorden = sum(getal.als_woord for getal in reeks)
        cijfers = "".join(getal.cijfers for getal in reeks)
        if not woorden or ((woorden < 5 or _is_tellen(reeks, vlak.tekst)) and not _zegt_een_nummer(cijfers)):
            continue
        begin = reeks[0].begin + verschil
        for vorige, getal in zip([None, *reeks], reeks, strict=False):
            if vorige and vorige.eind < getal.begin:
                tussen = "" if vorige.als_woord and getal.als_woord else " "
                stukken.append((vorige.eind, getal.begin, tussen))
                verschil += len(tussen) - (getal.begin - vorige.eind)
            stukken.append((getal.begin, getal.eind, getal.cijfers))
            verschil += len(getal.cijfers) - (getal.eind - getal.begin)
        if woorden >= 5 and len(cijfers) >= 7:
            nummers.append((begin, reeks[-1].eind + verschil))
    if not stukken:
        return vlak
    nieuw = _vervang(vlak, stukken)
    return Vlak(nieuw.tekst, nieuw.plek, tuple(nummers))


_IETS_VAN_GEBOORTE = re.compile(rf"\b{GEBOREN}")
_DAG_VOOR_MAAND = re.compile(
    rf"(?:\b(?P<tien>{'|'.join(TIENTAL_MET_EENHEID)})[ -])?\b(?P<een>[^\W\d_]+)[ ,]{{1,2}}(?:van |of |de )?$"
)
_NA_EEN_MAAND = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[ ,]{1,3}(?:de |en |of ){0,2}$")


def _na_een_maand(ervoor: str) -> bool:
    treffer = _NA_EEN_MAAND.search(ervoor)
    return bool(treffer and treffer[1] in MAANDNUMMER)


def _jaar_of_datum(reeks: list[_Getal], ervoor: str) -> str:
    """Return the year that is said behind a month, or the date behind a word of birth, in digits; empty if neither."""
    if not any(getal.als_woord for getal in reeks):
        return ""
    waarden = [getal.waarde for getal in reeks]
    if _na_een_maand(ervoor):
        jaar = lees_jaarreeks(waarden)
        # 'Drie mei tien uur' has a number behind the month that is no year.
        return str(jaar) if jaar is not None and (jaar > 99 or _IETS_VAN_GEBOORTE.search(ervoor)) else ""
    if len(waarden) >= 3 and 0 < waarden[0] <= 31 and 0 < waarden[1] <= 12 and _DATUM_ERVOOR.search(ervoor):
        jaar = lees_jaarreeks(waarden[2:])
        return f"{waarden[0]}-{waarden[1]}-{jaar:02}" if jaar is not None else ""
    return ""


def _dag_voor(maand: re.Match[str], tekst: str) -> tuple[int, int, str] | None:
    """Return the day that is said before a month, as a piece to put in."""
    dag = _DAG_VOOR_MAAND.search(tekst, max(0, maand.start() - 40), maand.start())
    een = dag and RANG_UITGESPROKEN.get(dag["een"], UITGESPROKEN.get(dag["een"]))
    if not dag or een is None:
        return None
    getal = TIENTAL_MET_EENHEID.get(dag["tien"] or "", 0) + een
    return (dag.start("tien" if dag["tien"] else "een"), dag.end("een"), str(getal)) if 0 < getal <= 31 else None


def _data_van_woorden(vlak: Vlak, reeksen: list[list[_Getal]]) -> Vlak:
    """Write the day and the year beside a month as digits, and three numbers behind a word of birth as a date."""
    maanden = [stuk for stuk in _STUK.finditer(vlak.tekst) if stuk.group() in MAANDNUMMER]
    if not maanden and not _IETS_VAN_GEBOORTE.search(vlak.tekst):
        return vlak
    stukken = [stuk for maand in maanden if (stuk := _dag_voor(maand, vlak.tekst))]
    for reeks in reeksen:
        begin = reeks[0].begin
        if datum := _jaar_of_datum(reeks, vlak.tekst[max(0, begin - 50) : begin]):
            stukken.append((begin, reeks[-1].eind, datum))
    los: list[tuple[int, int, str]] = []
    for stuk in sorted(stukken):
        if not los or stuk[0] >= los[-1][1]:
            los.append(stuk)
    return _vervang(vlak, los) if los else vlak
