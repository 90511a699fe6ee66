"""How many reports and proposals made the kaart better this month: a number for all of them, never by whom."""

from __future__ import annotations

import datetime

from organisaties.models import Voorstel

VANAF = 10
"""Fewer than this is said without a number: of a few somebody could guess which, and by whom."""


def dank_in_woorden(vandaag: datetime.date) -> str:
    """Return one sentence of thanks for this calendar month; one query. Numbers are rounded down to tens."""
    begin = vandaag.replace(day=1)
    raak = (Voorstel.Besluit.AANGENOMEN, Voorstel.Besluit.DEELS)
    aantal = Voorstel.objects.filter(
        besluit__in=raak, besloten_op__date__gte=begin, besloten_op__date__lte=vandaag
    ).count()
    if aantal < VANAF:
        return "Elke melding en elk voorstel maakt de kaart beter. Dank je wel."
    tientallen = aantal // 10 * 10
    return f"Deze maand maakten al {tientallen} of meer meldingen en voorstellen de kaart beter. Dank je wel."
