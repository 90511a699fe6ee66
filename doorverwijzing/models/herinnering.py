"""Reminders by mail: who had one on which day, and who wants none."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Herinnering(models.Model):
    """One mail to one person on one day; the row is the claim, and stands before anything leaves."""

    class Stand(models.TextChoices):
        """How far it came."""

        BEZIG = "bezig", "wordt verstuurd"
        VERSTUURD = "verstuurd", "verstuurd"

    medewerker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="herinneringen")
    dag = models.DateField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.BEZIG)

    class Meta:
        ordering = ("-dag", "-pk")
        verbose_name_plural = "herinneringen"
        constraints = (
            models.UniqueConstraint(fields=("medewerker", "dag"), name="herinnering_een_per_dag"),
            models.CheckConstraint(condition=Q(stand__in=("bezig", "verstuurd")), name="herinnering_stand_bekend"),
        )

    def __str__(self) -> str:
        return f"{self.dag}: {self.get_stand_display()}"


class Herinneringstop(models.Model):
    """Somebody who asked for no reminders."""

    medewerker = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="herinneringstop"
    )

    class Meta:
        verbose_name_plural = "herinneringstops"

    def __str__(self) -> str:
        return f"geen herinneringen voor {self.medewerker_id}"
