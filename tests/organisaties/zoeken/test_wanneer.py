"""Finding by the clock: what is open now, still today, or on a day that somebody names."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from organisaties.models import Aanbod, Behoefte, Openingstijd
from organisaties.regels.klok import Soort, Tijdplan, stand
from organisaties.regels.openingstijden import Regel
from organisaties.zichtbaarheid import BEZOEKER, Kijker
from organisaties.zoeken import Vraag, register_voor, zoek
from organisaties.zoeken.index.bouwen import bouw
from organisaties.zoeken.index.moment import op_moment
from organisaties.zoeken.index.uren import Uren, deel, werking
from organisaties.zoeken.keuzes import WANNEER
from organisaties.zoeken.taal.wanneer import lees_tijden
from tests.fabrieken import maak_aanbod
from tests.organisaties.test_zoeken import Pagina

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MA = dt.date(2026, 11, 23)


def om(dag: dt.date, uur: int, minuut: int = 0) -> time_machine.travel:
    """Return the clock of the wall in Amsterdam at a moment."""
    return time_machine.travel(dt.datetime.combine(dag, dt.time(uur, minuut), AMSTERDAM), tick=False)


@pytest.fixture
def week(db: None) -> None:
    """Make a lunch, an evening, a night bar, a day without hours, a pause, one that is full, one not known."""
    for kenmerk, uren in {
        "lunch": [(1, 10, 12), (1, 19, 21)],
        "zaterdagavond": [(6, 19, 21)],
        "nachtcafe": [(6, 22, 2)],
        "ergens-op-dinsdag": [(2, None, None)],
        "altijd": [(dag, 0, 0) for dag in range(1, 8)],
        "pauze": [(1, 9, 17)],
        "vol": [(1, 9, 17)],
        "onbekend": [],
    }.items():
        aanbod = maak_aanbod(kenmerk=kenmerk, naam=f"Schaakclub {kenmerk}")
        for weekdag, van, tot in uren:
            Openingstijd.objects.create(
                aanbod=aanbod,
                weekdag=weekdag,
                van=None if van is None else dt.time(van),
                tot=None if tot is None else dt.time(tot),
            )
    Aanbod.objects.filter(kenmerk="pauze").update(pauze_vanaf=MA, pauze_tot=MA)
    Aanbod.objects.filter(kenmerk="vol").update(ruimte="vol", ruimte_op=MA)


@pytest.mark.parametrize(
    ("dag", "uur", "nu", "vandaag"),
    [
        (MA, 9, {"altijd"}, {"altijd", "lunch"}),
        (MA, 11, {"altijd", "lunch"}, {"altijd", "lunch"}),
        (MA, 12, {"altijd"}, {"altijd", "lunch"}),
        (MA, 21, {"altijd"}, {"altijd"}),
        (MA + dt.timedelta(days=1), 23, {"altijd"}, {"altijd", "ergens-op-dinsdag"}),
        (MA + dt.timedelta(days=6), 1, {"altijd", "nachtcafe"}, {"altijd", "nachtcafe"}),
        (MA + dt.timedelta(days=6), 2, {"altijd"}, {"altijd"}),
        (MA + dt.timedelta(days=7), 16, {"altijd", "pauze", "vol"}, {"altijd", "pauze", "vol", "lunch"}),
    ],
)
def test_de_filters_en_hun_getallen_kloppen_op_dit_uur(
    client: Client, week: None, dag: dt.date, uur: int, nu: set[str], vandaag: set[str]
) -> None:
    if uur == 16:
        Aanbod.objects.filter(kenmerk="vol").update(ruimte="onbekend")
    with om(dag, uur):
        pagina = Pagina(client, "")
        for waarde, verwacht in (("nu", nu), ("vandaag", vandaag), ("onbekend", {"onbekend"})):
            assert set(Pagina(client, f"?open={waarde}").kenmerken) == verwacht
            assert pagina.keuze("open", waarde) == len(verwacht)


def test_een_oude_link_naar_vandaag_open_werkt_nog(client: Client, week: None) -> None:
    with om(MA, 11):
        for oud, nu in (("ja", "vandaag"), ("1", "vandaag"), ("onbekend", "onbekend")):
            oude, nieuwe = Pagina(client, f"?vandaag_open={oud}"), Pagina(client, f"?open={nu}")
            assert oude.kenmerken == nieuwe.kenmerken
            assert oude.aantal < 8
            assert "We kennen het filter" not in oude.tekst


def test_wat_dan_dicht_is_gaat_weg_en_wat_niemand_weet_staat_achteraan(client: Client, week: None) -> None:
    with om(MA, 21, 47):
        pagina = Pagina(client, "?q=schaakclub+zaterdagavond")
        assert pagina.kenmerken[-1] == "onbekend"
        assert set(pagina.kenmerken) == {"altijd", "zaterdagavond", "nachtcafe", "onbekend"}
        assert "Tijden niet bekend" in pagina.tekst
        assert 'href="/zoeken/?q=schaakclub"' in pagina.tekst, "the chip takes the day away and leaves the word"
        assert Pagina(client, "?q=schaakclub&wanneer=zaterdag-avond").kenmerken == pagina.kenmerken
        assert pagina.keuze("wanneer", "zaterdag-avond") == 4
        assert set(Pagina(client, "?q=schaakclub+nu").kenmerken) == {"altijd", "onbekend"}
        assert "lunch" not in Pagina(client, "?q=schaakclub+vandaag").kenmerken, "it shut three quarters of an hour ago"
        assert set(Pagina(client, "?q=morgen").kenmerken) == {"altijd", "ergens-op-dinsdag", "onbekend"}
        assert "pauze" not in Pagina(client, "?wanneer=maandag").kenmerken, "today, and it pauses today"
        assert set(Pagina(client, "?wanneer=weekend").kenmerken) == {"altijd", "zaterdagavond", "nachtcafe", "onbekend"}


def test_een_dag_in_de_vraag_verbergt_niets_van_wie_gevaar_loopt(client: Client, week: None) -> None:
    veilig = Behoefte.objects.create(slug="veiligheid", naam="Mishandeling", neutraal=True)
    hulp = maak_aanbod(kenmerk="hulp", naam="Veilig praten", behoeften=[veilig])
    Openingstijd.objects.create(aanbod=hulp, weekdag=3, van=dt.time(9), tot=dt.time(10))
    with om(MA, 11):
        assert "hulp" in Pagina(client, "?q=mishandeling+zaterdag").kenmerken
        assert "hulp" in Pagina(client, "?q=mishandeling+nu").kenmerken


def test_na_een_wijziging_klopt_de_klok_nog(week: None) -> None:
    with om(MA, 11):
        register_voor(BEZOEKER)
        Openingstijd.objects.filter(aanbod__kenmerk="lunch").update(van=dt.time(11, 30))
        Openingstijd.objects.create(
            aanbod=Aanbod.objects.get(kenmerk="onbekend"), weekdag=1, van=dt.time(10), tot=dt.time(11, 15)
        )
        Aanbod.objects.get(kenmerk="lunch").save()
        assert _namen("nu") == {"altijd", "onbekend"}
    with om(MA, 11, 20):
        assert _namen("nu") == {"altijd"}
    with om(MA, 11, 30):
        assert _namen("nu") == {"altijd", "lunch"}


def _namen(open_: str) -> set[str]:
    antwoord = zoek(Vraag(keuzes={"open": (open_,)}), BEZOEKER)
    return {antwoord.register.rijen[plek].kenmerk for plek in antwoord.stuk(0, 99)}


def test_het_merk_van_de_pagina_wisselt_als_er_iets_open_of_dicht_gaat(client: Client, week: None) -> None:
    client.get("/wegwijzer/")
    client.post("/zoeken/open-voor/", {"wis": "1", "terug": "/zoeken/"})

    def merk() -> str:
        return client.get("/zoeken/").headers.get("ETag", "")

    with om(MA, 10, 30):
        client.get("/zoeken/")
        voor = merk()
    with om(MA, 11, 59):
        assert merk() == voor
    with om(MA, 12):
        assert merk() != voor


regels_st: st.SearchStrategy[Regel] = st.builds(
    Regel,
    st.integers(1, 7),
    st.none() | st.integers(0, 95).map(lambda kwart: dt.time(kwart // 4, kwart % 4 * 15)),
    st.none() | st.integers(0, 95).map(lambda kwart: dt.time(kwart // 4, kwart % 4 * 15)),
    st.sampled_from([1, 1, 2]),
    st.integers(0, 1),
)


@given(
    regels=st.lists(regels_st, max_size=4),
    minuut=st.integers(0, 24 * 60 - 1),
    dagen=st.integers(0, 13),
    pauze=st.none() | st.integers(0, 13).map(lambda n: (MA + dt.timedelta(days=n), MA + dt.timedelta(days=n + 1))),
)
def test_de_ingepakte_uren_zeggen_hetzelfde_als_de_klok(
    regels: list[Regel], minuut: int, dagen: int, pauze: tuple[dt.date, dt.date] | None
) -> None:
    dag = MA + dt.timedelta(days=dagen)
    plan = Tijdplan(tuple(regels), pauze=pauze)
    gezegd = stand(plan, dt.datetime.combine(dag, dt.time(minuut // 60, minuut % 60)))
    gevonden = werking(plan, dag)
    nu = Uren.van(1, {tijd: [0] for tijd in gevonden.tijden}).op(minuut)
    if regels and not plan.in_pauze(dag) and not plan.in_pauze(dag - dt.timedelta(days=1)):
        assert bool(nu.open) == (gezegd.soort is Soort.OPEN)
        assert bool(nu.vandaag) == (gezegd.soort in (Soort.OPEN, Soort.STRAKS, Soort.VANDAAG))
    for vooruit in range(7):
        open_ = bool(plan.vensters(dag + dt.timedelta(days=vooruit)))
        assert open_ == ((deel(vooruit), True) in gevonden.delen)


def test_elke_keuze_is_er_op_elk_moment_en_een_dagdeel_valt_binnen_zijn_dag(week: None) -> None:
    basis = bouw(Kijker.BEZOEKER, MA)
    for minuut in range(0, 24 * 60, 45):
        register = op_moment(basis, minuut)
        for waarde in WANNEER:
            wel = register.maskers["wanneer"][waarde]
            assert register.wanneer[waarde] & ~wel == 0
            assert register.tijden_onbekend & ~wel == 0
            dag, _, dagdeel = waarde.partition("-")
            if dagdeel in ("ochtend", "middag", "avond"):
                assert wel & ~register.maskers["wanneer"][dag] == 0, waarde


@pytest.mark.parametrize(
    ("getypt", "rest", "waarden"),
    [
        ("taalles zaterdagavond", "taalles", "zaterdag-avond"),
        ("taalles zaterdag avond", "taalles", "zaterdag-avond"),
        ("Eten Morgen", "Eten", "morgen"),
        ("dokter morgenochtend", "dokter", "morgen-ochtend"),
        ("maandagmorgen koffie", "koffie", "maandag-ochtend"),
        ("vanavond eten", "eten", "vandaag-avond"),
        ("slapen vannacht", "slapen", "vandaag-nacht"),
        ("voetbal in het weekend", "voetbal", "weekend"),
        ("nu open", "", "nu"),
        ("open nu", "", "nu"),
        ("eten nu", "eten", "nu"),
        ("wat is er vandaag nog open", "wat is er", "vandaag"),
        ("om 8 uur 's avonds taalles", "taalles", "avond"),
        ("taalles zaterdag om 20:00 uur", "taalles", "zaterdag-avond"),
        ("'s ochtends koffie", "koffie", "ochtend"),
        ("koffie s ochtends", "koffie", "ochtend"),
        ("koffie in de middag", "koffie", "middag"),
        ("maandag of dinsdag", "", "maandag dinsdag"),
        ("elke vrijdag samen eten", "samen eten", "vrijdag"),
        ("english lesson saturday", "english lesson", "zaterdag"),
        ("food tomorrow evening", "food", "morgen-avond"),
        ("doctor today", "doctor", "vandaag"),
        ("at 8 pm", "", "avond"),
        ("taalles di avond", "taalles", "dinsdag-avond"),
        ("kleding do middag", "kleding", "donderdag-middag"),
        ("eten za of zo", "eten of", "zaterdag zondag"),
        ("straks eten", "eten", "vandaag"),
        # Not asked for, or part of something else.
        ("goede morgen", "goede morgen", ""),
        ("niet op maandag", "niet op maandag", ""),
        ("taalles niet op maandag", "taalles", ""),
        ("taalles liever niet op vrijdagmiddag", "taalles", ""),
        ("do you have food", "do you have food", ""),
        ("zo kan het niet", "zo kan het niet", ""),
        ("straks verloopt mijn pasje van de gemeente", "verloopt mijn pasje van de gemeente", ""),
        ("sinds maandag ziek", "sinds maandag ziek", ""),
        ("zaterdagschool", "zaterdagschool", ""),
        ("nachtopvang", "nachtopvang", ""),
        ("avondeten", "avondeten", ""),
        ("na 18 jaar", "na 18 jaar", ""),
        ("nu heb ik geen werk meer", "heb ik geen werk meer", ""),
        ("", "", ""),
    ],
)
def test_dagen_en_uren_in_een_vraag(getypt: str, rest: str, waarden: str) -> None:
    assert lees_tijden(getypt) == (rest, tuple(waarden.split()))


@given(
    st.text(max_size=120) | st.lists(st.sampled_from(["nu", "maandag", "om", "8", "uur", "'s", "avonds"])).map(" ".join)
)
def test_elke_tekst_mag_en_wat_gelezen_is_bestaat(getypt: str) -> None:
    rest, waarden = lees_tijden(getypt)
    assert set(waarden) <= set(WANNEER)
    assert len(rest) <= len(getypt)


def test_gesloten_dagen_en_feestdagen_tellen_in_het_zoeken_als_op_het_kaartje(client: Client, db: None) -> None:
    kerst = dt.date(2026, 12, 25)
    for kenmerk, velden, rijen in (
        ("kerstlunch", {"feestdagen": "open"}, []),
        ("kerstdicht", {"feestdagen": "dicht"}, []),
        ("kerstvraag", {}, []),
        ("vakantie", {"feestdagen": "open"}, [{"soort": "dicht"}]),
        ("extra", {}, [{"soort": "anders", "van": dt.time(12), "tot": dt.time(14)}]),
    ):
        aanbod = maak_aanbod(kenmerk=kenmerk, naam=f"Soep {kenmerk}", **velden)
        Openingstijd.objects.create(aanbod=aanbod, weekdag=5, van=dt.time(10), tot=dt.time(17))
        for rij in rijen:
            Openingstijd.objects.create(aanbod=aanbod, geldig_van=kerst, geldig_tot=kerst, **rij)
    with om(kerst, 13):
        assert _namen("nu") == {"kerstlunch", "extra"}
        for aanbod in Aanbod.objects.voor_lijst(BEZOEKER):
            assert (aanbod.open_nu.soort is Soort.OPEN) == (aanbod.kenmerk in _namen("nu")), aanbod.kenmerk
    with om(kerst, 15):
        assert _namen("nu") == {"kerstlunch"}
    with om(kerst - dt.timedelta(days=1), 20):
        pagina = Pagina(client, "?q=soep+morgen")
        assert set(pagina.kenmerken) == {"kerstlunch", "extra", "kerstvraag"}, "of the last nobody knows"
        assert pagina.kenmerken[-1] == "kerstvraag"
        assert "Dicht op 25 december" in Pagina(client, "?q=soep+vakantie").tekst
    with om(kerst - dt.timedelta(days=15), 20):
        assert "Dicht op 25 december" not in Pagina(client, "?q=soep+vakantie").tekst
        assert "Dicht op 25 december" in client.get("/aanbod/vakantie/").content.decode(), "its own page says it sooner"
