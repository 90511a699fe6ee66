"""The clock against a table written by hand, from a calendar: what a page says of these hours at that moment."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
import time_machine

from organisaties.regels.openingstijden import WEEKDAGNAAM
from tests.organisaties.klokuren import lees_uren

TABEL = Path(__file__).with_name("klok_met_de_hand.csv")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Rij(NamedTuple):
    """One row: the hours, the moment as it is written, and the sentence."""

    regel: int
    uren: str
    moment: str
    zin: str

    @property
    def tijdstip(self) -> dt.datetime:
        """The moment; without a zone it is the time in Amsterdam."""
        moment = dt.datetime.fromisoformat(self.moment.split(" ", 1)[1])
        return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def rijen() -> Iterator[Rij]:
    """Yield the rows; hours that are empty are those of the row above."""
    uren = ""
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        for nummer, rij in enumerate(csv.reader(bestand, delimiter=";"), 1):
            if nummer > 1 and not rij[0].startswith("#"):
                uren = rij[0] or uren
                yield Rij(nummer, uren, rij[1], rij[2])


ALLES = list(rijen())


def test_de_tabel_heeft_ruim_vierhonderd_momenten_op_de_dag_van_de_week_die_erbij_staat() -> None:
    assert len({(rij.uren, rij.moment) for rij in ALLES}) == len(ALLES) > 400
    for rij in ALLES:
        geschreven = dt.date.fromisoformat(rij.moment[3:13])
        assert WEEKDAGNAAM[geschreven.isoweekday()].startswith(rij.moment[:2]), rij


@pytest.mark.parametrize("uren", dict.fromkeys(rij.uren for rij in ALLES))
def test_de_klok_zegt_wat_met_de_hand_is_opgeschreven(uren: str) -> None:
    aanbod = lees_uren(uren)
    anders = []
    for rij in (rij for rij in ALLES if rij.uren == uren):
        with time_machine.travel(rij.tijdstip, tick=False):
            if (gezegd := aanbod.open_nu.tekst) != rij.zin:
                anders.append(f"regel {rij.regel}, {rij.moment}: '{gezegd}', en niet '{rij.zin}'")
    assert not anders, "\n".join(anders)
