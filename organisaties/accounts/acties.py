"""What changes an account: an invitation waits for its owner, by a link that works once and not for long."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.text import slugify

from kaart.hulp.forget import empty_write_ahead_log, forget_in_admin
from organisaties import rechten
from organisaties.accounts.wachtwoord import komt_via_de_stad
from organisaties.models import Aanmelding, Accountregel, Medewerker, Organisatie, Stadsdeel
from organisaties.models.accountregel import eis_een_beheerder, neem_gebieden_af, noteer, rollen_in_woorden, verschil
from organisaties.regels.rollen import Rol

Wat = Accountregel.Wat


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
    """Make an account without a password and mail its owner; raises PermissionDenied for a role one may not give."""
    rechten.eis(rol in rechten.uit_te_nodigen(gebruiker))
    waar = list(stadsdelen)
    nieuw = Medewerker(username=_vrije_naam(email), email=email)
    nieuw.set_unusable_password()
    nieuw.save()
    nieuw.groups.set([Group.objects.get_or_create(name=rol.value)[0]])
    nieuw.stadsdelen.set(waar)
    nieuw.organisaties.set([organisatie] if organisatie else [])
    noteer(Wat.UITGENODIGD, over=nieuw, door=gebruiker, details=verschil([], [str(een) for een in waar]))
    transaction.on_commit(lambda: _mail(nieuw))
    return nieuw


def stuur_opnieuw(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Mail the invitation once more.

    Raises PermissionDenied, also for an account that has a password, or whose owner signs in with the city.
    """
    rechten.eis(rechten.mag_dit_account_uitnodigen(gebruiker, account))
    if account.has_usable_password() or not account.is_active or komt_via_de_stad(account):
        raise PermissionDenied
    with transaction.atomic():
        noteer(Wat.OPNIEUW, over=account, door=gebruiker)
        transaction.on_commit(lambda: _mail(account))


@transaction.atomic
def wijzig(
    *,
    gebruiker: Medewerker,
    account: Medewerker,
    rollen: Iterable[Rol],
    stadsdelen: Iterable[Stadsdeel],
    organisaties: Iterable[Organisatie],
) -> bool:
    """Let an account have exactly these roles, areas and own organisations; return whether anything changed.

    Raises PermissionDenied for non-keepers of accounts, ValidationError where nobody could keep accounts any more.
    """
    rechten.eis(rechten.mag_accounts(gebruiker))
    nieuw = set(rollen)
    if Rol.BEHEERDER not in nieuw and not account.is_superuser:
        # Before the account itself: all who lock several do so in one order.
        eis_een_beheerder(behalve=account)
    huidig = _vergrendel(account)
    eerst = rollen_in_woorden(huidig)
    waar, van = list(stadsdelen), list(organisaties)
    had = huidig.gebieden_en_themas
    eigen = set(huidig.organisaties.values_list("pk", flat=True)) != {een.pk for een in van}
    anders = set(huidig.rollen) != nieuw
    huidig.groups.set([Group.objects.get_or_create(name=rol.value)[0] for rol in Rol if rol in nieuw])
    if Rol.AANDACHTSFUNCTIONARIS not in nieuw:
        neem_gebieden_af(huidig)
    huidig.stadsdelen.set(waar)
    huidig.organisaties.set(van)
    huidig.__dict__.pop("gebieden_en_themas", None)
    gebied = verschil(had, huidig.gebieden_en_themas)
    if anders:
        nu = rollen_in_woorden(huidig)
        noteer(Wat.ROL, over=huidig, door=gebruiker, details=f"van {eerst} naar {nu}", rol_over=nu)
    if gebied:
        noteer(Wat.GEBIED, over=huidig, door=gebruiker, details=gebied)
    if eigen:
        # Its name goes when the organisation leaves; a log that stays does not keep it.
        noteer(Wat.ORGANISATIE, over=huidig, door=gebruiker)
    return bool(anders or gebied or eigen)


@transaction.atomic
def beeindig(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Close an account at once, wherever it is signed in.

    Raises PermissionDenied for one's own, ValidationError where nobody could keep accounts any more.
    """
    rechten.eis(rechten.mag_accounts(gebruiker))
    if account.pk == gebruiker.pk:
        raise PermissionDenied
    eis_een_beheerder(behalve=account)
    if not Medewerker.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
        return
    Aanmelding.objects.filter(medewerker=account).beeindig()
    noteer(Wat.GESTOPT, over=account, door=gebruiker)


@transaction.atomic
def heropen(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Open a closed account again; raises PermissionDenied for non-keepers of accounts."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    if Medewerker.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
        noteer(Wat.HEROPEND, over=account, door=gebruiker)


@transaction.atomic
def wis_tweede_stap(*, gebruiker: Medewerker, account: Medewerker) -> None:
    """Forget the second step of somebody who lost it: they set it up again. Raises PermissionDenied for one's own."""
    rechten.eis(rechten.mag_accounts(gebruiker))
    if account.pk == gebruiker.pk:
        raise PermissionDenied
    gewist, _ = Authenticator.objects.filter(user=account).delete()
    Aanmelding.objects.filter(medewerker=account).beeindig()
    if gewist:
        noteer(Wat.STAP, over=account, door=gebruiker)


@transaction.atomic
def wis(*, gebruiker: Medewerker, account: Medewerker, naam: str) -> None:
    """Erase who left: name, address and all that signs in go; what they did stays, with their role beside it.

    `naam` is what was typed to be sure. Raises PermissionDenied for non-keepers of accounts and for one's own account,
    ValidationError for another name, or for an account that was not stopped first.
    """
    rechten.eis(rechten.mag_accounts(gebruiker))
    huidig = _vergrendel(account)
    if huidig.pk == gebruiker.pk:
        raise PermissionDenied
    if huidig.is_active:
        raise ValidationError("Dit account is nog in gebruik. Stop het eerst.", code="in-gebruik")
    if naam.strip().casefold() != huidig.username.casefold():
        raise ValidationError(f"Dit is niet de naam. Typ precies: {huidig.username}", code="naam")
    noteer(Wat.GEWIST, over=huidig, door=gebruiker)
    Aanmelding.objects.filter(medewerker=huidig).beeindig()
    forget_in_admin([huidig])
    huidig.delete()
    transaction.on_commit(empty_write_ahead_log)


def _vergrendel(account: Medewerker) -> Medewerker:
    """Return the account as it is now, locked; raises PermissionDenied for one that is gone."""
    huidig = Medewerker.objects.select_for_update().filter(pk=account.pk).first()
    if huidig is None:
        raise PermissionDenied
    return huidig


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


def zet_herinneren(*, gebruiker: Medewerker, hoe: Medewerker.Herinneren) -> None:
    """Note how often this person wants a mail about what waits; only oneself, or the link in such a mail, says so."""
    gebruiker.herinneren = hoe
    gebruiker.save(update_fields=["herinneren"])
