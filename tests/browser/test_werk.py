"""Reporting, short lines and the work list in a real browser: axe, two widths, without JavaScript, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from doorverwijzing.models import Route, Signaal
from doorverwijzing.signalen.acties import meld_signaal
from kaart.werk.herinnering.bericht import vraagcode
from organisaties.models import Aanbod, Controle, Organisatie, Samenwerking, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.fabrieken import WACHTWOORD, maak_medewerker


@pytest.fixture
def zuidoost(transactional_db: None, kaart: None) -> None:
    """Fill the real kaart with a report and some lines, and give Zuidoost a keeper."""
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(Stadsdeel.objects.get(slug="zuidoost"))
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    aanbod = Aanbod.objects.get(kenmerk="stap-verder-recht")
    meld_signaal(gebruiker=collega, aanbod=aanbod, soort="vol", toelichting="Om tien uur was alles vergeven.")
    meld_signaal(gebruiker=collega, aanbod=aanbod, soort="gelukt")
    meld_signaal(gebruiker=collega, behoefte="tolk", stadsdeel="zuidoost")
    huis = Organisatie.objects.get(kenmerk="hushu-house")
    for van, soort in (("wereldhuis", "warme-lijn"), ("stap-verder", "verwijst-naar")):
        Samenwerking.objects.create(van=Organisatie.objects.get(kenmerk=van), naar=huis, soort=soort)


def log_in(page: Page, wie: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(wie)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_text("Ingelogd als")).to_be_visible()


PADEN = (
    "/werk/",
    "/werk/?reden=signaal&bij=aanbod:stap-verder-recht",
    "/werk/signalen/",
    "/werk/signalen/?stand=afgehandeld",
    "/werk/vandaag/",
    "/aanbod/stap-verder-recht/?kijk=1",
    "/aanbod/stap-verder-recht/hoe-ging-het/",
    "/melden/",
    "/zoeken/?stadsdeel=zuidoost&behoefte=verblijf",
    "/organisaties/hushu-house/",
    "/werk/samenwerking/hushu-house/",
    "/werk/routes/",
    "/werk/routes/eten-algemeen/",
    "/werk/routes/nieuw/",
    "/werk/routes/eten-algemeen/bewerken/",
    "/wegwijzer/eten/zuidoost/?hoe-snel=vandaag",
    "/werk/overdracht/",
    "/werk/overdracht/toewijzen/",
)


def test_axe_vindt_niets_en_alles_past(pagina: Paginas, axe: Callable[..., None], zuidoost: None, breedte: int) -> None:
    page = pagina(breedte)
    log_in(page, "coordinator")
    for pad in PADEN:
        page.goto(pad)
        for vak in page.locator("details:is(.melden, .navragen) > summary").all():
            vak.click()
        axe(page)
        assert past(page), pad


@pytest.mark.parametrize("javascript", [True, False])
def test_twee_tikken_melden_en_de_houder_handelt_het_af(pagina: Paginas, zuidoost: None, javascript: bool) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page, "collega")
    page.goto("/aanbod/carabic-voedsel/")
    page.get_by_text("Hoe ging het?", exact=True).click()
    page.get_by_role("button", name="Teruggestuurd").click()
    expect(page.get_by_text("Dank je. Zo weten je collega’s het ook.")).to_be_visible()
    expect(page.get_by_text("1 collega meldde: teruggestuurd")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page, "houder")
    page.get_by_role("link", name="Werk", exact=True).click()
    page.get_by_role("listitem").filter(has_text="Eten afhalen").get_by_role("link", name="1 collega meldde").click()
    page.get_by_role("button", name="Afgehandeld").click()
    expect(page.get_by_text("Niets te doen")).to_be_visible()
    assert Signaal.objects.filter(aanbod__kenmerk="carabic-voedsel").get().afgehandeld_rol == "aandachtsfunctionaris"


def test_persoonsgegevens_blijven_op_het_scherm_en_gaan_nergens_heen(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None
) -> None:
    page = pagina(360)
    log_in(page, "collega")
    page.goto("/aanbod/carabic-voedsel/hoe-ging-het/")
    page.get_by_label("Wil je iets toelichten?").fill("Mevrouw van 12-03-1988 kwam niet binnen.")
    page.get_by_role("button", name="Vol", exact=False).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Dit lijkt op een geboortedatum")
    expect(page.get_by_label("Wil je iets toelichten?")).to_have_value("Mevrouw van 12-03-1988 kwam niet binnen.")
    assert "1988" not in page.url
    axe(page)
    assert not Signaal.objects.filter(aanbod__kenmerk="carabic-voedsel").exists()


def test_de_werklijst_met_alleen_het_toetsenbord_en_zonder_javascript(pagina: Paginas, zuidoost: None) -> None:
    page = pagina(1280, javascript=False)
    log_in(page, "houder")
    page.goto("/werk/?reden=nooit&ding=aanbod")
    gedaan = []
    for _ in range(3):
        kaart = page.locator(".werk:has(input[name=blok]:checked)").first
        namen = page.locator(".werklijst h3").all_inner_texts()
        gedaan.append(kaart.locator("h3").inner_text())
        kaart.locator("h3 a").focus()
        page.keyboard.press("Tab")
        # A reason may be a link as well; the first tick comes after it, and Enter there is the first way to check.
        while page.evaluate("document.activeElement.tagName") == "A":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"‘{gedaan[-1]}’ klopt nog.")).to_be_visible()
        volgende = namen[namen.index(gedaan[-1]) + 1]
        expect(page.locator(".werklijst h3 a").filter(has_text=volgende).first).to_be_focused()
    controles = Controle.objects.filter(rol="aandachtsfunctionaris", wijze="gebeld")
    assert set(controles.values_list("aanbod__naam", flat=True)) == set(gedaan)


@pytest.mark.parametrize("javascript", [True, False])
def test_alleen_wat_op_het_scherm_stond_telt_en_een_tik_is_terug_te_nemen(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, javascript: bool
) -> None:
    aanbod = Aanbod.objects.get(kenmerk="studiehuis-huiswerk")
    aanbod.openingstijden.create(weekdag=2, van="15:00", tot="17:00")
    bronnen = set(aanbod.toegang.values_list("bron", flat=True))
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    page.goto("/werk/?ding=aanbod")
    kaart = page.locator("#aanbod-studiehuis-huiswerk")
    expect(kaart).to_contain_text("dinsdag, 15:00 tot 17:00")
    expect(kaart).to_contain_text("toegang afgeleid")
    expect(kaart.get_by_label("Tijden")).to_be_checked()
    expect(kaart.get_by_label("Voor wie")).to_have_count(0)
    bodem = kaart.get_by_text("dinsdag, 15:00").bounding_box()
    knop = kaart.get_by_role("button", name="Gebeld").bounding_box()
    assert bodem
    assert knop
    assert bodem["y"] < knop["y"], "one sees it before one can say that it holds"

    # Somebody else changes the hours while they are on the screen.
    aanbod.openingstijden.update(tot="18:00")
    kaart.get_by_role("button", name="Gebeld").click()
    expect(page.get_by_text("is intussen iets veranderd: tijden")).to_be_visible()
    formulier = page.locator("#klopt-nog")
    expect(formulier).to_contain_text("dinsdag, 15:00 tot 18:00")
    assert "tijden" not in set(Controle.objects.values_list("onderdeel", flat=True))
    formulier.get_by_text("Afgeleid: niemand zei dit").click()
    if javascript:
        axe(page)
        assert past(page)
    formulier.get_by_role("button", name="Het klopt nog").click()
    expect(page.get_by_text("Genoteerd:").last).to_contain_text("tijden")
    assert set(aanbod.toegang.values_list("bron", flat=True)) == bronnen, "a general tick launders nothing"

    if javascript:
        axe(page)
    page.get_by_role("button", name="Ongedaan maken").last.click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    assert "tijden" not in set(Controle.objects.values_list("onderdeel", flat=True))

    page.goto("/aanbod/studiehuis-huiswerk/?kijk=1")
    page.get_by_text("Afgeleid: niemand zei dit").click()
    page.get_by_label("Alle groepen nagevraagd").check()
    page.get_by_role("button", name="Het klopt nog").click()
    expect(page.get_by_text("Genoteerd:")).to_contain_text("voor wie")
    page.goto("/werk/")
    page.get_by_role("link", name="Vandaag").click()
    assert past(page)
    if javascript:
        axe(page)
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    assert set(aanbod.toegang.values_list("bron", flat=True)) == bronnen


@pytest.mark.parametrize("javascript", [True, False])
def test_een_eigenaar_ziet_in_de_link_van_de_mail_wat_zij_bevestigt(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, javascript: bool
) -> None:
    aanbod = Aanbod.objects.get(kenmerk="stap-verder-recht")
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(aanbod.organisatie)
    page = pagina(360, javascript=javascript)
    page.goto(f"/klopt-nog/~{vraagcode(eigenaar, aanbod)}/")
    expect(page.get_by_text("advocaten één keer per maand").first).to_be_visible()
    expect(page.get_by_label("Tijden")).to_be_checked()
    assert not Controle.objects.exists(), "reading it says nothing"
    page.get_by_label("Contact").uncheck()
    if javascript:
        axe(page)
        assert past(page)
    page.get_by_role("button", name="Ja, dit klopt nog").click()
    expect(page.get_by_role("heading", name="Bedankt")).to_be_visible()
    assert "contact" not in set(Controle.objects.values_list("onderdeel", flat=True))
    assert "tijden" in set(Controle.objects.values_list("onderdeel", flat=True))
    if javascript:
        axe(page)
        assert past(page)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Uw antwoord is ongedaan gemaakt.")).to_be_visible()
    assert not Controle.objects.exists()


@pytest.mark.parametrize("javascript", [True, False])
def test_een_route_maken_met_alleen_het_toetsenbord(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, javascript: bool
) -> None:
    # Of two lines for one need and area the page shows the first by name.
    Route.objects.filter(behoefte__slug="eten").delete()
    page = pagina(375, javascript=javascript)
    log_in(page, "houder")
    page.goto("/werk/routes/nieuw/")
    page.get_by_label("Titel").fill("Eten om de hoek")
    page.get_by_label("Voor welke behoefte?").select_option("eten")
    expect(page.get_by_label("Zuidoost")).to_be_checked()

    def vul(nummer: int, doel: str) -> None:
        stap = page.get_by_role("group", name=f"Stap {nummer}", exact=False)
        stap.get_by_label("Waarheen?").fill(doel)
        stap.get_by_label("Hoe komt iemand daar?").select_option("warm")
        stap.get_by_label("Wat doe je?").fill(f"Loop mee naar {doel}.")

    vul(1, "Eten afhalen bij Stichting Carabic")
    page.get_by_role("button", name="Stap erbij").press("Enter")
    # A new step is where one goes on typing.
    expect(page.locator(":focus")).to_have_attribute("name", "stap-2-doel")
    vul(2, "Stap Verder (organisatie)")
    page.get_by_role("button", name=re.compile(r"Omhoog\s*: stap 2")).press("Enter")
    expect(page.get_by_label("Waarheen?").first).to_have_value("Stap Verder (organisatie)")
    expect(page.get_by_role("button", name=re.compile(r"Omlaag\s*: stap 1"))).to_be_focused()
    page.get_by_role("button", name=re.compile(r"Omlaag\s*: stap 1")).press("Enter")
    expect(page.get_by_role("button", name=re.compile(r"Omhoog\s*: stap 2"))).to_be_focused()

    page.get_by_label("Titel").fill("")
    page.get_by_role("button", name="Bewaar als concept").last.press("Enter")
    # A draft may be without a title; it is asked before anybody is led by it.
    expect(page.get_by_text("titel").first).to_be_visible()
    page.goto(page.url.split("?")[0].rstrip("/") + "/bewerken/")
    if javascript:
        axe(page)
        assert past(page)
    page.get_by_label("Titel").fill("Eten om de hoek")
    page.get_by_label("Titel").press("Enter")
    expect(page.get_by_role("heading", name="Eten om de hoek")).to_be_visible()
    page.get_by_role("button", name="Publiceer").press("Enter")
    page.goto("/wegwijzer/eten/zuidoost/")
    expect(page.get_by_role("heading", name="Eten om de hoek")).to_be_visible()
    expect(page.locator("ol.stappen h3").first).to_have_text("Eten afhalen bij Stichting Carabic")
