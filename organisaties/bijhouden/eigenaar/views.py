"""Pages for owners of an organisation; for anybody else they are not there (404), or not theirs (403)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat, openbaar
from organisaties import rechten
from organisaties.accounts.opnieuw import weer_ingelogd
from organisaties.bijhouden.eigenaar import acties
from organisaties.bijhouden.eigenaar.acties import omvang, plekken_van_anderen, verwijder
from organisaties.bijhouden.eigenaar.mijn_stand import stand_van_eigen
from organisaties.bijhouden.eigenaar.overzicht import kijk_vooruit, wat_nog_blijft
from organisaties.bijhouden.eigenaar.uitwissen import gevolgen, sporen_van
from organisaties.models import Medewerker, Organisatie

ZOUT = "organisaties.ontvangstbewijs"


@require_GET
def overzicht(request: HttpRequest) -> HttpResponse:
    """Show the own organisations: what is on the kaart of them, how fresh that is, and what waits for a decision."""
    rechten.eis(rechten.mag_eigen_organisaties(request.user))
    return render(
        request,
        "organisaties/bijhouden/eigenaar/overzicht.html",
        {"eigen": stand_van_eigen(rechten.medewerker_van(request))},
    )


@alleen_post
def laat_wijzigen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Let colleagues of the city change the entry at once, or ask first again."""
    organisatie = haal_eigen(request, kenmerk)
    aan = request.POST.get("aan") == "ja"
    acties.zet_laat_wijzigen(gebruiker=rechten.medewerker_van(request), organisatie=organisatie, aan=aan)
    tekst = "Collega’s mogen nu meteen wijzigen." if aan else "Collega’s vragen het je nu eerst."
    messages.success(request, f"{tekst} Je kunt dit altijd weer veranderen.")
    return redirect("eigenaar:overzicht")


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
@weer_ingelogd
def verwijderen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Say what goes away, ask to be sure, and remove."""
    organisatie = haal_eigen(request, kenmerk)
    fout = ""
    if request.method == "POST":
        wie = request.user.pk or 0
        try:
            weg = verwijder(
                gebruiker=rechten.medewerker_van(request), organisatie=organisatie, naam=request.POST.get("naam", "")
            )
        except ValidationError as mis:
            fout = " ".join(mis.messages)
        else:
            if not Medewerker.objects.filter(pk=wie).exists():
                logout(request)
            bewijs = {"op": timezone.now().isoformat(timespec="minutes"), "weg": weg.als_getallen()}
            return redirect("eigenaar:ontvangstbewijs", signing.dumps(bewijs, salt=ZOUT))
    sporen = sporen_van(organisatie)
    overzicht = kijk_vooruit(organisatie, request.user, sporen, gevolgen(sporen, organisatie))
    return render(
        request,
        "organisaties/bijhouden/eigenaar/verwijderen.html",
        {
            "organisatie": organisatie,
            "omvang": omvang(organisatie, overzicht),
            "overzicht": overzicht,
            "blijft_nog": wat_nog_blijft(),
            "van_anderen": plekken_van_anderen(organisatie),
            "fout": fout,
            "getypt": request.POST.get("naam", ""),
        },
    )


@openbaar
@require_GET
@never_cache
def ontvangstbewijs(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was removed and when, without a name: only who has this address can read it."""
    try:
        bewijs: dict[str, Any] = signing.loads(code, salt=ZOUT)
    except signing.BadSignature:
        raise Http404 from None
    return render(
        request,
        "organisaties/bijhouden/eigenaar/ontvangstbewijs.html",
        {"op": parse_datetime(bewijs["op"]), "weg": bewijs["weg"], "code": code[-12:], "blijft_nog": wat_nog_blijft()},
    )


def haal_eigen(request: HttpRequest, kenmerk: str) -> Organisatie:
    """Return an own organisation; 404 for what one may not know of, 403 for that of another."""
    organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    if not rechten.is_eigenaar(request.user, organisatie):
        raise PermissionDenied
    return organisatie
