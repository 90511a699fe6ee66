"""The templates as a house: readable lines, pieces in their place, nothing left that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

BASIS = Path(settings.BASE_DIR)
SJABLONEN = BASIS / "templates"
LANGSTE_REGEL = 140
# Pieces for pages of any room; those of the doorverwijzing for pages of others stand together.
GEDEELD = ("onderdelen/", "doorverwijzing/inzet/")


def test_elke_regel_van_een_sjabloon_past_op_een_scherm() -> None:
    te_lang = [
        f"{pad.relative_to(SJABLONEN)}:{nummer}: {len(regel)}"
        for pad in sorted(SJABLONEN.rglob("*.*"))
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
        if len(regel) > LANGSTE_REGEL
    ]
    assert te_lang == []


def test_een_kamer_zet_alleen_stukken_van_zichzelf_en_van_de_gedeelde_mappen_in() -> None:
    vreemd = [
        f"{eigen} includes {ander}"
        for eigen, bron in _sjablonen().items()
        # The frame of every page and the sheet of examples show what all rooms made.
        if eigen not in ("base.html", "kaart/stijlgids.html")
        for ander in re.findall(r"\{% include '([^']+)'", bron)
        if not ander.startswith(GEDEELD) and _kamer(ander) != _kamer(eigen)
    ]
    assert vreemd == []


def _kamer(naam: str) -> str:
    """Return the room a template is in: 'organisaties/bijhouden', 'werk', 'kaart'."""
    delen = naam.split("/")
    return "/".join(delen[: min(2, len(delen) - 1)])


def test_elk_sjabloon_wordt_ergens_genoemd() -> None:
    overal = "\n".join(_sjablonen().values()) + _code()
    assert [naam for naam in _sjablonen() if naam not in overal and not _van_een_ander(naam, overal)] == []


def _van_een_ander(naam: str, overal: str) -> bool:
    """Whether somebody else asks for it: Django for its errors, an app for its pages, or a name put together."""
    map_, _, bestand = naam.rpartition("/")
    if bestand in ("400.html", "403.html", "404.html", "500.html"):
        return True
    if f"{map_}/{{" in overal or f"{map_}/_{{" in overal:
        return True
    return any((Path(app.path) / "templates" / naam).exists() for app in apps.get_app_configs())


def test_elke_klasse_heeft_een_regel_en_elke_regel_een_plek() -> None:
    regels = set(
        re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}|/\*.*?\*/|url\([^)]*\)", "", _css(), flags=re.DOTALL))
    )
    gebruikt = {
        klasse
        for naam, bron in _sjablonen().items()
        if not naam.startswith("admin/")  # the admin brings its own style
        for waarde in re.findall(r'class="([^"]*)"', bron)
        for klasse in re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", waarde).split()
    }
    assert sorted(gebruikt - regels) == []
    overal = "\n".join(_sjablonen().values()) + _code()
    # Set by the library itself.
    ongebruikt = regels - gebruikt - {"htmx-request"}
    assert [r for r in sorted(ongebruikt) if not re.search(rf"(?<![\w-]){re.escape(r)}(?![\w-])", overal)] == []


def test_donker_is_alleen_andere_kleuren() -> None:
    """Hold what lets axe look by night at colours alone: nothing is shown, hidden or placed otherwise then."""
    donker = re.findall(r"prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}\s*\}", _css())
    assert len(donker) == 1 == _css().count("prefers-color-scheme")
    assert "light-dark(" not in _css()
    regels = [regel.strip() for regel in donker[0].split(";") if regel.strip()]
    assert regels
    assert [regel for regel in regels if not re.fullmatch(r"--[a-z-]+: #[0-9a-f]{3,6}|--schaduw: none", regel)] == []


def _sjablonen() -> dict[str, str]:
    """Return the text of each template by its name."""
    return {
        pad.relative_to(SJABLONEN).as_posix(): pad.read_text(encoding="utf-8") for pad in sorted(SJABLONEN.rglob("*.*"))
    }


def _code() -> str:
    """Return our Python and JavaScript, the tests left out."""
    paden = [pad for app in ("kaart", "organisaties", "doorverwijzing") for pad in (BASIS / app).rglob("*.py")]
    return "\n".join(pad.read_text(encoding="utf-8") for pad in [*paden, *(BASIS / "static" / "js").glob("*.js")])


def _css() -> str:
    return "\n".join(pad.read_text(encoding="utf-8") for pad in (BASIS / "static" / "css").glob("*.css"))
