"""A made-up city: the same by the same seed, whole by every rule of the kaart, and never among what is real."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kaart.uitwisseling.management.commands import maak_proefkaart
from organisaties.models import (
    Aanbod,
    Behoefte,
    Contactpersoon,
    Controle,
    Kaartwijziging,
    Locatie,
    Openingstijd,
    Organisatie,
    Toegang,
)
from organisaties.zichtbaarheid import BEZOEKER
from tests.fabrieken import OrganisatieFabriek

DAG = "2026-11-23"
pytestmark = pytest.mark.django_db


def maak(*, organisaties: int = 40, aanbod: int = 120, zaad: int = 1, dag: str = DAG) -> str:
    """Make a city and return what was said."""
    gezegd = io.StringIO()
    call_command(
        "maak_proefkaart",
        f"--organisaties={organisaties}",
        f"--aanbod={aanbod}",
        f"--zaad={zaad}",
        f"--dag={dag}",
        stdout=gezegd,
    )
    return gezegd.getvalue()


def inhoud() -> list[list[Any]]:
    """Everything that the seed decides, without keys of the database."""
    niet = {"id", "gewijzigd_op"}

    def velden(model: type[Any]) -> list[str]:
        return [veld.name for veld in model._meta.concrete_fields if not veld.is_relation and veld.name not in niet]

    tabellen: list[Any] = [
        model.objects.order_by("kenmerk").values_list(*velden(model)) for model in (Organisatie, Locatie, Aanbod)
    ]
    for model in (Openingstijd, Toegang, Controle):
        eigen = ["aanbod__kenmerk", *velden(model), *(["categorie__slug"] if model is Toegang else [])]
        tabellen.append(model.objects.order_by(*eigen).values_list(*eigen))
    lijsten = ("behoeften__slug", "stadsdelen__slug", "talen__code", "doelgroepen__slug", "locaties__kenmerk")
    tabellen += [Aanbod.objects.order_by("kenmerk", lijst).values_list("kenmerk", lijst) for lijst in lijsten]
    return [list(tabel) for tabel in tabellen]


def test_hetzelfde_zaad_geeft_dezelfde_stad_en_een_ander_zaad_een_andere() -> None:
    maak()
    eerste = inhoud()
    Organisatie.objects.all().delete()
    maak()
    assert inhoud() == eerste
    Organisatie.objects.all().delete()
    maak(zaad=2)
    assert inhoud() != eerste


def test_er_is_zoveel_als_gevraagd_en_de_opdracht_zegt_hoeveel() -> None:
    gezegd = maak(organisaties=30, aanbod=75)
    assert Organisatie.objects.count() == 30
    assert Aanbod.objects.count() == 75
    assert f"{'aanbod':16}{75:9}" in gezegd
    assert "verzonnen (zaad 1)" in gezegd


def test_elke_rij_voldoet_aan_elke_regel_van_de_kaart() -> None:
    maak()
    for model in (Organisatie, Locatie, Aanbod, Openingstijd, Toegang, Controle, Contactpersoon):
        rijen = list(model.objects.all())
        assert rijen
        for rij in rijen:
            rij.full_clean()
    for locatie in Locatie.objects.select_related("gebied"):
        assert locatie.gebied is None or locatie.gebied.stadsdeel_id == locatie.stadsdeel_id
    for aanbod in Aanbod.objects.prefetch_related("behoeften", "stadsdelen"):
        assert aanbod.behoeften.all()
        assert aanbod.hele_stad != bool(aanbod.stadsdelen.all())
    for tijd in Openingstijd.objects.all():
        fase = tijd.fase
        tijd.bereken_fase()
        assert tijd.fase == fase


def test_niets_ervan_kan_voor_echt_worden_aangezien() -> None:
    maak()
    for model in (Organisatie, Locatie, Aanbod):
        assert all(rij.kenmerk.startswith("proef-") and "verzonnen" in rij.bron.lower() for rij in model.objects.all())
    assert not Organisatie.objects.exclude(telefoon="", email="", website="")
    assert not Locatie.objects.exclude(postcode="")
    assert not Contactpersoon.objects.exclude(naam="", telefoon="", email="")


def test_de_stad_is_ongelijk_en_gevarieerd() -> None:
    maak(organisaties=150, aanbod=600)
    per_behoefte = Counter(
        (behoefte.ouder or behoefte).slug
        for aanbod in Aanbod.objects.prefetch_related("behoeften__ouder")
        for behoefte in aanbod.behoeften.all()
    )
    assert set(per_behoefte) == set(Behoefte.objects.filter(ouder=None).values_list("slug", flat=True))
    aantallen = sorted(per_behoefte.values())
    assert aantallen[-1] > 4 * aantallen[0]
    per_organisatie = Counter(Aanbod.objects.values_list("organisatie", flat=True))
    assert max(per_organisatie.values()) > 3 * 600 / 150
    for veld in ("zichtbaarheid", "status", "kosten", "aanmelden", "ruimte", "bsn"):
        assert Aanbod.objects.values(veld).distinct().count() >= 3, veld
    assert Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()
    assert Aanbod.objects.filter(gecontroleerd_op__isnull=True).exists()
    assert Aanbod.objects.filter(openingstijden__isnull=True).exists()
    assert Aanbod.objects.filter(toegang__isnull=True).exists()


def test_op_een_kaart_waar_iets_staat_gebeurt_niets() -> None:
    OrganisatieFabriek.create()
    with pytest.raises(CommandError, match=r"staat al iets \(1 organisaties\).*lege database"):
        maak()
    assert Organisatie.objects.count() == 1
    assert not Aanbod.objects.exists()
    assert not Behoefte.objects.exists()


def test_een_tweede_keer_op_dezelfde_database_kan_niet() -> None:
    maak()
    with pytest.raises(CommandError, match="120 aanbod"):
        maak()
    assert Aanbod.objects.count() == 120


def test_ontbrekende_lijsten_worden_genoemd_en_er_wordt_niets_bewaard(tmp_path: Any) -> None:
    with pytest.raises(CommandError, match=r"behoeften\.csv"):
        call_command("maak_proefkaart", "--aanbod=10", f"--lijsten={tmp_path}", stdout=io.StringIO())
    assert not Organisatie.objects.exists()


def test_de_hele_stad_is_een_wijziging_en_meteen_te_vinden(client: Client) -> None:
    maak()
    assert Kaartwijziging.objects.count() == 1
    zichtbaar = Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(pauze_vanaf=None).order_by("kenmerk").first()
    assert zichtbaar is not None
    assert zichtbaar.naam in client.get("/zoeken/", {"q": zichtbaar.naam}).content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("opdracht", ["--aanbod=0", "--organisaties=-1", "--aanbod=veel"])
def test_een_aantal_is_een_getal_vanaf_een(opdracht: str) -> None:
    with pytest.raises(CommandError, match=r"--(aanbod|organisaties)"):
        call_command("maak_proefkaart", opdracht, stdout=io.StringIO())


class Scherm(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_de_balk_staat_alleen_op_een_scherm() -> None:
    bestand, scherm = io.StringIO(), Scherm()
    for stroom in (bestand, scherm):
        teken = maak_proefkaart._balk(stroom)
        teken(20, 40)
        teken(40, 40)
    assert bestand.getvalue() == ""
    assert f"[{'#' * 20}{'.' * 20}] 20 van 40" in scherm.getvalue()
    assert scherm.getvalue().endswith("40 van 40\n")
