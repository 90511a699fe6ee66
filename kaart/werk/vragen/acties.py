"""Answering an open question, and asking it again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kaart.hulp.persoonsgegevens.formulierveld import geen_persoonsgegevens
from organisaties import rechten
from organisaties.models import Gat, Medewerker, Stadsdeel


@transaction.atomic
def beantwoord(*, gebruiker: Medewerker, gat: Gat, antwoord: str, stadsdeel: Stadsdeel | None = None) -> Gat:
    """Keep what somebody found out; the question then leaves the list of that area.

    A question to every area is answered for one `stadsdeel` and stays open for the others. Returns the row that holds
    the answer. Raises PermissionDenied for anyone who does not keep that area, ValidationError for a text that holds
    personal data, ValueError for a question to every area without one.
    """
    huidig = Gat.objects.select_for_update().get(pk=gat.pk)
    geen_persoonsgegevens(antwoord)
    if not Gat.objects.filter(rechten.bij_te_houden_gaten(gebruiker), pk=huidig.pk).exists():
        raise PermissionDenied
    if huidig.stadsdeel_id is None:
        if stadsdeel is None:
            raise ValueError("A question to every area is answered for one of them.")
        if not rechten.houdt_de_stad_bij(gebruiker) and stadsdeel.pk not in rechten.eigen_stadsdelen(gebruiker):
            raise PermissionDenied
        huidig = huidig.voor_stadsdeel(stadsdeel)
    huidig.beantwoord_op = timezone.localdate()
    huidig.antwoord = antwoord
    huidig.beantwoord_door = gebruiker
    huidig.rol = rechten.rol_in_woorden(gebruiker)
    huidig.save()
    return huidig


@transaction.atomic
def heropen(*, gebruiker: Medewerker, gat: Gat) -> None:
    """Ask a question again: the answer goes. Raises PermissionDenied for anyone who does not keep its area."""
    if not Gat.objects.filter(rechten.bij_te_houden_gaten(gebruiker), pk=gat.pk).exists():
        raise PermissionDenied
    if gat.van_id:
        # The question to every area is still there, and open again for this one.
        Gat.objects.filter(pk=gat.pk).delete()
        return
    Gat.objects.filter(pk=gat.pk).update(beantwoord_op=None, antwoord="", beantwoord_door=None, rol="")
