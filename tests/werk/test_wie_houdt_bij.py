"""'Wie houdt dit bij?' on the page of an entry: for colleagues, names only with consent, and true to the rights."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from doorverwijzing import rechten as routerechten
from doorverwijzing.models import Route
from organisaties import models as m
from organisaties import rechten
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_medewerker
from tests.werk.test_mensen import DINGEN

pytestmark = pytest.mark.django_db


def pad(ding: Any) -> str:
    return str(ding.get_absolute_url())


def gezegd(client: Client, waar: str) -> str:
    """Return what the page says of its keepers; '' where it says nothing."""
    boom = html.fromstring(client.get(waar).content)
    alineas = boom.xpath("//p[strong[starts-with(normalize-space(), 'Wie houdt')]]")
    return " ".join(" ".join(een.text_content().split()) for een in alineas)


def houder(naam: str, **velden: Any) -> m.Medewerker:
    return maak_medewerker(
        Rol.AANDACHTSFUNCTIONARIS, naam=naam, first_name=naam.title(), last_name="Houdster", naam_tonen=True, **velden
    )


def test_wie_er_staat_is_precies_wie_het_mag_bijhouden(stad: dict[str, Any], als: Callable[[str], Client]) -> None:
    mensen = {naam: houder(naam) for naam in ("oost", "west", "gebied", "behoefte", "doelgroep", "naam", "niets")}
    mensen["oost"].stadsdelen.set([stad["oost"]])
    mensen["west"].stadsdelen.set([stad["west"]])
    mensen["gebied"].gebieden.set([stad["gebied"]])
    mensen["behoefte"].behoeften.set([stad["behoefte"]])
    mensen["doelgroep"].doelgroepen.set([stad["doelgroep"]])
    for ding in ("elders", "binnen", "ver"):
        stad[ding].houders.set([mensen["naam"]])
    stad["elders"].stadsdelen.set([stad["west"]])
    stad["buiten"].werkgebied.set([stad["west"]])
    weg = houder("vertrokken", is_active=False)
    weg.stadsdelen.set([stad["oost"]])
    anders = maak_medewerker(
        Rol.OPBOUWWERKER, naam="anders", first_name="Anders", last_name="Houdster", naam_tonen=True
    )
    anders.stadsdelen.set([stad["oost"]])
    client = als("opbouwwerker")
    for naam in DINGEN:
        verwacht = {
            wie.first_name
            for wie in m.Medewerker.objects.filter(last_name="Houdster")
            if rechten.mag_bijhouden(wie, stad[naam])
        }
        zin = gezegd(client, pad(stad[naam]))
        assert {
            wie.first_name for wie in m.Medewerker.objects.exclude(first_name="") if f"{wie.first_name} Houdster" in zin
        } == verwacht, naam
        assert ("vraag een coördinator" in zin) is (not verwacht), naam
    assert "Oost Houdster" in gezegd(client, "/stadsdelen/oost/")


def test_zonder_toestemming_staat_er_de_rol_en_nooit_de_naam(
    stad: dict[str, Any], als: Callable[[str], Client]
) -> None:
    for naam in ("een", "twee"):
        wie = houder(naam)
        wie.stadsdelen.set([stad["oost"]])
    m.Medewerker.objects.update(naam_tonen=False)
    tekst = als("opbouwwerker").get(pad(stad["ver"])).content.decode()
    assert "2 aandachtsfunctionarissen" in tekst
    assert "Houdster" not in tekst


@pytest.mark.parametrize("rol", ["bezoeker", "aanbieder"])
def test_wie_geen_collega_is_leest_er_niets_over(
    stad: dict[str, Any],
    als: Callable[[str], Client],
    rol: str,
) -> None:
    houder("oost").stadsdelen.set([stad["oost"]])
    client = als(rol)
    for waar in (*(pad(stad[naam]) for naam in DINGEN), "/stadsdelen/oost/"):
        assert gezegd(client, waar) == ""
        assert "Oost Houdster" not in client.get(waar).content.decode()


def test_een_eigenaar_houdt_het_zelf_bij_en_dat_staat_er(stad: dict[str, Any], als: Callable[[str], Client]) -> None:
    client = als("coordinator")
    assert "Niemand: vraag een coördinator" in gezegd(client, pad(stad["buiten"]))
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.set([stad["buiten"]])
    for naam in ("buiten", "ver", "elders"):
        assert "De organisatie zelf." in gezegd(client, pad(stad[naam]))
    houder("oost").stadsdelen.set([stad["oost"]])
    assert "De organisatie zelf, met Oost Houdster" in gezegd(client, pad(stad["buiten"]))


def test_het_werkadres_van_het_stadsdeel_staat_erbij(
    stad: dict[str, Any],
    als: Callable[[str], Client],
    settings: Any,
) -> None:
    settings.STADSGEGEVENS = dataclasses.replace(
        instellingen.STADSGEGEVENS, werkadressen={"oost": "oost@stad.example", "west": "west@stad.example"}
    )
    houder("oost").stadsdelen.set([stad["oost"]])
    zin = gezegd(als("beheerder"), pad(stad["ver"]))
    assert "oost@stad.example" in zin
    assert "west@stad.example" not in zin


def test_een_route_is_van_wie_al_haar_stadsdelen_heeft(kaart: None, als: Callable[[str], Client]) -> None:
    route = Route.objects.gepubliceerd().filter(categorie__isnull=True, stadsdelen=None).order_by("pk").first()
    assert route is not None
    client = als("opbouwwerker")
    waar = f"/wegwijzer/routes/{route.kenmerk}/"
    assert "Niemand: vraag een coördinator" in gezegd(client, waar)
    oost, west = m.Stadsdeel.objects.filter(slug__in=("oost", "west")).order_by("slug")
    route.stadsdelen.set([oost, west])
    half, heel, naam = houder("half"), houder("heel"), houder("naam")
    half.stadsdelen.set([oost])
    heel.stadsdelen.set([oost, west])
    route.houders.set([naam])
    zin = gezegd(client, waar)
    for wie in (half, heel, naam):
        route = Route.objects.get(pk=route.pk)
        mag = routerechten.mag_route_bewerken(m.Medewerker.objects.get(pk=wie.pk), route)
        assert (f"{wie.first_name} Houdster" in zin) is mag
    assert gezegd(Client(), waar) == ""


def test_meer_mensen_vragen_niet_meer_van_de_database(stad: dict[str, Any], als: Callable[[str], Client]) -> None:
    client, tellingen = als("opbouwwerker"), []
    for aantal in (2, 22):
        for n in range(aantal):
            houder(f"h-{aantal}-{n}").stadsdelen.set([stad["oost"]])
        client.get(pad(stad["ver"]))
        with CaptureQueriesContext(connection) as gesteld:
            client.get(pad(stad["ver"]))
        tellingen.append(len(gesteld))
    assert tellingen[0] == tellingen[1]
