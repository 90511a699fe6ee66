"""A process that is killed in the middle of a hand-over leaves everything as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection, transaction

from kaart.werk.models import Overdracht
from organisaties.models import Aanbod, Organisatie
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_aanbod, maak_medewerker
from tests.werk.test_overdracht import wie_heeft_wat

PROGRAMMA = """
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = {naam!r}
from kaart.werk.overdracht.acties import draag_over
from organisaties.models import Medewerker
chef, van, naar = (Medewerker.objects.get(username=naam) for naam in ("chef", "vertrekt", "opvolger"))
dingen = {{("aanbod", pk): naar for pk in van.houdt_aanbod.values_list("pk", flat=True)}}
dingen |= {{("organisatie", pk): naar for pk in van.houdt_organisaties.values_list("pk", flat=True)}}
print("begint", flush=True)
draag_over(gebruiker=chef, van=van, verdeling=dingen)
print("klaar", flush=True)
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer: nothing can be in the middle")
@pytest.mark.django_db(transaction=True)
def test_kill_midden_in_een_overdracht_laat_niets_half_achter() -> None:
    van = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="vertrekt")
    maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="opvolger")
    maak_medewerker(Rol.COORDINATOR, naam="chef")
    van.houdt_aanbod.set([maak_aanbod() for _ in range(5)])
    van.houdt_organisaties.set(Organisatie.objects.all())
    eerst = wie_heeft_wat()
    # The offers are moved first; the table of the organisations is held here, so that it stops half way.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Organisatie.houders.through._meta.db_table} IN ACCESS EXCLUSIVE MODE")
        proces = subprocess.Popen(
            [sys.executable, "-c", PROGRAMMA.format(naam=connection.settings_dict["NAME"])],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "kaart.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert proces.stdout is not None
        # Its first read of the locked table already waits, so it says nothing; see it wait in the database.
        for _ in range(200):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
            time.sleep(0.05)
        else:
            raise AssertionError("it never came to the locked table")
        os.kill(proces.pid, signal.SIGKILL)
        proces.wait(20)
    assert "klaar" not in proces.stdout.read()
    proces.stdout.close()
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if not cursor.fetchone()[0]:
                break
        time.sleep(0.05)
    assert wie_heeft_wat() == eerst
    assert not Overdracht.objects.exists()
    assert Aanbod.objects.filter(houders=van).count() == 5
