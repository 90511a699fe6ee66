"""What changes in routes: drafts, publishing, stopping, copying. A reader is led by nothing that is not published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from doorverwijzing import rechten
from doorverwijzing.models import Route, Stap
from organisaties.models import Aanbod, Behoefte, Medewerker, Nieuwkomerscategorie, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Status

LANGSTE_KENMERK = 60
# Words that stand where the key of a route stands in an address.
ADRESWOORDEN = ("nieuw",)
GEEN_STAPPEN = "Een route heeft minstens één stap nodig voordat je haar publiceert."


@dataclass(frozen=True, slots=True)
class Stapgegevens:
    """One step as somebody wrote it; `alternatief_voor` is the place (from 1) of the step it stands in for."""

    doel: Aanbod | Organisatie
    wijze: str
    instructie: str
    waarschuwing: str = ""
    alternatief_voor: int | None = None


@dataclass(frozen=True, slots=True)
class Routegegevens:
    """What a route says; without stadsdelen it is for the whole city."""

    naam: str
    behoefte: Behoefte
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
    """Write a draft and return it: a new route, that of a draft, or one that waits beside a published route.

    `versie` is that of `versie_van()` when the page was opened. Raises PermissionDenied for anyone who may not keep
    routes of these areas, Intussen when somebody saved it meanwhile; nothing is written then.
    """
    _eis_gebied(gebruiker, gegevens.stadsdelen, route)
    if route is None:
        concept = Route(kenmerk=nieuw_kenmerk(gegevens.naam), status=Status.CONCEPT)
    else:
        huidig = _vergrendel(gebruiker, route)
        nu = te_bewerken(huidig)
        if versie_van(nu) != versie:
            raise Intussen(nu)
        concept = nu if nu.status == Status.CONCEPT else _concept_naast(nu)
    concept.naam = gegevens.naam
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

    Raises PermissionDenied for anyone who does not keep it, ValidationError when there is nothing to follow.
    """
    huidig = _vergrendel(gebruiker, route)
    concept = te_bewerken(huidig)
    _eis_gebied(gebruiker, list(concept.stadsdelen.all()), huidig)
    if not concept.stappen.exists():
        raise ValidationError(GEEN_STAPPEN, code="geen-stappen")
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


@transaction.atomic
def kopieer(*, gebruiker: Medewerker, route: Route, stadsdeel: Stadsdeel | None) -> Route:
    """Make a draft with the same steps for another area; None is the whole city.

    Any route this person may read can be copied. Raises PermissionDenied where they keep no routes of that area.
    """
    gebieden = [stadsdeel] if stadsdeel else []
    _eis_gebied(gebruiker, gebieden, None)
    naam = f"{route.naam} ({stadsdeel.naam})" if stadsdeel else route.naam
    kopie = Route.objects.create(
        kenmerk=nieuw_kenmerk(naam),
        naam=naam[: Route._meta.get_field("naam").max_length],
        behoefte=route.behoefte,
        categorie=route.categorie,
        urgentie=route.urgentie,
        status=Status.CONCEPT,
        kopie_van=route,
    )
    kopie.stadsdelen.set(gebieden)
    Stap.objects.bulk_create(
        Stap(
            route=kopie, nummer=stap.nummer, aanbod_id=stap.aanbod_id, organisatie_id=stap.organisatie_id,
            wijze=stap.wijze, instructie=stap.instructie, waarschuwing=stap.waarschuwing,
            alternatief_voor=stap.alternatief_voor,
        )
        for stap in route.stappen.all()
    )  # fmt: skip
    return kopie


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
    naar_aanbod = isinstance(gegevens.doel, Aanbod)
    return Stap(
        route=route,
        nummer=nummer,
        aanbod=gegevens.doel if isinstance(gegevens.doel, Aanbod) else None,
        organisatie=None if naar_aanbod or isinstance(gegevens.doel, Aanbod) else gegevens.doel,
        wijze=gegevens.wijze,
        instructie=gegevens.instructie,
        waarschuwing=gegevens.waarschuwing,
        alternatief_voor=gegevens.alternatief_voor,
    )
