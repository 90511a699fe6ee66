"""A second step where the role asks for one, at every request of somebody who is signed in."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organisaties import rechten

# Kept in the session in which it was taken, at signing in or by setting it up here: having one somewhere is not enough.
GEHAALD = "tweede_stap_staat_er"
# Where one may be without it: to set it up, to leave, and what every page needs.
VRIJ = ("/account/", "/uitloggen/", "/static/", "/gezondheid/")
STAPPEN = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def tweede_stap_verplicht(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Send people who need a second step and have none to where it is set up; nothing else opens before that."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.path.startswith(VRIJ) or request.session.get(GEHAALD):
            return get_response(request)
        if not rechten.tweede_stap_nodig(request.user):
            return get_response(request)
        if is_mfa_enabled(request.user, STAPPEN):
            logout(request)
            messages.info(request, "Log nog een keer in, met je tweede stap.")
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("start"))
        messages.info(request, "Jouw rol heeft een tweede stap bij het inloggen nodig. Stel die eerst in.")
        return redirect(reverse("mfa_activate_totp"))

    return middleware


def onthoud_eerste_stap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Note in this session that the second step was taken, when a view sets up the first one: that proves it."""

    @functools.wraps(view)
    def omhulsel(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nog_geen = request.method == "POST" and not is_mfa_enabled(request.user, STAPPEN)
        antwoord = view(request, *args, **kwargs)
        if nog_geen and is_mfa_enabled(request.user, STAPPEN):
            request.session[GEHAALD] = True
        return antwoord

    return omhulsel
