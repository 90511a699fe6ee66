"""Asking again who you are, before you do what cannot be undone or take the whole kaart along."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from organisaties.accounts.adapters import ZOJUIST
from organisaties.accounts.sessie import BEGONNEN


def weer_ingelogd(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for the password or the second step, or to sign in with the city again, before what is sent is done.

    Not asked of somebody who signed in or showed it minutes ago. allauth keeps what was sent and does it afterwards;
    only somebody who goes to the city's sign-in and back has to send it again.
    """

    @functools.wraps(view)
    def omhulsel(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.user.is_authenticated or _zojuist(request):
            return view(request, *args, **kwargs)
        if get_reauthentication_flows(request.user):
            raise ReauthenticationRequired
        if not settings.OIDC_ADRES:
            raise PermissionDenied
        return render(request, "accounts/nogmaals_stad.html", {"terug": request.path}, status=403)

    return omhulsel


def _zojuist(request: HttpRequest) -> bool:
    if time.time() - request.session.get(BEGONNEN, 0) < ZOJUIST:
        return True
    if not get_adapter(request).is_reauthentication_required(app="wegwijs"):
        return True
    return bool(get_reauthentication_flows(request.user)) and bool(did_recently_reauthenticate(request))
