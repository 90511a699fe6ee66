"""Owners: their own page, and leaving the kaart without a trace."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from doorverwijzing.models import Route
from kaart.uitwisseling.models import Invoer
from organisaties import models as m
from organisaties.bijhouden.eigenaar.naam import WEG
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenwerking.acties import leg_lijn
from organisaties.bijhouden.voorstellen import acties as voorstellen
from organisaties.bijhouden.wijzigen.acties import bewaar, nieuw_kenmerk
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db
NAAM = "Vrouwenkring Überzicht"


@pytest.fixture
def organisatie() -> m.Organisatie:
    return OrganisatieFabriek.create(
        kenmerk="vrouwenkring",
        naam=NAAM,
        telefoon="020 123 45 67",
        email="hallo@vrouwenkring.example",
        website="https://www.vrouwenkring.example/welkom",
    )


@pytest.fixture
def eigenaar(organisatie: m.Organisatie) -> Client:
    wie = maak_medewerker(Rol.AANBIEDER, naam="kring", email="hallo@vrouwenkring.example")
    wie.organisaties.add(organisatie)
    client = Client()
    client.force_login(wie)
    return client


def alles() -> str:
    """Return every row of the whole database as text, as a dump of it would have them."""
    uit = io.StringIO()
    call_command("dumpdata", stdout=uit, verbosity=0)
    delen = [json.dumps(json.loads(uit.getvalue()), ensure_ascii=False)]
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 - names of tables
            for rij in cursor.fetchall():
                delen += [waarde.decode("latin-1") if isinstance(waarde, bytes) else str(waarde) for waarde in rij]
    return "\n".join(delen)


def vul(organisatie: m.Organisatie) -> None:
    """Let the name and the contact stand wherever people may have written them."""
    coord = maak_medewerker(Rol.COORDINATOR)
    aanbod = maak_aanbod(organisatie=organisatie, naam=f"Koffie bij {NAAM}")
    plek = LocatieFabriek.create(organisatie=organisatie, naam=NAAM)
    organisatie.contactpersonen.create(
        rol="gastvrouw", naam="Een Gastvrouw", email="gastvrouw@kring.example", toestemming_op="2026-01-01"
    )
    ander = maak_aanbod(naam="Taalles", locaties=[plek], overdracht=f"Dit is de groep die samen met {NAAM} begon.")
    ander.organisatie.opmerking = "Er is ook een nummer, 020 123 45 67, en een adres: www.vrouwenkring.example/welkom"
    ander.organisatie.save()
    nu = lees(ander)
    bewaar(
        gebruiker=coord,
        ingang=ander,
        basis=nu,
        staat={**nu, "omschrijving": f"Dit doen zij samen met {NAAM}, elke week."},
    )
    nu = lees(aanbod)
    m.Organisatie.objects.filter(pk=organisatie.pk).update(laat_wijzigen=True)
    bewaar(gebruiker=coord, ingang=aanbod, basis=nu, staat={**nu, "omschrijving": NAAM})
    voorstellen.meld(gebruiker=coord, ingang=ander, tekst=f"{NAAM} weet het")
    leg_lijn(gebruiker=coord, van=ander.organisatie, naar=organisatie, soort="warme_lijn")
    route = Route.objects.create(
        kenmerk="r", naam="Taal leren", behoefte=BehoefteFabriek.create(), status="gepubliceerd"
    )
    route.stappen.create(
        aanbod=ander, nummer=1, wijze="zelf", instructie=f"Hier zitten ook mensen van {NAAM} aan tafel."
    )
    route.stappen.create(organisatie=organisatie, nummer=2, wijze="zelf", instructie="Ga langs.")
    Invoer.objects.create(door=coord, rol="coördinator", naam="map.csv", inhoud=f"naam\n{NAAM}".encode())
    Invoer.objects.create(
        door=coord,
        rol="coördinator",
        naam="oud.csv",
        terug=[{"blad": "organisaties", "sleutel": ["vrouwenkring"], "van": {"naam": NAAM}, "naar": {"naam": "x"}}],
    )


def test_wie_weggaat_laat_niets_achter(eigenaar: Client, organisatie: m.Organisatie) -> None:
    vul(organisatie)
    voor = alles()
    sporen = (NAAM, "vrouwenkring.example", "020 123 45 67", "Een Gastvrouw", "gastvrouw@kring.example")
    assert all(spoor in voor for spoor in sporen), "the test looks where it stands"
    adres = "/mijn-organisaties/vrouwenkring/verwijderen/"
    pagina = eigenaar.get(adres).content.decode()
    assert "Taalles" in pagina, "who else is at its place is told before"
    fout = eigenaar.post(adres, {"naam": "Vrouwenkring"}).content.decode()
    assert "Er is niets verwijderd" in fout
    assert m.Organisatie.objects.filter(kenmerk="vrouwenkring").exists()

    bewijs = eigenaar.post(adres, {"naam": NAAM.lower()}, follow=True)
    tekst = bewijs.content.decode()
    assert "1 keer aanbod" in tekst
    assert "1 account dat alleen hiervoor is" in tekst
    assert NAAM not in tekst
    na = alles().casefold()
    assert [spoor for spoor in sporen if spoor.casefold() in na] == []
    assert not m.Medewerker.objects.filter(username="kring").exists()
    assert m.Aanbod.objects.get(naam="Taalles").overdracht == f"Dit is de groep die samen met {WEG} begon."
    assert not m.Nazien.objects.exists(), "nothing lost its sense"
    assert Client().get("/organisaties/vrouwenkring/").status_code == 404
    assert NAAM not in Client().get("/zoeken/?q=vrouwenkring").content.decode()
    assert Client().get(bewijs.request["PATH_INFO"]).status_code == 200, "the receipt needs no account"
    assert nieuw_kenmerk(m.Organisatie, "Vrouwenkring") == "vrouwenkring-2", "its key is never used again"


def test_alleen_de_eigenaar_haalt_weg(organisatie: m.Organisatie) -> None:
    for rol in (Rol.COORDINATOR, Rol.AANBIEDER, Rol.BEHEERDER):
        client = Client()
        client.force_login(maak_medewerker(rol))
        assert client.post("/mijn-organisaties/vrouwenkring/verwijderen/", {"naam": NAAM}).status_code == 403
    assert m.Organisatie.objects.exists()


def test_wie_meer_bijhoudt_houdt_het_account(eigenaar: Client) -> None:
    wie = m.Medewerker.objects.get(username="kring")
    wie.organisaties.add(OrganisatieFabriek.create(naam="De andere"))
    eigenaar.post("/mijn-organisaties/vrouwenkring/verwijderen/", {"naam": NAAM})
    assert m.Medewerker.objects.filter(pk=wie.pk).exists()
    assert "De andere" in eigenaar.get("/mijn-organisaties/").content.decode()


def test_collegas_meteen_laten_wijzigen_en_weer_niet(eigenaar: Client, organisatie: m.Organisatie) -> None:
    adres = "/mijn-organisaties/vrouwenkring/wijzigen-door-anderen/"
    for aan, verwacht in (("ja", True), ("nee", False)):
        eigenaar.post(adres, {"aan": aan})
        organisatie.refresh_from_db()
        assert organisatie.laat_wijzigen is verwacht
    eigenaar.post(adres, {"aan": "nee"})
    geschiedenis = eigenaar.get("/organisaties/vrouwenkring/geschiedenis/").content.decode()
    assert geschiedenis.count("Collega’s mogen meteen wijzigen") == 1
    assert geschiedenis.count("Collega’s vragen het eerst") == 1, "nothing changed the last time"
