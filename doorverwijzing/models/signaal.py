"""What colleagues report after a referral: about an offer or about a gap, never about a person (hard rule 1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Aanbod, Medewerker


@dataclass(frozen=True, slots=True)
class Telling:
    """How many colleagues reported the same about one offer."""

    soort: str
    label: str
    aantal: int

    def __str__(self) -> str:
        collegas = "1 collega meldde" if self.aantal == 1 else f"{self.aantal} collega’s meldden"
        return f"{collegas}: {self.label}"


class SignaalQuerySet(models.QuerySet["Signaal"]):
    """Signals; plain, because a signal changes nothing on the kaart."""

    def actueel(self, op: datetime.date | None = None) -> Self:
        """Return what still says something on the date `op` (today when left out)."""
        return self.filter(_binnen_termijn(op))

    def verlopen(self, op: datetime.date | None = None) -> Self:
        """Return what is past its term, to be removed."""
        return self.exclude(_binnen_termijn(op))

    def openstaand(self) -> Self:
        """Return what nobody has dealt with yet."""
        return self.filter(afgehandeld_op__isnull=True)

    def te_doen(self) -> Self:
        """Return what asks for something: that it worked is good to know and no work."""
        return self.openstaand().exclude(soort=Signaal.Soort.GELUKT)

    def voor_werklijst(self, medewerker: Medewerker) -> Self:
        """Return the current signals that this person deals with.

        Those of offers they keep and of gaps in their stadsdelen; of the whole city for a coördinator; else none.
        """
        if rechten.houdt_de_stad_bij(medewerker):
            return self.actueel()
        eigen = rechten.eigen_stadsdelen(medewerker)
        aanbod = Aanbod.objects.filter(rechten.bij_te_houden_aanbod(medewerker)).order_by().values("pk")
        return self.actueel().filter(Q(aanbod__in=aanbod) | Q(aanbod__isnull=True, stadsdeel__in=eigen))

    def tellingen(self, aanbod: Iterable[int]) -> dict[int, list[Telling]]:
        """Return for each of these offers (by key) what is reported now and by how many, most first; one query."""
        geteld = (
            self.actueel()
            .openstaand()
            .filter(aanbod__in=list(aanbod), telt=True)
            .values_list("aanbod_id", "soort")
            .annotate(aantal=Count("pk"))
            .order_by("-aantal", "soort")
        )
        per_aanbod: dict[int, list[Telling]] = {}
        for sleutel, soort, aantal in geteld:
            per_aanbod.setdefault(sleutel, []).append(Telling(soort, Signaal.Soort(soort).label, aantal))
        return per_aanbod


def _binnen_termijn(op: datetime.date | None) -> Q:
    """Return the condition 'within its term': full passes sooner than the rest."""
    dag = op or timezone.localdate()
    vol = Q(soort=Signaal.Soort.VOL)
    return (vol & Q(op__gt=dag - datetime.timedelta(weeks=settings.SIGNAAL_WEKEN_VOL))) | (
        ~vol & Q(op__gt=dag - datetime.timedelta(weeks=settings.SIGNAAL_WEKEN))
    )


class Signaal(models.Model):
    """One report of one professional: about an offer, or that there is nothing for a need in an area.

    It holds a day and no time, and nothing that leads to the sender (docs/besluiten/0005).
    """

    class Soort(models.TextChoices):
        """What happened."""

        GELUKT = "gelukt", "gelukt"
        VOL = "vol", "vol"
        TERUGGESTUURD = "teruggestuurd", "teruggestuurd"
        NIET_GEVONDEN = "niet-gevonden", "niet gevonden"
        KLOPT_NIET = "klopt-niet", "gegevens kloppen niet"

    aanbod = models.ForeignKey(Aanbod, on_delete=models.CASCADE, null=True, blank=True, related_name="signalen")
    # Of a gap: what was sought and where; no area means the whole city.
    behoefte = models.ForeignKey(
        "organisaties.Behoefte", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    stadsdeel = models.ForeignKey(
        "organisaties.Stadsdeel", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    categorie = models.ForeignKey(
        "organisaties.Nieuwkomerscategorie",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nooit een gevoelige: waar en wanneer die gezocht is, bewaren we niet.",
    )
    soort = models.CharField(max_length=15, choices=Soort)
    toelichting = models.CharField(max_length=300, blank=True)
    # A second report of the same person on the same day may add a text, but counts once.
    telt = models.BooleanField(default=True)
    op = models.DateField()
    afgehandeld_op = models.DateField(null=True, blank=True)
    afgehandeld_rol = models.CharField(max_length=40, blank=True)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "signalen"
        indexes = (models.Index(fields=("op",), name="signaal_op"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(aanbod__isnull=False, behoefte=None, stadsdeel=None, categorie=None)
                | Q(aanbod=None, behoefte__isnull=False, soort="niet-gevonden"),
                name="signaal_over_aanbod_of_gat",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=("gelukt", "vol", "teruggestuurd", "niet-gevonden", "klopt-niet")),
                name="signaal_soort_bekend",
            ),
            models.CheckConstraint(
                condition=Q(afgehandeld_op__isnull=True, afgehandeld_rol="")
                | Q(afgehandeld_op__isnull=False) & ~Q(afgehandeld_rol=""),
                name="signaal_afgehandeld_door_een_rol",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.op:%d-%m-%Y})"


class Signaalstempel(models.Model):
    """A sign that somebody reported this today, so that a second tap counts for nothing.

    A keyed hash with no link to the signal, thrown away the next day.
    """

    teken = models.CharField(max_length=64, unique=True)
    op = models.DateField()

    class Meta:
        verbose_name_plural = "signaalstempels"

    def __str__(self) -> str:
        return self.teken[:8]
