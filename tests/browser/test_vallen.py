"""Traps while searching: what is ticked is applied, and what cannot be done any more does not look ordinary."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from doorverwijzing.models import Route, Stap
from organisaties.models import Aanbod, Behoefte, Stadsdeel, Toegang
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

GROEPEN = re.compile("open_voor|ongedocumenteerd|statushouder")


@pytest.fixture(params=[True, False], ids=["met-js", "zonder-js"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Run the test with and without JavaScript."""
    return bool(request.param)


@pytest.fixture
def collega(pagina: Paginas, transactional_db: None, kaart: None, javascript: bool) -> Page:
    """Give the phone of a colleague who is signed in; what it asked for is kept in `gevraagd`."""
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    # A choice that follows quickly takes the place of the one before, and htmx says so on the console.
    page = pagina(360, javascript=javascript, toegestaan=("htmx:afterRequest", "htmx:sendAbort"))
    log_in(page, "collega")
    return page


def kies(page: Page, facet: str, naam: str) -> None:
    vak = page.locator(f"#facet-{facet}")
    if not vak.evaluate("vak => vak.open"):
        vak.locator("> summary").click()
    vak.get_by_role("checkbox", name=naam).first.check()


def panelen_open(page: Page) -> None:
    if not page.locator("#filters").evaluate("vak => vak.open"):
        page.locator("#filters > summary").click()


def vooraf_open(page: Page) -> None:
    if not page.locator("#vooraf").evaluate("vak => vak.open"):
        page.locator("#vooraf > summary").click()


def test_toon_resultaten_past_alles_toe_wat_is_aangevinkt(
    collega: Page, axe: Callable[..., None], javascript: bool
) -> None:
    gevraagd: list[str] = []
    collega.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    Toegang.objects.filter(categorie__slug="ongedocumenteerden").exclude(waarde="welkom").delete()
    weg = Aanbod.objects.get(kenmerk="kruispost-huisarts").toegang.get(categorie__slug="ongedocumenteerden")
    Toegang.objects.filter(pk=weg.pk).update(waarde="niet")
    collega.goto("/zoeken/?behoefte=gezondheid")
    voor = int(collega.locator("#resultaten output").inner_text())
    panelen_open(collega)
    # One after the other without waiting: the first must not get lost by the second.
    kies(collega, "open_voor", "Ongedocumenteerden")
    kies(collega, "stadsdeel", "Oost")
    expect(collega.get_by_role("button", name="Toepassen")).to_have_count(0)
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?stadsdeel=oost&behoefte=gezondheid$"))
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    expect(collega.locator("#resultaten output")).not_to_have_text(str(voor))
    expect(collega.get_by_text(re.compile(r"Niet voor deze groep \("))).to_be_visible()
    if javascript:
        axe(collega)
    assert past(collega)
    panelen_open(collega)
    expect(collega.locator("#k-open_voor-ongedocumenteerden")).to_be_checked()
    expect(collega.locator("#k-stadsdeel-oost")).to_be_checked()
    # A new question lets go of the need, and nothing else.
    collega.locator("#q").fill("dokter")
    collega.locator("#zoekknop").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?q=dokter&stadsdeel=oost&losgelaten=gezondheid$"))
    vooraf_open(collega)
    expect(collega.get_by_role("link", name="Toch alleen bij Gezondheid en dokter?")).to_be_visible()
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    paden = [url for url in gevraagd if not url.endswith("/zoeken/open-voor/")]
    assert not [url for url in paden if GROEPEN.search(url)], "the group stands in no address"


def test_een_getypt_woord_voor_een_groep_blijft_nergens_staan_en_is_met_een_tik_uit(
    collega: Page, javascript: bool
) -> None:
    """Typed on the results page and on the first page; what is typed next is left alone."""
    adressen: list[str] = []
    collega.on("framenavigated", lambda frame: adressen.append(frame.url))
    collega.goto("/zoeken/")
    collega.locator("#q").fill("dokter voor statushouders")
    collega.locator("#zoekknop").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?q=dokter$"))
    vooraf_open(collega)
    expect(collega.get_by_text("We hebben ‘Open voor statushouders’ voor je aangezet.")).to_be_visible()
    expect(collega.locator("#q")).to_have_value("dokter")
    assert past(collega)
    if javascript:
        collega.locator("#q").press("End")
        collega.locator("#q").press_sequentially(" arabisch")
        collega.wait_for_timeout(400)
        expect(collega.locator("#q")).to_have_value("dokter arabisch")
    collega.get_by_role("button", name="Zet weer uit").click()
    expect(collega.get_by_role("button", name=re.compile("Open voor statushouders"))).to_have_count(0)
    collega.goto("/")
    collega.locator("#q").fill("statushouder taalles")
    collega.get_by_role("button", name="Zoek", exact=True).click()
    expect(collega.get_by_role("button", name=re.compile("Open voor statushouders"))).to_be_visible()
    expect(collega.locator("#q")).to_have_value("taalles")
    assert not [url for url in adressen if GROEPEN.search(url)]


def test_een_vink_weghalen_werkt_ook_met_die_knop(collega: Page) -> None:
    collega.goto("/zoeken/?behoefte=gezondheid&stadsdeel=oost")
    panelen_open(collega)
    kies(collega, "open_voor", "Ongedocumenteerden")
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_be_visible()
    panelen_open(collega)
    collega.locator("#k-open_voor-ongedocumenteerden").uncheck()
    collega.locator("#k-stadsdeel-oost").uncheck()
    collega.get_by_role("button", name="Toon resultaten").click()
    expect(collega).to_have_url(re.compile(r"/zoeken/\?behoefte=gezondheid$"))
    expect(collega.get_by_role("button", name=re.compile("Open voor ongedocumenteerden"))).to_have_count(0)


@pytest.fixture
def zuidoost(transactional_db: None, kaart: None) -> None:
    """Give Zuidoost a keeper, and a route of its own of two steps."""
    stadsdeel = Stadsdeel.objects.get(slug="zuidoost")
    maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder").stadsdelen.add(stadsdeel)
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    Route.objects.filter(stadsdelen=stadsdeel, behoefte__slug="eten").delete()
    route = Route.objects.create(
        kenmerk="eten-hier", naam="Eten hier", behoefte=Behoefte.objects.get(slug="eten"), categorie=None
    )
    route.stadsdelen.add(stadsdeel)
    aanbod = Aanbod.objects.get(kenmerk="carabic-voedsel")
    Stap.objects.create(route=route, nummer=1, aanbod=aanbod, wijze="zelf", instructie="Ga erheen.")


def test_stoppen_zegt_eerst_wat_erop_leunt_en_de_route_die_werkt_komt_in_de_plaats(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, javascript: bool
) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    naam = Aanbod.objects.get(kenmerk="carabic-voedsel").naam
    page.goto("/wegwijzer/eten/zuidoost/")
    expect(page.get_by_role("heading", level=1, name="Eten hier")).to_be_visible()
    page.goto("/aanbod/carabic-voedsel/bewerken/")
    page.get_by_role("link", name="Haal het van de kaart").click()
    expect(page.locator("#leunt")).to_contain_text("Eten hier")
    expect(page.locator("#leunt")).to_contain_text("Er blijft dan geen stap over")
    if javascript:
        axe(page)
    assert past(page)
    page.get_by_label("Wat is er nu in plaats hiervan?").fill("Ga naar de voedselbank.")
    page.get_by_role("button", name="Haal het van de kaart").click()
    expect(page.get_by_role("button", name="Zet terug")).to_be_visible()
    if javascript:
        axe(page)
    assert past(page)
    page.goto("/wegwijzer/eten/zuidoost/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Eten hier")
    expect(page.get_by_role("heading", name="Stap voor stap")).to_be_visible()
    page.goto("/werk/?reden=stap-weg")
    expect(page.locator(".werk")).to_contain_text(["Eten hier"])
    expect(page.locator(".werk").first).to_contain_text(naam)
    page.goto("/zoeken/")
    page.locator("#q").fill(naam)
    page.locator("#zoekknop").click()
    expect(page.locator("[data-gestopt]")).to_contain_text("is gestopt op")
    expect(page.locator("[data-gestopt]")).to_contain_text("Ga naar de voedselbank.")
    expect(page.locator('[data-kenmerk="carabic-voedsel"]')).to_have_count(0)
    if javascript:
        axe(page)
    assert past(page)
    page.locator("#vooraf").evaluate("vak => { vak.open = true; }")
    page.locator("[data-gestopt] a").click()
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_text("staat weer op de kaart")).to_be_visible()
    page.goto("/wegwijzer/eten/zuidoost/")
    expect(page.get_by_role("heading", level=1, name="Eten hier")).to_be_visible()


def test_vol_pauze_en_begint_pas_staan_op_elk_kaartje(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, javascript: bool
) -> None:
    vandaag = timezone.localdate()
    aanbod = Aanbod.objects.filter(kenmerk="carabic-voedsel")
    aanbod.update(ruimte="vol", ruimte_op=vandaag, pauze_vanaf=vandaag + datetime.timedelta(days=7))
    een = aanbod.get()
    een.openingstijden.all().delete()
    een.openingstijden.create(weekdag=1, geldig_van=vandaag + datetime.timedelta(days=5))
    page = pagina(360, javascript=javascript)
    for pad in (
        "/zoeken/?behoefte=eten&stadsdeel=zuidoost",
        "/aanbod/carabic-voedsel/",
        een.organisatie.get_absolute_url(),
        "/wegwijzer/eten/zuidoost/",
    ):
        page.goto(pad)
        # A card in a list has room for the one that weighs most, and says how many more there are.
        op_kaart = page.locator('[data-kenmerk="carabic-voedsel"] .opvalt')
        if op_kaart.count():
            expect(op_kaart).to_contain_text("Pauze vanaf")
            expect(op_kaart).to_contain_text(re.compile(r"\+[2-9] om op te letten"))
        else:
            for woord in ("Vol (gehoord op", "Pauze vanaf", "Begint pas op"):
                expect(page.locator(".label", has_text=woord).first).to_be_visible()
        if javascript:
            axe(page)
        assert past(page), pad
