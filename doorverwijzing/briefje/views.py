"""The slip of an offer, of a route and of a list; as a page and as a file.

What it shows depends on who asks, and it may lie about: no cache keeps a copy, no search engine lists it, and nothing
that it leads to hears where the reader came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from doorverwijzing.briefje import pdf, qr
from doorverwijzing.briefje.blad import Blad, blokken_voor, maak_blad, stille_pagina
from doorverwijzing.briefje.blok import Blok
from doorverwijzing.briefje.sleutels import HOOGSTENS, STIL, Sleutel, kenmerk_van, lees, lijst_adres
from doorverwijzing.briefje.talen import NEDERLANDS, TALEN, Brieftaal, kies
from doorverwijzing.briefje.tolk import Tolk
from doorverwijzing.briefje.verraadt import Onthult
from doorverwijzing.models import Route, Stap
from kaart.hulp.openbaar import openbaar
from kaart.hulp.rate_limit import Rem, te_vaak, wie
from organisaties.models import Aanbod

BESTANDSNAAM = "briefje.pdf"
# Each takes a second of a processor; a class that sits behind one address can still take one each.
PDF = Rem("briefje-pdf", 40, 10 * 60)


def _lijstnaam(als_pdf: bool) -> str:
    """Return the name of the address of a list, as a page or as a file."""
    return "briefje:lijst_pdf" if als_pdf else "briefje:lijst"


@dataclass(frozen=True, slots=True)
class Briefje:
    """What is asked: which entries, and whether they are one offer with an address of its own."""

    sleutels: list[Sleutel | None]
    onthult: Onthult
    van_een: str = ""

    def adres(self, taal: str = "", *, als_pdf: bool = False, alleen: Sequence[Sleutel] | None = None) -> str:
        """Return the address of this slip in a language; without one: the choice of languages."""
        if self.van_een and alleen is None:
            pad = reverse("briefje:aanbod_pdf" if als_pdf else "briefje:aanbod", args=[self.van_een])
            return f"{pad}?taal={taal}" if taal else pad
        sleutels = [sleutel for sleutel in self.sleutels if sleutel] if alleen is None else alleen
        return lijst_adres(_lijstnaam(als_pdf), sleutels, self.onthult, taal)


@openbaar
@require_GET
def van_aanbod(request: HttpRequest, kenmerk: str, *, als_pdf: bool = False) -> HttpResponse:
    """Show the slip of one offer. An address that betrays is exchanged for one that does not."""
    onthult = Onthult.van_de_kaart()
    if onthult(kenmerk):
        get_object_or_404(Aanbod.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
        return redirect(lijst_adres(_lijstnaam(als_pdf), [Sleutel(kenmerk)], onthult, request.GET.get("taal", "")))
    return _toon(request, Briefje([Sleutel(kenmerk)], onthult, van_een=kenmerk), als_pdf=als_pdf)


@openbaar
@require_GET
def van_lijst(request: HttpRequest, *, als_pdf: bool = False) -> HttpResponse:
    """Show one slip of the entries in the address: a verwijslijst or the steps of a route."""
    gevraagd = request.GET.getlist("aanbod")
    briefje = Briefje(lees(gevraagd), Onthult.van_de_kaart())
    # A list comes with the keys as they stand on the page; one that betrays is exchanged, as for one offer.
    if any(s and s.als_tekst(briefje.onthult) != waarde for waarde in gevraagd for s in lees([waarde])):
        return redirect(briefje.adres(request.GET.get("taal", ""), als_pdf=als_pdf))
    return _toon(request, briefje, als_pdf=als_pdf)


@openbaar
@require_GET
def van_route(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Go to the slip of the steps of a route. The route itself says what someone needs and stays out of the address."""
    routes = Route.objects.zichtbaar_voor(request.user).die_wijst(request.user)
    route = get_object_or_404(routes, kenmerk=kenmerk)
    per_nummer: dict[int, list[Sleutel]] = {}
    for stap in Stap.objects.bruikbaar_voor(request.user).filter(route=route):
        hoofd = stap.alternatief_voor if stap.alternatief_voor in per_nummer else None
        sleutel = Sleutel(stap.doel.kenmerk, organisatie=stap.aanbod is None, anders=hoofd is not None)
        per_nummer.setdefault(hoofd or stap.nummer, []).append(sleutel)
    sleutels = [sleutel for groep in per_nummer.values() for sleutel in groep]
    return redirect(lijst_adres("briefje:lijst", sleutels, Onthult.van_de_kaart(), request.GET.get("taal", "")))


@openbaar
@require_GET
def naar_pagina(request: HttpRequest, code: str) -> HttpResponse:
    """Go from the silent address on a slip to the page of the offer."""
    gevonden = get_object_or_404(Aanbod.objects.zichtbaar_voor(request.user), kenmerk=kenmerk_van(STIL + code))
    return redirect(gevonden)


def _toon(request: HttpRequest, briefje: Briefje, *, als_pdf: bool) -> HttpResponse:
    """Show the sheet in the language of the address, or the choice of languages with what is wrong."""
    gevraagd = request.GET.get("taal", "")
    taal = kies(gevraagd)
    te_veel = len(briefje.sleutels) > HOOGSTENS
    del briefje.sleutels[HOOGSTENS:]
    if taal is None:
        return _kies(request, briefje, onbekende_taal=bool(gevraagd), te_veel=te_veel)
    blad = maak_blad(briefje.sleutels, taal, request.user, briefje.onthult, request.build_absolute_uri)
    if not blad.blokken:
        return _kies(request, briefje)
    if als_pdf:
        return _pdf(request, blad)
    deel = request.build_absolute_uri(
        briefje.adres(taal.code)
        if briefje.van_een
        else briefje.adres(taal.code, alleen=[blok.sleutel for blok in blad.blokken if blok.openbaar])
    )
    deelbaar = any(blok.openbaar for blok in blad.blokken)
    een = blad.blokken[0].sleutel if not blad.is_lijst and not blad.blokken[0].sleutel.organisatie else None
    response = render(
        request,
        "doorverwijzing/briefje/briefje.html",
        {
            "blad": blad,
            "talen": _talen(briefje, taal),
            "pdf": briefje.adres(taal.code, als_pdf=True),
            "terug": stille_pagina(een.kenmerk, briefje.onthult) if een else briefje.adres(),
            "deel": deel if deelbaar else "",
            "deel_qr": qr.teken(deel) if deelbaar else "",
            "te_veel": te_veel,
            "hoogstens": HOOGSTENS,
        },
    )
    response["Referrer-Policy"] = "no-referrer"
    return _discreet(response)


def _kies(
    request: HttpRequest, briefje: Briefje, *, onbekende_taal: bool = False, te_veel: bool = False
) -> HttpResponse:
    """Show what is on the slip, to put in order, and the languages to choose from."""
    blokken, weggelaten = blokken_voor(briefje.sleutels, Tolk(NEDERLANDS), briefje.onthult, request.user)
    if not blokken and briefje.van_een:
        raise Http404
    niets_te_zien = not blokken and bool(briefje.sleutels)
    response = render(
        request,
        "doorverwijzing/briefje/kies.html",
        {
            "regels": [_regel(briefje, blokken, plaats) for plaats in range(len(blokken))],
            "is_lijst": not briefje.van_een,
            "talen": _talen(briefje, None),
            "onbekende_taal": onbekende_taal,
            "te_veel": te_veel,
            "hoogstens": HOOGSTENS,
            "weggelaten": weggelaten,
            "niets_te_zien": niets_te_zien,
            "begin": "leeg" not in request.GET,
            "leeg": _leeg(),
        },
        status=404 if niets_te_zien else 400 if onbekende_taal else 200,
    )
    return _discreet(response)


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of the list with the addresses of the list after one change; empty where that change cannot be."""

    blok: Blok
    sleutel: str
    omhoog: str
    omlaag: str
    zonder: str


def _regel(briefje: Briefje, blokken: Sequence[Blok], plaats: int) -> Regel:
    sleutels = [blok.sleutel for blok in blokken]

    def geruild(met: int) -> str:
        if not 0 <= met < len(sleutels):
            return ""
        anders = list(sleutels)
        anders[plaats], anders[met] = anders[met], anders[plaats]
        return briefje.adres(alleen=anders)

    zonder = sleutels[:plaats] + sleutels[plaats + 1 :]
    return Regel(
        blok=blokken[plaats],
        sleutel=sleutels[plaats].als_tekst(),
        omhoog=geruild(plaats - 1),
        omlaag=geruild(plaats + 1),
        zonder=briefje.adres(alleen=zonder) if zonder else _leeg(),
    )


def _leeg() -> str:
    """Return the address of the list after the last was taken off; not that of a list that is only begun."""
    return f"{reverse('briefje:lijst')}?leeg=1"


def _talen(briefje: Briefje, gekozen: Brieftaal | None) -> list[dict[str, object]]:
    """Return every language with the address of this slip in it, Dutch alone last."""
    return [
        {"taal": taal, "adres": briefje.adres(taal.code), "gekozen": taal is gekozen} for taal in (*TALEN, NEDERLANDS)
    ]


def _pdf(request: HttpRequest, blad: Blad) -> HttpResponse:
    """Return the sheet as a file, or a page that says what this server lacks to make one, or to wait."""
    if wacht := PDF.neem(wie(request)).wacht:
        return _discreet(te_vaak(request, wacht))
    try:
        inhoud = pdf.maak(render_to_string("doorverwijzing/briefje/pdf.html", {"blad": blad}), len(blad.blokken))
    except pdf.KanNiet as fout:
        return _discreet(render(request, "doorverwijzing/briefje/geen_pdf.html", {"fout": fout}, status=503))
    response = HttpResponse(inhoud, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{BESTANDSNAAM}"'
    response["Referrer-Policy"] = "no-referrer"
    return _discreet(response)


def _discreet(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
