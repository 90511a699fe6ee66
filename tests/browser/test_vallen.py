"""Traps for who searches: what is ticked is applied, and what cannot be done any more does not look ordinary."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from organisaties.models import Aanbod, Toegang
from organisaties.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

GROEPEN = re.compile("open_voor|ongedocumenteerd|statushouder")


@pytest.fixture(params=[True, False], ids=["met-js", "zonder-js"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Run the test with and without JavaScript."""
    return bool(request.param)


@pytest.fixture
def collega(pagina: Paginas, transactional_db: None, kaart: None, javascript: bool) -> Page:
    """Give the phone of a colleague who is signed in; what it asked for is kept in `gevraagd`."""
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    # A choice that follows quickly takes the place of the one before, and htmx says so on the console.
    page = pagina(360, javascript=javascript, toegestaan=("htmx:afterRequest", "htmx:sendAbort"))
    log_in(page, "collega")
    return page


def kies(page: Page, facet: str, naam: str) -> None:
    vak = page.locator(f"#facet-{facet}")
    if not vak.evaluate("vak => vak.open"):
        vak.locator("> summary").click()
    vak.get_by_role("checkbox", name=naam).first.check()


def panelen_open(page: Page) -> None:
    if not page.locator("#filters").evaluate("vak => vak.open"):
        page.locator("#filters > summary").click()


def test_toon_resultaten_past_alles_toe_wat_is_aangevinkt(collega: Page, axe: Callable[..., None]) -> None:
    gevraagd: list[str] = []
    collega.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    Toegang.objects.filter(categorie__slug="ongedocumenteerden").exclude(waarde="welkom").delete()
    weg = Aanbod.objects.get(kenmerk="kruispost-huisarts").toegang.get(categorie__slug="ongedocumenteerden")
    Toegang.objects.filter(pk=weg.pk).update(waarde="niet")
    collega.goto("/zoeken/?behoefte=gezondheid")
    voor = int(collega.locator("#resultaten output").inner_text())
    panelen_open(collega)
    # One after the other without waiting: the first must not get lost by the second.
    kies(collega, "open_voor", "Ongedocumenteerden")
    kies(collega, "stadsdeel", "Oost")
    expect(collega.get_by_role("button", name="Toepassen")).to_have_count(0)
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?stadsdeel=oost&behoefte=gezondheid$"))
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    expect(collega.locator("#resultaten output")).not_to_have_text(str(voor))
    expect(collega.get_by_text(re.compile(r"Niet voor deze groep \("))).to_be_visible()
    axe(collega)
    assert past(collega)
    panelen_open(collega)
    expect(collega.locator("#k-open_voor-ongedocumenteerden")).to_be_checked()
    expect(collega.locator("#k-stadsdeel-oost")).to_be_checked()
    # Words and ticks go together too, by the button beside the words.
    collega.get_by_role("combobox" if collega.evaluate("!!window.htmx") else "searchbox").fill("dokter")
    collega.locator("#zoekknop").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?q=dokter&stadsdeel=oost&behoefte=gezondheid$"))
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    paden = [url for url in gevraagd if not url.endswith("/zoeken/open-voor/")]
    assert not [url for url in paden if GROEPEN.search(url)], "the group stands in no address"


def test_een_vink_weghalen_werkt_ook_met_die_knop(collega: Page) -> None:
    collega.goto("/zoeken/?behoefte=gezondheid&stadsdeel=oost")
    panelen_open(collega)
    kies(collega, "open_voor", "Ongedocumenteerden")
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    panelen_open(collega)
    collega.locator("#k-open_voor-ongedocumenteerden").uncheck()
    collega.locator("#k-stadsdeel-oost").uncheck()
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?behoefte=gezondheid$"))
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_have_count(0)
