"""Who sees what: the rules by themselves, and a walk through the whole site as a visitor."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from lxml import html

from organisaties.models import (
    Aanbod,
    Contactpersoon,
    Gebied,
    Locatie,
    Nieuwkomerscategorie,
    Organisatie,
    Praktijktip,
    Toegang,
)
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.bestanden import alles_als_tekst, inhoud
from tests.fabrieken import (
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

# Words that would betray to a visitor that something is there for people without papers.
SPOREN = re.compile(r"ongedocumenteerd|zonder (verblijfs)?papieren|illegal|undocumented|geen papieren", re.IGNORECASE)


def loop_door_de_site(client: Client, start: str = "/") -> dict[str, str]:
    """Return the html of every page that can be reached by links, by address."""
    gezien: dict[str, str] = {}
    wachtrij = [start]
    while wachtrij:
        adres = wachtrij.pop()
        if adres in gezien:
            continue
        antwoord = client.get(adres)
        assert antwoord.status_code in (200, 302), f"{adres}: {antwoord.status_code}"
        gezien[adres] = alles_als_tekst(inhoud(antwoord))
        if not gezien[adres] or not antwoord["Content-Type"].startswith("text/html"):
            continue
        hrefs = (str(href).split("#")[0] for href in html.fromstring(gezien[adres]).xpath("//a/@href"))
        wachtrij += [href for href in hrefs if href.startswith("/") and _is_een_bezoek_waard(href)]
    return gezien


def _is_een_bezoek_waard(href: str) -> bool:
    """Pass over most of the endless combinations: of results with one choice a third, of the wegwijzer one in ten."""
    if href.startswith("/zoeken/uitvoer/"):
        return False  # the same rows as csv, xlsx and ods; test_uitvoer.py opens those
    if href.startswith("/agenda.ics"):
        return href.count("=") <= 1
    deel = zlib.crc32(href.encode())
    if "/briefje" in href:
        return deel % 25 == 0  # twelve languages of every offer; test_briefje.py reads them all
    if href.startswith("/zoeken/"):
        return href.count("=") == 0 or (href.count("=") == 1 and deel % 3 == 0)
    if href.startswith("/wegwijzer/") and not href.startswith("/wegwijzer/routes/") and href.count("/") >= 4:
        return deel % 10 == 0
    return True


_bezoek: dict[str, str] = {}


@pytest.fixture
def bezoek(client: Client, kaart: None) -> dict[str, str]:
    """Every page a visitor can reach; walked once, as the opening data is the same for every test."""
    if not _bezoek:
        _bezoek.update(loop_door_de_site(client))
    return _bezoek


def test_een_bezoeker_vindt_nergens_een_ingang_voor_professionals(bezoek: dict[str, str]) -> None:
    assert len(bezoek) > 250
    geheim: dict[str, str] = {}
    for model in (Aanbod, Organisatie):
        geheim |= dict(model.objects.filter(zichtbaarheid="professionals").values_list("kenmerk", "naam"))
    geheim |= dict(Aanbod.objects.filter(organisatie__zichtbaarheid="professionals").values_list("kenmerk", "naam"))
    geheim |= dict(Locatie.objects.filter(organisatie__zichtbaarheid="professionals").values_list("kenmerk", "naam"))
    assert geheim
    for adres, tekst in bezoek.items():
        for kenmerk, naam in geheim.items():
            assert f"/{kenmerk}/" not in tekst, f"{kenmerk} on {adres}"
            assert naam not in tekst, f"{naam} on {adres}"


def test_een_bezoeker_vindt_nergens_een_spoor_van_een_gevoelige_groep(bezoek: dict[str, str]) -> None:
    gevoelig = Nieuwkomerscategorie.objects.filter(gevoelig=True)
    assert gevoelig
    for adres, tekst in bezoek.items():
        assert not SPOREN.search(tekst), f"{SPOREN.search(tekst)} on {adres}"
        for categorie in gevoelig:
            assert categorie.slug not in tekst, adres
            assert categorie.naam not in tekst, adres


def test_een_bezoeker_ziet_nooit_wat_voor_collegas_geschreven_is(bezoek: dict[str, str]) -> None:
    intern = [t for t in Aanbod.objects.values_list("let_op", flat=True) if len(t) > 20]
    intern += [t for t in Organisatie.objects.values_list("opmerking", flat=True) if len(t) > 20]
    alles = "\n".join(bezoek.values())
    for tekst in intern:
        assert tekst not in alles


def test_een_bezoeker_kan_de_gevoelige_groep_ook_niet_kiezen(client: Client, kaart: None) -> None:
    client.post("/zoeken/open-voor/", {"open_voor": "ongedocumenteerden", "terug": "/zoeken/"})
    met = client.get("/zoeken/").content.decode()
    assert not SPOREN.search(met)
    zonder = Client().get("/zoeken/").content.decode()
    assert re.findall(r'data-kenmerk="(.*?)"', met) == re.findall(r'data-kenmerk="(.*?)"', zonder)


def test_een_opbouwwerker_ziet_de_gevoelige_groep_en_wat_voor_professionals_is(
    als: Callable[[str], Client], kaart: None
) -> None:
    client = als("opbouwwerker")
    assert "Ongedocumenteerden" in client.get("/zoeken/").content.decode()
    assert client.get("/aanbod/hushu-house-eten/").status_code == 200
    assert Client().get("/aanbod/hushu-house-eten/").status_code == 404


def test_naam_openbaar_toont_naam_en_stadsdeel_maar_geen_plek_of_tijden(
    als: Callable[[str], Client], client: Client, db: None
) -> None:
    oost = StadsdeelFabriek(slug="oost", naam="Oost")
    plek = LocatieFabriek(naam="Geheime plek", straat="Verborgenstraat", stadsdeel=oost)
    aanbod = maak_aanbod(naam="Koor", zichtbaarheid="naam-openbaar", tijden="di avond", locaties=[plek])
    aanbod.openingstijden.create(weekdag=2, van="19:00", tot="21:00")
    for adres in (f"/aanbod/{aanbod.kenmerk}/", "/zoeken/?stadsdeel=oost"):
        tekst = client.get(adres).content.decode()
        assert "Koor" in tekst
        for geheim in ("Geheime plek", "Verborgenstraat", "di avond", "19:00"):
            assert geheim not in tekst, adres
    # The place itself is public, but must not tell which organisation is there.
    assert "Koor" not in client.get(f"/locaties/{plek.kenmerk}/").content.decode()
    assert "Verborgenstraat" in als("opbouwwerker").get(f"/aanbod/{aanbod.kenmerk}/").content.decode()


def test_geen_filter_verraadt_de_plek_of_tijden_van_naam_openbaar(client: Client, db: None) -> None:
    oost = StadsdeelFabriek(slug="oost")
    buurt = Gebied.objects.create(slug="buurt", naam="Buurt", stadsdeel=oost)
    aanbod = maak_aanbod(
        naam="Koor", zichtbaarheid="naam-openbaar", locaties=[LocatieFabriek(stadsdeel=oost, gebied=buurt)]
    )
    for dag in range(1, 8):
        aanbod.openingstijden.create(weekdag=dag)
    aantal = re.compile(r'data-aantal="(\d+)"')
    for vraag, verwacht in (("stadsdeel=oost", "1"), ("gebied=buurt", "0"), ("open=vandaag", "0")):
        assert aantal.search(client.get(f"/zoeken/?{vraag}").content.decode()).group(1) == verwacht, vraag  # type: ignore[union-attr]


def test_een_aanbod_is_zo_dicht_als_zijn_organisatie(client: Client, db: None) -> None:
    aanbod = maak_aanbod(organisatie=OrganisatieFabriek(zichtbaarheid="professionals"))
    plek = LocatieFabriek(organisatie=aanbod.organisatie)
    assert client.get(f"/aanbod/{aanbod.kenmerk}/").status_code == 404
    assert client.get(f"/locaties/{plek.kenmerk}/").status_code == 404


@pytest.mark.parametrize("status", ["concept", "gestopt"])
def test_een_concept_bestaat_niet_voor_een_bezoeker(client: Client, db: None, status: str) -> None:
    aanbod = maak_aanbod(status=status)
    assert client.get(f"/aanbod/{aanbod.kenmerk}/").status_code == 404
    assert aanbod.kenmerk not in client.get("/zoeken/").content.decode()


@pytest.mark.parametrize("status", ["concept", "gestopt"])
def test_de_plek_van_wie_er_nog_niet_of_niet_meer_is_blijft_verborgen(
    als: Callable[[str], Client], client: Client, db: None, status: str
) -> None:
    """Also where an offer of somebody else, which is there for everybody, is held in that place."""
    oost = StadsdeelFabriek(slug="oost", naam="Oost")
    buurt = Gebied.objects.create(slug="buurt", naam="Buurt", stadsdeel=oost)
    huis = OrganisatieFabriek(naam="Huis van straks", status=status)
    plek = LocatieFabriek(organisatie=huis, naam="Stille zaal", straat="Verborgenstraat", stadsdeel=oost, gebied=buurt)
    gast = maak_aanbod(naam="Koor", locaties=[plek])
    gewoon = maak_aanbod(naam="Schaken", locaties=[LocatieFabriek(naam="Open zaal", stadsdeel=oost, gebied=buurt)])
    assert client.get(f"/locaties/{plek.kenmerk}/").status_code == 404
    for adres in (
        *(f"/aanbod/{gast.kenmerk}/", f"/organisaties/{gast.organisatie.kenmerk}/", "/zoeken/?q=koor"),
        *(f"/aanbod/{gast.kenmerk}/briefje/?taal=en", "/open-data/plekken.geojson", "/open-data/locaties.csv"),
    ):
        antwoord = client.get(adres, follow=True)
        assert antwoord.status_code == 200, adres
        tekst = alles_als_tekst(inhoud(antwoord))
        for geheim in ("Stille zaal", "Verborgenstraat", "Huis van straks"):
            assert geheim not in tekst, adres
    # Nor does a choice of area tell that it is there: what is asked for shows the other place alone.
    for vraag in ("stadsdeel=oost", "gebied=buurt"):
        tekst = client.get(f"/zoeken/?{vraag}").content.decode()
        assert f'data-kenmerk="{gewoon.kenmerk}"' in tekst
        assert f'data-kenmerk="{gast.kenmerk}"' not in tekst, vraag
    collega = als("opbouwwerker")
    assert collega.get(f"/locaties/{plek.kenmerk}/").status_code == 200
    assert "Verborgenstraat" in collega.get(f"/aanbod/{gast.kenmerk}/").content.decode()


def test_een_aanbieder_ziet_zijn_eigen_dichte_ingang_en_geen_andere(db: None) -> None:
    eigen = maak_aanbod(zichtbaarheid="professionals")
    ander = maak_aanbod(zichtbaarheid="professionals")
    aanbieder = maak_medewerker(Rol.AANBIEDER)
    aanbieder.organisaties.add(eigen.organisatie)
    client = Client()
    client.force_login(aanbieder)
    assert client.get(f"/aanbod/{eigen.kenmerk}/").status_code == 200
    assert client.get(f"/aanbod/{ander.kenmerk}/").status_code == 404


def test_contactpersonen_en_tips_zijn_er_alleen_voor_professionals(db: None) -> None:
    aanbod = maak_aanbod()
    Contactpersoon.objects.create(organisatie=aanbod.organisatie, rol="coördinator")
    Praktijktip.objects.create(aanbod=aanbod, tekst="Bel voor tienen.", rol="opbouwwerker", gegeven_op="2026-01-01")
    Toegang.objects.create(aanbod=aanbod, categorie=CategorieFabriek(gevoelig=True), waarde="welkom")
    professional = maak_medewerker(Rol.OPBOUWWERKER)
    for model in (Contactpersoon, Praktijktip, Toegang):
        assert model.objects.zichtbaar_voor(AnonymousUser()).count() == 0
        assert model.objects.zichtbaar_voor(BEZOEKER).count() == 0
        assert model.objects.zichtbaar_voor(professional).count() == 1


def test_een_ingang_die_niet_langs_de_regels_kwam_toont_niets(db: None) -> None:
    aanbod = Aanbod.objects.get(pk=maak_aanbod(let_op="geheim").pk)
    with pytest.raises(AttributeError):
        _ = aanbod.zichtbare_let_op
    with pytest.raises(AttributeError):
        _ = aanbod.zichtbare_locaties
