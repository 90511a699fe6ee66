"""The fixed lines beside search results: read once for each kind of reader, kept until the kaart changes."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from doorverwijzing.models import Route
from organisaties import zichtbaarheid
from organisaties.models.wijziging import Stamp
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.etag import stamp_for


@dataclass(frozen=True, slots=True)
class _Lijn:
    """A route, and the slugs of the areas it is for; none is the whole city."""

    route: Route
    stadsdelen: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Bewaard:
    stamp: Stamp
    dag: datetime.date
    per_behoefte: dict[str, list[_Lijn]]


_bewaard: dict[Kijker, _Bewaard] = {}


def vaste_routes(request: HttpRequest, behoeften: Collection[str], stadsdelen: Collection[str]) -> list[Route]:
    """Return the published routes for these needs or a wider one, by slug: those of these areas, then of the city.

    Routes for one category are left out: whom something is open to is never asked first.
    """
    per_behoefte = _lijnen(zichtbaarheid.kijker(request.user), stamp_for(request))
    hier = set(stadsdelen)
    passend = {
        lijn.route.pk: lijn
        for slug in behoeften
        for lijn in per_behoefte.get(slug, ())
        if not lijn.stadsdelen or lijn.stadsdelen & hier
    }
    geordend = sorted(passend.values(), key=lambda lijn: (not lijn.stadsdelen, lijn.route.naam, lijn.route.pk))
    return [lijn.route for lijn in geordend]


def _lijnen(soort: Kijker, nu: Stamp) -> dict[str, list[_Lijn]]:
    """Return the routes by the need they are for and each narrower one, for this kind of reader."""
    bewaard = _bewaard.get(soort)
    dag = timezone.localdate()
    # Another day another step may have ended.
    if bewaard is None or (bewaard.stamp, bewaard.dag) != (nu, dag):
        # Two threads may both read it; what they find is the same.
        bewaard = _bewaard[soort] = _Bewaard(nu, dag, _lees(soort))
    return bewaard.per_behoefte


def _lees(soort: Kijker) -> dict[str, list[_Lijn]]:
    routes = (
        Route.objects.voor_pagina(zichtbaarheid.vertegenwoordiger(soort))
        .gepubliceerd()
        .filter(categorie__isnull=True)
        .prefetch_related("stadsdelen", "behoefte__kinderen")
    )
    per_behoefte: dict[str, list[_Lijn]] = defaultdict(list)
    for route in routes:
        lijn = _Lijn(route, frozenset(stadsdeel.slug for stadsdeel in route.stadsdelen.all()))
        for slug in (route.waarvoor.slug, *(kind.slug for kind in route.waarvoor.kinderen.all())):
            per_behoefte[slug].append(lijn)
    return dict(per_behoefte)
