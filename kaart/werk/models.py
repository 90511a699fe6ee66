"""What keeping the kaart remembers: what was handed over, and which reminders left by mail."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

TERUG_BINNEN = datetime.timedelta(days=7)


class Overdracht(models.Model):
    """One hand-over, with what is needed to undo it: only keys, and of people only their accounts."""

    van = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="overgedragen", editable=False
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    op = models.DateTimeField(auto_now_add=True)
    # {"aanbod": [[key of the thing, key of its present keeper, whether that one had it already], …], …}
    wat = models.JSONField(editable=False)
    teruggedraaid_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "overdrachten"

    def __str__(self) -> str:
        return f"overdracht van {timezone.localtime(self.op):%d-%m-%Y}"

    @property
    def aantal(self) -> int:
        """How many things moved."""
        return sum(len(regels) for regels in self.wat.values())

    @property
    def kan_terug(self) -> bool:
        """Whether it can still be undone: within a week, once, and only where the account is still there."""
        return self.teruggedraaid_op is None and self.van_id is not None and timezone.now() - self.op <= TERUG_BINNEN

    @property
    def terug_tot(self) -> datetime.date:
        """The last day on which it can be undone."""
        return timezone.localtime(self.op + TERUG_BINNEN).date()


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
