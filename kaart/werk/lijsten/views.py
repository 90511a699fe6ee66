"""The pages of the reference lists: one set for all of them, over `lijstregister`."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kaart.werk.lijsten import acties, lijstgebruik
from kaart.werk.lijsten.forms import LijstForm, ZoekInLijst
from kaart.werk.lijsten.lijstregister import LIJSTEN, Lijst, haal_lijst
from kaart.werk.lijsten.woordenveld import in_woorden
from kaart.werk.models import Lijstwijziging, VergeefsWoord
from organisaties import rechten
from organisaties.models import Aanbod
from organisaties.models.gedeeld import woorden
from organisaties.regels.feestdagen import feestdag, niet_voor_iedereen
from organisaties.regels.keuzes import Feestdagen

PER_PAGINA = 50
HOOGSTENS_GEVONDEN = 200
LAATSTE = 10
HOOGSTENS_WOORDEN = 12
DAGEN_VOORUIT = 400
GEZIEN = "gezien"


@require_GET
def overzicht(request: HttpRequest) -> HttpResponse:
    """Show which lists there are, how long they are, and what changed last."""
    rechten.eis(rechten.mag_zoekwoorden(request.user))
    lijsten = [een for een in LIJSTEN.values() if een.mag(request.user)]
    return render(
        request,
        "werk/lijsten/overzicht.html",
        {
            "lijsten": [(een, een.model._default_manager.count()) for een in lijsten],
            "vergeefs": VergeefsWoord.objects.te_tonen().count(),
            "laatste": Lijstwijziging.objects.all()[:LAATSTE],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest, naam: str) -> HttpResponse:
    """Show a list with how often each row is used; by POST what of it holds a word, which then is in no address."""
    deze = haal_lijst(naam, request.user)
    zoekform = ZoekInLijst(request.POST if request.method == "POST" else None)
    q = zoekform.cleaned_data["zoek"] if zoekform.is_valid() else ""
    rijen = deze.rijen
    for woord in q.split()[:5]:
        in_een_veld = Q()
        for veld in deze.zoekt:
            in_een_veld |= Q(**{f"{veld}__icontains": woord})
        rijen = rijen.filter(in_een_veld)
    pagina = Paginator(rijen, HOOGSTENS_GEVONDEN if q else PER_PAGINA).get_page(request.GET.get("pagina"))
    gebruik = lijstgebruik.tel(deze, [een.pk for een in pagina.object_list])
    return render(
        request,
        "werk/lijsten/lijst.html",
        {
            "lijst": deze,
            "q": q,
            "zoekform": zoekform,
            "pagina": pagina,
            "rijen": [(een, _kolommen(deze, een), gebruik.get(een.pk, [])) for een in pagina.object_list],
            "telt_gebruik": bool(deze.gebruikers()),
            "blad": _blad(request, deze),
            "url": "" if q else "?pagina=",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rij(request: HttpRequest, naam: str, pk: int | None = None) -> HttpResponse:
    """Show one row to change, or an empty one, and keep it; what touches safety is asked a second time."""
    deze = haal_lijst(naam, request.user)
    welke = get_object_or_404(deze.rijen, pk=pk) if pk is not None else None
    if deze.form is None:
        return render(request, "werk/lijsten/gebied.html", {"lijst": deze, "rij": welke}) if welke else _weiger()
    form = deze.form(request.POST if request.method == "POST" else None, instance=welke)
    blik = ""
    if request.method == "POST" and form.is_valid():
        blik = form.tweede_blik
        if not blik or request.POST.get(GEZIEN) == blik:
            bewaard = acties.bewaar(gebruiker=rechten.medewerker_van(request), lijst=deze, form=form)
            messages.success(request, " ".join([f"‘{bewaard}’ is bewaard.", *_geteld(form)]))
            return redirect("lijsten:lijst", deze.naam)
    return render(
        request,
        "werk/lijsten/rij.html",
        {
            "lijst": deze,
            "rij": welke,
            "form": form,
            "blik": blik,
            "geteld": _geteld(form) if blik else [],
            "gebruik": lijstgebruik.tel(deze, [welke.pk]).get(welke.pk, []) if welke else [],
            "gezien": GEZIEN,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def weg(request: HttpRequest, naam: str, pk: int) -> HttpResponse:
    """Ask before a row goes: what is used needs another in its place, and becomes one with that."""
    deze = haal_lijst(naam, request.user)
    welke = get_object_or_404(deze.rijen, pk=pk)
    if deze.form is None:
        _weiger()
    gebruik = lijstgebruik.tel(deze, [welke.pk]).get(welke.pk, [])
    fout = ""
    if request.method == "POST":
        try:
            return _doe_weg(request, deze, welke)
        except ValidationError as mis:
            fout = " ".join(mis.messages)
    anderen = deze.rijen.exclude(pk=welke.pk).in_volgorde() if deze.samen else []
    return render(
        request,
        "werk/lijsten/weg.html",
        {
            "lijst": deze,
            "rij": welke,
            "gebruik": gebruik,
            "anderen": anderen,
            "gekozen": request.POST.get("in_plaats", ""),
            "fout": fout,
        },
    )


def _doe_weg(request: HttpRequest, deze: Lijst, welke: Any) -> HttpResponse:
    """Let the row become the one that was chosen, or take it away; raises ValidationError."""
    wie, gekozen = rechten.medewerker_van(request), request.POST.get("in_plaats", "")
    if gekozen:
        sleutel = int(gekozen) if gekozen.isascii() and gekozen.isdigit() and len(gekozen) < 19 else 0
        ander = deze.model._default_manager.filter(pk=sleutel).first()
        if ander is None:
            raise ValidationError("Deze keuze bestaat niet (meer).")
        aantal = acties.voeg_samen(gebruiker=wie, lijst=deze, weg=welke, blijft=ander)
        keer = "1 keer" if aantal == 1 else f"{aantal} keer"
        messages.success(request, f"‘{welke}’ is nu ‘{ander}’. Dat is {keer} aangepast; oude links blijven werken.")
    else:
        acties.haal_weg(gebruiker=wie, lijst=deze, rij=welke)
        messages.success(request, f"‘{welke}’ staat niet meer in de lijst.")
    return redirect("lijsten:lijst", deze.naam)


@require_GET
def dagen_dicht(request: HttpRequest) -> HttpResponse:
    """Show the holidays that count here, and what offers say of them; a single offer says otherwise on its own page."""
    rechten.eis(rechten.mag_zoekwoorden(request.user))
    vandaag = timezone.localdate()
    dagen = [vandaag + datetime.timedelta(days=erbij) for erbij in range(DAGEN_VOORUIT)]
    per_keuze = dict(
        Aanbod.objects.lopend().order_by().values_list("feestdagen").annotate(n=Count("pk")).order_by("feestdagen")
    )
    return render(
        request,
        "werk/lijsten/dagen_dicht.html",
        {
            "dagen": [(dag, feestdag(dag), niet_voor_iedereen(dag)) for dag in dagen if feestdag(dag)],
            "keuzes": [(keuze.label, per_keuze.get(keuze.value, 0)) for keuze in Feestdagen],
        },
    )


def _kolommen(deze: Lijst, een: Any) -> list[tuple[str, Any]]:
    """Return (heading, value) of what stands beside a name; of words the words."""
    waarden = [(kop, getattr(een, veld)) for kop, veld in deze.kolommen]
    return [
        (kop, ", ".join(woorden(waarde)) if isinstance(waarde, str) else waarde) for kop, waarde in waarden if waarde
    ]


def _geteld(form: LijstForm) -> list[str]:
    """Return how many words were typed and which, where the words changed."""
    return [in_woorden(form.cleaned_data.get(naam) or "") for naam in form.woordvelden if naam in form.changed_data]


def _blad(request: HttpRequest, deze: Lijst) -> str:
    """Return where the spreadsheet of this list goes out and in, '' where this person may not."""
    alleen_beheer = {"taal", "doelgroep", "gebied"}
    if not deze.blad or (deze.blad in alleen_beheer and not rechten.mag_lijsten(request.user)):
        return ""
    return reverse(f"admin:organisaties_{deze.blad}_export")


def _weiger() -> HttpResponse:
    raise PermissionDenied
