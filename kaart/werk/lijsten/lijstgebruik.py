"""How often each row of a reference list is used, by what; as many queries for 2 rows as for 200."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count

from kaart.werk.lijsten.lijstregister import WOORDEN_VOOR_GEBRUIK, Lijst


def tel(lijst: Lijst, sleutels: Collection[int]) -> dict[int, list[str]]:
    """Return per key what uses it, in words ('3 keer aanbod'); a key that nothing uses is not there."""
    gevonden: dict[int, list[str]] = {}
    for relatie in lijst.gebruikers():
        een, meer = WOORDEN_VOOR_GEBRUIK[relatie.related_model._meta.model_name]
        veld = relatie.field.name
        rijen: Any = relatie.related_model._default_manager.order_by().filter(**{f"{veld}__in": sleutels})
        for sleutel, aantal in rijen.values_list(veld).annotate(n=Count("pk")).order_by(veld):
            gevonden.setdefault(sleutel, []).append(f"{aantal} {een if aantal == 1 else meer}")
    return gevonden
