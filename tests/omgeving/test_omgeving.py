"""The runners behind the Makefile, and what README.md says of them."""

from __future__ import annotations

import re
import socket
import stat
from pathlib import Path

import pytest

from tests.omgeving import demo, sporen, suite

VERSLAG = """<testsuites><testsuite>
<testcase classname="tests.a" name="goed"/>
<testcase classname="tests.a" name="dubbel"><failure/></testcase>
<testcase classname="tests.a" name="dubbel"><error/></testcase>
<testcase classname="tests.a" name="later"><skipped/></testcase>
<testcase classname="tests.browser.test_b" name="scherm"/>
<testcase classname="tests.browser.test_b" name="niet"><skipped/></testcase>
</testsuite></testsuites>"""


def test_telt_elke_test_een_keer(tmp_path: Path) -> None:
    (tmp_path / "v.xml").write_text(VERSLAG)
    uitslag = suite.tel(tmp_path / "v.xml", status=1)
    assert str(uitslag) == "2 passed, 1 failed, 2 skipped"
    assert uitslag.in_browser == 1


def test_zonder_verslag_is_het_mis(tmp_path: Path) -> None:
    assert suite.tel(tmp_path / "geen.xml", status=0).status == 1


@pytest.mark.parametrize(
    "tekst",
    [
        "index: https://py" + "pi.org/simple",
        "registry.npm" + "js.org",
        "cd /ho" + "me/iemand/wegwijs",
        'PAD = "/wo' + 'rk/main"',
    ],
)
def test_herkent_een_spoor(tekst: str) -> None:
    assert next(iter(sporen.sporen(f"niets\n{tekst}")))[0] == 2


@pytest.mark.parametrize("tekst", ["https://voorbeeld.nl/wo" + "rk/aanbod", "/usr/bin/chromium", "$HOME/wegwijs"])
def test_ziet_geen_spoor_waar_er_geen_is(tekst: str) -> None:
    assert not list(sporen.sporen(tekst))


def test_bezette_poort_geeft_een_zin() -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        with pytest.raises(demo.Stop, match=rf"Port {poort} on 127\.0\.0\.1 .* make demo PORT={poort + 1}"):
            demo.controleer_poort("127.0.0.1", poort)


def test_sleutel_wordt_eens_gemaakt_en_is_van_de_eigenaar(tmp_path: Path) -> None:
    pad = tmp_path / "sleutel"
    sleutel = demo.geheime_sleutel(pad)
    assert len(sleutel) >= 50
    assert demo.geheime_sleutel(pad) == sleutel
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600


def test_demo_komt_nooit_aan_een_andere_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://echt")
    monkeypatch.setenv("WEGWIJS_DEBUG", "1")
    env = demo.omgeving("192.0.2.7", 8080)
    assert "DATABASE_URL" not in env
    assert env["WEGWIJS_DEBUG"] == "0"
    assert "192.0.2.7" in env["ALLOWED_HOSTS"].split(",")


def test_leesmij_noemt_alleen_doelen_die_bestaan() -> None:
    doelen = set(re.findall(r"^([a-z-]+):", (suite.WORTEL / "Makefile").read_text(), re.MULTILINE))
    genoemd = set(re.findall(r"(?:`|^)make ([a-z-]+)", (suite.WORTEL / "README.md").read_text(), re.MULTILINE))
    assert {"demo", "test", "check"} <= genoemd <= doelen


def test_leesmij_noemt_alleen_bestanden_die_bestaan() -> None:
    genoemd = re.findall(
        r"`((?:[\w.-]+/)*[\w.-]+(?:/|\.(?:py|toml|txt|md)))`", (suite.WORTEL / "README.md").read_text()
    )
    assert genoemd
    assert [pad for pad in genoemd if not (suite.WORTEL / pad).exists() and pad not in ("var/", "staticfiles/")] == []
