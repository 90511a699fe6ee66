"""Loading the lists beside the entries, and taking away what a newer delivery no longer has."""

from __future__ import annotations

import csv
import datetime
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from organisaties.models import (
    Aanbod,
    Gat,
    Groepswoord,
    Halte,
    Locatie,
    Organisatie,
    Plaatsnaam,
    Postcode,
    Samenwerking,
    Taalwoorden,
    Versie,
    Voorstel,
    Woordbehoefte,
)
from organisaties.regels import versheid
from organisaties.zoeken.gestopt import gestopt
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, maak_aanbod
from tests.uitwisseling.test_laad_kaart import laad

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """Give a copy of the opening data that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "kaart"))


def schrijf(pad: Path, *rijen: str) -> None:
    pad.write_text("\r\n".join(rijen) + "\r\n", encoding="utf-8")


def erbij(pad: Path, rij: str) -> None:
    with pad.open("a", encoding="utf-8", newline="") as stroom:
        stroom.write(f"{rij}\r\n")


def lees(naam: str) -> list[dict[str, str]]:
    with (FIXTURES / naam).open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom))


def test_elke_rij_van_de_lijsten_staat_in_de_kaart(kaart: None) -> None:
    assert set(Groepswoord.objects.per_woord()) == {rij["woord"] for rij in lees("groepswoorden.csv")}
    assert Taalwoorden.objects.filter(nagekeken=False).count() == len(lees("woorden-andere-talen.csv"))
    for model, naam in ((Plaatsnaam, "plaatsnamen"), (Postcode, "postcodes"), (Halte, "haltes")):
        assert model.objects.count() == len(lees(f"geo/{naam}.csv"))
    assert Gat.objects.open().count() == len(lees("gaten.csv"))
    precies = {rij["kenmerk"]: rij["precisie"] for rij in lees("geo/plekken.csv")}
    assert dict(Locatie.objects.values_list("kenmerk", "precisie")) == precies
    for plek in Locatie.objects.all():
        assert (plek.precies_punt is not None) is (precies[plek.kenmerk] == "adres")


def test_wie_formeel_en_informeel_is_telt_voor_beide_en_verouderd_als_de_snelste(kaart: None) -> None:
    huis = Organisatie.objects.get(kenmerk="hushu-house")
    assert huis.formaliteit == "beide"
    assert huis.formaliteit_toelichting
    termijnen = {f: versheid.termijn("", f) for f in ("formeel", "informeel", "beide")}
    assert termijnen["beide"] == min(termijnen["formeel"], termijnen["informeel"]) < max(termijnen.values())


def test_een_lijn_van_twee_kanten_is_een_lijn_met_beide_toelichtingen(kaart: None) -> None:
    lijn = Samenwerking.objects.get(van__kenmerk="buurtwerk-west", naar__kenmerk="coa", soort="werkt-samen-met")
    assert "vaste lijnen per thema" in lijn.toelichting
    assert "koken elke week" in lijn.toelichting
    assert Samenwerking.objects.filter(naar__isnull=True, andere="opbouwwerk in Noord").exists()


def test_gewone_woorden_met_hun_behoefte(kaart: None, kopie: Path) -> None:
    schrijf(kopie / "woordbehoeften.csv", "woord,taal,behoefte,zeker", "pannenkoek,,eten,0.75", "soep,en,eten,1")
    assert "Totaal: 2 wijzigingen" in laad(kopie)
    assert "Totaal: 0 wijzigingen" in laad(kopie)
    [(woord, _, zeker), _] = Woordbehoefte.objects.rijen()
    assert (woord, zeker) == ("pannenkoek", 0.75)
    assert [rij[0] for rij in Woordbehoefte.objects.rijen(Decimal("0.9"))] == ["soep"]


@pytest.mark.parametrize(
    ("bestand", "rij", "zin"),
    [
        (
            "groepswoorden.csv",
            "maanmensen,maan",
            "groepswoorden.csv, rij {laatste}, kolom categorie: 'maan' is geen categorie",
        ),
        (
            "geo/plaatsnamen.csv",
            "Nergens,wijk,bijlmer-oost,noord,52.3,4.9,",
            "geo/plaatsnamen.csv, rij {laatste}, kolom gebied",
        ),
        (
            "geo/haltes.csv",
            "AZUA,bus,52.3,4.9,zuidoost",
            "geo/haltes.csv, rij {laatste}, kolom naam: 'AZUA', 'bus' staat ook al",
        ),
        ("geo/haltes.csv", "Nieuw,raket,52.3,4.9,", "kolom soort: 'raket' kan hier niet"),
        ("geo/postcodes.csv", "12,52.3,4.9,,", "kolom pc4: '12' is geen postcode van vier cijfers"),
        (
            "samenwerking.csv",
            "coa,hushu-hous,warme lijn,,",
            "'hushu-hous' is geen organisatie. Bedoelt u 'hushu-house'?",
        ),
        ("samenwerking.csv", "coa,coa,warme lijn,,", "'coa' kan geen lijn hebben met zichzelf"),
        ("stadsdeel-lijnen.csv", "west,maanlicht,ja,,", "kolom onderwerp: 'maanlicht' kan hier niet"),
        ("hulplijnen-nummers.csv", "luisterlijnen,X,112,,,bron,,2026-01-01,H", "Bedoelt u"),
        (
            "hulplijnen-nummers.csv",
            "x,X,bel maar,,,bron,,2026-01-01,H",
            "kolom telefoon: 'bel maar' is geen telefoonnummer",
        ),
        ("weggehaald.csv", "aanbod,buurtbuik-west,Weg.", "'buurtbuik-west' staat ook in aanbod.csv"),
        ("gaten.csv", "gat-x,,,eten,Bel Fatima Yilmaz op 06 12 34 56 78,", "gaten.csv, rij {laatste}, kolom vraag"),
    ],
)
def test_elke_fout_in_een_lijst_wordt_genoemd_en_niets_bewaard(
    db: None, kopie: Path, bestand: str, rij: str, zin: str
) -> None:
    if bestand == "hulplijnen-nummers.csv" and rij.startswith("luister"):
        tekst = (kopie / bestand).read_text(encoding="utf-8").replace("luisterlijn,", "luisterlijnen,")
        (kopie / bestand).write_text(tekst, encoding="utf-8")
    else:
        erbij(kopie / bestand, rij)
    with pytest.raises(CommandError) as fout:
        laad(kopie)
    with (kopie / bestand).open(encoding="utf-8", newline="") as stroom:
        laatste = sum(1 for _ in csv.reader(stroom))
    assert zin.format(laatste=laatste) in str(fout.value)
    assert not Organisatie.objects.exists()


def test_hulplijnen_zonder_hun_nummers_laden_niet(db: None, kopie: Path) -> None:
    (kopie / "hulplijnen-nummers.csv").unlink()
    with pytest.raises(CommandError, match=r"hoort hulplijnen-nummers.csv"):
        laad(kopie)


@pytest.fixture
def oud(db: None) -> dict[str, Any]:
    """Return what a site of before still has of what went."""
    call_command("laad_kaart", FIXTURES, verbosity=0)
    huis = OrganisatieFabriek(kenmerk="moskee-met-maaltijd", naam="Oude naam")
    plek = LocatieFabriek(kenmerk="zeeburg-advocaat", naam="Oude plek", organisatie=huis)
    return {
        "huis": huis,
        "plek": plek,
        "weg": maak_aanbod(kenmerk="moskee-maaltijd", naam="Maaltijd", organisatie=huis, locaties=[plek]),
    }


def test_wat_wegging_stopt_met_de_reden_en_een_tweede_keer_verandert_niets(oud: dict[str, Any]) -> None:
    laad(FIXTURES)
    weg = Aanbod.objects.get(pk=oud["weg"].pk)
    geweest = gestopt(weg)
    assert geweest is not None
    assert "geen naam" in geweest.waarom
    assert [v.rol for v in Versie.objects.bij(weg)] == ["beheerder", ""]
    assert Organisatie.objects.get(pk=oud["huis"].pk).status == "gestopt"
    assert not Locatie.objects.filter(pk=oud["plek"].pk).exists()
    assert "Totaal: 0 wijzigingen" in laad(FIXTURES)


@pytest.mark.parametrize("hoe", ["gecontroleerd", "veranderd"])
def test_wat_iemand_hier_nakeek_of_veranderde_wordt_alleen_voorgesteld(oud: dict[str, Any], hoe: str) -> None:
    if hoe == "gecontroleerd":
        Aanbod.objects.filter(pk=oud["weg"].pk).update(gecontroleerd_op=datetime.date(2026, 11, 25))
    else:
        Versie.objects.create(aanbod=oud["weg"], soort="wijziging", staat={})
    gezegd = laad(FIXTURES)
    assert "deze blijven staan: moskee-maaltijd" in gezegd
    assert Aanbod.objects.get(pk=oud["weg"].pk).status == "gepubliceerd"
    # What still goes on keeps its organisation and its place.
    assert Organisatie.objects.get(pk=oud["huis"].pk).status == "gepubliceerd"
    assert Locatie.objects.filter(pk=oud["plek"].pk).exists()
    voorstel = Voorstel.objects.get(aanbod=oud["weg"])
    assert voorstel.wijzigingen == {"status": {"van": "gepubliceerd", "naar": "gestopt"}}
    assert "Totaal: 0 wijzigingen" in laad(FIXTURES)
    assert Voorstel.objects.filter(aanbod=oud["weg"]).count() == 1


def test_op_een_nieuwe_site_komt_er_niets_van(kaart: None) -> None:
    weg = {rij["kenmerk"] for rij in lees("weggehaald.csv")}
    for model in (Aanbod, Organisatie, Locatie):
        assert not model.objects.filter(kenmerk__in=weg).exists()
    assert not Voorstel.objects.exists()
