"""Repairing what somebody reported and closing the report, in one form."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from organisaties import rechten
from organisaties.bijhouden.voorstellen import acties
from organisaties.bijhouden.voorstellen.samen import sleutels
from organisaties.bijhouden.wijzigen.acties import Intussen
from organisaties.bijhouden.wijzigen.formulier import Bewerking, onderwerp_van, open_met
from organisaties.bijhouden.wijzigen.views import lees_formulier, samengevoegd, toon
from organisaties.models import Voorstel
from organisaties.models.ingang import soort_van
from organisaties.models.onderhoud import BEZOEKER


@require_http_methods(["GET", "HEAD", "POST"])
def verander(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the entry that a report is about; saving it closes the report, and others about it named by `?ook=`."""
    rechten.eis(request.user.is_authenticated)
    melding = _melding(request, pk)
    ook = _ook(request, melding)
    if melding.besluit != Voorstel.Besluit.OPEN and not ook and request.method != "POST":
        return redirect("voorstellen:een", pk)
    onderwerp = onderwerp_van(melding.doel, rechten.medewerker_van(request))
    onderwerp.meldingen = [melding, *ook]
    nu = onderwerp.nu()
    if request.method != "POST":
        return toon(request, open_met(onderwerp, nu, nu))
    bezig = lees_formulier(request, onderwerp, nu)
    if not bezig.beoordeeld or not bezig.is_goed():
        return toon(request, bezig)
    return _bewaar(request, bezig, melding, [een.pk for een in ook])


def _bewaar(request: HttpRequest, bezig: Bewerking, melding: Voorstel, ook: Sequence[int]) -> HttpResponse:
    staat = bezig.staat()
    try:
        aantal = acties.verander_en_handel_af(
            gebruiker=bezig.onderwerp.gebruiker,
            melding=melding,
            ook=ook,
            basis=bezig.basis,
            staat=staat,
            waarom=bezig.waarom.cleaned_data["waarom"],
        )
    except Intussen as ander:
        return toon(request, samengevoegd(bezig, staat, ander.nu))
    except acties.AlBesloten:
        melding_weg = "Een ander heeft deze melding net afgehandeld. Wat jij schreef staat hieronder nog."
        return toon(request, bezig.met_fouten(ValidationError(melding_weg)))
    except ValidationError as fout:
        return toon(request, bezig.met_fouten(fout))
    wat = "de melding is" if aantal == 1 else f"{aantal} meldingen zijn"
    messages.success(request, f"Bewaard, en {wat} afgehandeld.")
    return redirect("voorstellen:lijst")


def _melding(request: HttpRequest, pk: int) -> Voorstel:
    """Return a report that this person decides about; Http404 or PermissionDenied else."""
    mogelijk = Voorstel.objects.voor_lijst().zichtbaar_voor(request.user)
    mijn = rechten.voorstellen_bij(request.user, besliste=False)
    melding = get_object_or_404(mogelijk.filter(mijn, soort=Voorstel.Soort.MELDING), pk=pk)
    rechten.eis(rechten.beslist_over(request.user, melding.doel))
    return melding


def _ook(request: HttpRequest, melding: Voorstel) -> list[Voorstel]:
    """Return the other open reports of visitors about the same entry that the address names, oldest first."""
    welke = sleutels(request.GET.getlist("ook"))
    if not welke or melding.rol != BEZOEKER:
        return []
    bij = {soort_van(melding.doel): melding.doel.pk}
    anderen = Voorstel.objects.open().van_bezoekers().filter(pk__in=welke, **bij).exclude(pk=melding.pk)
    return list(anderen.voor_lijst())
