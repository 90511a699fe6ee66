"""Who keeps a route, for colleagues: whoever has all of its stadsdelen, or has it by name."""

from __future__ import annotations

from doorverwijzing.models import Route
from organisaties import zichtbaarheid
from organisaties.ingangen.wie_houdt_bij import WieHoudtBij, van_sleutels
from organisaties.models import Medewerker
from organisaties.zichtbaarheid import Lezer


def wie_houdt_route_bij(route: Route, lezer: Lezer) -> WieHoudtBij | None:
    """Return who keeps this route; None for a visitor, and no query then."""
    if not zichtbaarheid.is_professional(lezer):
        return None
    nodig = {stadsdeel.pk for stadsdeel in route.stadsdelen.all()}
    per_persoon: dict[int, set[int]] = {}
    lijst = Medewerker.stadsdelen.through.objects.filter(stadsdeel__in=nodig)
    for wie, stadsdeel in lijst.values_list("medewerker", "stadsdeel") if nodig else ():
        per_persoon.setdefault(wie, set()).add(stadsdeel)
    op_naam = set(route.houders.order_by().values_list("pk", flat=True))
    return van_sleutels(op_naam | {wie for wie, heeft in per_persoon.items() if heeft == nodig}, nodig)
