"""What differs between two states of an entry, in words people read; and what two people changed at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from organisaties.bijhouden.momentopname.momentopname import (
    INTERN,
    PLEK_VAN_TIJD,
    SLEUTELS,
    TIJDEN,
    TOEGANG,
    VELDEN,
    Staat,
    sleutel_van,
)
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.models import Locatie, Nieuwkomerscategorie, Openingstijd, Toegang
from organisaties.models.gedeeld import woorden
from organisaties.velden import PER_MODEL

NIETS = "(leeg)"


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field that differs: what it is called, what it was and what it became, as words."""

    veld: str
    label: str
    van: str
    naar: str


@dataclass(frozen=True, slots=True)
class Samen:
    """Two changes of the same state laid together.

    `staat`: mine, with what only the other changed; `overgenomen`: those fields; `botsingen`: fields that both
    changed, each to something else, in which `staat` still has mine.
    """

    staat: Staat
    overgenomen: tuple[str, ...]
    botsingen: tuple[str, ...]


def anders(van: Staat, naar: Staat) -> list[str]:
    """Return the fields in which two states differ, in a fixed order; a field one of them does not have is None."""
    velden = dict.fromkeys([*van, *naar])
    return [veld for veld in velden if van.get(veld) != naar.get(veld)]


def voeg_samen(basis: Staat, mijn: Staat, nu: Staat) -> Samen:
    """Merge, field by field, what I and somebody else made of `basis`."""
    van_ander = set(anders(basis, nu))
    van_mij = set(anders(basis, mijn))
    botsingen = [veld for veld in anders(mijn, nu) if veld in van_ander and veld in van_mij]
    overgenomen = [veld for veld in anders(basis, nu) if veld not in van_mij]
    staat = {**mijn, **{veld: nu.get(veld) for veld in overgenomen}}
    return Samen(staat, tuple(overgenomen), tuple(botsingen))


def verschillen(model: type[models.Model], van: Staat, naar: Staat, *, intern: bool = True) -> list[Verschil]:
    """Return the differences in words, in the order of the page; without what is for colleagues unless `intern`."""
    velden = [veld for veld in anders(van, naar) if intern or veld not in INTERN]
    volgorde = {veld: plaats for plaats, veld in enumerate(VELDEN[model])}
    velden.sort(key=lambda veld: volgorde.get(veld, len(volgorde)))
    namen = namen_van(model, velden, (van, naar))
    return [
        Verschil(
            veld,
            opschrift(model, veld),
            in_woorden(model, veld, van.get(veld), namen),
            in_woorden(model, veld, naar.get(veld), namen),
        )
        for veld in velden
    ]


def opschrift(model: type[models.Model], veld: str) -> str:
    """Return what a field is called on the page."""
    if veld.startswith(TOEGANG):
        slug = veld.removeprefix(TOEGANG)
        naam = Nieuwkomerscategorie.objects.filter(slug=slug).values_list("naam", flat=True).first()
        return f"Open voor {naam or slug}"
    return OPSCHRIFTEN[model.__name__][veld]


def in_woorden(
    model: type[models.Model], veld: str, waarde: Any, namen: Mapping[tuple[str, str], str] | None = None
) -> str:
    """Return a value as people read it."""
    if waarde in (None, "", []):
        return NIETS
    if veld == TIJDEN:
        return "\n".join(_tijd(tijd, namen or {}) for tijd in waarde)
    if veld.startswith(TOEGANG):
        return _toegang(waarde)
    soort: Any = model._meta.get_field(veld)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list) or soort.is_relation:
        lijst = waarde if isinstance(waarde, list) else [waarde]
        return ", ".join((namen or {}).get((veld, sleutel), sleutel) for sleutel in lijst)
    if soort.choices:
        return str(dict(soort.flatchoices).get(waarde, waarde))
    if isinstance(soort, models.DateField):
        return _datum(waarde)
    if PER_MODEL[model._meta.label][veld].lijst:
        return ", ".join(woorden(waarde))
    return str(waarde)


def namen_van(model: type[models.Model], velden: Iterable[str], staten: Iterable[Staat]) -> dict[tuple[str, str], str]:
    """Return the names of everything that is referred to; one query for each such field."""
    namen: dict[tuple[str, str], str] = {}
    for veld in velden:
        if veld == TIJDEN:
            genoemd = {tijd.get(PLEK_VAN_TIJD) for staat in staten for tijd in staat.get(veld) or []} - {None}
            if genoemd:
                plekken = Locatie.objects.filter(kenmerk__in=genoemd).values_list("kenmerk", "naam")
                namen |= {(TIJDEN, kenmerk): naam for kenmerk, naam in plekken}
            continue
        if veld.startswith(TOEGANG):
            continue
        soort: Any = model._meta.get_field(veld)
        if not soort.is_relation:
            continue
        doel = soort.remote_field.model
        sleutel = sleutel_van(doel) if doel.__name__ in SLEUTELS else "slug"
        gevraagd: set[str] = set()
        for staat in staten:
            waarde = staat.get(veld) or []
            gevraagd.update(waarde if isinstance(waarde, list) else [waarde])
        for gevonden, naam in doel._default_manager.filter(**{f"{sleutel}__in": gevraagd}).values_list(sleutel, "naam"):
            namen[veld, gevonden] = naam
    return namen


def _tijd(tijd: Mapping[str, Any], namen: Mapping[tuple[str, str], str]) -> str:
    rij = Openingstijd()
    plek = tijd.get(PLEK_VAN_TIJD)
    for naam, waarde in tijd.items():
        if naam == PLEK_VAN_TIJD:
            continue
        veld: Any = Openingstijd._meta.get_field(naam)
        setattr(rij, naam, veld.to_python(waarde))
    rij.bereken_fase()
    return f"{rij.in_woorden()}, bij {namen.get((TIJDEN, plek), plek)}" if plek else rij.in_woorden()


def _toegang(rij: Mapping[str, Any]) -> str:
    delen = [str(dict(Toegang.Waarde.choices).get(rij["waarde"], rij["waarde"]))]
    delen += [rij["toelichting"]] if rij.get("toelichting") else []
    delen += [f"bron: {rij['bron']}"] if rij.get("bron") else []
    delen += [f"gehoord op {_datum(rij['gehoord_op'])}"] if rij.get("gehoord_op") else []
    return "; ".join(delen)


def _datum(waarde: str) -> str:
    dag = datetime.date.fromisoformat(waarde)
    return f"{dag.day}-{dag.month}-{dag.year}"
