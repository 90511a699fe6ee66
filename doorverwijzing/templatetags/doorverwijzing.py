"""Routes inside the pages of what exists, which know nothing of routes themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from doorverwijzing.models import Route, Signaal
from doorverwijzing.models.signaal import Telling
from doorverwijzing.routes.bij_zoeken import vaste_routes
from doorverwijzing.routes.leunt import Steun, wat_leunt_hierop
from doorverwijzing.signalen.forms import SignaalForm
from organisaties import rechten
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken.resultaten import Kaartje

register = template.Library()

HOOGSTENS = 3


@register.simple_tag(takes_context=True)
def routes_bij(context: Any, behoeften: Iterable[str], stadsdelen: Iterable[str] = ()) -> list[Route]:
    """Return the routes for these needs or the wider need above them, those of these areas before the general ones."""
    slugs, hier = list(behoeften), list(stadsdelen)
    return vaste_routes(context.request, slugs, hier)[:HOOGSTENS] if slugs else []


@register.simple_tag(takes_context=True)
def tel_signalen(context: Any, *reeksen: Iterable[Any]) -> str:
    """Read at once what colleagues reported about all these results, for `signalen_van` to show; one query at most."""
    aanbod = [resultaat.kaartje.pk for reeks in reeksen for resultaat in reeks]
    if aanbod and rechten.mag_melden(context.request.user):
        _bewaard(context).update({sleutel: [] for sleutel in aanbod} | Signaal.objects.tellingen(aanbod))
    return ""


@register.simple_tag(takes_context=True)
def tel_signalen_van(context: Any, eigen: Iterable[Any]) -> str:
    """Read at once what colleagues reported about these own offers, for `signalen_van`; one query at most."""
    aanbod = [een.ingang.pk for een in eigen]
    if aanbod and rechten.mag_melden(context.request.user):
        _bewaard(context).update({sleutel: [] for sleutel in aanbod} | Signaal.objects.tellingen(aanbod))
    return ""


@register.simple_tag(takes_context=True)
def signalen_van(context: Any, aanbod: Any, *, ook_gelukt: bool = False) -> list[Telling]:
    """Return what colleagues reported about an offer, for colleagues; nothing for others.

    A list leaves 'gelukt' out: counts of success beside each other would be a rating.
    """
    if not rechten.mag_melden(context.request.user) or not getattr(aanbod, "pk", None):
        return []
    bewaard = _bewaard(context)
    if aanbod.pk not in bewaard:
        bewaard.update({aanbod.pk: []} | Signaal.objects.tellingen([aanbod.pk]))
    return [telling for telling in bewaard[aanbod.pk] if ook_gelukt or telling.soort != Signaal.Soort.GELUKT]


@register.simple_tag(takes_context=True)
def waarschuwing_van(context: Any, kaartje: Kaartje) -> SafeString:
    """Return the one thing to watch for at a result, with what colleagues reported, for colleagues."""
    return kaartje.waarschuwing(str(telling) for telling in signalen_van(context, kaartje))


@register.simple_tag
def wat_leunt_op(ingang: Any, gebruiker: Lezer) -> Steun:
    """Return what leans on an entry, as far as this person may know of it."""
    return wat_leunt_hierop(ingang, gebruiker)


@register.simple_tag
def signaalformulier() -> SignaalForm:
    """Return the form to report how it went, empty."""
    return SignaalForm()


def _bewaard(context: Any) -> dict[int, list[Telling]]:
    """Return what was read for this page; it lives as long as the request."""
    if not hasattr(context.request, "_signaaltellingen"):
        context.request._signaaltellingen = {}
    bewaard: dict[int, list[Telling]] = context.request._signaaltellingen
    return bewaard
