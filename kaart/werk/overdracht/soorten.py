"""The kinds of thing a person can keep, with the table that records it; all of the hand-over follows from this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from doorverwijzing.models import Route
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of thing that is kept: `tussen` is the table that says who keeps what, `ding` its column of the thing."""

    naam: str
    titel: str
    model: Any
    tussen: Any
    ding: str
    # Who may take it over.
    rollen: tuple[Rol, ...] = (Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR)

    @property
    def kolom(self) -> str:
        """The column with the key of the thing."""
        return f"{self.ding}_id"


def _via_houders(naam: str, titel: str, model: Any) -> Soort:
    return Soort(naam, titel, model, model.houders.through, model.houders.field.m2m_field_name())


SOORTEN: dict[str, Soort] = {
    soort.naam: soort
    for soort in (
        Soort(
            "stadsdeel", "Stadsdelen", Stadsdeel, Medewerker.stadsdelen.through, "stadsdeel",
            (Rol.AANDACHTSFUNCTIONARIS,),
        ),
        _via_houders("aanbod", "Aanbod op naam", Aanbod),
        _via_houders("organisatie", "Organisaties op naam", Organisatie),
        _via_houders("locatie", "Plekken op naam", Locatie),
        _via_houders("route", "Routes op naam", Route),
        Soort(
            "eigen", "Eigen organisaties (aanbieder)", Organisatie, Medewerker.organisaties.through, "organisatie",
            (Rol.AANBIEDER,),
        ),
    )
}  # fmt: skip
"""In the order in which they are shown."""
