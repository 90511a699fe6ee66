"""At every request of who is signed in: a second step where the role asks for one, and a note of that sign-in."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Aanmelding

GEHAALD = "tweede_stap_staat_er"
GEZIEN = "aanmelding_gezien"
# Where one may be without it: to set it up, to leave, and what every page needs.
VRIJ = ("/account/", "/uitloggen/", "/static/", "/gezondheid/")
STAPPEN = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def tweede_stap_verplicht(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Send who needs a second step and has none to where it is set up; nothing else opens before that."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.path.startswith(VRIJ) or request.session.get(GEHAALD):
            return get_response(request)
        if not rechten.tweede_stap_nodig(request.user):
            return get_response(request)
        if is_mfa_enabled(request.user, STAPPEN):
            request.session[GEHAALD] = True
            return get_response(request)
        messages.info(request, "Jouw rol heeft een tweede stap bij het inloggen nodig. Stel die eerst in.")
        return redirect(reverse("mfa_activate_totp"))

    return middleware


def onthoud_aanmelding(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note once a day that this session is in use: no address, no kind of machine, only since when and until when."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            vandaag = timezone.localdate()
            if request.session.get(GEZIEN) != vandaag.isoformat():
                Aanmelding.objects.update_or_create(
                    sessie=request.session.session_key,
                    defaults={"gezien_op": vandaag, "medewerker_id": request.user.pk},
                )
                request.session[GEZIEN] = vandaag.isoformat()
        return get_response(request)

    return middleware
