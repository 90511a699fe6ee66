"""Without a network: what was opened today opens again, and what nobody may find on a phone is not there."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organisaties.models import Behoefte
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.fabrieken import WACHTWOORD, OrganisatieFabriek, maak_aanbod, maak_medewerker

NETWERK = ("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def aanbod(transactional_db: None) -> None:
    veilig = Behoefte.objects.create(slug="thuis", naam="Thuis", neutraal=True)
    club = OrganisatieFabriek(kenmerk="club", naam="De club", telefoon="020-555 00 00")
    maak_aanbod(kenmerk="les", naam="Taalles", organisatie=club, let_op="Alleen onder ons.")
    maak_aanbod(kenmerk="eten", naam="Samen eten", organisatie=club)
    maak_aanbod(kenmerk="stil", naam="Stille hulp", behoeften=[veilig])
    maak_aanbod(kenmerk="intern", naam="Voor ons", zichtbaarheid="professionals")


def wacht_op(pagina: Page, aantal: int) -> None:
    """Wait until so many pages are kept."""
    pagina.wait_for_function(
        """async (aantal) => {
            let bewaard = 0;
            for (const naam of await caches.keys())
                if (naam.startsWith("vandaag-")) bewaard += (await (await caches.open(naam)).keys()).length;
            return bewaard === aantal;
        }""",
        arg=aantal,
    )


def begin(pagina: Page) -> None:
    """Open the first page until the worker is there; a page that was on its way meanwhile it does not take over."""
    pagina.goto("/")
    pagina.evaluate("async () => { await navigator.serviceWorker.ready; }")
    pagina.goto("/")
    pagina.wait_for_function("() => navigator.serviceWorker.controller")


def test_wat_vandaag_open_was_gaat_zonder_netwerk_weer_open(pagina: Paginas, aanbod: None) -> None:
    blad = pagina(toegestaan=NETWERK)
    begin(blad)
    for adres in ("/aanbod/les/", "/aanbod/eten/", "/organisaties/club/"):
        blad.goto(adres)
    wacht_op(blad, 3)
    # Neither what is about safety, nor results, which say what was searched.
    for adres in ("/aanbod/stil/", "/even-rust/", "/zoeken/?q=taalles"):
        blad.goto(adres)
    blad.goto("/over/")
    wacht_op(blad, 3)

    blad.context.set_offline(True)
    for adres, naam in (
        ("/aanbod/les/", "Taalles"),
        ("/aanbod/eten/", "Samen eten"),
        ("/organisaties/club/", "De club"),
    ):
        blad.goto(adres)
        expect(blad.get_by_role("heading", level=1)).to_have_text(naam)
    for adres in ("/aanbod/stil/", "/even-rust/", "/zoeken/?q=taalles"):
        blad.goto(adres)
        expect(blad.get_by_role("heading", level=1)).to_have_text("Geen internet")
    expect(blad.get_by_role("link", name="112")).to_be_visible()
    expect(blad.locator("[data-vandaag] li")).to_have_text(["Taalles", "Samen eten", "De club"])
    blad.context.set_offline(False)


def test_een_collega_houdt_alleen_wat_openbaar_is_en_na_uitloggen_niets(
    pagina: Paginas, aanbod: None, settings: Any
) -> None:
    settings.DEMO = True
    maak_medewerker(Rol.OPBOUWWERKER, naam="wijk")
    blad = pagina(toegestaan=(*NETWERK, "404"))
    blad.goto("/inloggen/")
    blad.fill("[name=login]", "wijk")
    blad.fill("[name=password]", WACHTWOORD)
    blad.keyboard.press("Enter")
    blad.wait_for_url("/")
    begin(blad)
    blad.goto("/aanbod/les/")
    expect(blad.get_by_text("Alleen onder ons.")).to_be_visible()
    blad.goto("/aanbod/intern/")
    blad.goto("/over/")
    wacht_op(blad, 1)
    blad.context.set_offline(True)
    blad.goto("/aanbod/les/")
    expect(blad.get_by_role("heading", level=1)).to_have_text("Taalles")
    expect(blad.get_by_text("Alleen onder ons.")).to_have_count(0)
    blad.goto("/aanbod/intern/")
    expect(blad.get_by_role("heading", level=1)).to_have_text("Geen internet")
    blad.context.set_offline(False)

    blad.goto("/aanbod/les/")
    blad.get_by_role("button", name="Uitloggen").click()
    wacht_op(blad, 0)


def test_een_site_die_het_niet_wil_ruimt_ook_op_wat_er_was(pagina: Paginas, aanbod: None, settings: Any) -> None:
    blad = pagina(toegestaan=NETWERK)
    begin(blad)
    blad.goto("/aanbod/les/")
    wacht_op(blad, 1)
    settings.OFFLINE = False
    blad.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => null)")
    wacht_op(blad, 0)
