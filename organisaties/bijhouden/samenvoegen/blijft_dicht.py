"""What was closed stays closed: nothing becomes visible to more people because its organisation becomes another.

An offer and a place are as closed as the most closed of themselves and their organisation. What goes to a more open
organisation takes along, as its own, how closed it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.regels.keuzes import Status, Zichtbaarheid

VAN_OPEN_NAAR_DICHT: dict[str, tuple[str, ...]] = {
    "zichtbaarheid": tuple(Zichtbaarheid.values),
    "status": (Status.GEPUBLICEERD.value, Status.CONCEPT.value, Status.GESTOPT.value),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How closed an organisation is."""

    zichtbaarheid: str
    status: str

    @classmethod
    def van(cls, organisatie: Organisatie) -> Stand:
        """Return that of an organisation as it is now."""
        return cls(organisatie.zichtbaarheid, organisatie.status)


def wijdte(veld: str, waarde: str) -> int:
    """Return how closed a value is: 0 for the most open."""
    return VAN_OPEN_NAAR_DICHT[veld].index(waarde)


def nauwste(veld: str, *waarden: str) -> str:
    """Return the most closed of these values."""
    return max(waarden, key=lambda waarde: wijdte(veld, waarde))


def zoals_bezoeker_ziet(ingang: Organisatie | Locatie) -> str:
    """Return how closed it is: of a place together with its organisation, which may not be on the kaart."""
    if isinstance(ingang, Organisatie):
        return ingang.zichtbaarheid
    return _van_plek(ingang.zichtbaarheid, Stand.van(ingang.organisatie))


def eigen_stand(ding: Aanbod | Locatie, was: Stand, wordt: Stand) -> dict[str, str]:
    """Return the columns that an offer or a place must get as its own when its organisation goes from `was` to `wordt`.

    Empty where it is as closed as it was already.
    """
    if isinstance(ding, Locatie):
        toen, straks = _van_plek(ding.zichtbaarheid, was), _van_plek(ding.zichtbaarheid, wordt)
        dichter = wijdte("zichtbaarheid", straks) >= wijdte("zichtbaarheid", toen)
        return {} if dichter else {"zichtbaarheid": toen}
    eigen = {}
    for veld in VAN_OPEN_NAAR_DICHT:
        zelf = getattr(ding, veld)
        toen = nauwste(veld, zelf, getattr(was, veld))
        if wijdte(veld, nauwste(veld, zelf, getattr(wordt, veld))) < wijdte(veld, toen):
            eigen[veld] = toen
    return eigen


def _van_plek(zelf: str, van: Stand) -> str:
    if van.status != Status.GEPUBLICEERD:
        return Zichtbaarheid.PROFESSIONALS.value
    return nauwste("zichtbaarheid", zelf, van.zichtbaarheid)
