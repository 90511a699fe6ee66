"""A route as a reader will see it, of what is in a form: nothing of it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.beheer.acties import ZONDER_TITEL, Routegegevens
from doorverwijzing.routes.stappen import Stapbeeld, aanbod_voor_stappen, beelden, organisaties_voor_stappen
from organisaties.models import Aanbod, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import BEZOEKER, Lezer


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What a page shows of it; `weg`: the steps (numbers) that this reader does not see or that are not finished."""

    route: Route
    stadsdelen: list[Stadsdeel]
    stappen: list[Stapbeeld]
    weg: list[int]
    voor_bezoekers: bool


def voorbeeld_van(gegevens: Routegegevens, maker: Lezer) -> Voorbeeld:
    """Return it as a visitor reads it; a route for a group that only colleagues see, as its maker does."""
    voor_bezoekers = not (gegevens.categorie and gegevens.categorie.gevoelig)
    lezer = BEZOEKER if voor_bezoekers else maker
    route = Route(
        naam=gegevens.naam or ZONDER_TITEL,
        behoefte=gegevens.behoefte,
        categorie=gegevens.categorie,
        urgentie=gegevens.urgentie,
        status=Status.CONCEPT,
    )
    doelen = [stap.doel for stap in gegevens.stappen if stap.doel is not None]
    zichtbaar = aanbod_voor_stappen(lezer).filter(status=Status.GEPUBLICEERD, organisatie__status=Status.GEPUBLICEERD)
    van_aanbod = zichtbaar.in_bulk([doel.pk for doel in doelen if isinstance(doel, Aanbod)])
    organisaties = organisaties_voor_stappen(lezer).filter(status=Status.GEPUBLICEERD)
    van_organisatie = organisaties.in_bulk([doel.pk for doel in doelen if not isinstance(doel, Aanbod)])
    stappen, weg = [], []
    for nummer, gegeven in enumerate(gegevens.stappen, 1):
        doel = gegeven.doel
        aanbod = van_aanbod.get(doel.pk) if isinstance(doel, Aanbod) else None
        organisatie = van_organisatie.get(doel.pk) if isinstance(doel, Organisatie) else None
        if aanbod is None and organisatie is None:
            weg.append(nummer)
            continue
        stappen.append(
            Stap(
                nummer=nummer,
                aanbod=aanbod,
                organisatie=organisatie,
                wijze=gegeven.wijze,
                instructie=gegeven.instructie,
                waarschuwing=gegeven.waarschuwing,
                alternatief_voor=gegeven.alternatief_voor,
            )
        )
    return Voorbeeld(route, list(gegevens.stadsdelen), beelden(stappen), weg, voor_bezoekers)
