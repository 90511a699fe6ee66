"""The mail to keepers: how often it comes, what it names and what it never does, and where its links lead."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone
from lxml import html

from kaart.werk.herinnering.bericht import code_voor
from kaart.werk.models import Herinnering
from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    WACHTWOORD,
    BehoefteFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def oost() -> m.Stadsdeel:
    return StadsdeelFabriek.create(slug="oost", naam="Oost")


def houder(stadsdeel: m.Stadsdeel, naam: str = "fatma", hoe: str = "week") -> m.Medewerker:
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=naam, email=f"{naam}@stad.example", herinneren=hoe)
    wie.stadsdelen.set([stadsdeel])
    return wie


def herinner() -> list[str]:
    """Run the command; return who got a mail by it."""
    mail.outbox.clear()
    call_command("herinner", stdout=io.StringIO())
    return sorted(bericht.to[0].partition("@")[0] for bericht in mail.outbox)


def iets_te_doen(stadsdeel: m.Stadsdeel, **velden: Any) -> m.Aanbod:
    aanbod = maak_aanbod(**velden)
    aanbod.stadsdelen.set([stadsdeel])
    # So that one thing waits and not three.
    m.Organisatie.objects.filter(pk=aanbod.organisatie_id).update(
        gecontroleerd_op=timezone.localdate(), telefoon="020 123 45 67"
    )
    return aanbod


def test_elke_week_elke_dag_of_nooit_en_nooit_twee_op_een_dag(oost: m.Stadsdeel, time_machine: Any) -> None:
    iets_te_doen(oost)
    for hoe in ("week", "dag", "nooit"):
        houder(oost, hoe, hoe)
    begin = timezone.now()
    gekregen = []
    for dag in range(9):
        time_machine.move_to(begin + datetime.timedelta(days=dag))
        gekregen.append(herinner())
        assert herinner() == [], "a second run on the same day"
    beide, een = ["dag", "week"], ["dag"]
    assert gekregen == [beide, een, een, een, een, een, een, beide, een]


def test_van_wie_niet_zeker_is_dat_het_aankwam_wacht_geen_week(oost: m.Stadsdeel, time_machine: Any) -> None:
    iets_te_doen(oost)
    wie = houder(oost)
    Herinnering.objects.create(medewerker=wie, dag=timezone.localdate())
    assert herinner() == []
    time_machine.move_to(timezone.now() + datetime.timedelta(days=1))
    assert herinner() == ["fatma"]


def test_een_nieuw_account_krijgt_het_elke_week_en_niets_als_er_niets_wacht(oost: m.Stadsdeel) -> None:
    wie = maak_medewerker(Rol.COORDINATOR, naam="nieuw", email="nieuw@stad.example")
    assert wie.herinneren == "week"
    assert herinner() == []
    assert not Herinnering.objects.exists()


def test_de_vijf_dringendste_bij_naam_per_organisatie_met_reden_en_link(oost: m.Stadsdeel) -> None:
    kring = OrganisatieFabriek.create(naam="Buurthuis De Kring")
    for n in range(4):
        iets_te_doen(oost, naam=f"Kring {n}", organisatie=kring, geldig_tot=timezone.localdate())
    for n in range(3):
        iets_te_doen(oost, naam=f"Ander {n}", organisatie=OrganisatieFabriek.create(naam=f"Organisatie {n}"))
    wie = houder(oost)
    assert herinner() == ["fatma"]
    bericht: Any = mail.outbox[0]
    assert bericht.subject == "Wegwijs: 7 punten op je werklijst"
    assert "Dit zijn de 5 dringendste:" in bericht.body
    assert [f"Kring {n}" in bericht.body for n in range(4)] == [True] * 4
    assert sum(f"Ander {n}" in bericht.body for n in range(3)) == 1
    assert bericht.body.count("Buurthuis De Kring") == 1
    assert "Loopt af op" in bericht.body
    assert "elke week" in bericht.body
    assert code_voor(wie) in bericht.body
    opmaak = str(bericht.alternatives[0][0])
    for deel in (str(bericht.body), html.fromstring(opmaak).text_content()):
        assert not re.search(r"\b[Uu]w?\b", deel), "je, as on the site"
    links = html.fromstring(opmaak).xpath("//li/a/@href")
    assert len(links) == 5
    assert all(link in str(bericht.body) for link in links)


def test_de_link_overleeft_het_inloggen(oost: m.Stadsdeel) -> None:
    aanbod = iets_te_doen(oost, naam="Koor")
    houder(oost)
    herinner()
    [link] = re.findall(r"https?://[^/]+(/\S+%2Faanbod%2F\S+)", str(mail.outbox[0].body))
    verwacht = f"{aanbod.get_absolute_url()}?kijk=1#zeker"
    client = Client()
    assert client.get(link).status_code == 200
    na = client.post(link, {"login": "fatma", "password": WACHTWOORD})
    assert na.headers["Location"] == verwacht
    assert client.get(link).headers["Location"] == verwacht, "who is signed in goes on at once"


@pytest.mark.parametrize(
    "maak_geheim",
    [
        lambda aanbod: m.Aanbod.objects.filter(pk=aanbod.pk).update(zichtbaarheid="professionals"),
        lambda aanbod: m.Aanbod.objects.filter(pk=aanbod.pk).update(zichtbaarheid="naam-openbaar"),
        lambda aanbod: m.Organisatie.objects.filter(pk=aanbod.organisatie_id).update(zichtbaarheid="professionals"),
        lambda aanbod: aanbod.behoeften.set([BehoefteFabriek.create(neutraal=True)]),
    ],
    ids=["colleagues", "without place", "hidden organisation", "safety"],
)
def test_wat_niet_iedereen_mag_lezen_staat_niet_in_een_mail(
    oost: m.Stadsdeel, maak_geheim: Callable[[m.Aanbod], Any]
) -> None:
    aanbod = iets_te_doen(oost, naam="Geheim huis", organisatie=OrganisatieFabriek.create(naam="Stille kracht"))
    maak_geheim(aanbod)
    houder(oost)
    assert herinner() == ["fatma"]
    bericht: Any = mail.outbox[0]
    alles = str(bericht.body).split("Naar de hele werklijst")[0] + str(bericht.alternatives[0][0])
    zonder_adressen = re.sub(r'https?://\S+|href="[^"]*"', "", alles)
    assert "Geheim huis" not in zonder_adressen
    assert "geheim" not in zonder_adressen.casefold()
    assert "Een aanbod dat we in een mail niet noemen: Nog nooit gecontroleerd" in str(bericht.body)


def test_de_keuze_staat_op_het_account_en_verandert_alleen_die_van_jezelf(oost: m.Stadsdeel) -> None:
    wie, ander = houder(oost), houder(oost, "ander")
    client = Client()
    client.force_login(wie)
    [gekozen] = html.fromstring(client.get("/account/").content).xpath("//input[@name='herinneren'][@checked]/@value")
    assert gekozen == "week"
    client.post("/account/herinneringen/", {"herinneren": "dag"})
    assert (
        "Kies hoe vaak" in client.post("/account/herinneringen/", {"herinneren": "soms"}, follow=True).content.decode()
    )
    assert m.Medewerker.objects.get(pk=wie.pk).herinneren == "dag"
    assert m.Medewerker.objects.get(pk=ander.pk).herinneren == "week"


@pytest.mark.parametrize(
    ("rol", "keuzes"),
    [
        ("opbouwwerker", []),
        ("beheerder", []),
        ("aanbieder", ["week", "nooit"]),
        ("aandachtsfunctionaris", ["week", "dag", "nooit"]),
        ("coordinator", ["week", "dag", "nooit"]),
    ],
)
def test_wie_wat_kan_kiezen(als: Callable[[str], Client], rol: str, keuzes: list[str]) -> None:
    client = als(rol)
    gevonden = html.fromstring(client.get("/account/").content).xpath("//input[@name='herinneren']/@value")
    assert gevonden == keuzes
    client.post("/account/herinneringen/", {"herinneren": "dag"})
    assert m.Medewerker.objects.get().herinneren == ("dag" if "dag" in keuzes else "week")


@pytest.mark.django_db(transaction=True)
def test_wie_het_elke_dag_had_houdt_dat_en_wie_het_stopte_ook() -> None:
    voor = [("organisaties", "0016_oude_sleutels_van_lijsten"), ("werk", "0003_lijsten_en_vergeefse_woorden")]
    na = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        oud = MigrationExecutor(connection)
        oud.migrate(voor)
        toen = oud.loader.project_state(voor).apps
        groepen = {
            rol: toen.get_model("auth", "Group").objects.get_or_create(name=rol.value)[0]
            for rol in (Rol.COORDINATOR, Rol.AANBIEDER, Rol.OPBOUWWERKER)
        }
        for naam, rol, gestopt in (
            ("elke-dag", Rol.COORDINATOR, False),
            ("gestopt", Rol.COORDINATOR, True),
            ("eigenaar", Rol.AANBIEDER, False),
            ("eigenaar-gestopt", Rol.AANBIEDER, True),
            ("werker", Rol.OPBOUWWERKER, False),
        ):
            wie = toen.get_model("organisaties", "Medewerker").objects.create(username=naam)
            wie.groups.add(groepen[rol])
            if gestopt:
                toen.get_model("werk", "Herinneringstop").objects.create(medewerker=wie)
    finally:
        MigrationExecutor(connection).migrate(na)
    assert dict(m.Medewerker.objects.values_list("username", "herinneren")) == {
        "elke-dag": "dag",
        "gestopt": "nooit",
        "eigenaar": "week",
        "eigenaar-gestopt": "nooit",
        "werker": "week",
    }
