"""`manage.py ruim_op`: remove what is past its term; run it every day."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.utils import timezone

from doorverwijzing.models import Signaal, Signaalstempel
from organisaties.models import Contactpersoon, Invoer


class Command(BaseCommand):
    """Remove expired signals, yesterday's stamps, and who may no longer be named."""

    help = (
        "Gooi weg wat zijn tijd gehad heeft: verlopen signalen, de stempels van gisteren, en de naam van wie niet "
        "langer contactpersoon is. Draai dit elke dag."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Remove, and say how much."""
        signalen = Signaal.objects.verlopen().delete()[0]
        stempels = Signaalstempel.objects.filter(op__lt=timezone.localdate()).delete()[0]
        bestanden = Invoer.objects.verlopen().delete()[0]
        # After a week an import cannot be undone any more, so nothing of what stood there before is kept.
        Invoer.objects.voorgoed().update(terug=None)
        cache.ruim_op()  # type: ignore[attr-defined] # what was counted and is past; see kaart/hulp/gedeeld.py
        contacten = Contactpersoon.objects.vergeet_verlopen()
        self.stdout.write(
            f"Weggegooid: {signalen} verlopen signalen, {stempels} stempels, {bestanden} niet ingelezen bestanden, "
            f"{contacten} namen van contactpersonen."
        )
