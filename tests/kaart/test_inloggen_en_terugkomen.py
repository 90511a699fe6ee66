"""Who is not signed in does so and comes back; who is hears what they can do instead; each begins at the own work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.conftest import ROLLEN
from tests.fabrieken import WACHTWOORD, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.kaart.test_toegangstabel import TABEL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def zonder_telling() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, naam: str, adres: str = "/inloggen/") -> Any:
    return client.post(adres, {"login": naam, "password": WACHTWOORD})


def test_elk_adres_dat_om_inloggen_vraagt_brengt_je_terug(als: Callable[[str], Client], kaart: None) -> None:
    """Every page of the table that a visitor may not open: sign in as who may, and be there."""
    dicht = [
        (pad, next(rol for rol in ("coordinator", "aanbieder", "beheerder") if per_rol[rol] == 200))
        for _, pad, per_rol in TABEL
        if per_rol["bezoeker"] == 302 and 200 in (per_rol["coordinator"], per_rol["aanbieder"], per_rol["beheerder"])
    ]
    assert len(dicht) > 25
    for rol in ("coordinator", "aanbieder", "beheerder"):
        maak_medewerker(*ROLLEN[rol], naam=rol)
    for pad, rol in dicht:
        client = Client()
        antwoord = client.get(pad)
        assert antwoord.status_code == 302, pad
        naar = urlsplit(antwoord.headers["Location"])
        if naar.path != "/inloggen/":
            continue  # a page of allauth that asks for the password once more
        assert parse_qs(naar.query)["next"] == [pad]
        terug = log_in(client, rol, antwoord.headers["Location"])
        assert terug.headers.get("Location") == pad, terug.content.decode()[:500]
        cache.clear()


@pytest.mark.parametrize(
    "kwaad",
    ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)", "\t//kwaad.example"],
)
def test_inloggen_brengt_je_nooit_naar_een_ander(kwaad: str) -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    for client, adres, velden in (
        (Client(), f"/inloggen/?next={quote(kwaad)}", {}),
        (Client(), "/inloggen/", {"next": kwaad}),
    ):
        antwoord = client.post(adres, {"login": "werker", "password": WACHTWOORD, **velden})
        assert "kwaad" not in antwoord.headers["Location"].partition("?")[0]
        assert antwoord.headers["Location"].startswith("/")
        assert not antwoord.headers["Location"].startswith("//")


@pytest.mark.parametrize(
    ("rollen", "begin"),
    [
        ((Rol.OPBOUWWERKER,), "/"),
        ((Rol.AANDACHTSFUNCTIONARIS,), "/werk/"),
        ((Rol.COORDINATOR,), "/werk/"),
        ((Rol.AANBIEDER,), "/mijn-organisaties/"),
        ((Rol.BEHEERDER,), "/"),
        ((Rol.AANBIEDER, Rol.AANDACHTSFUNCTIONARIS), "/werk/"),
        ((), "/"),
    ],
)
def test_ieder_begint_bij_het_eigen_werk(rollen: tuple[Rol, ...], begin: str) -> None:
    maak_medewerker(*rollen, naam="iemand")
    client = Client()
    assert log_in(client, "iemand").headers["Location"] == begin
    assert client.get("/inloggen/").headers["Location"] == begin, "who is in already does not sign in again"


def test_een_stukje_pagina_stuurt_de_hele_pagina_naar_inloggen() -> None:
    """Htmx would put the sign-in page inside the page; it is told to go there, and to come back to that page."""
    antwoord = Client().get(
        "/werk/lijkt-op/organisaties/?naam=x",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/werk/nieuw/organisatie/?a=1"},
    )
    assert antwoord.status_code == 200
    assert antwoord.content == b""
    assert antwoord.headers["HX-Redirect"] == "/inloggen/?next=/werk/nieuw/organisatie/%3Fa%3D1"
    vreemd = Client().get(
        "/werk/lijkt-op/organisaties/", headers={"HX-Request": "true", "HX-Current-URL": "https://kwaad.example/x"}
    )
    assert vreemd.headers["HX-Redirect"] == "/inloggen/?next=/"


def test_wat_je_verstuurt_zonder_ingelogd_te_zijn_is_niet_weg() -> None:
    antwoord = Client().post("/werk/lijsten/doelgroepen/nieuw/", {"tekst": "Dit schreef ik net met veel moeite op."})
    assert antwoord.status_code == 403
    assert "Dit schreef ik net met veel moeite op." in antwoord.content.decode()
    assert "Verstuur opnieuw" in antwoord.content.decode()


@pytest.mark.parametrize("rol", [Rol.OPBOUWWERKER, Rol.AANDACHTSFUNCTIONARIS])
def test_wat_een_ander_bijhoudt_zegt_doe_een_voorstel(rol: Rol) -> None:
    zuid, oost = StadsdeelFabriek.create(slug="zuid"), StadsdeelFabriek.create(slug="oost")
    wie = maak_medewerker(rol, naam="houder")
    wie.stadsdelen.add(oost)
    organisatie = OrganisatieFabriek.create(kenmerk="koor")
    organisatie.werkgebied.add(zuid)
    aanbod = maak_aanbod(kenmerk="zingen", organisatie=organisatie, stadsdelen=[zuid])
    client = Client()
    client.force_login(wie)
    for pad, voorstel in (
        ("/aanbod/zingen/bewerken/", "/aanbod/zingen/voorstel/"),
        ("/organisaties/koor/bewerken/", "/organisaties/koor/voorstel/"),
        ("/organisaties/koor/contacten/", "/organisaties/koor/voorstel/"),
        ("/organisaties/koor/nieuw-aanbod/", "/organisaties/koor/aanbod-voorstellen/"),
        ("/organisaties/koor/nieuwe-plek/", "/organisaties/koor/voorstel/"),
    ):
        antwoord = client.get(pad)
        tekst = antwoord.content.decode()
        assert antwoord.status_code == 403, pad
        assert "hoort niet bij jouw rol" not in tekst
        assert f'href="{voorstel}">Doe een voorstel</a>' in tekst, pad
        assert client.get(voorstel).status_code == 200
    for pad in ("/aanbod/zingen/klopt-nog/", "/aanbod/zingen/stand/"):
        assert "Doe een voorstel" in client.post(pad, {"wijze": "gebeld"}).content.decode()
    assert m.Aanbod.objects.get(pk=aanbod.pk).gecontroleerd_op is None


def test_wie_niet_mag_voorstellen_hoort_dat_het_niet_bij_de_rol_hoort() -> None:
    OrganisatieFabriek.create(kenmerk="koor")
    client = Client()
    client.force_login(maak_medewerker(Rol.AANBIEDER))
    tekst = client.get("/organisaties/koor/bewerken/").content.decode()
    assert "hoort niet bij jouw rol" in tekst
    assert "voorstel/" not in tekst


def test_wat_er_voor_een_bezoeker_niet_is_biedt_inloggen_aan() -> None:
    """The same words for what is hidden and for what never was."""
    OrganisatieFabriek.create(kenmerk="stil-huis", zichtbaarheid="professionals")
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    client = Client()
    tekst = {pad: client.get(f"/organisaties/{pad}/") for pad in ("stil-huis", "niet-hier")}
    assert {antwoord.status_code for antwoord in tekst.values()} == {404}
    gelijk = {antwoord.content.decode().replace(pad, "…") for pad, antwoord in tekst.items()}
    assert len(gelijk) == 1
    assert "/inloggen/?next=/organisaties/stil-huis/" in tekst["stil-huis"].content.decode()
    terug = log_in(client, "werker", "/inloggen/?next=/organisaties/stil-huis/")
    assert client.get(terug.headers["Location"]).status_code == 200
    assert "Log in en kom hier terug" not in client.get("/organisaties/niet-hier/").content.decode()
    assert "next=" not in Client().get("/klopt-nog/~verzonnen/").content.decode(), "a secret is put in no other address"
