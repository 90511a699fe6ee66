"""What tests of work share: a small city in which each kind of right reaches something else."""

from __future__ import annotations

from typing import Any

import pytest

from organisaties import models as m
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod


@pytest.fixture
def stad(db: None) -> dict[str, Any]:
    """Make two stadsdelen with a gebied, a theme in two levels, and something of each kind in and out of them."""
    oost, west = (StadsdeelFabriek.create(slug=slug, naam=slug.title()) for slug in ("oost", "west"))
    buurt = m.Gebied.objects.create(slug="dapper", naam="Dapperbuurt", stadsdeel=oost)
    geweld = BehoefteFabriek.create(slug="veilig", naam="Veiligheid")
    onder = BehoefteFabriek.create(slug="geweld", naam="Geweld thuis", ouder=geweld)
    ouderen = m.Doelgroep.objects.create(slug="ouderen", naam="Ouderen")
    binnen = OrganisatieFabriek.create(naam="In de buurt")
    plek = LocatieFabriek.create(naam="Plek in de buurt", stadsdeel=oost, gebied=buurt, organisatie=binnen)
    buiten = OrganisatieFabriek.create(naam="Ver weg")
    ver = LocatieFabriek.create(naam="Plek elders", stadsdeel=oost, organisatie=buiten)
    return {
        "oost": oost, "west": west, "gebied": buurt, "behoefte": geweld, "doelgroep": ouderen,
        "binnen": binnen, "plek": plek, "buiten": buiten, "ver": ver,
        "op-plek": maak_aanbod(naam="Op de plek", organisatie=binnen, locaties=[plek]),
        "stadsbreed": maak_aanbod(naam="Stadsbreed", organisatie=binnen, locaties=[plek], hele_stad=True),
        "elders": maak_aanbod(naam="Elders", organisatie=buiten, locaties=[ver]),
        "onder-thema": maak_aanbod(naam="Onder thema", organisatie=buiten, behoeften=[onder], hele_stad=True),
        "voor-ouderen": maak_aanbod(naam="Voor ouderen", organisatie=buiten, doelgroepen=[ouderen]),
    }  # fmt: skip
