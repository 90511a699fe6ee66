"""The keys that rows of a reference list had before they became one with another: what used them leads on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organisaties.models.begrippen import Behoefte, Doelgroep, Taal

SLEUTEL = {"behoefte": "slug", "doelgroep": "slug", "taal": "code"}
"""The lists whose rows can become one, each with the field that stands in addresses."""


class OudBegripQuerySet(models.QuerySet["OudBegrip"]):
    """Keys that lead on."""

    def van(self, model: type[models.Model]) -> dict[str, str]:
        """Return the keys that rows of this list once had, each with the present one; one query, none for others."""
        lijst = model.__name__.lower()
        if lijst not in SLEUTEL:
            return {}
        rijen = self.filter(**{f"{lijst}__isnull": False}).order_by("sleutel", "pk")
        return dict(rijen.values_list("sleutel", f"{lijst}__{SLEUTEL[lijst]}"))


class OudBegrip(models.Model):
    """A key that leads on to a need, an audience or a language; nothing else of that list gets it again."""

    sleutel = models.CharField(max_length=60)
    behoefte = models.ForeignKey(
        Behoefte, on_delete=models.CASCADE, null=True, blank=True, related_name="oude_sleutels"
    )
    doelgroep = models.ForeignKey(
        Doelgroep, on_delete=models.CASCADE, null=True, blank=True, related_name="oude_sleutels"
    )
    taal = models.ForeignKey(Taal, on_delete=models.CASCADE, null=True, blank=True, related_name="oude_sleutels")

    objects = OudBegripQuerySet.as_manager()

    class Meta:
        ordering = ("sleutel", "pk")
        verbose_name = "oude sleutel"
        verbose_name_plural = "oude sleutels"
        constraints = (
            models.CheckConstraint(
                condition=Q(behoefte__isnull=False, doelgroep__isnull=True, taal__isnull=True)
                | Q(behoefte__isnull=True, doelgroep__isnull=False, taal__isnull=True)
                | Q(behoefte__isnull=True, doelgroep__isnull=True, taal__isnull=False),
                name="oud_begrip_van_een_lijst",
            ),
            *(
                models.UniqueConstraint(
                    fields=("sleutel",), condition=Q(**{f"{lijst}__isnull": False}), name=f"oud_begrip_eenmaal_{lijst}"
                )
                for lijst in SLEUTEL
            ),
        )

    def __str__(self) -> str:
        return self.sleutel
