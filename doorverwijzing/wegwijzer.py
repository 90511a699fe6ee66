"""From a need, an area and (only when it matters) a group to one answer: the route that fits best, step by step.

The choice and the warnings are plain functions on rows that are already read, so they can be explained and tested.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from doorverwijzing.models import Route
from doorverwijzing.stappen import Stapbeeld, stappen_van
from organisaties.models import Aanbod
from organisaties.resultaten import Resultaat, eerste_resultaten
from organisaties.zoeken import Antwoord, Vraag, register_voor, zoek

HOOGSTENS_ANDERE = 6


@dataclass(frozen=True, slots=True)
class Routekeuze:
    """The route that fits best and, in words, why this one."""

    route: Route
    waarom: str


@dataclass(frozen=True, slots=True)
class Wegwijzing:
    """The whole answer; `stappen` is empty where there is no route, `andere` never without reason."""

    keuze: Routekeuze | None
    stappen: list[Stapbeeld]
    andere: list[Resultaat]
    eigen_kring: list[Resultaat]
    gemengd: list[Resultaat]
    antwoord: Antwoord


def kies_route(
    routes: Iterable[Route], behoeften: Sequence[str], stadsdeel: str, categorieen: Collection[str]
) -> Routekeuze | None:
    """Return the route that fits best, or None.

    `behoeften` are slugs from narrow to wide. Most specific wins: need + area + group, need + group, need + area,
    need; at the same rank the narrower need, then the name. A route for another area or another group never fits.
    """
    passend: list[tuple[tuple[int, int, str], Route]] = []
    for route in routes:
        gebieden = {gebied.slug for gebied in route.stadsdelen.all()}
        groep = route.categorie.slug if route.categorie else ""
        if (
            route.behoefte.slug not in behoeften
            or (gebieden and stadsdeel not in gebieden)
            or (groep and groep not in categorieen)
        ):
            continue
        rang = (0 if groep else 2) + (0 if gebieden else 1)
        passend.append(((rang, behoeften.index(route.behoefte.slug), route.naam), route))
    if not passend:
        return None
    (rang, _, _), beste = min(passend, key=lambda paar: paar[0])
    return Routekeuze(beste, WAAROM[rang])


WAAROM = (
    "Deze route is gemaakt voor deze behoefte, dit stadsdeel en deze groep.",
    "Deze route is gemaakt voor deze behoefte en deze groep, voor de hele stad.",
    "Deze route is gemaakt voor deze behoefte in dit stadsdeel.",
    "Dit is de algemene route voor deze behoefte, voor de hele stad.",
)


def wijs(behoefte: str, stadsdeel: str, categorieen: Sequence[str], gebruiker: Any) -> Wegwijzing:
    """Return the answer for a need (slug), an area (slug, or '' for the whole city) and groups (slugs).

    Groups this person may not choose are passed over.
    """
    bekend = register_voor(gebruiker).begrippen["open_voor"]
    categorieen = [slug for slug in categorieen if slug in bekend]
    keuzes: dict[str, tuple[str, ...]] = {"behoefte": (behoefte,)}
    if stadsdeel:
        keuzes["stadsdeel"] = (stadsdeel,)
    antwoord = zoek(Vraag("", keuzes, tuple(categorieen)), gebruiker)
    behoeften = _van_smal_naar_breed(behoefte, antwoord)
    routes = (
        Route.objects.zichtbaar_voor(gebruiker)
        .gepubliceerd()
        .filter(behoefte__slug__in=behoeften)
        .filter(Q(categorie__isnull=True) | Q(categorie__slug__in=list(categorieen)))
        .select_related("behoefte", "categorie")
        .prefetch_related("stadsdelen")
        .order_by("naam", "pk")
    )
    keuze = kies_route(routes, behoeften, stadsdeel, categorieen)
    stappen = stappen_van(keuze.route, gebruiker, categorieen) if keuze else []
    in_route = {b.aanbod.pk for beeld in stappen for b in beeld.allen if b.aanbod}
    andere = [
        resultaat
        for resultaat in eerste_resultaten(antwoord, HOOGSTENS_ANDERE + len(in_route))
        if resultaat.kaartje.pk not in in_route
    ][:HOOGSTENS_ANDERE]
    eigen = [r for r in andere if r.kaartje.kring == Aanbod.Kring.EIGEN]
    gemengd = [r for r in andere if r.kaartje.kring != Aanbod.Kring.EIGEN]
    return Wegwijzing(keuze, stappen, andere, eigen, gemengd, antwoord)


def _van_smal_naar_breed(slug: str, antwoord: Antwoord) -> list[str]:
    behoeften = antwoord.register.begrippen["behoefte"]
    ouder = next((b.slug for b in behoeften.values() if slug in behoeften and b.pk == behoeften[slug].ouder), None)
    return [slug, ouder] if ouder else [slug]
