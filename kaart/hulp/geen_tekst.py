"""A NUL is no text: nobody types one and no database keeps one. Handled once, for all addresses, cookies and forms.

In an address or a cookie it is left out. A form that has one is not handled: a page says so and holds all that was
typed without it, to send again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from kaart.hulp.resubmit import Aanleiding, verstuur_opnieuw

NUL = "\x00"


def heeft_nul(data: QueryDict) -> bool:
    """Whether a name or a value holds a NUL."""
    return any(NUL in deel for naam, waarden in data.lists() for deel in (naam, *waarden))


def zonder_nul(data: QueryDict) -> QueryDict:
    """Return the data without NULs; the very same object where there are none."""
    if not heeft_nul(data):
        return data
    schoon = QueryDict(mutable=True)
    for naam, waarden in data.lists():
        schoon.setlist(naam.replace(NUL, ""), [waarde.replace(NUL, "") for waarde in waarden])
    return schoon


def adres_zonder_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take NULs out of addresses and cookies, before sessions are read. A path with a NUL is a 404."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            raise Http404
        request.GET = zonder_nul(request.GET)  # type: ignore[assignment]
        for naam, waarde in request.COOKIES.items():
            if NUL in waarde:
                request.COOKIES[naam] = waarde.replace(NUL, "")
        return get_response(request)

    return middleware


class FormulierZonderNul:
    """Ask to send a form with a NUL again, after the check that it came from a page of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; `process_view` is where it happens."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Return the page, or None where there is nothing wrong."""
        if request.method != "POST" or not heeft_nul(request.POST):
            return None
        return verstuur_opnieuw(request, zonder_nul(request.POST), Aanleiding.GEEN_TEKST)
