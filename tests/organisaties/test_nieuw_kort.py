"""Something new in one short form: who may, what is made together, what is asked, and what becomes of a proposal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisaties import models as m
from organisaties.bijhouden.wijzigen.kortformulier import KortForm
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_medewerker

pytestmark = pytest.mark.django_db

ADRES = "/werk/nieuw/"
ALLES: dict[str, Any] = {
    "naam": "Eethuis De Kring",
    "formaliteit": "informeel",
    "stadsdeel": "oost",
    "adres": "Kraaipad 12 hs",
    "aanbod": "Samen eten",
    "behoeften": ["eten"],
    "tijden": "dinsdag van 17 tot 19 uur",
    "telefoon": "020 123 4567",
    "web": "kring.example",
    "groepen": ["statushouders"],
    "talen": ["ar"],
}


@pytest.fixture
def oost() -> m.Stadsdeel:
    StadsdeelFabriek.create(slug="west", naam="West")
    BehoefteFabriek.create(slug="eten", naam="Eten")
    CategorieFabriek.create(slug="statushouders")
    m.Taal.objects.get_or_create(code="ar", defaults={"naam": "Arabisch"})
    return StadsdeelFabriek.create(slug="oost", naam="Oost")


def _client(rol: Rol, naam: str, stadsdeel: m.Stadsdeel | None = None) -> Client:
    gebruiker = maak_medewerker(rol, naam=naam)
    if stadsdeel is not None:
        gebruiker.stadsdelen.add(stadsdeel)
    client = Client()
    client.force_login(gebruiker)
    return client


@pytest.fixture
def houder(oost: m.Stadsdeel) -> Client:
    return _client(Rol.AANDACHTSFUNCTIONARIS, "oost-7", oost)


@pytest.fixture
def collega(oost: m.Stadsdeel) -> Client:
    return _client(Rol.OPBOUWWERKER, "collega")


def test_hoogstens_twaalf_vragen(houder: Client) -> None:
    gevraagd = houder.get(ADRES).context["form"].gevraagd
    assert len(gevraagd) <= 12
    assert len(KortForm.base_fields) == 13  # the last one only where a number may be somebody's own


def test_een_keer_sturen_maakt_organisatie_plek_en_aanbod(houder: Client) -> None:
    klaar = houder.post(ADRES, ALLES, follow=True)
    assert klaar.redirect_chain == [("/organisaties/eethuis-de-kring/gemaakt/", 302)]
    assert "Het staat op de kaart." in klaar.content.decode()
    organisatie, plek, aanbod = m.Organisatie.objects.get(), m.Locatie.objects.get(), m.Aanbod.objects.get()
    assert (organisatie.website, organisatie.telefoon) == ("https://kring.example", "020 123 4567")
    assert (plek.straat, plek.huisnummer, plek.stadsdeel.slug) == ("Kraaipad", "12 hs", "oost")
    assert (aanbod.naam, aanbod.tijden) == ("Samen eten", "dinsdag van 17 tot 19 uur")
    # The offer has the area, the place and the languages of its organisation without being asked again.
    assert list(aanbod.stadsdelen.all()) == list(organisatie.werkgebied.all())
    assert list(aanbod.locaties.all()) == [plek]
    assert [taal.code for taal in aanbod.talen.all()] == [taal.code for taal in organisatie.talen.all()] == ["ar"]
    assert m.Toegang.objects.get().waarde == "welkom"
    assert {een.status for een in (organisatie, aanbod)} == {Status.GEPUBLICEERD}
    assert m.Versie.objects.filter(soort="nieuw").count() == 3
    assert "Samen eten" in Client().get("/zoeken/?q=samen+eten").content.decode()


def test_alleen_een_naam_en_een_stadsdeel_is_genoeg(houder: Client) -> None:
    houder.post(ADRES, {"naam": "De Kring", "stadsdeel": "oost", "formaliteit": "informeel"})
    assert m.Organisatie.objects.get().naam == "De Kring"
    assert not m.Locatie.objects.exists()
    assert not m.Aanbod.objects.exists()


def test_of_het_informeel_is_wordt_gevraagd_en_niet_ingevuld(houder: Client) -> None:
    assert houder.get(ADRES).context["form"]["formaliteit"].value() is None
    antwoord = houder.post(ADRES, {"naam": "De Kring", "stadsdeel": "oost"})
    assert "Kies of het formeel of informeel is, of allebei." in antwoord.content.decode()
    assert 'value="De Kring"' in antwoord.content.decode()
    assert not m.Organisatie.objects.exists()


def test_daarna_staat_er_wat_nog_mist(houder: Client) -> None:
    tekst = houder.post(ADRES, ALLES | {"tijden": ""}, follow=True).content.decode()
    assert "Maak compleet" in tekst
    assert "wanneer het open is" in tekst
    assert "/aanbod/samen-eten/bewerken/" in tekst
    assert _client(Rol.COORDINATOR, "coordinator").get("/organisaties/eethuis-de-kring/gemaakt/").status_code == 403


def test_wie_net_gesproken_is_staat_niet_op_mijn_werklijst(houder: Client) -> None:
    houder.post(ADRES, ALLES | {"gesproken": "on"})
    assert m.Organisatie.objects.get().gecontroleerd_op == timezone.localdate()
    assert m.Aanbod.objects.get().gecontroleerd_op == timezone.localdate()
    assert {controle.wijze for controle in m.Controle.objects.all()} == {"gebeld"}
    # What nobody said is not vouched for.
    assert not m.Controle.objects.filter(onderdeel="beschikbaarheid").exists()
    tekst = houder.get("/werk/").content.decode()
    assert "Eethuis De Kring" not in tekst
    assert "Samen eten" not in tekst


def test_ook_wat_net_gesproken_is_kan_als_vergissing_weg(houder: Client) -> None:
    houder.post(ADRES, ALLES | {"gesproken": "on"})
    adres = "/organisaties/eethuis-de-kring/weggooien/"
    assert "<li>Samen eten</li>" in houder.get(adres).content.decode()
    houder.post(adres)
    assert [model.objects.count() for model in (m.Organisatie, m.Locatie, m.Aanbod, m.Controle)] == [0, 0, 0, 0]


def test_wie_niet_gesproken_is_staat_er_wel(houder: Client) -> None:
    houder.post(ADRES, ALLES)
    assert "Samen eten" in houder.get("/werk/").content.decode()


def test_een_concept_staat_niet_op_de_kaart_en_is_terug_te_vinden(houder: Client) -> None:
    houder.post(ADRES, ALLES | {"doe": "concept"})
    assert {m.Organisatie.objects.get().status, m.Aanbod.objects.get().status} == {Status.CONCEPT}
    assert Client().get("/organisaties/eethuis-de-kring/").status_code == 404
    tekst = houder.get("/werk/van-mij/?wat=concepten").content.decode()
    assert "Eethuis De Kring" in tekst
    assert "/organisaties/eethuis-de-kring/weggooien/" in tekst


def test_een_fout_bewaart_wat_getypt_is_en_maakt_niets(houder: Client) -> None:
    velden = ALLES | {"telefoon": "bel Fatima", "web": "geen adres", "tijden": "Bel Fatima op 06 12345678"}
    antwoord = houder.post(ADRES, velden)
    tekst = antwoord.content.decode()
    assert "Dit is geen telefoonnummer." in tekst
    assert "Dit is geen website en geen e-mailadres." in tekst
    assert antwoord.context["form"]["aanbod"].value() == "Samen eten"
    assert antwoord.context["form"]["tijden"].errors
    assert not m.Organisatie.objects.exists()


def test_een_nummer_dat_van_een_mens_kan_zijn_wordt_gevraagd(houder: Client) -> None:
    velden = ALLES | {"telefoon": "06 12345678", "web": "kring@gmail.com"}
    vraag = houder.post(ADRES, velden)
    assert "Is dit van de organisatie zelf?" in vraag.content.decode()
    assert 'name="eigen"' in vraag.content.decode()
    assert not m.Organisatie.objects.exists()
    houder.post(ADRES, velden | {"eigen": "on"})
    assert m.Organisatie.objects.get().email == "kring@gmail.com"


def test_wat_erop_lijkt_wordt_eerst_gevraagd(houder: Client) -> None:
    OrganisatieFabriek.create(naam="Eethuis de Kring")
    vraag = houder.post(ADRES, ALLES)
    assert "Staat dit er al?" in vraag.content.decode()
    assert m.Organisatie.objects.count() == 1
    houder.post(ADRES, ALLES | {"toch": "ja"})
    assert m.Organisatie.objects.count() == 2


def test_een_houder_kiest_alleen_het_eigen_stadsdeel(houder: Client) -> None:
    assert 'value="west"' not in houder.get(ADRES).content.decode()
    antwoord = houder.post(ADRES, ALLES | {"stadsdeel": "west"})
    assert "Kies een stadsdeel uit de lijst." in antwoord.content.decode()
    assert not m.Organisatie.objects.exists()


def test_een_plek_zonder_straat_is_een_naam(houder: Client) -> None:
    houder.post(ADRES, ALLES | {"adres": "Buurtkamer Het Anker"})
    plek = m.Locatie.objects.get()
    assert (plek.naam, plek.straat) == ("Buurtkamer Het Anker", "")


def test_een_opbouwwerker_stelt_het_voor_en_de_houder_beslist(collega: Client, houder: Client) -> None:
    pagina = collega.get(ADRES).content.decode()
    assert "Stuur het voorstel" in pagina
    assert "Zet op de kaart" not in pagina
    tekst = collega.post(ADRES, ALLES | {"gesproken": "on"}, follow=True).content.decode()
    assert "Wie dit stadsdeel bijhoudt, kijkt ernaar." in tekst
    assert {m.Organisatie.objects.get().status, m.Aanbod.objects.get().status} == {Status.CONCEPT}
    assert not m.Controle.objects.exists()
    assert Client().get("/organisaties/eethuis-de-kring/").status_code == 404
    # The keeper of that area finds it on the work list and among the proposals, one of another area does not.
    assert "Eethuis De Kring" in houder.get("/werk/").content.decode()
    elders = _client(Rol.AANDACHTSFUNCTIONARIS, "west-1", m.Stadsdeel.objects.get(slug="west"))
    assert "Eethuis De Kring" not in elders.get("/werk/").content.decode()
    assert "Eethuis De Kring" not in elders.get("/werk/voorstellen/").content.decode()
    for voorstel in m.Voorstel.objects.order_by("pk"):
        pad = f"/werk/voorstellen/{voorstel.pk}/"
        pagina_ = houder.get(pad)
        assert "Nieuw. Hoort dit op de kaart?" in pagina_.content.decode()
        houder.post(pad, {"veld": ["status"], "gezien": pagina_.context["gezien"], "reden": ""})
    assert {m.Organisatie.objects.get().status, m.Aanbod.objects.get().status} == {Status.GEPUBLICEERD}
    assert "Samen eten" in Client().get("/zoeken/?q=samen+eten").content.decode()


def test_een_aanbieder_en_een_bezoeker_komen_er_niet(oost: m.Stadsdeel) -> None:
    assert _client(Rol.AANBIEDER, "eigenaar").get(ADRES).status_code == 403
    assert Client().get(ADRES).status_code == 302


def test_het_staat_in_het_menu_van_werk(houder: Client, collega: Client) -> None:
    assert f'href="{ADRES}"' in houder.get("/werk/").content.decode()
    assert f'href="{ADRES}"' in collega.get("/werk/van-mij/").content.decode()


@pytest.mark.parametrize("adres", ["/organisaties/", "/zoeken/?q=zzzzqqq", "/mijn-voorstellen/"])
def test_een_collega_komt_er_zonder_het_adres_te_kennen(collega: Client, houder: Client, adres: str) -> None:
    link = f'href="{ADRES}"'
    voor_collega, voor_houder = (client.get(adres).content.decode() for client in (collega, houder))
    assert link in voor_collega
    assert "Stel die voor" in voor_collega
    assert "Zet die op de kaart" in voor_houder
    assert link not in Client().get(adres).content.decode()
