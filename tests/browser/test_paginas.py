"""Every kind of page in a real browser: accessible at two widths, whole without JavaScript, light, and quiet."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.fabrieken import WACHTWOORD, maak_medewerker

PADEN = [
    "/",
    "/zoeken/",
    "/zoeken/?stadsdeel=zuidoost&behoefte=eten",
    "/zoeken/?behoefte=taal&taal=ps&stadsdeel=weesp",
    "/zoeken/?behoefte=veiligheid&kleur=rood",
    "/aanbod/carabic-voedsel/",
    "/aanbod/kruispost-huisarts/",
    "/organisaties/",
    "/organisaties/?stadsdeel=oost&formaliteit=informeel&kleur=rood",
    "/organisaties/stap-verder/",
    "/locaties/stap-verder-plek/",
    "/stadsdelen/zuidoost/",
    "/over/",
    "/open-data/",
    "/stijlgids/",
    "/wegwijzer/",
    "/wegwijzer/eten/",
    "/wegwijzer/eten/zuidoost/",
    "/wegwijzer/taal/oost/",
    "/even-rust/",
    "/even-rust/2/",
    "/even-rust/1/hele-stad/",
    "/wegwijzer/eten/zuidoost/open-voor/",
    "/wegwijzer/routes/eten-algemeen/",
    "/aanbod/kruispost-huisarts/briefje/",
    "/aanbod/kruispost-huisarts/briefje/?taal=ar",
    "/aanbod/kruispost-huisarts/briefje/?taal=ti",
    "/briefje/",
    "/briefje/?aanbod=boost-lunch&aanbod=of.oba-taal&aanbod=kruispost-huisarts",
    "/briefje/?aanbod=boost-lunch&aanbod=of.oba-taal&aanbod=kruispost-huisarts&taal=fa",
    "/in/",
    "/in/ti/",
    "/in/ar/eten/?stadsdeel=oost",
    "/in/uk/praten/",
    "/inloggen/",
    "/bestaat-niet/",
]
NIET_GEVONDEN = ("404 (Not Found)",)


def log_in(page: Page) -> None:
    """Sign in as an opbouwwerker."""
    maak_medewerker(Rol.OPBOUWWERKER, naam="opbouwwerker")
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("opbouwwerker")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_text("Ingelogd als")).to_be_visible()


def past(page: Page) -> bool:
    """Whether nothing sticks out at the side, once the page has its style."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_axe_vindt_niets_en_alles_past(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int
) -> None:
    page = pagina(breedte, toegestaan=NIET_GEVONDEN)
    for pad in PADEN:
        page.goto(pad)
        for vak in page.locator("#filters > summary:visible").all():
            vak.click()
        axe(page)
        assert past(page), pad
        axe(page, nacht=True)


def test_axe_vindt_niets_op_wat_een_opbouwwerker_ziet(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, kaart: None, breedte: int
) -> None:
    page = pagina(breedte)
    log_in(page)
    for pad in ("/zoeken/?behoefte=opvang", "/aanbod/hushu-house-eten/", "/organisaties/zon/"):
        page.goto(pad)
        axe(page)
        assert past(page), pad
        axe(page, nacht=True)


def test_een_opbouwwerker_vindt_met_een_telefoon_eten_in_zuidoost(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360)
    page.goto("/")
    page.get_by_role("link", name="Eten en drinken").click()
    page.locator("#filters > summary").click()
    page.locator("#filters").get_by_label("Zuidoost").check()
    expect(page).to_have_url(re.compile("stadsdeel=zuidoost.*behoefte=eten"))
    # In place: the panel is still open and the focus is where it was.
    expect(page.locator("#filters").get_by_label("Zuidoost")).to_be_focused()
    expect(page.locator("#filters").get_by_label("Zuidoost")).to_be_checked()
    eerste = page.locator("article").first
    expect(eerste).to_contain_text("Zuidoost")
    aantal = int(page.locator("output").get_attribute("data-aantal") or 0)
    assert aantal == int(
        page.locator("#filters")
        .get_by_label("Zuidoost")
        .locator("xpath=../span[@class='aantal']")
        .inner_text()
        .split()[0]
    )
    eerste.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.locator("output")).to_have_attribute("data-aantal", str(aantal))


@pytest.mark.parametrize("javascript", [True, False])
def test_de_groep_kiezen_en_weghalen_met_de_terugknop(
    pagina: Paginas, transactional_db: None, kaart: None, javascript: bool
) -> None:
    page = pagina(1280, javascript=javascript)
    page.goto("/zoeken/?stadsdeel=noord")
    page.locator("#facet-open_voor > summary").click()
    page.locator("#filters").get_by_label("Asielzoekers").check()
    if not javascript:
        page.get_by_role("button", name="Toon resultaten").click()
    expect(page).to_have_url(re.compile(r"/zoeken/\?stadsdeel=noord$"))
    expect(page.get_by_role("button", name="Open voor asielzoekers")).to_be_visible()
    page.locator("article").first.get_by_role("link").click()
    page.go_back()
    expect(page.get_by_role("button", name="Open voor asielzoekers")).to_be_visible()
    page.get_by_role("button", name="Open voor asielzoekers").click()
    expect(page.get_by_role("button", name="Open voor asielzoekers")).to_have_count(0)


def test_zonder_javascript_kan_alles(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360, javascript=False)
    page.goto("/")
    page.get_by_label("Wat is er nodig?").fill("fietsles")
    page.get_by_label("Waar?").select_option("west")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("article").first).to_contain_text("iets")
    page.locator("#filters > summary").click()
    page.locator("#facet-kosten > summary").click()
    page.locator("#filters").get_by_label("Gratis").check()
    page.get_by_role("button", name="Toon resultaten").click()
    for deel in ("q=fietsles", "stadsdeel=west", "kosten=gratis"):
        assert deel in page.url
    page.get_by_role("link", name="Gratis").click()
    assert "kosten" not in page.url


def test_met_alleen_het_toetsenbord(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(1280)
    page.goto("/zoeken/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Wat is er nodig?")).to_be_focused()
    page.keyboard.type("tandarts")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=tandarts"))
    expect(page.locator("article").first).to_contain_text("andarts")


def test_snel_weg_vervangt_de_pagina(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    page.goto("/over/")
    page.goto("/zoeken/?behoefte=veiligheid")
    assert not re.search("eiligheid|eweld", page.title())
    weg = page.get_by_role("link", name="Snel weg")
    expect(weg).to_be_in_viewport()
    # The exit leads to another host, which a test never visits: the same handler, with an address of our own.
    weg.evaluate("(knop) => { knop.href = '/over/?weg'; }")
    weg.click()
    expect(page).to_have_url(re.compile(r"/over/\?weg$"))
    page.go_back()
    assert "veiligheid" not in page.url


def test_snel_weg_werkt_al_voor_de_rest_van_het_script_er_is(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360, toegestaan=("ERR_FAILED",))
    page.route(re.compile(r"/js/wegwijs[\w.]*\.js"), lambda route: route.abort())
    page.goto("/over/")
    page.goto("/even-rust/1/oost/")
    # On a page about safety a link too takes the place of the page it stands on.
    page.get_by_role("link", name="vandaag").click()
    expect(page).to_have_url(re.compile("hoe-snel=vandaag"))
    weg = page.get_by_role("link", name="Snel weg")
    weg.evaluate("(knop) => { knop.href = '/over/?weg'; }")
    weg.click()
    expect(page).to_have_url(re.compile(r"/over/\?weg$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/over/$"))


def test_terug_na_snel_weg_is_nooit_een_pagina_over_veiligheid(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360)
    page.goto("/over/")
    page.goto("/even-rust/")
    page.get_by_role("link", name="Oost", exact=True).click()
    expect(page).to_have_url(re.compile(r"/even-rust/1/oost/$"))
    page.get_by_role("link", name="vandaag").click()
    page.get_by_role("link", name="Moet het open zijn voor een bepaalde groep?").click()
    page.get_by_label("Asielzoekers").check()
    page.get_by_role("button", name="Toon de route").click()
    expect(page.get_by_role("button", name="Open voor asielzoekers")).to_be_visible()
    page.locator("main h3 a").first.click()
    expect(page).to_have_url(re.compile("/aanbod/"))
    weg = page.get_by_role("link", name="Snel weg")
    weg.evaluate("(knop) => { knop.href = '/over/?weg'; }")
    weg.click()
    expect(page).to_have_url(re.compile(r"/over/\?weg$"))
    for _ in range(page.evaluate("history.length")):
        page.go_back()
        assert not re.search("even-rust|aanbod", page.url)
        assert page.locator("[data-snel-weg]").count() == 0


def test_verfijnen_in_een_zoekvraag_over_veiligheid_laat_geen_rij_pagina_s_na(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360)
    page.goto("/over/")
    page.goto("/zoeken/?behoefte=veiligheid")
    lengte = page.evaluate("history.length")
    page.locator("#filters > summary").click()
    page.locator("#facet-kosten > summary").click()
    page.locator("#facet-kosten").get_by_role("checkbox").first.check()
    expect(page).to_have_url(re.compile("kosten="))
    assert page.evaluate("history.length") == lengte


def test_alles_wissen_haalt_ook_de_groep_weg(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    page.goto("/zoeken/?stadsdeel=noord")
    page.locator("#filters > summary").click()
    page.locator("#facet-open_voor > summary").click()
    page.locator("#filters").get_by_label("Asielzoekers").check()
    expect(page.get_by_role("button", name="Open voor asielzoekers")).to_be_visible()
    page.get_by_role("button", name="Alles wissen").click()
    expect(page).to_have_url(re.compile(r"/zoeken/$"))
    expect(page.locator(".chip")).to_have_count(0)
