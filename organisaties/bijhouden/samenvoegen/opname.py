"""Rows as they are at one moment, and putting back what differs: how a merge or a move is undone.

Everything that points at an entry is found by asking the models, so that a table that comes later goes along by itself.
A row is its columns as texts that JSON can hold. Of a row that only changed, only the columns that did are kept: of a
person to ask for never more than whose they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from organisaties.models import Nazien, Versie
from organisaties.models.ingang import Ingang, soort_van

# (model, key) → columns.
Opname = dict[tuple[str, str], dict[str, Any]]
# [model, key, columns before or None, columns after or None]
Verschil = list[Any]

# Not put back: that something changed once more is what others go by.
ALTIJD_NU = "gewijzigd_op"


def neem_op(ingangen: Collection[Ingang], erbij: Iterable[Ingang] = ()) -> Opname:
    """Return the rows of these entries (of one kind) with all that point at them.

    Of `erbij` (offers and places that go along) the row itself and its history. As many queries as there are relations.
    """
    opname: Opname = {}
    model = type(next(iter(ingangen)))
    sleutels = [ingang.pk for ingang in ingangen]
    _voeg_toe(opname, model._base_manager.filter(pk__in=sleutels))
    for relatie in wijst_naar(model):
        kolom = relatie.field.attname
        _voeg_toe(opname, relatie.related_model._base_manager.filter(**{f"{kolom}__in": sleutels}))
    _voeg_toe(opname, Nazien.objects.filter(ding=soort_van(model), sleutel__in=sleutels))
    per_model: dict[type[Ingang], list[int]] = {}
    for ingang in erbij:
        per_model.setdefault(type(ingang), []).append(ingang.pk)
    for soort, pks in per_model.items():
        _voeg_toe(opname, soort._base_manager.filter(pk__in=pks))
        _voeg_toe(opname, Versie.objects.filter(**{f"{soort_van(soort)}__in": pks}))
    return opname


def wijst_naar(model: type[models.Model]) -> Iterator[Any]:
    """Yield every relation by which a row can point at an entry, the rows of its own lists of values too."""
    for relatie in model._meta.get_fields(include_hidden=True):
        if isinstance(relatie, models.ManyToOneRel):
            yield relatie


def verschil(voor: Opname, na: Opname, zonder: Collection[tuple[str, str]] = ()) -> list[Verschil]:
    """Return per row that differs what it was and what it became; `zonder`: rows that are left out."""
    rijen: list[Verschil] = []
    for plek in sorted({*voor, *na} - set(zonder)):
        oud, nieuw = voor.get(plek), na.get(plek)
        if oud == nieuw:
            continue
        if oud is not None and nieuw is not None:
            kolommen = [kolom for kolom in oud if oud[kolom] != nieuw[kolom]]
            oud, nieuw = ({kolom: een[kolom] for kolom in kolommen} for een in (oud, nieuw))
        # Of what came, only that it came.
        rijen.append([*plek, oud, nieuw if oud is not None else {}])
    return rijen


def zet_terug(rijen: Iterable[Verschil], model: type[Ingang]) -> None:
    """Bring rows back to what they were, within the transaction of the caller.

    A row that has gone on to another entry since then stays there as it is. Of another, a column that somebody changed
    since keeps what it has. What a row pointed at that is gone now, it no longer points at.
    """
    weg: list[Any] = []
    terug: list[Any] = []
    anders: list[Any] = []
    for naam, sleutel, voor, na in rijen:
        (terug if na is None else weg if voor is None else anders).append((apps.get_model(naam), sleutel, voor, na))
    for soort, sleutel, _, _ in weg:
        soort._base_manager.filter(pk=sleutel).delete()
    # The entry itself first: the others point at it.
    for soort, sleutel, voor, _ in sorted(terug, key=lambda rij: rij[0] is not model):
        _maak(soort, sleutel, voor)
    for soort, sleutel, voor, na in anders:
        _verander(soort, sleutel, voor, na, model)


def lees_rij(rij: models.Model) -> dict[str, Any]:
    """Return the columns of a row."""
    return {veld.attname: _tekst(veld, rij) for veld in rij._meta.concrete_fields}


def _voeg_toe(opname: Opname, rijen: Iterable[Any]) -> None:
    for rij in rijen:
        opname[rij._meta.label_lower, str(rij.pk)] = lees_rij(rij)


def _tekst(veld: Any, rij: models.Model) -> Any:
    waarde = veld.value_from_object(rij)
    return None if waarde is None else veld.value_to_string(rij)


def _waarde(veld: Any, tekst: Any) -> Any:
    return None if tekst is None else veld.to_python(tekst)


def _maak(model: type[models.Model], sleutel: str, kolommen: dict[str, Any]) -> None:
    waarden = {veld.attname: _waarde(veld, kolommen[veld.attname]) for veld in model._meta.concrete_fields}
    for veld in model._meta.concrete_fields:
        if not veld.is_relation or waarden[veld.attname] is None:
            continue
        doel: Any = veld.related_model
        if doel._base_manager.filter(pk=waarden[veld.attname]).exists():
            continue
        if not veld.null:
            return
        waarden[veld.attname] = None
    if model._base_manager.filter(pk=sleutel).exists():
        return
    rij = model(**waarden)
    # As it was, also what is filled in by itself.
    rij.save_base(raw=True, force_insert=True)


def _verander(
    model: type[models.Model], sleutel: str, voor: dict[str, Any], na: dict[str, Any], over: type[Ingang]
) -> None:
    rij = model._base_manager.select_for_update().filter(pk=sleutel).first()
    if rij is None:
        return
    nu = lees_rij(rij)
    velden = {veld.attname: veld for veld in model._meta.concrete_fields}
    if any(velden[kolom].related_model is over and nu[kolom] != na[kolom] for kolom in voor):
        return
    terug = {kolom: _waarde(velden[kolom], voor[kolom]) for kolom in voor if nu[kolom] == na[kolom]}
    terug.pop(ALTIJD_NU, None)
    if terug:
        model._base_manager.filter(pk=sleutel).update(**terug)
