"""Who took the kaart along."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Uitvoer(models.Model):
    """A note that the whole kaart was exported: when, by which role, with or without contacts."""

    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(max_length=100)
    vorm = models.CharField(max_length=20)
    contacten = models.BooleanField("met contactpersonen", default=False)

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "uitvoer"

    def __str__(self) -> str:
        return f"{self.vorm} ({self.op:%d-%m-%Y})"
