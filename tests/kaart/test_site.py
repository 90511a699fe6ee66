"""What holds for the site as a whole: headers, logs, cookies, error pages."""

from __future__ import annotations

import itertools
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import get_template
from django.test import Client
from lxml import html

from kaart.hulp.logboek import ZonderGeheimen
from kaart.hulp.omgeving import geheime_sleutel
from organisaties.regels.rollen import Rol
from tests.fabrieken import WACHTWOORD, maak_medewerker


@pytest.mark.parametrize("pad", ["/", "/zoeken/", "/over/", "/inloggen/", "/bestaat-niet/"])
def test_de_csp_begint_bij_niets_en_laat_geen_ander_toe(client: Client, kaart: None, pad: str) -> None:
    regels = client.get(pad)["Content-Security-Policy"]
    assert "default-src 'none'" in regels
    assert "unsafe" not in regels
    assert "http" not in regels


@pytest.mark.parametrize(
    "pad", ["/", "/zoeken/", "/over/", "/inloggen/", "/stadsdelen/noord/", "/aanbod/carabic-voedsel/"]
)
def test_geen_pagina_haalt_iets_van_elders_of_heeft_script_in_zich(client: Client, kaart: None, pad: str) -> None:
    boom = html.fromstring(client.get(pad).content)
    for bron in boom.xpath("//script/@src | //link/@href | //img/@src | //*/@srcset"):
        assert bron.startswith("/static/") or bron == "/manifest.webmanifest"
    assert not boom.xpath("//script[not(@src)] | //style | //*/@style | //*/@onclick")


@pytest.mark.parametrize("pad", ["/", "/zoeken/", "/over/", "/inloggen/", "/stadsdelen/noord/", "/bestaat-niet/"])
def test_elke_pagina_heeft_een_h1_en_slaat_geen_kop_over(client: Client, kaart: None, pad: str) -> None:
    koppen = [int(k.tag[1]) for k in html.fromstring(client.get(pad).content).xpath("//h1|//h2|//h3|//h4")]
    assert koppen.count(1) == 1
    assert koppen[0] == 1
    assert all(later - eerder <= 1 for eerder, later in itertools.pairwise(koppen))


def test_een_pagina_wordt_door_niemand_gedeeld_bewaard(client: Client, kaart: None) -> None:
    assert "private" in client.get("/zoeken/")["Cache-Control"]


def test_een_bezoeker_krijgt_geen_sessie_en_laat_geen_zoekvraag_achter(client: Client, kaart: None) -> None:
    client.get("/zoeken/?q=eten")
    client.post("/zoeken/open-voor/", {"open_voor": "statushouders", "terug": "/zoeken/"})
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    koekje = client.cookies["wegwijs_keuze"]
    assert koekje["httponly"]
    assert koekje["samesite"] == "Lax"
    assert not koekje["max-age"], "gone when the browser closes"


def test_inloggen_en_uitloggen(client: Client, db: None) -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="opbouwwerker")
    fout = client.post("/inloggen/", {"login": "opbouwwerker", "password": "verkeerd"})
    assert "Inloggen is niet gelukt" in fout.content.decode()
    assert 'value="opbouwwerker"' in fout.content.decode()
    goed = client.post("/inloggen/", {"login": "opbouwwerker", "password": WACHTWOORD}, follow=True)
    assert "Ingelogd als</span> opbouwwerker" in goed.content.decode()
    assert "Inloggen" in client.post("/uitloggen/", follow=True).content.decode()


def test_een_verlopen_formulier_legt_uit_wat_er_is(db: None) -> None:
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post("/zoeken/open-voor/", {"open_voor": "statushouders"})
    assert antwoord.status_code == 403
    assert "Deze pagina stond te lang open" in antwoord.content.decode()


def test_een_fout_van_ons_heeft_een_pagina_zonder_database() -> None:
    assert "Er ging iets mis" in get_template("500.html").render()


def test_gezondheid_zegt_503_als_de_database_niet_antwoordt(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the database fixture any query is refused, which is what a broken database looks like.
    antwoord = client.get("/gezondheid/")
    assert antwoord.status_code == 503


def test_geen_logregel_bevat_een_zoekvraag(caplog: pytest.LogCaptureFixture) -> None:
    regel = logging.LogRecord("x", logging.INFO, "", 0, "GET %s faalde", ("/zoeken/?q=geheim&taal=ar",), None)
    assert ZonderGeheimen().format(regel) == "INFO x GET /zoeken/?… faalde"


def test_zonder_geheime_sleutel_start_het_niet_en_zegt_het_wat_er_moet() -> None:
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in ("SECRET_KEY", "WEGWIJS_DEBUG")}
    omgeving["DJANGO_SETTINGS_MODULE"] = "kaart.settings"
    uitkomst = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=omgeving,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )
    assert uitkomst.returncode != 0
    assert "SECRET_KEY" in uitkomst.stderr


@pytest.mark.parametrize("sleutel", ["abc", "", "a" * 60, "ab" * 30, "django-insecure-" + "x1y2z3" * 10, "kort"])
def test_met_een_zwakke_sleutel_start_het_niet_en_zegt_het_hoe_je_een_goede_maakt(
    monkeypatch: pytest.MonkeyPatch, sleutel: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", sleutel)
    with pytest.raises(ImproperlyConfigured, match=r"secrets.token_urlsafe"):
        geheime_sleutel("SECRET_KEY")
    goed = secrets.token_urlsafe(60)
    monkeypatch.setenv("SECRET_KEY", goed)
    assert geheime_sleutel("SECRET_KEY") == goed


def test_hsts_bindt_uit_zichzelf_geen_andere_sites() -> None:
    assert not settings.SECURE_HSTS_PRELOAD
    assert not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS


def test_professionals_zien_hun_naam_en_beheer_alleen_wie_dat_mag(als: Callable[[str], Client], db: None) -> None:
    assert "/admin/" in als("coordinator").get("/").content.decode()
    assert "/admin/" not in als("opbouwwerker").get("/").content.decode()


def test_wie_een_wachtwoord_raadt_moet_wachten_en_een_ander_niet(client: Client, db: None) -> None:
    for naam in ("opbouwwerker", "collega"):
        maak_medewerker(Rol.OPBOUWWERKER, naam=naam)
    for _ in range(8):
        client.post("/inloggen/", {"login": "opbouwwerker", "password": "verkeerd"})
    goed = {"login": "opbouwwerker", "password": WACHTWOORD}
    assert "Wacht 5 minuten" in client.post("/inloggen/", goed).content.decode()
    assert client.post("/inloggen/", goed | {"login": "collega"}).status_code == 302


def test_het_beheer_heeft_geen_eigen_deur(als: Callable[[str], Client]) -> None:
    assert als("bezoeker").get("/admin/login/?next=/admin/").headers["Location"] == "/inloggen/?next=/admin/"
    assert als("opbouwwerker").get("/admin/", follow=True).status_code == 403
