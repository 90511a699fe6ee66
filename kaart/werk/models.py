"""What keeping the kaart remembers: what was handed over, what waits, what can be undone, which mails left."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisaties.models.onderhoud import EEN_DOEL, HERSTELTIJD, OverEenIngang

NOTITIE_BLIJFT = datetime.timedelta(days=90)
"""So long after its day a note on the work list is kept."""

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


class UitstelQuerySet(models.QuerySet["Uitstel"]):
    """What was put off."""

    def verlopen(self, op: datetime.date) -> Self:
        """Return those of which the day came so long ago that their note says nothing any more."""
        return self.filter(tot__lt=op - NOTITIE_BLIJFT)


class Uitstel(OverEenIngang):
    """An entry that leaves the work list until a day, for everybody who keeps it, with a note for colleagues.

    The last row of an entry counts; taking that one away brings back what was said before it.
    """

    class Waarom(models.TextChoices):
        """Why it waits."""

        LATER = "later", "later"
        NIET_BEREIKT = "niet-bereikt", "niet bereikt"

    waarom = models.CharField(max_length=15, choices=Waarom)
    tot = models.DateField(help_text="De dag waarop het weer op de lijst staat.")
    notitie = models.CharField(max_length=200, blank=True)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(max_length=40)

    objects = UitstelQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "uitstel"
        constraints = (
            models.CheckConstraint(condition=EEN_DOEL, name="uitstel_over_een_ingang"),
            models.CheckConstraint(condition=Q(waarom__in=("later", "niet-bereikt")), name="uitstel_waarom_bekend"),
        )

    def __str__(self) -> str:
        return f"{self.get_waarom_display()} tot {self.tot:%d-%m-%Y}"

    @property
    def zegt_iets(self) -> bool:
        """Whether a colleague wants to know it once the day has come."""
        return bool(self.notitie) or self.waarom == self.Waarom.NIET_BEREIKT


class RondeQuerySet(models.QuerySet["Ronde"]):
    """What somebody did to several entries in one go."""

    def te_herstellen(self) -> Self:
        """Return those that can still be undone, the latest first."""
        return self.filter(op__gt=timezone.now() - HERSTELTIJD).order_by("-pk")

    def verlopen(self) -> Self:
        """Return those whose time is over."""
        return self.filter(op__lte=timezone.now() - HERSTELTIJD)


class Ronde(models.Model):
    """What somebody did in one go on the work list, for as long as it can be undone: only keys, no texts."""

    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    # {"beurten": […], "signalen": […], "uitstel": […], "pauzes": […]}: keys of rows; of a pause that of its Versie.
    wat = models.JSONField(default=dict, editable=False)

    objects = RondeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "rondes"

    def __str__(self) -> str:
        return f"ronde van {timezone.localtime(self.op):%d-%m-%Y}"

    @property
    def in_woorden(self) -> str:
        """What was done, to how many."""
        woorden = (("beurten", "nagekeken"), ("uitstel", "op later gezet"), ("pauzes", "op pauze gezet"))
        return ", ".join(f"{len(self.wat[naam])} {woord}" for naam, woord in woorden if self.wat.get(naam))


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


class Lijstwijziging(models.Model):
    """One line of the history of the reference lists: what somebody in a role did, never who."""

    op = models.DateTimeField(auto_now_add=True)
    rol = models.CharField(max_length=40)
    lijst = models.CharField(max_length=30)
    wat = models.CharField(max_length=300)

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name = "wijziging van een lijst"
        verbose_name_plural = "wijzigingen van lijsten"

    def __str__(self) -> str:
        return self.wat


class VergeefsWoordQuerySet(models.QuerySet["VergeefsWoord"]):
    """Words searched in vain."""

    def te_tonen(self) -> Self:
        """Return those nobody passed over, the last week and the most searched first."""
        genegeerd = GenegeerdWoord.objects.order_by().values("woord")
        return self.exclude(woord__in=genegeerd).order_by("-week", "-aantal", "woord", "pk")

    def verlopen(self, vandaag: datetime.date) -> Self:
        """Return those whose term is past."""
        return self.filter(week__lt=vandaag - datetime.timedelta(weeks=settings.VERGEEFS_WEKEN))


class VergeefsWoord(models.Model):
    """A word that at least so many looked for in one week without finding anything; no sentence, no day, no person."""

    week = models.DateField("maandag van de week")
    woord = models.CharField(max_length=40)
    aantal = models.PositiveSmallIntegerField("hoeveel verschillende zoekers, ten minste")

    objects = VergeefsWoordQuerySet.as_manager()

    class Meta:
        ordering = ("-week", "-aantal", "woord", "pk")
        verbose_name = "vergeefs gezocht woord"
        verbose_name_plural = "vergeefs gezochte woorden"
        constraints = (models.UniqueConstraint(fields=("week", "woord"), name="vergeefs_woord_eenmaal_per_week"),)

    def __str__(self) -> str:
        return self.woord


class GenegeerdWoord(models.Model):
    """A word searched in vain that a coördinator passed over: it is not shown again."""

    woord = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ("woord", "pk")
        verbose_name = "genegeerd woord"
        verbose_name_plural = "genegeerde woorden"

    def __str__(self) -> str:
        return self.woord
