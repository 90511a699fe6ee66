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
from kaart.uitwisseling.invoer.lijsten import op_de_pagina, schrijven
from kaart.uitwisseling.invoer.lijsten.acties import bevestig_lijst, bewaar_indeling
from kaart.uitwisseling.invoer.lijsten.beoordelen import Lijst, beoordeel_lijst, stand_van
from kaart.uitwisseling.invoer.lijsten.forms import LijstForm
from kaart.uitwisseling.invoer.lijsten.gelezen import Gelezen
from kaart.uitwisseling.invoer.lijsten.kolommen import PER_NAAM
from kaart.uitwisseling.invoer.lijsten.samenhang_rijen import Soort
from kaart.uitwisseling.invoer.werkmap import lees as lees_werkmap
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from organisaties import rechten
from organisaties.models import Organisatie

HOOGSTENS_GETOOND = 200
HOOGSTENS_NUMMERS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def bekijk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how a list is read, let somebody correct that, and put its good rows on the kaart."""
    rechten.eis(rechten.mag_lijst_invoeren(request.user))
    invoer = get_object_or_404(Invoer.objects.van(request.user), pk=pk)
    if invoer.inhoud is None:
        return redirect("invoer:begin")
    form = LijstForm(request.POST)
    try:
        werkmap = lees_werkmap(bytes(invoer.inhoud), invoer.naam, **form.csv)
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
    if form.doe == "schrijf" and (mist := _mist_nog(lijst, form.keuzes)):
        return _toon(request, invoer, lijst, form.keuzes, mist=mist)
    if form.doe == "schrijf":
        gedaan = bevestig_lijst(gebruiker=rechten.medewerker_van(request), invoer=invoer, keuzes=form.keuzes)
        if gedaan is not None:
            _zeg(request, gedaan, lijst.gelezen)
        return redirect("invoer:begin")
    return _toon(request, invoer, lijst, form.keuzes)


def _mist_nog(lijst: Lijst, keuzes: Mapping[str, str]) -> dict[str, str]:
    """Return what somebody has to say first, by the field in which to say it."""
    mist = {}
    if lijst.gelezen.vertaling.naam_is_een_gok and not any(naam.startswith("kolom-") for naam in keuzes):
        mist["kolommen"] = "Zeg eerst welke kolom de namen heeft."
    if _vraagt_formaliteit(lijst, keuzes) and keuzes.get("formaliteit") not in set(Organisatie.Formaliteit):
        mist["formaliteit"] = "Kies wat het is. De lijst zegt het niet, en wij verzinnen het niet."
    return mist


def _vraagt_formaliteit(lijst: Lijst, keuzes: Mapping[str, str]) -> bool:
    """Whether there are new organisations of which the list does not say what they are."""
    nieuw = {rij.sleutel for rij in lijst.gelezen.goede if not rij.hoort_bij and rij.sleutel not in lijst.dubbelen}
    nieuw |= {sleutel for sleutel in lijst.dubbelen if keuzes.get(f"dubbel-{sleutel}") == schrijven.NIEUW}
    return any(rij.sleutel in nieuw and not rij.formaliteit for rij in lijst.gelezen.goede)


def _bewaar_indeling(request: HttpRequest, invoer: Invoer, lijst: Lijst, form: LijstForm) -> HttpResponse | None:
    """Keep how the columns are read; return the page with what is wrong with its name, if anything."""
    vertaling = lijst.gelezen.vertaling
    try:
        bewaar_indeling(
            gebruiker=rechten.medewerker_van(request),
            naam=form.indeling,
            vertaling=vertaling,
            antwoorden=lijst.antwoorden,
        )
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
    mist: Mapping[str, str] | None = None,
) -> HttpResponse:
    gelezen, vertaling = lijst.gelezen, lijst.gelezen.vertaling
    boom = op_de_pagina.boom(lijst)
    return render(
        request,
        "uitwisseling/invoer/lijst.html",
        {
            "invoer": invoer,
            "werkmap": lijst.werkmap,
            **op_de_pagina.bestand(lijst),
            **op_de_pagina.kolommen(lijst),
            **op_de_pagina.antwoorden(lijst, keuzes),
            "vertaling": vertaling,
            "voor": stand_van(vertaling),
            "gelezen": gelezen,
            "goed": len(gelezen.goede),
            "fouten": gelezen.fouten[:HOOGSTENS_GETOOND],
            "meer_fouten": max(len(gelezen.fouten) - HOOGSTENS_GETOOND, 0),
            "dubbelen": op_de_pagina.dubbelen(lijst, keuzes),
            "boom": [(tak, bool(keuzes.get(f"weg-{tak.hoofd.sleutel}"))) for tak in boom[:HOOGSTENS_GETOOND]],
            "meer_rijen": max(len(boom) - HOOGSTENS_GETOOND, 0),
            "vragen": [
                (rij, wat, PER_NAAM[wat].label, hoe, bool(keuzes.get(f"eigen-{rij.sleutel}-{wat}")))
                for rij in gelezen.goede
                for wat, hoe in rij.te_vragen.items()
            ],
            "soort": lijst.soort,
            "soorten": [
                (Soort.ORGANISATIE.value, "Eén organisatie"),
                (Soort.PLEK.value, "Eén plek of activiteit: dezelfde naam is dezelfde organisatie"),
            ],
            "vraagt_formaliteit": _vraagt_formaliteit(lijst, keuzes),
            "formaliteiten": Organisatie.Formaliteit.choices,
            "formaliteit": keuzes.get("formaliteit", ""),
            "wie": keuzes.get("wie", ""),
            "gekozen_tekens": keuzes.get("tekens", ""),
            "mist": mist or {},
            "indeling": indeling,
            "indelingfouten": indelingfouten,
        },
    )


def _foute_rijen(gelezen: Gelezen) -> HttpResponseBase:
    """Give the rows with a fault back as a workbook, with the reason beside each."""
    per_rij: dict[str, list[str]] = {}
    for fout in gelezen.fouten:
        beter = f" Beter: {fout.suggestie}" if fout.suggestie else ""
        per_rij.setdefault(fout.sleutel, []).append(f"{fout.kolom}: {fout.uitleg}{beter}")
    breed = len(gelezen.vertaling.koppen)
    regels: list[list[Cel]] = [
        [
            rij.nummer,
            veilig("\n".join(per_rij[rij.sleutel])),
            *(veilig(cel.removeprefix(FORMULE)) for cel in (*rij.cellen, *[""] * (breed - len(rij.cellen)))),
        ]
        for rij in gelezen.rijen
        if rij.sleutel in per_rij
    ]
    koppen = [Velkolom(veilig(kop), 22) for kop in gelezen.vertaling.koppen]
    kolommen = [Velkolom("Rij", 8), Velkolom("Wat er mis is", 60), *koppen]
    return vormen.antwoord(Vorm.XLSX, "foute-rijen", [Vel("Foute rijen", kolommen, lambda: regels)])


def _zeg(request: HttpRequest, gedaan: schrijven.Gedaan, gelezen: Gelezen) -> None:
    delen = [f"{len(gedaan.organisaties)} nieuw", f"{len(gedaan.bijgewerkt)} aangevuld"]
    delen += [f"{gedaan.voorstellen} als voorstel aan de organisatie zelf"] if gedaan.voorstellen else []
    messages.success(request, f"Ingelezen: {', '.join(delen)}. Het aanbod staat als concept klaar om af te maken.")
    per_reden: dict[str, list[str]] = {}
    for nummer, waarom in gedaan.overgeslagen:
        per_reden.setdefault(waarom, []).append(str(nummer))
    for waarom, nummers in per_reden.items():
        messages.info(request, f"Overgeslagen, {_rijen(nummers)}: {waarom}.")
    if fout := list(dict.fromkeys(str(een.rij) for een in gelezen.fouten)):
        messages.info(request, f"Niet ingelezen door een fout: {_rijen(fout)}.")


def _rijen(nummers: Sequence[str]) -> str:
    meer = f" en nog {len(nummers) - HOOGSTENS_NUMMERS}" if len(nummers) > HOOGSTENS_NUMMERS else ""
    return f"{'rij' if len(nummers) == 1 else 'rijen'} {', '.join(nummers[:HOOGSTENS_NUMMERS])}{meer}"
