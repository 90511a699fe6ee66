"""How soon someone must be helped, and in which order that puts the doors."""

from __future__ import annotations

from django.db import models


class Urgentie(models.TextChoices):
    """From now to some day."""

    VANDAAG = "vandaag", "vandaag"
    DEZE_WEEK = "deze-week", "deze week"
    KAN_WACHTEN = "kan-wachten", "kan wachten"
