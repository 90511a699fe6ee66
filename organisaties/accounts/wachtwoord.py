"""Who has a password here, and the mail for a new one."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from organisaties.accounts.rate_limit import HERSTEL, account_van
from organisaties.models import Accountregel, Medewerker
from organisaties.models.accountregel import noteer


def komt_via_de_stad(account: Medewerker) -> bool:
    """Whether somebody signs in with the city: there is no second door beside that, so no password here."""
    return bool(SocialAccount.objects.filter(user=account).exists())


def mail_nieuw(email: str) -> None:
    """Mail a link for a new password to anyone who has an account with this address; nothing for others.

    Not when this account got enough of them: the page says the same, and the links that came work. The link leads to
    SITE_ADRES: what a request says of its own host is not for a mail.
    """
    if HERSTEL.neem(account_van(email)).wacht:
        return
    for account in filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True):
        if komt_via_de_stad(account):
            continue
        sleutel = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
        adres = settings.SITE_ADRES + reverse("account_reset_password_from_key", kwargs=sleutel)
        EmailMessage(
            render_to_string("account/email/password_reset_key_subject.txt").strip(),
            render_to_string("account/email/password_reset_key_message.txt", {"password_reset_url": adres}),
            to=[email],
        ).send()
        noteer(Accountregel.Wat.WACHTWOORD, over=account, door=None)
