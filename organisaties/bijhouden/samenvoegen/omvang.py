"""What goes along when two become one: numbers, so that nobody is surprised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from organisaties.bijhouden.samenvoegen.blijft_dicht import Stand, eigen_stand
from organisaties.bijhouden.samenvoegen.naast_elkaar import Vergelijking
from organisaties.bijhouden.samenvoegen.opname import wijst_naar
from organisaties.models import (
    Aanbod,
    Concept,
    Contactpersoon,
    Locatie,
    Medewerker,
    Organisatie,
    Organisatierol,
    Samenwerking,
    Voorstel,
)
from organisaties.regels.rollen import Rol

WOORDEN: dict[type[models.Model], tuple[str, str]] = {
    Aanbod: ("aanbod", "keer aanbod"),
    Locatie: ("plek", "plekken"),
    Contactpersoon: ("contactpersoon", "contactpersonen"),
    Samenwerking: ("lijn met een ander", "lijnen met anderen"),
    Organisatierol: ("rol", "rollen"),
    Voorstel: ("voorstel of melding", "voorstellen en meldingen"),
    Concept: ("concept van een collega", "concepten van collega’s"),
    Aanbod.locaties.through: ("keer aanbod op deze plek", "keer aanbod op deze plek"),
}
STAPPEN = ("stap in een route", "stappen in routes")


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much goes along, in words; what stays closed for itself; whether an owner comes along, and who decides."""

    regels: list[str]
    blijft_dicht: int
    eigenaar: bool
    krijgt_eigenaar: bool


def omvang(samen: Vergelijking) -> Omvang:
    """Return what the merge would take along; some fifteen queries."""
    blijft, weg = samen.die_blijft, samen.die_opgaat
    per_soort: dict[tuple[str, str], int] = {}
    for relatie in wijst_naar(type(weg)):
        model: Any = relatie.related_model
        woorden = WOORDEN.get(model) or (STAPPEN if model._meta.label == "doorverwijzing.Stap" else None)
        if woorden is None:
            continue
        aantal = model._base_manager.filter(**{relatie.field.attname: weg.pk}).count()
        per_soort[woorden] = per_soort.get(woorden, 0) + aantal
    regels = [f"{aantal} {een if aantal == 1 else meer}" for (een, meer), aantal in per_soort.items() if aantal]
    dicht, eigenaar, nieuw = 0, False, False
    if isinstance(blijft, Organisatie) and isinstance(weg, Organisatie):
        straks = samen.staat
        wordt = Stand(straks["zichtbaarheid"], straks["status"])
        dicht = sum(
            bool(eigen_stand(ding, Stand.van(organisatie), wordt))
            for organisatie in (blijft, weg)
            for ding in (*organisatie.aanbod.all(), *organisatie.locaties.all())
        )
        eigenaar = _eigenaren(weg) > 0
        nieuw = eigenaar != (_eigenaren(blijft) > 0)
    return Omvang(regels, dicht, eigenaar, nieuw)


def _eigenaren(organisatie: Organisatie) -> int:
    eigenaren = Medewerker.objects.filter(organisaties=organisatie, is_active=True, groups__name=Rol.AANBIEDER.value)
    return eigenaren.distinct().count()
