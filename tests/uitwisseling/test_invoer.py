"""A spreadsheet comes back: nothing by itself, an edited cell and only that, all or nothing, and back again."""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from doorverwijzing.models import Route, Signaal, Stap
from kaart.uitwisseling.invoer.eigen.vergelijken import Soort, Vergelijking
from kaart.uitwisseling.invoer.eigen.verwerken import beoordeel, bevestig, draai_terug, ontvang
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import LaadFouten, Onleesbaar
from organisaties.bijhouden.controleren.acties import klopt_nog
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen.acties import bewaar
from organisaties.models import (
    Aanbod,
    Locatie,
    Medewerker,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    Toegang,
    Versie,
    Voorstel,
)
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import gezien
from tests.uitwisseling.test_heen_en_terug import lastige_kaart

assert lastige_kaart


@pytest.fixture
def chef(als: Callable[[str], Client], kaart: None) -> Client:
    return als("coordinator")


def wie() -> Medewerker:
    return Medewerker.objects.get(username="coordinator")


def uitvoer(client: Client, vorm: str = "xlsx") -> bytes:
    return inhoud(client.post("/werk/uitvoer/", {"vorm": vorm}))


def bewerk(bytes_: bytes, blad: str, *, waar: str = "", **cellen: Any) -> bytes:
    """Return the workbook with these cells (by header) in the row with the key `waar`, or in a new row."""
    werkmap = openpyxl.load_workbook(io.BytesIO(bytes_))
    vel = werkmap[blad]
    koppen = {cel.value: cel.column for cel in vel[1]}
    rij = next((n for n in range(2, vel.max_row + 1) if waar and vel.cell(n, 1).value == waar), vel.max_row + 1)
    for kop, waarde in cellen.items():
        vel.cell(rij, koppen[kop.replace("_", " ")], waarde)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def kijk(bytes_: bytes, naam: str = "kaart.xlsx") -> Vergelijking:
    return beoordeel(bytes_, naam, wie())[1]


def doe(bytes_: bytes, naam: str = "kaart.xlsx") -> Invoer:
    return bevestig(gebruiker=wie(), invoer=ontvang(gebruiker=wie(), naam=naam, inhoud=bytes_))


def anders(uitkomst: Vergelijking) -> list[tuple[str, str, str]]:
    return [(rij.blad, str(rij.soort), rij.naam) for rij in uitkomst.rijen if rij.soort != Soort.GELIJK]


@pytest.mark.parametrize("vorm", ["xlsx", "ods", "csv", "csv-excel"])
@pytest.mark.usefixtures("lastige_kaart")
def test_de_eigen_uitvoer_verandert_niets(als: Callable[[str], Client], vorm: str) -> None:
    bytes_ = uitvoer(als("coordinator"), vorm)
    uitkomst = kijk(bytes_, f"kaart.{vorm}")
    assert anders(uitkomst) == []
    assert uitkomst.fouten == []
    assert uitkomst.aantal(Soort.GELIJK) > 1000
    gedaan = doe(bytes_, f"kaart.{vorm}")
    assert (gedaan.nieuw, gedaan.gewijzigd) == (0, 0)


def test_een_veranderde_cel_verandert_alleen_die_cel(chef: Client) -> None:
    voor: dict[str, Any] = dict(Aanbod.objects.values().get(kenmerk="carabic-voedsel"))
    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="twee weken")
    uitkomst = kijk(bytes_)
    assert anders(uitkomst) == [("Aanbod", "gewijzigd", "Eten afhalen bij Stichting Carabic")]
    assert Aanbod.objects.get(kenmerk="carabic-voedsel").wachttijd == voor["wachttijd"], "looking writes nothing"
    doe(bytes_)
    na: dict[str, Any] = dict(Aanbod.objects.values().get(kenmerk="carabic-voedsel"))
    assert {veld for veld in voor if voor[veld] != na[veld]} == {"wachttijd", "gewijzigd_op"}
    assert "twee weken" in chef.get("/aanbod/carabic-voedsel/").content.decode()


def test_wat_op_de_site_veranderde_blijft_en_dezelfde_cel_botst(chef: Client) -> None:
    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="twee weken")
    Aanbod.objects.filter(kenmerk="carabic-voedsel").update(omschrijving="Op de site veranderd.")
    doe(bytes_)
    aanbod = Aanbod.objects.get(kenmerk="carabic-voedsel")
    assert (aanbod.wachttijd, aanbod.omschrijving) == ("twee weken", "Op de site veranderd.")

    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="uit het bestand")
    Aanbod.objects.filter(kenmerk="carabic-voedsel").update(wachttijd="van de site")
    (botsing,) = [rij for rij in kijk(bytes_).rijen if rij.soort is Soort.BOTSING]
    assert [(v.van, v.naar) for v in botsing.verschillen] == [("van de site", "uit het bestand")]
    doe(bytes_)
    assert Aanbod.objects.get(kenmerk="carabic-voedsel").wachttijd == "van de site"


def test_een_nieuwe_rij_krijgt_een_kenmerk_en_een_bekende_naam_wordt_niet_verdubbeld(chef: Client) -> None:
    gewoon = {
        "Formaliteit": "informeel", "Aankomstinfrastructuur": "nee", "Sociale_infrastructuur": "ja",
        "Werkgebied": "oost", "Zichtbaarheid": "openbaar", "Zekerheid": "E",
    }  # fmt: skip
    leeg = uitvoer(chef)
    koppen = [cel.value for cel in openpyxl.load_workbook(io.BytesIO(leeg))["Organisaties"][1]]
    gewoon = {kop: waarde for kop, waarde in gewoon.items() if kop.replace("_", " ") in koppen}
    bekend = Organisatie.objects.order_by("pk").first()
    assert bekend
    uitkomst = kijk(bewerk(leeg, "Organisaties", Naam=bekend.naam.upper(), **gewoon))
    assert any(bekend.kenmerk in fout.melding for fout in uitkomst.fouten)
    uitkomst = kijk(bewerk(leeg, "Organisaties", Naam="Buurtkeuken de Proef", **gewoon))
    assert anders(uitkomst) == [("Organisaties", "nieuw", "Buurtkeuken de Proef")]


def test_tijden_en_routes_gaan_als_geheel(chef: Client) -> None:
    tijd = Openingstijd.objects.select_related("aanbod").order_by("aanbod_id", "weekdag", "pk").first()
    assert tijd
    bytes_ = uitvoer(chef)
    werkmap = openpyxl.load_workbook(io.BytesIO(bytes_))
    assert werkmap["Openingstijden"].cell(2, 1).value
    kenmerk = werkmap["Openingstijden"].cell(2, 1).value
    aantal = Openingstijd.objects.filter(aanbod__kenmerk=kenmerk).count()
    kop = {cel.value: cel.column for cel in werkmap["Openingstijden"][1]}
    werkmap["Openingstijden"].cell(2, kop["Van"], "08:15")
    stap = {cel.value: cel.column for cel in werkmap["Routes"][1]}
    route = werkmap["Routes"].cell(2, 1).value
    werkmap["Routes"].cell(2, stap["Instructie"], "Bel eerst de balie.")
    uit = io.BytesIO()
    werkmap.save(uit)
    assert sorted(anders(kijk(uit.getvalue()))) == [
        ("Openingstijden", "gewijzigd", kenmerk),
        ("Routes", "gewijzigd", route),
    ]
    gedaan = doe(uit.getvalue())
    assert Openingstijd.objects.filter(aanbod__kenmerk=kenmerk).count() == aantal
    assert Openingstijd.objects.filter(aanbod__kenmerk=kenmerk, van="08:15").exists()
    assert Route.objects.get(kenmerk=route).stappen.filter(instructie="Bel eerst de balie.").exists()
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (2, 0)
    assert not Openingstijd.objects.filter(aanbod__kenmerk=kenmerk, van="08:15").exists()


def test_alle_fouten_met_rij_en_kolom_en_niets_geschreven(chef: Client) -> None:
    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Werkgebied="zuidost", Soort="feestje")
    bytes_ = bewerk(bytes_, "Aanbod", waar="kruispost-huisarts", Naam='=HYPERLINK("http://x.example","klik")')
    bytes_ = bewerk(bytes_, "Organisaties", waar="stap-verder", Bron="Goed veranderd.")
    uitkomst = kijk(bytes_)
    teksten = [str(fout) for fout in uitkomst.fouten]
    assert len(teksten) == 3, teksten
    assert any("zuidoost" in tekst and "werkgebied" in tekst for tekst in teksten)
    assert any("formule" in tekst for tekst in teksten)
    with pytest.raises(LaadFouten):
        doe(bytes_)
    assert Organisatie.objects.get(kenmerk="stap-verder").bron != "Goed veranderd."


def test_een_import_gaat_terug_behalve_wat_daarna_is_veranderd(chef: Client) -> None:
    toen = {a.kenmerk: a.wachttijd for a in Aanbod.objects.all()}
    bytes_ = uitvoer(chef)
    for kenmerk in ("carabic-voedsel", "kruispost-huisarts"):
        bytes_ = bewerk(bytes_, "Aanbod", waar=kenmerk, Wachttijd="uit het bestand")
    gedaan = doe(bytes_)
    assert (gedaan.nieuw, gedaan.gewijzigd) == (0, 2)
    Aanbod.objects.filter(kenmerk="kruispost-huisarts").update(wachttijd="later gehoord")
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (1, 1)
    assert Aanbod.objects.get(kenmerk="carabic-voedsel").wachttijd == toen["carabic-voedsel"]
    assert Aanbod.objects.get(kenmerk="kruispost-huisarts").wachttijd == "later gehoord"


NIEUW = {
    "Organisaties": {
        "Kenmerk": "huis", "Naam": "Huis aan het water", "Soort": "zelforganisatie", "Formaliteit": "informeel",
        "Aankomstinfrastructuur": "nee", "Sociale infrastructuur": "ja", "Sociale basis": "geen", "Werkgebied": "oost",
    },
    "Locaties": {"Kenmerk": "huis-zaal", "Organisatie": "huis", "Naam": "De zaal", "Stadsdeel": "oost"},
    "Aanbod": {
        "Kenmerk": "huis-koor", "Organisatie": "huis", "Locatie": "huis-zaal", "Naam": "Zingen aan het water",
        "Soort": "activiteit", "Behoeften": "eten", "Werkgebied": "oost", "Eerst overleggen": "nee",
        "Online of telefonisch": "nee",
    },
    "Toegang": {"Aanbod": "huis-koor", "Categorie": "statushouders", "Waarde": "welkom"},
    "Openingstijden": {
        "Aanbod": "huis-koor", "Weekdag": "dinsdag", "Van": "19:00", "Tot": "21:00", "Elke … weken": "1",
        "Eerste keer": "", "Hoeveelste van de maand": "", "Geldig van": "", "Geldig tot": "",
    },
    "Routes": {
        "Route": "huis-route", "Titel": "Samen zingen", "Behoefte": "eten", "Stap": "1", "Wijze": "zelf",
        "Naar aanbod of organisatie": "huis-koor", "Instructie": "Loop binnen.", "Zekerheid": "E", "Status": "concept",
    },
}  # fmt: skip
"""One row for each sheet: a house with a place, an offer there with its hours and access, and a route to it."""


@pytest.fixture
def nieuw(als: Callable[[str], Client]) -> Client:
    """Give a browser of a coördinator on a small kaart, on which nothing of the file stands yet."""
    StadsdeelFabriek(slug="oost")
    for slug in ("statushouders", "asielzoekers"):
        CategorieFabriek(slug=slug)
    maak_route("Eigen route", aanbod=maak_aanbod(kenmerk="buren"))
    return als("coordinator")


def alles_nieuw() -> bytes:
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.active)
    for titel, cellen in NIEUW.items():
        blad = werkmap.create_sheet(titel)
        blad.append(list(cellen))
        blad.append(list(cellen.values()))
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def koor() -> Aanbod:
    return Aanbod.objects.get(kenmerk="huis-koor")


def bewerk_koor(client: Client) -> None:
    """As a colleague does on the page of the offer."""
    nu = lees(koor())
    bewaar(gebruiker=wie(), ingang=koor(), basis=nu, staat=nu | {"omschrijving": "Ook voor wie niet kan zingen."})


def bewerk_en_terug(client: Client) -> None:
    begin = lees(koor())
    bewerk_koor(client)
    bewaar(gebruiker=wie(), ingang=koor(), basis=lees(koor()), staat=begin)


def eigen_stap(client: Client) -> None:
    route = Route.objects.get(kenmerk="eigen-route")
    Stap.objects.create(route=route, nummer=2, aanbod=koor(), wijze="zelf", instructie="Of ga hierheen.")


WAT_MENSEN_DOEN: dict[str, Callable[[Client], object]] = {
    "veranderd": bewerk_koor,
    "veranderd en weer terug": bewerk_en_terug,
    "tip": lambda client: client.post("/aanbod/huis-koor/tips/", {"tekst": "Kom een kwartier eerder."}),
    "gecontroleerd": lambda client: klopt_nog(
        gebruiker=wie(), ingang=koor(), wijze="gebeld", gezien=gezien(koor(), wie())
    ),
    "gemeld": lambda client: Signaal.objects.create(aanbod=koor(), soort="vol", op=timezone.localdate()),
    "andere toegang": lambda client: Toegang.objects.filter(aanbod=koor()).update(waarde="niet"),
    "toegang erbij": lambda client: Toegang.objects.create(
        aanbod=koor(), categorie=Nieuwkomerscategorie.objects.get(slug="asielzoekers"), waarde="niet"
    ),
    "een tijd erbij": lambda client: koor().openingstijden.create(weekdag=4, van="10:00"),
    "stap in een eigen route": eigen_stap,
}


def test_een_import_gaat_helemaal_terug_als_niemand_er_aan_kwam(nieuw: Client) -> None:
    voor = alle_rijen()
    gedaan = doe(alles_nieuw())
    assert Client().get("/aanbod/huis-koor/").status_code == 404, "a draft until somebody says otherwise"
    assert nieuw.get("/aanbod/huis-koor/").status_code == 200
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (6, 0)
    assert alle_rijen() == voor


@pytest.mark.parametrize("wat", WAT_MENSEN_DOEN)
def test_terugdraaien_haalt_niets_weg_waar_iemand_daarna_aan_werkte(nieuw: Client, wat: str) -> None:
    """An offer that the import made stays whole, with its place, hours and access, and so does its organisation."""
    gedaan = doe(alles_nieuw())
    WAT_MENSEN_DOEN[wat](nieuw)
    voor = alle_rijen()
    draai_terug(gebruiker=wie(), invoer=gedaan)
    na = alle_rijen()
    weg = [rij for rij in voor if rij not in na and "huis-route" not in rij and "Loop binnen." not in rij]
    assert weg == []
    tekst = nieuw.get("/aanbod/huis-koor/").content.decode()
    for blijft in ("Zingen aan het water", "De zaal", "19:00", "Huis aan het water"):
        assert blijft in tekst
    assert not Route.objects.filter(kenmerk="huis-route").exists(), "nobody touched the route"


def test_terugdraaien_laat_een_route_staan_die_iemand_daarna_veranderde(nieuw: Client) -> None:
    """And with it what its steps lead to."""
    gedaan = doe(alles_nieuw())
    route = Route.objects.get(kenmerk="huis-route")
    route.naam = "Samen zingen en eten"
    route.save()
    assert draai_terug(gebruiker=wie(), invoer=gedaan)[0] == 0
    assert Route.objects.get(kenmerk="huis-route").stappen.get().aanbod == koor()


def test_terugdraaien_laat_staan_wat_anderen_aan_een_nieuwe_plek_of_organisatie_hingen(nieuw: Client) -> None:
    gedaan = doe(alles_nieuw())
    Aanbod.objects.get(kenmerk="buren").locaties.add(Locatie.objects.get(kenmerk="huis-zaal"))
    draai_terug(gebruiker=wie(), invoer=gedaan)
    assert not Aanbod.objects.filter(kenmerk="huis-koor").exists()
    assert "De zaal" in nieuw.get("/aanbod/buren/").content.decode()
    assert Organisatie.objects.filter(kenmerk="huis").exists(), "a place is of an organisation"


def test_terugdraaien_laat_een_oordeel_staan_dat_daarna_is_bijgesteld(nieuw: Client) -> None:
    """Also at an offer that was there before: what a file said first and a colleague corrected is the colleague's."""
    vrij = Aanbod.objects.get(kenmerk="buren")
    gedaan = doe(bewerk(uitvoer(nieuw), "Toegang", Aanbod="buren", Categorie="statushouders", Waarde="welkom"))
    vrij.toegang.filter(categorie__slug="statushouders").update(waarde="niet", toelichting="Gebeld: vol tot juni.")
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (0, 1)
    assert vrij.toegang.get(categorie__slug="statushouders").waarde == "niet"


def alle_rijen() -> list[str]:
    """Return every row of the kaart and what people left at it; not the notes of changes, nor what every load sets."""
    uit = io.StringIO()
    niet = [f"organisaties.{naam}" for naam in ("kaartwijziging", "versie", "doelgroep")]
    call_command("dumpdata", "organisaties", "doorverwijzing", "--natural-primary", exclude=niet, stdout=uit)
    rijen: list[dict[str, Any]] = json.loads(uit.getvalue())
    return sorted(json.dumps(rij, sort_keys=True) for rij in rijen)


def test_twee_keer_bevestigen_schrijft_een_keer(chef: Client) -> None:
    ontvangen = ontvang(
        gebruiker=wie(), naam="k.xlsx", inhoud=bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="nu")
    )
    een, twee = (bevestig(gebruiker=wie(), invoer=ontvangen) for _ in range(2))
    assert een.geschreven_op == twee.geschreven_op
    assert Invoer.objects.get().inhoud is None, "the file is gone once it is written"


def test_de_paginas_van_bestand_tot_ongedaan(chef: Client, als: Callable[[str], Client]) -> None:
    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="drie weken")
    response = chef.post("/werk/import/", {"bestand": SimpleUploadedFile("kaart.xlsx", bytes_)}, follow=True)
    tekst = response.content.decode()
    assert "drie weken" in tekst
    assert "Lees in: 1 rij" in tekst
    adres = response.redirect_chain[-1][0]
    ander = Client()
    ander.force_login(Medewerker.objects.create_user("ander"))
    assert ander.get(adres).status_code == 403
    assert "Ingelezen: 0 nieuw, 1 gewijzigd." in chef.post(adres, follow=True).content.decode()
    assert "Teruggezet: 1." in chef.post(f"{adres}ongedaan/", follow=True).content.decode()
    assert Aanbod.objects.get(kenmerk="carabic-voedsel").wachttijd != "drie weken"
    for fout, zin in (
        ({}, "Kies eerst een bestand."),
        ({"bestand": SimpleUploadedFile("leeg.xlsx", b"")}, "Dit bestand is leeg."),
        ({"bestand": SimpleUploadedFile("kaart.xlsx", b"PK\x03\x04kapot")}, "kapot of half"),
    ):
        assert zin in chef.post("/werk/import/", fout).content.decode()


def bom(keer: int) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("[Content_Types].xml", "<Types/>")
        pakket.writestr("xl/workbook.xml", b"0" * keer)
    return uit.getvalue()


def pakket_met(**delen: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, tekst in delen.items():
            pakket.writestr(
                {"soort": "[Content_Types].xml", "boek": "xl/workbook.xml", "macro": "xl/vbaProject.bin"}[naam], tekst
            )
    return uit.getvalue()


def breed(kolommen: int, tekst: str = "x") -> bytes:
    werkmap = openpyxl.Workbook()
    werkmap.active.append([tekst] * kolommen)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def versleuteld() -> bytes:
    """Return a package whose parts say that they are encrypted."""
    ruw = bytearray(pakket_met(soort="<Types/>", boek="<x/>"))
    for merk, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = ruw.find(merk)
        while begin >= 0:
            ruw[begin + plek] |= 1
            begin = ruw.find(merk, begin + 4)
    return bytes(ruw)


TRUC = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'


@pytest.mark.parametrize(
    ("maak", "naam", "zin"),
    [
        (lambda: b"", "a.xlsx", "leeg"),
        (lambda: b"\x00" * 50, "a.csv", "leeg"),
        (lambda: b"%PDF-1.7 ...", "a.xlsx", "PDF"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 100, "a.xlsx", "wachtwoord"),
        (lambda: b"geen pakket", "a.xlsx", "kapot of half"),
        (lambda: breed(3)[:900], "a.xlsx", "kapot of half"),
        (lambda: bom(60_000_000), "a.xlsx", "veel te groot"),
        (lambda: b"x" * 20_000_001, "a.csv", "te groot"),
        (lambda: pakket_met(soort="<Types/>", boek="<x/>", macro="x"), "a.xlsm", "macro"),
        (lambda: pakket_met(soort="<Types/>", boek=TRUC), "a.xlsx", "niet hoort"),
        (lambda: b"Kenmerk;Naam;Formaliteit\n" + b"y" * 40_000 + b";Een;formeel", "a.csv", "40000 tekens"),
        (lambda: b"Kenmerk;Naam" + b";x" * 500 + b"\ny;Een" + b";z" * 500, "a.csv", "meer dan 400 kolommen"),
        (lambda: b"kop;\x00\x01\nrij;x", "a.csv", "geen tekst"),
        (versleuteld, "a.xlsx", "wachtwoord"),
        (lambda: b"Kenmerk;Naam;Formaliteit\nx;Een;formeel\nx;Twee;formeel", "a.csv", "staat ook al in rij 2"),
        (lambda: b"Naam;Stadsdeel\n" + b"Een;Oost\n" * 10_050, "a.csv", "Verdeel haar"),
        (
            lambda: b"Naam;Stadsdeel;Website\n" + "Eén;Oost;x.example".encode("cp1252")[:-1] + b"\x00",
            "a.csv",
            "geen tekst",
        ),
        (lambda: b" ; ; \n;;", "a.csv", "staat niets"),
    ],
)
def test_een_bestand_dat_niet_deugt_krijgt_een_zin_en_verandert_niets(
    db: None, tmp_path: Path, maak: Callable[[], bytes], naam: str, zin: str
) -> None:
    pad = tmp_path / naam
    pad.write_bytes(maak())
    voor = stort()
    with pytest.raises(CommandError, match=zin):
        call_command("importeer", pad, "--schrijf")
    assert stort() == voor


def stort() -> str:
    """Return everything in the database."""
    uit = io.StringIO()
    call_command("dumpdata", stdout=uit, verbosity=0)
    return uit.getvalue()


def test_een_groot_bestand_vraagt_geen_groot_geheugen(tmp_path: Path) -> None:
    """In a process of its own, with a list of almost as many rows as are read at all; megabytes."""
    werkmap = openpyxl.Workbook(write_only=True)
    vel = werkmap.create_sheet("Lijst")
    vel.append(["Naam", "Stadsdeel", "Wat doen ze?", "Talen"])
    for nummer in range(60_000):
        vel.append([f"Organisatie {nummer}", "Oost", "koffie en taal", "Nederlands"])
    werkmap.save(tmp_path / "groot.xlsx")
    programma = (
        "import sys; from kaart.uitwisseling.invoer.werkmap import lees;"
        "lees(open(sys.argv[1], 'rb').read(), 'groot.xlsx');"
        "print(next(regel.split()[1] for regel in open('/proc/self/status') if regel.startswith('VmHWM')))"
    )
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "kaart.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    uitkomst = subprocess.run(
        [sys.executable, "-c", programma, tmp_path / "groot.xlsx"],
        env=omgeving, capture_output=True, text=True, check=True, cwd=settings.BASE_DIR,
    )  # fmt: skip
    assert int(uitkomst.stdout) / 1024 <= 200


def test_een_vreemd_blad_zegt_wat_we_wel_kennen(kaart: None, als: Callable[[str], Client]) -> None:
    als("coordinator")
    with pytest.raises(Onleesbaar, match="We herkennen geen blad"):
        kijk(breed(3))


@pytest.mark.parametrize(
    ("codering", "scheiding"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "sep")]
)
def test_csv_in_elke_gewone_codering_en_scheiding(
    als: Callable[[str], Client], kaart: None, codering: str, scheiding: str
) -> None:
    als("coordinator")
    teken = ";" if scheiding == "sep" else scheiding
    regels = [
        teken.join(("Kenmerk", "Naam", "Bron")),
        teken.join(("stap-verder", "Stap Verder", "Café op zaterdag, één uur".replace(teken, " "))),
    ]
    tekst = ("sep=;\n" if scheiding == "sep" else "") + "\r\n".join(regels)
    uitkomst = kijk(tekst.encode(codering), "lijst.csv")
    (rij,) = uitkomst.rijen
    assert rij.rij == 2, "as Excel counts: it shows no line 'sep='"
    assert any("Café" in verschil.naar and "één" in verschil.naar for verschil in rij.verschillen)


def test_een_import_verandert_nooit_de_controledatum(chef: Client) -> None:
    doe(bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="nu"))
    assert Aanbod.objects.get(kenmerk="carabic-voedsel").gecontroleerd_op is None
    assert Toegang.objects.count() == 779


def test_een_lijst_zoals_mensen_hem_typen(kaart: None, als: Callable[[str], Client], tmp_path: Path) -> None:
    als("coordinator")
    pad = tmp_path / "lijst.csv"
    pad.write_text(
        "De sociale kaart van dit jaar;;;;;;;;\n;;;;;;;;\n"
        "Naam;Soort;Formaliteit;Aankomstinfrastructuur;Sociale infrastructuur;Sociale basis;Werkgebied;Talen;Website\n"
        "Buurtkeuken de Proef;Zelforganisatie;Informeel;n;x;gemeenschappelijk;Nieuw West en Zuid-Oost;"
        "Nederlands, Arabisch;www.voorbeeld.example/a\n"
        "Taalhuis de Proef;OVERIG;formeel;x;x;geen;Hele stad;nl|en;\n",
        encoding="utf-8",
    )
    uitkomst = kijk(pad.read_bytes(), "lijst.csv")
    assert [rij.rij for rij in uitkomst.rijen] == [4, 5]
    call_command("importeer", pad, "--schrijf")
    keuken = Organisatie.objects.get(kenmerk="buurtkeuken-de-proef")
    assert sorted(s.slug for s in keuken.werkgebied.all()) == ["nieuw-west", "zuidoost"]
    assert sorted(t.code for t in keuken.talen.all()) == ["ar", "nl"]
    assert keuken.website == "https://www.voorbeeld.example/a"
    assert (keuken.zichtbaarheid, keuken.status) == ("professionals", "concept"), "nobody said that it may be public"
    assert not keuken.aankomstinfrastructuur
    assert keuken.sociale_infrastructuur
    assert Organisatie.objects.get(kenmerk="taalhuis-de-proef").hele_stad


def test_wat_niet_is_veranderd_wordt_ook_niet_gelezen_of_geschreven(chef: Client) -> None:
    lang = "x" * 40_000
    aanbod = Aanbod.objects.filter(kenmerk="carabic-voedsel")
    aanbod.update(omschrijving=lang, overdracht="twee\r\nregels  ")
    doe(bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="twee weken", Meenemen="tas"))
    gewijzigd = aanbod.get()
    assert (gewijzigd.wachttijd, gewijzigd.documenten) == ("twee weken", "tas")
    assert (gewijzigd.omschrijving, gewijzigd.overdracht) == (lang, "twee\r\nregels  ")

    # An old value that today's rules refuse is no fault until somebody changes it; also when it is undone.
    plek = Locatie.objects.filter(kenmerk="stap-verder-plek")
    plek.update(postcode="1018dp", huisnummer="1")
    bytes_ = bewerk(uitvoer(chef), "Locaties", waar="stap-verder-plek", Huisnummer="99")
    assert kijk(bytes_).fouten == []
    gedaan = doe(bytes_)
    assert plek.values_list("huisnummer", "postcode").get() == ("99", "1018dp")
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (1, 0)
    assert plek.values_list("huisnummer", "postcode").get() == ("1", "1018dp")


def test_een_rij_erbij_haalt_geen_andere_weg(chef: Client) -> None:
    aanbod = Aanbod.objects.annotate(aantal=Count("openingstijden")).filter(aantal__gte=2).order_by("pk").first()
    assert aanbod
    voor = set(aanbod.openingstijden.values_list("pk", "weekdag", "van"))
    werkmap = openpyxl.load_workbook(io.BytesIO(uitvoer(chef)))
    for titel in set(werkmap.sheetnames) - {"Openingstijden"}:
        del werkmap[titel]
    blad = werkmap["Openingstijden"]
    blad.delete_rows(2, blad.max_row)
    kop = {cel.value: cel.column for cel in blad[1]}
    for naam, waarde in (("Aanbod", aanbod.kenmerk), ("Weekdag", "zondag"), ("Van", "06:15")):
        blad.cell(2, kop[naam], waarde)
    uit = io.BytesIO()
    werkmap.save(uit)
    (rij,) = kijk(uit.getvalue()).rijen
    assert [(v.van, v.naar) for v in rij.verschillen] == [("", "zondag, 06:15")]
    doe(uit.getvalue())
    na = set(aanbod.openingstijden.values_list("pk", "weekdag", "van"))
    assert voor < na
    assert [rij[1:] for rij in na - voor] == [(7, datetime.time(6, 15))]


def test_persoonsgegevens_in_een_nieuwe_tekst_zijn_een_fout(chef: Client) -> None:
    bytes_ = bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Omschrijving="Mail jan.jansen@gmail.com")
    (fout,) = kijk(bytes_).fouten
    assert "e-mailadres" in fout.melding
    assert fout.kolom == "Omschrijving"
    with pytest.raises(LaadFouten):
        doe(bytes_)
    assert not Aanbod.objects.filter(omschrijving__contains="gmail").exists()


def test_een_import_staat_in_de_geschiedenis(chef: Client) -> None:
    doe(bewerk(uitvoer(chef), "Aanbod", waar="carabic-voedsel", Wachttijd="twee weken"))
    tekst = chef.get("/aanbod/carabic-voedsel/geschiedenis/").content.decode()
    assert "Uit een rekenblad, door een coördinator" in tekst
    assert "twee weken</ins>" in tekst
    assert Versie.objects.count() == 2, "what it was, and what it became; of nothing else"


def test_een_import_overschrijft_niets_van_wie_zelf_bijhoudt(chef: Client) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(Organisatie.objects.get(kenmerk="stap-verder"))
    was = Aanbod.objects.get(kenmerk="stap-verder-recht").wachttijd
    bestand = bewerk(uitvoer(chef), "Aanbod", waar="stap-verder-recht", Wachttijd="twee weken")
    invoer = doe(bewerk(bestand, "Organisaties", waar="carabic", Omschrijving="Deelt eten uit."))
    assert Aanbod.objects.get(kenmerk="stap-verder-recht").wachttijd == was
    assert Organisatie.objects.get(kenmerk="carabic").omschrijving == "Deelt eten uit."
    voorstel = Voorstel.objects.get()
    assert voorstel.wijzigingen == {"wachttijd": {"van": was, "naar": "twee weken"}}
    assert draai_terug(gebruiker=wie(), invoer=invoer) == (1, 1)


def test_wat_zich_liet_verwijderen_komt_niet_terug_uit_een_oud_bestand(chef: Client) -> None:
    oud = uitvoer(chef)
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    carabic = Organisatie.objects.get(kenmerk="carabic")
    eigenaar.organisaties.add(carabic)
    verwijder(gebruiker=eigenaar, organisatie=carabic, naam=carabic.naam)
    with pytest.raises(LaadFouten, match="komt niet terug"):
        doe(oud)
    assert not Organisatie.objects.filter(kenmerk="carabic").exists()
