"""The chosen category, kept so that it stands in no address, log line, referrer or database (hard rules 2 and 9).

It travels in a cookie of the browser that is gone when the browser closes. The value is not the category but a
keyed hash with a random part: a reader of the phone's cookies sees no word, and two people with the same choice
have different cookies. Nothing of it is stored here.

The key depends on the reader: for a colleague the session, for a visitor the secret of this browser's forms.
Carried to another browser, account or session the value says nothing; and where it does not fit it is taken away, so
at signing in and signing out too, and after a session that ended by itself.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

COOKIE = "wegwijs_keuze"
ZOUT = "organisaties.open_voor"
# Beside the slugs of categories, which hold no space.
PAST = "hoort hierbij"


def lees(request: HttpRequest, bekend: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen categories among `bekend`; empty for an absent, old or forged cookie, or one of another."""
    los, _, rest = request.COOKIES.get(COOKIE, "").partition(".")
    tekens = rest.split(".") if rest else []
    if not tekens:
        return ()
    wie = _wie(request)
    return tuple(slug for slug in bekend if _staat_erin(_teken(wie, los, slug), tekens))


def schrijf(request: HttpRequest, response: HttpResponse, categorieen: Iterable[str]) -> None:
    """Put the reader's choice in the response; no category takes it away."""
    categorieen = list(categorieen)
    if not categorieen:
        vergeet(response)
        return
    # So that a visitor has that secret.
    get_token(request)
    los, wie = secrets.token_hex(8), _wie(request)
    waarde = ".".join([los, *(_teken(wie, los, woord) for woord in (PAST, *categorieen))])
    response.set_cookie(COOKIE, waarde, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def vergeet(response: HttpResponse) -> None:
    """Take the choice away."""
    response.delete_cookie(COOKIE, samesite="Lax")


def van_niemand_anders(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take away a choice that does not belong to the reader, as they are when the page is done."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if COOKIE in request.COOKIES and COOKIE not in response.cookies and not lees(request, [PAST]):
            vergeet(response)
        return response

    return middleware


def _wie(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"sessie:{request.user.pk}:{request.session.session_key}"
    return f"bezoeker:{request.META.get('CSRF_COOKIE', '')}"


def _staat_erin(teken: str, tekens: list[str]) -> bool:
    return any(hmac.compare_digest(teken.encode(), ander.encode()) for ander in tekens)


def _teken(wie: str, los: str, woord: str) -> str:
    return salted_hmac(ZOUT, f"{wie}:{los}:{woord}", algorithm="sha256").hexdigest()[:32]
