"""Every name and every postcode of the city is found as its area; what cannot be, says why."""

from __future__ import annotations

import csv

import pytest
from django.conf import settings

from organisaties.regels.begrip import Begrip
from organisaties.zoeken.taal.plaatsnamen import Naamrij, Plaats, Plaatsen, lees_plaatsen
from organisaties.zoeken.taal.termen import alle_woorden

# Places only behind 'in', by themselves something else.
ALLEEN_ACHTER_IN = {
    "Don Bosco": "a school",
    "AMC": "a hospital",
    "Wildeman": "a family name",
}
# Without 'buurt' or without what stands before the '/', an ordinary word, another thing or a person.
GEWOON = (
    """
contact|wet|de wet|spiegel|vogel|diamant|architecten|kazerne|stadion|station|marathon|dapper|kermis|circus|punt|klomp
kameleon|eenhoorn|sloten|melkweg|lucas|amstel|haven|centrum|zuid|noord|oost|west|midden|plein|markt|op de markt|kerk
rode kruis|kleine wereld|nieuwe kerk|eerste hulp|jan|anjelier
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def rijen(naam: str) -> list[dict[str, str]]:
    with (settings.BASE_DIR / "fixtures" / naam).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand))


@pytest.fixture(scope="module")
def plaatsen() -> Plaatsen:
    stadsdelen = {
        rij["slug"]: Begrip(nummer, rij["slug"], rij["naam"]) for nummer, rij in enumerate(rijen("stadsdelen.csv"), 1)
    }
    gebieden = {
        rij["slug"]: Begrip(nummer, rij["slug"], rij["naam"], ouder=stadsdelen[rij["stadsdeel"]].pk)
        for nummer, rij in enumerate(rijen("gebieden.csv"), 1)
    }
    namen = [
        Naamrij(rij["naam"], rij["gebied"], rij["stadsdeel"], float(rij["lat"]), float(rij["lon"]))
        for rij in rijen("geo/plaatsnamen.csv")
    ]
    postcodes = [(rij["pc4"], rij["gebied"], rij["stadsdeel"]) for rij in rijen("geo/postcodes.csv")]
    return lees_plaatsen(namen, postcodes, {"stadsdeel": stadsdelen, "gebied": gebieden}, settings.STADSGEGEVENS)


def gevonden(plaatsen: Plaatsen, q: str) -> list[Plaats]:
    # All words are known: nothing is found by guessing.
    return [een.plaats for een in plaatsen.vind(alle_woorden(q), lambda woord: True)]


@pytest.mark.parametrize(
    "vorm",
    ["{}", "taalles {} vrouwen", "in {}", "{} e.o.", "{} buurt"],
)
def test_elke_naam_is_zijn_gebied(plaatsen: Plaatsen, vorm: str) -> None:
    per_naam: dict[str, set[tuple[str, str]]] = {}
    for rij in rijen("geo/plaatsnamen.csv"):
        per_naam.setdefault(rij["naam"], set()).add((rij["gebied"], rij["stadsdeel"]))
    assert len(per_naam) > 500
    fout = {}
    for naam, waar in per_naam.items():
        if naam in ALLEEN_ACHTER_IN and "in " not in vorm:
            continue
        # 'Westlandgracht buurt' is in two areas; the one that is called so goes first.
        if "buurt" in vorm and f"{naam}buurt" in per_naam:
            continue
        plekken = gevonden(plaatsen, vorm.format(naam))
        if not plekken or {(plekken[0].gebieden, plekken[0].stadsdelen)} != {
            (tuple(sorted({g for g, _ in waar})), tuple(sorted({s for _, s in waar})))
        }:
            fout[naam] = plekken
    assert not fout


def test_los_geschreven_aaneen_en_met_streepjes_is_hetzelfde(plaatsen: Plaatsen) -> None:
    for rij in rijen("geo/plaatsnamen.csv"):
        naam = rij["naam"]
        if naam in ALLEEN_ACHTER_IN:
            continue
        los = gevonden(plaatsen, naam)
        for anders in (naam.replace("-", " "), naam.replace(" ", ""), naam.replace(" ", "-"), naam.upper()):
            assert gevonden(plaatsen, anders) == los, anders


def test_een_typefout_in_een_lange_naam_is_dezelfde_plaats_of_geen(plaatsen: Plaatsen) -> None:
    raak = geteld = 0
    for rij in rijen("geo/plaatsnamen.csv"):
        naam = rij["naam"]
        if naam in ALLEEN_ACHTER_IN or len(naam) < 9 or not naam.isalpha():
            continue
        fout = naam[:4] + naam[5:]
        plekken = [een.plaats for een in plaatsen.vind(alle_woorden(fout), lambda woord: False)]
        geteld += 1
        assert not plekken or set(plekken[0].stadsdelen) & {rij["stadsdeel"]}, fout
        raak += bool(plekken)
    assert raak / geteld > 0.95


def test_elke_postcode_is_zijn_gebied_met_en_zonder_letters(plaatsen: Plaatsen) -> None:
    for rij in rijen("geo/postcodes.csv"):
        for vorm in ("{}", "{} ZX", "{}zx", "postcode {}", "eten {} gratis"):
            (plek,) = gevonden(plaatsen, vorm.format(rij["pc4"]))
            assert plek.gebieden == (rij["gebied"],)
            assert plek.stadsdelen == (rij["stadsdeel"],)


@pytest.mark.parametrize("woord", GEWOON)
def test_een_gewoon_woord_is_geen_buurt(plaatsen: Plaatsen, woord: str) -> None:
    assert not gevonden(plaatsen, woord)


def test_geen_woord_van_een_behoefte_is_een_buurt(plaatsen: Plaatsen) -> None:
    woorden = [woord for rij in rijen("behoeften.csv") for woord in (rij["naam"], *rij["synoniemen"].split("|"))]
    assert not {woord for woord in woorden if gevonden(plaatsen, woord)}


@pytest.mark.parametrize(
    ("gebied", "dichtst_bij"),
    [("weesp", "zuidoost"), ("noord", "centrum"), ("nieuw-west", "west")],
)
def test_het_stadsdeel_ernaast_is_het_dichtst_bij(plaatsen: Plaatsen, gebied: str, dichtst_bij: str) -> None:
    anderen = [rij["slug"] for rij in rijen("stadsdelen.csv") if rij["slug"] != gebied]
    assert plaatsen.op_afstand([gebied], anderen)[0] == dichtst_bij
