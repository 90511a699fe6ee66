"""A new question lets go of the need of the one before, says so, and leads back; area and group stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.organisaties.test_zoeken import Pagina

EERST = {"q": "", "eerder": "", "behoefte": ["gezondheid"], "eerder_behoefte": ["gezondheid"]}


def stuur(client: Client, **velden: Any) -> str:
    """Send the form with the words; return where it goes."""
    adres: str = client.post("/zoeken/open-voor/", EERST | velden)["Location"]
    return adres


def test_een_nieuwe_vraag_laat_de_behoefte_los_en_zegt_dat_met_een_weg_terug(client: Client, kaart: None) -> None:
    naar = stuur(client, q="eten", stadsdeel=["oost"])
    pagina = Pagina(client, naar.removeprefix("/zoeken/"))
    [regel] = pagina.boom.xpath("//*[@data-losgelaten]")
    assert " ".join(regel.text_content().split()) == "We zoeken nu in alles. Toch alleen bij Gezondheid en dokter?"
    alles = pagina.aantal
    assert alles > Pagina(client, "?q=eten&stadsdeel=oost&behoefte=gezondheid").aantal
    [terug] = regel.xpath(".//a/@href")
    assert terug == "/zoeken/?q=eten&stadsdeel=oost&behoefte=gezondheid"
    assert not Pagina(client, terug.removeprefix("/zoeken/")).boom.xpath("//*[@data-losgelaten]")


@pytest.mark.parametrize(
    ("velden", "blijft"),
    [
        pytest.param({"q": "", "stadsdeel": ["oost"]}, True, id="only a choice"),
        pytest.param({"q": "huisarts", "eerder": "huisarts"}, True, id="the same words"),
        pytest.param({"q": "eten", "behoefte": ["eten"]}, True, id="a need ticked with the new words"),
        pytest.param({"q": "", "eerder": "huisarts"}, True, id="words taken away"),
        pytest.param({"q": "tandarts", "eerder": "huisarts"}, False, id="other words"),
    ],
)
def test_alleen_een_andere_vraag_laat_los(client: Client, kaart: None, velden: dict[str, Any], blijft: bool) -> None:
    assert ("&behoefte=" in (naar := stuur(client, **velden).replace("?", "?&"))) is blijft, naar


def test_wat_over_veiligheid_gaat_wordt_niet_nog_eens_genoemd(client: Client, kaart: None) -> None:
    naar = stuur(client, q="eten", behoefte=["veiligheid"], eerder_behoefte=["veiligheid"])
    assert "veiligheid" not in naar
    verzonnen = Pagina(client, "?q=eten&losgelaten=veiligheid&losgelaten=bestaat-niet")
    assert not verzonnen.boom.xpath("//*[@data-losgelaten]")


def test_gebied_en_groep_blijven(als: Callable[[str], Client], kaart: None) -> None:
    collega = als("opbouwwerker")
    naar = stuur(collega, q="eten", stadsdeel=["oost"], open_voor=["ongedocumenteerden"])
    assert "stadsdeel=oost" in naar
    assert "Open voor ongedocumenteerden" in collega.get(naar).content.decode()
    for pad in (naar, "/"):
        boom = html.fromstring(collega.get(pad).content)
        [formulier] = boom.xpath("//form[.//button[@name='wis'][contains(., 'Open voor ongedocumenteerden')]]")
        assert formulier.get("method") == "post"
    collega.post("/zoeken/open-voor/", {"wis": "1", "terug": "/"})
    assert "ongedocumenteerden" not in collega.get("/").content.decode()
    assert "Open voor" not in Client().get("/").content.decode()


def test_woorden_die_in_het_vak_staan_zijn_geen_chip_en_wat_niets_verandert_wordt_niet_aangeraden(
    client: Client, kaart: None
) -> None:
    pagina = Pagina(client, "?q=advocaat+arabisch")
    assert not pagina.boom.xpath("//*[@aria-label='Gekozen filters']")
    for keuze in pagina.boom.xpath("//div[@class='herkend']//a/@href"):
        assert 0 < Pagina(client, keuze.removeprefix("/zoeken/")).aantal < pagina.aantal
