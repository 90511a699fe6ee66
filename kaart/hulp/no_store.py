"""Pages that must leave as little behind as a web page can, for somebody who is being watched."""

from __future__ import annotations

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control


def spoorloos(response: HttpResponse, *, formulier: bool = False) -> HttpResponse:
    """Let no browser keep this page, nor tell the next one where its reader came from.

    With a `formulier` on it the site itself still hears that: browsers send 'Origin: null' otherwise, and every
    form would be refused. Another site hears nothing either way.
    """
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "same-origin" if formulier else "no-referrer"
    return response


def bewaarbaar(response: HttpResponse) -> HttpResponse:
    """Let a browser keep the public version of this page until tonight, for when there is no network."""
    response["Wegwijs-Bewaar"] = "vandaag"
    return response


def vergeet_alles(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the browser throw away everything it kept of this site once it was sent somewhere else by this view."""

    @functools.wraps(view)
    def met_vergeten(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        if response.status_code == HTTPStatus.FOUND:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return met_vergeten
