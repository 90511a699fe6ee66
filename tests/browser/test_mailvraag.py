"""'Mail de vraag' in a real browser: asked by a keeper, answered on a small phone without an account, read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from kaart.werk.herinnering.bericht import vraagcode
from organisaties.models import Aanbod, Controle, Mailvraag, Medewerker, Organisatie, Stadsdeel, Voorstel
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker
from tests.postbus import Postbus

PAD = "/organisaties/stap-verder/"
ADRES = "info@stap-verder.example"


@pytest.fixture
def zuidoost(transactional_db: None, kaart: None, settings: Any, postbus: Postbus) -> Medewerker:
    """Give Zuidoost a keeper, one organisation an address, and mail a server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postbus.server_address[0], postbus.server_address[1]
    settings.EMAIL_USE_TLS = False
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(Stadsdeel.objects.get(slug="zuidoost"))
    organisatie = Organisatie.objects.get(kenmerk="stap-verder")
    Organisatie.objects.filter(pk=organisatie.pk).update(email=ADRES, telefoon="020 123 45 67", hele_stad=False)
    organisatie.werkgebied.set(Stadsdeel.objects.filter(slug="zuidoost"))
    return houder


def link_uit(postbus: Postbus) -> str:
    inhoud = postbus.berichten[-1].get_payload(decode=True)
    assert isinstance(inhoud, bytes)
    gevonden = re.search(r"https?://[^/]+(/vraag/\S+)", inhoud.decode())
    assert gevonden
    return gevonden[1]


def tijden(page: Page) -> Locator:
    """Return the first block of times of which something is known."""
    return page.get_by_role("group", name=re.compile("^Tijden")).filter(has=page.get_by_role("radio")).first


def goed(page: Page, axe: Callable[..., None], javascript: bool) -> None:
    """Check that nothing sticks out; and axe, which needs scripts, by day and by night."""
    if javascript:
        assert past(page)
        axe(page)
        axe(page, nacht=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_van_vraag_tot_antwoord(
    pagina: Paginas, axe: Callable[..., None], zuidoost: Medewerker, postbus: Postbus, javascript: bool
) -> None:
    page = pagina(360, javascript=javascript)
    log_in(page, "houder")
    page.goto(PAD)
    goed(page, axe, javascript)
    page.get_by_role("button", name="Mail de vraag").click()
    expect(page.get_by_text(f"Gemaild aan {ADRES}")).to_be_visible()
    expect(page.get_by_text("Nog geen antwoord.")).to_be_visible()
    expect(page.get_by_role("button", name="Mail de vraag")).to_have_count(0)
    goed(page, axe, javascript)

    elders = pagina(360, javascript=javascript)
    elders.goto(link_uit(postbus))
    expect(elders.get_by_role("heading", name="Klopt dit nog?")).to_be_visible()
    expect(elders.get_by_text("advocaten één keer per maand").first).to_be_visible()
    assert not Controle.objects.exists(), "opening the link says nothing"
    goed(elders, axe, javascript)
    # Two taps: the link in the mail, and this one.
    elders.get_by_role("button", name="Alles klopt").click()
    expect(elders.get_by_role("heading", name="Bedankt")).to_be_visible()
    assert set(Controle.objects.values_list("rol", "wijze")) == {("organisatie", "gemaild")}
    goed(elders, axe, javascript)

    blok = tijden(elders)
    expect(blok.get_by_role("textbox")).to_be_hidden()
    blok.get_by_label("Dit is anders").check()
    blok.get_by_role("textbox").fill("Bel 0612345678, het is nu op dinsdag.")
    elders.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(elders.get_by_role("alert")).to_contain_text("Nog niet verstuurd")
    goed(elders, axe, javascript)
    blok = tijden(elders)
    expect(blok.get_by_role("textbox")).to_have_value("Bel 0612345678, het is nu op dinsdag.")
    blok.get_by_role("textbox").fill("Het is nu op dinsdag.")
    elders.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(elders.get_by_text("Dit bekijkt wie de kaart bijhoudt: tijden")).to_be_visible()
    elders.get_by_role("button", name="Wij stoppen").click()
    expect(elders.get_by_text("Genoteerd: u stopt.")).to_be_visible()
    goed(elders, axe, javascript)
    assert sorted(Voorstel.objects.values_list("over", flat=True)) == ["stopt", "tijden"]
    assert Organisatie.objects.get(kenmerk="stap-verder").status == "gepubliceerd"

    page.goto("/werk/")
    expect(page.locator(".werk").first).to_contain_text("schrijft dat zij stopt, of van de kaart wil")
    goed(page, axe, javascript)
    page.get_by_role("link", name="schrijft dat zij stopt").click()
    page.get_by_role("link", name="Stap Verder", exact=True).first.click()
    expect(page.get_by_role("link", name="Haal de organisatie van de kaart")).to_be_visible()
    goed(page, axe, javascript)
    page.goto(PAD)
    expect(page.get_by_text("2 antwoorden wachten op jou")).to_be_visible()
    page.get_by_role("button", name="Trek de vraag in").click()
    expect(page.get_by_text("Ingetrokken. De link in de mail werkt niet meer.")).to_be_visible()


def test_een_link_die_niet_telt_zegt_wat_men_wel_kan_doen(
    pagina: Paginas, axe: Callable[..., None], zuidoost: Medewerker
) -> None:
    page = pagina(360, toegestaan=("404",))
    page.goto("/vraag/~verzonnen/")
    expect(page.get_by_role("heading", name="Deze link werkt niet (meer)")).to_be_visible()
    goed(page, axe, javascript=True)
    page.locator("main").get_by_role("link", name="Organisaties").click()
    expect(page.get_by_role("heading", name="Organisaties").first).to_be_visible()
    assert not Mailvraag.objects.exists()


def test_een_eigenaar_ziet_al_het_eigen_op_een_pagina(
    pagina: Paginas, axe: Callable[..., None], zuidoost: Medewerker, breedte: int
) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(Organisatie.objects.get(kenmerk="stap-verder"))
    aanbod = Aanbod.objects.get(kenmerk="stap-verder-recht")
    page = pagina(breedte)
    page.goto(f"/klopt-nog/~{vraagcode(eigenaar, aanbod)}/")
    goed(page, axe, javascript=True)
    page.get_by_role("link", name="Dit klopt niet").click()
    expect(page.get_by_text("Wat anders is, verandert u zelf na het inloggen.")).to_be_visible()
    expect(page.get_by_role("heading", name="Douche en was bij Stap Verder")).to_be_visible()
    tijden(page).get_by_label("Dit is anders").check()
    tijden(page).get_by_role("textbox").fill("Het is nu op dinsdag.")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_text("U beslist daar zelf over")).to_be_visible()
    goed(page, axe, javascript=True)
    assert Voorstel.objects.get().rol == "aanbieder"
