"""The languages of a slip, and which of them were read by someone who speaks the language.

This is the one place for that mark: set `nagekeken_op` once a translator has read the whole catalogue on a printed
slip. Until then the slip itself says that nobody did (docs/vertalen.md).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

LTR, RTL = "ltr", "rtl"


@dataclass(frozen=True, slots=True)
class Brieftaal:
    """One language: `code` stands in addresses and `lang`, `map` below locale/, `cldr` is the locale of Babel."""

    code: str
    naam: str
    eigen_naam: str
    map: str
    cldr: str
    richting: str = LTR
    nagekeken_op: datetime.date | None = None
    # Whether many of its speakers count hours from sunrise, so that the slip says which clock it means.
    andere_klok: bool = False

    @property
    def is_nederlands(self) -> bool:
        """Whether the slip is in Dutch alone."""
        return self.code == NEDERLANDS.code


NEDERLANDS = Brieftaal("nl", "Nederlands", "Nederlands", "", "nl", nagekeken_op=datetime.date(2026, 11, 23))

TALEN = (
    Brieftaal("ar", "Arabisch", "العربية", "ar", "ar", RTL),
    Brieftaal("ti", "Tigrinya", "ትግርኛ", "ti", "ti", andere_klok=True),
    Brieftaal("en", "Engels", "English", "en", "en_GB"),
    Brieftaal("uk", "Oekraïens", "Українська", "uk", "uk"),
    Brieftaal("fa", "Farsi en Dari", "فارسی / دری", "fa", "fa", RTL),
    Brieftaal("tr", "Turks", "Türkçe", "tr", "tr"),
    Brieftaal("pt-BR", "Portugees (Brazilië)", "Português (Brasil)", "pt_BR", "pt_BR"),
    Brieftaal("pl", "Pools", "Polski", "pl", "pl"),
    Brieftaal("so", "Somalisch", "Soomaali", "so", "so", andere_klok=True),
    Brieftaal("es", "Spaans", "Español", "es", "es"),
    Brieftaal("ru", "Russisch", "Русский", "ru", "ru"),
    Brieftaal("fr", "Frans", "Français", "fr", "fr"),
)

_OP_CODE = {taal.code.lower(): taal for taal in (*TALEN, NEDERLANDS)} | {"prs": TALEN[4], "pt": TALEN[6]}


def kies(code: str) -> Brieftaal | None:
    """Return the language of a BCP 47 code in any spelling ('PT-br', 'pt_BR'), or None where a slip has it not."""
    return _OP_CODE.get(code.strip().lower().replace("_", "-")) if len(code) < 20 else None
