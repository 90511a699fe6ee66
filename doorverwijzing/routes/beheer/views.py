"""Keeping routes: the list, and one route with what is wrong, how a reader sees it, and what can be done with it.

What somebody may not know of (a draft of others) is a 404; what they may see and not change is a 403.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from doorverwijzing import rechten
from doorverwijzing.models import Route
from doorverwijzing.routes.beheer.acties import te_bewerken, te_kiezen_stadsdelen, wat_mist
from doorverwijzing.routes.beheer.filters import RouteFilter
from doorverwijzing.routes.gebreken import Gebrek, gebreken_van, met_gebreken
from doorverwijzing.routes.stappen import stappen_van
from organisaties.rechten import eis, medewerker_van
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

PER_PAGINA = 25
BEZOEKER = "bezoeker"
TOON, CONCEPT = "toon", "concept"


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """Show the routes of the city, those with something wrong marked."""
    eis(rechten.mag_routes(request.user))
    zichtbaar = Route.objects.zichtbaar_voor(request.user)
    filterset = RouteFilter(request.GET, queryset=zichtbaar.voor_werk(), request=request)
    pagina = Paginator(filterset.qs, PER_PAGINA).get_page(request.GET.get("pagina"))
    routes = list(pagina.object_list)
    gebreken = gebreken_van([route for route in routes if route.status == Status.GEPUBLICEERD])
    return render(
        request,
        "doorverwijzing/routes/beheer/lijst.html",
        {
            "form": filterset.form,
            "gekozen": filterset.gekozen,
            "pagina": pagina,
            "regels": [
                _regel(route, [gebrek for gebrek in gebreken.get(route.pk, []) if gebrek.dringend], request.user)
                for route in routes
            ],
            "hele_stad": rechten.mag_route_voor_hele_stad(request.user),
            "na_te_kijken": met_gebreken(Route.objects.te_bewerken_door(request.user)).count(),
            "url": zonder_pagina(request),
        },
    )


@require_GET
def route(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one route with what is wrong, what can be done with it, and how a colleague or a visitor reads it."""
    gevonden = haal(request, kenmerk)
    als_bezoeker = request.GET.get("als") == BEZOEKER
    gebreken = gebreken_van([gevonden])[gevonden.pk]
    mag_bewerken = rechten.mag_route_bewerken(request.user, gevonden)
    concept = getattr(gevonden, "concept", None) if mag_bewerken else None
    toont_concept = concept is not None and request.GET.get(TOON) == CONCEPT
    getoond = concept if concept is not None and toont_concept else gevonden
    return render(
        request,
        "doorverwijzing/routes/beheer/route.html",
        {
            "route": gevonden,
            "concept": concept,
            "toont_concept": toont_concept,
            "getoond": getoond,
            "mag_bewerken": mag_bewerken,
            "mist": wat_mist(te_bewerken(gevonden)) if mag_bewerken and gevonden.status != Status.GESTOPT else [],
            "kopie_naar": te_kiezen_stadsdelen(medewerker_van(request), None),
            "kopie_hele_stad": rechten.mag_route_voor_hele_stad(request.user),
            "dringend": [gebrek for gebrek in gebreken if gebrek.dringend],
            "nooit": sum(not gebrek.dringend for gebrek in gebreken),
            "als_bezoeker": als_bezoeker,
            "voor_bezoekers": not (getoond.categorie and getoond.categorie.gevoelig),
            "stappen": stappen_van(
                getoond,
                AnonymousUser() if als_bezoeker else request.user,
                ook_wat_weg_is=mag_bewerken and not als_bezoeker,
            ),
        },
    )


def _regel(route: Route, gebreken: list[Gebrek], gebruiker: Lezer) -> dict[str, Any]:
    """Return what one line of the list shows; who may not change a route does not hear of a draft of it."""
    mag_bewerken = rechten.mag_route_bewerken(gebruiker, route)
    return {
        "route": route,
        "gebreken": gebreken,
        "mag_bewerken": mag_bewerken,
        "heeft_concept": mag_bewerken and hasattr(route, "concept"),
    }


def haal(request: HttpRequest, kenmerk: str) -> Route:
    """Return a route for a keeper of routes; 403 for others, 404 for a draft that is not theirs."""
    eis(rechten.mag_routes(request.user))
    routes = Route.objects.zichtbaar_voor(request.user).select_related("behoefte", "categorie", "concept", "kopie_van")
    return get_object_or_404(routes.prefetch_related("stadsdelen"), kenmerk=kenmerk)


def haal_om_te_bewerken(request: HttpRequest, kenmerk: str) -> Route:
    """Return a route this person keeps; 403 for anyone who may see it but not change it."""
    gevonden = haal(request, kenmerk)
    eis(rechten.mag_route_bewerken(request.user, gevonden))
    return gevonden


def zonder_pagina(request: HttpRequest) -> str:
    """Return the address of this list up to the number of a page, to add one to."""
    data: Any = request.GET.copy()
    data.pop("pagina", None)
    return f"{request.path}?{data.urlencode()}{'&' if data else ''}pagina="
