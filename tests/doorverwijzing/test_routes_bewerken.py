"""Making and changing routes: nothing typed is lost, nothing leads people before it is published."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.beheer.acties import nieuw_kenmerk
from organisaties.models import Aanbod, Medewerker, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_routes import maak_route
from tests.fabrieken import CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker


@pytest.fixture
def oost(db: None) -> Medewerker:
    medewerker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="van-oost")
    medewerker.stadsdelen.add(StadsdeelFabriek(slug="oost", naam="Oost"))  # type: ignore[arg-type]
    return medewerker


@pytest.fixture
def van_oost(oost: Medewerker) -> Client:
    """Someone who keeps Oost, beside an offer to send people to and a route for the whole city."""
    StadsdeelFabriek(slug="west", naam="West")
    maak_route("Route stad")
    maak_aanbod(naam="Eerste deur")
    maak_aanbod(naam="Tweede deur")
    client = Client()
    client.force_login(oost)
    return client


GEWOON = {"doel": "Eerste deur", "wijze": "zelf", "instructie": "Ga erheen.", "waarschuwing": "", "alternatief": ""}


def velden(*stappen: dict[str, str], **anders: Any) -> dict[str, Any]:
    """Return what the form sends, with these steps under the keys 1, 2, …."""
    data: dict[str, Any] = {
        "naam": "Eten in Oost", "behoefte": "eten", "waar": "gebieden", "stadsdelen": ["oost"], "categorie": "",
        "urgentie": "", "versie": "", "doe": "bewaar", "stap": [str(n) for n in range(1, len(stappen) + 1)],
    }  # fmt: skip
    for nummer, stap in enumerate(stappen, 1):
        data |= {f"stap-{nummer}-{naam}": waarde for naam, waarde in (GEWOON | stap).items()}
    return data | anders


def versie(client: Client, kenmerk: str) -> str:
    tekst = client.get(f"/werk/routes/{kenmerk}/bewerken/").content.decode()
    gevonden = re.search(r'name="versie" value="([^"]*)"', tekst)
    assert gevonden
    return gevonden[1]


def test_van_nieuw_via_concept_naar_gepubliceerd_en_gestopt(van_oost: Client, client: Client) -> None:
    assert "Nieuwe route" in van_oost.get("/werk/routes/nieuw/").content.decode()
    response = van_oost.post(
        "/werk/routes/nieuw/",
        velden({}, {"doel": "tweede DEUR", "alternatief": "1", "waarschuwing": "Alleen overdag."}),
        follow=True,
    )
    assert response.redirect_chain[-1][0] == "/werk/routes/eten-in-oost/"
    assert "Niemand anders ziet het nog" in response.content.decode()
    route = Route.objects.get(kenmerk="eten-in-oost")
    assert [(s.nummer, str(s.doel), s.alternatief_voor) for s in route.stappen.all()] == [
        (1, "Eerste deur", None), (2, "Tweede deur", 1),
    ]  # fmt: skip
    assert client.get("/wegwijzer/routes/eten-in-oost/").status_code == 404
    assert "Eten in Oost" not in client.get("/wegwijzer/eten/oost/").content.decode()

    van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "publiceer"})
    pagina = client.get("/wegwijzer/eten/oost/").content.decode()
    assert "Eten in Oost" in pagina
    assert "Alleen overdag." in pagina
    assert "Eten in Oost" not in client.get("/wegwijzer/eten/west/").content.decode()

    van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "stop"})
    assert client.get("/wegwijzer/routes/eten-in-oost/").status_code == 404
    van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "publiceer"})
    assert client.get("/wegwijzer/routes/eten-in-oost/").status_code == 200


def test_een_concept_van_een_gepubliceerde_route_verandert_niets_tot_het_gepubliceerd_is(
    van_oost: Client, client: Client
) -> None:
    route = maak_route("Oude titel", stadsdelen=[Stadsdeel.objects.get(slug="oost")])
    adres = "/werk/routes/oude-titel/"
    van_oost.post(f"{adres}bewerken/", velden({}, naam="Nieuwe titel", versie=versie(van_oost, "oude-titel")))
    assert "Oude titel" in client.get("/wegwijzer/routes/oude-titel/").content.decode()
    assert "Nieuwe titel" not in client.get("/wegwijzer/eten/oost/").content.decode()
    assert "Het concept" in van_oost.get(adres).content.decode()
    assert "Eerste deur" in van_oost.get(f"{adres}?toon=concept").content.decode()

    # Once more on the same draft, thrown away, and again.
    van_oost.post(f"{adres}bewerken/", velden({}, naam="Weer anders", versie=versie(van_oost, "oude-titel")))
    assert Route.objects.filter(vervangt=route).count() == 1
    van_oost.post(f"{adres}stand/", {"doe": "gooi-weg"})
    assert not Route.objects.filter(vervangt=route).exists()
    van_oost.post(f"{adres}bewerken/", velden({}, naam="Nieuwe titel", versie=versie(van_oost, "oude-titel")))
    van_oost.post(f"{adres}stand/", {"doe": "publiceer"})
    assert "Nieuwe titel" in client.get("/wegwijzer/routes/oude-titel/").content.decode()
    assert not Route.objects.exclude(vervangt=None).exists()
    assert [str(s.doel) for s in Stap.objects.filter(route=route)] == ["Eerste deur"]


def test_stappen_verleggen_schrijft_niets_en_verliest_niets(van_oost: Client) -> None:
    data = velden({"instructie": "Eerst dit."}, {"doel": "wat ik nog niet weet", "instructie": "Dan dat."}, naam="")
    aantal = Route.objects.count()

    def volgorde(doe: str) -> list[str]:
        tekst = van_oost.post("/werk/routes/nieuw/", data | {"doe": doe}).content.decode()
        assert 'class="fout"' not in tekst, "nothing is judged before it is saved"
        return re.findall(r'name="stap" value="(\d+)"', tekst)

    assert volgorde("omlaag:1") == volgorde("omhoog:2") == ["2", "1"]
    assert volgorde("omhoog:1") == volgorde("omlaag:2") == volgorde("omhoog:99") == volgorde("onzin") == ["1", "2"]
    assert volgorde("erbij") == ["1", "2", "3"]
    assert volgorde("weg:1") == ["2"]
    tekst = van_oost.post("/werk/routes/nieuw/", data | {"doe": "omlaag:1"}).content.decode()
    assert "Dit is nu stap 2." in tekst
    assert "wat ik nog niet weet" in tekst
    assert tekst.index("Dan dat.") < tekst.index("Eerst dit.")
    assert Route.objects.count() == aantal


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"behoefte": "bestaat-niet"}, "Deze behoefte kennen we niet."),
        ({"stadsdelen": ["west"]}, "Voor dit stadsdeel maak jij geen routes."),
        ({"waar": "hele-stad"}, "Dit kun je hier niet kiezen."),
        ({"stap-1-wijze": "vliegen"}, "Selecteer"),
        ({"stap-1-doel": "Mevrouw op 06-12345678"}, "telefoonnummer"),
        ({"stap-1-instructie": "Bel mevrouw op 06-12345678"}, "telefoonnummer"),
        ({"naam": "x" * 500}, "150"),
    ],
)
def test_een_fout_staat_bij_het_veld_en_bovenaan_en_wat_getypt_is_blijft(
    van_oost: Client, fout: dict[str, Any], melding: str
) -> None:
    response = van_oost.post("/werk/routes/nieuw/", velden({}, {"instructie": "Dit typte ik."}, **fout))
    tekst = response.content.decode()
    assert response.status_code == 200
    assert tekst.count(melding) >= 2, "beside the field and in the summary"
    assert "De route is nog niet bewaard" in tekst
    assert "Dit typte ik." in tekst
    assert "<title>Fout:" in tekst
    assert not Route.objects.filter(status="concept").exists()


def test_wie_een_ander_voor_was_ziet_wat_er_nu_staat_en_kan_alsnog_bewaren(van_oost: Client, oost: Medewerker) -> None:
    maak_route("Samen", stadsdelen=[Stadsdeel.objects.get(slug="oost")])
    oud = versie(van_oost, "samen")
    collega = Client()
    collega.force_login(maak_medewerker(Rol.COORDINATOR, naam="chef"))
    collega.post("/werk/routes/samen/bewerken/", velden({"instructie": "Van de ander."}, versie=oud))
    response = van_oost.post("/werk/routes/samen/bewerken/", velden({"instructie": "Van mij."}, versie=oud))
    tekst = response.content.decode()
    assert "Iemand anders heeft deze route intussen veranderd" in tekst
    assert "Van de ander." in tekst
    assert "Van mij." in tekst
    concept = Route.objects.get(vervangt__kenmerk="samen")
    assert concept.stappen.get().instructie == "Van de ander."
    nieuw = re.search(r'name="versie" value="([^"]*)"', tekst)
    assert nieuw
    van_oost.post("/werk/routes/samen/bewerken/", velden({"instructie": "Van mij."}, versie=nieuw[1]))
    concept.refresh_from_db()
    assert concept.stappen.get().instructie == "Van mij."


def test_een_ander_kan_de_route_zien_en_niet_veranderen(van_oost: Client) -> None:
    for adres in ("bewerken/", "stand/"):
        assert van_oost.post(f"/werk/routes/route-stad/{adres}", velden({})).status_code == 403
    assert van_oost.get("/werk/routes/route-stad/bewerken/").status_code == 403
    # A draft of the whole city cannot be made by somebody who keeps one area, whatever the form is made to say.
    assert van_oost.post("/werk/routes/route-stad/kopie/", {"waar": "hele-stad"}).status_code == 403
    assert van_oost.post("/werk/routes/route-stad/kopie/", {"waar": "west"}).status_code == 403


def test_een_kopie_voor_het_eigen_stadsdeel_is_een_concept_met_dezelfde_stappen(van_oost: Client) -> None:
    leeg = van_oost.post("/werk/routes/route-stad/kopie/", {"waar": ""}, follow=True)
    assert "Kies eerst voor welk stadsdeel" in leeg.content.decode()
    response = van_oost.post("/werk/routes/route-stad/kopie/", {"waar": "oost"}, follow=True)
    assert response.redirect_chain[-1][0] == "/werk/routes/route-stad-oost/bewerken/"
    kopie = Route.objects.get(kenmerk="route-stad-oost")
    assert kopie.status == "concept"
    assert [s.slug for s in kopie.stadsdelen.all()] == ["oost"]
    stad = Route.objects.get(kenmerk="route-stad")
    assert [s.doel for s in kopie.stappen.all()] == [s.doel for s in stad.stappen.all()]


def test_een_lege_route_wordt_niet_gepubliceerd(van_oost: Client) -> None:
    van_oost.post("/werk/routes/nieuw/", velden())
    response = van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "publiceer"}, follow=True)
    assert "minstens één stap" in response.content.decode()
    assert Route.objects.get(kenmerk="eten-in-oost").status == "concept"
    assert van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "onzin"}).status_code == 404


def test_een_route_voor_een_gevoelige_groep_ziet_een_bezoeker_niet(van_oost: Client, client: Client) -> None:
    CategorieFabriek(slug="geheim", naam="Geheime groep", gevoelig=True)
    van_oost.post("/werk/routes/nieuw/", velden({}, categorie="geheim"))
    van_oost.post("/werk/routes/eten-in-oost/stand/", {"doe": "publiceer"})
    assert Route.objects.get(kenmerk="eten-in-oost").status == "gepubliceerd"
    assert client.get("/wegwijzer/routes/eten-in-oost/").status_code == 404
    assert "Eten in Oost" not in client.get("/wegwijzer/eten/oost/").content.decode()


def test_een_kenmerk_is_eenmalig_en_geen_woord_uit_een_adres(van_oost: Client) -> None:
    assert nieuw_kenmerk("Route stad") == "route-stad-2"
    assert nieuw_kenmerk("Nieuw") == "nieuw-2"
    assert nieuw_kenmerk("Één café! / ") == "een-cafe"
    assert nieuw_kenmerk("؟؟") == "route"
    assert len(nieuw_kenmerk("x" * 200)) <= 60


def test_bewerken_van_de_echte_routes_verandert_niets_als_je_niets_verandert(client: Client, kaart: None) -> None:
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    for route in Route.objects.order_by("pk")[:8]:
        pagina = client.get(f"/werk/routes/{route.kenmerk}/bewerken/")
        bezig = pagina.context["bezig"]
        data = {"versie": bezig.versie, "doe": "bewaar", "stap": [s.sleutel for s in bezig.stappen]}
        for form in (bezig.route, *bezig.stappen):
            data |= {veld.html_name: veld.value() or "" for veld in form}
        response = client.post(f"/werk/routes/{route.kenmerk}/bewerken/", data)
        assert response.status_code == 302, response.context["fouten"]
        concept = Route.objects.get(vervangt=route)
        assert (concept.naam, concept.behoefte, concept.categorie) == (route.naam, route.behoefte, route.categorie)
        wat = [(s.doel, s.wijze, s.instructie, s.waarschuwing) for s in route.stappen.all()]
        assert [(s.doel, s.wijze, s.instructie, s.waarschuwing) for s in concept.stappen.all()] == wat


def test_de_lijst_om_uit_te_kiezen_blijft_kort(van_oost: Client) -> None:
    for _ in range(3):
        maak_aanbod()
    assert Aanbod.objects.count() >= 5
    assert van_oost.get("/werk/routes/nieuw/").content.decode().count("<option") < 400
