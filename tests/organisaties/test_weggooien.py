"""Throwing away what was made by mistake, a place that is no more, and a change that was not finished."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from organisaties import models as m
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen import acties
from organisaties.models.ingang import Ingang
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db

AANBOD = "/aanbod/taalcafe/weggooien/"


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


def gemaakt(ingang: Ingang, door: m.Medewerker, *, uren: float = 0) -> Ingang:
    versie = leg_vast(ingang=ingang, voor=None, gebruiker=door, soort=m.Versie.Soort.NIEUW)
    m.Versie.objects.filter(pk=versie.pk).update(op=timezone.now() - datetime.timedelta(hours=uren))
    return ingang


@pytest.fixture
def aanbod(oost: m.Stadsdeel) -> m.Aanbod:
    organisatie = OrganisatieFabriek.create(kenmerk="buurthuis", naam="Buurthuis")
    organisatie.werkgebied.add(oost)
    return maak_aanbod(kenmerk="taalcafe", naam="Taalcafé", organisatie=organisatie, stadsdelen=[oost])


def test_een_vergissing_van_zojuist_gaat_weg_na_een_vraag(houder: Client, ik: m.Medewerker, aanbod: m.Aanbod) -> None:
    gemaakt(aanbod, ik)
    aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    assert AANBOD in houder.get("/aanbod/taalcafe/bewerken/").content.decode()
    vraag = houder.get(AANBOD).content.decode()
    assert "Dit verdwijnt voorgoed: Taalcafé" in vraag
    assert m.Aanbod.objects.exists()
    klaar = houder.post(AANBOD, follow=True)
    assert "‘Taalcafé’ is weg." in klaar.content.decode()
    assert klaar.redirect_chain == [("/werk/van-mij/", 302)]
    assert not m.Aanbod.objects.exists()
    assert not m.Openingstijd.objects.exists()


def test_na_een_uur_is_het_geen_vergissing_meer(houder: Client, ik: m.Medewerker, aanbod: m.Aanbod) -> None:
    gemaakt(aanbod, ik, uren=1.1)
    assert houder.get(AANBOD).status_code == 403
    assert houder.post(AANBOD).status_code == 403
    assert AANBOD not in houder.get("/aanbod/taalcafe/bewerken/").content.decode()


def test_een_concept_blijft_van_wie_het_maakte(houder: Client, ik: m.Medewerker, aanbod: m.Aanbod) -> None:
    m.Aanbod.objects.update(status=Status.CONCEPT)
    gemaakt(aanbod, ik, uren=500)
    assert houder.get(AANBOD).status_code == 200
    ander = Client()
    ander.force_login(maak_medewerker(Rol.COORDINATOR, naam="coordinator"))
    assert ander.post(AANBOD).status_code == 403
    houder.post(AANBOD)
    assert not m.Aanbod.objects.exists()


@pytest.mark.parametrize("hoe", ["controle", "wijziging", "melding", "tip", "op naam"])
def test_wat_een_ander_gebruikt_blijft(houder: Client, ik: m.Medewerker, aanbod: m.Aanbod, hoe: str) -> None:
    gemaakt(aanbod, ik)
    ander = maak_medewerker(Rol.COORDINATOR, naam="coordinator")
    if hoe == "controle":
        m.Controle.objects.create(aanbod=aanbod, op="2026-11-20", wijze="gebeld", rol="coordinator", door=ander)
    elif hoe == "wijziging":
        nu = lees(aanbod)
        acties.bewaar(gebruiker=ander, ingang=aanbod, basis=nu, staat={**nu, "naam": "Taalcafé Oost"})
    elif hoe == "melding":
        m.Voorstel.objects.create(aanbod=aanbod, soort="melding", wijzigingen={}, toelichting="Dicht.", rol="bezoeker")
    elif hoe == "tip":
        m.Praktijktip.objects.create(
            aanbod=aanbod, tekst="Vraag naar de balie.", rol="opbouwwerker", door=ander, gegeven_op="2026-11-20"
        )
    else:
        aanbod.houders.add(ander)
    assert "Dit kan nu niet weg." in houder.get(AANBOD).content.decode()
    assert "Er is niets weggegooid." in houder.post(AANBOD).content.decode()
    assert m.Aanbod.objects.exists()


def test_met_een_organisatie_gaat_alleen_mee_wat_ook_van_mij_is(
    houder: Client, ik: m.Medewerker, aanbod: m.Aanbod, oost: m.Stadsdeel
) -> None:
    organisatie = aanbod.organisatie
    plek = LocatieFabriek.create(naam="Zaal", organisatie=organisatie, stadsdeel=oost)
    aanbod.locaties.add(plek)
    gemaakt(organisatie, ik)
    adres = "/organisaties/buurthuis/weggooien/"
    assert "Een deel hiervan is van een ander." in houder.get(adres).content.decode()
    gemaakt(aanbod, ik)
    gemaakt(plek, ik)
    vraag = houder.get(adres).content.decode()
    assert "<li>Taalcafé</li>" in vraag
    assert "<li>Zaal</li>" in vraag
    houder.post(adres)
    assert [model.objects.count() for model in (m.Organisatie, m.Locatie, m.Aanbod)] == [0, 0, 0]


def test_een_plek_die_er_niet_meer_is_gaat_weg_als_er_niets_meer_is(
    houder: Client, aanbod: m.Aanbod, oost: m.Stadsdeel
) -> None:
    plek = LocatieFabriek.create(kenmerk="zaal", naam="Zaal", organisatie=aanbod.organisatie, stadsdeel=oost)
    aanbod.locaties.add(plek)
    adres = "/locaties/zaal/weggooien/"
    assert adres in houder.get("/locaties/zaal/bewerken/").content.decode()
    tekst = houder.get(adres).content.decode()
    assert "Hier is nog: Taalcafé" in tekst
    assert "/aanbod/taalcafe/bewerken/?blok=waar" in tekst
    houder.post(adres)
    assert m.Locatie.objects.exists()
    aanbod.locaties.clear()
    houder.post(adres)
    assert not m.Locatie.objects.exists()
    # A name that was used is not given to another place.
    assert acties.nieuw_kenmerk(m.Locatie, "Zaal") == "zaal-2"


def test_een_eigenaar_leest_niet_welk_verborgen_aanbod_op_haar_plek_is(aanbod: m.Aanbod, oost: m.Stadsdeel) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(aanbod.organisatie)
    plek = LocatieFabriek.create(kenmerk="zaal", organisatie=aanbod.organisatie, stadsdeel=oost)
    verborgen = maak_aanbod(kenmerk="schuil", naam="Schuilplek", zichtbaarheid="professionals")
    verborgen.locaties.add(plek)
    client = Client()
    client.force_login(eigenaar)
    tekst = client.get("/locaties/zaal/weggooien/").content.decode()
    assert "Dit kan nu niet weg." in tekst
    assert "Schuilplek" not in tekst


def test_een_eigen_wijziging_weggooien_vraagt_eerst(houder: Client, ik: m.Medewerker, aanbod: m.Aanbod) -> None:
    nu = lees(aanbod)
    acties.bewaar_concept(gebruiker=ik, ingang=aanbod, basis=nu, staat={**nu, "naam": "Half af"})
    adres = "/aanbod/taalcafe/bewerken/concept/weg/"
    vraag = houder.post(adres)
    assert "Half af" in vraag.content.decode()
    assert m.Concept.objects.exists()
    houder.post(adres, {"zeker": "ja"})
    assert not m.Concept.objects.exists()
    assert m.Aanbod.objects.get().naam == "Taalcafé"
