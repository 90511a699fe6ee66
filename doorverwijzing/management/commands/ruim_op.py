"""`manage.py ruim_op`: remove what is past its term; run it every day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from doorverwijzing.models import Signaal, Signaalstempel


class Command(BaseCommand):
    """Remove expired signals and yesterday's stamps."""

    help = "Gooi weg wat zijn tijd gehad heeft: verlopen signalen en de stempels van gisteren. Draai dit elke dag."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Remove, and say how much."""
        signalen = Signaal.objects.verlopen().delete()[0]
        stempels = Signaalstempel.objects.filter(op__lt=timezone.localdate()).delete()[0]
        self.stdout.write(f"Weggegooid: {signalen} verlopen signalen, {stempels} stempels.")
