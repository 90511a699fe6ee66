"""Bringing a spreadsheet back, for a coördinator: send it, look at what it would do, confirm, and undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt, lees_cel
from kaart.hulp.rate_limit import geremd
from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bestanden.vormen import BESTANDEN, Vorm
from kaart.uitwisseling.bladen.cellen import veilig
from kaart.uitwisseling.invoer.eigen import verwerken
from kaart.uitwisseling.invoer.eigen.vergelijken import Soort, Vergelijking
from kaart.uitwisseling.invoer.grenzen import HOOGSTENS_BYTES, MEGABYTE
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import LaadFouten, Onleesbaar
from organisaties import rechten

PER_PAGINA = 50
HOOGSTENS_FOUTEN = 100
HOOGSTENS_EERDER = 20
NAMEN = {Soort.NIEUW: "Nieuw", Soort.GEWIJZIGD: "Gewijzigd", Soort.BOTSING: "Botst", Soort.GELIJK: "Niet veranderd"}


class BestandForm(Bewaakt, forms.Form):
    """The file."""

    bestand = forms.FileField(
        label="Rekenblad",
        help_text=f"xlsx, ods, csv of een zip met csv. Hoogstens {HOOGSTENS_BYTES // MEGABYTE} MB.",
        max_length=150,
        error_messages={
            "required": "Kies eerst een bestand.",
            "empty": "Dit bestand is leeg. Kies een bestand waar iets in staat.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        },
    )

    def clean_bestand(self) -> Any:
        """Refuse what is too large before it is read into memory, and a name that says something of a person."""
        bestand = self.cleaned_data["bestand"]
        if gevonden := lees_cel(Path(bestand.name).stem):
            raise ValidationError([f"In de naam van het bestand staat {melding}" for melding in gevonden])
        if bestand.size > HOOGSTENS_BYTES:
            raise ValidationError(f"Dit bestand is te groot: hoogstens {HOOGSTENS_BYTES // MEGABYTE} MB. Verdeel het.")
        return bestand


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Take a file; nothing of the kaart changes."""
    rechten.eis(rechten.mag_lijst_invoeren(request.user))
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            nieuw = verwerken.ontvang(
                gebruiker=rechten.medewerker_van(request), naam=bestand.name, inhoud=bestand.read()
            )
        except Onleesbaar as fout:
            form.add_error("bestand", str(fout))
        else:
            return redirect("invoer:bekijk", nieuw.pk)
    return render(
        request,
        "uitwisseling/invoer/begin.html",
        {
            "form": form,
            "eerder": list(_geschreven(request).defer("inhoud", "terug")[:HOOGSTENS_EERDER]),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bekijk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would do; a POST does it."""
    gevonden = _haal(request, pk)
    if gevonden.inhoud is None:
        return redirect("invoer:begin")
    try:
        if not verwerken.is_eigen(lees(bytes(gevonden.inhoud), gevonden.naam)):
            return redirect("invoer:lijst", pk)
        werkmap, uitkomst = verwerken.beoordeel(bytes(gevonden.inhoud), gevonden.naam, rechten.medewerker_van(request))
        eigen = {naam for naam in request.POST if naam.startswith("eigen-")}
        open_vragen = verwerken.onbeantwoord(uitkomst, eigen) if request.method == "POST" else []
        if request.method == "POST" and not uitkomst.fouten and not open_vragen:
            gedaan = verwerken.bevestig(gebruiker=rechten.medewerker_van(request), invoer=gevonden, eigen=eigen)
            messages.success(request, f"Ingelezen: {gedaan.nieuw} nieuw, {gedaan.gewijzigd} gewijzigd.")
            return redirect("invoer:begin")
    except Onleesbaar as fout:
        messages.error(request, str(fout))
        return redirect("invoer:begin")
    except LaadFouten:
        # It went wrong between the look and the writing: look once more.
        messages.error(request, "De kaart is intussen veranderd. Kijk het nog een keer na.")
        return redirect("invoer:bekijk", pk)
    return _toon(request, gevonden, uitkomst, {"werkmap": werkmap, "eigen": eigen, "open_vragen": open_vragen})


def _toon(request: HttpRequest, gevonden: Invoer, uitkomst: Vergelijking, erbij: dict[str, Any]) -> HttpResponse:
    soort = request.GET.get("soort", "")
    rijen = [rij for rij in uitkomst.rijen if rij.soort == soort or (not soort and rij.soort != Soort.GELIJK)]
    return render(
        request,
        "uitwisseling/invoer/bekijk.html",
        {
            "invoer": gevonden,
            **erbij,
            "uitkomst": uitkomst,
            "fouten": uitkomst.fouten[:HOOGSTENS_FOUTEN],
            "soorten": [(waarde.value, naam, uitkomst.aantal(waarde)) for waarde, naam in NAMEN.items()],
            "soort": soort,
            "namen": {waarde.value: naam for waarde, naam in NAMEN.items()},
            "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        },
    )


@require_GET
@geremd(BESTANDEN)
def fouten(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the faults as a workbook, to repair them side by side."""
    gevonden = _haal(request, pk)
    if gevonden.inhoud is None:
        raise Http404
    try:
        _, uitkomst = verwerken.beoordeel(bytes(gevonden.inhoud), gevonden.naam, rechten.medewerker_van(request))
    except Onleesbaar as fout:
        raise Http404 from fout
    regels = [
        [veilig(fout.bestand), fout.rij, veilig(fout.kolom or ""), veilig(fout.melding)] for fout in uitkomst.fouten
    ]
    kolommen = [Velkolom("Blad", 18), Velkolom("Rij", 8), Velkolom("Kolom", 24), Velkolom("Wat er mis is", 90)]
    return vormen.antwoord(Vorm.XLSX, "import-fouten", [Vel("Fouten", kolommen, lambda: regels)])


@alleen_post
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an import."""
    rechten.eis(rechten.mag_lijst_invoeren(request.user))
    gevonden = get_object_or_404(_geschreven(request), pk=pk)
    try:
        terug, blijft = verwerken.draai_terug(gebruiker=rechten.medewerker_van(request), invoer=gevonden)
    except (ValidationError, LaadFouten) as fout:
        tekst = " ".join(fout.messages) if isinstance(fout, ValidationError) else "Er is niets teruggezet."
        messages.error(request, tekst)
    else:
        extra = f" {blijft} bleef staan: dat is daarna op de site veranderd." if blijft else ""
        messages.success(request, f"Teruggezet: {terug}.{extra}")
    return redirect("invoer:begin")


def _geschreven(request: HttpRequest) -> Any:
    """Return the imports this person may undo: the own, of a coördinator all."""
    alle = Invoer.objects.exclude(geschreven_op=None)
    return alle if rechten.mag_invoeren(request.user) else alle.van(request.user)


def _haal(request: HttpRequest, pk: int) -> Invoer:
    """Return a file that this person sent; 403 for anyone who may not import, 404 for that of another."""
    rechten.eis(rechten.mag_lijst_invoeren(request.user))
    return get_object_or_404(Invoer.objects.van(request.user), pk=pk)
