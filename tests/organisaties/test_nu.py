"""What is full, paused, over, not begun or asks for a BSN says so wherever an offer stands, to every reader."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from doorverwijzing.models import Route, Stap
from organisaties.models import Aanbod
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.fabrieken import (
    BehoefteFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

VANDAAG = timezone.localdate()


def over(dagen: int) -> datetime.date:
    """Return the day so many days from now."""
    return VANDAAG + datetime.timedelta(days=dagen)


def in_woorden(dag: datetime.date) -> str:
    """Return a day as the pages write it."""
    maanden = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
    return f"{dag.day} {maanden[dag.month - 1]} {dag.year}"


# What changes, and what it must say everywhere.
GEVALLEN: dict[str, tuple[dict[str, Any], str]] = {
    "vol": ({"ruimte": "vol", "ruimte_op": VANDAAG}, f"Vol (gehoord op {in_woorden(VANDAAG)})"),
    "wachtlijst": ({"ruimte": "wachtlijst", "ruimte_op": VANDAAG}, f"Wachtlijst (gehoord op {in_woorden(VANDAAG)})"),
    "pauze": (
        {"pauze_vanaf": over(-1), "pauze_tot": over(9)},
        f"Nu even niet, tot en met {in_woorden(over(9))}",
    ),
    "pauze straks": (
        {"pauze_vanaf": over(20), "pauze_tot": over(40)},
        f"Pauze vanaf {in_woorden(over(20))}, tot en met {in_woorden(over(40))}",
    ),
    "voorbij": ({"geldig_tot": over(-1)}, f"Voorbij: liep tot en met {in_woorden(over(-1))}"),
    "begint pas": ({"begin": over(12)}, f"Begint pas op {in_woorden(over(12))}"),
    "vraagt een bsn": ({"bsn": "ja"}, "Vraagt een BSN"),
    "vraagt meestal een bsn": ({"bsn": "navragen"}, "Vraagt een BSN (meestal). Vraag het eerst na."),
}
PADEN = (
    "/zoeken/",
    "/zoeken/?q=koor",
    "/organisaties/huis/",
    "/locaties/zaal/",
    "/aanbod/koor/",
    "/aanbod/ander/",
    "/wegwijzer/zang/oost/",
    "/wegwijzer/dans/oost/",
    "/wegwijzer/routes/zang/",
    "/zoeken/?behoefte=zang&taal=bestaat-niet&kosten=gratis",
)


@pytest.fixture
def koor(db: None) -> Aanbod:
    """Put an offer everywhere an offer can stand."""
    oost, zang, dans = StadsdeelFabriek(slug="oost"), BehoefteFabriek(slug="zang"), BehoefteFabriek(slug="dans")
    huis = OrganisatieFabriek(kenmerk="huis", naam="Huis")
    zaal = LocatieFabriek(kenmerk="zaal", organisatie=huis, stadsdeel=oost)
    koor = maak_aanbod(
        kenmerk="koor", naam="Koor", organisatie=huis, locaties=[zaal], stadsdelen=[oost], behoeften=[zang, dans]
    )
    maak_aanbod(kenmerk="ander", naam="Ander", organisatie=huis)
    route = Route.objects.create(kenmerk="zang", naam="Zingen", behoefte=zang)
    Stap.objects.create(route=route, nummer=1, aanbod=koor, wijze="zelf", instructie="Ga.")
    Stap.objects.create(route=route, nummer=2, aanbod=maak_aanbod(), wijze="zelf", instructie="Ga.")
    return koor


def zet(koor: Aanbod, velden: dict[str, Any]) -> None:
    """Change the offer; `begin` is from when its only time holds."""
    koor.openingstijden.create(weekdag=VANDAAG.isoweekday(), van="10:00", tot="12:00", geldig_van=velden.get("begin"))
    Aanbod.objects.filter(pk=koor.pk).update(**{v: w for v, w in velden.items() if v != "begin"}, kosten="bijdrage")


@pytest.mark.parametrize("lezer", ["bezoeker", "coordinator"])
@pytest.mark.parametrize("geval", sorted(GEVALLEN))
def test_het_staat_bij_elk_aanbod_overal(als: Callable[[str], Client], koor: Aanbod, geval: str, lezer: str) -> None:
    client = als(lezer)
    velden, woorden = GEVALLEN[geval]
    # A step that is over is left out of a route altogether.
    paden = [pad for pad in PADEN if geval != "voorbij" or "zang" not in pad]
    zonder = {pad for pad in paden if woorden in client.get(pad).content.decode()}
    assert zonder == set()
    zet(koor, velden)
    assert {pad for pad in paden if woorden not in client.get(pad).content.decode()} == set()


def test_de_werklijst_en_mijn_organisatie_zeggen_het_ook(als: Callable[[str], Client], koor: Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(koor.organisatie)
    client = Client()
    client.force_login(eigenaar)
    velden, woorden = GEVALLEN["vol"]
    zet(koor, velden)
    assert woorden in client.get("/mijn-organisaties/").content.decode()
    assert woorden in als("coordinator").get("/werk/?ding=aanbod").content.decode()


def test_wat_gewoon_kan_zegt_niets(client: Client, koor: Aanbod) -> None:
    zet(koor, {})
    for niets in (
        {"pauze_vanaf": over(-9), "pauze_tot": over(-1)},
        {"pauze_vanaf": over(60)},
        {"ruimte": "vol", "ruimte_op": over(-400), "pauze_vanaf": None},
        {"ruimte": "plek", "ruimte_op": VANDAAG, "geldig_tot": VANDAAG},
        {"bsn": "nee", "legitimatie": "ja"},
        {"bsn": "onbekend"},
    ):
        Aanbod.objects.filter(pk=koor.pk).update(**{"pauze_tot": None, **niets})
        koor = Aanbod.objects.met_stand(BEZOEKER).get(pk=koor.pk)
        assert koor.bijzonder_nu == [], niets


def test_een_tijd_die_al_geldt_is_geen_begin_en_een_verborgen_tijd_verraadt_niets(koor: Aanbod) -> None:
    zet(koor, {"begin": over(5)})
    assert [een.tekst for een in Aanbod.objects.met_stand(BEZOEKER).get(pk=koor.pk).bijzonder_nu] == [
        f"Begint pas op {in_woorden(over(5))}"
    ]
    Aanbod.objects.filter(pk=koor.pk).update(zichtbaarheid="naam-openbaar")
    assert Aanbod.objects.met_stand(BEZOEKER).get(pk=koor.pk).bijzonder_nu == []
    Aanbod.objects.filter(pk=koor.pk).update(zichtbaarheid="openbaar")
    koor.openingstijden.create(weekdag=1)
    assert Aanbod.objects.met_stand(BEZOEKER).get(pk=koor.pk).bijzonder_nu == []


def test_wat_in_pauze_is_heet_nergens_vandaag_open(client: Client, koor: Aanbod) -> None:
    zet(koor, GEVALLEN["pauze"][0])
    for pad in PADEN[:7]:
        assert "Vandaag open:" not in client.get(pad).content.decode(), pad
