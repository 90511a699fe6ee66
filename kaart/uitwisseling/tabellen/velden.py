"""What may stand in a cell: from text to a typed value, or a message. No database.

Every kind of cell has `leeg`, the value of an empty cell, and `lees(tekst)`, which gets the trimmed,
non-empty text and returns the value or raises `Onleesbaar` with a sentence that says what was expected.
`schrijf(waarde)` is the way back: `lees(schrijf(waarde)) == waarde` for every value that `lees` can give.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from kaart.uitwisseling.tabellen.fouten import Onleesbaar, bedoelt_u, toon

Waarde = str | bool | int | Decimal | datetime.date | datetime.time | tuple[str, ...] | None

# How several values stand in one cell.
SCHEIDING = "|"
STAD = "stad"


class Veld(Protocol):
    """A kind of cell."""

    @property
    def leeg(self) -> Waarde:
        """The value of an empty cell."""

    def lees(self, tekst: str) -> Waarde:
        """Return the value of a non-empty cell; raises Onleesbaar."""

    def schrijf(self, waarde: Any) -> str:
        """Return the text of a value, empty for None."""


class _AlsTekst:
    """A kind of cell whose value is its text."""

    __slots__ = ()

    def schrijf(self, waarde: Any) -> str:
        """Return the text itself."""
        return "" if waarde is None else str(waarde)


class _AlsLijst:
    """A kind of cell whose value is a number of words."""

    __slots__ = ()

    def schrijf(self, waarde: Any) -> str:
        """Return the words with '|' between them."""
        return SCHEIDING.join(waarde or ())


def _op_lengte(tekst: str, hoogstens: int | None) -> str:
    if hoogstens is not None and len(tekst) > hoogstens:
        raise Onleesbaar(f"{toon(tekst)} is te lang: {len(tekst)} tekens. Er passen er {hoogstens}.")
    return tekst


def delen(tekst: str) -> tuple[str, ...]:
    """Split at '|' into trimmed, non-empty parts, each one once and in the order of the cell."""
    return tuple(dict.fromkeys(deel.strip() for deel in tekst.split(SCHEIDING) if deel.strip()))


@dataclass(frozen=True, slots=True)
class Tekst(_AlsTekst):
    """Free text; `hoogstens` None means without limit."""

    hoogstens: int | None = None
    leeg: str = ""

    def lees(self, tekst: str) -> str:
        """Return the text."""
        return _op_lengte(tekst, self.hoogstens)


@dataclass(frozen=True, slots=True)
class Patroon(_AlsTekst):
    """Text of a fixed form; `zoals` is an example, `herstel` guesses what was meant."""

    patroon: str
    wat: str
    zoals: str
    hoogstens: int | None = None
    herstel: Callable[[str], str] | None = None
    leeg: str = ""

    def lees(self, tekst: str) -> str:
        """Return the text when it has the form."""
        if re.fullmatch(self.patroon, tekst):
            return _op_lengte(tekst, self.hoogstens)
        melding = f"{toon(tekst)} is geen {self.wat}. Schrijf het zoals '{self.zoals}'."
        bedoeld = self.herstel(tekst) if self.herstel else ""
        if bedoeld and re.fullmatch(self.patroon, bedoeld):
            melding += f" Bedoelt u '{bedoeld}'?"
        raise Onleesbaar(melding)


@dataclass(frozen=True, slots=True)
class Keuze:
    """One of a few words; `opties` maps the (lower-case) word to its value."""

    opties: tuple[tuple[str, Waarde], ...]
    leeg: Waarde = None
    # Other spellings that are understood but not advertised ('ma' for 'maandag').
    ook: tuple[tuple[str, Waarde], ...] = ()

    def lees(self, tekst: str) -> Waarde:
        """Return the value of the word; capitals do not matter."""
        for woord, waarde in (*self.opties, *self.ook):
            if woord.casefold() == tekst.casefold():
                return waarde
        kies = f"Kies uit: {', '.join(self.woorden)}.{bedoelt_u(tekst, self.woorden)}"
        raise Onleesbaar(f"{toon(tekst)} kan hier niet. {kies}")

    def schrijf(self, waarde: Any) -> str:
        """Return the word of a value; a value without one is written as it is, so that nothing is hidden."""
        if waarde is None:
            return ""
        return next((woord for woord, van_woord in self.opties if van_woord == waarde), str(waarde))

    @property
    def woorden(self) -> list[str]:
        """The words to choose from."""
        return [woord for woord, _ in self.opties]


def keuze_uit(waarden: Iterable[str], leeg: str | None = None) -> Keuze:
    """Return a choice whose words are the values themselves."""
    return Keuze(tuple((waarde, waarde) for waarde in waarden), None if leeg is None else str(leeg))


JA_NEE = Keuze((("ja", True), ("nee", False)))


@dataclass(frozen=True, slots=True)
class Keuzes(_AlsLijst):
    """Several words out of a few, with '|' between them."""

    opties: tuple[str, ...]
    leeg: tuple[str, ...] = ()

    def lees(self, tekst: str) -> tuple[str, ...]:
        """Return the words in the order of the cell."""
        een = keuze_uit(self.opties)
        return tuple(str(een.lees(deel)) for deel in delen(tekst))


@dataclass(frozen=True, slots=True)
class Woorden(_AlsTekst):
    """A list of words that stays one text with '|' between them."""

    hoogstens: int | None = None
    elk: Patroon | None = None
    leeg: str = ""

    def lees(self, tekst: str) -> str:
        """Return the list as one text, without empty parts and spaces around."""
        woorden = delen(tekst)
        if self.elk is not None:
            woorden = tuple(self.elk.lees(woord) for woord in woorden)
        return _op_lengte(SCHEIDING.join(woorden), self.hoogstens)


VRIJ = (Tekst, Patroon, Woorden)
"""Cells in which somebody can write anything: those are read by the guard, keys and lists of words too."""


@dataclass(frozen=True, slots=True)
class Getal(_AlsTekst):
    """A whole number from `minstens` up to and including `hoogstens`."""

    minstens: int
    hoogstens: int
    leeg: int | None = None

    def lees(self, tekst: str) -> int:
        """Return the number."""
        if re.fullmatch(r"[0-9]{1,9}", tekst) and self.minstens <= int(tekst) <= self.hoogstens:
            return int(tekst)
        raise Onleesbaar(
            f"{toon(tekst)} kan hier niet. Schrijf een heel getal van {self.minstens} tot {self.hoogstens}."
        )


@dataclass(frozen=True, slots=True)
class Fractie:
    """A part from 0 up to and including 1, with a decimal point or comma; rounded to `cijfers` decimals."""

    cijfers: int
    leeg: Decimal | None = None

    def lees(self, tekst: str) -> Decimal:
        """Return the part."""
        if re.fullmatch(r"[01](?:[.,][0-9]{1,15})?", tekst):
            deel = Decimal(tekst.replace(",", ".")).quantize(Decimal(1).scaleb(-self.cijfers))
            if deel <= 1:
                return deel
        raise Onleesbaar(f"{toon(tekst)} kan hier niet. Schrijf een getal van 0 tot en met 1, zoals '0.75'.")

    def schrijf(self, waarde: Any) -> str:
        """Return the part with all its decimals and a decimal point."""
        return "" if waarde is None else f"{waarde:.{self.cijfers}f}"


@dataclass(frozen=True, slots=True)
class Graden:
    """Degrees of latitude or longitude, with a decimal point or comma; rounded to `cijfers` decimals."""

    minstens: int
    hoogstens: int
    cijfers: int
    leeg: Decimal | None = None

    def lees(self, tekst: str) -> Decimal:
        """Return the degrees."""
        if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,15})?", tekst):
            graden = Decimal(tekst.replace(",", ".")).quantize(Decimal(1).scaleb(-self.cijfers))
            if self.minstens <= graden <= self.hoogstens:
                return graden
        raise Onleesbaar(
            f"{toon(tekst)} kan hier niet. Schrijf graden tussen {self.minstens} en {self.hoogstens}, "
            f"zoals '{self.minstens}.3530'."
        )

    def schrijf(self, waarde: Any) -> str:
        """Return the degrees with all their decimals and a decimal point."""
        return "" if waarde is None else f"{waarde:.{self.cijfers}f}"


@dataclass(frozen=True, slots=True)
class Datum:
    """A day: 2026-11-23, or 23-11-2026 as Dutch spreadsheets write it."""

    leeg: datetime.date | None = None

    def lees(self, tekst: str) -> datetime.date:
        """Return the day."""
        iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", tekst)
        nederlands = re.fullmatch(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})", tekst)
        try:
            if iso:
                return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
            if nederlands:
                return datetime.date(int(nederlands[3]), int(nederlands[2]), int(nederlands[1]))
        except ValueError:
            raise Onleesbaar(f"{toon(tekst)} is geen dag die bestaat. Schrijf een datum als '2026-11-23'.") from None
        raise Onleesbaar(f"{toon(tekst)} is geen datum. Schrijf een datum als '2026-11-23'.")

    def schrijf(self, waarde: Any) -> str:
        """Return the day as 2026-11-23."""
        return "" if waarde is None else waarde.isoformat()


@dataclass(frozen=True, slots=True)
class Tijd:
    """A time of day, 9:00 or 19:30; 24:00 is midnight."""

    leeg: datetime.time | None = None

    def lees(self, tekst: str) -> datetime.time:
        """Return the time."""
        delen_van_tijd = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?", tekst)
        if delen_van_tijd:
            uur, minuut = int(delen_van_tijd[1]), int(delen_van_tijd[2])
            if (uur, minuut) == (24, 0):
                return datetime.time(0, 0)
            if uur < 24 and minuut < 60:
                return datetime.time(uur, minuut)
        raise Onleesbaar(f"{toon(tekst)} is geen tijd. Schrijf een tijd als '19:30'.")

    def schrijf(self, waarde: Any) -> str:
        """Return the time as 19:30; midnight is 00:00."""
        return "" if waarde is None else f"{waarde:%H:%M}"


@dataclass(frozen=True, slots=True)
class Webadres(_AlsTekst):
    """A web address with http or https."""

    hoogstens: int | None = 200
    leeg: str = ""

    def lees(self, tekst: str) -> str:
        """Return the address."""
        try:
            URLValidator(schemes=["http", "https"])(tekst)
        except ValidationError:
            melding = f"{toon(tekst)} is geen webadres. Schrijf het zoals 'https://www.voorbeeld.nl'."
            raise Onleesbaar(melding) from None
        return _op_lengte(tekst, self.hoogstens)


@dataclass(frozen=True, slots=True)
class Mailadres(_AlsTekst):
    """A mail address."""

    hoogstens: int | None = 254
    leeg: str = ""

    def lees(self, tekst: str) -> str:
        """Return the address."""
        try:
            validate_email(tekst)
        except ValidationError:
            raise Onleesbaar(f"{toon(tekst)} is geen mailadres. Schrijf het zoals 'post@voorbeeld.nl'.") from None
        return _op_lengte(tekst, self.hoogstens)


@dataclass(frozen=True, slots=True)
class Verwijzing(_AlsTekst):
    """The key of a row in another table, or in one of several (looked for in that order)."""

    naar: tuple[str, ...]
    leeg: str | None = None

    def lees(self, tekst: str) -> str:
        """Return the key; whether it exists is asked when all tables are read."""
        return tekst


@dataclass(frozen=True, slots=True)
class Verwijzingen(_AlsLijst):
    """Keys of rows in another table, with '|' between them."""

    naar: tuple[str, ...]
    # A word that may stand here instead of any key, such as 'stad' for the whole city.
    in_plaats: str | None = None
    leeg: tuple[str, ...] = ()

    def lees(self, tekst: str) -> tuple[str, ...]:
        """Return the keys in the order of the cell."""
        sleutels = delen(tekst)
        if self.in_plaats in sleutels and len(sleutels) > 1:
            raise Onleesbaar(f"{toon(tekst)} kan niet samen. Schrijf alleen '{self.in_plaats}', of laat het weg.")
        return sleutels
