"""'Mail de vraag' for the keepers of an organisation; a 403 for everybody else who may know of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kaart.hulp.openbaar import alleen_post
from organisaties import rechten
from organisaties.bijhouden.mailvraag import acties
from organisaties.ingangen.ophalen import haal
from organisaties.models import Mailvraag, Organisatie
from organisaties.regels.feiten import dag


@alleen_post
def stel(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Mail the question to the organisation's own address, and say what became of that."""
    organisatie = _haal(request, kenmerk)
    try:
        vraag = acties.stel_vraag(organisatie=organisatie, gebruiker=rechten.medewerker_van(request))
    except acties.MagNuNiet as reden:
        messages.warning(request, f"‘{organisatie}’: er is niets gemaild. {reden}")
    except acties.AdresGeweigerd:
        messages.error(
            request,
            f"De mailserver kent {organisatie.email} niet. Dat staat nu op de werklijst: ‘Mailadres werkt niet’.",
        )
    except acties.NietVerstuurd:
        messages.error(request, "Mailen lukt nu niet. Er is niets verstuurd. Probeer het later nog eens.")
    else:
        if vraag.stand == Mailvraag.Stand.BEZIG:
            messages.warning(
                request, f"We weten niet zeker of de mail aan {vraag.adres} aankwam. We sturen hem niet dubbel."
            )
        else:
            messages.success(request, f"Gemaild aan {vraag.adres}. De link werkt tot en met {dag(vraag.tot)}.")
    return _terug(request, organisatie)


@alleen_post
def trek_in(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Let the link in the mail lead nowhere from now on."""
    organisatie = _haal(request, kenmerk)
    if acties.trek_in(gebruiker=rechten.medewerker_van(request), organisatie=organisatie):
        messages.success(request, "Ingetrokken. De link in de mail werkt niet meer.")
    else:
        messages.info(request, "Er is geen vraag die nog open staat.")
    return _terug(request, organisatie)


@alleen_post
def storing(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Note that mail to this address does not arrive, or that it does again."""
    organisatie = _haal(request, kenmerk)
    werkt = request.POST.get("doe") == "werkt"
    acties.meld_storing(gebruiker=rechten.medewerker_van(request), organisatie=organisatie, werkt=werkt)
    if werkt:
        messages.success(request, "Genoteerd: het e-mailadres werkt.")
    else:
        messages.success(request, "Genoteerd: het e-mailadres werkt niet. Het staat op de werklijst tot het verandert.")
    return _terug(request, organisatie)


def _haal(request: HttpRequest, kenmerk: str) -> Organisatie:
    organisatie = haal(request, "organisaties", kenmerk)
    rechten.eis(rechten.mag_bijhouden(request.user, organisatie))
    assert isinstance(organisatie, Organisatie)  # noqa: S101 - for the type
    return organisatie


def _terug(request: HttpRequest, organisatie: Organisatie) -> HttpResponse:
    terug = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(terug, allowed_hosts=None)
    return redirect(terug if veilig else f"{organisatie.get_absolute_url()}#mailvraag")
