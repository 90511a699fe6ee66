"""Changing one block in a real browser: taps counted, axe, two widths, keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from organisaties.bijhouden.voorstellen.acties import meld
from organisaties.models import Aanbod, Controle, Stadsdeel, Voorstel
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

AANBOD = "carabic-voedsel"


@pytest.fixture
def mensen(transactional_db: None, kaart: None) -> None:
    """Give Zuidoost a keeper, and the city a coördinator and a colleague."""
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(Stadsdeel.objects.get(slug="zuidoost"))
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")


@pytest.mark.parametrize("javascript", [True, False])
def test_een_tijd_en_gebeld_in_twee_tikken_vanaf_de_pagina(pagina: Paginas, mensen: None, javascript: bool) -> None:
    tijden = Aanbod.objects.get(kenmerk=AANBOD).openingstijden
    tijden.create(weekdag=5, van="10:00", tot="12:00")
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    page.goto(f"/aanbod/{AANBOD}/")
    page.get_by_role("link", name="Tijden veranderen").click()
    expect(page.get_by_label("Naam", exact=True)).to_have_count(0)
    bewaar = page.get_by_role("button", name="Bewaar en noteer: gebeld")
    # Saving is in sight without scrolling.
    expect(bewaar).to_be_in_viewport()
    page.locator("#id_tijd-0-tot").fill("13:00")
    bewaar.click()
    expect(page).to_have_url(re.compile(rf"/aanbod/{AANBOD}/$"))
    expect(page.get_by_text("Genoteerd: tijden.")).to_be_visible()
    assert [f"{tijd.tot:%H:%M}" for tijd in tijden.all()] == ["13:00"]
    assert Controle.objects.get().onderdeel == "tijden"


def test_een_collega_stelt_een_nummer_voor_met_het_toetsenbord(pagina: Paginas, mensen: None) -> None:
    page = pagina(360)
    log_in(page, "collega")
    page.goto(f"/aanbod/{AANBOD}/")
    page.get_by_role("link", name="Contact veranderen").press("Enter")
    veld = page.get_by_label("Telefoon")
    veld.fill("020 123 4567")
    stuur = page.get_by_role("button", name="Stuur het voorstel").last
    expect(stuur).to_be_in_viewport()
    stuur.press("Enter")
    expect(page).to_have_url(re.compile(rf"/aanbod/{AANBOD}/$"))
    assert list(Voorstel.objects.get().wijzigingen) == ["telefoon"]


def test_de_balk_bedekt_nooit_wat_de_focus_heeft(pagina: Paginas, mensen: None) -> None:
    page = pagina(360)
    log_in(page, "houder")
    page.goto(f"/aanbod/{AANBOD}/bewerken/?blok=toegang")
    bedekt = """() => {
      const balk = document.querySelector(".bewaarbalk"), een = document.activeElement;
      if (balk.contains(een) || !een.closest("form")) return false;
      const b = balk.getBoundingClientRect(), e = een.getBoundingClientRect();
      return e.top >= b.top && e.top < b.bottom;
    }"""
    page.locator("form.ingang summary, form.ingang input:visible").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate(bedekt)


def test_axe_vindt_niets_en_alles_past(pagina: Paginas, axe: Callable[..., None], mensen: None, breedte: int) -> None:
    page = pagina(breedte)
    log_in(page, "coordinator")
    for pad in (
        f"/aanbod/{AANBOD}/",
        *(
            f"/aanbod/{AANBOD}/bewerken/?blok={blok}"
            for blok in ("wat", "waar", "tijden", "toegang", "beschikbaarheid")
        ),
        f"/aanbod/{AANBOD}/bewerken/?blok=contact",
        f"/aanbod/{AANBOD}/voorstel/?blok=tijden",
        "/organisaties/stap-verder/",
        "/organisaties/stap-verder/bewerken/?blok=waar",
        "/locaties/stap-verder-plek/",
        "/locaties/stap-verder-plek/bewerken/?blok=adres",
    ):
        page.goto(pad)
        axe(page)
        assert past(page), pad


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_zet_nooit_iets_nieuws_op_de_kaart(pagina: Paginas, mensen: None, javascript: bool) -> None:
    page = pagina(1280, javascript=javascript)
    log_in(page, "coordinator")
    for pad in (
        "/werk/nieuw/organisatie/",
        "/organisaties/carabic/nieuwe-plek/",
        "/organisaties/carabic/nieuw-aanbod/",
    ):
        page.goto(pad)
        naam = page.locator("#id_naam")
        naam.fill("Proef met Enter")
        naam.press("Enter")
        expect(naam).to_have_value("Proef met Enter")
        assert page.url.endswith(pad)
    # Somebody with a keyboard gets there by the button.
    page.goto("/werk/nieuw/organisatie/")
    page.get_by_label("Naam", exact=True).fill("Proef met de knop")
    page.get_by_label("Formeel of informeel").select_option("informeel")
    page.get_by_role("button", name="Bewaar als concept").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Proef met de knop")


def test_een_tik_op_de_lijst_van_delen_opent_dat_deel(pagina: Paginas, mensen: None) -> None:
    page = pagina(360)
    log_in(page, "houder")
    page.goto(f"/aanbod/{AANBOD}/bewerken/")
    veld = page.get_by_label("Reden van de pauze")
    expect(veld).to_be_hidden()
    page.get_by_role("navigation", name="Op deze pagina").get_by_role("link", name="Even niet?").click()
    expect(veld).to_be_visible()


def test_een_melding_van_een_bezoeker_in_drie_tikken(
    pagina: Paginas, axe: Callable[..., None], mensen: None, breedte: int
) -> None:
    assert meld(gebruiker=BEZOEKER, ingang=Aanbod.objects.get(kenmerk=AANBOD), tekst="Het heet nu anders.")
    page = pagina(breedte)
    log_in(page, "houder")
    page.goto("/werk/voorstellen/")
    page.get_by_role("heading", level=3).get_by_role("link").click()
    axe(page)
    assert past(page)
    page.get_by_role("link", name="Verander en handel af").click()
    axe(page)
    assert past(page)
    page.get_by_label("Naam", exact=True).fill("Soep op vrijdag")
    page.get_by_role("button", name="Bewaar en handel af").click()
    expect(page.get_by_text("de melding is afgehandeld")).to_be_visible()
    assert Aanbod.objects.filter(naam="Soep op vrijdag").exists()
