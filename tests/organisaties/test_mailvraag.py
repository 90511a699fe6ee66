"""'Mail de vraag': a real mail server on loopback, the page behind the link, and what each answer does to the entry."""

from __future__ import annotations

import datetime
import re
from email.message import Message
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from organisaties import models as m
from organisaties.bijhouden.mailvraag.acties import MagNuNiet, stel_vraag
from organisaties.bijhouden.mailvraag.views_antwoord import PER_LINK
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import vul
from tests.organisaties.test_tegelijk import tegelijk
from tests.postbus import Postbus

pytestmark = pytest.mark.django_db
ADRES = "info@koor.example"
STEL = "/organisaties/koor/mail-de-vraag/"
BLOKKEN = {"contact", "tijden", "toegang", "beschikbaarheid"}


@pytest.fixture(autouse=True)
def mailserver(settings: Any, postbus: Postbus) -> Postbus:
    """Send by SMTP to the server of this test."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postbus.server_address[0], postbus.server_address[1]
    settings.EMAIL_USE_TLS = False
    settings.SITE_ADRES = "https://wegwijs.example"
    return postbus


@pytest.fixture
def aanbod() -> m.Aanbod:
    oost = StadsdeelFabriek.create(slug="oost")
    aanbod = vul(maak_aanbod(kenmerk="zingen", naam="Zingen", stadsdelen=[oost]))
    m.Organisatie.objects.update(kenmerk="koor", naam="Koor", email=ADRES, omschrijving="Samen zingen in de buurt.")
    aanbod.organisatie.werkgebied.add(oost)
    aanbod.refresh_from_db()
    aanbod.organisatie.refresh_from_db()
    return aanbod


@pytest.fixture
def houder() -> m.Medewerker:
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    wie.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    return wie


@pytest.fixture
def client(houder: m.Medewerker) -> Client:
    browser = Client()
    browser.force_login(houder)
    return browser


def brief(bericht: Message) -> str:
    inhoud = bericht.get_payload(decode=True)
    assert isinstance(inhoud, bytes)
    return inhoud.decode()


def gemaild(client: Client, postbus: Postbus) -> str:
    """Ask, and return the path in the mail that came."""
    client.post(STEL)
    gevonden = re.search(r"https://wegwijs\.example(/vraag/\S+)", brief(postbus.berichten[-1]))
    assert gevonden
    return gevonden[1]


def open_pagina(pad: str, status: int = 200) -> Any:
    antwoord = Client().get(pad)
    assert antwoord.status_code == status
    return html.fromstring(antwoord.content, base_url=pad)


def stuur(boom: Any, doe: str, **velden: str) -> Any:
    """Press a button on the page as it was opened, with a CSRF token as a browser has it; fields by offer and block."""
    browser = Client(enforce_csrf_checks=True)
    token = html.fromstring(browser.get(boom.base_url).content).xpath("//input[@name='csrfmiddlewaretoken']/@value")
    [form] = boom.xpath("//form[.//button[@value='verstuur']]")
    gevuld: dict[str, Any] = {}
    for naam, waarde in form.form_values():
        gevuld.setdefault(naam, []).append(waarde)
    gevuld |= {"csrfmiddlewaretoken": token[:1], "doe": doe, **velden}
    return browser.post(boom.base_url, gevuld)


def veld(wat: str, ingang: Any, blok: str) -> str:
    return f"{wat}-{type(ingang).__name__.lower()}-{ingang.pk}-{blok}"


def anders(ingang: Any, blok: str, tekst: str) -> dict[str, str]:
    return {veld("keuze", ingang, blok): "anders", veld("tekst", ingang, blok): tekst}


def tekst_van(antwoord: Any) -> str:
    return " ".join(html.fromstring(antwoord.content).text_content().split())


def gedateerd() -> set[tuple[str, str]]:
    return {(str(c.doel), c.onderdeel) for c in m.Controle.objects.all()}


def alles_over(aanbod: m.Aanbod) -> Any:
    """Return what the kaart says of the offer and its organisation, the days and sources of checks left out."""
    weg = {"toegang", "wachttijd_op", "ruimte_op", "gecontroleerd_op"}
    aanbod.refresh_from_db()
    aanbod.organisatie.refresh_from_db()
    return [
        {k: v for k, v in lees(een).items() if k not in weg and "toegang" not in k}
        for een in (aanbod, aanbod.organisatie)
    ]


# --- asking


def test_de_mail_gaat_naar_het_openbare_adres_van_de_organisatie_en_zegt_wie_waarom_en_hoe(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, settings: Any
) -> None:
    m.Contactpersoon.objects.create(
        organisatie=aanbod.organisatie, rol="dirigent", email="dirigent@koor.example", toestemming_op="2026-01-01"
    )
    pad = gemaild(client, postbus)
    [bericht] = postbus.berichten
    tekst = " ".join(brief(bericht).split())
    assert bericht["To"] == ADRES
    assert bericht.get_content_type() == "text/plain", "no picture that tells whether it was read"
    assert bericht["Reply-To"] == settings.DEFAULT_FROM_EMAIL
    for deel in ("Koor staat op Wegwijs", "klopt nog wat er over u staat", pad, "niet meer op de kaart",
                 "van de aandachtsfunctionaris van Wegwijs", f"Mail naar {settings.DEFAULT_FROM_EMAIL}"):  # fmt: skip
        assert deel in tekst
    assert "houder" not in tekst, "a role, no name"
    assert "dirigent" not in tekst


def test_wie_het_bijhoudt_ziet_dat_het_gevraagd_is_en_een_tweede_keer_wordt_geweigerd_met_de_dag(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, time_machine: Any
) -> None:
    time_machine.move_to(datetime.datetime(2026, 11, 3, 10, tzinfo=datetime.UTC))
    client.force_login(m.Medewerker.objects.get(username="houder"))
    bladzij = tekst_van(client.get("/organisaties/koor/"))
    assert "Mail de vraag" in bladzij
    bladzij = tekst_van(client.post(STEL, follow=True))
    assert f"Gemaild aan {ADRES}" in bladzij
    assert "Gemaild op 3-11-2026 door een aandachtsfunctionaris. Nog geen antwoord." in bladzij
    time_machine.move_to(datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC))
    client.force_login(m.Medewerker.objects.get(username="houder"))
    bladzij = tekst_van(client.post(STEL, follow=True))
    assert "er is niets gemaild. De vraag is al gemaild op 3-11-2026" in bladzij
    assert len(postbus.berichten) == 1
    # Offers of this kind are checked every six months: then it may be asked again.
    time_machine.move_to(datetime.datetime(2027, 5, 20, 10, tzinfo=datetime.UTC))
    client.force_login(m.Medewerker.objects.get(username="houder"))
    client.post(STEL)
    assert len(postbus.berichten) == 2


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        ({"email": ""}, "Er staat nog geen e-mailadres"),
        ({"zichtbaarheid": "naam-openbaar"}, "is niet openbaar"),
        ({"status": "gestopt"}, "staat niet op de kaart"),
    ],
)
def test_zonder_openbaar_adres_van_de_organisatie_gaat_er_niets_uit(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, wat: dict[str, str], zin: str
) -> None:
    m.Organisatie.objects.update(**wat)
    assert zin in tekst_van(client.post(STEL, follow=True))
    assert postbus.berichten == []


def test_nooit_naar_het_adres_van_een_contactpersoon(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    m.Contactpersoon.objects.create(
        organisatie=aanbod.organisatie, rol="dirigent", email=ADRES.upper(), toestemming_op="2026-01-01"
    )
    assert "het e-mailadres van een contactpersoon" in tekst_van(client.post(STEL, follow=True))
    assert postbus.berichten == []


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (None, 403),
        (Rol.OPBOUWWERKER, 403),
        (Rol.AANBIEDER, 403),
        (Rol.AANDACHTSFUNCTIONARIS, 403),
        (Rol.COORDINATOR, 302),
    ],
)
def test_alleen_wie_het_bijhoudt_mag_mailen(aanbod: m.Aanbod, postbus: Postbus, rol: Rol | None, status: int) -> None:
    browser = Client()
    if rol:
        wie = maak_medewerker(rol, naam="wie")
        wie.stadsdelen.add(StadsdeelFabriek.create(slug="west"))
        browser.force_login(wie)
    for adres in (STEL, f"{STEL}intrekken/", "/organisaties/koor/mailadres/"):
        assert browser.post(adres).status_code == status
    assert len(postbus.berichten) == (1 if status == 302 else 0)
    assert ("Vraag het de organisatie" in browser.get("/organisaties/koor/").content.decode()) is (status == 302)


def test_een_geweigerd_adres_komt_op_de_werklijst_tot_het_adres_verandert(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    postbus.weigert[ADRES] = "550 no such user here"
    assert "kent info@koor.example niet" in tekst_van(client.post(STEL, follow=True))
    assert f"Mail naar {ADRES} komt niet aan" in tekst_van(client.get("/werk/?reden=mail"))
    assert "Mailadres werkt niet (1)" in tekst_van(client.get("/werk/"))
    assert "komt niet aan" in tekst_van(client.post(STEL, follow=True)), "not asked again at a dead address"
    m.Organisatie.objects.update(email="hallo@koor.example")
    assert "Mail naar" not in tekst_van(client.get("/werk/?reden=mail"))
    assert "Gemaild aan hallo@koor.example" in tekst_van(client.post(STEL, follow=True))


@pytest.mark.parametrize("nee", ["450 try again later", "451 greylisted"])
def test_een_weigering_voor_even_zegt_niets_over_het_adres(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, nee: str
) -> None:
    postbus.weigert[ADRES] = nee
    assert "Probeer het later nog eens" in tekst_van(client.post(STEL, follow=True))
    assert not m.Mailstoring.objects.exists()
    postbus.weigert.clear()
    assert "Gemaild aan" in tekst_van(client.post(STEL, follow=True))


@pytest.mark.parametrize("adres", ["geen adres", "a@b@c.example", "koor@-.example", "kóór@koor.example"])
def test_wat_geen_adres_is_houdt_niets_op(client: Client, aanbod: m.Aanbod, postbus: Postbus, adres: str) -> None:
    m.Organisatie.objects.update(email=adres, naam="Koor\nBcc: iedereen@koor.example")
    assert client.post(STEL, follow=True).status_code == 200
    for bericht in postbus.berichten:
        assert "Bcc" not in bericht
    m.Organisatie.objects.update(email=ADRES)
    assert "Gemaild aan" in tekst_van(client.post(STEL, follow=True))


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_vragen_gaat_er_een_mail(aanbod: m.Aanbod, postbus: Postbus) -> None:
    wie = [maak_medewerker(Rol.COORDINATOR, naam=f"c{nummer}") for nummer in range(3)]
    organisatie = m.Organisatie.objects.get(kenmerk="koor")
    uitkomsten = tegelijk(*(lambda een=een: stel_vraag(organisatie=organisatie, gebruiker=een) for een in wie))
    assert sum(isinstance(een, m.Mailvraag) for een in uitkomsten) == 1, uitkomsten
    assert sum(isinstance(een, MagNuNiet) for een in uitkomsten) == 2, uitkomsten
    assert len(postbus.berichten) == 1


def test_zonder_mailserver_is_er_niets_gevraagd(client: Client, aanbod: m.Aanbod, settings: Any) -> None:
    settings.EMAIL_PORT = 9
    assert "Mailen lukt nu niet" in tekst_van(client.post(STEL, follow=True))
    assert not m.Mailvraag.objects.exists()


def test_een_collega_zet_de_storing_zelf_en_haalt_haar_weg(client: Client, aanbod: m.Aanbod) -> None:
    client.post("/organisaties/koor/mailadres/", {"doe": "kapot"})
    client.post("/organisaties/koor/mailadres/", {"doe": "kapot"})
    assert m.Mailstoring.objects.count() == 1
    assert f"Mail naar {ADRES} komt niet aan" in tekst_van(client.get("/werk/"))
    client.post("/organisaties/koor/mailadres/", {"doe": "werkt"})
    assert f"Mail naar {ADRES} komt niet aan" not in tekst_van(client.get("/werk/"))


def test_op_de_werklijst_staat_de_knop_en_wat_eruit_kwam(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    knop = f"//form[starts-with(@action, '{STEL}')]"
    boom = html.fromstring(client.get("/werk/").content)
    [form] = boom.xpath(knop)
    bladzij = tekst_van(client.post(form.get("action"), follow=True))
    assert f"Gemaild aan {ADRES}" in bladzij
    assert "Wat vandaag aandacht vraagt" in bladzij, "back on the list"
    assert "door een aandachtsfunctionaris. Nog geen antwoord." in bladzij
    assert not html.fromstring(client.get("/werk/").content).xpath(knop)
    m.Mailvraag.objects.all().delete()
    for wat in ({"email": ""}, {"email": ADRES, "zichtbaarheid": "professionals"}):
        m.Organisatie.objects.update(**wat)
        assert not html.fromstring(client.get("/werk/").content).xpath(knop)


def test_wie_alleen_een_aanbod_bijhoudt_krijgt_de_knop_van_de_organisatie_niet(
    aanbod: m.Aanbod, postbus: Postbus
) -> None:
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="los")
    aanbod.houders.add(wie)
    browser = Client()
    browser.force_login(wie)
    bladzij = browser.get("/werk/").content.decode()
    assert "Zingen" in bladzij
    assert "Mail de vraag" not in bladzij
    assert browser.post(STEL).status_code == 403


# --- the page


def test_de_pagina_toont_alles_wat_een_bezoeker_ziet_en_lezen_verandert_niets(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    LocatieFabriek.create(organisatie=aanbod.organisatie, naam="Het Zaaltje", straat="Hoofdweg", huisnummer="1")
    pad = gemaild(client, postbus)
    boom = open_pagina(pad)
    tekst = " ".join(boom.text_content().split())
    for feit in ("Samen zingen in de buurt.", "020 123 45 67", ADRES, "maandag, 10:00 tot 12:00",
                 "Groep 0 en Groep 1: welkom", "Wachttijd: 3 weken", "Hoofdweg 1"):  # fmt: skip
        assert feit in tekst
    for methode in ("get", "head", "options"):
        getattr(Client(), methode)(pad)
    assert not m.Controle.objects.exists()
    assert not m.Voorstel.objects.exists()
    assert m.Mailvraag.objects.get().antwoord_op is None


def test_wat_verborgen_is_staat_er_niet_en_wordt_ook_niet_bevestigd(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    m.Nieuwkomerscategorie.objects.filter(slug="groep-1").update(gevoelig=True)
    geheim = maak_aanbod(
        kenmerk="geheim", naam="Geheim koor", organisatie=aanbod.organisatie, zichtbaarheid="professionals"
    )
    plek = LocatieFabriek.create(organisatie=aanbod.organisatie, naam="Schuilplek", zichtbaarheid="professionals")
    m.Organisatie.objects.update(opmerking="Alleen voor collega's geschreven.")
    m.Contactpersoon.objects.create(
        organisatie=aanbod.organisatie, rol="penningmeester", naam="Iemand", toestemming_op="2026-01-01"
    )
    boom = open_pagina(gemaild(client, postbus))
    tekst = boom.text_content()
    for woord in ("Groep 1", "Geheim koor", "Schuilplek", "geschreven", "penningmeester", "Iemand", "inloggen te zien"):
        assert woord not in tekst, woord
    antwoord = stuur(boom, "alles", gezien=f"aanbod-{geheim.pk}-contact:abc")
    assert "staat intussen niet meer op de kaart" in tekst_van(antwoord)
    stuur(boom, "alles")
    assert ("Zingen", "toegang") not in gedateerd(), "colleagues see more of that block than was on the page"
    assert ("Zingen", "tijden") in gedateerd()
    assert not {str(geheim), str(plek)} & {doel for doel, _ in gedateerd()}


# --- the four answers


def test_alles_klopt_noteert_elk_blok_als_gemaild_door_de_organisatie_en_verandert_geen_feit(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    m.Toegang.objects.update(bron="rapport r. 1; toegang afgeleid")
    voor = alles_over(aanbod)
    antwoord = stuur(open_pagina(gemaild(client, postbus)), "alles")
    assert "Bedankt" in tekst_van(antwoord)
    assert gedateerd() == {("Koor", "alles")} | {("Zingen", blok) for blok in BLOKKEN}
    assert {(c.rol, c.wijze, c.door) for c in m.Controle.objects.all()} == {("organisatie", "gemaild", None)}
    assert alles_over(aanbod) == voor
    assert aanbod.gecontroleerd_op == timezone.localdate()
    assert all("nagevraagd op" in t.bron and "(gemaild, organisatie)" in t.bron for t in m.Toegang.objects.all())
    bladzij = tekst_van(client.get("/organisaties/koor/"))
    assert "Antwoord op" in bladzij
    assert ": 5 kloppen." in bladzij


def test_dit_is_anders_wordt_een_melding_voor_wie_het_bijhoudt_en_verandert_niets(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    voor = alles_over(aanbod)
    boom = open_pagina(gemaild(client, postbus))
    antwoord = stuur(boom, "verstuur", **anders(aanbod, "tijden", "Het is nu op dinsdag."))
    assert "Dit bekijkt wie de kaart bijhoudt: tijden bij Zingen" in tekst_van(antwoord)
    [voorstel] = m.Voorstel.objects.all()
    assert (voorstel.doel, voorstel.over, voorstel.rol, voorstel.door) == (aanbod, "tijden", "organisatie", None)
    assert voorstel.toelichting == "Het is nu op dinsdag."
    assert alles_over(aanbod) == voor
    assert gedateerd() == set()
    assert "De organisatie schreef wat er anders is" in tekst_van(client.get("/werk/?reden=antwoord"))
    een = tekst_van(client.get(f"/werk/voorstellen/{voorstel.pk}/"))
    assert "Antwoord over tijden bij Zingen" in een
    assert "Van de organisatie zelf" in een
    assert "Wie het voorstelde leest dit" not in een, "nobody can"
    boom = html.fromstring(client.get(f"/werk/voorstellen/{voorstel.pk}/").content)
    [verander] = boom.xpath("//a[normalize-space()='Verander dit']/@href")
    assert client.get(verander).status_code == 200
    assert "blok=tijden" in verander
    assert "Het is nu op dinsdag." not in Client().get("/aanbod/zingen/").content.decode()


@pytest.mark.parametrize(
    ("doe", "kop"), [("stopt", "de organisatie stopt"), ("weg", "de organisatie wil van de kaart")]
)
def test_stoppen_en_van_de_kaart_wachten_hoog_op_de_werklijst(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, doe: str, kop: str
) -> None:
    pad = gemaild(client, postbus)
    antwoord = stuur(open_pagina(pad), doe, reden="Vanaf januari is er geen zaal meer.")
    assert "Er is nog niets weggehaald" in tekst_van(antwoord)
    aanbod.organisatie.refresh_from_db()
    assert aanbod.organisatie.status == "gepubliceerd"
    [voorstel] = m.Voorstel.objects.all()
    assert (voorstel.doel, voorstel.over) == (aanbod.organisatie, doe)
    eerste = html.fromstring(client.get("/werk/").content).xpath("//li[contains(@class, 'werk')]")[0]
    assert "schrijft dat zij stopt, of van de kaart wil" in eerste.text_content()
    een = html.fromstring(client.get(f"/werk/voorstellen/{voorstel.pk}/").content)
    assert kop in een.text_content()
    assert een.xpath("//a[@href='/organisaties/koor/stand/']"), "the present way off the kaart"
    # The other one takes its place, and it can be taken back.
    stuur(open_pagina(pad), "weg" if doe == "stopt" else "stopt")
    assert m.Voorstel.objects.count() == 1
    stuur(open_pagina(pad), "toch-niet")
    assert not m.Voorstel.objects.exists()


@pytest.mark.parametrize("doe", ["stopt", "weg"])
def test_een_organisatie_die_stopt_verdwijnt_niet_van_de_lijst_met_een_tik(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, doe: str
) -> None:
    stuur(open_pagina(gemaild(client, postbus)), doe)
    voorstel = m.Voorstel.objects.get()
    pad = f"/werk/voorstellen/{voorstel.pk}/"
    antwoord = client.post(pad, {"gezien": voorstel.soort, "veld": "gedaan"})
    assert "Haal haar eerst van de kaart." in tekst_van(antwoord)
    voorstel.refresh_from_db()
    assert voorstel.besluit == "open"
    m.Organisatie.objects.filter(pk=aanbod.organisatie.pk).update(status="gestopt")
    client.post(pad, {"gezien": voorstel.soort, "veld": "gedaan"})
    voorstel.refresh_from_db()
    assert voorstel.besluit != "open"


def test_het_eigen_nummer_mag_bij_contact_en_dat_van_een_mens_niet(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    boom = open_pagina(gemaild(client, postbus))
    tekst = tekst_van(stuur(boom, "verstuur", **anders(aanbod, "contact", "Bel mij: 06 12345678")))
    assert "Nog niet verstuurd" in tekst
    stuur(boom, "verstuur", **anders(aanbod, "contact", "Ons nummer is nu 020 000 00 99"))
    assert m.Voorstel.objects.get().toelichting == "Ons nummer is nu 020 000 00 99"


# --- twice, too late, changed, tampered with


def test_een_tweede_antwoord_komt_in_de_plaats_van_het_eerste(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    m.Aanbod.objects.update(gecontroleerd_op="2026-01-05")
    pad = gemaild(client, postbus)
    for _ in range(2):
        stuur(open_pagina(pad), "alles")
        assert m.Controle.objects.count() == 5, "the same again is nothing new"
    stuur(open_pagina(pad), "verstuur", **anders(aanbod, "tijden", "Het is nu op dinsdag."))
    assert gedateerd() == {("Koor", "alles")} | {("Zingen", blok) for blok in BLOKKEN - {"tijden"}}
    assert m.Mailvraag.objects.values_list("klopt", "anders").get() == (4, 1)
    boom = open_pagina(pad)
    assert "Het is nu op dinsdag." in boom.text_content(), "what was said before stands there"
    stuur(boom, "verstuur", **anders(aanbod, "tijden", "Nee, op woensdag."))
    assert [v.toelichting for v in m.Voorstel.objects.all()] == ["Nee, op woensdag."]
    stuur(
        open_pagina(pad), "verstuur", **{veld("keuze", aanbod, "tijden"): "klopt", veld("tekst", aanbod, "tijden"): ""}
    )
    assert not m.Voorstel.objects.exists()
    assert ("Zingen", "tijden") in gedateerd()


def test_wat_intussen_veranderde_wordt_niet_bevestigd_en_staat_er_nieuw(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    boom = open_pagina(gemaild(client, postbus))
    aanbod.openingstijden.update(van="14:00", tot="16:00")
    antwoord = stuur(boom, "alles")
    assert ("Zingen", "tijden") not in gedateerd()
    assert ("Zingen", "contact") in gedateerd()
    tekst = tekst_van(antwoord)
    assert "Intussen is iets veranderd: tijden bij Zingen" in tekst
    assert "maandag, 14:00 tot 16:00" in tekst
    antwoord = stuur(boom, "verstuur", **anders(aanbod, "tijden", "Het is nu op dinsdag."))
    assert not m.Voorstel.objects.exists(), "said of what is no longer there"
    assert "Het is nu op dinsdag." in tekst_van(antwoord), "and not lost"


def test_een_besloten_antwoord_blijft_besloten_en_een_nieuw_antwoord_is_een_nieuw_punt(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    pad = gemaild(client, postbus)
    stuur(open_pagina(pad), "verstuur", **anders(aanbod, "tijden", "Het is nu op dinsdag."))
    [eerste] = m.Voorstel.objects.all()
    client.post(f"/werk/voorstellen/{eerste.pk}/", {"veld": "gedaan", "gezien": "melding", "reden": ""})
    eerste.refresh_from_db()
    assert eerste.besluit == "aangenomen"
    stuur(open_pagina(pad), "verstuur", **anders(aanbod, "tijden", "En op donderdag."))
    assert m.Voorstel.objects.open().count() == 1
    assert m.Voorstel.objects.count() == 2


@pytest.mark.parametrize("hoe", ["verzonnen", "geknoeid", "te laat", "ingetrokken", "ander adres", "verborgen"])
def test_een_link_die_niet_telt_geeft_dezelfde_vriendelijke_pagina_en_doet_niets(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, time_machine: Any, hoe: str
) -> None:
    pad = gemaild(client, postbus)
    boom = open_pagina(pad)
    if hoe == "verzonnen":
        pad = "/vraag/~verzonnen:abc/"
    elif hoe == "geknoeid":
        pad = f"{pad[:-3]}{'b' if pad[-3] == 'a' else 'a'}{pad[-2:]}"
    elif hoe == "te laat":
        time_machine.move_to(timezone.now() + datetime.timedelta(days=400))
    elif hoe == "ingetrokken":
        assert "Ingetrokken" in tekst_van(client.post(f"{STEL}intrekken/", follow=True))
        assert "al gemaild op" in tekst_van(client.post(STEL, follow=True))
    elif hoe == "ander adres":
        m.Organisatie.objects.update(email="hallo@koor.example")
    else:
        m.Organisatie.objects.update(zichtbaarheid="professionals")
    dicht = open_pagina(pad, 404)
    assert "Deze link werkt niet (meer)" in dicht.text_content()
    assert "Koor" not in dicht.text_content(), "it says no more to whoever has the link"
    [form] = boom.xpath("//form[.//button[@value='verstuur']]")
    velden = dict(form.form_values()) | {"doe": "verstuur"} | anders(aanbod, "tijden", "Het is nu op dinsdag.")
    antwoord = Client().post(pad, velden)
    assert antwoord.status_code == 404
    assert "Het is nu op dinsdag." in tekst_van(antwoord), "what was typed is given back"
    assert not m.Controle.objects.exists()
    assert not m.Voorstel.objects.exists()


@pytest.mark.parametrize("code", ["1", "1:x:y", ":", "\x00", "é", "9" * 300])
def test_een_onzinnige_link_is_nooit_een_storing(code: str) -> None:
    for methode in ("get", "post"):
        assert getattr(Client(), methode)(f"/vraag/~{code}/").status_code == 404


def test_zonder_csrf_teken_wordt_niets_genoteerd(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    pad = gemaild(client, postbus)
    assert Client(enforce_csrf_checks=True).post(pad, {"doe": "weg"}).status_code == 403
    assert not m.Voorstel.objects.exists()


# --- what is typed


def test_een_naam_of_nummer_van_een_mens_komt_er_niet_in_en_wat_getypt_is_blijft_staan(
    client: Client, aanbod: m.Aanbod, postbus: Postbus
) -> None:
    boom = open_pagina(gemaild(client, postbus))
    antwoord = stuur(boom, "verstuur", **anders(aanbod, "tijden", "Bel mevrouw Jansen op 0612345678"))
    tekst = tekst_van(antwoord)
    assert "Nog niet verstuurd" in tekst
    assert "Bel mevrouw Jansen op 0612345678" in tekst
    assert not m.Voorstel.objects.exists()
    antwoord = stuur(boom, "stopt", reden="Bel 0612345678.", **anders(aanbod, "tijden", "Op dinsdag."))
    assert "Op dinsdag." in tekst_van(antwoord), "what was typed elsewhere on the page stays"
    assert not m.Voorstel.objects.exists()


@pytest.mark.parametrize(
    ("velden", "doe", "zin"),
    [
        ({"keuze": "anders", "tekst": ""}, "verstuur", "Schrijf in een paar woorden wat er anders is."),
        ({"keuze": "klopt", "tekst": "Op dinsdag."}, "verstuur", "U koos ‘Klopt’, en schreef ook iets op."),
        ({"keuze": "anders", "tekst": "Op dinsdag."}, "alles", "U schreef dat dit anders is."),
        ({}, "verstuur", "Er is niets genoteerd."),
    ],
)
def test_een_half_antwoord_wordt_niet_genoteerd_en_zegt_waarom(
    client: Client, aanbod: m.Aanbod, postbus: Postbus, velden: dict[str, str], doe: str, zin: str
) -> None:
    boom = open_pagina(gemaild(client, postbus))
    antwoord = stuur(boom, doe, **{veld(wat, aanbod, "tijden"): waarde for wat, waarde in velden.items()})
    assert zin in tekst_van(antwoord)
    assert gedateerd() == set()
    assert not m.Voorstel.objects.exists()


def test_te_vaak_met_een_link_wacht_en_verliest_niets(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    pad = gemaild(client, postbus)
    vraag = m.Mailvraag.objects.get()
    for _ in range(PER_LINK.aantal):
        PER_LINK.neem("Mailvraag", vraag.pk)
    antwoord = stuur(open_pagina(pad), "verstuur", **anders(aanbod, "tijden", "Op dinsdag."))
    assert antwoord.status_code == 429
    assert int(antwoord["Retry-After"]) > 0
    assert "Op dinsdag." in tekst_van(antwoord)
    assert not m.Voorstel.objects.exists()


def test_er_wordt_niets_bewaard_van_wie_antwoordt(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    stuur(open_pagina(gemaild(client, postbus)), "alles")
    kolommen = {veld.name for veld in m.Mailvraag._meta.get_fields()}
    assert not {"naam", "ip", "door", "tijd"} & kolommen
    assert not m.Controle.objects.exclude(door=None).exists()
    assert not m.Versie.objects.exclude(rol__in=("organisatie", "")).exists()


def test_het_aantal_queries_is_gelijk_voor_2_en_voor_12(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    pad = gemaild(client, postbus)

    def tel() -> int:
        with CaptureQueriesContext(connection) as gevraagd:
            Client().get(pad)
        return len(gevraagd)

    maak_aanbod(naam="Tweede", organisatie=aanbod.organisatie)
    LocatieFabriek.create(organisatie=aanbod.organisatie)
    twee = tel()
    for nummer in range(10):
        maak_aanbod(naam=f"Aanbod {nummer}", organisatie=aanbod.organisatie)
        LocatieFabriek.create(organisatie=aanbod.organisatie)
    assert tel() == twee <= 40


def test_wie_van_de_kaart_gaat_neemt_de_vragen_mee(client: Client, aanbod: m.Aanbod, postbus: Postbus) -> None:
    pad = gemaild(client, postbus)
    client.post("/organisaties/koor/mailadres/", {"doe": "kapot"})
    m.Organisatie.objects.all().delete()
    assert not m.Mailvraag.objects.exists()
    assert not m.Mailstoring.objects.exists()
    open_pagina(pad, 404)
