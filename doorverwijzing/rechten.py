"""Who may do what with how to get someone there: predicates that views, templates, the admin and queries all ask."""

from __future__ import annotations

from typing import Any

from organisaties.rechten import heeft_rol
from organisaties.rollen import Rol


def mag_hulplijnen(gebruiker: Any) -> bool:
    """Fill in the numbers to call about safety."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)
