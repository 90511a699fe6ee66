"""Pages for people who are not safe: neutral addresses and titles, and a way to leave at once (hard rule 9).

`reverse("wegwijzer:veilig")` is where everything about safety begins. The pages behind it are those of the wegwijzer,
with a number in the address where the need would stand.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from doorverwijzing import rechten
from doorverwijzing.models import Hulplijn
from doorverwijzing.wegwijzer.views import (
    HELE_STAD,
    Paden,
    plekken,
    toon_antwoord,
    toon_gebieden,
    toon_groepen,
)
from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.regels.begrip import Begrip


@openbaar
@require_GET
def veilig(request: HttpRequest) -> HttpResponse:
    """Show whom to call, what helps, and where to look further; no form, so that it can leave no trace at all."""
    begrippen = begrippen_voor(request.user)
    breed = [behoefte for behoefte in begrippen.neutrale_behoeften if _is_breed(begrippen, behoefte)]
    paden = Paden.voor(begrippen, breed[0]) if breed else None
    mag_hulplijnen = rechten.mag_hulplijnen(request.user)
    return spoorloos(
        render(
            request,
            "doorverwijzing/wegwijzer/veilig.html",
            {
                "hulplijnen": list(Hulplijn.objects.voor_pagina(request.user)),
                "plekken": [*plekken(begrippen, paden), ("Maakt niet uit", paden.antwoord(HELE_STAD))] if paden else [],
                # Needs of another kind that a city marked as neutral too.
                "ook": [(ander.naam, Paden.voor(begrippen, ander).gebied) for ander in breed[1:]],
                "mag_hulplijnen": mag_hulplijnen,
                "zonder_nummer": list(Hulplijn.objects.filter(telefoon="").in_volgorde()) if mag_hulplijnen else [],
            },
        )
    )


@openbaar
@require_GET
def gebied(request: HttpRequest, nummer: int) -> HttpResponse:
    """Ask where."""
    begrippen = begrippen_voor(request.user)
    return toon_gebieden(request, begrippen, _behoefte(begrippen, nummer))


@openbaar
@require_GET
def antwoord(request: HttpRequest, nummer: int, gebied: str) -> HttpResponse:
    """Show the route that fits best, step by step, and what else there is."""
    begrippen = begrippen_voor(request.user)
    return toon_antwoord(request, begrippen, _behoefte(begrippen, nummer), gebied)


@openbaar
@require_GET
def groep(request: HttpRequest, nummer: int, gebied: str) -> HttpResponse:
    """Ask whether it must be open to a group."""
    begrippen = begrippen_voor(request.user)
    return toon_groepen(request, begrippen, _behoefte(begrippen, nummer), gebied)


def _behoefte(begrippen: Begrippen, nummer: int) -> Begrip:
    """Return the neutral need with this number; raises Http404."""
    neutraal = begrippen.neutrale_behoeften
    if not 1 <= nummer <= len(neutraal):
        raise Http404
    return neutraal[nummer - 1]


def _is_breed(begrippen: Begrippen, behoefte: Begrip) -> bool:
    """Whether no other neutral need stands above this one."""
    return all(ander.pk != behoefte.ouder for ander in begrippen.neutrale_behoeften)
