"""'Klopt nog' for the blocks of an entry, taking that back, and the tips of colleagues beside it."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from kaart.hulp.tekst import opsomming
from organisaties import rechten
from organisaties.bijhouden.controleren import acties as acties_controle
from organisaties.bijhouden.controleren import tips as acties
from organisaties.ingangen.controles import Gezien
from organisaties.ingangen.ophalen import haal, haal_om_te_bewerken
from organisaties.models import Aanbod, Controle, Controlebeurt, Praktijktip
from organisaties.models.ingang import Ingang

KIJK = "?kijk=1"
"""On the page of an entry: with 'Klopt het nog?' open."""


class KloptForm(Bewaakt, forms.Form):
    """How somebody looked; what they looked at are the ticks, see `gezien`."""

    wijze = forms.ChoiceField(choices=[een for een in Controle.Wijze.choices if een[0] != Controle.Wijze.ZELF])

    def gezien(self) -> Gezien:
        """Return the blocks that were ticked, in the version that was shown; raises ValueError for what is none."""
        gestuurd = cast(QueryDict, self.data)
        return Gezien.uit(gestuurd.getlist("blok"), gestuurd.getlist("nagevraagd"))


class TipForm(Bewaakt, forms.Form):
    """A tip for colleagues."""

    tekst = VeiligeTekst(
        label="Wat moet een collega weten?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen collega’s lezen dit. Schrijf niets over een persoon.",
        error_messages={"required": "Schrijf de tip op."},
    )


@alleen_post
def klopt_nog(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Note that the ticked blocks of an entry still hold today."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    uitkomst = noteer(request, KloptForm(request.POST), ingang)
    adres = ingang.get_absolute_url()
    zeg(request, uitkomst, ingang, terug=f"{adres}#zeker")
    return redirect(f"{adres}{'' if uitkomst.beurt and not uitkomst.veranderd else KIJK}#zeker")


def noteer(request: HttpRequest, form: KloptForm, ingang: Ingang) -> acties_controle.Uitkomst:
    """Do what this form asks for; a 404 for what no page of ours sends."""
    if not form.is_valid():
        raise Http404
    try:
        gezien = form.gezien()
    except ValueError:
        raise Http404 from None
    return acties_controle.klopt_nog(
        gebruiker=rechten.medewerker_van(request), ingang=ingang, wijze=form.cleaned_data["wijze"], gezien=gezien
    )


def zeg(
    request: HttpRequest, uitkomst: acties_controle.Uitkomst, ingang: Ingang, *, terug: str, ongedaan: str = ""
) -> None:
    """Say what was noted, with a way to undo it, and what was not because it says something else now.

    `ongedaan`: the address that takes it back, where more was done than this check.
    """
    if uitkomst.beurt:
        delen = list(uitkomst.genoteerd)
        if uitkomst.nagevraagd and not uitkomst.heel_voor_wie:
            delen.append("1 groep" if uitkomst.nagevraagd == 1 else f"{uitkomst.nagevraagd} groepen")
        alleen_dit = f"{reverse('controleren:ongedaan', args=[uitkomst.beurt.pk])}?{urlencode({'terug': terug})}"
        messages.success(
            request, f"‘{ingang}’ klopt nog. Genoteerd: {opsomming(delen)}.", extra_tags=ongedaan or alleen_dit
        )
    elif not uitkomst.veranderd:
        messages.warning(request, f"Er is niets genoteerd bij ‘{ingang}’. Vink eerst aan wat je nakeek.")
    if uitkomst.veranderd:
        wat = opsomming(uitkomst.veranderd)
        messages.warning(
            request,
            f"Bij ‘{ingang}’ is intussen iets veranderd: {wat}. Dat is niet genoteerd. Kijk hier hoe het nu is.",
        )


@alleen_post
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own check; a 404 for one of somebody else, or one that is gone."""
    beurt = get_object_or_404(Controlebeurt.objects.van(request.user), pk=pk)
    ingang = beurt.doel
    terug = request.GET.get("terug", "")
    try:
        acties_controle.maak_ongedaan(gebruiker=rechten.medewerker_van(request), beurt=beurt)
    except acties_controle.TeLaat:
        messages.error(request, "Dit is langer dan een dag geleden. Het kan niet meer ongedaan worden gemaakt.")
    except Controlebeurt.DoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, f"Ongedaan gemaakt. ‘{ingang}’ staat er weer bij zoals het was.")
    veilig = url_has_allowed_host_and_scheme(terug, allowed_hosts=None)
    return redirect(terug if veilig else f"{ingang.get_absolute_url()}#zeker")


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def geef_tip(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Write a tip for colleagues."""
    aanbod = haal(request, "aanbod", kenmerk)
    if not rechten.mag_tips(request.user) or not isinstance(aanbod, Aanbod):
        raise PermissionDenied
    form = TipForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        acties.geef_tip(gebruiker=rechten.medewerker_van(request), aanbod=aanbod, tekst=form.cleaned_data["tekst"])
        messages.success(request, "Dank je. Je collega’s lezen het nu ook.")
        return redirect(f"{aanbod.get_absolute_url()}#tips")
    return render(request, "organisaties/bijhouden/controleren/tip.html", {"aanbod": aanbod, "form": form})


@alleen_post
def tip(request: HttpRequest, kenmerk: str, pk: int) -> HttpResponse:
    """Say that a tip still holds, or take it away."""
    aanbod = haal(request, "aanbod", kenmerk)
    gevonden = get_object_or_404(Praktijktip.objects.zichtbaar_voor(request.user).filter(aanbod=aanbod.pk), pk=pk)
    if request.POST.get("doe") == "weg":
        acties.haal_tip_weg(gebruiker=rechten.medewerker_van(request), tip=gevonden)
        messages.success(request, "De tip is weg.")
    else:
        acties.nog_waar(gebruiker=rechten.medewerker_van(request), tip=gevonden)
        messages.success(request, "Genoteerd: de tip is nog waar.")
    return redirect(f"{aanbod.get_absolute_url()}#tips")
