"""The calendar: the right local times on the right days, also when the clock changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from dateutil.rrule import rruleset, rrulestr
from django.test import Client
from icalendar import Calendar

from organisaties.models import Aanbod, Gebied, Organisatie
from tests.bestanden import inhoud
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NU = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _maart_2026() -> Iterator[None]:
    """Let it be a Monday in March, four weeks before the clock changes."""
    with time_machine.travel(NU, tick=False):
        yield


def agenda(client: Client, vraag: str = "") -> Any:
    """Return the calendar of a question, read by the library that others read it with."""
    antwoord = client.get(f"/agenda.ics{vraag}")
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(inhoud(antwoord))


def gebeurtenissen(client: Client, vraag: str = "") -> list[Any]:
    """Return its events."""
    return list(agenda(client, vraag).walk("VEVENT"))


def keren(gebeurtenis: Any, aantal: int) -> list[datetime.datetime | datetime.date]:
    """Return the first times an event takes place, worked out from its rule by another library."""
    begin = gebeurtenis["DTSTART"].dt
    is_dag = not isinstance(begin, datetime.datetime)
    kaal = datetime.datetime.combine(begin, datetime.time()) if is_dag else begin.replace(tzinfo=None)
    reeks = rruleset()
    if "RRULE" in gebeurtenis:
        regel = gebeurtenis["RRULE"]
        if "UNTIL" in regel:
            tot = regel["UNTIL"][0]
            lokaal = tot.astimezone(AMSTERDAM).replace(tzinfo=None) if isinstance(tot, datetime.datetime) else tot
            regel["UNTIL"] = [lokaal]
        reeks.rrule(rrulestr(regel.to_ical().decode(), dtstart=kaal))
    else:
        reeks.rdate(kaal)
    for naam, voeg_toe in (("RDATE", reeks.rdate), ("EXDATE", reeks.exdate)):
        for punt in gebeurtenis[naam].dts if naam in gebeurtenis else ():
            dag = punt.dt
            voeg_toe(
                dag.replace(tzinfo=None)
                if isinstance(dag, datetime.datetime)
                else datetime.datetime.combine(dag, datetime.time())
            )
    gevonden = [punt for punt, _ in zip(reeks, range(aantal), strict=False)]
    return [punt.date() if is_dag else punt.replace(tzinfo=AMSTERDAM) for punt in gevonden]


def spreekuur(**velden: object) -> Aanbod:
    """Make a public spreekuur."""
    return maak_aanbod(**{"soort": "spreekuur", "naam": "Spreekuur", **velden})


def test_tien_uur_is_tien_uur_in_de_winter_en_in_de_zomer(client: Client, db: None) -> None:
    spreekuur().openingstijden.create(weekdag=2, van="10:00", tot="12:30", geldig_van="2026-03-24")
    (gebeurtenis,) = gebeurtenissen(client)
    momenten = keren(gebeurtenis, 2)
    assert [f"{moment:%d-%m %H:%M %Z}" for moment in momenten] == ["24-03 10:00 CET", "31-03 10:00 CEST"]
    # The clock goes on in between: an hour less in universal time.
    in_utc = [moment.astimezone(datetime.UTC).hour for moment in momenten if isinstance(moment, datetime.datetime)]
    assert in_utc == [9, 8]
    assert gebeurtenis["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert gebeurtenis["DTEND"].dt - gebeurtenis["DTSTART"].dt == datetime.timedelta(hours=2, minutes=30)


def test_de_agenda_brengt_zijn_tijdzone_mee_en_die_klopt(client: Client, db: None) -> None:
    spreekuur().openingstijden.create(weekdag=2, van="10:00", tot="12:00")
    (zone,) = agenda(client).walk("VTIMEZONE")
    gelezen = zone.to_tz(lookup_tzid=False)
    for dag, verschil in (
        ("2026-03-28", 1),
        ("2026-03-30", 2),
        ("2026-10-24", 2),
        ("2026-10-26", 1),
        ("2031-07-01", 2),
    ):
        moment = datetime.datetime.fromisoformat(f"{dag}T10:00").replace(tzinfo=gelezen)
        assert moment.utcoffset() == datetime.timedelta(hours=verschil), dag


def test_om_de_twee_weken_valt_in_de_goede_week(client: Client, db: None) -> None:
    tijd = spreekuur().openingstijden.create(weekdag=4, van="13:00", elke_weken=2, begin=datetime.date(2026, 3, 12))
    (gebeurtenis,) = gebeurtenissen(client)
    dagen = [moment.date() for moment in keren(gebeurtenis, 40) if isinstance(moment, datetime.datetime)]
    assert datetime.date(2026, 3, 12) in dagen
    assert datetime.date(2026, 3, 19) not in dagen
    assert all(tijd.als_regel().geldt_op(dag) for dag in dagen)


@pytest.mark.parametrize(("week", "dagen"), [(1, [7, 4, 4]), (2, [14, 11, 11]), (5, [28, 25, 25])])
def test_de_zoveelste_van_de_maand(client: Client, db: None, week: int, dagen: list[int]) -> None:
    spreekuur().openingstijden.create(weekdag=3, van="19:00", tot="21:00", week_van_maand=week)
    (gebeurtenis,) = gebeurtenissen(client)
    assert [moment.day for moment in keren(gebeurtenis, 3)] == dagen  # January, February and March 2026


def test_wat_geen_regel_kan_zeggen_staat_er_dag_voor_dag(client: Client, db: None) -> None:
    tijd = spreekuur().openingstijden.create(
        weekdag=3, van="19:00", elke_weken=2, begin=datetime.date(2026, 1, 7), week_van_maand=1
    )
    (gebeurtenis,) = gebeurtenissen(client)
    dagen = [moment.date() for moment in keren(gebeurtenis, 50) if isinstance(moment, datetime.datetime)]
    verwacht = [datetime.date(2026, 1, 1) + datetime.timedelta(days=nummer) for nummer in range(365)]
    assert [dag for dag in dagen if dag.year == 2026] == [dag for dag in verwacht if tijd.als_regel().geldt_op(dag)]


def test_het_begint_en_eindigt_op_tijd(client: Client, db: None) -> None:
    spreekuur(geldig_tot="2026-04-20").openingstijden.create(
        weekdag=1, van="10:00", tot="11:00", geldig_van="2026-03-30", geldig_tot="2026-05-01"
    )
    (gebeurtenis,) = gebeurtenissen(client)
    assert gebeurtenis["RRULE"]["UNTIL"][0] == datetime.datetime(2026, 4, 20, 21, 59, 59, tzinfo=datetime.UTC)
    assert [f"{moment:%d-%m}" for moment in keren(gebeurtenis, 10)] == ["30-03", "06-04", "13-04", "20-04"]


def test_wat_voorbij_is_staat_er_niet(client: Client, db: None) -> None:
    spreekuur().openingstijden.create(weekdag=1, van="10:00", geldig_tot="2025-12-31")
    spreekuur(geldig_tot="2025-06-01").openingstijden.create(weekdag=1, van="10:00")
    spreekuur(pauze_vanaf="2025-06-01").openingstijden.create(weekdag=1, van="10:00")
    assert gebeurtenissen(client) == []


def test_tijdens_een_pauze_gaat_het_niet_door(client: Client, db: None) -> None:
    spreekuur(pauze_vanaf="2026-03-09", pauze_tot="2026-03-22").openingstijden.create(
        weekdag=2, van="10:00", geldig_van="2026-03-01"
    )
    (gebeurtenis,) = gebeurtenissen(client)
    assert [f"{moment:%d-%m}" for moment in keren(gebeurtenis, 3)] == ["03-03", "24-03", "31-03"]


def test_een_onbekend_uur_is_een_hele_dag_met_de_raad_om_te_bellen_waar_een_nummer_is(client: Client, db: None) -> None:
    aanbod = spreekuur()
    aanbod.openingstijden.create(weekdag=6)
    (gebeurtenis,) = gebeurtenissen(client)
    assert gebeurtenis["DTSTART"].dt == datetime.date(2026, 1, 3)
    assert "Vraag het eerst na" in gebeurtenis["DESCRIPTION"]
    assert "Bel" not in gebeurtenis["DESCRIPTION"]
    Organisatie.objects.filter(pk=aanbod.organisatie_id).update(telefoon="020 555 00 00")
    (gebeurtenis,) = gebeurtenissen(client)
    assert "Bel eerst" in gebeurtenis["DESCRIPTION"]


def test_tot_middernacht_eindigt_de_volgende_dag(client: Client, db: None) -> None:
    spreekuur().openingstijden.create(weekdag=5, van="20:00", tot="00:00", geldig_van="2026-03-06")
    (gebeurtenis,) = gebeurtenissen(client)
    assert gebeurtenis["DTEND"].dt.isoformat() == "2026-03-07T00:00:00+01:00"


def test_een_gebeurtenis_houdt_haar_naam_ook_na_een_jaar(client: Client, db: None) -> None:
    aanbod = spreekuur()
    for dag in (2, 4):
        aanbod.openingstijden.create(weekdag=dag, van="10:00")
    eerst = {gebeurtenis["UID"] for gebeurtenis in gebeurtenissen(client)}
    assert len(eerst) == 2
    with time_machine.travel(NU + datetime.timedelta(days=365), tick=False):
        aanbod.naam = "Nieuwe naam"
        aanbod.save()
        daarna = gebeurtenissen(client)
    assert {gebeurtenis["UID"] for gebeurtenis in daarna} == eerst
    assert {gebeurtenis["SUMMARY"] for gebeurtenis in daarna} == {"Nieuwe naam"}


def test_de_agenda_luistert_naar_dezelfde_filters_als_de_zoekpagina(client: Client, db: None) -> None:
    oost, west = StadsdeelFabriek(slug="oost", naam="Oost"), StadsdeelFabriek(slug="west", naam="West")
    taal = BehoefteFabriek(slug="taal", naam="Taal")
    for naam, deel, behoeften in (("A", oost, [taal]), ("B", oost, []), ("C", west, [taal])):
        spreekuur(naam=naam, stadsdelen=[deel], behoeften=behoeften).openingstijden.create(weekdag=1, van="10:00")
    assert {g["SUMMARY"] for g in gebeurtenissen(client, "?stadsdeel=oost")} == {"A", "B"}
    assert {g["SUMMARY"] for g in gebeurtenissen(client, "?stadsdeel=oost&behoefte=taal")} == {"A"}
    assert agenda(client, "?stadsdeel=oost&behoefte=taal&q=geheim")["X-WR-CALNAME"] == "Wegwijs – Oost"


def test_wat_een_bezoeker_niet_mag_zien_staat_er_niet_in(client: Client, db: None) -> None:
    oost = StadsdeelFabriek(slug="oost")
    plek = LocatieFabriek(naam="Geheim", stadsdeel=oost, gebied=Gebied.objects.create(slug="b", stadsdeel=oost))
    for velden in (
        {"zichtbaarheid": "professionals"},
        {"zichtbaarheid": "naam-openbaar", "locaties": [plek]},
        {"status": "concept"},
        {"organisatie": OrganisatieFabriek(zichtbaarheid="professionals")},
        # A calendar shows itself on a locked phone.
        {"behoeften": [BehoefteFabriek(slug="veiligheid", neutraal=True)]},
    ):
        spreekuur(**velden).openingstijden.create(weekdag=1, van="10:00")
    assert gebeurtenissen(client) == []


def test_een_balie_of_opvang_is_geen_afspraak_in_een_agenda(client: Client, db: None) -> None:
    for soort in ("dienst", "opvang", "noodhulp"):
        spreekuur(soort=soort).openingstijden.create(weekdag=1, van="10:00")
    assert gebeurtenissen(client) == []


def test_lange_en_vreemde_teksten_blijven_heel(client: Client, db: None) -> None:
    naam = "Ontmoeting; koffie, thee & ünïcode \\ met\nregels " + "lang " * 20
    spreekuur(naam=naam[:150]).openingstijden.create(weekdag=1, van="10:00")
    (gebeurtenis,) = gebeurtenissen(client)
    assert gebeurtenis["SUMMARY"] == naam[:150]


def test_een_sluiting_een_feestdag_en_een_extra_dag_staan_in_de_agenda(client: Client, db: None) -> None:
    aanbod = spreekuur(feestdagen="dicht")
    aanbod.openingstijden.create(weekdag=1, van="10:00", tot="12:00", geldig_van="2026-03-23")
    aanbod.openingstijden.create(
        soort="dicht", geldig_van="2026-03-30", geldig_tot="2026-04-05", toelichting="verbouwing"
    )
    aanbod.openingstijden.create(
        soort="anders", geldig_van="2026-04-15", geldig_tot="2026-04-16", van="13:00", tot="15:00"
    )
    gewoon, extra = sorted(gebeurtenissen(client), key=lambda een: een["DTSTART"].dt)
    # Not on 30 March (shut), not on 6 April (Tweede paasdag), not on 27 April (Koningsdag).
    assert [punt.strftime("%d-%m") for punt in keren(gewoon, 4)] == ["23-03", "13-04", "20-04", "04-05"]
    assert [punt.strftime("%d-%m %H:%M") for punt in keren(extra, 3)] == ["15-04 13:00", "16-04 13:00"]
