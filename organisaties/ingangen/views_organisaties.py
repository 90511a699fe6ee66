"""The list of all organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaart.hulp.openbaar import openbaar
from organisaties.ingangen.organisatielijst import maak_overzicht
from organisaties.regels.typologie import INDELINGEN


@openbaar
@require_GET
def organisaties(request: HttpRequest) -> HttpResponse:
    """Show who there is: by letter, by area, by what they are, with or without offers."""
    overzicht = maak_overzicht(request.GET, request.user)
    context = {"overzicht": overzicht, "indelingen": INDELINGEN}
    return render(request, "organisaties/ingangen/organisaties.html", context)
