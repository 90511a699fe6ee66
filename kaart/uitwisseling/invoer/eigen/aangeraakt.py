"""Which entries that an import made were worked on since: undoing the import leaves these alone.

Somebody changed it, left something at it (a tip, a report, a check, a proposal), or lets something of their own
point at it (a step of a route, an offer at a place, an owner). What the import itself wrote does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from doorverwijzing.models import Route, Stap
from kaart.uitwisseling.models import Invoer
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.models import Aanbod, Openingstijd, Toegang, Versie

EIGEN_RIJEN: dict[type[models.Model], tuple[type[models.Model], ...]] = {
    Aanbod: (Toegang, Openingstijd),
    Route: (Stap,),
}
"""Rows that are a part of an entry and are compared with it; the history of an entry is one too."""


def bewerkt(model: type[Any], kenmerken: Collection[str], invoer: Invoer) -> set[str]:
    """Return the keys of the entries that say something else than the import made of them."""
    rijen = model._default_manager.filter(kenmerk__in=kenmerken)
    vast = set(rijen.filter(gewijzigd_op__gt=invoer.geschreven_op).values_list("kenmerk", flat=True))
    return vast | {rij.kenmerk for rij in rijen.exclude(kenmerk__in=vast).order_by("pk") if _anders_dan_toen(rij)}


def aangeraakt(model: type[Any], kenmerken: Collection[str], invoer: Invoer) -> set[str]:
    """Return the keys of the entries that stay, out of those that the import made and that are still there.

    To be asked before anything that is part of them goes, and after what pointed at them has gone.
    """
    rijen = model._default_manager.filter(kenmerk__in=kenmerken)
    vast = set(rijen.filter(gewijzigd_op__gt=invoer.geschreven_op).values_list("kenmerk", flat=True))
    for wijst_hierheen in _verwijzingen(model):
        vast |= set(rijen.filter(wijst_hierheen).values_list("kenmerk", flat=True))
    if model is not Route:
        vast |= {rij.kenmerk for rij in rijen.exclude(kenmerk__in=vast).order_by("pk") if _anders_dan_toen(rij)}
    return vast


def _verwijzingen(model: type[models.Model]) -> Iterator[Q]:
    """Yield for each kind of row of somebody else that can point at an entry the condition that one does."""
    eigen = {*EIGEN_RIJEN.get(model, ()), Versie}
    for relatie in model._meta.get_fields(include_hidden=True):
        if not isinstance(relatie, models.ManyToOneRel) or relatie.related_model in eigen:
            continue
        if relatie.on_delete is models.SET_NULL:
            continue  # It loses nothing: a copy of a route is whole by itself.
        # The rows between an entry and its own lists of values belong to the entry.
        tussenrij_van: object = relatie.related_model._meta.auto_created
        if tussenrij_van is not model:
            yield Q(pk__in=relatie.related_model._default_manager.order_by().values(relatie.field.attname))


def _anders_dan_toen(ingang: Any) -> bool:
    """Whether an entry says something else than when it was last written down, also in what is part of it."""
    laatste = Versie.objects.bij(ingang).first()
    return laatste is not None and bool(anders(laatste.staat, lees(ingang)))
