"""Checking: a deliberate look at an entry, apart from changing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Aanbod, Controle, Locatie, Medewerker, Organisatie


@transaction.atomic
def klopt_nog(*, gebruiker: Any, ingang: Aanbod | Organisatie | Locatie, wijze: str) -> Controle:
    """Record that this person (by role) found that an entry still holds, and how they looked; move its check date.

    Only the date moves: `gewijzigd_op` stays, because a check is no edit. Raises PermissionDenied for who does not
    keep this entry.
    """
    if not rechten.mag_bijhouden(gebruiker, ingang):
        raise PermissionDenied
    return _leg_vast(gebruiker, ingang, wijze)


@transaction.atomic
def klopt_volgens_eigenaar(*, eigenaar: Medewerker, aanbod: Aanbod, na: int) -> Controle | None:
    """Record that who owns this offer says it still holds, with a link out of a mail; None when the link was used.

    `na` is the key of the last check at the time of the mail (0 for none): any check since then, the link's own
    included, makes it worthless. Raises PermissionDenied for who does not own the organisation (any more).
    """
    # Two taps at once wait for each other here.
    Aanbod.objects.select_for_update().get(pk=aanbod.pk)
    if not rechten.is_eigenaar(eigenaar, aanbod):
        raise PermissionDenied
    if laatste_controle(aanbod) != na:
        return None
    return _leg_vast(eigenaar, aanbod, Controle.Wijze.GEMAILD)


def laatste_controle(aanbod: Aanbod) -> int:
    """Return the key of the last check of this offer; 0 when there is none."""
    return Controle.objects.filter(aanbod=aanbod).order_by("-pk").values_list("pk", flat=True).first() or 0


def _leg_vast(gebruiker: Any, ingang: Aanbod | Organisatie | Locatie, wijze: str) -> Controle:
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
