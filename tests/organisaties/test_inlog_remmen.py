"""Who guesses passwords is stopped; who is guessed at is not."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone

from organisaties.accounts import rate_limit
from organisaties.regels.rollen import Rol
from tests.fabrieken import WACHTWOORD, AanbodFabriek, maak_medewerker

pytestmark = pytest.mark.django_db

ADRES = "198.51.100.{}"


@pytest.fixture(autouse=True)
def collega() -> Any:
    return maak_medewerker(Rol.OPBOUWWERKER, naam="collega", email="collega@stad.example")


def van(nummer: int) -> Client:
    return Client(REMOTE_ADDR=ADRES.format(nummer))


def log_in(client: Client, naam: str = "collega", wachtwoord: str = WACHTWOORD) -> str:
    """Return what happened: in, fout (tried) or geremd (not tried)."""
    antwoord = client.post("/inloggen/", {"login": naam, "password": wachtwoord})
    if antwoord.status_code == 302:
        client.post("/uitloggen/")
        return "in"
    tekst = antwoord.content.decode()
    assert f'value="{naam}"' in tekst
    return "geremd" if "te vaak" in tekst else "fout"


def raad(client: Client, naam: str = "collega", keer: int = 20) -> int:
    """Guess; return how many guesses were really tried."""
    return [log_in(client, naam, f"gok {n}") for n in range(keer)].count("fout")


def test_wie_raadt_wordt_geremd_en_de_eigenaar_elders_niet() -> None:
    vreemde = van(1)
    assert raad(vreemde, keer=30) == 8
    assert log_in(vreemde) == "geremd", "also with the right one: else the answer says which it is"
    for nummer in range(2, 40):
        assert log_in(van(nummer)) == "in"


def test_een_account_is_een_account_onder_elke_naam() -> None:
    vreemde = van(1)
    namen = ("collega", "COLLEGA", "collega@stad.example", "Collega@Stad.Example", " collega ")
    assert sum(raad(vreemde, naam, 4) for naam in namen[:4]) == 8
    assert log_in(vreemde, "collega@stad.example") == "geremd"


def test_bestaande_en_verzonnen_namen_remmen_gelijk() -> None:
    assert raad(van(1), "bestaat-niet") == raad(van(2)) == 8


def test_wat_goed_ging_telt_niet_mee_hoe_druk_het_ook_is() -> None:
    client = van(1)
    assert [log_in(Client(REMOTE_ADDR=ADRES.format(1))) for _ in range(70)] == ["in"] * 70
    assert log_in(client) == "in"


def test_wie_langs_alle_namen_gaat_wordt_op_zijn_adres_geremd() -> None:
    vreemde = van(1)
    geprobeerd = sum(raad(vreemde, f"naam{n}", 1) for n in range(80))
    assert geprobeerd == rate_limit.PLEK.aantal
    assert log_in(van(2)) == "in"


def test_wie_vanaf_hetzelfde_adres_raadt_sluit_een_bekende_browser_niet_buiten() -> None:
    eigen = van(1)
    assert log_in(eigen) == "in"
    koekje = eigen.cookies[rate_limit.KOEKJE]
    assert koekje["path"] == "/inloggen/"
    assert koekje["httponly"]
    assert "collega" not in koekje.value
    buurman = van(1)
    assert raad(buurman) == 8
    for n in range(80):
        log_in(buurman, f"naam{n}", "gok")
    assert log_in(van(1)) == "geremd"
    assert log_in(eigen) == "in"


def test_het_koekje_geeft_geen_ander_account_ruimte_en_is_niet_na_te_maken() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="dader")
    dader = van(1)
    log_in(dader, "dader")
    assert raad(dader) == 8
    # Its own browser is braked too, for itself.
    eigen = van(2)
    log_in(eigen)
    assert raad(eigen) == 8
    vals = van(3)
    vals.cookies[rate_limit.KOEKJE] = eigen.cookies[rate_limit.KOEKJE].value[:-3] + "abc"
    assert raad(vals) == 8
    for onzin in ("", "x", "a:b:c", '["x",', "\x00"):
        vals.cookies[rate_limit.KOEKJE] = onzin
        assert log_in(vals) == "geremd"


def test_op_een_gedeelde_computer_zijn_meer_mensen_bekend() -> None:
    gedeeld = van(1)
    namen = [f"werker{n}" for n in range(4)]
    for naam in namen:
        maak_medewerker(Rol.OPBOUWWERKER, naam=naam)
        assert log_in(gedeeld, naam) == "in"
    for n in range(80):
        log_in(van(1), f"verzonnen{n}", "gok")
    assert [log_in(gedeeld, naam) for naam in namen] == ["in"] * 4


def test_wie_van_overal_tegelijk_raadt_krijgt_weinig_en_de_eigenaar_komt_in_een_keer_binnen() -> None:
    with time_machine.travel(timezone.now(), tick=False) as klok:
        geprobeerd = sum(raad(van(nummer), keer=3) for nummer in range(70))
        assert geprobeerd <= rate_limit.ACCOUNT.aantal + 70
        for _ in range(4):
            klok.shift(timedelta(minutes=5))
            geprobeerd += sum(raad(van(nummer), keer=2) for nummer in range(70))
        assert geprobeerd <= rate_limit.ACCOUNT.aantal + 3 * 70, "one each in a quarter of an hour"
        assert log_in(van(200)) == "in", "a new address, the right password, the first time"
        ook = van(201)
        assert log_in(ook, wachtwoord="tikfout") == "fout"
        assert log_in(ook) == "geremd", "a new address waits after a mistake, while this goes on"
        klok.shift(timedelta(minutes=16))
        assert log_in(ook) == "in"


def test_op_een_dag_raadt_niemand_meer_dan_dertig_keer_bij_een_account() -> None:
    vreemde = van(1)
    with time_machine.travel(timezone.now(), tick=False) as klok:
        geprobeerd = 0
        for _ in range(12):
            geprobeerd += raad(vreemde, keer=10)
            klok.shift(timedelta(minutes=6))
        assert geprobeerd == 30
        tekst = vreemde.post("/inloggen/", {"login": "collega", "password": "x"}).content.decode()
        assert re.search(r"Wacht \d+ uur, om \d\d:\d\d uur kan het weer", tekst)


def test_een_nieuw_wachtwoord_opent_de_deur_weer_waar_men_zich_vergiste() -> None:
    client = van(1)
    assert raad(client) == 8
    client.post("/account/wachtwoord-vergeten/", {"email": "collega@stad.example"})
    pad = re.search(r"https?://[^/]+(/account/wachtwoord-vergeten/\S+)", str(mail.outbox[-1].body))
    assert pad
    formulier = client.get(pad[1], follow=True)
    nieuw = "een heel ander wachtwoord 73"
    client.post(formulier.redirect_chain[-1][0], {"password1": nieuw, "password2": nieuw})
    assert log_in(client, wachtwoord=nieuw) == "in"


def test_een_vreemde_vult_geen_postbus_en_houdt_de_eigenaar_niet_tegen() -> None:
    antwoorden = {
        van(n).post("/account/wachtwoord-vergeten/", {"email": "Collega@stad.example"}).status_code for n in range(20)
    }
    assert antwoorden == {302}
    assert len(mail.outbox) == rate_limit.HERSTEL.aantal


@pytest.mark.django_db(transaction=True)
def test_wie_zijn_pogingen_tegelijk_stuurt_krijgt_er_niet_meer() -> None:
    uitkomsten: list[str] = []

    def stuur() -> None:
        uitkomsten.extend(log_in(van(1), wachtwoord="gok") for _ in range(4))
        connections.close_all()

    draden = [threading.Thread(target=stuur) for _ in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert uitkomsten.count("fout") == 8


# --- Reports of visitors.


def meld(client: Client, kenmerk: str) -> int:
    return int(client.post(f"/aanbod/{kenmerk}/klopt-niet/", {"tekst": "Op dinsdag is het dicht"}).status_code)


def test_een_bibliotheek_meldt_van_een_adres_over_alles_wat_niet_klopt() -> None:
    for n in range(70):
        AanbodFabriek.create(kenmerk=f"koor-{n}")
    assert [meld(van(1), f"koor-{n}") for n in range(70)] == [302] * 70


def test_wie_bij_een_ingang_blijft_melden_hoort_wanneer_het_weer_kan_en_verliest_niets(settings: Any) -> None:
    settings.VERTROUWDE_PROXIES = 1
    AanbodFabriek.create(kenmerk="koor")
    verzint = [
        Client(REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": f"10.0.0.{n}, 203.0.113.7"}) for n in range(6)
    ]
    assert [meld(client, "koor") for client in verzint] == [302] * 5 + [429]
    antwoord = verzint[0].post("/aanbod/koor/klopt-niet/", {"tekst": "Ook op woensdag is het dicht"})
    assert 0 < int(antwoord["Retry-After"]) <= 3600
    assert "Ook op woensdag is het dicht" in antwoord.content.decode()
    assert "kan het weer" in antwoord.content.decode()
    buur = Client(REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "203.0.113.7, 203.0.113.8"})
    assert meld(buur, "koor") == 302
