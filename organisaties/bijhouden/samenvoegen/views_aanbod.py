"""An offer goes to another organisation, or is copied."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.samenvoegen import acties
from organisaties.bijhouden.samenvoegen.blijft_dicht import Stand, eigen_stand
from organisaties.bijhouden.samenvoegen.kandidaten import LANGSTE_VRAAG, op_naam
from organisaties.ingangen.ophalen import haal, voorsteladres
from organisaties.models import Aanbod, Organisatie


@eerst_of_het_bestaat
@require_GET
def kies(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Find the organisation to which an offer goes."""
    aanbod = _haal(request, kenmerk)
    vraag = request.GET.get("q", "")[:LANGSTE_VRAAG].strip()
    gevonden = op_naam(Organisatie, vraag, request.user, aanbod.organisatie_id)
    return render(
        request,
        "organisaties/bijhouden/samenvoegen/verhuizen.html",
        {"aanbod": aanbod, "vraag": vraag, "gevonden": gevonden},
    )


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def verhuis(request: HttpRequest, kenmerk: str, naar: str) -> HttpResponse:
    """Say what a move means, and do it."""
    aanbod = _haal(request, kenmerk)
    nieuw = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=naar)
    if not rechten.mag_ingrijpen(request.user, nieuw):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(nieuw))
    if request.method != "POST":
        return render(
            request,
            "organisaties/bijhouden/samenvoegen/verhuis.html",
            {
                "aanbod": aanbod,
                "naar": nieuw,
                "plekken": list(aanbod.locaties.select_related("organisatie").order_by("naam", "pk")),
                "blijft_dicht": bool(eigen_stand(aanbod, Stand.van(aanbod.organisatie), Stand.van(nieuw))),
            },
        )
    van = request.POST.get("van", "")
    try:
        acties.verhuis(
            gebruiker=rechten.medewerker_van(request),
            aanbod=aanbod,
            naar=nieuw,
            van=int(van) if van.isascii() and van.isdigit() and len(van) < 19 else 0,
        )
    except acties.IntussenAnders:
        messages.error(request, "Dit aanbod is intussen van een ander. Er is niets veranderd.")
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, f"Dit aanbod is nu van {nieuw.naam}. Ongedaan maken kan een week lang.")
    return redirect(aanbod.get_absolute_url())


@alleen_post
def kopieer(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Make a draft that says the same, and open it."""
    aanbod = haal(request, "aanbod", kenmerk)
    if not isinstance(aanbod, Aanbod) or not rechten.beslist_over(request.user, aanbod):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(aanbod))
    kopie = acties.kopieer(gebruiker=rechten.medewerker_van(request), aanbod=aanbod)
    messages.success(request, "Dit is de kopie, een concept. Verander wat anders is en zet het dan op de kaart.")
    return redirect("wijzigen:bewerken", "aanbod", kopie.kenmerk)


def _haal(request: HttpRequest, kenmerk: str) -> Aanbod:
    """Return an offer that this person may move; 404 for what they may not know of, 403 for that of an owner."""
    aanbod = haal(request, "aanbod", kenmerk)
    if not isinstance(aanbod, Aanbod) or not rechten.mag_ingrijpen(request.user, aanbod):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(aanbod))
    return aanbod
