"""Doing something with what was ticked on the work list, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from kaart.hulp.openbaar import alleen_post
from kaart.hulp.tekst import opsomming
from kaart.werk.models import Ronde, Uitstel
from kaart.werk.rondes import acties
from kaart.werk.rondes.forms import RondeForm
from organisaties import rechten
from organisaties.bijhouden.controleren.acties import TeLaat
from organisaties.ingangen.controles import Gezien
from organisaties.models import Aanbod
from organisaties.models.ingang import Ingang
from organisaties.regels.feiten import dag


@alleen_post
def ronde(request: HttpRequest) -> HttpResponse:
    """Do one thing with all that was ticked, and go back to the list; what cannot be read is asked again."""
    if not rechten.mag_werklijst(request.user):
        raise PermissionDenied
    form = RondeForm(request.POST)
    try:
        form.gekozen()
    except ValueError:
        raise Http404 from None
    if not form.is_valid():
        if "doe" in form.errors:
            raise Http404
        return render(
            request,
            "werk/rondes/opnieuw.html",
            {"form": form, "kies": request.POST.getlist("kies"), "adres": request.POST.get("adres", "")},
        )
    gekozen = form.ingangen(request.user)
    if not gekozen:
        messages.warning(request, "Er is niets gekozen. Kruis eerst aan waar het om gaat.")
    elif form.cleaned_data["doe"].startswith("klopt:"):
        _kijk_na(request, gekozen, form.cleaned_data["doe"].removeprefix("klopt:"))
    elif form.cleaned_data["doe"] == "pauze":
        _pauzeer(request, gekozen, form)
    else:
        _stel_uit(request, list(gekozen), form)
    return redirect(_naar_lijst(request))


def _kijk_na(request: HttpRequest, gekozen: dict[Ingang, Gezien], wijze: str) -> None:
    uitkomst = acties.kijk_na(gebruiker=rechten.medewerker_van(request), gezien=gekozen, wijze=wijze)
    klaar = [ingang for ingang, een in uitkomst.uitkomsten.items() if een.beurt]
    veranderd = [ingang for ingang, een in uitkomst.uitkomsten.items() if een.veranderd]
    niets = [ingang for ingang, een in uitkomst.uitkomsten.items() if not een.beurt and not een.veranderd]
    if uitkomst.ronde:
        _zeg(request, f"{_wat(klaar)}: nagekeken, klopt nog.", uitkomst.ronde)
    if veranderd:
        messages.warning(request, f"{_wat(veranderd)}: intussen is daar iets veranderd. Dat is niet genoteerd.")
    if niets:
        messages.warning(request, f"{_wat(niets)}: niets genoteerd, want er is niets om na te kijken.")


def _pauzeer(request: HttpRequest, gekozen: dict[Ingang, Gezien], form: RondeForm) -> None:
    aanbod = [ingang for ingang in gekozen if isinstance(ingang, Aanbod)]
    anders = [ingang for ingang in gekozen if not isinstance(ingang, Aanbod)]
    vanaf, tot = form.cleaned_data["pauze_vanaf"], form.cleaned_data["pauze_tot"]
    ronde = acties.pauzeer(gebruiker=rechten.medewerker_van(request), aanbod=aanbod, vanaf=vanaf, tot=tot)
    if ronde:
        einde = f" tot en met {dag(tot)}" if tot else ", zonder einddatum"
        niet = " Een organisatie of een plek kan niet op pauze." if anders else ""
        _zeg(request, f"{_wat(aanbod)}: op pauze vanaf {dag(vanaf)}{einde}.{niet}", ronde)
    elif aanbod:
        messages.warning(request, f"{_wat(aanbod)}: dat stond al zo op pauze.")
    else:
        messages.warning(request, f"{_wat(anders)}: dat is geen aanbod, en kan dus niet op pauze.")


def _stel_uit(request: HttpRequest, ingangen: list[Ingang], form: RondeForm) -> None:
    doe, tot = form.cleaned_data["doe"], form.tot(timezone.localdate())
    waarom = Uitstel.Waarom.NIET_BEREIKT if doe == "niet-bereikt" else Uitstel.Waarom.LATER
    ronde = acties.stel_uit(
        gebruiker=rechten.medewerker_van(request),
        ingangen=ingangen,
        waarom=waarom,
        tot=tot,
        notitie=form.cleaned_data["notitie"],
    )
    if doe == "nu":
        zin = "staat weer op de lijst."
    elif doe == "later":
        zin = f"later. Op {dag(tot)} staat het weer op de lijst."
    else:
        zin = f"niet bereikt. Op {dag(tot)} staat het weer op de lijst."
    _zeg(request, f"{_wat(ingangen)}: {zin}", ronde)


@alleen_post
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own round; a 404 for one of somebody else, or one that is gone."""
    gebruiker = rechten.medewerker_van(request)
    gevonden = get_object_or_404(Ronde.objects.filter(door=gebruiker), pk=pk)
    try:
        uitkomst = acties.maak_ongedaan(gebruiker=gebruiker, ronde=gevonden)
    except TeLaat:
        messages.error(request, "Dit is langer dan een dag geleden. Het kan niet meer ongedaan worden gemaakt.")
    except Ronde.DoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, "Ongedaan gemaakt. Alles staat er weer zoals het was.")
        if uitkomst.gelaten:
            keer = "Eén ding is" if uitkomst.gelaten == 1 else f"{uitkomst.gelaten} dingen zijn"
            messages.warning(request, f"{keer} zo gelaten: daar veranderde intussen iemand iets.")
    terug = request.GET.get("terug", "")
    return redirect(terug if url_has_allowed_host_and_scheme(terug, allowed_hosts=None) else reverse("werk:lijst"))


def adres_ongedaan(ronde: Ronde, terug: str) -> str:
    """Return the address that takes this round back and goes on to the page `terug`."""
    return f"{reverse('rondes:ongedaan', args=[ronde.pk])}?{urlencode({'terug': terug})}"


def _zeg(request: HttpRequest, zin: str, ronde: Ronde) -> None:
    terug = f"{reverse('werk:lijst')}?{request.POST.get('adres', '')}"
    messages.success(request, zin, extra_tags=adres_ongedaan(ronde, terug))


def _naar_lijst(request: HttpRequest) -> str:
    """Return the list with the choices that were made: after one line at the next, after several at what was done."""
    data = QueryDict(request.POST.get("adres", ""), mutable=True)
    if volgende := request.POST.get("volgende", ""):
        data["bij"] = volgende
    return f"{reverse('werk:lijst')}?{data.urlencode()}"


def _wat(ingangen: Iterable[Ingang]) -> str:
    """Return the names, or how many when that would be a long line."""
    namen = [f"‘{ingang}’" for ingang in ingangen]
    return opsomming(namen) if len(namen) <= 3 else f"{len(namen)} punten"
