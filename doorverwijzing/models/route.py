"""Fixed lines: for a need, in an area, for whom, step by step."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Organisatie
from organisaties.models.gedeeld import Herkomst, KaartQuerySet, Status, kenmerkveld


class RouteQuerySet(KaartQuerySet["Route"]):
    """Routes."""

    def zichtbaar_voor(self, gebruiker: Any) -> Self:
        """Return the routes this person may know of: one for a sensitive category is for professionals."""
        if zichtbaarheid.is_professional(gebruiker):
            return self
        return self.filter(Q(categorie__isnull=True) | Q(categorie__gevoelig=False), status=Status.GEPUBLICEERD)

    def voor_pagina(self, gebruiker: Any) -> Self:
        """Return the routes with their steps and what these point to, as far as this person may see it."""
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("behoefte", "categorie")
            .prefetch_related(
                models.Prefetch("stappen", Stap.objects.zichtbaar_voor(gebruiker), to_attr="zichtbare_stappen")
            )
            .order_by("naam", "pk")
        )


class Route(Herkomst):
    """The line for a need, optionally for one category and for some areas; the most specific one wins."""

    kenmerk = kenmerkveld()
    naam = models.CharField("titel", max_length=150)
    behoefte = models.ForeignKey("organisaties.Behoefte", on_delete=models.PROTECT, related_name="routes")
    categorie = models.ForeignKey(
        "organisaties.Nieuwkomerscategorie", on_delete=models.PROTECT, null=True, blank=True, related_name="routes"
    )
    stadsdelen = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="routes", help_text="Leeg betekent: voor de hele stad."
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.GEPUBLICEERD)

    objects = RouteQuerySet.as_manager()

    zichtbare_stappen: list[Stap]

    class Meta:
        ordering = ("naam", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(naam=""), name="route_heeft_titel"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="route_status_bekend"),
        )

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return the page of this route."""
        return reverse("route", args=[self.kenmerk])


class StapQuerySet(KaartQuerySet["Stap"]):
    """Steps."""

    def zichtbaar_voor(self, gebruiker: Any) -> Self:
        """Return the steps whose target this person may know of, in order."""
        mag = Q(aanbod__in=Aanbod.objects.zichtbaar_voor(gebruiker).values("pk")) | Q(
            organisatie__in=Organisatie.objects.zichtbaar_voor(gebruiker).values("pk")
        )
        return self.filter(mag).select_related("aanbod", "organisatie").order_by("nummer", "pk")

    def voor_rekenblad(self, gebruiker: Any) -> Self:
        """Return the rows of a spreadsheet: the steps of a route after each other, each with its route."""
        return (
            self.zichtbaar_voor(gebruiker)
            .filter(route__in=Route.objects.zichtbaar_voor(gebruiker).values("pk"))
            .annotate(toon_intern=zichtbaarheid.toon_intern(gebruiker))
            .select_related("route__behoefte", "route__categorie")
            .prefetch_related("route__stadsdelen")
            .order_by("route_id", "nummer", "pk")
        )


class Stap(models.Model):
    """One step, to an offer or an organisation, and how someone gets there (report §3.4)."""

    class Wijze(models.TextChoices):
        """From least to most warm."""

        ZELF = "zelf", "gaat zelf"
        BELLEN = "bellen", "eerst bellen"
        WARM = "warm", "warm overdragen"
        SAMEN = "samen-erheen", "samen erheen"

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stappen")
    nummer = models.PositiveSmallIntegerField()
    aanbod = models.ForeignKey(Aanbod, on_delete=models.CASCADE, null=True, blank=True, related_name="stappen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="stappen"
    )
    wijze = models.CharField(max_length=15, choices=Wijze)
    instructie = models.CharField(max_length=300)
    waarschuwing = models.CharField(max_length=300, blank=True)
    alternatief_voor = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Nummer van de stap waarvoor deze een andere keus is."
    )

    objects = StapQuerySet.as_manager()

    toon_intern: bool

    class Meta:
        ordering = ("route", "nummer", "pk")
        verbose_name_plural = "stappen"
        constraints = (
            models.UniqueConstraint(fields=("route", "nummer"), name="stap_nummer_eenmaal_per_route"),
            models.CheckConstraint(
                condition=Q(aanbod__isnull=False, organisatie__isnull=True)
                | Q(aanbod__isnull=True, organisatie__isnull=False),
                name="stap_naar_een_doel",
            ),
            models.CheckConstraint(
                condition=Q(alternatief_voor__isnull=True) | ~Q(alternatief_voor=models.F("nummer")),
                name="stap_geen_alternatief_voor_zichzelf",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}. {self.doel}"

    @property
    def doel(self) -> Aanbod | Organisatie:
        """Where this step leads; raises ValueError on a row that the constraint would refuse."""
        doel = self.aanbod or self.organisatie
        if doel is None:
            raise ValueError("A step leads to an offer or to an organisation.")
        return doel
