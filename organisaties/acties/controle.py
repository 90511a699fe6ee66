"""Checking: a deliberate look at an entry, apart from changing it."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.bewerken.geschiedenis import leg_vast
from organisaties.bewerken.staat import lees
from organisaties.controles import oudste
from organisaties.models import Aanbod, Controle, Locatie, Medewerker, Organisatie, Versie


@transaction.atomic
def klopt_nog(
    *,
    gebruiker: Any,
    ingang: Aanbod | Organisatie | Locatie,
    wijze: str,
    onderdeel: str = Controle.Onderdeel.ALLES,
) -> Controle:
    """Record that this person (by role) found that an entry, or a part of it, still holds, and how they looked.

    Only dates move: `gewijzigd_op` stays, because a check is no edit. The date of the whole is that of the part that
    waits longest. Raises PermissionDenied for who neither keeps nor owns this entry.
    """
    if not rechten.mag_bewerken(gebruiker, ingang):
        raise PermissionDenied
    return _leg_vast(gebruiker, ingang, wijze, onderdeel)


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


def _leg_vast(
    gebruiker: Any,
    ingang: Aanbod | Organisatie | Locatie,
    wijze: str,
    onderdeel: str = Controle.Onderdeel.ALLES,
) -> Controle:
    vandaag = timezone.localdate()
    controle = Controle.objects.create(
        **{type(ingang).__name__.lower(): ingang},
        onderdeel=onderdeel,
        op=vandaag,
        door=gebruiker,
        rol=rechten.rol_in_woorden(gebruiker),
        wijze=wijze,
        uitslag=Controle.Uitslag.KLOPT,
    )
    # Past save(), so that no other field is written with what this process happened to have read.
    dag = vandaag if onderdeel == Controle.Onderdeel.ALLES else oudste(ingang)
    if dag is not None:
        type(ingang).objects.filter(pk=ingang.pk).update(gecontroleerd_op=dag)
    if isinstance(ingang, Aanbod) and onderdeel in (Controle.Onderdeel.ALLES, Controle.Onderdeel.BESCHIKBAARHEID):
        _plek_gehoord(gebruiker, ingang, vandaag)
    return controle


def _plek_gehoord(gebruiker: Any, aanbod: Aanbod, vandaag: datetime.date) -> None:
    """Move the day on which was heard whether there is room, and how long one waits, where either is known."""
    huidig = Aanbod.objects.select_for_update().get(pk=aanbod.pk)
    gehoord = {
        veld: vandaag
        for veld, bekend in (
            ("ruimte_op", huidig.ruimte != Aanbod.Ruimte.ONBEKEND),
            ("wachttijd_op", bool(huidig.wachttijd)),
        )
        if bekend and getattr(huidig, veld) != vandaag
    }
    if gehoord:
        voor = lees(huidig)
        Aanbod.objects.filter(pk=huidig.pk).update(**gehoord)
        huidig.refresh_from_db()
        leg_vast(
            ingang=huidig, voor=voor, gebruiker=gebruiker, soort=Versie.Soort.WIJZIGING, waarom="Nagevraagd: klopt nog"
        )
