"""How fresh an entry is, as a plain rule: the term depends on how fast that kind of entry ages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

# Months after which a check no longer counts, by kind of offer; else by formality of the organisation.
# CONTROLE_MAANDEN in the settings goes before these.
MAANDEN_PER_SOORT = {"spreekuur": 3, "noodhulp": 3, "activiteit": 4, "cursus": 4, "inloop": 6, "ontmoeting": 6}
MAANDEN_PER_FORMALITEIT = {"informeel": 6, "formeel": 12}
BEIDE = "beide"
DAGEN_PER_MAAND = 30.44

HERKOMST = {
    "R": "Komt uit het onderzoek.",
    "H": "Komt uit een openbare bron.",
    "M": "Komt uit een oude of indirecte bron.",
    "L": "Algemeen bekend; we zagen geen bron.",
    "E": "Opgegeven door de organisatie of een collega.",
}


class Versheidscode(StrEnum):
    """How fresh: never checked, checked too long ago, or checked within its term."""

    NOOIT = "nooit"
    OUD = "oud"
    VERS = "vers"


@dataclass(frozen=True, slots=True)
class Versheid:
    """What a page says about how sure we are: `tekst` about the check, `bron` about where it came from."""

    code: Versheidscode
    tekst: str
    bron: str


def termijn(soort: str, formaliteit: str) -> datetime.timedelta:
    """Return how long a check of such an entry counts."""
    ingesteld: dict[str, int] = settings.CONTROLE_MAANDEN
    maanden = (
        ingesteld.get(soort)
        or MAANDEN_PER_SOORT.get(soort)
        # Who is both, changes as fast as the faster of the two.
        or min(
            ingesteld.get(een) or MAANDEN_PER_FORMALITEIT.get(een, 12)
            for een in (MAANDEN_PER_FORMALITEIT if formaliteit == BEIDE else (formaliteit,))
        )
    )
    return datetime.timedelta(days=round(maanden * DAGEN_PER_MAAND))


def plek_geldt(ruimte_op: datetime.date | None, op: datetime.date) -> bool:
    """Return whether what was heard about room on that date still says something on the date `op`.

    Without a date nobody knows how old it is, and after its term it would be a guess.
    """
    return ruimte_op is not None and op - ruimte_op <= datetime.timedelta(weeks=settings.RUIMTE_WEKEN)


def code(gecontroleerd_op: datetime.date | None, soort: str, formaliteit: str, op: datetime.date) -> Versheidscode:
    """Return how fresh an entry checked on that date is on the date `op`."""
    if gecontroleerd_op is None:
        return Versheidscode.NOOIT
    return Versheidscode.VERS if op - gecontroleerd_op <= termijn(soort, formaliteit) else Versheidscode.OUD


def versheid(
    gecontroleerd_op: datetime.date | None, *, soort: str = "", formaliteit: str = "", zekerheid: str, op: datetime.date
) -> Versheid:
    """Return what to say about an entry on the date `op`."""
    uitkomst = code(gecontroleerd_op, soort, formaliteit, op)
    bron = HERKOMST.get(zekerheid, "")
    if gecontroleerd_op is None:
        return Versheid(uitkomst, "Nog niet gecontroleerd", bron)
    dag = f"{gecontroleerd_op.day}-{gecontroleerd_op.month}-{gecontroleerd_op.year}"
    if uitkomst is Versheidscode.VERS:
        return Versheid(uitkomst, f"Gecontroleerd op {dag}", bron)
    return Versheid(uitkomst, f"Laatst gecontroleerd op {dag}, te lang geleden", bron)
