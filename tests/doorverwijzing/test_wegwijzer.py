"""The wegwijzer: which route, which warnings, and never an empty page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.stappen import stappen_van
from doorverwijzing.wegwijzer.kiezen import kies_route, wijs
from organisaties.models import Behoefte, Nieuwkomerscategorie, Stadsdeel, Toegang
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker


def test_de_meest_eigen_route_wint(db: None) -> None:
    oost, groep = StadsdeelFabriek(slug="oost"), CategorieFabriek(slug="groep")
    maak_route("Algemeen")
    maak_route("Stadsdeel", stadsdelen=[oost])
    maak_route("Groep", categorie=groep)
    maak_route("Allebei", categorie=groep, stadsdelen=[oost])
    routes = list(Route.objects.select_related("behoefte", "categorie").prefetch_related("stadsdelen"))

    def gekozen(stadsdeel: str, *categorieen: str) -> str:
        keuze = kies_route(routes, ["eten"], stadsdeel, categorieen)
        assert keuze
        return keuze.route.naam

    assert gekozen("oost", "groep") == "Allebei"
    assert gekozen("west", "groep") == "Groep"
    assert gekozen("oost") == "Stadsdeel"
    assert gekozen("") == gekozen("west") == "Algemeen"
    assert kies_route(routes, ["slapen"], "oost", []) is None


def test_een_route_voor_de_groep_gaat_voor_een_route_voor_het_stadsdeel(client: Client, db: None) -> None:
    """Whom a door is open to decides whether one gets in; where it is only how far one goes."""
    oost, groep = StadsdeelFabriek(slug="oost"), CategorieFabriek(slug="groep")
    maak_route("A voor oost", stadsdelen=[oost])
    maak_route("B voor de groep", categorie=groep)
    adres = "/wegwijzer/eten/oost/"
    zonder = client.get(adres).content.decode()
    assert "A voor oost</" in zonder
    assert "B voor de groep</" not in zonder
    met = client.post("/zoeken/open-voor/", {"open_voor": "groep", "terug": adres}, follow=True).content.decode()
    assert "B voor de groep</" in met
    assert "A voor oost</" not in met


def test_de_smalle_behoefte_gaat_voor_de_brede_van_dezelfde_rang(db: None) -> None:
    breed = maak_route("Breed")
    smal = Behoefte.objects.create(slug="maaltijd", naam="Maaltijd", ouder=breed.behoefte)
    maak_route("Smal")
    Route.objects.filter(naam="Smal").update(behoefte=smal)
    routes = list(Route.objects.select_related("behoefte", "categorie").prefetch_related("stadsdelen"))
    keuze = kies_route(routes, ["maaltijd", "eten"], "", [])
    assert keuze
    assert keuze.route.naam == "Smal"


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("niet", "kan deze groep niet terecht"),
        ("navragen", "Vraag eerst na"),
        ("onbekend", "We weten niet"),
        (None, "We weten niet"),
    ],
)
def test_een_stap_die_niet_zeker_open_is_voor_de_groep_waarschuwt(db: None, waarde: str | None, verwacht: str) -> None:
    groep, aanbod = CategorieFabriek(slug="groep"), maak_aanbod()
    if waarde:
        Toegang.objects.create(aanbod=aanbod, categorie=groep, waarde=waarde)
    [beeld] = stappen_van(maak_route("Route", aanbod=aanbod), AnonymousUser(), ["groep"])
    assert any(verwacht in zin for zin in beeld.waarschuwingen)
    [zonder_groep] = stappen_van(Route.objects.get(), AnonymousUser())
    assert not any(verwacht in zin for zin in zonder_groep.waarschuwingen)


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"bsn": "ja"}, "BSN nodig"),
        ({"bsn": "navragen"}, "In principe met BSN"),
        ({"pauze_vanaf": "2020-01-01"}, "Nu even niet"),
        ({"ruimte": "vol", "ruimte_op": timezone.localdate()}, "Vol"),
        ({"eerst_overleggen": True}, "Overleg eerst"),
    ],
)
def test_een_stap_zegt_waar_je_op_stuit(db: None, velden: dict[str, object], verwacht: str) -> None:
    aanbod = maak_aanbod(**velden)
    aanbod.refresh_from_db()
    [beeld] = stappen_van(maak_route("Route", aanbod=aanbod), AnonymousUser())
    assert any(verwacht in zin for zin in beeld.waarschuwingen)


def test_een_alternatief_staat_onder_zijn_stap_en_staat_los_als_die_er_niet_is(db: None) -> None:
    geheim = maak_aanbod(naam="Geheim", zichtbaarheid="professionals")
    route = maak_route("Route", aanbod=geheim)
    Stap.objects.create(
        route=route, nummer=2, aanbod=maak_aanbod(naam="Ander"), wijze="zelf", instructie="x", alternatief_voor=1
    )
    [voor_collega] = stappen_van(route, maak_medewerker(Rol.OPBOUWWERKER))
    assert [a.stap.doel.naam for a in voor_collega.alternatieven] == ["Ander"]
    [voor_bezoeker] = stappen_van(route, AnonymousUser())
    assert voor_bezoeker.stap.doel.naam == "Ander"


def test_voor_alle_960_vragen_is_er_een_antwoord_en_nooit_een_nee_zonder_waarschuwing(kaart: None) -> None:
    professional = maak_medewerker(Rol.OPBOUWWERKER)
    behoeften = list(Behoefte.objects.filter(ouder=None).values_list("slug", flat=True))
    stadsdelen = list(Stadsdeel.objects.values_list("slug", flat=True))
    categorieen = ["", *Nieuwkomerscategorie.objects.values_list("slug", flat=True)]
    aantal = 0
    for behoefte in behoeften:
        for stadsdeel in stadsdelen:
            for categorie in categorieen:
                aantal += 1
                wijzing = wijs(behoefte, stadsdeel, [categorie] if categorie else [], professional)
                vraag = (behoefte, stadsdeel, categorie)
                assert wijzing.stappen or wijzing.andere, vraag
                assert not wijzing.keuze or wijzing.stappen, vraag
                for beeld in [b for stap in wijzing.stappen for b in (stap, *stap.alternatieven)]:
                    if beeld.oordeel == "niet":
                        assert "niet terecht" in beeld.waarschuwingen[0], vraag
                assert all(o.waarde != "niet" for r in wijzing.andere for o in r.toegang), vraag
    assert aantal == 960


def test_een_bezoeker_krijgt_ook_overal_een_antwoord_zonder_gevoelige_route(kaart: None) -> None:
    for behoefte in Behoefte.objects.filter(ouder=None):
        wijzing = wijs(behoefte.slug, "oost", ["ongedocumenteerden"], AnonymousUser())
        assert wijzing.stappen or wijzing.andere
        if wijzing.keuze:
            assert not (wijzing.keuze.route.categorie and wijzing.keuze.route.categorie.gevoelig)


@pytest.mark.parametrize("behoefte", ["wonen", "gezondheid", "geld"])
def test_zonder_bsn_in_oost_waarschuwt_voor_het_buurtteam_en_geeft_een_andere_deur(
    als: Callable[[str], Client], kaart: None, behoefte: str
) -> None:
    """A worker once sent someone without BSN to the buurtteam and did not know."""
    client = als("opbouwwerker")
    adres = f"/wegwijzer/{behoefte}/oost/"
    antwoord = client.post("/zoeken/open-voor/", {"open_voor": "ongedocumenteerden", "terug": adres}, follow=True)
    tekst = antwoord.content.decode()
    assert antwoord.request["PATH_INFO"] == adres
    kaders = re.split(r"<li class=\"kaartje", tekst)[1:]
    for kader in kaders:
        if "/aanbod/buurtteam-inloop/" in kader:
            assert "melding" in kader
    assert 'class="label welkom"' in tekst or "/aanbod/" in tekst
    wijzing = wijs(behoefte, "oost", ["ongedocumenteerden"], antwoord.wsgi_request.user)
    deuren = [b.oordeel for stap in wijzing.stappen for b in (stap, *stap.alternatieven)]
    deuren += [o.waarde for r in wijzing.andere for o in r.toegang]
    assert "welkom" in deuren


def test_elke_route_heeft_een_pagina_en_elke_stap_een_doel(als: Callable[[str], Client], kaart: None) -> None:
    client = als("opbouwwerker")
    for route in Route.objects.all():
        tekst = client.get(route.get_absolute_url()).content.decode()
        for stap in route.stappen.select_related("aanbod", "organisatie"):
            assert stap.doel.get_absolute_url() in tekst


def test_de_groep_staat_in_geen_enkel_adres_van_de_wegwijzer(als: Callable[[str], Client], kaart: None) -> None:
    client = als("opbouwwerker")
    client.post("/zoeken/open-voor/", {"open_voor": "ongedocumenteerden", "terug": "/"})
    for adres in ("/wegwijzer/", "/wegwijzer/eten/", "/wegwijzer/eten/oost/", "/wegwijzer/eten/oost/open-voor/"):
        adressen = re.findall(r'(?:href|action)="([^"]+)"', client.get(adres).content.decode())
        assert not [a for a in adressen if "ongedocumenteerden" in a]


def test_het_antwoord_vraagt_even_vaak_bij_2_als_bij_12_stappen(client: Client, db: None) -> None:
    route = maak_route("Route")
    aantallen = []
    for nummers in (range(2, 4), range(4, 14)):
        for nummer in nummers:
            Stap.objects.create(route=route, nummer=nummer, aanbod=maak_aanbod(), wijze="zelf", instructie="x")
        client.get("/wegwijzer/eten/hele-stad/")
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get("/wegwijzer/eten/hele-stad/").status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
    assert aantallen[1] <= 18
