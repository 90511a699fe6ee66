"""Takes personal data out of a text that somebody only searches with, instead of refusing it.

What `vinden` finds, names that are announced (`persoonsnamen`), and any long number: nobody looks for one. What can
never be somebody's own stays: 112, 0800 numbers, a year, four digits of a postcode.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from kaart.hulp.persoonsgegevens.persoonsnamen import Woordkennis, vind_namen
from kaart.hulp.persoonsgegevens.vinden import Soort, vind
from kaart.hulp.tekst import opsomming


class Weg(StrEnum):
    """What was left out, as a reader hears it; the name is how it travels."""

    BSN = "het BSN"
    TELEFOON = "het telefoonnummer"
    EMAIL = "het e-mailadres"
    GEBOORTEDATUM = "de geboortedatum"
    REKENING = "het rekeningnummer"
    NUMMER = "het nummer"
    NAAM = "de naam"
    HUISNUMMER = "het huisnummer"
    ADRES = "het adres"


_VAN_SOORT = {
    Soort.BSN: Weg.BSN,
    Soort.TELEFOON: Weg.TELEFOON,
    Soort.EMAIL: Weg.EMAIL,
    Soort.GEBOORTEDATUM: Weg.GEBOORTEDATUM,
    Soort.IBAN: Weg.REKENING,
    Soort.DOCUMENT: Weg.NUMMER,
    Soort.V_NUMMER: Weg.NUMMER,
    Soort.WOONADRES: Weg.ADRES,
}
# So many digits in one are no year, postcode or price; those that everybody may call stay.
_LANG_NUMMER = re.compile(r"(?<![\w.,-])[+#]?\d(?:[.\-/]?\d){5,}(?![\w])")
_OPENBAAR = re.compile(r"0[89]00|0906|0909|088|116\d{3}$|140\d{2,3}$")
_DATUM = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d[-/](?:19|20)\d\d"
)
# What belongs to what was left out and means nothing without it: 'tel.', 'geboren op', 'bsn nummer is'.
_ERVOOR = re.compile(
    r"(?:(?<![^\W_])(?:bsn(?:[ -]?(?:nr|nummer))?|burger ?service ?nummer|sofi ?-?nummer|tel|telnr|telefoon(?:nummer)?"
    r"|mobiel|gsm|phone|number|nummer|nr|num|e-?mail(?:adres)?|mail(?:adres)?|geb|geboren|geboortedatum|geboorte|born|dob|birth"
    r"|date of|ne[e]? le|v-?nummer|iban|rekening(?:nummer)?|is|op|in|on|mijn|haar|zijn|my|his|her)\b[ .:;,=\-]*)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Zonder:
    """A text without personal data, and what was left out, each kind once."""

    rest: str
    weg: tuple[Weg, ...] = ()


def laat_weg(tekst: str, kennis: Woordkennis | None = None, *, vandaag: datetime.date | None = None) -> Zonder:
    """Return `tekst` without what is somebody's own; the very same text where there is nothing of it.

    `kennis` says which words are none of a name; `vandaag` is today when left out, as for `vinden.vind`. Taking one
    thing out may bring another to light.
    """
    kennis = kennis or Woordkennis()
    weg: list[Weg] = []
    rest = tekst
    while plekken := _plekken(rest, kennis, vandaag):
        for begin, eind, soort in sorted(plekken, reverse=True):
            weg.append(soort)
            ervoor = rest[:begin]
            if soort is not Weg.NAAM:
                ervoor = _ERVOOR.sub("", ervoor)
            rest = f"{ervoor} {rest[eind:]}"
    if not weg:
        return Zonder(tekst)
    rest = re.sub(r"\s+", " ", rest).strip(" ,;:./-()&+")
    return Zonder(rest, tuple(een for een in Weg if een in weg))


def zin_over(weg: tuple[Weg, ...]) -> str:
    """Return what a reader is told; empty where nothing was left out."""
    return f"Wij hebben {opsomming(list(weg))} weggelaten. Zoek zonder persoonsgegevens." if weg else ""


def _plekken(tekst: str, kennis: Woordkennis, vandaag: datetime.date | None) -> list[tuple[int, int, Weg]]:
    gevonden = [(een.begin, een.eind, _VAN_SOORT[een.soort]) for een in vind(tekst, vandaag=vandaag)]
    for treffer in _LANG_NUMMER.finditer(tekst):
        cijfers = re.sub(r"\D", "", treffer.group())
        if not _OPENBAAR.match(cijfers) and not _DATUM.fullmatch(treffer.group()):
            gevonden.append((treffer.start(), treffer.end(), Weg.NUMMER))
    gevonden += [(begin, eind, Weg.NAAM) for begin, eind in vind_namen(tekst, kennis)]
    los: list[tuple[int, int, Weg]] = []
    for begin, eind, soort in gevonden:
        if eind > begin and all(eind <= van or tot <= begin for van, tot, _ in los):
            los.append((begin, eind, soort))
    return los
