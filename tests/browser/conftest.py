"""Pages in a real browser that watch themselves.

A test asks `pagina` for a page and goes to a path of the live server; when the test ends, a request to another host, an
error on the console or a breach of the content security policy makes it fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.omgeving import chromium

BREEDTES = (360, 1280)
"""Pixels: a small phone, and an ordinary laptop."""

HOOGTE = 800
NETWERK = ("http", "https", "ws", "wss")
KLEURREGELS = ["color-contrast", "link-in-text-block"]
"""What axe finds by looking at colours: all that can differ by night (`test_donker_is_alleen_andere_kleuren`)."""

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Chromium reports most breaches on the console by itself; those in a page's first moments are only seen like this.
LUISTERAAR = """
document.addEventListener("securitypolicyviolation", (e) =>
    console.error(`securitypolicyviolation: ${e.effectiveDirective} blocks ${e.blockedURI || "inline"} `
        + `at ${e.sourceFile || "the page"}:${e.lineNumber}`));
"""

OPGEMAAKT = """
() => document.readyState === "complete"
    && [...document.querySelectorAll("link[rel~=stylesheet]")].every((link) => link.sheet)
"""


class Paginas:
    """Makes watched pages, each with cookies of its own, and keeps what went wrong in them."""

    def __init__(self, new_context: Callable[..., BrowserContext], adres: str) -> None:
        """Watch for everything that does not go to `adres`, the live server."""
        self._new_context = new_context
        self._adres = adres
        self.klachten: list[str] = []

    def __call__(
        self, breedte: int = BREEDTES[0], *, javascript: bool = True, toegestaan: tuple[str, ...] = (), **opties: Any
    ) -> Page:
        """Return a page of `breedte` pixels; `toegestaan` are pieces of console errors that the test expects.

        With `javascript=False` no script of the page runs, but Chromium still leaves out what stands in <noscript>.
        """
        context = self._new_context(
            base_url=self._adres,
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": breedte, "height": HOOGTE},
            # Without movement a click lands where the test saw the button, and axe sees final colours.
            reduced_motion="reduce",
            **opties,
        )
        context.set_default_timeout(10_000)
        context.on("request", self._bij_verzoek)
        context.on("console", lambda bericht: self._bij_console(bericht, toegestaan))
        context.on("weberror", lambda fout: self.klachten.append(f"uncaught in script: {fout.error}"))
        # Noted and then stopped: a test never waits for a host that is not there.
        context.route(self._is_vreemd, lambda route: route.abort())
        context.add_init_script(LUISTERAAR)
        return context.new_page()

    def _is_vreemd(self, url: str) -> bool:
        return urlsplit(url).scheme in NETWERK and urlsplit(url).netloc != urlsplit(self._adres).netloc

    def _bij_verzoek(self, verzoek: Request) -> None:
        if self._is_vreemd(verzoek.url):
            self.klachten.append(f"request to another host: {verzoek.url}")

    def _bij_console(self, bericht: ConsoleMessage, toegestaan: tuple[str, ...]) -> None:
        if bericht.type == "error" and not any(deel in bericht.text for deel in toegestaan):
            self.klachten.append(f"console error: {bericht.text} ({bericht.location.get('url')})")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use Debian's Chromium."""
    return {**browser_type_launch_args, "executable_path": chromium.vind(), "args": list(chromium.ARGUMENTEN)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Take the place of the plugin's own fixture, which pytest warns about; `pagina` sets the address per page."""


@pytest.fixture(params=BREEDTES)
def breedte(request: pytest.FixtureRequest) -> int:
    """Run the test once on a phone and once on a laptop."""
    waarde: int = request.param
    return waarde


@pytest.fixture
def pagina(new_context: Callable[..., BrowserContext], live_server: LiveServer) -> Iterator[Paginas]:
    """Give pages that start at the live server: `pagina(360).goto("/zoeken/")`."""
    paginas = Paginas(new_context, live_server.url)
    yield paginas
    if paginas.klachten:
        pytest.fail("The page misbehaved:\n  " + "\n  ".join(dict.fromkeys(paginas.klachten)), pytrace=False)


@pytest.fixture
def axe() -> Callable[..., None]:
    """Give a check that fails with what axe finds on a page: `axe(page)`; by night of its colours only."""

    def controleer(page: Page, *, negeer: tuple[str, ...] = (), nacht: bool = False) -> None:
        if nacht:
            page.emulate_media(color_scheme="dark")
        opties = {
            "runOnly": {"type": "rule", "values": KLEURREGELS} if nacht else {"type": "tag", "values": REGELS},
            "rules": {regel: {"enabled": False} for regel in negeer},
            "resultTypes": ["violations"],
        }
        # A page that a click brought may still wait for its stylesheet: unstyled links are too small to tap.
        page.wait_for_load_state("load")
        page.wait_for_function(OPGEMAAKT)
        # A bar that stays in sight lies over whatever scrolls below it. Where the form ends it has a place of its own.
        page.evaluate("document.querySelector('.bewaarbalk')?.parentElement.scrollIntoView({block: 'end'})")
        overtredingen = Axe().run(page, options=opties).response["violations"]
        if overtredingen:
            wanneer = " by night" if nacht else ""
            pytest.fail(f"axe on {page.url}{wanneer}:\n" + "\n".join(map(_leesbaar, overtredingen)), pytrace=False)
        if nacht:
            page.emulate_media(color_scheme="light")

    return controleer


def _leesbaar(overtreding: dict[str, Any]) -> str:
    """Return a violation as a rule, why it matters and each place it was seen."""
    regels = [f"* {overtreding['id']} ({overtreding['impact']}): {overtreding['help']}"]
    for plek in overtreding["nodes"]:
        regels.append(f"    {' '.join(map(str, plek['target']))}   {' '.join(plek['html'].split())[:200]}")
        regels += [f"      {regel.strip()}" for regel in plek.get("failureSummary", "").splitlines()[1:]]
    return "\n".join(regels)
