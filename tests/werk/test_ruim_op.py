"""What the daily clean-up forgets of people."""

from __future__ import annotations

import datetime
import io
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from kaart.werk.opruimen import schoon_op, tabellen
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.models import Contactpersoon, Nazien, Organisatie
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, maak_aanbod, maak_medewerker


@pytest.mark.django_db
def test_na_de_laatste_dag_blijft_alleen_de_rol_staan() -> None:
    vandaag = timezone.localdate()
    organisatie = OrganisatieFabriek.create()
    for rol, dag in (("gisteren", vandaag - datetime.timedelta(days=1)), ("vandaag", vandaag), ("altijd", None)):
        Contactpersoon.objects.create(
            organisatie=organisatie,
            rol=rol,
            naam="Voornaam",
            telefoon="020 000 00 00",
            email="werk@wegwijs.example",
            toestemming_op=vandaag - datetime.timedelta(days=30),
            geldig_tot=dag,
        )
    for verwacht in ("1 namen", "0 namen"):
        uit = io.StringIO()
        call_command("ruim_op", stdout=uit)
        assert verwacht in uit.getvalue()
    gisteren = Contactpersoon.objects.get(rol="gisteren")
    assert (gisteren.naam, gisteren.telefoon, gisteren.email, gisteren.toestemming_op) == ("", "", "", None)
    assert Contactpersoon.objects.filter(naam="Voornaam").count() == 2


@pytest.mark.django_db
def test_een_taak_bij_wat_weg_is_verdwijnt() -> None:
    aanbod = maak_aanbod()
    for sleutel in (aanbod.pk, aanbod.pk + 1000):
        Nazien.objects.create(ding="aanbod", sleutel=sleutel, veld="Naam")
    call_command("ruim_op", stdout=io.StringIO())
    assert [een.sleutel for een in Nazien.objects.all()] == [aanbod.pk]


def _in_de_bestanden(woord: str) -> int:
    """Return in how many files of tables of this database a word can still be read, as the server itself reads them."""
    gevonden = 0
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for tabel in tabellen():
            cursor.execute("SELECT pg_relation_filepath(%s)", [tabel])
            cursor.execute("SELECT pg_read_binary_file(%s)", [cursor.fetchone()[0]])
            gevonden += woord.encode() in bytes(cursor.fetchone()[0])
    return gevonden


@pytest.mark.django_db(transaction=True)
def test_na_de_grote_schoonmaak_staat_de_naam_in_geen_bestand_van_de_database() -> None:
    organisatie = OrganisatieFabriek.create(naam="Zonnebloemkring Ypsilon", kenmerk="ypsilonkring")
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(organisatie)
    verwijder(gebruiker=eigenaar, organisatie=organisatie, naam=organisatie.naam)
    assert not Organisatie.objects.exists()
    uit = io.StringIO()
    call_command("ruim_op", stdout=uit)
    if connection.vendor != "postgresql":
        assert "In de database" not in uit.getvalue()
        return
    assert f"opgeruimd: {len(tabellen())} tabellen" in uit.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser of the server reads its files")
    call_command("ruim_op", "--grondig", stdout=io.StringIO())
    assert _in_de_bestanden("Zonnebloemkring Ypsilon") == 0
    assert _in_de_bestanden("ypsilonkring") == 0


@pytest.mark.django_db(transaction=True)
def test_de_grote_schoonmaak_wacht_niet_eeuwig_op_wie_bezig_is(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no locks on tables")
    monkeypatch.setattr("kaart.werk.opruimen.WACHT_OP_SLOT", "50ms")
    bezig, klaar = threading.Event(), threading.Event()

    def lees() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE organisaties_aanbod IN ACCESS SHARE MODE")
            bezig.set()
            klaar.wait(20)
        connection.close()

    lezer = threading.Thread(target=lees)
    lezer.start()
    try:
        assert bezig.wait(20)
        aantal, bezet = schoon_op(grondig=True)
    finally:
        klaar.set()
        lezer.join()
    assert bezet == ["organisaties_aanbod"]
    assert aantal == len(tabellen()) - 1
