"""What every test shares: the report of what was left out and why."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.omgeving import chromium


def pytest_report_header() -> str:
    """Name the database under test: the same suite runs on two."""
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser."""
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts[1:-1]:
            item.add_marker(pytest.mark.browser)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave browser tests out where there is no browser, unless it is required."""
    if item.get_closest_marker("browser") and chromium.ontbreekt():
        if chromium.vereist():
            pytest.fail(f"WEGWIJS_VEREIST is on and there is no Chromium. {chromium.RAAD}", pytrace=False)
        pytest.skip("no Chromium")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that browser tests were left out."""
    zonder = [r for r in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(r.longrepr)]
    if zonder:
        terminalreporter.write_line(
            f"LEFT OUT: {len(zonder)} browser tests, there is no Chromium. {chromium.RAAD}", red=True, bold=True
        )
