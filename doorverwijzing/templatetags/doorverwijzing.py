"""Routes inside the pages of what exists, which know nothing of routes themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Q

from doorverwijzing.models import Route

register = template.Library()

HOOGSTENS = 3


@register.simple_tag(takes_context=True)
def routes_bij(context: dict[str, Any], behoeften: Iterable[str], stadsdelen: Iterable[str] = ()) -> list[Route]:
    """Return the routes for these needs or the wider need above them, those of these areas before the general ones.

    Routes for one category are left out: whom something is open to is never asked first.
    """
    slugs, hier = list(behoeften), list(stadsdelen)
    if not slugs:
        return []
    routes = (
        Route.objects.voor_pagina(context["user"])
        .filter(Q(behoefte__slug__in=slugs) | Q(behoefte__kinderen__slug__in=slugs), categorie__isnull=True)
        .filter(Q(stadsdelen__isnull=True) | Q(stadsdelen__slug__in=hier))
        .annotate(is_algemeen=Q(stadsdelen__isnull=True))
        .distinct()
        .order_by("is_algemeen", "naam", "pk")
    )
    return list(routes[:HOOGSTENS])
