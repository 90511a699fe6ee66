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
def routes_bij(context: dict[str, Any], behoeften: Iterable[str]) -> list[Route]:
    """Return the general routes for these needs or the wider need above them, as far as the reader may see."""
    slugs = list(behoeften)
    if not slugs:
        return []
    routes = (
        Route.objects.voor_pagina(context["user"])
        .filter(Q(behoefte__slug__in=slugs) | Q(behoefte__kinderen__slug__in=slugs), categorie__isnull=True)
        .distinct()
    )
    return list(routes[:HOOGSTENS])
