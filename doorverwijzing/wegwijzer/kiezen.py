"""From a need, an area and (only when it matters) a group to one answer: the route that fits best, step by step.

The choice and the warnings are plain functions on rows that are already read, so they can be explained and tested.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from doorverwijzing.models import Route
from doorverwijzing.routes.stappen import Stapbeeld, kan_op_tijd, op_urgentie, stappen_van
from doorverwijzing.urgentie import BINNEN, Moment, Urgentie, moment_van, op_volgorde
from organisaties.begrippen import begrippen_voor
from organisaties.models import Aanbod
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import Antwoord, Vraag, zoek
from organisaties.zoeken.resultaten import Plekmelding, Resultaat, eerste_resultaten, maak_plekmelding, maak_resultaten

HOOGSTENS_ANDERE = 6
HOOGSTENS_BEKEKEN = 24


@dataclass(frozen=True, slots=True)
class Routekeuze:
    """The route that fits best and, in words, why this one."""

    route: Route
    waarom: str


@dataclass(frozen=True, slots=True)
class Wegwijzing:
    """The whole answer; `stappen` is empty where there is no route, `andere` never without reason.

    `te_laat`: of no step it is certain that it helps as soon as was asked.
    """

    keuze: Routekeuze | None
    stappen: list[Stapbeeld]
    andere: list[Resultaat]
    eigen_kring: list[Resultaat]
    gemengd: list[Resultaat]
    antwoord: Antwoord
    plek: Plekmelding | None
    dichtbij: list[Resultaat]
    te_laat: bool = False


def kies_route(
    routes: Iterable[Route],
    behoeften: Sequence[str],
    stadsdeel: str,
    categorieen: Collection[str],
    urgentie: Urgentie | None = None,
) -> Routekeuze | None:
    """Return the route that fits best, or None.

    `behoeften` are slugs from narrow to wide. Most specific wins: need + area + group, need + group, need + area,
    need; at the same rank the narrower need, then the one made for this urgency, then the name. A route for another
    area or another group never fits; one made for another urgency does, when there is nothing better.
    """
    passend: list[tuple[tuple[int, int, int, str], Route]] = []
    for route in routes:
        gebieden = {gebied.slug for gebied in route.stadsdelen.all()}
        groep = route.categorie.slug if route.categorie else ""
        if (
            route.waarvoor.slug not in behoeften
            or (gebieden and stadsdeel not in gebieden)
            or (groep and groep not in categorieen)
        ):
            continue
        rang = (0 if groep else 2) + (0 if gebieden else 1)
        haast = 0 if route.urgentie and route.urgentie == urgentie else 2 if route.urgentie and urgentie else 1
        passend.append(((rang, behoeften.index(route.waarvoor.slug), haast, route.naam), route))
    if not passend:
        return None
    (rang, *_), beste = min(passend, key=lambda paar: paar[0])
    waarom = WAAROM[rang]
    if beste.urgentie and beste.urgentie == urgentie:
        waarom += f" Zij past bij ‘{beste.get_urgentie_display()}’."
    return Routekeuze(beste, waarom)


WAAROM = (
    "Deze route is gemaakt voor deze behoefte, dit stadsdeel en deze groep.",
    "Deze route is gemaakt voor deze behoefte en deze groep, voor de hele stad.",
    "Deze route is gemaakt voor deze behoefte in dit stadsdeel.",
    "Dit is de algemene route voor deze behoefte, voor de hele stad.",
)


def wijs(
    behoefte: str, stadsdeel: str, categorieen: Sequence[str], gebruiker: Lezer, urgentie: Urgentie | None = None
) -> Wegwijzing:
    """Return the answer for a need (slug), an area (slug, or '' for the whole city) and groups (slugs).

    Groups this person may not choose are passed over. With an `urgentie` doors that help in time come first.
    """
    bekend = begrippen_voor(gebruiker)["open_voor"]
    categorieen = [slug for slug in categorieen if slug in bekend]
    keuzes: dict[str, tuple[str, ...]] = {"behoefte": (behoefte,)}
    if stadsdeel:
        keuzes["stadsdeel"] = (stadsdeel,)
    antwoord = zoek(Vraag("", keuzes, tuple(categorieen)), gebruiker)
    behoeften = _van_smal_naar_breed(behoefte, antwoord)
    routes = (
        Route.objects.zichtbaar_voor(gebruiker)
        .gepubliceerd()
        .die_wijst(gebruiker)
        .filter(behoefte__slug__in=behoeften)
        .filter(Q(categorie__isnull=True) | Q(categorie__slug__in=list(categorieen)))
        .select_related("behoefte", "categorie")
        .prefetch_related("stadsdelen")
        .order_by("naam", "pk")
    )
    keuze = kies_route(routes, behoeften, stadsdeel, categorieen, urgentie)
    stappen = stappen_van(keuze.route, gebruiker, categorieen) if keuze else []
    stappen = op_urgentie(stappen, urgentie, timezone.localdate())
    te_laat = urgentie is not None and bool(stappen) and not kan_op_tijd(stappen, urgentie, timezone.localdate())
    in_route = {b.aanbod.pk for beeld in stappen for b in beeld.allen if b.aanbod}
    # What helps in time may stand lower: then more of the results are looked at.
    bekeken = HOOGSTENS_BEKEKEN if urgentie in BINNEN else HOOGSTENS_ANDERE
    kandidaten = eerste_resultaten(antwoord, bekeken + len(in_route))
    andere = [resultaat for resultaat in kandidaten if resultaat.kaartje.pk not in in_route]
    if urgentie in BINNEN:
        andere = _soonste_eerst(andere, urgentie, gebruiker)
    andere = andere[:HOOGSTENS_ANDERE]
    plek = maak_plekmelding(antwoord)
    dichtbij = maak_resultaten(plek.dichtbij, antwoord).values() if plek else ()
    eigen = [r for r in andere if r.kaartje.kring == Aanbod.Kring.EIGEN]
    gemengd = [r for r in andere if r.kaartje.kring != Aanbod.Kring.EIGEN]
    return Wegwijzing(keuze, stappen, andere, eigen, gemengd, antwoord, plek, list(dichtbij), te_laat)


def _soonste_eerst(resultaten: list[Resultaat], urgentie: Urgentie, gebruiker: Lezer) -> list[Resultaat]:
    """Return results with what helps soonest first; four queries."""
    vandaag = timezone.localdate()
    aanbod = Aanbod.objects.voor_kaartje(gebruiker).in_bulk([resultaat.kaartje.pk for resultaat in resultaten])

    def wanneer(resultaat: Resultaat) -> tuple[Moment, bool]:
        een = aanbod.get(resultaat.kaartje.pk)
        dicht = een is None or een.gepauzeerd or een.ruimte_nu == Aanbod.Ruimte.VOL
        return moment_van(een, vandaag), dicht

    return op_volgorde(resultaten, urgentie, wanneer)


def _van_smal_naar_breed(slug: str, antwoord: Antwoord) -> list[str]:
    behoeften = antwoord.register.begrippen["behoefte"]
    ouder = next((b.slug for b in behoeften.values() if slug in behoeften and b.pk == behoeften[slug].ouder), None)
    return [slug, ouder] if ouder else [slug]
