"""What was stopped is nobody's next step: not in a list, not in a count, for no reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from doorverwijzing.models import Hulplijn
from organisaties.models import Aanbod, Organisatie, Samenwerking
from organisaties.netwerk import netwerk_van
from organisaties.rollen import Rol
from tests.fabrieken import (
    BehoefteFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

NAAM = "Zondagse Moskeemaaltijd"
LEZERS = ("bezoeker", "opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator", "beheerder")
LIJSTEN = (
    "/zoeken/",
    "/zoeken/?q=maaltijd",
    "/zoeken/?behoefte=eten",
    "/zoeken/?stadsdeel=oost",
    "/zoeken/?vandaag_open=ja",
    "/zoeken/voorstellen/?q=moskee",
    "/zoeken/voorstellen/?q=huis+van",
    "/zoeken/uitvoer/?behoefte=eten&vorm=csv",
    "/agenda.ics?behoefte=eten",
    "/organisaties/huis/",
    "/organisaties/gast/",
    "/locaties/zaal/",
    "/aanbod/blijft/",
    "/stadsdelen/oost/",
    "/wegwijzer/eten/oost/",
    "/wegwijzer/eten/hele-stad/",
    "/even-rust/",
    "/open-data/",
    "/open-data/aanbod.csv",
    "/open-data/alles.jsonld",
    "/open-data/hsds.json",
    "/hsds/services",
)
STOPPEN = {
    "aanbod": lambda: Aanbod.objects.filter(naam=NAAM).update(status="gestopt"),
    "organisatie": lambda: Organisatie.objects.filter(kenmerk="huis-van-ons").update(status="gestopt"),
}


@pytest.fixture
def zaal(db: None) -> Aanbod:
    """Put an offer that will stop beside one that stays, in one place and for one need."""
    oost, eten = StadsdeelFabriek(slug="oost", naam="Oost"), BehoefteFabriek(slug="eten", naam="Eten")
    huis = OrganisatieFabriek(kenmerk="huis", naam="Buurthuis")
    zaal = LocatieFabriek(kenmerk="zaal", naam="De Zaal", organisatie=huis, stadsdeel=oost)
    van_ons = OrganisatieFabriek(kenmerk="huis-van-ons", naam="Huis van Ons")
    OrganisatieFabriek(kenmerk="gast", naam="Gast")
    Samenwerking.objects.create(van=van_ons, naar=huis, soort="warme-lijn")
    zo: dict[str, object] = {"behoeften": [eten], "stadsdelen": [oost], "locaties": [zaal], "omschrijving": "maaltijd"}
    blijft = maak_aanbod(kenmerk="blijft", naam="Blijft", organisatie=huis, **zo)
    weg = maak_aanbod(kenmerk="weg", naam=NAAM, organisatie=van_ons, **zo)
    for een in (blijft, weg):
        for dag in range(1, 8):
            een.openingstijden.create(weekdag=dag, van="00:00", tot="23:59")
    Hulplijn.objects.create(slug="lijn", naam="Lijn", waarvoor="Hulp", aanbod=weg)
    return weg


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("wat", sorted(STOPPEN))
def test_wat_gestopt_is_staat_voor_niemand_in_een_lijst(
    als: Callable[[str], Client], zaal: Aanbod, lezer: str, wat: str
) -> None:
    client = als(lezer)
    woorden = {NAAM} if wat == "aanbod" else {NAAM, "Huis van Ons"}
    assert len(_waar(client, woorden)) > 10
    STOPPEN[wat]()
    assert _waar(client, woorden) == set()


@pytest.mark.parametrize("lezer", LEZERS)
@pytest.mark.parametrize("wat", sorted(STOPPEN))
def test_wat_gestopt_is_telt_voor_niemand_mee(als: Callable[[str], Client], zaal: Aanbod, lezer: str, wat: str) -> None:
    client = als(lezer)
    for aantal in (2, 1):
        html = _inhoud(client, "/zoeken/?behoefte=eten").decode()
        assert re.findall(r'data-aantal="(\d+)"', html) == [str(aantal)]
        assert f"Bekijk alle {aantal} resultaten" in _inhoud(client, "/stadsdelen/oost/").decode()
        STOPPEN[wat]()


def test_een_eigenaar_ziet_haar_gestopte_aanbod_alleen_waar_zij_het_bijhoudt(zaal: Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(zaal.organisatie)
    client = Client()
    client.force_login(eigenaar)
    STOPPEN["aanbod"]()
    assert _waar(client, {NAAM}) == set()
    assert client.get("/aanbod/weg/").status_code == 200
    assert NAAM in _inhoud(client, "/mijn-organisaties/").decode()


def test_een_gestopte_organisatie_is_geen_korte_lijn_en_wordt_niet_eerst_gebeld(
    als: Callable[[str], Client], zaal: Aanbod
) -> None:
    huis = Organisatie.objects.get(kenmerk="huis")
    collega = als("opbouwwerker").get("/").wsgi_request.user
    assert netwerk_van(huis, collega).buren  # type: ignore[union-attr]
    STOPPEN["organisatie"]()
    netwerk = netwerk_van(huis, collega)
    assert netwerk is not None
    assert netwerk.buren == []
    assert [wie.organisatie for wie in netwerk.bel_eerst] == []


def _waar(client: Client, woorden: set[str]) -> set[str]:
    """Return the pages and files on which one of these words stands."""
    return {pad for pad in LIJSTEN if any(woord.encode() in _inhoud(client, pad) for woord in woorden)}


def _inhoud(client: Client, pad: str) -> bytes:
    antwoord = client.get(pad, follow=True)
    assert antwoord.status_code == 200, pad
    return b"".join(antwoord) if antwoord.streaming else antwoord.content
