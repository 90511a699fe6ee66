"""A file of before two became one, and who asks by the old identifier, find the one that stayed."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from kaart.uitwisseling.invoer.eigen import verwerken
from kaart.uitwisseling.opendata.hsds.vertaling import sleutel
from organisaties import models as m
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.bijhouden.eigenaar.vervallen import vervallen_kenmerken, vervallen_namen
from organisaties.bijhouden.samenvoegen import acties
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import maak_medewerker
from tests.organisaties.samenvoegen.stad import coordinator, twee
from tests.organisaties.samenvoegen.test_samenvoegen import voeg_samen
from tests.uitwisseling.test_invoer import bewerk
from tests.uitwisseling.test_laad_kaart import FIXTURES, laad

KOP = "Vraag naar (rol)"

pytestmark = pytest.mark.django_db


def uitvoer() -> bytes:
    """Return the whole kaart as a workbook."""
    browser = Client()
    browser.force_login(coordinator())
    return inhoud(browser.post("/werk/uitvoer/", {"vorm": "xlsx"}))


def zonder(bytes_: bytes, blad: str, kenmerk: str) -> bytes:
    """Return a workbook without one row."""
    boek = openpyxl.load_workbook(io.BytesIO(bytes_))
    vel = boek[blad]
    vel.delete_rows(next(rij[0].row for rij in vel.iter_rows() if kenmerk in [c.value for c in rij]))
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def test_een_onveranderd_bestand_van_ervoor_verandert_niets() -> None:
    blijft, weg = twee()
    bestand = uitvoer()
    voeg_samen(blijft, weg)
    _, uitkomst = verwerken.beoordeel(bestand, "kaart.xlsx", coordinator())
    assert uitkomst.fouten == []
    assert uitkomst.te_schrijven == 0
    assert any("is opgegaan in ‘blijft’. Deze rij telt niet mee" in tekst for tekst in uitkomst.opmerkingen)


def test_een_rij_met_het_oude_kenmerk_gaat_over_wie_bleef() -> None:
    blijft, weg = twee()
    bestand = bewerk(zonder(uitvoer(), "Organisaties", "blijft"), "Organisaties", waar="weg", **{KOP: "de gastvrouw"})
    voeg_samen(blijft, weg)
    verwerken.schrijf(bestand, "kaart.xlsx", coordinator())
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    assert (nu.contact_rol, nu.naam) == ("de gastvrouw", "Huis Lindeboom"), "only what was typed in the file"
    assert not m.Organisatie.objects.filter(kenmerk="weg").exists()


def test_aanbod_uit_een_oud_bestand_blijft_bij_wie_bleef() -> None:
    blijft, weg = twee()
    bestand = bewerk(uitvoer(), "Aanbod", waar="koken", Naam="Samen koken")
    voeg_samen(blijft, weg)
    verwerken.schrijf(bestand, "kaart.xlsx", coordinator())
    koken = m.Aanbod.objects.get(kenmerk="koken")
    assert (koken.naam, koken.organisatie.kenmerk) == ("Samen koken", "blijft")


def test_de_kaart_opnieuw_laden_maakt_het_dubbele_niet_opnieuw(kaart: None) -> None:
    een, ander = (m.Organisatie.objects.get(kenmerk=naam) for naam in ("stap-verder", "carabic"))
    plek, plek_ander = (m.Locatie.objects.get(kenmerk=naam) for naam in ("stap-verder-plek", "kruispost-oudezijds"))
    van_ander = list(plek_ander.aanbod.order_by("pk"))
    assert van_ander
    voeg_samen(een, ander)
    voeg_samen(plek, plek_ander)
    laad(FIXTURES)
    assert not m.Organisatie.objects.filter(kenmerk="carabic").exists()
    assert not m.Locatie.objects.filter(kenmerk=plek_ander.kenmerk).exists()
    assert m.Aanbod.objects.get(kenmerk="carabic-voedsel").organisatie == een
    for aanbod in van_ander:
        assert list(aanbod.locaties.all()) == [plek]


def test_wie_in_open_data_naar_de_oude_vraagt_krijgt_de_nieuwe(client: Client) -> None:
    blijft, weg = twee()
    voeg_samen(blijft, weg)
    for kenmerk in ("weg", "blijft"):
        antwoord = client.get("/hsds/services", {"organization_id": sleutel("organization", kenmerk)}).json()
        assert antwoord["total_items"] == 4, kenmerk
    rijen = b"".join(client.get("/open-data/organisaties.csv").streaming_content).decode()
    assert "Stichting Lindeboom" not in rijen


def test_wie_weggaat_neemt_mee_wat_erin_opging() -> None:
    blijft, weg = twee()
    wie = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    wie.organisaties.add(blijft)
    m.Organisatie.objects.filter(pk=blijft.pk).update(laat_wijzigen=True)
    voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    verwijder(gebruiker=wie, organisatie=nu, naam=nu.naam)
    assert not m.Ingreep.objects.exists()
    assert not m.OudKenmerk.objects.exists()
    assert vervallen_kenmerken(m.Organisatie, ["weg", "blijft"]) == {"weg", "blijft"}
    assert vervallen_namen(["Stichting Lindeboom"]) == {"Stichting Lindeboom"}


def test_wie_weggaat_staat_niet_meer_in_wat_ongedaan_maken_nodig_heeft() -> None:
    blijft, weg = twee()
    m.Organisatie.objects.filter(pk=weg.pk).update(omschrijving="Koken samen met Derde Huis in de buurt")
    weg.refresh_from_db()
    ingreep = voeg_samen(blijft, weg)
    derde = m.Organisatie.objects.get(kenmerk="derde")
    wie = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    wie.organisaties.add(derde)
    verwijder(gebruiker=wie, organisatie=derde, naam=derde.naam)
    ingreep.refresh_from_db()
    assert ingreep.terug is None
    assert not ingreep.kan_terug
    assert acties.waarom_niet_terug(ingreep)
