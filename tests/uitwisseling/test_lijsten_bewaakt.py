"""What comes from a list is guarded as what is typed: a fault beside the cell, a question for a contact of a person."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
from kaart.uitwisseling.invoer.lijsten.acties import bewaar_indeling
from kaart.uitwisseling.invoer.lijsten.kolommen import DOELEN
from kaart.uitwisseling.invoer.lijsten.waarden import lijkt_op, telefoon_van, woordenboek
from kaart.uitwisseling.models import Invoer, Kolommenlijst
from kaart.uitwisseling.tabellen.fouten import LaadFouten
from kaart.uitwisseling.tabellen.velden import VRIJ
from organisaties.models import Aanbod, Medewerker, Organisatie
from tests.kaart.test_bewaking import TEKST
from tests.kaart.test_bewaking_per_rol import bewaard
from tests.uitwisseling.test_invoer import bewerk, chef, doe, kijk, uitvoer
from tests.uitwisseling.test_lijsten import bekijk, lijst_van, stuur

assert chef

KOP = ["Naam", "Stadsdeel", "Omschrijving", "Telefoon", "E-mail", "Opmerking"]
GOED = ["Buurtkamer Iep", "Oost", "Koffie en taal", "020 123 45 67", "info@iep.example", "Vooraf bellen hoeft niet"]


def test_in_elke_kolom_van_een_lijst_is_het_een_fout_naast_de_cel(kaart: None) -> None:
    doelen = [doel for doel in DOELEN if doel.naam not in ("lat", "lon", "huisnummer", "rolstoel", "formaliteit")]
    for doel in doelen:
        kop = ["Naam", "Stadsdeel", *([doel.woorden[0]] if doel.naam not in ("naam", "werkgebied") else [])]
        rij = ["Buurtkamer Iep", "Oost", *([TEKST] if len(kop) == 3 else [])]
        if len(kop) == 2:
            rij[["naam", "werkgebied"].index(doel.naam)] = TEKST
        gelezen = bekijk(lijst_van(rij, kop=kop))
        assert doel.naam in gelezen.vertaling.kolommen.values(), doel.naam
        assert gelezen.goede == [], doel.naam
        assert gelezen.vertaling.kop(doel.naam) in {fout.kolom for fout in gelezen.fouten}, doel.naam


def test_een_fout_zegt_welke_woorden_het_zijn_en_wat_je_doet(kaart: None) -> None:
    rij = [*GOED[:2], "bel Samira op 06-12345678 voor een afspraak", *GOED[3:5], "geb. 3-4-1988"]
    gelezen = bekijk(lijst_van(rij, GOED, kop=KOP))
    assert [(fout.rij, fout.kolom, fout.code) for fout in gelezen.fouten if fout.code == "persoonsgegeven"] == [
        (2, "Omschrijving", "persoonsgegeven"),
        (2, "Opmerking", "persoonsgegeven"),
    ]
    assert "‘06-12345678’: Dit lijkt op een telefoonnummer. Haal het weg." in str(gelezen.fouten[0])


def test_een_datum_een_adres_en_een_belastingnummer_zijn_nooit_een_telefoonnummer(kaart: None) -> None:
    for geen in ("2025-11-03", "03-11-2025", "59-1234568", "2648 International", "12345678", "1018 DP 12"):
        assert telefoon_van(geen) == "", geen
        gelezen = bekijk(lijst_van([*GOED[:3], geen, *GOED[4:]], kop=KOP))
        assert gelezen.goede[0].telefoon == "", geen
        assert any("Rij 2: in kolom ‘Telefoon’ staat geen telefoonnummer" in zin for zin in gelezen.opmerkingen), geen


@pytest.mark.parametrize(
    "cellen",
    [
        ["2025-11-03", "2025-12-01", "2026-01-05"],
        ["03-11-2025", "01-12-2025", "05-01-2026"],
        ["591234567", "592345678", "593456789"],
        ["2648 International", "12 Main Street", "1500 Mission St"],
    ],
)
def test_een_kolom_zonder_kop_is_geen_telefoon_om_haar_cijfers(kaart: None, cellen: list[str]) -> None:
    assert "telefoon" not in lijkt_op(cellen, woordenboek(), 0.7)


def test_een_nummer_zonder_nul_krijgt_die_terug(kaart: None) -> None:
    rijen = [[*GOED[:3], nummer, *GOED[4:]] for nummer in (200000031, 31200000032)]
    rijen[1][0] = "Buurtkamer Es"
    assert [rij.telefoon for rij in bekijk(lijst_van(*rijen, kop=KOP)).goede] == ["020 000 0031", "+31 20 000 0032"]


def test_een_contact_van_een_mens_gaat_alleen_mee_als_iemand_ja_zegt(chef: Client) -> None:
    rijen = [
        ["Buurtkamer Iep", "Oost", "Koffie", "612345678", "iep@gmail.com", ""],
        ["Buurtkamer Es", "Oost", "Thee", "06-00000002", "info@es.example", ""],
    ]
    invoer = stuur(chef, lijst_van(*rijen, kop=KOP))
    pagina = chef.get(f"/werk/import/{invoer.pk}/lijst/").content.decode()
    assert "Is dit van de organisatie zelf?" in pagina
    assert "Telefoon 06 12345678" in pagina
    chef.post(
        f"/werk/import/{invoer.pk}/lijst/",
        {"doe": "schrijf", "wie": "iedereen", "formaliteit": "informeel", "eigen-2-telefoon": "ja"},
    )
    iep, es = Organisatie.objects.get(naam="Buurtkamer Iep"), Organisatie.objects.get(naam="Buurtkamer Es")
    assert (iep.telefoon, iep.email) == ("06 12345678", "")
    assert (es.telefoon, es.email) == ("", "info@es.example")


def test_een_lijst_over_mensen_komt_nergens_terecht(chef: Client) -> None:
    invoer = stuur(chef, lijst_van([TEKST, "Oost", TEKST, TEKST, TEKST, TEKST], kop=KOP))
    antwoord = chef.post(
        f"/werk/import/{invoer.pk}/lijst/",
        {"doe": "schrijf", "wie": "iedereen", "formaliteit": "informeel"},
        follow=True,
    )
    assert antwoord.status_code == 200
    assert bewaard() == []
    assert not Aanbod.objects.filter(kenmerk__contains="111222333").exists(), "no key is made of it either"


def test_de_naam_van_een_bestand_en_van_een_indeling_zijn_ook_tekst(chef: Client) -> None:
    bestand = SimpleUploadedFile("geb 3-4-1988 0612345678.xlsx", lijst_van(GOED, kop=KOP))
    antwoord = chef.post("/werk/import/", {"bestand": bestand})
    assert "In de naam van het bestand staat" in antwoord.content.decode()
    assert Invoer.objects.count() == 0
    invoer = stuur(chef, lijst_van(GOED, kop=KOP))
    antwoord = chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "bewaar-indeling", "indeling": TEKST})
    assert 'id="id_indeling_error"' in antwoord.content.decode()
    assert TEKST in antwoord.content.decode()
    assert Kolommenlijst.objects.count() == 0


def test_een_kop_die_over_een_mens_gaat_wordt_niet_bewaard(chef: Client) -> None:
    gelezen = bekijk(lijst_van([*GOED, "x"], kop=[*KOP, TEKST]))
    with pytest.raises(Exception, match="burgerservicenummer"):
        bewaar_indeling(gebruiker=Medewerker.objects.get(username="coordinator"), naam="x", vertaling=gelezen.vertaling)


# --- our own workbook, and the folder of files -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blad", "waar", "kop"),
    [
        ("Organisaties", "carabic", "Naam"), ("Organisaties", "carabic", "Bron"),
        ("Organisaties", "carabic", "Vraag naar (rol)"), ("Organisaties", "carabic", "Telefoon"),
        ("Aanbod", "carabic-voedsel", "Naam"), ("Aanbod", "carabic-voedsel", "Meenemen"),
        ("Aanbod", "carabic-voedsel", "Tijden in woorden"), ("Locaties", "stap-verder-plek", "Huisnummer"),
        ("Locaties", "stap-verder-plek", "Straat"),
    ],
)  # fmt: skip
def test_in_de_eigen_uitvoer_is_het_een_fout_naast_de_cel(chef: Client, blad: str, waar: str, kop: str) -> None:
    tekst = "0612345678a" if kop == "Huisnummer" else TEKST
    bytes_ = bewerk(uitvoer(chef), blad, waar=waar, **{kop: "0612345678" if kop == "Huisnummer" else tekst})
    assert {(fout.bestand, fout.kolom) for fout in kijk(bytes_).fouten} >= {(blad, kop)}
    with pytest.raises(LaadFouten):
        doe(bytes_)
    assert bewaard() == []


def test_een_nieuwe_rij_met_een_kenmerk_over_een_mens_komt_er_niet_op(chef: Client) -> None:
    nieuw: dict[str, Any] = {"Kenmerk": "bel-samira-06-12345678", "Naam": "Buurtkamer", "Formaliteit": "informeel"}
    assert "Kenmerk" in {fout.kolom for fout in kijk(bewerk(uitvoer(chef), "Organisaties", **nieuw)).fouten}


def test_in_de_eigen_uitvoer_vraagt_een_contact_van_wie_het_is(chef: Client) -> None:
    bytes_ = bewerk(uitvoer(chef), "Organisaties", waar="carabic", Telefoon="06-12345678")
    with pytest.raises(LaadFouten, match="is dit van de organisatie zelf"):
        doe(bytes_)
    invoer = stuur(chef, bytes_)
    pad = f"/werk/import/{invoer.pk}/"
    assert "Is dit van de organisatie zelf?" in chef.get(pad).content.decode()
    assert "Beantwoord eerst elke vraag" in chef.post(pad).content.decode()
    (vraag,) = kijk(bytes_).vragen
    chef.post(pad, {vraag.sleutel: "ja"})
    assert Organisatie.objects.get(kenmerk="carabic").telefoon == "06-12345678"


def test_elke_kolom_waar_iemand_iets_kan_schrijven_is_bewaakt() -> None:
    vrij = [(blad.titel, kolom.naam) for blad in ALLE_BLADEN for kolom in blad.kolommen if isinstance(kolom.veld, VRIJ)]
    assert {("Organisaties", "naam"), ("Organisaties", "kenmerk"), ("Aanbod", "documenten")} <= set(vrij)


@pytest.mark.parametrize(
    ("bestand", "kolom"),
    [("organisaties.csv", "naam"), ("aanbod.csv", "documenten"), ("routes.csv", "instructie"), ("talen.csv", "naam")],
)
def test_laad_kaart_weigert_het_ook(db: None, tmp_path: Path, bestand: str, kolom: str) -> None:
    for pad in (settings.BASE_DIR / "fixtures").glob("*.csv"):
        with pad.open(encoding="utf-8-sig", newline="") as stroom:
            rijen = list(csv.reader(stroom))
        if pad.name == bestand:
            rijen[1][rijen[0].index(kolom)] = "bel 0612345678"
        with (tmp_path / pad.name).open("w", encoding="utf-8", newline="") as stroom:
            csv.writer(stroom).writerows(rijen)
    with pytest.raises(CommandError, match=f"rij 2, kolom {kolom}: ‘0612345678’"):
        call_command("laad_kaart", tmp_path, stdout=io.StringIO())
    assert Organisatie.objects.count() == 0


def test_de_opdracht_importeer_neemt_geen_contact_van_een_mens_mee(kaart: None, tmp_path: Path) -> None:
    pad = tmp_path / "lijst.xlsx"
    pad.write_bytes(lijst_van(["Buurtkamer Iep", "Oost", "Koffie", "06-12345678", "", ""], kop=KOP))
    uit = io.StringIO()
    call_command("importeer", pad, "--schrijf", "--formaliteit=informeel", stdout=uit)
    assert "kan van een mens zijn" in uit.getvalue()
    assert Organisatie.objects.get(naam="Buurtkamer Iep").telefoon == ""
    fout = tmp_path / "0612345678.xlsx"
    fout.write_bytes(pad.read_bytes())
    with pytest.raises(CommandError, match="andere naam"):
        call_command("importeer", fout)
