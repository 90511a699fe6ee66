"""A session that ended while typing, and an address that is looked up: on a phone, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from organisaties.models import Locatie, Organisatie
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.fabrieken import WACHTWOORD, maak_medewerker


def log_in(page: Page) -> None:
    page.get_by_label("Gebruikersnaam").fill("houder")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_text("Ingelogd als houder")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("breedte", [360, 1280])
def test_wat_je_typte_is_er_na_inloggen_in_een_ander_tabblad(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, javascript: bool, breedte: int
) -> None:
    maak_medewerker(Rol.COORDINATOR, naam="houder")
    organisatie = Organisatie.objects.get(kenmerk="stap-verder")
    page = pagina(breedte, javascript=javascript, toegestaan=("403",))

    page.goto("/inloggen/")
    log_in(page)
    page.goto(f"/organisaties/{organisatie.kenmerk}/bewerken/?blok=wie")
    page.get_by_label("Naam", exact=True).fill("De Nieuwe Naam")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(page.get_by_role("heading", name="Je bent uitgelogd")).to_be_visible()
    expect(page.get_by_text("De Nieuwe Naam")).to_be_visible()
    assert past(page)
    if javascript:
        axe(page)
    with page.context.expect_page() as erbij:
        page.get_by_role("link", name="Log in").filter(has_text="nieuw tabblad").click()
    log_in(erbij.value)
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.get_by_role("heading", name="De Nieuwe Naam")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_het_antwoord_op_zoek_het_adres_staat_bij_de_knop(
    pagina: Paginas, transactional_db: None, kaart: None, javascript: bool
) -> None:
    maak_medewerker(Rol.COORDINATOR, naam="houder")
    page = pagina(360, javascript=javascript)
    plek = Locatie.objects.order_by("pk")[0]
    page.goto("/inloggen/")
    log_in(page)
    page.goto(f"/locaties/{plek.kenmerk}/bewerken/")
    page.get_by_role("button", name="Zoek het adres op").click()
    antwoord = page.get_by_role("status").filter(has_text="adreszoeker")
    expect(antwoord).to_be_in_viewport()
    expect(page.locator("#adres")).to_be_focused()
