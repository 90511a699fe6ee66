"""For which need which area has a route that leads a visitor somewhere, and where there is none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from doorverwijzing import rechten
from doorverwijzing.models import Route
from organisaties.models import Behoefte, Stadsdeel
from organisaties.zichtbaarheid import BEZOEKER, Lezer


@dataclass(frozen=True, slots=True)
class Vak:
    """One need in one area: its own route, else that of the whole city, else none; and who may make one."""

    stadsdeel: Stadsdeel
    route: Route | None
    van_de_stad: bool
    mag_maken: bool

    @property
    def eigen(self) -> bool:
        """Whether the area has a route of its own."""
        return self.route is not None and not self.van_de_stad


@dataclass(frozen=True, slots=True)
class Rij:
    """One need with all areas."""

    behoefte: Behoefte
    vakken: list[Vak]

    @property
    def zonder(self) -> int:
        """In how many areas there is nothing."""
        return sum(vak.route is None for vak in self.vakken)


def dekking(gebruiker: Lezer, *, alle: bool) -> list[Rij]:
    """Return a row for each wide need; six queries, however many routes there are.

    Only the areas this person makes routes for, unless `alle`.

    Routes for one group are left out: whoever comes by is not asked for one. A route without a step that leads a
    visitor somewhere is no route.
    """
    routes = Route.objects.zichtbaar_voor(BEZOEKER).gepubliceerd().die_wijst(BEZOEKER).filter(categorie__isnull=True)
    per_vak: defaultdict[tuple[int, int | None], list[Route]] = defaultdict(list)
    for route in routes.prefetch_related("stadsdelen").order_by("naam", "pk"):
        gebieden: list[int | None] = [stadsdeel.pk for stadsdeel in route.stadsdelen.all()]
        for gebied in gebieden or [None]:
            per_vak[route.behoefte_id or 0, gebied].append(route)
    stadsdelen = list(Stadsdeel.objects.in_volgorde())
    eigen = set(rechten.stadsdelen_voor_routes(gebruiker).values_list("pk", flat=True))
    stadsdelen = [een for een in stadsdelen if alle or een.pk in eigen]
    rijen = []
    for behoefte in Behoefte.objects.filter(ouder=None).order_by("volgorde", "pk"):
        van_de_stad = per_vak[behoefte.pk, None][:1]
        vakken = []
        for stadsdeel in stadsdelen:
            hier = per_vak[behoefte.pk, stadsdeel.pk][:1]
            gevonden = next(iter(hier or van_de_stad), None)
            vakken.append(Vak(stadsdeel, gevonden, not hier and bool(van_de_stad), stadsdeel.pk in eigen))
        rijen.append(Rij(behoefte, vakken))
    return rijen
