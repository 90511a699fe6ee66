"""The real server, with two processes, behind a real proxy: who is stopped, and who is not.

Clients connect to the proxy from addresses of their own on loopback; some of them lie about it in X-Forwarded-For.
"""

from __future__ import annotations

import http.client
import http.server
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from organisaties.models import Voorstel
from organisaties.regels.rollen import Rol
from tests.fabrieken import WACHTWOORD, AanbodFabriek, maak_medewerker
from tests.omgeving import postgres, suite
from tests.omgeving.test_gunicorn import wacht_op

GASTHEER = "wegwijs.test"
# The real settings; safe hashing is slow on purpose and nothing is collected here.
INSTELLINGEN = """
from kaart.settings import *
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""


def database_url() -> str:
    """Return the address of the database of this test."""
    stand = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stand['NAME']}"
    wie = f"{stand['USER']}:{stand['PASSWORD']}@" if stand["USER"] else ""
    return f"postgresql://{wie}{stand['HOST']}:{stand['PORT']}/{stand['NAME']}"


class Proxy(http.server.BaseHTTPRequestHandler):
    """Passes on, and adds from whom: as nginx does with $proxy_add_x_forwarded_for."""

    poort = 0

    def _door(self) -> None:
        inhoud = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        koppen = dict(self.headers.items())
        keten = [self.headers.get("X-Forwarded-For", ""), self.client_address[0]]
        koppen |= {"X-Forwarded-For": ", ".join(filter(None, keten)), "X-Forwarded-Proto": "https"}
        koppen |= {"Connection": "close"}
        achter = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=60)
        achter.request(self.command, self.path, inhoud, koppen)
        antwoord = achter.getresponse()
        tekst = antwoord.read()
        self.send_response(antwoord.status)
        for naam, waarde in antwoord.getheaders():
            if naam.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(naam, waarde)
        self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.wfile.write(tekst)
        achter.close()

    def do_GET(self) -> None:
        self._door()

    def do_POST(self) -> None:
        self._door()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Drukke(http.server.ThreadingHTTPServer):
    """Many at once may knock."""

    request_queue_size = 200
    daemon_threads = True


@pytest.fixture
def voordeur(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """Run the site with two processes behind a proxy on loopback; give the port of the proxy."""
    (tmp_path / "proefinstellingen.py").write_text(INSTELLINGEN)
    poort = postgres._vrije_poort()
    anders = {
        "ADRES": "127.0.0.1",
        "ALLOWED_HOSTS": GASTHEER,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "proefinstellingen",
        "PORT": str(poort),
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{suite.WORTEL}",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "VERTROUWDE_PROXIES": "1",
        "WEB_CONCURRENCY": "2",
        "WEGWIJS_DEMO": "1",
        "WEGWIJS_HTTPS": "1",
    }
    logboek = (tmp_path / "logboek").open("wb")
    proces = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "kaart/gunicorn.py", "kaart.wsgi"],
        cwd=suite.WORTEL,
        env=os.environ | anders,
        stdout=logboek,
        stderr=subprocess.STDOUT,
    )
    proxy = Drukke(("127.0.0.1", 0), type("Deze", (Proxy,), {"poort": poort}))
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        wacht_op(poort, proces)
        yield proxy.server_port
    finally:
        proxy.shutdown()
        proxy.server_close()
        proces.send_signal(signal.SIGTERM)
        proces.wait(30)
        logboek.close()


class Browser:
    """Somebody at an address of their own, who may lie about it."""

    def __init__(self, poort: int, nummer: int, *, liegt: bool = False) -> None:
        self.poort, self.adres, self.liegt = poort, f"127.0.{1 + nummer // 250}.{1 + nummer % 250}", liegt
        self.koekjes: dict[str, str] = {}

    def vraag(self, manier: str, pad: str, **velden: str) -> tuple[int, str]:
        koppen = {
            "Host": GASTHEER,
            "Origin": f"https://{GASTHEER}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        koppen["Cookie"] = "; ".join(f"{naam}={waarde}" for naam, waarde in self.koekjes.items())
        if self.liegt:
            koppen["X-Forwarded-For"] = f"203.0.113.{secrets.randbelow(250)}"
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=60, source_address=(self.adres, 0))
        verbinding.request(manier, pad, urlencode(velden) if velden else None, koppen)
        antwoord = verbinding.getresponse()
        for kop in antwoord.headers.get_all("Set-Cookie") or []:
            naam, _, waarde = kop.partition(";")[0].partition("=")
            self.koekjes[naam] = waarde
        tekst = antwoord.read().decode()
        verbinding.close()
        return antwoord.status, tekst

    def stuur(self, pad: str, **velden: str) -> tuple[int, str]:
        """Open a page and send the form on it."""
        _, tekst = self.vraag("GET", pad)
        gevonden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', tekst)
        assert gevonden, tekst[:500]
        return self.vraag("POST", pad, csrfmiddlewaretoken=gevonden[1], **velden)

    def log_in(self, naam: str, wachtwoord: str = WACHTWOORD) -> str:
        status, tekst = self.stuur("/inloggen/", login=naam, password=wachtwoord)
        if status == 302:
            return "in"
        return "geremd" if status == 429 or "te vaak" in tekst else "fout"


def test_een_aanvaller_wordt_gestopt_en_zeventig_collegas_komen_binnen(voordeur: int) -> None:
    namen = [f"collega{n}" for n in range(70)]
    for naam in namen:
        maak_medewerker(Rol.OPBOUWWERKER, naam=naam)
    pogingen: list[str] = []

    def val_aan() -> None:
        """60 wrong passwords for one colleague, one a second or faster, each under another false address."""
        aanvaller = Browser(voordeur, 300, liegt=True)
        pogingen.extend(aanvaller.log_in("collega0", f"gok {n}") for n in range(60))

    draad = threading.Thread(target=val_aan)
    draad.start()
    with ThreadPoolExecutor(4) as samen:
        uitkomsten = Counter(samen.map(lambda n: Browser(voordeur, n).log_in(namen[n]), range(70)))
    draad.join()
    assert uitkomsten == {"in": 70}
    assert Counter(pogingen) == {"fout": 8, "geremd": 52}, "counted by both processes together"
    assert Browser(voordeur, 120).log_in("collega0") == "in", "also whom it was about, from elsewhere"


def test_zeventig_aanvallers_op_een_account_houden_de_eigenaar_niet_buiten(voordeur: int) -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    with ThreadPoolExecutor(4) as samen:
        pogingen = Counter(
            uitkomst
            for lijst in samen.map(
                lambda n: [Browser(voordeur, n, liegt=True).log_in("collega", f"gok {k}") for k in range(4)], range(70)
            )
            for uitkomst in lijst
        )
    assert sum(pogingen.values()) == 280
    assert pogingen["fout"] <= 50 + 70 + 8, "a few may be under way when the fiftieth is counted"
    assert pogingen["in"] == 0
    assert [Browser(voordeur, 100 + n).log_in("collega") for n in range(5)] == ["in"] * 5


def test_zeventig_bezoekers_melden_een_fout_en_niemand_wordt_geweigerd(voordeur: int) -> None:
    for n in range(7):
        AanbodFabriek.create(kenmerk=f"koor-{n}")

    def meld(n: int) -> int:
        return Browser(voordeur, n).stuur(f"/aanbod/koor-{n % 7}/klopt-niet/", tekst="Op dinsdag is het dicht")[0]

    with ThreadPoolExecutor(4) as samen:
        assert Counter(samen.map(meld, range(70))) == {302: 70}
    assert Voorstel.objects.count() == 70
    een = Browser(voordeur, 200, liegt=True)
    nog = [een.stuur("/aanbod/koor-1/klopt-niet/", tekst="Dicht")[0] for _ in range(12)]
    assert nog == [302] * 5 + [429] * 7, "one visitor is one visitor, whichever process answers"
