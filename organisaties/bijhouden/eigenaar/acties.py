"""Leaving the kaart: an owner removes its organisation; nothing of it stays and no other entry is harmed (hard rule 6).

What goes: its own rows with all that hangs on them, its keys in what was kept of others, files that wait and name it.
In free text of others its name and addresses go where they stand whole (`organisaties.bijhouden.eigenaar.uitwissen`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kaart.hulp.forget import empty_write_ahead_log, forget_in_admin
from organisaties import rechten
from organisaties.bijhouden.eigenaar.overzicht import Overzicht, kijk_vooruit
from organisaties.bijhouden.eigenaar.uitwissen import gevolgen, sporen_van, wis
from organisaties.bijhouden.eigenaar.vervallen import onthoud
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.models import (
    Aanbod,
    Concept,
    Contactpersoon,
    Locatie,
    Medewerker,
    Organisatie,
    Samenwerking,
    Versie,
    Voorstel,
)
from organisaties.models.ingang import vergrendel
from organisaties.models.wijziging import in_een_keer
from organisaties.regels.rollen import Rol

WIJZIGEN_MAG = "Collega’s mogen meteen wijzigen"
WIJZIGEN_VRAAGT = "Collega’s vragen het eerst"


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
    gevraagd: int

    def als_getallen(self) -> dict[str, int]:
        """Return it for a receipt."""
        return asdict(self)


def omvang(organisatie: Organisatie, overzicht: Overzicht) -> Omvang:
    """Return what removing would take away; of texts of others only those that the owner may read are counted."""
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
        teksten=len(overzicht.gaat_weg),
        gevraagd=len(overzicht.wordt_gevraagd),
    )


def plekken_van_anderen(organisatie: Organisatie) -> list[Aanbod]:
    """Return the offers of others that are at a place of this organisation: they stay, without that place."""
    anderen = Aanbod.objects.filter(locaties__organisatie=organisatie).exclude(organisatie=organisatie)
    return list(anderen.select_related("organisatie").distinct().order_by("naam", "pk"))


@transaction.atomic
def zet_laat_wijzigen(*, gebruiker: Medewerker, organisatie: Organisatie, aan: bool) -> None:
    """Let colleagues of the city change an organisation at once, or ask first again; its history says so.

    Raises PermissionDenied for anyone who does not own it.
    """
    huidig = vergrendel(organisatie)
    if not isinstance(huidig, Organisatie) or not rechten.is_eigenaar(gebruiker, huidig):
        raise PermissionDenied
    if huidig.laat_wijzigen == aan:
        return
    Organisatie.objects.filter(pk=huidig.pk).update(laat_wijzigen=aan)
    leg_vast(
        ingang=huidig,
        voor=lees(huidig),
        gebruiker=gebruiker,
        soort=Versie.Soort.WIJZIGING,
        waarom=WIJZIGEN_MAG if aan else WIJZIGEN_VRAAGT,
    )


def verwijder(*, gebruiker: Medewerker, organisatie: Organisatie, naam: str) -> Omvang:
    """Remove an organisation and everything that tells of it; return how much that was.

    `naam` is what the owner typed to be sure. Raises PermissionDenied for anyone who does not own it, ValidationError
    for another name; nothing is removed then.
    """
    with transaction.atomic():
        huidig = vergrendel(organisatie)
        if not isinstance(huidig, Organisatie) or not rechten.is_eigenaar(gebruiker, huidig):
            raise PermissionDenied
        if " ".join(naam.split()).casefold() != " ".join(huidig.naam.split()).casefold():
            raise ValidationError(f"Dit is niet de naam. Typ precies: {huidig.naam}", code="naam")
        sporen = sporen_van(huidig)
        bij_anderen = gevolgen(sporen, huidig)
        weg = omvang(huidig, kijk_vooruit(huidig, gebruiker, sporen, bij_anderen))
        accounts = _accounts(huidig)
        with in_een_keer():
            onthoud(huidig)
            forget_in_admin([huidig, *accounts])
            huidig.delete()
            wis(sporen, bij_anderen)
            Medewerker.objects.filter(pk__in=[account.pk for account in accounts]).delete()
        transaction.on_commit(empty_write_ahead_log)
    return weg


def _accounts(organisatie: Organisatie) -> list[Medewerker]:
    """Return the accounts that exist for this organisation only."""
    eigenaren = Medewerker.objects.filter(organisaties=organisatie, is_superuser=False).prefetch_related("groups")
    return [
        account
        for account in eigenaren
        if {groep.name for groep in account.groups.all()} <= {Rol.AANBIEDER.value}
        and not account.organisaties.exclude(pk=organisatie.pk).exists()
    ]
