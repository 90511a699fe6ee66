"""The list of all organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import openbaar
from organisaties.ingangen.organisatielijst import maak_overzicht
from organisaties.regels.typologie import INDELINGEN
from organisaties.zoeken import gezegd
from organisaties.zoeken.uit_het_adres import schoon_adres


@csrf_exempt
@openbaar
@require_http_methods(["GET", "POST"])
@schoon_adres(zoekt_namen=True, zegt_het=True)
def organisaties(request: HttpRequest) -> HttpResponse:
    """Show who there is: by letter, by area, by what they are, with or without offers; a POST has a typed name."""
    overzicht = maak_overzicht(request.GET, request.user)
    wat_gezegd = gezegd.lees(request)
    context = {"overzicht": overzicht, "indelingen": INDELINGEN, "gezegd": wat_gezegd}
    response = render(request, "organisaties/ingangen/organisaties.html", context)
    if wat_gezegd is not None:
        gezegd.vergeet(response)
    return response
