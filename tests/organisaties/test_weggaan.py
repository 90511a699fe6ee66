"""Leaving the kaart harms nobody else: every row of others stays as it is, but for whole names in free text."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import Client
from django.utils.text import slugify

from doorverwijzing.models import Route
from kaart.hulp.persoonsgegevens.bewaking import EIGEN_APPS
from kaart.uitwisseling.invoer.eigen.verwerken import bevestig, draai_terug, ontvang
from kaart.uitwisseling.models import Invoer
from organisaties import models as m
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.bijhouden.eigenaar.naam import KORT_WEG, WEG
from organisaties.bijhouden.eigenaar.teksten import ELDERS_GELEZEN, GELEZEN_ALS_STAAT, NIET_VRIJ, VRIJ
from organisaties.bijhouden.eigenaar.vervallen import vervallen_namen
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.bijhouden.wijzigen.acties import bewaar, bewaar_concept, zet_terug
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.niets_anders import Anders, Dump, dump, onbedoeld, verschillen
from tests.organisaties.test_bewerken import formulier
from tests.uitwisseling.test_invoer import bewerk

pytestmark = pytest.mark.django_db

VRIJE_KOLOMMEN = {(teksten.model._meta.db_table, veld) for teksten in VRIJ for veld in teksten.velden}


# What leaving writes: what is remembered of it, and what others are asked to look at.
NIEUW = (
    "organisaties_vervallen",
    "organisaties_nazien",
    "organisaties_kaartwijziging",
    "doorverwijzing_stapverlies",
)


def hoort_erbij(weg: m.Organisatie, voor: Dump) -> dict[str, set[str]]:
    """Return the keys of the rows that go away with an organisation, by table: followed here by hand, key by key."""
    accounts = {sleutel for sleutel, rij in voor["organisaties_medewerker"].items() if rij["username"] == "eigenaar"}
    mee: dict[str, set[str]] = {weg._meta.db_table: {str(weg.pk)}, "organisaties_medewerker": accounts}
    while True:
        erbij = {
            (model._meta.db_table, sleutel)
            for model in apps.get_models(include_auto_created=True)
            for veld in model._meta.concrete_fields
            if isinstance(veld, models.ForeignKey)
            and (veld.remote_field.on_delete is models.CASCADE or model._meta.auto_created)
            for sleutel, rij in voor[model._meta.db_table].items()
            if str(rij[veld.column]) in mee.get(veld.remote_field.model._meta.db_table, set())
            and sleutel not in mee.get(model._meta.db_table, set())
        }
        if not erbij:
            return mee
        for tabel, sleutel in erbij:
            mee.setdefault(tabel, set()).add(sleutel)


def onverwacht(weg: m.Organisatie, voor: Dump, na: Dump) -> list[Anders]:
    """Return what differs and is neither the leaver's own, nor a name or address taken out of a free text."""
    mee = hoort_erbij(weg, voor)
    namen = [deel for deel in (weg.naam, weg.website, weg.email, weg.telefoon) if deel]

    def is_bedoeld(een: Anders) -> bool:
        if een.voor is None:
            return een.tabel in NIEUW
        if not een.kolom:
            return een.sleutel in mee.get(een.tabel, set())
        if (een.tabel, een.kolom) == ("doorverwijzing_hulplijn", "aanbod_id"):
            return een.na is None and str(een.voor) in mee["organisaties_aanbod"]
        vrij = (een.tabel, een.kolom) in VRIJE_KOLOMMEN
        return vrij and een.voor in {een.na.replace(WEG, naam) for naam in namen}

    return [een for een in verschillen(voor, na) if een.tabel != "django_session" and not is_bedoeld(een)]


class _Terug(Exception):  # noqa: N818 - no mistake
    """Leave the transaction without keeping anything."""


def test_elke_organisatie_van_de_begindata_gaat_weg_zonder_een_ander_te_raken(kaart: None) -> None:
    eigenaar = maak_medewerker(Rol.AANBIEDER)
    eigenaar.organisaties.set(m.Organisatie.objects.all())
    voor = dump()
    mis: dict[str, list[str]] = {}
    gewist = gevraagd = 0
    for organisatie in m.Organisatie.objects.order_by("pk"):
        with contextlib.suppress(_Terug), transaction.atomic():
            verwijder(gebruiker=eigenaar, organisatie=organisatie, naam=organisatie.naam)
            na = dump()
            if gevonden := onverwacht(organisatie, voor, na):
                mis[organisatie.kenmerk] = [str(een) for een in gevonden]
            gevraagd += m.Nazien.objects.count()
            gewist += sum(1 for een in verschillen(voor, na) if een.kolom and WEG in str(een.na))
            raise _Terug
    sys.stdout.write(f"{m.Organisatie.objects.count()} organisations, {gewist} texts cut, {gevraagd} left to keepers\n")
    assert mis == {}
    assert onbedoeld(voor, dump()) == [], "each was rolled back"
    assert gewist + gevraagd > 0, "somebody is named by another"


# --- One at a time.


def eigenaar_van(organisatie: m.Organisatie) -> Client:
    """Give a browser of somebody whose account is for this organisation alone."""
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(organisatie)
    client = Client()
    client.force_login(eigenaar)
    return client


def ga_weg(organisatie: m.Organisatie, client: Client | None = None) -> None:
    """Leave as an owner does: look at the page, and say yes."""
    client = client or eigenaar_van(organisatie)
    adres = f"/mijn-organisaties/{organisatie.kenmerk}/verwijderen/"
    assert client.get(adres).status_code == 200
    assert client.post(adres, {"naam": organisatie.naam}).status_code == 302
    assert not m.Organisatie.objects.filter(pk=organisatie.pk).exists()


def pagina_van(organisatie: m.Organisatie) -> str:
    """Return what an owner reads before it leaves."""
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="kijkt")
    eigenaar.organisaties.add(organisatie)
    client = Client()
    client.force_login(eigenaar)
    return client.get(f"/mijn-organisaties/{organisatie.kenmerk}/verwijderen/").content.decode()


def stad() -> m.Aanbod:
    """Make a small city in which ordinary words stand everywhere a word can stand."""
    west = StadsdeelFabriek.create(slug="nieuw-west", naam="Nieuw-West")
    m.Gebied.objects.create(slug="osdorp", naam="Osdorp", stadsdeel=west)
    m.Taal.objects.create(code="nl", naam="Nederlands", eigen_naam="Nederlands")
    eten = BehoefteFabriek.create(
        slug="eten", naam="Eten en drinken", synoniemen="Samen eten|Voedselbank|Weggeefwinkel"
    )
    taal = BehoefteFabriek.create(slug="taal", naam="Taal", synoniemen="Taalcafé|Taalmaatje|Fietsles|Zwemles")
    m.Doelgroep.objects.create(slug="vrouwen", naam="Vrouwen")
    CategorieFabriek.create(slug="statushouders", naam="Statushouders")
    m.Synoniem.objects.create(term="kerk", synoniemen="Moskee|Buurtkamer|Inloophuis")
    m.Synoniem.objects.create(term="kleding", synoniemen="Kledingbank")
    ander = OrganisatieFabriek.create(
        naam="Kruispost",
        omschrijving="In de Kerk in Nieuw-West. Eten is er ook: Samen eten met een Taalmaatje, of Voedselbank.",
        opmerking="Bel eerst, zonder BSN kan. Vraag in het Nederlands naar de Buurtkamer of de Zwemles.",
        website="https://www.kruispost.example",
        email="info@kruispost.example",
        telefoon="020 555 66 77",
    )
    plek = LocatieFabriek.create(organisatie=ander, naam="Inloophuis", stadsdeel=west)
    aanbod = maak_aanbod(
        organisatie=ander,
        kenmerk="samen-eten",
        naam="Samen eten in Nieuw-West",
        omschrijving="Eten, Taalcafé, Kledingbank, Weggeefwinkel en Fietsles in Amsterdam. Loop door naar de Kerk.",
        overdracht="Ga de eerste keer mee, bel 112 of 14 020 bij nood. Ga over de brug en dan links.",
        behoeften=[eten, taal],
        stadsdelen=[west],
        locaties=[plek],
    )
    route = Route.objects.create(kenmerk="eten", naam="Iets te eten in Nieuw-West", behoefte=eten)
    route.stappen.create(aanbod=aanbod, nummer=1, wijze="zelf", instructie="Ga naar de Kerk, of naar Samen eten.")
    coordinator = maak_medewerker(Rol.COORDINATOR, email="coordinator@wegwijs.test", last_name="Buurtkamer")
    nu = lees(aanbod)
    bewaar(gebruiker=coordinator, ingang=aanbod, basis=nu, staat=nu | {"wachttijd": "Eten duurt even"})
    return aanbod


GEWONE_NAMEN = [
    "Taalcafé", "Taalmaatje", "Voedselbank", "Buurtkamer", "Samen eten", "Zwemles", "Kerk", "Eten", "Inloophuis",
    "Nieuw-West", "Kledingbank", "Weggeefwinkel", "Fietsles", "Amsterdam", "Nederlands", "De Brug", "Samen", "Vrouwen",
    "Statushouders", "Osdorp", "Kruispost", "Moskee", "X", "أمل", "(.*)", "C++ Club",
]  # fmt: skip


def test_een_gewone_naam_kan_weg_en_neemt_geen_woord_van_een_ander_mee() -> None:
    stad()
    mis: dict[str, Any] = {}
    for naam in GEWONE_NAMEN:
        with contextlib.suppress(_Terug), transaction.atomic():
            kenmerk = slugify(naam) or "naamloos"
            weg = OrganisatieFabriek.create(naam=naam, kenmerk=kenmerk, email="info@weg.example")
            maak_aanbod(organisatie=weg, kenmerk=f"{kenmerk}-aanbod", naam=naam)
            LocatieFabriek.create(organisatie=weg, kenmerk=f"{kenmerk}-plek", naam=naam)
            eigenaar = eigenaar_van(weg)
            voor = dump()
            ga_weg(weg, eigenaar)
            na = dump()
            geraakt = [een for een in verschillen(voor, na) if WEG in str(een.na)]
            if gevonden := [str(een) for een in (*onverwacht(weg, voor, na), *geraakt)]:
                mis[naam] = gevonden
            raise _Terug
    assert mis == {}


@pytest.mark.parametrize(
    "eigen", ["https://www.facebook.com/groep", "https://www.facebook.com", "http://facebook.com/"]
)
def test_twee_organisaties_op_een_webadres_van_anderen(eigen: str) -> None:
    weg = OrganisatieFabriek.create(naam="Vrouwen van de Vaart", website=eigen)
    buur = maak_aanbod(
        kenmerk="buur",
        omschrijving="Kijk op https://www.facebook.com/buurman of facebook.com, of https://www.facebook.com.",
    )
    m.Organisatie.objects.filter(pk=buur.organisatie.pk).update(
        website="https://www.facebook.com/buurman", bron="facebook.com; https://www.facebook.com/groep2"
    )
    eigenaar = eigenaar_van(weg)
    voor = dump()
    ga_weg(weg, eigenaar)
    assert onverwacht(weg, voor, dump()) == []
    nieuw = Client()
    nieuw.force_login(maak_medewerker(Rol.COORDINATOR))
    velden = formulier(nieuw.get("/werk/nieuw/organisatie/")) | {"naam": "Nieuw", "website": "https://nieuw.example"}
    assert nieuw.post("/werk/nieuw/organisatie/", velden).status_code in (200, 302)
    assert Client().get("/aanbod/buur/briefje/?taal=ar").status_code == 200


def test_wat_een_eigenaar_bij_een_contact_typt_wist_niets_van_een_ander() -> None:
    stad()
    weg = OrganisatieFabriek.create(naam="Stap Hoger")
    for naam in ("Kruispost", "Nieuw West", "zonder BSN", "Bel Eerst", "wegwijs.test", "Samen Eten", "De Kerk"):
        weg.contactpersonen.create(rol="r", naam=naam, email="coordinator@wegwijs.test", toestemming_op="2026-01-01")
    eigenaar = eigenaar_van(weg)
    voor = dump()
    ga_weg(weg, eigenaar)
    na = dump()
    assert onverwacht(weg, voor, na) == []
    assert not [een for een in verschillen(voor, na) if WEG in str(een.na)]


@pytest.mark.parametrize(
    ("veld", "waarde", "tekst"),
    [
        ("telefoon", "112", "Bel 112 bij nood."),
        ("telefoon", "14 020", "Bel 14 020 voor de gemeente."),
        ("telefoon", "0800-2000", "Veilig Thuis is er op 0800-2000."),
        ("telefoon", "020 555 66 77", "De post is er op 020-5556677."),
        ("email", "info@kruispost.example", "Mail kan naar info@kruispost.example elke dag."),
        ("website", "https://kruispost.example/", "Alles staat op https://www.kruispost.example elke dag."),
        ("website", "https://kruispost.example/x", "Alles staat op https://www.kruispost.example elke dag."),
    ],
)
def test_een_adres_van_een_ander_of_van_iedereen_blijft(veld: str, waarde: str, tekst: str) -> None:
    aanbod = stad()
    m.Aanbod.objects.filter(pk=aanbod.pk).update(omschrijving=tekst)
    weg = OrganisatieFabriek.create(naam="Stap Hoger", **{veld: waarde})
    ga_weg(weg)
    assert m.Aanbod.objects.get(pk=aanbod.pk).omschrijving == tekst


def test_wat_net_zo_genoemd_is_wist_niets() -> None:
    aanbod = stad()
    zin = "Er is ook een Zomerfeest Plein West, zonder BSN, en een mailbox feest@plein.example erbij."
    m.Aanbod.objects.filter(pk=aanbod.pk).update(omschrijving=zin)
    weg = OrganisatieFabriek.create(naam="Stap Hoger", kenmerk="stap-hoger")
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="hernoemt")
    eigenaar.organisaties.add(weg)
    nu = lees(weg)
    anders = nu | {"naam": "Zomerfeest Plein West", "email": "feest@plein.example"}
    bewaar(gebruiker=eigenaar, ingang=weg, basis=nu, staat=anders)
    weg.refresh_from_db()
    ga_weg(weg)
    assert m.Aanbod.objects.get(pk=aanbod.pk).omschrijving == zin
    assert [n.ding for n in m.Nazien.objects.all()] == ["aanbod"], "who keeps it looks"


NAAM = "Vrouwenkring Zonnebloem"


@pytest.fixture
def kring() -> m.Organisatie:
    organisatie = OrganisatieFabriek.create(
        kenmerk="kring",
        naam=NAAM,
        website="https://www.kring.example/welkom",
        email="hallo@kring.example",
        telefoon="06-12 34 56 78",
    )
    LocatieFabriek.create(organisatie=organisatie, kenmerk="kring-plek", naam="De zaal")
    return organisatie


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        (f"Hier koken vrouwen van {NAAM} elke week.", f"Hier koken vrouwen van {WEG} elke week."),
        ("Meer staat er op kring.example/welkom, elke dag.", f"Meer staat er op {WEG}, elke dag."),
        ("Meer staat er op http://kring.example/welkom/.", f"Meer staat er op {WEG}."),
        ("Er is post via Hallo@kring.example, elke dag.", f"Er is post via {WEG}, elke dag."),
        ("Er is een telefoon, +31 6 12345678, elke dag.", f"Er is een telefoon, {WEG}, elke dag."),
        ("Er is een telefoon: 0031 (0)6 1234 5678 is het.", f"Er is een telefoon: {WEG} is het."),
        ("Op kring.example/welkom/jarig staat een feest.", ""),
        ("De domeinnaam kring.example en info@kring.example blijven.", ""),
        ("Nummers als 061234567890 en 1061234567 8 zijn anders.", ""),
        (f"De {NAAM}s en de {NAAM}-bus rijden elke dag rond.", ""),
        ("Een vrouwenkring met een zonnebloem, elke week op het plein.", ""),
    ],
)
def test_alleen_wat_helemaal_staat_gaat_weg(kring: m.Organisatie, voor: str, na: str) -> None:
    aanbod = maak_aanbod(omschrijving=voor, naam=f"Koken bij {NAAM}")
    ga_weg(kring)
    nu = m.Aanbod.objects.get(pk=aanbod.pk)
    assert nu.omschrijving == (na or voor)
    assert nu.naam == f"Koken bij {NAAM}", "what another calls its own stays"
    assert m.Nazien.objects.filter(ding="aanbod", sleutel=aanbod.pk, veld="Naam").exists()


def test_een_zin_die_zijn_zin_verliest_is_voor_wie_haar_bijhoudt(kring: m.Organisatie) -> None:
    oost = StadsdeelFabriek.create(slug="oost")
    aanbod = maak_aanbod(kenmerk="koor", stadsdelen=[oost], overdracht=f"Loop mee. Vraag daar naar {NAAM}.")
    route = Route.objects.create(kenmerk="r", naam="Zingen", behoefte=BehoefteFabriek.create(), status="gepubliceerd")
    route.stadsdelen.add(oost)
    route.stappen.create(aanbod=aanbod, nummer=1, wijze="zelf", instructie=f"Ga langs bij {NAAM} voor de weg.")
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder")
    houder.stadsdelen.add(oost)
    elders = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="elders")
    werk, ander = Client(), Client()
    werk.force_login(houder)
    ander.force_login(elders)
    ga_weg(kring)
    assert NAAM in m.Aanbod.objects.get(kenmerk="koor").overdracht, "not cut"
    lijst = werk.get("/werk/?reden=nazien").content.decode()
    assert "Noemt een organisatie die van de kaart ging" in lijst
    assert "Zo breng je iemand" in lijst
    assert "Instructie" in lijst
    assert NAAM not in lijst
    assert ander.post("/werk/nagezien/", {"ding": "aanbod", "kenmerk": "koor"}).status_code == 403
    assert werk.post("/werk/nagezien/", {"ding": "aanbod", "kenmerk": "bestaat-niet"}).status_code == 404
    assert werk.post("/werk/nagezien/", {"ding": "route", "kenmerk": "r"}).status_code == 302
    assert m.Nazien.objects.get().ding == "aanbod"
    nu = lees(aanbod)
    bewaar(gebruiker=houder, ingang=aanbod, basis=nu, staat=nu | {"overdracht": "Loop mee en zing."})
    assert not m.Nazien.objects.exists(), "rewritten is looked at"
    assert NAAM not in str(list(m.Versie.objects.values_list("staat", flat=True))), "nor does the history keep it"


def test_wat_van_anderen_bewaard_bleef_kan_nog_terug(kring: m.Organisatie) -> None:
    coordinator = maak_medewerker(Rol.COORDINATOR)
    aanbod = maak_aanbod(
        kenmerk="koor", locaties=list(kring.locaties.all()), omschrijving=f"Wij zingen met {NAAM} elke week."
    )
    # The key of a need is that of the leaver too.
    aanbod.behoeften.add(BehoefteFabriek.create(slug="kring"))
    nu = lees(aanbod)
    bewaar(gebruiker=coordinator, ingang=aanbod, basis=nu, staat=nu | {"wachttijd": "een week"})
    aanbod.refresh_from_db()
    bewaar_concept(gebruiker=coordinator, ingang=aanbod, basis=lees(aanbod), staat=lees(aanbod) | {"let_op": NAAM})
    ga_weg(kring)
    begin = m.Versie.objects.filter(aanbod=aanbod).last()
    assert begin is not None
    assert (begin.staat["locaties"], begin.staat["behoeften"]) == ([], ["kring"])
    assert begin.staat["omschrijving"] == f"Wij zingen met {WEG} elke week."
    concept = m.Concept.objects.get()
    aanbod.refresh_from_db()
    assert anders(concept.basis, lees(aanbod)) == [], "a draft is not overtaken by who left"
    zet_terug(gebruiker=coordinator, ingang=aanbod, versie=begin)
    aanbod.refresh_from_db()
    assert aanbod.wachttijd == ""


def test_een_import_van_een_ander_kan_daarna_nog_ongedaan(kaart: None, als: Callable[[str], Client]) -> None:
    chef = als("coordinator")
    wie = m.Medewerker.objects.get(username="coordinator")
    weg = m.Organisatie.objects.get(kenmerk="kruispost")
    plek = weg.locaties.get()
    gast = m.Aanbod.objects.exclude(organisatie=weg).filter(status="gepubliceerd").order_by("pk")[0]
    gast.locaties.add(plek)
    oud = inhoud(chef.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    for kenmerk in (gast.kenmerk, weg.aanbod.order_by("pk")[0].kenmerk):
        oud = bewerk(oud, "Aanbod", waar=kenmerk, Wachttijd="twee weken")
    invoer = bevestig(gebruiker=wie, invoer=ontvang(gebruiker=wie, naam="k.xlsx", inhoud=oud))
    assert len(invoer.terug or []) == 2
    ga_weg(weg)
    invoer.refresh_from_db()
    assert [regel["sleutel"] for regel in invoer.terug or []] == [[gast.kenmerk]], "its own part is gone"
    assert draai_terug(gebruiker=wie, invoer=invoer) == (1, 0)
    assert m.Aanbod.objects.get(pk=gast.pk).wachttijd == ""


def test_alleen_een_bestand_dat_wacht_en_het_noemt_gaat_weg(kring: m.Organisatie) -> None:
    wie = maak_medewerker(Rol.COORDINATOR)
    bestanden = {
        "noemt.csv": f"naam,opmerking\nKoor,Wij zingen bij {NAAM} op maandag\n",
        "kenmerk.csv": "kenmerk,naam\nkring-plek,De zaal\n",
        "mail.csv": "naam,mail\nKoor,hallo@kring.example\n",
        "ander.csv": "naam,opmerking\nKoor,Een kring van vrouwen\n",
    }
    for naam, tekst in bestanden.items():
        Invoer.objects.create(door=wie, rol="coördinator", naam=naam, inhoud=tekst.encode())
    Invoer.objects.create(door=wie, rol="coördinator", naam="stuk.xlsx", inhoud=b"PK stuk")
    ga_weg(kring)
    assert list(Invoer.objects.values_list("naam", flat=True)) == ["ander.csv"], "of a broken one nobody can tell"


def test_een_korte_naam_in_een_volle_tekst_past_nog(kring: m.Organisatie) -> None:
    m.Organisatie.objects.filter(pk=kring.pk).update(naam="WPQ")
    kring.refresh_from_db()
    vol = ("Samen met WPQ en de wijk. " * 20)[:150].rsplit(".", 1)[0]
    aanbod = maak_aanbod(wachttijd=vol.ljust(150, "x"))
    ga_weg(kring)
    nu = m.Aanbod.objects.get(pk=aanbod.pk).wachttijd
    assert "WPQ" not in nu
    assert KORT_WEG in nu
    assert len(nu) <= 150


# --- What the owner is told before.


def test_de_eigenaar_ziet_vooraf_zin_voor_zin_wat_er_verandert(kring: m.Organisatie) -> None:
    aanbod = maak_aanbod(naam="Kookles", omschrijving=f"Eerst dit. We koken met {NAAM} elke week. Dan dat.")
    maak_aanbod(naam="Wandelen", overdracht=f"Vraag naar {NAAM}.")
    pagina = pagina_van(kring)
    assert f"We koken met {NAAM} elke week." in pagina
    assert f"We koken met {WEG} elke week." in pagina
    assert "Eerst dit." not in pagina
    assert aanbod.get_absolute_url() in pagina
    deel = pagina.split("Dit vragen we eerst aan wie het bijhoudt")[1]
    assert "Wandelen" in deel
    assert f"Vraag naar {NAAM}." in deel


def test_de_eigenaar_leert_niets_over_teksten_die_hij_niet_mag_lezen(kring: m.Organisatie) -> None:
    voor = pagina_van(kring)
    geheim = OrganisatieFabriek.create(
        naam="Geheim", zichtbaarheid="professionals", omschrijving=f"Zij zijn van {NAAM} geweest."
    )
    maak_aanbod(organisatie=geheim, zichtbaarheid="professionals", omschrijving=f"Samen met {NAAM} doen wij dit hier.")
    maak_aanbod(let_op=f"Samen met {NAAM} gaat het hier niet goed.", bron=f"gehoord van {NAAM} aan de telefoon")
    client = Client()
    client.force_login(m.Medewerker.objects.get(username="kijkt"))
    na = client.get("/mijn-organisaties/kring/verwijderen/").content.decode()
    kaal = re.compile(r'(csrfmiddlewaretoken" value="|nonce[^"]*")[^"]*')
    assert kaal.sub("", voor) == kaal.sub("", na), "not a word, not a number more"


# --- What left stays away.


def test_wie_wegging_komt_niet_terug_met_een_lijst_of_een_levering(kaart: None, tmp_path: Path) -> None:
    weg = m.Organisatie.objects.get(kenmerk="kruispost")
    naam = weg.naam
    ga_weg(weg)
    assert not any(
        naam.casefold() in str(rij).casefold() for rij in m.Vervallen.objects.values_list("teken", flat=True)
    )
    with pytest.raises(
        CommandError, match="'kruispost' is van de kaart gehaald door wie het beheerde en komt niet terug"
    ):
        call_command("laad_kaart", settings.BASE_DIR / "fixtures", stdout=io.StringIO())
    # Another key, the same name, written otherwise.
    for schrijfwijze in (naam, f"Stichting {naam.upper()}", f"  {naam} "):
        kop = "kenmerk,naam,soort,formaliteit,aankomstinfrastructuur,sociale_infrastructuur,sociale_basis,kapitaal,"
        kop += "werkgebied,website,talen,zichtbaarheid,zekerheid,bron,opmerking,omschrijving\n"
        regel = f"iets-anders,{schrijfwijze},overig,formeel,ja,nee,geen,,stad,,nl,openbaar,E,,,\n"
        map_ = _levering(tmp_path, kop + regel)
        with pytest.raises(CommandError, match="met de hand"):
            call_command("laad_kaart", map_, stdout=io.StringIO())
        lijst = tmp_path / "lijst.csv"
        lijst.write_text(f"Organisatie;Telefoon;Stadsdeel\n{schrijfwijze};020 123 45 67;Oost\nNiet bekend;;Oost\n")
        uit = io.StringIO()
        call_command("importeer", lijst, "--schrijf", "--dubbel", "nieuw", stdout=uit)
        assert "komt niet terug" in uit.getvalue()
        assert not m.Organisatie.objects.filter(naam__icontains=naam).exists()


def _levering(tmp_path: Path, organisaties: str) -> Path:
    """Return the opening data with one organisation more and nothing of the one that left."""
    map_ = tmp_path / "levering"
    map_.mkdir(exist_ok=True)
    for bestand in (settings.BASE_DIR / "fixtures").glob("*.csv"):
        if bestand.stem in ("stadsdelen", "gebieden", "behoeften", "categorieen", "talen", "doelgroepen", "synoniemen"):
            (map_ / bestand.name).write_bytes(bestand.read_bytes())
        else:
            (map_ / bestand.name).write_text(bestand.read_text().splitlines()[0] + "\n")
    (map_ / "organisaties.csv").write_text(organisaties)
    return map_


def test_wat_blijft_met_dezelfde_naam_blijft_te_laden(settings: Any) -> None:
    een = OrganisatieFabriek.create(naam="Kerk", kenmerk="kerk")
    OrganisatieFabriek.create(naam="Kerk", kenmerk="kerk-2")
    ga_weg(een)
    assert vervallen_namen(["Kerk", "De kerk!", "Kerkje"]) == {"Kerk", "De kerk!"}
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-that-is-long-enough-0123456789-0123456789"
    assert vervallen_namen(["Kerk"]) == {"Kerk"}, "also after the key of the site was replaced"
    settings.SECRET_KEY_FALLBACKS = []
    assert vervallen_namen(["Kerk"]) == set(), "it is of no use without the key"


def test_elk_tekstveld_is_gekozen() -> None:
    """A column that is added later is free text or it is not: somebody chooses."""
    gekozen = {(teksten.label, veld) for teksten in VRIJ for veld in teksten.velden}
    for lijst in (NIET_VRIJ, GELEZEN_ALS_STAAT, ELDERS_GELEZEN):
        gekozen |= {(label, veld) for label, velden in lijst.items() for veld in velden.split()}
    bestaan = {
        (model._meta.label, veld.name)
        for model in apps.get_models()
        if model._meta.app_label in EIGEN_APPS
        for veld in model._meta.concrete_fields
        if isinstance(veld, models.CharField | models.TextField | models.JSONField) and not veld.choices
    }
    assert bestaan - gekozen == set()
    assert gekozen - bestaan == set()


def test_het_ontvangstbewijs_zegt_ook_wat_er_nog_staat(kring: m.Organisatie) -> None:
    """What only the keeper of a text can mend still names who left: the receipt may not say that all is gone."""
    wandelen = maak_aanbod(naam="Wandelen", overdracht=f"Vraag naar {NAAM}.")
    client = eigenaar_van(kring)
    vooraf = client.get("/mijn-organisaties/kring/verwijderen/").content.decode()
    na = client.post("/mijn-organisaties/kring/verwijderen/", {"naam": NAAM}, follow=True).content.decode()
    for pagina in (vooraf, na):
        assert "niet uit 1 andere tekst: daar staat jullie naam nog" in " ".join(pagina.split())
    assert "staat bij wie de tekst bijhoudt de vraag om dat te doen" in " ".join(na.split())
    wandelen.refresh_from_db()
    assert NAAM in wandelen.overdracht
