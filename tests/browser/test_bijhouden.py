"""Keeping entries true in a real browser: the whole way round, axe, two widths, keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from doorverwijzing.signalen.acties import meld_signaal
from kaart.uitwisseling.invoer.eigen.verwerken import ontvang
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties as voorstellen
from organisaties.bijhouden.wijzigen.acties import bewaar
from organisaties.models import Aanbod, Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

AANBOD = "carabic-voedsel"


@pytest.fixture
def zuidoost(transactional_db: None, kaart: None) -> None:
    """Give two areas a keeper, the city a coördinator, and one organisation an owner."""
    for slug in ("zuidoost", "west"):
        houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=f"houder-{slug}")
        houder.stadsdelen.add(Stadsdeel.objects.get(slug=slug))
    maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(Organisatie.objects.get(kenmerk="stap-verder"))


@pytest.mark.parametrize("javascript", [True, False])
def test_van_signaal_tot_teruggezet(pagina: Paginas, zuidoost: None, javascript: bool) -> None:
    meld_signaal(
        gebruiker=Medewerker.objects.get(username="collega"),
        aanbod=Aanbod.objects.get(kenmerk=AANBOD),
        soort="klopt-niet",
        toelichting="Het heet nu anders.",
    )
    elders = pagina(360, javascript=javascript)
    log_in(elders, "houder-west")
    elders.goto("/werk/")
    expect(elders.get_by_text("gegevens kloppen niet")).to_have_count(0)

    page = pagina(360, javascript=javascript)
    log_in(page, "houder-zuidoost")
    page.goto("/werk/")
    regel = page.locator(f"#aanbod-{AANBOD}")
    expect(regel).to_contain_text("1 collega meldde: gegevens kloppen niet")
    regel.get_by_role("heading").get_by_role("link").click()
    page.get_by_role("link", name="Bewerken").click()
    page.get_by_label("Naam", exact=True).fill("Wortelsoep op vrijdag")
    page.get_by_role("button", name="Tijd erbij op vrijdag").click()
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Wortelsoep op vrijdag")
    vrijdag = page.get_by_role("group", name="vrijdag")
    vrijdag.get_by_label("Van", exact=True).fill("17:00")
    vrijdag.get_by_label("Tot", exact=True).fill("19:00")
    page.get_by_label("Waarom deze wijziging?").fill("Gemeld door een collega")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(page).to_have_url(re.compile(rf"/aanbod/{AANBOD}/$"))
    expect(page.get_by_text("Zo staat het nu op de kaart")).to_be_visible()

    lezer = pagina(360, javascript=javascript)
    lezer.goto("/zoeken/?q=wortelsoep")
    expect(lezer.get_by_role("link", name="Wortelsoep op vrijdag").first).to_be_visible()

    page.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_text("Gemeld door een collega")).to_be_visible()
    expect(page.get_by_text("vrijdag, 17:00 tot 19:00")).to_be_visible()
    page.get_by_role("link", name=re.compile("Zet deze stand terug")).click()
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_text("Teruggezet.")).to_be_visible()
    lezer.goto("/zoeken/?q=wortelsoep")
    expect(lezer.get_by_role("link", name="Wortelsoep op vrijdag")).to_have_count(0)


def test_axe_vindt_niets_en_alles_past(pagina: Paginas, axe: Callable[..., None], zuidoost: None, breedte: int) -> None:
    collega, aanbod = Medewerker.objects.get(username="collega"), Aanbod.objects.get(kenmerk=AANBOD)
    coord = Medewerker.objects.get(username="coordinator")
    nu = lees(aanbod)
    voorstel = voorstellen.stel_voor(
        gebruiker=collega, ingang=aanbod, basis=nu, staat={**nu, "naam": "Anders", "kosten": "bijdrage"}
    )
    bewaar(gebruiker=coord, ingang=aanbod, basis=nu, staat={**nu, "naam": "Eten halen"})
    lijst = "Naam;Stadsdeel;Website\nKring;Oost;kring.example\n;West;\nBoost;Oost;https://boostamsterdam.nl\n"
    invoer = ontvang(gebruiker=coord, naam="lijst.csv", inhoud=lijst.encode())
    page = pagina(breedte)
    log_in(page, "coordinator")
    for pad in (
        f"/aanbod/{AANBOD}/",
        f"/aanbod/{AANBOD}/bewerken/",
        f"/aanbod/{AANBOD}/geschiedenis/",
        f"/aanbod/{AANBOD}/voorstel/",
        f"/aanbod/{AANBOD}/klopt-niet/",
        f"/aanbod/{AANBOD}/tips/",
        "/organisaties/stap-verder/bewerken/",
        "/organisaties/stap-verder/contacten/",
        "/organisaties/carabic/nieuw-aanbod/",
        "/organisaties/carabic/dubbel/?q=stap",
        "/organisaties/carabic/dubbel/stap-verder/",
        "/organisaties/carabic/dubbel/kruispost/",
        "/locaties/stap-verder-plek/dubbel/?q=plek",
        f"/aanbod/{AANBOD}/verhuizen/?q=kruis",
        f"/aanbod/{AANBOD}/verhuizen/kruispost/",
        "/locaties/stap-verder-plek/bewerken/",
        "/werk/nieuw/organisatie/",
        "/werk/voorstellen/",
        f"/werk/voorstellen/{voorstel.pk}/",
        "/mijn-voorstellen/",
        f"/werk/import/{invoer.pk}/lijst/",
    ):
        antwoord = page.goto(pad)
        assert antwoord is not None
        assert antwoord.status == 200, pad
        page.evaluate("document.querySelectorAll('main details').forEach((vouw) => (vouw.open = true))")
        axe(page)
        assert past(page), pad
    page.goto("/organisaties/carabic/dubbel/kruispost/")
    page.get_by_role("button", name="Verder: kijk het na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk het na")
    axe(page)
    assert past(page)
    page.goto(f"/aanbod/{AANBOD}/bewerken/")
    page.get_by_label("Naam", exact=True).fill("")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("Naam: Vul dit in.")
    axe(page)
    assert past(page)


def test_axe_vindt_niets_bij_wie_de_eigen_organisatie_bijhoudt(
    pagina: Paginas, axe: Callable[..., None], zuidoost: None, breedte: int
) -> None:
    page = pagina(breedte)
    log_in(page, "eigenaar")
    for pad in (
        "/mijn-organisaties/",
        "/mijn-organisaties/stap-verder/verwijderen/",
        "/organisaties/stap-verder/bewerken/",
        "/aanbod/stap-verder-recht/bewerken/",
    ):
        page.goto(pad)
        axe(page)
        assert past(page), pad


def test_bewaren_met_alleen_het_toetsenbord(pagina: Paginas, zuidoost: None) -> None:
    page = pagina(1280)
    log_in(page, "houder-zuidoost")
    page.goto(f"/aanbod/{AANBOD}/bewerken/")
    page.get_by_label("Naam", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Eten halen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/aanbod/{AANBOD}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Eten halen")
