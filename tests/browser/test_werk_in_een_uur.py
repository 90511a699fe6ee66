"""An hour of a keeper on a phone: whom to ask, what was said, and what waits; each tap counted."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from kaart.werk.models import Uitstel
from organisaties.models import Aanbod, Controle
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in, zuidoost  # noqa: F401 - a fixture
from tests.werk.test_werklijst import vandaag

HOOG = 780
TELEFOON = ViewportSize(width=360, height=HOOG)


class Hand:
    """Taps, and counts them; notes every address one comes to."""

    def __init__(self, page: Page) -> None:
        self.page, self.tikken, self.adressen = page, 0, set[str]()
        page.on("framenavigated", lambda frame: self.adressen.add(urlsplit(frame.url).path))

    def tik(self, doel: Locator) -> None:
        doel.click()
        self.tikken += 1


def groep(page: Page, naam: str) -> Locator:
    return page.locator(".groep").filter(has=page.get_by_role("heading", level=2, name=naam, exact=True))


@pytest.mark.parametrize("javascript", [True, False])
def test_een_uur_van_een_houder_op_de_telefoon(
    pagina: Paginas,
    axe: Callable[..., None],
    zuidoost: None,  # noqa: F811
    javascript: bool,
) -> None:
    page = pagina(360, javascript=javascript)
    page.set_viewport_size(TELEFOON)
    log_in(page, "houder")
    page.goto("/werk/")
    eerste = page.locator(".werk").first.bounding_box()
    assert eerste
    assert eerste["y"] < HOOG - 150, "the first card shows on the first screen"
    expect(page.get_by_text("In Zuidoost: nog")).to_be_visible()

    hand = Hand(page)
    gedaan: dict[str, int] = {}
    while sum(gedaan.values()) < 20 or len(gedaan) < 6:
        namen = [naam for naam in page.locator(".groep h2").all_inner_texts() if naam not in gedaan]
        if not namen:
            page.get_by_role("link", name="Volgende").click()
            hand.tikken += 1
            continue
        hier = groep(page, namen[0])
        kaarten = hier.locator(".werk:has(.kies)")
        assert kaarten.count(), namen[0]
        gedaan[namen[0]] = kaarten.count()
        # Somebody answers at one, nobody at the next.
        if len(gedaan) % 2 and kaarten.count() > 1:
            hand.tik(hier.get_by_text("Alles hier klopt nog"))
            hand.tik(hier.locator(".alles").get_by_role("button", name="Gebeld"))
            expect(page.get_by_text("nagekeken, klopt nog.")).to_be_visible()
        elif kaarten.count() > 1:
            hand.tik(hier.get_by_label("Kies alle"))
            hand.tik(page.locator(".rondebalk summary", has_text="Later"))
            hand.tik(page.locator(".rondebalk").get_by_role("button", name="Niet bereikt"))
            expect(page.get_by_text("niet bereikt. Op")).to_be_visible()
        elif kaarten.get_by_role("button", name="Gebeld").count():
            hand.tik(kaarten.get_by_role("button", name="Gebeld"))
            expect(page.get_by_text("Genoteerd:").first).to_be_visible()
        else:
            hand.tik(kaarten.locator(".uitstel > summary"))
            hand.tik(kaarten.get_by_role("button", name="Niet bereikt"))
            expect(page.get_by_text("niet bereikt. Op")).to_be_visible()
        assert past(page)
    assert sum(gedaan.values()) >= 20
    assert len(gedaan) >= 6
    assert hand.tikken <= 2 * len(gedaan) + 6
    assert {adres for adres in hand.adressen if "bewerken" in adres or "aanbod" in adres} == set(), "no other page"
    assert Controle.objects.filter(wijze="gebeld", op=vandaag()).exists()
    assert Uitstel.objects.filter(waarom="niet-bereikt").exists()
    if javascript:
        axe(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_alles_van_een_organisatie_op_pauze_in_drie_tikken_en_weer_terug(
    pagina: Paginas,
    axe: Callable[..., None],
    zuidoost: None,  # noqa: F811
    javascript: bool,
) -> None:
    page = pagina(360, javascript=javascript)
    page.set_viewport_size(TELEFOON)
    log_in(page, "houder")
    page.goto("/werk/?ding=aanbod")
    hand = Hand(page)
    expect(page.locator(".rondebalk")).to_be_hidden()
    hand.tik(groep(page, "Stap Verder").get_by_label("Kies alle"))
    hand.tik(page.locator(".rondebalk summary", has_text="Pauze"))
    # Typed, not tapped.
    page.get_by_label("Tot en met").fill("2027-01-03")
    if javascript:
        axe(page)
        assert past(page)
    hand.tik(page.get_by_role("button", name="Zet op pauze"))
    expect(page.get_by_text("op pauze vanaf")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_in_viewport()
    gepauzeerd = Aanbod.objects.filter(organisatie__kenmerk="stap-verder", pauze_tot="2027-01-03")
    assert gepauzeerd.count() >= 8
    assert hand.tikken == 3
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    assert not gepauzeerd.exists()


def test_wie_een_vinkje_weghaalt_tekent_niet_in_een_ronde(pagina: Paginas, zuidoost: None) -> None:  # noqa: F811
    page = pagina(360, javascript=False)
    log_in(page, "houder")
    page.goto("/werk/?ding=aanbod")
    hier = groep(page, "Stap Verder")
    hier.get_by_text("Alles hier klopt nog").click()
    expect(hier.locator(".alles").get_by_role("button", name="Gebeld")).to_be_visible()
    hier.get_by_label("Tijden").first.uncheck()
    expect(hier.locator(".alles").get_by_role("button", name="Gebeld")).to_be_hidden()
    expect(hier.get_by_text("Je haalde ergens een vinkje weg.")).to_be_visible()


def test_enter_in_een_veld_van_de_balk_doet_niets(pagina: Paginas, zuidoost: None) -> None:  # noqa: F811
    page = pagina(1280, javascript=False)
    log_in(page, "houder")
    page.goto("/werk/?ding=aanbod")
    page.locator(".kies input").first.check()
    page.locator(".kies input").first.press("Enter")
    page.locator(".rondebalk summary", has_text="Later").press("Enter")
    page.locator(".rondebalk").get_by_label("Notitie voor collega’s").fill("belt terug")
    page.locator(".rondebalk").get_by_label("Notitie voor collega’s").press("Enter")
    expect(page.locator(".rondebalk").get_by_label("Notitie voor collega’s")).to_have_value("belt terug")
    assert not Controle.objects.exists()
    assert not Uitstel.objects.exists()
    # By keyboard to the end: the button itself works.
    page.locator(".rondebalk").get_by_role("button", name="Later").press("Enter")
    expect(page.get_by_text("later. Op")).to_be_visible()
    assert Uitstel.objects.get().notitie == "belt terug"


@pytest.mark.parametrize("javascript", [True, False])
def test_met_zeven_toetsen_bij_het_eerste_vinkje_en_dan_twee_per_punt(
    pagina: Paginas,
    zuidoost: None,  # noqa: F811
    javascript: bool,
) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    page.goto("/werk/?reden=nooit&ding=aanbod")
    toetsen = 0

    def druk(toets: str, tot: str) -> None:
        nonlocal toetsen
        while not page.evaluate(tot):
            page.keyboard.press(toets)
            toetsen += 1
            assert toetsen < 12

    druk("Tab", "document.activeElement.textContent === 'Naar het eerste punt'")
    page.keyboard.press("Enter")
    toetsen += 1
    druk("Tab", "document.activeElement.name === 'blok'")
    assert toetsen <= 7
    for _ in range(4):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("klopt nog.").first).to_be_visible()
        expect(page.locator(".werklijst h3 a:focus")).to_be_visible()
        page.keyboard.press("Tab")
    assert Controle.objects.filter(wijze="gebeld").values("aanbod").distinct().count() == 4
