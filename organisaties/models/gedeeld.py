"""What several models share: choice lists, the stable key, provenance, and the base queryset."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self, TypeVar

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models

from organisaties.models import wijziging
from organisaties.regels.keuzes import Zekerheid

KENMERK_PATROON = r"[a-z0-9]+(?:-[a-z0-9]+)*"

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

# How a list of words stands in one text column, here as in the spreadsheets.
SCHEIDING = "|"


class KaartQuerySet(models.QuerySet[M_co]):
    """Base of every queryset of the kaart: bulk writes are noted too, as they pass no `save()`.

    `save()`, `delete()` and changes of a list of values are noted by `organisaties.zoeken.luisteren`.
    """

    def update(self, **velden: Any) -> int:
        """Update, and note that the kaart changed."""
        # Before the write: afterwards the rows may no longer answer to the condition.
        geraakt = None if wijziging.alles_gewijzigd() else self.geraakt_aanbod()
        namen = () if geraakt is None else self.geraakte_namen()
        aantal = super().update(**velden)
        wijziging.noteer(geraakt, using=self.db, namen=namen)
        return aantal

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M_co]:
        """Create in bulk, and note that the kaart changed."""
        nieuw = super().bulk_create(objs, *args, **kwargs)
        wijziging.noteer(None, using=self.db)
        return nieuw

    def geraakt_aanbod(self) -> Collection[int] | None:
        """Return the offers that a bulk write of these rows touches, None for all or not known; at most one query."""
        return None

    def geraakte_namen(self) -> Collection[int]:
        """Return the keys of the names that a bulk write of these rows touches; at most one query."""
        return ()

    def in_volgorde(self) -> Self:
        """Return the rows in the order of the reference list, or by name."""
        velden = {veld.name for veld in self.model._meta.get_fields()}
        return self.order_by("volgorde" if "volgorde" in velden else "naam", "pk")


def onnodig_van_aanbod() -> tuple[str, ...]:
    """Return what a row about an offer does not say of that offer: all columns but its key and its name."""
    velden = apps.get_model("organisaties", "Aanbod")._meta.concrete_fields
    return tuple(f"aanbod__{veld.name}" for veld in velden if veld.name not in {"id", "kenmerk", "naam"})


def kenmerkveld() -> models.SlugField[str, str]:
    """Return the field for a stable key: kebab-case, unique, never reused."""
    return models.SlugField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                f"^{KENMERK_PATROON}$",
                "Gebruik kleine letters, cijfers en losse streepjes, bijvoorbeeld 'taalcafe-west'.",
            )
        ],
        help_text="Vaste sleutel in adressen en spreadsheets. Verandert nooit en wordt nooit opnieuw gebruikt.",
    )


def woorden(tekst: str) -> list[str]:
    """Split a '|' list into its trimmed, non-empty parts."""
    return [deel.strip() for deel in tekst.split(SCHEIDING) if deel.strip()]


class Herkomst(models.Model):
    """Where an entry comes from and when someone last looked at it; `fixtures/LEESMIJ.md` explains the letters."""

    zekerheid = models.CharField(max_length=1, choices=Zekerheid, default=Zekerheid.OPGEGEVEN)
    bron = models.CharField(max_length=300, blank=True)
    # Only a deliberate check moves this date; an edit never does.
    gecontroleerd_op = models.DateField(null=True, blank=True, editable=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def houdersveld(naam: str) -> models.ManyToManyField[Any, Any]:
    """Return the field for the named keeper of an entry, beside the keepers of its area; `naam`: the reverse name."""
    return models.ManyToManyField(
        "organisaties.Medewerker",
        blank=True,
        related_name=naam,
        editable=False,
        help_text="Wie dit bijhoudt, naast wie het stadsdeel bijhoudt. Een coördinator wijst dit toe.",
    )
