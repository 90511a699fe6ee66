"""What words mean: words for a group of people, the words of other languages, and common words with their need.

Beside the thesaurus and the words of a need itself (`organisaties.models.begrippen`). Search keeps all of them in
memory, and reads them again after every change of a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from organisaties.models.begrippen import Behoefte, Nieuwkomerscategorie, Taal
from organisaties.models.gedeeld import KaartQuerySet, woorden


class GroepswoordQuerySet(KaartQuerySet["Groepswoord"]):
    """Words for a group."""

    def per_woord(self) -> dict[str, str | None]:
        """Return word → slug of its category, None for a word that does not say which; one query."""
        return dict(self.order_by("woord").values_list("woord", "categorie__slug"))


class Groepswoord(models.Model):
    """A word that means a group of people: it sets a filter, and is no text to look for (hard rule 2).

    Without a category it means newcomers, and does not say which.
    """

    woord = models.CharField(max_length=80, unique=True)
    categorie = models.ForeignKey(
        Nieuwkomerscategorie, on_delete=models.PROTECT, null=True, blank=True, related_name="groepswoorden"
    )

    objects = GroepswoordQuerySet.as_manager()

    class Meta:
        ordering = ("woord", "pk")
        verbose_name = "woord voor een groep"
        verbose_name_plural = "woorden voor een groep"
        constraints = (models.CheckConstraint(condition=~Q(woord=""), name="groepswoord_niet_leeg"),)

    def __str__(self) -> str:
        return self.woord


class TaalwoordenQuerySet(KaartQuerySet["Taalwoorden"]):
    """The words of other languages."""

    def rijen(self) -> list[tuple[str, str, list[str], bool]]:
        """Return (slug of the need, code of the language, words, whether a speaker looked at them); one query."""
        kolommen = ("behoefte__slug", "taal__code", "woorden", "nagekeken")
        return [
            (slug, code, woorden(tekst), nagekeken)
            for slug, code, tekst, nagekeken in self.order_by("taal", "behoefte").values_list(*kolommen)
        ]


class Taalwoorden(models.Model):
    """What people who speak a language type for a need, in its own letters and in Latin ones."""

    behoefte = models.ForeignKey(Behoefte, on_delete=models.CASCADE, related_name="taalwoorden")
    taal = models.ForeignKey(Taal, on_delete=models.CASCADE, related_name="taalwoorden")
    woorden = models.TextField(help_text="Woorden in deze taal, gescheiden door |.")
    nagekeken = models.BooleanField(default=False, help_text="Iemand die deze taal spreekt, keek de woorden na.")

    objects = TaalwoordenQuerySet.as_manager()

    class Meta:
        ordering = ("taal", "behoefte", "pk")
        verbose_name = "woorden in een taal"
        verbose_name_plural = "woorden in andere talen"
        constraints = (models.UniqueConstraint(fields=("behoefte", "taal"), name="taalwoorden_eenmaal"),)

    def __str__(self) -> str:
        return f"{self.behoefte} ({self.taal})"

    @property
    def woordenlijst(self) -> list[str]:
        """The words."""
        return woorden(self.woorden)


class WoordbehoefteQuerySet(KaartQuerySet["Woordbehoefte"]):
    """Common words."""

    def rijen(self, minstens: Decimal | float = 0) -> Iterator[tuple[str, int, float]]:
        """Yield (word, key of the need, how sure) in the order of words, from `minstens` sure on; one query.

        Forty thousand rows: read them one by one, and keep no object of each.
        """
        zeker = self.filter(zeker__gte=minstens).order_by("woord", "pk")
        for woord, behoefte, hoe_zeker in zeker.values_list("woord", "behoefte_id", "zeker").iterator(chunk_size=2000):
            yield woord, behoefte, float(hoe_zeker)

    def met_behoefte(self) -> Self:
        """Return the rows with their need."""
        return self.select_related("behoefte")


class Woordbehoefte(models.Model):
    """A common word that often goes with a need, and how sure that is; for words of which nothing better is known.

    Made once by a tool, correctable by hand. `taal`: the code of its language; empty means Dutch.
    """

    woord = models.CharField(max_length=80)
    taal = models.CharField(max_length=12, blank=True)
    behoefte = models.ForeignKey(Behoefte, on_delete=models.CASCADE, related_name="woordbehoeften")
    zeker = models.DecimalField(max_digits=4, decimal_places=3, help_text="Van 0 (niet) tot 1 (zeker).")

    objects = WoordbehoefteQuerySet.as_manager()

    class Meta:
        ordering = ("woord", "pk")
        verbose_name = "woord bij een behoefte"
        verbose_name_plural = "woorden bij behoeften"
        constraints = (
            models.UniqueConstraint(fields=("woord", "behoefte"), name="woordbehoefte_eenmaal"),
            models.CheckConstraint(condition=Q(zeker__gte=0, zeker__lte=1), name="woordbehoefte_zeker_0_tot_1"),
        )

    def __str__(self) -> str:
        return f"{self.woord}: {self.behoefte}"
