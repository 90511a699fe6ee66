"""The further test questions are sound: a right answer that does not exist would measure nothing.

They were written from the data alone, by someone who had not seen how searching works, and are there to
be asked after tuning, not to be tuned for. What they score is another test's business.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

KOLOMMEN = ["id", "vraag", "stadsdeel", "categorie", "taal", "goed", "niet_bovenaan", "toelichting"]
VRAGEN = Path(__file__).with_name("zoekvragen.csv")
OPEN = settings.BASE_DIR.parent / "shared" / "data2" / "zoekvragen-open.csv"


def lees(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom, strict=True))


@cache
def kenmerken(bestand: str, kolom: str) -> set[str]:
    return {rij[kolom] for rij in lees(settings.BASE_DIR / "fixtures" / bestand)}


def test_er_zijn_honderd_vragen_met_de_kolommen_van_een_vragenbestand() -> None:
    vragen = lees(VRAGEN)
    assert list(vragen[0]) == KOLOMMEN
    assert len(vragen) == 100
    assert len({rij["id"] for rij in vragen}) == 100
    assert len({rij["vraag"].casefold() for rij in vragen}) == 100
    assert all(rij["vraag"] and rij["goed"] and rij["toelichting"] for rij in vragen)


@pytest.mark.parametrize("rij", lees(VRAGEN), ids=lambda rij: rij["id"])
def test_elk_antwoord_en_elke_keuze_bestaat(rij: dict[str, str]) -> None:
    goed, niet = rij["goed"].split("|"), [k for k in rij["niet_bovenaan"].split("|") if k]
    assert set(goed) | set(niet) <= kenmerken("aanbod.csv", "kenmerk")
    assert len(set(goed) | set(niet)) == len(goed) + len(niet), "twice in one list, or right and wrong at once"
    for kolom, bestand, sleutel in (
        ("stadsdeel", "stadsdelen.csv", "slug"),
        ("categorie", "categorieen.csv", "slug"),
        ("taal", "talen.csv", "code"),
    ):
        assert not rij[kolom] or rij[kolom] in kenmerken(bestand, sleutel)


@pytest.mark.skipif(not OPEN.exists(), reason="the open questions are not here")
def test_geen_vraag_staat_al_bij_de_open_vragen() -> None:
    assert not {rij["vraag"].casefold() for rij in lees(VRAGEN)} & {rij["vraag"].casefold() for rij in lees(OPEN)}
