"""A list that somebody kept in a spreadsheet of their own: how it is read, what is wrong, and onto the kaart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kaart.hulp.persoonsgegevens.formulierveld import geen_persoonsgegevens
from kaart.uitwisseling.bestanden import vormen
from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bestanden.vormen import Vorm
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from kaart.uitwisseling.invoer.eigen.verwerken import is_eigen
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling, herken, herken_blad, kaal_van
from kaart.uitwisseling.invoer.lijsten.kolommen import DOELEN, PER_NAAM
from kaart.uitwisseling.invoer.lijsten.lezen import Fout, Gelezen, lees
from kaart.uitwisseling.invoer.lijsten.waarden import woordenboek
from kaart.uitwisseling.invoer.werkmap import Werkmap
from kaart.uitwisseling.invoer.werkmap import lees as lees_werkmap
from kaart.uitwisseling.models import Invoer, Kolommenlijst
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from kaart.uitwisseling.tabellen.vertrokken import GAF_ZELF_AF
from organisaties import rechten
from organisaties.bijhouden.eigenaar.vervallen import vervallen_namen
from organisaties.models import Medewerker

HOOGSTENS_GETOOND = 200
HOOGSTENS_RIJEN = 10_000
ANDERE = "Haal de rij weg. Een andere organisatie met deze naam? Zet die met de hand op de kaart."
HOOGSTENS_LETTERS = 2_000


@dataclass(slots=True)
class Lijst:
    """A file as it was read, with what its rows look like on the kaart."""

    werkmap: Werkmap
    gelezen: Gelezen
    dubbelen: dict[int, schrijven.Dubbel]


def beoordeel_lijst(werkmap: Werkmap, gebruiker: rechten.Doener, keuzes: Mapping[str, str] | None = None) -> Lijst:
    """Read a file, by itself or as somebody says (`blad`, `koprij`, `kolom-3`); raises Onleesbaar. Writes nothing."""
    boek = woordenboek()
    if keuzes and keuzes.get("blad"):
        vertaling, indeling = _zoals_gekozen(werkmap, boek, keuzes), ""
    else:
        vertaling, indeling = zoals_bewaard(herken(werkmap, boek))
    bron = next(blad for blad in werkmap.bladen if blad.titel == vertaling.blad)
    if len(bron.rijen) > HOOGSTENS_RIJEN:
        raise Onleesbaar(
            f"Deze lijst heeft {len(bron.rijen)} rijen. Hoogstens {HOOGSTENS_RIJEN} kunnen in één keer. Verdeel haar."
        )
    gelezen = lees(bron, vertaling, boek)
    if indeling:
        gelezen.opmerkingen.insert(0, f"Gelezen met de bewaarde indeling ‘{indeling}’.")
    gelezen.fouten += _vertrokken(gelezen)
    return Lijst(werkmap, gelezen, schrijven.zoek_dubbelen(gelezen, gebruiker))


def _vertrokken(gelezen: Gelezen) -> list[Fout]:
    """Return a fault for every row with the name of an organisation that left the kaart by itself."""
    weg = vervallen_namen({rij.naam for rij in gelezen.rijen if rij.naam})
    kop = gelezen.vertaling.kop("naam")
    zin = f"Deze organisatie {GAF_ZELF_AF}."
    return [Fout(rij.nummer, "vertrokken", kop, zin, ANDERE, rij.naam) for rij in gelezen.rijen if rij.naam in weg]


def _zoals_gekozen(werkmap: Werkmap, boek: Any, keuzes: Mapping[str, str]) -> Vertaling:
    bron = next((blad for blad in werkmap.bladen if blad.titel == keuzes["blad"]), None)
    if bron is None:
        raise Onleesbaar("Dit blad zit niet in het bestand. Kies een ander blad.")
    getypt = keuzes.get("koprij", "")
    koprij = int(getypt) if getypt.isascii() and getypt.isdigit() and len(getypt) < 7 else None
    vertaling = herken_blad(bron, boek, koprij)
    if vertaling is None:
        raise Onleesbaar("Op dit blad vinden we geen koprij met namen. Vul in op welke rij de koppen staan.")
    if keuzes.get("voor") != _stand(vertaling):
        # Another sheet or header row: what was chosen for its columns no longer says anything.
        return vertaling
    kolommen: dict[int, str] = {}
    for plek in range(len(vertaling.koppen)):
        doel = keuzes.get(f"kolom-{plek}", vertaling.kolommen.get(plek, ""))
        if doel in PER_NAAM and doel not in kolommen.values():
            kolommen[plek] = doel
    return Vertaling(vertaling.blad, vertaling.koprij, vertaling.koppen, kolommen)


def zoals_bewaard(vertaling: Vertaling) -> tuple[Vertaling, str]:
    """Return how a sheet with these headers was read before, with the name under which that was kept, if it was."""
    koppen = {kaal_van(kop): plek for plek, kop in enumerate(vertaling.koppen)}
    for bewaard in Kolommenlijst.objects.order_by("-op", "-pk"):
        doelen = bewaard.kolommen
        if set(doelen) == set(koppen):
            kolommen = {plek: doelen[kop] for kop, plek in koppen.items() if doelen[kop] in PER_NAAM}
            return replace(vertaling, kolommen=dict(sorted(kolommen.items()))), bewaard.naam
    return vertaling, ""


def bewaar_indeling(*, gebruiker: Medewerker, naam: str, vertaling: Vertaling) -> Kolommenlijst:
    """Keep what the columns mean under a name; the same name again takes its place.

    Raises ValidationError where the name or a header seems to hold something about a person: both are kept.
    """
    for tekst in (naam, *vertaling.koppen):
        geen_persoonsgegevens(tekst[:HOOGSTENS_LETTERS])
    kolommen = {kaal_van(kop): vertaling.kolommen.get(plek, "") for plek, kop in enumerate(vertaling.koppen)}
    wat = {"kolommen": kolommen, "door": gebruiker}
    return Kolommenlijst.objects.update_or_create(naam=naam[:80], defaults=wat)[0]


def _stand(vertaling: Vertaling) -> str:
    return f"{vertaling.blad}:{vertaling.koprij}"


@transaction.atomic
def bevestig_lijst(*, gebruiker: Medewerker, invoer: Invoer, keuzes: Mapping[str, str]) -> schrijven.Gedaan | None:
    """Write the good rows; None when that was done already, also by two taps at once.

    Raises PermissionDenied for anyone who may not import, Onleesbaar for what cannot be read.
    """
    if not rechten.mag_lijst_invoeren(gebruiker):
        raise PermissionDenied
    huidig = Invoer.objects.van(gebruiker).select_for_update().get(pk=invoer.pk)
    if huidig.geschreven_op is not None or huidig.inhoud is None:
        return None
    lijst = beoordeel_lijst(lees_werkmap(bytes(huidig.inhoud), huidig.naam), gebruiker, keuzes)
    per_rij = {rij.nummer: keuzes.get(f"dubbel-{rij.nummer}", "") for rij in lijst.gelezen.rijen}
    gedaan = schrijven.schrijf(
        lijst.gelezen,
        gebruiker=gebruiker,
        bestand=huidig.naam,
        keuzes=per_rij,
        dubbelen=lijst.dubbelen,
        openbaar=keuzes.get("wie") == "iedereen",
        eigen={
            (rij.nummer, wat)
            for rij in lijst.gelezen.rijen
            for wat in rij.te_vragen
            if keuzes.get(f"eigen-{rij.nummer}-{wat}")
        },
    )
    huidig.nieuw, huidig.gewijzigd = len(gedaan.organisaties), len(gedaan.bijgewerkt)
    huidig.terug, huidig.inhoud, huidig.geschreven_op = gedaan.terug, None, timezone.now()
    huidig.save()
    return gedaan


@require_http_methods(["GET", "HEAD", "POST"])
def bekijk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how a list is read, let somebody correct that, and put its good rows on the kaart."""
    if not rechten.mag_lijst_invoeren(request.user):
        raise PermissionDenied
    invoer = get_object_or_404(Invoer.objects.van(request.user), pk=pk)
    if invoer.inhoud is None:
        return redirect("invoer:begin")
    keuzes = {naam: waarde for naam, waarde in request.POST.items() if isinstance(waarde, str)}
    try:
        werkmap = lees_werkmap(bytes(invoer.inhoud), invoer.naam)
        if is_eigen(werkmap):
            return redirect("invoer:bekijk", pk)
        lijst = _lees_of_begin(request, werkmap, keuzes)
    except Onleesbaar as fout:
        messages.error(request, str(fout))
        return redirect("invoer:begin")
    naam = " ".join(request.POST.get("indeling", "").replace("\0", "").split())
    if naam and request.POST.get("doe") in ("bewaar-indeling", "schrijf"):
        try:
            bewaar_indeling(gebruiker=rechten.medewerker_van(request), naam=naam, vertaling=lijst.gelezen.vertaling)
        except ValidationError as fout:
            return _toon(request, invoer, lijst, keuzes, indeling=naam, indelingfouten=fout.messages)
        messages.success(request, f"De indeling ‘{naam[:80]}’ is bewaard voor de volgende keer.")
    if request.POST.get("doe") == "fouten":
        return _foute_rijen(lijst.gelezen)
    if request.POST.get("doe") == "schrijf":
        gedaan = bevestig_lijst(gebruiker=rechten.medewerker_van(request), invoer=invoer, keuzes=keuzes)
        if gedaan is not None:
            _zeg(request, gedaan, lijst.gelezen)
        return redirect("invoer:begin")
    return _toon(request, invoer, lijst, keuzes)


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
            "voor": _stand(vertaling),
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
            *(veilig(cel.replace("\0", "")) for cel in (*rij.cellen, *[""] * (breed - len(rij.cellen)))),
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
