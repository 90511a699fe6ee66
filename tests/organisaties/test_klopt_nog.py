"""'Klopt nog' vouches for what was on the screen, launders nothing that was inferred, and can be undone for a day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from organisaties import models as m
from organisaties.bijhouden.controleren import acties
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.ingangen.controles import Gezien, blokken, laad
from organisaties.regels import feiten
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.nakijken import KLOPT, gezien, pagina, verzend, vul
from tests.organisaties.test_bewerken import formulier

pytestmark = pytest.mark.django_db
FORM = "//form[contains(@action, '/klopt-nog/')]"
BLOKKEN = ("contact", "tijden", "toegang", "beschikbaarheid")
AFGELEID = "rapport r. 799-801; toegang afgeleid"


def maak_houder(naam: str) -> m.Medewerker:
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=naam)
    wie.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    return wie


@pytest.fixture
def houder() -> m.Medewerker:
    return maak_houder("houder")


@pytest.fixture
def collega() -> m.Medewerker:
    return maak_houder("collega")


@pytest.fixture
def client(houder: m.Medewerker) -> Client:
    browser = Client()
    browser.force_login(houder)
    return browser


@pytest.fixture
def aanbod() -> m.Aanbod:
    oost = StadsdeelFabriek.create(slug="oost")
    return vul(maak_aanbod(kenmerk="koor", naam="Koor", hele_stad=False, stadsdelen=[oost]))


def dagen(aanbod: m.Aanbod) -> dict[str, Any]:
    """Return everything a check moves: the date of each block, of the whole, of what was heard, and each source."""
    nu = m.Aanbod.objects.get(pk=aanbod.pk)
    alle: Any = laad(nu, maak_lezer())
    return {
        **{blok.onderdeel.value: blok.op for blok in blokken(alle)},
        "geheel": nu.gecontroleerd_op,
        "wachttijd": nu.wachttijd_op,
        "ruimte": nu.ruimte_op,
        "bronnen": list(nu.toegang.order_by("pk").values_list("bron", "gehoord_op")),
    }


def maak_lezer() -> m.Medewerker:
    gevonden = m.Medewerker.objects.filter(username="lezer").first()
    return gevonden or maak_medewerker(Rol.COORDINATOR, naam="lezer")


def kijk_na(wie: m.Medewerker, aanbod: m.Aanbod, *alleen: str, nagevraagd: tuple[str, ...] = ()) -> acties.Uitkomst:
    wat = gezien(aanbod, wie, *alleen)
    [toegang] = [blok for blok in blokken(laad(aanbod, wie)) if blok.onderdeel == "toegang"]
    gevraagd = dict.fromkeys(nagevraagd, toegang.inhoud.versie)
    return acties.klopt_nog(gebruiker=wie, ingang=aanbod, wijze="gebeld", gezien=Gezien(wat.blokken, gevraagd))


# --- what was on the screen


VERANDERD: dict[str, Any] = {
    "contact": lambda a: m.Organisatie.objects.update(telefoon="020 765 43 21"),
    "tijden": lambda a: a.openingstijden.update(tot="13:00"),
    "toegang": lambda a: a.toegang.filter(categorie__slug="groep-0").update(waarde="niet"),
    "beschikbaarheid": lambda a: m.Aanbod.objects.update(wachttijd="een half jaar"),
}


@pytest.mark.parametrize("blok", BLOKKEN)
@pytest.mark.parametrize("waar", ["/werk/", "/aanbod/koor/"])
def test_wat_veranderde_sinds_het_getoond_werd_krijgt_geen_datum_en_wordt_weer_getoond(
    client: Client, aanbod: m.Aanbod, blok: str, waar: str
) -> None:
    boom = pagina(client, waar)
    pad = "//li[@id='aanbod-koor']" + KLOPT if waar == "/werk/" else FORM
    VERANDERD[blok](aanbod)
    antwoord = verzend(client, boom, pad, wijze="gebeld")
    assert {c.onderdeel for c in m.Controle.objects.all()} == set(BLOKKEN) - {blok}
    tekst = " ".join(antwoord.content.decode().split())
    assert "is intussen iets veranderd" in tekst
    assert '<details class="geen-print" id="klopt-nog" open>' in tekst
    nieuw = {"contact": "020 765 43 21", "tijden": "10:00 tot 13:00", "beschikbaarheid": "een half jaar"}
    assert nieuw.get(blok, "niet voor deze groep") in tekst
    aanbod.refresh_from_db()
    assert aanbod.gecontroleerd_op is None
    verzend(client, pagina(client, "/aanbod/koor/"), FORM, wijze="gebeld")
    aanbod.refresh_from_db()
    assert aanbod.gecontroleerd_op == timezone.localdate(), "seen as it is now, it counts"


@pytest.mark.parametrize("waar", ["/werk/", "/aanbod/koor/"])
def test_elk_feit_staat_bij_het_vinkje_voor_de_knop(client: Client, aanbod: m.Aanbod, waar: str) -> None:
    m.Aanbod.objects.update(ruimte="plek", ruimte_op=timezone.localdate())
    m.Organisatie.objects.update(email="info@koor.example", website="https://koor.example")
    boom = pagina(client, waar)
    [form] = boom.xpath("//li[@id='aanbod-koor']" + KLOPT if waar == "/werk/" else FORM)
    assert len(form.xpath(".//input[@name='blok' and @checked]")) == 4
    tekst = " ".join(form.text_content().split())
    for feit in (
        "020 123 45 67", "info@koor.example", "https://koor.example", "maandag, 10:00 tot 12:00",
        "Groep 0 en Groep 1: welkom", "bron: de organisatie zelf",
        "Ruimte: er is plek", "Wachttijd: 3 weken", "gehoord op 1-10-2026",
    ):  # fmt: skip
        assert feit in tekst
        assert tekst.index(feit) < tekst.index("Gebeld") or waar != "/werk/"


def test_zonder_vinkje_wordt_niets_genoteerd_en_dat_staat_er(client: Client, aanbod: m.Aanbod) -> None:
    antwoord = verzend(
        client,
        pagina(client, "/werk/"),
        "//li[@id='aanbod-koor']" + KLOPT,
        wijze="gebeld",
        blok=[],
    )
    assert "Er is niets genoteerd" in antwoord.content.decode()
    assert not m.Controle.objects.exists()


def test_wat_niet_bekend_is_kan_niemand_bevestigen_en_houdt_de_rest_niet_op(houder: m.Medewerker) -> None:
    leeg = maak_aanbod(kenmerk="leeg", naam="Leeg", stadsdelen=[StadsdeelFabriek.create(slug="oost")])
    browser = Client()
    browser.force_login(houder)
    [kaart] = pagina(browser, "/werk/").xpath("//li[@id='aanbod-leeg']")
    assert not kaart.xpath(f".//input[@name='blok'] | .{KLOPT}//button"), "nothing to vouch for"
    assert "Niet bekend: contact, tijden, voor wie en plek en wachttijd." in " ".join(kaart.text_content().split())
    assert kaart.xpath(".//a[contains(@href, '/bewerken/')]")
    versies = {blok.onderdeel.value: blok.inhoud.versie for blok in blokken(laad(leeg, houder))}
    acties.klopt_nog(gebruiker=houder, ingang=leeg, wijze="gebeld", gezien=Gezien(versies))
    assert not m.Controle.objects.exists(), "not by hand either"
    m.Openingstijd.objects.create(aanbod=leeg, weekdag=2)
    kijk_na(houder, leeg)
    leeg.refresh_from_db()
    assert leeg.gecontroleerd_op == timezone.localdate(), "all that is known was looked at"


def test_een_plek_zonder_adres_is_niet_na_te_kijken(houder: m.Medewerker) -> None:
    plek = LocatieFabriek.create(straat="", huisnummer="", stadsdeel=StadsdeelFabriek.create(slug="oost"))
    assert not gezien(plek, houder).blokken
    m.Locatie.objects.update(straat="Hoofdweg", huisnummer="1")
    plek.refresh_from_db()
    acties.klopt_nog(gebruiker=houder, ingang=plek, wijze="bezocht", gezien=gezien(plek, houder))
    plek.refresh_from_db()
    assert plek.gecontroleerd_op == timezone.localdate()


def test_de_versie_is_van_dit_aanbod_en_niet_van_een_ander(houder: m.Medewerker, aanbod: m.Aanbod) -> None:
    ander = vul(maak_aanbod(kenmerk="ander", stadsdelen=list(aanbod.stadsdelen.all()), organisatie=aanbod.organisatie))
    uitkomst = acties.klopt_nog(gebruiker=houder, ingang=ander, wijze="gebeld", gezien=gezien(aanbod, houder))
    assert (uitkomst.beurt, len(uitkomst.veranderd)) == (None, 4)


# --- what was inferred


@pytest.fixture
def afgeleid(aanbod: m.Aanbod) -> m.Aanbod:
    aanbod.toegang.update(bron=AFGELEID)
    return aanbod


@pytest.mark.parametrize("waar", ["/werk/", "/aanbod/koor/"])
def test_een_gewone_tik_wast_niets_wit(client: Client, afgeleid: m.Aanbod, waar: str) -> None:
    boom = pagina(client, waar)
    pad = "//li[@id='aanbod-koor']" + KLOPT if waar == "/werk/" else FORM
    assert not [w for w in boom.xpath(f"{pad}//input[@name='blok']/@value") if w.startswith("toegang")]
    verzend(client, boom, pad, wijze="gebeld")
    assert "toegang" not in {c.onderdeel for c in m.Controle.objects.all()}
    assert set(afgeleid.toegang.values_list("bron", "gehoord_op")) == {(AFGELEID, None)}
    afgeleid.refresh_from_db()
    assert afgeleid.gecontroleerd_op is None
    assert "Nog niet nagekeken: voor wie" in " ".join(client.get("/werk/").content.decode().split())


def test_wie_een_deel_nakeek_krijgt_eerst_de_andere(client: Client, houder: m.Medewerker, afgeleid: m.Aanbod) -> None:
    m.Aanbod.objects.update(soort="noodhulp")
    maak_aanbod(kenmerk="later", naam="Later", soort="ontmoeting", stadsdelen=list(afgeleid.stadsdelen.all()))
    namen = "//ol[contains(@class, 'werklijst')]//h3/a/text()"
    assert pagina(client, "/werk/").xpath(namen) == ["Koor", "Later"]
    kijk_na(houder, afgeleid)
    assert pagina(client, "/werk/").xpath(namen) == ["Later", "Koor"]


def test_ook_wie_het_blok_zelf_meestuurt_wast_niets_wit(houder: m.Medewerker, afgeleid: m.Aanbod) -> None:
    kijk_na(houder, afgeleid, "toegang")
    assert not m.Controle.objects.exists()
    assert set(afgeleid.toegang.values_list("bron", flat=True)) == {AFGELEID}


def test_met_de_hand_per_groep_blijft_de_rest_afgeleid(client: Client, afgeleid: m.Aanbod) -> None:
    boom = pagina(client, "/werk/")
    [groep] = boom.xpath("//input[@name='nagevraagd'][starts-with(@value, 'groep-1:')]/@value")
    antwoord = verzend(
        client,
        boom,
        "//li[@id='aanbod-koor']" + KLOPT,
        wijze="gebeld",
        nagevraagd=[groep],
        blok=[],
    )
    assert "Genoteerd: 1 groep." in antwoord.content.decode()
    bronnen = dict(afgeleid.toegang.values_list("categorie__slug", "bron"))
    vandaag = feiten.dag(timezone.localdate())
    assert bronnen == {
        "groep-0": AFGELEID,
        "groep-1": f"rapport r. 799-801; nagevraagd op {vandaag} (gebeld, aandachtsfunctionaris)",
    }
    assert not m.Controle.objects.exists(), "a group that nobody asked about is left"


def test_met_de_hand_voor_het_hele_blok_dateert_het_blok(houder: m.Medewerker, afgeleid: m.Aanbod) -> None:
    kijk_na(houder, afgeleid, nagevraagd=("*",))
    assert not any(rij.afgeleid for rij in afgeleid.toegang.all())
    assert {c.onderdeel for c in m.Controle.objects.all()} == set(BLOKKEN)
    assert m.Versie.objects.filter(aanbod=afgeleid, soort="wijziging").count() == 1, (
        "the source before is in the history"
    )


@pytest.mark.parametrize(
    ("bron", "verwacht"),
    [
        ("toegang afgeleid", True),
        ("rapport r. 1; plaats afgeleid; toegang afgeleid", True),
        ("Afgeleid van de website", True),
        ("rapport r. 1; plaats afgeleid", False),
        ("niet afgeleid", False),
        ("", False),
    ],
)
def test_wat_afgeleid_heet(bron: str, verwacht: bool) -> None:
    assert feiten.is_afgeleid(bron) is verwacht
    assert not feiten.is_afgeleid(feiten.nagevraagd(bron, "nagevraagd op 1-1-2026 (gebeld, x)"))
    assert len(feiten.nagevraagd("x" * 300, "y" * 60)) <= 300


# --- undo


def test_ongedaan_maken_zet_elke_dag_precies_terug(client: Client, houder: m.Medewerker, afgeleid: m.Aanbod) -> None:
    with time_machine.travel(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)):
        kijk_na(houder, afgeleid, "contact", "beschikbaarheid")
        m.Aanbod.objects.update(gecontroleerd_op="2026-02-01", ruimte="plek", ruimte_op="2026-02-02")
    afgeleid.refresh_from_db()
    voor, staat = dagen(afgeleid), lees(afgeleid)
    boom = pagina(client, "/werk/")
    vinkjes = boom.xpath("//li[@id='aanbod-koor']//input[@name='blok' or @name='nagevraagd']")
    waarden: dict[str, list[str]] = {"blok": [], "nagevraagd": []}
    for vinkje in vinkjes:
        waarden[vinkje.get("name")].append(vinkje.get("value"))
    antwoord = verzend(client, boom, "//li[@id='aanbod-koor']" + KLOPT, wijze="gebeld", **waarden)
    assert {dag for naam, dag in dagen(afgeleid).items() if naam in BLOKKEN} == {timezone.localdate()}
    assert dagen(afgeleid) != voor
    na = html.fromstring(antwoord.content, base_url="/werk/")
    terug = verzend(client, na, "//form[contains(@action, '/ongedaan/')]")
    assert "Ongedaan gemaakt" in terug.content.decode()
    assert terug.redirect_chain[-1][0].startswith("/werk/"), "one goes on where one was"
    afgeleid.refresh_from_db()
    assert dagen(afgeleid) == voor
    assert lees(afgeleid) == staat
    assert not m.Controlebeurt.objects.filter(op__year=2026, op__month__gt=3).exists()


@pytest.mark.parametrize("eerst", ["mijn", "van de collega"])
def test_ongedaan_maken_laat_staan_wat_een_collega_daarna_nakeek(
    houder: m.Medewerker, collega: m.Medewerker, aanbod: m.Aanbod, eerst: str
) -> None:
    m.Aanbod.objects.update(gecontroleerd_op="2026-02-01")
    aanbod.refresh_from_db()
    voor = dagen(aanbod)
    mijn = kijk_na(houder, aanbod).beurt
    hunne = kijk_na(collega, aanbod, "contact", "beschikbaarheid").beurt
    assert mijn
    assert hunne
    if eerst == "mijn":
        acties.maak_ongedaan(gebruiker=houder, beurt=mijn)
        nu, vandaag = dagen(aanbod), timezone.localdate()
        assert (nu["contact"], nu["beschikbaarheid"], nu["wachttijd"]) == (vandaag, vandaag, vandaag)
        assert (nu["tijden"], nu["toegang"], str(nu["geheel"])) == (None, None, "2026-02-01")
        acties.maak_ongedaan(gebruiker=collega, beurt=hunne)
    else:
        acties.maak_ongedaan(gebruiker=collega, beurt=hunne)
        assert dagen(aanbod)["geheel"] == timezone.localdate(), "mine still stands"
        acties.maak_ongedaan(gebruiker=houder, beurt=mijn)
    assert dagen(aanbod) == voor, "who comes last comes back to before both"


def test_ongedaan_maken_schrijft_niet_over_wat_iemand_daarna_veranderde(
    houder: m.Medewerker, collega: m.Medewerker, afgeleid: m.Aanbod
) -> None:
    m.Aanbod.objects.update(ruimte="plek", ruimte_op="2026-10-02")
    afgeleid.refresh_from_db()
    beurt = kijk_na(houder, afgeleid, "beschikbaarheid", nagevraagd=("*",)).beurt
    vandaag = timezone.localdate()
    m.Aanbod.objects.update(ruimte="vol")
    afgeleid.toegang.filter(categorie__slug="groep-0").update(waarde="niet", bron="gebeld met de organisatie")
    assert beurt
    acties.maak_ongedaan(gebruiker=houder, beurt=beurt)
    afgeleid.refresh_from_db()
    assert (afgeleid.ruimte, afgeleid.ruimte_op) == ("vol", vandaag), "full was heard today"
    assert str(afgeleid.wachttijd_op) == "2026-10-01"
    assert dict(afgeleid.toegang.values_list("categorie__slug", "bron")) == {
        "groep-0": "gebeld met de organisatie",
        "groep-1": AFGELEID,
    }


def test_wie_van_de_kaart_gaat_staat_ook_niet_in_wat_nog_ongedaan_kan(houder: m.Medewerker, aanbod: m.Aanbod) -> None:
    weg = OrganisatieFabriek.create(naam="Stichting Zonnebloemkring Bijlmer")
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(weg)
    aanbod.toegang.update(bron=f"gebeld met {weg.naam}; toegang afgeleid")
    beurt = kijk_na(houder, aanbod, nagevraagd=("*",)).beurt
    assert beurt
    verwijder(gebruiker=eigenaar, organisatie=weg, naam=weg.naam)
    beurt.refresh_from_db()
    assert "Zonnebloemkring" not in str(beurt.eerder)
    acties.maak_ongedaan(gebruiker=houder, beurt=beurt)
    assert all(rij.afgeleid and "Zonnebloemkring" not in rij.bron for rij in aanbod.toegang.all())


def test_een_groep_blijft_nagevraagd_als_een_collega_er_op_bouwde(
    houder: m.Medewerker, collega: m.Medewerker, afgeleid: m.Aanbod
) -> None:
    beurt = kijk_na(houder, afgeleid, nagevraagd=("*",)).beurt
    kijk_na(collega, afgeleid, "toegang")
    assert beurt
    acties.maak_ongedaan(gebruiker=houder, beurt=beurt)
    assert not any(rij.afgeleid for rij in afgeleid.toegang.all())
    assert dagen(afgeleid)["toegang"] == timezone.localdate()


def test_alleen_wie_het_nakeek_maakt_het_ongedaan_en_alleen_een_dag_lang(
    client: Client, houder: m.Medewerker, collega: m.Medewerker, aanbod: m.Aanbod
) -> None:
    beurt = kijk_na(houder, aanbod).beurt
    assert beurt
    adres = f"/controles/{beurt.pk}/ongedaan/"
    ander = Client()
    ander.force_login(collega)
    assert ander.post(adres).status_code == 404
    assert Client().post(adres).status_code == 403, "who is not signed in is asked to do so, whether it exists or not"
    assert "Koor" not in ander.get("/werk/vandaag/").content.decode(), "nobody else reads what I did"
    with pytest.raises(PermissionDenied):
        acties.maak_ongedaan(gebruiker=collega, beurt=beurt)
    m.Controlebeurt.objects.update(op=timezone.now() - datetime.timedelta(hours=25))
    assert "langer dan een dag geleden" in client.post(adres, follow=True).content.decode()
    assert m.Controle.objects.count() == 4
    call_command("ruim_op")
    assert not m.Controlebeurt.objects.exists(), "nothing is kept for an undo that is no longer possible"
    assert m.Controle.objects.count() == 4


def test_een_vreemd_terugadres_brengt_niemand_weg(client: Client, houder: m.Medewerker, aanbod: m.Aanbod) -> None:
    beurt = kijk_na(houder, aanbod).beurt
    assert beurt
    antwoord = client.post(f"/controles/{beurt.pk}/ongedaan/?terug=https://elders.example/")
    assert antwoord.headers["Location"] == "/aanbod/koor/#zeker"


def test_wat_ik_vandaag_deed_noemt_wat_ik_nakeek_en_veranderde(
    client: Client, houder: m.Medewerker, aanbod: m.Aanbod
) -> None:
    velden = formulier(client.get("/aanbod/koor/bewerken/")) | {"omschrijving": "Samen zingen."}
    client.post("/aanbod/koor/bewerken/", velden)
    aanbod.refresh_from_db()
    kijk_na(houder, aanbod, "contact", "tijden")
    boom = pagina(client, "/werk/vandaag/")
    tekst = " ".join(boom.text_content().split())
    assert "Contact en tijden" in tekst
    [terug] = boom.xpath("//a[contains(., 'Bekijk en zet terug')]/@href")
    client.post(terug)
    aanbod.refresh_from_db()
    assert aanbod.omschrijving == ""
    verzend(client, boom, "//form[contains(@action, '/ongedaan/')]")
    assert "Je keek nog niets na." in client.get("/werk/vandaag/").content.decode()
    assert not m.Controle.objects.exists()


def test_een_eigenaar_maakt_het_ook_ongedaan(aanbod: m.Aanbod) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(aanbod.organisatie)
    browser = Client()
    browser.force_login(eigenaar)
    verzend(browser, pagina(browser, "/aanbod/koor/"), FORM, wijze="website")
    assert m.Controle.objects.count() == 4
    verzend(browser, pagina(browser, "/werk/vandaag/"), "//form[contains(@action, '/ongedaan/')]")
    assert not m.Controle.objects.exists()


def test_een_eigenaar_leest_de_bron_niet_maar_wel_dat_het_afgeleid_is(afgeleid: m.Aanbod) -> None:
    afgeleid.toegang.update(toelichting="Alleen met pas")
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.add(afgeleid.organisatie)
    browser = Client()
    browser.force_login(eigenaar)
    tekst = browser.get("/aanbod/koor/").content.decode()
    assert "rapport r. 799" not in tekst
    assert "Alleen met pas" not in tekst
    assert "<em>afgeleid</em>" in tekst


def test_evenveel_queries_voor_wat_ik_vandaag_deed(client: Client, houder: m.Medewerker, aanbod: m.Aanbod) -> None:
    aantallen = []
    for _ in range(2):
        for _ in range(4):
            kijk_na(houder, aanbod)
        with CaptureQueriesContext(connection) as gevangen:
            client.get("/werk/vandaag/")
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]


def test_geen_groep_meer_dan_er_afgeleid_is(houder: m.Medewerker, afgeleid: m.Aanbod) -> None:
    m.Toegang.objects.create(
        aanbod=afgeleid, categorie=CategorieFabriek.create(slug="groep-9"), waarde="niet", bron="gebeld"
    )
    uitkomst = kijk_na(houder, afgeleid, "contact", nagevraagd=("groep-9", "groep-0"))
    assert uitkomst.nagevraagd == 1
    assert afgeleid.toegang.get(categorie__slug="groep-9").bron == "gebeld"
