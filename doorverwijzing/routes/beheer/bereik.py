"""Whether somebody in an area gets to where a step leads, and what of the same kind they do get to."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from organisaties.models import Aanbod, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer


def bereikt(doel: Aanbod | Organisatie, stadsdeel: Stadsdeel | None) -> bool:
    """Return whether this reaches people of an area; None asks for the whole city. Two queries at most.

    What it says itself goes first; where it names no area, those of its places count. What names neither is not known
    to keep anybody away.
    """
    online = isinstance(doel, Aanbod) and doel.online
    if doel.hele_stad or online:
        return True
    eigen = doel.stadsdelen if isinstance(doel, Aanbod) else doel.werkgebied
    gebieden = set(eigen.values_list("pk", flat=True))
    if not gebieden:
        gebieden = set(doel.locaties.exclude(stadsdeel=None).values_list("stadsdeel", flat=True))
    if not gebieden:
        return True
    return stadsdeel is not None and stadsdeel.pk in gebieden


def tweeling_van(doel: Aanbod | Organisatie, stadsdeel: Stadsdeel | None, lezer: Lezer) -> Aanbod | None:
    """Return the offer of the same organisation, for a need they share, that does reach an area; None without one.

    One in the area goes before one for the whole city, and one of the same kind before another.
    """
    if not isinstance(doel, Aanbod):
        return None
    behoeften = list(doel.behoeften.values_list("pk", flat=True))
    anderen = _lopend(lezer).filter(organisatie=doel.organisatie_id, behoeften__in=behoeften).exclude(pk=doel.pk)
    kandidaten = [een for een in anderen.distinct().order_by("naam", "pk") if bereikt(een, stadsdeel)]
    kandidaten.sort(key=lambda een: (een.hele_stad, een.soort != doel.soort))
    return kandidaten[0] if kandidaten else None


def ook_in(stadsdeel: Stadsdeel, behoefte: int, lezer: Lezer, hoogstens: int) -> list[Aanbod]:
    """Return what there is for a need (key) in an area, of whoever, by name; one query."""
    hier = Q(stadsdelen=stadsdeel) | Q(stadsdelen=None, locaties__stadsdeel=stadsdeel)
    gevonden = _lopend(lezer).filter(hier, behoeften=behoefte).select_related("organisatie")
    return list(gevonden.distinct().order_by("naam", "pk")[:hoogstens])


def _lopend(lezer: Lezer) -> QuerySet[Aanbod]:
    return Aanbod.objects.zichtbaar_voor(lezer).filter(
        status=Status.GEPUBLICEERD, organisatie__status=Status.GEPUBLICEERD
    )
