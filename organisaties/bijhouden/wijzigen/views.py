"""The page on which an organisation, a place or an offer is changed or made, and what an entry was before.

What somebody may not know of is a 404; what they may see and not change is a 403.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten, zichtbaarheid
from organisaties.bijhouden.controleren.acties import Uitkomst
from organisaties.bijhouden.controleren.views import zeg
from organisaties.bijhouden.momentopname.momentopname import Staat, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders, verschillen, voeg_samen
from organisaties.bijhouden.wijzigen import acties, bewerkblok
from organisaties.bijhouden.wijzigen.adreszoeker import GeenAntwoord, zoek_adres
from organisaties.bijhouden.wijzigen.dubbelen import lijkt_op
from organisaties.bijhouden.wijzigen.forms import WaaromForm
from organisaties.bijhouden.wijzigen.formulier import (
    ZOEK_ADRES,
    Bewerking,
    Onderwerp,
    begin_met,
    onderwerp_van,
    open_met,
    van_post,
    verlegd,
)
from organisaties.bijhouden.wijzigen.na_bewaren import zeg_wat_er_gebeurde
from organisaties.ingangen import tonen
from organisaties.ingangen.ophalen import DINGEN, ding_van, haal, haal_om_te_bewerken, voorsteladres
from organisaties.models import Aanbod, Concept, Controle, Locatie, Organisatie
from organisaties.models.ingang import vergrendel
from organisaties.regels.keuzes import Status
from organisaties.regels.volledigheid import volledigheid

CONCEPT, NOTEER = "concept", "noteer"
NIET_HIER = "Dit ligt niet in een stadsdeel dat jij bijhoudt. Kies een eigen stadsdeel."


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Show an entry to be changed, and save it; Enter in a field and a time more or fewer come here too.

    `?blok=tijden` asks for one block alone, and `&terug=/…/` for going back there afterwards. Of an offer `contact` is
    that of its organisation.
    """
    if bewerkblok.gevraagd(request):
        elders = bewerkblok.andere_deur(request, haal(request, ding, kenmerk))
        if elders:
            return redirect(elders)
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    if request.method != "POST":
        return toon(request, _met_concept(onderwerp, nu))
    return _bewaar(request, onderwerp, nu)


@alleen_post
def publiceer(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Save an entry and put it on the kaart."""
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    return _bewaar(request, onderwerp, nu, status=Status.GEPUBLICEERD)


@alleen_post
def bewaar_concept(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Keep what somebody is writing for later; an entry that is a draft itself is simply saved."""
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    ingang = onderwerp.ingang
    if ingang is None or getattr(ingang, "status", "") == Status.CONCEPT:
        return _bewaar(request, onderwerp, nu)
    bezig = van_post(onderwerp, request.POST, nu)
    if not bezig.is_goed():
        return toon(request, bezig)
    acties.bewaar_concept(gebruiker=onderwerp.gebruiker, ingang=ingang, basis=bezig.basis, staat=bezig.staat())
    messages.success(request, "Bewaard als concept. Op de kaart is nog niets veranderd.")
    return redirect("wijzigen:bewerken", ding, kenmerk)


@alleen_post
def zoek_het_adres(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Look the typed address up and fill in what was found; nothing is saved."""
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    return toon(request, _met_adres(request, onderwerp, nu))


@alleen_post
def verder(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Go back from an example to the form, with all that was typed."""
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    return toon(request, verlegd(onderwerp, request.POST, "verder", nu))


@alleen_post
def voorbeeld(request: HttpRequest, ding: str, kenmerk: str, *, als_bezoeker: bool = False) -> HttpResponse:
    """Show the page as a colleague or a visitor would see it; nothing is saved."""
    onderwerp, nu = _onderwerp(request, ding, kenmerk)
    bezig = van_post(onderwerp, request.POST, nu)
    if not bezig.is_goed():
        return toon(request, bezig)
    return _voorbeeld(request, bezig, als_bezoeker=als_bezoeker)


def _onderwerp(request: HttpRequest, ding: str, kenmerk: str) -> tuple[Onderwerp, Staat]:
    """Return what is changed, and its state of now; 404 and 403 as everywhere."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    welk = bewerkblok.haal_blok(type(ingang), bewerkblok.gevraagd(request))
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request), blok=welk)
    return onderwerp, onderwerp.nu()


def _bewaar(request: HttpRequest, onderwerp: Onderwerp, nu: Staat, status: Status | None = None) -> HttpResponse:
    bezig = lees_formulier(request, onderwerp, nu)
    if not bezig.beoordeeld or not bezig.is_goed() or onderwerp.ingang is None:
        return toon(request, bezig)
    staat = bezig.staat()
    if status is not None and "status" in staat:
        staat["status"] = status.value
    wat: dict[str, Any] = {
        "gebruiker": onderwerp.gebruiker,
        "ingang": onderwerp.ingang,
        "basis": bezig.basis,
        "staat": staat,
        "waarom": bezig.waarom.cleaned_data["waarom"],
    }
    terug = bewerkblok.waarheen(request, onderwerp.ingang.get_absolute_url()) if onderwerp.blok else ""
    doel, genoteerd = None, Uitkomst()
    try:
        if onderwerp.blok is not None and request.POST.get("doe") == NOTEER:
            uitkomst, doel, genoteerd = bewerkblok.bewaar_en_noteer(
                **wat,
                blok=onderwerp.blok,
                bij=bewerkblok.aanbod_erbij(request, onderwerp.ingang, onderwerp.blok),
                gezien=request.POST.get("gezien", ""),
                wijze=Controle.Wijze.GEBELD,
            )
        else:
            uitkomst = acties.bewaar(**wat, houd_concept=onderwerp.blok is not None)
    except acties.Intussen as ander:
        return toon(request, samengevoegd(bezig, staat, ander.nu))
    except ValidationError as fout:
        return toon(request, bezig.met_fouten(fout))
    if doel is None or uitkomst.velden or not genoteerd.beurt:
        zeg_wat_er_gebeurde(request, uitkomst)
    if doel is not None:
        zeg(request, genoteerd, doel, terug=terug)
    return redirect(terug or uitkomst.ingang.get_absolute_url())


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, ding: str, kenmerk: str = "") -> HttpResponse:
    """Make an organisation, or an offer or a place of the organisation `kenmerk`."""
    # First whether there is such an organisation, then who asks.
    organisatie = _waarvan(request, ding, kenmerk)
    onderwerp = Onderwerp(DINGEN[ding], rechten.medewerker_van(request), organisatie=organisatie)
    leeg = onderwerp.nu()
    if request.method != "POST":
        return toon(request, begin_met(onderwerp, request.GET))
    bezig = lees_formulier(request, onderwerp, leeg)
    if not bezig.beoordeeld or not bezig.is_goed():
        return toon(request, bezig)
    staat = bezig.staat()
    gelijkend = lijkt_op(onderwerp.model, staat, onderwerp.gebruiker, onderwerp.organisatie)
    if gelijkend and not request.POST.get("toch"):
        return toon(request, bezig, gelijkend=gelijkend)
    concept = request.POST.get("doe") == CONCEPT
    if "status" in staat:
        staat["status"] = (Status.CONCEPT if concept else Status.GEPUBLICEERD).value
    try:
        gemaakt = acties.maak(
            gebruiker=onderwerp.gebruiker, model=onderwerp.model, staat=staat, organisatie=onderwerp.organisatie
        )
    except PermissionDenied:
        return toon(request, bezig.met_fouten(ValidationError(NIET_HIER)))
    except ValidationError as fout:
        return toon(request, bezig.met_fouten(fout))
    messages.success(request, "Bewaard als concept." if concept else "Het staat op de kaart.")
    return redirect(gemaakt.get_absolute_url())


def _waarvan(request: HttpRequest, ding: str, kenmerk: str) -> Organisatie | None:
    """Return the organisation of which something new is made; None for a new organisation. 404 and 403 as elsewhere."""
    if DINGEN[ding] is Organisatie:
        rechten.eis(rechten.mag_organisatie_maken(request.user))
        return None
    organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    if not rechten.beslist_over(request.user, organisatie):
        naar = "voorstellen:stel_aanbod_voor" if DINGEN[ding] is Aanbod else ""
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(organisatie, naar))
    return organisatie


def lees_formulier(request: HttpRequest, onderwerp: Onderwerp, nu: Staat) -> Bewerking:
    """Return the page as it was sent; not `beoordeeld` where a button only gave it another shape.

    That is a time more or fewer in a week and, for something that has no address of its own yet, the address.
    """
    opdracht = request.POST.get("doe", "")
    if opdracht.startswith("tijd-"):
        return verlegd(onderwerp, request.POST, opdracht, nu)
    if opdracht == ZOEK_ADRES:
        return _met_adres(request, onderwerp, nu)
    return van_post(onderwerp, request.POST, nu)


@require_http_methods(["GET", "POST"])
def lijkt(request: HttpRequest, ding: str) -> HttpResponse:
    """Return what looks like the name that somebody is typing, as a fragment; by POST it stands in no address."""
    rechten.eis(rechten.mag_werklijst(request.user) or rechten.eigen_organisaties(request.user).exists())
    organisatie = None
    if DINGEN[ding] is Aanbod:
        kenmerk = request.GET.get("organisatie", "")[:60].replace("\0", "")
        organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    naam = (request.POST if request.method == "POST" else request.GET).get("naam", "")[:150]
    gelijkend = lijkt_op(DINGEN[ding], {"naam": naam}, request.user, organisatie)
    return render(request, "organisaties/bijhouden/wijzigen/_lijkt.html", {"gelijkend": gelijkend})


@require_http_methods(["GET", "HEAD", "POST"])
def zet_status(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Say what leans on an entry before it is taken off the kaart, and take it off; or put it back."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    if isinstance(ingang, Locatie):
        raise Http404
    if request.method != "POST":
        return _vraag_of_het_stopt(request, ding, ingang)
    status, reden = request.POST.get("status", ""), WaaromForm(request.POST)
    if not reden.is_valid():
        fout = " ".join(map(str, reden.errors["waarom"]))
        return _vraag_of_het_stopt(request, ding, ingang, getypt=reden["waarom"].value() or "", fout=fout)
    waarom = reden.cleaned_data["waarom"]
    try:
        uitkomst = acties.zet_status(
            gebruiker=rechten.medewerker_van(request), ingang=ingang, status=status, waarom=waarom
        )
    except ValidationError:
        raise Http404 from None
    if uitkomst.velden and status == Status.GESTOPT:
        messages.success(request, f"‘{ingang}’ is van de kaart. Ging het mis? Kies hieronder ‘Zet terug’.")
    elif uitkomst.velden:
        messages.success(request, f"‘{ingang}’ staat weer op de kaart.")
    else:
        zeg_wat_er_gebeurde(request, uitkomst)
    return redirect(ingang.get_absolute_url())


def _vraag_of_het_stopt(
    request: HttpRequest, ding: str, ingang: Organisatie | Aanbod, *, getypt: str = "", fout: str = ""
) -> HttpResponse:
    """Return the page in between; an entry that is no longer on the kaart needs none."""
    if ingang.status == Status.GESTOPT:
        return redirect(ingang.get_absolute_url())
    aantal = ingang.aanbod.filter(zichtbaarheid.loopt()).count() if isinstance(ingang, Organisatie) else 0
    return render(
        request,
        "organisaties/bijhouden/wijzigen/stoppen.html",
        {"ingang": ingang, "ding": ding, "aantal": aantal, "getypt": getypt, "fout": fout},
    )


def samengevoegd(bezig: Bewerking, mijn: Staat, nu: Staat) -> Bewerking:
    """Return the page with what somebody else changed laid beside mine; saving it is then a choice."""
    samen = voeg_samen(bezig.basis, mijn, nu)
    opnieuw = open_met(bezig.onderwerp, samen.staat, nu)
    opnieuw.overgenomen, opnieuw.botsingen = samen.overgenomen, samen.botsingen
    opnieuw.intussen = (bezig.basis, mijn, nu)
    opnieuw.waarom = bezig.waarom
    return opnieuw


def _met_concept(onderwerp: Onderwerp, nu: Staat) -> Bewerking:
    """Return the page, with what this person was writing before laid over what is on the kaart now."""
    concept = Concept.objects.filter(door=onderwerp.gebruiker, **{onderwerp.soort: onderwerp.ingang}).first()
    if concept is None or onderwerp.blok is not None:
        return open_met(onderwerp, nu, nu)
    samen = voeg_samen(concept.basis, concept.staat, nu)
    bezig = open_met(onderwerp, samen.staat, nu)
    bezig.concept = concept
    if samen.overgenomen:
        bezig.overgenomen, bezig.botsingen = samen.overgenomen, samen.botsingen
        bezig.intussen = (concept.basis, concept.staat, nu)
    return bezig


def _met_adres(request: HttpRequest, onderwerp: Onderwerp, nu: Staat) -> Bewerking:
    delen = [request.POST.get(naam, "").strip() for naam in ("straat", "huisnummer", "postcode", "plaats")]
    vraag = " ".join(deel for deel in delen if deel)[:200]
    adres, melding = None, ""
    try:
        adres = zoek_adres(vraag) if any(delen[:3]) else None
    except GeenAntwoord:
        melding = "De adreszoeker geeft nu geen antwoord. Vul het adres met de hand in."
    else:
        if not any(delen[:3]):
            melding = "Vul eerst een straat en een huisnummer in, of een postcode en een huisnummer."
        elif adres is None:
            melding = "Dit adres kent de adreszoeker niet. Kijk het na, of vul het met de hand in."
    bezig = verlegd(onderwerp, request.POST, ZOEK_ADRES, nu, adres)
    bezig.adresmelding = melding
    return bezig


def _voorbeeld(request: HttpRequest, bezig: Bewerking, *, als_bezoeker: bool) -> HttpResponse:
    """Show the page as a reader would see it: written, read, and taken back."""
    onderwerp, staat = bezig.onderwerp, bezig.staat()
    hier = _adres_van(request, onderwerp)
    erbij = {"voorbeeld": velden_van(request), "voorbeeld_adres": hier, "als_bezoeker": als_bezoeker}
    lezer = copy(request)
    if als_bezoeker:
        lezer.user = AnonymousUser()
    try:
        with transaction.atomic():
            if onderwerp.ingang is None:
                raise Http404
            ingang = vergrendel(onderwerp.ingang)
            zet(ingang, staat, anders(lees(ingang), staat))
            antwoord = tonen.TOON[onderwerp.model](lezer, ingang.kenmerk, erbij)
            transaction.set_rollback(True)
            return antwoord
    except Http404:
        return toon(request, bezig.met_fouten(ValidationError("Een bezoeker zonder account ziet dit niet.")))
    except ValidationError as fout:
        return toon(request, bezig.met_fouten(fout))


def velden_van(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, to carry along; without the token and the button."""
    return [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in ("csrfmiddlewaretoken", "doe")
        for waarde in waarden
    ]


def toon(request: HttpRequest, bezig: Bewerking, gelijkend: list[Any] | None = None) -> HttpResponse:
    """Return the page on which an entry is changed, made or proposed."""
    onderwerp = bezig.onderwerp
    ingang = onderwerp.ingang
    terug = ingang.get_absolute_url() if ingang is not None else _terug(onderwerp)
    status = getattr(ingang, "status", "") if ingang is not None else Status.CONCEPT
    fouten = list(bezig.fouten)
    return render(
        request,
        "organisaties/bijhouden/wijzigen/bewerken.html",
        {
            "bezig": bezig,
            "delen": bezig.delen,
            "ding": ding_van(onderwerp.model),
            "hier": _adres_van(request, onderwerp),
            "soort": onderwerp.soort,
            "ingang": ingang,
            "organisatie": onderwerp.organisatie,
            "fouten": fouten,
            "gelijkend": gelijkend or [],
            "volledigheid": volledigheid(onderwerp.soort, bezig.basis) if ingang and not onderwerp.blok else None,
            "zonder_plekken": "locaties" not in bezig.form.fields,
            "als_voorstel": onderwerp.als_voorstel,
            "beslist": ingang is None or rechten.beslist_over(request.user, ingang),
            "is_concept": status == Status.CONCEPT,
            "kent_status": onderwerp.model is not Locatie,
            "terug": bewerkblok.waarheen(request, terug) if onderwerp.blok else terug,
            "intussen": _intussen(bezig),
            "meldingen": onderwerp.meldingen,
            "mag_weggooien": ingang is not None and rechten.mag_weggooien(request.user, ingang),
            **bewerkblok.voor_pagina(request, onderwerp.ingang, onderwerp.blok, als_voorstel=onderwerp.als_voorstel),
        },
    )


def _adres_van(request: HttpRequest, onderwerp: Onderwerp) -> str:
    """Return where the form goes: also when a button of its own brought it here."""
    if onderwerp.meldingen:
        # Which other reports it mends stands in the address.
        return request.get_full_path()
    if onderwerp.ingang is None or onderwerp.als_voorstel:
        return request.path
    return reverse("wijzigen:bewerken", args=[ding_van(onderwerp.model), onderwerp.ingang.kenmerk])


def _terug(onderwerp: Onderwerp) -> str:
    return onderwerp.organisatie.get_absolute_url() if onderwerp.organisatie is not None else reverse("werk:lijst")


def _intussen(bezig: Bewerking) -> dict[str, Any] | None:
    if bezig.intussen is None:
        return None
    basis, mijn, nu = bezig.intussen
    model = bezig.onderwerp.model
    gezien, van_mij, van_ander = (bezig.onderwerp.toonbaar(staat) for staat in (basis, mijn, nu))
    mijne = {verschil.veld: verschil.naar for verschil in verschillen(model, gezien, van_mij)}
    andere = verschillen(model, gezien, van_ander)
    return {
        "overgenomen": [verschil for verschil in andere if verschil.veld in bezig.overgenomen],
        "botsingen": [(v, mijne.get(v.veld, "")) for v in andere if v.veld in bezig.botsingen],
    }
