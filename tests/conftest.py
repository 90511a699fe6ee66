"""What every test shares: the report of what was left out and why."""

from __future__ import annotations

import io
from collections.abc import Callable

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from organisaties.rollen import Rol
from tests.fabrieken import maak_medewerker
from tests.omgeving import chromium, programmas

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


@pytest.fixture
def kaart(db: None) -> None:
    """Load the real opening data."""
    call_command("laad_kaart", settings.BASE_DIR / "fixtures", verbosity=0, stdout=io.StringIO())


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
