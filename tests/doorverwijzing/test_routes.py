"""Fixed lines on the results page, and who sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from doorverwijzing.models import Route, Stap
from organisaties.zichtbaarheid import BEZOEKER
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, StadsdeelFabriek, maak_aanbod


def maak_route(naam: str, **velden: object) -> Route:
    """Make a route of one step for the need 'eten'."""
    stadsdelen = velden.pop("stadsdelen", [])
    aanbod = velden.pop("aanbod", None) or maak_aanbod(naam=f"Doel van {naam}")
    route = Route.objects.create(
        kenmerk=naam.lower().replace(" ", "-"), naam=naam, behoefte=BehoefteFabriek(slug="eten"), **velden
    )
    route.stadsdelen.set(stadsdelen)  # type: ignore[arg-type]
    Stap.objects.create(route=route, nummer=1, aanbod=aanbod, wijze="warm", instructie="Ga mee.")
    return route


def test_de_route_van_het_stadsdeel_staat_voor_de_algemene_en_die_van_elders_niet(client: Client, db: None) -> None:
    hier, daar = StadsdeelFabriek(slug="hier"), StadsdeelFabriek(slug="daar")
    maak_route("A algemeen")
    maak_route("B hier", stadsdelen=[hier])
    maak_route("C daar", stadsdelen=[daar])
    tekst = client.get("/zoeken/?behoefte=eten&stadsdeel=hier").content.decode()
    assert tekst.index("B hier</a></h3>") < tekst.index("A algemeen</a></h3>")
    assert "C daar" not in tekst.replace("Doel van C daar", "")
    assert "B hier</a></h3>" not in client.get("/zoeken/?behoefte=eten").content.decode()


def test_een_route_voor_een_groep_staat_niet_bij_een_gewone_vraag(als: Callable[[str], Client], db: None) -> None:
    maak_route("Stille route", categorie=CategorieFabriek(gevoelig=True))
    for rol in ("bezoeker", "opbouwwerker"):
        assert "Stille route" not in als(rol).get("/zoeken/?behoefte=eten").content.decode().replace(
            "Doel van Stille route", ""
        )
    assert not Route.objects.zichtbaar_voor(BEZOEKER).exists()


def test_een_bezoeker_ziet_geen_stap_naar_wat_er_voor_hem_niet_is(client: Client, db: None) -> None:
    geheim = maak_aanbod(naam="Geheim huis", zichtbaarheid="professionals")
    route = maak_route("Route", aanbod=geheim)
    assert "Route</a></h3>" not in client.get("/zoeken/?behoefte=eten").content.decode(), "it would lead nowhere"
    Stap.objects.create(route=route, nummer=2, aanbod=maak_aanbod(), wijze="zelf", instructie="Ga.")
    tekst = client.get("/zoeken/?behoefte=eten").content.decode()
    assert "Route</a></h3>" in tekst
    assert "Geheim huis" not in tekst


def test_een_stap_leidt_naar_hoogstens_een_doel(db: None) -> None:
    route, aanbod = maak_route("Route"), maak_aanbod()
    with pytest.raises(IntegrityError), transaction.atomic():
        Stap.objects.create(
            route=route,
            nummer=2,
            aanbod=aanbod,
            organisatie=aanbod.organisatie,
            wijze="zelf",
            instructie="Kies er een.",
        )
