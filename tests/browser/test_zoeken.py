"""Searching in a real browser: suggestions with the keyboard, recognised words, and the way out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, expect

from tests.browser.conftest import Paginas


def test_voorstellen_lopen_met_het_toetsenbord(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int
) -> None:
    page = pagina(breedte)
    for pad in ("/", "/zoeken/"):
        page.goto(pad)
        vak = page.get_by_role("combobox", name="Wat is er nodig?")
        expect(vak).to_have_attribute("aria-expanded", "false")
        vak.press_sequentially("taalc", delay=30)
        opties = page.locator("#voorstellen").get_by_role("option")
        expect(opties.first).to_contain_text("Taalcafé")
        expect(vak).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#voorstellen-telling")).to_have_text(re.compile(r"^\d+ voorstel"))
        axe(page)
        vak.press("ArrowDown")
        expect(opties.first).to_have_attribute("aria-selected", "true")
        eerste = opties.first.get_attribute("id") or ""
        expect(vak).to_have_attribute("aria-activedescendant", eerste)
        vak.press("Escape")
        expect(opties).to_have_count(0)
        vak.press("ArrowDown")
        vak.press("Enter")
        expect(page).to_have_url(re.compile(r"behoefte=taal"))


def test_enter_zonder_keuze_zoekt_gewoon(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    page.goto("/zoeken/")
    vak = page.get_by_role("combobox", name="Wat is er nodig?")
    vak.press_sequentially("wasmachiene", delay=10)
    vak.press("Enter")
    expect(page.get_by_text("‘wasmachiene’ is gelezen als ‘wasmachine’.")).to_be_visible()
    page.locator("#vooraf > summary").click()
    expect(page.get_by_text("We zochten op wasmachine")).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=wasmachiene"))


def test_een_late_lijst_met_voorstellen_valt_niet_over_de_uitslag(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(1280)
    laat: list[Any] = []
    gevraagd: list[str] = []

    def houd_vast(route: Any) -> None:
        laat.append(route)

    page.route("**/zoeken/voorstellen/**", houd_vast)
    page.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    page.goto("/zoeken/")
    vak = page.get_by_role("combobox", name="Wat is er nodig?")
    vak.fill("taalles")
    page.wait_for_timeout(800)
    assert laat, "the list was asked for"
    vak.press("Enter")
    expect(page).to_have_url(re.compile("q=taalles"))
    for route in laat:
        with contextlib.suppress(Error):
            route.continue_()
    page.wait_for_timeout(600)
    expect(page.locator("#voorstellen")).to_be_hidden()
    expect(vak).to_have_attribute("aria-expanded", "false")
    assert not [adres for adres in gevraagd if "voorstellen/?" in adres], "what is typed stands in no address"
    page.unroute("**/zoeken/voorstellen/**")
    vak.fill("taalc")
    expect(page.locator("#voorstellen").get_by_role("option").first).to_be_visible()


def test_een_tik_op_een_herkend_woord_filtert_en_een_tik_haalt_het_weg(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int
) -> None:
    page = pagina(breedte)
    page.goto("/zoeken/?q=advocaat+arabisch")
    telling = page.locator("#resultaten output")
    alles = int(telling.inner_text())
    axe(page)
    page.get_by_role("link", name="alleen Arabisch").click()
    expect(page.get_by_role("link", name="Arabisch weghalen")).to_be_visible()
    assert int(page.locator("#resultaten output").inner_text()) <= alles
    page.get_by_role("link", name="Arabisch weghalen").click()
    expect(page.get_by_role("link", name="alleen Arabisch")).to_be_visible()
    expect(telling).to_have_text(str(alles))


def test_wie_om_veiligheid_vraagt_krijgt_een_neutrale_pagina_met_een_uitweg(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int
) -> None:
    page = pagina(breedte)
    page.goto("/zoeken/")
    page.get_by_role("combobox", name="Wat is er nodig?").fill("man slaat haar")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("[data-snel-weg]")).to_be_visible()
    expect(page).to_have_title(re.compile("^Informatie"))
    axe(page)
