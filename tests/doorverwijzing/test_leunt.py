"""What leans on an entry is said before it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from doorverwijzing.models import Hulplijn, Route, Stap
from doorverwijzing.routes.leunt import wat_leunt_hierop
from organisaties.models import Aanbod, Samenwerking
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, LocatieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker


@pytest.fixture
def eten(db: None) -> Aanbod:
    """Make an offer on which everything leans that can."""
    organisatie = OrganisatieFabriek(kenmerk="huis", naam="Huis")
    eten = maak_aanbod(kenmerk="eten", naam="Eten", organisatie=organisatie)
    maak_route("Alleen hier", aanbod=eten)
    samen = maak_route("Ook elders", aanbod=maak_aanbod())
    Stap.objects.create(route=samen, nummer=2, aanbod=eten, wijze="zelf", instructie="x")
    Stap.objects.create(route=samen, nummer=3, organisatie=organisatie, wijze="zelf", instructie="x")
    maak_route("Stille route", aanbod=eten, categorie=CategorieFabriek(gevoelig=True))
    maak_route("Klaar", aanbod=eten, status="concept")
    Samenwerking.objects.create(van=organisatie, naar=OrganisatieFabriek(naam="Buur"), soort="warme-lijn")
    Hulplijn.objects.create(slug="lijn", naam="De Lijn", waarvoor="x", aanbod=eten)
    maak_aanbod(naam="Te gast", locaties=[LocatieFabriek(organisatie=organisatie)])
    return eten


def test_een_collega_ziet_welke_routes_erop_leunen_en_welke_dan_leeg_zijn(eten: Aanbod) -> None:
    collega = maak_medewerker(Rol.OPBOUWWERKER)
    van_aanbod = wat_leunt_hierop(eten, collega)
    assert [(een.route.naam, een.nummers, een.niets_over) for een in van_aanbod.routes] == [
        ("Alleen hier", (1,), True),
        ("Ook elders", (2,), False),
        ("Stille route", (1,), True),
    ]
    assert [lijn.naam for lijn in van_aanbod.hulplijnen] == ["De Lijn"]
    van_huis = wat_leunt_hierop(eten.organisatie, collega)
    assert [een.nummers for een in van_huis.routes] == [(1,), (2, 3), (1,)]
    assert [str(lijn) for lijn in van_huis.lijnen] == ["Huis heeft een warme lijn met Buur"]
    assert [een.naam for een in van_huis.te_gast] == ["Te gast"]


def test_een_stap_die_zelf_al_weg_is_houdt_geen_route_overeind(eten: Aanbod) -> None:
    collega = maak_medewerker(Rol.OPBOUWWERKER)
    Aanbod.objects.filter(pk=Route.objects.get(naam="Ook elders").stappen.get(nummer=1).aanbod_id).update(
        status="gestopt"
    )
    assert all(een.niets_over for een in wat_leunt_hierop(eten.organisatie, collega).routes)


def test_een_eigenaar_leest_hier_geen_route_of_lijn_die_zij_niet_kent(eten: Aanbod) -> None:
    for lezer in (AnonymousUser(), maak_medewerker(Rol.AANBIEDER)):
        steun = wat_leunt_hierop(eten.organisatie, lezer)
        assert [een.route.naam for een in steun.routes] == ["Alleen hier", "Ook elders"]
        assert steun.lijnen == []


def test_waar_niets_op_leunt_zegt_dat_ook(als: Callable[[str], Client], db: None) -> None:
    los = maak_aanbod(kenmerk="los")
    assert not wat_leunt_hierop(los, BEZOEKER)
    assert "Er leunt geen route en geen lijn op." in als("coordinator").get("/aanbod/los/stand/").content.decode()


def test_de_vraag_voor_het_stoppen_noemt_de_routes(als: Callable[[str], Client], eten: Aanbod) -> None:
    client = als("coordinator")
    for adres in ("/aanbod/eten/stand/", "/organisaties/huis/stand/"):
        html = client.get(adres).content.decode()
        assert "Alleen hier" in html
        assert "Er blijft dan geen stap over" in html


def test_de_pagina_waarop_een_eigenaar_weggaat_noemt_ze_ook(eten: Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(eten.organisatie)
    client = Client()
    client.force_login(eigenaar)
    html = client.get("/mijn-organisaties/huis/verwijderen/").content.decode()
    assert "Alleen hier" in html
    assert "Te gast" in html
    assert "Stille route" not in html
