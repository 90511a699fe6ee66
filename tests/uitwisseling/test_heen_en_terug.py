"""Out and back: what a file says, cell by cell, is what stands on the site; also after LibreOffice saved it again."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kaart.uitwisseling.bladen import cellen as rekencellen
from kaart.uitwisseling.bladen import rijversie
from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
from organisaties.models import Aanbod, Locatie, Medewerker
from tests.bestanden import csv_rijen, inhoud, xlsx_cellen
from tests.omgeving.programmas import naar
from tests.uitwisseling.test_uitvoer import GEVAARLIJK


def verschillen(bladen: dict[str, list[list[Any]]], gebruiker: Medewerker) -> list[tuple[str, str, str, str]]:
    """Return the cells of a file that say something else than the site, as importing compares them."""
    anders = []
    for blad in ALLE_BLADEN:
        kop, *rijen = bladen[blad.titel]
        kolommen = [blad.per_kop.get(naam) for naam in kop]
        op_site = [blad.teksten(rij) for rij in blad.query(gebruiker)]
        in_bestand = [rij for rij in rijen if any(cel not in (None, "") for cel in rij)]
        assert len(in_bestand) == len(op_site), blad.titel
        for rij, teksten in zip(in_bestand, op_site, strict=True):
            for kolom, cel in zip(kolommen, rij, strict=True):
                if kolom is None or kolom.alleen_lezen:
                    continue
                tekst = rekencellen.tekst_van_cel(cel)
                if not rekencellen.gelijk(kolom.veld, tekst, teksten[kolom.naam]):
                    anders.append((blad.titel, kolom.naam, tekst, teksten[kolom.naam]))
            toen = rijversie.lees_rijversie(blad.invoerkolommen, str(rij[-1]))
            if blad.groep is None:
                assert toen is not None, (blad.titel, rij[-1])
                assert all(toen.was(naam, tekst) for naam, tekst in teksten.items())
    return anders


@pytest.fixture
def lastige_kaart(kaart: None) -> None:
    """Put in the opening data what gets lost easily on the way: line ends, spaces, formulas, dates, numbers."""
    for kenmerk, tekst in zip(Aanbod.objects.order_by("pk").values_list("kenmerk", flat=True), LASTIG, strict=False):
        Aanbod.objects.filter(kenmerk=kenmerk).update(
            omschrijving=tekst, geldig_tot="2031-02-28", groepsgrootte=8, wachttijd_op="2026-11-03"
        )
    Locatie.objects.filter(kenmerk="stap-verder-plek").update(lat="52.312345", lon="4.95", huisnummer="007")
    tijd = Aanbod.objects.get(kenmerk="stap-verder-keuken").openingstijden
    tijd.create(weekdag=2, van="09:05", tot="00:00", elke_weken=2, begin=datetime.date(2026, 11, 3))
    tijd.create(soort="dicht", geldig_van="2026-12-24", geldig_tot="2027-01-02", toelichting="kerst")
    tijd.create(soort="anders", geldig_van="2027-01-04", geldig_tot="2027-01-04", van="12:00")
    Aanbod.objects.filter(kenmerk="stap-verder-keuken").update(feestdagen="dicht")


LASTIG = (*GEVAARLIJK.values(), "twee\r\nregels", "a|b", "1.5", "03-11-2026", "TRUE", "ja", "0012", "\x0bvreemd\x1f")


@pytest.mark.parametrize("vorm", ["xlsx", "csv", "csv-excel"])
def test_wat_eruit_gaat_zegt_bij_terugkomst_hetzelfde(
    als: Callable[[str], Client], lastige_kaart: None, vorm: str
) -> None:
    bytes_ = inhoud(als("coordinator").post("/werk/uitvoer/", {"vorm": vorm}))
    if vorm == "xlsx":
        bladen = xlsx_cellen(bytes_)
    else:
        with zipfile.ZipFile(io.BytesIO(bytes_)) as pakket:
            bladen = {
                naam.removesuffix(".csv").capitalize(): csv_rijen(pakket.read(naam), ";" if "excel" in vorm else ",")
                for naam in pakket.namelist()
            }
    assert verschillen(bladen, Medewerker.objects.get(username="coordinator")) == []


@pytest.mark.programma("soffice")
@pytest.mark.parametrize("vorm", ["xlsx", "ods"])
def test_wat_libreoffice_opnieuw_bewaart_zegt_nog_steeds_hetzelfde(
    als: Callable[[str], Client], lastige_kaart: None, tmp_path: Path, vorm: str
) -> None:
    bestand = tmp_path / f"kaart.{vorm}"
    bestand.write_bytes(inhoud(als("coordinator").post("/werk/uitvoer/", {"vorm": vorm})))
    tussen = naar("ods", bestand, tmp_path) if vorm == "xlsx" else bestand
    bladen = xlsx_cellen(naar("xlsx", tussen, tmp_path).read_bytes())
    assert verschillen(bladen, Medewerker.objects.get(username="coordinator")) == []
