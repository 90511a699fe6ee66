"""Demo accounts: one for each role, and never on a real site."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from organisaties.models import Medewerker
from organisaties.regels.rollen import Rol


def test_op_een_echte_site_wordt_het_geweigerd(kaart: None) -> None:
    with pytest.raises(CommandError, match="WEGWIJS_DEBUG"):
        call_command("maak_demo_accounts")
    assert not Medewerker.objects.exists()


def test_elke_rol_krijgt_een_account_waarmee_inloggen_lukt(kaart: None, settings: Any, tmp_path: Path) -> None:
    settings.DEBUG = True
    gezegd = io.StringIO()
    bestand = tmp_path / "wachtwoorden"
    call_command("maak_demo_accounts", "--wachtwoord-bestand", str(bestand), stdout=gezegd)
    call_command("maak_demo_accounts", stdout=(gezegd := io.StringIO()))
    regels = [regel.split() for regel in gezegd.getvalue().splitlines()]
    wachtwoorden = {delen[0]: delen[1] for delen in regels if len(delen) > 1 and "-" in delen[1]}
    assert len(wachtwoorden) == len(Rol) == Medewerker.objects.count()
    for naam, wachtwoord in wachtwoorden.items():
        assert Client().login(username=naam, password=wachtwoord), naam
    assert bestand.stat().st_mode & 0o777 == 0o600
    assert Medewerker.objects.get(username="aanbieder").organisaties.count() == 1
    assert Medewerker.objects.get(username="aandachtsfunctionaris").stadsdelen.count() == 1
