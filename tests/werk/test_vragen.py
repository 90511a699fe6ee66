"""Open questions: who sees them on the work list, the ways on, and one answer for each area."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from lxml import html

from kaart.werk.vragen.acties import beantwoord, heropen
from organisaties.models import Gat, Medewerker
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad() -> dict[str, Any]:
    """Return two areas, a keeper of each, and one question to the first and one to every area."""
    oost, west = StadsdeelFabriek(slug="oost", naam="Oost"), StadsdeelFabriek(slug="west", naam="West")
    koken = BehoefteFabriek(slug="koken", naam="Koken")
    return {
        "oost": oost,
        "west": west,
        "van_oost": houder(oost),
        "van_west": houder(west),
        "eigen": Gat.objects.create(
            kenmerk="gat-eettafel-oost", stadsdeel=oost, behoefte=koken, vraag="Waar is de eettafel?", bron="de krant"
        ),
        "elk": Gat.objects.create(kenmerk="gat-kooknacht", behoefte=koken, vraag="Is er een kooknacht?"),
    }


def houder(*stadsdelen: Any) -> Medewerker:
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=f"houder{Medewerker.objects.count()}")
    wie.stadsdelen.set(stadsdelen)
    return wie


def lijst(wie: Medewerker, vraag: str = "") -> list[str]:
    """Return what stands on the list of this person, in order."""
    client = Client()
    client.force_login(wie)
    boom = html.fromstring(client.get(f"/werk/{vraag}").content)
    return [" ".join(kop.text_content().split()) for kop in boom.xpath("//li[contains(@class, 'werk')]//h3")]


def test_wie_het_stadsdeel_bijhoudt_ziet_de_vraag_en_een_vraag_aan_elk_stadsdeel_ziet_ieder(
    stad: dict[str, Any],
) -> None:
    assert lijst(stad["van_oost"]) == ["Waar is de eettafel?", "Is er een kooknacht?"], "one's own area first"
    assert lijst(stad["van_west"]) == ["Is er een kooknacht?"]
    coordinator = maak_medewerker(Rol.COORDINATOR)
    assert set(lijst(coordinator)) == {"Waar is de eettafel?", "Is er een kooknacht?"}
    assert lijst(coordinator, "?stadsdeel=west") == ["Is er een kooknacht?"]
    assert lijst(stad["van_oost"], "?reden=gat&ding=vraag") == ["Waar is de eettafel?", "Is er een kooknacht?"]
    assert lijst(stad["van_oost"], "?reden=oud") == []
    assert lijst(houder()) == [], "without an area there is nobody's question"


def test_op_de_lijst_staan_behoefte_gebied_en_bron(stad: dict[str, Any]) -> None:
    client = Client()
    client.force_login(stad["van_oost"])
    [eerste, *_] = html.fromstring(client.get("/werk/").content).xpath("//li[contains(@class, 'werk')]")
    tekst = " ".join(eerste.text_content().split())
    assert "Koken. Oost" in tekst
    assert "Bron: de krant" in tekst
    assert eerste.xpath(".//a[contains(., 'Nieuw aanbod of antwoord')]/@href") == ["/werk/vragen/gat-eettafel-oost/"]


@pytest.mark.parametrize("rol", [None, Rol.AANBIEDER])
def test_alleen_collegas_weten_ervan(stad: dict[str, Any], rol: Rol | None) -> None:
    client = Client()
    if rol is not None:
        client.force_login(maak_medewerker(rol))
    antwoord = client.get("/werk/vragen/gat-eettafel-oost/")
    assert antwoord.status_code == (302 if rol is None else 404)
    assert "eettafel?" not in antwoord.content.decode()
    for pad in ("/zoeken/?q=eettafel", "/zoeken/?behoefte=koken", "/stadsdelen/oost/"):
        assert "Waar is de eettafel" not in client.get(pad).content.decode()


def test_een_antwoord_haalt_de_vraag_van_de_lijst_en_kan_ongedaan(stad: dict[str, Any]) -> None:
    client = Client()
    client.force_login(stad["van_oost"])
    antwoord = client.post("/werk/vragen/gat-eettafel-oost/", {"antwoord": "Die is er niet."}, follow=True)
    assert antwoord.redirect_chain[-1][0] == "/werk/"
    assert lijst(stad["van_oost"]) == ["Is er een kooknacht?"]
    gat = Gat.objects.get(kenmerk="gat-eettafel-oost")
    assert (gat.antwoord, gat.beantwoord_door, bool(gat.rol)) == ("Die is er niet.", stad["van_oost"], True)
    assert "Die is er niet." in client.get("/werk/vragen/gat-eettafel-oost/").content.decode()
    [terug] = html.fromstring(antwoord.content).xpath("//form[contains(@action, 'heropenen')]/@action")
    client.post(terug)
    gat.refresh_from_db()
    assert (gat.antwoord, gat.beantwoord_op, gat.rol) == ("", None, "")
    assert "Waar is de eettafel?" in lijst(stad["van_oost"])


def test_het_antwoord_van_een_stadsdeel_is_niet_dat_van_een_ander(stad: dict[str, Any]) -> None:
    client = Client()
    client.force_login(stad["van_oost"])
    boom = html.fromstring(client.get("/werk/vragen/gat-kooknacht/").content)
    assert boom.xpath("//select[@name='stadsdeel']/option/@value") == ["", "oost"]
    weg = client.post("/werk/vragen/gat-kooknacht/", {"antwoord": "Elke vrijdag.", "stadsdeel": "west"})
    assert "Dit stadsdeel houd je niet bij." in weg.content.decode()
    client.post("/werk/vragen/gat-kooknacht/", {"antwoord": "Elke vrijdag.", "stadsdeel": "oost"})
    assert lijst(stad["van_oost"]) == ["Waar is de eettafel?"]
    assert lijst(stad["van_west"]) == ["Is er een kooknacht?"]
    assert lijst(houder(stad["oost"], stad["west"])) == ["Waar is de eettafel?", "Is er een kooknacht?"]
    assert "Beantwoord voor Oost" in client.get("/werk/vragen/gat-kooknacht/").content.decode()
    client.post("/werk/vragen/gat-kooknacht-oost/heropenen/")
    assert lijst(stad["van_oost"]) == ["Waar is de eettafel?", "Is er een kooknacht?"]


def test_een_antwoord_zegt_niets_over_een_persoon(stad: dict[str, Any]) -> None:
    client = Client()
    client.force_login(stad["van_oost"])
    antwoord = client.post("/werk/vragen/gat-eettafel-oost/", {"antwoord": "Bel Fatima Yilmaz op 06 12 34 56 78"})
    assert antwoord.status_code == 200
    assert Gat.objects.open().filter(kenmerk="gat-eettafel-oost").exists()


def test_wie_het_stadsdeel_niet_bijhoudt_leest_alleen(stad: dict[str, Any]) -> None:
    client = Client()
    for wie in (stad["van_west"], maak_medewerker(Rol.OPBOUWWERKER)):
        client.force_login(wie)
        assert "Beantwoord</button>" not in client.get("/werk/vragen/gat-eettafel-oost/").content.decode()
        assert client.post("/werk/vragen/gat-eettafel-oost/", {"antwoord": "Weg."}).status_code == 403
        assert client.post("/werk/vragen/gat-eettafel-oost/heropenen/").status_code == 403
        with pytest.raises(PermissionDenied):
            beantwoord(gebruiker=wie, gat=stad["eigen"], antwoord="Weg.")
        with pytest.raises(PermissionDenied):
            heropen(gebruiker=wie, gat=stad["eigen"])
    with pytest.raises(PermissionDenied):
        beantwoord(gebruiker=stad["van_west"], gat=stad["elk"], antwoord="Weg.", stadsdeel=stad["oost"])
    assert Gat.objects.open().count() == 2


def test_nieuw_aanbod_begint_met_behoefte_en_stadsdeel(stad: dict[str, Any]) -> None:
    OrganisatieFabriek(kenmerk="keuken", naam="De Keuken").werkgebied.set([stad["oost"]])
    client = Client()
    client.force_login(stad["van_oost"])
    stap = client.get("/werk/vragen/gat-eettafel-oost/aanbod/", {"ander": "De Keuken"})
    assert stap.headers["Location"] == "/organisaties/keuken/nieuw-aanbod/?behoefte=koken&stadsdeel=oost"
    boom = html.fromstring(client.get(stap.headers["Location"]).content)
    for naam, waarde in (("behoeften", "koken"), ("stadsdelen", "oost")):
        gekozen = boom.xpath(
            f"//*[@name='{naam}'][@checked]/@value | //select[@name='{naam}']/option[@selected]/@value"
        )
        assert gekozen == [waarde], naam
    client.force_login(stad["van_west"])
    assert (
        "/aanbod-voorstellen/"
        in client.get("/werk/vragen/gat-kooknacht/aanbod/", {"ander": "De Keuken"}).headers["Location"]
    )
    fout = client.get("/werk/vragen/gat-kooknacht/aanbod/", {"ander": "Bestaat Niet"}).content.decode()
    assert "Deze organisatie staat niet op de kaart." in fout
