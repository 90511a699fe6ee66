"""Whether a question is about danger: sentences of both kinds, and the lines of the list themselves."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken import Antwoord, Register, Vraag, zoek_in
from organisaties.zoeken.index.bitset import union
from organisaties.zoeken.index.bouwen import bouw
from organisaties.zoeken.taal.gevaar import Regel, gevaarlijst, lees_gevaarlijst
from organisaties.zoeken.taal.termen import alle_woorden

ZINNEN = Path(__file__).parents[1] / "gevaar.csv"
GEEN = "geen"
NOOD = "nood"


@pytest.fixture
def register(kaart: None) -> Register:
    return bouw(Kijker.BEZOEKER, datetime.date(2026, 11, 27))


def zoek(q: str, register: Register) -> Antwoord:
    return zoek_in(Vraag(q, {}, ()), register)


def eerste(antwoord: Antwoord, hoeveel: int = 3) -> list[str]:
    return [antwoord.register.rijen[positie].kenmerk for positie in antwoord.stuk(0, hoeveel)]


def zinnen() -> list[tuple[str, str]]:
    with ZINNEN.open(encoding="utf-8", newline="") as bestand:
        return [(rij["zin"], rij["verwacht"]) for rij in csv.DictReader(bestand)]


def helpt(antwoord: Antwoord) -> int:
    maskers = antwoord.register.maskers["behoefte"]
    return union(maskers.get(slug, 0) for slug in antwoord.register.betekenis.nood)


def test_een_zin_over_gevaar_leidt_naar_hulp_bij_gevaar(register: Register) -> None:
    gemist = {}
    gevaar = [(zin, slug) for zin, slug in zinnen() if slug != GEEN]
    for zin, slug in gevaar:
        antwoord = zoek(zin, register)
        behoeften = antwoord.uitslag.behoeften if antwoord.uitslag else {}
        bovenaan = antwoord.stuk(0, 1)
        goed = antwoord.gaat_over_nood and any(helpt(antwoord) >> plek & 1 for plek in bovenaan)
        if not goed or slug not in {NOOD, *behoeften}:
            gemist[zin] = (behoeften, eerste(antwoord))
    assert len(gevaar) > 55
    assert not gemist


def test_een_gewone_zin_is_geen_gevaar(register: Register) -> None:
    gewoon = [zin for zin, slug in zinnen() if slug == GEEN]
    fout = {}
    for zin in gewoon:
        antwoord = zoek(zin, register)
        noodhulp = any(register.alleen_bij_nood >> plek & 1 for plek in antwoord.stuk(0, 1))
        if antwoord.gaat_over_nood or antwoord.gaat_over_veiligheid or noodhulp:
            fout[zin] = eerste(antwoord)
    assert len(gewoon) > 75
    assert not fout


def test_bij_niet_meer_willen_leven_staat_113_voor_112(register: Register) -> None:
    for zin in ("zelfmoord", "ik wil niet meer leven", "suicide", "hij wil zichzelf ophangen", "kill myself"):
        gevonden = eerste(zoek(zin, register), 5)
        assert gevonden[0] == "hulp-113", (zin, gevonden)


def test_elk_voorbeeld_in_de_lijst_klopt() -> None:
    lijst = gevaarlijst()
    regels = [regel for regel in lijst.regels if regel.voorbeeld]
    assert len(regels) > 150
    fout = [
        regel.voorbeeld
        for regel in regels
        if not any(
            gevonden.behoeften == regel.behoeften for gevonden in lijst.lees(alle_woorden(regel.voorbeeld)).gevaar
        )
    ]
    fout += [r.onschuldig for r in lijst.regels if r.onschuldig and lijst.lees(alle_woorden(r.onschuldig)).gevaar]
    assert not fout


def test_elke_behoefte_van_de_lijst_is_er_een_van_gevaar(register: Register) -> None:
    slugs = {slug for regel in gevaarlijst().regels for slug in regel.behoeften}
    assert slugs <= register.betekenis.nood


def test_delen_van_een_regel_staan_bij_elkaar_in_elke_volgorde_en_elk_op_eigen_woorden() -> None:
    rijen = [
        {"behoefte": "a", "samen": "[dier] bijt*/hapt_in mij", "niet": "spel", "voorbeeld": "", "onschuldig": ""},
        {"behoefte": "", "samen": "hond lief", "niet": "", "voorbeeld": "", "onschuldig": ""},
    ]
    groepen = {"dier": ["hond", "grote kat"], "persoon": [], "vulling": ["heel"], "dubbelzinnig": ["hond"]}
    lijst = lees_gevaarlijst(groepen, rijen)

    def lees(zin: str) -> bool:
        return bool(lijst.lees(zin.split()).gevaar)

    assert lees("hond bijt mij")
    assert lees("mij bijten zegt de grote kat")
    assert lees("de hond hapt in mij")
    assert not lees("hond hapt mij")
    assert not lees("kat bijt mij")
    assert not lees("spel hond bijt mij")
    assert not lees(f"hond {'en ' * 12} bijt mij")
    assert lijst.lees(["hond", "lief"]).onschuldig
    assert lijst.lees(["heel", "hond"]).los == frozenset()
    assert lijst.lees(["hond", "boot"]).los == {"hond"}


def test_een_groep_die_er_niet_is_wordt_genoemd() -> None:
    groepen: dict[str, list[str]] = {"persoon": [], "vulling": [], "dubbelzinnig": []}
    regel = {"behoefte": "a", "samen": "[weg]", "niet": "", "voorbeeld": "", "onschuldig": ""}
    with pytest.raises(ValueError, match="weg"):
        lees_gevaarlijst(groepen, [regel])
    assert isinstance(lees_gevaarlijst(groepen, []).regels, tuple)
    assert not Regel((), (), (), alleen=False, voorbeeld="", onschuldig="").alleen
