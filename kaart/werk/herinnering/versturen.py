"""Sending, at most once.

No program can know for sure whether a mail left when it is killed in the very moment of sending. So the claim is
committed first, after everything that can be prepared is ready, and what is found claimed but not finished is never
sent again on that day: a reminder that is missed comes back tomorrow, one that comes twice makes people stop reading.
Who wants one a week gets it on the first day that something waits, and then not for a week.
"""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction

from kaart.werk.herinnering.bericht import maak_bericht, maak_vraag_aan_eigenaar
from kaart.werk.models import Herinnering
from organisaties.bijhouden.mailvraag.acties import AdresGeweigerd, MagNuNiet, NietVerstuurd, stel_vraag
from organisaties.bijhouden.mailvraag.termijn import mag_vanzelf, vanzelf_te_vragen
from organisaties.models import Mailvraag, Medewerker
from organisaties.regels.rollen import Rol

# An owner, often a volunteer, is asked seldom.
DAGEN_TUSSEN_VRAGEN = 28
DAGEN_IN_WEEK = 7
Hoe = Medewerker.Herinneren

# After these the server has said no, so nothing left; any other failure leaves it open.
GEWEIGERD = (
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
)


@dataclass(slots=True)
class Verslag:
    """How many people had which outcome, and how many organisations were asked or have an address that is refused."""

    verstuurd: int = 0
    niets_te_doen: int = 0
    al_gehad: int = 0
    onzeker: int = 0
    mislukt: int = 0
    gevraagd: int = 0
    adres_geweigerd: int = 0


def herinner_allen(op: datetime.date) -> Verslag:
    """Mail everybody who keeps something and did not stop it; raises OSError when there is no mail server at all."""
    verslag = Verslag()
    verbinding = get_connection()
    verbinding.open()
    try:
        for medewerker in _ontvangers(op):
            _herinner(medewerker, op, verbinding, verslag, maak_bericht)
        for medewerker in _eigenaars(op):
            _herinner(medewerker, op, verbinding, verslag, maak_vraag_aan_eigenaar)
        _vraag_organisaties(op, verbinding, verslag)
    finally:
        verbinding.close()
    return verslag


def _vraag_organisaties(op: datetime.date, verbinding: Any, verslag: Verslag) -> None:
    """Ask organisations of which a check ran out, at their own address; no more in one run than keepers can follow."""
    te_vragen = [een for een in vanzelf_te_vragen(op) if mag_vanzelf(een)][: settings.MAILVRAAG_PER_KEER]
    for organisatie in te_vragen:
        try:
            vraag = stel_vraag(organisatie=organisatie, gebruiker=None, verbinding=verbinding)
        except MagNuNiet:
            continue
        except AdresGeweigerd:
            verslag.adres_geweigerd += 1
            continue
        except NietVerstuurd:
            verslag.mislukt += 1
            continue
        if vraag.stand == Mailvraag.Stand.VERSTUURD:
            verslag.gevraagd += 1
            continue
        verslag.onzeker += 1
        verbinding.close()
        verbinding.open()


def _ontvangers(op: datetime.date) -> list[Medewerker]:
    """Return who keeps an area or the city, has an address, and wants a mail by this day.

    A mail of which nobody knows whether it arrived does not put off the next for a week: that comes tomorrow.
    """
    van_de_week = Herinnering.objects.filter(
        stand=Herinnering.Stand.VERSTUURD, dag__gt=op - datetime.timedelta(days=DAGEN_IN_WEEK), dag__lt=op
    )
    return list(
        Medewerker.objects.filter(
            is_active=True, groups__name__in=[Rol.AANDACHTSFUNCTIONARIS.value, Rol.COORDINATOR.value]
        )
        .exclude(email="")
        .exclude(herinneren=Hoe.NOOIT)
        .exclude(herinneren=Hoe.WEEK, pk__in=van_de_week.values("medewerker"))
        .distinct()
        .order_by("pk")
    )


def _eigenaars(op: datetime.date) -> list[Medewerker]:
    """Return who owns something, keeps nothing else, and was not asked in the last DAGEN_TUSSEN_VRAGEN days."""
    onlangs = Herinnering.objects.filter(dag__gt=op - datetime.timedelta(days=DAGEN_TUSSEN_VRAGEN), dag__lt=op).values(
        "medewerker"
    )
    houders = Medewerker.objects.filter(groups__name__in=[Rol.AANDACHTSFUNCTIONARIS.value, Rol.COORDINATOR.value])
    return list(
        Medewerker.objects.filter(is_active=True, groups__name=Rol.AANBIEDER.value, organisaties__isnull=False)
        .exclude(email="")
        .exclude(herinneren=Hoe.NOOIT)
        .exclude(pk__in=onlangs)
        .exclude(pk__in=houders.values("pk"))
        .distinct()
        .order_by("pk")
    )


def _herinner(
    medewerker: Medewerker,
    op: datetime.date,
    verbinding: Any,
    verslag: Verslag,
    maak: Callable[[Medewerker, datetime.date, Any], EmailMultiAlternatives | None],
) -> None:
    eerder = Herinnering.objects.filter(medewerker=medewerker, dag=op).first()
    if eerder is not None:
        if eerder.stand == Herinnering.Stand.BEZIG:
            verslag.onzeker += 1
        else:
            verslag.al_gehad += 1
        return
    bericht = maak(medewerker, op, verbinding)
    if bericht is None:
        verslag.niets_te_doen += 1
        return
    try:
        # Committed by itself, before the mail leaves; another run at the same moment stops here.
        with transaction.atomic():
            claim = Herinnering.objects.create(medewerker=medewerker, dag=op)
    except IntegrityError:
        verslag.al_gehad += 1
        return
    try:
        bericht.send()
    except GEWEIGERD:
        claim.delete()
        verslag.mislukt += 1
        return
    except (smtplib.SMTPException, OSError):
        verslag.onzeker += 1
        # A line that broke would fail for everybody after; no server at all stops the run before the next claim.
        verbinding.close()
        verbinding.open()
        return
    Herinnering.objects.filter(pk=claim.pk).update(stand=Herinnering.Stand.VERSTUURD)
    verslag.verstuurd += 1
