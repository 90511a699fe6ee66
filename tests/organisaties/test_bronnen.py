"""A source reads as a source: no reader has the lines of a text at hand."""

from __future__ import annotations

import csv
import re

import pytest
from django.conf import settings
from django.test import Client

from organisaties.regels.brontekst import in_woorden
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, maak_aanbod, maak_medewerker

NAMEN = {"rapport": "onderzoek, 2025"}


@pytest.mark.parametrize(
    ("bron", "gelezen"),
    [
        ("rapport r. 1660-1700", "onderzoek, 2025"),
        ("rapport r. 12", "onderzoek, 2025"),
        ("rapport r. 1172-1175 en 1660-1700; x.nl (2021)", "onderzoek, 2025; x.nl (2021)"),
        ("Rapport r. 12, 15 en 17-19; rapport r. 40", "onderzoek, 2025"),
        (
            "x.nl; sociale basis stelt geen eisen (rapport r. 5-6)",
            "x.nl; sociale basis stelt geen eisen (onderzoek, 2025)",
        ),
        ("nota r. 4-5", "nota"),
        ("jaarrapport van de club", "jaarrapport van de club"),
        ("een rapport uit 2021", "een rapport uit 2021"),
        ("", ""),
    ],
)
def test_een_bron_zonder_regelnummers(bron: str, gelezen: str) -> None:
    assert in_woorden(bron, NAMEN) == gelezen


def test_geen_bron_in_de_gegevens_houdt_een_regelnummer_over() -> None:
    for naam in ("organisaties", "aanbod", "locaties", "toegang"):
        with (settings.BASE_DIR / "fixtures" / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
            for rij in csv.DictReader(bestand):
                gelezen = in_woorden(rij["bron"], settings.STADSGEGEVENS.bronnen)
                assert not re.search(r"\br\. ?\d", gelezen), gelezen


@pytest.mark.django_db
def test_de_pagina_zegt_het_zo(client: Client) -> None:
    maak_aanbod(
        kenmerk="les", bron="rapport r. 12-15", organisatie=OrganisatieFabriek(kenmerk="club", bron="rapport r. 3")
    )
    client.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    for adres in ("/aanbod/les/", "/organisaties/club/"):
        pagina = client.get(adres).content.decode()
        assert "onderzoek onder opbouwwerkers, 2025" in pagina
        assert "rapport r." not in pagina
