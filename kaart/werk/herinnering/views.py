"""Stopping reminders with the link in a mail, and answering a question with one, without signing in."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import openbaar
from kaart.werk.herinnering.bericht import (
    code_voor_alles,
    lees_code_voor_alles,
    lees_vraagcode,
    medewerker_van,
    vraag_beurten,
)
from organisaties import rechten
from organisaties.accounts.acties import zet_herinneren
from organisaties.bijhouden.controleren.acties import TeLaat, Uitkomst, klopt_volgens_eigenaar, maak_ongedaan
from organisaties.bijhouden.mailvraag.views_antwoord import behandel, werkt_niet
from organisaties.ingangen.controles import Gezien, Nakijken, blokken_zonder_inloggen
from organisaties.models import Aanbod, Controlebeurt, Medewerker


# A mail program posts here without a cookie (RFC 8058); the signed code is what gives the right.
@openbaar
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, code: str) -> HttpResponse:
    """Show one button that stops reminders, or starts them again; a 404 for a code that is not ours."""
    medewerker = medewerker_van(code)
    if medewerker is None:
        raise Http404
    if request.method == "POST":
        aan = request.POST.get("aan") == "1"
        keuze = Medewerker.Herinneren
        # Again is seldom again; more often is chosen on the own account page.
        zet_herinneren(gebruiker=medewerker, hoe=keuze.WEEK if aan else keuze.NOOIT)
    gestopt = medewerker.herinneren == Medewerker.Herinneren.NOOIT
    return render(request, "werk/herinnering/afmelden.html", {"gestopt": gestopt})


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def alles(request: HttpRequest, code: str) -> HttpResponse:
    """Show an owner all that is public of its own, block by block, and keep what it says of that.

    A 404 with what one can do for a code that is not ours, too old, or no longer theirs. Reading it notes nothing.
    """
    gevraagd = lees_code_voor_alles(code)
    return behandel(request, gevraagd) if gevraagd else werkt_niet(request)


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def klopt_nog(request: HttpRequest, code: str) -> HttpResponse:
    """Show an owner the blocks of one offer with a tick each, and for a day a way to take an answer back.

    A 404 for a code that is not ours, too old, or no longer theirs. Reading it, or following the link, notes nothing.
    """
    gelezen = lees_vraagcode(code)
    if gelezen is None or not rechten.is_eigenaar(*gelezen[:2]):
        return werkt_niet(request)
    uitkomst = None
    hersteld = False
    if request.method == "POST":
        if request.POST.get("doe") == "ongedaan":
            hersteld = _herstel(*gelezen)
        else:
            uitkomst = _noteer(request, *gelezen)
    eigenaar, aanbod, na = gelezen
    return render(
        request,
        "werk/herinnering/klopt_nog.html",
        {
            "aanbod": aanbod,
            "nakijken": Nakijken.van(blokken_zonder_inloggen(aanbod, eigenaar, na)),
            "uitkomst": uitkomst,
            "hersteld": hersteld,
            "te_herstellen": vraag_beurten(eigenaar, aanbod, na).exists(),
            "code_alles": _code_voor_alles(eigenaar),
        },
    )


def _code_voor_alles(eigenaar: Medewerker) -> str:
    """Return the code of the page with all of this owner's own, '' where nothing of it is public.

    Only for as long as somebody reads this page: that link must not outlive this one.
    """
    code = code_voor_alles(eigenaar, timezone.localdate(), dagen=1)
    return code if lees_code_voor_alles(code) else ""


def _noteer(request: HttpRequest, eigenaar: Medewerker, aanbod: Aanbod, na: int) -> Uitkomst:
    try:
        gezien = Gezien.uit(request.POST.getlist("blok"), request.POST.getlist("nagevraagd"))
    except ValueError:
        raise Http404 from None
    return klopt_volgens_eigenaar(eigenaar=eigenaar, aanbod=aanbod, na=na, gezien=gezien)


def _herstel(eigenaar: Medewerker, aanbod: Aanbod, na: int) -> bool:
    """Take back what was answered with this link; False when there is nothing (any more)."""
    hersteld = False
    for beurt in vraag_beurten(eigenaar, aanbod, na):
        with suppress(TeLaat, Controlebeurt.DoesNotExist):
            maak_ongedaan(gebruiker=eigenaar, beurt=beurt)
            hersteld = True
    return hersteld
