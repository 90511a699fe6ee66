"""Hours of one place of an offer: the clock, card, page, editor and history; and what a visitor never learns."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenvoegen import acties as samenvoegen
from organisaties.bijhouden.samenvoegen.naast_elkaar import vergelijk
from organisaties.bijhouden.wijzigen import acties
from organisaties.regels import klok
from organisaties.regels.openingstijden import WEEKDAGNAAM
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER, Kijker, vertegenwoordiger
from organisaties.zoeken import register_voor
from tests.bestanden import alles_als_tekst, inhoud
from tests.fabrieken import (
    BehoefteFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.organisaties.klokuren import lees_uren
from tests.organisaties.samenvoegen.stad import kies
from tests.organisaties.test_bewerken import formulier
from tests.organisaties.test_klok_met_de_hand import AMSTERDAM

TABEL = Path(__file__).with_name("klok_op_plekken.csv")
GEHEIM = "Verborgen Kelder"
GEHEIM_UUR = "04:17"


class Rij(NamedTuple):
    """One row: the hours, the place ('' for the offer as a whole), the moment as it is written, and the sentence."""

    regel: int
    uren: str
    plek: str
    moment: str
    zin: str

    @property
    def tijdstip(self) -> dt.datetime:
        """The moment, in Amsterdam."""
        return dt.datetime.fromisoformat(self.moment[3:]).replace(tzinfo=AMSTERDAM)


def rijen() -> list[Rij]:
    """Return the rows; hours that are empty are those of the row above."""
    uren, gevonden = "", []
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        for nummer, rij in enumerate(csv.reader(bestand, delimiter=";"), 1):
            if nummer > 1 and not rij[0].startswith("#"):
                uren = rij[0] or uren
                gevonden.append(Rij(nummer, uren, *rij[1:]))
    return gevonden


ALLES = rijen()


def test_de_tabel_heeft_genoeg_momenten_op_de_dag_die_erbij_staat() -> None:
    assert len({rij[1:4] for rij in ALLES}) == len(ALLES) >= 60
    for rij in ALLES:
        assert WEEKDAGNAAM[rij.tijdstip.isoweekday()].startswith(rij.moment[:2]), rij


@pytest.mark.parametrize("uren", dict.fromkeys(rij.uren for rij in ALLES))
def test_de_klok_zegt_op_elke_plek_wat_met_de_hand_is_opgeschreven(uren: str) -> None:
    plekken = (m.Locatie(pk=1, naam="Noord"), m.Locatie(pk=2, naam="West"))
    aanbod = lees_uren(uren, plekken)
    bij_naam = {plek.naam: plek.pk for plek in plekken}
    anders = []
    for rij in (rij for rij in ALLES if rij.uren == uren):
        with time_machine.travel(rij.tijdstip, tick=False):
            if rij.plek:
                gezegd = klok.stand(aanbod.tijdplan_op(bij_naam[rij.plek]), rij.tijdstip).tekst
            else:
                gezegd = aanbod.open_nu.tekst
            if gezegd != rij.zin:
                anders.append(f"regel {rij.regel}, {rij.moment} {rij.plek}: '{gezegd}', en niet '{rij.zin}'")
    assert not anders, "\n".join(anders)


@pytest.mark.parametrize("soort", Kijker)
def test_zoeken_op_nu_open_zegt_hetzelfde_als_de_klok(db: None, soort: Kijker) -> None:
    lezer = vertegenwoordiger(soort)
    plekken = (LocatieFabriek.create(naam="Noord"), LocatieFabriek.create(naam="West"))
    for uren in dict.fromkeys(rij.uren for rij in ALLES):
        bedacht = lees_uren(uren, plekken)
        aanbod = maak_aanbod(naam=uren[:150], locaties=plekken)
        for tijd in bedacht.tijden_in_database:
            tijd.aanbod = aanbod
            tijd.save()
    for moment in sorted({rij.tijdstip for rij in ALLES}):
        with time_machine.travel(moment, tick=False):
            register = register_voor(lezer)
            open_nu = set(register.kenmerken(register.op_naam(register.open_nu)))
            for aanbod in m.Aanbod.objects.voor_kaartje(lezer):
                assert (aanbod.open_nu.soort is klok.Soort.OPEN) == (aanbod.pk in open_nu), (moment, aanbod.naam)


# --- One offer at two places, of which a visitor may know, and at a third that is hidden.


class Stad(NamedTuple):
    """An offer with hours everywhere, in Noord, in West, and at a place that a visitor may not know of."""

    aanbod: m.Aanbod
    noord: m.Locatie
    west: m.Locatie
    geheim: m.Locatie


@pytest.fixture
def stad(db: None) -> Stad:
    huis = OrganisatieFabriek(kenmerk="huis", naam="Het Huis")
    ander = OrganisatieFabriek(kenmerk="ander", naam="Ander Huis")
    noord = LocatieFabriek.create(
        kenmerk="noord", naam="Huis Noord", organisatie=huis, stadsdeel=StadsdeelFabriek(slug="noord")
    )
    west = LocatieFabriek.create(
        kenmerk="west", naam="Huis West", organisatie=huis, stadsdeel=StadsdeelFabriek(slug="west")
    )
    geheim = LocatieFabriek.create(kenmerk="geheim", naam=GEHEIM, organisatie=ander, zichtbaarheid="professionals")
    aanbod = maak_aanbod(
        kenmerk="spreekuur",
        naam="Spreekuur brieven",
        soort="spreekuur",
        organisatie=huis,
        locaties=[noord, west, geheim],
        behoeften=[BehoefteFabriek(slug="brieven")],
    )
    for weekdag, van, tot, plek in (
        (1, dt.time(10), dt.time(12), None),
        (2, dt.time(9), dt.time(11), noord),
        (2, dt.time(14), dt.time(16), west),
        (7, dt.time(4, 17), dt.time(5, 23), geheim),
    ):
        m.Openingstijd.objects.create(aanbod=aanbod, weekdag=weekdag, van=van, tot=tot, locatie=plek)
    kort = dt.date(2026, 11, 26)
    for plek in (noord, geheim):
        m.Openingstijd.objects.create(aanbod=aanbod, soort="dicht", geldig_van=kort, geldig_tot=kort, locatie=plek)
    return Stad(aanbod, noord, west, geheim)


DINSDAG = dt.datetime(2026, 11, 24, 9, 30, tzinfo=AMSTERDAM)
ZONDAG = dt.datetime(2026, 11, 29, 4, 30, tzinfo=AMSTERDAM)
OVERAL = (
    "/aanbod/spreekuur/", "/locaties/noord/", "/organisaties/huis/", "/zoeken/", "/zoeken/?open=nu",
    "/zoeken/?stadsdeel=noord", "/zoeken/?q=brieven", "/aanbod/spreekuur/briefje/", "/agenda.ics",
    "/open-data/openingstijden.csv", "/open-data/aanbod.csv", "/open-data/hsds.json", "/open-data/alles.jsonld",
    "/open-data/hsds.zip", "/open-data/plekken.geojson",
    "/zoeken/uitvoer/?vorm=xlsx", "/zoeken/uitvoer/?vorm=csv", "/zoeken/uitvoer/?vorm=ods",
    "/in/ar/", "/stadsdelen/noord/", "/aanbod/spreekuur/briefje/?taal=ar", "/aanbod/spreekuur/briefje.pdf",
)  # fmt: skip


@pytest.mark.parametrize("moment", [DINSDAG, ZONDAG])
def test_een_bezoeker_merkt_nergens_iets_van_een_plek_die_er_voor_hem_niet_is(
    client: Client, stad: Stad, moment: dt.datetime
) -> None:
    with time_machine.travel(moment, tick=False):
        for adres in OVERAL:
            antwoord = client.get(adres)
            assert antwoord.status_code == 200, adres
            tekst = alles_als_tekst(inhoud(antwoord))
            for spoor in (GEHEIM, GEHEIM_UUR, "0417", "05:23", '"geheim"'):
                assert spoor not in tekst, (adres, spoor)
        register = register_voor(BEZOEKER)
        assert bool(register.open_nu) is (moment is DINSDAG)
        collega = register_voor(vertegenwoordiger(Kijker.PROFESSIONAL))
        assert collega.open_nu, "a colleague may know both"


def test_de_pagina_zegt_de_uren_per_plek(client: Client, stad: Stad) -> None:
    with time_machine.travel(DINSDAG, tick=False):
        tekst = " ".join(alles_als_tekst(inhoud(client.get("/aanbod/spreekuur/"))).split())
    assert "Nu open tot 11:00, bij Huis Noord" in tekst
    noord, west = tekst.index("Openingstijden, Huis Noord"), tekst.index("Openingstijden, Huis West")
    assert "09:00 tot 11:00" in tekst[noord:west]
    assert "14:00 tot 16:00" not in tekst[noord:west]
    assert "14:00 tot 16:00" in tekst[west:]
    assert "Straks open om 14:00" in tekst
    assert tekst.count("10:00 tot 12:00") >= 2, "what holds everywhere stands at each place"
    assert "Dicht op 26 november, bij Huis Noord" in tekst


@pytest.mark.parametrize(
    ("vraag", "zin", "plek"),
    [
        ("?stadsdeel=noord", "Nu open tot 11:00", "Huis Noord"),
        ("?stadsdeel=west", "Straks open om 14:00", "Huis West"),
        ("?q=brieven", "Nu open tot 11:00", "Huis Noord"),
    ],
)
def test_het_kaartje_heeft_de_klok_van_de_plek_die_erop_staat(
    client: Client, stad: Stad, vraag: str, zin: str, plek: str
) -> None:
    with time_machine.travel(DINSDAG, tick=False):
        antwoord = client.get(f"/zoeken/{vraag}")
    (resultaat,) = [een for een in antwoord.context["uitkomst"].resultaten if een.kaartje.kenmerk == "spreekuur"]
    assert zin in resultaat.open
    assert plek in resultaat.waar


def test_evenveel_vragen_aan_de_database_voor_een_uur_en_voor_veel(
    client: Client, stad: Stad, django_assert_max_num_queries: Any
) -> None:
    client.get("/aanbod/spreekuur/")
    for dag in range(1, 8):
        for plek in (stad.noord, stad.west):
            m.Openingstijd.objects.create(aanbod=stad.aanbod, weekdag=dag, van=dt.time(20), locatie=plek)
    with django_assert_max_num_queries(4):
        (aanbod,) = m.Aanbod.objects.voor_kaartje(BEZOEKER)
        assert [groep.naam for groep in aanbod.uren_per_plek] == ["Huis Noord", "Huis West"]
        assert aanbod.open_nu.tekst


# --- Keeping it.

ADRES = "/aanbod/spreekuur/bewerken/"


@pytest.fixture
def baas(stad: Stad) -> Client:
    client = Client()
    client.force_login(maak_medewerker(Rol.COORDINATOR, naam="baas"))
    return client


def tijden() -> list[str]:
    return [str(tijd) for tijd in m.Openingstijd.objects.select_related("locatie").order_by("pk")]


def test_wie_bijhoudt_kiest_een_plek_en_de_geschiedenis_noemt_die(baas: Client, stad: Stad) -> None:
    begin = baas.get(ADRES)
    velden = formulier(begin)
    keuze = begin.context["bezig"].week.lijnen[0].plek
    assert [tekst for _, tekst in keuze.field.choices] == ["Op elke plek", "Huis Noord", "Huis West", GEHEIM]
    lijn = next(s for s in velden["tijd"] if velden[f"tijd-{s}-weekdag"] == 1)
    assert baas.post(ADRES, velden | {f"tijd-{lijn}-locatie": "west"}).status_code == 302
    assert "maandag, 10:00 tot 12:00, bij Huis West" in tijden()
    assert len(tijden()) == 6
    verhaal = baas.get("/aanbod/spreekuur/geschiedenis/").content.decode()
    assert "maandag, 10:00 tot 12:00, bij Huis West" in verhaal


def test_een_plek_met_tijden_gaat_niet_ongemerkt_weg(baas: Client, stad: Stad) -> None:
    velden = formulier(baas.get(ADRES))
    antwoord = baas.post(ADRES, velden | {"locaties": ["noord", "geheim"]})
    assert "Deze plek hoort niet (meer) bij dit aanbod." in antwoord.content.decode()
    assert stad.west in stad.aanbod.locaties.all()
    assert len(tijden()) == 6


def test_waar_een_plek_is_valt_er_niets_te_kiezen(baas: Client) -> None:
    aanbod = maak_aanbod(kenmerk="een", locaties=[LocatieFabriek()])
    m.Openingstijd.objects.create(aanbod=aanbod, weekdag=1)
    week = baas.get("/aanbod/een/bewerken/").context["bezig"].week
    assert [lijn.plek for lijn in week.lijnen] == [None]
    assert "locatie" not in lees(aanbod)["openingstijden"][0], "as before places had hours"


def test_een_eigenaar_ziet_uren_van_een_verborgen_plek_niet_en_laat_ze_staan(stad: Stad) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(stad.aanbod.organisatie)
    client = Client()
    client.force_login(eigenaar)
    pagina = client.get(ADRES)
    tekst = pagina.content.decode()
    assert GEHEIM not in tekst
    assert GEHEIM_UUR not in tekst
    # A browser sends what could be ticked.
    velden = formulier(pagina) | {"omschrijving": "Nieuw", "locaties": ["noord", "west"]}
    assert client.post(ADRES, velden).status_code == 302
    assert m.Aanbod.objects.get(pk=stad.aanbod.pk).omschrijving == "Nieuw"
    assert len(tijden()) == 6
    assert stad.geheim in stad.aanbod.locaties.all()
    assert GEHEIM not in client.get("/aanbod/spreekuur/geschiedenis/").content.decode()


def test_terugzetten_en_een_plek_die_intussen_weg_is(stad: Stad) -> None:
    baas = maak_medewerker(Rol.COORDINATOR, naam="baas")
    begin = lees(stad.aanbod)
    zonder = {**begin, "locaties": ["geheim", "noord"]}
    acties.bewaar(gebruiker=baas, ingang=stad.aanbod, staat=zonder, basis=begin)
    assert not m.Openingstijd.objects.filter(locatie=stad.west).exists(), "its hours went along"
    assert len(tijden()) == 5
    nu = lees(stad.aanbod)
    with pytest.raises(ValidationError, match="geen plek van dit aanbod"):
        acties.bewaar(
            gebruiker=baas,
            ingang=stad.aanbod,
            staat={**nu, "openingstijden": begin["openingstijden"]},
            basis=nu,
        )
    eerste = m.Versie.objects.bij(stad.aanbod).order_by("pk").first()
    assert eerste is not None
    acties.zet_terug(gebruiker=baas, ingang=stad.aanbod, versie=eerste)
    assert lees(stad.aanbod) == begin


def test_een_kopie_en_een_plek_die_opgaat_in_een_ander(stad: Stad) -> None:
    baas = maak_medewerker(Rol.COORDINATOR, naam="baas")
    kopie = samenvoegen.kopieer(gebruiker=baas, aanbod=stad.aanbod)
    gewoon = [tijd for tijd in lees(stad.aanbod)["openingstijden"] if tijd["soort"] == "gewoon"]
    assert lees(kopie)["openingstijden"] == gewoon
    m.Openingstijd.objects.create(aanbod=stad.aanbod, weekdag=2, van=dt.time(9), tot=dt.time(11), locatie=stad.west)
    begin = lees(stad.aanbod)
    gekozen = kies(stad.noord, stad.west, "een")
    samen = vergelijk(stad.noord, stad.west, gekozen)
    ingreep = samenvoegen.voeg_samen(
        gebruiker=baas, een=stad.noord, ander=stad.west, gekozen=gekozen, versie=samen.versie
    )
    per_aanbod = [str(tijd) for tijd in stad.aanbod.openingstijden.select_related("locatie").order_by("weekdag", "van")]
    assert per_aanbod.count("dinsdag, 09:00 tot 11:00, bij Huis Noord") == 1
    assert "dinsdag, 14:00 tot 16:00, bij Huis Noord" in per_aanbod
    samenvoegen.draai_terug(gebruiker=baas, ingreep=ingreep)
    assert lees(m.Aanbod.objects.get(pk=stad.aanbod.pk)) == begin


def test_een_plek_die_van_de_kaart_gaat_neemt_haar_uren_mee(stad: Stad) -> None:
    stad.west.delete()
    assert len(tijden()) == 5
