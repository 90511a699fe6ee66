"""Keeping out of every address what was typed and must not travel: it is read once, and the reader goes on without.

So no word for a group, and nothing that is somebody's own, stands in the history of a browser, in a link somebody
shares, in a referrer or in the title of a page. A category travels as the choice does (`open_voor`). Forms of ours send
by POST, so that what was typed never stands in an address at all; an address of somebody else that has it goes on.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect

from kaart.hulp.geen_tekst import zonder_nul
from organisaties import zichtbaarheid
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import gezegd, open_voor, register_voor
from organisaties.zoeken.etag import stamp_for
from organisaties.zoeken.getypt import Getypt, lees_getypt
from organisaties.zoeken.groepswoorden import Gesplitst
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.keuzes import JA
from organisaties.zoeken.taal.termen import WOORD, vlak

View = Callable[..., HttpResponseBase]
GEEN_VRAAG = ("csrfmiddlewaretoken", "pagina", "letter")


def schoon_adres(
    *, lezer: Lezer | None = None, zegt_het: bool = False, zoekt_namen: bool = False
) -> Callable[[View], View]:
    """Make a view that takes `q` go on to the same address without what may not travel; a POST always goes on.

    `lezer`: as whom the view answers, where that is always the same; else whoever asks. `zegt_het`: whether the page
    says what was read. `zoekt_namen`: it looks for a name, in which a people may stand ('Oekraïners in Nederland'), so
    what begins a name stays, and nothing is set. It stands outside whatever makes an ETag: that holds the address.
    """

    def versier(view: View) -> View:
        @functools.wraps(view)
        def binnen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            verstuurd = request.method == "POST"
            data = zonder_nul(request.POST if verstuurd else request.GET)
            teksten = data.getlist("q")
            if not verstuurd and not any(teksten):
                return view(request, *args, **kwargs)
            wie = request.user if lezer is None else lezer
            # A name is public or it is not: what stays in an address may not depend on who asks.
            register = register_voor(zichtbaarheid.BEZOEKER if zoekt_namen else wie, stamp_for(request))
            gelezen = [_lees(tekst, register, zoekt_namen=zoekt_namen) for tekst in teksten] or [Getypt()]
            # Of several texts the last is the question, as everywhere.
            getypt = gelezen[-1]
            if not verstuurd and not any(een.anders for een in gelezen):
                request._getypt = getypt  # type: ignore[attr-defined]
                return view(request, *args, **kwargs)
            response = verder(request.path, data, getypt, zet_keuze=not zoekt_namen)
            if getypt.gesplitst.categorieen and lezer is None and not zoekt_namen:
                open_voor.schrijf(request, response, getypt.gesplitst.categorieen)
            if zegt_het:
                nog_aan = verstuurd and not zoekt_namen and bool(getypt.rest) and _heeft_groep(request, register)
                collega = not zoekt_namen and zichtbaarheid.is_professional(wie)
                gezegd.zeg(response, getypt, collega=collega, nog_aan=nog_aan)
            return response

        return binnen

    return versier


def getypt_in(request: HttpRequest) -> Getypt | None:
    """Return what was typed in this address, as it was read; None where that was not done."""
    return getattr(request, "_getypt", None)


def _lees(tekst: str, register: Register, *, zoekt_namen: bool) -> Getypt:
    getypt = lees_getypt(tekst, register)
    if zoekt_namen and getypt.anders and not getypt.weg and not getypt.gesplitst.over_papieren:
        woorden = WOORD.findall(vlak(tekst))
        if woorden and register.namen.met_begin(woorden):
            return Getypt(Gesplitst(rest=tekst.strip()))
    return getypt


def _heeft_groep(request: HttpRequest, register: Register) -> bool:
    return bool(open_voor.lees(request, register.begrippen["open_voor"]))


def verder(pad: str, data: QueryDict, getypt: Getypt, *, zet_keuze: bool) -> HttpResponse:
    """Go on to a page with what is left of a text; `zet_keuze`: also with the choice that follows from it."""
    vraag = QueryDict(mutable=True)
    if getypt.rest:
        vraag["q"] = getypt.rest
    for naam, waarden in data.lists():
        if naam not in (*GEEN_VRAAG, "q") and (gevuld := [waarde for waarde in waarden if waarde]):
            vraag.setlist(naam, gevuld)
    if zet_keuze and getypt.gesplitst.over_papieren and not vraag.get("zonder_bsn"):
        vraag["zonder_bsn"] = JA
    response = redirect(f"{pad}?{vraag.urlencode()}" if vraag else pad)
    response["Cache-Control"] = "no-store"
    return response
