"""What leans on an entry: said before it is stopped or removed, so that nobody breaks a route without knowing."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from doorverwijzing.models import Hulplijn, Route, Stap
from organisaties.models import Aanbod, Locatie, Organisatie, Samenwerking
from organisaties.zichtbaarheid import Lezer


@dataclass(frozen=True, slots=True)
class Routesteun:
    """A route with steps to the entry: their numbers, and whether no usable step would be left."""

    route: Route
    nummers: tuple[int, ...]
    niets_over: bool


@dataclass(frozen=True, slots=True)
class Steun:
    """What leans on an entry, as far as this reader may know of it; false when nothing does."""

    routes: list[Routesteun] = field(default_factory=list)
    lijnen: list[Samenwerking] = field(default_factory=list)
    hulplijnen: list[Hulplijn] = field(default_factory=list)
    # Offers of others at a place of this organisation, or at this place.
    te_gast: list[Aanbod] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.routes or self.lijnen or self.hulplijnen or self.te_gast)


def wat_leunt_hierop(ingang: Aanbod | Organisatie | Locatie, gebruiker: Lezer) -> Steun:
    """Return what leans on an entry: published routes, written lines, help lines, and others' offers at its places.

    Routes and lines this person may not know of are left out: an owner does not read here for which group colleagues
    made a route. Six queries at most, whatever leans on it.
    """
    if isinstance(ingang, Locatie):
        return Steun(te_gast=_te_gast(Q(locaties=ingang), ingang.organisatie_id, gebruiker))
    if isinstance(ingang, Aanbod):
        return Steun(routes=_routes(Q(aanbod=ingang), gebruiker), hulplijnen=_hulplijnen(Q(aanbod=ingang)))
    return Steun(
        routes=_routes(Q(organisatie=ingang) | Q(aanbod__organisatie=ingang), gebruiker),
        lijnen=list(Samenwerking.objects.zichtbaar_voor(gebruiker).van_organisatie(ingang)),
        hulplijnen=_hulplijnen(Q(aanbod__organisatie=ingang)),
        te_gast=_te_gast(Q(locaties__organisatie=ingang), ingang.pk, gebruiker),
    )


def _routes(hierheen: Q, gebruiker: Lezer) -> list[Routesteun]:
    zichtbaar = Route.objects.zichtbaar_voor(gebruiker).gepubliceerd()
    nummers: dict[int, list[int]] = {}
    stappen = Stap.objects.filter(hierheen, route__in=zichtbaar.values("pk")).order_by("nummer", "pk")
    for route, nummer in stappen.values_list("route_id", "nummer"):
        nummers.setdefault(route, []).append(nummer)
    over = Stap.objects.bruikbaar_voor(gebruiker).filter(route__in=list(nummers)).exclude(hierheen)
    houdt_over = set(over.order_by().values_list("route_id", flat=True))
    return [
        Routesteun(route, tuple(nummers[route.pk]), route.pk not in houdt_over)
        for route in zichtbaar.filter(pk__in=list(nummers)).order_by("naam", "pk")
    ]


def _hulplijnen(hierheen: Q) -> list[Hulplijn]:
    return list(Hulplijn.objects.filter(hierheen).in_volgorde())


def _te_gast(waar: Q, eigen: int, gebruiker: Lezer) -> list[Aanbod]:
    anderen = Aanbod.objects.zichtbaar_voor(gebruiker).lopend().filter(waar).exclude(organisatie=eigen)
    return list(anderen.select_related("organisatie").distinct().order_by("naam", "pk"))
