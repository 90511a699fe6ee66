"""The slip as a page: what stands on it, for whom, and above all what does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as instelling
from hypothesis import strategies as st
from lxml import html

from doorverwijzing.briefje.talen import TALEN
from doorverwijzing.models import Stap
from organisaties.models import Aanbod, Behoefte, Organisatie, Taal, Toegang
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import (
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
)

CODES = [taal.code for taal in TALEN]


def blad(tekst: str) -> str:
    """Return what a reader reads on the sheet, without the bar above it."""
    [artikel] = html.fromstring(tekst).xpath("//article")
    return " ".join(artikel.text_content().split())


@pytest.fixture
def dokter(db: None) -> Aanbod:
    """Make an offer of which everything is known."""
    huis = OrganisatieFabriek(naam="Het Huis (gezondheid)", contact_rol="balie", telefoon="0600-000000")
    plek = LocatieFabriek(
        naam="Het Huis",
        straat="Proefstraat",
        huisnummer="12",
        postcode="1012 AB",
        organisatie=huis,
        stadsdeel=StadsdeelFabriek(slug="centrum", naam="Centrum"),
    )
    arabisch = Taal.objects.get_or_create(code="ar", defaults={"naam": "Arabisch", "eigen_naam": "العربية"})[0]
    aanbod = maak_aanbod(
        kenmerk="dokter",
        naam="Inloop bij de dokter",
        organisatie=huis,
        locaties=[plek],
        talen=[arabisch],
        aanmelden="inloop",
        kosten="gratis",
        bsn="navragen",
        legitimatie="ja",
        documenten="brief|een foto van de kat",
        overdracht="Bel de dokter en loop mee.",
        let_op="Alleen voor collega’s: bij twijfel bellen.",
        omschrijving="Een dokter voor wie nergens anders terechtkan.",
    )
    aanbod.openingstijden.create(weekdag=1, van="10:00", tot="12:00")
    aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    Toegang.objects.create(
        aanbod=aanbod, categorie=CategorieFabriek(slug="groepnaam"), waarde="welkom", toelichting="Juist voor hen."
    )
    return aanbod


# --- What stands on it.


def test_op_het_briefje_staat_alles_in_twee_talen(client: Client, dokter: Aanbod) -> None:
    antwoord = client.get("/aanbod/dokter/briefje/?taal=ar")
    tekst = blad(antwoord.content.decode())
    for deel in (
        "Inloop bij de dokter",
        "Proefstraat 12",
        "1012 AB Amsterdam, Centrum",
        "maandag, dinsdag",
        "الاثنين، الثلاثاء",
        "10:00–12:00",
        "U kunt zo binnenlopen.",
        "يمكنك الدخول مباشرة.",
        "Het is gratis.",
        "هذا مجاني.",
        "de brief, een foto van de kat, identiteitsbewijs",
        "Vraag eerst of dit nodig is: BSN (burgerservicenummer).",
        "Arabisch",
        "العربية",
        "de balie",
        "مكتب الاستقبال",
        "0600-000000",
        "Kunt u mij helpen? Ik zoek dit adres.",
    ):
        assert deel in tekst, deel


def test_wat_voor_collegas_is_staat_er_voor_niemand_op(als: Callable[[str], Client], dokter: Aanbod) -> None:
    for rol in ("bezoeker", "opbouwwerker"):
        tekst = als(rol).get("/aanbod/dokter/briefje/?taal=en").content.decode()
        for stil_te_houden in ("collega", "loop mee", "terechtkan", "groepnaam", "Juist voor hen", "welkom"):
            assert stil_te_houden not in tekst.lower(), stil_te_houden


def test_van_de_eigen_taal_naar_het_nederlands_in_de_leesrichting(client: Client, dokter: Aanbod) -> None:
    for taal, richting in (("ar", "rtl"), ("fa", "rtl"), ("ti", "ltr"), ("en", "ltr")):
        boom = html.fromstring(client.get(f"/aanbod/dokter/briefje/?taal={taal}").content)
        for feit in boom.xpath("//*[@class='feit']"):
            assert feit.get("dir") == richting
            eigen, nl = feit.xpath("./div[contains(@class, 'tt')]/div")
            assert (eigen.get("lang"), eigen.get("dir")) == (taal, richting)
            assert (nl.get("lang"), nl.get("dir")) == ("nl", "ltr")
        assert boom.xpath("//*[@class='adres']/@dir") == ["ltr"]
        assert boom.xpath("//*[contains(@class, 'eigen')]//bdi[@dir='ltr' and contains(., '10:00')]")


def test_een_niet_nagekeken_vertaling_zegt_dat_in_beide_talen(client: Client, dokter: Aanbod) -> None:
    tekst = blad(client.get("/aanbod/dokter/briefje/?taal=en").content.decode())
    assert "Deze vertaling is nog niet nagekeken." in tekst
    assert "This translation has not been checked yet." in tekst
    assert "nagekeken" not in client.get("/aanbod/dokter/briefje/?taal=nl").content.decode()


def test_alleen_nederlands_kan_ook(client: Client, dokter: Aanbod) -> None:
    boom = html.fromstring(client.get("/aanbod/dokter/briefje/?taal=nl").content)
    assert not boom.xpath("//article//*[contains(@class, 'eigen')]")
    assert "Het is gratis." in boom.xpath("//article")[0].text_content()


def test_waar_de_klok_anders_loopt_zegt_het_briefje_welke_klok(client: Client, dokter: Aanbod) -> None:
    assert "klok in Nederland" in client.get("/aanbod/dokter/briefje/?taal=ti").content.decode()
    assert "klok in Nederland" not in client.get("/aanbod/dokter/briefje/?taal=tr").content.decode()


def test_wat_niet_bekend_is_wordt_gezegd_en_niet_ingevuld(client: Client, db: None) -> None:
    maak_aanbod(kenmerk="leeg", naam="Iets")
    tekst = blad(client.get("/aanbod/leeg/briefje/?taal=en").content.decode())
    for deel in (
        "We do not know where it is.",
        "We do not know the days and times.",
        "Ask first if you need an appointment.",
        "Ask first what it costs.",
        "Ask first what you need to bring.",
    ):
        assert deel in tekst
    assert "Languages" not in tekst
    assert "Ask for" not in tekst


def test_wat_niet_nodig_is_staat_er_niet_op(client: Client, db: None) -> None:
    """'No BSN needed' tells whoever finds the paper something about who carried it."""
    maak_aanbod(kenmerk="x", bsn="nee", legitimatie="nee", bankafschriften="nee")
    tekst = blad(client.get("/aanbod/x/briefje/?taal=en").content.decode())
    assert "BSN" not in tekst
    assert "Meenemen" not in tekst


@pytest.mark.parametrize(
    ("velden", "nl", "en"),
    [
        ({"pauze_vanaf": "2020-01-01"}, "Ga er nu niet heen.", "Do not go now."),
        ({"pauze_vanaf": "2020-01-01", "pauze_tot": "2090-02-03"}, "3 februari 2090", "3 February 2090"),
        ({"pauze_vanaf": "2090-02-03"}, "Vanaf 3 februari 2090 kan het even niet.", "From 3 February 2090"),
        ({"ruimte": "vol", "ruimte_op": timezone.localdate()}, "Het is vol.", "It is full."),
        (
            {"ruimte": "wachtlijst", "ruimte_op": timezone.localdate()},
            "Er is een wachtlijst.",
            "There is a waiting list.",
        ),
        ({"geldig_tot": "2090-02-03"}, "Dit kan tot en met 3 februari 2090.", "up to and including 3 February 2090"),
        ({"geldig_tot": "2020-02-03"}, "Ga er niet heen zonder te vragen.", "Do not go without asking."),
    ],
)
def test_pauze_vol_en_voorbij_waarschuwen(client: Client, db: None, velden: dict[str, Any], nl: str, en: str) -> None:
    maak_aanbod(kenmerk="x", **velden)
    boom = html.fromstring(client.get("/aanbod/x/briefje/?taal=en").content)
    [waarschuwing] = [" ".join(w.text_content().split()) for w in boom.xpath("//*[@class='pas-op']")]
    assert nl in waarschuwing
    assert en in waarschuwing


def test_een_sluiting_staat_op_het_briefje_voor_en_op_de_dag_zelf(client: Client, db: None) -> None:
    aanbod = maak_aanbod(kenmerk="x")
    vandaag = timezone.localdate()
    morgen, later = vandaag + datetime.timedelta(days=1), vandaag + datetime.timedelta(days=9)
    aanbod.openingstijden.create(weekdag=1, van="10:00", tot="12:00")
    rij = aanbod.openingstijden.create(soort="dicht", geldig_van=morgen, geldig_tot=later, toelichting="zomerstop")

    def gezegd() -> str:
        return " ".join(blad(client.get("/aanbod/x/briefje/?taal=en").content.decode()).split())

    assert "kan het even niet" in gezegd()
    aanbod.openingstijden.filter(pk=rij.pk).update(geldig_van=vandaag)
    assert "Ga er nu niet heen. Het kan niet tot en met" in gezegd()
    assert "Do not go now." in gezegd()
    aanbod.openingstijden.filter(pk=rij.pk).update(
        geldig_van=vandaag - datetime.timedelta(days=9), geldig_tot=vandaag - datetime.timedelta(days=1)
    )
    assert "Ga er nu niet heen" not in gezegd()


def test_een_gestopt_aanbod_zegt_een_collega_dat_niemand_er_heen_moet(als: Callable[[str], Client], db: None) -> None:
    maak_aanbod(kenmerk="x", status="gestopt")
    assert als("bezoeker").get("/aanbod/x/briefje/?taal=en").status_code == 404
    assert "Ga er niet heen. Dit is gestopt." in als("opbouwwerker").get("/aanbod/x/briefje/?taal=en").content.decode()


def test_tijden_in_woorden_staan_er_in_het_nederlands_met_een_zin_daarover(client: Client, db: None) -> None:
    maak_aanbod(kenmerk="x", tijden="twee keer per jaar, in juni en december")
    tekst = blad(client.get("/aanbod/x/briefje/?taal=en").content.decode())
    assert "twee keer per jaar, in juni en december" in tekst
    assert "On this paper this is in Dutch only." in tekst


def test_online_hoeft_niemand_ergens_heen(client: Client, db: None) -> None:
    organisatie = OrganisatieFabriek(website="https://www.voorbeeld.example/pad")
    maak_aanbod(kenmerk="x", online=True, organisatie=organisatie)
    tekst = blad(client.get("/aanbod/x/briefje/?taal=en").content.decode())
    assert "You do not have to go anywhere." in tekst
    assert "voorbeeld.example" in tekst


# --- Who sees what.


@pytest.mark.parametrize("pad", ["/aanbod/x/briefje/", "/aanbod/x/briefje/?taal=ar", "/aanbod/x/briefje.pdf?taal=ar"])
@pytest.mark.parametrize("van", ["aanbod", "organisatie"])
def test_wat_voor_professionals_is_heeft_voor_een_bezoeker_geen_briefje(
    als: Callable[[str], Client], db: None, pad: str, van: str
) -> None:
    if van == "aanbod":
        maak_aanbod(kenmerk="x", zichtbaarheid="professionals")
    else:
        maak_aanbod(kenmerk="x", organisatie=OrganisatieFabriek(zichtbaarheid="professionals"))
    assert als("bezoeker").get(pad).status_code == 404
    assert als("aanbieder").get(pad).status_code == 404
    assert als("opbouwwerker").get(pad).status_code in (200, 503)


def test_een_collega_wordt_gewaarschuwd_en_de_code_leidt_niet_naar_een_pagina_die_er_niet_is(
    als: Callable[[str], Client], db: None
) -> None:
    maak_aanbod(kenmerk="x", zichtbaarheid="professionals")
    boom = html.fromstring(als("opbouwwerker").get("/aanbod/x/briefje/?taal=ar").content)
    assert "Deze plek is niet openbaar." in boom.text_content()
    assert "niet openbaar" not in boom.xpath("//article")[0].text_content()
    assert not boom.xpath("//article//*[@class='qr' or contains(@class, 'qr')]")
    assert not boom.xpath("//*[@id='deel-link']")


def test_naam_openbaar_geeft_een_bezoeker_plek_noch_tijd_en_waarschuwt_een_collega(
    als: Callable[[str], Client], dokter: Aanbod
) -> None:
    Aanbod.objects.filter(pk=dokter.pk).update(zichtbaarheid="naam-openbaar")
    voor_bezoeker = als("bezoeker").get("/aanbod/dokter/briefje/?taal=ar").content.decode()
    for geheim in ("Proefstraat", "10:00", "0600", "openstreetmap", "maandag"):
        assert geheim not in voor_bezoeker
    assert "Vraag waar en wanneer aan de persoon van wie u dit briefje kreeg." in voor_bezoeker
    voor_collega = als("opbouwwerker").get("/aanbod/dokter/briefje/?taal=ar").content.decode()
    assert "Proefstraat" in voor_collega
    assert "Plek en tijden zijn niet openbaar." in voor_collega


def test_een_bezoeker_leest_geen_zorg_van_een_collega(client: Client, kaart: None) -> None:
    tekst = client.get("/aanbod/kruispost-huisarts/briefje/?taal=ar").content.decode()
    assert "balk-meldingen" not in tekst


@pytest.mark.parametrize("pad", ["/aanbod/dokter/briefje/?taal=ar", "/briefje/?aanbod=dokter&taal=ti"])
def test_het_briefje_blijft_tussen_lezer_en_papier(client: Client, dokter: Aanbod, pad: str) -> None:
    antwoord = client.get(pad)
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert "noindex" in antwoord["X-Robots-Tag"]
    assert {"private", "no-store"} <= set(antwoord["Cache-Control"].split(", "))
    boom = html.fromstring(antwoord.content)
    assert boom.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert not boom.xpath("//*/@style | //style | //script[not(@src)]")
    assert not boom.xpath("//form"), "a form would not pass without a referrer"


# --- The address of it.


@pytest.mark.parametrize("vraag", ["", "?taal=", "?taal=%00"], ids=["none", "empty", "a NUL is no text"])
def test_zonder_taal_kies_je_er_een_bij_de_eigen_naam(client: Client, dokter: Aanbod, vraag: str) -> None:
    boom = html.fromstring(client.get("/aanbod/dokter/briefje/" + vraag).content)
    talen = boom.xpath("//ul[@class='talen']//bdi")
    assert [taal.get("lang") for taal in talen] == [*CODES, "nl"]
    assert talen[0].text == "العربية"
    assert boom.xpath("//ul[@class='talen']//a/@href")[0] == "/aanbod/dokter/briefje/?taal=ar"


@pytest.mark.parametrize("taal", ["xx", "nederlands", "<script>", "ar;DROP", "٣", "a" * 300])
@pytest.mark.parametrize("pad", ["/aanbod/dokter/briefje/", "/aanbod/dokter/briefje.pdf", "/briefje/?aanbod=dokter"])
def test_een_taal_die_er_niet_is_geeft_een_zin_en_de_keuze(client: Client, dokter: Aanbod, pad: str, taal: str) -> None:
    antwoord = client.get(f"{pad}{'&' if '?' in pad else '?'}taal={taal}")
    assert antwoord.status_code == 400
    tekst = antwoord.content.decode()
    assert "In die taal hebben we geen briefje. Kies een taal hieronder." in tekst
    assert "ትግርኛ" in tekst


@instelling(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(aanbod=st.lists(st.text(max_size=80), max_size=12), taal=st.text(max_size=12))
def test_geen_adres_maakt_het_briefje_stuk(client: Client, dokter: Aanbod, aanbod: list[str], taal: str) -> None:
    antwoord = client.get("/briefje/", {"aanbod": [*aanbod, "dokter"], "taal": taal})
    assert antwoord.status_code in (200, 400, 404)
    assert "Briefje" in antwoord.content.decode()


@pytest.mark.parametrize("pad", ["/plek/aaaa/", "/plek/0/", "/plek/MFRGG/", "/plek/" + "a" * 400 + "/"])
def test_een_stille_code_die_nergens_heen_leidt_is_er_niet(client: Client, db: None, pad: str) -> None:
    assert client.get(pad).status_code == 404


def test_even_veel_vragen_aan_de_database_bij_een_als_bij_acht(als: Callable[[str], Client], db: None) -> None:
    kenmerken = []
    for nummer in range(8):
        plek = LocatieFabriek(stadsdeel=StadsdeelFabriek(slug="oost"))
        aanbod = maak_aanbod(kenmerk=f"a{nummer}", locaties=[plek], organisatie=plek.organisatie)
        aanbod.openingstijden.create(weekdag=1)
        aanbod.talen.add(Taal.objects.get_or_create(code=f"t{nummer}", defaults={"naam": "T", "eigen_naam": "T"})[0])
        aanbod.behoeften.add(Behoefte.objects.create(slug=f"b{nummer}", naam="B"))
        kenmerken.append(aanbod.kenmerk)
    for rol in ("bezoeker", "opbouwwerker"):
        client = als(rol)
        aantallen = []
        for rij in (kenmerken[:2], kenmerken):
            with CaptureQueriesContext(connection) as gevangen:
                assert client.get("/briefje/", {"aanbod": rij, "taal": "ar"}).status_code == 200
            aantallen.append(len(gevangen))
        assert aantallen[0] == aantallen[1]
        assert aantallen[1] <= 15


# --- Of a route.


def test_het_briefje_van_een_route_heeft_de_stappen_op_volgorde(client: Client, db: None) -> None:
    route = maak_route("Iets te eten", aanbod=maak_aanbod(kenmerk="eerst", naam="Eerst"))
    organisatie = OrganisatieFabriek(kenmerk="huis", naam="Het Huis")
    for nummer, velden in (
        (2, {"aanbod": maak_aanbod(kenmerk="dan", naam="Dan")}),
        (3, {"organisatie": organisatie, "alternatief_voor": 1}),
    ):
        Stap.objects.create(route=route, nummer=nummer, wijze="zelf", instructie="Ga.", **velden)
    antwoord = client.get(f"/wegwijzer/routes/{route.kenmerk}/briefje/?taal=en")
    assert antwoord["Location"] == "/briefje/?aanbod=eerst&aanbod=of.org.huis&aanbod=dan&taal=en"
    boom = html.fromstring(client.get(antwoord["Location"]).content)
    assert [h2.text_content().strip() for h2 in boom.xpath("//h2")] == ["Eerst", "Het Huis", "Dan"]
    assert [nummer.text for nummer in boom.xpath("//*[@class='nummer']")] == ["1", "2"]
    assert "Or, if this does not work:" in boom.text_content()
    assert "Iets te eten" not in boom.text_content()


def test_een_route_voor_een_gevoelige_groep_heeft_voor_een_bezoeker_geen_briefje(
    als: Callable[[str], Client], db: None
) -> None:
    route = maak_route("Stil", categorie=CategorieFabriek(gevoelig=True))
    assert als("bezoeker").get(f"/wegwijzer/routes/{route.kenmerk}/briefje/").status_code == 404
    assert als("opbouwwerker").get(f"/wegwijzer/routes/{route.kenmerk}/briefje/").status_code == 302


def test_het_briefje_is_vers_of_zegt_dat_je_eerst_moet_vragen(client: Client, dokter: Aanbod) -> None:
    zin = "Misschien klopt niet alles meer."
    assert zin in client.get("/aanbod/dokter/briefje/?taal=ar").content.decode()
    Aanbod.objects.filter(pk=dokter.pk).update(gecontroleerd_op=timezone.localdate())
    assert zin not in client.get("/aanbod/dokter/briefje/?taal=ar").content.decode()


def test_een_organisatie_op_een_briefje_toont_waar_en_wie(client: Client, db: None) -> None:
    huis = OrganisatieFabriek(kenmerk="huis", naam="Het Huis", contact_rol="de balie")
    LocatieFabriek(organisatie=huis, straat="Proefstraat", huisnummer="3")
    LocatieFabriek(organisatie=Organisatie.objects.get(kenmerk="huis"), straat="Geheim", zichtbaarheid="professionals")
    tekst = blad(client.get("/briefje/?aanbod=org.huis&taal=en").content.decode())
    assert "Proefstraat 3" in tekst
    assert "the reception desk" in tekst
    assert "Geheim" not in tekst
