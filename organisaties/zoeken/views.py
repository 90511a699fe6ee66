"""Finding: the results page and the choice that stays out of the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_GET, require_POST

from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from organisaties import zichtbaarheid
from organisaties.begrippen import begrippen_voor
from organisaties.zoeken import gezegd, open_voor, register_voor, resultaten
from organisaties.zoeken.etag import merk_van_bezoeker, stamp_for
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.gestopt import met_naam
from organisaties.zoeken.nieuwe_vraag import laat_los
from organisaties.zoeken.resultaten.adres import adres
from organisaties.zoeken.suggesties import stel_voor
from organisaties.zoeken.uit_het_adres import zonder_groepswoord


@openbaar
@require_GET
@zonder_groepswoord(zegt_het=True)
@condition(etag_func=merk_van_bezoeker)
def zoeken(request: HttpRequest) -> HttpResponse:
    """Show the results of the question in the address."""
    register = register_voor(request.user, stamp_for(request))
    gekozen = open_voor.lees(request, register.begrippen["open_voor"])
    filterset = AanbodFilter(request.GET, gebruiker=request.user, open_voor=gekozen, register=register)
    if filterset.noemt_huis:
        # Where somebody lives does not stay in an address.
        return redirect(adres(filterset.vraag))
    uitkomst = resultaten.maak_uitkomst(filterset)
    wat_gezegd = gezegd.lees(request)
    response = render(
        request,
        "organisaties/zoeken/zoeken.html",
        {
            "vraag": filterset.vraag,
            "uitkomst": uitkomst,
            "gestopt": met_naam(filterset.vraag.q, request.user),
            "open_voor": uitkomst.open_voor,
            "veilig": uitkomst.veilig,
            "gezegd": wat_gezegd,
        },
    )
    if wat_gezegd is not None:
        gezegd.vergeet(response)
    # Where someone may be watched, the browser keeps nothing of what was asked.
    return spoorloos(response, formulier=True) if uitkomst.veilig else response


@openbaar
@require_GET
@never_cache
def voorstellen(request: HttpRequest) -> HttpResponse:
    """Return suggestions for an unfinished text, as the list of a combobox."""
    gevonden = stel_voor(request.GET.get("q", ""), register_voor(request.user))
    return render(request, "organisaties/zoeken/_suggesties.html", {"voorstellen": gevonden})


@openbaar
@require_POST
def kies_open_voor(request: HttpRequest) -> HttpResponse:
    """Apply everything that was chosen: the groups out of sight, the rest in the address that this goes on to.

    With `terug` only the groups are sent, or taken away, and that page is next. A group that was typed takes the place
    of what was chosen.
    """
    begrippen = begrippen_voor(request.user)
    bekend = begrippen["open_voor"]
    gekozen = [] if "wis" in request.POST else [s for s in request.POST.getlist("open_voor") if s in bekend]
    if "terug" in request.POST:
        response = redirect(_eigen_adres(request, request.POST["terug"]))
    else:
        filterset = AanbodFilter(request.POST, gebruiker=request.user, open_voor=tuple(gekozen), begrippen=begrippen)
        vraag, losgelaten = laat_los(filterset.vraag, request.POST, begrippen["behoefte"])
        response, gekozen = redirect(adres(vraag, losgelaten=losgelaten)), list(vraag.open_voor)
        gezegd.zeg(response, filterset.gesplitst, collega=zichtbaarheid.is_professional(request.user))
    open_voor.schrijf(request, response, gekozen)
    return response


def _eigen_adres(request: HttpRequest, gevraagd: str) -> str:
    """Return an address of this site, else that of the results page."""
    veilig = url_has_allowed_host_and_scheme(gevraagd, {request.get_host()}, require_https=request.is_secure())
    return gevraagd if veilig else reverse("zoeken:zoeken")
