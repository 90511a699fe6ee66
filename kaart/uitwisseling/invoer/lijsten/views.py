"""A list that somebody kept in a spreadsheet of their own: how it is read, what is wrong, and onto the kaart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bestanden.vormen import Vorm
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from kaart.uitwisseling.invoer.bron import FORMULE, Werkmap
from kaart.uitwisseling.invoer.eigen.verwerken import is_eigen
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.acties import bevestig_lijst, bewaar_indeling
from kaart.uitwisseling.invoer.lijsten.beoordelen import Lijst, beoordeel_lijst, stand_van
from kaart.uitwisseling.invoer.lijsten.forms import LijstForm
from kaart.uitwisseling.invoer.lijsten.kolommen import DOELEN, PER_NAAM
from kaart.uitwisseling.invoer.lijsten.rijen import Gelezen
from kaart.uitwisseling.invoer.werkmap import lees as lees_werkmap
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from organisaties import rechten

HOOGSTENS_GETOOND = 200


@require_http_methods(["GET", "HEAD", "POST"])
def bekijk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how a list is read, let somebody correct that, and put its good rows on the kaart."""
    rechten.eis(rechten.mag_lijst_invoeren(request.user))
    invoer = get_object_or_404(Invoer.objects.van(request.user), pk=pk)
    if invoer.inhoud is None:
        return redirect("invoer:begin")
    form = LijstForm(request.POST)
    try:
        werkmap = lees_werkmap(bytes(invoer.inhoud), invoer.naam)
        if is_eigen(werkmap):
            return redirect("invoer:bekijk", pk)
        lijst = _lees_of_begin(request, werkmap, form.keuzes)
    except Onleesbaar as fout:
        messages.error(request, str(fout))
        return redirect("invoer:begin")
    if form.doe == "fouten":
        return _foute_rijen(lijst.gelezen)
    if form.bewaart_indeling and (antwoord := _bewaar_indeling(request, invoer, lijst, form)) is not None:
        return antwoord
    if form.doe == "schrijf":
        gedaan = bevestig_lijst(gebruiker=rechten.medewerker_van(request), invoer=invoer, keuzes=form.keuzes)
        if gedaan is not None:
            _zeg(request, gedaan, lijst.gelezen)
        return redirect("invoer:begin")
    return _toon(request, invoer, lijst, form.keuzes)


def _bewaar_indeling(request: HttpRequest, invoer: Invoer, lijst: Lijst, form: LijstForm) -> HttpResponse | None:
    """Keep how the columns are read; return the page with what is wrong with its name, if anything."""
    vertaling = lijst.gelezen.vertaling
    try:
        bewaar_indeling(gebruiker=rechten.medewerker_van(request), naam=form.indeling, vertaling=vertaling)
    except ValidationError as fout:
        return _toon(request, invoer, lijst, form.keuzes, indeling=form.indeling, indelingfouten=fout.messages)
    messages.success(request, f"De indeling ‘{form.indeling[:80]}’ is bewaard voor de volgende keer.")
    return None


def _lees_of_begin(request: HttpRequest, werkmap: Werkmap, keuzes: Mapping[str, str]) -> Lijst:
    """Read as was chosen; where that cannot be, say so and read by itself."""
    try:
        return beoordeel_lijst(werkmap, rechten.medewerker_van(request), keuzes)
    except Onleesbaar as fout:
        if not keuzes:
            raise
        messages.error(request, str(fout))
        return beoordeel_lijst(werkmap, rechten.medewerker_van(request))


def _toon(
    request: HttpRequest,
    invoer: Invoer,
    lijst: Lijst,
    keuzes: Mapping[str, str],
    *,
    indeling: str = "",
    indelingfouten: Sequence[str] = (),
) -> HttpResponse:
    gelezen, vertaling = lijst.gelezen, lijst.gelezen.vertaling
    voorbeeld = gelezen.rijen[0].cellen if gelezen.rijen else ()
    fout_op = {fout.rij for fout in gelezen.fouten}
    return render(
        request,
        "uitwisseling/invoer/lijst.html",
        {
            "invoer": invoer,
            "werkmap": lijst.werkmap,
            "bladen": [blad.titel for blad in lijst.werkmap.bladen],
            "vertaling": vertaling,
            "voor": stand_van(vertaling),
            "kolommen": [
                {
                    "plek": plek,
                    "kop": kop,
                    "doel": vertaling.kolommen.get(plek, ""),
                    "voorbeeld": voorbeeld[plek].replace("\0", "")[:60] if plek < len(voorbeeld) else "",
                }
                for plek, kop in enumerate(vertaling.koppen)
            ],
            "doelen": DOELEN,
            "gelezen": gelezen,
            "goed": len(gelezen.goede),
            "fouten": gelezen.fouten[:HOOGSTENS_GETOOND],
            "dubbelen": [
                (rij, lijst.dubbelen[rij.nummer], keuzes.get(f"dubbel-{rij.nummer}", schrijven.OVERSLAAN))
                for rij in gelezen.rijen
                if rij.nummer in lijst.dubbelen and rij.nummer not in fout_op
            ],
            "rijen": gelezen.goede[:HOOGSTENS_GETOOND],
            "vragen": [
                (rij, wat, PER_NAAM[wat].label, hoe, bool(keuzes.get(f"eigen-{rij.nummer}-{wat}")))
                for rij in gelezen.goede
                for wat, hoe in rij.te_vragen.items()
            ],
            "indeling": indeling,
            "indelingfouten": indelingfouten,
        },
    )


def _foute_rijen(gelezen: Gelezen) -> HttpResponseBase:
    """Give the rows with a fault back as a workbook, with the reason beside each."""
    per_rij: dict[int, list[str]] = {}
    for fout in gelezen.fouten:
        beter = f" Beter: {fout.suggestie}" if fout.suggestie else ""
        per_rij.setdefault(fout.rij, []).append(f"{fout.kolom}: {fout.uitleg}{beter}")
    breed = len(gelezen.vertaling.koppen)
    regels: list[list[Cel]] = [
        [
            rij.nummer,
            veilig("\n".join(per_rij[rij.nummer])),
            *(veilig(cel.removeprefix(FORMULE)) for cel in (*rij.cellen, *[""] * (breed - len(rij.cellen)))),
        ]
        for rij in gelezen.rijen
        if rij.nummer in per_rij
    ]
    koppen = [Velkolom(veilig(kop), 22) for kop in gelezen.vertaling.koppen]
    kolommen = [Velkolom("Rij", 8), Velkolom("Wat er mis is", 60), *koppen]
    return vormen.antwoord(Vorm.XLSX, "foute-rijen", [Vel("Foute rijen", kolommen, lambda: regels)])


def _zeg(request: HttpRequest, gedaan: schrijven.Gedaan, gelezen: Gelezen) -> None:
    delen = [f"{len(gedaan.organisaties)} nieuw", f"{len(gedaan.bijgewerkt)} aangevuld"]
    delen += [f"{gedaan.voorstellen} als voorstel aan de organisatie zelf"] if gedaan.voorstellen else []
    messages.success(request, f"Ingelezen: {', '.join(delen)}. Het aanbod staat als concept klaar om af te maken.")
    fout = len({een.rij for een in gelezen.fouten})
    if gedaan.overgeslagen or fout:
        messages.info(request, f"{len(gedaan.overgeslagen)} rijen sloegen we over, {fout} rijen hebben een fout.")
