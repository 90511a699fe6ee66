"""Open data: what is public and nothing else, in words that other programs know."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from referencing import Registry, Resource

from kaart.uitwisseling.opendata.hsds.tabellen import TABELLEN
from kaart.uitwisseling.opendata.hsds.vertaling import sleutel
from organisaties.models import Aanbod, Behoefte, Locatie, Nieuwkomerscategorie, Organisatie, Toegang
from tests.bestanden import alles_als_tekst, inhoud
from tests.fabrieken import CategorieFabriek, LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod
from tests.omgeving.programmas import draai
from tests.organisaties.test_zichtbaarheid import SPOREN

HSDS = settings.BASE_DIR.parent / "shared" / "hsds"
if not HSDS.exists():
    HSDS = settings.BASE_DIR.parent.parent / "shared" / "hsds"

BESTANDEN = (
    "/open-data/organisaties.csv", "/open-data/locaties.csv", "/open-data/aanbod.csv",
    "/open-data/openingstijden.csv", "/open-data/plekken.geojson", "/open-data/alles.jsonld", "/open-data/hsds.json",
    "/open-data/hsds.zip", "/hsds/services?full=true&per_page=200", "/hsds/services?format=ndjson", "/agenda.ics",
)  # fmt: skip


def haal(client: Client, adres: str) -> bytes:
    """Return what an address gives."""
    antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    return inhoud(antwoord)


def haal_json(client: Client, adres: str) -> Any:
    """Return what an address gives, as JSON."""
    return json.loads(haal(client, adres))


# --- What may be in it.


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker", "coordinator"])
@pytest.mark.parametrize("adres", BESTANDEN)
def test_open_data_is_voor_iedereen_dat_van_een_bezoeker(
    als: Callable[[str], Client], kaart: None, rol: str, adres: str
) -> None:
    tekst = alles_als_tekst(haal(als(rol), adres))
    geheim: set[str] = set()
    for model in (Aanbod, Organisatie):
        dicht = model.objects.filter(zichtbaarheid="professionals")
        geheim |= {deel for rij in dicht.values_list("kenmerk", "naam") for deel in rij}
    geheim |= {f'"{naam}"' for naam in Locatie.objects.filter(zichtbaarheid="professionals").values_list("naam")}
    intern = [t for t in Aanbod.objects.values_list("let_op", flat=True) if len(t) > 20]
    intern += [t for t in Organisatie.objects.values_list("opmerking", flat=True) if len(t) > 20]
    for woord in (*geheim, *intern):
        # As a word: the key of one is the beginning of 'zondag'.
        assert not re.search(rf"(?<![\w-]){re.escape(woord)}(?![\w-])", tekst), woord
    assert not SPOREN.search(tekst)
    for categorie in Nieuwkomerscategorie.objects.filter(gevoelig=True):
        assert categorie.slug not in tekst
        assert categorie.naam not in tekst


@pytest.mark.parametrize("adres", BESTANDEN)
def test_geen_open_data_zegt_voor_wie_iets_open_is(client: Client, db: None, adres: str) -> None:
    # Not even what is not sensitive by itself: 'not for these four' is a list of what is for the fifth.
    aanbod = maak_aanbod(naam="Inloop", soort="inloop")
    aanbod.openingstijden.create(weekdag=1, van="10:00")
    zonder = alles_als_tekst(haal(client, adres))
    categorie = CategorieFabriek(slug="nieuwe-buren", naam="Nieuwe buren")
    Toegang.objects.create(aanbod=aanbod, categorie=categorie, waarde="niet", toelichting="Alleen oude buren")
    met = alles_als_tekst(haal(client, adres))
    assert "buren" not in met.lower()
    assert met == zonder


@pytest.mark.parametrize("adres", BESTANDEN)
def test_een_plek_op_navraag_staat_niet_in_open_data(client: Client, db: None, adres: str) -> None:
    plek = LocatieFabriek(
        kenmerk="geheime-plek", naam="Geheime plek", straat="Verborgenstraat", lat="52.12345", lon="4.9"
    )
    Locatie.objects.update(zichtbaarheid="professionals")
    aanbod = maak_aanbod(
        naam="Koor",
        soort="activiteit",
        zichtbaarheid="naam-openbaar",
        tijden="di avond",
        locaties=[plek],
        organisatie=OrganisatieFabriek(telefoon="020 000 0000", zichtbaarheid="naam-openbaar"),
    )
    aanbod.openingstijden.create(weekdag=2, van="19:17")
    tekst = alles_als_tekst(haal(client, adres))
    for geheim in (
        "geheime-plek",
        "Geheime plek",
        "Verborgenstraat",
        "di avond",
        "19:17",
        "T191700",
        "020 000",
        "52.12345",
    ):
        assert geheim not in tekst
    assert sleutel("location", "geheime-plek") not in tekst


def test_de_pagina_noemt_licentie_datum_en_versheid(client: Client, kaart: None) -> None:
    tekst = client.get("/open-data/").content.decode()
    for woord in ("CC BY 4.0", "Bijgewerkt op", "Nog nooit gecontroleerd", "hsds.zip", "agenda.ics?stadsdeel=oost"):
        assert woord in tekst


# --- Unchanged is said without making it again.


@pytest.mark.parametrize("adres", [adres for adres in BESTANDEN if adres != "/agenda.ics"] + ["/agenda.ics"])
def test_wie_het_al_heeft_krijgt_het_niet_nog_eens(client: Client, db: None, adres: str) -> None:
    aanbod = maak_aanbod(soort="spreekuur")
    eerst = client.get(adres)
    inhoud(eerst)
    weer = client.get(adres, headers={"if-none-match": eerst["ETag"]})
    assert weer.status_code == 304
    assert "no-cache" in eerst["Cache-Control"]
    assert eerst["Access-Control-Allow-Origin"] == "*"
    aanbod.delete()
    daarna = client.get(adres, headers={"if-none-match": eerst["ETag"]})
    assert daarna.status_code == 200
    assert aanbod.naam not in alles_als_tekst(inhoud(daarna))


# --- GeoJSON.


def test_geojson_heeft_een_punt_waar_een_plek_coordinaten_heeft_en_anders_geen(client: Client, db: None) -> None:
    LocatieFabriek(kenmerk="met", lat="52.353000", lon="4.881600")
    LocatieFabriek(kenmerk="zonder")
    plekken = {plek["id"]: plek["geometry"] for plek in haal_json(client, "/open-data/plekken.geojson")["features"]}
    assert plekken == {"met": {"type": "Point", "coordinates": [4.8816, 52.353]}, "zonder": None}


@pytest.mark.programma("ogrinfo")
def test_gdal_leest_de_geojson(client: Client, kaart: None, tmp_path: Path) -> None:
    bestand = tmp_path / "plekken.geojson"
    bestand.write_bytes(haal(client, "/open-data/plekken.geojson"))
    uit = draai(["ogrinfo", "-al", "-so", str(bestand)])
    aantal = len(haal_json(client, "/open-data/plekken.geojson")["features"])
    assert f"Feature Count: {aantal}" in uit
    assert "Geometry: Point" in uit
    assert "stadsdeel: String" in uit
    ene = draai(["ogrinfo", "-al", str(bestand), "-where", "kenmerk = 'buurthuis-lydia-plek'"])
    assert "POINT (4.8816 52.353)" in ene


# --- JSON-LD.


def test_json_ld_verwijst_alleen_naar_wat_er_in_staat(client: Client, kaart: None) -> None:
    document = haal_json(client, "/open-data/alles.jsonld")
    assert document["@context"] == "https://schema.org"
    knopen = {knoop["@id"]: knoop for knoop in document["@graph"]}
    assert len(knopen) == len(document["@graph"])
    assert {knoop["@type"] for knoop in knopen.values()} == {"Dataset", "Organization", "Place", "Service"}
    diensten = [knoop for knoop in knopen.values() if knoop["@type"] == "Service"]
    assert diensten
    for dienst in diensten:
        assert dienst["provider"]["@id"] in knopen
        for kanaal in dienst["availableChannel"]:
            assert "serviceLocation" not in kanaal or kanaal["serviceLocation"]["@id"] in knopen


def test_json_ld_zegt_welke_dagen_het_dicht_of_anders_open_is(client: Client, db: None) -> None:
    aanbod = maak_aanbod(kenmerk="koor")
    vandaag = timezone.localdate()
    over = {n: vandaag + datetime.timedelta(days=n) for n in (-9, -8, 5, 9, 12)}
    aanbod.openingstijden.create(soort="dicht", geldig_van=over[-9], geldig_tot=over[-8])
    aanbod.openingstijden.create(soort="dicht", geldig_van=over[5], geldig_tot=over[9], toelichting="zomerstop")
    aanbod.openingstijden.create(soort="anders", geldig_van=over[12], geldig_tot=over[12], van="10:00", tot="12:00")
    aanbod.openingstijden.create(soort="anders", geldig_van=over[9], geldig_tot=over[9])
    (dienst,) = (
        knoop
        for knoop in haal_json(client, "/open-data/alles.jsonld")["@graph"]
        if knoop["@type"] == "Service" and knoop["identifier"] == "koor"
    )
    gezegd = [
        (uren["validFrom"], uren["validThrough"], uren["opens"], uren["closes"])
        for uren in dienst["specialOpeningHoursSpecification"]
    ]
    assert gezegd == [
        (over[5].isoformat(), over[9].isoformat(), "00:00", "00:00"),
        (over[12].isoformat(), over[12].isoformat(), "10:00", "12:00"),
    ]


# --- HSDS.


@pytest.fixture
def schemas() -> Callable[[str], jsonschema.Draft202012Validator]:
    """Give the validator of an Open Referral schema, strict about properties it does not know."""
    map_ = HSDS / "schema"
    if not map_.exists():
        pytest.skip("the schemas of Open Referral are not beside this checkout")
    documenten = {pad.name: json.loads(pad.read_text()) for pad in map_.glob("*.json") if pad.name != "openapi.json"}
    for document in documenten.values():
        document.setdefault("$schema", "https://json-schema.org/draft/2020-12/schema")
        document["additionalProperties"] = False
    bronnen = [(naam, Resource.from_contents(document)) for naam, document in documenten.items()]
    bronnen += [(d["$id"], Resource.from_contents(d)) for d in documenten.values() if "$id" in d]
    # One reference is relative to the folder the schemas are published in.
    bronnen += [
        (d["$id"].rsplit("/", 1)[0] + f"/{naam}", Resource.from_contents(documenten[naam]))
        for d in documenten.values()
        if "$id" in d
        for naam in documenten
    ]
    register: Registry[Any] = Registry().with_resources(bronnen)

    def maak(naam: str) -> jsonschema.Draft202012Validator:
        return jsonschema.Draft202012Validator(
            documenten[f"{naam}.json"],
            registry=register,
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )

    return maak


@pytest.fixture
def rijke_kaart(kaart: None) -> None:
    """Make the opening data use everything that HSDS has a word for."""
    Aanbod.objects.filter(kenmerk="stap-verder-keuken").update(
        wachttijd="twee weken", pauze_vanaf="2020-01-01", pauze_reden="Verbouwing", kosten="bijdrage", bsn="ja",
        documenten="paspoort|brief", gecontroleerd_op="2026-01-01", eerst_overleggen=True,
    )  # fmt: skip
    Organisatie.objects.filter(kenmerk="stap-verder").update(
        telefoon="+31 20 000 0000", email="post@voorbeeld.example", contact_rol="coördinator"
    )
    Locatie.objects.filter(kenmerk="stap-verder-plek").update(
        straat="Proefstraat", huisnummer="1", postcode="1018 DP", lat="52.3", lon="4.9", rolstoel="ja"
    )
    aanbod = Aanbod.objects.get(kenmerk="stap-verder-keuken")
    aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00", week_van_maand=5, geldig_tot="2030-01-01")
    aanbod.openingstijden.create(weekdag=3, van="10:00", tot="00:00", elke_weken=2, begin=datetime.date(2026, 1, 7))


def test_hsds_json_klopt_volgens_open_referral_zelf(
    client: Client, rijke_kaart: None, schemas: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    document = haal_json(client, "/open-data/hsds.json")
    assert document["total_items"] == len(document["contents"]) == document["size"] > 100
    toets = schemas("service")
    fouten = [(dienst["name"], fout.message) for dienst in document["contents"] for fout in toets.iter_errors(dienst)]
    assert fouten == []
    keuken = next(dienst for dienst in document["contents"] if dienst["name"].startswith("Zelf koken"))
    assert keuken["status"] == "temporarily closed"
    assert keuken["service_at_locations"][0]["location"]["addresses"][0]["state_province"] == "Noord-Holland"
    assert {rooster.get("byday") for rooster in keuken["schedules"]} >= {"-1TU", "WE"}
    assert not any("timezone" in rooster for rooster in keuken["schedules"])


def test_elk_begrip_in_hsds_json_klopt_ook_apart(
    client: Client, rijke_kaart: None, schemas: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    for dienst in haal_json(client, "/open-data/hsds.json")["contents"]:
        schemas("organization").validate(dienst["organization"])
        for plek in dienst.get("service_at_locations", []):
            schemas("service_at_location").validate(plek)
            schemas("location").validate(plek["location"])


def test_het_tabellenpakket_klopt_met_zijn_beschrijving_en_met_open_referral(
    client: Client, rijke_kaart: None, schemas: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    with zipfile.ZipFile(io.BytesIO(haal(client, "/open-data/hsds.zip"))) as pakket:
        beschrijving = json.loads(pakket.read("datapackage.json"))
        officieel = {bron["name"]: bron for bron in json.loads((HSDS / "datapackage.json").read_text())["resources"]}
        rijen: dict[str, list[dict[str, str]]] = {}
        for bron in beschrijving["resources"]:
            rijen[bron["name"]] = list(csv.DictReader(io.StringIO(pakket.read(bron["path"]).decode(), newline="")))
            assert bron["path"] == officieel[bron["name"]]["path"]
            bekend = {veld["name"] for veld in officieel[bron["name"]]["schema"]["fields"]}
            assert {veld["name"] for veld in bron["schema"]["fields"]} <= bekend
        assert {bron["path"] for bron in beschrijving["resources"]} | {"datapackage.json"} == set(pakket.namelist())
    sleutels = {naam: {rij["id"] for rij in van} for naam, van in rijen.items()}
    for bron in beschrijving["resources"]:
        naam = bron["name"]
        assert len(sleutels[naam]) == len(rijen[naam]) > 0, naam
        getallen = {veld["name"] for veld in bron["schema"]["fields"] if veld["type"] == "number"}
        verplicht = [veld["name"] for veld in bron["schema"]["fields"] if veld.get("constraints", {}).get("required")]
        assert set(schemas(naam).schema.get("tabular_required", [])) <= set(verplicht), naam
        for rij in rijen[naam]:
            assert all(rij[veld] for veld in verplicht), (naam, rij)
            schemas(naam).validate(
                {veld: float(waarde) if veld in getallen else waarde for veld, waarde in rij.items() if waarde}
            )
            for verwijzing in bron["schema"]["foreignKeys"]:
                waarde = rij[verwijzing["fields"]]
                assert not waarde or waarde in sleutels[verwijzing["reference"]["resource"]], (naam, verwijzing)
    assert {rij["link_id"] for rij in rijen["attribute"]} <= sleutels["service"]
    assert len(rijen["organization"]) > len({rij["organization_id"] for rij in rijen["service"]})


def test_een_telefoonnummer_blijft_een_nummer_en_een_formule_wordt_er_geen(client: Client, db: None) -> None:
    organisatie = OrganisatieFabriek(naam="=1+1", telefoon="+31 20 000 0000")
    maak_aanbod(naam="@SUM(1)", organisatie=organisatie)
    with zipfile.ZipFile(io.BytesIO(haal(client, "/open-data/hsds.zip"))) as pakket:
        assert "+31 20 000 0000" in pakket.read("phones.csv").decode()
        assert "'=1+1" in pakket.read("organizations.csv").decode()
        assert ",'@SUM(1)," in pakket.read("services.csv").decode()
    for adres in ("/open-data/organisaties.csv", "/open-data/aanbod.csv"):
        rijen = csv.reader(io.StringIO(haal(client, adres).decode()))
        assert not [cel for rij in rijen for cel in rij if cel[:1] in tuple("=+-@\t\r")]


def test_een_sleutel_blijft_dezelfde_en_hoort_bij_het_kenmerk() -> None:
    assert sleutel("service", "taalcafe-west") == sleutel("service", "taalcafe-west")
    assert uuid.UUID(sleutel("service", "taalcafe-west")).version == 5
    assert sleutel("service", "taalcafe-west") != sleutel("organization", "taalcafe-west")
    # Others keep these: another one for the same offer would make it another offer.
    assert sleutel("service", "taalcafe-west") == "156ad429-243b-5f82-a5f9-3556381a4ce9"


def test_elke_tabel_van_het_pakket_komt_ook_uit_een_document(client: Client, rijke_kaart: None) -> None:
    with zipfile.ZipFile(io.BytesIO(haal(client, "/open-data/hsds.zip"))) as pakket:
        leeg = [naam for naam, vorm in TABELLEN.items() if pakket.read(vorm.bestand).count(b"\n") < 2]
    assert leeg == []


# --- The HSDS API.


def test_de_api_geeft_bladzijden_waarmee_men_bij_alles_komt(
    client: Client, kaart: None, schemas: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    begin = haal_json(client, "/hsds/")
    assert begin["version"] == "3.1"
    assert begin["openapi_url"].endswith("/hsds/openapi.json")
    assert set(haal_json(client, "/hsds/openapi.json")["paths"]) == {"/", "/services", "/services/{id}"}
    gezien = []
    nummer, laatste = 1, False
    while not laatste:
        blad = haal_json(client, f"/hsds/services?page={nummer}&per_page=40")
        assert blad["size"] == len(blad["contents"])
        assert (blad["page_number"], blad["first_page"], blad["empty"]) == (nummer, nummer == 1, False)
        gezien += [dienst["id"] for dienst in blad["contents"]]
        nummer, laatste = nummer + 1, blad["last_page"]
    assert len(gezien) == len(set(gezien)) == blad["total_items"]
    for pk in (gezien[0], gezien[-1]):
        schemas("service").validate(haal_json(client, f"/hsds/services/{pk}"))
    voorbij = haal_json(client, "/hsds/services?page=999")
    assert (voorbij["empty"], voorbij["contents"], voorbij["last_page"]) == (True, [], True)


def test_de_api_laat_kiezen(client: Client, kaart: None) -> None:
    def aantal(vraag: str) -> int:
        return int(haal_json(client, f"/hsds/services?{vraag}")["total_items"])

    alles = aantal("")
    eten = sleutel("taxonomy_term", "behoefte", "eten-warme-maaltijd")
    organisatie = sleutel("organization", "stap-verder")
    assert 0 < aantal(f"organization_id={organisatie}") < alles
    assert 0 < aantal(f"taxonomy_term_id={eten}") < alles
    assert aantal(f"taxonomy_id={sleutel('taxonomy', 'soort')}") == alles
    assert aantal(f"taxonomy_term_id={eten}&organization_id={organisatie}") <= aantal(f"organization_id={organisatie}")
    assert 0 < aantal("search=fiets") < alles
    assert aantal("modified_after=2999-01-01T00:00:00Z") == 0
    assert aantal("onbekend=1") == alles
    assert aantal(f"organization_id={uuid.uuid4()}") == 0
    assert len(haal(client, "/hsds/services?format=ndjson").splitlines()) == alles
    assert set(haal_json(client, "/hsds/services?minimal=true")["contents"][0]) == {
        "id", "name", "status", "last_modified",
    }  # fmt: skip
    fout = client.get("/hsds/services?page=nul")
    assert fout.status_code == 400
    assert "page" in fout.json()["error"]


def test_de_api_kent_geen_dienst_voor_professionals(als: Callable[[str], Client], kaart: None) -> None:
    pk = sleutel("service", "hushu-house-eten")
    assert als("opbouwwerker").get(f"/hsds/services/{pk}").status_code == 404


# --- How many questions it asks of the database.


@pytest.mark.parametrize("adres", BESTANDEN)
def test_open_data_vraagt_voor_meer_rijen_niet_meer(client: Client, db: None, adres: str) -> None:
    ouder = Behoefte.objects.create(slug="ouder", naam="Ouder")
    per_aantal = []
    for tot in (2, 22):
        while Aanbod.objects.count() < tot:
            nummer = Aanbod.objects.count()
            plek = LocatieFabriek()
            behoefte = Behoefte.objects.create(slug=f"b-{nummer}", naam=f"B {nummer}", ouder=ouder)
            aanbod = maak_aanbod(
                soort="spreekuur",
                organisatie=plek.organisatie,
                locaties=[plek],
                behoeften=[behoefte],
                stadsdelen=[StadsdeelFabriek()],
            )
            aanbod.openingstijden.create(weekdag=1, van="09:00", tot="10:00")
        haal(client, adres)
        with CaptureQueriesContext(connection) as vragen:
            haal(client, adres)
        per_aantal.append(len(vragen))
    assert per_aantal[0] == per_aantal[1]
