"""A sheet as csv: for Dutch Excel (UTF-8 with a mark in front, ';' and decimal commas) or plain."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from typing import Any

from kaart.uitwisseling.bestanden.vellen import Vel
from kaart.uitwisseling.bladen.cellen import Cel

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Rows sent together: one by one costs more than the rows themselves.
PER_STUK = 200


class _Opvang:
    """Takes what csv writes, to be handed on."""

    def __init__(self) -> None:
        self.delen: list[str] = []

    def write(self, tekst: str) -> int:
        """Keep a written row."""
        self.delen.append(tekst)
        return len(tekst)

    def leeg(self) -> bytes:
        """Return what was kept, and forget it."""
        inhoud = "".join(self.delen).encode()
        self.delen.clear()
        return inhoud


def stroom(vel: Vel, *, nederlands: bool) -> Iterator[bytes]:
    """Yield the sheet as csv, some rows at a time."""
    opvang = _Opvang()
    if nederlands:
        opvang.write(BOM)
    schrijver: Any = csv.writer(opvang, delimiter=";" if nederlands else ",")
    schrijver.writerow([kolom.kop for kolom in vel.kolommen])
    for nummer, rij in enumerate(vel.rijen(), 1):
        schrijver.writerow([_tekst(cel, nederlands=nederlands) for cel in rij])
        if nummer % PER_STUK == 0:
            yield opvang.leeg()
    yield opvang.leeg()


def _tekst(cel: Cel, *, nederlands: bool) -> str:
    if cel is None:
        return ""
    if isinstance(cel, datetime.date):
        return cel.isoformat()
    if isinstance(cel, datetime.time):
        return f"{cel:%H:%M}"
    if isinstance(cel, float):
        # A decimal point means thousands to a Dutch Excel.
        return repr(cel).replace(".", "," if nederlands else ".")
    return str(cel)
