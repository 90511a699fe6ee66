"""Whoever proposed something hears what became of it: field by field, where they begin, and by mail if they ask."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties
from organisaties.bijhouden.voorstellen.post import NIET_VOOR_IEDEREEN
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db
MIJN = "/mijn-voorstellen/"


@pytest.fixture
def aanbod() -> m.Aanbod:
    return maak_aanbod(kenmerk="koor", naam="Koor", stadsdelen=[StadsdeelFabriek.create(slug="oost")])


@pytest.fixture
def werker() -> m.Medewerker:
    return maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@voorbeeld.example")


@pytest.fixture
def coord() -> m.Medewerker:
    return maak_medewerker(Rol.COORDINATOR, naam="coord")


def als(wie: m.Medewerker) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def stel_voor(wie: m.Medewerker, aanbod: m.Aanbod, **anders: Any) -> m.Voorstel:
    nu = lees(aanbod)
    return acties.stel_voor(gebruiker=wie, ingang=aanbod, basis=nu, staat={**nu, **anders})


def beslis(wie: m.Medewerker, voorstel: m.Voorstel, *velden: str, reden: str = "Nog navragen") -> None:
    gezien = acties.stempel(voorstel, lees(voorstel.doel))
    acties.besluit(gebruiker=wie, voorstel=voorstel, velden=velden, gezien=gezien, reden=reden)


def test_per_onderdeel_staat_er_wat_is_overgenomen(werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod) -> None:
    BehoefteFabriek.create(slug="muziek", naam="Muziek maken")
    voorstel = stel_voor(werker, aanbod, naam="Buurtkoor", kosten="gratis", behoeften=["muziek"])
    beslis(coord, voorstel, "naam", reden="Kosten nog navragen")
    boom = html.fromstring(als(werker).get(MIJN).content)
    [rij] = boom.xpath("//li[contains(@class, 'kaartje')]")
    delen = {
        " ".join(deel.xpath("string(dt)").split()): " ".join(deel.xpath("string(dd)").split())
        for deel in rij.xpath(".//dl/div")
    }
    assert delen["Naam"] == "‘Buurtkoor’: overgenomen"
    assert delen["Kosten"] == "‘gratis’: niet overgenomen, omdat: Kosten nog navragen"
    assert delen["Helpt bij"] == "‘Muziek maken’: niet overgenomen, omdat: Kosten nog navragen"
    assert "Dank je wel" in rij.text_content()
    koppen = [int(kop.tag[1]) for kop in boom.xpath("//h1|//h2|//h3")]
    assert all(na - voor <= 1 for voor, na in itertools.pairwise(koppen)), "no level is passed over"


def test_wat_niet_is_overgenomen_krijgt_geen_dank(werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod) -> None:
    beslis(coord, stel_voor(werker, aanbod, naam="Onzin"))
    assert "Dank je wel" not in als(werker).get(MIJN).content.decode()


def test_het_bericht_blijft_tot_wie_voorstelde_zegt_het_te_hebben_gelezen(
    werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod
) -> None:
    een, twee = stel_voor(werker, aanbod, naam="Buurtkoor"), stel_voor(werker, aanbod, kosten="gratis")
    client = als(werker)
    assert "bekeken" not in client.get("/").content.decode()
    beslis(coord, een, "naam")
    assert "1 van je voorstellen is bekeken" in client.get("/").content.decode()
    [getoond] = html.fromstring(client.get(MIJN).content).xpath("//input[@name='voorstel']/@value")
    assert "1 van je voorstellen is bekeken" in client.get("/").content.decode(), "looking is not saying so"
    beslis(coord, twee, "kosten")
    assert "2 van je voorstellen zijn bekeken" in client.get("/").content.decode()
    client.post(f"{MIJN}gelezen/", {"voorstel": getoond})
    assert "1 van je voorstellen is bekeken" in client.get("/").content.decode(), "what came meanwhile stays news"
    assert "bekeken" not in als(coord).get("/").content.decode(), "it is nobody else's news"


def test_een_ander_zet_mijn_bericht_niet_uit(werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod) -> None:
    voorstel = stel_voor(werker, aanbod, naam="Buurtkoor")
    beslis(coord, voorstel, "naam")
    als(maak_medewerker(Rol.OPBOUWWERKER, naam="ander")).post(f"{MIJN}gelezen/", {"voorstel": voorstel.pk})
    assert "1 van je voorstellen is bekeken" in als(werker).get("/").content.decode()
    for rol in (Rol.AANBIEDER, None):
        client = als(maak_medewerker(rol, naam="eigenaar")) if rol else Client()
        assert client.post(f"{MIJN}gelezen/", {"voorstel": voorstel.pk}).status_code == 403


def test_wie_zelf_beslist_hoort_geen_nieuws(coord: m.Medewerker, aanbod: m.Aanbod) -> None:
    beslis(coord, stel_voor(coord, aanbod, naam="Buurtkoor"), "naam")
    assert "bekeken" not in als(coord).get("/").content.decode()


def test_er_gaat_pas_een_mail_als_daarom_is_gevraagd(
    werker: m.Medewerker,
    coord: m.Medewerker,
    aanbod: m.Aanbod,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = als(werker)
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, stel_voor(werker, aanbod, naam="Buurtkoor"), "naam")
    assert mail.outbox == []
    client.post("/account/mail-over-voorstellen/", {"ja": ""})
    assert "Stuur geen mail meer" in client.get("/account/").content.decode()
    aanbod.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, stel_voor(werker, aanbod, naam="Wijkkoor", kosten="gratis"), "naam", reden="Vraag Truus")
    [bericht] = mail.outbox
    assert bericht.to == ["werker@voorbeeld.example"]
    tekst = str(bericht.body)
    assert "Wijkkoor" in tekst, "what the entry is called now"
    assert "Overgenomen: Naam." in tekst
    assert "Niet overgenomen: Kosten." in tekst
    assert "/mijn-voorstellen/" in tekst
    assert "Truus" not in tekst, "what somebody wrote is read on the site"
    assert "gratis" not in tekst
    client.post("/account/mail-over-voorstellen/")
    aanbod.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, stel_voor(werker, aanbod, naam="Koor"), "naam")
    assert len(mail.outbox) == 1


def test_een_mail_noemt_niet_wat_verborgen_is_en_geen_groep(
    werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod, django_capture_on_commit_callbacks: Any
) -> None:
    m.Medewerker.objects.filter(pk=werker.pk).update(mail_over_voorstellen=True)
    CategorieFabriek.create(slug="ongedocumenteerd", naam="Ongedocumenteerden", gevoelig=True)
    m.Aanbod.objects.update(zichtbaarheid="professionals")
    rij = {"waarde": "welkom", "toelichting": "", "bron": "", "gehoord_op": None, "toelichting_intern": ""}
    nu = lees(aanbod)
    voorstel = m.Voorstel.objects.create(
        aanbod=aanbod,
        door=werker,
        rol="opbouwwerker",
        wijzigingen={"toegang:ongedocumenteerd": {"van": None, "naar": rij}},
    )
    with django_capture_on_commit_callbacks(execute=True):
        acties.besluit(
            gebruiker=coord, voorstel=voorstel, velden=[], gezien=acties.stempel(voorstel, nu), reden="Niet zeker"
        )
    tekst = str(mail.outbox[0].body)
    assert NIET_VOOR_IEDEREEN in tekst
    assert "Koor" not in tekst
    assert "ngedocumenteerd" not in tekst
    assert "Voor wie" in tekst


def test_wie_geen_collega_meer_is_krijgt_geen_mail(
    werker: m.Medewerker, coord: m.Medewerker, aanbod: m.Aanbod, django_capture_on_commit_callbacks: Any
) -> None:
    m.Medewerker.objects.filter(pk=werker.pk).update(mail_over_voorstellen=True)
    een, twee = stel_voor(werker, aanbod, naam="Buurtkoor"), stel_voor(werker, aanbod, kosten="gratis")
    werker.groups.clear()
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, een, "naam")
    m.Medewerker.objects.filter(pk=werker.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, twee, "kosten")
    assert mail.outbox == []


def test_een_mailserver_die_weg_is_houdt_geen_besluit_tegen(
    werker: m.Medewerker,
    coord: m.Medewerker,
    aanbod: m.Aanbod,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    m.Medewerker.objects.filter(pk=werker.pk).update(mail_over_voorstellen=True)
    voorstel = stel_voor(werker, aanbod, naam="Buurtkoor")
    with django_capture_on_commit_callbacks(execute=True):
        beslis(coord, voorstel, "naam")
    voorstel.refresh_from_db()
    assert voorstel.besluit == "aangenomen"


@pytest.mark.parametrize("aantal", [2, 22])
def test_de_lijst_vraagt_niet_meer_van_meer_voorstellen(
    werker: m.Medewerker, aanbod: m.Aanbod, django_assert_max_num_queries: Any, aantal: int
) -> None:
    for nummer in range(aantal):
        BehoefteFabriek.create(slug=f"b{nummer}")
        CategorieFabriek.create(slug=f"c{nummer}")
        rij = {"waarde": "welkom", "toelichting": "", "bron": "", "gehoord_op": None, "toelichting_intern": ""}
        stel_voor(werker, aanbod, naam=f"Koor {nummer}", behoeften=[f"b{nummer}"], **{f"toegang:c{nummer}": rij})
    client = als(werker)
    with django_assert_max_num_queries(13):
        client.get(MIJN)
