"""A second step where the role asks for one, at every request of who is signed in."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organisaties import rechten

# In the session of who signed in with it: then it need not be looked up.
GEHAALD = "tweede_stap_staat_er"
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
            return get_response(request)
        messages.info(request, "Jouw rol heeft een tweede stap bij het inloggen nodig. Stel die eerst in.")
        return redirect(reverse("mfa_activate_totp"))

    return middleware
