"""Who keeps an entry, for colleagues: the rule of `rechten` read from the other end, from an entry to its keepers.

A name only of those that chose to show it; of the others their role. Visitors read of no keeper here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Exists, Q, When

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer


@dataclass(frozen=True, slots=True)
class WieHoudtBij:
    """The names that may be said, how many keepers have none, the work addresses, and whether an owner decides."""

    namen: tuple[str, ...]
    ongenoemd: int
    # Mail addresses of the role in the stadsdelen it lies in; of a role, never of a person.
    werkadressen: tuple[str, ...] = ()
    eigenaar: bool = False

    @property
    def niemand(self) -> bool:
        """Whether nobody keeps it but the coördinatoren."""
        return not (self.namen or self.ongenoemd or self.eigenaar)


def van_aanbod(aanbod: Aanbod, lezer: Lezer) -> WieHoudtBij | None:
    """Return who keeps this offer; one query, and one more where the city has work addresses; None for a visitor."""
    if not zichtbaarheid.is_professional(lezer):
        return None
    behoeften = Aanbod.behoeften.through.objects.filter(aanbod=aanbod.pk)
    ouders = behoeften.filter(behoefte__ouder__isnull=False)
    doelgroepen = Aanbod.doelgroepen.through.objects.filter(aanbod=aanbod.pk)
    thema = (
        Q(behoeften__in=behoeften.values("behoefte"))
        | Q(behoeften__in=ouders.values("behoefte__ouder"))
        | Q(doelgroepen__in=doelgroepen.values("doelgroep"))
    )
    daar = NERGENS
    if not aanbod.hele_stad:
        genoemd = Aanbod.stadsdelen.through.objects.filter(aanbod=aanbod.pk).values("stadsdeel")
        daar = _daar(genoemd, Locatie.objects.filter(aanbod=aanbod.pk))
    return _wie(Q(houdt_aanbod=aanbod.pk) | thema, daar, organisatie=aanbod.organisatie_id)


def van_organisatie(organisatie: Organisatie, lezer: Lezer) -> WieHoudtBij | None:
    """Return who keeps this organisation, with as many queries; None for a visitor."""
    if not zichtbaarheid.is_professional(lezer):
        return None
    daar = NERGENS
    if not organisatie.hele_stad:
        genoemd = Organisatie.werkgebied.through.objects.filter(organisatie=organisatie.pk).values("stadsdeel")
        daar = _daar(genoemd, Locatie.objects.filter(organisatie=organisatie.pk))
    return _wie(Q(houdt_organisaties=organisatie.pk), daar, organisatie=organisatie.pk)


def van_locatie(locatie: Locatie, lezer: Lezer) -> WieHoudtBij | None:
    """Return who keeps this place, with as many queries; None for a visitor."""
    if not zichtbaarheid.is_professional(lezer):
        return None
    daar = _Daar(Q(pk=locatie.stadsdeel_id), Q(gebied=locatie.gebied_id) if locatie.gebied_id else NIETS)
    return _wie(Q(houdt_locaties=locatie.pk), daar, organisatie=locatie.organisatie_id)


def van_stadsdeel(stadsdeel: Stadsdeel, lezer: Lezer) -> WieHoudtBij | None:
    """Return who keeps this stadsdeel as a whole, with as many queries; None for a visitor."""
    return _wie(NIETS, _Daar(Q(pk=stadsdeel.pk), NIETS)) if zichtbaarheid.is_professional(lezer) else None


def van_sleutels(sleutels: Iterable[int], stadsdelen: Collection[int] = ()) -> WieHoudtBij:
    """Return these keepers, for what lies in these stadsdelen, with as many queries."""
    gevonden = _wie(Q(pk__in=list(sleutels)), NERGENS)
    adressen = _werkadressen(Q(pk__in=list(stadsdelen))) if gevonden.namen or gevonden.ongenoemd else ()
    return replace(gevonden, werkadressen=adressen)


NIETS = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class _Daar:
    """Where something lies: which stadsdelen, and which rows of the table that says who has which gebied."""

    stadsdelen: Q
    gebieden: Q


NERGENS = _Daar(NIETS, NIETS)


def _daar(genoemd: Any, plekken: Any) -> _Daar:
    """By the stadsdelen that are named, else by those of the places; and by the gebieden of the places."""
    op_plek = Q(pk__in=plekken.order_by().values("stadsdeel"))
    gebieden = plekken.filter(gebied__isnull=False).order_by().values("gebied")
    return _Daar(Q(pk__in=genoemd) | (~Exists(genoemd) & op_plek), Q(gebied__in=gebieden))


def _wie(op_naam: Q, daar: _Daar, *, organisatie: int = 0) -> WieHoudtBij:
    stadsdelen = Medewerker.stadsdelen.through.objects.filter(
        stadsdeel__in=Stadsdeel.objects.order_by().filter(daar.stadsdelen).values("pk")
    )
    gebieden = Medewerker.gebieden.through.objects.filter(daar.gebieden)
    welke = op_naam | Q(pk__in=stadsdelen.values("medewerker")) | Q(pk__in=gebieden.values("medewerker"))
    houders = Medewerker.objects.filter(welke, is_active=True, groups__name=Rol.AANDACHTSFUNCTIONARIS.value)
    eigenaren = Medewerker.objects.filter(
        organisaties=organisatie, is_active=True, groups__name=Rol.AANBIEDER.value
    ).order_by()
    houdt, bezit = Q(pk__in=houders.order_by().values("pk")), Q(pk__in=eigenaren.values("pk"))
    mensen: Any = (
        Medewerker.objects.filter(houdt | bezit)
        .annotate(houdt=_is(houdt), eigenaar=_is(bezit))
        .order_by("last_name", "first_name", "pk")
        .values_list("houdt", "eigenaar", "naam_tonen", "first_name", "last_name")
    )
    gevonden = list(mensen)
    collegas = [f"{voornaam} {naam}".strip() if tonen else "" for ja, _, tonen, voornaam, naam in gevonden if ja]
    namen = tuple(naam for naam in collegas if naam)
    adressen = _werkadressen(daar.stadsdelen) if collegas else ()
    return WieHoudtBij(namen, len(collegas) - len(namen), adressen, any(rij[1] for rij in gevonden))


def _is(voorwaarde: Q) -> Case:
    return Case(When(voorwaarde, then=True), default=False, output_field=BooleanField())


def _werkadressen(stadsdelen: Q) -> tuple[str, ...]:
    """Return the work addresses of these stadsdelen; no query where the city has none."""
    bekend = settings.STADSGEGEVENS.werkadressen
    if not bekend:
        return ()
    slugs = Stadsdeel.objects.in_volgorde().filter(stadsdelen).values_list("slug", flat=True)
    return tuple(dict.fromkeys(bekend[slug] for slug in slugs if bekend.get(slug)))
