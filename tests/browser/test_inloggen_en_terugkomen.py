"""Signing in halfway and coming back, on a phone, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from organisaties.models import Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.fabrieken import WACHTWOORD, maak_medewerker

SMAL = 360


@pytest.mark.parametrize("javascript", [True, False])
def test_een_gesloten_pagina_vraagt_in_te_loggen_en_brengt_je_terug(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, javascript: bool
) -> None:
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(Stadsdeel.objects.get(slug="oost"))
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(Organisatie.objects.get(kenmerk="stap-verder"))
    page = pagina(SMAL, javascript=javascript, toegestaan=("403",))

    def vul_in(wie: str) -> None:
        page.get_by_label("Gebruikersnaam").fill(wie)
        page.get_by_label("Wachtwoord").fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(page.get_by_text(f"Ingelogd als {wie}")).to_be_visible()

    page.goto("/werk/voorstellen/?pagina=1")
    expect(page).to_have_url(re.compile(r"/inloggen/\?next="))
    vul_in("houder")
    expect(page).to_have_url(re.compile(r"/werk/voorstellen/\?pagina=1$"))

    # Another area's entry: a way on, not a closed door.
    page.goto("/aanbod/stap-verder-recht/bewerken/")
    expect(page.get_by_text("hoort niet bij jouw rol")).to_have_count(0)
    assert past(page)
    if javascript:
        axe(page)
    page.get_by_role("link", name="Doe een voorstel").click()
    expect(page).to_have_url(re.compile("/aanbod/stap-verder-recht/voorstel/$"))
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()

    # Who comes from nowhere begins at their own work.
    for wie, begin in (("houder", "/werk/"), ("eigenaar", "/mijn-organisaties/")):
        page.goto("/inloggen/")
        vul_in(wie)
        expect(page).to_have_url(re.compile(f"{begin}$"))
        page.get_by_role("button", name="Uitloggen").click()
        expect(page.get_by_role("link", name="Inloggen")).to_be_visible()
