"""One page on which an owner says of all of its own that it still holds, and one on which it shuts for a while.

For anybody else they are not there (404), or not theirs (403).
"""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import eerst_of_het_bestaat
from kaart.hulp.tekst import opsomming
from kaart.werk.mijn_organisatie.eigen_stukken import Stuk, gezien_uit, stukken_van
from kaart.werk.mijn_organisatie.forms import EvenDichtForm
from kaart.werk.models import Ronde
from kaart.werk.rondes import acties
from kaart.werk.rondes.views import adres_ongedaan
from organisaties import rechten
from organisaties.bijhouden.eigenaar.views import haal_eigen
from organisaties.models import Aanbod, Controle, Organisatie
from organisaties.regels.feiten import dag
from organisaties.regels.keuzes import Status

VEEL = 5
"""Up to so many blocks are named after noting; of more it is said how many."""


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def klopt_nog(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show every block with what stands there and a tick, and note what was ticked; looking notes nothing."""
    organisatie = haal_eigen(request, kenmerk)
    stukken = stukken_van(organisatie, rechten.medewerker_van(request))
    if request.method == "POST":
        return _noteer(request, organisatie, stukken)
    return render(request, "werk/mijn_organisatie/klopt_nog.html", {"organisatie": organisatie, "stukken": stukken})


def _noteer(request: HttpRequest, organisatie: Organisatie, stukken: Collection[Stuk]) -> HttpResponse:
    try:
        gezien = gezien_uit(request.POST.getlist("kies"), stukken)
    except ValueError:
        raise Http404 from None
    hier = reverse("mijn:klopt_nog", args=[organisatie.kenmerk])
    if not gezien:
        messages.warning(request, "Er is niets genoteerd. Vink eerst aan wat nog klopt.")
        return redirect(hier)
    uitkomst = acties.kijk_na(gebruiker=rechten.medewerker_van(request), gezien=gezien, wijze=Controle.Wijze.ZELF.value)
    genoteerd = [f"{naam} bij {ingang}" for ingang, een in uitkomst.uitkomsten.items() for naam in een.genoteerd]
    veranderd = [f"{naam} bij {ingang}" for ingang, een in uitkomst.uitkomsten.items() for naam in een.veranderd]
    if uitkomst.ronde:
        wat = opsomming(genoteerd) if len(genoteerd) <= VEEL else f"{len(genoteerd)} onderdelen"
        _zeg(request, f"Genoteerd: dit klopt nog: {wat}. Dank je wel.", uitkomst.ronde)
    if veranderd:
        messages.warning(
            request, f"Intussen veranderde er iets: {opsomming(veranderd)}. Dat is niet genoteerd. Kijk hoe het nu is."
        )
        return redirect(hier)
    return redirect("eigenaar:overzicht")


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def even_dicht(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Shut all or some of what an organisation offers from one day to another, or open it again."""
    organisatie = haal_eigen(request, kenmerk)
    if request.method == "POST" and request.POST.get("doe") == "open":
        return _open_weer(request, organisatie)
    lopend = organisatie.aanbod.filter(status=Status.GEPUBLICEERD).order_by("naam", "pk")
    begin = {"vanaf": timezone.localdate(), "aanbod": [een.kenmerk for een in lopend]}
    form = EvenDichtForm(organisatie, request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        return _sluit(request, form)
    return render(
        request,
        "werk/mijn_organisatie/even_dicht.html",
        {
            "organisatie": organisatie,
            "form": form,
            "iets": bool(lopend),
            "dicht": [een for een in lopend if een.pauze_vanaf and not _voorbij(een)],
        },
    )


def _sluit(request: HttpRequest, form: EvenDichtForm) -> HttpResponse:
    vanaf, tot, aanbod = (form.cleaned_data[naam] for naam in ("vanaf", "tot", "aanbod"))
    ronde = acties.pauzeer(
        gebruiker=rechten.medewerker_van(request), aanbod=list(aanbod), vanaf=vanaf, tot=tot, waarom=acties.EVEN_DICHT
    )
    einde = f" tot en met {dag(tot)}" if tot else ", tot je het weer opent"
    if ronde:
        _zeg(request, f"{_wat(aanbod)}: even dicht vanaf {dag(vanaf)}{einde}.", ronde)
    else:
        messages.info(request, "Dat stond al zo op de kaart. Er is niets veranderd.")
    return redirect("eigenaar:overzicht")


def _open_weer(request: HttpRequest, organisatie: Organisatie) -> HttpResponse:
    gekozen = list(organisatie.aanbod.filter(kenmerk=request.POST.get("aanbod", "")[:60].replace("\0", "")))
    if not gekozen:
        raise Http404
    ronde = acties.pauzeer(
        gebruiker=rechten.medewerker_van(request), aanbod=gekozen, vanaf=None, tot=None, waarom=acties.OPEN_GEZET
    )
    if ronde:
        _zeg(request, f"{_wat(gekozen)}: weer open.", ronde)
    return redirect("mijn:even_dicht", organisatie.kenmerk)


def _voorbij(aanbod: Aanbod) -> bool:
    return aanbod.pauze_tot is not None and aanbod.pauze_tot < timezone.localdate()


def _zeg(request: HttpRequest, zin: str, ronde: Ronde) -> None:
    messages.success(request, zin, extra_tags=adres_ongedaan(ronde, reverse("eigenaar:overzicht")))


def _wat(aanbod: Collection[Aanbod]) -> str:
    namen = [f"‘{een.naam}’" for een in aanbod]
    return opsomming(namen) if len(namen) <= VEEL else f"Al het aangevinkte aanbod ({len(namen)})"
