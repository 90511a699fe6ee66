"""What is written when the kaart goes out of the house."""

from __future__ import annotations

from django.db import transaction

from kaart.uitwisseling.bestanden.vormen import Vorm
from kaart.uitwisseling.models import Uitvoer
from kaart.uitwisseling.uitvoer.leesmij import rol_van
from organisaties.models import Medewerker


@transaction.atomic
def noteer_uitvoer(*, door: Medewerker, vorm: Vorm, contacten: bool) -> Uitvoer:
    """Note that somebody took the whole kaart along, and whether the people to ask for were in it."""
    return Uitvoer.objects.create(door=door, rol=rol_van(door), vorm=vorm.value, contacten=contacten)
