"""What a phone downloads the first time, compressed as the server sends it."""

from __future__ import annotations

from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

HOOGSTENS = 60_000  # bytes


def test_de_eerste_keer_zoeken_weegt_hoogstens_60_kb(client: Client, kaart: None) -> None:
    antwoord = client.get("/zoeken/", headers={"Accept-Encoding": "gzip"})
    assert antwoord["Content-Encoding"] == "gzip"
    boom = html.fromstring(client.get("/zoeken/").content)
    adressen = boom.xpath("//script/@src | //link/@href | //img/@src") + boom.xpath("//*[local-name()='use']/@href")
    bestanden = {str(adres).split("#")[0].removeprefix("/static/") for adres in adressen}
    assert {"css/wegwijs.css", "img/iconen.svg"} <= bestanden
    gewicht = len(antwoord.content)
    for bestand in bestanden:
        if bestand.startswith("/"):
            gewicht += len(brotli.compress(client.get(bestand).content))
            continue
        pad = finders.find(bestand)
        assert pad, bestand
        gewicht += len(brotli.compress(Path(str(pad)).read_bytes()))
    assert gewicht <= HOOGSTENS, f"{gewicht} bytes"
