"""Finding an entry by its address: a 404 for what somebody may not know of, a 403 for what they only see."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organisaties import rechten
from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.models.ingang import Ingang

DINGEN: dict[str, type[Ingang]] = {
    "organisaties": Organisatie,
    "locaties": Locatie,
    "aanbod": Aanbod,
}


def haal(request: HttpRequest, ding: str, kenmerk: str) -> Ingang:
    """Return an entry that this person may know of, else 404."""
    rijen: Any = DINGEN[ding]._default_manager.zichtbaar_voor(request.user)
    if DINGEN[ding] is not Organisatie:
        rijen = rijen.select_related("organisatie")
    ingang: Ingang = get_object_or_404(rijen, kenmerk=kenmerk)
    return ingang


def haal_om_te_bewerken(request: HttpRequest, ding: str, kenmerk: str) -> Ingang:
    """Return an entry that this person keeps or owns; 403 for others who may see it (they can propose a change)."""
    ingang = haal(request, ding, kenmerk)
    if not rechten.mag_bewerken(request.user, ingang):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(ingang))
    return ingang


def voorsteladres(ingang: Ingang, naar: str = "") -> str:
    """Return where a change of this entry is proposed; `naar`: another form that begins at an organisation."""
    if naar:
        return reverse(naar, args=[ingang.kenmerk])
    return reverse("voorstellen:stel_voor", args=[ding_van(type(ingang)), ingang.kenmerk])


def ding_van(model: type[Ingang]) -> str:
    """Return the word that stands for this kind of entry in an address."""
    return next(naam for naam, soort in DINGEN.items() if soort is model)
