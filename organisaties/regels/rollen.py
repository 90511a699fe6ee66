"""The roles of `docs/ontwerp.md`, as Django groups; a person may have several."""

from enum import StrEnum


class Rol(StrEnum):
    """A role is a group with this name; nothing else in the code compares group names."""

    OPBOUWWERKER = "opbouwwerker"
    AANDACHTSFUNCTIONARIS = "aandachtsfunctionaris"
    AANBIEDER = "aanbieder"
    COORDINATOR = "coördinator"
    BEHEERDER = "beheerder"


# Who may read what is meant for colleagues only. An aanbieder is no colleague: it sees its own entry.
PROFESSIONELE_ROLLEN = frozenset({Rol.OPBOUWWERKER, Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR, Rol.BEHEERDER})
