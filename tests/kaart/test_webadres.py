"""What stands as a web address in the database need not be one."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from kaart.hulp.webadres import gastheer
from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import OrganisatieFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.test_bewerken import formulier

GEEN_ADRES = ["https://www.[verwijderd]", "https://www.[verwijderd].nl/x", "http://[::1", "https://x:poort/", "//", " "]


@pytest.mark.parametrize("adres", GEEN_ADRES)
def test_wat_geen_webadres_is_heeft_geen_gastheer(adres: str) -> None:
    assert gastheer(adres) in ("", "x")
    assert gastheer("https://WWW.Kring.example/x") == "kring.example"


@pytest.mark.django_db
@pytest.mark.parametrize("adres", GEEN_ADRES)
def test_een_kapot_webadres_in_de_database_houdt_niets_tegen(adres: str) -> None:
    aanbod = maak_aanbod(kenmerk="koor", online=True)
    m.Organisatie.objects.filter(pk=aanbod.organisatie.pk).update(website=adres)
    bezoeker, chef = Client(), Client()
    chef.force_login(maak_medewerker(Rol.COORDINATOR))
    for pad in (
        aanbod.get_absolute_url(),
        aanbod.organisatie.get_absolute_url(),
        "/aanbod/koor/briefje/?taal=ar",
        "/hsds/services",
        "/zoeken/?q=koor",
    ):
        assert bezoeker.get(pad).status_code == 200, pad
    nieuw = formulier(chef.get("/werk/nieuw/organisatie/")) | {"naam": "Iets anders", "formaliteit": "informeel"}
    antwoord = chef.post("/werk/nieuw/organisatie/", nieuw | {"website": "https://anders.example", "hele_stad": "on"})
    assert antwoord.status_code in (200, 302)
    assert b"briefje" in bezoeker.get("/aanbod/koor/").content
    assert inhoud(chef.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    OrganisatieFabriek.create(website="ftp://x")
    call_command("controleer_websites")
