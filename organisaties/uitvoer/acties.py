"""What is written when the map goes out of the house."""

from __future__ import annotations

from django.db import transaction

from organisaties.models import Medewerker, Uitvoer
from organisaties.uitvoer.leesmij import rol_van
from organisaties.uitvoer.vormen import Vorm


@transaction.atomic
def noteer_uitvoer(*, door: Medewerker, vorm: Vorm, contacten: bool) -> Uitvoer:
    """Note that somebody took the whole map along, and whether the people to ask for were in it."""
    return Uitvoer.objects.create(door=door, rol=rol_van(door), vorm=vorm.value, contacten=contacten)
