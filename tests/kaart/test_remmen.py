"""How often something may be done: counted once for everybody, and against nobody else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorverwijzing.briefje.views import PDF
from kaart.hulp import client_address, omgeving
from kaart.hulp.rate_limit import Rem, in_woorden
from kaart.uitwisseling.bestanden.vormen import BESTANDEN
from tests.bestanden import inhoud
from tests.kaart.test_toegangstabel import TABEL

REM = Rem("proef", 5, 60)


# --- Whose address it is.


@pytest.mark.parametrize(
    ("proxies", "keten", "verwacht"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 192.0.2.5", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "", "198.51.100.1"),
        (1, "unknown", "198.51.100.1"),
        (1, "1.2.3.4,", "1.2.3.4"),
        (1, "203.0.113.9:5123", "203.0.113.9"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "\x00; DROP", "198.51.100.1"),
    ],
)
def test_het_adres_is_wat_onze_eigen_proxies_zagen(settings: Any, proxies: int, keten: str, verwacht: str) -> None:
    settings.VERTROUWDE_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1", headers={"x-forwarded-for": keten})
    assert client_address.adres(request) == verwacht


def test_een_heel_ipv6_netwerk_telt_als_een_en_een_kapotte_verbinding_geeft_geen_fout() -> None:
    een, ander, elders = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    netwerken = [client_address.netwerk(RequestFactory().get("/", REMOTE_ADDR=adres)) for adres in (een, ander, elders)]
    assert netwerken[0] == netwerken[1] != netwerken[2]
    assert client_address.netwerk(RequestFactory().get("/", REMOTE_ADDR="")) == ""


def test_een_onzinnig_aantal_proxies_start_niet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTROUWDE_PROXIES", "-1")
    with pytest.raises(ImproperlyConfigured, match="VERTROUWDE_PROXIES"):
        omgeving.aantal("VERTROUWDE_PROXIES", 0)


# --- Counting.


def test_een_rem_zegt_wanneer_het_weer_kan_en_telt_niet_wat_geweigerd_is(db: None) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as klok:
        for _ in range(5):
            assert REM.neem("ik").wacht == 0
            klok.shift(10)
        assert [REM.neem("ik").wacht for _ in range(20)] == [10] * 20
        assert REM.neem("een ander").wacht == 0
        klok.shift(10)
        assert REM.neem("ik").wacht == 0, "the first one is past"
        assert REM.neem("ik").wacht == 10


def test_wat_teruggegeven_is_telt_niet_en_dat_van_een_ander_blijft(db: None) -> None:
    beurten = [REM.neem("ik") for _ in range(5)]
    geweigerd = REM.neem("ik")
    geweigerd.geef_terug()
    assert REM.wacht("ik") > 0
    beurten[2].geef_terug()
    beurten[2].geef_terug()
    assert REM.neem("ik").wacht == 0
    assert REM.neem("ik").wacht > 0


@pytest.mark.django_db(transaction=True)
def test_wie_alles_tegelijk_stuurt_krijgt_er_geen_een_meer() -> None:
    gekregen: list[int] = []
    samen = threading.Barrier(8)

    def stuur() -> None:
        samen.wait()
        gekregen.extend(REM.neem("ik").wacht for _ in range(6))
        connections.close_all()

    draden = [threading.Thread(target=stuur) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(gekregen) == 48
    assert gekregen.count(0) == 5


def rijen() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM gedeeld_geheugen")
        return list(cursor.fetchall())


def test_in_de_tabel_staat_geen_adres_en_geen_naam(settings: Any, db: None) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77")
    client.post("/inloggen/", {"login": "fatima", "password": "verkeerd"})
    client.post("/account/wachtwoord-vergeten/", {"email": "fatima@stad.example"})
    gevonden = rijen()
    assert len(gevonden) >= 4
    for sleutel, waarde in gevonden:
        assert len(sleutel) == 64
        assert "203" not in sleutel or sleutel.isalnum()
        assert "fatima" not in sleutel + waarde
        assert "203.0.113" not in sleutel + waarde


def test_een_volle_tabel_vergeet_niet_wie_er_geremd_wordt(settings: Any, db: None) -> None:
    for _ in range(5):
        REM.neem("wie raadt")
    anders = {**settings.CACHES["default"], "OPTIONS": {"MAX_ENTRIES": 10}}
    settings.CACHES = {"default": anders}
    for n in range(200):
        REM.neem(f"voorbijganger {n}")
    assert REM.wacht("wie raadt") > 0
    assert len(rijen()) == 201
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        REM.neem("de volgende")
        assert len(rijen()) == 1, "what is past goes when the table is large"


def test_ruim_op_gooit_weg_wat_voorbij_is_en_niet_meer(db: None) -> None:
    Rem("lang", 1, 3600).neem("ik")
    REM.neem("ik")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        call_command("ruim_op", verbosity=0)
        assert len(rijen()) == 1
        assert Rem("lang", 1, 3600).wacht("ik") > 0
    cache.clear()


def test_gewone_paginas_raken_de_tellers_niet_aan(client: Client, kaart: None) -> None:
    with CaptureQueriesContext(connection) as vragen:
        for pad in ("/", "/zoeken/?q=eten", "/aanbod/carabic-voedsel/", "/wegwijzer/eten/oost/", "/inloggen/"):
            client.get(pad)
    assert not [v for v in vragen.captured_queries if "gedeeld_geheugen" in v["sql"]]


@pytest.mark.parametrize(
    ("seconden", "woorden"),
    [(1, "1 seconde"), (59, "59 seconden"), (60, "1 minuut"), (61, "2 minuten"), (5401, "2 uur")],
)
def test_een_wachttijd_is_nooit_korter_dan_hij_duurt(seconden: int, woorden: str) -> None:
    assert in_woorden(seconden) == woorden


# --- What costs the server much.


def geeft_bestand(client: Client, pad: str) -> bool:
    antwoord = client.get(pad)
    inhoud(antwoord)
    return antwoord.status_code == 200 and (
        "attachment" in antwoord.get("Content-Disposition", "") or antwoord["Content-Type"] == "application/pdf"
    )


def test_elk_bestand_is_geremd_per_bezoeker_met_een_vriendelijke_pagina(kaart: None) -> None:
    bezoeker, ander = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="203.0.113.8")
    paden = [pad for _, pad, _ in TABEL if geeft_bestand(bezoeker, pad)]
    assert len(paden) >= 6
    paden += ["/aanbod/kruispost-huisarts/briefje.pdf?taal=nl", "/briefje.pdf?aanbod=kruispost-huisarts&taal=ar"]
    for rem in (PDF, BESTANDEN):
        while not rem.neem("203.0.113.7").wacht:
            pass
    for pad in paden:
        antwoord = bezoeker.get(pad)
        assert antwoord.status_code == 429, pad
        assert 0 < int(antwoord["Retry-After"]) <= 600
        assert "no-store" in antwoord["Cache-Control"]
        tekst = antwoord.content.decode()
        assert "Wacht even" in tekst
        assert "kan het weer" in tekst
    assert ander.get("/open-data/aanbod.csv").status_code == 200
    assert bezoeker.get("/zoeken/").status_code == 200
    stroom = bezoeker.get("/hsds/services?format=ndjson")
    assert (stroom.status_code, "Retry-After" in stroom) == (429, True)


def test_een_collega_telt_voor_zichzelf_en_niet_voor_het_adres_van_de_stad(
    als: Callable[[str], Client], kaart: None
) -> None:
    while not BESTANDEN.neem("127.0.0.1").wacht:
        pass
    assert als("opbouwwerker").get("/zoeken/uitvoer/?vorm=csv").status_code == 200
    assert als("bezoeker").get("/zoeken/uitvoer/?vorm=csv").status_code == 429
    coordinator = als("coordinator")
    wie = f"account {coordinator.session['_auth_user_id']}"
    while not BESTANDEN.neem(wie).wacht:
        pass
    assert coordinator.post("/werk/uitvoer/", {"vorm": "xlsx"}).status_code == 429
    assert coordinator.get("/werk/uitvoer/").status_code == 200


def test_wat_allauth_remt_krijgt_dezelfde_pagina(settings: Any, db: None) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "1/m/ip"}
    client = Client()
    for verwacht in (302, 429):
        antwoord = client.post("/account/wachtwoord-vergeten/", {"email": "wie@stad.example"})
        assert antwoord.status_code == verwacht
    assert antwoord["Retry-After"] == "60"
    assert "Wacht even" in antwoord.content.decode()
