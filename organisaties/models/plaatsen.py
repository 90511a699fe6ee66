"""Places people name, and where they get off: neighbourhoods, postcodes and stops. Points only, never an address."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from organisaties.models.begrippen import Gebied, Stadsdeel
from organisaties.models.gedeeld import KaartQuerySet

# About a kilometre, at this latitude.
GRADEN_HOOG, GRADEN_BREED = Decimal("0.009"), Decimal("0.015")


def breedtegraad() -> models.DecimalField[Any, Any]:
    """Return the field for a latitude in this country, in WGS 84."""
    grenzen = [MinValueValidator(50), MaxValueValidator(54)]
    return models.DecimalField("breedtegraad", max_digits=8, decimal_places=6, validators=grenzen)


def lengtegraad() -> models.DecimalField[Any, Any]:
    """Return the field for a longitude in this country, in WGS 84."""
    grenzen = [MinValueValidator(3), MaxValueValidator(8)]
    return models.DecimalField("lengtegraad", max_digits=8, decimal_places=6, validators=grenzen)


class PlaatsnaamQuerySet(KaartQuerySet["Plaatsnaam"]):
    """Names of neighbourhoods."""

    def rijen(self) -> Iterator[tuple[str, str, str, float, float]]:
        """Yield (name, slug of the gebied, slug of the stadsdeel, lat, lon), the wider first; one query.

        What is not known is empty.
        """
        # 'wijk' comes after 'buurt': of one name both may be there, and the wider holds more.
        velden = ("naam", "gebied__slug", "stadsdeel__slug", "lat", "lon")
        for naam, gebied, stadsdeel, lat, lon in self.order_by("-soort", "naam", "pk").values_list(*velden):
            yield naam, gebied or "", stadsdeel or "", float(lat), float(lon)


class Plaatsnaam(models.Model):
    """A neighbourhood as people call it, with the area of the kaart that it lies in and a point inside it."""

    class Soort(models.TextChoices):
        """How large it is: a wijk has several buurten."""

        WIJK = "wijk", "wijk"
        BUURT = "buurt", "buurt"

    naam = models.CharField(max_length=80)
    soort = models.CharField(max_length=10, choices=Soort)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="plaatsnamen")
    stadsdeel = models.ForeignKey(
        Stadsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="plaatsnamen"
    )
    lat = breedtegraad()
    lon = lengtegraad()
    code = models.CharField(max_length=12, blank=True, help_text="De code van de gemeente, als die er is.")

    objects = PlaatsnaamQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "-soort", "pk")
        verbose_name_plural = "plaatsnamen"
        constraints = (
            models.UniqueConstraint(fields=("naam", "soort", "gebied"), name="plaatsnaam_eenmaal"),
            # A database counts no two empty cells as the same.
            models.UniqueConstraint(
                fields=("naam", "soort"), condition=Q(gebied__isnull=True), name="plaatsnaam_zonder_gebied_eenmaal"
            ),
        )

    def __str__(self) -> str:
        return self.naam


class PostcodeQuerySet(KaartQuerySet["Postcode"]):
    """Postcodes."""

    def rijen(self) -> Iterator[tuple[str, str, str]]:
        """Yield (four digits, slug of the gebied, slug of the stadsdeel), empty where not known; one query."""
        for pc4, gebied, stadsdeel in self.order_by("pc4").values_list("pc4", "gebied__slug", "stadsdeel__slug"):
            yield pc4, gebied or "", stadsdeel or ""


class Postcode(models.Model):
    """The four digits of a postcode with a point: good for 'about here', never for a front door."""

    pc4 = models.CharField(
        "vier cijfers",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[1-9]\d{3}$", "Schrijf de vier cijfers van een postcode, zoals '1102'.")],
    )
    lat = breedtegraad()
    lon = lengtegraad()
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        ordering = ("pc4",)

    def __str__(self) -> str:
        return self.pc4


class HalteQuerySet(KaartQuerySet["Halte"]):
    """Stops."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched: pages are other, what search knows is the same."""
        return ()

    def rond(self, punten: Collection[tuple[Decimal, Decimal]]) -> list[tuple[str, str, Decimal, Decimal]]:
        """Return (kind, name, lat, lon) of the stops within about a kilometre of one of the points (lat, lon).

        One query, and none without points.
        """
        vlakken = Q(pk__in=())
        for lat, lon in punten:
            vlakken |= Q(
                lat__range=(lat - GRADEN_HOOG, lat + GRADEN_HOOG), lon__range=(lon - GRADEN_BREED, lon + GRADEN_BREED)
            )
        return list(self.filter(vlakken).order_by("naam", "pk").values_list("soort", "naam", "lat", "lon"))


class Halte(models.Model):
    """A stop of public transport. One name may be a stop of several kinds, each with a point of its own."""

    class Soort(models.TextChoices):
        """What stops there."""

        METRO = "metro", "metro"
        TRAM = "tram", "tram"
        BUS = "bus", "bus"
        VEER = "veer", "pont"

    naam = models.CharField(max_length=80)
    soort = models.CharField(max_length=10, choices=Soort)
    lat = breedtegraad()
    lon = lengtegraad()
    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = HalteQuerySet.as_manager()

    class Meta:
        ordering = ("naam", "soort", "pk")
        # By name and kind, and not by point: newer data moves a stop a few metres.
        constraints = (models.UniqueConstraint(fields=("naam", "soort"), name="halte_eenmaal"),)

    def __str__(self) -> str:
        return f"{self.get_soort_display().capitalize()} {self.naam}"
