"""The phone turned round in a real browser: pointed at, read from right to left, and without a word of Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.doorverwijzing.zonder_nederlands import nederlands_op

RAAK = 64  # pixels
PLAATJES = ".plaatjes a"
TE_KLEIN = f"""
() => [...document.querySelectorAll("main a, main summary")]
    .filter((knop) => knop.offsetParent && knop.getBoundingClientRect().height < {RAAK})
    .map((knop) => knop.textContent.trim())
"""


def test_een_plaatje_aanwijzen_geeft_briefjes_zonder_nederlands(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None
) -> None:
    page = pagina(360, javascript=False)
    for taal, richting in (("ti", "ltr"), ("ar", "rtl")):
        page.goto(f"/in/{taal}/")
        assert nederlands_op(page.content()) == []
        expect(page.locator("html")).to_have_attribute("dir", richting)
        page.locator(PLAATJES).nth(11).click()
        expect(page).to_have_url(re.compile(f"/in/{taal}/gezondheid/$"))
        assert nederlands_op(page.content()) == []
        # The first slip begins on the first screen; one with an address says where it is and has a way to get there.
        # Which one is first depends on the hour: what is open then.
        assert (page.locator("article").first.bounding_box() or {"y": 9999})["y"] < 400
        eerste = page.locator("article:has(address)").first
        expect(eerste.locator("address")).to_be_visible()
        expect(eerste.locator("a[href^='https://www.openstreetmap.org/']")).to_be_visible()
        # A part of the city is two taps.
        page.locator(".waar summary").click()
        page.get_by_role("link", name="Nieuw-West").click()
        expect(page).to_have_url(re.compile("stadsdeel=nieuw-west"))
        assert nederlands_op(page.content()) == []
    # The worker takes over, in Dutch, where the person was.
    page.get_by_role("link", name="Terug").click()
    expect(page).to_have_url(re.compile(r"/zoeken/\?stadsdeel=nieuw-west&behoefte=gezondheid$"))


@pytest.mark.parametrize("donker", [False, True])
def test_groot_genoeg_om_aan_te_wijzen_en_leesbaar_in_licht_en_donker(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int, donker: bool
) -> None:
    page = pagina(breedte, color_scheme="dark" if donker else "light")
    for pad in ("/in/ti/", "/in/ar/", "/in/fr/", "/in/fa/eten/", "/in/so/werk/?stadsdeel=oost", "/in/uk/praten/"):
        page.goto(pad)
        for vak in page.locator("main summary").all():
            vak.click()
        assert page.evaluate(TE_KLEIN) == [], pad
        assert past(page), pad
        axe(page)
    page.goto("/in/pt-BR/")
    boven = [(vak.bounding_box() or {"y": -1})["y"] for vak in page.locator(PLAATJES).all()]
    kolommen = boven.count(boven[0])
    assert kolommen == 2 if breedte == 360 else kolommen > 4


def test_de_taal_kiezen_kan_op_elke_pagina_bij_de_eigen_naam(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360, javascript=False)
    page.goto("/zoeken/?stadsdeel=oost&behoefte=eten")
    koekjes = page.context.cookies()
    page.get_by_role("link", name="Draai de telefoon om").click()
    page.get_by_role("link", name="ትግርኛ").click()
    page.locator(PLAATJES).first.click()
    page.locator("header summary").click()
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(re.compile(r"/in/ar/eten/\?stadsdeel=oost$"))
    expect(page.locator("main")).to_have_attribute("dir", "rtl")
    # Nothing of it is in this browser.
    assert page.context.cookies() == koekjes


def test_snel_weg_staat_in_de_taal_en_laat_geen_weg_terug(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    page.goto("/in/tr/")
    page.locator("a[href$='/praten/']").click()
    weg = page.locator("[data-snel-weg]")
    expect(weg).to_be_in_viewport()
    assert nederlands_op(page.content()) == []
    # As on the page about safety in Dutch: what comes next takes its place, so Back is not this page.
    page.get_by_role("link", name="Terug").click()
    expect(page).to_have_url(re.compile("/even-rust/$"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("/praten/"))
