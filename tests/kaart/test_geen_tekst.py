"""A NUL anywhere: a page with a sentence and all that was typed, never a fault of ours, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from organisaties.models import Versie
from tests.bestanden import inhoud
from tests.kaart.test_toegangstabel import TABEL


@pytest.mark.parametrize("rol", ["bezoeker", "coordinator", "aanbieder"])
def test_geen_formulier_valt_om_over_een_nul(als: Callable[[str], Client], kaart: None, rol: str) -> None:
    client = als(rol)
    eerder = Versie.objects.count()
    for pad in sorted({pad for _, pad, _ in TABEL}):
        velden = {
            "waarom": "het klopt\x00 niet meer, zeggen zij",
            "na\x00am": "x",
            "doe": "bewaar\x00",
            "password1": "g\x00",
        }
        antwoord = client.post(pad, velden)
        tekst = antwoord.content.decode()
        assert "\x00" not in tekst
        if rol == "bezoeker" and antwoord.status_code == 403:
            # Closed to visitors: they are asked to sign in first, and what was typed is kept.
            assert "het klopt niet meer, zeggen zij" in tekst
            continue
        assert antwoord.status_code == 400, pad
        assert "een teken in dat geen tekst is" in tekst
        boom = html.fromstring(tekst)
        mee = {veld.get("name"): veld.get("value") for veld in boom.xpath("//main//input[@type='hidden']")}
        assert mee["waarom"] == "het klopt niet meer, zeggen zij"
        assert (mee["naam"], mee["doe"]) == ("x", "bewaar")
        assert "password1" not in mee
        assert boom.xpath("//main//form/@action") == [pad.partition("?")[0]]
    assert Versie.objects.count() == eerder


@pytest.mark.parametrize("rol", ["bezoeker", "coordinator"])
def test_geen_adres_valt_om_over_een_nul(als: Callable[[str], Client], kaart: None, rol: str) -> None:
    client = als(rol)
    for _, pad, _ in TABEL:
        if pad == "/account/stad/stad/":
            continue
        streep = "&" if "?" in pad else "?"
        namen = [
            "q",
            "naam",
            "next",
            "terug",
            "contact",
            "pagina",
            "organisatie",
            "bij",
            "taal",
            "vorm",
            "stadsdeel",
            "search",
        ]
        met = client.get(f"{pad}{streep}" + "&".join(f"{naam}=a%00b" for naam in namen))
        inhoud(met)
        assert met.status_code < 500, pad
        kapot = pad.partition("?")[0].rstrip("/")
        assert client.get(f"{kapot}%00/").status_code == 404, pad


def test_een_koekje_met_een_nul_is_geen_fout(kaart: None) -> None:
    client = Client()
    for naam in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "wegwijs_keuze", "wegwijs_browser"):
        client.cookies[naam] = "abc\x00def" * 4
    for pad in ("/", "/zoeken/", "/inloggen/", "/account/", "/werk/"):
        assert client.get(pad).status_code < 500
    assert client.post("/inloggen/", {"login": "x", "password": "y"}).status_code == 200


def test_van_elders_wordt_niets_aangeboden_om_te_versturen(db: None) -> None:
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post(
        "/organisaties/x/bewerken/", {"waarom": "boos\x00 opzet"}, headers={"origin": "https://kwaad.example"}
    )
    assert antwoord.status_code == 403
    assert "opzet" not in antwoord.content.decode()
