"""Noting that a step went because what it led to was deleted.

A signal, though the house avoids them: the step goes with an organisation that is removed in `organisaties`, which
knows nothing of routes, and the admin and every other delete must be noted too. Before the delete, while what the step
led to can still say of what kind it was.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import pre_delete

from doorverwijzing.models import Route, Stap, Stapverlies


def luister() -> None:
    """Note every step that is deleted because its target is, and not its route."""
    pre_delete.connect(_voor_verwijderen, sender=Stap, dispatch_uid="verlies:Stap")


def _voor_verwijderen(sender: type[Stap], instance: Stap, using: str, origin: Any, **kwargs: Any) -> None:
    """Note a lost step; rewriting or deleting a route loses none."""
    begonnen_met = origin.model if isinstance(origin, models.QuerySet) else type(origin)
    if begonnen_met in (Stap, Route):
        return
    Stapverlies.objects.using(using).create(
        route_id=instance.route_id,
        nummer=instance.nummer,
        soort=instance.aanbod.soort if instance.aanbod else "",
        wijze=instance.wijze,
    )
