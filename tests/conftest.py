"""What every test shares: the report of what was left out and why."""

from __future__ import annotations

import gc
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_medewerker
from tests.kaartkopie import zet_klaar
from tests.omgeving import chromium, programmas
from tests.postbus import Postbus

# No deadline: on a busy machine it measures the machine, and fails a test that has nothing wrong.
hypothesis.settings.register_profile("wegwijs", deadline=None)
hypothesis.settings.load_profile("wegwijs")


def pytest_report_header() -> str:
    """Name the database under test: the same suite runs on two."""
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser."""
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts[1:-1]:
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays until the end: all code, and every test that was found.

    It walked over these again and again, which took an eighth of the time of the suite.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs a browser or a program that is not here, unless it is required."""
    if item.get_closest_marker("browser") and chromium.ontbreekt():
        if chromium.vereist():
            pytest.fail(f"WEGWIJS_VEREIST is on and there is no Chromium. {chromium.RAAD}", pytrace=False)
        pytest.skip("no Chromium")
    for merk in item.iter_markers("programma"):
        programma = programmas.PROGRAMMAS[merk.args[0]]
        if not programma.aanwezig:
            if chromium.vereist():
                pytest.fail(f"WEGWIJS_VEREIST is on and there is no {programma.naam}. {programma.raad}", pytrace=False)
            pytest.skip(f"no {programma.naam}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that browser tests were left out."""
    zonder = [r for r in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(r.longrepr)]
    if zonder:
        terminalreporter.write_line(
            f"LEFT OUT: {len(zonder)} browser tests, there is no Chromium. {chromium.RAAD}", red=True, bold=True
        )
    for programma in programmas.ontbreekt():
        zonder = [r for r in terminalreporter.stats.get("skipped", []) if f"no {programma.naam}" in str(r.longrepr)]
        if zonder:
            terminalreporter.write_line(
                f"LEFT OUT: {len(zonder)} tests, there is no {programma.naam}. {programma.raad}", red=True, bold=True
            )


@pytest.fixture(autouse=True)
def tellers_terug(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the counts of the brakes after a test that commits: their table is of no model, so Django leaves it."""
    merk = request.node.get_closest_marker("django_db")
    bewaart = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not bewaart and not (merk and merk.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    cache.clear()


@pytest.fixture(scope="session")
def openingsdata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the real opening data, but for the table of common words: it takes longer than the rest."""
    map_ = tmp_path_factory.mktemp("openingsdata") / "fixtures"
    shutil.copytree(settings.BASE_DIR / "fixtures", map_, ignore=shutil.ignore_patterns("woordbehoeften.csv"))
    return map_


@pytest.fixture
def kaart(db: None, openingsdata: Path) -> None:
    """Load the real opening data."""
    zet_klaar(openingsdata)


@pytest.fixture
def kaart_met_tabel(db: None) -> None:
    """Load the real opening data, the table of common words included."""
    zet_klaar(settings.BASE_DIR / "fixtures")


ROLLEN = {
    "bezoeker": (),
    "opbouwwerker": (Rol.OPBOUWWERKER,),
    "aandachtsfunctionaris": (Rol.AANDACHTSFUNCTIONARIS,),
    "aanbieder": (Rol.AANBIEDER,),
    "coordinator": (Rol.COORDINATOR,),
    "beheerder": (Rol.BEHEERDER,),
}
"""The same cast everywhere; a visitor has no account."""


@pytest.fixture
def als(db: None) -> Callable[[str], Client]:
    """Give a browser of someone in this role: `als("opbouwwerker").get("/")`."""

    def maak(rol: str) -> Client:
        client = Client()
        if rol != "bezoeker":
            client.force_login(maak_medewerker(*ROLLEN[rol], naam=rol))
        return client

    return maak


@pytest.fixture
def pdok() -> Iterator[Callable[[Any], str]]:
    """Give a real address service on loopback: `pdok(address)` starts one that answers with it, and returns where."""
    servers: list[http.server.HTTPServer] = []

    def start(adres: Any) -> str:
        gevonden = [] if adres is None else [adres]
        inhoud = b"<html>stuk</html>" if adres == "kapot" else json.dumps({"response": {"docs": gevonden}}).encode()

        class Antwoord(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(inhoud)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        server = http.server.HTTPServer(("127.0.0.1", 0), Antwoord)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def postbus() -> Iterator[Postbus]:
    """Give a mail server that runs."""
    with Postbus() as bus:
        draad = threading.Thread(target=bus.serve_forever, kwargs={"poll_interval": 0.05})
        draad.start()
        yield bus
        bus.shutdown()
        draad.join()
