"""The slip and the verwijslijst in a real browser: ticked while talking, gone with the tab, on one sheet of paper."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from doorverwijzing.briefje.talen import TALEN
from organisaties.models import Aanbod
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import log_in, past
from tests.omgeving import programmas


def vink(page: Page, nummer: int) -> str:
    """Tick the nth offer on a page of results and return its key."""
    vak = page.locator(".op-lijst input").nth(nummer)
    vak.check()
    return vak.get_attribute("value") or ""


def test_aanvinken_bewaren_ordenen_en_meegeven(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    page.goto("/zoeken/?stadsdeel=zuidoost")
    balk = page.get_by_role("form", name="Jouw lijst")
    expect(balk).to_be_hidden()
    eerste, derde = vink(page, 0), vink(page, 2)
    expect(balk).to_contain_text("2 plekken op je lijst")
    expect(page.locator("[data-lijst-bericht]")).to_have_text("2 plekken op je lijst")
    # On another page of this tab it still stands.
    page.goto(f"/aanbod/{derde}/")
    expect(page.locator(".op-lijst input")).to_be_checked()
    balk.get_by_role("button", name="Briefje").click()
    expect(page).to_have_url(re.compile(rf"/briefje/\?aanbod={eerste}&aanbod={derde}$"))
    page.wait_for_load_state()
    page.get_by_role("link", name="omlaag").first.click()
    expect(page).to_have_url(re.compile(rf"/briefje/\?aanbod={derde}&aanbod={eerste}#lijst$"))
    # What was moved is noted once the page is there, as a person sees it.
    page.wait_for_load_state()
    page.get_by_role("link", name="ትግርኛ").click()
    expect(page.locator("article h2").first).to_have_text(Aanbod.objects.get(kenmerk=derde).naam)
    assert past(page)
    # The new order is remembered, and so is what was taken off.
    page.goto("/briefje/")
    expect(page).to_have_url(re.compile(rf"aanbod={derde}&aanbod={eerste}"))
    page.get_by_role("link", name="van de lijst halen").first.click()
    # Not before the page has taken it in.
    expect(page).to_have_url(re.compile(rf"/briefje/\?aanbod={eerste}(#lijst)?$"))
    page.goto("/zoeken/?stadsdeel=zuidoost")
    expect(balk).to_contain_text("1 plek op je lijst")
    page.goto("/briefje/")
    page.get_by_role("link", name="Lijst leegmaken").click()
    expect(page.get_by_text("Er staat nog niets op je lijst.")).to_be_visible()
    page.goto("/briefje/")
    expect(page.get_by_text("Er staat nog niets op je lijst.")).to_be_visible()


def test_de_lijst_blijft_in_dit_tabblad_en_is_weg_als_het_sluit(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360)
    page.goto("/zoeken/?stadsdeel=noord")
    vink(page, 0)
    ander = page.context.new_page()
    page.close()
    ander.goto("/zoeken/?stadsdeel=noord")
    expect(ander.get_by_role("form", name="Jouw lijst")).to_be_hidden()
    assert ander.evaluate("localStorage.length") == 0


def test_er_passen_er_acht_en_de_negende_zegt_dat(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(1280)
    page.goto("/zoeken/")
    for nummer in range(8):
        vink(page, nummer)
    page.locator(".op-lijst input").nth(8).click()
    expect(page.locator(".op-lijst input").nth(8)).not_to_be_checked()
    expect(page.locator("[data-lijst-bericht]")).to_have_text("Er passen 8 plekken op je lijst. Haal er eerst een weg.")


def test_een_keuze_in_de_filters_laat_de_vinkjes_staan(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(1280)
    page.goto("/zoeken/?stadsdeel=zuidoost")
    kenmerk = vink(page, 0)
    page.locator("#facet-kosten > summary").click()
    page.locator("#k-kosten-gratis").check()
    expect(page).to_have_url(re.compile("kosten=gratis"))
    expect(page.locator(f'.op-lijst input[value="{kenmerk}"]')).to_be_checked()
    assert "aanbod=" not in page.url


def test_zonder_javascript_gaat_wat_is_aangevinkt_mee_in_de_link(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360, javascript=False)
    page.goto("/zoeken/?stadsdeel=zuidoost")
    balk = page.get_by_role("form", name="Jouw lijst")
    expect(balk).to_be_hidden()
    eerste, tweede = vink(page, 0), vink(page, 1)
    expect(balk).to_be_visible()
    balk.get_by_role("button", name="Briefje").click()
    expect(page).to_have_url(re.compile(rf"/briefje/\?aanbod={eerste}&aanbod={tweede}$"))
    page.get_by_role("link", name="omhoog").click()
    expect(page).to_have_url(re.compile(rf"/briefje/\?aanbod={tweede}&aanbod={eerste}#lijst$"))
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("article")).to_contain_text("يمكنك الذهاب إلى هنا")
    expect(page.get_by_role("link", name="PDF")).to_be_visible()


def test_met_alleen_het_toetsenbord_van_zoeken_tot_briefje(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(1280)
    page.goto("/zoeken/?stadsdeel=weesp")
    page.locator(".op-lijst input").first.focus()
    page.keyboard.press("Space")
    page.locator(".lijstbalk button").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Soomaali").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_contain_text("Nederlands")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("summary").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Polski")).to_be_visible()


def test_snel_weg_en_uitloggen_vergeten_de_lijst(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(1280)
    log_in(page)
    page.goto("/zoeken/?stadsdeel=noord")
    vink(page, 0)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()
    # The next page may be about to take away what htmx notes when it starts.
    page.wait_for_function("() => sessionStorage.length === 0")
    page.goto("/zoeken/?stadsdeel=noord")
    vink(page, 0)
    page.goto("/even-rust/")
    weg = page.locator("[data-snel-weg]").first
    weg.evaluate("(knop) => { knop.href = '/over/?weg'; }")
    weg.click()
    expect(page).to_have_url(re.compile(r"/over/\?weg$"))
    page.wait_for_function("() => sessionStorage.length === 0")


def test_de_link_kopieren_en_laten_scannen(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/aanbod/kruispost-huisarts/briefje/?taal=ar")
    page.get_by_text("Sturen").click()
    expect(page.get_by_label("Link van dit briefje")).to_have_value(page.url)
    expect(page.get_by_role("img", name="QR-code van dit briefje")).to_be_visible()
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("taal", [taal.code for taal in TALEN])
def test_op_de_telefoon_past_alles_en_op_papier_een_blad(
    pagina: Paginas, transactional_db: None, kaart: None, tmp_path: Path, taal: str
) -> None:
    page = pagina(375)
    # One of the fullest, and the one with the most hours.
    page.goto(f"/aanbod/regenboog-de-kloof/briefje/?taal={taal}")
    page.pdf(path=tmp_path / "vol.pdf", prefer_css_page_size=True)
    assert len(pypdfium2.PdfDocument(tmp_path / "vol.pdf")) == 1
    page.goto(f"/aanbod/kruispost-huisarts/briefje/?taal={taal}")
    assert past(page)
    page.pdf(path=tmp_path / "blad.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "blad.pdf")
    assert len(document) == 1
    tekst = document[0].get_textpage().get_text_range()
    assert "Oudezijds Voorburgwal 129" in tekst
    assert "Terug" not in tekst, "the bar above the sheet is not printed"


@pytest.mark.programma("zbarimg")
def test_de_codes_op_het_scherm_worden_gescand(
    pagina: Paginas, transactional_db: None, kaart: None, tmp_path: Path
) -> None:
    page = pagina(375, device_scale_factor=2)
    page.goto("/aanbod/kruispost-huisarts/briefje/?taal=ti")
    page.locator("article").screenshot(path=tmp_path / "blad.png")
    gelezen = programmas.draai(["zbarimg", "--quiet", "--raw", str(tmp_path / "blad.png")]).split()
    assert page.url.split("/briefje/")[0] + "/" in gelezen
    assert any(adres.startswith("https://www.openstreetmap.org/directions?to=Oudezijds") for adres in gelezen)
