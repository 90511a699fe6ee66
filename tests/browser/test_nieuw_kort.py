"""The short form for something new and 'Van mij' in a real browser: axe, two widths, keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from organisaties.models import Organisatie
from tests.browser.conftest import Paginas
from tests.browser.test_bewerken_per_blok import mensen
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in

__all__ = ["mensen"]


@pytest.mark.parametrize("javascript", [True, False])
def test_nieuw_in_een_formulier_en_enter_doet_niets(pagina: Paginas, mensen: None, javascript: bool) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    page.goto("/werk/")
    page.get_by_role("navigation", name="Werk").get_by_role("link", name="Nieuw").click()
    naam = page.get_by_label("Hoe heet de organisatie of groep?")
    naam.fill("Eethuis De Kring")
    page.get_by_label("Formeel of informeel?").select_option("informeel")
    page.get_by_label("In welk stadsdeel?").select_option("zuidoost")
    page.get_by_label("Wat kun je er doen of krijgen?").fill("Samen eten")
    telefoon = page.get_by_label("Telefoon", exact=True)
    telefoon.fill("020 123 4567")
    telefoon.press("Enter")
    expect(naam).to_have_value("Eethuis De Kring")
    assert page.url.endswith("/werk/nieuw/")
    assert not Organisatie.objects.filter(naam="Eethuis De Kring").exists()
    page.get_by_label("Ik heb ze net gesproken").check()
    zet = page.get_by_role("button", name="Zet op de kaart")
    expect(zet).to_be_in_viewport()
    zet.press("Enter")
    expect(page).to_have_url(re.compile("/organisaties/eethuis-de-kring/gemaakt/$"))
    expect(page.get_by_text("Het staat op de kaart.")).to_be_visible()
    # By mistake: within the hour it can be taken back, after a question.
    page.get_by_role("link", name="Van mij").last.click()
    page.get_by_role("link", name="Gooi weg : Eethuis De Kring").click()
    expect(page.get_by_text("Dit gaat mee:")).to_be_visible()
    page.get_by_role("button", name="Gooi weg").click()
    expect(page.get_by_text("‘Eethuis De Kring’ is weg.")).to_be_visible()
    assert not Organisatie.objects.filter(naam="Eethuis De Kring").exists()


@pytest.mark.parametrize("wie", ["houder", "collega"])
def test_axe_vindt_niets_en_alles_past(
    pagina: Paginas, axe: Callable[..., None], mensen: None, breedte: int, wie: str
) -> None:
    page = pagina(breedte)
    log_in(page, wie)
    page.goto("/werk/nieuw/")
    page.locator(".bewaarbalk .knop").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Vul de naam in.")
    page.evaluate("document.querySelectorAll('main details').forEach((vouw) => (vouw.open = true))")
    axe(page)
    assert past(page)
    page.get_by_label("Hoe heet de organisatie of groep?").fill("Eethuis De Kring")
    page.get_by_label("Formeel of informeel?").select_option("informeel")
    page.get_by_label("In welk stadsdeel?").select_option("zuidoost")
    page.locator(".bewaarbalk .knop").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit is gemaakt")
    axe(page)
    assert past(page)
    for pad in ("/werk/van-mij/", "/werk/van-mij/?wat=gemaakt", "/organisaties/eethuis-de-kring/weggooien/"):
        page.goto(pad)
        axe(page)
        assert past(page), pad
