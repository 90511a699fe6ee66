"""One block of an entry changed by itself: who may, what stays, two at once, the check with it, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen.bewerkblok import BLOKKEN
from organisaties.regels.rollen import Rol
from organisaties.velden import PER_MODEL
from tests.fabrieken import (
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.organisaties.test_bewerken import formulier as heel_formulier

pytestmark = pytest.mark.django_db

AANBOD = "/aanbod/taalcafe/"
BEWERKEN = f"{AANBOD}bewerken/"
ORGANISATIE = "/organisaties/buurthuis/"


@pytest.fixture
def oost() -> m.Stadsdeel:
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
def collega() -> Client:
    return _client(Rol.OPBOUWWERKER, "collega")


@pytest.fixture
def aanbod(oost: m.Stadsdeel) -> m.Aanbod:
    organisatie = OrganisatieFabriek.create(kenmerk="buurthuis", naam="Buurthuis", telefoon="020 123 4567")
    organisatie.werkgebied.add(oost)
    aanbod = maak_aanbod(
        kenmerk="taalcafe",
        naam="Taalcafé",
        organisatie=organisatie,
        stadsdelen=[oost],
        let_op="Bel de balie eerst.",
        aanmelden="inloop",
    )
    aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    return aanbod


def formulier(pagina: Any) -> dict[str, Any]:
    """Return what a browser would send of the form of one block, unchanged."""
    context = pagina.context
    velden = {"basis": context["bezig"].ondertekende_basis, "blok": context["blok"].naam, "terug": context["terug"]}
    bezig = context["bezig"]
    delen = [bezig.form]
    if bezig.week is not None:
        delen += [*bezig.week.lijnen, *bezig.week.anders]
        velden["tijd"] = [lijn.sleutel for lijn in bezig.week.lijnen]
    if bezig.toegang is not None:
        delen += bezig.toegang.rijen
    for form in delen:
        for veld in form:
            if veld.value() not in (None, False, ""):
                velden[veld.html_name] = "on" if veld.value() is True else veld.value()
    if context["bij"]:
        velden["bij"] = context["bij"].kenmerk
    if context["te_noteren"]:
        velden["gezien"] = context["te_noteren"].blok.sleutel
    return velden


def test_elk_veld_van_het_formulier_staat_in_een_blok() -> None:
    for model, blokken in BLOKKEN.items():
        ding = PER_MODEL[model._meta.label]
        gevraagd = {veld.naam for veld in ding.velden if veld.groep}
        if model is m.Aanbod:
            # What somebody does when a pause begins is change the hours.
            assert blokken["tijden"].heeft("pauze_vanaf")
        assert {naam for naam in gevraagd if not any(blok.heeft(naam) for blok in blokken.values())} == set()


def test_alleen_dat_blok_staat_er_en_alleen_dat_verandert(houder: Client, aanbod: m.Aanbod) -> None:
    voor = lees(aanbod)
    pagina = houder.get(f"{BEWERKEN}?blok=tijden")
    tekst = pagina.content.decode()
    assert "Dinsdag" in tekst
    assert 'name="naam"' not in tekst
    assert 'name="kosten"' not in tekst
    # What a block does not ask is not taken over, whatever is sent.
    antwoord = houder.post(BEWERKEN, formulier(pagina) | {"tijd-0-tot": "13:00", "naam": "Anders", "let_op": ""})
    assert antwoord["Location"] == AANBOD
    na = lees(aanbod := m.Aanbod.objects.get())
    assert na["openingstijden"][0]["tot"] == "13:00"
    assert {veld for veld in na if na[veld] != voor[veld]} == {"openingstijden"}
    assert aanbod.naam == "Taalcafé"
    assert not m.Controle.objects.exists()


def test_wie_voor_wie_verandert_raakt_geen_groep_kwijt(houder: Client, aanbod: m.Aanbod) -> None:
    groepen = [CategorieFabriek.create(slug="statushouders"), CategorieFabriek.create(slug="ongedocumenteerden")]
    m.Toegang.objects.create(aanbod=aanbod, categorie=groepen[0], waarde="welkom")
    pagina = houder.get(f"{BEWERKEN}?blok=toegang")
    # A colleague fills in another group while this page is open.
    m.Toegang.objects.create(aanbod=aanbod, categorie=groepen[1], waarde="niet", toelichting="Gehoord.")
    bezet = houder.post(BEWERKEN, formulier(pagina) | {"toegang-statushouders-waarde": "niet"})
    assert "Iemand anders heeft dit intussen veranderd" in bezet.content.decode()
    assert m.Toegang.objects.get(categorie=groepen[1]).toelichting == "Gehoord."
    houder.post(BEWERKEN, formulier(bezet))
    assert dict(m.Toegang.objects.values_list("categorie__slug", "waarde")) == {
        "statushouders": "niet",
        "ongedocumenteerden": "niet",
    }


def test_twee_tegelijk_in_hetzelfde_blok_raken_niets_kwijt(houder: Client, aanbod: m.Aanbod) -> None:
    ander = _client(Rol.COORDINATOR, "coordinator")
    mijn, zijn = (client.get(f"{BEWERKEN}?blok=tijden") for client in (houder, ander))
    ander.post(BEWERKEN, formulier(zijn) | {"tijd-0-tot": "14:00", "tijden": "De ander schreef dit."})
    bezet = houder.post(BEWERKEN, formulier(mijn) | {"tijd-0-tot": "13:00", "doe": "noteer"})
    tekst = bezet.content.decode()
    assert "Iemand anders heeft dit intussen veranderd" in tekst
    assert "De ander schreef dit." in tekst
    assert "10:00 tot 14:00" in tekst
    assert "10:00 tot 13:00" in tekst
    assert not m.Controle.objects.exists()
    assert bezet.context["blok"].naam == "tijden"
    houder.post(BEWERKEN, formulier(bezet))
    na = lees(m.Aanbod.objects.get())
    assert (na["openingstijden"][0]["tot"], na["tijden"]) == ("13:00", "De ander schreef dit.")


def test_twee_tegelijk_in_een_ander_blok_merken_niets_van_elkaar(houder: Client, aanbod: m.Aanbod) -> None:
    ander = _client(Rol.COORDINATOR, "coordinator")
    mijn, zijn = houder.get(f"{BEWERKEN}?blok=tijden"), ander.get(f"{BEWERKEN}?blok=wat")
    ander.post(BEWERKEN, formulier(zijn) | {"naam": "Taalcafé Oost"})
    assert houder.post(BEWERKEN, formulier(mijn) | {"tijd-0-tot": "13:00"}).status_code == 302
    na = lees(m.Aanbod.objects.get())
    assert (na["naam"], na["openingstijden"][0]["tot"]) == ("Taalcafé Oost", "13:00")


def test_wat_van_een_blok_gezien_is_geldt_niet_voor_een_ander(houder: Client, aanbod: m.Aanbod) -> None:
    velden = formulier(houder.get(f"{BEWERKEN}?blok=tijden")) | {"blok": "wat", "naam": "Anders"}
    assert houder.post(BEWERKEN, velden).status_code == 400
    heel = heel_formulier(houder.get(BEWERKEN)) | {"blok": "wat"}
    assert houder.post(BEWERKEN, heel).status_code == 400
    assert houder.get(f"{BEWERKEN}?blok=bestaat-niet").status_code == 404
    assert m.Aanbod.objects.get().naam == "Taalcafé"


def test_bewaar_en_noteer_gebeld_controleert_dat_blok_en_geen_ander(houder: Client, aanbod: m.Aanbod) -> None:
    pagina = houder.get(f"{BEWERKEN}?blok=tijden")
    assert "Bewaar en noteer: gebeld" in pagina.content.decode()
    na = houder.post(BEWERKEN, formulier(pagina) | {"tijd-0-tot": "13:00", "doe": "noteer"}, follow=True)
    controle = m.Controle.objects.get()
    assert (controle.onderdeel, controle.wijze, controle.rol) == ("tijden", "gebeld", "aandachtsfunctionaris")
    tekst = na.content.decode()
    assert "Bewaard. Zo staat het nu op de kaart." in tekst
    assert "Genoteerd: tijden." in tekst
    assert "Ongedaan maken" in tekst


def test_niets_veranderd_en_toch_gebeld_telt(houder: Client, aanbod: m.Aanbod) -> None:
    na = houder.post(BEWERKEN, formulier(houder.get(f"{BEWERKEN}?blok=tijden")) | {"doe": "noteer"}, follow=True)
    assert m.Controle.objects.get().onderdeel == "tijden"
    assert "Er was niets veranderd" not in na.content.decode()


def test_wat_afgeleid_is_wordt_niet_in_een_tik_nagekeken(houder: Client, aanbod: m.Aanbod) -> None:
    groep = CategorieFabriek.create(slug="statushouders")
    m.Toegang.objects.create(aanbod=aanbod, categorie=groep, waarde="welkom", bron="rapport; toegang afgeleid")
    pagina = houder.get(f"{BEWERKEN}?blok=toegang")
    assert "noteer: gebeld" not in pagina.content.decode()
    assert "afgeleid zijn: niemand zei dat" in pagina.content.decode()
    houder.post(BEWERKEN, formulier(pagina) | {"doe": "noteer"})
    assert not m.Controle.objects.exists()


def test_contact_van_een_aanbod_is_dat_van_de_organisatie(houder: Client, aanbod: m.Aanbod) -> None:
    pagina = houder.get(f"{BEWERKEN}?blok=contact", follow=True)
    assert pagina.redirect_chain[0][0].startswith(f"{ORGANISATIE}bewerken/?blok=contact")
    tekst = pagina.content.decode()
    assert "020 123 4567" in tekst
    # The way to sign up is checked along, so it stands there.
    assert "Aanmelden: " in tekst
    velden = formulier(pagina) | {"telefoon": "020 765 4321", "doe": "noteer"}
    klaar = houder.post(f"{ORGANISATIE}bewerken/", velden)
    assert klaar["Location"] == AANBOD
    assert m.Organisatie.objects.get().telefoon == "020 765 4321"
    controle = m.Controle.objects.get()
    assert (controle.aanbod_id, controle.onderdeel) == (aanbod.pk, "contact")


def test_wat_intussen_anders_is_wordt_niet_als_nagekeken_genoteerd(houder: Client, aanbod: m.Aanbod) -> None:
    pagina = houder.get(f"{BEWERKEN}?blok=contact", follow=True)
    m.Aanbod.objects.update(aanmelden="telefonisch")
    velden = formulier(pagina) | {"telefoon": "020 765 4321", "doe": "noteer"}
    tekst = houder.post(f"{ORGANISATIE}bewerken/", velden, follow=True).content.decode()
    assert m.Organisatie.objects.get().telefoon == "020 765 4321"
    assert "is intussen iets veranderd: contact" in tekst
    assert not m.Controle.objects.exists()


@pytest.mark.parametrize(
    "terug", ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:1", "x"]
)
def test_men_gaat_nooit_naar_een_andere_site_terug(houder: Client, aanbod: m.Aanbod, terug: str) -> None:
    pagina = houder.get(BEWERKEN, {"blok": "wat", "terug": terug})
    assert terug not in pagina.content.decode().replace("&amp;", "&") or terug == "x"
    antwoord = houder.post(BEWERKEN, formulier(pagina) | {"naam": "Taalcafé Oost", "terug": terug})
    assert antwoord["Location"] == AANBOD


def test_men_gaat_terug_naar_waar_men_vandaan_kwam(houder: Client, aanbod: m.Aanbod) -> None:
    pagina = houder.get(BEWERKEN, {"blok": "wat", "terug": "/werk/?reden=oud#aanbod-taalcafe"})
    antwoord = houder.post(BEWERKEN, formulier(pagina) | {"naam": "Taalcafé Oost"})
    assert antwoord["Location"] == "/werk/?reden=oud#aanbod-taalcafe"


def test_een_eigen_concept_blijft_liggen(houder: Client, aanbod: m.Aanbod) -> None:
    houder.post(f"{BEWERKEN}concept/", heel_formulier(houder.get(BEWERKEN)) | {"omschrijving": "Half af"})
    pagina = houder.get(f"{BEWERKEN}?blok=tijden")
    assert "Ga verder met je concept" in pagina.content.decode()
    houder.post(BEWERKEN, formulier(pagina) | {"tijd-0-tot": "13:00"})
    heel = houder.get(BEWERKEN)
    assert heel.context["bezig"].form["omschrijving"].value() == "Half af"
    assert heel.context["bezig"].week.lijnen[0]["tot"].value() == "13:00"


def test_een_concept_gaat_met_een_blok_niet_de_kaart_op(houder: Client, aanbod: m.Aanbod) -> None:
    m.Aanbod.objects.update(status="concept")
    houder.post(BEWERKEN, formulier(houder.get(f"{BEWERKEN}?blok=wat")) | {"naam": "Taalcafé Oost"})
    assert list(m.Aanbod.objects.values_list("naam", "status")) == [("Taalcafé Oost", "concept")]


def test_een_fout_laat_staan_wat_er_stond_en_blijft_bij_het_blok(houder: Client, aanbod: m.Aanbod) -> None:
    pagina = houder.get(f"{BEWERKEN}?blok=brengen&terug=/werk/")
    velden = formulier(pagina) | {"overdracht": "Vraag naar 06 12345678 van Fatima"}
    fout = houder.post(BEWERKEN, velden)
    assert "Nog niet bewaard" in fout.content.decode()
    assert fout.context["bezig"].form["overdracht"].value() == velden["overdracht"]
    assert (fout.context["blok"].naam, fout.context["terug"]) == ("brengen", "/werk/")


def test_een_collega_stelt_een_blok_voor(collega: Client, aanbod: m.Aanbod) -> None:
    tekst = collega.get(AANBOD).content.decode()
    assert f"{AANBOD}voorstel/?blok=tijden" in tekst
    pagina = collega.get(f"{AANBOD}voorstel/?blok=tijden")
    assert 'name="naam"' not in pagina.content.decode()
    assert "noteer: gebeld" not in pagina.content.decode()
    collega.post(f"{AANBOD}voorstel/", formulier(pagina) | {"tijd-0-tot": "13:00", "naam": "Anders"})
    voorstel = m.Voorstel.objects.get()
    assert list(voorstel.wijzigingen) == ["openingstijden"]
    assert lees(m.Aanbod.objects.get())["openingstijden"][0]["tot"] == "12:00"


def test_een_collega_stelt_een_nummer_voor_in_drie_tikken(collega: Client, aanbod: m.Aanbod) -> None:
    pagina = collega.get(f"{AANBOD}voorstel/?blok=contact", follow=True)
    klaar = collega.post(f"{ORGANISATIE}voorstel/", formulier(pagina) | {"telefoon": "020 765 4321"})
    assert klaar["Location"] == AANBOD
    voorstel = m.Voorstel.objects.get()
    assert voorstel.wijzigingen == {"telefoon": {"van": "020 123 4567", "naar": "020 765 4321"}}


def test_wie_niet_bijhoudt_en_toch_bewerkt_komt_bij_het_voorstel(collega: Client, aanbod: m.Aanbod) -> None:
    pagina = collega.get(f"{BEWERKEN}?blok=tijden", follow=True)
    assert pagina.redirect_chain[0][0].startswith(f"{AANBOD}voorstel/?blok=tijden")
    assert collega.post(BEWERKEN, {"blok": "tijden"}).status_code == 403


def test_wat_een_eigenaar_beslist_gaat_als_voorstel_en_wordt_niet_genoteerd(houder: Client, aanbod: m.Aanbod) -> None:
    maak_medewerker(Rol.AANBIEDER, naam="eigenaar").organisaties.add(aanbod.organisatie)
    pagina = houder.get(f"{BEWERKEN}?blok=tijden")
    assert "noteer: gebeld" not in pagina.content.decode()
    assert "Stuur als voorstel" in pagina.content.decode()
    houder.post(BEWERKEN, formulier(pagina) | {"tijd-0-tot": "13:00", "doe": "noteer"})
    assert not m.Controle.objects.exists()
    assert list(m.Voorstel.objects.get().wijzigingen) == ["openingstijden"]


def test_een_eigenaar_leest_in_een_blok_niets_van_collegas(aanbod: m.Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(aanbod.organisatie)
    client = Client()
    client.force_login(eigenaar)
    pagina = client.get(f"{BEWERKEN}?blok=brengen")
    assert "Bel de balie eerst." not in pagina.content.decode()
    client.post(BEWERKEN, formulier(pagina) | {"overdracht": "Loop de eerste keer mee."})
    na = m.Aanbod.objects.get()
    assert (na.overdracht, na.let_op) == ("Loop de eerste keer mee.", "Bel de balie eerst.")


def test_een_bezoeker_ziet_geen_potlood(client: Client, aanbod: m.Aanbod) -> None:
    for adres in (AANBOD, ORGANISATIE):
        assert "?blok=" not in client.get(adres).content.decode()
    assert client.get(f"{BEWERKEN}?blok=contact").status_code in (302, 403)


def test_wie_een_plek_bijhoudt_verandert_het_adres_alleen(houder: Client, oost: m.Stadsdeel) -> None:
    plek = LocatieFabriek.create(kenmerk="zaal", stadsdeel=oost, straat="Pad", huisnummer="1", rolstoel="ja")
    assert "/locaties/zaal/bewerken/?blok=adres" in houder.get("/locaties/zaal/").content.decode()
    pagina = houder.get("/locaties/zaal/bewerken/?blok=adres")
    assert "Rolstoel: " in pagina.content.decode()
    houder.post("/locaties/zaal/bewerken/", formulier(pagina) | {"huisnummer": "2", "doe": "noteer"})
    plek.refresh_from_db()
    assert (plek.huisnummer, plek.rolstoel) == ("2", "ja")
    assert m.Controle.objects.get().locatie_id == plek.pk


def test_een_blok_vraagt_niet_meer_naarmate_er_meer_is(
    houder: Client, aanbod: m.Aanbod, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for dag in range(1, 8):
        aanbod.openingstijden.create(weekdag=dag, van="14:00", tot="15:00")
    with django_assert_max_num_queries(45):
        houder.get(f"{BEWERKEN}?blok=tijden")
