"""The web server's logs: what one looks for, and from where, never reaches them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.omgeving import postgres, suite

GEHEIM = "ongedocumenteerden"
APP = """
def application(environ, start_response):
    if environ["PATH_INFO"] == "/stuk/":
        raise RuntimeError("kapot bij /stuk/?open_voor=ongedocumenteerden")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ja"]
"""


@pytest.fixture
def webserver(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Run gunicorn with this project's configuration before a small application; give its port and its log."""
    (tmp_path / "proefapp.py").write_text(APP)
    with gunicorn(tmp_path, "proefapp:application") as draait:
        yield draait


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Run the site itself, on a database of its own; give its port and its log."""
    omgeving = {
        "WEGWIJS_DEBUG": "1", "WEGWIJS_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kaart.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
    }  # fmt: skip
    opdracht = [sys.executable, str(suite.WORTEL / "manage.py"), "migrate", "--verbosity", "0"]
    subprocess.run(opdracht, check=True, env=os.environ | omgeving, cwd=suite.WORTEL)
    with gunicorn(tmp_path, "kaart.wsgi", **omgeving) as draait:
        yield draait


@contextlib.contextmanager
def gunicorn(tmp_path: Path, app: str, **omgeving: str) -> Iterator[tuple[int, Path]]:
    """Run gunicorn with this project's configuration; give its port and its log."""
    poort = postgres._vrije_poort()
    logboek = tmp_path / "logboek"
    with logboek.open("wb") as uitvoer:
        proces = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", str(suite.WORTEL / "kaart" / "gunicorn.py")),
                *("--pythonpath", str(tmp_path), "--log-level", "debug", app),
            ],
            cwd=suite.WORTEL,
            env=os.environ | omgeving | {"ADRES": "127.0.0.1", "PORT": str(poort), "WEB_CONCURRENCY": "1"},
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
        )
    try:
        wacht_op(poort, proces)
        yield poort, logboek
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(20)


def wacht_op(poort: int, proces: subprocess.Popen[bytes]) -> None:
    """Return once something listens on the port; raises AssertionError where the process ended or a minute went by."""
    eind = time.monotonic() + 60
    while proces.poll() is None and time.monotonic() < eind:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", poort), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("gunicorn does not start")


def stuur(poort: int, regels: str) -> bytes:
    """Send these lines as they are and return the answer."""
    with socket.create_connection(("127.0.0.1", poort), timeout=10) as verbinding:
        verbinding.sendall(regels.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: verbinding.recv(65536), b""))


def test_logboek_noemt_pad_maar_niet_de_vraag_de_herkomst_of_het_adres(webserver: tuple[int, Path]) -> None:
    poort, logboek = webserver
    kop = f"Host: wegwijs\nReferer: http://wegwijs/?open_voor={GEHEIM}\nUser-Agent: proefbrowser\nConnection: close\n\n"
    gewoon = stuur(poort, f"GET /zoeken/?open_voor={GEHEIM} HTTP/1.1\n{kop}")
    stuk = stuur(poort, f"GET /stuk/?open_voor={GEHEIM} HTTP/1.1\n{kop}")
    scheef = stuur(poort, f"GET /zoeken/?q=naam en {GEHEIM} HTTP/1.1\n{kop}")
    oud = stuur(poort, f"GET /zoeken/?open_voor={GEHEIM} HTTP/9.9\n{kop}")

    assert b"200 OK" in gewoon
    assert b" 500 " in stuk
    assert b" 400 " in scheef
    assert b" 400 " in oud or b" 505 " in oud
    time.sleep(0.2)  # the line is written after the answer
    geschreven = logboek.read_text()
    assert "GET /zoeken/ 200 2 bytes" in geschreven
    assert "Traceback" in geschreven  # a fault of the application can still be found
    assert "Invalid request refused" in geschreven
    assert GEHEIM not in geschreven
    assert "proefbrowser" not in geschreven
    # The address it listens on stands at the top; no reader's address after that.
    assert "127.0.0.1" not in geschreven.split("Listening at", 1)[1].split("\n", 1)[1]


def test_geen_log_van_de_site_noemt_het_geheim_uit_een_link(site: tuple[int, Path]) -> None:
    """The lines of the web server and those of Django, for every link that a mail can hold, asked for and sent."""
    poort, logboek = site
    paden = (
        "/account/wachtwoord-vergeten/~1-%s/",
        "/uitnodiging/MQ/~%s/",
        "/klopt-nog/~%s/",
        "/herinneringen/~%s/",
        "/ontvangstbewijs/~%s/",
    )
    for nummer, pad in enumerate(paden):
        adres = pad % f"d3adb33f:{nummer}-{GEHEIM}"
        for regel in (f"GET {adres}", f"HEAD {adres}", f"POST {adres}", f"GET {adres.replace('~', '%7E')}"):
            kop = "Host: localhost\nContent-Length: 0\nConnection: close\n\n"
            assert b" 500 " not in stuur(poort, f"{regel} HTTP/1.1\n{kop}").partition(b"\r")[0]
    time.sleep(0.5)
    geschreven = logboek.read_text()
    for pad in paden:
        assert geschreven.count(f"GET {pad.partition('~')[0]}~…") >= 2, "it is seen that a link was used"
    assert "Not Found: /klopt-nog/~…" in geschreven, "Django's own line too"
    assert GEHEIM not in geschreven
    assert "d3adb33f" not in geschreven


@contextlib.contextmanager
def wegwijs(database: Path, logboek: Path, **extra: str) -> Iterator[int]:
    """Run the site itself on this database and give its port."""
    poort = postgres._vrije_poort()
    env = os.environ | {
        "ADRES": "127.0.0.1", "PORT": str(poort), "WEB_CONCURRENCY": "2", "DATABASE_URL": f"sqlite:///{database}",
        "ALLOWED_HOSTS": "127.0.0.1", "WEGWIJS_HTTPS": "0", "WEGWIJS_VAR": str(database.parent),
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
    }  # fmt: skip
    with logboek.open("wb") as uitvoer:
        proces = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(suite.WORTEL / "kaart" / "gunicorn.py"), "kaart.wsgi"],
            cwd=suite.WORTEL,
            env=env | extra,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
        )
    try:
        wacht_op(poort, proces)
        yield poort
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(30)


@pytest.mark.parametrize("vooraf", ["1", "0"])
def test_zonder_tabellen_start_de_site_toch_en_daarna_werkt_ze(tmp_path: Path, vooraf: str) -> None:
    """Who migrates after starting need not start again: nothing of the failed reading beforehand stays."""
    database, logboek = tmp_path / "leeg.sqlite3", tmp_path / "logboek"
    with wegwijs(database, logboek, WEB_VOORAF=vooraf) as poort:
        vraag = "GET /hsds/services HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n"
        assert b" 500 " in stuur(poort, vraag).split(b"\n")[0]
        assert "The kaart could not be read beforehand" in logboek.read_text()
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"],
            cwd=suite.WORTEL,
            env=os.environ
            | {"DATABASE_URL": f"sqlite:///{database}", "WEGWIJS_VAR": str(tmp_path)}
            | {"DJANGO_SETTINGS_MODULE": "kaart.settings"},
            check=True,
        )
        for _ in range(4):
            assert b" 200 " in stuur(poort, vraag).split(b"\n")[0]
            gezocht = stuur(poort, vraag.replace("services", "services?search=taal"))
            assert b'"total_items": 0' in gezocht
