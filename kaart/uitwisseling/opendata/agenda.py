"""Spreekuren and activities as a calendar that other calendars follow (RFC 5545).

Local times stay local: every event carries its time zone, so ten o'clock is ten o'clock in summer and in winter. An
identifier is made of the kenmerk and the time itself, so a calendar changes an event instead of showing it twice.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import capfirst
from icalendar import Calendar, Event, Timezone
from icalendar.prop import vRecur

from kaart.uitwisseling.opendata.hsds.vertaling import DAGEN, NAAMRUIMTE
from organisaties.models import Aanbod, Openingstijd
from organisaties.regels.openingstijden import LAATSTE_WEEK, MIDDERNACHT

# What one goes to at a time; a counter, a shelter or a service is open, it does not take place.
SOORTEN = (
    Aanbod.Soort.SPREEKUUR,
    Aanbod.Soort.ACTIVITEIT,
    Aanbod.Soort.ONTMOETING,
    Aanbod.Soort.INLOOP,
    Aanbod.Soort.CURSUS,
)
# How far ahead dates are written out that no rule of a calendar can say.
VOORUIT = datetime.timedelta(days=366)
VERVERS = datetime.timedelta(hours=12)


def stukken(aanbod: Iterable[Aanbod], *, naam: str, adres: str, vandaag: datetime.date) -> Iterator[bytes]:
    """Yield the calendar, one event at a time; `adres` is that of the site, with a slash."""
    zone = ZoneInfo(settings.TIME_ZONE)
    begin, eind = _omslag(naam, adres, zone, vandaag)
    yield begin
    gezien: set[str] = set()
    for rij in aanbod:
        for tijd in (*rij.zichtbare_tijden, *rij.zichtbare_afwijkingen):
            gebeurtenis = maak_gebeurtenis(rij, tijd, adres=adres, zone=zone, vandaag=vandaag)
            if gebeurtenis is not None and str(gebeurtenis["UID"]) not in gezien:
                gezien.add(str(gebeurtenis["UID"]))
                yield gebeurtenis.to_ical()
    yield eind


def _omslag(naam: str, adres: str, zone: ZoneInfo, vandaag: datetime.date) -> tuple[bytes, bytes]:
    """Return what stands before and after the events."""
    kalender = Calendar()
    kalender.add("prodid", f"-//{settings.SITE_NAAM}//sociale kaart//NL")
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("x-wr-calname", naam)
    kalender.add("url", adres)
    kalender.add("refresh-interval", VERVERS, parameters={"VALUE": "DURATION"})
    kalender.add_component(
        Timezone.from_tzinfo(
            zone,
            settings.TIME_ZONE,
            first_date=datetime.date(vandaag.year - 1, 1, 1),
            last_date=datetime.date(vandaag.year + 10, 1, 1),
        )
    )
    begin, _, eind = kalender.to_ical().rpartition(b"END:VCALENDAR")
    return begin, b"END:VCALENDAR" + eind


def maak_gebeurtenis(
    aanbod: Aanbod, tijd: Openingstijd, *, adres: str, zone: ZoneInfo, vandaag: datetime.date
) -> Event | None:
    """Return one opening time as a repeating event; None where it never takes place from this year on."""
    begin, eind = _geldig(aanbod, tijd, vandaag)
    eerste = _eerste_keer(tijd, begin, eind) if tijd.is_gewoon else _eerste_van(tijd, begin, eind)
    if eerste is None:
        return None
    uren = tijd.van is not None and not (tijd.van == MIDDERNACHT and tijd.tot == MIDDERNACHT)
    gebeurtenis = Event()
    gebeurtenis.add("uid", _uid(aanbod, tijd))
    gebeurtenis.add("dtstamp", aanbod.gewijzigd_op.astimezone(datetime.UTC))
    gebeurtenis.add("last-modified", aanbod.gewijzigd_op.astimezone(datetime.UTC))
    gebeurtenis.add("summary", aanbod.naam)
    gebeurtenis.add("dtstart", _moment(eerste, tijd, zone) if uren else eerste)
    if uren and tijd.tot is not None and tijd.van is not None:
        laatste_dag = eerste if tijd.tot > tijd.van else eerste + datetime.timedelta(days=1)
        gebeurtenis.add("dtend", datetime.datetime.combine(laatste_dag, tijd.tot, zone))
    _herhaal(gebeurtenis, aanbod, tijd, eerste, eind, zone, uren=uren)
    gebeurtenis.add("description", _omschrijving(aanbod, tijd))
    hier = [plek for plek in aanbod.zichtbare_locaties if tijd.locatie_id in (None, plek.pk)]
    if plek := "; ".join(f"{plek.naam}, {plek.adresregel}" for plek in hier):
        gebeurtenis.add("location", plek)
    gebeurtenis.add("categories", [aanbod.get_soort_display()])
    gebeurtenis.add("url", f"{adres.rstrip('/')}{aanbod.get_absolute_url()}")
    # Nobody is busy because a spreekuur takes place.
    gebeurtenis.add("transp", "TRANSPARENT")
    return gebeurtenis


def _geldig(aanbod: Aanbod, tijd: Openingstijd, vandaag: datetime.date) -> tuple[datetime.date, datetime.date | None]:
    """Return the first and last day it takes place, from this year on; a pause without an end ends it."""
    begin = max(filter(None, (datetime.date(vandaag.year, 1, 1), tijd.geldig_van)))
    einden = [tijd.geldig_tot, aanbod.geldig_tot]
    if aanbod.pauze_vanaf is not None and aanbod.pauze_tot is None:
        einden.append(aanbod.pauze_vanaf - datetime.timedelta(days=1))
    return begin, min((eind for eind in einden if eind is not None), default=None)


def _eerste_keer(tijd: Openingstijd, begin: datetime.date, eind: datetime.date | None) -> datetime.date | None:
    regel = tijd.als_regel()
    for dagen in range(VOORUIT.days):
        dag = begin + datetime.timedelta(days=dagen)
        if eind is not None and dag > eind:
            return None
        if regel.geldt_op(dag):
            return dag
    return None


def _eerste_van(tijd: Openingstijd, begin: datetime.date, eind: datetime.date | None) -> datetime.date | None:
    """Return the first of the days with other hours; None of days on which it is shut: those are left out elsewhere."""
    anders = tijd.als_afwijking()
    eerste = max(begin, anders.eerste)
    return None if anders.dicht or eerste > (eind or anders.laatste) else eerste


def _moment(dag: datetime.date, tijd: Openingstijd, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(dag, tijd.van or MIDDERNACHT, zone)


def _herhaal(
    gebeurtenis: Event,
    aanbod: Aanbod,
    tijd: Openingstijd,
    eerste: datetime.date,
    eind: datetime.date | None,
    zone: ZoneInfo,
    *,
    uren: bool,
) -> None:
    """Add the days on which it repeats, without those of a pause, of a closure and of holidays on which it is shut."""

    def als_punt(dag: datetime.date) -> datetime.date:
        return _moment(dag, tijd, zone) if uren else dag

    if not tijd.is_gewoon:
        if eind is not None and eind > eerste:
            ook = [als_punt(dag) for dag in _dagen(eerste + datetime.timedelta(days=1), eind)]
            gebeurtenis.add("rdate", ook, parameters={} if uren else {"VALUE": "DATE"})
        return
    regel = tijd.als_regel()
    dag = DAGEN[regel.weekdag]
    if tijd.week_van_maand and tijd.elke_weken > 1:
        # Both 'every second week' and 'the first of the month': no rule says that, so the days themselves.
        tot = min(filter(None, (eind, eerste + VOORUIT)))
        dagen = _dagen(eerste + datetime.timedelta(days=1), tot)
        keren = [als_punt(anders) for anders in dagen if regel.geldt_op(anders)]
        if keren:
            gebeurtenis.add("rdate", keren, parameters={} if uren else {"VALUE": "DATE"})
    else:
        ritme: dict[str, Any] = {"freq": "weekly", "interval": tijd.elke_weken, "byday": dag, "wkst": "MO"}
        if tijd.week_van_maand:
            hoeveelste = -1 if tijd.week_van_maand == LAATSTE_WEEK else tijd.week_van_maand
            ritme = {"freq": "monthly", "byday": f"{hoeveelste}{dag}"}
        if eind is not None:
            # The standard wants the end of a rule in the same kind as the beginning: a moment in UTC, or a day.
            laatste = datetime.datetime.combine(eind, datetime.time(23, 59, 59), zone)
            ritme["until"] = laatste.astimezone(datetime.UTC) if uren else eind
        gebeurtenis.add("rrule", vRecur(ritme))
    plan = aanbod.tijdplan_op(tijd.locatie_id)
    dagen = _dagen(eerste, min(filter(None, (eind, eerste + 2 * VOORUIT))))
    if zonder := [als_punt(weg) for weg in dagen if regel.geldt_op(weg) and not plan.gewoon_op(weg)]:
        gebeurtenis.add("exdate", zonder, parameters={} if uren else {"VALUE": "DATE"})


def _dagen(van: datetime.date, tot: datetime.date) -> Iterator[datetime.date]:
    for nummer in range((tot - van).days + 1):
        yield van + datetime.timedelta(days=nummer)


def _uid(aanbod: Aanbod, tijd: Openingstijd) -> str:
    delen = (
        aanbod.kenmerk, *([] if tijd.is_gewoon else [tijd.soort]),
        tijd.weekdag, tijd.van, tijd.tot, tijd.elke_weken, tijd.fase, tijd.week_van_maand,
        tijd.geldig_van, tijd.geldig_tot, *([tijd.locatie.kenmerk] if tijd.locatie is not None else []),
    )  # fmt: skip
    return str(uuid.uuid5(NAAMRUIMTE, "/".join(("agenda", *map(str, delen)))))


def _omschrijving(aanbod: Aanbod, tijd: Openingstijd) -> str:
    """Return what one must know before going."""
    regels = [aanbod.organisatie.naam, capfirst(tijd.in_woorden())]
    belbaar = bool(aanbod.toon_plek and aanbod.organisatie.telefoon)
    if tijd.locatie_id is None:
        # At one place other days; elsewhere it goes on, so the event itself stays.
        regels += [capfirst(anders.in_woorden()) for anders in aanbod.zichtbare_afwijkingen if anders.locatie_id]
    if tijd.van is None:
        regels.append(f"De tijd is niet bekend. {'Bel eerst' if belbaar else 'Vraag het eerst na'}.")
    if aanbod.aanmelden != Aanbod.Aanmelden.ONBEKEND:
        regels.append(f"Aanmelden: {aanbod.hoe_aanmelden}")
    if aanbod.omschrijving:
        regels.append(aanbod.omschrijving)
    if aanbod.gecontroleerd_op is None:
        regels.append(f"Nog niet gecontroleerd. {'Bel' if belbaar else 'Vraag het na'} voordat je gaat.")
    else:
        regels.append(f"Gecontroleerd op {aanbod.gecontroleerd_op:%d-%m-%Y}.")
    return "\n".join(regels)
