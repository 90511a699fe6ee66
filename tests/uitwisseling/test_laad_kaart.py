"""Loading the opening data: all of it or nothing, twice is once, and every fault by name."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from doorverwijzing.models import Route, Stap
from kaart.uitwisseling.tabellen import velden
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from organisaties.models import Aanbod, Behoefte, Locatie, Openingstijd, Organisatie, Stadsdeel, Toegang

FIXTURES = settings.BASE_DIR / "fixtures"
Rijen = list[list[str]]


def laad(map_: Path, *opties: str) -> str:
    """Load and return what was said."""
    gezegd = io.StringIO()
    call_command("laad_kaart", map_, *opties, stdout=gezegd)
    return gezegd.getvalue()


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """Give a copy of the opening data that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "kaart"))


def wijzig(map_: Path, bestand: str, hoe: Callable[[Rijen], object]) -> None:
    """Change the rows of a file, header first."""
    pad = map_ / bestand
    with pad.open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.reader(stroom))
    hoe(rijen)
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        csv.writer(stroom).writerows(rijen)


def zet(kolom: str, rij: int, waarde: str) -> Callable[[Rijen], None]:
    """Return a change of one cell; `rij` as a spreadsheet counts, the header is 1."""

    def hoe(rijen: Rijen) -> None:
        rijen[rij - 1][rijen[0].index(kolom)] = waarde

    return hoe


def fout_bij(map_: Path) -> str:
    """Load what is wrong and return the sentences; nothing may have been written."""
    with pytest.raises(CommandError) as fout:
        laad(map_)
    assert not Stadsdeel.objects.exists()
    assert not Organisatie.objects.exists()
    return str(fout.value)


def test_alles_komt_mee_en_een_tweede_keer_verandert_niets(db: None) -> None:
    laad(FIXTURES)
    aantallen = [m.objects.count() for m in (Organisatie, Locatie, Aanbod, Toegang, Route, Stap, Behoefte)]
    assert aantallen == [87, 62, 165, 779, 55, 173, 136]
    wanneer = dict(Aanbod.objects.values_list("kenmerk", "gewijzigd_op"))

    with CaptureQueriesContext(connection) as gevangen:
        gezegd = laad(FIXTURES)

    assert "Totaal: 0 wijzigingen" in gezegd
    assert dict(Aanbod.objects.values_list("kenmerk", "gewijzigd_op")) == wanneer
    assert len(gevangen) < 100, "reads tables, not rows"


def test_herkomst_komt_mee_en_alles_is_nog_niet_gecontroleerd(kaart: None) -> None:
    eten = Aanbod.objects.get(kenmerk="hushu-house-eten")
    assert (eten.zekerheid, eten.bron) == ("R", "rapport r. 1373-1381 en 1389-1393")
    assert not Aanbod.objects.filter(gecontroleerd_op__isnull=False).exists()
    assert eten.hele_stad
    assert set(eten.behoeften.values_list("slug", flat=True)) >= {"eten-warme-maaltijd", "opvang-dag"}


def test_een_verkeerd_stadsdeel_en_een_lege_naam_staan_er_samen_bij(db: None, kopie: Path) -> None:
    wijzig(kopie, "aanbod.csv", zet("werkgebied", 7, "zuidost"))
    wijzig(kopie, "aanbod.csv", zet("naam", 9, ""))
    gezegd = fout_bij(kopie)
    assert "aanbod.csv, rij 7, kolom werkgebied: 'zuidost' is geen stadsdeel. Bedoelt u 'zuidoost'?" in gezegd
    assert "aanbod.csv, rij 9, kolom naam" in gezegd
    assert "Er zijn 2 fouten" in gezegd


@pytest.mark.parametrize(
    ("bestand", "kolom", "rij", "waarde", "verwacht"),
    [
        ("aanbod.csv", "bsn", 2, "misschien", "Kies uit"),
        ("aanbod.csv", "soort", 2, "spreekuurtje", "spreekuur"),
        ("aanbod.csv", "organisatie", 2, "hushu-hous", "Bedoelt u 'hushu-house'?"),
        ("aanbod.csv", "behoeften", 2, "eten-voedselpaket", "Bedoelt u 'eten-voedselpakket'?"),
        ("aanbod.csv", "kenmerk", 2, "Hushu House", "kenmerk"),
        ("aanbod.csv", "kenmerk", 3, "hushu-house-eten", "hushu-house-eten"),
        ("aanbod.csv", "geldig_tot", 2, "31-02-2027", "geen dag die bestaat"),
        ("aanbod.csv", "naam", 2, "x\x00y", "rij 2"),
        ("organisaties.csv", "website", 2, "vluchtelingenwerk", "geen webadres"),
        ("organisaties.csv", "formaliteit", 2, "half", "Kies uit"),
        ("locaties.csv", "postcode", 2, "1O18 DP", "1018 DP"),
        ("locaties.csv", "lat", 2, "4.9", "graden"),
        ("locaties.csv", "gebied", 2, "osdorp", "osdorp"),
        ("behoeften.csv", "ouder", 2, "eten-voedselpakket", "eten"),
        ("routes.csv", "alternatief_voor", 3, "9", "9"),
        ("routes.csv", "aanbod_of_organisatie", 2, "nergens", "nergens"),
        ("toegang.csv", "waarde", 2, "ja hoor", "Kies uit"),
        ("openingstijden.csv", "van", 2, "25:00", "geen tijd"),
    ],
)
def test_elke_fout_wordt_genoemd_met_bestand_rij_en_kolom(
    db: None, kopie: Path, bestand: str, kolom: str, rij: int, waarde: str, verwacht: str
) -> None:
    wijzig(kopie, bestand, zet(kolom, rij, waarde))
    gezegd = fout_bij(kopie)
    assert f"{bestand}, rij {rij}" in gezegd
    assert verwacht in gezegd


@pytest.mark.parametrize(
    ("hoe", "verwacht"),
    [
        (lambda rijen: rijen[0].__setitem__(0, "kenmrk"), "kenmerk"),
        (lambda rijen: [rij.append("x") for rij in rijen], "x"),
        (lambda rijen: rijen[4].pop(), "rij 5"),
        (lambda rijen: rijen.clear(), "aanbod.csv"),
    ],
)
def test_een_kapotte_vorm_wordt_genoemd(db: None, kopie: Path, hoe: Callable[[Rijen], object], verwacht: str) -> None:
    wijzig(kopie, "aanbod.csv", hoe)
    assert verwacht in fout_bij(kopie)


def test_een_bestand_dat_ontbreekt_of_geen_utf8_is_wordt_genoemd(db: None, kopie: Path) -> None:
    (kopie / "talen.csv").unlink()
    (kopie / "gebieden.csv").write_bytes("slug,naam,stadsdeel\r\nx,Café,oost\r\n".encode("cp1252"))
    gezegd = fout_bij(kopie)
    assert "talen.csv" in gezegd
    assert "gebieden.csv" in gezegd
    assert "UTF-8" in gezegd


def anders(*rijen: str) -> Callable[[Rijen], None]:
    """Return a change that adds a column 'soort' and these rows, in the order of the columns."""

    def hoe(bestand: Rijen) -> None:
        bestand[0].append("soort")
        for rij in bestand[1:]:
            rij.append("gewoon")
        bestand += [rij.split(",") for rij in rijen]

    return hoe


def test_gesloten_dagen_en_andere_uren_komen_mee(db: None, kopie: Path) -> None:
    rijen = (
        "buurtbuik-west,,,,,,,2026-12-24,2027-01-02,kerst,dicht",
        "buurtbuik-west,,12:00,14:00,,,,2026-12-28,2026-12-28,,anders",
    )
    wijzig(kopie, "openingstijden.csv", anders(*rijen))
    laad(kopie)
    tijden = Openingstijd.objects.filter(aanbod__kenmerk="buurtbuik-west").order_by("soort")
    assert [str(tijd) for tijd in tijden] == [
        "open op 28 december 2026, 12:00 tot 14:00",
        "dicht van 24 december 2026 tot en met 2 januari 2027 (kerst)",
        "zaterdag",
    ]
    assert "Totaal: 0 wijzigingen" in laad(kopie)


@pytest.mark.parametrize(
    ("rij", "kolom"),
    [
        ("buurtbuik-west,,10:00,12:00,,,,,,,gewoon", "weekdag"),
        ("buurtbuik-west,maandag,,,,,,2026-12-24,2026-12-24,,dicht", "weekdag"),
        ("buurtbuik-west,,,,,,,2026-12-24,,,dicht", "geldig_tot"),
        ("buurtbuik-west,,,,,,,,2026-12-24,,anders", "geldig_van"),
        ("buurtbuik-west,,,,,,,2026-12-24,2026-12-24,,misschien", "soort"),
    ],
)
def test_een_regel_over_andere_dagen_die_niet_klopt_wordt_genoemd(db: None, kopie: Path, rij: str, kolom: str) -> None:
    wijzig(kopie, "openingstijden.csv", anders(rij))
    assert f"kolom {kolom}" in fout_bij(kopie)


def test_een_gesloten_dag_wordt_geen_gewoon_uur_waar_het_bestand_geen_soort_noemt(db: None, kopie: Path) -> None:
    heel = (kopie / "openingstijden.csv").read_bytes()
    wijzig(kopie, "openingstijden.csv", anders("buurtbuik-west,,,,,,,2026-12-24,2026-12-24,kerst,dicht"))
    laad(kopie)
    (kopie / "openingstijden.csv").write_bytes(heel)
    wijzig(kopie, "openingstijden.csv", erbij_zonder_soort("buurtbuik-west,donderdag,10:00,12:00"))
    laad(kopie)
    tijden = Openingstijd.objects.filter(aanbod__kenmerk="buurtbuik-west").order_by("weekdag")
    assert [str(tijd) for tijd in tijden] == ["donderdag, 10:00 tot 12:00", "zaterdag"]
    assert {tijd.soort for tijd in tijden} == {"gewoon"}


def erbij_zonder_soort(rij: str) -> Callable[[Rijen], None]:
    """Return a change that adds a row and no column; cells behind it stay empty."""

    def hoe(bestand: Rijen) -> None:
        cellen = rij.split(",")
        bestand.append(cellen + [""] * (len(bestand[0]) - len(cellen)))

    return hoe


def test_een_map_die_er_niet_is(db: None, tmp_path: Path) -> None:
    assert "is er niet" in fout_bij(tmp_path / "nergens")


def test_een_veranderde_cel_verandert_alleen_dat(kaart_met_tabel: None, kopie: Path) -> None:
    voor = {a["kenmerk"]: a for a in Aanbod.objects.values()}
    wijzig(kopie, "aanbod.csv", zet("naam", 3, "Andere naam"))
    assert "Totaal: 1 wijziging\n" in laad(kopie)
    na = {a["kenmerk"]: a for a in Aanbod.objects.values()}
    anders = {k for k in voor if {**voor[k], "gewijzigd_op": 0} != {**na[k], "gewijzigd_op": 0}}
    assert anders == {"stap-verder-keuken"}
    assert na["stap-verder-keuken"]["naam"] == "Andere naam"


def test_een_rij_die_ontbreekt_blijft_op_de_kaart_maar_een_stap_gaat_weg(kaart_met_tabel: None, kopie: Path) -> None:
    wijzig(kopie, "aanbod.csv", lambda rijen: rijen.pop())
    wijzig(kopie, "toegang.csv", lambda rijen: rijen.pop())
    stap = Stap.objects.get(route__kenmerk="eten-algemeen", nummer=3)
    wijzig(kopie, "routes.csv", lambda rijen: rijen.pop(5))
    laad(kopie)
    assert Aanbod.objects.count() == 165
    assert not Stap.objects.filter(pk=stap.pk).exists()


def test_droog_bewaart_niets(db: None) -> None:
    assert "er is niets bewaard" in laad(FIXTURES, "--droog")
    assert not Organisatie.objects.exists()


def test_de_gegevens_zoals_aangeleverd_laden_ook(db: None) -> None:
    bron = settings.BASE_DIR.parent / "shared" / "data2"
    if not bron.is_dir():
        pytest.skip("the opening data as delivered are not here")
    laad(bron)
    assert "Totaal: 0 wijzigingen" in laad(bron)
    assert Openingstijd.objects.count() == 134


SOORTEN: list[velden.Veld] = [
    velden.Tekst(10),
    velden.Patroon(r"\d+", "getal", "1"),
    velden.JA_NEE,
    velden.Keuzes(("a", "b")),
    velden.Woorden(20),
    velden.Getal(1, 9),
    velden.Graden(50, 54, 6),
    velden.Datum(),
    velden.Tijd(),
    velden.Webadres(),
    velden.Verwijzing(("aanbod",)),
    velden.Verwijzingen(("stadsdelen",), in_plaats="stad"),
]


@given(soort=st.sampled_from(SOORTEN), tekst=st.text(min_size=1, max_size=40))
def test_elke_celtekst_is_een_waarde_of_een_zin(soort: velden.Veld, tekst: str) -> None:
    try:
        waarde = soort.lees(tekst)
    except Onleesbaar as fout:
        waarde = str(fout)
    assert waarde is not None
    assert waarde != "" or not tekst.replace("|", " ").strip(), "a cell with something in it means something"


def test_geen_tekst_spreekt_de_lezer_over_het_rapport() -> None:
    """Where something was found stands in 'bron'; whoever reads the rest has no report at hand."""
    map_ = settings.BASE_DIR / "fixtures"
    gevonden = []
    for pad in sorted(map_.glob("*.csv")):
        with pad.open(encoding="utf-8", newline="") as bestand:
            for rij in csv.DictReader(bestand):
                gevonden += [
                    f"{pad.name}: {tekst}"
                    for kolom, tekst in rij.items()
                    if kolom != "bron"
                    and "rapport " in f"{tekst} ".lower().replace(".", " ")
                    and pad.name not in WOORDENLIJSTEN
                ]
    assert gevonden == []


def test_geen_tekst_van_een_aanbod_zegt_bel_waar_geen_nummer_is() -> None:
    map_ = settings.BASE_DIR / "fixtures"
    with (map_ / "organisaties.csv").open(encoding="utf-8", newline="") as bestand:
        met_nummer = {rij["kenmerk"] for rij in csv.DictReader(bestand) if rij["telefoon"]}
    with (map_ / "aanbod.csv").open(encoding="utf-8", newline="") as bestand:
        zonder = [rij for rij in csv.DictReader(bestand) if rij["organisatie"] not in met_nummer]
    assert len(zonder) > 80
    assert not [(rij["kenmerk"], tekst) for rij in zonder for tekst in rij.values() if re.search(r"\b[Bb]el\b", tekst)]


# Lists of words, in which 'rapport' is a word that somebody may type.
WOORDENLIJSTEN = {"behoeften.csv", "synoniemen.csv", "woordbehoeften.csv", "woorden-andere-talen.csv"}
