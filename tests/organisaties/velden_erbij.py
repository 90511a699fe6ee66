"""Run by `test_velden` in a copy of the house in which an offer has three more fields; no test of its own.

`tolk` is for everybody and open data, `drempel` for everybody, `afspraak` for colleagues only.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.test import Client

from kaart.uitwisseling.invoer.eigen.verwerken import bevestig, ontvang
from kaart.uitwisseling.tabellen.fouten import LaadFouten
from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.bestanden import alles_als_tekst, csv_rijen, inhoud
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.test_bewerken import formulier

pytestmark = pytest.mark.django_db

ADRES = "/aanbod/taalcafe/"
WAARDEN = {"tolk": "De gastvrouw", "drempel": "Twee treden", "afspraak": "Bel altijd eerst"}
LABELS = {"tolk": "Wie tolkt er?", "drempel": "Is er een drempel?", "afspraak": "Afspraak met ons"}


@pytest.fixture
def coordinator() -> m.Medewerker:
    return maak_medewerker(Rol.COORDINATOR, naam="coordinator")


@pytest.fixture
def client_(coordinator: m.Medewerker) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def aanbod() -> Any:
    organisatie = OrganisatieFabriek.create(kenmerk="huis", naam="Buurthuis")
    return maak_aanbod(
        kenmerk="taalcafe", naam="Taalcafé", organisatie=organisatie, stadsdelen=[StadsdeelFabriek.create()], **WAARDEN
    )


def bewerk(client: Client, **anders: str) -> Any:
    pagina = client.get(f"{ADRES}bewerken/")
    return client.post(f"{ADRES}bewerken/", formulier(pagina) | anders)


def test_op_het_formulier_in_de_geschiedenis_en_op_de_bladzijde(client_: Client, aanbod: Any) -> None:
    pagina = client_.get(f"{ADRES}bewerken/").content.decode()
    for label in (*LABELS.values(), "Een rol, geen naam."):
        assert label in pagina
    assert bewerk(client_, tolk="De balie").status_code == 302
    geschiedenis = client_.get(f"{ADRES}geschiedenis/").content.decode()
    assert "Wie tolkt er?" in geschiedenis
    assert "De gastvrouw</del>" in geschiedenis
    assert "De balie</ins>" in geschiedenis
    assert "Bel altijd eerst" in client_.get(ADRES).content.decode()
    bezoeker = Client().get(ADRES).content.decode()
    assert "De balie" in bezoeker
    assert "Twee treden" in bezoeker
    assert "Bel altijd eerst" not in bezoeker


def test_persoonsgegevens_worden_geweigerd_in_formulier_en_bestand(
    client_: Client, coordinator: m.Medewerker, aanbod: Any
) -> None:
    for veld in WAARDEN:
        antwoord = bewerk(client_, **{veld: "Bel 06 12345678 van Amina"})
        assert "06 12345678" in str(antwoord.context["bezig"].form.errors[veld]), veld
    bytes_ = zet(inhoud(client_.post("/werk/uitvoer/", {"vorm": "xlsx"})), "Tolk", "BSN van mevrouw is 111222333")
    invoer = ontvang(gebruiker=coordinator, naam="kaart.xlsx", inhoud=bytes_)
    with pytest.raises(LaadFouten, match="111222333"):
        bevestig(gebruiker=coordinator, invoer=invoer)
    assert m.Aanbod.objects.filter(**WAARDEN).exists()


def zet(bytes_: bytes, kop: str, waarde: str) -> bytes:
    """Return the workbook with this cell in the one row of offers."""
    werkmap = openpyxl.load_workbook(io.BytesIO(bytes_))
    vel = werkmap["Aanbod"]
    koppen = {cel.value: cel.column for cel in vel[1]}
    vel.cell(2, koppen[kop], waarde)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def test_in_het_rekenblad_heen_en_terug_en_in_open_data_alleen_waar_dat_staat(
    client_: Client, coordinator: m.Medewerker, aanbod: Any
) -> None:
    uit = inhoud(client_.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    for waarde in WAARDEN.values():
        assert waarde in alles_als_tekst(uit)
    terug = zet(uit, "Drempel", "Geen drempel")
    bevestig(gebruiker=coordinator, invoer=ontvang(gebruiker=coordinator, naam="kaart.xlsx", inhoud=terug))
    assert m.Aanbod.objects.filter(**WAARDEN | {"drempel": "Geen drempel"}).exists()

    kop, rij = csv_rijen(inhoud(Client().get("/open-data/aanbod.csv")))
    assert dict(zip(kop, rij, strict=True))["Tolk"] == "De gastvrouw"
    assert not {"Drempel", "Afspraak"} & set(kop)
    (dienst,) = Client().get("/hsds/services").json()["contents"]
    assert dienst["interpretation_services"] == "De gastvrouw"
    with zipfile.ZipFile(io.BytesIO(inhoud(Client().get("/open-data/hsds.zip")))) as pakket:
        assert "De gastvrouw" in pakket.read("services.csv").decode()
    for adres in ("/open-data/hsds.json", "/open-data/alles.jsonld", "/hsds/services?full=true"):
        tekst = inhoud(Client().get(adres)).decode()
        assert "Geen drempel" not in tekst
        assert "Bel altijd eerst" not in tekst


def test_wie_weggaat_neemt_zijn_naam_ook_daaruit_mee(aanbod: Any) -> None:
    weg = OrganisatieFabriek.create(kenmerk="zwaluwnest", naam="Zwaluwnest Kwetterhuis")
    m.Aanbod.objects.update(**dict.fromkeys(WAARDEN, "Hier koken vrouwen van Zwaluwnest Kwetterhuis elke week."))
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(weg)
    client = Client()
    client.force_login(eigenaar)
    adres = "/mijn-organisaties/zwaluwnest/verwijderen/"
    client.get(adres)
    assert client.post(adres, {"naam": weg.naam}).status_code == 302
    nu = m.Aanbod.objects.get()
    assert [veld for veld in WAARDEN if "Zwaluwnest" in getattr(nu, veld)] == []
