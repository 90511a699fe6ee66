"""What came in and what went out: files that somebody sent, what their columns mean, and exports of the whole kaart."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

WACHT = datetime.timedelta(days=1)
TERUG_BINNEN = datetime.timedelta(days=7)


class InvoerQuerySet(models.QuerySet["Invoer"]):
    """Files that were sent."""

    def van(self, gebruiker: object) -> Self:
        """Return those of one person: nobody sees the file of another."""
        return self.filter(door=gebruiker)

    def verlopen(self) -> Self:
        """Return what was never written and had its day."""
        return self.filter(geschreven_op=None, op__lt=timezone.now() - WACHT)

    def voorgoed(self) -> Self:
        """Return what can no longer be undone, and still holds what that would need."""
        return self.filter(~Q(terug=None), geschreven_op__lt=timezone.now() - TERUG_BINNEN)


class Invoer(models.Model):
    """One import; `inhoud` is there until it is written, `terug` for a week after."""

    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rol = models.CharField(max_length=40)
    naam = models.CharField("bestand", max_length=150)
    inhoud = models.BinaryField(null=True, editable=False)
    geschreven_op = models.DateTimeField(null=True, editable=False)
    teruggedraaid_op = models.DateTimeField(null=True, editable=False)
    nieuw = models.PositiveIntegerField(default=0)
    gewijzigd = models.PositiveIntegerField(default=0)
    terug = models.JSONField(null=True, editable=False)

    objects = InvoerQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "invoer"

    def __str__(self) -> str:
        return self.naam

    @property
    def kan_terug(self) -> bool:
        """Whether it can be undone: within a week, once."""
        return (
            self.terug is not None
            and self.geschreven_op is not None
            and self.teruggedraaid_op is None
            and timezone.now() - self.geschreven_op <= TERUG_BINNEN
        )


class Kolommenlijst(models.Model):
    """What the columns of a list mean, by what stands above them: for the next time that list comes."""

    naam = models.CharField(max_length=80, unique=True)
    # {header without accents and signs: meaning, '' for 'not read'}
    kolommen = models.JSONField()
    # What words in it mean that are none of ours: {'onbekend-stadsdeel:oo': 'is:oost'}
    antwoorden = models.JSONField(default=dict)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("naam", "pk")
        verbose_name_plural = "kolommenlijsten"

    def __str__(self) -> str:
        return self.naam


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
