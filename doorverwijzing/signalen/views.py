"""Reporting how it went, and the list on which reports arrive.

What a reader may not know of is a 404; who may see it but not report, or has no work list, gets a 403.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from doorverwijzing.models import Signaal
from doorverwijzing.signalen import acties
from doorverwijzing.signalen.forms import AfhandelForm, GatForm, SignaalFilter, SignaalForm
from doorverwijzing.signalen.groepen import groepen, lees_groepen
from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten
from organisaties.begrippen import begrippen_voor
from organisaties.models import Aanbod
from organisaties.zoeken import open_voor

PER_PAGINA = 25
AL_GEMELD = "Dit meldde je vandaag al. We tellen het één keer."


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def hoe_ging_het(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Ask how it went at an offer, and take the answer."""
    aanbod = get_object_or_404(
        Aanbod.objects.zichtbaar_voor(request.user).select_related("organisatie").prefetch_related("behoeften"),
        kenmerk=kenmerk,
    )
    rechten.eis(rechten.mag_melden(request.user))
    form = SignaalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        signaal = acties.meld_signaal(
            gebruiker=rechten.medewerker_van(request),
            aanbod=aanbod,
            soort=form.cleaned_data["soort"],
            toelichting=form.cleaned_data["toelichting"],
        )
        dank = "Dank je. Zo weten je collega’s het ook."
        messages.success(request, dank if signaal else AL_GEMELD)
        return redirect(aanbod)
    return render(
        request,
        "doorverwijzing/signalen/hoe_ging_het.html",
        {"aanbod": aanbod, "form": form, "veilig": any(behoefte.neutraal for behoefte in aanbod.behoeften.all())},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meld_gat(request: HttpRequest) -> HttpResponse:
    """Take the report that there is nothing for a need in an area; ask what is missing from it."""
    rechten.eis(rechten.mag_melden(request.user))
    if request.method != "POST":
        form = GatForm(initial={veld: request.GET.get(veld, "") for veld in ("behoefte", "stadsdeel")})
        return render(request, "doorverwijzing/signalen/meld_gat.html", {"form": form, "terug": _terug(request)})
    form = GatForm(request.POST)
    if not form.is_valid():
        return render(request, "doorverwijzing/signalen/meld_gat.html", {"form": form, "terug": _terug(request)})
    stadsdeel = form.cleaned_data["stadsdeel"]
    gekozen = open_voor.lees(request, begrippen_voor(request.user)["open_voor"])
    signaal = acties.meld_signaal(
        gebruiker=rechten.medewerker_van(request),
        behoefte=form.cleaned_data["behoefte"].slug,
        stadsdeel=stadsdeel.slug if stadsdeel else "",
        categorie=gekozen[0] if len(gekozen) == 1 else "",
        toelichting=form.cleaned_data["toelichting"],
    )
    wie = f"De aandachtsfunctionaris van {stadsdeel.naam}" if stadsdeel else "De coördinator"
    messages.success(request, f"Dank je. {wie} ziet dat hier iets ontbreekt." if signaal else AL_GEMELD)
    return redirect(_terug(request))


@require_GET
def werklijst(request: HttpRequest) -> HttpResponse:
    """Show what colleagues reported about what this person keeps."""
    rechten.eis(rechten.mag_werklijst(request.user))
    mijn = Signaal.objects.voor_werklijst(rechten.medewerker_van(request))
    filterset = SignaalFilter(request.GET, queryset=mijn, request=request)
    gevraagd = filterset.qs
    paginator = Paginator(groepen(gevraagd), PER_PAGINA)
    pagina = paginator.get_page(request.GET.get("pagina"))
    return render(
        request,
        "doorverwijzing/signalen/werklijst.html",
        {
            "form": filterset.form,
            "gekozen": filterset.gekozen,
            "pagina": pagina,
            "groepen": lees_groepen(list(pagina.object_list), gevraagd),
            "tellingen": _tellingen(mijn),
            "url": _zonder_pagina(request),
        },
    )


@alleen_post
def handel_af(request: HttpRequest) -> HttpResponse:
    """Mark one group of signals as dealt with, or open it again, and go back to the list."""
    rechten.eis(rechten.mag_werklijst(request.user))
    form = AfhandelForm(request.POST)
    if not form.is_valid() or not (form.cleaned_data["aanbod"] or form.cleaned_data["behoefte"]):
        raise Http404
    opnieuw = "opnieuw" in request.POST
    if (
        not form.signalen()
        .filter(pk__in=Signaal.objects.voor_werklijst(rechten.medewerker_van(request)).values("pk"))
        .exists()
    ):
        raise Http404
    acties.handel_signalen_af(
        gebruiker=rechten.medewerker_van(request), signalen=form.signalen(), afgehandeld=not opnieuw
    )
    messages.success(request, "Het staat weer op de lijst." if opnieuw else "Afgehandeld.")
    return redirect(_terug(request, reverse("signalen:lijst")))


def _terug(request: HttpRequest, anders: str = "") -> str:
    """Return the page of this site to go back to."""
    terug = request.POST.get("terug") or request.GET.get("terug", "")
    if url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure()):
        return terug
    return anders or reverse("zoeken:zoeken")


def _tellingen(mijn: Any) -> list[tuple[str, str, int]]:
    """Return each kind (value, words) with how many groups of it are still to deal with."""
    geteld = Counter(rij["soort"] for rij in groepen(mijn.te_doen()))
    return [(soort.value, soort.label, geteld[soort.value]) for soort in Signaal.Soort if geteld[soort.value]]


def _zonder_pagina(request: HttpRequest) -> str:
    """Return the address of this list up to the number of a page, to add one to."""
    data = request.GET.copy()
    data.pop("pagina", None)
    return f"{request.path}?{data.urlencode()}{'&' if data else ''}pagina="
