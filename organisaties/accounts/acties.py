"""What changes an account: an invitation waits for its owner, by a link that works once and not for long."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.text import slugify

from organisaties import rechten
from organisaties.accounts.wachtwoord import komt_via_de_stad
from organisaties.models import Aanmelding, Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol


class _Uitnodiging(PasswordResetTokenGenerator):
    """A mark that is worthless once a password was set, and after PASSWORD_RESET_TIMEOUT."""

    key_salt = "organisaties.rekeningen.uitnodiging"


uitnodiging = _Uitnodiging()


@transaction.atomic
def nodig_uit(
    *,
    gebruiker: Medewerker,
    email: str,
    rol: Rol,
    stadsdelen: Iterable[Stadsdeel] = (),
    organisatie: Organisatie | None = None,
) -> Medewerker:
    """Make an account without a password and mail its owner; raises PermissionDenied for non-keepers of accounts."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    nieuw = Medewerker(username=_vrije_naam(email), email=email)
    nieuw.set_unusable_password()
    nieuw.save()
    nieuw.groups.set([Group.objects.get_or_create(name=rol.value)[0]])
    nieuw.stadsdelen.set(stadsdelen)
    nieuw.organisaties.set([organisatie] if organisatie else [])
    transaction.on_commit(lambda: _mail(nieuw))
    return nieuw


def stuur_opnieuw(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Mail the invitation once more.

    Raises PermissionDenied, also for an account that has a password, or whose owner signs in with the city.
    """
    rechten.eis(rechten.mag_accounts(gebruiker))
    if account.has_usable_password() or not account.is_active or komt_via_de_stad(account):
        raise PermissionDenied
    _mail(account)


@transaction.atomic
def beeindig(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Close an account at once, wherever it is signed in; raises PermissionDenied for one's own."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    if account.pk == gebruiker.pk:
        raise PermissionDenied
    Medewerker.objects.filter(pk=account.pk).update(is_active=False)
    Aanmelding.objects.filter(medewerker=account).beeindig()


@transaction.atomic
def heropen(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Open a closed account again; raises PermissionDenied for non-keepers of accounts."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    Medewerker.objects.filter(pk=account.pk).update(is_active=True)


@transaction.atomic
def wis_tweede_stap(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Forget the second step of somebody who lost it: they set it up again. Raises PermissionDenied for one's own."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    if account.pk == gebruiker.pk:
        raise PermissionDenied
    Authenticator.objects.filter(user=account).delete()
    Aanmelding.objects.filter(medewerker=account).beeindig()


def adres_van(account: Medewerker) -> str:
    """Return the path of the link in the mail."""
    return reverse(
        "accounts:uitnodiging", args=[urlsafe_base64_encode(str(account.pk).encode()), uitnodiging.make_token(account)]
    )


def genodigde(wie: str, teken: str) -> Medewerker | None:
    """Return the account that a link is for, None when it is worn out or was never good."""
    try:
        pk = int(urlsafe_base64_decode(wie).decode())
    except (ValueError, OverflowError, UnicodeDecodeError):
        return None
    account = Medewerker.objects.filter(pk=pk, is_active=True).first() if pk < 2**62 else None
    if account is None or account.has_usable_password() or not uitnodiging.check_token(account, teken):
        return None
    if komt_via_de_stad(account):
        return None
    return account


def _mail(account: Medewerker) -> None:
    context = {
        "site_naam": settings.SITE_NAAM,
        "stad": settings.STAD,
        "adres": f"{settings.SITE_ADRES}{adres_van(account)}",
        "rollen": [rol.value for rol in account.rollen],
        "dagen": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    bericht = EmailMultiAlternatives(
        f"Je account voor {settings.SITE_NAAM}",
        render_to_string("accounts/mail/uitnodiging.txt", context),
        to=[account.email],
    )
    bericht.attach_alternative(render_to_string("accounts/mail/uitnodiging.html", context), "text/html")
    bericht.send()


def _vrije_naam(email: str) -> str:
    begin = slugify(email.partition("@")[0])[:140] or "medewerker"
    nummer = 1
    naam = begin
    while Medewerker.objects.filter(username=naam).exists():
        nummer += 1
        naam = f"{begin}-{nummer}"
    return naam


def toon_naam(*, gebruiker: Medewerker, tonen: bool) -> None:
    """Note whether colleagues may see by name that this person keeps an area; nobody notes that for somebody else."""
    gebruiker.naam_tonen = tonen
    gebruiker.save(update_fields=["naam_tonen"])


def zet_voorstelmail(*, gebruiker: Medewerker, aan: bool) -> None:
    """Note whether this person wants a mail when somebody decided about what they proposed."""
    gebruiker.mail_over_voorstellen = aan
    gebruiker.save(update_fields=["mail_over_voorstellen"])
