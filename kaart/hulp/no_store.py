"""Pages that must leave as little behind as a web page can, for somebody who is being watched."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def spoorloos(response: HttpResponse, *, formulier: bool = False) -> HttpResponse:
    """Let no browser keep this page, nor tell the next one where its reader came from.

    With a `formulier` on it the site itself still hears that: browsers send 'Origin: null' otherwise, and every
    form would be refused. Another site hears nothing either way.
    """
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "same-origin" if formulier else "no-referrer"
    return response
