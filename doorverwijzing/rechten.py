"""Who may do what with how to get someone there: predicates that views, templates, the admin and queries all ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from organisaties import zichtbaarheid
from organisaties.rechten import eigen_stadsdelen, heeft_rol, houdt_de_stad_bij, mag_werklijst
from organisaties.rollen import Rol

if TYPE_CHECKING:
    from doorverwijzing.models import Route
    from organisaties.models import Stadsdeel


def mag_hulplijnen(gebruiker: Any) -> bool:
    """Fill in the numbers to call about safety."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_routes(gebruiker: Any) -> bool:
    """See the list of routes with what is wrong with them, and make new ones."""
    return mag_werklijst(gebruiker)


def routes_te_bewerken(gebruiker: Any) -> Q:
    """Routes this person keeps: those of only their own stadsdelen; for a coördinator all, also for the whole city."""
    if houdt_de_stad_bij(gebruiker):
        # No empty Q: 'or' with one of those leaves only the other half.
        return Q(pk__isnull=False)
    eigen = eigen_stadsdelen(gebruiker)
    if not eigen:
        return zichtbaarheid.NIETS
    from doorverwijzing.models import Route

    in_stadsdeel = Route.stadsdelen.through.objects
    return Q(pk__in=in_stadsdeel.filter(stadsdeel__in=eigen).values("route")) & ~Q(
        pk__in=in_stadsdeel.exclude(stadsdeel__in=eigen).values("route")
    )


def mag_route_bewerken(gebruiker: Any, route: Route) -> bool:
    """Change, publish or stop this route; the same rule as `routes_te_bewerken`, for one row that is already read."""
    if houdt_de_stad_bij(gebruiker):
        return True
    stadsdelen = {stadsdeel.pk for stadsdeel in route.stadsdelen.all()}
    return bool(stadsdelen) and stadsdelen <= set(eigen_stadsdelen(gebruiker))


def stadsdelen_voor_routes(gebruiker: Any) -> QuerySet[Stadsdeel]:
    """Return the areas for which this person may make routes."""
    from organisaties.models import Stadsdeel

    alle = Stadsdeel.objects.in_volgorde()
    return alle if houdt_de_stad_bij(gebruiker) else alle.filter(pk__in=eigen_stadsdelen(gebruiker))


def mag_route_voor_hele_stad(gebruiker: Any) -> bool:
    """Make a route that holds in every area."""
    return houdt_de_stad_bij(gebruiker)
