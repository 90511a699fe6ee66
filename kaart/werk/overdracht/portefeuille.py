"""Everything one person keeps or wrote, so that nothing is lost when they leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from doorverwijzing.models import Route
from kaart.werk.overdracht.soorten import SOORTEN, Soort
from organisaties import rechten, zichtbaarheid
from organisaties.models import (
    Aanbod,
    Contactpersoon,
    Locatie,
    Medewerker,
    Organisatie,
    Praktijktip,
    Samenwerking,
    Voorstel,
)
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer


@dataclass(frozen=True, slots=True)
class Deel:
    """The things of one kind that this person keeps."""

    soort: Soort
    dingen: list[Any]


@dataclass(slots=True)
class Portefeuille:
    """What somebody keeps (`delen`, which can be handed over) and what follows from that or goes along."""

    medewerker: Medewerker
    # Whether the reader is a colleague: only then lines and tips are there at all.
    voor_collega: bool
    delen: list[Deel] = field(default_factory=list)
    # What comes with the areas, as (title, rows): it needs no moving, whoever gets the area gets it.
    mee: list[tuple[str, list[Any]]] = field(default_factory=list)
    contacten: list[Contactpersoon] = field(default_factory=list)
    lijnen: list[Samenwerking] = field(default_factory=list)
    tips: list[Praktijktip] = field(default_factory=list)
    voorstellen: list[Voorstel] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """How many things can be handed over."""
        return sum(len(deel.dingen) for deel in self.delen)


def delen_van(medewerker: Medewerker, *, lezer: Lezer) -> list[Deel]:
    """Return what is in this person's name and `lezer` may know of, by kind; one query for each kind."""
    delen = []
    for soort in SOORTEN.values():
        sleutels = soort.tussen.objects.filter(medewerker=medewerker).values(soort.ding)
        rijen = soort.model.objects.filter(pk__in=sleutels)
        dingen = list(_zichtbaar(rijen, lezer).order_by("naam", "pk"))
        if dingen:
            delen.append(Deel(soort, dingen))
    return delen


def portefeuille_van(medewerker: Medewerker, *, lezer: Lezer) -> Portefeuille:
    """Return everything that hangs on this person, as far as `lezer` may know of it; a fixed number of queries.

    Also for somebody's own portfolio: a former colleague no longer reads what is for colleagues.
    """
    gevonden = Portefeuille(
        medewerker, voor_collega=zichtbaarheid.is_professional(lezer), delen=delen_van(medewerker, lezer=lezer)
    )
    op_naam = {
        naam: {ding.pk for deel in gevonden.delen if deel.soort.naam == naam for ding in deel.dingen}
        for naam in SOORTEN
    }
    # A coördinator keeps the whole city: what is in their own name is what there is to hand over.
    mee = {} if rechten.houdt_de_stad_bij(medewerker) else _komt_mee(medewerker, op_naam, lezer)
    gevonden.mee = [(TITELS[naam], rijen) for naam, rijen in mee.items() if rijen]
    organisaties = {*op_naam["organisatie"], *op_naam["eigen"], *(rij.pk for rij in mee.get("organisatie", ()))}
    aanbod = {*op_naam["aanbod"], *(rij.pk for rij in mee.get("aanbod", ()))}
    gevonden.contacten = list(
        Contactpersoon.objects.zichtbaar_voor(lezer)
        .filter(organisatie__in=organisaties)
        .select_related("organisatie")
        .order_by("organisatie__naam", "rol", "pk")
    )
    gevonden.lijnen = list(
        Samenwerking.objects.zichtbaar_voor(lezer)
        .filter(Q(van__in=organisaties) | Q(naar__in=organisaties))
        .select_related("van", "naar")
        .order_by("van__naam", "soort", "naar__naam", "pk")
    )
    gevonden.tips = list(
        Praktijktip.objects.zichtbaar_voor(lezer)
        .filter(Q(door=medewerker) | Q(aanbod__in=aanbod))
        .select_related("aanbod")
        .order_by("aanbod__naam", "-gegeven_op", "pk")
    )
    gevonden.voorstellen = list(
        Voorstel.objects.zichtbaar_voor(lezer)
        .filter(
            Q(door=medewerker) | Q(aanbod__in=aanbod) | Q(organisatie__in=organisaties), besluit=Voorstel.Besluit.OPEN
        )
        .select_related("aanbod", "organisatie", "locatie")
        .order_by("ingediend_op", "pk")
    )
    return gevonden


TITELS = {"aanbod": "Aanbod", "organisatie": "Organisaties", "locatie": "Plekken", "route": "Routes"}


def _komt_mee(medewerker: Medewerker, op_naam: Mapping[str, Collection[int]], lezer: Lezer) -> dict[str, list[Any]]:
    """Return what this person keeps because of their areas, by kind."""
    rijen: dict[str, QuerySet[Any]] = {
        "aanbod": Aanbod.objects.filter(rechten.bij_te_houden_aanbod(medewerker)),
        "organisatie": Organisatie.objects.filter(rechten.bij_te_houden_organisaties(medewerker)),
        "locatie": Locatie.objects.filter(rechten.bij_te_houden_locaties(medewerker)),
        "route": Route.objects.te_bewerken_door(medewerker),
    }
    return {
        naam: list(_zichtbaar(dingen.exclude(pk__in=op_naam[naam]), lezer).order_by("naam", "pk"))
        for naam, dingen in rijen.items()
    }


def _zichtbaar(rijen: QuerySet[Any], lezer: Lezer) -> QuerySet[Any]:
    """Leave what the reader may know of; an area is known to everybody."""
    zichtbaar_voor = getattr(rijen, "zichtbaar_voor", None)
    return zichtbaar_voor(lezer) if zichtbaar_voor else rijen


LIJSTEN = ("stadsdelen", "gebieden", "behoeften", "doelgroepen")


def gebieden_van(mens: Medewerker) -> list[str]:
    """Return the names of the areas and themes of one of `mensen`; no query."""
    return [een.naam for lijst in LIJSTEN for een in getattr(mens, lijst).all()]


def mensen() -> list[Medewerker]:
    """Return the accounts that keep something or could, each with how much is in their name; six queries."""
    tellingen = {
        f"n_{naam}": Count(pad, distinct=True)
        for naam, pad in (
            ("aanbod", "houdt_aanbod"), ("organisaties", "houdt_organisaties"),
            ("locaties", "houdt_locaties"), ("routes", "houdt_routes"), ("eigen", "organisaties"),
        )
    }  # fmt: skip
    houdt_iets = Q(groups__name__in=[Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR, Rol.AANBIEDER])
    for naam in tellingen:
        houdt_iets |= Q(**{f"{naam}__gt": 0})
    # Not counted: each list joined to the others would be as many rows as they are long, multiplied.
    for soort in SOORTEN.values():
        if soort.is_gebied:
            houdt_iets |= Q(pk__in=soort.tussen.objects.values("medewerker"))
    return list(
        Medewerker.objects.annotate(**tellingen)
        .filter(houdt_iets)
        .prefetch_related("groups", *LIJSTEN)
        .distinct()
        .order_by("username", "pk")
    )
