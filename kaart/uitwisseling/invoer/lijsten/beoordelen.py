"""How a list of somebody is read, by itself or as they say, and what is wrong with it; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kaart.uitwisseling.invoer.bron import Werkmap
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling, Zeker, herken, herken_blad
from kaart.uitwisseling.invoer.lijsten.kolommen import PER_NAAM
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van
from kaart.uitwisseling.invoer.lijsten.lezen import lees
from kaart.uitwisseling.invoer.lijsten.rijen import Fout, Gelezen
from kaart.uitwisseling.invoer.lijsten.waarden import woordenboek
from kaart.uitwisseling.models import Kolommenlijst
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from kaart.uitwisseling.tabellen.vertrokken import GAF_ZELF_AF
from organisaties import rechten
from organisaties.bijhouden.eigenaar.vervallen import vervallen_namen

HOOGSTENS_RIJEN = 10_000
ANDERE = "Haal de rij weg. Een andere organisatie met deze naam? Zet die met de hand op de kaart."


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
        raise Onleesbaar("Op dit blad staat niets. Kies een ander blad.")
    if keuzes.get("voor") != stand_van(vertaling):
        # Another sheet or header row: what was chosen for its columns no longer says anything.
        return vertaling
    kolommen: dict[int, str] = {}
    for plek in range(len(vertaling.koppen)):
        doel = keuzes.get(f"kolom-{plek}", vertaling.kolommen.get(plek, ""))
        if doel in PER_NAAM and doel not in kolommen.values():
            kolommen[plek] = doel
    return replace(vertaling, kolommen=kolommen, zeker=dict.fromkeys(kolommen, Zeker.WOORD))


def zoals_bewaard(vertaling: Vertaling) -> tuple[Vertaling, str]:
    """Return how a sheet with these headers was read before, with the name under which that was kept, if it was."""
    koppen = {kaal_van(kop): plek for plek, kop in enumerate(vertaling.koppen)}
    for bewaard in Kolommenlijst.objects.order_by("-op", "-pk"):
        doelen = bewaard.kolommen
        if set(doelen) == set(koppen):
            kolommen = {plek: doelen[kop] for kop, plek in koppen.items() if doelen[kop] in PER_NAAM}
            gelezen = replace(
                vertaling, kolommen=dict(sorted(kolommen.items())), zeker=dict.fromkeys(kolommen, Zeker.WOORD)
            )
            return gelezen, bewaard.naam
    return vertaling, ""


def stand_van(vertaling: Vertaling) -> str:
    return f"{vertaling.blad}:{vertaling.koprij}"
