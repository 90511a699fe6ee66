"""The daily run asks organisations of which a check ran out; a real mail server on loopback."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.core.management import call_command

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, maak_aanbod, maak_medewerker
from tests.postbus import Postbus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailserver(settings: Any, postbus: Postbus, time_machine: Any) -> None:
    """Send by SMTP to the server of this test, on one day."""
    time_machine.move_to(datetime.datetime(2026, 11, 27, 10, tzinfo=datetime.UTC))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postbus.server_address[0], postbus.server_address[1]
    settings.EMAIL_USE_TLS = False


def maak(naam: str, **velden: Any) -> m.Organisatie:
    standaard = {"email": f"info@{naam}.example", "gecontroleerd_op": "2024-01-01"}
    organisatie: m.Organisatie = OrganisatieFabriek.create(kenmerk=naam, naam=naam.title(), **(standaard | velden))
    return organisatie


def draai() -> str:
    uit = io.StringIO()
    call_command("herinner", stdout=uit)
    return uit.getvalue()


def gevraagd(postbus: Postbus) -> list[str]:
    return sorted(str(bericht["To"]) for bericht in postbus.berichten)


def test_wie_aan_de_beurt_is_krijgt_een_mail_en_niemand_twee(postbus: Postbus) -> None:
    maak("oud")
    maak("vers", gecontroleerd_op="2026-11-01")
    maak("nooit", gecontroleerd_op=None)
    maak("zonder", email="")
    maak("dicht", zichtbaarheid="professionals")
    maak("gestopt", status="gestopt")
    maak("thuis", email="iemand.van.thuis@gmail.com")
    maak_aanbod(organisatie=maak("aanbod", gecontroleerd_op="2026-11-01"), gecontroleerd_op="2024-01-01")
    geheim = maak_aanbod(organisatie=maak("geheim", gecontroleerd_op="2026-11-01"), gecontroleerd_op="2024-01-01")
    m.Aanbod.objects.filter(pk=geheim.pk).update(zichtbaarheid="professionals")
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(maak("eigen"))
    m.Contactpersoon.objects.create(
        organisatie=maak("persoon"), rol="rol", email="info@persoon.example", toestemming_op="2026-01-01"
    )
    m.Mailstoring.objects.create(organisatie=maak("kapot"), adres="info@kapot.example", hoe="collega")
    stopt = maak("stopt")
    m.Voorstel.objects.create(organisatie=stopt, soort="melding", wijzigingen={}, rol="organisatie", over="stopt")
    assert "Organisaties gevraagd: 2." in draai()
    assert "Organisaties gevraagd: 0." in draai()
    assert gevraagd(postbus) == ["info@aanbod.example", "info@oud.example"]
    assert "van de vanzelf" not in str(postbus.berichten[0].get_payload(decode=True))


def test_een_geweigerd_adres_houdt_de_rest_niet_op_en_wordt_niet_weer_gemaild(postbus: Postbus) -> None:
    for naam in ("een", "twee", "drie"):
        maak(naam)
    postbus.weigert["info@twee.example"] = "550 no such user"
    assert "Organisaties gevraagd: 2. Mailadres werkt niet: 1." in draai()
    assert m.Mailstoring.objects.get().organisatie.kenmerk == "twee"
    assert "Organisaties gevraagd: 0. Mailadres werkt niet: 0." in draai()


def test_per_keer_niet_meer_dan_wie_het_bijhoudt_aan_kan(postbus: Postbus, settings: Any) -> None:
    for naam in ("een", "twee", "drie"):
        maak(naam)
    settings.MAILVRAAG_PER_KEER = 0
    assert "Organisaties gevraagd: 0." in draai()
    settings.MAILVRAAG_PER_KEER = 2
    assert "Organisaties gevraagd: 2." in draai()
    assert "Organisaties gevraagd: 1." in draai()
    assert len(set(gevraagd(postbus))) == 3
