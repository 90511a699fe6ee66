"""Rounds on the work list: later, a pause or a check of several in one go; undone, and never over what another did."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from doorverwijzing.models import Signaal
from doorverwijzing.signalen.acties import meld_signaal
from kaart.werk.models import Ronde, Uitstel
from kaart.werk.rondes.acties import kijk_na, maak_ongedaan, pauzeer, stel_uit
from organisaties.bijhouden.controleren.acties import TeLaat, klopt_nog
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen.acties import bewaar, bewaar_concept
from organisaties.models import Aanbod, Concept, Controle, Controlebeurt, Medewerker, Organisatie, Versie
from organisaties.regels.rollen import Rol
from tests.fabrieken import StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import KLOPT, gezien, pagina, verzend
from tests.werk.test_werklijst import houder, ingelogd, regels, tekst, vandaag
from tests.werk.test_werklijst_per_organisatie import bereikbaar, maak

pytestmark = pytest.mark.django_db


@pytest.fixture
def huis() -> Organisatie:
    """Return an organisation with three offers in Oost that nobody checked yet."""
    gemaakt = bereikbaar("Huis")
    for naam in ("Koken", "Zingen", "Lezen"):
        maak(naam, gemaakt)
    return gemaakt


@pytest.fixture
def wie() -> Medewerker:
    """Return the keeper of Oost."""
    return houder("oost")


def een(kenmerk: str) -> Aanbod:
    return Aanbod.objects.get(kenmerk=kenmerk)


def doe(client: Client, boom: Any, *, kies: list[str], **velden: Any) -> Any:
    """Tick these boxes of the list and press a button of the bar below it."""
    vakken = [boom.xpath(f"string(//li[@id='aanbod-{naam}']//input[@form='ronde']/@value)") for naam in kies]
    return client.post("/werk/ronde/", {"kies": vakken, **velden}, follow=True)


def ongedaan(client: Client, antwoord: Any) -> Any:
    """Press 'Ongedaan maken' in the message."""
    [form] = html.fromstring(antwoord.content).xpath("//main//form[contains(@action, 'ongedaan')]")
    return client.post(form.get("action"), follow=True)


# --- later


@pytest.mark.parametrize(("wanneer", "dagen"), [("morgen", 1), ("week", 7), ("maand", 30)])
def test_later_haalt_het_van_de_lijst_van_ieder_die_het_bijhoudt(
    huis: Organisatie, wie: Medewerker, wanneer: str, dagen: int
) -> None:
    client = ingelogd(wie)
    antwoord = verzend(
        client, pagina(client, "/werk/"), "//li[@id='aanbod-koken']//form[contains(@action, 'ronde')]",
        wanneer=wanneer, notitie="Ze zijn op reis", doe="niet-bereikt",
    )  # fmt: skip
    tot = vandaag() + datetime.timedelta(days=dagen)
    assert f"‘Koken’: niet bereikt. Op {tot.day}-{tot.month}-{tot.year} staat het weer op de lijst." in tekst(antwoord)
    collega = ingelogd(houder_erbij("collega"))
    for lezer in (client, collega):
        assert "Koken" not in regels(lezer)
        assert "(1 op later)" in tekst(lezer.get("/werk/"))
        regel = regels(lezer, "?later=ja")["Koken"]
        assert "Niet bereikt op" in regel
        assert "Notitie: Ze zijn op reis" in regel
        assert "weer op de lijst op" in regel
    Uitstel.objects.update(tot=vandaag())
    assert "Notitie: Ze zijn op reis" in regels(collega)["Koken"], "the note is there when the day comes"


def houder_erbij(naam: str) -> Medewerker:
    medewerker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=naam)
    medewerker.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    return medewerker


def test_later_is_ongedaan_te_maken_en_van_een_ander_blijft_het(huis: Organisatie, wie: Medewerker) -> None:
    client, ander = ingelogd(wie), houder_erbij("ander")
    eerder = stel_uit(gebruiker=ander, ingangen=[een("koken")], waarom="later", tot=vandaag())
    boom = pagina(client, "/werk/")
    antwoord = doe(client, boom, kies=["koken", "zingen"], doe="later", wanneer="maand")
    assert set(regels(client)) == {"Lezen"}
    stel_uit(gebruiker=ander, ingangen=[een("zingen")], waarom="later", tot=vandaag() + datetime.timedelta(days=2))
    assert "Ongedaan gemaakt." in tekst(ongedaan(client, antwoord))
    assert set(regels(client)) == {"Koken", "Lezen"}, "what the other put off since stays so"
    assert Uitstel.objects.filter(door=ander).count() == 2
    assert Ronde.objects.filter(pk=eerder.pk).exists()


def test_wat_later_staat_komt_terug_als_een_collega_iets_meldt(huis: Organisatie, wie: Medewerker) -> None:
    stel_uit(gebruiker=wie, ingangen=[een("koken")], waarom="later", tot=vandaag() + datetime.timedelta(days=30))
    client = ingelogd(wie)
    assert "Koken" not in regels(client)
    Uitstel.objects.update(op=timezone.now() - datetime.timedelta(days=2))
    meld_signaal(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam="o"), aanbod=een("koken"), soort="vol")
    assert "Koken" in regels(client)
    assert "Koken" not in regels(client, "?later=ja")


def test_terug_op_de_lijst_mag_ieder_die_het_bijhoudt(huis: Organisatie, wie: Medewerker) -> None:
    stel_uit(gebruiker=wie, ingangen=[een("koken")], waarom="later", tot=vandaag() + datetime.timedelta(days=30))
    client = ingelogd(houder_erbij("collega"))
    boom = pagina(client, "/werk/?later=ja")
    verzend(client, boom, "//li[@id='aanbod-koken']//form[contains(@action, 'ronde')]", doe="nu")
    assert "Koken" in regels(client)


def test_een_notitie_over_een_mens_wordt_geweigerd_en_blijft_staan(huis: Organisatie, wie: Medewerker) -> None:
    client = ingelogd(wie)
    antwoord = doe(
        client, pagina(client, "/werk/"), kies=["koken"], doe="later", wanneer="maand",
        notitie="Mevrouw van 12-03-1988 belt terug",
    )  # fmt: skip
    assert antwoord.status_code == 200
    boom = html.fromstring(antwoord.content)
    assert boom.xpath("string(//input[@name='notitie']/@value)") == "Mevrouw van 12-03-1988 belt terug"
    assert boom.xpath("string(//select[@name='wanneer']/option[@selected]/@value)") == "maand"
    assert not Uitstel.objects.exists()
    [form] = boom.xpath("//main//form")
    velden = dict(form.form_values()) | {"notitie": "belt terug"}
    assert "later" in tekst(client.post("/werk/ronde/", velden, follow=True))
    assert Uitstel.objects.get().notitie == "belt terug"


def test_een_notitie_gaat_weg_als_zij_niets_meer_zegt(huis: Organisatie, wie: Medewerker) -> None:
    stel_uit(gebruiker=wie, ingangen=[een("koken")], waarom="later", tot=vandaag(), notitie="op reis")
    call_command("ruim_op")
    assert Uitstel.objects.exists()
    Uitstel.objects.update(tot=vandaag() - datetime.timedelta(days=91))
    Ronde.objects.update(op=timezone.now() - datetime.timedelta(hours=25))
    call_command("ruim_op")
    assert not Uitstel.objects.exists()
    assert not Ronde.objects.exists()


# --- a pause


def test_acht_aanbiedingen_op_pauze_en_weer_terug(wie: Medewerker) -> None:
    huis = bereikbaar("Huis")
    for nummer in range(8):
        maak(f"A{nummer}", huis)
    Aanbod.objects.filter(kenmerk="a0").update(pauze_vanaf="2026-01-05", pauze_tot="2026-01-09", pauze_reden="ziek")
    client = ingelogd(wie)
    boom = pagina(client, "/werk/")
    [alle] = boom.xpath("//div[@class='groepdoen']//input[@form='ronde']/@value")
    velden = {"kies": alle, "doe": "pauze", "pauze_vanaf": "2026-12-21", "pauze_tot": "2027-01-03"}
    antwoord = client.post("/werk/ronde/", velden, follow=True)
    assert "8 punten: op pauze vanaf 21-12-2026 tot en met 3-1-2027." in tekst(antwoord)
    assert Aanbod.objects.filter(pauze_vanaf="2026-12-21", pauze_tot="2027-01-03").count() == 8
    assert Versie.objects.filter(soort="wijziging", rol="aandachtsfunctionaris").count() == 8, "each in its history"
    # Meanwhile somebody else gives one of them another end.
    Aanbod.objects.filter(kenmerk="a1").update(pauze_tot="2027-01-10")
    antwoord = ongedaan(client, antwoord)
    assert "Eén ding is zo gelaten: daar veranderde intussen iemand iets." in tekst(antwoord)
    assert str(een("a1").pauze_tot) == "2027-01-10"
    assert (str(een("a0").pauze_vanaf), str(een("a0").pauze_tot), een("a0").pauze_reden) == (
        "2026-01-05", "2026-01-09", "ziek",
    )  # fmt: skip
    assert Aanbod.objects.filter(pauze_vanaf__isnull=True).count() == 6


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"pauze_vanaf": ""}, "Vul in vanaf welke dag de pauze geldt."),
        ({"pauze_vanaf": "2026-12-21", "pauze_tot": "2026-12-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"pauze_vanaf": "morgen"}, "datum"),
    ],
)
def test_een_onleesbare_pauze_wordt_opnieuw_gevraagd(
    huis: Organisatie, wie: Medewerker, velden: dict[str, str], zin: str
) -> None:
    client = ingelogd(wie)
    antwoord = doe(client, pagina(client, "/werk/"), kies=["koken", "zingen"], doe="pauze", **velden)
    assert antwoord.status_code == 200
    assert zin in tekst(antwoord)
    boom = html.fromstring(antwoord.content)
    assert len(boom.xpath("//main//input[@name='kies']")) == 2, "what was chosen is kept"
    assert boom.xpath("string(//input[@name='pauze_vanaf']/@value)") == velden["pauze_vanaf"]
    assert not Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()


def test_een_organisatie_kan_niet_op_pauze_en_dat_staat_er(huis: Organisatie) -> None:
    client = ingelogd(maak_medewerker(Rol.COORDINATOR, naam="stad"))
    velden = {"doe": "pauze", "pauze_vanaf": "2026-12-21"}
    antwoord = client.post(
        "/werk/ronde/", {**velden, "kies": f"aanbod:koken/ organisatie:{huis.kenmerk}/"}, follow=True
    )
    assert "zonder einddatum. Een organisatie of een plek kan niet op pauze." in tekst(antwoord)
    antwoord = client.post("/werk/ronde/", {**velden, "kies": f"organisatie:{huis.kenmerk}/"}, follow=True)
    assert "dat is geen aanbod, en kan dus niet op pauze." in tekst(antwoord)


def test_een_pauze_gooit_niets_weg_wat_iemand_aan_het_schrijven_is(huis: Organisatie, wie: Medewerker) -> None:
    koken = een("koken")
    basis = lees(koken)
    bewaar_concept(gebruiker=wie, ingang=koken, basis=basis, staat=basis | {"omschrijving": "Samen koken met buren"})
    ander = houder_erbij("ander")
    # A single edit and a round at once: both stay.
    bewaar(gebruiker=ander, ingang=koken, basis=basis, staat=basis | {"omschrijving": "Elke dinsdag"})
    pauzeer(gebruiker=wie, aanbod=[koken], vanaf=datetime.date(2026, 12, 21), tot=None)
    na = een("koken")
    assert (na.omschrijving, str(na.pauze_vanaf)) == ("Elke dinsdag", "2026-12-21")
    assert Concept.objects.get().staat["omschrijving"] == "Samen koken met buren"


# --- a check of several


def test_alles_van_een_organisatie_klopt_nog_in_een_keer(huis: Organisatie, wie: Medewerker) -> None:
    client = ingelogd(wie)
    boom = pagina(client, "/werk/")
    antwoord = verzend(client, boom, "//details[@class='alles']/form", doe="klopt:gebeld")
    assert "‘Koken’, ‘Zingen’ en ‘Lezen’: nagekeken, klopt nog." in tekst(antwoord)
    assert regels(client) == {}
    assert set(Controle.objects.values_list("onderdeel", "wijze")) == {("contact", "gebeld")}, "only what is known"
    assert "Ongedaan gemaakt." in tekst(ongedaan(client, antwoord))
    assert not Controle.objects.exists()
    assert Aanbod.objects.filter(gecontroleerd_op__isnull=True).count() == 3


def test_een_ronde_tekent_niet_voor_wat_intussen_veranderde(huis: Organisatie, wie: Medewerker) -> None:
    for aanbod in Aanbod.objects.all():
        aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    client = ingelogd(wie)
    boom = pagina(client, "/werk/")
    een("koken").openingstijden.update(tot="13:00")
    antwoord = doe(client, boom, kies=["koken", "zingen"], doe="klopt:gemaild")
    assert "‘Koken’: intussen is daar iets veranderd. Dat is niet genoteerd." in tekst(antwoord)
    gedateerd = set(Controle.objects.values_list("aanbod__kenmerk", "onderdeel"))
    assert gedateerd == {("koken", "contact"), ("zingen", "contact"), ("zingen", "tijden")}


def test_terugdraaien_laat_staan_wat_een_ander_daarna_nakeek(huis: Organisatie, wie: Medewerker) -> None:
    koken, zingen = een("koken"), een("zingen")
    nagekeken = kijk_na(gebruiker=wie, gezien={koken: gezien(koken, wie), zingen: gezien(zingen, wie)}, wijze="gebeld")
    ander = houder_erbij("ander")
    klopt_nog(gebruiker=ander, ingang=koken, wijze="bezocht", gezien=gezien(koken, ander))
    assert nagekeken.ronde
    maak_ongedaan(gebruiker=wie, ronde=nagekeken.ronde)
    assert set(Controle.objects.values_list("aanbod__kenmerk", "door")) == {("koken", ander.pk)}
    assert een("koken").gecontroleerd_op == vandaag()
    assert een("zingen").gecontroleerd_op is None


def test_wat_al_los_ongedaan_is_telt_niet_meer_mee(huis: Organisatie, wie: Medewerker) -> None:
    koken, zingen = een("koken"), een("zingen")
    ronde = kijk_na(
        gebruiker=wie, gezien={koken: gezien(koken, wie), zingen: gezien(zingen, wie)}, wijze="gebeld"
    ).ronde
    assert ronde
    Controlebeurt.objects.filter(aanbod=koken).delete()
    assert maak_ongedaan(gebruiker=wie, ronde=ronde).terug == 1


def test_gebeld_handelt_ook_het_signaal_af_als_zij_dat_aankruist(huis: Organisatie, wie: Medewerker) -> None:
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="o")
    meld_signaal(gebruiker=collega, aanbod=een("koken"), soort="klopt-niet")
    client = ingelogd(wie)
    boom = pagina(client, "/werk/")
    # Reported after the page was opened: not seen, so not dealt with.
    meld_signaal(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam="p"), aanbod=een("koken"), soort="vol")
    [vak] = boom.xpath("//li[@id='aanbod-koken']//input[@name='signalen']")
    assert not vak.get("checked"), "the caller says so"
    antwoord = verzend(
        client, boom, "//li[@id='aanbod-koken']" + KLOPT,
        wijze="gebeld", signalen=vak.get("value"),
    )  # fmt: skip
    open_ = Signaal.objects.filter(afgehandeld_op__isnull=True)
    assert [signaal.soort for signaal in open_] == ["vol"]
    ongedaan(client, antwoord)
    assert open_.all().count() == 2, "taken back with the check"
    assert not Controle.objects.exists()


# --- who may


def test_van_een_ander_stadsdeel_mag_niemand_een_ronde_doen(
    als: Callable[[str], Client], huis: Organisatie, wie: Medewerker
) -> None:
    maak("Elders", bereikbaar("Elders Huis"), stadsdeel="west")
    kies = ["aanbod:koken/", "aanbod:elders/"]
    zonder = [ingelogd(wie), *(als(rol) for rol in ("opbouwwerker", "bezoeker", "aanbieder", "beheerder"))]
    for doen in ("later", "niet-bereikt", "nu", "pauze", "klopt:gebeld"):
        velden = {"kies": kies, "doe": doen, "pauze_vanaf": "2026-12-21"}
        assert {client.post("/werk/ronde/", velden).status_code for client in zonder} == {403}
    assert not Uitstel.objects.exists()
    assert not Ronde.objects.exists()
    assert not Controle.objects.exists()
    assert not Aanbod.objects.filter(pauze_vanaf__isnull=False).exists(), "whole or not at all"
    for daad in (
        lambda: stel_uit(gebruiker=wie, ingangen=[een("elders")], waarom="later", tot=vandaag()),
        lambda: pauzeer(gebruiker=wie, aanbod=[een("elders")], vanaf=vandaag(), tot=None),
    ):
        with pytest.raises(PermissionDenied):
            daad()
    stad = ingelogd(maak_medewerker(Rol.COORDINATOR, naam="stad"))
    assert stad.post("/werk/ronde/", {"kies": kies, "doe": "later"}).status_code == 302
    assert Uitstel.objects.count() == 2


def test_een_ronde_staat_een_dag_lang_bij_vandaag(huis: Organisatie, wie: Medewerker) -> None:
    client = ingelogd(wie)
    stel_uit(gebruiker=wie, ingangen=[een("koken"), een("lezen")], waarom="later", tot=vandaag())
    pauzeer(gebruiker=wie, aanbod=[een("koken")], vanaf=vandaag(), tot=None)
    boom = pagina(client, "/werk/vandaag/")
    assert "2 op later gezet" in " ".join(boom.text_content().split())
    assert "1 op pauze gezet" in " ".join(boom.text_content().split())
    for form in boom.xpath("//form[contains(@action, '/werk/ronde/')]"):
        assert client.post(form.get("action"), follow=True).redirect_chain[-1][0] == "/werk/vandaag/"
    assert not Uitstel.objects.exists()
    assert een("koken").pauze_vanaf is None
    assert "/werk/ronde/" not in ingelogd(houder_erbij("ander")).get("/werk/vandaag/").content.decode()


def test_een_ronde_is_van_wie_haar_deed_en_een_dag_lang(huis: Organisatie, wie: Medewerker) -> None:
    ronde = stel_uit(gebruiker=wie, ingangen=[een("koken")], waarom="later", tot=vandaag())
    ander = houder_erbij("ander")
    adres = f"/werk/ronde/{ronde.pk}/ongedaan/"
    assert ingelogd(ander).post(adres).status_code == 404
    with pytest.raises(PermissionDenied):
        maak_ongedaan(gebruiker=ander, ronde=ronde)
    Ronde.objects.update(op=timezone.now() - datetime.timedelta(hours=25))
    with pytest.raises(TeLaat):
        maak_ongedaan(gebruiker=wie, ronde=ronde)
    assert "langer dan een dag geleden" in tekst(ingelogd(wie).post(adres, follow=True))
    assert Uitstel.objects.exists()


@pytest.mark.parametrize(
    "velden",
    [
        {"doe": "wissen"}, {"doe": ""}, {"kies": "route:x/"}, {"kies": "koken"}, {"kies": "aanbod:koken/tijden"},
        {"kies": "aanbod:koken/verzonnen:abc"}, {"doe": "later", "wanneer": "ooit"},
    ],
)  # fmt: skip
def test_wat_geen_pagina_van_ons_stuurt_doet_niets(huis: Organisatie, wie: Medewerker, velden: dict[str, str]) -> None:
    antwoord = ingelogd(wie).post("/werk/ronde/", {"kies": "aanbod:koken/", "doe": "later", **velden})
    assert antwoord.status_code in (404, 200)
    assert not Uitstel.objects.exists()


def test_niets_gekozen_zegt_wat_te_doen(huis: Organisatie, wie: Medewerker) -> None:
    client = ingelogd(wie)
    for kies in ([], ["aanbod:bestaat-niet/"]):
        assert "Kruis eerst aan" in tekst(client.post("/werk/ronde/", {"kies": kies, "doe": "later"}, follow=True))


# --- what it costs


def test_evenveel_queries_met_meer_notities(wie: Medewerker) -> None:
    client, aantallen = ingelogd(wie), []
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="o")
    for van, tot in ((0, 2), (2, 18)):
        for nummer in range(van, tot):
            aanbod = maak_aanbod(
                kenmerk=f"q{nummer}", naam=f"Q{nummer}", organisatie=bereikbaar(f"H{nummer}"),
                stadsdelen=[StadsdeelFabriek.create(slug="oost")],
            )  # fmt: skip
            meld_signaal(gebruiker=collega, aanbod=aanbod, soort="vol")
            stel_uit(gebruiker=wie, ingangen=[aanbod], waarom="later", tot=vandaag(), notitie="belt terug")
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get("/werk/").status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
