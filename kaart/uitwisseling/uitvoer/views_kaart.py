"""The whole kaart as a workbook, for a coördinator."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.rate_limit import te_vaak, wie
from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vormen import BESTANDEN, Vorm
from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
from kaart.uitwisseling.models import Uitvoer
from kaart.uitwisseling.uitvoer.acties import noteer_uitvoer
from kaart.uitwisseling.uitvoer.alles import alle_vellen
from organisaties import rechten
from organisaties.accounts.opnieuw import weer_ingelogd
from organisaties.models import Medewerker

HOOGSTENS_GETOOND = 10


class Uitvoerformulier(Bewaakt, forms.Form):
    """What to take along."""

    vorm = forms.ChoiceField(
        label="Soort bestand",
        choices=[
            (Vorm.XLSX, "Excel (xlsx)"),
            (Vorm.ODS, "LibreOffice (ods)"),
            (Vorm.CSV_EXCEL, "Zip met CSV voor Excel"),
            (Vorm.CSV, "Zip met gewone CSV"),
        ],
    )
    contacten = forms.BooleanField(
        label="Met contactpersonen",
        required=False,
        help_text="Alleen als je ze nodig hebt. We noteren dat ze zijn meegegaan, met de datum en je rol.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@weer_ingelogd
def alles(request: HttpRequest) -> HttpResponseBase:
    """Ask what to take along; a POST notes it and gives the file."""
    if not isinstance(request.user, Medewerker) or not rechten.mag_alles_uitvoeren(request.user):
        raise PermissionDenied
    formulier = Uitvoerformulier(request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        if wacht := BESTANDEN.neem(wie(request)).wacht:
            return te_vaak(request, wacht)
        vorm, contacten = Vorm(formulier.cleaned_data["vorm"]), formulier.cleaned_data["contacten"]
        noteer_uitvoer(door=request.user, vorm=vorm, contacten=contacten)
        adres = request.build_absolute_uri("/")
        return vormen.antwoord(vorm, "kaart", alle_vellen(ALLE_BLADEN, request.user, adres=adres, contacten=contacten))
    return render(
        request,
        "uitwisseling/uitvoer/alles.html",
        {"formulier": formulier, "eerder": list(Uitvoer.objects.all()[:HOOGSTENS_GETOOND])},
    )
