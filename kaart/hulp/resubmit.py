"""What was typed is never lost because somebody was signed out or a page stood open too long.

The page that gives it back can be sent after signing in in another tab, which renews Django's own secret of forms. So
that page has a secret of its own: a cookie and, in the form, a signed mark of that cookie and of where the form goes.
It counts only for a form that the browser says comes from a page of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.crypto import get_random_string, salted_hmac

GEHEIM = ("csrfmiddlewaretoken", "password", "wachtwoord")
TEKEN = "teken_van_opnieuw"
KOEKJE = "opnieuw"
ZOUT = "kaart.hulp.resubmit"
# Seconds: as long as a session may last.
GELDIG = 12 * 3600
# What a program chose and nobody typed: a key, a number of a row, a mark that was signed.
LANGSTE_SLEUTEL = 200

Teruglezer = Callable[[HttpRequest, QueryDict], "list[tuple[str, str]] | None"]
"""Returns what somebody changed in a form, as (what it is called, what they wrote); None for a form of another kind."""

_teruglezers: list[Teruglezer] = []


class Aanleiding(StrEnum):
    """Why a form is given back: what the page says at its top, and how the answer is numbered."""

    UITGELOGD = "Je bent uitgelogd"
    VERLOPEN = "Deze pagina stond te lang open"
    GEEN_TEKST = "Er zat een teken in dat geen tekst is"


def leest_terug(lezer: Teruglezer) -> None:
    """Let a room say of its own forms, in words, what somebody changed; at the start of the program."""
    _teruglezers.append(lezer)


def verstuur_opnieuw(request: HttpRequest, post: QueryDict, aanleiding: Aanleiding) -> HttpResponse:
    """Return a page with what was sent but passwords, and a button that sends it again; nothing was written."""
    velden = [
        (naam, waarde)
        for naam, waarden in post.lists()
        if naam != TEKEN and not any(deel in naam.lower() for deel in GEHEIM)
        for waarde in waarden
    ]
    browser = request.COOKIES.get(KOEKJE) or get_random_string(32)
    antwoord = render(
        request,
        "kaart/opnieuw_versturen.html",
        {
            "velden": velden,
            "teken": _teken(browser, request.path),
            "naam_van_teken": TEKEN,
            "geschreven": _geschreven(request, post, velden),
            "adres": request.path,
            "kop": aanleiding.value,
            "uitgelogd": aanleiding is Aanleiding.UITGELOGD,
            "geen_tekst": aanleiding is Aanleiding.GEEN_TEKST,
        },
        status=400 if aanleiding is Aanleiding.GEEN_TEKST else 403,
    )
    antwoord.set_cookie(
        KOEKJE, browser, max_age=GELDIG, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )
    return antwoord


def komt_van_hier(request: HttpRequest) -> bool:
    """Whether the browser says that this form stood on a page of ours: only then it may be offered again."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


class OpnieuwVersturen:
    """Take a form that this site gave back to this browser, though signing in renewed the secret of forms meanwhile.

    Stands before Django's own check, which goes on for every other form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; `process_view` is where it happens."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Note on the request that this form is ours, and take the mark out of what the page reads."""
        if request.method != "POST" or TEKEN not in request.POST:
            return
        if komt_van_hier(request) and _klopt(request, request.POST[TEKEN]):
            request.csrf_processing_done = True  # type: ignore[attr-defined]
        zonder = request.POST.copy()
        del zonder[TEKEN]
        zonder._mutable = False
        request.POST = zonder  # type: ignore[assignment]


def _teken(browser: str, pad: str) -> str:
    return signing.dumps([_van(browser), pad], salt=ZOUT)


def _klopt(request: HttpRequest, teken: str) -> bool:
    browser = request.COOKIES.get(KOEKJE, "")
    try:
        return bool(browser) and signing.loads(teken, salt=ZOUT, max_age=GELDIG) == [_van(browser), request.path]
    except signing.BadSignature:
        return False


def _van(browser: str) -> str:
    return salted_hmac(ZOUT, browser).hexdigest()


def _geschreven(request: HttpRequest, post: QueryDict, velden: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what somebody wrote, by the room whose form it is, or else what looks like words."""
    for lezer in _teruglezers:
        gelezen = lezer(request, post)
        if gelezen is not None:
            return gelezen
    return [("", waarde) for _, waarde in velden if _is_geschreven(waarde)]


def _is_geschreven(waarde: str) -> bool:
    """Tell words from what a machine uses: a space or a capital, and no long mark without any space."""
    waarde = waarde.strip()
    if any(teken.isspace() for teken in waarde):
        return True
    return waarde != waarde.lower() and waarde.isalpha() and len(waarde) < LANGSTE_SLEUTEL
