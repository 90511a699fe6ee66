"""Lines between organisations: written down, and taken away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisaties import rechten
from organisaties.models import Medewerker, Organisatie, Samenwerking


@transaction.atomic
def leg_lijn(
    *, gebruiker: Medewerker, van: Organisatie, naar: Organisatie, soort: str, toelichting: str = ""
) -> Samenwerking:
    """Write down a line; one that is there already is returned as it is, also when two colleagues do it at once.

    Raises PermissionDenied for anyone who keeps neither end, ValueError for a line of an organisation with itself.
    """
    _eis_een_van_beide(gebruiker, van, naar)
    if van.pk == naar.pk:
        raise ValueError("A line joins two organisations.")
    return Samenwerking.objects.get_or_create(van=van, naar=naar, soort=soort, defaults={"toelichting": toelichting})[0]


@transaction.atomic
def haal_lijn_weg(*, gebruiker: Medewerker, lijn: Samenwerking) -> None:
    """Take a line away; raises PermissionDenied for anyone who keeps neither end."""
    _eis_een_van_beide(gebruiker, lijn.van, *([lijn.naar] if lijn.naar else []))
    lijn.delete()


def _eis_een_van_beide(gebruiker: Medewerker, *einden: Organisatie) -> None:
    if not any(rechten.mag_bijhouden(gebruiker, einde) for einde in einden):
        raise PermissionDenied
