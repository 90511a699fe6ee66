"""A reference list out to a spreadsheet and back, in a real browser: no script is needed and none is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from organisaties.models import Synoniem
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.fabrieken import WACHTWOORD, maak_medewerker


@pytest.mark.parametrize("javascript", [True, False])
def test_een_coordinator_haalt_de_woorden_op_en_zet_ze_terug(
    pagina: Paginas, transactional_db: None, javascript: bool, tmp_path: Path
) -> None:
    page = pagina(1280, javascript=javascript)
    Synoniem.objects.create(term="fiets", synoniemen="rijwiel")
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("coordinator")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_text("Ingelogd als")).to_be_visible()
    page.goto("/admin/organisaties/synoniem/")
    page.get_by_role("link", name="Exporteren").click()
    page.get_by_label("Soort bestand").select_option("csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ophalen").click()
    bestand = tmp_path / "woorden.csv"
    download.value.save_as(bestand)
    bestand.write_text(bestand.read_text(encoding="utf-8").replace("rijwiel", "rijwiel|brommer"), encoding="utf-8")
    page.goto("/admin/organisaties/synoniem/import/")
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Bekijken wat er verandert").click()
    expect(page.locator("ins")).to_have_text("rijwiel|brommer")
    assert Synoniem.objects.get().synoniemen == "rijwiel"
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard: 0 nieuw, 1 gewijzigd, 0 ongewijzigd.")).to_be_visible()
    assert Synoniem.objects.get().synoniemen == "rijwiel|brommer"
