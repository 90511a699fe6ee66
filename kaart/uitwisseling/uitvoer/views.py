"""Results to keep as a spreadsheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from kaart.hulp.rate_limit import geremd
from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vormen import BESTANDEN, Vorm
from kaart.uitwisseling.uitvoer.resultaten import resultatenvellen
from organisaties.begrippen import begrippen_voor
from organisaties.zoeken import open_voor
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.uit_het_adres import getypt_in, schoon_adres


@openbaar
@require_GET
@schoon_adres()
@geremd(BESTANDEN)
def resultaten(request: HttpRequest) -> HttpResponseBase:
    """Give the results of the question in the address, all of them in the order of the page.

    A chosen category narrows the rows as it does on the page, but the file does not know of it: not in its name, not
    in a column, not in its readme. A colleague who keeps a list knows why; whoever finds it does not.
    A question about safety gives no file: a page says so, and the browser keeps neither.
    """
    bekend = begrippen_voor(request.user)["open_voor"]
    filterset = AanbodFilter(
        request.GET, gebruiker=request.user, open_voor=open_voor.lees(request, bekend), getypt=getypt_in(request)
    )
    if filterset.antwoord.gaat_over_veiligheid:
        return spoorloos(render(request, "uitwisseling/uitvoer/geen_bestand.html", status=404))
    vorm = vorm_van(filterset.gevraagd.get("vorm", Vorm.XLSX))
    vellen = resultatenvellen(filterset, request.user, adres=request.build_absolute_uri("/"))
    return vormen.antwoord(vorm, "aanbod", vellen if vorm in (Vorm.XLSX, Vorm.ODS) else vellen[:1])


def vorm_van(tekst: str) -> Vorm:
    """Return the kind of file asked for; raises Http404 for one that is not there."""
    try:
        return Vorm(tekst)
    except ValueError:
        raise Http404(tekst) from None
