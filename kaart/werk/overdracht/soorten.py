"""The kinds of thing a person can keep, with the table that records it; all of the hand-over follows from this list."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Any

from doorverwijzing.models import Route
from kaart.hulp.tekst import opsomming
from organisaties.models import Aanbod, Behoefte, Doelgroep, Gebied, Locatie, Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of thing that is kept: `tussen` is the table that says who keeps what, `ding` its column of the thing."""

    naam: str
    titel: str
    model: Any
    tussen: Any
    ding: str
    # One of it, and more of it, after a number.
    een: str
    meer: str
    # Who may take it over.
    rollen: tuple[Rol, ...] = (Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR)

    @property
    def kolom(self) -> str:
        """The column with the key of the thing."""
        return f"{self.ding}_id"

    @property
    def is_gebied(self) -> bool:
        """Whether it is an area or a theme: a row of a reference list, with all that lies in it."""
        return self.naam in GEBIEDEN

    def in_woorden(self, aantal: int) -> str:
        """Return so many of it in words."""
        return f"{aantal} {self.een if aantal == 1 else self.meer}"


GEBIEDEN = ("stadsdeel", "gebied", "behoefte", "doelgroep")


def _via_houders(naam: str, titel: str, model: Any, een: str, meer: str) -> Soort:
    return Soort(naam, titel, model, model.houders.through, model.houders.field.m2m_field_name(), een, meer)


def _gebied(naam: str, titel: str, model: Any, tussen: Any, een: str, meer: str) -> Soort:
    return Soort(naam, titel, model, tussen, naam, een, meer, (Rol.AANDACHTSFUNCTIONARIS,))


SOORTEN: dict[str, Soort] = {
    soort.naam: soort
    for soort in (
        _gebied("stadsdeel", "Stadsdelen", Stadsdeel, Medewerker.stadsdelen.through, "stadsdeel", "stadsdelen"),
        _gebied("gebied", "Gebieden", Gebied, Medewerker.gebieden.through, "gebied", "gebieden"),
        _gebied("behoefte", "Thema’s", Behoefte, Medewerker.behoeften.through, "thema", "thema’s"),
        _gebied("doelgroep", "Doelgroepen", Doelgroep, Medewerker.doelgroepen.through, "doelgroep", "doelgroepen"),
        _via_houders("aanbod", "Aanbod op naam", Aanbod, "aanbod op naam", "keer aanbod op naam"),
        _via_houders("organisatie", "Organisaties op naam", Organisatie, "organisatie op naam", "organisaties op naam"),
        _via_houders("locatie", "Plekken op naam", Locatie, "plek op naam", "plekken op naam"),
        _via_houders("route", "Routes op naam", Route, "route op naam", "routes op naam"),
        Soort(
            "eigen", "Eigen organisaties (aanbieder)", Organisatie, Medewerker.organisaties.through, "organisatie",
            "eigen organisatie", "eigen organisaties", (Rol.AANBIEDER,),
        ),
    )
}  # fmt: skip
"""In the order in which they are shown."""


def in_woorden(wat: Mapping[str, Sized]) -> str:
    """Return how many of each kind in words: '1 stadsdeel en 3 keer aanbod op naam'."""
    delen = [soort.in_woorden(len(wat[naam])) for naam, soort in SOORTEN.items() if wat.get(naam)]
    return opsomming(delen) or "niets"


def houdt_iets(medewerker: Medewerker) -> bool:
    """Whether anything is in the name of this person; one query for whoever has an area or theme."""
    if medewerker.gebieden_en_themas:
        return True
    return any(soort.tussen.objects.filter(medewerker=medewerker).exists() for soort in SOORTEN.values())
