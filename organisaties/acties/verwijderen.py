"""Leaving the map: an owner removes its organisation, and nothing of it stays (design §4.6)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction

from organisaties import rechten, stand
from organisaties.acties.bewerken import teken_van, vergrendel
from organisaties.eigen.sporen import sporen_van, waar_genoemd, wis
from organisaties.models import (
    Aanbod,
    Concept,
    Contactpersoon,
    Locatie,
    Medewerker,
    Organisatie,
    Samenwerking,
    Versie,
    Vervallen,
    Voorstel,
)
from organisaties.rollen import Rol


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much goes away; numbers only, so that it can stand on a receipt."""

    aanbod: int
    plekken: int
    contactpersonen: int
    lijnen: int
    eerdere_standen: int
    voorstellen: int
    accounts: int
    teksten: int

    def als_getallen(self) -> dict[str, int]:
        """Return it for a receipt."""
        return asdict(self)


def omvang(organisatie: Organisatie) -> Omvang:
    """Return what removing would take away."""
    bij = {"organisatie": organisatie}
    van_aanbod = {"aanbod__organisatie": organisatie}
    van_plek = {"locatie__organisatie": organisatie}
    standen = sum(Versie.objects.filter(**waar).count() for waar in (bij, van_aanbod, van_plek))
    standen += sum(Concept.objects.filter(**waar).count() for waar in (bij, van_aanbod, van_plek))
    return Omvang(
        aanbod=Aanbod.objects.filter(**bij).count(),
        plekken=Locatie.objects.filter(**bij).count(),
        contactpersonen=Contactpersoon.objects.filter(**bij).count(),
        lijnen=Samenwerking.objects.filter(van=organisatie).count()
        + Samenwerking.objects.filter(naar=organisatie).count(),
        eerdere_standen=standen,
        voorstellen=sum(Voorstel.objects.filter(**waar).count() for waar in (bij, van_aanbod, van_plek)),
        accounts=len(_accounts(organisatie)),
        teksten=waar_genoemd(sporen_van(organisatie), organisatie),
    )


def plekken_van_anderen(organisatie: Organisatie) -> list[Aanbod]:
    """Return the offers of others that are at a place of this organisation: they stay, without that place."""
    anderen = Aanbod.objects.filter(locaties__organisatie=organisatie).exclude(organisatie=organisatie)
    return list(anderen.select_related("organisatie").distinct().order_by("naam", "pk"))


def verwijder(*, gebruiker: Any, organisatie: Organisatie, naam: str) -> Omvang:
    """Remove an organisation and everything that tells of it; return how much that was.

    `naam` is what the owner typed to be sure. Raises PermissionDenied for who does not own it, ValidationError for
    another name; nothing is removed then.
    """
    with transaction.atomic():
        huidig = vergrendel(organisatie)
        if not isinstance(huidig, Organisatie) or not rechten.is_eigenaar(gebruiker, huidig):
            raise PermissionDenied
        if " ".join(naam.split()).casefold() != " ".join(huidig.naam.split()).casefold():
            raise ValidationError(f"Dit is niet de naam. Typ precies: {huidig.naam}", code="naam")
        weg = omvang(huidig)
        sporen = sporen_van(huidig)
        tekens = [teken_van(Organisatie, huidig.kenmerk)]
        tekens += [teken_van(Locatie, kenmerk) for kenmerk in huidig.locaties.values_list("kenmerk", flat=True)]
        tekens += [teken_van(Aanbod, kenmerk) for kenmerk in huidig.aanbod.values_list("kenmerk", flat=True)]
        accounts = [account.pk for account in _accounts(huidig)]
        with stand.in_een_keer():
            huidig.delete()
            wis(sporen)
            Medewerker.objects.filter(pk__in=accounts).delete()
            Vervallen.objects.bulk_create([Vervallen(teken=teken) for teken in tekens], ignore_conflicts=True)
        transaction.on_commit(_leeg_het_logboek)
    return weg


def _leeg_het_logboek() -> None:
    """Empty what SQLite keeps beside its file: there, what was overwritten can still be read.

    While somebody reads it cannot; then it happens by itself with a later write.
    """
    if connection.vendor == "sqlite":
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _accounts(organisatie: Organisatie) -> list[Medewerker]:
    """Return the accounts that exist for this organisation only."""
    eigenaren = Medewerker.objects.filter(organisaties=organisatie, is_superuser=False).prefetch_related("groups")
    return [
        account
        for account in eigenaren
        if {groep.name for groep in account.groups.all()} <= {Rol.AANBIEDER.value}
        and not account.organisaties.exclude(pk=organisatie.pk).exists()
    ]
