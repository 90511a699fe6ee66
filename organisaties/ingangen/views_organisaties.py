"""The list of all organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaart.hulp.openbaar import openbaar
from organisaties.ingangen.organisatielijst import maak_overzicht
from organisaties.regels.typologie import INDELINGEN
from organisaties.zoeken.uit_het_adres import zonder_groepswoord


@openbaar
@require_GET
@zonder_groepswoord(zoekt_namen=True)
def organisaties(request: HttpRequest) -> HttpResponse:
    """Show who there is: by letter, by area, by what they are, with or without offers."""
    overzicht = maak_overzicht(request.GET, request.user)
    context = {"overzicht": overzicht, "indelingen": INDELINGEN}
    return render(request, "organisaties/ingangen/organisaties.html", context)
