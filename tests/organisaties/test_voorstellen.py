"""Proposals and reports: from any entry to whoever decides, and back to whoever proposed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties
from organisaties.bijhouden.voorstellen.rate_limit import PER_UUR
from organisaties.bijhouden.wijzigen.acties import bewaar
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.test_bewerken import formulier

pytestmark = pytest.mark.django_db
KLOPT_NIET = "/aanbod/koor/klopt-niet/"
VOORSTEL = "/aanbod/koor/voorstel/"


@pytest.fixture
def aanbod() -> m.Aanbod:
    return maak_aanbod(kenmerk="koor", naam="Koor", stadsdelen=[StadsdeelFabriek.create(slug="oost")])


def klant(*rollen: Rol, naam: str = "", stadsdeel: str = "", organisatie: m.Organisatie | None = None) -> Client:
    wie = maak_medewerker(*rollen, naam=naam)
    if stadsdeel:
        wie.stadsdelen.add(StadsdeelFabriek.create(slug=stadsdeel))
    if organisatie:
        wie.organisaties.add(organisatie)
    client = Client()
    client.force_login(wie)
    return client


@pytest.fixture
def werker(aanbod: m.Aanbod) -> Client:
    return klant(Rol.OPBOUWWERKER, naam="werker")


@pytest.fixture
def houder(aanbod: m.Aanbod) -> Client:
    return klant(Rol.AANDACHTSFUNCTIONARIS, naam="houder", stadsdeel="oost")


def stel_voor(client: Client, **anders: Any) -> m.Voorstel:
    velden = formulier(client.get(VOORSTEL)) | anders
    assert client.post(VOORSTEL, velden).status_code == 302
    voorstel: m.Voorstel = m.Voorstel.objects.latest("pk")
    return voorstel


def beslis(client: Client, voorstel: m.Voorstel, **velden: Any) -> Any:
    adres = f"/werk/voorstellen/{voorstel.pk}/"
    return client.post(adres, {"gezien": client.get(adres).context["gezien"], **velden}, follow=True)


def test_een_voorstel_wordt_voor_een_deel_overgenomen_en_de_indiener_ziet_dat(werker: Client, houder: Client) -> None:
    voorstel = stel_voor(werker, naam="Buurtkoor", kosten="gratis", waarom="Stond op de deur")
    assert "Voorstel voor 2 wijzigingen van een opbouwwerker" in houder.get("/werk/voorstellen/").content.decode()
    assert "1 voorstel van een collega" in houder.get("/werk/?soort=aanbod").content.decode()
    pagina = houder.get(f"/werk/voorstellen/{voorstel.pk}/").content.decode()
    assert "Buurtkoor</ins>" in pagina
    assert "Stond op de deur" in pagina
    antwoord = beslis(houder, voorstel, veld=["naam"], reden="Kosten nog navragen")
    assert "Voor een deel overgenomen." in antwoord.content.decode()
    nu = m.Aanbod.objects.get()
    assert (nu.naam, nu.kosten) == ("Buurtkoor", "onbekend")
    mijn = werker.get("/mijn-voorstellen/").content.decode()
    assert "niet overgenomen</strong>, omdat: Kosten nog navragen" in mijn
    geschiedenis = houder.get("/aanbod/koor/geschiedenis/").content.decode()
    assert "Voorstel overgenomen, door een aandachtsfunctionaris" in geschiedenis
    assert "Voorstel van een opbouwwerker: Stond op de deur" in geschiedenis


def test_afwijzen_kan_alleen_met_een_reden(werker: Client, houder: Client) -> None:
    voorstel = stel_voor(werker, naam="Onzin")
    tekst = beslis(houder, voorstel, doe="niets").content.decode()
    assert "Schrijf waarom je dit niet overneemt" in tekst
    voorstel.refresh_from_db()
    assert voorstel.besluit == "open"
    beslis(houder, voorstel, doe="niets", reden="Zo heet het niet")
    assert "Zo heet het niet" in werker.get("/mijn-voorstellen/").content.decode()
    assert m.Aanbod.objects.get().naam == "Koor"


def test_wie_een_ander_stadsdeel_bijhoudt_ziet_en_beslist_niets(werker: Client, aanbod: m.Aanbod) -> None:
    voorstel = stel_voor(werker, naam="Buurtkoor")
    ander = klant(Rol.AANDACHTSFUNCTIONARIS, naam="west", stadsdeel="west")
    adres = f"/werk/voorstellen/{voorstel.pk}/"
    assert ander.get(adres).status_code == 404
    assert ander.post(adres, {"gezien": acties.stempel(voorstel, lees(aanbod)), "veld": "naam"}).status_code == 404
    assert "Niets om over te beslissen" in ander.get("/werk/voorstellen/").content.decode()
    assert Client().get(adres).headers["Location"] == f"/inloggen/?next={adres}"
    mee = klant(Rol.OPBOUWWERKER, naam="collega")
    assert mee.get(adres).status_code == 404, "who proposed what is between them and who decides"
    assert m.Aanbod.objects.get().naam == "Koor"


def test_de_indiener_beslist_niet_zelf(werker: Client, aanbod: m.Aanbod) -> None:
    voorstel = stel_voor(werker, naam="Buurtkoor")
    gezien = acties.stempel(voorstel, lees(aanbod))
    assert werker.post(f"/werk/voorstellen/{voorstel.pk}/", {"gezien": gezien, "veld": "naam"}).status_code == 403
    werker.post(f"/werk/voorstellen/{voorstel.pk}/intrekken/")
    assert not m.Voorstel.objects.exists()


def test_wat_intussen_veranderde_wordt_niet_stil_overschreven(werker: Client, houder: Client, aanbod: m.Aanbod) -> None:
    voorstel = stel_voor(werker, naam="Buurtkoor")
    adres = f"/werk/voorstellen/{voorstel.pk}/"
    gezien = houder.get(adres).context["gezien"]
    coord = maak_medewerker(Rol.COORDINATOR)
    nu = lees(aanbod)
    bewaar(gebruiker=coord, ingang=aanbod, basis=nu, staat={**nu, "naam": "Zangkoor"})
    tekst = houder.post(adres, {"gezien": gezien, "veld": "naam"}, follow=True).content.decode()
    assert "intussen veranderd" in tekst
    assert "nu staat er ‘Zangkoor’" in tekst
    assert m.Aanbod.objects.get().naam == "Zangkoor"


def test_nieuw_aanbod_voorstellen_en_op_de_kaart_zetten(werker: Client, houder: Client, aanbod: m.Aanbod) -> None:
    m.Organisatie.objects.get().werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    adres = f"/organisaties/{aanbod.organisatie.kenmerk}/aanbod-voorstellen/"
    velden = formulier(werker.get(adres)) | {"naam": "Naaiatelier", "soort": "activiteit", "stadsdelen": ["oost"]}
    assert werker.post(adres, velden).status_code == 302
    voorstel = m.Voorstel.objects.get()
    beslis(houder, voorstel, veld=list(voorstel.wijzigingen))
    assert Client().get("/aanbod/naaiatelier/").status_code == 200
    assert m.Versie.objects.get().waarom == "Voorstel van een opbouwwerker"


def test_een_bezoeker_meldt_zonder_account(aanbod: m.Aanbod, houder: Client) -> None:
    client = Client()
    fout = client.post(KLOPT_NIET, {"tekst": "Mevrouw is geboren op 12-03-1985"}).content.decode()
    assert "12-03-1985" in fout
    assert not m.Voorstel.objects.exists()
    assert client.post(KLOPT_NIET, {"tekst": "Op dinsdag is het dicht"}).status_code == 302
    melding = m.Voorstel.objects.get()
    assert (melding.door, melding.rol) == (None, "bezoeker")
    assert beslis(houder, melding, veld="gedaan").status_code == 200
    melding.refresh_from_db()
    assert melding.besluit == "aangenomen"


def test_een_programma_dat_alles_invult_wordt_geweigerd(aanbod: m.Aanbod) -> None:
    Client().post(KLOPT_NIET, {"tekst": "Koop nu", "adres": "https://spam.example"})
    assert not m.Voorstel.objects.exists()


def test_een_bezoeker_meldt_niet_eindeloos(aanbod: m.Aanbod) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(PER_UUR):
        assert client.post(KLOPT_NIET, {"tekst": "Dicht"}).status_code == 302
    tekst = client.post(KLOPT_NIET, {"tekst": "Nog een keer dicht"}).content.decode()
    assert "kan het weer" in tekst
    assert "Nog een keer dicht" in tekst
    assert m.Voorstel.objects.count() == PER_UUR
    assert Client(REMOTE_ADDR="203.0.113.8").post(KLOPT_NIET, {"tekst": "Dicht"}).status_code == 302


def test_wat_van_een_organisatie_zelf_is_gaat_als_voorstel_naar_haar(houder: Client, aanbod: m.Aanbod) -> None:
    eigenaar = klant(Rol.AANBIEDER, organisatie=aanbod.organisatie)
    velden = formulier(houder.get("/aanbod/koor/bewerken/"))
    antwoord = houder.post(
        "/aanbod/koor/bewerken/",
        velden | {"naam": "Buurtkoor", "pauze_vanaf": "2026-11-01", "let_op": "Bel eerst"},
        follow=True,
    )
    gezegd = antwoord.content.decode()
    assert "Meteen bewaard: ‘Even niet’ en ‘Iemand brengen’." in gezegd
    assert "Als voorstel naar de organisatie zelf: ‘Naam en soort’. Zij beslist daarover." in gezegd
    nu = m.Aanbod.objects.get()
    assert (nu.naam, str(nu.pauze_vanaf), nu.let_op) == ("Koor", "2026-11-01", "Bel eerst"), "a pause is for safety"
    voorstel = m.Voorstel.objects.get()
    assert list(voorstel.wijzigingen) == ["naam"]
    assert "Ligt bij de organisatie zelf" in houder.get("/werk/voorstellen/").content.decode()
    gezien = acties.stempel(voorstel, lees(aanbod))
    assert houder.post(f"/werk/voorstellen/{voorstel.pk}/", {"gezien": gezien, "veld": "naam"}).status_code == 403
    assert "1 voorstel" not in houder.get("/werk/").content.decode()
    beslis(eigenaar, voorstel, veld=["naam"])
    assert m.Aanbod.objects.get().naam == "Buurtkoor"


def test_een_organisatie_kan_wijzigingen_vooraf_goedvinden(houder: Client, aanbod: m.Aanbod) -> None:
    klant(Rol.AANBIEDER, organisatie=aanbod.organisatie)
    m.Organisatie.objects.update(laat_wijzigen=True)
    velden = formulier(houder.get("/aanbod/koor/bewerken/"))
    houder.post("/aanbod/koor/bewerken/", velden | {"naam": "Buurtkoor"})
    assert m.Aanbod.objects.get().naam == "Buurtkoor"


def test_een_voorstel_voor_iets_anders_dan_de_kaart_kent_zegt_waarom_het_niet_kan(
    werker: Client, houder: Client
) -> None:
    StadsdeelFabriek.create(slug="west", naam="West")
    voorstel = stel_voor(werker, stadsdelen=["oost", "west"])
    m.Stadsdeel.objects.get(slug="west").delete()
    tekst = beslis(houder, voorstel, veld=["stadsdelen"]).content.decode()
    assert "‘west’ staat niet (meer) op de kaart" in tekst
    voorstel.refresh_from_db()
    assert voorstel.besluit == "open"


def test_een_melding_die_niet_bewaard_wordt_krijgt_geen_dank(aanbod: m.Aanbod) -> None:
    for _ in range(acties.HOOGSTENS_OPEN):
        acties.meld(gebruiker=AnonymousUser(), ingang=aanbod, tekst="Dicht")
    antwoord = Client().post(KLOPT_NIET, {"tekst": "Op woensdag is het dicht"}, follow=True)
    pagina = antwoord.content.decode()
    assert "Die van jou is daarom niet bewaard" in pagina
    assert "Op woensdag is het dicht" in pagina, "what was typed is still there"
    assert "Dank je" not in pagina
    assert m.Voorstel.objects.count() == acties.HOOGSTENS_OPEN


def test_niets_veranderd_is_geen_voorstel(werker: Client) -> None:
    tekst = werker.post(VOORSTEL, formulier(werker.get(VOORSTEL))).content.decode()
    assert "Je hebt nog niets veranderd" in tekst


def test_een_voorstel_gaat_niet_over_wat_collegas_voor_elkaar_opschrijven(werker: Client, aanbod: m.Aanbod) -> None:
    m.Aanbod.objects.update(let_op="Bel Truus niet")
    pagina = werker.get(VOORSTEL)
    assert "let_op" not in pagina.context["bezig"].form.fields
    assert "Bel Truus" not in pagina.content.decode()


def test_de_lijst_wordt_niet_langzamer_van_meer_voorstellen(
    houder: Client, aanbod: m.Aanbod, django_assert_max_num_queries: Any
) -> None:
    OrganisatieFabriek.create()
    for nummer in range(20):
        acties.meld(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam=f"w{nummer}"), ingang=aanbod, tekst="Dicht")
    with django_assert_max_num_queries(14):
        houder.get("/werk/voorstellen/")
