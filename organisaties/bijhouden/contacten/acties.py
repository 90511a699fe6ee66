"""Contacts: a role to ask for, and a person only while that person agrees.

They are the owner's where there is one. A change by somebody else is refused and never a proposal: that would keep the
name of a person where nobody looks for it. Only forgetting a person is for all who keep the entry, as a pause is:
a person who withdraws consent by a call to the city need not wait for the owner.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties import rechten
from organisaties.models import Contactpersoon, Medewerker, Organisatie

PERSOON = ("naam", "telefoon", "email")


@transaction.atomic
def bewaar_contact(
    *,
    gebruiker: Medewerker,
    organisatie: Organisatie,
    contact: Contactpersoon | None,
    rol: str,
    naam: str = "",
    telefoon: str = "",
    email: str = "",
    toestemming_op: datetime.date | None = None,
    geldig_tot: datetime.date | None = None,
) -> Contactpersoon:
    """Write a contact; raises PermissionDenied for anyone who does not decide here, ValidationError without consent."""
    rechten.eis(rechten.beslist_over(gebruiker, organisatie))
    if (naam or telefoon or email) and toestemming_op is None:
        raise ValidationError("Zonder toestemming bewaren we geen naam, nummer of adres.", code="toestemming")
    rij = contact or Contactpersoon(organisatie=organisatie)
    rij.rol, rij.naam, rij.telefoon, rij.email = rol, naam, telefoon, email
    rij.toestemming_op, rij.geldig_tot = toestemming_op, geldig_tot
    rij.full_clean()
    rij.save()
    return rij


@transaction.atomic
def trek_toestemming_in(*, gebruiker: Medewerker, contact: Contactpersoon) -> None:
    """Forget the person and keep the role; nothing else holds the name, as contacts have no history.

    Raises PermissionDenied for anyone who neither keeps nor owns the organisation.
    """
    rechten.eis(rechten.mag_bewerken(gebruiker, contact.organisatie))
    Contactpersoon.objects.filter(pk=contact.pk).update(
        naam="", telefoon="", email="", toestemming_op=None, geldig_tot=None
    )


@transaction.atomic
def haal_contact_weg(*, gebruiker: Medewerker, contact: Contactpersoon) -> None:
    """Take a contact away, role and all; raises PermissionDenied for anyone who does not decide here."""
    rechten.eis(rechten.beslist_over(gebruiker, contact.organisatie))
    contact.delete()
