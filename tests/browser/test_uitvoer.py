"""Taking the kaart along, in a real browser: the pages, and a file that arrives."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.fabrieken import WACHTWOORD, maak_medewerker


def test_axe_vindt_niets_op_wat_een_coordinator_meeneemt(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int, tmp_path: Path
) -> None:
    page = pagina(breedte)
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("coordinator")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_text("Ingelogd als")).to_be_visible()
    page.goto("/zoeken/?stadsdeel=oost")
    page.get_by_text("Bewaar als rekenblad of agenda").click()
    axe(page)
    assert past(page)
    page.get_by_role("link", name="neem de hele kaart mee").click()
    axe(page)
    assert past(page)
    page.get_by_label("Met contactpersonen").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    assert re.fullmatch(r"wegwijs-kaart-\d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename)
    download.value.save_as(tmp_path / "kaart.xlsx")
    assert "Contactpersonen" in load_workbook(tmp_path / "kaart.xlsx").sheetnames


def test_een_bezoeker_bewaart_resultaten_met_een_telefoon(
    pagina: Paginas, transactional_db: None, kaart: None, tmp_path: Path
) -> None:
    page = pagina(360)
    page.goto("/zoeken/?behoefte=eten")
    aantal = int(page.locator("output[data-aantal]").get_attribute("data-aantal") or 0)
    page.get_by_text("Bewaar als rekenblad of agenda").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel (xlsx)").click()
    download.value.save_as(tmp_path / "aanbod.xlsx")
    assert load_workbook(tmp_path / "aanbod.xlsx")["Aanbod"].max_row == aantal + 1
