"""What allauth asks the project: its words, who may come in, and the roles that the city's own sign-in gives."""

from __future__ import annotations

import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from kaart.hulp import client_address
from kaart.hulp.rate_limit import in_woorden, om_hoe_laat
from organisaties import rechten
from organisaties.accounts.middleware import GEHAALD
from organisaties.accounts.rate_limit import Poging, onthoud_browser
from organisaties.models import Aanmelding, Medewerker, Stadsdeel
from organisaties.models.accountregel import neem_gebieden_af
from organisaties.regels.rollen import Rol

# Seconds: somebody who signed in so recently is not asked again who they are.
ZOJUIST = 300
VERKEERD = "Deze naam en dit wachtwoord horen niet bij elkaar."
WACHT = "Er is te vaak een verkeerd wachtwoord gebruikt. Wacht {}, om {} uur kan het weer."
WACHT_CODE = "Er is te vaak een verkeerde code gebruikt. Wacht vijf minuten."


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in by name or e-mail; without an account there is no way in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is gestopt. Vraag de beheerder.",
        "email_password_mismatch": VERKEERD,
        "username_password_mismatch": VERKEERD,
        "invalid_login": VERKEERD,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Typ je wachtwoord van nu.",
        "too_many_login_attempts": WACHT_CODE,
        "rate_limited": "Dat was te vaak. Wacht een paar minuten.",
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody begins who came from nowhere else: keepers at their work, owners at their own page."""
        if rechten.mag_werklijst(request.user):
            return reverse("werk:lijst")
        if rechten.mag_eigen_organisaties(request.user):
            return reverse("eigenaar:overzicht")
        return reverse("start")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: accounts are given by whoever keeps them."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that our own limits count."""
        return client_address.adres(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ValidationError after too many tries; allauth calls `authentication_failed` or the rollback next."""
        self._poging = Poging(request, _naam(credentials))
        if wacht := self._poging.begin():
            zin = WACHT.format(in_woorden(wacht), om_hoe_laat(wacht))
            raise ValidationError(zin, code="too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        self._poging.gelukt()

    def set_password(self, user: Medewerker, password: str) -> None:
        """Set it; whoever could is its owner, so what they got wrong before is forgotten."""
        super().set_password(user, password)
        Poging(self.request, user.username).begin_opnieuw()

    def post_login(self, request: HttpRequest, user: Medewerker, **kwargs: Any) -> Any:
        """Go on, in a browser that is known from now on."""
        antwoord = super().post_login(request, user, **kwargs)
        onthoud_browser(request, antwoord, user)
        return antwoord

    def login(self, request: HttpRequest, user: Medewerker) -> None:
        """Sign in, and note that."""
        super().login(request, user)
        noteer_aanmelding(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again who somebody is only when they signed in longer than a few minutes ago."""
        gelukt = [stap["at"] for stap in get_authentication_records(self.request, self.request.user)]
        return not gelukt or time.time() - max(gelukt) > ZOJUIST


def _naam(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


def noteer_aanmelding(request: HttpRequest) -> None:
    """Keep that this person is signed in here, and by which steps; at signing in, as reading writes nothing."""
    if request.session.session_key is None:
        request.session.save()
    Aanmelding.objects.get_or_create(
        sessie=request.session.session_key, defaults={"medewerker_id": request.user.pk or 0}
    )
    if any(stap["method"] == "mfa" for stap in get_authentication_records(request, request.user)):
        request.session[GEHAALD] = True


class TweedeStap(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step, with a code that a page may show: plain lines, no picture from elsewhere."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk of de klok van je telefoon goed staat, en neem de nieuwste code.",
        "cannot_delete_authenticator": "Jouw rol heeft een tweede stap nodig. Voeg eerst een andere toe.",
    }

    def get_totp_issuer(self) -> str:
        """Return how the app names this site."""
        return str(settings.SITE_NAAM)

    def build_totp_svg(self, url: str) -> str:
        """Return the code as SVG."""
        return str(segno.make(url).svg_inline(scale=5, border=4, light="#fff", dark="#000"))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Keep the last second step of somebody who needs one."""
        stappen = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if not rechten.tweede_stap_nodig(authenticator.user) or authenticator.type not in stappen:
            return True
        andere = Authenticator.objects.filter(user=authenticator.user, type__in=stappen).exclude(pk=authenticator.pk)
        return bool(andere.exists())


class StadsInlog(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in by the city's OpenID Connect: its groups say which roles somebody has, again at every sign-in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse people without a role here; set the roles of existing accounts to what the city says.

        Whoever is refused loses the roles the city gave before and is signed out everywhere.
        """
        gegevens = _gegevens(sociallogin)
        if not rollen_van(gegevens):
            if sociallogin.account.pk:
                neem_rollen_af(request, sociallogin.user)
            raise ImmediateHttpResponse(render(request, "accounts/geen_rol.html", status=403))
        # What the city tells of its people is not kept here: roles follow from it, the rest is theirs.
        request._stadsgegevens = gegevens  # type: ignore[attr-defined]
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        if sociallogin.is_existing:
            zet_rollen(sociallogin.user, gegevens)
            _sluit_andere_deur(sociallogin.user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Let in who has a role; `pre_social_login` has refused the others."""
        return hasattr(request, "_stadsgegevens")

    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        """Return what the session keeps of an account between the two steps: its fields, nothing worked out from them.

        allauth takes everything that an object holds, and a cached set of roles is nothing a session can keep.
        """
        for naam in [
            naam for naam in vars(instance) if isinstance(getattr(type(instance), naam, None), cached_property)
        ]:
            del instance.__dict__[naam]
        kept: dict[str, Any] = super().serialize_instance(instance)
        return kept

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Make the account, with its roles."""
        gebruiker = super().save_user(request, sociallogin, form)
        zet_rollen(gebruiker, request._stadsgegevens)  # type: ignore[attr-defined]
        return gebruiker


def _gegevens(sociallogin: Any) -> dict[str, Any]:
    ruw: dict[str, Any] = sociallogin.account.extra_data
    gegevens: dict[str, Any] = {**ruw, **ruw.get("id_token", {}), **ruw.get("userinfo", {})}
    return gegevens


def rollen_van(gegevens: dict[str, Any]) -> list[Rol]:
    """Return the roles that the groups of the city stand for (OIDC_ROLLEN)."""
    groepen = _groepen(gegevens)
    return [Rol(rol) for groep, rol in settings.OIDC_ROLLEN.items() if groep in groepen]


def zet_rollen(gebruiker: Medewerker, gegevens: dict[str, Any]) -> None:
    """Bring roles, and areas where the city tells them, to what it says now: what was taken away there is gone here."""
    rollen = [Group.objects.get_or_create(name=rol.value)[0] for rol in rollen_van(gegevens)]
    gebruiker.groups.set(rollen)
    if settings.OIDC_STADSDELEN:
        groepen = _groepen(gegevens)
        slugs = [slug for groep, slug in settings.OIDC_STADSDELEN.items() if groep in groepen]
        gebruiker.stadsdelen.set(Stadsdeel.objects.filter(slug__in=slugs))
    gebruiker.__dict__.pop("rollen", None)
    if Rol.AANDACHTSFUNCTIONARIS not in gebruiker.rollen:
        neem_gebieden_af(gebruiker)


@transaction.atomic
def neem_rollen_af(request: HttpRequest, gebruiker: Medewerker) -> None:
    """Take away all roles and areas of somebody the city gives none any more, and sign them out everywhere."""
    gebruiker.groups.clear()
    neem_gebieden_af(gebruiker)
    gebruiker.__dict__.pop("rollen", None)
    if request.user.pk == gebruiker.pk:
        logout(request)
    Aanmelding.objects.van(gebruiker).beeindig()


def _sluit_andere_deur(gebruiker: Medewerker) -> None:
    """Leave no password here beside the city's sign-in: when the city closes its door, this one would stay open."""
    if gebruiker.has_usable_password():
        gebruiker.set_unusable_password()
        gebruiker.save(update_fields=["password"])


def _groepen(gegevens: dict[str, Any]) -> set[str]:
    waarde = gegevens.get(settings.OIDC_CLAIM) or []
    return {waarde} if isinstance(waarde, str) else {str(groep) for groep in waarde}
