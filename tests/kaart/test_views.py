"""How views are written: short, and without writing anything themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

HOOGSTENS_REGELS = 30
# What a view may not call: that is for the acties of its room. `form.save()` of an account's password is Django's own.
SCHRIJFT = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MAG = {
    ("organisaties/accounts/views.py", "uitnodiging", "save"),
    # A file that waits for its confirmation, in the cache.
    ("kaart/uitwisseling/beheerlijsten/pagina.py", "remove", "delete"),
}


def views(patronen: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """Yield (module, function) of every view of ours that has an address."""
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            yield from views(patroon.url_patterns)
        elif patroon.callback.__module__.split(".")[0] in ("kaart", "organisaties", "doorverwijzing"):
            yield patroon.callback.__module__, patroon.callback.__name__


def modules() -> dict[str, set[str]]:
    """Return the names of the views of each module that has any, by its path."""
    gevonden: dict[str, set[str]] = {}
    for module, naam in views(get_resolver().url_patterns):
        gevonden.setdefault(module.replace(".", "/") + ".py", set()).add(naam)
    return gevonden


def functies(pad: str) -> Iterator[ast.FunctionDef]:
    boom = ast.parse((Path(settings.BASE_DIR) / pad).read_text())
    return (knoop for knoop in ast.walk(boom) if isinstance(knoop, ast.FunctionDef))


def regels(functie: ast.FunctionDef) -> int:
    """Return its length without its decorators and its docstring."""
    uitleg = functie.body[0].end_lineno or 0 if ast.get_docstring(functie) else functie.lineno
    return (functie.end_lineno or 0) - uitleg


def test_geen_view_is_langer_dan_dertig_regels() -> None:
    gevonden = modules()
    assert sum(map(len, gevonden.values())) > 100
    lang = [
        f"{pad}: {functie.name} {regels(functie)}"
        for pad, namen in gevonden.items()
        for functie in functies(pad)
        if functie.name in namen and regels(functie) > HOOGSTENS_REGELS
    ]
    assert lang == []


def test_een_view_schrijft_niet_zelf() -> None:
    fout = []
    for pad in modules():
        for functie in functies(pad):
            for knoop in ast.walk(functie):
                if not (isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute)):
                    continue
                if knoop.func.attr in SCHRIJFT and (pad, functie.name, knoop.func.attr) not in MAG:
                    fout.append(f"{pad}:{knoop.lineno} {functie.name} calls .{knoop.func.attr}()")
    assert fout == []
