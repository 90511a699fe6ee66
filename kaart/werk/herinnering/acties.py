"""Stopping reminders, and having them again."""

from __future__ import annotations

from django.db import transaction

from kaart.werk.models import Herinneringstop
from organisaties.models import Medewerker


@transaction.atomic
def zet_herinneringen(*, medewerker: Medewerker, aan: bool) -> None:
    """Let this person have reminders or none; doing it twice is the same as once."""
    if aan:
        Herinneringstop.objects.filter(medewerker=medewerker).delete()
    else:
        Herinneringstop.objects.get_or_create(medewerker=medewerker)
