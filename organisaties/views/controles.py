"""'Klopt nog' for an entry or a part of it, and the tips of colleagues beside it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kaart.hulp.bewaking import Bewaakt
from kaart.hulp.veilige_tekst import VeiligeTekst
from organisaties import controles, rechten
from organisaties.acties import tips as acties
from organisaties.acties.controle import klopt_nog as leg_vast
from organisaties.bewerken.views import haal, haal_om_te_bewerken
from organisaties.models import Aanbod, Controle, Praktijktip


class KloptForm(Bewaakt, forms.Form):
    """Which part still holds, and how somebody looked."""

    onderdeel = forms.ChoiceField(choices=Controle.Onderdeel.choices)
    wijze = forms.ChoiceField(choices=Controle.Wijze.choices)


class TipForm(Bewaakt, forms.Form):
    """A tip for colleagues."""

    tekst = VeiligeTekst(
        label="Wat moet een collega weten?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen collega’s lezen dit. Schrijf niets over een persoon.",
        error_messages={"required": "Schrijf de tip op."},
    )


@require_POST
def klopt_nog(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Note that (part of) an entry still holds today."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    form = KloptForm(request.POST)
    if not form.is_valid():
        raise Http404
    onderdeel = form.cleaned_data["onderdeel"]
    if onderdeel != Controle.Onderdeel.ALLES and onderdeel not in controles.onderdelen_van(ingang):
        raise Http404
    leg_vast(gebruiker=request.user, ingang=ingang, wijze=form.cleaned_data["wijze"], onderdeel=onderdeel)
    messages.success(request, "Genoteerd: het klopt nog.")
    return redirect(f"{ingang.get_absolute_url()}#zeker")


@require_http_methods(["GET", "HEAD", "POST"])
def geef_tip(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Write a tip for colleagues."""
    aanbod = haal(request, "aanbod", kenmerk)
    if not rechten.mag_tips(request.user) or not isinstance(aanbod, Aanbod):
        raise PermissionDenied
    form = TipForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        acties.geef_tip(gebruiker=request.user, aanbod=aanbod, tekst=form.cleaned_data["tekst"])
        messages.success(request, "Dank je. Je collega’s lezen het nu ook.")
        return redirect(f"{aanbod.get_absolute_url()}#tips")
    return render(request, "organisaties/tip.html", {"aanbod": aanbod, "form": form})


@require_POST
def tip(request: HttpRequest, kenmerk: str, pk: int) -> HttpResponse:
    """Say that a tip still holds, or take it away."""
    aanbod = haal(request, "aanbod", kenmerk)
    gevonden = get_object_or_404(Praktijktip.objects.zichtbaar_voor(request.user).filter(aanbod=aanbod.pk), pk=pk)
    if request.POST.get("doe") == "weg":
        acties.haal_tip_weg(gebruiker=request.user, tip=gevonden)
        messages.success(request, "De tip is weg.")
    else:
        acties.nog_waar(gebruiker=request.user, tip=gevonden)
        messages.success(request, "Genoteerd: de tip is nog waar.")
    return redirect(f"{aanbod.get_absolute_url()}#tips")
