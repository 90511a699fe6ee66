"""Areas and themes, each with its keepers; a fixed number of queries, whatever there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kaart.werk.overdracht.forms import wie
from kaart.werk.overdracht.soorten import SOORTEN
from organisaties.models import Behoefte, Doelgroep, Gebied, Medewerker, Stadsdeel
from organisaties.regels.rollen import Rol


@dataclass(frozen=True, slots=True)
class Houdbaar:
    """An area or theme, the names of its keepers, and what lies within it."""

    soort: str
    ding: Any
    namen: tuple[str, ...]
    binnen: list[Houdbaar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All areas, the stadsdelen nobody keeps as a whole, the themes somebody keeps, and those nobody does."""

    stadsdelen: list[Houdbaar]
    zonder: list[Houdbaar]
    themas: list[Houdbaar]
    vrije_themas: list[Houdbaar]


def houders() -> dict[tuple[str, int], list[str]]:
    """Return who keeps each area or theme, by kind and key, with a working account and the role for it."""
    namen = {een.pk: wie(een) for een in kan_bijhouden()}
    gevonden: dict[tuple[str, int], list[str]] = {}
    for soort in SOORTEN.values():
        if soort.is_gebied:
            rijen = soort.tussen.objects.order_by("medewerker__username", "pk").values_list(soort.kolom, "medewerker")
            for ding, medewerker in rijen:
                if medewerker in namen:
                    gevonden.setdefault((soort.naam, ding), []).append(namen[medewerker])
    return gevonden


def kan_bijhouden() -> Any:
    """Return the accounts that can keep an area or theme."""
    rol = Rol.AANDACHTSFUNCTIONARIS.value
    return Medewerker.objects.filter(is_active=True, groups__name=rol).order_by("username", "pk")


def maak_overzicht() -> Overzicht:
    """Return all there is to keep; nine queries."""
    bij = houders()

    def maak(soort: str, ding: Any, binnen: list[Houdbaar] | None = None) -> Houdbaar:
        return Houdbaar(soort, ding, tuple(bij.get((soort, ding.pk), ())), binnen or [])

    per_stadsdeel: dict[int, list[Houdbaar]] = {}
    for gebied in Gebied.objects.in_volgorde():
        per_stadsdeel.setdefault(gebied.stadsdeel_id, []).append(maak("gebied", gebied))
    stadsdelen = [maak("stadsdeel", een, per_stadsdeel.get(een.pk)) for een in Stadsdeel.objects.in_volgorde()]
    themas = [
        *(maak("behoefte", een) for een in Behoefte.objects.in_volgorde()),
        *(maak("doelgroep", een) for een in Doelgroep.objects.in_volgorde()),
    ]
    return Overzicht(
        stadsdelen,
        [een for een in stadsdelen if not een.namen],
        [een for een in themas if een.namen],
        [een for een in themas if not een.namen],
    )
