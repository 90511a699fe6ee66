"""What a municipality and a newcomer to the code look for first: it is there, whole, and its links lead somewhere."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

WORTEL: Path = settings.BASE_DIR
BESLUITEN = sorted((WORTEL / "docs" / "besluiten").glob("*.md"))
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
CODE_BLOK = re.compile(r"```.*?```", re.DOTALL)
ZELF = Path(__file__)
# Where 'map' is Dutch for a folder.
NEDERLANDS = {"fixtures/LEESMIJ.md", "docs/handleiding.md"}

# In backticks: a path with a slash, or the name of a file. An address of the site begins with a slash.
PAD = re.compile(r"(?![/~])[\w.<>…*-]+(?:/[\w.<>…*-]+)*/?")
BESTANDSNAAM = re.compile(r"\w.*\.(?:py|md|csv|toml|yml|css|js|html|po|txt|json)")
MODULE = re.compile(r"(?<![\w./@-])(?:kaart|organisaties|doorverwijzing|tests|bench)(?:\.[a-z_]\w*)+(?![\w/])")
PAD_IN_TEKST = re.compile(
    r"(?<![\w./~<-])(?:(?:docs|tests|kaart|organisaties|doorverwijzing|templates|static|fixtures|bench)/[\w./-]*[\w/]"
    r"|[\w-]+\.md\b)"
)
MAP = re.compile(r"\b(?:[Tt]he|[Aa]|[Aa]ny|this|city's)\s+(?:whole\s+|new\s+|real\s+|same\s+)?map\b")

# English of our own that had to be read twice, and what to write.
LEEST_NIET = {
    r"\b(?:for|of|to|by|from|with|at)\s+who\b": "anyone who, whoever, or the word for that person",
    r"\banew\b": "again",
    r"\bby\s+now\b": "now",
    r"\ball\s+the\s+same\b": "anyway, still",
    r"\bof\s+then\b": "of that time",
    r"\b(?:thereof|whereof|thereby|hitherto)\b": "plain words",
}


def artikelen(tekst: str) -> list[int]:
    return [int(nummer) for nummer in re.findall(r"^(\d+)\.\s?[A-Z]", tekst, re.MULTILINE)]


@cache
def bestanden(patroon: str) -> tuple[Path, ...]:
    """Return every file of this name that git keeps or would keep."""
    opdracht = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", patroon]
    uitvoer = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, check=True, text=True).stdout
    return tuple(WORTEL / naam for naam in uitvoer.split("\0") if naam and (WORTEL / naam).is_file())


def markdown() -> tuple[Path, ...]:
    return bestanden("*.md")


def woorden_bij(pad: Path) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each docstring and each block of comments of a module."""
    tekst = pad.read_text(encoding="utf-8")
    naam = str(pad.relative_to(WORTEL))
    for knoop in ast.walk(ast.parse(tekst)):
        # Of modules, classes and functions, and below a constant.
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant) and isinstance(knoop.value.value, str):
            yield f"{naam}:{knoop.lineno}", knoop.value.value
    blok: list[str] = []
    begin = vorige = 0
    for stuk in tokenize.generate_tokens(io.StringIO(tekst).readline):
        if stuk.type != tokenize.COMMENT:
            continue
        if blok and stuk.start[0] != vorige + 1:
            yield f"{naam}:{begin}", "\n".join(blok)
            blok = []
        begin = begin if blok else stuk.start[0]
        vorige = stuk.start[0]
        blok.append(stuk.string.lstrip("# "))
    if blok:
        yield f"{naam}:{begin}", "\n".join(blok)


@cache
def toelichtingen() -> tuple[tuple[str, str], ...]:
    """Return (place, text) for all docstrings and comments of the project."""
    return tuple(
        bij for pad in bestanden("*.py") if pad.parent.name != "migrations" and pad != ZELF for bij in woorden_bij(pad)
    )


def plekken_met(patroon: re.Pattern[str]) -> list[str]:
    """Return 'place: what was found' for each docstring or comment in which this stands."""
    return [f"{plek}: {gevonden[0]}" for plek, tekst in toelichtingen() for gevonden in patroon.finditer(tekst)]


def wordt_gemaakt(pad: str) -> bool:
    """Whether git passes it over: made by a command, so absent from a fresh checkout."""
    return subprocess.run(["git", "check-ignore", "-q", pad], cwd=WORTEL, check=False).returncode == 0


def bestaat(pad: str, bij: Path) -> bool:
    """Whether a path from the root, or from the folder of the file that names it, leads to something; `<x>` is any."""
    patroon = re.sub(r"<[^>]+>|…", "*", pad).rstrip("/")
    return any(next(map_.glob(patroon), None) for map_ in (WORTEL, bij.parent)) or wordt_gemaakt(pad)


def module_of_iets_daarin(naam: str, onder: Path = WORTEL) -> bool:
    """Whether a dotted name is a package or module below this folder, or a name that such a module uses."""
    delen = naam.split(".")
    for aantal in range(len(delen), 0, -1):
        plek = onder.joinpath(*delen[:aantal])
        bron = next((b for b in (plek.with_suffix(".py"), plek / "__init__.py") if b.is_file()), None)
        if bron:
            rest = delen[aantal:]
            return not rest or re.search(rf"\b{rest[0]}\b", bron.read_text(encoding="utf-8")) is not None
    return False


def kop_als_anker(kop: str) -> str:
    return re.sub(r"[^\w\- ]", "", kop.strip().lower()).replace(" ", "-")


def lees_yaml(tekst: str) -> dict[str, str]:
    """Return the values of a plain YAML file by path ('legal/license'); a list or a folded text as its lines."""
    waarden: dict[str, str] = {}
    pad: list[tuple[int, str]] = []
    for regel in tekst.splitlines():
        if not regel.strip() or regel.lstrip().startswith("#"):
            continue
        diep = len(regel) - len(regel.lstrip())
        sleutel = re.match(r"\s*([A-Za-z]+):(?: (.*))?$", regel)
        if sleutel and not (pad and waarden.get(naam_van(pad), "").startswith(">") and diep > pad[-1][0]):
            pad = [(d, naam) for d, naam in pad if d < diep] + [(diep, sleutel[1])]
            waarden[naam_van(pad)] = (sleutel[2] or "").strip().strip('"')
        elif pad:
            waarden[naam_van(pad)] += "\n" + regel.strip()
    return waarden


def naam_van(pad: list[tuple[int, str]]) -> str:
    return "/".join(naam for _, naam in pad)


def test_de_licentie_is_de_hele_eupl_en_overal_dezelfde() -> None:
    tekst = (WORTEL / "LICENSE").read_text(encoding="utf-8")
    assert tekst.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert artikelen(tekst) == list(range(1, 16))
    einde = tekst[tekst.index("Appendix\n") :]
    assert einde.count("\n— ") == 10, "the licences that may be combined with it"
    assert tekst.rstrip().endswith("require the production of a new EUPL version.")
    project = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2\n" in (WORTEL / "publiccode.yml").read_text(encoding="utf-8")
    assert "EUPL-1.2" in (WORTEL / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("bestand", "noemt"),
    [
        ("README.md", ("make demo", "make test", "CONTRIBUTING.md", "SECURITY.md", "LICENSE")),
        ("CONTRIBUTING.md", ("make demo", "make test", "make check", "SECURITY.md", "fail without")),
        ("SECURITY.md", ("How to report", "AFZENDER", "What counts", "What we promise")),
    ],
)
def test_wie_het_project_voor_het_eerst_ziet_vindt_hoe_het_werkt(bestand: str, noemt: tuple[str, ...]) -> None:
    tekst = (WORTEL / bestand).read_text(encoding="utf-8")
    for woord in noemt:
        assert woord in tekst, woord


def test_geen_van_de_papieren_noemt_een_adres_dat_niemand_ons_gaf() -> None:
    """An invented mail address or repository sends a report of a weakness to a stranger."""
    for naam in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "publiccode.yml"):
        tekst = (WORTEL / naam).read_text(encoding="utf-8")
        adressen = re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", tekst)
        assert [adres for adres in adressen if not adres.endswith((".example", "localhost", "@host"))] == [], naam
    url = lees_yaml((WORTEL / "publiccode.yml").read_text(encoding="utf-8"))["url"]
    assert re.match(r"https://[\w.-]+\.example/", url), "fill in where the code is published, and take this line away"


def test_publiccode_zegt_wat_de_standaard_vraagt() -> None:
    """The keys that are mandatory in version 0.4, and what it says about their values."""
    yml = lees_yaml((WORTEL / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert yml["publiccodeYmlVersion"] == "0.4"
    assert yml["softwareVersion"] == project["version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", yml["releaseDate"])
    assert f"## {yml['softwareVersion']} · {yml['releaseDate']}\n" in (WORTEL / "CHANGELOG.md").read_text("utf-8")
    assert (yml["developmentStatus"], yml["softwareType"]) == ("beta", "standalone/web")
    assert yml["maintenance/type"] in {"internal", "community"}
    assert "name:" in yml["maintenance/contacts"]
    assert yml["localisation/localisationReady"] in {"true", "false"}
    assert "- nl" in yml["localisation/availableLanguages"]
    for sleutel in ("name", "platforms", "categories"):
        assert yml[sleutel].strip(), sleutel
    for taal in ("nl", "en"):
        assert 0 < len(yml[f"description/{taal}/shortDescription"]) <= 150
        assert 500 <= len(yml[f"description/{taal}/longDescription"]) <= 10_000
        assert yml[f"description/{taal}/features"].count("\n- ") >= 5


def test_elke_verwijzing_in_de_documentatie_leidt_ergens_heen() -> None:
    stuk: list[str] = []
    aantal = 0
    for bestand in markdown():
        for doel in LINK.findall(CODE.sub("", bestand.read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:", doel):
                continue
            aantal += 1
            pad, _, anker = doel.partition("#")
            naar = (bestand.parent / pad).resolve() if pad else bestand
            if not naar.exists():
                stuk.append(f"{bestand.relative_to(WORTEL)}: {doel}")
            elif anker:
                koppen = re.findall(r"^#+ (.+)$", naar.read_text(encoding="utf-8"), re.MULTILINE)
                if anker not in map(kop_als_anker, koppen):
                    stuk.append(f"{bestand.relative_to(WORTEL)}: {doel}")
    assert stuk == []
    assert aantal >= 10, "this found hardly a link: the pattern is broken"


@pytest.mark.parametrize("pad", BESLUITEN, ids=lambda pad: pad.stem)
def test_elk_besluit_heeft_dezelfde_vorm(pad: Path) -> None:
    tekst = pad.read_text(encoding="utf-8")
    nummer = pad.name[:4]
    kop = re.match(
        rf"# {nummer} · \S.*\n\n- Date: \d{{4}}-\d\d-\d\d\n- Status: (?:accepted|replaced by \d{{4}})\n\n## ", tekst
    )
    assert kop, "begin as '# 0001 · Title', then the lines '- Date:' and '- Status:'"
    koppen = re.findall(r"^## (.+)$", tekst, re.MULTILINE)
    assert koppen in (["Context", "Decision", "Consequences"], ["Context", "Decision", "Consequences", "Not chosen"])
    assert "Decided:" not in tekst
    for deel in re.split(r"^## .+$", tekst, flags=re.MULTILINE)[1:]:
        assert deel.strip(), "a heading with nothing below it"


def test_de_besluiten_zijn_doorgenummerd() -> None:
    assert [int(pad.name[:4]) for pad in BESLUITEN] == list(range(1, len(BESLUITEN) + 1))


def test_de_woordenlijst_noemt_elk_woord_een_keer() -> None:
    tekst = (WORTEL / "docs" / "woordenlijst.md").read_text(encoding="utf-8")
    domein, techniek = tekst.split("## Technical words")
    rijen = [[cel.strip() for cel in regel.split("|")[1:-1]] for regel in domein.splitlines() if regel.startswith("| ")]
    woorden = [rij[0] for rij in rijen if rij[0] not in {"Dutch", "---"}]
    assert len(woorden) >= 40
    assert len(set(woorden)) == len(woorden)
    assert all(len(rij) == 3 and all(rij) for rij in rijen)
    assert next(rij[2] for rij in rijen if rij[0] == "kaart") == "kaart, directory"
    for woord in ("etag", "cache", "bitset", "rate limit", "index"):
        assert f"| {woord} |" in techniek


def test_de_woordenlijst_noemt_alleen_namen_die_de_code_heeft() -> None:
    """The Dutch names of technical things that are left: who renames one takes it off the list."""
    techniek = (WORTEL / "docs" / "woordenlijst.md").read_text(encoding="utf-8").split("## Technical words")[1]
    namen = [naam for naam in re.findall(r"`(\w+)(?:\(\))?`", techniek) if naam != "momentopname"]
    code = "\n".join(pad.read_text(encoding="utf-8") for pad in bestanden("*.py") if "tests" not in pad.parts)
    assert len(namen) >= 12
    assert [
        naam for naam in namen if not re.search(rf"^\s*(?:def|class) \w*{naam}\b|^{naam} = ", code, re.MULTILINE)
    ] == []


def test_elk_pad_dat_een_papier_noemt_bestaat() -> None:
    namen = {pad.name for pad in bestanden("*")}
    stuk: list[str] = []
    aantal = 0
    for bestand in markdown():
        zonder_blokken = CODE_BLOK.sub("", bestand.read_text(encoding="utf-8"))
        for pad in re.findall(r"`([^`\n]+)`", zonder_blokken):
            is_bestand = BESTANDSNAAM.fullmatch(pad) is not None
            if not PAD.fullmatch(pad) or not ("/" in pad or is_bestand):
                continue
            aantal += 1
            if not (pad in namen or bestaat(pad, bestand)):
                stuk.append(f"{bestand.relative_to(WORTEL)}: {pad}")
    assert stuk == []
    assert aantal >= 60, "this found hardly a path: the pattern is broken"


def test_elke_module_en_elk_pad_in_een_toelichting_bestaat() -> None:
    teksten = [(str(pad.relative_to(WORTEL)), CODE_BLOK.sub("", pad.read_text("utf-8"))) for pad in markdown()]
    genoemd = [
        (plek, naam)
        for plek, tekst in (*teksten, *toelichtingen())
        for naam in MODULE.findall(tekst)
        if not BESTANDSNAAM.fullmatch(naam)
    ]
    assert [f"{plek}: {naam}" for plek, naam in genoemd if not module_of_iets_daarin(naam)] == []
    assert len(genoemd) >= 15, "this found hardly a module: the pattern is broken"
    paden = [(plek, pad) for plek, tekst in toelichtingen() for pad in PAD_IN_TEKST.findall(tekst)]
    # A decision may be named by its number: docs/besluiten/0005.
    assert [
        f"{plek}: {pad}"
        for plek, pad in paden
        if not bestaat(f"{pad}*" if pad.startswith("docs/besluiten/") else pad, WORTEL / plek.split(":")[0])
    ] == []


def test_een_kamer_noemt_alleen_modules_die_er_zijn() -> None:
    """The docstring of a package lists what is in it; after a move it would send a reader to a name that is gone."""
    stuk: list[str] = []
    aantal = 0
    for pad in bestanden("*__init__.py"):
        docstring = ast.get_docstring(ast.parse(pad.read_text(encoding="utf-8"))) or ""
        for naam in re.findall(r"`([a-z_]+(?:\.\w+)*)`", docstring):
            aantal += 1
            if not any(module_of_iets_daarin(naam, onder) or (onder / naam).is_dir() for onder in (pad.parent, WORTEL)):
                stuk.append(f"{pad.relative_to(WORTEL)}: {naam}")
    assert stuk == []
    assert aantal >= 60


def test_een_toelichting_verwijst_niet_naar_een_stuk_dat_niemand_heeft() -> None:
    """'Design §4.6' says nothing to somebody who has only this repository: give the reason, or a hard rule."""
    assert plekken_met(re.compile(r"§\s*\d|\b(?:of|in|by)\s+the\s+design\b")) == []
    regels = re.findall(r"^(\d+)\. \*\*", (WORTEL / "docs" / "ontwerp.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert regels == [str(nummer) for nummer in range(1, 11)]
    genoemd = re.compile(r"\bhard rules?\s+(\d+)(?:\s+and\s+(\d+))?")
    nummers = {n for _, tekst in toelichtingen() for paar in genoemd.findall(tekst) for n in paar if n}
    assert nummers <= set(regels)
    assert len(nummers) >= 6


def test_de_kaart_heet_nergens_map() -> None:
    """A map has streets and dots; where that is meant, the word plattegrond stands beside it."""
    papieren = [(str(pad.relative_to(WORTEL)), CODE_BLOK.sub("", pad.read_text("utf-8"))) for pad in markdown()]
    engels = [(plek, tekst) for plek, tekst in papieren if plek not in NEDERLANDS]
    fout = [
        f"{plek}: {gevonden[0]}"
        for plek, tekst in (*engels, *toelichtingen())
        if "plattegrond" not in plek + tekst
        for gevonden in MAP.finditer(tekst)
    ]
    assert fout == []


@pytest.mark.parametrize("patroon", LEEST_NIET, ids=lambda patroon: re.sub(r"\\\w\+?|\W+", " ", patroon).strip())
def test_een_toelichting_is_in_een_keer_te_lezen(patroon: str) -> None:
    assert plekken_met(re.compile(patroon, re.IGNORECASE)) == [], f"write instead: {LEEST_NIET[patroon]}"


def test_geen_regel_in_de_papieren_is_te_breed() -> None:
    te_breed = [
        f"{pad.relative_to(WORTEL)}: {regel[:40]}…"
        for pad in markdown()
        if pad.parent.name != "uitkomst"  # written by bench
        for regel in CODE_BLOK.sub("", pad.read_text(encoding="utf-8")).splitlines()
        if len(regel) > 120 and not regel.startswith("|")
    ]
    assert te_breed == []


def test_het_huis_op_papier_is_het_huis_dat_er_staat() -> None:
    papier = (WORTEL / "docs" / "huis.md").read_text(encoding="utf-8")
    kamers = {
        pad.parent for app in ("kaart", "organisaties", "doorverwijzing") for pad in bestanden(f"{app}/*/urls.py")
    }
    assert len(kamers) >= 15
    assert [str(kamer.relative_to(WORTEL)) for kamer in sorted(kamers) if f"{kamer.name}/" not in papier] == []
    contract = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    lagen = [naam.strip() for laag in contract["contracts"][0]["layers"] for naam in laag.split("|")]
    weg = re.search(r"^1\. (.+?)^2\. ", papier, re.MULTILINE | re.DOTALL)
    assert weg
    assert re.findall(r"`([\w.]+)`", weg[1]) == lagen


def test_het_huis_past_op_een_scherm() -> None:
    assert len((WORTEL / "docs" / "huis.md").read_text(encoding="utf-8").splitlines()) <= 72


def test_elke_opdracht_staat_in_het_leesmij() -> None:
    tekst = (WORTEL / "README.md").read_text(encoding="utf-8")
    opdrachten = {pad.stem for pad in bestanden("*/management/commands/*.py")} - {"__init__"}
    assert len(opdrachten) >= 8
    assert [naam for naam in sorted(opdrachten) if naam not in tekst] == []
