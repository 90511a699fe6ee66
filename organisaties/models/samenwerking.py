"""How organisations work together: what colleagues know as short lines."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from organisaties import zichtbaarheid
from organisaties.models.organisatie import Organisatie
from organisaties.zichtbaarheid import Lezer


class SamenwerkingQuerySet(models.QuerySet["Samenwerking"]):
    """Lines between organisations; plain, because no search looks at them."""

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the lines for colleagues; nobody else sees any."""
        return self.filter(zichtbaarheid.alleen_intern(gebruiker))

    def van_organisatie(self, organisatie: Organisatie) -> Self:
        """Return the lines from and to this organisation with both ends, in a fixed order."""
        return (
            self.filter(Q(van=organisatie) | Q(naar=organisatie))
            .select_related("van", "naar")
            .order_by("soort", "van__naam", "naar__naam", "andere", "pk")
        )


class Samenwerking(models.Model):
    """How two organisations work together; the other one is an entry (`naar`), or words (`andere`)."""

    class Soort(models.TextChoices):
        """The four ways in which organisations work together."""

        SPREEKUUR = "houdt-spreekuur-bij", "houdt spreekuur bij"
        VERWIJST = "verwijst-naar", "verwijst naar"
        SAMEN = "werkt-samen-met", "werkt samen met"
        WARM = "warme-lijn", "heeft een warme lijn met"

        @property
        def heen_en_weer(self) -> bool:
            """Whether it says the same from both ends."""
            return self in (self.SAMEN, self.WARM)

    van = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="samenwerkingen")
    naar = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="samenwerkingen_van_anderen"
    )
    # Who has no entry, in words: 'opbouwwerk in Noord'. Never a person.
    andere = models.CharField(max_length=120, blank=True)
    soort = models.CharField(max_length=30, choices=Soort)
    toelichting = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    objects = SamenwerkingQuerySet.as_manager()

    class Meta:
        ordering = ("van", "soort", "pk")
        verbose_name_plural = "samenwerkingen"
        constraints = (
            models.CheckConstraint(condition=~Q(van=F("naar")), name="samenwerking_met_een_ander"),
            models.CheckConstraint(
                condition=Q(naar__isnull=False, andere="") | (Q(naar__isnull=True) & ~Q(andere="")),
                name="samenwerking_naar_of_in_woorden",
            ),
            models.UniqueConstraint(fields=("van", "naar", "soort"), name="samenwerking_eenmaal"),
            models.UniqueConstraint(
                fields=("van", "andere", "soort"),
                condition=Q(naar__isnull=True),
                name="samenwerking_in_woorden_eenmaal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.van} {self.get_soort_display()} {self.ander_einde}"

    @property
    def ander_einde(self) -> str:
        """The name of the other end, or who it is in words."""
        return self.naar.naam if self.naar else self.andere
