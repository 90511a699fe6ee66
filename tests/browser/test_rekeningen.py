"""Accounts in a real browser: axe, two widths, a second step by app and by a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from organisaties.accounts.acties import adres_van
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import WACHTWOORD, maak_medewerker
from tests.omgeving import programmas
from tests.organisaties.test_rekeningen import code


@pytest.mark.programma("zbarimg")
def test_axe_vindt_niets_en_alles_past(
    pagina: Paginas, axe: Callable[..., None], transactional_db: None, breedte: int, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO = False
    maak_medewerker(Rol.BEHEERDER, naam="beheer", email="beheer@stad.example")
    gast = maak_medewerker(Rol.OPBOUWWERKER, naam="gast", email="gast@stad.example")
    gast.set_unusable_password()
    gast.save()
    page = pagina(breedte, toegestaan=("404", "403"))
    for pad in ("/inloggen/", "/account/wachtwoord-vergeten/", adres_van(gast), "/uitnodiging/MQ/~op/"):
        page.goto(pad)
        axe(page)
        assert past(page), pad
    log_in(page, "beheer")
    expect(page).to_have_url(re.compile("/account/tweede-stap/app/$"))
    axe(page)
    assert past(page)
    geheim = page.locator("code").inner_text()
    page.locator(".qr").screenshot(path=tmp_path / "qr.png")
    gelezen = programmas.draai(["zbarimg", "--quiet", "--raw", str(tmp_path / "qr.png")])
    assert gelezen.startswith("otpauth://totp/beheer%40stad.example?")
    assert f"secret={geheim}" in gelezen
    page.get_by_label("Code", exact=True).fill("123")
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    page.get_by_label("Code", exact=True).fill(code(geheim))
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_role("heading", name="Reservecodes")).to_be_visible()
    axe(page)
    assert past(page)
    for pad in (
        "/account/",
        "/account/wachtwoord/",
        "/account/tweede-stap/",
        "/account/tweede-stap/sleutels/",
        "/account/tweede-stap/sleutels/nieuw/",
        "/account/tweede-stap/codes/nieuw/",
        "/werk/accounts/",
    ):
        page.goto(pad)
        axe(page)
        assert past(page), pad


def test_inloggen_met_een_sleutel(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, transactional_db: None, settings: Any
) -> None:
    settings.DEMO = False
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    maak_medewerker(Rol.COORDINATOR, naam="coord")
    # A key belongs to a name, so not to 127.0.0.1.
    context = new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    klachten: list[str] = []
    page.on("console", lambda bericht: klachten.append(bericht.text) if bericht.type == "error" else None)
    sessie = context.new_cdp_session(page)
    sessie.send("WebAuthn.enable")
    eigenschappen = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    eigenschappen |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    sessie.send("WebAuthn.addVirtualAuthenticator", {"options": eigenschappen})

    log_in(page, "coord")
    page.get_by_role("link", name="Stel een sleutel in").click()
    page.get_by_label("Naam van de sleutel").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak de sleutel").click()
    expect(page.get_by_role("heading", name="Reservecodes")).to_be_visible()
    page.goto("/werk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat vandaag aandacht vraagt")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()

    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("coord")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("button", name="Gebruik je sleutel").click()
    expect(page.get_by_text("Ingelogd als coord")).to_be_visible()
    page.goto("/werk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat vandaag aandacht vraagt")
    assert klachten == []
