"""One entry: an offer, an organisation, a place, an area.

What a reader may not know of is a 404, the same as what does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kaart.hulp.openbaar import openbaar
from organisaties.ingangen.tonen import toon_aanbod, toon_locatie, toon_organisatie
from organisaties.ingangen.wie_houdt_bij import van_stadsdeel
from organisaties.models import Gebied, Stadsdeel
from organisaties.regels.begrip import Begrip
from organisaties.zoeken import Vraag, register_voor, zoek


@dataclass(frozen=True, slots=True)
class Dekking:
    """How much there is for a need: in the area itself, and for the whole city."""

    behoefte: Begrip
    hier: int
    stad: int
    url: str


@openbaar
@require_GET
def aanbod(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one offer: what is known, what is not, how fresh, how to hand over."""
    return toon_aanbod(request, kenmerk, {})


@openbaar
@require_GET
def organisatie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one provider with its offers and places."""
    return toon_organisatie(request, kenmerk, {})


@openbaar
@require_GET
def locatie(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one place and what is offered there, by whomever."""
    return toon_locatie(request, kenmerk, {})


@openbaar
@require_GET
def stadsdeel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is in an area for each need, and what is missing."""
    gebied = get_object_or_404(Stadsdeel, slug=slug)
    register = register_voor(request.user)
    hier = register.gevestigd.get(slug, 0) | register.werkt_voor.get(slug, 0)
    overal = (register.stadsbreed | register.online) & ~hier
    dekking = [
        Dekking(
            behoefte,
            (register.maskers["behoefte"][behoefte.slug] & hier).bit_count(),
            (register.maskers["behoefte"][behoefte.slug] & overal).bit_count(),
            reverse("wegwijzer:veilig")
            if behoefte.neutraal
            else f"{reverse('zoeken:zoeken')}?stadsdeel={slug}&behoefte={behoefte.slug}",
        )
        for behoefte in register.begrippen.brede_behoeften
    ]
    return render(
        request,
        "organisaties/ingangen/stadsdeel.html",
        {
            "stadsdeel": gebied,
            "behoeften": dekking,
            "wie_houdt_bij": van_stadsdeel(gebied, request.user),
            "gebieden": list(Gebied.objects.filter(stadsdeel=gebied)),
            "aantal": zoek(Vraag(keuzes={"stadsdeel": (slug,)}), request.user).aantal,
        },
    )
