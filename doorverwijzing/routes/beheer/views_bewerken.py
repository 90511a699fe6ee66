"""Making and changing routes, by whoever keeps their area. Nothing leads people before it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from doorverwijzing import rechten
from doorverwijzing.models import Route
from doorverwijzing.routes.beheer import acties, formulier
from doorverwijzing.routes.beheer.formulier import Redactie
from doorverwijzing.routes.beheer.views import CONCEPT, TOON, haal, haal_om_te_bewerken
from doorverwijzing.routes.beheer.voorbeeld import voorbeeld_van
from kaart.hulp.openbaar import alleen_post
from kaart.hulp.tekst import opsomming
from organisaties.models import Stadsdeel
from organisaties.rechten import eis, medewerker_van
from organisaties.regels.keuzes import Status

BEWAAR, VOORBEELD = "bewaar", "voorbeeld"


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make a route."""
    eis(rechten.mag_routes(request.user))
    if request.method != "POST":
        wat = {naam: request.GET.get(naam, "").replace("\0", "") for naam in ("behoefte", "stadsdeel")}
        return _toon(request, formulier.leeg(medewerker_van(request), **wat), None)
    return _verwerk(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Change a route; what is published stays as it is until the draft is published."""
    route = haal_om_te_bewerken(request, kenmerk)
    if request.method != "POST":
        nu = acties.te_bewerken(route)
        return _toon(
            request, formulier.van_route(nu, acties.versie_van(nu), medewerker_van(request), hoort_bij=route), route
        )
    return _verwerk(request, route)


@alleen_post
def kopieer(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Make a draft with the same steps for another area."""
    route = haal(request, kenmerk)
    waar = request.POST.get("waar", "")
    if not waar:
        messages.error(request, "Kies eerst voor welk stadsdeel de kopie is.")
        return redirect("routes:route", kenmerk)
    stadsdeel = None if waar == formulier.HELE_STAD else get_object_or_404(Stadsdeel, slug=waar)
    kopie = acties.kopieer(gebruiker=medewerker_van(request), route=route, stadsdeel=stadsdeel)
    messages.success(request, "De kopie staat klaar als concept. Kijk elke stap na: klopt hij hier ook?")
    waar = f"in {stadsdeel.naam}" if stadsdeel else "voor de hele stad"
    for nummer, aanbod in kopie.vervangen:
        messages.info(request, f"Stap {nummer} leidt nu naar ‘{aanbod}’: dat is er {waar} wel.")
    if kopie.zonder:
        welke = opsomming([str(nummer) for nummer in kopie.zonder])
        een = len(kopie.zonder) == 1
        messages.warning(
            request,
            f"{'Stap' if een else 'Stappen'} {welke}: hiervan vonden we {waar} geen eigen plek. "
            f"{'Die wijst' if een else 'Die wijzen'} nog naar dezelfde deur als eerst.",
        )
    return redirect("routes:bewerken", kopie.route.kenmerk)


@alleen_post
def stand(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Publish, stop, or throw a draft away."""
    route = haal_om_te_bewerken(request, kenmerk)
    wat: Any = request.POST.get("doe", "")
    try:
        if wat == "publiceer":
            acties.publiceer(gebruiker=medewerker_van(request), route=route)
            messages.success(request, "De route is gepubliceerd en wijst nu de weg.")
        elif wat == "stop":
            acties.stop(gebruiker=medewerker_van(request), route=route)
            messages.success(request, "De route is gestopt. Je kunt haar later weer publiceren.")
        elif wat == "gooi-weg":
            if not acties.gooi_concept_weg(gebruiker=medewerker_van(request), route=route):
                messages.success(request, "Het concept is weg.")
                return redirect("routes:lijst")
            messages.success(request, "Het concept is weg. De route zelf is niet veranderd.")
        else:
            raise Http404
    except ValidationError as fout:
        messages.error(request, f"Nog niet gepubliceerd. {' '.join(fout.messages)}")
    return redirect("routes:route", kenmerk)


def _verwerk(request: HttpRequest, route: Route | None) -> HttpResponse:
    """Lay the form out again for a button of a step; save for the other one."""
    opdracht = request.POST.get("doe", BEWAAR)
    if opdracht == VOORBEELD:
        bezig = formulier.van_post(request.POST, medewerker_van(request), route=route)
        return _toon(request, bezig, route, met_voorbeeld=bezig.is_goed())
    if opdracht != BEWAAR:
        return _toon(request, formulier.verlegd(request.POST, opdracht, medewerker_van(request), route=route), route)
    bezig = formulier.van_post(request.POST, medewerker_van(request), route=route)
    if not bezig.is_goed() or bezig.gegevens is None:
        return _toon(request, bezig, route)
    try:
        concept = acties.bewaar(
            gebruiker=medewerker_van(request), route=route, gegevens=bezig.gegevens, versie=bezig.versie
        )
    except acties.Intussen as ander:
        # Saving once more is then a choice: the stamp is that of what is shown beside it.
        bezig.versie = acties.versie_van(ander.huidig)
        return _toon(request, bezig, route, intussen=ander.huidig)
    hoofd = concept.vervangt or concept
    overal = " Je koos geen stadsdeel: het concept staat nu op al jouw stadsdelen." if bezig.route.alle_gebieden else ""
    messages.success(request, f"Bewaard als concept.{overal} Lees het na en publiceer het.")
    toon = f"?{TOON}={CONCEPT}" if hoofd.pk != concept.pk else ""
    return redirect(f"{reverse('routes:route', args=[hoofd.kenmerk])}{toon}")


def _toon(
    request: HttpRequest,
    bezig: Redactie,
    route: Route | None,
    *,
    intussen: Route | None = None,
    met_voorbeeld: bool = False,
) -> HttpResponse:
    return render(
        request,
        "doorverwijzing/routes/beheer/bewerken.html",
        {
            "bezig": bezig,
            "fouten": list(bezig.fouten),
            "zo_wordt_het": voorbeeld_van(bezig.gegevens, request.user)
            if met_voorbeeld and bezig.gegevens is not None
            else None,
            "route": route,
            "gepubliceerd": route is not None and route.status == Status.GEPUBLICEERD,
            "intussen": intussen,
            "stappen_intussen": list(intussen.stappen.select_related("aanbod", "organisatie")) if intussen else [],
        },
    )
