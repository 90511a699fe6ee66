"""Pages that say who keeps what, for a coördinator; others get a 403."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from doorverwijzing import rechten
from kaart.werk.mensen import acties
from kaart.werk.mensen.forms import GeefForm, VoorDitGebiedForm
from kaart.werk.mensen.wie_houdt_wat import maak_overzicht
from kaart.werk.overdracht.forms import wie
from kaart.werk.overdracht.soorten import SOORTEN, Soort
from organisaties.models import Medewerker
from organisaties.rechten import eis, medewerker_van


@require_GET
def overzicht(request: HttpRequest) -> HttpResponse:
    """Show every area with its keepers, what nobody keeps, and the themes."""
    eis(rechten.mag_overdragen(request.user))
    return render(request, "werk/mensen/overzicht.html", {"overzicht": maak_overzicht()})


@require_http_methods(["GET", "HEAD", "POST"])
def een(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Show who keeps one area or theme, and give it, take it back, or invite somebody for it."""
    eis(rechten.mag_overdragen(request.user))
    gevraagd = SOORTEN.get(soort)
    if gevraagd is None or not gevraagd.is_gebied:
        raise Http404
    ding = get_object_or_404(gevraagd.model, slug=slug)
    nu = Medewerker.objects.filter(
        pk__in=gevraagd.tussen.objects.filter(**{gevraagd.kolom: ding.pk}).values("medewerker")
    )
    houders = list(nu.prefetch_related("groups").order_by(F("is_active").desc(), "username", "pk"))
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    geef = GeefForm(request.POST if doe == "geef" else None, heeft_al={houder.pk for houder in houders})
    uitnodiging = VoorDitGebiedForm(request.POST if doe == "uitnodigen" else None)
    if doe and _gedaan(request, gevraagd, ding, geef=geef, uitnodiging=uitnodiging):
        return redirect("mensen:een", soort, slug)
    return render(
        request,
        "werk/mensen/een.html",
        {
            "soort": gevraagd,
            "ding": ding,
            "houders": [(houder, wie(houder)) for houder in houders],
            "geef": geef,
            "uitnodiging": uitnodiging,
        },
    )


def _mailt(wie_het_krijgt: Medewerker) -> str:
    return " en krijgt daar een mail over" if wie_het_krijgt.email else ". Er is geen mailadres: vertel het zelf"


def _gedaan(request: HttpRequest, soort: Soort, ding: Any, *, geef: GeefForm, uitnodiging: VoorDitGebiedForm) -> bool:
    """Do what was asked and say so; False where the form says what is wrong."""
    wat: dict[str, Any] = {"gebruiker": medewerker_van(request), "soort": soort, "ding": ding}
    if request.POST["doe"] == "terug":
        van = get_object_or_404(Medewerker, pk=_sleutel(request.POST.get("van", "")))
        acties.neem_terug(**wat, van=van)
        messages.success(request, f"{wie(van)} houdt {ding} niet meer bij. Je kunt het hier weer geven.")
        return True
    if geef.is_bound and geef.is_valid():
        try:
            acties.geef(**wat, aan=geef.gekozen)
        except ValidationError as fout:
            geef.add_error("aan", fout)
            return False
        messages.success(request, f"{wie(geef.gekozen)} houdt nu {ding} bij{_mailt(geef.gekozen)}.")
        return True
    if uitnodiging.is_bound and uitnodiging.is_valid():
        adres = uitnodiging.cleaned_data["email"]
        acties.nodig_uit_voor(**wat, email=adres)
        messages.success(request, f"De uitnodiging is verstuurd naar {adres}. {ding} staat al op die naam.")
        return True
    return False


def _sleutel(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 19 else 0
