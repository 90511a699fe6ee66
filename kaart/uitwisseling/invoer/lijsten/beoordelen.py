"""How a list of somebody is read, by itself or as they say, and what is wrong with it; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kaart.uitwisseling.invoer.bron import Werkmap
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.antwoorden import Antwoorden, lees_antwoorden
from kaart.uitwisseling.invoer.lijsten.gelezen import Fout, Gelezen
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling, Zeker, herken, herken_blad
from kaart.uitwisseling.invoer.lijsten.kolommen import ERBIJ, KRUIS, PER_NAAM
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van
from kaart.uitwisseling.invoer.lijsten.lezen import lees
from kaart.uitwisseling.invoer.lijsten.rij_lezen import Manier
from kaart.uitwisseling.invoer.lijsten.samenhang_rijen import Soort, stel_voor, verbind
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, kaal, woordenboek
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
    dubbelen: dict[str, schrijven.Dubbel]
    antwoorden: Antwoorden
    soort: Soort
    # Which sheets are read, by their place in the file.
    bladen: frozenset[int]
    # How areas, languages ('taal:nl') and groups are called, by their key.
    namen: Mapping[str, str]


def beoordeel_lijst(werkmap: Werkmap, gebruiker: rechten.Doener, keuzes: Mapping[str, str] | None = None) -> Lijst:
    """Read a file, by itself or as somebody says; raises Onleesbaar. Writes nothing.

    `keuzes`: `blad`, `koprij`, `kolom-3`, `lees-blad-1`, `soort`, and answers to faults (`antwoord-…`).
    """
    gekozen = keuzes or {}
    boek = woordenboek()
    bewaard: Kolommenlijst | None = None
    if gekozen.get("blad"):
        vertaling = _zoals_gekozen(werkmap, boek, gekozen)
    else:
        vertaling, bewaard = zoals_bewaard(herken(werkmap, boek))
    antwoorden = lees_antwoorden(gekozen, bewaard.antwoorden if bewaard else None)
    boek = antwoorden.in_woordenboek(boek)
    gelezen = Gelezen(vertaling)
    bladen = _bladen(werkmap, vertaling, boek, gekozen)
    if sum(len(werkmap.bladen[plek].rijen) for plek in bladen) > HOOGSTENS_RIJEN:
        raise Onleesbaar(
            f"Deze lijst heeft meer dan {HOOGSTENS_RIJEN:,} rijen.".replace(",", ".")
            + " Dat kan niet in één keer. Verdeel haar."
        )
    for plek, van_blad in bladen.items():
        bron = werkmap.bladen[plek]
        eigen = plek == next(iter(bladen))
        gelezen.erbij(
            lees(
                bron,
                Manier(
                    van_blad,
                    boek,
                    antwoorden,
                    blad=bron.titel if len(bladen) > 1 else "",
                    voor="" if eigen else f"{plek}-",
                ),
            )
        )
    if bewaard:
        gelezen.opmerkingen.insert(0, f"Gelezen met de bewaarde indeling ‘{bewaard.naam}’.")
    soort = Soort(gekozen["soort"]) if gekozen.get("soort") in set(Soort) else stel_voor(gelezen)
    verbind(gelezen, soort)
    gelezen.fouten += _vertrokken(gelezen)
    plaats = {rij.sleutel: n for n, rij in enumerate(gelezen.rijen)}
    gelezen.fouten.sort(key=lambda fout: plaats.get(fout.sleutel, 0))
    dubbelen = schrijven.zoek_dubbelen(gelezen, gebruiker)
    return Lijst(werkmap, gelezen, dubbelen, antwoorden, soort, frozenset(bladen), boek.namen)


def _bladen(werkmap: Werkmap, eerste: Vertaling, boek: Woordenboek, keuzes: Mapping[str, str]) -> dict[int, Vertaling]:
    """Return how each sheet that is read is read, the one that was looked at first.

    Others come along when somebody ticked them; and by themselves where they have the same header.
    """
    plek = next(n for n, bron in enumerate(werkmap.bladen) if bron.titel == eerste.blad)
    gevonden = {plek: eerste}
    eerste_is_gebied = kaal(eerste.blad) in boek.stadsdelen
    doelen = {kaal_van(kop): (n, eerste.kolommen.get(n, "")) for n, kop in enumerate(eerste.koppen)}
    for n, bron in enumerate(werkmap.bladen):
        if n == plek or ("bladen-gekozen" in keuzes and not keuzes.get(f"lees-blad-{n}")):
            continue
        vertaling = herken_blad(bron, boek)
        if vertaling is None:
            continue
        koppen = [kaal_van(kop) for kop in vertaling.koppen]
        # Sheets of a stadsdeel each may differ in their columns.
        per_gebied = eerste_is_gebied and kaal(bron.titel) in boek.stadsdelen and not vertaling.naam_is_een_gok
        zelfde = bool(vertaling.koprij) and not bron.verborgen and (per_gebied or set(koppen) == set(doelen))
        if not zelfde and "bladen-gekozen" not in keuzes:
            continue
        # What somebody said of a column holds for the column with that header on every sheet.
        kolommen = {
            kolom: doelen[kop][1] if kop in doelen else vertaling.kolommen.get(kolom, "")
            for kolom, kop in enumerate(koppen)
        }
        gevonden[n] = replace(
            vertaling,
            kolommen={kolom: doel for kolom, doel in kolommen.items() if doel},
            erbij=frozenset(
                kolom for kolom, kop in enumerate(koppen) if kop in doelen and doelen[kop][0] in eerste.erbij
            ),
        )
    return gevonden


def _vertrokken(gelezen: Gelezen) -> list[Fout]:
    """Return a fault for every row with the name of an organisation that left the kaart by itself."""
    weg = vervallen_namen({rij.naam for rij in gelezen.rijen if rij.naam})
    kop = gelezen.vertaling.kop("naam")
    zin = f"Deze organisatie {GAF_ZELF_AF}."
    return [
        Fout(rij.nummer, "vertrokken", kop, zin, ANDERE, rij.naam, blad=rij.blad, sleutel=rij.sleutel)
        for rij in gelezen.rijen
        if rij.naam in weg
    ]


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
    erbij: set[int] = set()
    kruisen = dict(vertaling.kruisen)
    for plek in range(len(vertaling.koppen)):
        voorgesteld = KRUIS if plek in vertaling.kruisen else vertaling.kolommen.get(plek, "")
        doel = keuzes.get(f"kolom-{plek}", voorgesteld)
        if doel == ERBIJ:
            erbij.add(plek)
        elif doel in PER_NAAM and doel not in kolommen.values():
            kolommen[plek] = doel
        if doel != KRUIS:
            kruisen.pop(plek, None)
    return replace(
        vertaling,
        kolommen=kolommen,
        zeker=dict.fromkeys(kolommen, Zeker.WOORD),
        kruisen=kruisen,
        erbij=frozenset(erbij),
    )


def zoals_bewaard(vertaling: Vertaling) -> tuple[Vertaling, Kolommenlijst | None]:
    """Return how a sheet with these headers was read before, with what was kept of that, if it was."""
    koppen = {kaal_van(kop): plek for plek, kop in enumerate(vertaling.koppen)}
    for bewaard in Kolommenlijst.objects.order_by("-op", "-pk"):
        doelen = bewaard.kolommen
        if set(doelen) == set(koppen):
            kolommen = {plek: doelen[kop] for kop, plek in koppen.items() if doelen[kop] in PER_NAAM}
            gelezen = replace(
                vertaling,
                kolommen=dict(sorted(kolommen.items())),
                zeker=dict.fromkeys(kolommen, Zeker.WOORD),
                kruisen={plek: wat for plek, wat in vertaling.kruisen.items() if plek not in kolommen},
                erbij=frozenset(plek for kop, plek in koppen.items() if doelen[kop] == ERBIJ),
            )
            return gelezen, bewaard
    return vertaling, None


def stand_van(vertaling: Vertaling) -> str:
    return f"{vertaling.blad}:{vertaling.koprij}"
