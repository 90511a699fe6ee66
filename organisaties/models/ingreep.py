"""What was done to entries as a whole: two that became one, an offer that went to another organisation.

For a week it can be undone; the old key leads on for as long as the entry it leads to is there.
"""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisaties.models.aanbod import Aanbod
from organisaties.models.organisatie import Locatie, Organisatie

TERUG_BINNEN = datetime.timedelta(days=7)

INGREEP_DOEL = (
    Q(soort="samen", organisatie__isnull=False, locatie__isnull=True, aanbod__isnull=True)
    | Q(soort="samen", organisatie__isnull=True, locatie__isnull=False, aanbod__isnull=True)
    | Q(soort="verhuisd", organisatie__isnull=True, locatie__isnull=True, aanbod__isnull=False)
)


class IngreepQuerySet(models.QuerySet["Ingreep"]):
    """What was done."""

    def bij(self, ingang: Organisatie | Locatie | Aanbod) -> Self:
        """Return what was done to one entry, the latest first."""
        return self.filter(**{type(ingang).__name__.lower(): ingang}).order_by("-pk")

    def te_herstellen(self) -> Self:
        """Return those that are young enough to be undone."""
        return self.filter(terug__isnull=False, teruggedraaid_op=None, op__gte=timezone.now() - TERUG_BINNEN)

    def voorgoed(self) -> Self:
        """Return what can no longer be undone, and still holds what that would need."""
        return self.filter(~Q(terug=None), op__lt=timezone.now() - TERUG_BINNEN)


class Ingreep(models.Model):
    """Two entries that became one (the one that stays is named), or an offer that moved; who by role, never by name.

    It goes with its entry: of what was removed nothing is remembered.
    """

    class Soort(models.TextChoices):
        """What was done."""

        SAMEN = "samen", "samengevoegd"
        VERHUISD = "verhuisd", "naar een andere organisatie"

    soort = models.CharField(max_length=10, choices=Soort)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    aanbod = models.ForeignKey(Aanbod, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    rol = models.CharField(max_length=40, blank=True)
    # {"rijen": [[model, key, columns before or None, columns after or None], …], "na": {field: value after}}
    terug = models.JSONField(null=True, editable=False)
    teruggedraaid_op = models.DateTimeField(null=True, editable=False)
    teruggedraaid_rol = models.CharField(max_length=40, blank=True, editable=False)

    objects = IngreepQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "ingrepen"
        constraints = (models.CheckConstraint(condition=INGREEP_DOEL, name="ingreep_over_een_ingang"),)

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({timezone.localtime(self.op):%d-%m-%Y})"

    @property
    def doel(self) -> Organisatie | Locatie | Aanbod:
        """What this was done to; raises ValueError on a row that the constraint would refuse."""
        doel = self.organisatie or self.locatie or self.aanbod
        if doel is None:
            raise ValueError("Neither an organisation, a place nor an offer is set.")
        return doel

    @property
    def kan_terug(self) -> bool:
        """Whether it may be undone by its age: within a week, once."""
        return self.terug is not None and self.teruggedraaid_op is None and timezone.now() - self.op <= TERUG_BINNEN

    @property
    def terug_tot(self) -> datetime.date:
        """The last day on which it can be undone."""
        return timezone.localtime(self.op + TERUG_BINNEN).date()


class OudKenmerkQuerySet(models.QuerySet["OudKenmerk"]):
    """Keys that lead on."""

    def van(self, model: type[models.Model]) -> dict[str, str]:
        """Return the keys that organisations or places once had, each with the present key of its entry; one query."""
        return self.per_soort().get(model.__name__.lower(), {})

    def per_soort(self) -> dict[str, dict[str, str]]:
        """Return per kind ('organisatie', 'locatie') the old keys with the present ones; one query."""
        gevonden: dict[str, dict[str, str]] = {"organisatie": {}, "locatie": {}}
        for kenmerk, organisatie, locatie in self.order_by("kenmerk", "pk").values_list(
            "kenmerk", "organisatie__kenmerk", "locatie__kenmerk"
        ):
            gevonden["organisatie" if organisatie else "locatie"][kenmerk] = organisatie or locatie
        return gevonden


class OudKenmerk(models.Model):
    """The key that an organisation or a place had before it became one with another: its address leads on.

    Pages, the HSDS API and files that come back follow it; nothing else ever gets that key.
    """

    # An organisation and a place may have had the same one.
    kenmerk = models.SlugField(max_length=60)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="oude_kenmerken"
    )
    locatie = models.ForeignKey(Locatie, on_delete=models.CASCADE, null=True, blank=True, related_name="oude_kenmerken")

    objects = OudKenmerkQuerySet.as_manager()

    class Meta:
        ordering = ("kenmerk", "pk")
        verbose_name = "oud kenmerk"
        verbose_name_plural = "oude kenmerken"
        constraints = (
            models.CheckConstraint(
                condition=Q(organisatie__isnull=False, locatie__isnull=True)
                | Q(organisatie__isnull=True, locatie__isnull=False),
                name="oud_kenmerk_van_een_ingang",
            ),
            *(
                models.UniqueConstraint(
                    fields=("kenmerk",), condition=Q(**{f"{ding}__isnull": False}), name=f"oud_kenmerk_eenmaal_{ding}"
                )
                for ding in ("organisatie", "locatie")
            ),
        )

    def __str__(self) -> str:
        return self.kenmerk
