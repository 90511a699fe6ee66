"""Keeping the lines of one organisation: for keepers of its area or the city."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.samenwerking.acties import haal_lijn_weg, leg_lijn
from organisaties.bijhouden.samenwerking.forms import SamenwerkingForm
from organisaties.ingangen.netwerk import netwerk_van
from organisaties.models import Organisatie, Samenwerking


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def lijnen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show the lines of an organisation, and add one."""
    organisatie = _haal(request, kenmerk)
    form = SamenwerkingForm(request.POST if request.method == "POST" else None, vanuit=organisatie)
    if request.method == "POST" and form.is_valid():
        leg_lijn(
            gebruiker=rechten.medewerker_van(request),
            van=form.cleaned_data["van"],
            naar=form.cleaned_data["naar"],
            soort=form.cleaned_data["soort"],
            toelichting=form.cleaned_data["toelichting"],
        )
        messages.success(request, f"De lijn met {form.cleaned_data['ander']} staat erbij.")
        return redirect("samenwerking:lijnen", kenmerk)
    return render(
        request,
        "organisaties/bijhouden/samenwerking/samenwerking.html",
        {"organisatie": organisatie, "form": form, "netwerk": netwerk_van(organisatie, request.user)},
    )


@alleen_post
def haal_weg(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Take one line away."""
    organisatie = _haal(request, kenmerk)
    nummer = request.POST.get("lijn", "")
    eigen = Samenwerking.objects.zichtbaar_voor(request.user).van_organisatie(organisatie)
    lijn = get_object_or_404(eigen, pk=int(nummer) if nummer.isascii() and nummer.isdigit() and len(nummer) < 19 else 0)
    haal_lijn_weg(gebruiker=rechten.medewerker_van(request), lijn=lijn)
    messages.success(request, "De lijn is weg.")
    return redirect("samenwerking:lijnen", kenmerk)


def _haal(request: HttpRequest, kenmerk: str) -> Organisatie:
    """Return the organisation; 404 for anyone who may not know of it, 403 for anyone who does not keep it."""
    organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    if not rechten.mag_bijhouden(request.user, organisatie):
        raise PermissionDenied
    return organisatie
