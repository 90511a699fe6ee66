"""Whom to call when someone is not safe: a list that a city fills in itself."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from organisaties.models import Aanbod
from organisaties.models.begrippen import Begrip
from organisaties.models.gedeeld import KaartQuerySet
from organisaties.regels.keuzes import Zekerheid
from organisaties.zichtbaarheid import Lezer


class HulplijnQuerySet(KaartQuerySet["Hulplijn"]):
    """Help lines."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched: pages are other, what search knows is the same."""
        return ()

    def voor_pagina(self, gebruiker: Lezer) -> Self:
        """Return the lines that can be called, in order, each with its offer as far as this person may know of it.

        A line without a number is no help to someone in danger, so it is not there. Two queries.
        """
        zichtbaar = Aanbod.objects.zichtbaar_voor(gebruiker).lopend().select_related("organisatie")
        return (
            self.exclude(telefoon="")
            .prefetch_related(models.Prefetch("aanbod", zichtbaar, to_attr="zichtbaar_aanbod"))
            .in_volgorde()
        )


class Hulplijn(Begrip):
    """A line to call about safety. A number stands here only with its source and its date."""

    class Bereik(models.TextChoices):
        """For whom it is."""

        STAD = "stad", "voor de stad"
        LAND = "land", "voor het hele land"

    class Kosten(models.TextChoices):
        """What a call costs."""

        GRATIS = "gratis", "gratis"
        GEWOON = "gewone belkosten", "gewone belkosten"
        ONBEKEND = "onbekend", "kosten niet bekend"

    waarvoor = models.CharField(max_length=200)
    bereik = models.CharField(max_length=10, choices=Bereik, default=Bereik.STAD)
    telefoon = models.CharField(max_length=30, blank=True, help_text="Alleen met bron en datum erbij.")
    bereikbaar = models.CharField(max_length=120, blank=True, help_text="Wanneer er iemand opneemt.")
    aanbod = models.ForeignKey(
        Aanbod,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="De ingang op de kaart waar meer staat.",
    )
    bron = models.CharField(max_length=300, blank=True, help_text="Waar het nummer staat of wie het zei.")
    bron_jaar = models.PositiveSmallIntegerField(
        "jaar van de bron", null=True, blank=True, help_text="Leeg als dat niet bekend is."
    )
    nagekeken_op = models.DateField(
        "gezien op", null=True, blank=True, help_text="De dag waarop iemand het nummer bij de bron zag."
    )
    kosten = models.CharField(max_length=20, choices=Kosten, default=Kosten.ONBEKEND)
    zekerheid = models.CharField(max_length=1, choices=Zekerheid, default=Zekerheid.OPGEGEVEN)
    # What a file last said of the number; the site says otherwise once somebody here changed it.
    uit_bestand = models.JSONField(default=dict, blank=True, editable=False)

    objects = HulplijnQuerySet.as_manager()  # type: ignore[misc]

    zichtbaar_aanbod: Aanbod | None

    class Meta(Begrip.Meta):
        verbose_name_plural = "hulplijnen"
        constraints = (
            models.CheckConstraint(
                condition=Q(telefoon="") | (~Q(bron="") & Q(nagekeken_op__isnull=False)),
                name="hulplijn_nummer_heeft_bron_en_datum",
                violation_error_message="Vul bij een nummer ook de bron in, en de dag waarop het is nagekeken.",
            ),
            models.CheckConstraint(condition=Q(bereik__in=("stad", "land")), name="hulplijn_bereik_bekend"),
            models.CheckConstraint(
                condition=Q(kosten__in=("gratis", "gewone belkosten", "onbekend")), name="hulplijn_kosten_bekend"
            ),
        )
