"""Asking an organisation itself whether what stands there still holds, by mail to its own address.

Nothing of whoever answers is kept: no name, no address of a machine, no time of day.
"""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from organisaties.models.organisatie import Contactpersoon, Organisatie


class MailvraagQuerySet(models.QuerySet["Mailvraag"]):
    """Questions by mail."""

    def gesteld(self) -> Self:
        """Return those that left or may have left: what the server refused was never asked."""
        return self.exclude(stand=Mailvraag.Stand.GEWEIGERD)

    def binnen_termijn(self, op: datetime.date) -> Self:
        """Return those asked within their term, to the address that the organisation has now."""
        return self.gesteld().filter(tot__gte=op, adres=F("organisatie__email"))

    def te_beantwoorden(self, op: datetime.date) -> Self:
        """Return those whose link still counts: within the term, not withdrawn, the address still theirs."""
        return self.binnen_termijn(op).filter(ingetrokken_op=None)


class Mailvraag(models.Model):
    """One mail to the own, public address of an organisation: when, until when its link counts, what came of it."""

    class Stand(models.TextChoices):
        """How far sending came; 'bezig' stays where nobody knows whether it arrived."""

        BEZIG = "bezig", "niet zeker of het aankwam"
        VERSTUURD = "verstuurd", "verstuurd"
        GEWEIGERD = "geweigerd", "adres geweigerd"

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="mailvragen", editable=False)
    adres = models.EmailField(editable=False)
    op = models.DateField(default=timezone.localdate)
    tot = models.DateField()
    # The role that asked; 'vanzelf' where no person did.
    rol = models.CharField(max_length=40)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.BEZIG)
    ingetrokken_op = models.DateField(null=True, blank=True)
    antwoord_op = models.DateField(null=True, blank=True)
    # How many blocks the last answer called right, and how many different.
    klopt = models.PositiveSmallIntegerField(default=0)
    anders = models.PositiveSmallIntegerField(default=0)

    objects = MailvraagQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "mailvragen"
        constraints = (
            models.CheckConstraint(condition=Q(tot__gte=F("op")), name="mailvraag_tot_na_op"),
            models.CheckConstraint(
                condition=Q(stand__in=("bezig", "verstuurd", "geweigerd")), name="mailvraag_stand_bekend"
            ),
        )

    def __str__(self) -> str:
        return f"{self.op:%d-%m-%Y}: {self.get_stand_display()}"


class Mailstoring(models.Model):
    """An address of an organisation at which mail does not arrive; it says nothing once the address is another."""

    class Hoe(models.TextChoices):
        """How that came out."""

        SERVER = "server", "de mailserver weigerde het"
        COLLEGA = "collega", "een collega meldde het"

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="+", editable=False)
    adres = models.EmailField(editable=False)
    op = models.DateField(default=timezone.localdate)
    hoe = models.CharField(max_length=10, choices=Hoe)

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "mailstoringen"

    def __str__(self) -> str:
        return f"{self.op:%d-%m-%Y}: {self.get_hoe_display()}"


def adres_werkt_niet() -> Exists:
    """Return the condition on organisations: their present address is one at which mail does not arrive."""
    return Exists(Mailstoring.objects.filter(organisatie=OuterRef("pk"), adres=OuterRef("email")))


def adres_van_contact() -> Exists:
    """Return the condition on organisations: their address is that of one of their contacts, so of a person."""
    contacten = Contactpersoon.objects.filter(organisatie=OuterRef("pk"), email__iexact=OuterRef("email"))
    return Exists(contacten.exclude(email=""))
