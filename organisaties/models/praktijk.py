"""What colleagues learned."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import KaartQuerySet
from organisaties.zichtbaarheid import Lezer


class PraktijktipQuerySet(KaartQuerySet["Praktijktip"]):
    """Tips."""

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the tips for colleagues; nobody else sees any."""
        return self.filter(zichtbaarheid.alleen_intern(gebruiker)).order_by("-gegeven_op", "-pk")


class Praktijktip(models.Model):
    """A tip about an offer, for professionals only; never about a person who came there."""

    aanbod = models.ForeignKey("organisaties.Aanbod", on_delete=models.CASCADE, related_name="praktijktips")
    tekst = models.CharField(max_length=500)
    rol = models.CharField(max_length=40, help_text="De rol van wie dit schreef.")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gegeven_op = models.DateField()
    bevestigd_op = models.DateField("nog waar op", null=True, blank=True)

    objects = PraktijktipQuerySet.as_manager()

    class Meta:
        ordering = ("-gegeven_op", "-pk")
        constraints = (models.CheckConstraint(condition=~models.Q(tekst=""), name="praktijktip_heeft_tekst"),)

    def __str__(self) -> str:
        return self.tekst
