"""The chosen category, kept so that it stands in no address, log line, referrer or database (design §4.2).

It travels in a cookie of the browser that is gone when the browser closes. The value is not the category but a
keyed hash with a random part: who reads the phone's cookies sees no word, and two people with the same choice
have different cookies. Nothing of it is stored here.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "wegwijs_keuze"
ZOUT = "organisaties.open_voor"


def lees(request: HttpRequest, bekend: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen categories among `bekend`; empty for an absent, old or forged cookie."""
    los, _, rest = request.COOKIES.get(COOKIE, "").partition(".")
    tekens = rest.split(".") if rest else []
    return tuple(slug for slug in bekend if any(hmac.compare_digest(_teken(los, slug), teken) for teken in tekens))


def schrijf(response: HttpResponse, categorieen: Iterable[str]) -> None:
    """Put the choice in the response; no category takes it away."""
    categorieen = list(categorieen)
    if not categorieen:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    los = secrets.token_hex(8)
    waarde = ".".join([los, *(_teken(los, slug) for slug in categorieen)])
    response.set_cookie(COOKIE, waarde, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def _teken(los: str, slug: str) -> str:
    return salted_hmac(ZOUT, f"{los}:{slug}", algorithm="sha256").hexdigest()[:32]
