"""When an offer is open: its weekly times, and the days that are otherwise."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import KaartQuerySet, onnodig_van_aanbod
from organisaties.models.wijziging import genoemd_aanbod
from organisaties.regels import openingstijden
from organisaties.regels.klok import Afwijking
from organisaties.zichtbaarheid import Lezer


class OpeningstijdQuerySet(KaartQuerySet["Openingstijd"]):
    """Opening times."""

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers of these times, by key."""
        return genoemd_aanbod(self.values_list("aanbod", flat=True))

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the times this person may see."""
        return self.filter(zichtbaarheid.openingstijden(gebruiker))

    def in_volgorde(self) -> Self:
        """Return the times as they follow in a week."""
        return self.order_by("weekdag", "van", "pk")

    def bij_aanbod(self, gebruiker: Lezer) -> Self:
        """Return the times that go with an offer: those of places this person may know of, each with its place.

        Whether the offer shows times at all is asked of the offer (`toon_plek`).
        """
        return self.filter(zichtbaarheid.plek_van_uren(gebruiker)).select_related("locatie").in_volgorde()

    def verdwaald(self) -> Self:
        """Return the times of a place that is no place of their offer any more: they go with it."""
        aanbod: Any = self.model._meta.get_field("aanbod").related_model
        hoort_erbij = aanbod.locaties.through._default_manager.filter(
            locatie=models.OuterRef("locatie"), aanbod=models.OuterRef("aanbod")
        )
        return self.filter(~models.Exists(hoort_erbij), locatie__isnull=False)

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return the rows of a spreadsheet: those of an offer after each other, unknown hours first."""
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("aanbod", "locatie")
            .defer(*onnodig_van_aanbod())
            .order_by("aanbod_id", "weekdag", F("van").asc(nulls_first=True), "pk")
        )

    def op(self, dag: datetime.date) -> Self:
        """Return the times that hold on `dag`: the weekday, the rhythm of weeks and the dates of validity."""
        ritme = Q(elke_weken=1)
        for weken in openingstijden.RITMES[1:]:
            ritme |= Q(elke_weken=weken, fase=openingstijden.fase(dag, weken))
        return self.filter(
            ritme,
            Q(soort=Openingstijd.Soort.GEWOON),
            Q(week_van_maand__isnull=True) | Q(week_van_maand__in=openingstijden.weken_van_maand(dag)),
            Q(geldig_van__isnull=True) | Q(geldig_van__lte=dag),
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag),
            weekdag=dag.isoweekday(),
        )


class Openingstijd(models.Model):
    """One weekly, every-nth-week or nth-of-the-month time; a time that is not known stays empty.

    Or days that are otherwise, from `geldig_van` to `geldig_tot`: shut, or open at these hours instead of the usual.
    With `locatie` it holds at that place of the offer alone, without one at every place.
    """

    class Soort(models.TextChoices):
        """What a row says."""

        GEWOON = "gewoon", "gewoon open"
        DICHT = "dicht", "dicht"
        ANDERS = "anders", "open op andere tijden"

    aanbod = models.ForeignKey("organisaties.Aanbod", on_delete=models.CASCADE, related_name="openingstijden")
    # Who lets a place go lets go of what was told of it: its hours would otherwise hold everywhere.
    locatie = models.ForeignKey(
        "organisaties.Locatie",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="openingstijden",
        verbose_name="alleen op deze plek",
        help_text="Leeg betekent: op elke plek van het aanbod.",
    )
    soort = models.CharField("wat", max_length=10, choices=Soort, default=Soort.GEWOON)
    weekdag = models.PositiveSmallIntegerField(null=True, blank=True, choices=openingstijden.WEEKDAGEN)
    van = models.TimeField(null=True, blank=True)
    tot = models.TimeField(null=True, blank=True, help_text="00:00 betekent middernacht.")
    elke_weken = models.PositiveSmallIntegerField(
        "elke … weken", default=1, choices=[(n, f"elke {n} weken" if n > 1 else "elke week") for n in (1, 2, 3, 4)]
    )
    begin = models.DateField(
        "eerste keer", null=True, blank=True, help_text="Een dag waarop het doorgaat; nodig bij om de zoveel weken."
    )
    # Derived from `begin`, so that a day can be asked of the database without reading every row.
    fase = models.PositiveSmallIntegerField(default=0, editable=False)
    week_van_maand = models.PositiveSmallIntegerField(
        "hoeveelste van de maand", null=True, blank=True, choices=openingstijden.WEKEN_VAN_MAAND
    )
    geldig_van = models.DateField(null=True, blank=True)
    geldig_tot = models.DateField(null=True, blank=True)
    toelichting = models.CharField(max_length=120, blank=True)

    objects = OpeningstijdQuerySet.as_manager()

    class Meta:
        ordering = ("weekdag", "van", "pk")
        verbose_name_plural = "openingstijden"
        constraints = (
            models.CheckConstraint(condition=Q(weekdag__gte=1, weekdag__lte=7), name="openingstijd_weekdag_1_7"),
            models.CheckConstraint(
                condition=Q(soort="gewoon", weekdag__isnull=False)
                | Q(
                    soort__in=("dicht", "anders"),
                    weekdag__isnull=True,
                    geldig_van__isnull=False,
                    geldig_tot__isnull=False,
                ),
                name="openingstijd_dag_of_data",
            ),
            models.CheckConstraint(
                condition=Q(elke_weken=1) | Q(elke_weken__in=(2, 3, 4), begin__isnull=False),
                name="openingstijd_ritme_heeft_begin",
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True) | Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_van")),
                name="openingstijd_eindigt_na_begin",
            ),
        )

    def __str__(self) -> str:
        return self.in_woorden()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the phase that follows from the first day."""
        self.bereken_fase()
        super().save(*args, **kwargs)

    @property
    def is_gewoon(self) -> bool:
        """Whether this repeats; else it is about certain days."""
        return self.soort == self.Soort.GEWOON

    def in_woorden(self) -> str:
        """Return the row in words: 'dinsdag, 10:00 tot 12:00', 'dicht van 24 december 2026 tot en met …'."""
        return f"{self.als_regel().in_woorden() if self.is_gewoon else self.als_afwijking().in_woorden()}{self.waar}"

    @property
    def waar(self) -> str:
        """At which place alone it holds, to stand behind its words: ', bij Huis West'; '' for every place."""
        return f", bij {self.locatie.naam}" if self.locatie is not None else ""

    def bereken_fase(self) -> None:
        """Set `fase`; call this before a bulk write, which passes no `save()`."""
        self.fase = openingstijden.fase(self.begin, self.elke_weken) if self.begin else 0

    def geraakt_aanbod(self) -> set[int]:
        """Return the offer that this is about, by key."""
        return {self.aanbod_id}

    def als_afwijking(self) -> Afwijking:
        """Return this row as days that are otherwise; raises ValueError for what repeats."""
        if self.geldig_van is None or self.geldig_tot is None:
            raise ValueError("days that are otherwise have a first and a last")
        return Afwijking(
            eerste=self.geldig_van,
            laatste=self.geldig_tot,
            dicht=self.soort == self.Soort.DICHT,
            van=self.van,
            tot=self.tot,
            reden=self.toelichting,
        )

    def als_regel(self) -> openingstijden.Regel:
        """Return this row as a plain rule; raises ValueError for days that are otherwise."""
        if self.weekdag is None:
            raise ValueError("what repeats has a day of the week")
        return openingstijden.Regel(
            weekdag=self.weekdag,
            van=self.van,
            tot=self.tot,
            elke_weken=self.elke_weken,
            fase=self.fase,
            week_van_maand=self.week_van_maand,
            geldig_van=self.geldig_van,
            geldig_tot=self.geldig_tot,
            toelichting=self.toelichting,
        )
