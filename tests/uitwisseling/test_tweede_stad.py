"""Another city runs the same product: its own names, areas and words, and nothing of the first one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from kaart.hulp import stad
from kaart.uitwisseling.invoer.eigen.spelling import in_onze_woorden, lijsten
from kaart.uitwisseling.invoer.lijsten.waarden import gebieden_van, woordenboek
from kaart.uitwisseling.tabellen.bestanden import ORGANISATIES
from organisaties.models import Locatie, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import Vraag, zoek
from organisaties.zoeken.index import bijhouden
from tests.bestanden import inhoud
from tests.fabrieken import maak_medewerker

MAP = Path(__file__).parent / "tweede_stad"
BEZOEKER = vertegenwoordiger(Kijker.BEZOEKER)
VAN_DE_EERSTE = re.compile(r"amsterdam|zuidoost|nieuw-west|bijlmer|weesp|noord-holland|\b020\b", re.IGNORECASE)
PAGINAS = (
    "/",
    "/over/",
    "/zoeken/",
    "/zoeken/?stadsdeel=havenkwartier",
    "/aanbod/loods-soep/",
    "/organisaties/de-loods/",
    "/locaties/de-loods-plek/",
    "/stadsdelen/havenkwartier/",
    "/wegwijzer/",
    "/wegwijzer/eten/",
    "/wegwijzer/eten/havenkwartier/",
    "/wegwijzer/routes/soep-eerst/",
    "/even-rust/",
    "/open-data/",
    "/open-data/alles.jsonld",
    "/open-data/hsds.json",
)
VAN_WIE_BIJHOUDT = ("/werk/", "/werk/nieuw/organisatie/", "/werk/uitvoer/", "/werk/import/", "/admin/")


@pytest.fixture
def veldhaven(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run the site for the made-up city, with its kaart loaded."""
    gegevens = stad.lees(MAP / "stad.toml")
    monkeypatch.setattr(bijhouden, "_bewaard", {})
    with override_settings(STADSGEGEVENS=gegevens, STAD=gegevens.naam, TIME_ZONE=gegevens.tijdzone):
        call_command("laad_kaart", MAP, verbosity=0, stdout=io.StringIO())
        yield


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize("pad", PAGINAS)
def test_no_page_of_another_city_says_anything_of_the_first(pad: str, client: Client) -> None:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    assert not VAN_DE_EERSTE.search(inhoud(antwoord).decode())


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize("pad", VAN_WIE_BIJHOUDT)
def test_nor_does_a_page_of_who_keeps_it(pad: str, client: Client) -> None:
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    assert not VAN_DE_EERSTE.search(antwoord.content.decode())


@pytest.mark.usefixtures("veldhaven")
def test_the_pages_have_its_own_name_and_areas(client: Client) -> None:
    start = client.get("/").content.decode()
    assert "Waar kan iemand terecht in Veldhaven?" in start
    assert all(naam in start for naam in ("Bovenstad", "Havenkwartier", "Buitenpolder"))
    assert b"Flevoland" in inhoud(client.get("/open-data/alles.jsonld"))


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize(
    ("woorden", "eerste"),
    [("eten hk", "loods-soep"), ("eten bs", "berg-brood"), ("eten de berg", "berg-brood"), ("eten nw", None)],
)
def test_search_knows_its_abbreviations_and_not_those_of_another_city(woorden: str, eerste: str | None) -> None:
    antwoord = zoek(Vraag(woorden), BEZOEKER)
    assert bool([w for w in antwoord.herkend if w.facet == "stadsdeel"]) is (eerste is not None)
    if eerste:
        assert antwoord.register.rijen[antwoord.stuk(0, 1)[0]].kenmerk == eerste


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize(
    ("cel", "gelezen"),
    [
        ("HK", ("havenkwartier",)),
        ("B.S. en hk", ("bovenstad", "havenkwartier")),
        ("Veldhaven Bovenstad", ("bovenstad",)),
        ("heel Veldhaven", ("stad",)),
        ("Gemeente Veldhaven", ("stad",)),
    ],
)
def test_a_list_of_a_colleague_is_read_in_its_own_words(cel: str, gelezen: tuple[str, ...]) -> None:
    assert gebieden_van(cel, woordenboek()) == gelezen


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize("cel", ["nw", "Bijlmer", "heel Amsterdam"])
def test_words_of_another_city_are_no_area_here(cel: str) -> None:
    with pytest.raises(Exception, match="geen stadsdeel"):
        gebieden_van(cel, woordenboek())


@pytest.mark.usefixtures("veldhaven")
@pytest.mark.parametrize(("cel", "gelezen"), [("Heel Veldhaven", "stad"), ("HK, bs", "havenkwartier|bovenstad")])
def test_our_own_sheet_takes_the_same_words(cel: str, gelezen: str) -> None:
    kolom = next(kolom for kolom in ORGANISATIES.kolommen if kolom.naam == "werkgebied")
    assert in_onze_woorden("werkgebied", kolom.veld, cel, lijsten()) == gelezen


@pytest.mark.usefixtures("veldhaven")
def test_a_new_place_lies_in_this_city() -> None:
    plek = Locatie(organisatie=Organisatie.objects.get(), stadsdeel=Stadsdeel.objects.first())
    assert plek.plaats == "Veldhaven aan Zee"


@pytest.mark.usefixtures("db")
def test_a_folder_of_another_city_than_this_site_is_not_loaded() -> None:
    with pytest.raises(CommandError, match=r"Deze map is van Veldhaven, en deze site is van .* STAD_BESTAND="):
        call_command("laad_kaart", MAP)
    assert not Stadsdeel.objects.exists()


GOED = 'naam = "X"\nprovincie = "Y"\ntijdzone = "Europe/Brussels"\nnetnummer = "030"\n'


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("naam = ", "is no good TOML"),
        (GOED.replace('naam = "X"\n', ""), "'naam' is missing"),
        (GOED.replace('"X"', "3"), "'naam' must be a text"),
        (GOED.replace("Brussels", "Nergens"), "tijdzone 'Europe/Nergens' does not exist"),
        (GOED.replace("030", "30"), "netnummer '30' is no area code"),
        (GOED + 'afkorting = "x"\n', "'afkorting' is not known here"),
        (GOED + 'bewoners = "iedereen"\n', "'bewoners' must be a list of words"),
        (GOED + 'ook_stadsdeel = "x"\n', "'ook_stadsdeel' must be a table"),
        (GOED + '[ook_stadsdeel]\na = ["x"]\nb = ["X"]\n', "'x' stands for both a and b"),
    ],
)
def test_a_fault_in_the_file_of_a_city_is_said_at_start(inhoud: str, zin: str, tmp_path: Path) -> None:
    pad = tmp_path / "stad.toml"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=re.escape(zin)):
        stad.lees(pad)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"weg\.toml of STAD_BESTAND cannot be read"):
        stad.lees(tmp_path / "weg.toml")


def test_no_python_file_of_the_product_names_a_city() -> None:
    """Also not in a comment, or as part of a longer word: what belongs to a city stands in its file."""
    naam = "amster" + "dam"
    mappen = [settings.BASE_DIR / deel for deel in ("kaart", "organisaties", "doorverwijzing")]
    paden = [settings.BASE_DIR / "manage.py", *(pad for map_ in mappen for pad in map_.rglob("*.py"))]
    assert len(paden) > 200
    assert [str(pad) for pad in paden if naam in pad.read_text(encoding="utf-8").casefold()] == []


def test_no_template_names_a_city() -> None:
    sjablonen = list((settings.BASE_DIR / "templates").rglob("*.*"))
    assert [str(pad) for pad in sjablonen if VAN_DE_EERSTE.search(re.sub(r"tel:020", "", pad.read_text()))] == []
