"""The thanks on the page Over: a rounded number, none where it is small, and never by whom."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kaart.over.dank import dank_in_woorden
from organisaties.models import Voorstel
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db
DAG = datetime.date(2026, 11, 20)


def besloten(aantal: int, besluit: str = "aangenomen", op: datetime.date = DAG, **velden: Any) -> None:
    aanbod = maak_aanbod()
    tijd = timezone.make_aware(datetime.datetime.combine(op, datetime.time(12)))
    Voorstel.objects.bulk_create(
        Voorstel(
            aanbod=aanbod,
            rol="bezoeker",
            wijzigingen={},
            besluit=besluit,
            besluit_reden="x",
            besloten_op=tijd,
            **velden,
        )
        for _ in range(aantal)
    )


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [(0, "Elke melding"), (9, "Elke melding"), (10, "al 10 of meer"), (19, "al 10 of meer"), (23, "al 20 of meer")],
)
def test_kleine_getallen_staan_er_niet(aantal: int, zin: str) -> None:
    besloten(aantal)
    assert zin in dank_in_woorden(DAG)


def test_alleen_wat_deze_maand_de_kaart_beter_maakte() -> None:
    besloten(12, op=datetime.date(2026, 10, 31))
    besloten(12, besluit="afgewezen")
    besloten(9)
    assert "Elke melding" in dank_in_woorden(DAG)
    besloten(1, besluit="deels")
    assert "al 10 of meer" in dank_in_woorden(DAG)


def test_op_de_openbare_pagina_staat_niet_door_wie(client: Client) -> None:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="saskia")
    besloten(10, op=timezone.localdate(), door=wie)
    tekst = client.get("/over/").content.decode()
    assert "al 10 of meer meldingen en voorstellen" in tekst
    assert "saskia" not in tekst
