"""The place of a question: what is there first, what is nearest where nothing is, and where a card says to go."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from lxml import html

from organisaties.models import Gebied, Plaatsnaam, Postcode
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, StadsdeelFabriek, maak_aanbod
from tests.organisaties.test_zoeken import Pagina


@pytest.fixture
def stad(db: None) -> SimpleNamespace:
    """Give two stadsdelen, three areas and a need; 'fiets' in a name says that an offer is about it."""
    zuid, oost = StadsdeelFabriek(slug="onder", naam="Onderstad"), StadsdeelFabriek(slug="boven", naam="Bovenstad")
    gebieden = [
        Gebied.objects.create(slug=slug, naam=naam, stadsdeel=stadsdeel)
        for slug, naam, stadsdeel in (
            ("molens", "De Molens", zuid),
            ("haven", "Havenkant", zuid),
            ("berg", "Berg", oost),
        )
    ]
    fiets = BehoefteFabriek(slug="fiets", naam="Leren fietsen", synoniemen="fietsles")

    def les(kenmerk: str, gebied: Gebied | None = None, **velden: object) -> None:
        plekken = [LocatieFabriek(gebied=gebied, stadsdeel=gebied.stadsdeel)] if gebied else []
        maak_aanbod(kenmerk=kenmerk, naam="Fietsles", behoeften=[fiets], locaties=plekken, **velden)

    return SimpleNamespace(molens=gebieden[0], haven=gebieden[1], berg=gebieden[2], les=les, fiets=fiets)


def melding(pagina: Pagina) -> str:
    return " ".join(" ".join(deel.text_content() for deel in pagina.boom.xpath("//*[@data-plek]")).split())


def test_een_getypte_plaats_zet_wat_daar_is_eerst_en_verbergt_niets(client: Client, stad: SimpleNamespace) -> None:
    stad.les("elders", stad.berg)
    stad.les("stad", hele_stad=True)
    stad.les("rond", stad.haven)
    stad.les("hier", stad.molens)
    assert Pagina(client, "?q=fietsles+molens").kenmerken == ["hier", "rond", "stad", "elders"]
    assert Pagina(client, "?q=fietsles+de-molens").kenmerken == ["hier", "rond", "stad", "elders"]


def test_wat_goed_past_staat_ook_elders_voor_wat_nauwelijks_past(client: Client, stad: SimpleNamespace) -> None:
    stad.les("elders", stad.berg)
    plek = LocatieFabriek(gebied=stad.molens, stadsdeel=stad.molens.stadsdeel)
    maak_aanbod(kenmerk="nauwelijks", naam="Inloop", omschrijving="Soms fietsles.", locaties=[plek])
    assert Pagina(client, "?q=fietsles+molens").kenmerken[0] == "elders"


def test_een_plaats_alleen_geeft_wat_daar_is(client: Client, stad: SimpleNamespace) -> None:
    stad.les("elders", stad.berg)
    stad.les("hier", stad.molens)
    assert Pagina(client, "?q=molens").kenmerken == ["hier"]


@pytest.mark.parametrize(
    "vraag", ["?q=fietsles+onderstad", "?stadsdeel=onder&behoefte=fiets", "?gebied=molens&q=fietsles"]
)
def test_waar_niets_is_wordt_dat_gezegd_met_wat_het_dichtst_bij_is(
    client: Client, stad: SimpleNamespace, vraag: str
) -> None:
    stad.les("elders", stad.berg)
    stad.les("stad", hele_stad=True)
    pagina = Pagina(client, vraag)
    assert "kennen we dit niet" in melding(pagina)
    assert "Bovenstad" in melding(pagina)
    assert "hele stad" in melding(pagina)
    assert pagina.kenmerken == ["elders", "stad"]
    assert "Plek in Bovenstad" in pagina.artikel("elders")


def test_is_er_iets_in_het_stadsdeel_dan_wordt_dat_gezegd(client: Client, stad: SimpleNamespace) -> None:
    stad.les("rond", stad.haven)
    stad.les("elders", stad.berg)
    for vraag in ("?q=fietsles+molens", "?gebied=molens&behoefte=fiets"):
        pagina = Pagina(client, vraag)
        assert "kennen we dit niet. Wel in Onderstad" in melding(pagina)
        assert pagina.kenmerken[0] == "rond"


def test_waar_iets_is_wordt_niets_gezegd(client: Client, stad: SimpleNamespace) -> None:
    stad.les("hier", stad.molens)
    for vraag in ("?q=fietsles+molens", "?gebied=molens&behoefte=fiets", "?stadsdeel=onder", "?q=fietsles"):
        assert not melding(Pagina(client, vraag))


def test_zonder_iets_ergens_anders_staat_er_geen_belofte(client: Client, stad: SimpleNamespace) -> None:
    maak_aanbod(naam="Koken", hele_stad=True)
    assert not melding(Pagina(client, "?stadsdeel=onder&behoefte=fiets"))


def test_wat_alleen_voor_een_ander_stadsdeel_werkt_is_niet_dichtbij(client: Client, stad: SimpleNamespace) -> None:
    stad.les("daar", stadsdelen=[stad.berg.stadsdeel])
    assert not melding(Pagina(client, "?stadsdeel=onder&behoefte=fiets"))


def test_bij_gevaar_vernauwt_een_plaats_niets(client: Client, stad: SimpleNamespace) -> None:
    veilig = BehoefteFabriek(slug="veilig", naam="Geweld thuis", neutraal=True)
    maak_aanbod(kenmerk="hulplijn", naam="Hulplijn", behoeften=[veilig], hele_stad=True)
    plek = LocatieFabriek(gebied=stad.molens, stadsdeel=stad.molens.stadsdeel)
    maak_aanbod(kenmerk="praten", naam="Praten over geweld", locaties=[plek])
    pagina = Pagina(client, "?q=geweld+thuis+molens")
    assert not melding(pagina)
    assert pagina.kenmerken[0] == "hulplijn"


def test_de_collega_kan_het_gat_doorgeven_met_alles_ingevuld(
    als: Callable[[str], Client], client: Client, stad: SimpleNamespace
) -> None:
    stad.les("elders", stad.berg)
    vraag = "?stadsdeel=onder&behoefte=fiets"
    assert "Geef het door" not in Pagina(client, vraag).tekst
    opbouwwerker = als("opbouwwerker")
    (link,) = Pagina(opbouwwerker, vraag).boom.xpath("//a[contains(., 'Geef het door')]/@href")
    assert parse_qs(urlsplit(link).query)["behoefte"] == ["fiets"]
    assert parse_qs(urlsplit(link).query)["stadsdeel"] == ["onder"]
    formulier = opbouwwerker.get(link).content.decode()
    assert '<option value="fiets" selected>' in formulier
    assert '<option value="onder" selected>' in formulier


def test_het_kaartje_noemt_de_plek_in_het_gebied_van_de_vraag(client: Client, stad: SimpleNamespace) -> None:
    plekken = [
        LocatieFabriek(naam=naam, gebied=gebied, stadsdeel=gebied.stadsdeel)
        for naam, gebied in (
            ("Bibliotheek A", stad.haven),
            ("Bibliotheek B", stad.molens),
            ("Bibliotheek C", stad.berg),
        )
    ]
    maak_aanbod(kenmerk="boeken", naam="Boeken", locaties=plekken)
    # One and the same card, asked from three places and from none, one after the other.
    for vraag, naam in (
        ("?q=boeken", "Bibliotheek A"),
        ("?stadsdeel=boven", "Bibliotheek C"),
        ("?gebied=molens", "Bibliotheek B"),
        ("?q=boeken+berg", "Bibliotheek C"),
        ("?stadsdeel=onder", "Bibliotheek A"),
    ):
        kaartje = Pagina(client, vraag).artikel("boeken")
        assert naam in kaartje
        assert "en op meer plekken" in kaartje
        assert kaartje.count("Bibliotheek") == 1


@pytest.mark.parametrize("methode", ["get", "post"])
def test_waar_iemand_woont_staat_niet_in_een_adres(client: Client, db: None, methode: str) -> None:
    vraag = {"q": "taalles Proefstraat 12, 1234 AB", "stadsdeel": ""}
    antwoord = client.get("/zoeken/", vraag) if methode == "get" else client.post("/zoeken/open-voor/", vraag)
    assert antwoord.status_code == 302
    assert parse_qs(urlsplit(antwoord["Location"]).query) == {"q": ["taalles Proefstraat, 1234"]}
    assert client.get(antwoord["Location"]).status_code == 200


def test_voorstellen_kennen_plaatsen_en_kiezen_het_stadsdeel(client: Client, stad: SimpleNamespace) -> None:
    stad.les("hier", stad.molens)

    def adres(q: str) -> list[dict[str, list[str]]]:
        lijst = html.fromstring(f"<div>{client.get('/zoeken/voorstellen/', {'q': q}).content.decode()}</div>")
        opties = lijst.xpath("//li[span[@class='soort']='plaats']/@data-adres")
        return [parse_qs(urlsplit(str(optie)).query) for optie in opties]

    assert adres("mol") == [{"stadsdeel": ["onder"], "q": ["Molens"]}]
    assert adres("eten hav") == [{"stadsdeel": ["onder"], "q": ["eten Havenkant"]}]
    assert {"stadsdeel": ["boven"]} in adres("bovens")
    assert not adres("mo")


def test_een_buurt_en_een_postcode_tellen_als_hun_gebied_en_het_dichtst_bij_staat_eerst(
    client: Client, stad: SimpleNamespace
) -> None:
    ver = Gebied.objects.create(slug="ver", naam="Verweg", stadsdeel=StadsdeelFabriek(slug="buiten", naam="Buitenstad"))
    for naam, gebied, lat in (("Ketelhuis", stad.molens, 52.1), ("Top", stad.berg, 52.2), ("Einder", ver, 53.0)):
        Plaatsnaam.objects.create(
            naam=naam, soort="buurt", gebied=gebied, stadsdeel=gebied.stadsdeel, lat=str(lat), lon="4.9"
        )
    Postcode.objects.create(pc4="1234", gebied=stad.molens, stadsdeel=stad.molens.stadsdeel, lat="52.1", lon="4.9")
    stad.les("ver", ver)
    stad.les("dichtbij", stad.berg)
    for vraag, naam in (("ketelhuis", "Ketelhuis"), ("1234", "postcodegebied 1234"), ("onderstad", "Onderstad")):
        pagina = Pagina(client, f"?q=fietsles+{vraag}")
        assert f"In {naam} kennen we dit niet. Het dichtst bij is er iets in Bovenstad" in melding(pagina)
        assert pagina.kenmerken == ["dichtbij", "ver"]
    stad.les("hier", stad.molens)
    for vraag in ("ketelhuis", "1234"):
        pagina = Pagina(client, f"?q=fietsles+{vraag}")
        assert "ligt in ‘De Molens’ (Onderstad)" in melding(pagina)
        assert pagina.kenmerken == ["hier", "dichtbij", "ver"]


def test_de_wegwijzer_zegt_ook_dat_er_niets_is_en_wat_het_dichtst_bij_is(client: Client, stad: SimpleNamespace) -> None:
    stad.les("elders", stad.berg)
    boom = html.fromstring(client.get("/wegwijzer/fiets/onder/").content.decode())
    (gat,) = boom.xpath("//*[@data-plek='gat']")
    assert "In Onderstad kennen we dit niet" in gat.text_content()
    assert boom.xpath("//article/@data-kenmerk") == ["elders"]
    assert not html.fromstring(client.get("/wegwijzer/fiets/boven/").content.decode()).xpath("//*[@data-plek='gat']")
