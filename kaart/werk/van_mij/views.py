"""'Van mij': everything that is somebody's own to keep or to finish; a 403 for whoever has nothing of the kind."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kaart.werk.van_mij.mijn_ingangen import ALLES, KEUZES, lees, sleutels
from organisaties import rechten

PER_PAGINA = 25


@require_GET
def van_mij(request: HttpRequest) -> HttpResponse:
    """Show what this person keeps, made, drafted, proposed or brought in, by name; `wat` chooses a part of it."""
    rechten.eis(rechten.mag_van_mij(request.user))
    gebruiker = rechten.medewerker_van(request)
    gevraagd = request.GET.get("wat", ALLES)
    wat = gevraagd if gevraagd in dict(KEUZES) else ALLES
    pagina = Paginator(sleutels(gebruiker, wat), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "werk/van_mij/lijst.html",
        {
            "pagina": pagina,
            "regels": lees(list(pagina.object_list), gebruiker),
            "keuzes": KEUZES,
            "wat": wat,
            "url": f"{reverse('van_mij:lijst')}?wat={wat}&pagina=",
            "mag_werklijst": rechten.mag_werklijst(request.user),
            "houdt_de_stad_bij": rechten.houdt_de_stad_bij(request.user),
        },
    )
