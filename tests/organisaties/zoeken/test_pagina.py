"""What the results page says about typed words: recognised, not known, not safe to say aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from lxml import html

from organisaties.models import Aanbod
from tests.fabrieken import CategorieFabriek
from tests.organisaties.test_zoeken import Pagina


def voorstellen(client: Client, q: str) -> list[str]:
    boom = html.fromstring(f"<div>{client.get('/zoeken/voorstellen/', {'q': q}).content.decode()}</div>")
    return [" ".join(optie.text_content().split()) for optie in boom.xpath("//li[@role='option']")]


def tekst(client: Client, q: str) -> str:
    return " ".join(html.fromstring(client.get("/zoeken/", {"q": q}).content).text_content().split())


def test_een_herkend_woord_tilt_op_en_verbergt_niets(client: Client, kaart: None) -> None:
    zonder, met = Pagina(client, "?q=advocaat"), Pagina(client, "?q=advocaat+arabisch")
    assert set(zonder.kenmerken) <= set(met.kenmerken)
    arabisch = set(Aanbod.objects.filter(talen__code="ar").values_list("kenmerk", flat=True))
    eerste = next(kenmerk for kenmerk in met.kenmerken if kenmerk in arabisch)
    assert met.kenmerken.index(eerste) < zonder.kenmerken.index(eerste)
    assert "Spreekt Arabisch" in met.artikel(eerste)


@pytest.mark.parametrize(
    ("vraag", "chip", "adres"),
    [
        ("advocaat arabisch", "Arabisch", "taal=ar"),
        ("fietsles nieuw west", "Nieuw-West", "stadsdeel=nieuw-west"),
        ("gratis kleding", "gratis", "kosten=gratis"),
    ],
)
def test_een_herkend_woord_is_een_filter_om_aan_te_tikken(
    client: Client, kaart: None, vraag: str, chip: str, adres: str
) -> None:
    boom = Pagina(client, f"?q={vraag.replace(' ', '+')}").boom
    (link,) = [a for a in boom.xpath("//div[@class='herkend']//a") if chip.lower() in a.text_content().lower()]
    assert adres in link.get("href")
    gevolgd = client.get(link.get("href")).content.decode()
    assert f'href="{link.get("href")}"' not in gevolgd, "what is chosen is offered again"


def test_een_woord_dat_niemand_kent_wordt_genoemd_met_wat_erop_lijkt(client: Client, kaart: None) -> None:
    gelezen = tekst(client, "wasmachiene")
    assert "We zochten op wasmachine voor “wasmachiene”." in gelezen
    onbekend = tekst(client, "taalcafe qwertyuiop")
    assert "Geen treffer voor “qwertyuiop”" in onbekend
    assert "Taalcafé" in onbekend, "the other word still finds"


def test_van_een_woord_dat_mensen_schrijven_wordt_niets_anders_gevraagd(client: Client, kaart: None) -> None:
    gezegd = tekst(client, "taalles tirannie")
    assert "Geen treffer voor “tirannie”" in gezegd
    assert "Bedoel je" not in gezegd
    assert "We zochten op" not in gezegd


def test_een_gok_die_niet_zeker_is_wordt_gevraagd_en_niet_gezegd(client: Client, kaart: None) -> None:
    zeker, onzeker = tekst(client, "taallles"), tekst(client, "wasmhcaine")
    assert "We zochten op taalles voor “taallles”" in zeker
    assert "“wasmhcaine” kennen we niet. Bedoel je wasmachine?" in onzeker


def test_wie_alleen_op_een_algemeen_woord_iets_vond_krijgt_een_andere_weg(client: Client, kaart: None) -> None:
    wel, niet = client.get("/zoeken/", {"q": "gratis tirannie"}), client.get("/zoeken/", {"q": "taalles tirannie"})
    zin = "alleen op een algemeen woord"
    assert zin in wel.content.decode()
    assert zin not in niet.content.decode()
    assert html.fromstring(wel.content).xpath("//ul[contains(@class, 'woordmeldingen')]//a[@href='/wegwijzer/']")


def test_een_reden_per_kaart_en_wel_wat_men_niet_al_ziet(client: Client, kaart: None) -> None:
    pagina = Pagina(client, "?q=zwemles+vrouwen")
    eerste = pagina.artikel(pagina.kenmerken[0])
    assert "Speciaal voor vrouwen" in eerste
    assert "Past bij" not in eerste, "that it is about swimming stands in its name"
    assert "Past bij: zwemles (in de naam)" in (los := Pagina(client, "?q=zwemles")).artikel(los.kenmerken[0])
    for artikel in pagina.boom.xpath("//article"):
        assert len(artikel.xpath(".//*[contains(@class, 'waarom')]")) <= 1
        assert len(artikel.xpath(".//*[contains(@class, 'opvalt')]")) == 1
    een, twee = Pagina(client, "?behoefte=eten"), Pagina(client, "?behoefte=eten&behoefte=opvang")
    assert "Helpt bij" not in een.artikel(een.kenmerken[0]), "every card would say the same"
    assert "Helpt bij:" in twee.artikel(twee.kenmerken[0])


@pytest.mark.parametrize("vraag", ["man slaat haar", "mijn man slaat mij", "mishandeling", "hij bedreigt haar"])
def test_wie_in_gevaar_is_krijgt_eerst_een_veilige_deur_en_een_neutrale_titel(
    client: Client, kaart: None, vraag: str
) -> None:
    antwoord = client.get("/zoeken/", {"q": vraag}).content.decode()
    boom = html.fromstring(antwoord)
    assert boom.findtext(".//title").strip().startswith("Informatie")
    assert boom.xpath("//*[@data-snel-weg]")
    assert boom.xpath("//main//a[@href='/even-rust/']")
    assert "no-store" in client.get("/zoeken/", {"q": vraag}).headers["Cache-Control"]
    eerste = Pagina(client, f"?q={vraag.replace(' ', '+')}").kenmerken[0]
    assert Aanbod.objects.filter(kenmerk=eerste, behoeften__slug__startswith="veiligheid").exists()


def test_voorstellen_noemen_behoefte_aanbod_en_organisatie(client: Client, kaart: None) -> None:
    gevonden = voorstellen(client, "taal")
    assert gevonden[0].endswith("behoefte")
    assert any(naam.endswith("aanbod") for naam in gevonden)
    assert any(naam.endswith("organisatie") for naam in voorstellen(client, "vluchtelingenw"))
    assert any("Eten en drinken" in naam for naam in voorstellen(client, "honger"))
    assert voorstellen(client, "x" * 300) == voorstellen(client, "t") == voorstellen(client, "") == []


def test_een_voorstel_verraadt_een_bezoeker_niets(client: Client, als: Callable[[str], Client], kaart: None) -> None:
    geheim = Aanbod.objects.filter(zichtbaarheid="professionals").first()
    assert geheim is not None
    begin = geheim.naam[:8]
    assert any(geheim.naam in naam for naam in voorstellen(als("opbouwwerker"), geheim.naam))
    assert not any(geheim.naam in naam for naam in voorstellen(client, begin))


def test_dezelfde_vraag_wordt_niet_nog_eens_gestuurd_en_een_ander_krijgt_zijn_eigen_pagina(
    client: Client, als: Callable[[str], Client], kaart: None
) -> None:
    cache.clear()
    client.get("/zoeken/?q=eten")  # from here on the browser has the cookie of the forms on the page
    eerste = client.get("/zoeken/?q=eten")
    merk = eerste.headers["ETag"]
    assert client.get("/zoeken/?q=eten", headers={"if-none-match": merk}).status_code == 304
    assert client.get("/zoeken/?q=drinken", headers={"if-none-match": merk}).status_code == 200
    assert als("opbouwwerker").get("/zoeken/?q=eten", headers={"if-none-match": merk}).status_code == 200
    assert client.get("/zoeken/?q=eten", headers={"if-none-match": merk, "hx-request": "true"}).status_code == 200
    client.post("/zoeken/open-voor/", {"open_voor": "statushouders", "terug": "/zoeken/?q=eten"})
    assert client.get("/zoeken/?q=eten", headers={"if-none-match": merk}).status_code == 200
    Aanbod.objects.get(kenmerk="carabic-voedsel").save()
    opnieuw = Client().get("/zoeken/?q=eten", headers={"if-none-match": merk})
    assert opnieuw.status_code == 200
    assert eerste.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("daarna", ["cookie weg", "andere cookie"])
@pytest.mark.parametrize("bezoek", ["eerste", "tweede"])
def test_een_formulier_op_een_bewaarde_pagina_werkt_ook_nadat_het_koekje_wisselde(
    db: None, bezoek: str, daarna: str
) -> None:
    """A browser that kept the page and lost, or changed, the cookie of its forms gets a page whose forms work."""
    CategorieFabriek(slug="nieuwkomers")
    client, adres = Client(enforce_csrf_checks=True), "/zoeken/?q=eten"
    pagina = client.get(adres)
    if bezoek == "tweede":
        pagina = client.get(adres)
    del client.cookies[settings.CSRF_COOKIE_NAME]
    if daarna == "andere cookie":
        client.get("/zoeken/?q=drinken")
    bewaard = {"if-none-match": pagina.headers["ETag"]} if "ETag" in pagina.headers else {}
    weer = client.get(adres, headers=bewaard)
    # What the browser shows now: its own copy when it hears that nothing changed.
    tekst = (pagina if weer.status_code == 304 else weer).content.decode()
    [token, *_] = html.fromstring(tekst).xpath("//form[@action='/zoeken/open-voor/']//*[@name='csrfmiddlewaretoken']")
    keuze = {"open_voor": "nieuwkomers", "terug": adres, "csrfmiddlewaretoken": token.get("value")}
    assert client.post("/zoeken/open-voor/", keuze).status_code == 302


def test_een_voorstel_over_veiligheid_gaat_naar_een_adres_dat_niets_zegt(client: Client, kaart: None) -> None:
    html_ = client.get("/zoeken/voorstellen/", {"q": "mishandel"}).content.decode()
    assert 'data-adres="/even-rust/"' in html_
    assert "behoefte=veiligheid" not in html_
