"""Opening times: what holds today, in the local time of the city, and what is not known."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from organisaties.models import Openingstijd
from organisaties.regels.openingstijden import Regel, fase, rooster, weken_van_maand
from tests.fabrieken import maak_aanbod

MAANDAG = dt.date(2026, 11, 23)


def test_om_de_week_gaat_over_de_jaargrens_door() -> None:
    begin = dt.date(2026, 12, 14)
    regel = Regel(1, elke_weken=2, fase=fase(begin, 2))
    maandagen = [begin + dt.timedelta(weeks=n) for n in range(6)]
    assert [regel.geldt_op(dag) for dag in maandagen] == [True, False, True, False, True, False]


def test_de_vierde_en_de_laatste_van_de_maand_mogen_dezelfde_dag_zijn() -> None:
    assert set(weken_van_maand(dt.date(2026, 11, 23))) == {4}
    assert set(weken_van_maand(dt.date(2026, 11, 30))) == {5}
    assert set(weken_van_maand(dt.date(2027, 2, 22))) == {4, 5}
    assert set(weken_van_maand(dt.date(2026, 11, 2))) == {1}


def test_middernacht_is_het_einde_van_de_dag_en_niet_het_begin() -> None:
    assert Regel(1, dt.time(0), dt.time(0)).uren() == "de hele dag"
    assert Regel(1, dt.time(18), dt.time(0)).uren() == "18:00 tot 24:00"


def test_dagen_achter_elkaar_met_dezelfde_tijden_delen_een_regel() -> None:
    def dagen(*welke: int, **anders: int) -> list[str]:
        return [r.dag for r in rooster([Regel(dag, elke_weken=anders.get(f"d{dag}", 1)) for dag in welke], MAANDAG)]

    assert dagen(1, 2, 3, 4, 5, 6, 7) == ["elke dag"]
    assert dagen(1, 2, 3, 4, 5) == ["maandag tot en met vrijdag"]
    assert dagen(6, 7) == ["zaterdag en zondag"]
    assert dagen(1, 3, 4) == ["maandag", "woensdag en donderdag"]
    assert dagen(1, 2, 3, d2=2) == ["maandag", "dinsdag", "woensdag"]
    [regel] = rooster([Regel(dag) for dag in (1, 2, 3)], MAANDAG)
    assert regel.is_vandaag


def test_wat_voorbij_is_staat_niet_meer_in_het_rooster() -> None:
    assert rooster([Regel(1, geldig_tot=MAANDAG - dt.timedelta(days=1))], MAANDAG) == []


def test_het_rooster_leest_als_een_week() -> None:
    regels = [Regel(6), Regel(1, dt.time(10), dt.time(12)), Regel(1, dt.time(19), toelichting="met tolk")]
    leesbaar = [(r.dag, r.tijden, r.is_vandaag) for r in rooster(regels, MAANDAG)]
    assert leesbaar == [
        ("maandag", ("10:00 tot 12:00", "vanaf 19:00, met tolk"), True),
        ("zaterdag", ("tijd niet bekend",), False),
    ]


regels_st: st.SearchStrategy[dict[str, object]] = st.builds(
    dict,
    weekdag=st.integers(1, 7),
    elke_weken=st.sampled_from([1, 2, 3, 4]),
    begin=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    week_van_maand=st.none() | st.integers(1, 5),
    geldig_van=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 6, 30)),
    geldig_tot=st.none() | st.dates(dt.date(2026, 7, 1), dt.date(2027, 6, 30)),
)


@pytest.mark.django_db
@given(regels=st.lists(regels_st, min_size=1, max_size=6), dag=st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)))
def test_de_database_en_de_regel_zijn_het_eens_over_elke_dag(regels: list[dict[str, object]], dag: dt.date) -> None:
    Openingstijd.objects.all().delete()
    aanbod = maak_aanbod()
    rijen = [Openingstijd.objects.create(aanbod=aanbod, **regel) for regel in regels]
    volgens_regel = {rij.pk for rij in rijen if rij.als_regel().geldt_op(dag)}
    assert set(Openingstijd.objects.op(dag).values_list("pk", flat=True)) == volgens_regel


@pytest.mark.django_db
def test_vandaag_is_de_dag_in_amsterdam_en_niet_in_londen(client: Client) -> None:
    aanbod = maak_aanbod()
    Openingstijd.objects.create(aanbod=aanbod, weekdag=2)
    with time_machine.travel(dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC), tick=False):
        assert 'data-aantal="1"' in client.get("/zoeken/?vandaag_open=ja").content.decode()
    with time_machine.travel(dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC), tick=False):
        assert 'data-aantal="0"' in client.get("/zoeken/?vandaag_open=ja").content.decode()
