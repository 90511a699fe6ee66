"""Asking before something is thrown away: an entry made by mistake, a place that is no more, a change not finished."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.momentopname.verschil import verschillen
from organisaties.bijhouden.wijzigen import acties, weggooien
from organisaties.bijhouden.wijzigen.formulier import onderwerp_van
from organisaties.ingangen.ophalen import haal, haal_om_te_bewerken
from organisaties.models import Concept, Locatie


@alleen_post
def vergeet_concept(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Say what somebody was writing about an entry, and throw it away when that is confirmed."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    concept = Concept.objects.filter(door=onderwerp.gebruiker, **{onderwerp.soort: ingang}).first()
    if concept is not None and request.POST.get("zeker") != "ja":
        van, naar = onderwerp.toonbaar(concept.basis), onderwerp.toonbaar(concept.staat)
        wat = {"ingang": ingang, "ding": ding, "verschillen": verschillen(onderwerp.model, van, naar)}
        return render(request, "organisaties/bijhouden/wijzigen/concept_weg.html", wat)
    acties.vergeet_concept(gebruiker=onderwerp.gebruiker, ingang=ingang)
    messages.success(request, "Je concept is weg. Dit is wat er nu op de kaart staat.")
    return redirect("wijzigen:bewerken", ding, kenmerk)


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def gooi_weg(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Say what goes and what stands in the way, and throw it away when that is confirmed."""
    ingang = haal(request, ding, kenmerk)
    rechten.eis(rechten.mag_weggooien(request.user, ingang))
    gebruiker = rechten.medewerker_van(request)
    if request.method == "POST":
        try:
            weggooien.gooi_weg(gebruiker=gebruiker, ingang=ingang)
        except weggooien.NietVanJouAlleen:
            messages.error(request, "Een ander gebruikt dit intussen. Er is niets weggegooid.")
        else:
            messages.success(request, f"‘{ingang}’ is weg.")
            return redirect(reverse("van_mij:lijst") if rechten.mag_van_mij(request.user) else reverse("start"))
    return render(
        request,
        "organisaties/bijhouden/wijzigen/weggooien.html",
        {
            "ingang": ingang,
            "ding": ding,
            "vooruit": weggooien.kijk_vooruit(gebruiker, ingang),
            "is_plek": isinstance(ingang, Locatie),
        },
    )
