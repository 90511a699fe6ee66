"""The chosen group belongs to one person in one browser, and is gone when they leave (issue: no word of a group)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from lxml import html

from organisaties.regels.rollen import Rol
from organisaties.zoeken.open_voor import COOKIE
from tests.fabrieken import WACHTWOORD, CategorieFabriek, maak_medewerker

pytestmark = pytest.mark.django_db
GROEP, GEVOELIG = "nieuwe-buren", "stille-buren"


@pytest.fixture(autouse=True)
def groepen(settings: Any) -> None:
    settings.DEMO = True
    CategorieFabriek.create(slug=GROEP, naam="Nieuwe buren")
    CategorieFabriek.create(slug=GEVOELIG, naam="Stille buren", gevoelig=True)
    for naam in ("eerste", "tweede"):
        maak_medewerker(Rol.OPBOUWWERKER, naam=naam)


def log_in(client: Client, naam: str) -> Any:
    return client.post("/inloggen/", {"login": naam, "password": WACHTWOORD})


def ingelogd(naam: str) -> Client:
    client = Client()
    log_in(client, naam)
    return client


def kies(client: Client, *groepen: str) -> str:
    client.get("/zoeken/")
    client.post("/zoeken/open-voor/", {"open_voor": groepen, "terug": "/zoeken/"})
    return str(client.cookies[COOKIE].value)


def gekozen(client: Client) -> bool:
    """Whether any group is ticked on the page."""
    return bool(html.fromstring(client.get("/zoeken/").content).xpath("//input[@name='open_voor'][@checked]"))


@pytest.mark.parametrize("groep", [GROEP, GEVOELIG])
def test_na_uitloggen_is_de_keuze_weg(groep: str) -> None:
    client = ingelogd("eerste")
    kies(client, groep)
    assert gekozen(client)
    antwoord = client.post("/uitloggen/")
    assert antwoord.cookies[COOKIE].value == "", "the browser is told to forget"
    assert antwoord.cookies[COOKIE]["max-age"] == 0
    assert not gekozen(client)
    log_in(client, "tweede")
    assert not gekozen(client)


@pytest.mark.parametrize("groep", [GROEP, GEVOELIG])
def test_een_overgenomen_koekje_zegt_niets(groep: str) -> None:
    """Pasted into any other browser: of another account, the same account elsewhere, or a visitor."""
    eerste = ingelogd("eerste")
    waarde = kies(eerste, groep)
    bezoeker = Client()
    bezoeker.get("/zoeken/")
    for ander in (ingelogd("tweede"), ingelogd("eerste"), bezoeker, Client()):
        leeg = ander.get("/zoeken/").content
        ander.cookies[COOKIE] = waarde
        assert not gekozen(ander)
        assert len(ander.get("/zoeken/").content) == len(leeg)
    assert gekozen(eerste), "who chose it still has it"


def test_het_koekje_van_een_bezoeker_zegt_niets_bij_een_ander() -> None:
    bezoeker, ander = Client(), Client()
    waarde = kies(bezoeker, GROEP)
    assert gekozen(bezoeker), "no account is needed"
    assert not Session.objects.exists(), "nor a session"
    ander.get("/inloggen/")
    ander.cookies[COOKIE] = waarde
    assert not gekozen(ander)


def test_bij_inloggen_gaat_de_keuze_van_voordien_weg() -> None:
    client = Client()
    kies(client, GROEP)
    antwoord = log_in(client, "eerste")
    assert antwoord.cookies[COOKIE]["max-age"] == 0
    assert not gekozen(client)


def test_een_keuze_overleeft_geen_beeindigde_sessie() -> None:
    client = ingelogd("eerste")
    kies(client, GROEP)
    Session.objects.all().delete()
    antwoord = client.get("/")
    assert antwoord.cookies[COOKIE]["max-age"] == 0
    assert not gekozen(client)


@pytest.mark.parametrize("waarde", ["", ".", "..", "é.é", "a" * 4000, "0.1.2.3"])
def test_een_verzonnen_koekje_is_geen_keuze(waarde: str) -> None:
    client = ingelogd("eerste")
    client.cookies[COOKIE] = waarde
    assert not gekozen(client)
