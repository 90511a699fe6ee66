"""Keeping words for a group out of every address: they are read once, and the reader goes on to an address without.

So none stands in the history of a browser, in a link somebody shares, in a referrer or in the title of a page. A
category travels as the choice does (`organisaties.zoeken.open_voor`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from organisaties import zichtbaarheid
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import gezegd, open_voor, register_voor
from organisaties.zoeken.etag import stamp_for
from organisaties.zoeken.groepswoorden import splits
from organisaties.zoeken.keuzes import JA

View = Callable[..., HttpResponseBase]


def zonder_groepswoord(
    *, lezer: Lezer | None = None, zegt_het: bool = False, zoekt_namen: bool = False
) -> Callable[[View], View]:
    """Make a view that takes `q` go on to the same address without a word for a group.

    `lezer`: as whom the view answers, where that is always the same; else whoever asks. `zegt_het`: whether the page
    says what was read. `zoekt_namen`: it looks for a name, in which a people may stand ('Oekraïners in Nederland'), so
    only words about papers leave, and nothing is set. It stands outside whatever makes an ETag: that holds the address.
    """

    def versier(view: View) -> View:
        @functools.wraps(view)
        def binnen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.GET.getlist("q")):
                return view(request, *args, **kwargs)
            elders = _andere_naam(request) if zoekt_namen else _elders(request, lezer, zegt_het=zegt_het)
            return view(request, *args, **kwargs) if elders is None else elders

        return binnen

    return versier


def _elders(request: HttpRequest, lezer: Lezer | None, *, zegt_het: bool) -> HttpResponse | None:
    """Return the way on; None where there is no such word in the address."""
    wie = request.user if lezer is None else lezer
    register = register_voor(wie, stamp_for(request))
    gelezen = [splits(tekst, register) for tekst in request.GET.getlist("q")]
    if not any(een.gevonden for een in gelezen):
        return None
    # Of several texts the last is the question, as everywhere.
    gesplitst = gelezen[-1]
    response = _verder(request, gesplitst.rest, zonder_bsn=gesplitst.over_papieren)
    if gesplitst.categorieen and lezer is None:
        open_voor.schrijf(request, response, gesplitst.categorieen)
    if zegt_het:
        gezegd.zeg(response, gesplitst, collega=zichtbaarheid.is_professional(wie))
    return response


def _andere_naam(request: HttpRequest) -> HttpResponse | None:
    register = register_voor(zichtbaarheid.BEZOEKER, stamp_for(request))
    gelezen = [splits(tekst, register) for tekst in request.GET.getlist("q")]
    if not any(een.over_papieren for een in gelezen):
        return None
    return _verder(request, gelezen[-1].rest)


def _verder(request: HttpRequest, rest: str, *, zonder_bsn: bool = False) -> HttpResponse:
    """Go on to this page with another text."""
    vraag = request.GET.copy()
    del vraag["q"]
    vraag.pop("pagina", None)
    if rest:
        vraag["q"] = rest
    if zonder_bsn and not vraag.get("zonder_bsn"):
        vraag["zonder_bsn"] = JA
    response = redirect(f"{request.path}?{vraag.urlencode()}" if vraag else request.path)
    response["Cache-Control"] = "no-store"
    return response
