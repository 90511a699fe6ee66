"""Lists that somebody kept: read as they are meant, with exactly their faults, and the good rows on the kaart."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from kaart.uitwisseling.invoer.eigen.verwerken import draai_terug, ontvang
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.acties import bevestig_lijst
from kaart.uitwisseling.invoer.lijsten.beoordelen import beoordeel_lijst
from kaart.uitwisseling.invoer.lijsten.waarden import Mis, woordenboek
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.models import Invoer
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie, Stadsdeel, Versie, Voorstel
from organisaties.rechten import Opdrachtregel
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import maak_medewerker
from tests.organisaties.test_tegelijk import tegelijk

ROMMELIG = settings.BASE_DIR.parent / "shared" / "data" / "rommelig"
NIEMAND = Opdrachtregel()


def importeer(pad: Path, *opties: str) -> dict[str, Any]:
    uit = io.StringIO()
    call_command("importeer", pad, "--json", *opties, stdout=uit)
    gelezen: dict[str, Any] = json.loads(uit.getvalue())
    return gelezen


@pytest.mark.skipif(not ROMMELIG.is_dir(), reason="the messy files lie beside the project")
@pytest.mark.parametrize(
    "naam",
    [
        "sociale-kaart-coordinator.xlsx", "adressen-uit-excel.csv", "initiatieven.ods", "plekken-export.csv",
        "wie-doet-wat-2026.xlsx",
    ],
)  # fmt: skip
def test_een_rommelig_bestand_heeft_precies_zijn_fouten(kaart: None, naam: str) -> None:
    bedoeld = json.loads((ROMMELIG / naam).with_suffix(".json").read_text())
    gelezen = importeer(ROMMELIG / naam)
    assert gelezen["koprij"] == bedoeld["koprij"]
    fouten = [(fout["rij"], fout["code"], fout["kolom"], fout["waarde"]) for fout in gelezen["fouten"]]
    assert fouten == [(fout["rij"], fout["code"], fout["kolom"], fout["waarde"]) for fout in bedoeld["fouten"]]
    assert len(gelezen["goed"]) == bedoeld["aantal_goed"]
    for wat in set(bedoeld.get("overslaan", {})) & set(gelezen["overslaan"]):
        assert gelezen["overslaan"][wat] == bedoeld["overslaan"][wat]
    per_rij = {rij["rij"]: rij for rij in gelezen["goed"]}
    for rij in bedoeld["verwacht"]:
        gekregen = per_rij[rij["rij"]]
        gekregen |= {
            "stadsdelen": gekregen["werkgebied"],
            "categorieen": gekregen["groepen"]["categorieen"],
            "extra_doelgroep": gekregen["groepen"]["doelgroepen"],
            "iedereen": gekregen["groepen"]["iedereen"],
            "datum": gekregen["gesproken"],
            "kosten": gekregen["kosten"]["soort"],
        }
        for veld in rij.keys() & gekregen.keys() - {"rij"}:
            moet = rij[veld]
            if veld in ("lat", "lon"):
                assert float(gekregen[veld]) == moet
            elif isinstance(moet, list):
                assert sorted(gekregen[veld]) == sorted(moet), rij["rij"]
            else:
                assert gekregen[veld] == moet, (rij["rij"], veld)
    dubbel = {(een["rij"], een["kenmerk"]) for een in gelezen["mogelijk_dubbel"]}
    assert dubbel == {(een["rij"], een["kenmerk"]) for een in bedoeld.get("mogelijk_dubbel", [])}


@pytest.mark.skipif(not ROMMELIG.is_dir(), reason="the messy files lie beside the project")
def test_de_goede_rijen_komen_op_de_kaart_en_de_foute_niet(kaart: None) -> None:
    voor = Organisatie.objects.count()
    gedaan = importeer(ROMMELIG / "sociale-kaart-coordinator.xlsx", "--schrijf")
    assert len(gedaan["bewaard"]["nieuw"]) == 32
    assert [een["rij"] for een in gedaan["overgeslagen"]] == [44, 45], "they look like what is there, nobody chose"
    assert Organisatie.objects.count() == voor + 32
    kompas = Organisatie.objects.get(naam="Huiskamer Kompasroos")
    assert (kompas.formaliteit, kompas.website) == ("formeel", "https://www.kompasroos.example")
    assert (kompas.zichtbaarheid, kompas.status) == ("professionals", "concept"), "nobody said that it may be public"
    assert kompas.bron.endswith("laatst gesproken op 2026-03-12")
    aanbod = kompas.aanbod.get()
    assert (aanbod.naam, aanbod.status) == ("Koffie en taal", "concept")
    assert [(t.categorie.slug, t.waarde) for t in aanbod.toegang.all()] == [("statushouders", "welkom")]
    schouders = Organisatie.objects.get(naam="Groep Sterke Schouders")
    assert schouders.telefoon == "", "the number of a volunteer is never kept"
    assert schouders.formaliteit == "informeel"
    assert not Organisatie.objects.filter(naam__icontains="HYPERLINK").exists()
    assert Versie.objects.filter(soort="nieuw", waarom__contains="sociale-kaart-coordinator.xlsx").count() == 64


# --- Other messy lists, by another hand than the rules.

GOED = ["Buurtkamer Iep", "Oost", "koffie", "statushouders en vrouwen", "Nederlands en Engels", "www.iep.example"]


def lijst_van(*rijen: list[Any], boven: list[list[Any]] | None = None, **anders: Any) -> bytes:
    """Return a workbook with a list; `kop`: its header, `samen`: cells to join."""
    werkmap = openpyxl.Workbook()
    vel = werkmap.active
    assert vel is not None
    kop = anders.get("kop", ["Organisatie", "Stadsdeel", "Activiteiten", "Voor wie", "Taal", "Site"])
    for rij in [*(boven or []), kop, *rijen]:
        vel.append(rij)
    for bereik in anders.get("samen", ()):
        vel.merge_cells(bereik)
    for nummer in anders.get("verborgen", ()):
        vel.row_dimensions[nummer].hidden = True
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def bekijk(bestand: bytes, naam: str = "lijst.xlsx", keuzes: dict[str, str] | None = None) -> Any:
    return beoordeel_lijst(lees(bestand, naam), NIEMAND, keuzes).gelezen


@pytest.mark.parametrize(
    "kop",
    [
        ["Naam van de instelling", "Wijk/stadsdeel", "Wat doet het?", "Doelgroep", "Talen", "Webadres"],
        ["NAAM", "GEBIED", "OMSCHRIJVING", "VOOR WIE?", "GESPROKEN TALEN", "URL"],
        ["Organistaie", "Stadsdel", "Beschrijving", "Doelgroepen", "Voertaal", "Webiste"],
        ["Organization name", "District", "Description", "Target group", "Languages", "Website"],
        ["Initiatief", "", "Aanbod", "", "", ""],
    ],
)
def test_koppen_in_vele_woorden(kaart: None, kop: list[str]) -> None:
    rijen = [[f"{GOED[0]} {letter}", *GOED[1:]] for letter in "abcd"]
    gelezen = bekijk(lijst_van(*rijen, kop=kop, boven=[["Onze lijst"], []]))
    assert gelezen.vertaling.koprij == 3
    assert gelezen.fouten == []
    rij = gelezen.goede[0]
    assert (rij.werkgebied, rij.talen, rij.website) == (("oost",), ("nl", "en"), "https://www.iep.example")
    assert (rij.groepen.categorieen, rij.groepen.doelgroepen) == (("statushouders",), ("vrouwen",))


def test_samengevoegde_cellen_lege_rijen_tussenkoppen_en_totalen(kaart: None) -> None:
    bestand = lijst_van(
        ["Informele groepen"],
        ["Een", "West", "eten", "iedereen", "nl", None],
        ["Twee", None, "eten", "iedereen", "nl", None],
        [],
        ["OVERIG"],
        ["Drie", "Noord", "eten", "iedereen", "nl", None],
        ["Organisatie", "Stadsdeel", "Activiteiten", "Voor wie", "Taal", "Site"],
        ["Vier", "Noord", "eten", "iedereen", "nl", None],
        ["Totaal", 4],
        samen=["A2:F2", "B3:B4"],
        verborgen=[4],
    )
    gelezen = bekijk(bestand)
    assert [(rij.naam, rij.werkgebied, rij.formaliteit) for rij in gelezen.goede] == [
        ("Een", ("west",), "informeel"),
        ("Twee", ("west",), "informeel"),
        ("Drie", ("noord",), "informeel"),
        ("Vier", ("noord",), "informeel"),
    ]
    assert (gelezen.lege_rijen, gelezen.tussenkoppen, gelezen.totaalrijen) == ([5], [2, 6, 8], [10])
    assert "1 verborgen rijen tellen ook mee" in " ".join(gelezen.opmerkingen)


@pytest.mark.parametrize(
    ("kolom", "waarde", "code"),
    [
        (0, "", "naam-ontbreekt"),
        (0, "=SOM(A1)", "formule"),
        (0, "x" * 200, "te-lang"),
        (1, "Haarlem", "onbekend-stadsdeel"),
        (1, "Oost, Diemen", "onbekend-stadsdeel"),
        (3, "toeristen", "onbekende-doelgroep"),
        (4, "Klingon", "onbekende-taal"),
        (5, "htp:/kapot", "ongeldige-url"),
        (5, "site komt nog", "ongeldige-url"),
    ],
)
def test_elke_fout_heeft_een_code_en_raakt_geen_andere_rij(kaart: None, kolom: int, waarde: str, code: str) -> None:
    fout = list(GOED)
    fout[kolom] = waarde
    ander = ["Ander", *GOED[1:5], ""]
    gelezen = bekijk(lijst_van(["Eerste", *GOED[1:]], fout, ander))
    assert [(een.rij, een.code) for een in gelezen.fouten] == [(3, code)]
    assert [rij.nummer for rij in gelezen.goede] == [2, 4]


def test_alle_fouten_van_een_rij_staan_erbij(kaart: None) -> None:
    gelezen = bekijk(lijst_van(["Een", "Haarlem", "x", "toeristen", "Klingon", "ka pot"]))
    assert [een.code for een in gelezen.fouten] == [
        "onbekend-stadsdeel", "onbekende-doelgroep", "onbekende-taal", "ongeldige-url",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("12-3-2026", "2026-03-12"), ("12/03/26", "2026-03-12"), ("2026.3.12", "2026-03-12"), ("46093", "2026-03-12"),
        ("12 maart 2026", "2026-03-12"), ("do 12 mrt. 2026", "2026-03-12"), ("12-mrt-26", "2026-03-12"),
        ("2026-03-12 00:00:00", "2026-03-12"), ("onbekend", ""), ("-", ""),
    ],
)  # fmt: skip
def test_datums_zoals_mensen_ze_typen(getypt: str, bedoeld: str) -> None:
    assert waarden.datum_van(getypt) == bedoeld


@pytest.mark.parametrize("getypt", ["31-02-2026", "12-13-2026", "volgende week", "12-smurf-2026"])
def test_wat_geen_datum_is(getypt: str) -> None:
    with pytest.raises(Mis) as fout:
        waarden.datum_van(getypt)
    assert fout.value.code == "ongeldige-datum"


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("€ 2,50", ("bijdrage", "2.50")), ("2.50", ("bijdrage", "2.50")), ("1.250,00", ("bijdrage", "1250.00")),
        ("0,00", ("gratis", "0.00")), ("Gratis", ("gratis", "0")), ("", ("onbekend", "None")),
        ("vrijwillige bijdrage", ("bijdrage", "None")), ("2,50 euro", ("bijdrage", "2.50")),
    ],
)  # fmt: skip
def test_bedragen_zoals_mensen_ze_typen(getypt: str, bedoeld: tuple[str, str]) -> None:
    kosten = waarden.kosten_van(getypt)
    assert (kosten.soort, str(kosten.bedrag)) == bedoeld


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("Nieuw West", ("nieuw-west",)), ("zuid-oost", ("zuidoost",)), ("Stadsdeel Noord", ("noord",)),
        ("Amsterdam-Oost", ("oost",)), ("Oost en West", ("oost", "west")), ("Noord / Zuid", ("noord", "zuid")),
        ("heel Amsterdam", ("stad",)), ("stadsbreed", ("stad",)), ("?", ()),
    ],
)  # fmt: skip
def test_stadsdelen_zoals_mensen_ze_typen(kaart: None, getypt: str, bedoeld: tuple[str, ...]) -> None:
    assert waarden.gebieden_van(getypt, woordenboek()) == bedoeld


@pytest.mark.parametrize(
    ("getypt", "code"),
    [("1O18 DP", "1018 DP"), ("1018", "Vier cijfers en twee letters"), ("1018 D", "Vier cijfers en twee letters")],
)
def test_een_postcode_zegt_wat_er_bedoeld_is(getypt: str, code: str) -> None:
    with pytest.raises(Mis) as fout:
        waarden.postcode_van(getypt)
    assert fout.value.suggestie.startswith(code)


@pytest.mark.parametrize(("codering", "teken"), [("utf-8", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8-sig", ",")])
def test_csv_in_elke_codering(kaart: None, codering: str, teken: str) -> None:
    kop = teken.join(["Naam", "Stadsdeel", "Website"])
    tekst = "\r\n".join([kop, teken.join(["Café Één", "Oost", "cafe.example"]), teken.join(["Tweede", "West", ""])])
    gelezen = bekijk(tekst.encode(codering), "lijst.csv")
    assert [rij.naam for rij in gelezen.goede] == ["Café Één", "Tweede"]
    assert gelezen.fouten == []


# --- The pages.


@pytest.fixture
def chef(als: Callable[[str], Client], kaart: None) -> Client:
    return als("coordinator")


def stuur(client: Client, bestand: bytes) -> Invoer:
    client.post("/werk/import/", {"bestand": SimpleUploadedFile("lijst.xlsx", bestand)})
    nieuw: Invoer = Invoer.objects.latest("pk")
    return nieuw


def test_van_bestand_tot_kaart_en_terug(chef: Client) -> None:
    invoer = stuur(chef, lijst_van(GOED, ["", *GOED[1:]], ["Boost", "Oost", "", "", "", "https://boostamsterdam.nl"]))
    pagina = chef.get(f"/werk/import/{invoer.pk}/", follow=True)
    tekst = pagina.content.decode()
    assert "1 fout" in tekst
    assert "De naam is leeg." in tekst
    assert "Lijkt in de website op" in tekst
    adres = f"/werk/import/{invoer.pk}/lijst/"
    fouten = inhoud(chef.post(adres, {"doe": "fouten"}))
    rijen = list(openpyxl.load_workbook(io.BytesIO(fouten)).active.iter_rows(values_only=True))
    assert rijen[1][0] == 3
    assert "De naam is leeg." in str(rijen[1][1])
    assert not Organisatie.objects.filter(naam=GOED[0]).exists(), "nothing is written before somebody says so"
    klaar = chef.post(
        adres, {"doe": "schrijf", "dubbel-4": "boost", "wie": "iedereen", "formaliteit": "informeel"}, follow=True
    )
    assert "Ingelezen: 1 nieuw" in klaar.content.decode()
    assert Client().get("/organisaties/buurtkamer-iep/").status_code == 200
    assert Organisatie.objects.filter(kenmerk__startswith="boost").count() == 1
    chef.post(f"/werk/import/{invoer.pk}/ongedaan/")
    assert not Organisatie.objects.filter(naam=GOED[0]).exists()
    assert not Aanbod.objects.filter(naam="Koffie").exists()


def test_zelf_zeggen_wat_een_kolom_betekent(chef: Client) -> None:
    kop = ["Wie", "Kleur", "Stukje stad"]
    invoer = stuur(chef, lijst_van(["Iep", "koffie", "Oost"], kop=kop))
    adres = f"/werk/import/{invoer.pk}/lijst/"
    pagina = chef.get(adres, follow=True)
    if pagina.redirect_chain:
        pytest.fail("one column with names and nothing else is still a list")
    voor = pagina.context["voor"]
    keuzes = {"voor": voor, "blad": "Sheet", "koprij": "1", "kolom-0": "naam", "kolom-1": "omschrijving"}
    opnieuw = chef.post(adres, keuzes | {"kolom-2": "werkgebied", "doe": "kijk"})
    rij = opnieuw.context["gelezen"].rijen[0]
    assert (rij.naam, rij.omschrijving, rij.werkgebied) == ("Iep", "koffie", ("oost",))
    fout = chef.post(adres, keuzes | {"blad": "bestaat niet"})
    assert "zit niet in het bestand" in fout.content.decode()


def test_een_bewaarde_indeling_geldt_de_volgende_keer(chef: Client) -> None:
    kop = ["Wie", "Kleur", "Stukje stad"]
    bestand = lijst_van(["Iep", "koffie", "Oost"], kop=kop)
    adres = f"/werk/import/{stuur(chef, bestand).pk}/lijst/"
    keuzes = {"voor": chef.get(adres).context["voor"], "blad": "Sheet", "koprij": "1", "kolom-0": "naam"}
    keuzes |= {
        "kolom-1": "omschrijving",
        "kolom-2": "werkgebied",
        "doe": "bewaar-indeling",
        "indeling": "Lijst van Oost",
    }
    assert "is bewaard voor de volgende keer" in chef.post(adres, keuzes).content.decode()
    weer = chef.get(f"/werk/import/{stuur(chef, bestand).pk}/lijst/")
    assert "Gelezen met de bewaarde indeling ‘Lijst van Oost’." in weer.content.decode()
    assert weer.context["gelezen"].rijen[0].omschrijving == "koffie"


def test_wie_een_stadsdeel_bijhoudt_leest_alleen_daar_in(kaart: None) -> None:
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="oost-7")
    houder.stadsdelen.add(Stadsdeel.objects.get(slug="oost"))
    invoer = ontvang(gebruiker=houder, naam="l.xlsx", inhoud=lijst_van(GOED, ["Elders", "West", *GOED[2:]]))
    gedaan = bevestig_lijst(gebruiker=houder, invoer=invoer, keuzes={"formaliteit": "informeel"})
    assert gedaan is not None
    assert [Organisatie.objects.get(kenmerk=k).naam for k in gedaan.organisaties] == [GOED[0]]
    assert gedaan.overgeslagen == [(3, "ligt niet in een stadsdeel dat jij bijhoudt")]
    assert not Organisatie.objects.filter(naam="Elders").exists()
    invoer.refresh_from_db()
    draai_terug(gebruiker=houder, invoer=invoer)
    assert not Organisatie.objects.filter(naam=GOED[0]).exists()


def test_wat_van_een_organisatie_zelf_is_wordt_een_voorstel(chef: Client) -> None:
    boost = Organisatie.objects.get(kenmerk="boost")
    Organisatie.objects.filter(pk=boost.pk).update(telefoon="")
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(boost)
    kop = ["Naam", "Stadsdeel", "Telefoon", "Website"]
    invoer = stuur(chef, lijst_van(["Boost", "Oost", "020 123 45 67", "https://boostamsterdam.nl"], kop=kop))
    chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "schrijf", "dubbel-2": "boost"})
    boost.refresh_from_db()
    assert boost.telefoon == ""
    assert Voorstel.objects.get().wijzigingen["telefoon"]["naar"] == "020 123 45 67"


@pytest.mark.django_db(transaction=True)
def test_twee_tikken_lezen_een_lijst_maar_een_keer_in(kaart: None) -> None:
    coord = maak_medewerker(Rol.COORDINATOR)
    invoer = ontvang(gebruiker=coord, naam="l.xlsx", inhoud=lijst_van(GOED))

    def taak() -> Any:
        wie = Medewerker.objects.get(pk=coord.pk)
        return bevestig_lijst(
            gebruiker=wie, invoer=Invoer.objects.get(pk=invoer.pk), keuzes={"formaliteit": "informeel"}
        )

    uitkomsten = tegelijk(taak, taak, taak)
    assert sum(u is not None and not isinstance(u, Exception) for u in uitkomsten) == 1, uitkomsten
    assert Organisatie.objects.filter(naam=GOED[0]).count() == 1


def test_duizend_rijen_vragen_niet_meer_van_de_database(chef: Client, django_assert_max_num_queries: Any) -> None:
    bestand = lijst_van(*([f"{GOED[0]} {n}", *GOED[1:5], f"n{n}.example"] for n in range(1000)))
    with django_assert_max_num_queries(10):
        lijst = beoordeel_lijst(lees(bestand, "l.xlsx"), NIEMAND)
    assert len(lijst.gelezen.goede) == 1000
    assert Locatie.objects.exists()
    assert connection.vendor
