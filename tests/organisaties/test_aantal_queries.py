"""Every list and detail page asks the database as often for 22 rows as for 2, and never more than a fixed number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisaties.models import (
    Aanbod,
    Contactpersoon,
    Doelgroep,
    Gebied,
    Halte,
    Organisatie,
    Praktijktip,
    Taal,
    Toegang,
)
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
)

# The page of an organisation for a colleague asks most: its offers, network, roles, keepers, and the stops nearby.
HOOGSTENS = 19
# Once after a change what search knows is read again: one query for each table of words.
HOOGSTENS_EERST = 20


def vul(aantal: int) -> None:
    """Make one organisation with so many offers, each with some of everything."""
    stadsdeel, behoefte = StadsdeelFabriek(slug="oost"), BehoefteFabriek(slug="eten")
    gebied, _ = Gebied.objects.get_or_create(slug="buurt", defaults={"naam": "Buurt", "stadsdeel": stadsdeel})
    organisatie = OrganisatieFabriek(kenmerk="organisatie")
    punt: dict[str, Any] = {"lat": Decimal("52.320000"), "lon": Decimal("4.970000"), "precisie": "adres"}
    Halte.objects.create(naam="Plein", soort="metro", lat=punt["lat"], lon=punt["lon"])
    plek = LocatieFabriek(kenmerk="plek", organisatie=organisatie, stadsdeel=stadsdeel, gebied=gebied, **punt)
    for nummer in range(aantal):
        aanbod = maak_aanbod(
            kenmerk=f"aanbod-{nummer}",
            organisatie=organisatie,
            behoeften=[behoefte, BehoefteFabriek()],
            stadsdelen=[stadsdeel],
            locaties=[plek, LocatieFabriek(organisatie=organisatie, stadsdeel=stadsdeel, **punt)],
            talen=[Taal.objects.get_or_create(code=f"t{nummer}", defaults={"naam": "T", "eigen_naam": "T"})[0]],
            doelgroepen=[Doelgroep.objects.get_or_create(slug=f"d{nummer}", defaults={"naam": "D"})[0]],
        )
        aanbod.openingstijden.create(weekdag=1)
        Toegang.objects.create(aanbod=aanbod, categorie=CategorieFabriek(), waarde="welkom")
        Praktijktip.objects.create(aanbod=aanbod, tekst="tip", rol="opbouwwerker", gegeven_op="2026-01-01")
        Contactpersoon.objects.create(organisatie=organisatie, rol="balie")


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker"])
@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/zoeken/?stadsdeel=oost&gebied=buurt&behoefte=eten",
        "/zoeken/?q=aanbod",
        "/aanbod/aanbod-0/",
        "/organisaties/?stadsdeel=oost&aanbod=met",
        "/organisaties/organisatie/",
        "/locaties/plek/",
        "/stadsdelen/oost/",
        "/in/ti/",
        "/in/ti/eten/?stadsdeel=oost",
    ],
)
def test_evenveel_queries_voor_2_als_voor_22(als: Callable[[str], Client], pad: str, rol: str) -> None:
    client = als(rol)
    aantallen = []
    for rijen in (2, 20):
        vul_meer(rijen)
        client.get(pad)  # the register is made again after a change, once; a reader does not wait for that twice
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1], "more rows, more queries"
    assert aantallen[1] <= HOOGSTENS


def test_ook_de_eerste_vraag_na_een_wijziging_blijft_binnen_de_grens(client: Client, db: None) -> None:
    vul(22)
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get("/zoeken/?stadsdeel=oost&behoefte=eten").status_code == 200
    assert len(gevangen) <= HOOGSTENS_EERST


def vul_meer(rijen: int) -> None:
    """First make the kaart with two offers, then add the rest to the same organisation."""
    if not Organisatie.objects.exists():
        vul(rijen)
        return
    organisatie = Organisatie.objects.get(kenmerk="organisatie")
    eerste = Aanbod.objects.get(kenmerk="aanbod-0")
    for nummer in range(2, 2 + rijen):
        aanbod = maak_aanbod(
            kenmerk=f"aanbod-{nummer}",
            organisatie=organisatie,
            behoeften=eerste.behoeften.all(),
            stadsdelen=eerste.stadsdelen.all(),
            locaties=eerste.locaties.all(),
            talen=eerste.talen.all(),
        )
        aanbod.openingstijden.create(weekdag=2)
        Toegang.objects.create(aanbod=aanbod, categorie=CategorieFabriek(), waarde="welkom")
        Toegang.objects.create(aanbod=eerste, categorie=CategorieFabriek(), waarde="niet")
        Praktijktip.objects.create(aanbod=eerste, tekst="tip", rol="opbouwwerker", gegeven_op="2026-01-01")
        eerste.openingstijden.create(weekdag=3)
