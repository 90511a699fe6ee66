"""The opening data for every test that asks for it, read from its files once in a process and put back as rows after.

Reading them takes seconds and gives the same rows each time; over a thousand tests start with it. What is put back is
what the loader wrote, with its keys. Where something is not as it was then, the loader itself does it again: another
day (a test that travels in time), or rows that are there already.

The registers of search come along, as they do with each process of the site (`bijhouden.maak_klaar`): made once of
these very rows, before any test could touch them. What a test then changes is laid over them, or makes new ones.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from kaart.hulp.stad import Stad
from organisaties import begrippen
from organisaties.models import Kaartwijziging
from organisaties.models.wijziging import stamp
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.index import bijhouden
from organisaties.zoeken.index.register import Cache, Register

# Rows are of some moment; a test that asks what changed lately must not see them grow old.
HOOGSTENS_OUD = datetime.timedelta(hours=2)
RIJEN_PER_KEER = 400


@dataclass(frozen=True, slots=True)
class _Kopie:
    """What the loader wrote, by table: on PostgreSQL as COPY gives it, on SQLite as rows of literals."""

    moment: datetime.datetime
    stad: Stad
    waren_leeg: tuple[str, ...]
    tabellen: dict[str, bytes | list[str]]
    registers: dict[Kijker, Register]


# Of each day one: a test that travels in time must not take the place of today.
_kopieen: dict[tuple[Path, str, datetime.date], _Kopie] = {}


def zet_klaar(map_: Path) -> None:
    """Put the opening data of a folder in the database."""
    nu = timezone.now()
    sleutel = (map_, connection.vendor, timezone.localdate(nu))
    kopie = _kopieen.get(sleutel)
    with transaction.atomic():
        if kopie and not _geldt(kopie, nu):
            kopie = None
        if kopie and not any(map(_heeft_rijen, kopie.waren_leeg)):
            _zet_terug(kopie)
            return
        leeg = {tabel for tabel in _tabellen() if not _heeft_rijen(tabel)}
        voor = {tabel: _tel(tabel) for tabel in _tabellen() if tabel not in leeg}
        call_command("laad_kaart", map_, verbosity=0, stdout=io.StringIO())
        # What stood in a table the loader writes in too is no part of the data.
        if kopie is None and all(_tel(tabel) == aantal for tabel, aantal in voor.items()):
            geschreven = sorted(tabel for tabel in leeg if _heeft_rijen(tabel))
            tabellen = {tabel: _lees(tabel) for tabel in geschreven}
            _kopieen[sleutel] = _Kopie(nu, settings.STADSGEGEVENS, tuple(geschreven), tabellen, _maak_registers())


def _geldt(kopie: _Kopie, nu: datetime.datetime) -> bool:
    """Whether rows of that time are those of now, and words mean the same."""
    return datetime.timedelta(0) <= nu - kopie.moment < HOOGSTENS_OUD and kopie.stad == settings.STADSGEGEVENS


def _tabellen() -> Iterable[str]:
    return (model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed)


def _heeft_rijen(tabel: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_naam(tabel)} LIMIT 1")  # noqa: S608 - the names are those of our own tables
        return cursor.fetchone() is not None


def _tel(tabel: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_naam(tabel)}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _naam(tabel: str) -> str:
    return connection.ops.quote_name(tabel)


def _lees(tabel: str) -> bytes | list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_naam(tabel)} TO STDOUT") as stroom:
                return b"".join(bytes(stuk) for stuk in stroom)
        cursor.execute(f"PRAGMA table_info({_naam(tabel)})")
        kolommen = [_naam(naam) for _, naam, *_ in cursor.fetchall()]
        cursor.execute(f"SELECT {', '.join(f'quote({kolom})' for kolom in kolommen)} FROM {_naam(tabel)}")  # noqa: S608
        return [f"({', '.join(rij)})" for rij in cursor.fetchall()]


def _zet_terug(kopie: _Kopie) -> None:
    with connection.cursor() as cursor:
        for tabel, rijen in kopie.tabellen.items():
            if isinstance(rijen, bytes):
                with cursor.copy(f"COPY {_naam(tabel)} FROM STDIN") as stroom:
                    stroom.write(rijen)
                continue
            for plek in range(0, len(rijen), RIJEN_PER_KEER):
                waarden = ", ".join(rijen[plek : plek + RIJEN_PER_KEER])
                # Without parameters a % is a %.
                cursor.execute(f"INSERT INTO {_naam(tabel)} VALUES {waarden}", None)  # noqa: S608
        modellen = [model for model in apps.get_models() if model._meta.db_table in kopie.tabellen]
        for opdracht in connection.ops.sequence_reset_sql(no_style(), modellen):
            cursor.execute(opdracht)
    # Another note: what a process keeps of the kaart is of the test before this one.
    for wijziging in Kaartwijziging.objects.all():
        Kaartwijziging.objects.filter(pk=wijziging.pk).update(teken=uuid.uuid4())
    _zet_registers(kopie.registers)


def _maak_registers() -> dict[Kijker, Register]:
    # Not those that are there: they may be of the test before this one.
    bijhouden._bewaard.clear()
    bijhouden.maak_klaar()
    return {soort: bewaard.register for soort, bewaard in bijhouden._bewaard.items()}


def _zet_registers(registers: dict[Kijker, Register]) -> None:
    nu = stamp()
    gezien, _ = bijhouden.gewijzigd_sinds(None)
    for soort, register in registers.items():
        # What was made of offers along the way is of the test before this one too.
        vers = dataclasses.replace(register, cache=Cache())
        bijhouden._bewaard[soort] = bijhouden._Bewaard(nu, gezien, vers, bijhouden.Gewijzigd(), vers)
        begrippen._bewaard[soort] = (nu, register.begrippen)
