"""Who looks and who does have a type: the layer of rights says nothing with Any."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

WIE = re.compile(r"\b(gebruiker|medewerker|lezer|user|door): Any\b")


def test_wie_kijkt_of_iets_doet_is_nergens_any() -> None:
    fout = [
        f"{pad.relative_to(settings.BASE_DIR)}: {gevonden[0]}"
        for map_ in ("kaart", "organisaties", "doorverwijzing", "tests", "bench")
        for pad in sorted((Path(settings.BASE_DIR) / map_).rglob("*.py"))
        if pad != Path(__file__)
        for gevonden in WIE.finditer(pad.read_text())
    ]
    assert fout == []
