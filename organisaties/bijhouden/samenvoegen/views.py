"""Is this here twice? Find the other one, choose field by field, look at what it will be, and make one of both."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat
from organisaties import rechten
from organisaties.bijhouden.momentopname.verschil import verschillen
from organisaties.bijhouden.samenvoegen import acties
from organisaties.bijhouden.samenvoegen.kandidaten import LANGSTE_VRAAG, lijkt_dubbel, op_naam
from organisaties.bijhouden.samenvoegen.naast_elkaar import ANDER, EEN, Dubbel, Vergelijking
from organisaties.bijhouden.samenvoegen.naast_elkaar import vergelijk as leg_naast_elkaar
from organisaties.bijhouden.samenvoegen.omvang import omvang
from organisaties.bijhouden.voorstellen.acties import meld
from organisaties.ingangen.ophalen import haal, voorsteladres
from organisaties.models import Aanbod, Ingreep
from organisaties.models.ingang import soort_van

VRAAG_AAN_EIGENAAR = (
    "Staat dit twee keer op de kaart, ook als {naam}? Mogen we die twee samenvoegen? Zo ja, zet dan bij ‘Mijn "
    "organisatie’ aan dat collega’s meteen mogen wijzigen. Je blijft eigenaar."
)


@eerst_of_het_bestaat
@require_GET
def zoek(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Show what looks like this entry, and find the other one by its name."""
    ingang = _haal(request, ding, kenmerk)
    vraag = request.GET.get("q", "")[:LANGSTE_VRAAG].strip()
    return render(
        request,
        "organisaties/bijhouden/samenvoegen/zoek.html",
        {
            "ingang": ingang,
            "ding": ding,
            "soort": soort_van(ingang),
            "vraag": vraag,
            "gevonden": op_naam(type(ingang), vraag, request.user, ingang.pk),
            "lijkt": lijkt_dubbel(ingang, request.user),
        },
    )


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def vergelijk(request: HttpRequest, ding: str, kenmerk: str, ander: str) -> HttpResponse:
    """Choose field by field, look at the outcome, and make one of two."""
    een, twee = _haal(request, ding, kenmerk), _haal(request, ding, ander)
    if een.pk == twee.pk:
        return redirect("samenvoegen:zoek", ding, kenmerk)
    if not rechten.mag_ingrijpen(request.user, een, twee):
        return _vraag_het_eerst(request, ding, een, twee)
    gekozen = dict(request.POST.lists()) if request.method == "POST" else None
    samen = leg_naast_elkaar(een, twee, gekozen)
    doe = request.POST.get("doe", "")
    if gekozen is None or doe == "verder":
        return _toon(request, ding, samen)
    if request.POST.get("versie") != samen.versie:
        return _toon(request, ding, samen, intussen=True)
    if doe != "voeg-samen" or (samen.wordt_ruimer and request.POST.get("ruimer") != "ja"):
        return _kijk_na(request, ding, samen, vergeten=doe == "voeg-samen")
    return _voeg_samen(request, ding, samen, gekozen)


def _voeg_samen(request: HttpRequest, ding: str, samen: Vergelijking, gekozen: dict[str, list[str]]) -> HttpResponse:
    een, twee = samen.een, samen.ander
    try:
        ingreep = acties.voeg_samen(
            gebruiker=rechten.medewerker_van(request),
            een=een,
            ander=twee,
            gekozen=gekozen,
            versie=samen.versie,
            ruimer=request.POST.get("ruimer") == "ja",
        )
    except acties.IntussenAnders:
        messages.error(request, "Een ander veranderde hier net iets. Er is nog niets samengevoegd. Kijk opnieuw.")
        return redirect("samenvoegen:vergelijk", ding, een.kenmerk, twee.kenmerk)
    except ValidationError as fout:
        messages.error(request, f"Er is niets samengevoegd. {' '.join(fout.messages)}")
        return redirect("samenvoegen:vergelijk", ding, een.kenmerk, twee.kenmerk)
    messages.success(
        request, f"Samengevoegd. Het oude adres leidt hierheen. Ongedaan maken kan tot en met {_dag(ingreep)}."
    )
    return redirect(ingreep.doel.get_absolute_url())


@alleen_post
def vraag(request: HttpRequest, ding: str, kenmerk: str, ander: str) -> HttpResponse:
    """Ask the owner of one or both whether they may become one."""
    een, twee = _haal(request, ding, kenmerk), _haal(request, ding, ander)
    for ingang, tekst in _vragen(een, twee):
        meld(gebruiker=request.user, ingang=ingang, tekst=tekst)
    messages.success(request, "Gevraagd. De eigenaar vindt de vraag bij de voorstellen. Er is nog niets veranderd.")
    return redirect(een.get_absolute_url())


@alleen_post
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo that two became one, or that an offer moved."""
    ingreep = get_object_or_404(Ingreep, pk=pk)
    rijen: Any = type(ingreep.doel)._default_manager.zichtbaar_voor(request.user)
    get_object_or_404(rijen, pk=ingreep.doel.pk)
    try:
        terug = acties.draai_terug(gebruiker=rechten.medewerker_van(request), ingreep=ingreep)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return redirect(ingreep.doel.get_absolute_url())
    verhuisd = ingreep.soort == Ingreep.Soort.VERHUISD
    tekst = (
        "Het aanbod is terug bij wie het had." if verhuisd else "Het zijn er weer twee. Alles is terug waar het was."
    )
    messages.success(request, f"Ongedaan gemaakt. {tekst}")
    return redirect(terug.get_absolute_url())


def _haal(request: HttpRequest, ding: str, kenmerk: str) -> Dubbel:
    """Return an organisation or a place that this person keeps; 404 and 403 as everywhere."""
    ingang = haal(request, ding, kenmerk)
    if isinstance(ingang, Aanbod):
        raise Http404
    if not rechten.mag_bijhouden(request.user, ingang):
        raise rechten.EenAnderHoudtDitBij(request.user, voorsteladres(ingang))
    return ingang


def _vraag_het_eerst(request: HttpRequest, ding: str, een: Dubbel, ander: Dubbel) -> HttpResponse:
    return render(
        request,
        "organisaties/bijhouden/samenvoegen/vraag.html",
        {"ding": ding, "een": een, "ander": ander, "vragen": _vragen(een, ander)},
    )


def _vragen(een: Dubbel, ander: Dubbel) -> list[tuple[Dubbel, str]]:
    """Return for each of both whose owner decides what is asked; the name of the other one only where it is public."""
    return [
        (ingang, VRAAG_AAN_EIGENAAR.format(naam=acties.openbare_naam(andere)))
        for ingang, andere in ((een, ander), (ander, een))
        if rechten.eigenaar_beslist(ingang)
    ]


def _toon(request: HttpRequest, ding: str, samen: Vergelijking, *, intussen: bool = False) -> HttpResponse:
    return render(
        request,
        "organisaties/bijhouden/samenvoegen/vergelijk.html",
        {"ding": ding, "samen": samen, "EEN": EEN, "ANDER": ANDER, "intussen": intussen},
    )


def _kijk_na(request: HttpRequest, ding: str, samen: Vergelijking, *, vergeten: bool) -> HttpResponse:
    """Show what it will say, what goes along, and what to know before it is done."""
    model = type(samen.een)
    return render(
        request,
        "organisaties/bijhouden/samenvoegen/nakijken.html",
        {
            "ding": ding,
            "samen": samen,
            "omvang": omvang(samen),
            "verschillen": verschillen(model, samen.voor, samen.staat),
            "vergeten": vergeten,
            "velden": [
                (naam, waarde)
                for naam, waarden in request.POST.lists()
                if naam in ("blijft", "versie") or naam.startswith("veld-")
                for waarde in waarden
            ],
        },
    )


def _dag(ingreep: Ingreep) -> str:
    return f"{ingreep.terug_tot:%-d-%-m-%Y}"
