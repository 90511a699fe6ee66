"""Reminders: a real command, a real mail server on loopback, and a kill in the worst moment."""

from __future__ import annotations

import datetime
import io
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from kaart.werk.herinnering.bericht import code_voor, vraagcode
from kaart.werk.models import Herinnering
from organisaties.models import Aanbod, Controle, Medewerker, Nieuwkomerscategorie, Voorstel
from organisaties.regels.rollen import Rol
from tests.fabrieken import StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import gezien, pagina, verzend, vul
from tests.postbus import Postbus

MENSEN = 10


def start_herinner(postbus: Postbus) -> subprocess.Popen[str]:
    """Start the real command in a process of its own, on the database of this test."""
    db = connection.settings_dict
    adres = (
        f"sqlite:///{db['NAME']}"
        if connection.vendor == "sqlite"
        else f"postgresql://{db['USER']}:{db['PASSWORD']}@{db['HOST'].replace('/', '%2F')}:{db['PORT']}/{db['NAME']}"
    )
    omgeving = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
        "DATABASE_URL": adres,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(postbus.server_address[1]),
        "EMAIL_USE_TLS": "0",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "herinner"],
        cwd=settings.BASE_DIR,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def maak_bijhouders(aantal: int = MENSEN) -> list[Medewerker]:
    """Make people who keep an area in which something waits."""
    stadsdeel = StadsdeelFabriek.create()
    maak_aanbod().stadsdelen.set([stadsdeel])
    mensen = [
        maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=f"af-{n}", email=f"af-{n}@wegwijs.example")
        for n in range(aantal)
    ]
    for mens in mensen:
        mens.stadsdelen.set([stadsdeel])
    return mensen


def gekozen(wie: Medewerker) -> str:
    """Return how often this person is reminded."""
    return str(Medewerker.objects.values_list("herinneren", flat=True).get(pk=wie.pk))


def ontvangers(postbus: Postbus) -> Counter[str]:
    """Return how many mails each address got."""
    return Counter(str(bericht["To"]) for bericht in postbus.berichten)


@pytest.mark.django_db(transaction=True)
def test_twee_keer_draaien_en_gedood_na_de_derde_geeft_ieder_precies_een_bericht(postbus: Postbus) -> None:
    mensen = maak_bijhouders()
    postbus.dood_na = 3
    postbus.afzender = start_herinner(postbus)
    postbus.klaar.set()
    postbus.afzender.communicate(timeout=60)
    assert postbus.afzender.returncode == -signal.SIGKILL
    assert len(postbus.berichten) == 3

    postbus.dood_na = None
    for verwacht in ("Verstuurd: 7.", "Verstuurd: 0."):
        uit, fout = (loop := start_herinner(postbus)).communicate(timeout=60)
        assert loop.returncode == 0, fout
        assert verwacht in uit
        assert "Niet zeker of het aankwam: 1." in uit
    assert ontvangers(postbus) == {mens.email: 1 for mens in mensen}


@pytest.mark.django_db(transaction=True)
def test_twee_processen_tegelijk_sturen_ieder_een_bericht(postbus: Postbus) -> None:
    mensen = maak_bijhouders()
    lopers = [start_herinner(postbus) for _ in range(2)]
    uitkomsten = [loper.communicate(timeout=90) for loper in lopers]
    assert [loper.returncode for loper in lopers] == [0, 0], uitkomsten
    assert ontvangers(postbus) == {mens.email: 1 for mens in mensen}


@pytest.mark.django_db
def test_wie_niets_te_doen_of_geen_rol_of_adres_heeft_krijgt_niets() -> None:
    maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, email="leeg@wegwijs.example")
    maak_medewerker(Rol.OPBOUWWERKER, email="ander@wegwijs.example")
    maak_bijhouders(1)[0].__class__.objects.filter(username="af-0").update(email="")
    call_command("herinner", stdout=io.StringIO())
    assert mail.outbox == []
    assert not Herinnering.objects.exists()


@pytest.mark.django_db
def test_stoppen_gaat_met_een_tik_en_lezen_van_de_link_verandert_niets() -> None:
    (wie,) = maak_bijhouders(1)
    pad = f"/herinneringen/~{code_voor(wie)}/"
    bezoeker = Client(enforce_csrf_checks=True)
    assert "Stop de herinneringen" in bezoeker.get(pad).content.decode()
    assert gekozen(wie) == "week", "reading a link changes nothing"
    for _ in range(2):
        assert "geen herinneringen meer" in bezoeker.post(pad).content.decode()
    call_command("herinner", stdout=io.StringIO())
    assert mail.outbox == []
    assert "Stop de herinneringen" in bezoeker.post(pad, {"aan": "1"}).content.decode()
    assert gekozen(wie) == "week"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["1", "1:verzonnen", "x:y:z", "\x00"])
def test_een_verzonnen_link_stopt_niemand(client: Client, code: str) -> None:
    (wie,) = maak_bijhouders(1)
    assert client.post(f"/herinneringen/~{code}/").status_code == 404
    assert gekozen(wie) == "week"


@pytest.fixture
def eigen() -> Aanbod:
    return vul(maak_aanbod(naam="Koor"))


@pytest.fixture
def eigenaar(eigen: Aanbod) -> Medewerker:
    wie = maak_medewerker(Rol.AANBIEDER, email="eigen@wegwijs.example")
    wie.organisaties.set([eigen.organisatie])
    return wie


ANTWOORD = "//form[.//input[@name='blok']]"
HERSTEL = "//form[.//button[@value='ongedaan']]"


@pytest.mark.django_db
def test_een_eigenaar_bevestigt_een_keer_met_de_link_en_wordt_niet_elke_dag_gevraagd(
    client: Client, eigen: Aanbod, eigenaar: Medewerker
) -> None:
    pad = f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/"
    call_command("herinner", stdout=io.StringIO())
    (bericht,) = mail.outbox
    assert "/klopt-nog/" in bericht.body
    boom = pagina(client, pad)
    for feit in ("Koor", "020 123 45 67", "maandag, 10:00 tot 12:00", "Groep 0 en Groep 1: welkom", "3 weken"):
        assert feit in " ".join(boom.text_content().split())
    client.head(pad)
    assert not Controle.objects.exists(), "reading a link writes nothing"
    bedankt = verzend(client, boom, ANTWOORD).content.decode()
    assert "Bedankt" in bedankt
    assert "al gebruikt" in client.get(pad).content.decode()
    assert {(c.aanbod, c.rol, c.wijze) for c in Controle.objects.all()} == {(eigen, "aanbieder", "gemaild")}
    assert Controle.objects.count() == 4, "each block that was on the page"
    verzend(client, boom, ANTWOORD)
    assert Controle.objects.count() == 4, "the page of before says nothing new"
    eigen.refresh_from_db()
    assert eigen.gecontroleerd_op == timezone.localdate()


@pytest.mark.django_db
def test_per_mail_geldt_alleen_wat_een_vinkje_heeft_en_de_rest_blijft_te_vragen(
    client: Client, eigen: Aanbod, eigenaar: Medewerker
) -> None:
    pad = f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/"
    boom = pagina(client, pad)
    [tijden] = [w for w in boom.xpath("//input[@name='blok']/@value") if w.startswith("tijden:")]
    rest = html.fromstring(verzend(client, boom, ANTWOORD, blok=[tijden]).content, base_url=pad)
    assert [c.onderdeel for c in Controle.objects.all()] == ["tijden"]
    assert not [w for w in rest.xpath("//input[@name='blok']/@value") if w.startswith("tijden:")]
    verzend(client, rest, ANTWOORD)
    assert Controle.objects.count() == 4


@pytest.mark.django_db
def test_per_mail_wordt_wat_intussen_veranderde_niet_gedateerd_maar_weer_getoond(
    client: Client, eigen: Aanbod, eigenaar: Medewerker
) -> None:
    pad = f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/"
    boom = pagina(client, pad)
    eigen.openingstijden.update(van="14:00", tot="16:00")
    antwoord = verzend(client, boom, ANTWOORD).content.decode()
    assert {c.onderdeel for c in Controle.objects.all()} == {"contact", "toegang", "beschikbaarheid"}
    assert "Intussen is iets veranderd: tijden." in antwoord
    assert "maandag, 14:00 tot 16:00" in antwoord


@pytest.mark.django_db
def test_een_eigenaar_neemt_het_antwoord_een_dag_lang_terug_met_dezelfde_link(
    client: Client, eigen: Aanbod, eigenaar: Medewerker, time_machine: Any
) -> None:
    Aanbod.objects.update(gecontroleerd_op="2026-01-05", wachttijd_op="2026-01-05")
    pad = f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/"
    verzend(client, pagina(client, pad), ANTWOORD)
    assert "ongedaan" in verzend(client, pagina(client, pad), HERSTEL, doe="ongedaan").content.decode()
    eigen.refresh_from_db()
    assert (str(eigen.gecontroleerd_op), str(eigen.wachttijd_op)) == ("2026-01-05", "2026-01-05")
    assert not Controle.objects.exists()
    verzend(client, pagina(client, pad), ANTWOORD)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=25))
    assert not pagina(client, pad).xpath(HERSTEL)
    client.post(pad, {"doe": "ongedaan"})
    assert Controle.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("zichtbaarheid", ["openbaar", "naam-openbaar", "professionals"])
def test_de_pagina_van_de_link_toont_niet_meer_dan_een_bezoeker_ziet_en_dateert_dat_ook_niet(
    client: Client, eigen: Aanbod, eigenaar: Medewerker, zichtbaarheid: str
) -> None:
    Nieuwkomerscategorie.objects.filter(slug="groep-1").update(gevoelig=True)
    Aanbod.objects.update(zichtbaarheid=zichtbaarheid)
    pad = f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/"
    boom = pagina(client, pad)
    assert "Groep 1" not in boom.text_content(), "no word of a sensitive group without signing in"
    assert ("020 123 45 67" in boom.text_content()) is (zichtbaarheid == "openbaar")
    alles = gezien(eigen, eigenaar, "contact", "tijden", "toegang", "beschikbaarheid").blokken
    client.post(pad, {"blok": [f"{naam}:{versie}" for naam, versie in alles.items()]})
    gedateerd = {c.onderdeel for c in Controle.objects.all()}
    verwacht = {
        "openbaar": {"contact", "tijden", "beschikbaarheid"},
        "naam-openbaar": {"beschikbaarheid"},
        "professionals": set(),
    }
    assert gedateerd == verwacht[zichtbaarheid]


# --- all of one owner in one go


ALLES = "//form[.//button[@value='verstuur']]"


def link_uit(bericht: Any) -> str:
    gevonden = re.search(r"https?://[^/]+(/klopt-nog/alles/\S+)", bericht.body)
    assert gevonden
    return gevonden[1]


@pytest.mark.django_db
def test_met_een_link_staat_al_het_eigen_aanbod_per_blok_op_een_pagina(
    client: Client, eigen: Aanbod, eigenaar: Medewerker
) -> None:
    Nieuwkomerscategorie.objects.filter(slug="groep-1").update(gevoelig=True)
    maak_aanbod(naam="Dansen", organisatie=eigen.organisatie)
    eigenaar.organisaties.add(maak_aanbod(naam="Koken").organisatie)
    maak_aanbod(naam="Verborgen", organisatie=eigen.organisatie, zichtbaarheid="professionals")
    call_command("herinner", stdout=io.StringIO())
    (bericht,) = mail.outbox
    pad = link_uit(bericht)
    assert bericht.body.count("/klopt-nog/") == 1
    boom = pagina(client, pad)
    tekst = " ".join(boom.text_content().split())
    for feit in ("Koor", "Dansen", "Koken", "020 123 45 67", "maandag, 10:00 tot 12:00", "Groep 0: welkom", "3 weken"):
        assert feit in tekst
    for woord in ("Groep 1", "Verborgen"):
        assert woord not in tekst
    client.head(pad)
    assert not Controle.objects.exists(), "reading a link writes nothing"
    assert "Bedankt" in verzend(client, boom, ALLES, doe="alles").content.decode()
    assert {(c.rol, c.wijze, c.door) for c in Controle.objects.all()} == {("aanbieder", "gemaild", eigenaar)}
    assert {c.onderdeel for c in Controle.objects.filter(aanbod=eigen)} == {"contact", "tijden", "beschikbaarheid"}


@pytest.mark.django_db
def test_een_eigenaar_zegt_dat_iets_anders_is_en_beslist_er_zelf_over(
    client: Client, eigen: Aanbod, eigenaar: Medewerker
) -> None:
    alleen_koor = pagina(client, f"/klopt-nog/~{vraagcode(eigenaar, eigen)}/")
    [pad] = alleen_koor.xpath("//a[normalize-space()='Dit klopt niet']/@href")
    boom = pagina(client, pad)
    anders = {
        f"keuze-aanbod-{eigen.pk}-tijden": "anders",
        f"tekst-aanbod-{eigen.pk}-tijden": "Het is nu op dinsdag.",
    }
    for _ in range(2):
        antwoord = verzend(client, boom, ALLES, doe="verstuur", **anders)
    assert "U beslist daar zelf over" in antwoord.content.decode()
    [voorstel] = Voorstel.objects.all()
    assert (voorstel.doel, voorstel.over, voorstel.rol) == (eigen, "tijden", "aanbieder")
    assert eigen.openingstijden.get().weekdag == 1
    assert not Controle.objects.exists()
    client.force_login(eigenaar)
    assert "Het is nu op dinsdag." in client.get("/werk/voorstellen/").content.decode()


@pytest.mark.django_db
def test_de_link_naar_alles_vervalt_en_doet_niets_voor_wie_het_niet_meer_heeft(
    client: Client, eigen: Aanbod, eigenaar: Medewerker, time_machine: Any
) -> None:
    call_command("herinner", stdout=io.StringIO())
    pad = link_uit(mail.outbox[0])
    boom = pagina(client, pad)
    eigenaar.organisaties.clear()
    assert verzend(client, boom, ALLES, doe="alles").status_code == 404
    eigenaar.organisaties.set([eigen.organisatie])
    time_machine.move_to(timezone.now() + datetime.timedelta(days=29))
    assert "Deze link werkt niet" in client.get(pad).content.decode()
    assert verzend(client, boom, ALLES, doe="alles").status_code == 404
    assert client.get(pad[:-3] + "xx/").status_code == 404
    assert not Controle.objects.exists()


@pytest.mark.django_db
def test_de_link_van_een_eigenaar_vervalt(client: Client, time_machine: Any) -> None:
    aanbod = maak_aanbod()
    wie = maak_medewerker(Rol.AANBIEDER, email="eigen@wegwijs.example")
    pad = f"/klopt-nog/~{vraagcode(wie, aanbod)}/"
    assert client.post(pad).status_code == 404, "owns nothing (any more)"
    wie.organisaties.set([aanbod.organisatie])
    time_machine.move_to(timezone.now() + datetime.timedelta(days=29))
    assert client.post(pad).status_code == 404
    assert not Controle.objects.exists()
