"""Who may do what: named predicates that views, templates and the admin all ask."""

from __future__ import annotations

from typing import Any

from organisaties.rollen import Rol


def heeft_rol(gebruiker: Any, *rollen: Rol) -> bool:
    """Return whether this person has one of these roles; a superuser has all of them."""
    if not getattr(gebruiker, "is_active", False) or not getattr(gebruiker, "is_authenticated", False):
        return False
    return bool(gebruiker.is_superuser or gebruiker.rollen & frozenset(rollen))


def mag_beheer_in(gebruiker: Any) -> bool:
    """Enter the Django admin."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_accounts(gebruiker: Any) -> bool:
    """Make and change accounts."""
    return heeft_rol(gebruiker, Rol.BEHEERDER)


def mag_lijsten(gebruiker: Any) -> bool:
    """Change the reference lists: areas, languages, categories."""
    return heeft_rol(gebruiker, Rol.BEHEERDER)


def mag_alles_uitvoeren(gebruiker: Any) -> bool:
    """Take the whole map along as a workbook, also with the people to ask for."""
    return heeft_rol(gebruiker, Rol.COORDINATOR)


def mag_zoekwoorden(gebruiker: Any) -> bool:
    """Change needs, synonyms and the thesaurus."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)
