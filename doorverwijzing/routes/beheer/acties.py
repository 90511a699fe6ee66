"""What changes in routes: drafts, publishing, stopping, copying. A reader is led by nothing that is not published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from doorverwijzing import rechten
from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.beheer.bereik import bereikt, tweeling_van
from organisaties.models import Aanbod, Behoefte, Medewerker, Nieuwkomerscategorie, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Status

LANGSTE_KENMERK = 60
# Words that stand where the key of a route stands in an address.
ADRESWOORDEN = ("nieuw", "dekking")
GEEN_STAPPEN = "Een route heeft minstens één stap nodig voordat je haar publiceert."
ZONDER_TITEL = "Route zonder titel"


@dataclass(frozen=True, slots=True)
class Stapgegevens:
    """One step as somebody wrote it; `alternatief_voor` is the place (from 1) of the step it stands in for.

    `nog_doel`: what was typed of a target that is not on the kaart.
    """

    doel: Aanbod | Organisatie | None
    wijze: str
    instructie: str
    waarschuwing: str = ""
    alternatief_voor: int | None = None
    nog_doel: str = ""


@dataclass(frozen=True, slots=True)
class Routegegevens:
    """What a route says; without stadsdelen it is for the whole city. Of a draft anything may still miss."""

    naam: str
    behoefte: Behoefte | None
    stadsdelen: Collection[Stadsdeel] = ()
    categorie: Nieuwkomerscategorie | None = None
    urgentie: str = ""
    stappen: Sequence[Stapgegevens] = field(default_factory=list)


class Intussen(Exception):  # noqa: N818 - no mistake of anybody
    """Somebody else saved the route after this person opened it; `huidig` is how it stands now."""

    def __init__(self, huidig: Route) -> None:
        """Take the route as it stands now."""
        super().__init__(str(huidig))
        self.huidig = huidig


def versie_van(route: Route | None) -> str:
    """Return the stamp of what somebody edits: another one after every save."""
    return f"{route.pk}:{route.gewijzigd_op.isoformat()}" if route else ""


def te_bewerken(route: Route) -> Route:
    """Return what is edited: the draft that waits to replace a published route, else the route itself."""
    concept: Route | None = getattr(route, "concept", None)
    return concept or route


@transaction.atomic
def bewaar(*, gebruiker: Medewerker, route: Route | None, gegevens: Routegegevens, versie: str) -> Route:
    """Write a draft, finished or not, and return it: a new route, or what waits beside a published one.

    `versie` is that of `versie_van()` when the page was opened. Raises PermissionDenied for anyone who may not keep
    routes of these areas, Intussen when somebody saved it meanwhile; nothing is written then.
    """
    _eis_gebied(gebruiker, gegevens.stadsdelen, route)
    if route is None:
        concept = Route(kenmerk=nieuw_kenmerk(gegevens.naam or ZONDER_TITEL), status=Status.CONCEPT)
    else:
        huidig = _vergrendel(gebruiker, route)
        nu = te_bewerken(huidig)
        if versie_van(nu) != versie:
            raise Intussen(nu)
        concept = nu if nu.status == Status.CONCEPT else _concept_naast(nu)
    concept.naam = gegevens.naam or ZONDER_TITEL
    concept.behoefte = gegevens.behoefte
    concept.categorie = gegevens.categorie
    concept.urgentie = gegevens.urgentie
    concept.save()
    concept.stadsdelen.set(gegevens.stadsdelen)
    concept.stappen.all().delete()
    concept.verloren_stappen.all().delete()
    Stap.objects.bulk_create(_stap(concept, nummer, stap) for nummer, stap in enumerate(gegevens.stappen, 1))
    return concept


@transaction.atomic
def publiceer(*, gebruiker: Medewerker, route: Route) -> Route:
    """Let a draft lead people, or a stopped route again; a draft beside a published route takes its place.

    Raises PermissionDenied for anyone who does not keep it, ValidationError that says all that is still missing.
    """
    huidig = _vergrendel(gebruiker, route)
    concept = te_bewerken(huidig)
    _eis_gebied(gebruiker, list(concept.stadsdelen.all()), huidig)
    if mist := wat_mist(concept):
        raise ValidationError(mist, code="onaf")
    if concept.pk != huidig.pk:
        # The route keeps its key: its address stands on paper.
        for veld in ("naam", "behoefte_id", "categorie_id", "urgentie"):
            setattr(huidig, veld, getattr(concept, veld))
        huidig.stadsdelen.set(concept.stadsdelen.all())
        huidig.stappen.all().delete()
        concept.stappen.update(route=huidig)
        concept.delete()
    huidig.verloren_stappen.all().delete()
    huidig.status = Status.GEPUBLICEERD
    huidig.save()
    return Route.objects.get(pk=huidig.pk)


@transaction.atomic
def stop(*, gebruiker: Medewerker, route: Route) -> Route:
    """Let a route lead nobody any more; it stays to be read, and can be published again."""
    huidig = _vergrendel(gebruiker, route)
    huidig.status = Status.GESTOPT
    huidig.save()
    return huidig


@transaction.atomic
def gooi_concept_weg(*, gebruiker: Medewerker, route: Route) -> bool:
    """Throw a draft away; return whether a published or stopped route remains."""
    huidig = _vergrendel(gebruiker, route)
    concept = te_bewerken(huidig)
    if concept.status == Status.CONCEPT:
        concept.delete()
    return concept.pk != huidig.pk


@dataclass(frozen=True, slots=True)
class Kopie:
    """A copy for another area: which steps lead somewhere else there, and which still lead where nobody there goes."""

    route: Route
    vervangen: list[tuple[int, Aanbod]] = field(default_factory=list)
    zonder: list[int] = field(default_factory=list)


@transaction.atomic
def kopieer(*, gebruiker: Medewerker, route: Route, stadsdeel: Stadsdeel | None) -> Kopie:
    """Make a draft for another area, each step to what can be reached there; None is the whole city.

    A step to what does not reach that area leads to the same organisation's offer of the same kind that does; where
    there is none it stays as it was and is named. Any route this person may read can be copied. Raises
    PermissionDenied where they keep no routes of that area.
    """
    gebieden = [stadsdeel] if stadsdeel else []
    _eis_gebied(gebruiker, gebieden, None)
    naam = f"{route.naam} ({stadsdeel.naam})" if stadsdeel else route.naam
    kopie = Kopie(
        Route.objects.create(
            kenmerk=nieuw_kenmerk(naam),
            naam=naam[: Route._meta.get_field("naam").max_length],
            behoefte=route.behoefte,
            categorie=route.categorie,
            urgentie=route.urgentie,
            status=Status.CONCEPT,
            kopie_van=route,
        )
    )
    kopie.route.stadsdelen.set(gebieden)
    nieuw = []
    for stap in route.stappen.select_related("aanbod", "organisatie").order_by("nummer", "pk"):
        aanbod = stap.aanbod
        if stap.heeft_doel and not bereikt(stap.doel, stadsdeel):
            if (tweeling := tweeling_van(stap.doel, stadsdeel, gebruiker)) is not None:
                aanbod = tweeling
                kopie.vervangen.append((stap.nummer, tweeling))
            else:
                kopie.zonder.append(stap.nummer)
        nieuw.append(
            Stap(
                route=kopie.route, nummer=stap.nummer, aanbod=aanbod, organisatie_id=stap.organisatie_id,
                wijze=stap.wijze, instructie=stap.instructie, waarschuwing=stap.waarschuwing,
                alternatief_voor=stap.alternatief_voor,
            )
        )  # fmt: skip
    Stap.objects.bulk_create(nieuw)
    return kopie


def wat_mist(route: Route) -> list[str]:
    """Return in sentences what this draft needs before it can lead people; one query."""
    mist = []
    if route.naam == ZONDER_TITEL:
        mist.append("Geef de route een titel.")
    if route.behoefte_id is None:
        mist.append("Kies voor welke behoefte de route is.")
    stappen = list(route.stappen.order_by("nummer", "pk"))
    if not stappen:
        mist.append(GEEN_STAPPEN)
    for stap in stappen:
        if not stap.heeft_doel:
            getypt = f" ‘{stap.nog_doel}’ staat zo niet op de kaart." if stap.nog_doel else ""
            mist.append(f"Stap {stap.nummer}: schrijf waar deze stap heen gaat.{getypt}")
        if not stap.wijze:
            mist.append(f"Stap {stap.nummer}: kies hoe iemand daar komt.")
        if not stap.instructie:
            mist.append(f"Stap {stap.nummer}: schrijf wat je doet.")
    return mist


def nieuw_kenmerk(naam: str) -> str:
    """Return a key for a route with this title that no route has, or had as far as the database knows."""
    kaal = slugify(naam)[: LANGSTE_KENMERK - 5].strip("-_").replace("_", "-") or "route"
    begin = f"{kaal}-"
    bezet = {*Route.objects.filter(kenmerk__startswith=kaal).values_list("kenmerk", flat=True), *ADRESWOORDEN}
    if kaal not in bezet:
        return kaal
    return next(begin + str(nummer) for nummer in range(2, len(bezet) + 3) if begin + str(nummer) not in bezet)


def _vergrendel(gebruiker: Medewerker, route: Route) -> Route:
    """Return the route, locked; raises PermissionDenied for anyone who does not keep it."""
    huidig = Route.objects.select_for_update().get(pk=route.pk)
    if not rechten.mag_route_bewerken(gebruiker, huidig):
        raise PermissionDenied
    return huidig


def _eis_gebied(gebruiker: Medewerker, stadsdelen: Collection[Stadsdeel], route: Route | None) -> None:
    """Raise PermissionDenied for areas this person keeps no routes of; those that the route has already may stay."""
    if route is not None and not rechten.mag_route_bewerken(gebruiker, route):
        raise PermissionDenied
    eigen = {stadsdeel.pk for stadsdeel in te_kiezen_stadsdelen(gebruiker, route)}
    if not stadsdelen and not mag_hele_stad(gebruiker, route):
        raise PermissionDenied
    if not {stadsdeel.pk for stadsdeel in stadsdelen} <= eigen:
        raise PermissionDenied


def te_kiezen_stadsdelen(gebruiker: Medewerker, route: Route | None) -> list[Stadsdeel]:
    """Return the areas this person may make this route for, in order."""
    mag = set(rechten.stadsdelen_voor_routes(gebruiker).values_list("pk", flat=True))
    if route is not None:
        mag |= set(route.stadsdelen.values_list("pk", flat=True))
    return [stadsdeel for stadsdeel in Stadsdeel.objects.in_volgorde() if stadsdeel.pk in mag]


def mag_hele_stad(gebruiker: Medewerker, route: Route | None) -> bool:
    """Whether this person may make this route for the whole city; one assigned to them by name may stay so."""
    if rechten.mag_route_voor_hele_stad(gebruiker):
        return True
    return route is not None and not route.stadsdelen.exists() and rechten.mag_route_bewerken(gebruiker, route)


def _concept_naast(route: Route) -> Route:
    return Route(
        kenmerk=nieuw_kenmerk(f"{route.kenmerk[: LANGSTE_KENMERK - 14]} concept"),
        status=Status.CONCEPT,
        vervangt=route,
        zekerheid=route.zekerheid,
        bron=route.bron,
    )


def _stap(route: Route, nummer: int, gegevens: Stapgegevens) -> Stap:
    return Stap(
        route=route,
        nummer=nummer,
        aanbod=gegevens.doel if isinstance(gegevens.doel, Aanbod) else None,
        organisatie=gegevens.doel if isinstance(gegevens.doel, Organisatie) else None,
        nog_doel=gegevens.nog_doel,
        wijze=gegevens.wijze,
        instructie=gegevens.instructie,
        waarschuwing=gegevens.waarschuwing,
        alternatief_voor=gegevens.alternatief_voor,
    )
