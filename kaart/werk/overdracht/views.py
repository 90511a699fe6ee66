"""Hand-over pages, for a coördinator; somebody's own portfolio for that person too. Others get a 403."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from doorverwijzing import rechten
from kaart.hulp.openbaar import alleen_post
from kaart.hulp.rate_limit import geremd
from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vormen import BESTANDEN, Vorm
from kaart.werk.models import Overdracht
from kaart.werk.overdracht import acties as overdragen
from kaart.werk.overdracht.dossier import vellen
from kaart.werk.overdracht.forms import KEUZES, OverdrachtForm, ToewijzenForm, wie
from kaart.werk.overdracht.portefeuille import gebieden_van, mensen, portefeuille_van
from kaart.werk.overdracht.soorten import in_woorden
from kaart.werk.overdracht.zonder_houder import stadsbreed, stadsdelen_zonder_houder
from organisaties.models import Medewerker
from organisaties.rechten import eis, heeft_rol, medewerker_van
from organisaties.regels.rollen import Rol

PER_PAGINA = 50
HOOGSTENS_EERDER = 20


@require_GET
def overzicht(request: HttpRequest) -> HttpResponse:
    """Show who keeps what, what nobody keeps, and what was handed over lately."""
    eis(rechten.mag_overdragen(request.user))
    return render(
        request,
        "werk/overdracht/overzicht.html",
        {
            "mensen": [(een, wie(een), gebieden_van(een)) for een in mensen()],
            "zonder": list(stadsdelen_zonder_houder()),
            "stadsbreed": [(naam, titel.lower(), stadsbreed(naam).count()) for naam, titel in KEUZES.items()],
            "eerder": [
                (een, wie(een.van) if een.van else "een account dat weg is", in_woorden(een.wat))
                for een in Overdracht.objects.select_related("van")[:HOOGSTENS_EERDER]
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def portefeuille(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything one person keeps; a coördinator moves it from here."""
    medewerker = _haal(request, pk)
    mag = rechten.mag_overdragen(request.user)
    if request.method == "POST" and not mag:
        raise PermissionDenied
    alles = portefeuille_van(medewerker, lezer=request.user)
    form = OverdrachtForm(
        request.POST if request.method == "POST" else None, van=medewerker, delen=alles.delen if mag else ()
    )
    if request.method == "POST" and form.is_valid():
        try:
            gedaan = overdragen.draag_over(
                gebruiker=medewerker_van(request), van=medewerker, verdeling=form.cleaned_data["verdeling"]
            )
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            tot = f"{gedaan.terug_tot:%d-%m-%Y}"
            messages.success(
                request,
                f"Overgedragen: {in_woorden(gedaan.wat)}. Wie het kreeg, krijgt een mail. "
                f"Tot en met {tot} kun je dit ongedaan maken.",
            )
            return redirect("overdracht:overzicht")
    return render(
        request,
        "werk/overdracht/portefeuille.html",
        {"medewerker": medewerker, "naam": wie(medewerker), "alles": alles, "form": form, "mag_overdragen": mag},
    )


@require_GET
@geremd(BESTANDEN)
def dossier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the hand-over file: a page to print, or a workbook."""
    medewerker = _haal(request, pk)
    alles = portefeuille_van(medewerker, lezer=request.user)
    vorm = request.GET.get("vorm", "")
    if vorm in (Vorm.XLSX, Vorm.ODS):
        return vormen.antwoord(Vorm(vorm), "overdracht", vellen(alles))
    if vorm:
        raise Http404
    return render(
        request,
        "werk/overdracht/dossier.html",
        {
            "medewerker": medewerker, "naam": wie(medewerker), "alles": alles, "op": timezone.localdate(),
            "vellen": [(vel.titel, vel.kolommen, list(vel.rijen())) for vel in vellen(alles)],
        },
    )  # fmt: skip


@alleen_post
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a hand-over."""
    eis(rechten.mag_overdragen(request.user))
    gevonden = get_object_or_404(Overdracht, pk=pk)
    try:
        aantal = overdragen.draai_terug(gebruiker=medewerker_van(request), overdracht=gevonden)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        rest = gevonden.aantal - aantal
        bleef = "1 ding bleef" if rest == 1 else f"{rest} dingen bleven"
        extra = f" {bleef} staan: dat is intussen weer verder gegeven." if rest else ""
        terug = "Niets teruggegeven" if not aantal else "Teruggegeven"
        wat = f": {in_woorden(gevonden.wat)}" if aantal and not rest else ""
        messages.success(request, f"{terug}{wat}.{extra}")
    return redirect("overdracht:overzicht")


@require_http_methods(["GET", "HEAD", "POST"])
def toewijzen(request: HttpRequest) -> HttpResponse:
    """Assign what belongs to the whole city to somebody by name."""
    eis(rechten.mag_overdragen(request.user))
    soort = request.GET.get("soort", "aanbod")
    if soort not in KEUZES:
        raise Http404
    toegewezen = request.GET.get("stand") == "toegewezen"
    rijen = stadsbreed(soort, toegewezen=toegewezen).prefetch_related("houders")
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    form = ToewijzenForm(
        request.POST if request.method == "POST" else None, soort=soort, rijen=list(pagina.object_list)
    )
    adres = f"{reverse('overdracht:toewijzen')}?soort={soort}{'&stand=toegewezen' if toegewezen else ''}"
    if request.method == "POST" and form.is_valid():
        dingen, aan = form.gekozen()
        try:
            aantal = overdragen.wijs_toe(gebruiker=medewerker_van(request), dingen=dingen, aan=aan)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            messages.success(request, f"Aangepast: {aantal}.")
            return redirect(adres)
    keuze = {"soort": soort, "toegewezen": toegewezen, "url": f"{adres}&pagina="}
    return _toon_toewijzen(request, form, pagina, keuze)


def _toon_toewijzen(
    request: HttpRequest, form: ToewijzenForm, pagina: Page[Any], keuze: dict[str, Any]
) -> HttpResponse:
    aangevinkt = set(form["dingen"].value() or ())
    return render(
        request,
        "werk/overdracht/toewijzen.html",
        {
            **keuze,
            "form": form,
            "soorten": KEUZES.items(),
            "pagina": pagina,
            "rijen": [(rij, [wie(h) for h in rij.houders.all()], str(rij.pk) in aangevinkt) for rij in pagina],
        },
    )


def _haal(request: HttpRequest, pk: int) -> Medewerker:
    """Return an account: any for a coördinator, their own for another keeper; 403 for others."""
    gebruiker = request.user
    if not rechten.mag_overdragen(gebruiker) and not (
        heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS, Rol.AANBIEDER) and gebruiker.pk == pk
    ):
        raise PermissionDenied
    return get_object_or_404(Medewerker, pk=pk)
