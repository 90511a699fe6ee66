"""What somebody kept, moved to their successor."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
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
