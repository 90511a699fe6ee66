"""All that waits about one entry on one page; what visitors reported of it is decided in one go."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.voorstellen import acties
from organisaties.bijhouden.voorstellen.samen import regels, sleutels
from organisaties.ingangen.ophalen import haal_om_te_bewerken
from organisaties.models import Voorstel
from organisaties.models.ingang import Ingang, soort_van

VERANDER, IN_ORDE, LAAT = "verander", "in-orde", "laat"
NIETS_GEKOZEN = "Er is niets gekozen. Vink eerst aan om welke meldingen het gaat."
AL_GEDAAN = "Een ander heeft dit net afgehandeld. Er is niets dubbel gedaan."


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def bij(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Show what is proposed and reported about one entry; decide about the reports of visitors that were ticked."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    if request.method == "POST":
        return _behandel(request, ding, ingang)
    wat = {soort_van(ingang): ingang}
    wachten = regels(Voorstel.objects.open().filter(**wat).samengenomen().voor_lijst())
    return render(
        request,
        "organisaties/bijhouden/voorstellen/bij.html",
        {"ingang": ingang, "regels": wachten, "beslist": rechten.beslist_over(request.user, ingang)},
    )


def _behandel(request: HttpRequest, ding: str, ingang: Ingang) -> HttpResponse:
    rechten.eis(rechten.beslist_over(request.user, ingang))
    doe = request.POST.get("doe", "")
    if doe not in (VERANDER, IN_ORDE, LAAT):
        raise Http404
    gekozen = sleutels(request.POST.getlist("melding"))
    hier = redirect("voorstellen:bij", ding, ingang.kenmerk)
    if not gekozen:
        messages.warning(request, NIETS_GEKOZEN)
        return hier
    if doe == VERANDER:
        eerste, *rest = gekozen
        ook = f"?{urlencode({'ook': rest}, doseq=True)}" if rest else ""
        return redirect(f"{reverse('voorstellen:verander', args=[eerste])}{ook}")
    klaar = acties.handel_meldingen_af(
        gebruiker=rechten.medewerker_van(request), ingang=ingang, meldingen=gekozen, in_orde=doe == IN_ORDE
    )
    if not klaar:
        messages.info(request, AL_GEDAAN)
        return hier
    wat = "1 melding" if len(klaar) == 1 else f"{len(klaar)} meldingen"
    hoe = "nagekeken en in orde" if doe == IN_ORDE else "het blijft zoals het staat"
    messages.success(request, f"{wat} over ‘{ingang}’ afgehandeld: {hoe}.")
    return redirect("voorstellen:lijst")
