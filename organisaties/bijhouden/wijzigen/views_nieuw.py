"""The short form for something new, and the page after it on which one goes on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen import samen_nieuw
from organisaties.bijhouden.wijzigen.dubbelen import lijkt_op
from organisaties.bijhouden.wijzigen.kortformulier import KortForm
from organisaties.bijhouden.wijzigen.views import CONCEPT
from organisaties.ingangen.ophalen import ding_van
from organisaties.models import Organisatie
from organisaties.models.ingang import soort_van
from organisaties.regels.volledigheid import volledigheid


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make an organisation, its place and what it offers from one short form, or propose them."""
    rechten.eis(rechten.mag_nieuw(request.user))
    gebruiker = rechten.medewerker_van(request)
    form = KortForm(request.POST if request.method == "POST" else None, gebruiker=gebruiker)
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form)
    gelijkend = lijkt_op(Organisatie, form.organisatie(), gebruiker)
    if gelijkend and not request.POST.get("toch"):
        return _toon(request, form, gelijkend)
    try:
        samen = samen_nieuw.maak_samen(
            gebruiker=gebruiker,
            organisatie=form.organisatie(),
            plek=form.plek(),
            aanbod=form.wat(),
            publiceren=request.POST.get("doe") != CONCEPT,
            gesproken=form.cleaned_data["gesproken"],
        )
    except PermissionDenied:
        form.add_error("stadsdeel", "Dit is geen stadsdeel dat jij bijhoudt. Kies een eigen stadsdeel.")
    except ValidationError as fout:
        form.add_error(None, fout.messages)
    else:
        messages.success(request, _wat_er_gebeurde(samen))
        return redirect("wijzigen:gemaakt", samen.organisatie.kenmerk)
    return _toon(request, form)


def _wat_er_gebeurde(samen: samen_nieuw.Samen) -> str:
    if samen.voorgesteld:
        return "Dank je. Wie dit stadsdeel bijhoudt, kijkt ernaar. Je hoort bij ‘Mijn voorstellen’ wat ermee gebeurt."
    concept = samen.organisatie.status == "concept"
    return "Bewaard als concept. Je vindt het terug bij ‘Van mij’." if concept else "Het staat op de kaart."


def _toon(request: HttpRequest, form: KortForm, gelijkend: list[Any] | None = None) -> HttpResponse:
    return render(
        request,
        "organisaties/bijhouden/wijzigen/nieuw_kort.html",
        {
            "form": form,
            "gelijkend": gelijkend or [],
            "mag_werklijst": rechten.mag_werklijst(request.user),
            "houdt_de_stad_bij": rechten.houdt_de_stad_bij(request.user),
        },
    )


@require_GET
def gemaakt(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show what was made, and what of each is still asked for."""
    organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    rechten.eis(rechten.heeft_gemaakt(request.user, organisatie) is not None)
    alles = [organisatie, *organisatie.locaties.order_by("pk"), *organisatie.aanbod.order_by("pk")]
    return render(
        request,
        "organisaties/bijhouden/wijzigen/gemaakt.html",
        {
            "organisatie": organisatie,
            "delen": [
                (een, ding_van(type(een)), soort_van(een), volledigheid(soort_van(een), lees(een)))
                for een in alles
                if rechten.heeft_gemaakt(request.user, een) is not None
            ],
            "houdt_bij": rechten.mag_bewerken(request.user, organisatie),
        },
    )
