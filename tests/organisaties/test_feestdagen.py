"""National holidays: which days, of which country, and a city that names none."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kaart.hulp import stad
from organisaties.regels.feestdagen import feestdag, niet_voor_iedereen


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        ("2026-12-25", "Eerste kerstdag"),
        ("2027-03-29", "Tweede paasdag"),
        ("2027-04-27", "Koningsdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2026-12-24", ""),
        ("2026-12-05", ""),
    ],
)
def test_de_feestdagen_van_nederland(dag: str, naam: str) -> None:
    assert feestdag(datetime.date.fromisoformat(dag)) == naam


def test_een_vrije_dag_voor_sommigen_heeft_een_naam_en_is_niet_voor_iedereen() -> None:
    bevrijdingsdag, kerst, gewoon = datetime.date(2027, 5, 5), datetime.date(2026, 12, 25), datetime.date(2027, 5, 4)
    assert feestdag(bevrijdingsdag) == "Bevrijdingsdag"
    assert niet_voor_iedereen(bevrijdingsdag)
    assert not niet_voor_iedereen(datetime.date(2025, 5, 5)), "every fifth year it is one for everybody"
    assert not niet_voor_iedereen(kerst)
    assert not niet_voor_iedereen(gewoon)


def test_een_andere_stad_heeft_andere_feestdagen_of_geen(settings: Any) -> None:
    kerst, nationaal = datetime.date(2026, 12, 25), datetime.date(2026, 7, 21)
    settings.STADSGEGEVENS = replace(settings.STADSGEGEVENS, land="BE")
    assert feestdag(nationaal)
    settings.STADSGEGEVENS = replace(settings.STADSGEGEVENS, land="")
    assert feestdag(kerst) == ""


@pytest.mark.parametrize(("regels", "zin"), [('land = "XX"', "land 'XX'"), ('land = "NL"\nregio = "NH"', "regio 'NH'")])
def test_een_land_dat_niet_bestaat_krijgt_een_zin(tmp_path: Path, regels: str, zin: str) -> None:
    tekst = (settings.BASE_DIR / "fixtures" / "stad.toml").read_text(encoding="utf-8").replace('land = "NL"', regels)
    (tmp_path / "stad.toml").write_text(tekst, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=zin):
        stad.lees(tmp_path / "stad.toml")
