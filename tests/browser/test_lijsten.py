"""The reference lists on a phone and a laptop: every page by axe, a word in two taps, and a merge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kaart.werk.models import VergeefsWoord
from organisaties.models import Behoefte
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.fabrieken import WACHTWOORD, maak_medewerker


def log_in(page: Page) -> None:
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("coordinator")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_text("Ingelogd als")).to_be_visible()


@pytest.mark.parametrize("kleuren", ["light", "dark"])
def test_elke_pagina_van_de_lijsten_is_toegankelijk(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int, kleuren: str
) -> None:
    page = pagina(breedte, color_scheme=kleuren)
    log_in(page)
    VergeefsWoord.objects.create(week="2026-11-16", woord="blorfkwast", aantal=6)
    eten = Behoefte.objects.get(slug="eten")
    for pad in (
        "",
        "behoeften/",
        f"behoeften/{eten.pk}/",
        f"behoeften/{eten.pk}/weg/",
        "hulplijnen/nieuw/",
        "dagen-dicht/",
        "vergeefs/",
        "proef/",
    ):
        page.goto(f"/werk/lijsten/{pad}")
        axe(page)
        assert past(page), pad
    page.get_by_label("Woord", exact=True).fill("voedselbank")
    page.get_by_label("Zet het bij deze behoefte").select_option("wonen")
    page.get_by_role("button", name="Kijk").click()
    expect(page.get_by_text("hoort al bij")).to_be_visible()
    axe(page)
    assert past(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_een_vergeefs_woord_hoort_in_twee_tikken_bij_een_behoefte(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, javascript: bool
) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page)
    VergeefsWoord.objects.create(week="2026-11-16", woord="blorfkwast", aantal=6)
    page.goto("/werk/lijsten/vergeefs/")
    page.get_by_label("Maak ‘blorfkwast’ een woord van").select_option("eten")
    page.get_by_role("button", name="Bekijk").click()
    expect(page.get_by_role("heading", name="‘blorfkwast’ nu")).to_be_in_viewport()
    page.get_by_role("button", name="Ja, zet ‘blorfkwast’ bij").click()
    expect(page.get_by_text("‘blorfkwast’ is nu een woord van ‘Eten en drinken’.")).to_be_visible()
    assert "blorfkwast" in page.get_by_label("Andere woorden hiervoor").input_value().split("\n")
    page.goto("/zoeken/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("blorfkwast")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Voedselpakket").first).to_be_visible()


def test_samenvoegen_zegt_eerst_wat_er_gebeurt(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360, javascript=False)
    log_in(page)
    oud = Behoefte.objects.get(slug="spullen-fiets")
    page.goto(f"/werk/lijsten/behoeften/{oud.pk}/")
    page.get_by_role("link", name="Haal weg of voeg samen").click()
    page.get_by_label("In de plaats komt").select_option(label=Behoefte.objects.get(slug="spullen-meubels").naam)
    page.get_by_role("button").filter(has_text="Voeg samen").or_(page.get_by_role("button", name="Haal weg")).click()
    expect(page.get_by_text("oude links blijven werken")).to_be_visible()
    page.goto("/wegwijzer/spullen-fiets/")
    assert page.url.endswith("/wegwijzer/spullen-meubels/")
