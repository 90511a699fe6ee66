"""Stopping reminders: with the link in a mail, without signing in, or on a page of one's own."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from doorverwijzing.herinnering.acties import zet_herinneringen
from doorverwijzing.herinnering.bericht import lees_vraagcode, medewerker_van
from doorverwijzing.models import Herinneringstop
from organisaties import rechten
from organisaties.acties.controle import klopt_volgens_eigenaar, laatste_controle
from organisaties.models import Medewerker


# A mail program posts here without a cookie (RFC 8058); the signed code is what gives the right.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, code: str) -> HttpResponse:
    """Show one button that stops reminders, or starts them again; a 404 for a code that is not ours."""
    medewerker = medewerker_van(code)
    if medewerker is None:
        raise Http404
    if request.method == "POST":
        zet_herinneringen(medewerker=medewerker, aan=request.POST.get("aan") == "1")
    gestopt = Herinneringstop.objects.filter(medewerker=medewerker).exists()
    return render(request, "doorverwijzing/herinnering/afmelden.html", {"gestopt": gestopt})


@require_http_methods(["GET", "HEAD", "POST"])
def klopt_nog(request: HttpRequest, code: str) -> HttpResponse:
    """Show an owner one offer and one button; a 404 for a code that is not ours, too old, or no longer theirs."""
    gelezen = lees_vraagcode(code)
    if gelezen is None:
        raise Http404
    eigenaar, aanbod, na = gelezen
    if not rechten.is_eigenaar(eigenaar, aanbod):
        raise Http404
    bevestigd = request.method == "POST" and klopt_volgens_eigenaar(eigenaar=eigenaar, aanbod=aanbod, na=na) is not None
    return render(
        request,
        "doorverwijzing/herinnering/klopt_nog.html",
        {"aanbod": aanbod, "bevestigd": bevestigd, "gebruikt": not bevestigd and laatste_controle(aanbod) != na},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def instelling(request: HttpRequest) -> HttpResponse:
    """Show and change whether this person gets reminders; a 403 for who has no work list."""
    if not rechten.mag_werklijst(request.user):
        raise PermissionDenied
    medewerker = cast(Medewerker, request.user)
    if request.method == "POST":
        zet_herinneringen(medewerker=medewerker, aan=request.POST.get("aan") == "1")
        return redirect("werk_herinneringen")
    gestopt = Herinneringstop.objects.filter(medewerker=medewerker).exists()
    return render(request, "doorverwijzing/herinnering/instelling.html", {"gestopt": gestopt})
