"""What colleagues report after a referral: two taps, counted once, nobody named, and gone in time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from doorverwijzing.models import Signaal, Signaalstempel
from doorverwijzing.signalen.acties import handel_signalen_af, meld_signaal
from organisaties.models import Aanbod, Medewerker
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanbod() -> Aanbod:
    return maak_aanbod(kenmerk="inloop", naam="Inloop", stadsdelen=[StadsdeelFabriek(slug="oost")])


def collega(naam: str, *rollen: Rol, stadsdeel: str = "") -> Medewerker:
    """Make a colleague, an opbouwwerker when no role is given."""
    medewerker = maak_medewerker(*(rollen or (Rol.OPBOUWWERKER,)), naam=naam)
    if stadsdeel:
        medewerker.stadsdelen.add(StadsdeelFabriek.create(slug=stadsdeel))
    return medewerker


def ingelogd(medewerker: Medewerker) -> Client:
    client = Client()
    client.force_login(medewerker)
    return client


def tekst(antwoord) -> str:
    """Return what a reader sees, on one line."""
    return " ".join(html.fromstring(antwoord.content).text_content().split())


def test_een_opbouwwerker_meldt_in_twee_tikken_dat_het_vol_is(als: Callable[[str], Client], aanbod: Aanbod) -> None:
    client = als("opbouwwerker")
    boom = html.fromstring(client.get("/aanbod/inloop/").content)
    [knop] = boom.xpath("//details[@id='hoe-ging-het']//button[@value='vol']")
    formulier = next(knop.iterancestors("form"))
    antwoord = client.post(formulier.get("action"), {"soort": "vol"}, follow=True)
    assert "Dank je." in tekst(antwoord)
    assert "1 collega meldde: vol" in tekst(antwoord)
    [signaal] = Signaal.objects.all()
    assert (signaal.soort, signaal.aanbod, signaal.toelichting) == ("vol", aanbod, "")


def test_drie_collegas_tellen_voor_drie_en_twee_keer_tikken_voor_een(
    als: Callable[[str], Client], aanbod: Aanbod
) -> None:
    for nummer in range(3):
        wie = collega(f"collega-{nummer}")
        assert meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol")
        assert meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol") is None
    assert "3 collega’s meldden: vol" in tekst(als("opbouwwerker").get("/aanbod/inloop/"))
    assert "3 collega’s meldden: vol" in tekst(als("coordinator").get("/zoeken/"))


def test_een_tweede_tik_zegt_dat_het_er_al_stond(als: Callable[[str], Client], aanbod: Aanbod) -> None:
    client = als("opbouwwerker")
    client.post("/aanbod/inloop/hoe-ging-het/", {"soort": "vol"})
    antwoord = client.post("/aanbod/inloop/hoe-ging-het/", {"soort": "vol"}, follow=True)
    assert "Dit meldde je vandaag al." in tekst(antwoord)
    assert Signaal.objects.count() == 1


def test_een_toelichting_die_later_komt_gaat_niet_verloren_en_telt_niet_dubbel(aanbod: Aanbod) -> None:
    wie = collega("collega")
    meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol")
    assert meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol", toelichting="Om tien uur al.")
    assert [str(telling) for telling in Signaal.objects.tellingen([aanbod.pk])[aanbod.pk]] == ["1 collega meldde: vol"]
    assert Signaal.objects.filter(toelichting="Om tien uur al.").exists()


def test_de_volgende_dag_telt_het_weer_en_is_de_stempel_van_gisteren_weg(aanbod: Aanbod) -> None:
    wie = collega("collega")
    meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol")
    Signaalstempel.objects.update(op=datetime.date(2020, 1, 1), teken="van-gisteren")
    assert meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol")
    assert not Signaalstempel.objects.filter(teken="van-gisteren").exists()
    assert Signaalstempel.objects.count() == 1


def test_nergens_staat_wie_het_meldde(als: Callable[[str], Client], aanbod: Aanbod) -> None:
    wie = collega("heel-herkenbare-naam")
    meld_signaal(gebruiker=wie, aanbod=aanbod, soort="teruggestuurd", toelichting="Geen tolk.")
    velden = {veld.name for model in (Signaal, Signaalstempel) for veld in model._meta.get_fields()}
    assert not velden & {"door", "gebruiker", "medewerker", "afzender", "rol"}
    assert not [v for v in Signaal._meta.get_fields() if getattr(v, "related_model", None) is Medewerker]
    for pad in ("/aanbod/inloop/", "/zoeken/", "/werk/signalen/"):
        assert "heel-herkenbare-naam" not in als_eens(als, "coordinator").get(pad).content.decode()
    Medewerker.objects.all().delete()
    assert Signaal.objects.count() == 1, "a signal leads to nobody, so nobody's leaving touches it"


def als_eens(als: Callable[[str], Client], rol: str) -> Client:
    """Return a client of this role, made once."""
    bestaand = Medewerker.objects.filter(username=rol).first()
    return ingelogd(bestaand) if bestaand else als(rol)


def test_persoonsgegevens_worden_geweigerd_en_de_tekst_blijft_staan(
    als: Callable[[str], Client], aanbod: Aanbod
) -> None:
    client = als("opbouwwerker")
    getypt = "Mevrouw, geb. 12-03-1988, bel 06 12345678"
    antwoord = client.post("/aanbod/inloop/hoe-ging-het/", {"soort": "vol", "toelichting": getypt})
    assert antwoord.status_code == 200
    boom = html.fromstring(antwoord.content)
    [veld] = boom.xpath("//textarea[@name='toelichting']")
    assert veld.text.strip() == getypt
    beschreven = " ".join(boom.get_element_by_id(i).text_content() for i in veld.get("aria-describedby").split())
    assert "Dit lijkt op een geboortedatum" in beschreven
    assert "Dit lijkt op een telefoonnummer" in beschreven
    assert not Signaal.objects.exists()
    with pytest.raises(ValidationError):
        meld_signaal(gebruiker=Medewerker.objects.get(), aanbod=aanbod, soort="vol", toelichting=getypt)


@pytest.mark.parametrize("soort", ["", "prima", "vol'--"])
def test_een_antwoord_dat_niet_bestaat_vraagt_opnieuw_en_houdt_de_tekst(
    als: Callable[[str], Client], aanbod: Aanbod, soort: str
) -> None:
    antwoord = als("opbouwwerker").post("/aanbod/inloop/hoe-ging-het/", {"soort": soort, "toelichting": "Deur dicht."})
    assert "Dit is nog niet verstuurd" in tekst(antwoord)
    boom = html.fromstring(antwoord.content)
    for link in boom.xpath("//div[@role='alert']//a/@href"):
        assert boom.get_element_by_id(link.removeprefix("#")) is not None, "a link in the summary leads somewhere"
    assert "Deur dicht." in tekst(antwoord)
    assert not Signaal.objects.exists()


@pytest.mark.parametrize(("rol", "status"), [("bezoeker", 302), ("aanbieder", 403), ("opbouwwerker", 200)])
def test_alleen_professionals_melden(als: Callable[[str], Client], aanbod: Aanbod, rol: str, status: int) -> None:
    client = als(rol)
    assert client.get("/aanbod/inloop/hoe-ging-het/").status_code == status
    if status != 200:
        assert client.post("/aanbod/inloop/hoe-ging-het/", {"soort": "vol"}).status_code == 403
        assert client.post("/melden/", {"behoefte": "eten"}).status_code == 403
        with pytest.raises(PermissionDenied):
            meld_signaal(gebruiker=maak_medewerker(naam="zonder-rol"), aanbod=aanbod, soort="vol")
        assert not Signaal.objects.exists()


def test_een_bezoeker_ziet_geen_melding_en_geen_knop(client: Client, aanbod: Aanbod) -> None:
    meld_signaal(gebruiker=collega("collega"), aanbod=aanbod, soort="vol")
    for pad in ("/aanbod/inloop/", "/zoeken/"):
        pagina = client.get(pad).content.decode()
        assert "Hoe ging het" not in pagina
        assert "meldde" not in pagina


def test_wat_een_bezoeker_niet_mag_kennen_is_ook_hier_404(als: Callable[[str], Client]) -> None:
    maak_aanbod(kenmerk="verborgen", zichtbaarheid="professionals")
    assert als("aanbieder").get("/aanbod/verborgen/hoe-ging-het/").status_code == 404
    assert als("opbouwwerker").get("/aanbod/verborgen/hoe-ging-het/").status_code == 200


# --- a gap


def test_na_een_zoekvraag_zonder_uitkomst_meldt_een_tik_behoefte_en_stadsdeel(als: Callable[[str], Client]) -> None:
    BehoefteFabriek(slug="eten")
    StadsdeelFabriek(slug="weesp")
    client = als("opbouwwerker")
    boom = html.fromstring(client.get("/zoeken/?behoefte=eten&stadsdeel=weesp").content)
    [knop] = boom.xpath("//button[contains(., 'Meld dat hier niets is')]")
    formulier = next(knop.iterancestors("form"))
    antwoord = client.post(formulier.get("action"), dict(formulier.form_values()), follow=True)
    assert "De aandachtsfunctionaris van Weesp ziet dat hier iets ontbreekt." in tekst(antwoord)
    assert antwoord.redirect_chain[-1][0] == "/zoeken/?behoefte=eten&stadsdeel=weesp"
    [signaal] = Signaal.objects.all()
    assert signaal.behoefte
    assert signaal.stadsdeel
    assert (signaal.behoefte.slug, signaal.stadsdeel.slug, signaal.soort) == ("eten", "weesp", "niet-gevonden")


def test_na_zoeken_op_woorden_vraagt_de_pagina_eerst_waar_het_om_gaat(als: Callable[[str], Client]) -> None:
    BehoefteFabriek(slug="eten")
    client = als("opbouwwerker")
    boom = html.fromstring(client.get("/zoeken/?q=zeppelin").content)
    [link] = boom.xpath("//a[contains(., 'Meld wat hier ontbreekt')]/@href")
    vraag = client.get(link)
    assert vraag.status_code == 200
    leeg = client.post("/melden/", {"behoefte": "", "toelichting": "Niets met kinderen."})
    assert "Kies wat er nodig is." in tekst(leeg)
    assert "Niets met kinderen." in tekst(leeg)
    client.post("/melden/", {"behoefte": "eten"})
    assert "zeppelin" not in str(list(Signaal.objects.values())), "words of a search are never kept"


def test_een_gevoelige_groep_wordt_niet_bewaard_een_andere_wel() -> None:
    BehoefteFabriek(slug="eten")
    StadsdeelFabriek(slug="oost")
    CategorieFabriek(slug="geheim", gevoelig=True)
    CategorieFabriek(slug="gewoon")
    for naam, groep in (("een", "geheim"), ("twee", "gewoon")):
        meld_signaal(gebruiker=collega(naam), behoefte="eten", stadsdeel="oost", categorie=groep)
    assert sorted(str(s.categorie.slug) if s.categorie else "" for s in Signaal.objects.all()) == ["", "gewoon"]


def test_terug_gaat_nooit_naar_een_andere_site(als: Callable[[str], Client]) -> None:
    BehoefteFabriek(slug="eten")
    antwoord = als("opbouwwerker").post("/melden/", {"behoefte": "eten", "terug": "https://elders.example/"})
    assert antwoord["Location"] == "/zoeken/"


def test_een_signaal_gaat_over_aanbod_of_over_een_gat_en_niet_over_allebei(aanbod: Aanbod) -> None:
    behoefte, vandaag = BehoefteFabriek(slug="eten"), datetime.date(2026, 11, 4)
    for fout in (
        {"aanbod": aanbod, "behoefte": behoefte, "soort": "niet-gevonden"},
        {"behoefte": behoefte, "soort": "vol"},
        {"soort": "vol"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signaal.objects.create(op=vandaag, **fout)


def test_waar_geen_route_is_meldt_een_tik_het_vanuit_de_wegwijzer(als: Callable[[str], Client]) -> None:
    BehoefteFabriek(slug="eten")
    StadsdeelFabriek(slug="weesp")
    for gebied, stadsdeel in (("weesp", "weesp"), ("hele-stad", None)):
        Signaal.objects.all().delete()
        client = als_eens(als, "opbouwwerker")
        boom = html.fromstring(client.get(f"/wegwijzer/eten/{gebied}/").content)
        [knop] = boom.xpath("//button[contains(., 'Meld dat hier niets is')]")
        formulier = next(knop.iterancestors("form"))
        antwoord = client.post(formulier.get("action"), dict(formulier.form_values()))
        assert antwoord["Location"] == f"/wegwijzer/eten/{gebied}/"
        [signaal] = Signaal.objects.all()
        assert (signaal.stadsdeel.slug if signaal.stadsdeel else None) == stadsdeel
    assert "Meld dat hier niets is" not in als("bezoeker").get("/wegwijzer/eten/weesp/").content.decode()


# --- the list on which it arrives


def test_een_signaal_komt_bij_het_eigen_stadsdeel_en_niet_bij_een_ander(aanbod: Aanbod) -> None:
    plek = LocatieFabriek(stadsdeel=StadsdeelFabriek(slug="west"))
    op_plek = maak_aanbod(kenmerk="op-plek", locaties=[plek])
    stad = maak_aanbod(kenmerk="stad", hele_stad=True, locaties=[plek])
    BehoefteFabriek(slug="eten")
    melder = collega("melder")
    for waar in (aanbod, op_plek, stad):
        meld_signaal(gebruiker=melder, aanbod=waar, soort="vol")
    meld_signaal(gebruiker=melder, behoefte="eten", stadsdeel="oost")
    meld_signaal(gebruiker=melder, behoefte="eten")

    def lijst(medewerker: Medewerker) -> set[str]:
        return {
            s.aanbod.kenmerk if s.aanbod else f"gat {s.stadsdeel.slug if s.stadsdeel else 'stad'}"
            for s in Signaal.objects.voor_werklijst(medewerker)
        }

    assert lijst(collega("oost", Rol.AANDACHTSFUNCTIONARIS, stadsdeel="oost")) == {"inloop", "gat oost"}
    assert lijst(collega("west", Rol.AANDACHTSFUNCTIONARIS, stadsdeel="west")) == {"op-plek"}
    assert lijst(collega("stad", Rol.COORDINATOR)) == {"inloop", "op-plek", "stad", "gat oost", "gat stad"}
    assert lijst(collega("zonder", Rol.AANDACHTSFUNCTIONARIS)) == set()
    assert lijst(collega("opbouwwerker", stadsdeel="oost")) == set(), "an area alone makes no keeper"


def test_de_lijst_telt_gelijke_meldingen_samen_en_laat_ze_afhandelen(aanbod: Aanbod) -> None:
    for nummer in range(2):
        meld_signaal(gebruiker=collega(f"c{nummer}"), aanbod=aanbod, soort="vol", toelichting=f"Tekst {nummer}.")
    houder = ingelogd(collega("houder", Rol.AANDACHTSFUNCTIONARIS, stadsdeel="oost"))
    boom = html.fromstring(houder.get("/werk/signalen/").content)
    [groep] = boom.xpath("//article")
    assert "2 collega’s" in groep.text_content()
    assert "Tekst 0." in groep.text_content()
    formulier = groep.find(".//form")
    antwoord = houder.post(formulier.get("action"), dict(formulier.form_values()), follow=True)
    assert "Afgehandeld." in tekst(antwoord)
    assert "Niets te doen" in tekst(antwoord)
    assert {s.afgehandeld_rol for s in Signaal.objects.all()} == {"aandachtsfunctionaris"}
    assert Signaal.objects.tellingen([aanbod.pk]) == {}, "what is dealt with no longer warns"
    afgehandeld = html.fromstring(houder.get("/werk/signalen/?stand=afgehandeld").content)
    [formulier] = afgehandeld.xpath("//article//form")
    houder.post(formulier.get("action"), dict(formulier.form_values()) | {"opnieuw": "1"})
    assert Signaal.objects.openstaand().count() == 2


def test_wie_het_niet_bijhoudt_kan_het_niet_afhandelen(als: Callable[[str], Client], aanbod: Aanbod) -> None:
    meld_signaal(gebruiker=collega("c"), aanbod=aanbod, soort="vol")
    ander = collega("west", Rol.AANDACHTSFUNCTIONARIS, stadsdeel="west")
    assert ingelogd(ander).post("/werk/signalen/afhandelen/", {"aanbod": "inloop", "soort": "vol"}).status_code == 404
    assert (
        als("opbouwwerker").post("/werk/signalen/afhandelen/", {"aanbod": "inloop", "soort": "vol"}).status_code == 403
    )
    assert handel_signalen_af(gebruiker=ander, signalen=Signaal.objects.all()) == 0
    assert Signaal.objects.openstaand().count() == 1


@pytest.mark.parametrize("vraag", ["?soort=vol", "?soort=onzin&stadsdeel=onzin&stand=x&pagina=abc", "?stadsdeel=oost"])
def test_de_keuzes_op_de_lijst_mogen_alles_zijn(aanbod: Aanbod, vraag: str) -> None:
    meld_signaal(gebruiker=collega("c"), aanbod=aanbod, soort="vol")
    antwoord = ingelogd(collega("houder", Rol.COORDINATOR)).get(f"/werk/signalen/{vraag}")
    assert antwoord.status_code == 200
    assert "Inloop" in tekst(antwoord)


def test_wat_gelukt_is_staat_niet_bij_wat_er_te_doen_is(als: Callable[[str], Client], aanbod: Aanbod) -> None:
    meld_signaal(gebruiker=collega("c"), aanbod=aanbod, soort="gelukt")
    client = als("coordinator")
    assert "Niets te doen" in tekst(client.get("/werk/signalen/"))
    assert "Inloop" in tekst(client.get("/werk/signalen/?soort=gelukt"))
    assert "1 collega meldde: gelukt" in tekst(client.get("/aanbod/inloop/"))
    assert "gelukt" not in tekst(client.get("/zoeken/")), "successes beside each other would be a rating"


# --- expiry


@pytest.mark.parametrize(("soort", "weken"), [("vol", 6), ("teruggestuurd", 12), ("klopt-niet", 12)])
def test_een_signaal_verloopt_en_wordt_opgeruimd(aanbod: Aanbod, soort: str, weken: int) -> None:
    vandaag = datetime.date(2026, 11, 4)
    net_niet = Signaal.objects.create(aanbod=aanbod, soort=soort, op=vandaag - datetime.timedelta(weeks=weken, days=-1))
    wel = Signaal.objects.create(aanbod=aanbod, soort=soort, op=vandaag - datetime.timedelta(weeks=weken))
    assert list(Signaal.objects.actueel(vandaag)) == [net_niet]
    assert list(Signaal.objects.verlopen(vandaag)) == [wel]


def test_ruim_op_gooit_weg_wat_verlopen_is_en_zegt_hoeveel(aanbod: Aanbod) -> None:
    Signaal.objects.create(aanbod=aanbod, soort="vol", op=datetime.date(2020, 1, 1))
    Signaalstempel.objects.create(teken="oud", op=datetime.date(2020, 1, 1))
    meld_signaal(gebruiker=collega("c"), aanbod=aanbod, soort="vol")
    uit = io.StringIO()
    call_command("ruim_op", stdout=uit)
    assert "1 verlopen signalen" in uit.getvalue()
    assert Signaal.objects.count() == 1
    assert Signaalstempel.objects.count() == 1


# --- speed


@pytest.mark.parametrize("pad", ["/werk/signalen/", "/zoeken/", "/aanbod/aanbod-a0/"])
def test_evenveel_queries_voor_2_als_voor_22(als: Callable[[str], Client], pad: str) -> None:
    client, melder, aantallen = als("coordinator"), collega("melder"), []
    oost = StadsdeelFabriek(slug="oost")
    for tot in (2, 22):
        for nummer in range(Aanbod.objects.count(), tot):
            een = maak_aanbod(kenmerk=f"aanbod-a{nummer}", stadsdelen=[oost])
            meld_signaal(gebruiker=melder, aanbod=een, soort="vol", toelichting="Vol.")
            meld_signaal(gebruiker=melder, aanbod=een, soort="gelukt")
            meld_signaal(gebruiker=melder, behoefte=BehoefteFabriek.create().slug, stadsdeel="oost")
        client.get(pad)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
    # Of a keeper four are about what can be merged, moved, copied and undone, and one about who keeps it.
    assert aantallen[1] <= 21
