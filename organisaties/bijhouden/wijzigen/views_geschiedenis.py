"""What an entry was before, and putting back a state that it had."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.momentopname.verschil import verschillen
from organisaties.bijhouden.wijzigen import acties
from organisaties.bijhouden.wijzigen.formulier import Onderwerp, onderwerp_van
from organisaties.ingangen.ophalen import haal, haal_om_te_bewerken, voorsteladres
from organisaties.models import Ingreep, Versie

HOOGSTENS_VERSIES = 200


@eerst_of_het_bestaat
@require_GET
def geschiedenis(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Show every change of an entry: who (by role), when, what and why."""
    ingang = haal(request, ding, kenmerk)
    rechten.eis(rechten.mag_geschiedenis(request.user, ingang))
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    versies = list(Versie.objects.bij(ingang)[: HOOGSTENS_VERSIES + 1])
    regels = _per_versie(onderwerp, versies)
    per_ingreep: dict[int, list[Versie]] = {}
    for versie in Versie.objects.van_voor(ingang)[:HOOGSTENS_VERSIES]:
        per_ingreep.setdefault(versie.ingreep_id or 0, []).append(versie)
    return render(
        request,
        "organisaties/bijhouden/wijzigen/geschiedenis.html",
        {
            "ingang": ingang,
            "ding": ding,
            "regels": regels[:HOOGSTENS_VERSIES],
            "meer": len(versies) > HOOGSTENS_VERSIES,
            "mag_terugzetten": rechten.beslist_over(request.user, ingang),
            "ingrepen": [
                (ingreep, per_ingreep[ingreep.pk][0].staat["naam"] if ingreep.pk in per_ingreep else "")
                for ingreep in Ingreep.objects.bij(ingang)
            ],
            "van_voor": [regel for eerder in per_ingreep.values() for regel in _per_versie(onderwerp, eerder)],
            "mag_terug": rechten.mag_ingreep_terugdraaien(request.user, ingang),
        },
    )


def _per_versie(onderwerp: Onderwerp, versies: list[Versie]) -> list[dict[str, Any]]:
    """Return states, the latest first, each with what it was called and its differences from the one before."""
    regels = []
    for versie, eerder in zip(versies, [*versies[1:], None], strict=False):
        van, naar = onderwerp.toonbaar(eerder.staat if eerder else {}), onderwerp.toonbaar(versie.staat)
        anders_ = verschillen(onderwerp.model, van, naar) if eerder else []
        regels.append({"versie": versie, "naam": versie.staat["naam"], "verschillen": anders_})
    return regels


@require_http_methods(["GET", "HEAD", "POST"])
def zet_terug(request: HttpRequest, ding: str, kenmerk: str, pk: int) -> HttpResponse:
    """Show what putting back an earlier state would change, and do it."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    if not rechten.beslist_over(request.user, ingang):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(ingang))
    versie = get_object_or_404(Versie.objects.bij(ingang), pk=pk)
    if request.method == "POST":
        try:
            acties.zet_terug(gebruiker=rechten.medewerker_van(request), ingang=ingang, versie=versie)
        except ValidationError as fout:
            messages.error(request, f"Dit kan niet meer terug: {' '.join(fout.messages)}")
            return redirect("wijzigen:geschiedenis", ding, kenmerk)
        messages.success(request, "Teruggezet. Wat er tussendoor stond, blijft in de geschiedenis.")
        return redirect("wijzigen:geschiedenis", ding, kenmerk)
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    nu = lees(ingang)
    van, naar = onderwerp.toonbaar(nu), onderwerp.toonbaar(versie.staat)
    return render(
        request,
        "organisaties/bijhouden/wijzigen/terugzetten.html",
        {"ingang": ingang, "ding": ding, "versie": versie, "verschillen": verschillen(type(ingang), van, naar)},
    )
