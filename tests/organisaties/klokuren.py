"""Hours as they are written in tables of tests: 'ma-vr 10:00-12:00 + dicht 2026-12-24 t/m 2027-01-02 (kerst)'."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from organisaties.models import Aanbod, Locatie, Openingstijd
from organisaties.regels.openingstijden import LAATSTE_WEEK, WEKEN_VAN_MAAND

DAGEN = {naam: nummer for nummer, naam in enumerate(("ma", "di", "wo", "do", "vr", "za", "zo"), 1)}
HOEVEELSTE = {woord: nummer for nummer, woord in WEKEN_VAN_MAAND} | {"laatste": LAATSTE_WEEK}
DATUM = r"\d{4}-\d\d-\d\d"
UREN = re.compile(r"(?<![\d-])(?P<van>\d{1,2}:\d\d)?-(?P<tot>\d{1,2}:\d\d)?(?!\S)")
PERIODE = re.compile(rf"(?P<eerste>{DATUM})(?: t/m (?P<laatste>{DATUM}))?")
GELDIG = re.compile(rf"geldig(?: vanaf (?P<van>{DATUM}))?(?: t/m (?P<tot>{DATUM}))?")
RITME = re.compile(rf"om de (?P<weken>\d) weken vanaf (?P<begin>{DATUM})")
MAAND = re.compile(r"(?P<welke>eerste|tweede|derde|vierde|laatste) van de maand")


def lees_uren(tekst: str, plekken: tuple[Locatie, ...] = ()) -> Aanbod:
    """Return an offer with these hours, not saved, as its page would have it; raises ValueError for what it is not.

    '@Noord di 9:00-12:00' holds at that one of its `plekken` alone.
    """
    aanbod = Aanbod(naam=tekst)
    aanbod.toon_plek = True
    aanbod.tijden_in_database = []
    aanbod.zichtbare_locaties_in_database = list(plekken)
    bij_naam = {f"@{plek.naam}": plek for plek in plekken}
    for deel in filter(None, (deel.strip() for deel in tekst.split(" + "))):
        if deel.startswith("@"):
            waar, _, rest = deel.partition(" ")
            hier = {"locatie": bij_naam[waar]}
            aanbod.tijden_in_database += [een_tijd(**velden, **hier) for velden in lees_deel(rest)]
            continue
        woord, _, rest = deel.partition(" ")
        if woord == "feestdagen":
            aanbod.feestdagen = rest
        elif woord == "pauze":
            van, _, tot = rest.removeprefix("vanaf ").partition(" t/m ")
            aanbod.pauze_vanaf, aanbod.pauze_tot = dag(van), dag(tot) if tot else None
        elif woord == "eindigt":
            aanbod.geldig_tot = dag(rest)
        else:
            aanbod.tijden_in_database += [een_tijd(**velden) for velden in lees_deel(deel)]
    return aanbod


def een_tijd(**velden: Any) -> Openingstijd:
    """Return an opening time that was not saved, with its phase."""
    tijd = Openingstijd(**velden)
    tijd.bereken_fase()
    return tijd


def lees_deel(deel: str) -> list[dict[str, Any]]:
    """Return the fields of the rows of one part: several where it names several days."""
    woord, _, rest = deel.partition(" ")
    if woord in ("dicht", "open"):
        periode = PERIODE.match(rest)
        if periode is None:
            raise ValueError(deel)
        reden = re.search(r"\((.*)\)", rest)
        return [
            {
                "soort": "dicht" if woord == "dicht" else "anders",
                "geldig_van": dag(periode["eerste"]),
                "geldig_tot": dag(periode["laatste"] or periode["eerste"]),
                "toelichting": reden[1] if reden else "",
                **uren(rest),
            }
        ]
    if deel.startswith("elke dag"):
        woord, rest = "ma-zo", deel.removeprefix("elke dag").strip()
    velden: dict[str, Any] = uren(rest)
    if ritme := RITME.search(rest):
        velden |= {"elke_weken": int(ritme["weken"]), "begin": dag(ritme["begin"])}
    if maand := MAAND.search(rest):
        velden["week_van_maand"] = HOEVEELSTE[maand["welke"]]
    if geldig := GELDIG.search(rest):
        velden |= {f"geldig_{kant}": dag(geldig[kant]) for kant in ("van", "tot") if geldig[kant]}
    return [{"weekdag": weekdag, **velden} for weekdag in weekdagen(woord)]


def weekdagen(tekst: str) -> list[int]:
    """Return the days of 'ma', 'ma-vr' or 'ma/wo'; raises KeyError for another word."""
    eerste, _, laatste = tekst.partition("-")
    if laatste:
        return list(range(DAGEN[eerste], DAGEN[laatste] + 1))
    return [DAGEN[woord] for woord in tekst.split("/")]


def uren(tekst: str) -> dict[str, Any]:
    """Return `van` and `tot` as far as the text names them."""
    if "hele dag" in tekst:
        return {"van": dt.time(0), "tot": dt.time(0)}
    gevonden = UREN.search(tekst)
    return {kant: uur(gevonden[kant]) for kant in ("van", "tot") if gevonden and gevonden[kant]}


def uur(tekst: str) -> dt.time:
    """Return '9:30' as a time."""
    uren, minuten = tekst.split(":")
    return dt.time(int(uren), int(minuten))


def dag(tekst: str) -> dt.date:
    """Return '2026-12-24' as a day."""
    return dt.date.fromisoformat(tekst)
