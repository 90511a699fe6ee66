"""How the house is built: what a contract of import-linter (pyproject.toml) cannot say of its rooms."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

WORTEL = Path(settings.BASE_DIR)
APPS = ("kaart", "organisaties", "doorverwijzing")

ELDERS = {
    "kaart/stijlgids": "one address, which stands with the pages of the site in kaart/urls.py",
    "kaart/uitwisseling/invoer/lijsten": "a list of others is one kind of import: its addresses are those of invoer/",
}
"""Rooms whose views have their addresses in the room around them."""

PLAT = ("organisaties/regels", "organisaties/zoeken/taal", "kaart/hulp/persoonsgegevens")
MET_KEUZES = {
    "organisaties/regels/keuzes.py": {"TextChoices"},
    # It puts the guard on columns, and so must know which kinds of column hold a text.
    "kaart/hulp/persoonsgegevens/bewaking.py": {"CharField", "TextField", "JSONField", "Model"},
}
"""Plain rules that name something of django.db.models, and what; of a database they know nothing either."""

OVERAL = {"__init__", "acties", "admin", "apps", "filters", "forms", "middleware", "models", "rechten", "urls", "views"}
"""Words that mean the same in every room."""

DUBBEL = {
    "begrippen": "the models of the reference lists, and the lists as they are kept for pages",
    "blad": "a sheet of a file, and the sheet of a slip",
    "formulier": "the form in which an entry, or a route, is changed",
    "keuzes": "the values of a field, and the choices beside results",
    "lezen": "reading a question, and reading a list of others",
    "ods": "writing such a file, and reading one",
    "rate_limit": "the limit itself, and what of a room is limited",
    "regels": "what must hold of a table, and the lines of a work list",
    "routes": "routes as a table, and as a sheet",
    "schrijven": "writing a table, and writing a list of others, onto the kaart",
    "tekening": "the drawing of a network, and of a little map on a slip",
    "velden": "the fields of an entry, and what may stand in a cell",
    "woorden": "words of a made-up kaart, and of a slip in a language",
}
"""Names of modules that stand in more rooms than one, each with what they mean there."""

DRIE_KEER = {"keuzes": 3, "rate_limit": 3}
"""Of these three are on the list; of all others two."""


def views(patronen: list[URLPattern | URLResolver]) -> Iterator[Path]:
    """Yield the module of every view of ours that has an address, as a path from the top."""
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            # The admin has no views of ours: its site is one class.
            yield from views(patroon.url_patterns) if patroon.namespace != "admin" else ()
        elif patroon.callback.__module__.split(".")[0] in APPS:
            yield Path(*patroon.callback.__module__.split(".")).with_suffix(".py")


def modules() -> Iterator[Path]:
    """Yield the modules of the three apps, as paths from the top; no migrations, and no commands."""
    for app in APPS:
        for pad in sorted((WORTEL / app).rglob("*.py")):
            if not {"migrations", "management"} & set(pad.parts):
                yield pad.relative_to(WORTEL)


def test_een_view_staat_in_een_module_die_zo_heet() -> None:
    gevonden = set(views(get_resolver().url_patterns))
    assert len(gevonden) > 15
    assert [str(pad) for pad in gevonden if pad.stem != "views" and not pad.stem.startswith("views_")] == []


def test_een_kamer_met_views_heeft_haar_eigen_adressen() -> None:
    kamers = {pad.parent for pad in modules() if pad.stem == "views" or pad.stem.startswith("views_")}
    zonder = {str(kamer) for kamer in kamers if not (WORTEL / kamer / "urls.py").exists()}
    assert zonder == set(ELDERS)


def test_een_naam_van_een_module_betekent_in_elke_kamer_hetzelfde() -> None:
    waar: dict[str, set[Path]] = defaultdict(set)
    for pad in modules():
        waar[pad.stem].add(pad)
    dubbel = {naam: sorted(map(str, paden)) for naam, paden in waar.items() if len(paden) > 1 and naam not in OVERAL}
    assert {naam: paden for naam, paden in dubbel.items() if naam not in DUBBEL} == {}
    assert sorted(DUBBEL.keys() - dubbel.keys()) == [], "no longer double: take them off the list"
    assert {naam: paden for naam, paden in dubbel.items() if len(paden) > DRIE_KEER.get(naam, 2)} == {}


def van_django(pad: Path) -> Iterator[str]:
    """Yield what a module imports of a database or a request, and each name of `models` that it uses."""
    boom = ast.parse((WORTEL / pad).read_text(encoding="utf-8"))
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (een.name for een in knoop.names if een.name.startswith(("django.db", "django.http")))
        elif isinstance(knoop, ast.ImportFrom) and (knoop.module or "").startswith(("django.db", "django.http")):
            yield from (f"{knoop.module}.{een.name}" for een in knoop.names)
        elif isinstance(knoop, ast.Attribute) and isinstance(knoop.value, ast.Name) and knoop.value.id == "models":
            yield knoop.attr


def test_gewone_regels_kennen_geen_database_en_geen_verzoek() -> None:
    fout = {}
    for pad in modules():
        if str(pad).startswith(PLAT):
            mag = {"django.db.models", *MET_KEUZES[str(pad)]} if str(pad) in MET_KEUZES else set()
            if te_veel := set(van_django(pad)) - mag:
                fout[str(pad)] = te_veel
    assert fout == {}
    assert all((WORTEL / pad).exists() for pad in (*PLAT, *MET_KEUZES))
