"""Pages of people, areas and accounts in a real browser: axe, two widths, and nothing wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import StadsdeelFabriek, maak_aanbod, maak_medewerker


def test_axe_vindt_niets_bij_mensen_en_accounts(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, breedte: int, settings: Any
) -> None:
    settings.DEMO = True
    oost = StadsdeelFabriek.create(slug="oost", naam="Oost")
    m.Gebied.objects.create(slug="dapper", naam="Dapperbuurt", stadsdeel=oost)
    aanbod = maak_aanbod(naam="Koor")
    aanbod.stadsdelen.set([oost])
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="fatma", email="fatma@stad.example")
    wie.stadsdelen.set([oost])
    weg = maak_medewerker(Rol.OPBOUWWERKER, naam="weg", is_active=False)
    maak_medewerker(Rol.COORDINATOR, Rol.BEHEERDER, naam="chef")
    page = pagina(breedte)
    log_in(page, "chef")
    paden = (
        "/werk/mensen/", "/werk/mensen/stadsdeel/oost/", "/werk/mensen/gebied/dapper/", "/werk/accounts/",
        f"/werk/accounts/{wie.pk}/", f"/werk/accounts/{wie.pk}/stand/?doe=beeindig", f"/werk/accounts/{weg.pk}/wissen/",
        "/account/", aanbod.get_absolute_url(), "/stadsdelen/oost/",
    )  # fmt: skip
    for pad in paden:
        page.goto(pad)
        axe(page)
        assert past(page), pad
    page.goto("/werk/mensen/gebied/dapper/")
    page.get_by_role("button", name="Geef Dapperbuurt").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies iemand.")
    axe(page)
    page.get_by_label("Aan wie?").select_option("fatma")
    page.get_by_role("button", name="Geef Dapperbuurt").click()
    expect(page.get_by_text("fatma houdt nu Dapperbuurt bij")).to_be_visible()
    page.get_by_role("button", name=re.compile("Neem terug")).click()
    expect(page.get_by_text("fatma houdt Dapperbuurt niet meer bij")).to_be_visible()
    page.goto("/werk/accounts/logboek/")
    expect(page.get_by_text("eraf: Dapperbuurt")).to_be_visible()
    axe(page)
    assert past(page)
    page.goto(f"/werk/accounts/{weg.pk}/wissen/")
    page.get_by_label("Typ de naam van het account").fill("iets anders")
    page.get_by_role("button", name="Wis dit account").click()
    expect(page.get_by_role("alert")).to_contain_text("Typ precies: weg")
    axe(page)
