"""What somebody types does not travel and does not stay: not in an address, a page, a link or a suggestion."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote_plus

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from organisaties.models import Aanbod, Organisatie
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import antwoord as antwoord_module
from organisaties.zoeken import getypt as getypt_module
from organisaties.zoeken import register_voor
from organisaties.zoeken.getypt import Getypt, lees_getypt
from organisaties.zoeken.groepswoorden import Gesplitst
from organisaties.zoeken.index.register import Register
from tests.organisaties.test_zoeken import Pagina

LEZERS = ("bezoeker", "opbouwwerker")
# (typed with 'taalles', what may stand nowhere, how it is called)
GEHEIM = [
    ("bsn 123456782", "123456782", "het BSN"),
    ("geboren 12-03-1988", "1988", "de geboortedatum"),
    ("iemand81@gmail.com", "iemand81", "het e-mailadres"),
    ("06-12345678", "12345678", "het telefoonnummer"),
    ("020 555 12 34", "555", "het telefoonnummer"),
    ("mevrouw Kwibuka", "kwibuka", "de naam"),
    ("meneer hassan", "hassan", "de naam"),
    ("mijn naam is Tesfay", "tesfay", "de naam"),
    ("1102AB12", "12", "het huisnummer"),
    ("1102 AB 12", "12", "het huisnummer"),
    ("huisnr 77", "77", "het huisnummer"),
    ("Rozenstraat 77hs", "77", "het huisnummer"),
    ("NL12ABNA0123456789", "abna", "het rekeningnummer"),
]


def plekken_op(antwoord: Pagina) -> list[str]:
    """Return everything of a page in which a typed text may stand."""
    boom = antwoord.boom
    return [
        str(boom.findtext(".//title")),
        *(unquote_plus(str(een)) for een in boom.xpath("//@href | //@action | //@value | //@data-adres")),
        " ".join(boom.xpath("//main")[0].text_content().split()),
    ]


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("hoe", ["adres", "formulier", "met script"])
def test_persoonsgegevens_gaan_het_adres_uit_en_dat_wordt_gezegd(
    als: Callable[[str], Client], kaart: None, lezer: str, hoe: str
) -> None:
    client = als(lezer)
    client.get("/zoeken/")
    # All of them once; the other ways share what reads it.
    for getypt, geheim, heet in GEHEIM if (lezer, hoe) == ("bezoeker", "adres") else GEHEIM[::4]:
        vraag = {"q": f"taalles {getypt}", "stadsdeel": "oost"}
        if hoe == "adres":
            antwoord = client.get("/zoeken/", {**vraag, "pagina": "3"})
        else:
            antwoord = client.post("/zoeken/" if hoe == "formulier" else "/zoeken/open-voor/", vraag)
        assert antwoord.status_code == 302, getypt
        naar = antwoord["Location"]
        assert geheim not in unquote_plus(naar).casefold(), naar
        kruimel = antwoord.cookies["wegwijs_gelezen"].value
        assert geheim not in kruimel.casefold()
        assert "stadsdeel=oost" in naar
        assert "taalles" in naar
        pagina = Pagina(client, naar.removeprefix("/zoeken/"))
        assert pagina.aantal > 0, getypt
        assert f"Wij hebben {heet} weggelaten. Zoek zonder persoonsgegevens." in pagina.tekst, getypt
        for plek in plekken_op(pagina)[:-1]:
            assert not re.search(rf"[?&]q=[^&]*{geheim}", plek.casefold()), (getypt, plek)
            assert plek.casefold() != vraag["q"].casefold()
    assert "weggelaten" not in Pagina(client, naar.removeprefix("/zoeken/")).tekst, "once"


@pytest.mark.parametrize(
    "q", ["112", "113", "0800-2000", "116117", "1102", "inburgering 2024", "2 kinderen", "info@voorbeeld.nl", "gein 3"]
)
def test_wat_van_niemand_is_blijft_staan(client: Client, kaart: None, q: str) -> None:
    assert client.get("/zoeken/", {"q": q}).status_code == 200


def test_een_postcode_blijft_zonder_wat_zegt_welk_huis(client: Client, kaart: None) -> None:
    for getypt in ("1102ab12", "1102 AB 12", "1102AB 12-3 hs", "1102-ab huisnr 12", "1102AB/12"):
        assert client.get("/zoeken/", {"q": getypt})["Location"] == "/zoeken/?q=1102", getypt
    assert client.get("/zoeken/", {"q": "huisnr 7"})["Location"] == "/zoeken/"


def test_geen_enkele_naam_op_de_kaart_wordt_voor_iets_van_iemand_gehouden(kaart: None) -> None:
    """Whoever types the name of an organisation or an offer finds it."""
    register = register_voor(vertegenwoordiger(Kijker.PROFESSIONAL))
    namen = [*Organisatie.objects.values_list("naam", flat=True), *Aanbod.objects.values_list("naam", flat=True)]
    assert len(namen) > 100
    assert [naam for naam in namen if lees_getypt(naam, register).weg] == []


def test_in_een_lijst_van_namen_en_in_voorstellen_geldt_hetzelfde(als: Callable[[str], Client], kaart: None) -> None:
    for lezer in LEZERS:
        client = als(lezer)
        for getypt, geheim, _ in GEHEIM[::3]:
            for stuur in (client.get, client.post):
                antwoord = stuur("/organisaties/", {"q": f"stichting {getypt}"})
                assert antwoord.status_code == 302
                assert geheim not in unquote_plus(antwoord["Location"]).casefold()
            voorstellen = html.fromstring(
                f"<div>{client.post('/zoeken/voorstellen/', {'q': f'{getypt} gein'}).content.decode()}</div>"
            )
            for adres in voorstellen.xpath("//@data-adres"):
                assert geheim not in unquote_plus(adres).casefold(), getypt
        groep = client.get("/organisaties/", {"q": "statushouder"})
        assert groep["Location"] == "/organisaties/"
        assert "Op een woord voor een groep mensen zoeken we niet." in client.get("/organisaties/").content.decode()
        assert client.get("/organisaties/", {"q": "vluchtelingen"}).status_code == 200, "begins a name"
        assert client.post("/organisaties/", {"q": "vluchtelingen"})["Location"] == "/organisaties/?q=vluchtelingen"
        assert client.get("/zoeken/voorstellen/", {"q": "eten ongedocumenteerd"})["Location"].endswith("?q=eten")


@pytest.mark.parametrize("lezer", LEZERS)
def test_wat_getypt_wordt_gaat_nooit_met_een_adres_mee(als: Callable[[str], Client], kaart: None, lezer: str) -> None:
    """No form of ours with a box for words sends it in an address, nor does what asks while typing."""
    client = als(lezer)
    for pad in ("/", "/zoeken/", "/organisaties/", "/bestaat-niet/"):
        boom = html.fromstring(client.get(pad).content)
        vakken = boom.xpath("//input[@type='search' or @type='text' or not(@type)] | //textarea")
        assert vakken, pad
        for vak in vakken:
            [formulier] = vak.xpath("ancestor::form")
            assert formulier.get("method") == "post", (pad, vak.get("name"))
            assert vak.get("data-hx-get") is None
    naar = client.post("/zoeken/", {"q": "fietsles", "stadsdeel": ""})
    assert naar["Location"] == "/zoeken/?q=fietsles"
    vreemd = Client(enforce_csrf_checks=True)
    assert vreemd.post("/zoeken/", {"q": "fietsles"}).status_code == 302, "also from a page that was kept"


def test_wat_al_gelezen_is_wordt_niet_nog_eens_gelezen(
    client: Client, kaart: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = getypt_module.splits
    keren: list[str] = []

    def geteld(tekst: str, register: Register) -> Gesplitst:
        keren.append(tekst)
        return echt(tekst, register)

    for module in (antwoord_module, getypt_module):
        monkeypatch.setattr(module, "splits", geteld)
    assert client.get("/zoeken/?q=fietsles").status_code == 200
    assert len(keren) == 1
    client.get(reverse("uitvoer:resultaten"), {"q": "fietsles", "vorm": "csv"})
    assert len(keren) == 2


@pytest.mark.parametrize(
    ("getypt", "rest"),
    [
        ("i have no documents", ""),
        ("my sister is undocumented", ""),
        ("I am undocumented and pregnant", "pregnant"),
        ("he hits me, i have no papers", "he hits me"),
        ("ik ben illegaal hier", ""),
        ("mijn buurman heeft geen papieren en zoekt een dokter", "zoekt een dokter"),
        ("ik kan niet slapen en ben ongedocumenteerd", "ik kan niet slapen"),
        ("hij slaat mij ik ben illegaal", "hij slaat mij"),
        ("nous sommes sans papiers", ""),
        ("mon mari est sans papiers, médecin", "médecin"),
        ("estoy sin papeles", ""),
        ("somos sin papeles y necesito medico", "necesito medico"),
        ("estou sem documentos", ""),
        ("jestem bez dokumentow", ""),
        ("ben kaçak", ""),
        ("waxaan ahay sharci la'aan", ""),
        ("انا بدون أوراق", ""),
        ("من مدارک ندارم", ""),
        ("у меня нет документов", ""),
        ("у мене немає документів", ""),
        # What is said beside it stays, also where it is small.
        ("les voor ongedocumenteerden", "les"),
        ("les sans papiers", "les"),
        ("vrouw zonder papieren", "vrouw"),
        ("zonder papieren kan niet slapen", "kan niet slapen"),
    ],
)
def test_om_een_groepswoord_blijft_geen_vulling_staan(kaart: None, getypt: str, rest: str) -> None:
    for soort in (Kijker.PROFESSIONAL, Kijker.BEZOEKER):
        assert lees_getypt(getypt, register_voor(vertegenwoordiger(soort))).rest == rest


def test_zonder_vraag_staat_er_wat_er_voor_die_groep_is(als: Callable[[str], Client], kaart: None) -> None:
    for lezer in LEZERS:
        pagina = Pagina(als(lezer), "?q=i+have+no+documents", follow=True)
        assert pagina.aantal > 0
        assert not pagina.boom.xpath("//input[@id='q']/@value")[0]


def test_een_groep_van_een_vorige_vraag_wordt_genoemd_en_gaat_met_een_tik_uit(
    als: Callable[[str], Client], kaart: None
) -> None:
    client = als("opbouwwerker")
    client.get("/zoeken/")
    nog = "staat nog aan van je vorige vraag"
    naar = client.post("/zoeken/", {"q": "statushouder taalles"})["Location"]
    assert nog not in client.get(naar).content.decode(), "it was said now"
    for hoe, velden in (("/zoeken/", {}), ("/zoeken/open-voor/", {"eerder": "taalles", "open_voor": "statushouders"})):
        naar = client.post(hoe, {"q": "tandarts", **velden})["Location"]
        boom = html.fromstring(client.get(naar).content)
        [melding] = boom.xpath("//*[@data-gelezen]")
        assert f"‘Open voor statushouders’ {nog}" in melding.text_content()
        [uit] = melding.xpath(".//form[@method='post']")
        assert uit.xpath(".//button[@name='wis']")
    # Not where nothing else is asked, and not where it was ticked for this question.
    zelfde = {"q": "tandarts", "eerder": "tandarts", "open_voor": "statushouders"}
    assert nog not in client.get(client.post("/zoeken/open-voor/", zelfde)["Location"]).content.decode()
    assert "Staat nog aan: Open voor statushouders" in client.get("/").content.decode()
    client.post("/zoeken/open-voor/", {"wis": "1", "terug": "/"})
    erbij = {"q": "eten", "eerder": "tandarts", "open_voor": "statushouders"}
    assert nog not in client.get(client.post("/zoeken/open-voor/", erbij)["Location"]).content.decode()


def test_niets_is_niets(kaart: None) -> None:
    register = register_voor(vertegenwoordiger(Kijker.BEZOEKER))
    assert lees_getypt("  ", register) == Getypt()
    assert lees_getypt(" taalles ", register).rest == "taalles"
    assert not lees_getypt(" taalles ", register).anders
