"""The log of accounts: who invited, changed, stopped or erased whom, and when. Never a search, never of a newcomer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisaties.models.medewerker import Medewerker
from organisaties.regels.rollen import Rol

OP_EIGEN_VERZOEK = "op eigen verzoek"
"""Stands as the role where nobody was signed in: somebody asked for a new password."""

EEN_BEHEERDER_BLIJFT = (
    "Dit is het laatste account dat accounts kan beheren. Maak eerst iemand anders beheerder die al eens inlogde."
)


class AccountregelQuerySet(models.QuerySet["Accountregel"]):
    """Lines of the log, which are only ever added."""

    def voor_pagina(self) -> Self:
        """Return them with the accounts they name, the latest first."""
        return self.select_related("door", "over").order_by("-op", "-pk")

    def update(self, **velden: Any) -> NoReturn:
        """Refuse: what was noted stays as it was noted."""
        raise TypeError("A line of the log of accounts does not change.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError("A line of the log of accounts stays.")


class Accountregel(models.Model):
    """One line: what somebody did to an account, with the roles both had then. Where one was erased, the role stays."""

    class Wat(models.TextChoices):
        """What was done."""

        UITGENODIGD = "uitgenodigd", "uitgenodigd"
        OPNIEUW = "opnieuw", "opnieuw uitgenodigd"
        GEMAAKT = "gemaakt", "gemaakt in het beheer"
        ROL = "rol", "rol veranderd"
        GEBIED = "gebied", "gebied of thema veranderd"
        ORGANISATIE = "organisatie", "eigen organisatie veranderd"
        GESTOPT = "gestopt", "gestopt"
        HEROPEND = "heropend", "weer geopend"
        STAP = "stap", "tweede stap gewist"
        WACHTWOORD = "wachtwoord", "link voor een nieuw wachtwoord gestuurd"
        GEWIST = "gewist", "gewist"

    op = models.DateTimeField(default=timezone.now, editable=False)
    wat = models.CharField(max_length=12, choices=Wat, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    rol = models.CharField(max_length=80, editable=False)
    over = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    rol_over = models.CharField(max_length=80, editable=False)
    # Names of roles, areas and themes only: of the reference lists, never of a person or an organisation.
    details = models.CharField(max_length=500, blank=True, editable=False)

    objects = AccountregelQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name = "regel over een account"
        verbose_name_plural = "regels over accounts"
        constraints = (models.CheckConstraint(condition=~Q(rol_over=""), name="accountregel_over_wie"),)

    def __str__(self) -> str:
        return f"{timezone.localtime(self.op):%d-%m-%Y}: {self.get_wat_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new line; raises TypeError for one that was kept before."""
        if not self._state.adding:
            raise TypeError("A line of the log of accounts does not change.")
        super().save(*args, **kwargs)

    @property
    def door_wie(self) -> str:
        """Who did it, with the role of that moment; the role alone where the account was erased."""
        if self.rol == OP_EIGEN_VERZOEK:
            return "Op eigen verzoek, via ‘Wachtwoord vergeten’"
        return f"Door {self.door.username}, {self.rol}" if self.door else f"Door een {self.rol}"

    @property
    def over_wie(self) -> str:
        """Whose account it was, with the role of that moment."""
        return f"{self.over.username} ({self.rol_over})" if self.over else f"een {self.rol_over}"


def noteer(
    wat: Accountregel.Wat, *, over: Medewerker, door: Medewerker | None, details: str = "", rol_over: str = ""
) -> Accountregel:
    """Add a line, in the transaction of what it tells; `rol_over` where the roles in memory are no longer true."""
    return Accountregel.objects.create(
        wat=wat,
        door=door,
        rol=rollen_in_woorden(door) if door else OP_EIGEN_VERZOEK,
        over=over,
        rol_over=rol_over or rollen_in_woorden(over),
        details=details[:500],
    )


def rollen_in_woorden(account: Medewerker) -> str:
    """Return the roles of an account as they stand now, in their order."""
    namen = {groep.name for groep in account.groups.all()}
    return ", ".join(rol.value for rol in Rol if rol.value in namen) or "account zonder rol"


def neem_gebieden_af(account: Medewerker) -> None:
    """Take every area and theme from an account that may keep none any more."""
    for lijst in (account.stadsdelen, account.gebieden, account.behoeften, account.doelgroepen):
        lijst.clear()
    account.__dict__.pop("gebieden_en_themas", None)
    account.__dict__.pop("eigen_stadsdelen", None)


def verschil(eerst: Iterable[str], nu: Iterable[str]) -> str:
    """Return in words what came and what went; '' where nothing did."""
    voor, na = list(eerst), list(nu)
    delen = [
        f"{kop}: {', '.join(namen)}"
        for kop, namen in (
            ("erbij", [naam for naam in na if naam not in voor]),
            ("eraf", [naam for naam in voor if naam not in na]),
        )
        if namen
    ]
    return "; ".join(delen)


def kan_beheren() -> Q:
    """Accounts that can sign in now and keep accounts: whoever was invited and never came cannot."""
    mag = Q(is_superuser=True) | Q(groups__name=Rol.BEHEERDER.value)
    return (
        mag & Q(is_active=True) & (~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(socialaccount__isnull=False))
    )


def eis_een_beheerder(behalve: Medewerker) -> None:
    """Raise ValidationError where nobody else could keep accounts when this one no longer does.

    Must run inside the transaction that changes it: it locks all who can, in one order, so that of two who stop each
    other in the same moment the second sees what the first did.
    """
    sleutels = sorted(set(Medewerker.objects.filter(kan_beheren()).values_list("pk", flat=True)))
    # Locked by key alone: a row cannot be locked through an outer join.
    list(Medewerker.objects.select_for_update().filter(pk__in=sleutels).order_by("pk").values_list("pk", flat=True))
    nu = set(Medewerker.objects.filter(kan_beheren(), pk__in=sleutels).values_list("pk", flat=True))
    if nu == {behalve.pk}:
        raise ValidationError(EEN_BEHEERDER_BLIJFT, code="laatste-beheerder")
