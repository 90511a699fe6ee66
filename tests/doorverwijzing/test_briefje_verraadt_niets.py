"""What a slip never says: whom it is for, why, or who carries it; not on the sheet, in its address or its title."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils.text import slugify
from lxml import html

from doorverwijzing.briefje.sleutels import HOOGSTENS, Sleutel, kenmerk_van, stil
from doorverwijzing.briefje.talen import TALEN
from doorverwijzing.briefje.verraadt import Onthult
from doorverwijzing.models import Route
from organisaties.models import Aanbod, Behoefte, Synoniem
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_briefje import blad
from tests.fabrieken import CategorieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker

CODES = [taal.code for taal in TALEN]


def woorden_van_groepen() -> list[str]:
    """Return every word for a category in the opening data: names, dignified names, and the thesaurus."""
    mappen = settings.BASE_DIR / "fixtures"
    with (mappen / "categorieen.csv").open(encoding="utf-8-sig", newline="") as bestand:
        groepen = [
            waarde for rij in csv.DictReader(bestand) for waarde in (rij["slug"], rij["naam"], rij["naam_waardig"])
        ]
    termen = {"statushouder", "asielzoeker", "ongedocumenteerd", "oekraine", "arbeidsmigrant", "coa", "azc", "asiel"}
    with (mappen / "synoniemen.csv").open(encoding="utf-8-sig", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            if rij["term"] in termen:
                groepen += [rij["term"], *rij["synoniemen"].split("|")]
    # The stems, so that no ending slips through.
    groepen += ["statushouder", "asielzoeker", "ongedocumenteerd", "ontheemd", "arbeidsmigrant", "zonder bsn"]
    return [groep.lower() for groep in groepen]


GROEPEN = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, woorden_van_groepen())) + ")")


def stukken(rij: list[str], lengte: int) -> Iterator[list[str]]:
    """Yield a list in pieces."""
    return (rij[i : i + lengte] for i in range(0, len(rij), lengte))


@pytest.fixture
def collega(kaart: None) -> Client:
    """Give a browser of an opbouwwerker, who sees every offer."""
    client = Client()
    client.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    return client


def test_geen_woord_voor_een_groep_in_html_adres_of_titel_van_elk_aanbod(collega: Client) -> None:
    """By the address of its own, of every one of the 165 offers."""
    for nummer, kenmerk in enumerate(Aanbod.objects.order_by("pk").values_list("kenmerk", flat=True)):
        antwoord = collega.get(f"/aanbod/{kenmerk}/briefje/?taal={CODES[nummer % 12]}", follow=True)
        assert antwoord.status_code == 200
        tekst = unquote(antwoord.content.decode()).lower()
        assert not GROEPEN.search(tekst), (kenmerk, GROEPEN.search(tekst))
        adres = f"{antwoord.request['PATH_INFO']}?{antwoord.request['QUERY_STRING']}"
        assert not GROEPEN.search(unquote(adres).replace("-", " ")), adres
        assert not GROEPEN.search(unquote(adres)), adres
        assert "<title>Briefje – Wegwijs</title>" in antwoord.content.decode()
    assert nummer + 1 == 165


@pytest.mark.parametrize("taal", CODES)
def test_geen_woord_voor_een_groep_op_alle_briefjes_in_elke_taal(collega: Client, taal: str) -> None:
    """All 165 offers × 12 languages, eight on a sheet."""
    onthult = Onthult.van_de_kaart()
    kenmerken = list(Aanbod.objects.order_by("pk").values_list("kenmerk", flat=True))
    gezien = 0
    for stuk in stukken(kenmerken, HOOGSTENS):
        vraag = {"aanbod": [Sleutel(kenmerk).als_tekst(onthult) for kenmerk in stuk], "taal": taal}
        antwoord = collega.get("/briefje/", vraag)
        tekst = unquote(antwoord.content.decode()).lower()
        gezien += tekst.count('<section class="blok">')
        assert not GROEPEN.search(tekst), GROEPEN.search(tekst)
        assert not re.search("veiligheid|geweld|uitbuiting|mensenhandel|lhbti", tekst)
    assert gezien == len(kenmerken) == 165


def test_ook_de_routes_verraden_niets(collega: Client) -> None:
    for kenmerk in Route.objects.values_list("kenmerk", flat=True):
        antwoord = collega.get(f"/wegwijzer/routes/{kenmerk}/briefje/?taal=fa", follow=True)
        assert antwoord.status_code == 200
        adres = unquote(antwoord.request["QUERY_STRING"])
        assert kenmerk not in adres
        assert not GROEPEN.search(unquote(antwoord.content.decode()).lower()), kenmerk
        assert antwoord.request["PATH_INFO"] == "/briefje/"


def test_een_naam_die_verraadt_maakt_plaats_voor_een_naam_die_zwijgt(als: Callable[[str], Client], db: None) -> None:
    huis = OrganisatieFabriek(naam="Stichting Asielhulp (SAH)")
    maak_aanbod(kenmerk="a", naam="Inloop voor asielzoekers", organisatie=huis)
    maak_aanbod(kenmerk="b", naam="Hulp bij geweld", organisatie=OrganisatieFabriek(naam="De Brug"))
    niets = OrganisatieFabriek(naam="Oekraïners in de stad")
    maak_aanbod(kenmerk="c", naam="Voor mensen uit Oekraïne", organisatie=niets)
    client = als("opbouwwerker")
    for kenmerk, kop in (("a", "SAH"), ("b", "De Brug"), ("c", "You can go here Hier kunt u heen")):
        tekst = client.get(f"/aanbod/{kenmerk}/briefje/?taal=en").content.decode()
        [h1] = html.fromstring(tekst).xpath("//h1")
        assert " ".join(h1.text_content().split()) == kop
        assert "Daarom staat hij niet op het briefje" in tekst


@pytest.mark.parametrize(
    ("groep", "term", "ook", "naam"),
    [
        ("Statushouders", "statushouder", "inburgeraar|nieuwe stadsgenoot", "Eettafel met inburgeraars"),
        ("Statushouders", "statushouder", "inburgeraar|nieuwe stadsgenoot", "Koken met je nieuwe stadsgenoot"),
        ("Statushouders", "nieuwe stadsgenoot", "statushouders", "Nieuwe stadsgenoten eten mee"),
        ("Oekraïense ontheemden", "oekraine", "kyivse", "Kyivse soep"),
        ("Zeevarenden", "zeevarende", "matroos", "Matroos aan wal"),
    ],
)
def test_een_woord_dat_in_de_woordenlijst_bij_een_groep_staat_komt_niet_op_een_briefje(
    als: Callable[[str], Client], db: None, groep: str, term: str, ook: str, naam: str
) -> None:
    """What a beheerder adds today betrays from today on; words that belong to no group stay."""
    CategorieFabriek(naam=groep)
    Synoniem.objects.create(term=term, synoniemen=ook)
    Synoniem.objects.create(term="eettafel", synoniemen="buurtmaaltijd")
    huis = OrganisatieFabriek(naam="De Brug")
    stil_, gewoon = (
        maak_aanbod(kenmerk=slugify(titel), naam=titel, organisatie=huis) for titel in (naam, "Buurtmaaltijd")
    )
    client = als("opbouwwerker")
    antwoord = client.get(f"/aanbod/{stil_.kenmerk}/briefje/?taal=en", follow=True)
    tekst = unquote(antwoord.content.decode())
    assert "De Brug" in blad(tekst)
    assert naam not in tekst
    assert stil_.kenmerk not in tekst
    assert stil_.kenmerk not in unquote(f"{antwoord.request['PATH_INFO']}?{antwoord.request['QUERY_STRING']}")
    assert "Buurtmaaltijd" in blad(client.get(f"/aanbod/{gewoon.kenmerk}/briefje/?taal=en").content.decode())


def test_bij_een_behoefte_die_kwaad_kan_staat_alleen_de_organisatie(als: Callable[[str], Client], db: None) -> None:
    behoefte = Behoefte.objects.create(slug="rust", naam="Rust", neutraal=True)
    maak_aanbod(
        kenmerk="x", naam="Een plek voor nu", organisatie=OrganisatieFabriek(naam="De Brug"), behoeften=[behoefte]
    )
    tekst = als("opbouwwerker").get("/aanbod/x/briefje/?taal=en").content.decode()
    assert "Een plek voor nu" not in tekst
    assert "De Brug" in blad(tekst)
    assert "Kan het kwaad als een ander dit briefje vindt?" in tekst
    assert "kwaad" not in blad(tekst)


def test_een_adres_dat_verraadt_wordt_geruild(client: Client, kaart: None) -> None:
    antwoord = client.get("/aanbod/zwemles-statushouders/briefje/?taal=ar")
    assert antwoord.status_code == 302
    assert "statushouders" not in antwoord["Location"]
    tekst = client.get(antwoord["Location"]).content.decode()
    assert "statushouders" not in tekst.lower()
    [meer] = [a for a in html.fromstring(tekst).xpath("//footer//a/@href") if "/plek/" in a]
    pagina = client.get(urlsplit(meer).path)
    assert pagina["Location"] == "/aanbod/zwemles-statushouders/"


def test_de_stille_vorm_van_een_kenmerk_is_altijd_terug_te_lezen(db: None) -> None:
    onthult = Onthult(["statushouders"])
    for kenmerk in ("zwemles-statushouders", "a", "azc-9", "x" * 60):
        assert kenmerk_van(stil(kenmerk, onthult)) == kenmerk
    assert "statushouders" not in stil("zwemles-statushouders", onthult)
