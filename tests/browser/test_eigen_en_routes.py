"""What came for owners, proposers and makers of routes, in a real browser on a phone and a laptop, with axe."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from doorverwijzing.models import Route
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties as voorstellen
from organisaties.models import Aanbod, Controle, Medewerker
from organisaties.zichtbaarheid import BEZOEKER
from tests.browser.conftest import Paginas
from tests.browser.test_bijhouden import AANBOD, zuidoost  # noqa: F401 - fixture
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in


def kijk(page: Page, axe: Callable[..., None]) -> None:
    """Look for what is not accessible or does not fit, light and dark."""
    axe(page)
    assert past(page), page.url
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.emulate_media(color_scheme="light")


def test_een_eigenaar_bevestigt_alles_en_gaat_even_dicht(
    pagina: Paginas,
    axe: Callable[..., None],
    zuidoost: None,  # noqa: F811
    breedte: int,
) -> None:
    page = pagina(breedte)
    log_in(page, "eigenaar")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn organisatie")
    kijk(page, axe)
    page.get_by_role("link", name="Klopt alles nog?").click()
    kijk(page, axe)
    page.get_by_role("button", name="Dit klopt nog").click()
    expect(page.get_by_text("Genoteerd: dit klopt nog")).to_be_visible()
    assert Controle.objects.filter(wijze="zelf").exists()
    page.get_by_role("link", name="Even dicht").click()
    kijk(page, axe)
    page.get_by_label("Tot en met").fill("2030-01-01")
    page.get_by_role("button", name="Zet op even dicht").click()
    expect(page.get_by_text("even dicht vanaf")).to_be_visible()
    assert not Aanbod.objects.filter(organisatie__kenmerk="stap-verder", pauze_tot=None, status="gepubliceerd").exists()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()
    assert not Aanbod.objects.filter(organisatie__kenmerk="stap-verder", pauze_tot__isnull=False).exists()


def test_meldingen_samen_en_wat_de_indiener_leest(
    pagina: Paginas,
    axe: Callable[..., None],
    zuidoost: None,  # noqa: F811
    breedte: int,
) -> None:
    aanbod, collega = Aanbod.objects.get(kenmerk=AANBOD), Medewerker.objects.get(username="collega")
    nu = lees(aanbod)
    voorstel = voorstellen.stel_voor(
        gebruiker=collega, ingang=aanbod, basis=nu, staat={**nu, "naam": "Anders", "kosten": "bijdrage"}
    )
    for tekst in ("Dicht.", "Verhuisd.", "Er was niemand."):
        voorstellen.meld(gebruiker=BEZOEKER, ingang=aanbod, tekst=tekst)
    page = pagina(breedte)
    log_in(page, "coordinator")
    page.goto("/werk/voorstellen/")
    kijk(page, axe)
    page.goto(f"/werk/voorstellen/bij/aanbod/{AANBOD}/")
    kijk(page, axe)
    page.get_by_label("Verhuisd.").uncheck()
    page.get_by_role("button", name="Nagekeken en in orde").click()
    expect(page.get_by_text("2 meldingen over")).to_be_visible()
    voorstellen.besluit(
        gebruiker=Medewerker.objects.get(username="coordinator"),
        voorstel=voorstel,
        velden=["naam"],
        gezien=voorstellen.stempel(voorstel, nu),
        reden="Kosten nog navragen",
    )
    zelf = pagina(breedte)
    log_in(zelf, "collega")
    zelf.get_by_role("link", name="1 van je voorstellen is bekeken").click()
    expect(zelf.get_by_text("niet overgenomen")).to_be_visible()
    kijk(zelf, axe)
    zelf.get_by_role("button", name="Gelezen").click()
    expect(zelf.get_by_role("button", name="Gelezen")).to_have_count(0)
    zelf.goto("/account/")
    kijk(zelf, axe)


def test_een_route_in_het_klein_zien_voordat_hij_bewaard_is(
    pagina: Paginas,
    axe: Callable[..., None],
    zuidoost: None,  # noqa: F811
    breedte: int,
) -> None:
    aantal = Route.objects.count()
    page = pagina(breedte)
    log_in(page, "coordinator")
    page.goto("/werk/routes/dekking/")
    kijk(page, axe)
    page.get_by_role("link", name="Maak").first.click()
    page.get_by_label("Titel").fill("Proef")
    page.get_by_label("Waarheen?").fill(Aanbod.objects.get(kenmerk=AANBOD).naam)
    page.get_by_label("Wat doe je?").fill("Bel eerst even.")
    page.get_by_role("button", name="Bekijk hoe het wordt").click()
    expect(page.get_by_role("heading", name="Zo gaat een bezoeker het lezen")).to_be_visible()
    kijk(page, axe)
    assert Route.objects.count() == aantal
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.get_by_text("Nog nodig voordat je publiceert")).to_be_visible()
    kijk(page, axe)
