"""Closed by default: a page opens for people who are signed in, unless its view says here that it is for everybody.

`kaart.middleware.AlleenIngelogd` refuses who is not signed in with the PermissionDenied a view would raise, so that
`kaart.views.mag_niet` answers both: sign in and come back, and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Antwoord = Callable[..., HttpResponseBase]

_LEEST_ZELF = "antwoordt_zelf_wie_alleen_leest"


def openbaar(view: View) -> View:
    """Mark a page that everybody may open; what they may see on it is for `zichtbaarheid` to say."""
    gemerkt: View = login_not_required(view)
    return gemerkt


def eerst_of_het_bestaat(view: View) -> View:
    """Let a view be read by everybody as far as its own question whether they may know of the entry.

    What somebody may not know of is a 404 before anybody is asked to sign in. Sending something to it is closed.
    """
    setattr(view, _LEEST_ZELF, True)
    return view


def alleen_post(view: View) -> Antwoord:
    """Mark an address that only writes: reading it is a 405 for everybody, also without signing in."""
    return eerst_of_het_bestaat(require_POST(view))


def antwoordt_zelf(view: Antwoord, methode: str | None) -> bool:
    """Whether this view, asked so, decides by itself before anybody needs to sign in."""
    return methode in ("GET", "HEAD") and getattr(view, _LEEST_ZELF, False)
