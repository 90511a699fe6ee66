"""Giving an area or theme to somebody, taking it back, and inviting for it; the log of accounts says so."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from doorverwijzing import rechten
from kaart.werk.overdracht.mail_aan_opvolger import mail_opvolgers
from kaart.werk.overdracht.soorten import Soort
from organisaties.accounts.acties import nodig_uit
from organisaties.models import Accountregel, Medewerker
from organisaties.models.accountregel import noteer, verschil
from organisaties.rechten import eis
from organisaties.regels.rollen import Rol

GEEN_HOUDER = "Dit account kan niets bijhouden. Kies een aandachtsfunctionaris met een account dat in gebruik is."


@transaction.atomic
def geef(*, gebruiker: Medewerker, soort: Soort, ding: Any, aan: Medewerker) -> bool:
    """Let somebody keep this area or theme, and mail them; return whether that is new.

    Raises PermissionDenied for anyone who is no coördinator, ValidationError for somebody who may not keep it.
    """
    eis(rechten.mag_overdragen(gebruiker) and soort.is_gebied)
    wie = Medewerker.objects.select_for_update().filter(pk=aan.pk, is_active=True).first()
    if wie is None or Rol.AANDACHTSFUNCTIONARIS not in wie.rollen:
        raise ValidationError(GEEN_HOUDER, code="rol")
    _, nieuw = soort.tussen.objects.get_or_create(**{soort.kolom: ding.pk, "medewerker_id": wie.pk})
    if nieuw:
        noteer(Accountregel.Wat.GEBIED, over=wie, door=gebruiker, details=verschil([], [str(ding)]))
        mail_opvolgers({soort.naam: [(ding.pk, wie.pk, False)]})
    return bool(nieuw)


@transaction.atomic
def neem_terug(*, gebruiker: Medewerker, soort: Soort, ding: Any, van: Medewerker) -> bool:
    """Take this area or theme back; return whether they had it. Raises PermissionDenied for non-coördinatoren."""
    eis(rechten.mag_overdragen(gebruiker) and soort.is_gebied)
    wie = Medewerker.objects.select_for_update().get(pk=van.pk)
    weg, _ = soort.tussen.objects.filter(**{soort.kolom: ding.pk, "medewerker_id": wie.pk}).delete()
    if weg:
        noteer(Accountregel.Wat.GEBIED, over=wie, door=gebruiker, details=verschil([str(ding)], []))
    return bool(weg)


@transaction.atomic
def nodig_uit_voor(*, gebruiker: Medewerker, soort: Soort, ding: Any, email: str) -> Medewerker:
    """Invite somebody as aandachtsfunctionaris of this area or theme; PermissionDenied for non-coördinatoren."""
    eis(rechten.mag_overdragen(gebruiker) and soort.is_gebied)
    nieuw = nodig_uit(gebruiker=gebruiker, email=email, rol=Rol.AANDACHTSFUNCTIONARIS)
    soort.tussen.objects.create(**{soort.kolom: ding.pk, "medewerker_id": nieuw.pk})
    noteer(Accountregel.Wat.GEBIED, over=nieuw, door=gebruiker, details=verschil([], [str(ding)]))
    return nieuw
