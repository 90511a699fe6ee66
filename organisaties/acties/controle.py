"""Checking: a deliberate look at an entry, apart from changing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Aanbod, Controle, Locatie, Organisatie


@transaction.atomic
def klopt_nog(*, gebruiker: Any, ingang: Aanbod | Organisatie | Locatie, wijze: str) -> Controle:
    """Record that this person (by role) found that an entry still holds, and how they looked; move its check date.

    Only the date moves: `gewijzigd_op` stays, because a check is no edit. Raises PermissionDenied for who does not
    keep this entry.
    """
    if not rechten.mag_bijhouden(gebruiker, ingang):
        raise PermissionDenied
    vandaag = timezone.localdate()
    controle = Controle.objects.create(
        **{type(ingang).__name__.lower(): ingang},
        onderdeel=Controle.Onderdeel.ALLES,
        op=vandaag,
        door=gebruiker,
        rol=rechten.rol_in_woorden(gebruiker),
        wijze=wijze,
        uitslag=Controle.Uitslag.KLOPT,
    )
    # Past save(), so that no other field is written with what this process happened to have read.
    type(ingang).objects.filter(pk=ingang.pk).update(gecontroleerd_op=vandaag)
    return controle
