"""What the hours say at a moment: a table of moments written by hand, nights, clocks put back, pauses, closures."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from organisaties.models import Openingstijd
from organisaties.regels.keuzes import Feestdagen
from organisaties.regels.klok import Afwijking, Soort, Tijdplan, altijd_open, stand
from organisaties.regels.openingstijden import Regel, fase
from tests.fabrieken import maak_aanbod

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Monday 23 to Sunday 29 November 2026.
MA, DI, WO, DO, VR, ZA, ZO = (dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(7))


def t(tekst: str) -> dt.time:
    """Return '9:30' as a time."""
    uur, minuut = tekst.split(":")
    return dt.time(int(uur), int(minuut))


def regel(weekdag: int, uren: str = "", **rest: object) -> Regel:
    """Return a rule: '10:00-12:00', '18:00-', '-12:00' or ''."""
    van, _, tot = uren.partition("-")
    return Regel(weekdag, t(van) if van else None, t(tot) if tot else None, **rest)  # type: ignore[arg-type]


def zegt(plan: Tijdplan, dag: dt.date, uur: str) -> str:
    """Return the words at a moment."""
    return stand(plan, dt.datetime.combine(dag, t(uur))).tekst


KRUISPOST = Tijdplan(tuple(regel(dag, uren) for dag in range(1, 6) for uren in ("10:00-12:00", "19:00-21:00")))
KROEG = Tijdplan((regel(5, "22:00-02:00"), regel(6, "22:00-02:00")))
ALTIJD = Tijdplan(tuple(regel(dag, "0:00-0:00") for dag in range(1, 8)))
LUNCH = Tijdplan((regel(3),))
KLOOF = Tijdplan((regel(1, "9:00-"), regel(2, "-12:00")))
NACHTOPVANG = Tijdplan(tuple(regel(dag, "20:00-8:00") for dag in range(1, 8)))
OM_DE_WEEK = Tijdplan((regel(3, "16:00-18:00", elke_weken=2, fase=fase(dt.date(2026, 12, 9), 2)),))
EERSTE_VRIJDAG = Tijdplan((regel(5, "14:00-16:00", week_van_maand=1),))
WEEKEINDE = Tijdplan((regel(6, "0:00-0:00"), regel(7, "0:00-18:00")))


@pytest.mark.parametrize(
    ("plan", "dag", "uur", "verwacht"),
    [
        (KRUISPOST, MA, "9:59", "Straks open om 10:00"),
        (KRUISPOST, MA, "10:00", "Nu open tot 12:00"),
        (KRUISPOST, MA, "11:59", "Nu open tot 12:00"),
        (KRUISPOST, MA, "12:00", "Straks open om 19:00"),
        (KRUISPOST, MA, "20:59", "Nu open tot 21:00"),
        (KRUISPOST, MA, "21:30", "Nu dicht, morgen vanaf 10:00"),
        (KRUISPOST, VR, "21:47", "Nu dicht, maandag vanaf 10:00"),
        (KRUISPOST, ZA, "12:00", "Nu dicht, maandag vanaf 10:00"),
        (KRUISPOST, ZO, "23:59", "Nu dicht, morgen vanaf 10:00"),
        (KROEG, VR, "21:59", "Straks open om 22:00"),
        (KROEG, VR, "23:00", "Nu open tot 02:00"),
        (KROEG, ZA, "1:00", "Nu open tot 02:00"),
        (KROEG, ZA, "2:00", "Straks open om 22:00"),
        (KROEG, ZO, "1:59", "Nu open tot 02:00"),
        (KROEG, ZO, "2:00", "Nu dicht, vrijdag vanaf 22:00"),
        (KROEG, VR, "1:00", "Straks open om 22:00"),
        (ALTIJD, WO, "3:33", "Nu open, dag en nacht"),
        (LUNCH, WO, "12:00", "Vandaag open, tijd niet bekend"),
        (LUNCH, DI, "12:00", "Nu dicht, morgen open, tijd niet bekend"),
        (KLOOF, MA, "8:00", "Straks open om 09:00"),
        (KLOOF, MA, "21:47", "Vandaag vanaf 09:00, eindtijd niet bekend"),
        (KLOOF, DI, "1:00", "Vandaag open tot 12:00, begintijd niet bekend"),
        (KLOOF, DI, "12:00", "Nu dicht, maandag vanaf 09:00"),
        (NACHTOPVANG, MA, "3:00", "Nu open tot 08:00"),
        (NACHTOPVANG, MA, "20:00", "Nu open tot 08:00"),
        (NACHTOPVANG, MA, "12:00", "Straks open om 20:00"),
        (OM_DE_WEEK, WO, "17:00", "Nu open tot 18:00"),
        (OM_DE_WEEK, WO, "18:00", "Eerstvolgende keer: woensdag 9 december, vanaf 16:00"),
        (OM_DE_WEEK, DI, "12:00", "Nu dicht, morgen vanaf 16:00"),
        (OM_DE_WEEK, dt.date(2026, 12, 2), "17:00", "Eerstvolgende keer: woensdag 9 december, vanaf 16:00"),
        (OM_DE_WEEK, dt.date(2026, 12, 23), "18:30", "Eerstvolgende keer: woensdag 6 januari 2027, vanaf 16:00"),
        (EERSTE_VRIJDAG, VR, "12:00", "Eerstvolgende keer: vrijdag 4 december, vanaf 14:00"),
        (EERSTE_VRIJDAG, dt.date(2026, 12, 4), "14:00", "Nu open tot 16:00"),
        (WEEKEINDE, ZA, "9:00", "Nu open tot morgen 18:00"),
        (WEEKEINDE, ZO, "9:00", "Nu open tot 18:00"),
        (WEEKEINDE, VR, "9:00", "Nu dicht, morgen de hele dag"),
        (Tijdplan((regel(1, "18:00-0:00"),)), MA, "23:59", "Nu open tot 24:00"),
        (Tijdplan((regel(1, "10:00-12:00"), regel(1, "12:00-14:00"))), MA, "11:00", "Nu open tot 14:00"),
        (Tijdplan((regel(1), regel(1, "19:00-21:00"))), MA, "12:00", "Straks open om 19:00"),
        (Tijdplan(), MA, "12:00", "Tijden niet bekend"),
        (Tijdplan((regel(1, "10:00-12:00", geldig_tot=ZO - dt.timedelta(days=7)),)), MA, "11:00", "Tijden niet bekend"),
        (Tijdplan((regel(1, "10:00-12:00", geldig_van=dt.date(2027, 3, 1)),)), MA, "11:00",
         "Eerstvolgende keer: maandag 1 maart 2027, vanaf 10:00"),
    ],
)  # fmt: skip
def test_wat_de_klok_zegt(plan: Tijdplan, dag: dt.date, uur: str, verwacht: str) -> None:
    assert zegt(plan, dag, uur) == verwacht


def test_alleen_wat_zeker_nu_open_is_is_groen_en_heeft_een_eigen_icoon() -> None:
    assert stand(KRUISPOST, dt.datetime(2026, 11, 23, 11, tzinfo=AMSTERDAM)).klasse == "ja"
    assert stand(KRUISPOST, dt.datetime(2026, 11, 23, 11, tzinfo=AMSTERDAM)).icoon == "goed"
    for plan, uur in ((KRUISPOST, 13), (KRUISPOST, 22), (KLOOF, 12), (LUNCH, 12), (Tijdplan(), 12)):
        een = stand(plan, dt.datetime(2026, 11, 23, uur, tzinfo=AMSTERDAM))
        assert een.klasse != "ja"
        assert een.icoon == "klok"


@pytest.mark.parametrize(("dag", "uur"), [(dt.date(2026, 10, 25), 2), (dt.date(2026, 3, 29), 3)])
def test_in_de_nacht_dat_de_klok_wordt_verzet_geldt_de_klok_aan_de_muur(dag: dt.date, uur: int) -> None:
    plan = Tijdplan((regel(6, "22:00-4:00"),))
    for fold in (0, 1):
        moment = dt.datetime.combine(dag, dt.time(uur, 30, fold=fold), AMSTERDAM)
        assert stand(plan, moment).tekst == "Nu open tot 04:00"
    assert stand(plan, dt.datetime.combine(dag, dt.time(4), AMSTERDAM)).soort is Soort.DICHT


def test_een_pauze_gaat_voor_en_na_de_pauze_begint_het_weer() -> None:
    pauze = Tijdplan(KRUISPOST.regels, pauze=(DI, DO))
    assert zegt(pauze, MA, "22:00") == "Nu dicht, vrijdag vanaf 10:00"
    assert zegt(pauze, WO, "11:00") == "Nu dicht, vrijdag vanaf 10:00"
    assert zegt(pauze, VR, "11:00") == "Nu open tot 12:00"
    assert zegt(Tijdplan(KRUISPOST.regels, pauze=(DI, None)), WO, "11:00") == "Nu dicht"
    assert zegt(Tijdplan(KRUISPOST.regels, laatste=MA), MA, "22:00") == "Nu dicht"


KERST = Afwijking(dt.date(2026, 12, 24), dt.date(2027, 1, 2), reden="kerstvakantie")


@pytest.mark.parametrize(
    ("afwijkingen", "dag", "uur", "verwacht"),
    [
        ((KERST,), dt.date(2026, 12, 23), "22:00", "Eerstvolgende keer: maandag 4 januari 2027, vanaf 10:00"),
        ((KERST,), dt.date(2026, 12, 25), "11:00",
         "Vandaag dicht (kerstvakantie). Eerstvolgende keer: maandag 4 januari 2027, vanaf 10:00"),
        ((KERST,), dt.date(2027, 1, 1), "11:00", "Vandaag dicht (kerstvakantie), maandag vanaf 10:00"),
        ((KERST,), dt.date(2027, 1, 2), "11:00", "Nu dicht, maandag vanaf 10:00"),
        ((Afwijking(DI, DI),), DI, "11:00", "Nu dicht, morgen vanaf 10:00"),
        # Other hours on one day take the place of the usual ones.
        ((Afwijking(DI, DI, dicht=False, van=t("9:00"), tot=t("13:00")),), DI, "12:30", "Nu open tot 13:00"),
        ((Afwijking(DI, DI, dicht=False, van=t("9:00"), tot=t("13:00")),), DI, "19:30", "Nu dicht, morgen vanaf 10:00"),
        # An extra day in the middle of a closure.
        ((KERST, Afwijking(dt.date(2026, 12, 28), dt.date(2026, 12, 28), dicht=False, van=t("12:00"), tot=t("14:00"))),
         dt.date(2026, 12, 27), "12:00", "Nu dicht, morgen vanaf 12:00"),
        ((Afwijking(ZA, ZA, dicht=False),), VR, "22:00", "Nu dicht, morgen open, tijd niet bekend"),
    ],
)  # fmt: skip
def test_dagen_die_anders_zijn(afwijkingen: tuple[Afwijking, ...], dag: dt.date, uur: str, verwacht: str) -> None:
    assert zegt(Tijdplan(KRUISPOST.regels, afwijkingen), dag, uur) == verwacht


def kerst(dag: dt.date) -> str:
    """Return the name of a holiday in a made-up list."""
    return {dt.date(2026, 12, 25): "Eerste kerstdag", dt.date(2026, 12, 26): "Tweede kerstdag"}.get(dag, "")


@pytest.mark.parametrize(
    ("op_feestdagen", "dag", "uur", "verwacht"),
    [
        (Feestdagen.DICHT, dt.date(2026, 12, 25), "11:00", "Vandaag dicht (Eerste kerstdag), maandag vanaf 10:00"),
        (Feestdagen.OPEN, dt.date(2026, 12, 25), "11:00", "Nu open tot 12:00"),
        (Feestdagen.ONBEKEND, dt.date(2026, 12, 25), "11:00", "Eerste kerstdag: niet bekend of het open is"),
        (Feestdagen.ONBEKEND, dt.date(2026, 12, 25), "22:00", "Nu dicht, maandag vanaf 10:00"),
        (Feestdagen.ONBEKEND, dt.date(2026, 12, 24), "22:00", "Nu dicht, morgen niet zeker (Eerste kerstdag)"),
        (Feestdagen.DICHT, dt.date(2026, 12, 24), "22:00", "Nu dicht, maandag vanaf 10:00"),
    ],
)  # fmt: skip
def test_feestdagen(op_feestdagen: str, dag: dt.date, uur: str, verwacht: str) -> None:
    plan = Tijdplan(KRUISPOST.regels, op_feestdagen=op_feestdagen, feestdag=kerst)
    assert zegt(plan, dag, uur) == verwacht
    altijd = Tijdplan(ALTIJD.regels, op_feestdagen=op_feestdagen, feestdag=kerst)
    assert zegt(altijd, dag, uur) == "Nu open, dag en nacht", "what never shuts does not shut for a holiday"


def test_dag_en_nacht_is_iets_anders_dan_lang_open() -> None:
    assert altijd_open(ALTIJD, dt.datetime(2026, 11, 23, 4, tzinfo=AMSTERDAM))
    assert not altijd_open(WEEKEINDE, dt.datetime(2026, 11, 28, 4, tzinfo=AMSTERDAM))
    assert not altijd_open(NACHTOPVANG, dt.datetime(2026, 11, 28, 4, tzinfo=AMSTERDAM))


uren_st = st.none() | st.integers(0, 47).map(lambda half: dt.time(half // 2, half % 2 * 30))
plannen_st = st.builds(
    Tijdplan,
    st.lists(
        st.builds(Regel, st.integers(1, 7), uren_st, uren_st, st.sampled_from([1, 2]), st.integers(0, 1)), max_size=5
    ).map(tuple),
    pauze=st.none() | st.just((WO, DO)),
    op_feestdagen=st.sampled_from(Feestdagen),
    feestdag=st.just(kerst),
)


@given(plan=plannen_st, minuten=st.integers(0, 60 * 24 * 40), later=st.integers(1, 60 * 24))
def test_wat_gezegd_is_geldt_tot_het_moment_dat_erbij_staat(plan: Tijdplan, minuten: int, later: int) -> None:
    nu = dt.datetime.combine(MA, dt.time(0)) + dt.timedelta(minutes=minuten)
    een = stand(plan, nu)
    assert een.tot > nu
    straks = nu + dt.timedelta(minutes=later)
    if straks < een.tot:
        assert stand(plan, straks).tekst == een.tekst


@pytest.mark.django_db
def test_een_kaartje_zegt_het_op_de_minuut_ook_als_de_pagina_bewaard_was(client: Client) -> None:
    aanbod = maak_aanbod(naam="Soep")
    Openingstijd.objects.create(aanbod=aanbod, weekdag=1, van=t("10:00"), tot=t("12:00"))
    merken = []
    for uur, verwacht in ((9, "Straks open om 10:00"), (11, "Nu open tot 12:00"), (21, "Eerstvolgende keer")):
        with time_machine.travel(dt.datetime(2026, 11, 23, uur, 5, tzinfo=AMSTERDAM), tick=False):
            for pad in ("/zoeken/", aanbod.get_absolute_url(), f"{aanbod.organisatie.get_absolute_url()}"):
                pagina = client.get(pad)
                gezegd = "Eerstvolgende keer: maandag 30 november" if uur == 21 else verwacht
                assert gezegd in pagina.content.decode(), (pad, uur)
            merken.append(client.get("/zoeken/").headers.get("ETag"))
            assert client.get("/zoeken/", headers={"if-none-match": merken[0] or '"-"'}).status_code == (
                304 if uur == 9 and merken[0] else 200
            )
