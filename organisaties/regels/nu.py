"""Reasons not to simply go to an offer, in a few words for cards and lines: today, or without a BSN.

Plain: rows that are already read, no database, so that each rule can be explained and tested.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organisaties.regels.datums import datum
from organisaties.regels.keuzes import JaNee, Status

if TYPE_CHECKING:
    from organisaties.models.aanbod import Aanbod
    from organisaties.models.openingstijd import Openingstijd

DICHT_BINNENKORT = datetime.timedelta(days=14)
"""A closure that begins within this time is said."""

BINNENKORT = datetime.timedelta(days=31)
"""A pause that begins within this time is said: somebody sent today may go next week."""

# For every reader: the usual door is often the wrong one for somebody without a BSN, and nobody used to say so.
VRAAGT_BSN = {
    JaNee.JA.value: "Vraagt een BSN",
    JaNee.NAVRAGEN.value: "Vraagt een BSN (meestal). Vraag het eerst na.",
}


@dataclass(frozen=True, slots=True)
class Bijzonder:
    """One thing that is not as usual: `soort` and `icoon` for how it looks, `tekst` for what it says."""

    soort: str
    icoon: str
    tekst: str


def bijzonder(aanbod: Aanbod, tijden: Iterable[Openingstijd], dag: datetime.date) -> list[Bijzonder]:
    """Return what is not as usual at an offer on `dag`, the most final first; `tijden` are those that may be shown."""
    if Status.GESTOPT in (aanbod.status, aanbod.organisatie.status):
        return [Bijzonder("niet", "niet", "Gestopt")]
    gezegd = []
    if Status.CONCEPT in (aanbod.status, aanbod.organisatie.status):
        gezegd.append(Bijzonder("pauze", "papieren", "Concept"))
    if aanbod.geldig_tot is not None and aanbod.geldig_tot < dag:
        gezegd.append(Bijzonder("niet", "niet", f"Voorbij: liep tot en met {datum(aanbod.geldig_tot)}"))
    if (pauze := _pauze(aanbod, dag)) is not None:
        gezegd.append(pauze)
    gezegd += _binnenkort_dicht(aanbod, dag)
    if aanbod.ruimte_op_dag(dag) == aanbod.Ruimte.VOL:
        gezegd.append(Bijzonder("niet", "niet", f"Vol{_gehoord(aanbod.ruimte_op)}"))
    elif aanbod.ruimte_op_dag(dag) == aanbod.Ruimte.WACHTLIJST:
        gezegd.append(Bijzonder("pauze", "klok", f"Wachtlijst{_gehoord(aanbod.ruimte_op)}"))
    begin = _begint_pas(tijden, dag)
    if begin is not None:
        gezegd.append(Bijzonder("pauze", "klok", f"Begint pas op {datum(begin)}"))
    if zin := VRAAGT_BSN.get(aanbod.bsn):
        gezegd.append(Bijzonder("navragen", "papieren", zin))
    return gezegd


def _pauze(aanbod: Aanbod, dag: datetime.date) -> Bijzonder | None:
    if aanbod.pauze_vanaf is None:
        return None
    tot = f", tot en met {datum(aanbod.pauze_tot)}" if aanbod.pauze_tot else ""
    if aanbod.gepauzeerd_op(dag):
        return Bijzonder("pauze", "pauze", f"Nu even niet{tot}")
    if dag < aanbod.pauze_vanaf <= dag + BINNENKORT:
        return Bijzonder("pauze", "pauze", f"Pauze vanaf {datum(aanbod.pauze_vanaf)}{tot}")
    return None


def _binnenkort_dicht(aanbod: Aanbod, dag: datetime.date) -> list[Bijzonder]:
    """Return the closures that go on or begin soon; `dag` is the day on which it is read."""
    sluitingen = ((tijd.als_afwijking(), tijd.waar) for tijd in aanbod.zichtbare_afwijkingen)
    return [
        Bijzonder("pauze", "pauze", f"{een.in_woorden(dag).capitalize()}{waar}")
        for een, waar in sluitingen
        if een.dicht and een.laatste >= dag and een.eerste <= dag + DICHT_BINNENKORT
    ]


def _begint_pas(tijden: Iterable[Openingstijd], dag: datetime.date) -> datetime.date | None:
    """Return on which day the first of these times begins to hold; None where one holds already, or none is known."""
    nog_geldig = [tijd for tijd in tijden if tijd.geldig_tot is None or tijd.geldig_tot >= dag]
    begin = [tijd.geldig_van for tijd in nog_geldig if tijd.geldig_van is not None and tijd.geldig_van > dag]
    return min(begin) if begin and len(begin) == len(nog_geldig) else None


def _gehoord(op: datetime.date | None) -> str:
    return f" (gehoord op {datum(op)})" if op else ""
