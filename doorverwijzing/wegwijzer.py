"""From a need, an area and (only when it matters) a group to one answer: the route that fits best, step by step.

The choice and the warnings are plain functions on rows that are already read, so they can be explained and tested.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from doorverwijzing.models import Route, Stap
from organisaties.models import Aanbod, JaNee, Organisatie, Toegang
from organisaties.resultaten import Resultaat, eerste_resultaten
from organisaties.zoeken import Antwoord, Vraag, register_voor, zoek

HOOGSTENS_ANDERE = 6
NIET, NAVRAGEN, WELKOM = Toegang.Waarde.NIET.value, Toegang.Waarde.NAVRAGEN.value, Toegang.Waarde.WELKOM.value
ONBEKEND = Toegang.Waarde.ONBEKEND.value


@dataclass(frozen=True, slots=True)
class Routekeuze:
    """The route that fits best and, in words, why this one."""

    route: Route
    waarom: str


@dataclass(slots=True)
class Stapbeeld:
    """One step as a reader needs it: where to, what to heed, and what else there is when it does not work."""

    stap: Stap
    aanbod: Aanbod | None
    waarschuwingen: list[str]
    oordeel: str
    alternatieven: list[Stapbeeld] = field(default_factory=list)


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


def oordeel_over(aanbod: Iterable[Aanbod], categorieen: Collection[str]) -> tuple[str, str]:
    """Return what these offers together say about the groups, best first, and the reason; silence is 'onbekend'."""
    gezegd: dict[str, str] = {}
    for een in aanbod:
        bekend = [toegang for toegang in een.zichtbare_toegang if toegang.categorie.slug in categorieen]
        for toegang in bekend:
            gezegd.setdefault(toegang.waarde, toegang.zichtbare_toelichting)
        if not bekend:
            gezegd.setdefault(ONBEKEND, "")
    for waarde in (WELKOM, NAVRAGEN, ONBEKEND, NIET):
        if waarde in gezegd:
            return waarde, gezegd[waarde]
    return ONBEKEND, ""


def waarschuwingen_bij(stap: Stap, aanbod: Sequence[Aanbod], categorieen: Collection[str]) -> tuple[list[str], str]:
    """Return what to heed before this step, most pressing first, and the judgement for the chosen groups.

    The report (§3.2, §3.4): the standard answer is often the wrong door for someone without BSN, and nobody said so.
    """
    gevonden: list[str] = []
    oordeel = ""
    if categorieen and aanbod:
        oordeel, reden = oordeel_over(aanbod, categorieen)
        zin = {
            NIET: "Hier kan deze groep niet terecht. Kies een andere stap.",
            NAVRAGEN: "Vraag eerst na of het kan voor deze groep.",
            ONBEKEND: "We weten niet of het kan voor deze groep. Vraag het eerst na.",
        }.get(oordeel)
        if zin:
            gevonden.append(f"{zin} {reden}".strip())
    if len(aanbod) == 1:
        een = aanbod[0]
        if een.gepauzeerd:
            gevonden.append("Nu even niet: stuur hier vandaag niemand heen.")
        if een.ruimte == Aanbod.Ruimte.VOL:
            gevonden.append("Vol. Vraag naar de wachtlijst of kies een andere stap.")
        if een.bsn in (JaNee.JA, JaNee.NAVRAGEN) and "BSN" not in stap.waarschuwing:
            nodig = (
                "Er is een BSN nodig." if een.bsn == JaNee.JA else "In principe met BSN. Geen BSN? Vraag het eerst na."
            )
            gevonden.append(nodig)
        if een.eerst_overleggen:
            gevonden.append("Overleg eerst voordat je iemand stuurt.")
    if stap.waarschuwing:
        gevonden.append(stap.waarschuwing)
    return gevonden, oordeel


def stappen_van(route: Route, gebruiker: Any, categorieen: Collection[str] = ()) -> list[Stapbeeld]:
    """Return the steps of a route in order, each alternative below the step it stands in for.

    A step whose target this person may not know of is left out; an alternative to such a step stands by itself.
    """
    stappen = (
        Stap.objects.zichtbaar_voor(gebruiker)
        .filter(route=route)
        # Read by the prefetches below instead, which know what of it may be shown.
        .select_related(None)
        .prefetch_related(
            Prefetch("aanbod", Aanbod.objects.voor_lijst(gebruiker)),
            Prefetch("organisatie", Organisatie.objects.met_aanbod(gebruiker)),
        )
    )
    beelden: dict[int, Stapbeeld] = {}
    volgorde: list[Stapbeeld] = []
    for stap in stappen:
        doelen = [stap.aanbod] if stap.aanbod else list(stap.organisatie.zichtbaar_aanbod if stap.organisatie else [])
        waarschuwingen, oordeel = waarschuwingen_bij(stap, doelen, categorieen)
        beeld = Stapbeeld(stap, stap.aanbod, waarschuwingen, oordeel)
        beelden[stap.nummer] = beeld
        hoofd = beelden.get(stap.alternatief_voor or 0)
        (hoofd.alternatieven if hoofd else volgorde).append(beeld)
    return volgorde


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
        .filter(behoefte__slug__in=behoeften)
        .filter(Q(categorie__isnull=True) | Q(categorie__slug__in=list(categorieen)))
        .select_related("behoefte", "categorie")
        .prefetch_related("stadsdelen")
        .order_by("naam", "pk")
    )
    keuze = kies_route(routes, behoeften, stadsdeel, categorieen)
    stappen = stappen_van(keuze.route, gebruiker, categorieen) if keuze else []
    in_route = {b.aanbod.pk for beeld in stappen for b in (beeld, *beeld.alternatieven) if b.aanbod}
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
