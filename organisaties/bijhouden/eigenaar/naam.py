"""Finding a name or an address in a text where it stands whole, and taking it out where that does no harm. No database.

Others' words are theirs. So a name is only taken out as it is written, never within another word, an address or a
compound; a name of one word that begins a sentence may be an ordinary word and is left; and where the sentence would no
longer say where to go, it is left to whoever keeps the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from kaart.hulp.webadres import ontleed

WEG = "[verwijderd]"
KORT_WEG = "[…]"
TE_KORT = 3
LANG = 12
"""So many letters in two words or more: nobody writes that by chance, whatever the capitals."""
MINSTE_WOORDEN = 3
"""With fewer other words a sentence says nothing any more."""
KORTSTE_NUMMER = 10
"""Digits of a whole Dutch number; 112, 14 020 and 0800 numbers are everybody's."""

LIDWOORDEN = frozenset({"de", "het", "een"})
RECHTSVORMEN = frozenset({"stichting", "vereniging", "st", "bv"})
# What tells somebody what to do: without the name after it nobody knows where.
WIJST_DE_WEG = re.compile(
    r"\b(?:ga|loop|fiets|reis|bel|mail|app|schrijf|stuur|vraag|meld|kom|breng|verwijs|haal|neem|kijk|zie)\b",
    re.IGNORECASE,
)
ZIN = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]*\s*")
BEGIN_VAN_ZIN = re.compile(r"(?:^|[.!?:\n]\s*|[-*•]\s+)[\"'‘“(]*$")


class Mag(Enum):
    """How far a name may be taken out of the texts of others."""

    WEG = "weg"
    VRAAG = "vraag"
    NIETS = "niets"


def kaal(tekst: str) -> str:
    """Return a name as it is compared: without capitals, accents, signs, an article or a legal form."""
    plat = unicodedata.normalize("NFKD", tekst.casefold())
    plat = "".join(teken for teken in plat if not unicodedata.combining(teken))
    woorden = re.findall(r"\w+", plat)
    while len(woorden) > 1 and woorden[0] in LIDWOORDEN | RECHTSVORMEN:
        woorden = woorden[1:]
    return " ".join(woorden)


def is_lang(naam: str) -> bool:
    """Whether a name is so long that nobody writes it by chance."""
    return len(naam.split()) > 1 and sum(teken.isalpha() for teken in naam) >= LANG


@dataclass(frozen=True, slots=True)
class Spoor:
    """A name, address or number to find: the pattern of the whole, and a piece that every database can look for."""

    patroon: re.Pattern[str]
    zoek: str


def zoekdeel(woord: str) -> str:
    """Return a piece of the longest word in ASCII: of other letters SQLite knows no capitals."""
    langste = max(woord.split(), key=len, default=woord)
    return max(re.findall(r"[ -~]+", langste), key=len, default=langste)


def naamspoor(naam: str) -> Spoor:
    """Return how a name is found."""
    return Spoor(naampatroon(naam), zoekdeel(naam))


def naampatroon(naam: str) -> re.Pattern[str]:
    """Return what finds a name as it is written, where it stands by itself."""
    return re.compile(_op_zichzelf(_kern(naam)))


def naampatroon_hoe_dan_ook(naam: str) -> re.Pattern[str]:
    """Return what finds a name in any capitals."""
    return re.compile(_op_zichzelf(_kern(naam)), re.IGNORECASE)


def _kern(naam: str) -> str:
    eerste, *rest = naam.split()
    # 'bij de Brug' is the name 'De Brug' within a sentence; 'over de brug' is not.
    begin = f"(?i:{re.escape(eerste)})" if eerste.casefold() in LIDWOORDEN and rest else re.escape(eerste)
    return r"\s+".join((begin, *map(re.escape, rest)))


def _op_zichzelf(kern: str) -> str:
    return rf"(?<![\w@/\-])(?<!\w\.){kern}(?![\w@/\-]|\.\w)"


def webspoor(adres: str) -> Spoor | None:
    """Return what finds a web address written whole; None for what is none.

    Without a path it is only found with `https://` or `www.` before it: the bare name of a host is a source, a domain
    of mail addresses, the house of many.
    """
    deel = ontleed(adres)
    if deel.scheme not in ("http", "https") or not deel.hostname or "." not in deel.hostname:
        return None
    host = re.escape(deel.hostname.removeprefix("www."))
    pad = re.escape(deel.path.rstrip("/"))
    vraag = re.escape(f"?{deel.query}") if deel.query else ""
    begin = r"(?:https?://)?(?:www\.)?" if pad else r"(?:https?://(?:www\.)?|www\.)"
    patroon = rf"(?<![\w@./\-]){begin}{host}{pad}{vraag}/?(?![\w@/?#&=%\-]|\.\w)"
    return Spoor(re.compile(patroon, re.IGNORECASE), deel.hostname.removeprefix("www."))


def mailspoor(adres: str) -> Spoor | None:
    """Return what finds a mail address; None for what is none."""
    if adres.count("@") != 1 or "." not in adres.rpartition("@")[2]:
        return None
    patroon = rf"(?<![\w.+\-@]){re.escape(adres)}(?![\w\-@]|\.\w)"
    return Spoor(re.compile(patroon, re.IGNORECASE), adres)


def cijfers(nummer: str) -> str:
    """Return a number as ten digits from the 0 on, as far as it is Dutch; else its digits."""
    alleen = re.sub(r"\D", "", nummer.replace("(0)", ""))
    for begin in ("0031", "31"):
        if alleen.startswith(begin) and len(alleen) == len(begin) + 9:
            return f"0{alleen.removeprefix(begin)}"
    return alleen


def nummerspoor(nummer: str) -> Spoor | None:
    """Return what finds a telephone number however it is spaced; None for a short one, which is everybody's."""
    getal = cijfers(nummer)
    if len(getal) < KORTSTE_NUMMER:
        return None
    tussen = r"[\s\-./()]{0,3}"
    rest = tussen.join(getal.removeprefix("0"))
    begin = rf"(?:0|\(0|(?:\+|00)31{tussen}(?:\(0\){tussen})?){tussen}" if getal.startswith("0") else r"\+?"
    return Spoor(re.compile(rf"(?<![\d+]){begin}{rest}(?!\d)"), getal[-2:])


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A text as it would become, and whether somebody should look at it."""

    tekst: str
    vraag: bool = False


@dataclass(frozen=True, slots=True)
class Herkenner:
    """By what somebody is known in texts of others.

    `adressen` always go, as they reach a person's door; `naam` as far as `mag` says; `vragen` is never taken out, but
    somebody is asked to look.
    """

    naam: str = ""
    mag: Mag = Mag.NIETS
    adressen: tuple[Spoor, ...] = ()
    vragen: tuple[Spoor, ...] = ()

    @property
    def sporen(self) -> tuple[Spoor, ...]:
        """Everything by which it may be found."""
        naam = (naamspoor(self.naam),) if self.mag is not Mag.NIETS else ()
        return (*self.adressen, *self.vragen, *naam)

    def lees(self, tekst: str, *, hoogstens: int | None = None, vraagbaar: bool = True) -> Gelezen:
        """Return a text without what may go; at most `hoogstens` characters, when it was.

        Where it is not `vraagbaar` (the past, remarks) nobody is asked: what may go goes.
        """
        nieuw, vraag = tekst, False
        for spoor in self.adressen:
            vraag = vraag or any(_wijst_de_weg(nieuw, hit) for hit in spoor.patroon.finditer(nieuw))
            nieuw = spoor.patroon.sub(WEG, nieuw)
        if self.mag is not Mag.NIETS:
            nieuw, ook = self._zonder_naam(nieuw, vraagbaar=vraagbaar)
            vraag = vraag or ook
        vraag = vraagbaar and (vraag or any(spoor.patroon.search(nieuw) for spoor in self.vragen))
        if hoogstens is not None and len(nieuw) > hoogstens:
            nieuw = nieuw.replace(WEG, KORT_WEG)
        return Gelezen(nieuw, vraag)

    def noemt(self, tekst: str) -> bool:
        """Whether a text holds its name, an address or a number whole; an ordinary word as name does not count."""
        return any(spoor.patroon.search(tekst) for spoor in self.sporen)

    def _zonder_naam(self, tekst: str, *, vraagbaar: bool) -> tuple[str, bool]:
        patroon = naampatroon(self.naam)
        zeker = [hit for hit in patroon.finditer(tekst) if not self._kan_een_woord_zijn(tekst, hit)]
        twijfel = len(zeker) < len(patroon.findall(tekst))
        if is_lang(self.naam):
            anders = [h for h in naampatroon_hoe_dan_ook(self.naam).finditer(tekst) if not patroon.fullmatch(h.group())]
            if not vraagbaar:
                zeker = sorted([*zeker, *anders], key=lambda hit: hit.start())
            twijfel = twijfel or bool(anders)
        if self.mag is Mag.VRAAG:
            return tekst, bool(zeker)
        if vraagbaar and (twijfel or any(_wijst_de_weg(tekst, hit) for hit in zeker)):
            return tekst, True
        for hit in reversed(zeker):
            tekst = f"{tekst[: hit.start()]}{WEG}{tekst[hit.end() :]}"
        return tekst, False

    def _kan_een_woord_zijn(self, tekst: str, hit: re.Match[str]) -> bool:
        """Whether it may be an ordinary word that begins a sentence."""
        woord = self.naam
        gewoon = " " not in woord and woord[1:] == woord[1:].lower() and not any(teken.isdigit() for teken in woord)
        return gewoon and bool(BEGIN_VAN_ZIN.search(tekst[: hit.start()]))


def zin_om(tekst: str, plek: int) -> str:
    """Return the sentence in which a place of a text lies."""
    for zin in ZIN.finditer(tekst):
        if zin.start() <= plek < zin.end() or zin.end() == len(tekst):
            return zin.group().strip()
    return tekst.strip()


def _wijst_de_weg(tekst: str, hit: re.Match[str]) -> bool:
    """Whether the sentence would lose its sense: it sends somebody there, or says nothing else."""
    zin = zin_om(tekst, hit.start()).replace(hit.group(), " ")
    return bool(WIJST_DE_WEG.search(zin)) or len(re.findall(r"\w+", zin)) < MINSTE_WOORDEN
