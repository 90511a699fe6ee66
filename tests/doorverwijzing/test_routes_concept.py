"""A draft of a route may be incomplete, is seen before it is saved, and says to its writer what a reader would miss."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.beheer import acties
from doorverwijzing.routes.beheer.acties import wat_mist
from doorverwijzing.routes.beheer.opmerkingen import mist_nummer
from organisaties.models import Aanbod, Medewerker, Organisatie
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_routes import maak_route
from tests.doorverwijzing.test_routes_bewerken import oost, van_oost, velden, versie  # noqa: F401 - fixtures
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.test_tegelijk import tegelijk

NIEUW = "/werk/routes/nieuw/"


def concept() -> Route:
    return Route.objects.get(status="concept")


def tekst(antwoord: Any) -> str:
    return " ".join(html.fromstring(antwoord.content).xpath("string(//main)").split())


def test_een_leeg_formulier_is_een_concept_en_publiceren_zegt_alles_wat_mist(van_oost: Client) -> None:  # noqa: F811
    leeg = velden({"doel": "", "wijze": "", "instructie": ""}, naam="", behoefte="", stadsdelen=[], waar="gebieden")
    antwoord = van_oost.post(NIEUW, leeg, follow=True)
    assert "Je koos geen stadsdeel" in tekst(antwoord)
    route = concept()
    assert (route.naam, route.behoefte, route.stappen.count()) == ("Route zonder titel", None, 0)
    assert [s.slug for s in route.stadsdelen.all()] == ["oost"], "not the whole city, which nobody said"
    mist = "Geef de route een titel. Kies voor welke behoefte de route is. Een route heeft minstens één stap nodig"
    assert "Nog nodig voordat je publiceert" in tekst(antwoord)
    adres = f"/werk/routes/{route.kenmerk}/"
    assert mist in tekst(van_oost.post(f"{adres}stand/", {"doe": "publiceer"}, follow=True))
    assert concept().status == "concept"
    assert "Route zonder titel" not in van_oost.get(f"{adres}bewerken/").content.decode().split('name="versie"')[1]


def test_wat_er_half_staat_blijft_staan(van_oost: Client) -> None:  # noqa: F811
    half = velden(
        {"instructie": ""},
        {"doel": "", "wijze": "", "instructie": ""},
        {"doel": "het nieuwe buurthuis", "wijze": "", "instructie": "Ga samen kijken.", "alternatief": "1"},
    )
    route = Route.objects.get(kenmerk=van_oost.post(NIEUW, half)["Location"].split("/")[3])
    assert [(s.nummer, s.heeft_doel, s.nog_doel, s.instructie, s.alternatief_voor) for s in route.stappen.all()] == [
        (1, True, "", "", None),
        (2, False, "het nieuwe buurthuis", "Ga samen kijken.", 1),
    ], "the empty one is left out, and what it counted from with it"
    assert wat_mist(route) == [
        "Stap 1: schrijf wat je doet.",
        "Stap 2: schrijf waar deze stap heen gaat. ‘het nieuwe buurthuis’ staat zo niet op de kaart.",
        "Stap 2: kies hoe iemand daar komt.",
    ]
    adres = f"/werk/routes/{route.kenmerk}/"
    open_formulier = van_oost.get(f"{adres}bewerken/")
    assert "het nieuwe buurthuis" in open_formulier.content.decode()
    assert "staat niet op de kaart" in tekst(open_formulier) or "staat zo niet op de kaart" in tekst(open_formulier)
    assert van_oost.get(adres).status_code == 200
    assert "Ga samen kijken" not in van_oost.get("/wegwijzer/eten/oost/").content.decode()
    klaar = velden({}, {"doel": "Tweede deur"}, versie=versie(van_oost, route.kenmerk))
    van_oost.post(f"{adres}bewerken/", klaar)
    van_oost.post(f"{adres}stand/", {"doe": "publiceer"})
    assert Route.objects.get(pk=route.pk).status == "gepubliceerd"


@pytest.mark.usefixtures("van_oost")
def test_een_onaf_concept_bestaat_voor_een_ander_niet_en_gaat_nergens_mee(
    van_oost: Client,  # noqa: F811
    client: Client,
) -> None:
    van_oost.post(NIEUW, velden({"doel": "Geheime deur", "wijze": ""}, naam="Nog niet af", behoefte=""))
    route = concept()
    ander = Client()
    west = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="van-west")
    west.stadsdelen.add(StadsdeelFabriek.create(slug="west"))
    ander.force_login(west)
    for wie in (ander, client):
        assert wie.get(f"/wegwijzer/routes/{route.kenmerk}/").status_code == 404
        assert "Nog niet af" not in wie.get("/wegwijzer/eten/oost/").content.decode()
    assert ander.get(f"/werk/routes/{route.kenmerk}/").status_code == 404
    assert "Nog niet af" not in ander.get("/werk/routes/").content.decode()
    assert "Nog niet af" in van_oost.get("/werk/routes/").content.decode()
    assert van_oost.get(f"/wegwijzer/routes/{route.kenmerk}/").status_code == 404
    coord = maak_medewerker(Rol.COORDINATOR)
    assert route.pk not in Stap.objects.voor_rekenblad(coord).values_list("route", flat=True)


def test_de_database_laat_geen_route_zonder_behoefte_wijzen(van_oost: Client) -> None:  # noqa: F811
    van_oost.post(NIEUW, velden({}, behoefte=""))
    with pytest.raises(IntegrityError), transaction.atomic():
        Route.objects.filter(status="concept").update(status="gepubliceerd")


def test_eerst_zien_hoe_het_wordt_schrijft_niets(van_oost: Client) -> None:  # noqa: F811
    Organisatie.objects.update(telefoon="020 123 45 67")
    Aanbod.objects.filter(naam="Tweede deur").update(zichtbaarheid="professionals")
    aantal = Route.objects.count()
    data = velden({"instructie": "Vraag naar de balie."}, {"doel": "Tweede deur"}, doe="voorbeeld")
    boom = html.fromstring(van_oost.post(NIEUW, data).content)
    [vak] = boom.xpath("//section[@id='voorbeeld']")
    gezien = " ".join(vak.text_content().split())
    assert "Zo gaat een bezoeker het lezen" in gezien
    assert "Vraag naar de balie." in gezien
    assert "020 123 45 67" in gezien
    assert "Tweede deur" not in gezien, "what a visitor may not know of is not in what a visitor reads"
    assert "Eén stap staat er niet bij (stap 2)" in gezien
    assert boom.xpath("//textarea[contains(., 'Vraag naar de balie.')]"), "what was typed is still in the form"
    assert Route.objects.count() == aantal
    CategorieFabriek(slug="geheim", naam="Geheime groep", gevoelig=True)
    geheim = tekst(van_oost.post(NIEUW, data | {"categorie": "geheim"}))
    assert "Zo gaat een collega het lezen" in geheim
    assert "Een bezoeker zonder account ziet haar niet" in geheim
    leeg = velden({"doel": "", "wijze": "", "instructie": ""}, naam="", doe="voorbeeld")
    assert "nog geen stap om te laten zien" in tekst(van_oost.post(NIEUW, leeg))


def test_wie_bel_schrijft_hoort_dat_er_geen_nummer_is(van_oost: Client) -> None:  # noqa: F811
    data = velden({"instructie": "Bel eerst even."}, doe="voorbeeld")
    assert "Hier is geen nummer bekend" in tekst(van_oost.post(NIEUW, data))
    assert "geen nummer bekend" not in tekst(van_oost.post(NIEUW, velden({"instructie": "Zing mee."}, doe="voorbeeld")))
    Organisatie.objects.update(telefoon="020 123 45 67")
    assert "geen nummer bekend" not in tekst(van_oost.post(NIEUW, data))


@pytest.mark.parametrize("zin", ["Bel eerst.", "Laat bellen door een collega", "Je belt samen"])
def test_ook_in_andere_woorden_is_het_bellen(db: None, zin: str) -> None:
    doel = maak_aanbod()
    assert mist_nummer(doel, "zelf", zin)
    assert mist_nummer(doel, "bellen", "")
    assert not mist_nummer(doel, "zelf", "Label de tas. Beloof niets.")


def test_elke_beginroute_die_bellen_zegt_zonder_nummer_zegt_dat_haar_schrijver(client: Client, kaart: None) -> None:
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    zonder = 0
    for route in Route.objects.order_by("pk"):
        stappen = route.stappen.select_related("aanbod__organisatie", "organisatie").order_by("nummer", "pk")
        mist = [mist_nummer(s.doel, s.wijze, s.instructie, s.waarschuwing) for s in stappen]
        bezig = client.get(f"/werk/routes/{route.kenmerk}/bewerken/").context["bezig"]
        gezegd = [any("geen nummer bekend" in zin for zin in stap.opmerkingen) for stap in bezig.stappen]
        assert gezegd == mist, route.kenmerk
        zonder += sum(mist)
        pagina = Client().get(f"/wegwijzer/routes/{route.kenmerk}/").content.decode()
        for stap, zonder_nummer in zip(stappen, mist, strict=True):
            assert not (zonder_nummer and stap.wijze == "bellen" and "Eerst bellen</span>" in pagina) or any(
                s.wijze == "bellen" and not m for s, m in zip(stappen, mist, strict=True)
            ), f"{route.kenmerk} tells a visitor to call where there is no number"
    assert zonder, "the opening data has such steps: else this tests nothing"


# --- a copy for another area


def test_een_kopie_leidt_waar_het_kan_naar_wat_daar_is(van_oost: Client) -> None:  # noqa: F811
    eten = BehoefteFabriek.create(slug="eten")
    oost_, west = StadsdeelFabriek.create(slug="oost"), StadsdeelFabriek.create(slug="west", naam="West")
    keuken = maak_aanbod(naam="Keuken West", stadsdelen=[west], behoeften=[eten])
    hier = maak_aanbod(naam="Keuken Oost", organisatie=keuken.organisatie, stadsdelen=[oost_], behoeften=[eten])
    maak_aanbod(naam="Keuken Stad", organisatie=keuken.organisatie, hele_stad=True, behoeften=[eten])
    maak_aanbod(
        naam="Oude keuken", organisatie=keuken.organisatie, stadsdelen=[oost_], behoeften=[eten], status="gestopt"
    )
    overal = maak_aanbod(naam="Overal", hele_stad=True)
    alleen_west = maak_aanbod(naam="Alleen West", stadsdelen=[west])
    route = maak_route("Westroute", stadsdelen=[west])
    route.stappen.all().delete()
    for nummer, doel in enumerate((keuken, overal, alleen_west), 1):
        Stap.objects.create(route=route, nummer=nummer, aanbod=doel, wijze="zelf", instructie="Ga.")
    antwoord = van_oost.post(f"/werk/routes/{route.kenmerk}/kopie/", {"waar": "oost"}, follow=True)
    gezegd = tekst(antwoord)
    assert "Stap 1 leidt nu naar ‘Keuken Oost’: dat is er in Oost wel." in gezegd
    assert "Stap 3: hiervan vonden we in Oost geen eigen plek." in gezegd
    assert "Volgens de kaart is dit niet voor Oost." in gezegd
    kopie = Route.objects.get(kopie_van=route)
    assert kopie.status == "concept"
    assert [str(s.doel) for s in kopie.stappen.all()] == ["Keuken Oost", "Overal", "Alleen West"]
    hier.delete()
    Route.objects.filter(pk=kopie.pk).delete()
    antwoord = van_oost.post(f"/werk/routes/{route.kenmerk}/kopie/", {"waar": "oost"}, follow=True)
    assert "Stap 1 leidt nu naar ‘Keuken Stad’" in tekst(antwoord), "else the one for the whole city"


# --- where there is none


def voor(route: Route, behoefte: str) -> Route:
    route.behoefte = BehoefteFabriek.create(slug=behoefte)
    route.save()
    return route


def test_de_tabel_zegt_waar_geen_route_is_en_de_link_vult_in(van_oost: Client) -> None:  # noqa: F811
    BehoefteFabriek.create(slug="wonen", naam="Wonen")
    BehoefteFabriek.create(slug="taal", naam="Taal")
    voor(maak_route("Wonen in West", stadsdelen=[StadsdeelFabriek.create(slug="west")]), "wonen")
    lege = voor(maak_route("Taal overal"), "taal")
    lege.stappen.all().delete()
    geheim = voor(maak_route("Voor een groep"), "taal")
    Route.objects.filter(pk=geheim.pk).update(categorie=CategorieFabriek.create(slug="g"))
    kort = html.fromstring(van_oost.get("/werk/routes/dekking/").content)
    assert kort.xpath("//thead//th/text()") == ["Behoefte", "Oost"], "first what one keeps"
    boom = html.fromstring(van_oost.get("/werk/routes/dekking/?alle=ja").content)
    kop = [" ".join(th.split()) for th in boom.xpath("//thead//th/text()")]
    rijen = {
        "".join(tr.xpath("th/text()")).strip(): dict(zip(kop[1:], tr.xpath("td"), strict=True))
        for tr in boom.xpath("//tbody/tr")
    }

    def vak(behoefte: str, gebied: str) -> str:
        return " ".join(rijen[behoefte][gebied].text_content().split())

    assert vak("Eten", "Oost").startswith("Hele stad"), "one of the whole city counts everywhere"
    assert rijen["Eten"]["Oost"].xpath(".//a[contains(., 'Maak')]"), "an own one can still be made"
    assert vak("Wonen", "West").startswith("Eigen route")
    assert not rijen["Wonen"]["West"].xpath(".//a[contains(., 'Maak')]")
    assert vak("Taal", "West") == "geen", "West is not theirs to make routes for"
    [maak] = rijen["Taal"]["Oost"].xpath(".//a")
    nieuw = html.fromstring(van_oost.get(maak.get("href")).content)
    assert nieuw.xpath("string(//select[@name='behoefte']/option[@selected]/@value)") == "taal"
    assert nieuw.xpath("//input[@name='stadsdelen'][@checked]/@value") == ["oost"]
    for onzin in ("?behoefte=zzz&stadsdeel=zzz", "?behoefte=%00", "?stadsdeel=west"):
        assert van_oost.get(f"{NIEUW}{onzin}").status_code == 200


def test_meer_routes_vragen_de_database_niet_meer(oost: Medewerker) -> None:  # noqa: F811
    client = Client()
    client.force_login(oost)

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            client.get("/werk/routes/dekking/?alle=ja")
        return len(vragen)

    maak_route("Een", stadsdelen=[StadsdeelFabriek.create(slug="oost")])
    eerst = tel()
    for nummer in range(20):
        maak_route(f"Route {nummer}", stadsdelen=[StadsdeelFabriek.create(slug=f"s{nummer}")])
    assert tel() == eerst
    assert eerst <= 14


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_een_concept_bewaren_verliezen_niets_stil() -> None:
    route = maak_route("Samen")
    wie = [maak_medewerker(Rol.COORDINATOR, naam=f"c{n}") for n in range(2)]
    nu = acties.versie_van(route)

    def bewaar(nummer: int) -> Any:
        gegevens = acties.Routegegevens(naam=f"Van {nummer}", behoefte=None)
        return lambda: acties.bewaar(gebruiker=wie[nummer], route=route, gegevens=gegevens, versie=nu)

    uitkomsten = tegelijk(bewaar(0), bewaar(1))
    assert sorted(type(u).__name__ for u in uitkomsten) == ["Intussen", "Route"], uitkomsten
    assert Route.objects.filter(vervangt=route).count() == 1
