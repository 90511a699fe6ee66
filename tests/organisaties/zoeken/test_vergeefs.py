"""Words searched in vain: only words, only of enough people in a week, and nothing of whoever asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from kaart.werk.lijsten.acties import neem_vergeefse_woorden_over
from kaart.werk.models import VergeefsWoord
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from organisaties.zoeken import register_voor, vergeefs
from tests.fabrieken import maak_medewerker

pytestmark = pytest.mark.django_db
MAANDAG = datetime.date(2026, 11, 16)
DINSDAG = datetime.datetime(2026, 11, 17, 10, tzinfo=datetime.UTC)
WEEK_LATER = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def week(kaart: None) -> Iterator[Any]:
    cache.clear()
    with time_machine.travel(DINSDAG, tick=False) as klok:
        yield klok
    cache.clear()


def zoek(q: str, adres: str = "192.0.2.1", client: Client | None = None) -> Any:
    """Search as a reader at this address does: send the form, and follow it."""
    return (client or Client(REMOTE_ADDR=adres)).post("/zoeken/", {"q": q}, follow=True)


def door(hoeveel: int, q: str) -> None:
    for nummer in range(hoeveel):
        zoek(q, f"192.0.2.{nummer + 1}")


def geteld() -> dict[str, int]:
    """Return what is counted this week, by word."""
    return {woord: vakken.bit_count() for woord, vakken in (cache.get(f"vergeefs:{MAANDAG}") or {}).items()}


def test_wat_genoeg_mensen_vergeefs_zochten_staat_er_na_de_week(week: Any, settings: Any) -> None:
    settings.VERGEEFS_MINSTENS = 5
    door(12, "blorfkwast")
    door(3, "knirpzalf")
    assert geteld()["blorfkwast"] >= 6
    call_command("ruim_op")
    assert not VergeefsWoord.objects.exists(), "nothing of a week that is not over"
    week.move_to(datetime.datetime(2026, 11, 23, 6, tzinfo=datetime.UTC))
    call_command("ruim_op")
    rij = VergeefsWoord.objects.get()
    assert (rij.week, rij.woord) == (MAANDAG, "blorfkwast")
    assert rij.aantal >= 6
    assert cache.get(f"vergeefs:{MAANDAG}") is None
    assert cache.get(f"vergeefs:geheim:{MAANDAG}") is None, "who asked can be worked out by nobody any more"


def test_een_mens_die_het_vaak_probeert_is_er_een() -> None:
    for _ in range(9):
        zoek("blorfkwast")
    wie = maak_medewerker(Rol.OPBOUWWERKER)
    client = Client(REMOTE_ADDR="192.0.2.50")
    client.force_login(wie)
    for _ in range(9):
        zoek("blorfkwast", client=client)
    assert geteld() == {"blorfkwast": 2}


def test_een_rij_in_de_cache_zegt_niet_wie_wat_zocht() -> None:
    door(8, "blorfkwast")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM gedeeld_geheugen")
        alles = str(cursor.fetchall())
    assert "192.0.2" not in alles
    assert "blorfkwast" not in alles, "a key nobody reads back, a value that is packed"
    bewaard = cache.get(f"vergeefs:{MAANDAG}")
    assert all(isinstance(vakken, int) and vakken < 2**64 for vakken in bewaard.values())


@pytest.mark.parametrize(
    "vraag",
    [
        "fietsles",  # found
        "mevrouw Yilmaz", "mohammed", "yilmaz", "fatima",  # somebody
        "0612345678", "blorf123", "a1b2",  # numbers
        "syrier", "vluchteling", "ongedocumenteerd", "eritreeers",  # a group
        "tigrinya", "arabisch",  # a language
        "mishandeling", "verkrachting", "zelfmoord", "geslagen", "mishandelt",  # danger
        "ik word geslagen blorfkwast",
        "syrier blorfkwast",
        "mijn naam is Jansen blorfkwast",
        "dit is een heel lang verhaal over een blorfkwast",
        "osdorp", "1012",  # a place
        "xyz",  # too short
    ],
)  # fmt: skip
def test_van_deze_vragen_wordt_niets_geteld(vraag: str) -> None:
    zoek(vraag)
    assert geteld() == {}


def test_woorden_van_een_vraag_staan_nooit_bij_elkaar() -> None:
    door(3, "blorfkwast knirpzalf")
    bewaard = cache.get(f"vergeefs:{MAANDAG}")
    assert sorted(bewaard) == ["blorfkwast", "knirpzalf"]
    assert all(" " not in woord for woord in bewaard)


def test_zoeken_zonder_uitkomst_leest_alleen() -> None:
    """The guard of reading lets this write to the shared cache, and to nothing else; the page is as always."""
    antwoord = Client().get("/zoeken/?q=blorfkwast")
    assert antwoord.status_code == 200
    assert geteld() == {"blorfkwast": 1}


def test_wie_zoekt_wacht_niet_op_het_tellen(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted after the answer went out, in a thread of its own on a real site."""
    wacht: list[Any] = []
    monkeypatch.setattr("organisaties.zoeken.vergeefs.run_later", lambda *werk: wacht.append(werk))
    assert Client(REMOTE_ADDR="192.0.2.9").get("/zoeken/?q=blorfkwast").status_code == 200
    assert geteld() == {}
    ((doe, *wat),) = wacht
    doe(*wat)
    assert geteld() == {"blorfkwast": 1}


def test_een_mens_vult_de_lijst_niet() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for een in letters[:10]:
        for twee in letters[:4]:
            zoek(f"blorf{een}{twee}kwq")
    assert 0 < len(geteld()) <= vergeefs.NIEUWE_WOORDEN.aantal


def test_na_de_termijn_is_het_weg(settings: Any) -> None:
    settings.VERGEEFS_WEKEN = 26
    VergeefsWoord.objects.create(week=WEEK_LATER - datetime.timedelta(weeks=27), woord="oud", aantal=7)
    VergeefsWoord.objects.create(week=WEEK_LATER - datetime.timedelta(weeks=25), woord="nieuw", aantal=7)
    neem_vergeefse_woorden_over(WEEK_LATER)
    assert [een.woord for een in VergeefsWoord.objects.all()] == ["nieuw"]


def test_de_privacyverklaring_zegt_het() -> None:
    assert "Vindt je zoekwoord niets" in Client().get("/over/privacy/").content.decode()


def test_wat_telt_is_een_woord() -> None:
    register = register_voor(BEZOEKER)
    assert vergeefs.is_telbaar("blorfkwast", register)
    for woord in ("jan", "mohammed", "06", "blorf-kwast", "x" * 30, "mishandeld", "syrier"):
        assert not vergeefs.is_telbaar(woord, register), woord
