"""The mark (ETag) by which a browser asks whether a page is still the same.

Only for visitors without an account: what a colleague sees also depends on what others reported a moment ago.
Everything that makes a difference is in the ETag, so the ETag of one reader never fits the page of another.
"""

from __future__ import annotations

import functools
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from organisaties.models.wijziging import Stamp, stamp
from organisaties.zoeken import gezegd
from organisaties.zoeken.index.bijhouden import register_voor
from organisaties.zoeken.open_voor import COOKIE


def stamp_for(request: HttpRequest) -> Stamp:
    """Return the stamp of the moment this request first asked; all parts of a page are then of the same state."""
    bewaard: Stamp | None = getattr(request, "_stamp", None)
    if bewaard is None:
        bewaard = request._stamp = stamp()  # type: ignore[attr-defined]
    return bewaard


def merk_van_bezoeker(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    """Return the mark of this page for this visitor, None where it must be made again.

    Without the cookie of the forms a page is always made: 'still the same' would bring no cookie along, and the forms
    of the page that a browser kept would be refused.
    """
    cookie_van_formulieren = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if request.user.is_authenticated or not request.session.is_empty() or not cookie_van_formulieren:
        return None
    if request.COOKIES.get(gezegd.COOKIE):
        # The page says something once.
        return None
    register = register_voor(request.user, stamp_for(request))
    delen = (
        stamp_for(request),
        # What is open now, until something opens or shuts.
        (register.dag, register.sinds),
        request.get_full_path(),
        request.COOKIES.get(COOKIE, ""),
        # A form on the page carries a token that goes with this cookie.
        cookie_van_formulieren,
        bool(request.headers.get("HX-Request")),
        _uitgave(),
    )
    return f'"{salted_hmac("organisaties.merkteken", repr(delen), algorithm="sha256").hexdigest()[:32]}"'


@functools.cache
def _uitgave() -> str:
    """Return what differs after an installation of other pages: when templates and static files were changed."""
    mappen = (settings.BASE_DIR / "templates", settings.BASE_DIR / "static")
    return repr(sorted(pad.stat().st_mtime_ns for map_ in mappen for pad in map_.rglob("*") if pad.is_file()))
