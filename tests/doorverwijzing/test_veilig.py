"""Safety: pages that leave nothing behind, and whom to call."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from doorverwijzing.models import Hulplijn
from tests.fabrieken import BehoefteFabriek, maak_aanbod

VERRAADT = re.compile(r"veilig|geweld|slaat|dwang|seksueel|mensenhandel|bedreig", re.IGNORECASE)
PADEN = (
    "/even-rust/",
    "/even-rust/1/",
    "/even-rust/1/oost/",
    "/even-rust/2/hele-stad/",
    "/even-rust/1/oost/open-voor/",
)


NUMMER: dict[str, Any] = {"telefoon": "020 000 00 00", "bron": "x", "nagekeken_op": datetime.date(2026, 1, 1)}


def titel(tekst: str) -> str:
    """Return what the browser writes in its history."""
    return str(html.fromstring(tekst).findtext(".//title"))


@pytest.mark.parametrize("pad", PADEN)
def test_een_pagina_over_veiligheid_laat_niets_achter(client: Client, kaart: None, pad: str) -> None:
    antwoord = client.get(pad)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    assert not VERRAADT.search(titel(tekst))
    assert not VERRAADT.search(pad)
    assert 'href="tel:112"' in tekst or "open-voor" in pad
    weg = html.fromstring(tekst).xpath("//a[@data-snel-weg]")
    assert len(weg) == 1, "the exit is a plain link, so it works without JavaScript"
    assert weg[0].get("href").startswith("https://")
    assert {"noreferrer", "noopener"} <= set(weg[0].get("rel").split())


def test_de_eerste_pagina_noemt_geen_verwijzer_en_ook_geen_lezer(als: Callable[[str], Client], kaart: None) -> None:
    antwoord = als("opbouwwerker").get("/even-rust/")
    tekst = antwoord.content.decode()
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert "Ingelogd als" not in tekst
    assert "<form" not in tekst, "without a referrer the browser sends no origin, and every form would be refused"


@pytest.mark.parametrize("pad", PADEN[:4])
def test_geen_adres_vanaf_de_pagina_zegt_waar_het_over_gaat(client: Client, kaart: None, pad: str) -> None:
    boom = html.fromstring(client.get(pad).content)
    eigen = [a for a in boom.xpath("//main//a/@href") if a.startswith("/") and not a.startswith("/aanbod/")]
    assert [adres for adres in eigen if "even-rust" in adres]
    assert not [adres for adres in eigen if VERRAADT.search(adres)]


@pytest.mark.parametrize("behoefte", ["veiligheid", "veiligheid-thuis", "veiligheid-mensenhandel"])
def test_de_wegwijzer_stuurt_veiligheid_eerst_naar_de_rustige_pagina(
    client: Client, kaart: None, behoefte: str
) -> None:
    assert client.get(f"/wegwijzer/{behoefte}/").headers["Location"] == reverse("wegwijzer:veilig")
    verder = client.get(f"/wegwijzer/{behoefte}/oost/").headers["Location"]
    assert re.fullmatch(r"/even-rust/\d+/oost/", verder)
    assert client.get(f"/wegwijzer/{behoefte}/oost/open-voor/").headers["Location"] == f"{verder}open-voor/"


@pytest.mark.parametrize("pad", ["/", "/wegwijzer/", "/stadsdelen/oost/"])
def test_de_tegel_over_veiligheid_leidt_naar_de_rustige_pagina(client: Client, kaart: None, pad: str) -> None:
    tegels = html.fromstring(client.get(pad).content).xpath("//a[contains(., 'Veiligheid')]/@href")
    assert tegels == [reverse("wegwijzer:veilig")]


def test_de_groep_kiezen_gaat_ook_hier_zonder_spoor(client: Client, kaart: None) -> None:
    antwoord = client.post("/zoeken/open-voor/", {"open_voor": "statushouders", "terug": "/even-rust/1/oost/"})
    assert antwoord.headers["Location"] == "/even-rust/1/oost/"
    assert "Open voor statushouders" in client.get("/even-rust/1/oost/").content.decode()


def test_een_hulplijn_zonder_nummer_staat_er_niet_maar_de_beheerder_hoort_het(
    als: Callable[[str], Client], kaart: None
) -> None:
    Hulplijn.objects.filter(slug="acm").update(telefoon="")
    naam = Hulplijn.objects.get(slug="acm").naam
    assert naam not in als("bezoeker").get("/even-rust/").content.decode()
    assert naam not in als("opbouwwerker").get("/even-rust/").content.decode()
    beheerder = html.fromstring(als("coordinator").get("/even-rust/").content)
    assert not beheerder.xpath(f"//article[.//h3[.='{naam}']]")
    [uitleg] = beheerder.xpath("//p[contains(., 'Zonder nummer')]")
    assert naam in uitleg.text_content()


def test_op_de_pagina_kan_iedere_lijn_gebeld_worden(client: Client, kaart: None) -> None:
    vakken = html.fromstring(client.get("/even-rust/").content).xpath("//article")
    assert vakken
    assert all(vak.xpath(".//a[starts-with(@href, 'tel:')]") for vak in vakken)


def test_een_ingang_over_veiligheid_bewaart_geen_browser(client: Client, kaart: None) -> None:
    antwoord = client.get("/aanbod/veilig-thuis-advies/")
    assert "no-store" in antwoord["Cache-Control"]
    assert "no-store" not in client.get("/aanbod/kruispost-huisarts/")["Cache-Control"]


EERST = "data-vraag-eerst"


@pytest.mark.parametrize("wie", ["bezoeker", "opbouwwerker"])
def test_vraag_eerst_staat_er_een_keer_waar_een_landgenoot_gevaarlijk_kan_zijn(
    als: Callable[[str], Client], kaart: None, wie: str
) -> None:
    lezer = als(wie)
    thuis = BehoefteFabriek(slug="tolk-thuis")
    eigen = maak_aanbod(kenmerk="in-eigen-kring", kring="eigen")
    tolk = maak_aanbod(kenmerk="thuis-vertalen", behoeften=[thuis])
    gewoon = maak_aanbod(kenmerk="gemengd-eten", kring="gemengd")
    for pad in ("/even-rust/", "/even-rust/1/oost/", "/wegwijzer/tolk/hele-stad/", "/aanbod/veilig-thuis-advies/"):
        assert lezer.get(pad).content.decode().count(EERST) == 1, pad
    for ingang, keer in ((eigen, 1), (tolk, 1), (gewoon, 0)):
        assert lezer.get(ingang.get_absolute_url()).content.decode().count(EERST) == keer


def test_elk_nummer_uit_de_lijst_staat_er_met_bron_jaar_en_dag(client: Client, kaart: None) -> None:
    lijnen = list(Hulplijn.objects.exclude(telefoon=""))
    assert lijnen
    boom = html.fromstring(client.get("/even-rust/").content)
    for lijn in lijnen:
        [vak] = boom.xpath(f"//article[.//h3[.='{lijn.naam}']]")
        assert f"Bel {lijn.telefoon}" in vak.text_content()
        assert lijn.bron not in vak.text_content(), "who is afraid reads a number, not where we read it"
        [regel] = boom.xpath(f"//details[@id='bronnen']//div[dt='{lijn.naam}']")
        tekst = " ".join(regel.text_content().split())
        assert f"{lijn.telefoon}, {lijn.get_zekerheid_display()}." in tekst
        assert lijn.bron in tekst
        assert "Gezien op 26 november 2026" in tekst
        assert (f"stand van {lijn.bron_jaar}" in tekst) is (lijn.bron_jaar is not None)


def test_een_ingevuld_nummer_staat_er_met_bron_en_datum(client: Client, kaart: None) -> None:
    Hulplijn.objects.filter(slug="acm").update(
        telefoon="020 - 000 00 00", bron="brief van de gemeente", nagekeken_op=datetime.date(2026, 11, 2)
    )
    tekst = " ".join(html.fromstring(client.get("/even-rust/").content).text_content().split())
    assert 'href="tel:0200000000"' in client.get("/even-rust/").content.decode()
    assert "Gezien op 2 november 2026. Bron: brief van de gemeente" in tekst


def laad() -> str:
    """Load the fixtures again and return what the command says."""
    uit = io.StringIO()
    call_command("laad_kaart", settings.BASE_DIR / "fixtures", verbosity=0, stdout=uit)
    return uit.getvalue()


@pytest.mark.parametrize("hier", ["020 000 00 00", ""])
@pytest.mark.parametrize("slug", ["acm", "blijf-groep"])
def test_opnieuw_laden_laat_een_ingevuld_nummer_staan_en_zegt_het(kaart_met_tabel: None, slug: str, hier: str) -> None:
    eerder = Hulplijn.objects.get(slug=slug).telefoon
    Hulplijn.objects.filter(slug=slug).update(telefoon=hier, bron="x", nagekeken_op=datetime.date(2026, 1, 1))
    uit = laad()
    assert Hulplijn.objects.get(slug=slug).telefoon == hier
    assert (f"bij '{slug}' staat op de site" in uit) is (eerder != "")
    assert "Totaal: 0 wijzigingen" in uit


def test_wie_een_nummer_hier_nakeek_houdt_die_dag(kaart_met_tabel: None) -> None:
    Hulplijn.objects.filter(slug="blijf-groep").update(nagekeken_op=datetime.date(2027, 2, 1), bron="zelf gebeld")
    assert "Let op: bij" not in laad(), "the number is the same"
    lijn = Hulplijn.objects.get(slug="blijf-groep")
    assert (lijn.nagekeken_op, lijn.bron) == (datetime.date(2027, 2, 1), "zelf gebeld")


@pytest.mark.parametrize("velden", [{}, {"bron": "x"}, {"nagekeken_op": "2026-01-01"}])
def test_een_nummer_zonder_bron_of_datum_kan_niet(db: None, velden: dict[str, str]) -> None:
    hulplijn = Hulplijn(slug="x", naam="X", waarvoor="y", telefoon="020 123 45 67", **velden)
    with pytest.raises(ValidationError, match="de dag waarop het is nagekeken"):
        hulplijn.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        hulplijn.save()


def test_een_hulplijn_verraadt_geen_ingang_die_de_lezer_niet_kent(als: Callable[[str], Client], db: None) -> None:
    BehoefteFabriek(slug="stil", neutraal=True)
    geheim = maak_aanbod(kenmerk="geheim", zichtbaarheid="professionals")
    Hulplijn.objects.create(slug="x", naam="Lijn", waarvoor="y", aanbod=geheim, **NUMMER)
    assert "/aanbod/geheim/" not in als("bezoeker").get("/even-rust/").content.decode()
    assert "/aanbod/geheim/" in als("opbouwwerker").get("/even-rust/").content.decode()


def test_de_coordinator_vult_nummers_in_en_een_opbouwwerker_niet(als: Callable[[str], Client], kaart: None) -> None:
    assert "/admin/doorverwijzing/hulplijn/" in als("coordinator").get("/even-rust/").content.decode()
    assert "/admin/doorverwijzing/hulplijn/" not in als("opbouwwerker").get("/even-rust/").content.decode()


def test_zonder_behoefte_over_veiligheid_is_er_nog_steeds_een_pagina(client: Client, db: None) -> None:
    assert client.get("/even-rust/").status_code == 200


def test_evenveel_queries_voor_2_als_voor_22_hulplijnen(client: Client, db: None) -> None:
    aantallen = []
    for begin, eind in ((0, 2), (2, 22)):
        for nummer in range(begin, eind):
            Hulplijn.objects.create(slug=f"l{nummer}", naam="L", waarvoor="y", aanbod=maak_aanbod(), **NUMMER)
        client.get("/even-rust/")
        with CaptureQueriesContext(connection) as gevangen:
            client.get("/even-rust/")
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 6
