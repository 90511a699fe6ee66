"""The templates as a house: lines one can read in a diff."""

from __future__ import annotations

from django.conf import settings

SJABLONEN = settings.BASE_DIR / "templates"
LANGSTE_REGEL = 140


def test_elke_regel_van_een_sjabloon_past_op_een_scherm() -> None:
    te_lang = [
        f"{pad.relative_to(SJABLONEN)}:{nummer}: {len(regel)}"
        for pad in sorted(SJABLONEN.rglob("*.*"))
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
        if len(regel) > LANGSTE_REGEL
    ]
    assert te_lang == []
