"""Files that people take along: what is in them, who gets what, and what another program makes of them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kaart.uitwisseling.bladen import ter_lezing
from kaart.uitwisseling.bladen.kaart import AANBOD_BLAD
from kaart.uitwisseling.invoer.eigen.verwerken import beoordeel
from kaart.uitwisseling.models import Uitvoer
from organisaties.models import (
    Aanbod,
    Behoefte,
    Contactpersoon,
    Groepswoord,
    Locatie,
    Medewerker,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    Stadsdeel,
)
from organisaties.regels.keuzes import Zekerheid
from organisaties.regels.rollen import Rol
from tests.bestanden import alles_als_tekst, csv_rijen, inhoud, xlsx_cellen
from tests.conftest import ROLLEN
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker
from tests.omgeving.programmas import naar, naar_csv
from tests.organisaties.test_zichtbaarheid import SPOREN

VORMEN = ("xlsx", "ods", "csv-excel", "csv")


def kenmerken_op_scherm(client: Client, vraag: str) -> list[str]:
    """Return the results of a question as the pages show them."""
    kenmerken: list[str] = []
    for pagina in range(1, 100):
        tekst = client.get(f"/zoeken/?{vraag}&pagina={pagina}").content.decode()
        hoofd = tekst.split('id="niet-voor"')[0].split("Wel in de hele stad")[0]
        # What is nearest in other areas comes before the results, and is none of them.
        if "Het dichtst bij" in hoofd:
            begin, _, rest = hoofd.partition("Het dichtst bij")
            hoofd = begin + rest.partition('<p class="groepskop">Verder</p>')[2]
        kenmerken += re.findall(r'data-kenmerk="(.*?)"', hoofd)
        if 'rel="next"' not in tekst:
            return kenmerken
    raise AssertionError("no last page")


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker"])
@pytest.mark.parametrize("vraag", ["", "stadsdeel=oost&behoefte=taal", "q=eten", "q=fiets&stadsdeel=noord"])
def test_een_bestand_heeft_precies_de_resultaten_van_het_scherm_in_dezelfde_volgorde(
    als: Callable[[str], Client], kaart: None, rol: str, vraag: str
) -> None:
    client = als(rol)
    op_scherm = kenmerken_op_scherm(client, vraag)
    rijen = csv_rijen(inhoud(client.get(f"/zoeken/uitvoer/?{vraag}&vorm=csv")))
    assert [rij[0] for rij in rijen[1:]] == op_scherm


def test_een_gekozen_groep_geldt_wel_maar_staat_nergens_in_het_bestand(
    als: Callable[[str], Client], kaart: None
) -> None:
    client = als("opbouwwerker")
    zonder = inhoud(client.get("/zoeken/uitvoer/?vorm=xlsx"))
    client.post("/zoeken/open-voor/", {"open_voor": "ongedocumenteerden", "terug": "/zoeken/"})
    antwoord = client.get("/zoeken/uitvoer/?vorm=xlsx")
    met = inhoud(antwoord)
    assert [rij[0] for rij in xlsx_cellen(met)["Aanbod"][1:]] == kenmerken_op_scherm(client, "")
    assert len(xlsx_cellen(met)["Aanbod"]) < len(xlsx_cellen(zonder)["Aanbod"])
    # The name, the readme, the lists and the columns are those of any other file.
    assert "ongedocumenteerden" not in antwoord["Content-Disposition"]
    leesmij_met, leesmij_zonder = (dict(xlsx_cellen(b)["Leesmij"]) for b in (met, zonder))
    anders = {regel for regel in leesmij_met if leesmij_met[regel] != leesmij_zonder.get(regel)}
    assert anders <= {"Rijen in Aanbod", "Hoe vers?", "Gemaakt op"}
    assert leesmij_met.keys() == leesmij_zonder.keys()
    assert xlsx_cellen(met)["Lijsten"] == xlsx_cellen(zonder)["Lijsten"]
    assert xlsx_cellen(met)["Aanbod"][0] == xlsx_cellen(zonder)["Aanbod"][0]
    # Which group an offer is open to is in no results file at all: files wander.
    for categorie in Nieuwkomerscategorie.objects.all():
        assert categorie.slug not in str(xlsx_cellen(met)["Lijsten"]) + str(xlsx_cellen(met)["Leesmij"])


def test_zoekwoorden_staan_niet_in_het_bestand(als: Callable[[str], Client], db: None) -> None:
    veilig = BehoefteFabriek(slug="veiligheid", naam="Veilig thuis", neutraal=True)
    gewoon = BehoefteFabriek(slug="eten", naam="Eten en drinken")
    maak_aanbod(naam="Fietsclub", behoeften=[veilig, gewoon])
    bladen = xlsx_cellen(inhoud(als("opbouwwerker").get("/zoeken/uitvoer/?q=fietsclub&behoefte=eten")))
    assert len(bladen["Aanbod"]) == 2
    leesmij = str(bladen["Leesmij"])
    assert "Eten en drinken" in leesmij
    assert "Veilig thuis" not in leesmij
    assert "fietsclub" not in leesmij
    assert "opbouwwerker" in leesmij


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker"])
@pytest.mark.parametrize("vraag", ["q=huiselijk+geweld", "behoefte=veiligheid", "q=eten&behoefte=veiligheid-thuis"])
@pytest.mark.parametrize("vorm", VORMEN)
def test_een_vraag_over_veiligheid_geeft_geen_bestand_en_laat_niets_achter(
    als: Callable[[str], Client], kaart: None, rol: str, vraag: str, vorm: str
) -> None:
    antwoord = als(rol).get(f"/zoeken/uitvoer/?vorm={vorm}&{vraag}")
    assert antwoord.status_code == 404
    assert "Content-Disposition" not in antwoord
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["Referrer-Policy"] == "no-referrer"
    tekst = antwoord.content.decode()
    assert "Hier is geen bestand van" in tekst
    assert "geweld" not in tekst
    assert "eilig" not in tekst.split("<main")[1].split("</main")[0]


def test_het_werkblad_is_bedoeld_om_in_te_werken(als: Callable[[str], Client], kaart: None) -> None:
    Aanbod.objects.filter(kenmerk="stap-verder-keuken").update(geldig_tot="2027-01-31", groepsgrootte=8)
    werkmap = load_workbook(io.BytesIO(inhoud(als("coordinator").post("/werk/uitvoer/", {"vorm": "xlsx"}))))
    assert werkmap.sheetnames == [
        "Organisaties", "Locaties", "Aanbod", "Toegang", "Openingstijden", "Routes",
        ter_lezing.GROEPSWOORDEN, ter_lezing.OPEN_VRAGEN, ter_lezing.ROLLEN, ter_lezing.LIJNEN, "Lijsten", "Leesmij",
    ]  # fmt: skip
    blad = werkmap["Aanbod"]
    koppen = [cel.value for cel in blad[1]]
    assert blad.freeze_panes == "A2"
    assert blad.column_dimensions["A"].width > 10
    assert blad["A1"].font.bold
    rij = next(rij for rij in blad.iter_rows(min_row=2) if rij[0].value == "stap-verder-keuken")
    geldig_tot = rij[koppen.index("Geldig tot")]
    assert geldig_tot.is_date
    assert geldig_tot.value == datetime.datetime(2027, 1, 31)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert rij[koppen.index("Hoogstens tegelijk")].value == 8
    assert "|" in rij[koppen.index("Behoeften")].value
    lijsten = {cel.value: cel.column_letter for cel in werkmap["Lijsten"][1]}
    keuzes = {str(keuze.sqref): keuze for keuze in blad.data_validations.dataValidation}
    letter = blad.cell(1, koppen.index("Soort") + 1).column_letter
    keuze = keuzes[f"{letter}2:{letter}1048576"]
    soort = lijsten["Aanbod: Soort"]
    assert keuze.type == "list"
    assert keuze.formula1 == f"Lijsten!${soort}$2:${soort}$9"
    assert [werkmap["Lijsten"][f"{soort}{nummer}"].value for nummer in (2, 9)] == ["spreekuur", "ontmoeting"]
    organisatie = blad.cell(1, koppen.index("Organisatie") + 1).column_letter
    assert keuzes[f"{organisatie}2:{organisatie}1048576"].formula1 == "Organisaties!$A$2:$A$1048576"


def test_csv_is_er_voor_excel_en_gewoon(als: Callable[[str], Client], kaart: None) -> None:
    Locatie.objects.filter(kenmerk="stap-verder-plek").update(lat="52.312345", lon="4.95")
    client = als("bezoeker")
    voor_excel = inhoud(client.get("/zoeken/uitvoer/?vorm=csv-excel"))
    gewoon = inhoud(client.get("/zoeken/uitvoer/?vorm=csv"))
    assert voor_excel.startswith(b"\xef\xbb\xbfKenmerk;")
    assert gewoon.startswith(b"Kenmerk,")
    assert csv_rijen(voor_excel, ";") == csv_rijen(gewoon)
    with zipfile.ZipFile(
        io.BytesIO(inhoud(als("coordinator").post("/werk/uitvoer/", {"vorm": "csv-excel"})))
    ) as pakket:
        assert "toegang.csv" in pakket.namelist()
        locaties = csv_rijen(pakket.read("locaties.csv"), ";")
    plek = dict(zip(locaties[0], next(rij for rij in locaties if rij[0] == "stap-verder-plek"), strict=True))
    assert plek["Breedtegraad (lat)"] == "52,312345"


def test_een_bestandsnaam_zegt_alleen_wat_en_wanneer(als: Callable[[str], Client], kaart: None) -> None:
    antwoord = als("bezoeker").get("/zoeken/uitvoer/?q=geheim&behoefte=eten&vorm=csv")
    assert re.search(r'filename="wegwijs-aanbod-\d{4}-\d\d-\d\d\.csv"', antwoord["Content-Disposition"])


# --- What somebody may not see.


@pytest.mark.parametrize("rol", ["bezoeker", "aanbieder"])
@pytest.mark.parametrize("vorm", VORMEN)
def test_wie_geen_professional_is_vindt_in_geen_bestand_wat_voor_professionals_is(
    als: Callable[[str], Client], kaart: None, rol: str, vorm: str
) -> None:
    tekst = alles_als_tekst(inhoud(als(rol).get(f"/zoeken/uitvoer/?vorm={vorm}")))
    assert "stap-verder-keuken" in tekst
    for model in (Aanbod, Organisatie):
        for kenmerk, naam in model.objects.filter(zichtbaarheid="professionals").values_list("kenmerk", "naam"):
            # As a word: the key of one is the beginning of 'zondag'.
            assert not re.search(rf"(?<![\w-]){kenmerk}(?![\w-])", tekst), kenmerk
            assert naam not in tekst
    intern = [t for t in Aanbod.objects.values_list("let_op", flat=True) if len(t) > 20]
    # A source that says no more than what a letter in the lists means.
    intern += [t for t in Aanbod.objects.values_list("bron", flat=True) if len(t) > 8 and t not in Zekerheid.labels]
    # Where the hours come from may be said to everybody, in the same words.
    openbaar = {t for t in Openingstijd.objects.values_list("toelichting", flat=True) if t}
    for geheim in set(intern) - openbaar:
        assert geheim not in tekst
    assert not SPOREN.search(tekst)
    for categorie in Nieuwkomerscategorie.objects.filter(gevoelig=True):
        assert categorie.slug not in tekst


@pytest.mark.parametrize("vorm", VORMEN)
def test_een_plek_op_navraag_staat_in_geen_bestand_voor_een_bezoeker(
    als: Callable[[str], Client], db: None, vorm: str
) -> None:
    plek = LocatieFabriek(kenmerk="geheime-plek", naam="Geheime plek", straat="Verborgenstraat")
    aanbod = maak_aanbod(naam="Koor", zichtbaarheid="naam-openbaar", tijden="di avond", locaties=[plek])
    aanbod.openingstijden.create(weekdag=2, van="19:17")
    adres = f"/zoeken/uitvoer/?vorm={vorm}"
    voor_bezoeker = alles_als_tekst(inhoud(als("bezoeker").get(adres)))
    assert "Koor" in voor_bezoeker
    for geheim in ("geheime-plek", "Geheime plek", "Verborgenstraat", "di avond", "19:17"):
        assert geheim not in voor_bezoeker
    assert "Verborgenstraat" in alles_als_tekst(inhoud(als("opbouwwerker").get(adres)))


@pytest.mark.parametrize("rol", [rol for rol in ROLLEN if rol != "coordinator"])
def test_alleen_een_coordinator_neemt_de_hele_kaart_mee(als: Callable[[str], Client], kaart: None, rol: str) -> None:
    antwoord = als(rol).post("/werk/uitvoer/", {"vorm": "xlsx", "contacten": "on"})
    assert antwoord.status_code == 403
    assert Uitvoer.objects.count() == 0


def test_contactpersonen_gaan_alleen_met_opzet_mee_en_dat_is_genoteerd(als: Callable[[str], Client], db: None) -> None:
    organisatie = OrganisatieFabriek(naam="Stichting")
    organisatie.contactpersonen.create(rol="coördinator", naam="Een Naam", toestemming_op="2026-01-01")
    organisatie.contactpersonen.create(
        rol="kok", naam="Oude Naam", telefoon="oud", toestemming_op="2020-01-01", geldig_tot="2020-12-31"
    )
    client = als("coordinator")
    client.get("/werk/uitvoer/")
    assert Uitvoer.objects.count() == 0
    zonder = inhoud(client.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    assert "Contactpersonen" not in xlsx_cellen(zonder)
    assert "Een Naam" not in alles_als_tekst(zonder)
    met = xlsx_cellen(inhoud(client.post("/werk/uitvoer/", {"vorm": "xlsx", "contacten": "on"})))["Contactpersonen"]
    assert [rij[2:4] for rij in met[1:]] == [["coördinator", "Een Naam"], ["kok", None]]
    assert "oud" not in str(met)
    noot = Uitvoer.objects.first()
    assert noot is not None
    assert (noot.rol, noot.vorm, noot.contacten) == ("coördinator", "xlsx", True)
    assert Uitvoer.objects.filter(contacten=False).count() == 1
    assert "mee" in client.get("/werk/uitvoer/").content.decode()


def test_de_hele_kaart_heeft_ook_wat_ernaast_staat_en_dat_komt_niet_terug(
    als: Callable[[str], Client], kaart: None
) -> None:
    client = als("coordinator")
    oost = Stadsdeel.objects.get(slug="oost")
    oost.gaten.create(kenmerk="gat-zang", vraag="=Wie zingt er in Oost?")
    oost.lijnen.get_or_create(onderwerp="matchtafels", defaults={"waarde": "ja"})
    Groepswoord.objects.create(woord="net binnen", categorie=Nieuwkomerscategorie.objects.first())
    OrganisatieFabriek(naam="Zangclub").rollen.create(rol="dirigent", wat="Weet wie er zingt.")
    bytes_ = inhoud(client.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    bladen = xlsx_cellen(bytes_)
    for titel, gezocht in {
        "Open vragen": ["'=Wie zingt er in Oost?", "Oost"],
        "Lijnen per stadsdeel": ["Oost", "Matchtafels"],
        "Rollen": ["dirigent", "Zangclub"],
        "Woorden voor een groep": ["net binnen"],
    }.items():
        assert any(rij[: len(gezocht)] == gezocht for rij in bladen[titel]), titel
    _, uitkomst = beoordeel(bytes_, "kaart.xlsx", Medewerker.objects.get(username="coordinator"))
    assert [zin for zin in uitkomst.opmerkingen if "herkennen" in zin] == []
    assert not uitkomst.fouten


def test_een_onbekende_vorm_wordt_gezegd_en_niet_genoteerd(als: Callable[[str], Client], db: None) -> None:
    antwoord = als("coordinator").post("/werk/uitvoer/", {"vorm": "pdf"})
    assert antwoord.status_code == 200
    assert "Het bestand is niet gemaakt" in antwoord.content.decode()
    assert Uitvoer.objects.count() == 0


# --- What another program makes of it.

GEVAARLIJK = {
    "is": "=1+1",
    "plus": "+31 20 123",
    "min": "-1+1",
    "apestaart": "@SUM(1;1)",
    "tab": "\t=1+1",
    "opdracht": '=HYPERLINK("http://voorbeeld.example";"klik")',
    "dde": "=cmd|' /C calc'!A0",
    "apostrof": "'=1+1",
    "regels": "regel een\n=1+1",
    "witruimte": " begint  met   spaties ",
    "fout": "#N/B",
    "fout-engels": "#REF!",
    "haakjes": '"aangehaald"; en <b>&amp;</b>',
}


@pytest.fixture
def gevaarlijke_kaart(db: None) -> dict[str, str]:
    """Make a kaart with a text in each offer that a spreadsheet program might stumble over, by kenmerk."""
    for kenmerk, tekst in GEVAARLIJK.items():
        maak_aanbod(kenmerk=kenmerk, naam=tekst, omschrijving=tekst)
    return GEVAARLIJK


def als_getoond(tekst: str) -> str:
    """Return what a cell shows of a text that must not be a formula."""
    kaal = tekst.replace("\t", " ")
    return f"'{kaal}" if kaal.lstrip("'").lstrip()[:1] in tuple("=+-@") else kaal


@pytest.mark.parametrize("vorm", ["csv", "csv-excel"])
def test_geen_cel_in_een_csv_begint_als_een_formule(
    client: Client, gevaarlijke_kaart: dict[str, str], vorm: str
) -> None:
    rijen = csv_rijen(inhoud(client.get(f"/zoeken/uitvoer/?vorm={vorm}")), ";" if vorm == "csv-excel" else ",")
    namen = {rij[0]: rij[rijen[0].index("Naam")] for rij in rijen[1:]}
    assert namen == {kenmerk: als_getoond(tekst) for kenmerk, tekst in gevaarlijke_kaart.items()}
    assert not [cel for rij in rijen for cel in rij if cel[:1] in tuple("=+-@\t\r")]


def test_een_xlsx_heeft_geen_enkele_formule(client: Client, gevaarlijke_kaart: dict[str, str]) -> None:
    werkmap = load_workbook(io.BytesIO(inhoud(client.get("/zoeken/uitvoer/?vorm=xlsx"))))
    soorten = {cel.data_type for blad in werkmap for rij in blad.iter_rows() for cel in rij}
    assert soorten <= {"s", "n", "d", "inlineStr"}


@pytest.mark.programma("soffice")
@pytest.mark.parametrize("vorm", ["xlsx", "ods"])
def test_libreoffice_toont_dezelfde_cellen_en_rekent_niets_uit(
    client: Client, gevaarlijke_kaart: dict[str, str], tmp_path: Path, vorm: str
) -> None:
    bestand = tmp_path / f"kaart.{vorm}"
    bestand.write_bytes(inhoud(client.get(f"/zoeken/uitvoer/?vorm={vorm}")))
    rijen = csv_rijen(naar_csv(bestand, tmp_path)["Aanbod"].read_bytes())
    kolom = rijen[0].index("Omschrijving")
    getoond = {rij[0]: rij[kolom] for rij in rijen[1:] if rij[0]}
    assert getoond == {kenmerk: als_getoond(tekst) for kenmerk, tekst in gevaarlijke_kaart.items()}


@pytest.mark.programma("soffice")
@pytest.mark.parametrize("vorm", ["xlsx", "ods"])
def test_libreoffice_leest_de_hele_kaart_cel_voor_cel_zoals_onze_csv(
    als: Callable[[str], Client], kaart: None, tmp_path: Path, vorm: str
) -> None:
    Aanbod.objects.filter(kenmerk="stap-verder-keuken").update(geldig_tot="2027-01-31", groepsgrootte=8)
    Locatie.objects.filter(kenmerk="stap-verder-plek").update(lat="52.312345", lon="4.95")
    Behoefte.objects.filter(slug="eten").update(synoniemen="een|twee")
    client = als("coordinator")
    bestand = tmp_path / f"kaart.{vorm}"
    bestand.write_bytes(inhoud(client.post("/werk/uitvoer/", {"vorm": vorm})))
    uit_libreoffice = naar_csv(bestand, tmp_path)
    with zipfile.ZipFile(io.BytesIO(inhoud(client.post("/werk/uitvoer/", {"vorm": "csv"})))) as pakket:
        for naam in pakket.namelist():
            if naam == "leesmij.csv":
                continue
            gelezen = csv_rijen(uit_libreoffice[naam.removesuffix(".csv").capitalize()].read_bytes())
            assert [rij for rij in gelezen if any(rij)] == csv_rijen(pakket.read(naam)), naam


@pytest.mark.programma("soffice")
@pytest.mark.parametrize("vorm", ["xlsx", "ods"])
def test_libreoffice_kent_de_keuzelijsten(als: Callable[[str], Client], kaart: None, tmp_path: Path, vorm: str) -> None:
    bestand = tmp_path / f"kaart.{vorm}"
    bestand.write_bytes(inhoud(als("coordinator").post("/werk/uitvoer/", {"vorm": vorm})))
    # What LibreOffice itself makes of it; of an xlsx by way of ods, or it might hand on what it did not read.
    tussen = naar("ods", bestand, tmp_path) if vorm == "xlsx" else bestand
    keuzes = load_workbook(naar("xlsx", tussen, tmp_path))["Aanbod"].data_validations.dataValidation
    lijsten = {str(keuze.formula1).split("!")[0].strip("'$") for keuze in keuzes if keuze.type == "list"}
    assert lijsten == {"Lijsten", "Organisaties"}


def test_een_ods_houdt_de_kop_in_beeld(als: Callable[[str], Client], kaart: None) -> None:
    with zipfile.ZipFile(io.BytesIO(inhoud(als("bezoeker").get("/zoeken/uitvoer/?vorm=ods")))) as pakket:
        assert pakket.namelist()[0] == "mimetype"
        assert b'config:name="VerticalSplitPosition" config:type="int">1<' in pakket.read("settings.xml")


# --- How many questions it asks of the database.


@pytest.mark.parametrize("vorm", VORMEN)
def test_een_bestand_vraagt_voor_meer_rijen_niet_meer(
    als: Callable[[str], Client], db: None, django_assert_num_queries: Any, vorm: str
) -> None:
    def aantal() -> int:
        with CaptureQueriesContext(connection) as vragen:
            inhoud(client.get(f"/zoeken/uitvoer/?vorm={vorm}"))
            inhoud(client.post("/werk/uitvoer/", {"vorm": vorm, "contacten": "on"}))
        return len(vragen)

    client = als("coordinator")
    per_aantal = []
    for tot in (2, 22):
        while Aanbod.objects.count() < tot:
            plek = LocatieFabriek()
            aanbod = maak_aanbod(organisatie=plek.organisatie, locaties=[plek], behoeften=[BehoefteFabriek()])
            aanbod.openingstijden.create(weekdag=1, van="09:00", tot="10:00")
            Contactpersoon.objects.create(organisatie=plek.organisatie, rol="coördinator")
        inhoud(client.get("/zoeken/uitvoer/?vorm=csv"))
        per_aantal.append(aantal())
    assert per_aantal[0] == per_aantal[1]


def test_de_beschrijving_noemt_nergens_een_groep() -> None:
    assert not [kolom.kop for kolom in AANBOD_BLAD.kolommen if "groep" in kolom.kop and "doelgroep" not in kolom.kop]


def test_een_aanbieder_krijgt_van_zijn_eigen_dichte_ingang_wel_een_rij(db: None) -> None:
    eigen, ander = maak_aanbod(zichtbaarheid="professionals"), maak_aanbod(zichtbaarheid="professionals")
    aanbieder = maak_medewerker(Rol.AANBIEDER)
    aanbieder.organisaties.add(eigen.organisatie)
    client = Client()
    client.force_login(aanbieder)
    antwoord: HttpResponse = client.get("/zoeken/uitvoer/?vorm=csv")  # type: ignore[assignment]
    assert ander.kenmerk not in inhoud(antwoord).decode()
