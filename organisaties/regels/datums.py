"""Days in Dutch words, for texts that are made in code and not in a template. No database."""

from __future__ import annotations

import datetime

from organisaties.regels.openingstijden import WEEKDAGNAAM

MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905


def datum(dag: datetime.date, vandaag: datetime.date | None = None) -> str:
    """Return '9 december 2026'; without the year where that is the year of `vandaag`."""
    jaar = "" if vandaag is not None and dag.year == vandaag.year else f" {dag.year}"
    return f"{dag.day} {MAANDEN[dag.month - 1]}{jaar}"


def dag_in_woorden(dag: datetime.date, vandaag: datetime.date) -> str:
    """Return 'woensdag 9 december', with the year where that is another than this one."""
    return f"{WEEKDAGNAAM[dag.isoweekday()]} {datum(dag, vandaag)}"
