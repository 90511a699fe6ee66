"""How long one stays signed in, and that reading on writes next to nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kaart.uitwisseling.models import Uitvoer
from organisaties.models import Organisatie
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import WACHTWOORD, OrganisatieFabriek, maak_medewerker

pytestmark = pytest.mark.django_db
BEGIN = datetime.datetime(2026, 11, 2, 8, 0, tzinfo=datetime.UTC)


def ingelogd() -> Client:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    client = Client()
    client.post("/inloggen/", {"login": "werker", "password": WACHTWOORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_na_twee_uur_stilte_ben_je_uitgelogd() -> None:
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = ingelogd()
        klok.shift(datetime.timedelta(minutes=119))
        assert is_in(client)
        klok.shift(datetime.timedelta(minutes=126))
        assert not is_in(client)


def test_na_twaalf_uur_ben_je_uitgelogd_ook_als_je_bezig_blijft() -> None:
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = ingelogd()
        for _ in range(71):
            klok.shift(datetime.timedelta(minutes=10))
            assert is_in(client)
        klok.shift(datetime.timedelta(minutes=15))
        assert not is_in(client)


def test_de_grenzen_zijn_instellingen(settings: Any) -> None:
    settings.SESSIE_UREN = 1
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = ingelogd()
        klok.shift(datetime.timedelta(minutes=61))
        assert not is_in(client)


def test_met_de_browser_eindigt_de_sessie() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    antwoord = Client().post("/inloggen/", {"login": "werker", "password": WACHTWOORD})
    assert antwoord.cookies["sessionid"]["max-age"] == ""
    assert antwoord.cookies["sessionid"]["expires"] == ""


def test_doorlezen_schrijft_hoogstens_eens_in_de_vijf_minuten() -> None:
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = ingelogd()
        geschreven = []
        for _ in range(12):
            klok.shift(datetime.timedelta(minutes=1))
            with CaptureQueriesContext(connection) as gesteld:
                client.get("/account/")
            geschreven.append(any(vraag["sql"].startswith("UPDATE") for vraag in gesteld))
        assert sum(geschreven) == 2
        assert Session.objects.count() == 1


def test_een_sessie_zonder_begin_is_geen_sessie() -> None:
    client = ingelogd()
    sessie = client.session
    del sessie["begonnen"]
    sessie.save()
    assert not is_in(client)


def oud(client: Client) -> None:
    """Let this session have begun an hour ago."""
    sessie = client.session
    sessie["begonnen"] -= 3600
    for stap in sessie.get("account_authentication_methods", []):
        stap["at"] -= 3600
    sessie.save()


def test_verwijderen_vraagt_eerst_nog_eens_wie_je_bent() -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(OrganisatieFabriek.create(kenmerk="koor", naam="Het Gemengde Zangkoor"))
    client = Client()
    client.post("/inloggen/", {"login": "eigenaar", "password": WACHTWOORD})
    oud(client)
    pad = "/mijn-organisaties/koor/verwijderen/"
    assert client.get(pad).status_code == 200, "reading what would go asks nothing"
    antwoord = client.post(pad, {"naam": "Het Gemengde Zangkoor"})
    assert antwoord.headers["Location"].startswith("/account/nogmaals/?next=")
    fout = client.post(antwoord.headers["Location"], {"password": "verkeerd"})
    assert "klopt niet" in fout.content.decode()
    assert Organisatie.objects.filter(kenmerk="koor").exists()
    client.post(antwoord.headers["Location"], {"password": WACHTWOORD})
    assert not Organisatie.objects.filter(kenmerk="koor").exists(), "what was sent is done, nothing is typed twice"


def test_de_hele_kaart_gaat_niet_mee_zonder_nog_eens_te_laten_zien_wie_je_bent() -> None:
    maak_medewerker(Rol.COORDINATOR, naam="coord")
    client = Client()
    client.post("/inloggen/", {"login": "coord", "password": WACHTWOORD})
    assert inhoud(client.post("/werk/uitvoer/", {"vorm": "xlsx"})).startswith(b"PK"), "just signed in"
    oud(client)
    antwoord = client.post("/werk/uitvoer/", {"vorm": "xlsx"})
    assert antwoord.headers["Location"].startswith("/account/nogmaals/?next=")
    assert Uitvoer.objects.count() == 1
    assert inhoud(client.post(antwoord.headers["Location"], {"password": WACHTWOORD})).startswith(b"PK")
    assert Uitvoer.objects.count() == 2


def test_wie_met_de_stad_inlogt_doet_dat_opnieuw(settings: Any) -> None:
    settings.OIDC_ADRES, settings.OIDC_NAAM = "https://stad.example", "je account van de stad"
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(OrganisatieFabriek.create(kenmerk="koor", naam="Het Gemengde Zangkoor"))
    eigenaar.set_unusable_password()
    eigenaar.save()
    client = Client()
    client.force_login(eigenaar)
    oud(client)
    antwoord = client.post("/mijn-organisaties/koor/verwijderen/", {"naam": "Het Gemengde Zangkoor"})
    assert antwoord.status_code == 403
    assert "Log in met je account van de stad" in antwoord.content.decode()
    assert 'name="next" value="/mijn-organisaties/koor/verwijderen/"' in antwoord.content.decode()
    assert Organisatie.objects.filter(kenmerk="koor").exists()
