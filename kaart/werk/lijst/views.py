"""The work list of keepers of an area or the city; a 403 for everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorverwijzing.models import Signaal
from doorverwijzing.signalen.acties import zie_na
from kaart.hulp.openbaar import alleen_post
from kaart.hulp.tekst import opsomming
from kaart.werk.lijst.bronnen import Vraag, stel_vraag
from kaart.werk.lijst.forms import KloptForm, NagezienForm, WerkFilter
from kaart.werk.lijst.per_organisatie import bladzijden, groepeer
from kaart.werk.lijst.redenen import Reden
from kaart.werk.lijst.regels import Werk, heeft, lees, rijen, tel
from kaart.werk.lijst.vandaag import eigen_controles, eigen_rondes, eigen_wijzigingen
from kaart.werk.models import Overdracht, Ronde, Uitstel
from kaart.werk.overdracht.soorten import houdt_iets
from kaart.werk.rondes.acties import kijk_na
from kaart.werk.rondes.forms import WANNEER, RondeForm
from kaart.werk.rondes.views import adres_ongedaan
from organisaties import rechten
from organisaties.bijhouden.controleren.acties import Uitkomst
from organisaties.bijhouden.controleren.views import KIJK, noteer, zeg
from organisaties.models import Aanbod, Controle
from organisaties.models.ingang import Ingang

KNOPPEN = (
    (Controle.Wijze.GEBELD.value, "telefoon", "Gebeld"),
    (Controle.Wijze.GEMAILD.value, "papieren", "Gemaild"),
    (Controle.Wijze.BEZOCHT.value, "plek", "Bezocht"),
    (Controle.Wijze.WEBSITE.value, "uit", "Website"),
)
"""The ways to check, each a button: value, icon, words."""


@dataclass(frozen=True, slots=True)
class Vorm:
    """What all lines of a page share: the line to go on with, the choices made, and what one can choose in each."""

    bij: str = ""
    adres: str = ""
    later: bool = False
    wijzen: tuple[tuple[str, str, str], ...] = KNOPPEN
    wanneer: tuple[tuple[str, str], ...] = WANNEER


@require_GET
def werklijst(request: HttpRequest) -> HttpResponse:
    """Show what needs this person today, most urgent first; `bij` names the line to go on with."""
    if not rechten.mag_werklijst(request.user):
        raise PermissionDenied
    filterset = WerkFilter(request.GET, queryset=Aanbod.objects.none(), gebruiker=request.user)
    gekozen = filterset.gekozen
    vraag = stel_vraag(request.user, timezone.localdate(), later=request.GET.get("later") == "ja", **gekozen)
    # Whatever the reason, so that each can be counted; what is chosen of it is sorted out here.
    alle = list(rijen(replace(vraag, reden="")))
    gevraagd = [rij for rij in alle if not vraag.reden or heeft(rij, Reden(vraag.reden))]
    pagina = Paginator(bladzijden(gevraagd), 1).get_page(request.GET.get("pagina"))
    werk = lees([rij for stuk in pagina.object_list for rij in stuk], vraag)
    adres = _adres(request)
    gaten = Signaal.objects.voor_werklijst(rechten.medewerker_van(request)).te_doen().filter(aanbod__isnull=True)
    context = {
        "form": filterset.form,
        "gekozen": gekozen,
        "pagina": pagina,
        "groepen": groepeer(werk, request.user),
        "aantal": len(gevraagd),
        "waar": _waar(request, gekozen),
        "uitgesteld": 0 if vraag.later else _tel_uitgesteld(vraag),
        "rondeform": RondeForm(initial={"pauze_vanaf": vraag.op, "wanneer": "week"}),
        "tellingen": tel(alle),
        "vorm": Vorm(_verder_bij(request, werk), adres, vraag.later),
        "url": f"{reverse('werk:lijst')}?{adres}{'&' if adres else ''}pagina=",
        "gaten": gaten.count(),
        "houdt_niets": not rechten.houdt_de_stad_bij(request.user) and not houdt_iets(rechten.medewerker_van(request)),
        "overgedragen": Overdracht.objects.filter(van=request.user.pk, teruggedraaid_op=None).first(),
    }
    return render(request, "werk/lijst/lijst.html", context)


def _tel_uitgesteld(vraag: Vraag) -> int:
    """Return how many lines were put off; the long query only where anything was, for most nothing is."""
    if not Uitstel.objects.filter(tot__gt=vraag.op).exists():
        return 0
    return rijen(replace(vraag, later=True, reden="")).count()


def _verder_bij(request: HttpRequest, werk: Sequence[Werk]) -> str:
    """Return the key of the line to go on with; the line that was next may have gone: then it is the first."""
    bij = request.GET.get("bij", "")
    if bij and not any(een.sleutel == bij for een in werk):
        return werk[0].sleutel if werk else ""
    return bij


@alleen_post
def klopt_nog(request: HttpRequest) -> HttpResponse:
    """Record that an entry still holds, and go back to the list at the next line."""
    form = KloptForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        ingang = form.ingang(request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    ronde = None
    if form.cleaned_data["signalen"]:
        uitkomst, ronde = _noteer_met_signalen(request, form, ingang)
    else:
        uitkomst = noteer(request, form, ingang)
    data = QueryDict(request.POST.get("adres", ""), mutable=True)
    zelf = f"{form.cleaned_data['ding']}:{form.cleaned_data['kenmerk']}"
    data["bij"] = zelf
    hier = f"{reverse('werk:lijst')}?{data.urlencode()}"
    zeg(request, uitkomst, ingang, terug=hier, ongedaan=adres_ongedaan(ronde, hier) if ronde else "")
    if uitkomst.veranderd:
        # The list may have it on another page now; its own page shows what it says today.
        return redirect(f"{ingang.get_absolute_url()}{KIJK}#zeker")
    if uitkomst.beurt:
        data["bij"] = request.POST.get("volgende", "") or "begin"
    return redirect(f"{reverse('werk:lijst')}?{data.urlencode()}")


def _noteer_met_signalen(request: HttpRequest, form: KloptForm, ingang: Ingang) -> tuple[Uitkomst, Ronde | None]:
    """Note what was checked, and that what colleagues reported is dealt with by it."""
    try:
        gezien = form.gezien()
    except ValueError:
        raise Http404 from None
    nagekeken = kijk_na(
        gebruiker=rechten.medewerker_van(request),
        gezien={ingang: gezien},
        wijze=form.cleaned_data["wijze"],
        signalen_tot=form.cleaned_data["signalen"],
    )
    return nagekeken.uitkomsten[ingang], nagekeken.ronde


@alleen_post
def nagezien(request: HttpRequest) -> HttpResponse:
    """Record that the texts of a line no longer name who left, or need not change."""
    form = NagezienForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        onderwerp = form.onderwerp(request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    zie_na(gebruiker=rechten.medewerker_van(request), onderwerp=onderwerp)
    messages.success(request, f"‘{onderwerp}’ is nagekeken.")
    return redirect(f"{reverse('werk:lijst')}?{request.POST.get('adres', '')}")


@require_GET
def vandaag(request: HttpRequest) -> HttpResponse:
    """Show somebody what they checked and changed in the last day, with a way to undo it; nobody else sees it."""
    if not (rechten.mag_werklijst(request.user) or rechten.mag_eigen_organisaties(request.user)):
        raise PermissionDenied
    return render(
        request,
        "werk/lijst/vandaag.html",
        {
            "rondes": eigen_rondes(rechten.medewerker_van(request)),
            "beurten": eigen_controles(rechten.medewerker_van(request)),
            "wijzigingen": eigen_wijzigingen(rechten.medewerker_van(request)),
            "mag_werklijst": rechten.mag_werklijst(request.user),
            "houdt_de_stad_bij": rechten.houdt_de_stad_bij(request.user),
        },
    )


def _waar(request: HttpRequest, gekozen: dict[str, Any]) -> str:
    """Return whose area this is, by name; '' where they keep none."""
    if gekozen.get("stadsdeel"):
        return str(gekozen["stadsdeel"])
    if rechten.houdt_de_stad_bij(request.user):
        return "heel de stad"
    return opsomming(list(rechten.medewerker_van(request).gebieden_en_themas))


def _adres(request: HttpRequest) -> str:
    """Return the choices of this address, without the page and the line to go on with."""
    data = request.GET.copy()
    for naam in ("bij", "pagina"):
        data.pop(naam, None)
    return data.urlencode()
