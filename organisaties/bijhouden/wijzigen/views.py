"""The page on which an organisation, a place or an offer is changed or made, and what an entry was before.

What somebody may not know of is a 404; what they may see and not change is a 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import eerst_of_het_bestaat
from organisaties import rechten, zichtbaarheid
from organisaties.bijhouden.momentopname.momentopname import Staat, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders, verschillen, voeg_samen
from organisaties.bijhouden.wijzigen import acties
from organisaties.bijhouden.wijzigen.adreszoeker import GeenAntwoord, zoek_adres
from organisaties.bijhouden.wijzigen.dubbelen import lijkt_op
from organisaties.bijhouden.wijzigen.forms import WaaromForm
from organisaties.bijhouden.wijzigen.formulier import Bewerking, Onderwerp, onderwerp_van, open_met, van_post, verlegd
from organisaties.ingangen import views as ingangen
from organisaties.models import Aanbod, Concept, Locatie, Organisatie, Versie
from organisaties.models.ingang import Ingang, vergrendel
from organisaties.regels.keuzes import Status
from organisaties.regels.volledigheid import volledigheid

DINGEN: dict[str, type[Ingang]] = {"organisaties": Organisatie, "locaties": Locatie, "aanbod": Aanbod}
BEWAAR, CONCEPT, PUBLICEER, VOORBEELD, ZOEK_ADRES = "bewaar", "concept", "publiceer", "voorbeeld", "zoek-adres"
VERDER, ALS_BEZOEKER = "verder", "voorbeeld-bezoeker"
HOOGSTENS_VERSIES = 200


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Change an entry: save it, keep it as a draft, or look at it as a reader would."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    nu = lees(ingang)
    if request.method != "POST":
        return toon(request, _met_concept(onderwerp, nu))
    opdracht = request.POST.get("doe", BEWAAR)
    if opdracht.startswith("tijd-") or opdracht == VERDER:
        return toon(request, verlegd(onderwerp, request.POST, opdracht, nu))
    if opdracht == ZOEK_ADRES:
        return toon(request, _met_adres(request, onderwerp, nu))
    if opdracht == "vergeet-concept":
        Concept.objects.filter(door=request.user.pk, **{onderwerp.soort: ingang}).delete()
        messages.success(request, "Je concept is weg. Dit is wat er nu op de kaart staat.")
        return redirect("wijzigen:bewerken", ding, kenmerk)
    bezig = van_post(onderwerp, request.POST, nu)
    if not bezig.is_goed():
        return toon(request, bezig)
    staat = bezig.staat()
    if opdracht in (VOORBEELD, ALS_BEZOEKER):
        return _voorbeeld(request, bezig, staat, als_bezoeker=opdracht == ALS_BEZOEKER)
    try:
        if opdracht == CONCEPT and getattr(ingang, "status", "") != Status.CONCEPT:
            acties.bewaar_concept(
                gebruiker=rechten.medewerker_van(request), ingang=ingang, basis=bezig.basis, staat=staat
            )
            messages.success(request, "Bewaard als concept. Op de kaart is nog niets veranderd.")
            return redirect("wijzigen:bewerken", ding, kenmerk)
        if opdracht == PUBLICEER and "status" in staat:
            staat["status"] = Status.GEPUBLICEERD.value
        uitkomst = acties.bewaar(
            gebruiker=rechten.medewerker_van(request),
            ingang=ingang,
            basis=bezig.basis,
            staat=staat,
            waarom=bezig.waarom.cleaned_data["waarom"],
        )
    except acties.Intussen as ander:
        return toon(request, samengevoegd(bezig, staat, ander.nu))
    except ValidationError as fout:
        bezig.extra_fouten += [("", melding) for melding in fout.messages]
        return toon(request, bezig)
    _zeg_wat_er_gebeurde(request, uitkomst)
    return redirect(uitkomst.ingang.get_absolute_url())


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, ding: str, kenmerk: str = "") -> HttpResponse:
    """Make an organisation, or an offer or a place of the organisation `kenmerk`."""
    model = DINGEN[ding]
    organisatie = None
    if model is Organisatie:
        _eis(rechten.mag_organisatie_maken(request.user))
    else:
        organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
        if not rechten.beslist_over(request.user, organisatie):
            naar = "voorstellen:stel_aanbod_voor" if model is Aanbod else ""
            raise rechten.EenAnderHoudtDitBij(request.user, _voorsteladres(organisatie, naar))
    onderwerp = Onderwerp(model, rechten.medewerker_van(request), organisatie=organisatie)
    leeg = onderwerp.nu()
    if request.method != "POST":
        return toon(request, open_met(onderwerp, leeg, leeg))
    opdracht = request.POST.get("doe", PUBLICEER)
    if opdracht.startswith("tijd-"):
        return toon(request, verlegd(onderwerp, request.POST, opdracht, leeg))
    if opdracht == ZOEK_ADRES:
        return toon(request, _met_adres(request, onderwerp, leeg))
    bezig = van_post(onderwerp, request.POST, leeg)
    if not bezig.is_goed():
        return toon(request, bezig)
    staat = bezig.staat()
    gelijkend = lijkt_op(model, staat, request.user, organisatie)
    if gelijkend and not request.POST.get("toch"):
        return toon(request, bezig, gelijkend=gelijkend)
    if "status" in staat:
        staat["status"] = (Status.CONCEPT if opdracht == CONCEPT else Status.GEPUBLICEERD).value
    try:
        gemaakt = acties.maak(
            gebruiker=rechten.medewerker_van(request), model=model, staat=staat, organisatie=organisatie
        )
    except PermissionDenied:
        bezig.extra_fouten.append(("", "Dit ligt niet in een stadsdeel dat jij bijhoudt. Kies een eigen stadsdeel."))
        return toon(request, bezig)
    except ValidationError as fout:
        bezig.extra_fouten += [("", melding) for melding in fout.messages]
        return toon(request, bezig)
    klaar = "Bewaard als concept." if opdracht == CONCEPT else "Het staat op de kaart."
    messages.success(request, klaar)
    return redirect(gemaakt.get_absolute_url())


@require_GET
def lijkt(request: HttpRequest, ding: str) -> HttpResponse:
    """Return what looks like the name that somebody is typing, as a fragment."""
    _eis(rechten.mag_werklijst(request.user) or rechten.eigen_organisaties(request.user).exists())
    organisatie = None
    if DINGEN[ding] is Aanbod:
        kenmerk = request.GET.get("organisatie", "")[:60].replace("\0", "")
        organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    gelijkend = lijkt_op(DINGEN[ding], {"naam": request.GET.get("naam", "")[:150]}, request.user, organisatie)
    return render(request, "organisaties/bijhouden/wijzigen/_lijkt.html", {"gelijkend": gelijkend})


@eerst_of_het_bestaat
@require_GET
def geschiedenis(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Show every change of an entry: who (by role), when, what and why."""
    ingang = haal(request, ding, kenmerk)
    _eis(rechten.mag_geschiedenis(request.user, ingang))
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    versies = list(Versie.objects.bij(ingang)[: HOOGSTENS_VERSIES + 1])
    regels = []
    for versie, eerder in zip(versies, [*versies[1:], None], strict=False):
        van, naar = onderwerp.toonbaar(eerder.staat if eerder else {}), onderwerp.toonbaar(versie.staat)
        regels.append({"versie": versie, "verschillen": verschillen(type(ingang), van, naar) if eerder else []})
    return render(
        request,
        "organisaties/bijhouden/wijzigen/geschiedenis.html",
        {
            "ingang": ingang,
            "ding": ding,
            "regels": regels[:HOOGSTENS_VERSIES],
            "meer": len(versies) > HOOGSTENS_VERSIES,
            "mag_terugzetten": rechten.beslist_over(request.user, ingang),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def zet_terug(request: HttpRequest, ding: str, kenmerk: str, pk: int) -> HttpResponse:
    """Show what putting back an earlier state would change, and do it."""
    ingang = haal_om_te_bewerken(request, ding, kenmerk)
    if not rechten.beslist_over(request.user, ingang):
        raise rechten.EenAnderHoudtDitBij(request.user, _voorsteladres(ingang))
    versie = get_object_or_404(Versie.objects.bij(ingang), pk=pk)
    if request.method == "POST":
        try:
            acties.zet_terug(gebruiker=rechten.medewerker_van(request), ingang=ingang, versie=versie)
        except ValidationError as fout:
            messages.error(request, f"Dit kan niet meer terug: {' '.join(fout.messages)}")
            return redirect("wijzigen:geschiedenis", ding, kenmerk)
        messages.success(request, "Teruggezet. Wat er tussendoor stond, blijft in de geschiedenis.")
        return redirect("wijzigen:geschiedenis", ding, kenmerk)
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request))
    nu = lees(ingang)
    van, naar = onderwerp.toonbaar(nu), onderwerp.toonbaar(versie.staat)
    return render(
        request,
        "organisaties/bijhouden/wijzigen/terugzetten.html",
        {"ingang": ingang, "ding": ding, "versie": versie, "verschillen": verschillen(type(ingang), van, naar)},
    )


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
        _zeg_wat_er_gebeurde(request, uitkomst)
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


def haal(request: HttpRequest, ding: str, kenmerk: str) -> Ingang:
    """Return an entry that this person may know of, else 404."""
    rijen: Any = DINGEN[ding]._default_manager.zichtbaar_voor(request.user)
    if DINGEN[ding] is not Organisatie:
        rijen = rijen.select_related("organisatie")
    ingang: Ingang = get_object_or_404(rijen, kenmerk=kenmerk)
    return ingang


def haal_om_te_bewerken(request: HttpRequest, ding: str, kenmerk: str) -> Ingang:
    """Return an entry that this person keeps or owns; 403 for others who may see it (they can propose a change)."""
    ingang = haal(request, ding, kenmerk)
    if not rechten.mag_bewerken(request.user, ingang):
        raise rechten.EenAnderHoudtDitBij(request.user, _voorsteladres(ingang))
    return ingang


def _voorsteladres(ingang: Ingang, naar: str = "") -> str:
    """Return where a change of this entry is proposed; `naar`: another form that begins at an organisation."""
    if naar:
        return reverse(naar, args=[ingang.kenmerk])
    ding = next(naam for naam, model in DINGEN.items() if model is type(ingang))
    return reverse("voorstellen:stel_voor", args=[ding, ingang.kenmerk])


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
    if concept is None:
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


def _voorbeeld(request: HttpRequest, bezig: Bewerking, staat: Staat, *, als_bezoeker: bool) -> HttpResponse:
    """Show the page as a reader would see it: written, read, and taken back."""
    onderwerp = bezig.onderwerp
    pagina: Callable[..., HttpResponse] = getattr(ingangen, f"toon_{onderwerp.soort}")
    wie = request.user
    erbij = {"voorbeeld": velden_van(request), "voorbeeld_adres": request.path, "als_bezoeker": als_bezoeker}
    try:
        with transaction.atomic():
            ingang = vergrendel(onderwerp.ingang) if onderwerp.ingang else None
            if ingang is None:
                raise Http404
            zet(ingang, staat, anders(lees(ingang), staat))
            request.user = AnonymousUser() if als_bezoeker else wie
            antwoord = pagina(request, ingang.kenmerk, erbij)
            transaction.set_rollback(True)
            return antwoord
    except Http404:
        bezig.extra_fouten.append(("", "Een bezoeker zonder account ziet dit niet."))
    except ValidationError as fout:
        bezig.extra_fouten += [("", melding) for melding in fout.messages]
    finally:
        request.user = wie
    return toon(request, bezig)


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
    status = getattr(ingang, "status", "") if ingang is not None else Status.CONCEPT
    fouten = list(bezig.fouten)
    return render(
        request,
        "organisaties/bijhouden/wijzigen/bewerken.html",
        {
            "bezig": bezig,
            "ding": next(naam for naam, model in DINGEN.items() if model is onderwerp.model),
            "soort": onderwerp.soort,
            "ingang": ingang,
            "organisatie": onderwerp.organisatie,
            "fouten": fouten,
            "gelijkend": gelijkend or [],
            "volledigheid": volledigheid(onderwerp.soort, bezig.basis) if ingang is not None else None,
            "als_voorstel": onderwerp.als_voorstel,
            "beslist": ingang is None or rechten.beslist_over(request.user, ingang),
            "is_concept": status == Status.CONCEPT,
            "kent_status": onderwerp.model is not Locatie,
            "terug": ingang.get_absolute_url() if ingang is not None else _terug(onderwerp),
            "intussen": _intussen(bezig),
        },
    )


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


def _zeg_wat_er_gebeurde(request: HttpRequest, uitkomst: acties.Bewaard) -> None:
    if uitkomst.velden:
        messages.success(request, "Bewaard. Zo staat het nu op de kaart.")
    if uitkomst.voorstel is not None:
        messages.success(
            request, "Deze organisatie houdt zelf haar gegevens bij. Zij krijgt jouw wijziging als voorstel."
        )
    if not uitkomst.velden and uitkomst.voorstel is None:
        messages.info(request, "Er was niets veranderd.")


def _eis(mag: bool) -> None:
    if not mag:
        raise PermissionDenied
