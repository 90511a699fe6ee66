"""Asking by mail, taking that back, and keeping what an organisation answers: nothing it changes is published by it."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.bijhouden.controleren.acties import klopt_volgens_organisatie
from organisaties.bijhouden.mailvraag.brief import maak_bericht
from organisaties.bijhouden.mailvraag.termijn import termijn
from organisaties.bijhouden.mailvraag.wat_er_staat import gemeld_door
from organisaties.ingangen.controles import openbare_blokken
from organisaties.ingangen.mailvragen import VANZELF, storing_van, waarom_niet
from organisaties.models import Mailstoring, Mailvraag, Medewerker, Organisatie, Voorstel
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.models.onderhoud import ORGANISATIE

OVER_ALLES = (Voorstel.Over.STOPT, Voorstel.Over.WEG)
BLIJVEND = range(500, 600)
"""Answers of a mail server that mean: never; other refusals of an address are about this moment."""


class MagNuNiet(Exception):  # noqa: N818 - no mistake of anybody
    """This organisation cannot be asked now; the message says why and since when."""


class AdresGeweigerd(Exception):  # noqa: N818 - no mistake of anybody
    """The mail server says that there is no such address; that is noted, and nothing left."""


class NietVerstuurd(Exception):  # noqa: N818 - no mistake of anybody
    """The mail server refused for another reason, or does not answer: nothing left, and it can be asked again."""


def stel_vraag(*, organisatie: Organisatie, gebruiker: Medewerker | None, verbinding: Any = None) -> Mailvraag:
    """Mail the question to the organisation's own address, once within its term; without `gebruiker` by itself.

    The row is the claim: it is committed before the mail leaves, so that of two who ask at once one mail goes, and what
    nobody knows the end of counts as asked. Must run outside a transaction. Raises PermissionDenied for anyone who does
    not keep it, MagNuNiet, AdresGeweigerd or NietVerstuurd.
    """
    if gebruiker is not None and not rechten.mag_bijhouden(gebruiker, organisatie):
        raise PermissionDenied
    eigen_verbinding = verbinding is None
    verbinding = get_connection() if eigen_verbinding else verbinding
    vandaag = timezone.localdate()
    with transaction.atomic():
        huidig = vergrendel(organisatie)
        assert isinstance(huidig, Organisatie)  # noqa: S101 - for the type
        if reden := waarom_niet(huidig, vandaag):
            raise MagNuNiet(reden)
        rol = rechten.rol_in_woorden(gebruiker) if gebruiker else VANZELF
        vraag = Mailvraag.objects.create(
            organisatie=huidig, adres=huidig.email, op=vandaag, tot=vandaag + termijn(huidig), rol=rol
        )
    try:
        if eigen_verbinding:
            verbinding.open()
    except (smtplib.SMTPException, OSError):
        vraag.delete()
        raise NietVerstuurd from None
    try:
        _verstuur(vraag, verbinding)
    finally:
        if eigen_verbinding:
            verbinding.close()
    return vraag


def _verstuur(vraag: Mailvraag, verbinding: Any) -> None:
    try:
        maak_bericht(vraag, verbinding).send()
    except smtplib.SMTPRecipientsRefused as fout:
        if not all(code in BLIJVEND for code, _ in fout.recipients.values()):
            vraag.delete()
            raise NietVerstuurd from None
        _geweigerd(vraag)
        raise AdresGeweigerd from None
    except ValueError:
        # What came out of a file may be no address at all: then no server needs to say so.
        _geweigerd(vraag)
        raise AdresGeweigerd from None
    except (
        smtplib.SMTPSenderRefused,
        smtplib.SMTPDataError,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPNotSupportedError,
    ):
        # The server said no, so nothing left.
        vraag.delete()
        raise NietVerstuurd from None
    except (smtplib.SMTPException, OSError):
        # It may have left: the claim stays as it is, and the keeper reads that nobody knows.
        return
    Mailvraag.objects.filter(pk=vraag.pk).update(stand=Mailvraag.Stand.VERSTUURD)
    vraag.stand = Mailvraag.Stand.VERSTUURD


@transaction.atomic
def _geweigerd(vraag: Mailvraag) -> None:
    Mailvraag.objects.filter(pk=vraag.pk).update(stand=Mailvraag.Stand.GEWEIGERD)
    _noteer_storing(vraag.organisatie, vraag.adres, Mailstoring.Hoe.SERVER)


@transaction.atomic
def trek_in(*, gebruiker: Medewerker, organisatie: Organisatie) -> bool:
    """Let the link of the present question lead nowhere; return whether there was one. PermissionDenied for others."""
    _eis(gebruiker, organisatie)
    vandaag = timezone.localdate()
    lopend = Mailvraag.objects.te_beantwoorden(vandaag).filter(organisatie=organisatie)
    return bool(Mailvraag.objects.filter(pk__in=[v.pk for v in lopend]).update(ingetrokken_op=vandaag))


@transaction.atomic
def meld_storing(*, gebruiker: Medewerker, organisatie: Organisatie, werkt: bool) -> None:
    """Note that mail to the present address does not arrive, or that it does; PermissionDenied for others."""
    _eis(gebruiker, organisatie)
    huidig = vergrendel(organisatie)
    assert isinstance(huidig, Organisatie)  # noqa: S101 - for the type
    if werkt:
        Mailstoring.objects.filter(organisatie=huidig).delete()
    elif huidig.email:
        _noteer_storing(huidig, huidig.email, Mailstoring.Hoe.COLLEGA)


def _noteer_storing(organisatie: Organisatie, adres: str, hoe: str) -> None:
    """Keep one row, about the present address: one of an older address says nothing any more."""
    Mailstoring.objects.filter(organisatie=organisatie).exclude(adres=adres).delete()
    if storing_van(organisatie) is None:
        Mailstoring.objects.create(organisatie=organisatie, adres=adres, hoe=hoe)


def _eis(gebruiker: Medewerker, organisatie: Organisatie) -> None:
    if not rechten.mag_bijhouden(gebruiker, organisatie):
        raise PermissionDenied


@dataclass(frozen=True, slots=True)
class Blokantwoord:
    """What was said of one block: in which version it was on the page, and what is different ('' for: it is right)."""

    versie: str
    anders: str = ""


@dataclass(slots=True)
class Verslag:
    """What became of an answer; blocks in words, with the entry they are of."""

    klopt: list[str] = field(default_factory=list)
    anders: list[str] = field(default_factory=list)
    veranderd: list[tuple[Ingang, str]] = field(default_factory=list)


Antwoord = Mapping[Ingang, Mapping[str, Blokantwoord]]


@transaction.atomic
def neem_antwoord_op(*, van: Mailvraag | Medewerker, antwoord: Antwoord) -> Verslag:
    """Keep what an organisation answered, by the link of a question or as its owner by a link of its own.

    What is right is dated, what is different waits for the one that decides.

    A second answer takes the place of the first, block by block. What changed since it was on the page is neither dated
    nor passed on, and stands in the report. Of whoever answers to a question nothing is kept.
    Raises PermissionDenied for an owner of something else.
    """
    eigenaar = van if isinstance(van, Medewerker) else None
    if isinstance(van, Mailvraag):
        Mailvraag.objects.select_for_update().get(pk=van.pk)
    verslag = Verslag()
    for ingang, blokken in sorted(antwoord.items(), key=lambda paar: (soort_van(paar[0]), paar[0].pk)):
        if eigenaar is not None and not rechten.is_eigenaar(eigenaar, ingang):
            raise PermissionDenied
        _neem_een_op(ingang, blokken, verslag, eigenaar)
    if isinstance(van, Mailvraag) and (verslag.klopt or verslag.anders):
        Mailvraag.objects.filter(pk=van.pk).update(
            antwoord_op=timezone.localdate(), klopt=len(verslag.klopt), anders=len(verslag.anders)
        )
    return verslag


def _neem_een_op(
    ingang: Ingang, blokken: Mapping[str, Blokantwoord], verslag: Verslag, eigenaar: Medewerker | None
) -> None:
    vergrendel(ingang)
    nu = {blok.onderdeel.value: blok for blok in openbare_blokken([ingang]).get(ingang.pk, [])}
    zo_gezien = {n: een for n, een in blokken.items() if n in nu and nu[n].inhoud.versie == een.versie}
    verslag.veranderd += [(ingang, naam) for naam in blokken if naam not in zo_gezien]
    anders = {naam: een.anders for naam, een in zo_gezien.items() if een.anders}
    goed = {naam: een.versie for naam, een in zo_gezien.items() if not een.anders and nu[naam].inhoud.bekend}
    for naam, tekst in anders.items():
        _leg_voor(ingang, naam, tekst, eigenaar)
    klopt_volgens_organisatie(ingang=ingang, gezien=goed, anders=list(anders), eigenaar=eigenaar)
    # Whoever says now that it is right takes back that it was different.
    _open_bij(ingang, eigenaar).filter(over__in=list(goed)).delete()
    verslag.anders += [f"{nu[naam].naam} bij {ingang}" for naam in anders]
    verslag.klopt += [f"{nu[naam].naam} bij {ingang}" for naam in goed]


@transaction.atomic
def zeg_over_alles(*, vraag: Mailvraag, over: str, tekst: str = "") -> None:
    """Keep that an organisation stops or wants to leave, as one item for its keepers; with '' it takes that back.

    Nothing leaves the kaart by this.
    """
    huidig = Mailvraag.objects.select_for_update().select_related("organisatie").get(pk=vraag.pk)
    eerder = _open_bij(huidig.organisatie).filter(over__in=OVER_ALLES)
    if over == "":
        eerder.delete()
    elif staat_er := eerder.first():
        eerder.filter(pk=staat_er.pk).update(over=over, toelichting=tekst or staat_er.toelichting)
    else:
        _leg_voor(huidig.organisatie, over, tekst)
    Mailvraag.objects.filter(pk=vraag.pk).update(antwoord_op=timezone.localdate())


def _open_bij(ingang: Ingang, eigenaar: Medewerker | None = None) -> Any:
    return gemeld_door(eigenaar).filter(**{soort_van(ingang): ingang})


def _leg_voor(ingang: Ingang, over: str, tekst: str, eigenaar: Medewerker | None = None) -> None:
    if _open_bij(ingang, eigenaar).filter(over=over).update(toelichting=tekst):
        return
    rol = rechten.rol_in_woorden(eigenaar) if eigenaar else ORGANISATIE
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    Voorstel.objects.create(
        **bij, soort=Voorstel.Soort.MELDING, over=over, wijzigingen={}, toelichting=tekst, rol=rol, door=eigenaar
    )
