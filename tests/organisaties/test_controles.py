"""Checked is not edited: each part has its own check, room falls back to unknown, and what is missing is said."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from lxml import html

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import leeg, lees
from organisaties.regels.rollen import Rol
from organisaties.regels.volledigheid import volledigheid
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import pagina, verzend, vul
from tests.organisaties.test_bewerken import formulier

pytestmark = pytest.mark.django_db
DAG = datetime.datetime(2026, 11, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def houder(settings: Any) -> Client:
    # Tests that travel are days apart.
    settings.SESSION_COOKIE_AGE = 10**8
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="oost-7")
    wie.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    client = Client()
    client.force_login(wie)
    return client


@pytest.fixture
def aanbod() -> m.Aanbod:
    return maak_aanbod(kenmerk="koor", naam="Koor", stadsdelen=[StadsdeelFabriek.create(slug="oost")])


FORM = "//form[contains(@action, '/klopt-nog/')]"


def vinkjes(client: Client, *onderdelen: str) -> list[str]:
    """Return what the ticks of these blocks send, on the page of the offer as it is now."""
    waarden = pagina(client, "/aanbod/koor/").xpath(f"{FORM}//input[@name='blok']/@value")
    return [waarde for waarde in waarden if waarde.split(":")[0] in onderdelen]


def stuur(client: Client, **velden: Any) -> Any:
    """Send 'Klopt het nog?' from the page of the offer."""
    return verzend(client, pagina(client, "/aanbod/koor/"), FORM, **velden)


def test_elk_onderdeel_heeft_zijn_eigen_controle(houder: Client, aanbod: m.Aanbod) -> None:
    vul(aanbod)
    for dag, onderdeel in enumerate(("contact", "tijden", "toegang"), 1):
        with time_machine.travel(DAG + datetime.timedelta(days=dag)):
            stuur(houder, wijze="gebeld", blok=vinkjes(houder, onderdeel))
    aanbod.refresh_from_db()
    assert aanbod.gecontroleerd_op is None, "whether there is room was never looked at"
    with time_machine.travel(DAG + datetime.timedelta(days=9)):
        tekst = stuur(houder, wijze="bezocht", blok=vinkjes(houder, "beschikbaarheid")).content.decode()
    aanbod.refresh_from_db()
    assert aanbod.gecontroleerd_op == datetime.date(2026, 11, 3), "as old as the part that waits longest"
    assert "3 november 2026, gebeld, aandachtsfunctionaris" in tekst
    assert "11 november 2026, langs geweest, aandachtsfunctionaris" in tekst


@pytest.mark.parametrize(
    "velden",
    [
        {"wijze": "gedroomd"},
        {"wijze": "gebeld", "blok": "ziel:abc"},
        {"wijze": "gebeld", "blok": "tijden"},
        {"wijze": "gebeld", "nagevraagd": "x"},
        {},
    ],
)
def test_een_onbekende_controle_schrijft_niets(houder: Client, aanbod: m.Aanbod, velden: dict[str, str]) -> None:
    assert houder.post("/aanbod/koor/klopt-nog/", velden).status_code == 404
    assert not m.Controle.objects.exists()


def test_een_ander_stadsdeel_controleert_niet(aanbod: m.Aanbod) -> None:
    client = Client()
    client.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    velden = {"wijze": "gebeld"}
    assert client.post("/aanbod/koor/klopt-nog/", velden).status_code == 403


def test_vol_geldt_niet_voor_altijd(houder: Client, aanbod: m.Aanbod) -> None:
    with time_machine.travel(DAG):
        velden = formulier(houder.get("/aanbod/koor/bewerken/")) | {"ruimte": "vol"}
        houder.post("/aanbod/koor/bewerken/", velden)
        assert m.Aanbod.objects.get().ruimte_op == DAG.date(), "who says so says it of today"
        assert "vol" in houder.get("/aanbod/koor/").content.decode().split("Ruimte</dt>")[1][:60]
    with time_machine.travel(DAG + datetime.timedelta(weeks=7)):
        # A session lasts hours, not weeks.
        houder.force_login(m.Medewerker.objects.get(username="oost-7"))
        tekst = houder.get("/aanbod/koor/").content.decode()
        assert "Ruimte</dt>" not in tekst
        assert "of er plek is" in tekst
        assert not html.fromstring(tekst).xpath("//input[@name='blok' and @checked]"), "too old to vouch for unasked"
        stuur(houder, wijze="gebeld", blok=vinkjes(houder, "beschikbaarheid"))
        assert "Ruimte</dt>" in houder.get("/aanbod/koor/").content.decode(), "asked again, it holds again"
    assert [versie.soort for versie in m.Versie.objects.order_by("pk")] == ["begin", "wijziging", "wijziging"]


def test_wat_ontbreekt_staat_in_volgorde_van_belang(houder: Client, aanbod: m.Aanbod) -> None:
    tekst = houder.get("/aanbod/koor/bewerken/").content.decode()
    assert 'href="#id_behoeften">waar het bij helpt</a>' in tekst
    eerst = volledigheid("aanbod", lees(aanbod))
    assert [veld for veld, _ in eerst.mist][:3] == ["behoeften", "locaties", "tijden"]
    assert 0 < eerst.procent < 20


def test_alleen_wat_van_toepassing_is_telt() -> None:
    staat: dict[str, Any] = leeg(m.Aanbod)
    inloop = volledigheid("aanbod", {**staat, "aanmelden": "inloop"})
    afspraak = volledigheid("aanbod", {**staat, "aanmelden": "afspraak"})
    assert "wachttijd" not in dict(inloop.mist)
    assert "wachttijd" in dict(afspraak.mist)
    telefonisch = volledigheid("aanbod", {**staat, "online": True, "aanmelden": "bellen"})
    assert "tijden" not in dict(telefonisch.mist)
    vol = {"naam": "x", "telefoon": "1", "omschrijving": "x", "hele_stad": True, "talen": ["nl"], "contact_rol": "x"}
    assert volledigheid("organisatie", {**leeg(m.Organisatie), **vol}).procent == 100


def test_tips_geven_bevestigen_en_weghalen(houder: Client, aanbod: m.Aanbod) -> None:
    fout = houder.post("/aanbod/koor/tips/", {"tekst": "Bel Amina op 06 12345678"}).content.decode()
    assert "06 12345678" in fout
    houder.post("/aanbod/koor/tips/", {"tekst": "Vraag eerst naar koffie"})
    tip = m.Praktijktip.objects.get()
    collega, bezoeker = Client(), Client()
    collega.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    assert "Vraag eerst naar koffie" in collega.get("/aanbod/koor/").content.decode()
    assert "Vraag eerst naar koffie" not in bezoeker.get("/aanbod/koor/").content.decode()
    collega.post(f"/aanbod/koor/tips/{tip.pk}/", {"doe": "waar"})
    tip.refresh_from_db()
    assert tip.bevestigd_op is not None
    assert collega.post(f"/aanbod/koor/tips/{tip.pk}/", {"doe": "weg"}).status_code == 403
    assert bezoeker.post(f"/aanbod/koor/tips/{tip.pk}/", {"doe": "weg"}).status_code == 403
    houder.post(f"/aanbod/koor/tips/{tip.pk}/", {"doe": "weg"})
    assert not m.Praktijktip.objects.exists()


def test_een_contact_heeft_toestemming_nodig_en_wordt_vergeten() -> None:
    organisatie = OrganisatieFabriek.create(kenmerk="kring")
    client = Client()
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    adres = "/organisaties/kring/contacten/"
    persoon = {"rol": "gastvrouw", "naam": "Een Gastvrouw", "email": "g@kring.example"}
    fout = client.post(adres, persoon).content.decode()
    assert "Zonder toestemming bewaren we geen naam" in fout
    assert "Een Gastvrouw" in fout
    assert not organisatie.contactpersonen.exists()
    client.post(adres, persoon | {"toestemming_op": "2026-11-01"})
    contact = organisatie.contactpersonen.get()
    assert "Een Gastvrouw" in client.get(f"{adres}?contact={contact.pk}").content.decode()
    client.post(adres, {"contact": contact.pk, "doe": "vergeet"})
    contact.refresh_from_db()
    assert (contact.rol, contact.naam, contact.email) == ("gastvrouw", "", "")
    client.post(adres, {"contact": contact.pk, "doe": "weg"})
    assert not organisatie.contactpersonen.exists()
    assert client.get(f"{adres}?contact=999").status_code == 404


def test_stoppen_en_weer_op_de_kaart(houder: Client, aanbod: m.Aanbod) -> None:
    assert "Haal het van de kaart" in houder.get("/aanbod/koor/bewerken/").content.decode()
    houder.post("/aanbod/koor/stand/", {"status": "gestopt"})
    assert Client().get("/aanbod/koor/").status_code == 404
    houder.post("/aanbod/koor/stand/", {"status": "gepubliceerd"})
    assert Client().get("/aanbod/koor/").status_code == 200
    assert houder.post("/aanbod/koor/stand/", {"status": "verzonnen"}).status_code == 404


def test_een_website_die_twee_dagen_niet_antwoordt_komt_op_de_werklijst(
    houder: Client, settings: Any, pdok: Any
) -> None:
    settings.WEBSITES_OOK_BINNEN = True
    organisatie = OrganisatieFabriek.create(kenmerk="kring", website="http://127.0.0.1:9/weg")
    organisatie.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    OrganisatieFabriek.create(website=pdok({}))
    with time_machine.travel(DAG):
        uit = io.StringIO()
        call_command("controleer_websites", stdout=uit)
        assert "2 websites bekeken, 1 antwoorden niet." in uit.getvalue()
        assert "Website antwoordt niet" not in houder.get("/werk/?reden=website").content.decode(), "one bad day"
    with time_machine.travel(DAG + datetime.timedelta(days=1)):
        call_command("controleer_websites", stdout=io.StringIO())
        assert "Website antwoordt niet sinds 2-11-2026" in houder.get("/werk/?reden=website").content.decode()
        velden = formulier(houder.get("/organisaties/kring/bewerken/")) | {"website": "https://nieuw.example"}
        houder.post("/organisaties/kring/bewerken/", velden)
        assert "Website antwoordt niet" not in houder.get("/werk/").content.decode()


def test_contacten_van_wie_zelf_bijhoudt_zijn_van_de_eigenaar(houder: Client) -> None:
    organisatie = OrganisatieFabriek.create(kenmerk="kring")
    organisatie.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    contact = organisatie.contactpersonen.create(rol="gastvrouw", naam="Een Gastvrouw", toestemming_op="2026-11-01")
    adres = "/organisaties/kring/contacten/"
    anders = {"rol": "voorzitter", "naam": "Iemand Anders", "toestemming_op": "2026-11-02"}
    assert houder.post(adres, anders).status_code == 302, "nobody owns it: who keeps the area writes it"
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(organisatie)
    coordinator = Client()
    coordinator.force_login(maak_medewerker(Rol.COORDINATOR))
    for client in (houder, coordinator):
        voor = list(m.Contactpersoon.objects.order_by("pk").values())
        assert client.post(adres, anders).status_code == 403
        assert client.post(adres, anders | {"contact": contact.pk}).status_code == 403
        assert client.post(adres, {"contact": contact.pk, "doe": "weg"}).status_code == 403
        assert list(m.Contactpersoon.objects.order_by("pk").values()) == voor
        pagina = client.get(adres).content.decode()
        assert "/organisaties/kring/klopt-niet/" in pagina, "the right door"
        assert 'name="rol"' not in pagina
        assert "Weghalen" not in pagina
    assert not m.Voorstel.objects.exists(), "a proposal would keep the name of a person"
    zelf = Client()
    zelf.force_login(eigenaar)
    assert zelf.post(adres, anders | {"contact": contact.pk}).status_code == 302
    # As with a pause: what protects somebody need not wait.
    assert houder.post(adres, {"contact": contact.pk, "doe": "vergeet"}).status_code == 302
    contact.refresh_from_db()
    assert (contact.rol, contact.naam) == ("voorzitter", "")
    m.Organisatie.objects.filter(pk=organisatie.pk).update(laat_wijzigen=True)
    assert houder.post(adres, {"contact": contact.pk, "doe": "weg"}).status_code == 302, "waved through"
