"""Somebody leaves the kaart: what undoing a merge or a move of others would need, and that names them, is thrown away.

What became one with the leaver goes with it, by its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from organisaties.bijhouden.eigenaar.meegaan import Sporen
from organisaties.bijhouden.eigenaar.uitwissen import json_kandidaten
from organisaties.models import Ingreep


def wis_uit_ingrepen(sporen: Sporen) -> None:
    """Give up undoing what holds words of somebody who leaves; what was done stays done."""
    te_herstellen = Ingreep.objects.exclude(terug=None).order_by("pk")
    kenmerken = sporen.kenmerken.organisaties | sporen.kenmerken.locaties | sporen.kenmerken.aanbod
    for ingreep in json_kandidaten(te_herstellen, ["terug"], sporen):
        if any(sporen.herkenner.noemt(tekst) or tekst in kenmerken for tekst in _teksten(ingreep.terug)):
            Ingreep.objects.filter(pk=ingreep.pk).update(terug=None)


def _teksten(waarde: Any) -> Iterator[str]:
    """Yield every text in a value that JSON holds."""
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        for een in waarde.values():
            yield from _teksten(een)
    elif isinstance(waarde, list):
        for een in waarde:
            yield from _teksten(een)
