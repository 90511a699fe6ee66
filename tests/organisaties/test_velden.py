"""A new field is written in three places: its column, its row, and its place on the page. Then it is everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist

from organisaties import velden
from organisaties.velden import DINGEN, Veld

MEE = ("kaart", "organisaties", "doorverwijzing", "templates", "static", "fixtures", "locale", "tests")
LOS = ("pyproject.toml", "manage.py")

# The three places: where, before what, which lines. Nothing else of the house changes.
DRIE_PLEKKEN = (
    (
        "organisaties/models/aanbod.py",
        r'    houders = houdersveld\("houdt_aanbod"\)\n',
        (
            "    tolk = models.CharField(max_length=200, blank=True)\n"
            "    drempel = models.CharField(max_length=200, blank=True)\n"
            "    afspraak = models.TextField(blank=True)\n"
        ),
    ),
    (
        "organisaties/velden.py",
        r' {8}Veld\("talen", "Talen", groep="wie"',
        (
            '        Veld("tolk", "Wie tolkt er?", groep="wie", hulp="Een rol, geen naam.", weggaan=Weggaan.VRIJ,\n'
            '             kolom=Kolom(facultatief=True), open_data=True, hsds="interpretation_services"),\n'
            '        Veld("drempel", "Is er een drempel?", groep="wie", weggaan=Weggaan.VRIJ,\n'
            "             kolom=Kolom(facultatief=True)),\n"
            '        Veld("afspraak", "Afspraak met ons", groep="brengen", ziet=Ziet.COLLEGA, weggaan=Weggaan.VRIJ,\n'
            "             kolom=Kolom(facultatief=True)),\n"
        ),
    ),
    (
        "templates/organisaties/ingangen/aanbod.html",
        r"\{% if aanbod\.zichtbare_let_op %\}",
        "<p>{{ aanbod.zichtbaar.tolk }} {{ aanbod.zichtbaar.drempel }} {{ aanbod.zichtbaar.afspraak }}</p>\n",
    ),
)


def test_een_veld_op_drie_plekken_staat_overal(tmp_path: Path) -> None:
    """In a copy of the house, with a real column in a real database; what it finds stands in `velden_erbij.py`."""
    for naam in MEE:
        shutil.copytree(settings.BASE_DIR / naam, tmp_path / naam, ignore=shutil.ignore_patterns("__pycache__"))
    for naam in LOS:
        shutil.copy(settings.BASE_DIR / naam, tmp_path / naam)
    for waar, voor, regels in DRIE_PLEKKEN:
        pad = tmp_path / waar
        tekst, aantal = re.subn(f"(?={voor})", lambda _, r=regels: r, pad.read_text("utf-8"), count=1)
        assert aantal == 1, waar
        pad.write_text(tekst, "utf-8")
    omgeving = {**os.environ, "PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.omgeving.instellingen"}
    if "WEGWIJS_TESTDATABASE" in omgeving:
        omgeving["WEGWIJS_TESTDATABASE"] += "_velden"
    omgeving.pop("PYTEST_XDIST_WORKER", None)
    for opdracht in (
        ("-m", "django", "makemigrations", "organisaties", "--name", "velden_erbij"),
        ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/organisaties/velden_erbij.py"),
    ):
        gedaan = subprocess.run(
            [sys.executable, *opdracht], cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False
        )
        assert gedaan.returncode == 0, f"{gedaan.stdout}\n{gedaan.stderr}"
    assert "4 passed" in gedaan.stdout


def test_elke_rij_is_van_een_veld_dat_bestaat() -> None:
    for ding in DINGEN:
        model = apps.get_model(ding.model)
        for veld in ding.velden:
            try:
                model._meta.get_field(veld.naam)
            except FieldDoesNotExist:
                pytest.fail(f"{ding.model}.{veld.naam} is no field")
        assert len({veld.naam for veld in ding.velden}) == len(ding.velden)


@pytest.mark.parametrize("ding", DINGEN, ids=lambda ding: ding.model)
def test_wat_niet_iedereen_ziet_is_geen_open_data(ding: velden.Ding) -> None:
    besloten: list[Veld] = [veld for veld in ding.velden if veld.ziet in velden.INTERN or ding.ziet in velden.INTERN]
    assert [veld.naam for veld in besloten if veld.open_data or veld.hsds] == []
    if ding in velden.INGANGEN:
        assert besloten
