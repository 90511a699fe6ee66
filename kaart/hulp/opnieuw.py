"""What was typed is never lost because somebody was signed out or a page stood open too long."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NIET_MEE = ("csrfmiddlewaretoken", "password", "wachtwoord")
# For people: fields that are no text somebody wrote.
TECHNISCH = ("basis", "versie")


def bewaar_getypt(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give who sends this form without being signed in a page that holds all of it, to send again."""

    @functools.wraps(view)
    def omhulsel(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return verstuur_opnieuw(request, uitgelogd=True)
        return view(request, *args, **kwargs)

    return omhulsel


def verstuur_opnieuw(request: HttpRequest, *, uitgelogd: bool) -> HttpResponse:
    """Return a page with what was sent, and a button that sends it again; nothing was written."""
    velden = [(naam, waarde) for naam, waarden in request.POST.lists() if naam not in NIET_MEE for waarde in waarden]
    return render(
        request,
        "kaart/opnieuw_versturen.html",
        {
            "velden": velden,
            "getypt": [(naam, waarde) for naam, waarde in velden if naam not in TECHNISCH and len(waarde) > 20],
            "adres": request.path,
            "uitgelogd": uitgelogd,
        },
        status=403,
    )


def komt_van_hier(request: HttpRequest) -> bool:
    """Whether the browser says that this form stood on a page of ours: only then it may be offered again."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
