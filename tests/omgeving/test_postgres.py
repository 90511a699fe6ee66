"""The PostgreSQL that the tests bring up themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.omgeving import debian, postgres, suite


def draai(opdracht: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python against the server."""
    return subprocess.run(
        [sys.executable, "-m", "tests.omgeving.postgres", "--", sys.executable, "-c", opdracht],
        cwd=suite.WORTEL,
        env={naam: waarde for naam, waarde in os.environ.items() if naam != "WEGWIJS_TESTDATABASE"} | omgeving,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(postgres._programmas() is None, reason="PostgreSQL's programs are not installed")
def test_eigen_cluster_werkt_en_is_na_een_fout_weg() -> None:
    uitkomst = draai(
        "import os, psycopg\n"
        "url = os.environ['DATABASE_URL']\n"
        "psycopg.connect(url, autocommit=True).execute('CREATE DATABASE proef')\n"
        "print(url)\n"
        "raise SystemExit(7)",
        WEGWIJS_EIGEN_POSTGRES="1",
    )
    assert uitkomst.returncode == 7, uitkomst.stderr
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(uitkomst.stdout.strip(), connect_timeout=3)


def test_zonder_opdracht_staat_er_hoe_het_moet(capsys: pytest.CaptureFixture[str]) -> None:
    assert postgres.main(["pytest"]) == 2
    assert "usage:" in capsys.readouterr().err


def test_zonder_programmas_een_zin_met_raad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WEGWIJS_EIGEN_POSTGRES", "1")
    monkeypatch.setattr(postgres, "_programmas", lambda: None)
    monkeypatch.setattr(debian, "installeer", lambda _pakket: False)
    with pytest.raises(postgres.GeenPostgres, match="apt install postgresql"), postgres.server():
        pass
