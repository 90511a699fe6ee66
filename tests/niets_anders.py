"""Nothing else changed: every row of the whole database before and after, so that a test can say what may differ.

    with alleen_anders("organisaties_aanbod:12.omschrijving", "organisaties_versie:*"):
        bewaar(…)

names what may differ as `table:key.column`; `*` stands for whatever there is. A row that came or went counts as
`table:key`. Tables of many-to-many lists are rows as well. What a change always leaves (the note that the kaart
changed) need not be said.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.apps import apps
from django.db import connection

Dump = dict[str, dict[str, dict[str, Any]]]

# What every change leaves, and what is no row of anybody.
ALTIJD = ("organisaties_kaartwijziging:*", "django_session:*", "django_migrations:*")


@dataclass(frozen=True, slots=True)
class Anders:
    """One difference: a cell, or a whole row that came (`voor` is None) or went (`na` is None)."""

    tabel: str
    sleutel: str
    kolom: str
    voor: Any
    na: Any

    @property
    def plek(self) -> str:
        """Where it is: `table:key.column`, or `table:key` for a whole row."""
        return f"{self.tabel}:{self.sleutel}" + (f".{self.kolom}" if self.kolom else "")

    def __str__(self) -> str:
        return f"{self.plek}: {self.voor!r} -> {self.na!r}"


def dump() -> Dump:
    """Return every row of every table, by table and key, as the database has it."""
    alles: Dump = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            tabel = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 - names of tables
            kolommen = [kolom[0] for kolom in cursor.description or ()]
            plek = kolommen.index(str(model._meta.pk.column))
            alles[tabel] = {
                str(rij[plek]): {
                    k: bytes(v) if isinstance(v, memoryview) else v for k, v in zip(kolommen, rij, strict=True)
                }
                for rij in cursor.fetchall()
            }
    return alles


def verschillen(voor: Dump, na: Dump) -> list[Anders]:
    """Return every difference, by table and key."""
    gevonden = []
    for tabel in sorted({*voor, *na}):
        oud, nieuw = voor.get(tabel, {}), na.get(tabel, {})
        for sleutel in sorted({*oud, *nieuw}, key=lambda s: (len(s), s)):
            een, ander = oud.get(sleutel), nieuw.get(sleutel)
            if een is None or ander is None:
                gevonden.append(Anders(tabel, sleutel, "", een, ander))
            else:
                gevonden += [Anders(tabel, sleutel, k, een[k], ander[k]) for k in een if een[k] != ander[k]]
    return gevonden


def onbedoeld(voor: Dump, na: Dump, *bedoeld: str) -> list[str]:
    """Return the differences that nobody meant, as sentences."""
    mag = (*ALTIJD, *bedoeld)
    return [str(een) for een in verschillen(voor, na) if not any(fnmatchcase(een.plek, patroon) for patroon in mag)]


@contextlib.contextmanager
def alleen_anders(*bedoeld: str) -> Iterator[None]:
    """Fail when something else than what is meant differs afterwards, or nothing that is meant does.

    Each pattern must be needed: one that matches nothing would hide what did not happen.
    """
    voor = dump()
    yield
    na = dump()
    assert onbedoeld(voor, na, *bedoeld) == []
    gebeurd = [een.plek for een in verschillen(voor, na)]
    assert [p for p in bedoeld if not any(fnmatchcase(plek, p) for plek in gebeurd)] == [], (
        "meant, but it did not happen"
    )


def rij(ding: Any) -> str:
    """Return the name of a row as it stands in a pattern."""
    return f"{ding._meta.db_table}:{ding.pk}"
