"""What a page says of an address that is known only in part."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.fabrieken import LocatieFabriek, maak_aanbod


@pytest.mark.parametrize(("huisnummer", "zegt"), [("12", False), ("", True)])
def test_een_straat_zonder_nummer_zegt_dat_het_nummer_ontbreekt(
    client: Client, db: None, huisnummer: str, zegt: bool
) -> None:
    plek = LocatieFabriek(naam="De Proef", straat="Proefstraat", huisnummer=huisnummer)
    aanbod = maak_aanbod(locaties=[plek])
    for adres in (aanbod.get_absolute_url(), plek.get_absolute_url(), plek.organisatie.get_absolute_url()):
        tekst = client.get(adres).content.decode()
        assert "Proefstraat" in tekst
        assert ("Het huisnummer weten we niet." in tekst) is zegt, adres
