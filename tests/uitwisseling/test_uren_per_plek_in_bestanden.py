"""Hours of one place in what goes out and comes back: sheets, open data, the calendar, slips."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from kaart.uitwisseling.bladen.rijversie import groepsversie
from kaart.uitwisseling.invoer.eigen.vergelijken import Soort
from kaart.uitwisseling.invoer.eigen.verwerken import draai_terug
from organisaties import models as m
from tests.bestanden import inhoud
from tests.fabrieken import LocatieFabriek
from tests.organisaties.test_uren_per_plek import DINSDAG, Stad, stad
from tests.uitwisseling.test_agenda import gebeurtenissen
from tests.uitwisseling.test_invoer import anders, doe, kijk, uitvoer, wie

assert stad

KOP = "Alleen op deze plek"


@pytest.fixture
def chef(als: Callable[[str], Client], stad: Stad) -> Client:
    """Sign in who keeps the city."""
    return als("coordinator")


def zet_plek(bytes_: bytes, plek: str, *, zonder_kolom: bool = False, uur: str = "") -> bytes:
    """Return the workbook in which the Monday has this place; `zonder_kolom`: as it was before there was one."""
    werkmap = openpyxl.load_workbook(io.BytesIO(bytes_))
    vel = werkmap["Openingstijden"]
    kop = {cel.value: cel.column for cel in vel[1]}
    rij = next(n for n in range(2, vel.max_row + 1) if vel.cell(n, kop["Weekdag"]).value == "maandag")
    vel.cell(rij, kop[KOP], plek)
    if uur:
        vel.cell(rij, kop["Van"], uur)
    if zonder_kolom:
        vel.delete_cols(kop[KOP])
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def test_de_eigen_uitvoer_noemt_de_plek_en_verandert_niets(chef: Client, stad: Stad) -> None:
    bytes_ = uitvoer(chef)
    vel = openpyxl.load_workbook(io.BytesIO(bytes_))["Openingstijden"]
    kolom = next(cel.column for cel in vel[1] if cel.value == KOP)
    plekken = [vel.cell(n, kolom).value for n in range(2, vel.max_row + 1)]
    assert sorted(filter(None, plekken)) == ["geheim", "geheim", "noord", "noord", "west"]
    uitkomst = kijk(bytes_)
    assert anders(uitkomst) == []
    assert not uitkomst.fouten


def test_een_plek_uit_een_blad_komt_op_de_kaart_en_gaat_terug(chef: Client, stad: Stad) -> None:
    gedaan = doe(zet_plek(uitvoer(chef), "west"))
    assert m.Openingstijd.objects.get(weekdag=1).locatie == stad.west
    assert m.Openingstijd.objects.count() == 6
    assert draai_terug(gebruiker=wie(), invoer=gedaan) == (1, 0)
    assert m.Openingstijd.objects.get(weekdag=1).locatie is None
    assert m.Openingstijd.objects.count() == 6


def test_een_plek_die_niet_van_het_aanbod_is_is_een_fout(chef: Client, stad: Stad) -> None:
    LocatieFabriek(kenmerk="elders")
    (fout,) = kijk(zet_plek(uitvoer(chef), "elders")).fouten
    assert "'elders' is geen plek van 'spreekuur'" in str(fout)


def test_een_bestand_van_voor_de_kolom_verandert_niets(chef: Client, stad: Stad) -> None:
    m.Openingstijd.objects.filter(locatie__isnull=False).delete()
    bytes_ = uitvoer(chef)
    assert anders(kijk(zet_plek(bytes_, "", zonder_kolom=True))) == []
    uitkomst = kijk(zet_plek(bytes_, "", zonder_kolom=True, uur="08:15"))
    assert anders(uitkomst) == [("Openingstijden", "gewijzigd", "spreekuur")]
    # Since then somebody gave hours to a place: the old file does not take it away unseen.
    m.Openingstijd.objects.create(aanbod=stad.aanbod, weekdag=3, locatie=stad.west)
    uitkomst = kijk(zet_plek(bytes_, "", zonder_kolom=True, uur="08:15"))
    assert [rij.soort for rij in uitkomst.rijen if rij.blad == "Openingstijden"] == [Soort.BOTSING]


def test_de_versie_van_een_oud_blad_geldt_nog() -> None:
    oud = {"aanbod": "a", "weekdag": "maandag"}
    assert groepsversie([oud]) == groepsversie([{**oud, "locatie": ""}])
    assert groepsversie([oud]) != groepsversie([{**oud, "locatie": "west"}])


@pytest.fixture
def kopie(tmp_path: Path, kaart: None) -> Path:
    """Give a copy of the opening data, and load it."""
    return Path(shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "kaart"))


def laad(map_: Path) -> None:
    call_command("laad_kaart", map_, stdout=io.StringIO())


def uren_in(map_: Path) -> list[dict[str, str]]:
    with (map_ / "openingstijden.csv").open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom))


def schrijf(map_: Path, rijen: list[dict[str, str]]) -> None:
    with (map_ / "openingstijden.csv").open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, list(dict.fromkeys(naam for rij in rijen for naam in rij)))
        schrijver.writeheader()
        schrijver.writerows(rijen)


def test_csv_met_en_zonder_de_kolom(kopie: Path) -> None:
    aanbod = m.Aanbod.objects.filter(openingstijden__isnull=False, locaties__isnull=False).order_by("pk").first()
    assert aanbod is not None
    plek = aanbod.locaties.order_by("pk").first()
    assert plek is not None
    zonder = uren_in(kopie)
    eerste = next(n for n, rij in enumerate(zonder) if rij["aanbod"] == aanbod.kenmerk)
    schrijf(kopie, [{**rij, "locatie": plek.kenmerk if n == eerste else ""} for n, rij in enumerate(zonder)])
    laad(kopie)
    aantal = m.Openingstijd.objects.count()
    assert m.Openingstijd.objects.get(locatie__isnull=False).locatie == plek
    schrijf(kopie, zonder)
    laad(kopie)
    assert m.Openingstijd.objects.get(locatie__isnull=False).locatie == plek, "a file of before says nothing of it"
    assert m.Openingstijd.objects.count() == aantal
    schrijf(kopie, [{**rij, "locatie": ""} for rij in zonder])
    laad(kopie)
    assert not m.Openingstijd.objects.filter(locatie__isnull=False).exists()
    vreemd = m.Locatie.objects.exclude(aanbod=aanbod).order_by("pk").first()
    assert vreemd is not None
    schrijf(kopie, [{**rij, "locatie": vreemd.kenmerk if n == eerste else ""} for n, rij in enumerate(zonder)])
    with pytest.raises(CommandError, match="geen plek van"):
        laad(kopie)


def test_een_bestand_haalt_geen_plek_weg_waar_nog_tijden_staan(kopie: Path) -> None:
    aanbod = m.Aanbod.objects.filter(locaties__isnull=False).order_by("pk").first()
    assert aanbod is not None
    erbij = m.Locatie.objects.exclude(aanbod=aanbod).order_by("pk").first()
    assert erbij is not None
    aanbod.locaties.add(erbij)
    m.Openingstijd.objects.create(aanbod=aanbod, weekdag=6, van=dt.time(10), locatie=erbij)
    (kopie / "openingstijden.csv").unlink()
    with pytest.raises(CommandError, match="er staan nog tijden voor"):
        laad(kopie)


def test_hsds_hangt_de_tijden_aan_de_plek(client: Client, stad: Stad) -> None:
    dienst = _dienst(json.loads(inhoud(client.get("/open-data/hsds.json"))))
    assert [rooster["description"] for rooster in dienst["schedules"]] == ["maandag, 10:00 tot 12:00"]
    per_plek = {
        plek["location"]["name"]: [rooster["description"] for rooster in plek.get("schedules", [])]
        for plek in dienst["service_at_locations"]
    }
    assert per_plek == {
        "Huis Noord": ["dinsdag, 09:00 tot 11:00", "dicht op 26 november 2026"],
        "Huis West": ["dinsdag, 14:00 tot 16:00"],
    }


def _dienst(document: Any) -> Any:
    diensten = document["contents"] if isinstance(document, dict) and "contents" in document else document
    diensten = diensten.get("services", diensten) if isinstance(diensten, dict) else diensten
    return next(een for een in diensten if een["name"] == "Spreekuur brieven")


def test_linked_data_zegt_de_uren_bij_de_plek(client: Client, stad: Stad) -> None:
    graaf = json.loads(inhoud(client.get("/open-data/alles.jsonld")))["@graph"]
    dienst = next(een for een in graaf if een.get("identifier") == "spreekuur")
    assert [uren["opens"] for uren in dienst["hoursAvailable"]] == ["10:00"]
    plekken = {kanaal["serviceLocation"]["name"]: kanaal["serviceLocation"] for kanaal in dienst["availableChannel"]}
    assert [uren["opens"] for uren in plekken["Huis Noord"]["openingHoursSpecification"]] == ["09:00"]
    assert [uren["opens"] for uren in plekken["Huis West"]["openingHoursSpecification"]] == ["14:00"]
    assert plekken["Huis West"]["containedInPlace"]["@id"].endswith("/locaties/west/")


def test_de_agenda_zegt_waar_het_is(client: Client, stad: Stad) -> None:
    m.Openingstijd.objects.create(
        aanbod=stad.aanbod, soort="dicht", geldig_van="2026-12-01", geldig_tot="2026-12-01", locatie=stad.noord
    )
    per_uur = {f"{een['DTSTART'].dt:%a %H:%M}": een for een in gebeurtenissen(client)}
    assert len(per_uur) == 3
    waar = {uur: str(een["LOCATION"]) for uur, een in per_uur.items()}
    assert waar["Tue 09:00"].startswith("Huis Noord")
    assert "Huis West" not in waar["Tue 09:00"]
    assert waar["Tue 14:00"].startswith("Huis West")
    assert "Huis Noord" in waar["Mon 10:00"]
    assert "Huis West" in waar["Mon 10:00"]
    assert "20261201" in per_uur["Tue 09:00"]["EXDATE"].to_ical().decode()
    assert "20261201" not in per_uur["Tue 14:00"].to_ical().decode()
    assert "bij Huis Noord" in str(per_uur["Mon 10:00"]["DESCRIPTION"])


@pytest.mark.parametrize("taal", ["nl", "ar"])
def test_het_briefje_noemt_de_plek_voor_de_tijden(client: Client, stad: Stad, taal: str) -> None:
    with time_machine.travel(DINSDAG, tick=False):
        tekst = inhoud(client.get(f"/aanbod/spreekuur/briefje/?taal={taal}")).decode()
    noord, uren = tekst.rindex(">Huis Noord<"), tekst.rindex("09:00–11:00")
    west, later = tekst.rindex(">Huis West<"), tekst.rindex("14:00–16:00")
    assert noord < uren < west < later
