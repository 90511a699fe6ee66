"""Who may do what with how to get someone there: predicates that views, templates, the admin and queries all ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from organisaties.models import Stadsdeel
from organisaties.rechten import (
    als_medewerker,
    eigen_stadsdelen,
    heeft_rol,
    houdt_de_stad_bij,
    mag_werklijst,
    toegewezen,
)
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer

if TYPE_CHECKING:
    from doorverwijzing.models import Route


def mag_hulplijnen(gebruiker: Lezer) -> bool:
    """Fill in the numbers to call about safety."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_overdragen(gebruiker: Lezer) -> bool:
    """See what others keep, assign it, and move it to their successor."""
    return houdt_de_stad_bij(gebruiker)


def mag_routes(gebruiker: Lezer) -> bool:
    """See the list of routes with what is wrong with them, and make new ones."""
    return mag_werklijst(gebruiker)


def routes_te_bewerken(gebruiker: Lezer, model: type[Route]) -> Q:
    """Rows of `model`, the routes, that this person keeps: of only their own stadsdelen, and those assigned by name.

    For a coördinator all, also for the whole city. The model is given: routes ask this about themselves.
    """
    if houdt_de_stad_bij(gebruiker):
        # No empty Q: 'or' with one of those leaves only the other half.
        return Q(pk__isnull=False)
    eigen = eigen_stadsdelen(gebruiker)
    if not eigen:
        return toegewezen(gebruiker, model)

    in_stadsdeel = model.stadsdelen.through.objects
    hier = Q(pk__in=in_stadsdeel.filter(stadsdeel__in=eigen).values("route")) & ~Q(
        pk__in=in_stadsdeel.exclude(stadsdeel__in=eigen).values("route")
    )
    return hier | toegewezen(gebruiker, model)


def toegewezen_routes(gebruiker: Lezer) -> frozenset[int]:
    """Return the keys of the routes assigned to this person; one query a request, none for a person without routes."""
    wie = als_medewerker(gebruiker)
    if wie is None or not heeft_rol(wie, Rol.AANDACHTSFUNCTIONARIS):
        return frozenset()
    bewaard: frozenset[int] | None = getattr(wie, "_toegewezen_routes", None)
    if bewaard is None:
        # A relation from an app above: the types of an account do not know it.
        bewaard = frozenset(wie.houdt_routes.order_by().values_list("pk", flat=True))  # type: ignore[attr-defined]
        wie._toegewezen_routes = bewaard  # type: ignore[attr-defined]
    return bewaard


def mag_route_bewerken(gebruiker: Lezer, route: Route) -> bool:
    """Change, publish or stop this route; the same rule as `routes_te_bewerken`, for one row that is already read."""
    if houdt_de_stad_bij(gebruiker):
        return True
    stadsdelen = {stadsdeel.pk for stadsdeel in route.stadsdelen.all()}
    if stadsdelen and stadsdelen <= set(eigen_stadsdelen(gebruiker)):
        return True
    return route.pk in toegewezen_routes(gebruiker)


def stadsdelen_voor_routes(gebruiker: Lezer) -> QuerySet[Stadsdeel]:
    """Return the areas for which this person may make routes."""
    alle = Stadsdeel.objects.in_volgorde()
    return alle if houdt_de_stad_bij(gebruiker) else alle.filter(pk__in=eigen_stadsdelen(gebruiker))


def mag_route_voor_hele_stad(gebruiker: Lezer) -> bool:
    """Make a route that holds in every area."""
    return houdt_de_stad_bij(gebruiker)
