"""'Van mij': everything somebody keeps, made, drafted, proposed or brought in, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisaties import models as m
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen.acties import stel_voor
from organisaties.bijhouden.wijzigen.acties import bewaar_concept
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db

ADRES = "/werk/van-mij/"


@pytest.fixture
def oost() -> m.Stadsdeel:
    return StadsdeelFabriek.create(slug="oost", naam="Oost")


@pytest.fixture
def ik(oost: m.Stadsdeel) -> m.Medewerker:
    gebruiker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="oost-7")
    gebruiker.stadsdelen.add(oost)
    return gebruiker


@pytest.fixture
def houder(ik: m.Medewerker) -> Client:
    client = Client()
    client.force_login(ik)
    return client


def namen(client: Client, wat: str = "") -> list[str]:
    return [een.ingang.naam for een in client.get(ADRES, {"wat": wat} if wat else {}).context["regels"]]


@pytest.fixture
def stad(oost: m.Stadsdeel) -> m.Aanbod:
    """Make an organisation, a place and an offer in Oost, and the same elsewhere."""
    west = StadsdeelFabriek.create(slug="west")
    for stadsdeel, waar in ((west, "West"), (oost, "Oost")):
        organisatie = OrganisatieFabriek.create(naam=f"Buurthuis {waar}")
        organisatie.werkgebied.add(stadsdeel)
        LocatieFabriek.create(naam=f"Zaal {waar}", organisatie=organisatie, stadsdeel=stadsdeel)
        maak_aanbod(naam=f"Taalcafé {waar}", organisatie=organisatie, stadsdelen=[stadsdeel])
    return m.Aanbod.objects.get(naam="Taalcafé Oost")


def test_alles_wat_ik_bijhoud_staat_er_ook_wat_vers_is(houder: Client, stad: m.Aanbod) -> None:
    m.Aanbod.objects.update(gecontroleerd_op="2026-11-20")
    assert namen(houder) == ["Buurthuis Oost", "Taalcafé Oost", "Zaal Oost"]
    tekst = houder.get(ADRES).content.decode()
    assert "3 regels" in tekst
    assert "Het meest mist: " in tekst
    assert 'href="/werk/van-mij/" aria-current="page"' in tekst
    assert 'href="/werk/van-mij/"' in houder.get("/werk/").content.decode()


def test_wat_ik_maakte_voorstelde_of_half_af_heb_staat_er_ook(houder: Client, ik: m.Medewerker, stad: m.Aanbod) -> None:
    elders = m.Aanbod.objects.get(naam="Taalcafé West")
    nu = lees(elders)
    stel_voor(gebruiker=ik, ingang=elders, basis=nu, staat={**nu, "naam": "Anders"})
    nieuw = maak_aanbod(naam="Nieuw in West", status=Status.CONCEPT)
    leg_vast(ingang=nieuw, voor=None, gebruiker=ik, soort=m.Versie.Soort.NIEUW)
    bewaar_concept(gebruiker=ik, ingang=stad, basis=lees(stad), staat={**lees(stad), "naam": "Half"})
    assert namen(houder, "voorgesteld") == ["Taalcafé West"]
    assert namen(houder, "gemaakt") == ["Nieuw in West"]
    assert namen(houder, "concepten") == ["Nieuw in West", "Taalcafé Oost"]
    tekst = houder.get(ADRES).content.decode()
    for wat in ("Jouw voorstel wacht", "Concept, nog niet op de kaart", "is nog niet af", "Gooi mijn wijziging weg"):
        assert wat in tekst
    assert f"/aanbod/{nieuw.kenmerk}/weggooien/" in tekst
    assert f"/aanbod/{elders.kenmerk}/weggooien/" not in tekst


def test_een_opbouwwerker_vindt_terug_wat_zij_voorstelde(stad: m.Aanbod) -> None:
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    client = Client()
    client.force_login(collega)
    assert namen(client) == []
    stel_voor(gebruiker=collega, ingang=stad, basis=lees(stad), staat={**lees(stad), "naam": "Anders"})
    assert namen(client) == ["Taalcafé Oost"]
    tekst = client.get(ADRES).content.decode()
    assert "/bewerken/" not in tekst
    assert ADRES in client.get("/mijn-voorstellen/").content.decode()


def test_een_vreemde_keuze_is_alles(houder: Client, stad: m.Aanbod) -> None:
    assert len(namen(houder, "\0bestaat-niet")) == 3


def test_er_komt_geen_vraag_bij_per_regel(
    houder: Client,
    ik: m.Medewerker,
    oost: m.Stadsdeel,
    stad: m.Aanbod,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as eerst:
        houder.get(ADRES)
    for nummer in range(18):
        organisatie = OrganisatieFabriek.create(naam=f"Huis {nummer}")
        organisatie.werkgebied.add(oost)
        aanbod = maak_aanbod(naam=f"Eten {nummer}", organisatie=organisatie, stadsdelen=[oost])
        aanbod.openingstijden.create(weekdag=1, van="10:00", tot="11:00")
        leg_vast(ingang=aanbod, voor=None, gebruiker=ik, soort=m.Versie.Soort.NIEUW)
    with django_assert_max_num_queries(len(eerst)):
        antwoord = houder.get(ADRES)
    assert antwoord.context["pagina"].paginator.num_pages == 2
