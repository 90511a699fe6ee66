"""The page of an entry as a reader sees it: for its address, and as an example while it is being changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kaart.hulp.no_store import bewaarbaar, spoorloos
from organisaties import rechten
from organisaties.ingangen import balk, wie_houdt_bij
from organisaties.ingangen.controles import Nakijken, blokken
from organisaties.ingangen.mailvragen import mailstand_van
from organisaties.ingangen.netwerk import netwerk_van
from organisaties.ingangen.netwerk.tekening import teken
from organisaties.ingangen.netwerk.veel import Buren, buren_van
from organisaties.ingangen.ophalen import ding_van, voorsteladres
from organisaties.ingangen.organisatielijst import indelingen_van
from organisaties.models import Aanbod, Ingreep, Locatie, Organisatie, Organisatierol
from organisaties.regels.keuzes import JaNee
from organisaties.regels.landgenoot import vraag_eerst
from organisaties.zoeken.gestopt import gestopt
from organisaties.zoeken.resultaten import versheid_van

HOOGSTENS_ANDER_AANBOD = 12


def toon_aanbod(request: HttpRequest, kenmerk: str, erbij: dict[str, Any]) -> HttpResponse:
    """Return that page, with `erbij` for its template: an example is shown within a frame."""
    ingang = get_object_or_404(Aanbod.objects.voor_pagina(request.user), kenmerk=kenmerk)
    veilig = any(behoefte.neutraal for behoefte in ingang.behoeften.all())
    ander = (
        Aanbod.objects.met_stand(request.user)
        .lopend()
        .filter(organisatie=ingang.organisatie)
        .exclude(pk=ingang.pk)
        .order_by("naam", "pk")[:HOOGSTENS_ANDER_AANBOD]
    )
    response = render(
        request,
        "organisaties/ingangen/aanbod.html",
        {
            "aanbod": ingang,
            "balk": balk.van_aanbod(ingang, request.user, veilig=veilig),
            "versheid": versheid_van(ingang, soort=ingang.soort, formaliteit=ingang.organisatie.formaliteit),
            "onbekend": wat_onbekend_is(ingang),
            "netwerk": netwerk_van(ingang.organisatie, request.user, van_aanbod=ingang),
            "ander_aanbod": list(ander),
            "veilig": veilig,
            "vraag_eerst": vraag_eerst(ingang.behoeften.all(), ingang.kring),
            "gestopt": (stop := gestopt(ingang)),
            "beslist": stop is not None and rechten.beslist_over(request.user, ingang),
            "wie_houdt_bij": wie_houdt_bij.van_aanbod(ingang, request.user),
            **_beheer(request, ingang),
            **_controles(request, ingang),
            **erbij,
        },
    )
    return spoorloos(response, formulier=True) if veilig else bewaarbaar(response)


def toon_organisatie(request: HttpRequest, kenmerk: str, erbij: dict[str, Any]) -> HttpResponse:
    """Return that page, with `erbij` for its template: an example is shown within a frame."""
    ingang = get_object_or_404(Organisatie.objects.voor_pagina(request.user), kenmerk=kenmerk)
    netwerk = netwerk_van(ingang, request.user)
    beheer = _beheer(request, ingang)
    response = render(
        request,
        "organisaties/ingangen/organisatie.html",
        {
            "organisatie": ingang,
            "balk": balk.van_organisatie(ingang),
            "versheid": versheid_van(ingang, formaliteit=ingang.formaliteit),
            "netwerk": netwerk,
            # What the list of organisations says to everybody; a colleague has the lines themselves.
            "buren": Buren() if netwerk else buren_van([ingang.pk], request.user).get(ingang.pk, Buren()),
            "tekening": teken(netwerk) if netwerk and netwerk.lijnen else None,
            "indelingen": indelingen_van(ingang),
            "rollen": list(Organisatierol.objects.zichtbaar_voor(request.user).van_organisatie(ingang)),
            "beslist": rechten.beslist_over(request.user, ingang),
            "gestopt": gestopt(ingang),
            "wie_houdt_bij": wie_houdt_bij.van_organisatie(ingang, request.user),
            "mailstand": mailstand_van(ingang) if beheer["mag_bijhouden"] else None,
            **beheer,
            **_controles(request, ingang),
            **erbij,
        },
    )
    return _bewaar_tenzij(response, veilig=_over_veiligheid(ingang.zichtbaar_aanbod))


def toon_locatie(request: HttpRequest, kenmerk: str, erbij: dict[str, Any]) -> HttpResponse:
    """Return that page, with `erbij` for its template: an example is shown within a frame."""
    ingang = get_object_or_404(Locatie.objects.voor_lijst(request.user).select_related("organisatie"), kenmerk=kenmerk)
    # An offer whose place is given on request only must not be found through the place.
    hier = Aanbod.objects.voor_lijst(request.user).lopend().met_veiligheid().filter(locaties=ingang, toon_plek=True)  # type: ignore[misc]
    aanbod_hier = list(hier)
    organisaties = sorted(
        {ingang.organisatie, *(a.organisatie for a in aanbod_hier)}, key=lambda o: (o.naam.casefold(), o.pk)
    )
    response = render(
        request,
        "organisaties/ingangen/locatie.html",
        {
            "locatie": ingang,
            "balk": balk.van_locatie(ingang, aanbod_hier),
            "aanbod": aanbod_hier,
            "organisaties": organisaties,
            "wie_houdt_bij": wie_houdt_bij.van_locatie(ingang, request.user),
            "versheid": versheid_van(ingang, formaliteit=ingang.organisatie.formaliteit),
            **_beheer(request, ingang),
            **_controles(request, ingang),
            **erbij,
        },
    )
    return _bewaar_tenzij(response, veilig=_over_veiligheid(aanbod_hier))


def _bewaar_tenzij(response: HttpResponse, *, veilig: bool) -> HttpResponse:
    """Let a phone keep a page for today, but never one that leads to safety: who watches may look there."""
    return response if veilig else bewaarbaar(response)


def _over_veiligheid(aanbod: Iterable[Aanbod]) -> bool:
    """Whether one of these offers, that came by `met_veiligheid`, is about safety."""
    return any(een.over_veiligheid for een in aanbod)


def _beheer(request: HttpRequest, ingang: Aanbod | Organisatie | Locatie) -> dict[str, Any]:
    """Return what somebody who keeps or owns an entry can do with it, and what can still be undone; else no query."""
    houdt_bij = rechten.mag_bijhouden(request.user, ingang)
    mag_bewerken = houdt_bij or rechten.is_eigenaar(request.user, ingang)
    recent = Ingreep.objects.bij(ingang).te_herstellen() if mag_bewerken else ()
    return {
        "mag_bijhouden": houdt_bij,
        "mag_bewerken": mag_bewerken,
        "wijzigt": _waar_men_wijzigt(request, ingang, mag_bewerken=mag_bewerken),
        "mag_ingrijpen": houdt_bij and rechten.mag_ingrijpen(request.user, ingang),
        "mag_kopieren": mag_bewerken and rechten.beslist_over(request.user, ingang),
        "ingrepen": [(ingreep, "") for ingreep in recent],
        "mag_terug": mag_bewerken and rechten.mag_ingreep_terugdraaien(request.user, ingang),
    }


def _waar_men_wijzigt(request: HttpRequest, ingang: Aanbod | Organisatie | Locatie, *, mag_bewerken: bool) -> str:
    """Return where this reader changes an entry, or proposes to; '' for somebody who does neither."""
    if mag_bewerken:
        return reverse("wijzigen:bewerken", args=[ding_van(type(ingang)), ingang.kenmerk])
    return voorsteladres(ingang) if rechten.mag_voorstellen(request.user) else ""


def _controles(request: HttpRequest, ingang: Aanbod | Organisatie | Locatie) -> dict[str, Any]:
    """Return who checked what, for readers who may know that, and a form for those who may check."""
    mag = rechten.mag_geschiedenis(request.user, ingang)
    lijst = blokken(ingang) if mag else []
    return {
        "blokken": lijst,
        "nakijken": Nakijken.van(lijst),
        "mag_geschiedenis": mag,
        "kijk": "kijk" in request.GET,
    }


def wat_onbekend_is(ingang: Aanbod) -> list[str]:
    """Return in words what nobody has told about an offer, so that silence is never read as an answer."""
    onbekend = []
    if not ingang.zichtbare_tijden and not ingang.zichtbare_tijden_in_woorden and ingang.toon_plek:
        onbekend.append("de tijden")
    if not ingang.zichtbare_locaties and ingang.toon_plek and not ingang.online:
        onbekend.append("het adres")
    if ingang.kosten == Aanbod.Kosten.ONBEKEND:
        onbekend.append("de kosten")
    if ingang.aanmelden == Aanbod.Aanmelden.ONBEKEND:
        onbekend.append("hoe iemand zich aanmeldt")
    if ingang.bsn == JaNee.ONBEKEND:
        onbekend.append("of een BSN nodig is")
    if ingang.legitimatie == JaNee.ONBEKEND:
        onbekend.append("of een legitimatie nodig is")
    if not ingang.wachttijd:
        onbekend.append("de wachttijd")
    if ingang.ruimte_nu == Aanbod.Ruimte.ONBEKEND:
        onbekend.append("of er plek is")
    return onbekend


TOON: dict[type[Organisatie | Locatie | Aanbod], Callable[[HttpRequest, str, dict[str, Any]], HttpResponse]] = {
    Aanbod: toon_aanbod,
    Organisatie: toon_organisatie,
    Locatie: toon_locatie,
}
