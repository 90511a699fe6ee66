"""What a municipality and a newcomer to the code look for first: it is there, whole, and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

WORTEL: Path = settings.BASE_DIR
BESLUITEN = sorted((WORTEL / "docs" / "besluiten").glob("*.md"))
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def artikelen(tekst: str) -> list[int]:
    return [int(nummer) for nummer in re.findall(r"^(\d+)\.\s?[A-Z]", tekst, re.MULTILINE)]


def markdown() -> list[Path]:
    """Return every .md that git keeps or would keep."""
    opdracht = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"]
    uitvoer = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, check=True, text=True).stdout
    return [WORTEL / naam for naam in uitvoer.split("\0") if naam and (WORTEL / naam).is_file()]


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
