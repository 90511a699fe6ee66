"""The page of one open question. What somebody may not know of is a 404; who does not keep its area reads it only."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import alleen_post
from kaart.werk.vragen import acties
from kaart.werk.vragen.forms import AntwoordForm, BijWieForm
from organisaties import rechten
from organisaties.models import Gat, Organisatie, Stadsdeel
from organisaties.organisatieveld import namen_om_te_kiezen


@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show a question with its ways on, and take its answer."""
    gat = _haal(request, kenmerk)
    mag = Gat.objects.filter(rechten.bij_te_houden_gaten(request.user), pk=gat.pk).exists()
    form = AntwoordForm(request.POST if request.method == "POST" else None, stadsdelen=_stadsdelen(request, gat))
    if request.method == "POST":
        rechten.eis(mag)
        if form.is_valid():
            return _beantwoord(request, gat, form)
    return render(
        request,
        "werk/vragen/vraag.html",
        {
            "gat": gat,
            "antwoorden": list(gat.antwoorden.select_related("stadsdeel").order_by("stadsdeel__volgorde")),
            "mag": mag,
            "form": form,
            "bij_wie": BijWieForm(),
            "namen": namen_om_te_kiezen(Organisatie.objects.all()),
            "keuzes": _keuzes(gat),
        },
    )


def _beantwoord(request: HttpRequest, gat: Gat, form: AntwoordForm) -> HttpResponse:
    """Keep the answer, say so with a way to undo it, and go back to the list."""
    beantwoord = acties.beantwoord(
        gebruiker=rechten.medewerker_van(request),
        gat=gat,
        antwoord=form.cleaned_data["antwoord"],
        stadsdeel=form.cleaned_data.get("stadsdeel"),
    )
    terug = reverse("vragen:heropen", args=[beantwoord.kenmerk])
    messages.success(request, "Dank je. De vraag is van de werklijst.", extra_tags=terug)
    return redirect("werk:lijst")


@require_http_methods(["GET", "POST"])
def nieuw_aanbod(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Lead on to the page for a new offer of the organisation that was named, with need and area filled in."""
    gat = _haal(request, kenmerk)
    form = BijWieForm(request.POST if request.method == "POST" else request.GET)
    if form.is_valid():
        adres = reverse("wijzigen:aanbod_nieuw", args=[form.cleaned_data["ander"].kenmerk])
        if not rechten.beslist_over(request.user, form.cleaned_data["ander"]):
            adres = reverse("voorstellen:stel_aanbod_voor", args=[form.cleaned_data["ander"].kenmerk])
        return redirect(f"{adres}?{_keuzes(gat)}")
    return render(
        request,
        "werk/vragen/bij_wie.html",
        {"gat": gat, "bij_wie": form, "namen": namen_om_te_kiezen(Organisatie.objects.all()), "keuzes": _keuzes(gat)},
    )


@alleen_post
def heropen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Put a question back on the work list."""
    gat = _haal(request, kenmerk)
    acties.heropen(gebruiker=rechten.medewerker_van(request), gat=gat)
    messages.success(request, "De vraag staat weer op de werklijst.")
    return redirect("vragen:vraag", gat.van.kenmerk if gat.van else gat.kenmerk)


def _haal(request: HttpRequest, kenmerk: str) -> Gat:
    alle = Gat.objects.zichtbaar_voor(request.user).select_related("stadsdeel", "gebied", "behoefte", "van")
    return get_object_or_404(alle, kenmerk=kenmerk)


def _stadsdelen(request: HttpRequest, gat: Gat) -> object | None:
    """Return the areas for which this person can answer; None where the question itself says which."""
    if gat.stadsdeel_id is not None:
        return None
    alle = Stadsdeel.objects.in_volgorde()
    if rechten.houdt_de_stad_bij(request.user):
        return alle
    return alle.filter(pk__in=rechten.eigen_stadsdelen(request.user))


def _keuzes(gat: Gat) -> str:
    """Return what a new offer begins with, for an address."""
    keuzes = {"behoefte": gat.behoefte, "stadsdeel": gat.stadsdeel}
    return urlencode({naam: deel.slug for naam, deel in keuzes.items() if deel})
