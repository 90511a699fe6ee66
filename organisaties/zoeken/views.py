"""Finding: the results page and the choice that stays out of the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_http_methods, require_POST

from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from organisaties import zichtbaarheid
from organisaties.begrippen import begrippen_voor
from organisaties.zoeken import gezegd, open_voor, oude_keuzes, register_voor, resultaten, vergeefs
from organisaties.zoeken.etag import merk_van_bezoeker, stamp_for
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.gestopt import met_naam
from organisaties.zoeken.getypt import lees_getypt
from organisaties.zoeken.nieuwe_vraag import is_nieuw, laat_los
from organisaties.zoeken.resultaten.adres import adres
from organisaties.zoeken.suggesties import stel_voor
from organisaties.zoeken.uit_het_adres import getypt_in, schoon_adres, verder


@csrf_exempt
@openbaar
@require_http_methods(["GET", "POST"])
@schoon_adres(zegt_het=True)
@condition(etag_func=merk_van_bezoeker)
def zoeken(request: HttpRequest) -> HttpResponse:
    """Show the results of the question in the address.

    A POST has a question that was typed and goes on to its address. It changes nothing, so it carries no secret of a
    form: a page that was kept, or is the first one, can send it.
    """
    register = register_voor(request.user, stamp_for(request))
    if verlegd := oude_keuzes.leid_door(request, register):
        return redirect(verlegd)
    gekozen = open_voor.lees(request, register.begrippen["open_voor"])
    filterset = AanbodFilter(
        request.GET, gebruiker=request.user, open_voor=gekozen, register=register, getypt=getypt_in(request)
    )
    uitkomst = resultaten.maak_uitkomst(filterset)
    wat_gezegd = gezegd.lees(request)
    vergeefs.tel(request, filterset.antwoord, iets_weg=wat_gezegd is not None or bool(uitkomst.namen))
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


@csrf_exempt
@openbaar
@require_http_methods(["GET", "POST"])
@never_cache
def voorstellen(request: HttpRequest) -> HttpResponse:
    """Return suggestions for an unfinished text, as the list of a combobox.

    Our pages ask by POST, so that no half word stands in an address; it changes nothing and needs no secret.
    """
    register = register_voor(request.user)
    if request.method == "GET" and (getypt := lees_getypt(request.GET.get("q", ""), register)).anders:
        return verder(request.path, request.GET, getypt, zet_keuze=False)
    tekst = (request.POST if request.method == "POST" else request.GET).get("q", "")
    gevonden = stel_voor(tekst, register)
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
        # What was on before this question, and was not chosen together with it.
        was = set(open_voor.lees(request, bekend))
        nog_aan = is_nieuw(vraag, request.POST) and bool(gekozen) and was.issuperset(gekozen)
        collega = zichtbaarheid.is_professional(request.user)
        gezegd.zeg(response, filterset.getypt, collega=collega, nog_aan=nog_aan)
    open_voor.schrijf(request, response, gekozen)
    return response


def _eigen_adres(request: HttpRequest, gevraagd: str) -> str:
    """Return an address of this site, else that of the results page."""
    veilig = url_has_allowed_host_and_scheme(gevraagd, {request.get_host()}, require_https=request.is_secure())
    return gevraagd if veilig else reverse("zoeken:zoeken")
