"""Opening times on a slip."""

from __future__ import annotations

import datetime
import re

import pytest

from doorverwijzing.briefje.talen import NEDERLANDS, TALEN, Brieftaal, kies
from doorverwijzing.briefje.tijden import andere_dagen, tijdregels
from doorverwijzing.briefje.tolk import Tolk
from organisaties.regels.feestdagen import feestdag
from organisaties.regels.keuzes import Feestdagen
from organisaties.regels.klok import Afwijking, Tijdplan
from organisaties.regels.openingstijden import Regel, fase

DAG = datetime.date(2026, 11, 23)  # a Monday


def uur(tekst: str) -> datetime.time:
    """Return a time of day."""
    return datetime.time.fromisoformat(tekst)


def gezegd(*regels: Regel, taal: str = "nl") -> list[tuple[str, list[str]]]:
    """Return the lines as texts, in Dutch or in the other language."""
    gekozen = kies(taal) or NEDERLANDS
    kant = "nl" if gekozen is NEDERLANDS else "anders"
    return [
        (getattr(regel.dagen, kant), [getattr(deel, kant) for deel in regel.uren])
        for regel in tijdregels(regels, Tolk(gekozen), DAG)
    ]


def test_dagen_met_dezelfde_uren_staan_op_een_regel() -> None:
    regels = [Regel(dag, uur("10:00"), uur("12:00")) for dag in range(1, 6)]
    tijd = '<bdi dir="ltr">10:00–12:00</bdi>'
    assert gezegd(*regels) == [("maandag t/m vrijdag", [tijd])]
    assert gezegd(*regels, taal="ar")[0][0] == "من الاثنين إلى الجمعة"
    assert gezegd(*regels, taal="ti") == [("ካብ ሰኑይ ክሳብ ዓርቢ", [tijd])]


def test_twee_dagen_met_een_komma_en_elke_dag_in_een_woord() -> None:
    assert gezegd(Regel(1, uur("10:00")), Regel(2, uur("10:00")))[0][0] == "maandag, dinsdag"
    assert gezegd(*[Regel(dag, uur("00:00"), uur("00:00")) for dag in range(1, 8)]) == [("elke dag", ["dag en nacht"])]


def test_losse_dagen_en_twee_keer_op_een_dag_blijven_apart_en_op_volgorde() -> None:
    regels = [
        Regel(5, uur("13:00"), uur("15:00")),
        Regel(1, uur("19:00"), uur("21:00")),
        Regel(1, uur("10:00"), uur("12:00")),
    ]
    [maandag, vrijdag] = gezegd(*regels)
    assert [re.findall(r"\d\d:\d\d", deel)[0] for deel in maandag[1]] == ["10:00", "19:00"]
    assert vrijdag[0] == "vrijdag"


@pytest.mark.parametrize(
    ("regel", "verwacht"),
    [
        (Regel(1, uur("18:00")), "vanaf 18:00"),
        (Regel(1, None, uur("17:00")), "tot 17:00"),
        (Regel(1, uur("18:00"), uur("00:00")), '<bdi dir="ltr">18:00–24:00</bdi>'),
        (Regel(1), "vraag eerst hoe laat"),
        (Regel(1, toelichting="middag"), "’s middags"),
        (Regel(1, uur("09:00"), toelichting="lunch rond 13:00"), "vanaf 09:00, lunch rond 13:00"),
        (Regel(1, toelichting="na de mis"), "vraag eerst hoe laat, na de mis"),
        (Regel(1, uur("09:00"), geldig_tot=datetime.date(2026, 12, 31)), "vanaf 09:00, tot en met 31 december 2026"),
        (Regel(1, uur("09:00"), geldig_van=datetime.date(2027, 1, 4)), "vanaf 09:00, vanaf 4 januari 2027"),
        (
            Regel(4, uur("09:00"), week_van_maand=5),
            "vanaf 09:00, alleen de laatste keer in de maand, de volgende keer: 26 november 2026",
        ),
        (
            Regel(1, uur("09:00"), elke_weken=2, fase=fase(DAG + datetime.timedelta(days=7), 2)),
            "vanaf 09:00, elke 2 weken, de volgende keer: 30 november 2026",
        ),
    ],
)
def test_een_tijd_wordt_gezegd_zoals_hij_bekend_is(regel: Regel, verwacht: str) -> None:
    assert gezegd(regel)[0][1] == [verwacht]


def test_wat_voorbij_is_staat_er_niet_meer() -> None:
    assert gezegd(Regel(1, uur("09:00"), geldig_tot=datetime.date(2026, 11, 1))) == []


@pytest.mark.parametrize("taal", TALEN, ids=lambda taal: taal.code)
def test_in_elke_taal_staan_dezelfde_cijfers(taal: Brieftaal) -> None:
    regels = [Regel(2, uur("09:30"), uur("17:00")), Regel(4, uur("13:15")), Regel(6, None, uur("12:45"))]
    tekst = str(gezegd(*regels, taal=taal.code))
    for cijfers in ("09:30–17:00", "13:15", "12:45"):
        assert f'<bdi dir="ltr">{cijfers}</bdi>' in tekst


def test_wat_alleen_in_het_nederlands_bekend_is_staat_er_in_het_nederlands_bij() -> None:
    [(_, [tekst])] = gezegd(Regel(1, uur("09:00"), toelichting="lunch rond 13:00"), taal="ar")
    assert '<bdi dir="ltr" lang="nl">lunch rond 13:00</bdi>' in tekst


WERKDAGEN = tuple(Regel(dag, uur("10:00"), uur("12:00")) for dag in range(1, 6))


def anders(plan: Tijdplan, dag: datetime.date, taal: str = "nl") -> list[str]:
    """Return the lines about other days as texts."""
    gekozen = kies(taal) or NEDERLANDS
    kant = "nl" if gekozen is NEDERLANDS else "anders"
    lijnen = andere_dagen(plan, Tolk(gekozen), dag)
    return [f"{getattr(lijn.dagen, kant)}: {getattr(lijn.uren[0], kant)}" for lijn in lijnen]


DICHT_EN_OPEN = (
    Afwijking(datetime.date(2026, 12, 28), datetime.date(2027, 1, 2), reden="kerststop"),
    Afwijking(
        datetime.date(2026, 12, 12), datetime.date(2026, 12, 12), dicht=False, van=uur("13:00"), tot=uur("15:00")
    ),
    Afwijking(datetime.date(2026, 12, 13), datetime.date(2026, 12, 13), dicht=False),
    # Over, and too far away to be of use on paper.
    Afwijking(datetime.date(2026, 11, 2), datetime.date(2026, 11, 6)),
    Afwijking(datetime.date(2027, 7, 12), datetime.date(2027, 8, 20)),
)


def test_dichte_dagen_en_extra_dagen_staan_met_hun_datum_op_het_briefje() -> None:
    plan = Tijdplan(WERKDAGEN, DICHT_EN_OPEN)
    assert anders(plan, datetime.date(2026, 12, 1)) == [
        '12 december 2026: <bdi dir="ltr">13:00–15:00</bdi>',
        "13 december 2026: vraag eerst hoe laat",
        "28 december 2026 t/m 2 januari 2027: dicht",
    ]


@pytest.mark.parametrize(
    ("op_feestdagen", "verwacht"),
    [
        (Feestdagen.DICHT, ["25 december 2026, 1 januari 2027: dicht"]),
        (Feestdagen.ONBEKEND, ["25 december 2026, 1 januari 2027: vraag eerst of het open is"]),
        (Feestdagen.OPEN, []),
    ],
)
def test_een_feestdag_staat_erop_waar_het_anders_open_was(op_feestdagen: str, verwacht: list[str]) -> None:
    plan = Tijdplan(WERKDAGEN, op_feestdagen=op_feestdagen, feestdag=feestdag)
    assert anders(plan, datetime.date(2026, 12, 1)) == verwacht
    assert anders(plan, datetime.date(2026, 11, 1)) == [], "too far away"
    elke_dag = Tijdplan((*WERKDAGEN, Regel(6, uur("10:00"))), op_feestdagen="dicht", feestdag=feestdag)
    assert anders(elke_dag, datetime.date(2026, 12, 1)) == [
        "25 december 2026 t/m 26 december 2026, 1 januari 2027: dicht"
    ]


@pytest.mark.parametrize("taal", [taal for taal in TALEN if taal is not NEDERLANDS], ids=lambda taal: taal.code)
def test_andere_dagen_staan_er_in_elke_taal_zonder_nederlands(taal: Brieftaal) -> None:
    plan = Tijdplan(WERKDAGEN, DICHT_EN_OPEN, feestdag=feestdag)
    lijnen = anders(plan, datetime.date(2026, 12, 1), taal.code)
    assert len(lijnen) == 4
    for lijn in lijnen:
        assert not re.search(r"december|dicht|vraag eerst|kerststop", lijn) or taal.code == "en"
        assert not lijn.endswith(": ")
        assert "kerststop" not in lijn
