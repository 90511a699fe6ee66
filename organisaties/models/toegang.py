"""Whom an offer is open to, by category of newcomers."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import KaartQuerySet, onnodig_van_aanbod
from organisaties.models.wijziging import genoemd_aanbod
from organisaties.regels import feiten
from organisaties.velden import Zichtbaar
from organisaties.zichtbaarheid import Lezer


class ToegangQuerySet(KaartQuerySet["Toegang"]):
    """Whom offers are open to."""

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers that these rows are about, by key."""
        return genoemd_aanbod(self.values_list("aanbod", flat=True))

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return what this person may see of it."""
        return self.filter(zichtbaarheid.toegang(gebruiker)).annotate(toon_intern=zichtbaarheid.toon_intern(gebruiker))

    def voor_lijst(self, gebruiker: Lezer) -> Self:
        """Return it with the category, in the order of the categories."""
        return self.zichtbaar_voor(gebruiker).select_related("categorie").order_by("categorie__volgorde", "pk")

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return the rows of a spreadsheet: those of an offer after each other."""
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("aanbod", "categorie")
            .defer(*onnodig_van_aanbod())
            .order_by("aanbod_id", "categorie__volgorde", "pk")
        )


class Toegang(models.Model):
    """Whether an offer is open to a category, with reason, source and date; no row means: not known."""

    class Waarde(models.TextChoices):
        """From open to closed; silence is unknown, never welcome."""

        WELKOM = "welkom", "welkom"
        NAVRAGEN = "navragen", "eerst navragen"
        NIET = "niet", "niet voor deze groep"
        ONBEKEND = "onbekend", "niet bekend"

    aanbod = models.ForeignKey("organisaties.Aanbod", on_delete=models.CASCADE, related_name="toegang")
    categorie = models.ForeignKey("organisaties.Nieuwkomerscategorie", on_delete=models.PROTECT, related_name="toegang")
    waarde = models.CharField(max_length=10, choices=Waarde, default=Waarde.ONBEKEND)
    toelichting = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=300, blank=True)
    gehoord_op = models.DateField(null=True, blank=True)

    objects = ToegangQuerySet.as_manager()

    toon_intern: bool

    class Meta:
        ordering = ("aanbod", "categorie", "pk")
        verbose_name_plural = "toegang"
        constraints = (
            models.UniqueConstraint(fields=("aanbod", "categorie"), name="toegang_eenmaal_per_categorie"),
            models.CheckConstraint(
                condition=Q(waarde__in=("welkom", "navragen", "niet", "onbekend")), name="toegang_bekende_waarde"
            ),
        )

    def __str__(self) -> str:
        return f"{self.categorie}: {self.get_waarde_display()}"

    def geraakt_aanbod(self) -> set[int]:
        """Return the offer that this is about, by key."""
        return {self.aanbod_id}

    @property
    def zichtbaar(self) -> Zichtbaar:
        """Its fields as they may be shown: `{{ toegang.zichtbaar.bron }}`."""
        return Zichtbaar(self)

    @property
    def zichtbare_toelichting(self) -> str:
        """The reason, for colleagues only: a reason for one category often names another, sensitive one."""
        return str(self.zichtbaar.toelichting)

    @property
    def afgeleid(self) -> bool:
        """Whether nobody said so: it was inferred, and stays so until somebody asked."""
        return self.waarde != self.Waarde.ONBEKEND and feiten.is_afgeleid(self.bron)
