"""The results page, as someone with a phone in hand meets it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html

from organisaties.models import Aanbod, Doelgroep, Gebied, Taal, Toegang
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
)


class Pagina:
    """What a results page says."""

    def __init__(self, client: Client, vraag: str = "", **kwargs: object) -> None:
        antwoord = client.get(f"/zoeken/{vraag}", **kwargs)  # type: ignore[arg-type]
        assert antwoord.status_code == 200
        self.tekst = antwoord.content.decode()
        self.boom = html.fromstring(self.tekst)

    @property
    def kenmerken(self) -> list[str]:
        """The results, without those that stand apart."""
        return [
            str(k) for k in self.boom.xpath("//article[@data-kenmerk][not(ancestor::*[@id='niet-voor'])]/@data-kenmerk")
        ]

    @property
    def niet_voor(self) -> list[str]:
        """What says no to the chosen group."""
        return [str(k) for k in self.boom.xpath("//*[@id='niet-voor']//article/@data-kenmerk")]

    @property
    def aantal(self) -> int:
        """The total."""
        return int(self.boom.xpath("//output/@data-aantal")[0])

    def keuze(self, facet: str, waarde: str) -> int:
        """Return the number behind a choice."""
        label = self.boom.xpath(f"//label[input[@name='{facet}'][@value='{waarde}']]")[0]
        return int(re.search(r"\d+", label.xpath(".//*[contains(@class,'aantal')]")[0].text_content()).group())  # type: ignore[union-attr]

    def artikel(self, kenmerk: str) -> str:
        """Return the text of one result."""
        return " ".join(self.boom.xpath(f"//article[@data-kenmerk='{kenmerk}']")[0].text_content().split())


def test_eerst_het_eigen_stadsdeel_dan_de_hele_stad_dan_online(client: Client, db: None) -> None:
    hier, daar = StadsdeelFabriek(slug="hier"), StadsdeelFabriek(slug="daar")
    maak_aanbod(kenmerk="online", naam="A", online=True)
    maak_aanbod(kenmerk="hele-stad", naam="B", hele_stad=True)
    maak_aanbod(kenmerk="gevestigd", naam="C", locaties=[LocatieFabriek(stadsdeel=hier)])
    maak_aanbod(kenmerk="werkt-voor", naam="D", stadsdelen=[hier])
    maak_aanbod(kenmerk="elders", naam="E", stadsdelen=[daar], locaties=[LocatieFabriek(stadsdeel=daar)])

    pagina = Pagina(client, "?stadsdeel=hier")

    assert pagina.kenmerken == ["gevestigd", "werkt-voor", "hele-stad", "online"]
    assert "In Hier" in pagina.artikel("gevestigd")
    assert "Voor Hier" in pagina.artikel("werkt-voor")
    assert "Voor de hele stad" in pagina.artikel("hele-stad")
    assert "Online" in pagina.artikel("online")


def test_een_behoefte_vindt_ook_wat_eronder_valt(client: Client, db: None) -> None:
    eten = BehoefteFabriek(slug="eten")
    maaltijd = BehoefteFabriek(slug="maaltijd", ouder=eten)
    maak_aanbod(kenmerk="breed", behoeften=[eten])
    maak_aanbod(kenmerk="smal", behoeften=[maaltijd])
    maak_aanbod(kenmerk="anders", behoeften=[BehoefteFabriek()])

    assert set(Pagina(client, "?behoefte=eten").kenmerken) == {"breed", "smal"}
    assert Pagina(client, "?behoefte=maaltijd").kenmerken == ["smal"]


def test_waarden_in_een_facet_zijn_of_en_facetten_onderling_en(client: Client, db: None) -> None:
    arabisch = Taal.objects.create(code="ar", naam="Arabisch", eigen_naam="العربية")
    farsi = Taal.objects.create(code="fa", naam="Farsi", eigen_naam="فارسی")
    maak_aanbod(kenmerk="ar-gratis", talen=[arabisch], kosten="gratis")
    maak_aanbod(kenmerk="fa-gratis", talen=[farsi], kosten="gratis")
    maak_aanbod(kenmerk="ar-betaald", talen=[arabisch], kosten="bijdrage")

    assert Pagina(client, "?taal=ar&taal=fa").aantal == 3
    assert Pagina(client, "?taal=ar&taal=fa&kosten=gratis").kenmerken == ["ar-gratis", "fa-gratis"]


def test_het_getal_achter_een_keuze_is_wat_die_keuze_geeft(client: Client, kaart: None) -> None:
    pagina = Pagina(client, "?behoefte=eten&kosten=gratis")
    for facet, waarden in {
        "stadsdeel": ["zuidoost", "weesp"],
        "taal": ["ar", "nl"],
        "aanmelden": ["inloop", "verwijzing"],
        "extra_doelgroep": ["vrouwen"],
        "zonder_bsn": ["ja", "navragen"],
        "open": ["nu", "vandaag", "onbekend"],
        "wanneer": ["vandaag", "morgen", "zaterdag", "weekend", "avond"],
        "kring": ["eigen", "gemengd"],
        "infrastructuur": ["aankomst", "sociaal"],
    }.items():
        for waarde in waarden:
            assert (
                pagina.keuze(facet, waarde) == Pagina(client, f"?behoefte=eten&kosten=gratis&{facet}={waarde}").aantal
            )
    # In the facet itself another value means 'or': its number is that of the value alone.
    assert pagina.keuze("kosten", "bijdrage") == Pagina(client, "?behoefte=eten&kosten=bijdrage").aantal


def test_wat_voor_iedereen_is_verdwijnt_nooit_onder_een_doelgroep(client: Client, db: None) -> None:
    vrouwen = Doelgroep.objects.get_or_create(slug="vrouwen", defaults={"naam": "Vrouwen"})[0]
    jongeren = Doelgroep.objects.get_or_create(slug="jongeren", defaults={"naam": "Jongeren"})[0]
    maak_aanbod(kenmerk="iedereen", naam="A")
    maak_aanbod(kenmerk="vrouwen", naam="B", doelgroepen=[vrouwen])
    maak_aanbod(kenmerk="jongeren", naam="C", doelgroepen=[jongeren])

    assert Pagina(client, "?extra_doelgroep=vrouwen").kenmerken == ["vrouwen", "iedereen"]


def test_de_groep_staat_nooit_in_een_adres_en_ordent_wel(client: Client, db: None) -> None:
    groep = CategorieFabriek(slug="groep", naam="Groep")
    for kenmerk, waarde in (("a-niet", "niet"), ("b-navragen", "navragen"), ("d-welkom", "welkom")):
        Toegang.objects.create(aanbod=maak_aanbod(kenmerk=kenmerk, naam=kenmerk), categorie=groep, waarde=waarde)
    maak_aanbod(kenmerk="c-zwijgt", naam="c-zwijgt")

    antwoord = client.post("/zoeken/open-voor/", {"open_voor": "groep", "terug": "/zoeken/?q="})

    assert antwoord.status_code == 302
    assert "groep" not in antwoord["Location"]
    assert "groep" not in antwoord.cookies.output()
    pagina = Pagina(client)
    assert pagina.kenmerken == ["d-welkom", "b-navragen", "c-zwijgt"]
    assert pagina.niet_voor == ["a-niet"]
    assert "Groep: niet bekend" in pagina.artikel("c-zwijgt")
    assert pagina.aantal == pagina.keuze("open_voor", "groep") == 3
    assert not pagina.boom.xpath("//a[contains(@href, 'open_voor') or contains(@href, 'groep')]")


def test_de_groep_is_met_een_tik_weer_weg(client: Client, db: None) -> None:
    groep = CategorieFabriek(slug="groep")
    Toegang.objects.create(aanbod=maak_aanbod(), categorie=groep, waarde="niet")
    client.post("/zoeken/open-voor/", {"open_voor": "groep", "terug": "/zoeken/"})
    assert Pagina(client).aantal == 0
    client.post("/zoeken/open-voor/", {"wis": "1", "terug": "/zoeken/"})
    assert Pagina(client).aantal == 1


def test_een_vreemd_adres_om_naar_terug_te_gaan_telt_niet(client: Client, db: None) -> None:
    antwoord = client.post("/zoeken/open-voor/", {"terug": "https://example.org/"})
    assert antwoord["Location"] == "/zoeken/"


def test_open_voor_in_een_link_telt_niet_en_dat_wordt_gezegd(client: Client, db: None) -> None:
    Toegang.objects.create(aanbod=maak_aanbod(), categorie=CategorieFabriek(slug="groep"), waarde="niet")
    pagina = Pagina(client, "?open_voor=groep")
    assert pagina.aantal == 1
    assert "staat nooit in een link" in pagina.tekst


def test_onbekende_filters_en_waarden_tellen_niet_en_dat_wordt_gezegd(client: Client, db: None) -> None:
    StadsdeelFabriek(slug="oost")
    maak_aanbod(hele_stad=True)
    pagina = Pagina(client, "?stadsdeel=oost&stadsdeel=mars&kleur=rood&pagina=99")
    assert pagina.aantal == 1
    assert "‘mars’" in pagina.tekst or "&#x27;mars&#x27;" in pagina.tekst
    assert "kleur" in pagina.tekst
    assert "Die pagina is er niet" in pagina.tekst


def test_niets_gevonden_zegt_welke_keuze_weg_kan_en_toont_de_hele_stad(client: Client, kaart: None) -> None:
    pagina = Pagina(client, "?behoefte=taal&taal=ps&stadsdeel=weesp")
    assert pagina.aantal == 0
    assert _uitwegen(client, pagina)
    assert pagina.kenmerken, "the citywide answer"
    assert "Vaste route" in pagina.tekst


def _uitwegen(client: Client, pagina: Pagina) -> list[str]:
    """Return what else can be asked, each held to the number it promises."""
    gevonden = []
    for link in pagina.boom.xpath("//ul[contains(@class,'lijst')]//a[contains(., 'Zoek ')]"):
        wat, beloofd = re.fullmatch(r"(.*) \((\d+)\)", link.text_content().strip()).groups()  # type: ignore[union-attr]
        assert Pagina(client, link.get("href").removeprefix("/zoeken/")).aantal == int(beloofd) > 0
        gevonden.append(wat)
    return gevonden


def test_niets_gevonden_noemt_eerst_wat_dichtbij_is_en_wat_ruimer_is(client: Client, kaart: None) -> None:
    pagina = Pagina(client, "?behoefte=eten-voedselpakket&formaliteit=informeel&stadsdeel=weesp")
    assert pagina.aantal == 0
    assert _uitwegen(client, pagina)[:4] == [
        "Zoek in Zuidoost",
        "Zoek in Oost",
        "Zoek ruimer: Eten en drinken",
        "Zoek zonder Voedselpakket",
    ]
    route = pagina.tekst.index("Vaste route")
    assert pagina.tekst.index("Dit kan wel") < pagina.tekst.index("Wel in de hele stad") < route
    assert "eerst bellen" not in pagina.tekst, "the page of the route knows whether there is a number"


def test_een_woord_dat_niets_vindt_wordt_niet_heel_de_kaart(client: Client, kaart: None) -> None:
    pagina = Pagina(client, "?q=xyzzy")
    assert (pagina.aantal, pagina.kenmerken, _uitwegen(client, pagina)) == (0, [], [])
    assert pagina.boom.xpath("//main//a[@href='/wegwijzer/']")


def test_25_op_een_pagina_en_geen_enkele_valt_ertussenuit(client: Client, db: None) -> None:
    gemaakt = {maak_aanbod().kenmerk for _ in range(60)}
    paginas = [Pagina(client, f"?pagina={nummer}").kenmerken for nummer in (1, 2, 3)]
    assert [len(pagina) for pagina in paginas] == [25, 25, 10]
    assert set().union(*paginas) == gemaakt


def test_wat_net_is_opgeslagen_is_meteen_te_vinden_en_wat_weg_is_niet(client: Client, db: None) -> None:
    assert Pagina(client, "?q=zeilles").kenmerken == []
    aanbod = maak_aanbod(kenmerk="zeilles", naam="Zeilles")
    assert Pagina(client, "?q=zeilles").kenmerken == ["zeilles"]
    Aanbod.objects.filter(pk=aanbod.pk).update(naam="Roeiles")
    assert Pagina(client, "?q=roeiles").kenmerken == ["zeilles"]
    aanbod.delete()
    assert Pagina(client, "?q=roeiles").kenmerken == []


def test_gepauzeerd_aanbod_staat_achteraan_en_zegt_het(client: Client, db: None) -> None:
    maak_aanbod(kenmerk="pauze", naam="A", pauze_vanaf="2020-01-01")
    maak_aanbod(kenmerk="gewoon", naam="B")
    pagina = Pagina(client)
    assert pagina.kenmerken == ["gewoon", "pauze"]
    assert "Nu even niet" in pagina.artikel("pauze")


def test_een_gebied_houdt_wat_voor_het_stadsdeel_en_de_stad_werkt(client: Client, db: None) -> None:
    oost = StadsdeelFabriek(slug="oost")
    buurt = Gebied.objects.create(slug="buurt", naam="Buurt", stadsdeel=oost)
    ander = Gebied.objects.create(slug="ander", naam="Ander", stadsdeel=oost)
    maak_aanbod(kenmerk="stad", naam="A", hele_stad=True)
    maak_aanbod(kenmerk="stadsdeel", naam="B", stadsdelen=[oost])
    maak_aanbod(kenmerk="buurt", naam="C", locaties=[LocatieFabriek(stadsdeel=oost, gebied=buurt)])
    maak_aanbod(kenmerk="ander", naam="D", locaties=[LocatieFabriek(stadsdeel=oost, gebied=ander)])
    assert Pagina(client, "?gebied=buurt").kenmerken == ["buurt", "stadsdeel", "stad"]


def test_elk_resultaat_zegt_wat_het_vraagt_en_onbekend_is_nooit_nee(client: Client, db: None) -> None:
    bekend = OrganisatieFabriek(website="https://voorbeeld.nl/")
    maak_aanbod(kenmerk="weet-niet", organisatie=bekend, bsn="onbekend", legitimatie="navragen")
    maak_aanbod(kenmerk="geen-ingang", organisatie=OrganisatieFabriek(), bsn="ja")
    assert "Vraagt een BSN +1" in Pagina(client).artikel("geen-ingang"), "nor is there a way in"
    tekst = Pagina(client).artikel("weet-niet")
    zonder_wit = "".join(tekst.split())
    assert "BSNnietbekend" in zonder_wit
    assert "Legitimatieeerstnavragen" in zonder_wit
    assert "Nog niet gecontroleerd" in tekst
    assert Pagina(client, "?zonder_bsn=ja").aantal == 0
    assert Pagina(client, "?zonder_bsn=navragen").aantal == 1


def test_htmx_en_gewone_browser_krijgen_dezelfde_pagina(client: Client, kaart: None) -> None:
    assert (
        Pagina(client, "?behoefte=taal").kenmerken
        == Pagina(client, "?behoefte=taal", headers={"HX-Request": "true"}).kenmerken
    )


@pytest.mark.django_db
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    waarden=st.dictionaries(
        st.sampled_from(["q", "stadsdeel", "gebied", "behoefte", "taal", "zonder_bsn", "pagina", "open_voor", "x"])
        | st.text(max_size=8),
        st.text(max_size=60),
        max_size=5,
    )
)
def test_elke_tekst_in_elke_parameter_geeft_een_pagina(client: Client, waarden: dict[str, str]) -> None:
    assert client.get("/zoeken/", waarden).status_code == 200


@pytest.mark.parametrize(
    "tekst", ["\x00", "a\x00b", "🚲" * 500, "مساعدة", "x" * 10_000, "'; DROP TABLE x; --", "%", "\\"]
)
def test_vreemde_zoekwoorden_geven_een_pagina(client: Client, db: None, tekst: str) -> None:
    maak_aanbod(organisatie=OrganisatieFabriek())
    # What is too long to be a question goes on without its end.
    pagina = client.get("/zoeken/", {"q": tekst, "stadsdeel": tekst, "pagina": tekst}, follow=True)
    assert pagina.status_code == 200
    assert len(pagina.redirect_chain) <= 1


def test_lezen_schrijft_niets(als: Callable[[str], Client], kaart: None) -> None:
    client = als("opbouwwerker")
    paden = ["/", "/zoeken/?q=eten", "/aanbod/carabic-voedsel/", "/organisaties/stap-verder/", "/stadsdelen/noord/"]
    with CaptureQueriesContext(connection) as gevangen:
        for pad in paden:
            assert client.get(pad).status_code == 200
    # PostgreSQL reads many rows through a cursor that it declares for a SELECT.
    leest = re.compile(r'(SELECT|WITH|PRAGMA|DECLARE "\w+" NO SCROLL CURSOR FOR SELECT)')
    geschreven = [q["sql"] for q in gevangen if not leest.match(q["sql"].lstrip("( "))]
    assert geschreven == []
