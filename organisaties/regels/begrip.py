"""One row of a reference list as choices and texts need it, without the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Begrip:
    """A row; `ouder` is the key of the need above a need, or of the stadsdeel of a smaller area."""

    pk: int
    slug: str
    naam: str
    ouder: int | None = None
    toelichting: str = ""
    synoniemen: tuple[str, ...] = ()
    eigen_naam: str = ""
    neutraal: bool = False
    nood: bool = False
