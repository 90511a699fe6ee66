"""Practice tips: what colleagues learned about an offer, for each other."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Aanbod, Medewerker, Praktijktip


@transaction.atomic
def geef_tip(*, gebruiker: Medewerker, aanbod: Aanbod, tekst: str) -> Praktijktip:
    """Keep a tip; raises PermissionDenied for anyone who is no colleague."""
    if not rechten.mag_tips(gebruiker):
        raise PermissionDenied
    return Praktijktip.objects.create(
        aanbod=aanbod,
        tekst=tekst,
        rol=rechten.rol_in_woorden(gebruiker),
        door=gebruiker,
        gegeven_op=timezone.localdate(),
    )


@transaction.atomic
def nog_waar(*, gebruiker: Medewerker, tip: Praktijktip) -> None:
    """Note that a tip still holds today; raises PermissionDenied for anyone who is no colleague."""
    if not rechten.mag_tips(gebruiker):
        raise PermissionDenied
    Praktijktip.objects.filter(pk=tip.pk).update(bevestigd_op=timezone.localdate())


@transaction.atomic
def haal_tip_weg(*, gebruiker: Medewerker, tip: Praktijktip) -> None:
    """Take a tip away: its writer, and the keepers of the offer. Raises PermissionDenied for others."""
    if not rechten.mag_tip_weghalen(gebruiker, tip):
        raise PermissionDenied
    tip.delete()
