"""Changing entries: the page, drafts, an example, two people at once, history, and putting back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.eigenaar.vervallen import teken_van
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.momentopname.verschil import voeg_samen
from organisaties.bijhouden.wijzigen import acties
from organisaties.bijhouden.wijzigen.formulier import ZOUT
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    WACHTWOORD,
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

pytestmark = pytest.mark.django_db


def formulier(pagina: Any) -> dict[str, Any]:
    """Return what a browser would send of the form on this page, unchanged."""
    bezig = pagina.context["bezig"]
    velden: dict[str, Any] = {"basis": bezig.ondertekende_basis}
    formulieren = [bezig.form]
    if bezig.week is not None:
        formulieren += [*bezig.week.lijnen, *bezig.week.anders, *bezig.toegang.rijen]
        velden["tijd"] = [lijn.sleutel for lijn in bezig.week.lijnen]
        velden["anders"] = [lijn.sleutel for lijn in bezig.week.anders]
    for form in formulieren:
        for veld in form:
            waarde = veld.value()
            if waarde not in (None, False, ""):
                velden[veld.html_name] = "on" if waarde is True else waarde
    return velden


@pytest.fixture
def oost() -> m.Stadsdeel:
    return StadsdeelFabriek.create(slug="oost", naam="Oost")


@pytest.fixture
def houder(oost: m.Stadsdeel) -> Client:
    gebruiker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="oost-7")
    gebruiker.stadsdelen.add(oost)
    client = Client()
    client.force_login(gebruiker)
    return client


@pytest.fixture
def aanbod(oost: m.Stadsdeel) -> m.Aanbod:
    aanbod = maak_aanbod(kenmerk="taalcafe", naam="Taalcafé", stadsdelen=[oost], let_op="Bel de balie eerst.")
    aanbod.openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    m.Toegang.objects.create(
        aanbod=aanbod,
        categorie=CategorieFabriek.create(slug="ongedocumenteerden", gevoelig=True),
        waarde="welkom",
        toelichting="Zegt een collega.",
    )
    return aanbod


ADRES = "/aanbod/taalcafe/bewerken/"


# Each button of the form has an address of its own; without one it saves.
KNOPPEN = {
    "voorbeeld": "voorbeeld/",
    "voorbeeld-bezoeker": "voorbeeld/bezoeker/",
    "zoek-adres": "adres/#adres",
    "concept": "concept/",
    "vergeet-concept": "concept/weg/",
    "publiceer": "publiceren/",
}


def bewerk(client: Client, adres: str = ADRES, /, *, knop: str = "", **anders: Any) -> Any:
    pagina = client.get(adres)
    velden = formulier(pagina) | anders
    if knop:
        adres += KNOPPEN[knop]
        assert f'formaction="{adres}"' in pagina.content.decode()
    return client.post(adres.partition("#")[0], {naam: waarde for naam, waarde in velden.items() if waarde is not None})


def test_niets_veranderen_laat_alles_zoals_het_was(houder: Client, aanbod: m.Aanbod) -> None:
    voor = lees(aanbod)
    antwoord = bewerk(houder)
    assert antwoord.status_code == 302
    assert lees(m.Aanbod.objects.get()) == voor
    assert not m.Versie.objects.exists()


def test_een_wijziging_staat_op_de_kaart_en_in_de_geschiedenis(houder: Client, aanbod: m.Aanbod) -> None:
    bewerk(houder, naam="Taalcafé Oost", waarom="Gebeld met de balie")
    assert "Taalcafé Oost" in houder.get("/aanbod/taalcafe/").content.decode()
    tekst = houder.get("/aanbod/taalcafe/geschiedenis/").content.decode()
    assert "door een aandachtsfunctionaris" in tekst
    assert "Gebeld met de balie" in tekst
    assert "Taalcafé</del>" in tekst
    assert "Taalcafé Oost</ins>" in tekst
    assert "oost-7" not in tekst.replace("Ingelogd als</span> oost-7", "")


def test_een_typefout_verbeteren_is_geen_controle(houder: Client, aanbod: m.Aanbod) -> None:
    m.Aanbod.objects.update(gecontroleerd_op="2026-01-05")
    bewerk(houder, naam="Taalcafé Oost")
    assert str(m.Aanbod.objects.get().gecontroleerd_op) == "2026-01-05"


def test_dagen_die_anders_zijn_staan_in_dezelfde_tabel(houder: Client, aanbod: m.Aanbod) -> None:
    erbij = bewerk(houder, doe="tijd-anders-erbij:", naam="Half getypt")
    nog_een = houder.post(ADRES, formulier(erbij) | {"doe": "tijd-anders-erbij:"})
    assert "Half getypt" in nog_een.content.decode()
    velden = formulier(nog_een) | {
        "anders-0-soort": "dicht",
        "anders-0-geldig_van": "24-12-2026",
        "anders-0-geldig_tot": "02-01-2027",
        "anders-0-toelichting": "kerstvakantie",
        "anders-1-soort": "anders",
        "anders-1-geldig_van": "2026-12-28",
        "anders-1-van": "12.00",
        "anders-1-tot": "14:00",
        "feestdagen": "dicht",
    }
    assert houder.post(ADRES, velden).status_code == 302
    opgeslagen = m.Aanbod.objects.voor_pagina(m.Medewerker.objects.get()).get()
    assert [str(tijd) for tijd in opgeslagen.zichtbare_afwijkingen] == [
        "dicht van 24 december 2026 tot en met 2 januari 2027 (kerstvakantie)",
        "open op 28 december 2026, 12:00 tot 14:00",
    ]
    assert opgeslagen.feestdagen == "dicht"
    assert [str(tijd) for tijd in opgeslagen.zichtbare_tijden] == ["dinsdag, 10:00 tot 12:00"]
    voor = lees(m.Aanbod.objects.get())
    bewerk(houder)
    assert lees(m.Aanbod.objects.get()) == voor, "what nobody touched stays"
    geschiedenis = houder.get("/aanbod/taalcafe/geschiedenis/").content.decode()
    assert "dicht van 24 december 2026 tot en met 2 januari 2027" in geschiedenis
    houder.post(ADRES, formulier(bewerk(houder, doe="tijd-anders-weg:0")))
    assert [tijd.soort for tijd in m.Openingstijd.objects.order_by("soort")] == ["anders", "gewoon"]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"geldig_tot": "2026-12-31"}, "Vul de eerste dag in."),
        ({"geldig_van": "2026-12-31", "geldig_tot": "2026-12-01"}, "Dit is eerder dan ‘Eerste dag’."),
        ({"geldig_van": "kerst"}, "Dit is geen datum."),
        ({"geldig_van": "2026-12-31", "van": "10:00"}, "Bij ‘Dicht’ horen geen uren."),
        ({"geldig_van": "2026-12-31", "soort": "anders", "van": "14:00", "tot": "12:00"}, "eindigt voor hij begint"),
        ({"geldig_van": "2026-12-31", "soort": "soms"}, "Andere dagen: "),
    ],
)
def test_een_fout_in_andere_dagen_krijgt_een_zin_en_houdt_wat_er_getypt_was(
    houder: Client, aanbod: m.Aanbod, velden: dict[str, str], zin: str
) -> None:
    getypt = {"soort": "dicht", "toelichting": "zomerstop", **velden}
    fout = bewerk(houder, anders=["0"], **{f"anders-0-{naam}": waarde for naam, waarde in getypt.items()})
    assert fout.status_code == 200
    tekst = fout.content.decode()
    assert zin in tekst
    assert "zomerstop" in tekst
    assert m.Openingstijd.objects.count() == 1


def test_een_lege_regel_bij_andere_dagen_is_niets(houder: Client, aanbod: m.Aanbod) -> None:
    assert bewerk(houder, anders=["0"], **{"anders-0-soort": "dicht"}).status_code == 302
    assert m.Openingstijd.objects.count() == 1


def test_een_avond_mag_na_middernacht_eindigen_en_een_verkeerde_tijd_niet(houder: Client, aanbod: m.Aanbod) -> None:
    assert bewerk(houder, **{"tijd-0-van": "22:00", "tijd-0-tot": "02:00"}).status_code == 302
    assert [str(tijd) for tijd in m.Openingstijd.objects.all()] == ["dinsdag, 22:00 tot 02:00"]
    fout = bewerk(houder, **{"tijd-0-van": "17:00", "tijd-0-tot": "10:00"})
    assert "Deze tijd eindigt voor hij begint." in fout.content.decode()


def test_een_tijd_erbij_en_eraf_verliest_niets_van_wat_er_stond(houder: Client, aanbod: m.Aanbod) -> None:
    erbij = bewerk(houder, doe="tijd-erbij:5", omschrijving="Half getypt", pauze_tot="geen datum")
    tekst = erbij.content.decode()
    assert "Half getypt" in tekst
    assert "geen datum" in tekst
    assert [lijn.dag for lijn in erbij.context["bezig"].week.lijnen] == [2, 5]
    velden = formulier(erbij) | {"tijd-1-van": "9.30", "tijd-1-tot": "17:00", "pauze_tot": ""}
    houder.post(ADRES, velden)
    assert [str(tijd) for tijd in m.Openingstijd.objects.in_volgorde()] == [
        "dinsdag, 10:00 tot 12:00",
        "vrijdag, 09:30 tot 17:00",
    ]
    houder.post(ADRES, formulier(bewerk(houder, doe="tijd-weg:0")))
    assert [tijd.weekdag for tijd in m.Openingstijd.objects.all()] == [5]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": ""}, "Naam: Vul dit in."),
        ({"pauze_vanaf": "2026-12-01", "pauze_tot": "2026-11-01"}, "De pauze eindigt voor hij begint"),
        ({"pauze_tot": "2026-11-01"}, "Vul ook in vanaf wanneer de pauze is"),
        ({"tijd-0-tot": "09:00"}, "Deze tijd eindigt voor hij begint"),
        ({"tijd-0-elke_weken": "2"}, "anders weten we niet in welke week"),
        ({"toegang-ongedocumenteerden-waarde": "", "toegang-ongedocumenteerden-toelichting": ""}, ""),
        ({"toegang-ongedocumenteerden-waarde": "", "toegang-ongedocumenteerden-toelichting": "om"}, "Kies ook of het"),
        ({"let_op": "Bel 06 12345678 van Amina"}, "06 12345678"),
        ({"behoeften": ["bestaat-niet"]}, "bestaat niet (meer)"),
        ({"locatie_erbij": "Het Huis van de Wijk"}, "staat nog niet op de kaart"),
        ({"locatie_erbij": "Buurthuis de Horisont"}, "Bedoel je ‘Buurthuis de Horizont’?"),
        ({"geldig_tot": "volgende week"}, "Dit is geen datum. Schrijf het als 31-12-2026."),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_houdt_wat_getypt_is(
    houder: Client, aanbod: m.Aanbod, velden: dict[str, Any], zin: str
) -> None:
    LocatieFabriek.create(naam="Buurthuis de Horizont")
    antwoord = bewerk(houder, omschrijving="Met moeite getypt", **velden)
    if not zin:
        assert antwoord.status_code == 302
        assert not m.Toegang.objects.exists()
        return
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert zin in tekst.replace("&#x27;", "'")
    assert "Met moeite getypt" in tekst
    assert m.Aanbod.objects.get().omschrijving == ""
    for anker, _ in antwoord.context["fouten"]:
        assert not anker or f'id="{anker}"' in tekst


def test_een_gewist_formulier_is_een_duidelijke_weigering(houder: Client, aanbod: m.Aanbod) -> None:
    assert houder.post(ADRES, {"naam": "x", "basis": "zelf gemaakt"}).status_code == 400
    assert m.Aanbod.objects.get().naam == "Taalcafé"


def test_twee_tegelijk_verliezen_niets(houder: Client, aanbod: m.Aanbod) -> None:
    eerst, later = formulier(houder.get(ADRES)), formulier(houder.get(ADRES))
    houder.post(ADRES, eerst | {"omschrijving": "Van de eerste", "kosten": "gratis"})
    antwoord = houder.post(ADRES, later | {"omschrijving": "Van de tweede", "naam": "Taalcafé Oost"})
    tekst = antwoord.content.decode()
    assert "Iemand anders heeft dit intussen veranderd" in tekst
    assert m.Aanbod.objects.get().omschrijving == "Van de eerste"
    assert "De ander: <strong>Van de eerste" in tekst
    assert "Jij: <strong>Van de tweede" in tekst
    assert antwoord.context["bezig"].form["kosten"].value() == "gratis", "what only the other changed is taken over"
    houder.post(ADRES, formulier(antwoord))
    nu = m.Aanbod.objects.get()
    assert (nu.naam, nu.omschrijving, nu.kosten) == ("Taalcafé Oost", "Van de tweede", "gratis")


def test_samenvoegen_per_veld() -> None:
    samen = voeg_samen({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 1, "c": 2}, {"a": 1, "b": 3, "c": 3})
    assert samen.staat == {"a": 2, "b": 3, "c": 2}
    assert (samen.overgenomen, samen.botsingen) == (("b",), ("c",))


def test_een_concept_verandert_niets_op_de_kaart_en_is_alleen_van_mij(houder: Client, aanbod: m.Aanbod) -> None:
    bewerk(houder, naam="Nog niet af", knop="concept")
    assert m.Aanbod.objects.get().naam == "Taalcafé"
    assert houder.get(ADRES).context["bezig"].form["naam"].value() == "Nog niet af"
    ander = Client()
    ander.force_login(maak_medewerker(Rol.COORDINATOR, naam="coord"))
    assert ander.get(ADRES).context["bezig"].form["naam"].value() == "Taalcafé"
    bewerk(ander, omschrijving="Intussen")
    weer = houder.get(ADRES)
    assert "Iemand anders heeft dit intussen veranderd" in weer.content.decode()
    houder.post(ADRES, formulier(weer))
    nu = m.Aanbod.objects.get()
    assert (nu.naam, nu.omschrijving) == ("Nog niet af", "Intussen")
    assert not m.Concept.objects.exists()


def test_een_voorbeeld_toont_de_pagina_en_bewaart_niets(houder: Client, aanbod: m.Aanbod) -> None:
    antwoord = bewerk(houder, naam="Taalcafé in het Park", let_op="Alleen voor ons", knop="voorbeeld")
    tekst = antwoord.content.decode()
    assert "dit is nog niet bewaard" in tekst
    assert "<h1>Taalcafé in het Park</h1>" in tekst
    assert "Alleen voor ons" in tekst
    assert m.Aanbod.objects.get().naam == "Taalcafé"
    bezoeker = bewerk(houder, naam="Taalcafé in het Park", let_op="Alleen voor ons", knop="voorbeeld-bezoeker")
    zichtbaar = bezoeker.content.decode().split("Verder bewerken")[1]
    assert "Taalcafé in het Park" in zichtbaar
    assert "Alleen voor ons" not in zichtbaar
    dicht = bewerk(houder, zichtbaarheid="professionals", knop="voorbeeld-bezoeker").content.decode()
    assert "Een bezoeker zonder account ziet dit niet." in dicht
    assert not m.Versie.objects.exists()


def test_terugzetten_brengt_alles_terug_en_wist_niets(houder: Client, aanbod: m.Aanbod) -> None:
    voor = lees(aanbod)
    bewerk(houder, naam="Ander", **{"tijd-0-van": "09:00", "toegang-ongedocumenteerden-waarde": "niet"})
    begin = m.Versie.objects.order_by("pk")[0]
    adres = f"/aanbod/taalcafe/geschiedenis/{begin.pk}/"
    assert "Ander" in houder.get(adres).content.decode()
    houder.post(adres)
    assert lees(m.Aanbod.objects.get()) == voor
    assert [v.soort for v in m.Versie.objects.order_by("pk")] == ["begin", "wijziging", "terug"]


def test_wat_buiten_de_pagina_om_veranderde_krijgt_niemand_op_zijn_naam(houder: Client, aanbod: m.Aanbod) -> None:
    bewerk(houder, naam="Een")
    m.Aanbod.objects.update(kosten="gratis")
    bewerk(houder, naam="Twee")
    laatste, anders, *_ = m.Versie.objects.bij(aanbod)
    assert anders.soort == "anders"
    assert anders.rol == ""
    assert anders.staat["kosten"] == laatste.staat["kosten"] == "gratis"


def test_wie_een_ander_stadsdeel_bijhoudt_komt_er_niet_in(houder: Client, aanbod: m.Aanbod) -> None:
    velden = formulier(houder.get(ADRES)) | {"naam": "Gekaapt"}
    ander = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="ander")
    ander.stadsdelen.add(StadsdeelFabriek.create(slug="west"))
    client = Client()
    client.force_login(ander)
    assert client.get(ADRES).status_code == 403
    assert client.post(ADRES, velden).status_code == 403
    assert client.post("/aanbod/taalcafe/stand/", {"status": "gestopt"}).status_code == 403
    assert m.Aanbod.objects.get().naam == "Taalcafé"


def test_wie_intussen_uitlogde_verliest_niet_wat_er_getypt_is(houder: Client, aanbod: m.Aanbod) -> None:
    velden = formulier(houder.get(ADRES)) | {"omschrijving": "Een lange tekst die niet weg mag raken."}
    houder.logout()
    antwoord = houder.post(ADRES, velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "Je bent uitgelogd" in tekst
    assert "Een lange tekst die niet weg mag raken." in tekst
    houder.login(username="oost-7", password=WACHTWOORD)
    opnieuw: dict[str, list[str]] = {}
    for naam, waarde in antwoord.context["velden"]:
        opnieuw.setdefault(naam, []).append(waarde)
    assert houder.post(ADRES, opnieuw).status_code == 302
    assert m.Aanbod.objects.get().omschrijving == "Een lange tekst die niet weg mag raken."


@pytest.mark.parametrize("origin", ["http://testserver", "https://elders.example"])
def test_een_formulier_dat_te_lang_open_stond_komt_terug_maar_alleen_van_hier(aanbod: m.Aanbod, origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    antwoord = client.post(
        ADRES, {"omschrijving": "Een lange tekst die niet weg mag raken."}, headers={"origin": origin}
    )
    assert antwoord.status_code == 403
    terug = "Een lange tekst die niet weg mag raken." in antwoord.content.decode()
    assert terug == (origin == "http://testserver")


def test_nieuw_aanbod_waarschuwt_voor_wat_er_op_lijkt(houder: Client, aanbod: m.Aanbod, oost: m.Stadsdeel) -> None:
    m.Organisatie.objects.get().werkgebied.add(oost)
    adres = f"/organisaties/{aanbod.organisatie.kenmerk}/nieuw-aanbod/"
    velden = formulier(houder.get(adres)) | {"naam": "Taalcafe", "soort": "inloop", "stadsdelen": ["oost"]}
    antwoord = houder.post(adres, velden)
    assert "Staat dit er al?" in antwoord.content.decode()
    assert m.Aanbod.objects.count() == 1
    fragment = houder.get(f"/werk/lijkt-op/aanbod/?organisatie={aanbod.organisatie.kenmerk}&naam=taalcafé")
    assert "/aanbod/taalcafe/" in fragment.content.decode()
    houder.post(adres, velden | {"toch": "ja", "doe": "concept"})
    nieuw = m.Aanbod.objects.exclude(pk=aanbod.pk).get()
    assert (nieuw.status, nieuw.kenmerk) == (Status.CONCEPT, "taalcafe-2")
    assert Client().get("/aanbod/taalcafe-2/").status_code == 404
    houder.post("/aanbod/taalcafe-2/stand/", {"status": "gepubliceerd"})
    assert Client().get("/aanbod/taalcafe-2/").status_code == 200


def test_een_nieuwe_organisatie_hoort_in_een_eigen_stadsdeel(houder: Client, oost: m.Stadsdeel) -> None:
    StadsdeelFabriek.create(slug="west")
    adres = "/werk/nieuw/organisatie/"
    velden = formulier(houder.get(adres)) | {"naam": "Vrouwen van de Dapperbuurt", "formaliteit": "informeel"}
    elders = houder.post(adres, velden | {"werkgebied": ["west"]})
    assert "niet in een stadsdeel dat jij bijhoudt" in elders.content.decode()
    assert not m.Organisatie.objects.exists()
    assert houder.post(adres, velden | {"werkgebied": ["oost"]}).status_code == 302
    assert m.Organisatie.objects.get().kenmerk == "vrouwen-van-de-dapperbuurt"
    assert m.Versie.objects.get().soort == "nieuw"


def test_een_kenmerk_dat_vervallen_is_komt_niet_terug() -> None:
    m.Vervallen.objects.create(teken=teken_van(m.Aanbod, "koor"))
    assert acties.nieuw_kenmerk(m.Aanbod, "Koor") == "koor-2"


def test_wat_een_eigenaar_niet_mag_zien_verlaat_de_server_niet(aanbod: m.Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(aanbod.organisatie)
    client = Client()
    client.force_login(eigenaar)
    pagina = client.get(ADRES)
    gezien = signing.loads(pagina.context["bezig"].ondertekende_basis, salt=ZOUT)
    assert "let_op" not in gezien
    assert gezien["toegang:ongedocumenteerden"] == {"waarde": "welkom", "gehoord_op": None}
    assert "Bel de balie eerst." not in pagina.content.decode()
    client.post(ADRES, formulier(pagina) | {"naam": "Van ons"})
    nu = m.Aanbod.objects.get()
    assert (nu.naam, nu.let_op) == ("Van ons", "Bel de balie eerst.")
    toegang = m.Toegang.objects.get()
    assert (toegang.waarde, toegang.toelichting) == ("welkom", "Zegt een collega.")
    tekst = client.get("/aanbod/taalcafe/geschiedenis/").content.decode()
    assert "Van ons" in tekst
    assert "Bel de balie" not in tekst


def test_een_plek_zoekt_haar_adres_op(
    houder: Client, oost: m.Stadsdeel, settings: Any, pdok: Callable[[Any], str]
) -> None:
    LocatieFabriek.create(kenmerk="plek", stadsdeel=oost, straat="Linnaeusstrat", huisnummer="2")
    settings.PDOK_ADRES = pdok(
        {
            "straatnaam": "Linnaeusstraat",
            "huis_nlt": "2",
            "postcode": "1092CK",
            "woonplaatsnaam": "Amsterdam",
            "centroide_ll": "POINT(4.92239 52.36281)",
        }
    )
    adres = "/locaties/plek/bewerken/"
    antwoord = bewerk(houder, adres, knop="zoek-adres", naam="Nog niet bewaard")
    form = antwoord.context["bezig"].form
    assert (form["straat"].value(), form["postcode"].value()) == ("Linnaeusstraat", "1092 CK")
    assert "Nog niet bewaard" in antwoord.content.decode()
    houder.post(adres, formulier(antwoord))
    plek = m.Locatie.objects.get()
    assert (plek.adresregel, str(plek.lat)) == ("Linnaeusstraat 2, 1092 CK Amsterdam", "52.362810")
    for antwoordt, zin in ((None, "kent de adreszoeker niet"), ("kapot", "geeft nu geen antwoord")):
        settings.PDOK_ADRES = pdok(antwoordt)
        assert zin in bewerk(houder, adres, knop="zoek-adres").content.decode()
    settings.PDOK_ADRES = ""
    assert "geeft nu geen antwoord" in bewerk(houder, adres, knop="zoek-adres").content.decode()


@pytest.mark.parametrize("ding", ["organisaties", "locaties", "aanbod"])
def test_de_hele_kaart_gaat_ongewijzigd_door_het_formulier(kaart: None, ding: str) -> None:
    client = Client()
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    model: Any = {"organisaties": m.Organisatie, "locaties": m.Locatie, "aanbod": m.Aanbod}[ding]
    for ingang in model._default_manager.order_by("?")[:25]:
        voor = lees(ingang)
        antwoord = bewerk(client, f"/{ding}/{ingang.kenmerk}/bewerken/")
        assert antwoord.status_code == 302, list(antwoord.context["fouten"])
        assert lees(model._default_manager.get(pk=ingang.pk)) == voor
    assert not m.Versie.objects.exists()


def test_behoeften_hebben_een_vakje_per_behoefte(houder: Client, aanbod: m.Aanbod) -> None:
    BehoefteFabriek.create(slug="taal", naam="Taal leren")
    OrganisatieFabriek.create()
    bewerk(houder, behoeften=["taal"])
    assert [b.slug for b in m.Aanbod.objects.get().behoeften.all()] == ["taal"]
