"""From a value to a cell and back: typed cells, and text that no program takes for a formula. No database."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from kaart.uitwisseling.tabellen.velden import Datum, Getal, Graden, Tijd, Veld

Cel = str | int | float | datetime.date | datetime.time | None

# Excel keeps no more characters in a cell; the mark says that the rest stands on the site.
HOOGSTENS_IN_CEL = 32_767
AFGEKAPT = " … [afgekapt: de rest staat op de site]"

# What a spreadsheet program may read as the beginning of a formula, also in its wide form.
FORMULEBEGIN = "=+-@＝＋－＠"
APOSTROF = "'"

# No spreadsheet can hold these: control characters, halves of characters, and what XML forbids.
ONMOGELIJK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SCHOON_NODIG = re.compile(f"[\r\t]|{ONMOGELIJK.pattern}")


def _lijkt_formule(tekst: str) -> bool:
    """Whether a program might read `tekst` as a formula; an apostrophe in front makes no difference here."""
    if tekst[:1].isalnum() or not tekst:
        return False
    kern = tekst.lstrip(APOSTROF)
    return kern[:1] in {"\t", "\r", "\n"} or kern.strip(f"{APOSTROF} \t\r\n\N{NO-BREAK SPACE}")[:1] in set(FORMULEBEGIN)


def veilig(tekst: str) -> str:
    """Return `tekst` as it may stand in a cell of any kind of file: an apostrophe before what looks like a formula.

    The same in every kind of file, as an xlsx of today is saved as csv tomorrow.
    """
    return APOSTROF + tekst if _lijkt_formule(tekst) else tekst


def terug(tekst: str) -> str:
    """Return the text that `veilig` made this of; any other text comes back as it is."""
    return tekst[1:] if tekst.startswith(APOSTROF) and _lijkt_formule(tekst[1:]) else tekst


def schoon(tekst: str) -> str:
    """Return `tekst` as every spreadsheet holds it: one kind of line end, no tabs, nothing impossible or too long."""
    schone = tekst
    if SCHOON_NODIG.search(tekst):
        schone = ONMOGELIJK.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if len(schone) > HOOGSTENS_IN_CEL - 1:
        schone = schone[: HOOGSTENS_IN_CEL - 1 - len(AFGEKAPT)] + AFGEKAPT
    return schone


def tekst_van(veld: Veld, waarde: Any) -> str:
    """Return the text of a value, used to compare rows and to make a version; `veilig` comes later."""
    return schoon(veld.schrijf(waarde))


def cel_van(veld: Veld, waarde: Any) -> Cel:
    """Return the typed cell of a value for xlsx and ods: real dates, times and numbers, None for empty."""
    if waarde is None:
        return None
    if isinstance(veld, Datum | Tijd | Getal) and isinstance(waarde, datetime.date | datetime.time | int):
        return waarde
    if isinstance(veld, Graden) and isinstance(waarde, Decimal):
        return float(waarde)
    return veilig(tekst_van(veld, waarde)) or None


def tekst_van_cel(cel: Any) -> str:
    """Return the text of a cell as a reader of xlsx or ods gives it, with the apostrophe of `veilig` undone."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, datetime.datetime):
        return cel.date().isoformat() if cel.time() == datetime.time(0) else cel.isoformat(" ", "minutes")
    if isinstance(cel, datetime.date):
        return cel.isoformat()
    if isinstance(cel, datetime.time):
        return f"{cel:%H:%M}"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return terug(str(cel))


def gelijk(veld: Veld, een: str, ander: str) -> bool:
    """Whether two texts of a column say the same: the same text, or the same value in another spelling.

    So '3-11-2026' is '2026-11-03', '4,9' is '4.900000', a trailing space is no change, and neither is another order
    of values that have no order.
    """
    return een == ander or _waarde(veld, een) == _waarde(veld, ander)


def _waarde(veld: Veld, tekst: str) -> Any:
    kaal = schoon(tekst).strip()
    if not kaal:
        return veld.schrijf(veld.leeg)
    try:
        waarde = veld.lees(kaal)
        return veld.schrijf(tuple(sorted(waarde)) if isinstance(waarde, tuple) else waarde)
    except Onleesbaar:
        return kaal
