"""The people who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from organisaties.rollen import PROFESSIONELE_ROLLEN, Rol


class Medewerker(AbstractUser):
    """Someone with an account; what they may do follows from role (group), areas and own organisations."""

    stadsdelen = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="medewerkers", verbose_name="eigen stadsdelen"
    )
    organisaties = models.ManyToManyField(
        "organisaties.Organisatie",
        blank=True,
        related_name="beheerders",
        verbose_name="eigen organisaties",
        help_text="Alleen voor een aanbieder: de organisaties die deze persoon zelf bijhoudt.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """Return the roles of this person; one query for each request at most."""
        namen = set(self.groups.values_list("name", flat=True))
        return frozenset(rol for rol in Rol if rol.value in namen)

    @property
    def is_professional(self) -> bool:
        """Whether this person may read what is meant for colleagues."""
        return self.is_active and (self.is_superuser or bool(self.rollen & PROFESSIONELE_ROLLEN))
