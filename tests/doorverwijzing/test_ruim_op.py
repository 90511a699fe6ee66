"""What the daily clean-up forgets of people."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from organisaties.models import Contactpersoon
from tests.fabrieken import OrganisatieFabriek


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
