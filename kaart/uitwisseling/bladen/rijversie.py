"""The version of a row: which state of the site it comes from, so that importing sees what changed where.

A version holds a short sum of every cell: enough to tell which cells somebody edited since, in the file and on the
site, without keeping what stood there. A column that is not in the file has no sum, so nothing hidden shines through.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

KOP = "Versie (niet veranderen)"
KOLOM = "versie"

KORT = 40
_RIJ, _GROEP = "r", "g"
# Columns that came after files were sent out: empty, a row is what it was then, and its version too.
LATER = frozenset({"locatie"})
_TEKENS = 4
_GEEN = "." * _TEKENS


def _kort(tekst: str) -> str:
    """Return the sum of a cell; most cells hold one of a few words."""
    return _som_van_woord(tekst) if len(tekst) <= KORT else _som(tekst)


@lru_cache(maxsize=4096)
def _som_van_woord(tekst: str) -> str:
    return _som(tekst)


def _som(tekst: str, bytes_: int = 3) -> str:
    som = hashlib.blake2b(tekst.encode("utf-8", "surrogatepass"), digest_size=bytes_).digest()
    return base64.urlsafe_b64encode(som).decode("ascii").rstrip("=")


@lru_cache(maxsize=64)
def _teken_van(kolommen: tuple[str, ...]) -> str:
    return _som("|".join(kolommen))


@dataclass(frozen=True, slots=True)
class Rijversie:
    """The state a row was exported from: a sum for each column that was in the file."""

    sommen: Mapping[str, str]

    def was(self, kolom: str, tekst: str) -> bool | None:
        """Whether `kolom` held this text at the export; None where it was not in the file."""
        som = self.sommen.get(kolom)
        return None if som is None else som == _kort(tekst)


def rijversie(kolommen: tuple[str, ...], teksten: Mapping[str, str]) -> str:
    """Return the version of a row. `kolommen`: all importable columns of the sheet; `teksten`: those in the file."""
    sommen = (_kort(teksten[naam]) if naam in teksten else _GEEN for naam in kolommen)
    return f"{_RIJ}{_teken_van(kolommen)}{''.join(sommen)}"


def lees_rijversie(kolommen: tuple[str, ...], tekst: str) -> Rijversie | None:
    """Return the version in a cell; None where it is absent, damaged, or of a sheet with other columns."""
    begin = f"{_RIJ}{_teken_van(kolommen)}"
    rest = tekst.strip()[len(begin) :]
    if not tekst.strip().startswith(begin) or len(rest) != len(kolommen) * _TEKENS:
        return None
    sommen = {naam: rest[plek * _TEKENS : (plek + 1) * _TEKENS] for plek, naam in enumerate(kolommen)}
    return Rijversie({naam: som for naam, som in sommen.items() if som != _GEEN})


def groepsversie(rijen: Iterable[Mapping[str, str]]) -> str:
    """Return the version of rows that belong together, in whatever order they stand; each of them carries it.

    Compare it as a text with that of the rows on the site, over the same columns.
    """
    regels = sorted(
        "\x1f".join(f"{naam}\x1e{tekst}" for naam, tekst in sorted(rij.items()) if tekst or naam not in LATER)
        for rij in rijen
    )
    return f"{_GROEP}{_som(chr(29).join(regels), 9)}"
