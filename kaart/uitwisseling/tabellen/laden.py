"""Load a delivery: all tables in one transaction, or nothing and every fault by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.contact import is_telefoon
from kaart.uitwisseling.tabellen.csvmap import lees_map
from kaart.uitwisseling.tabellen.fouten import Fout, LaadFouten
from kaart.uitwisseling.tabellen.ontleden import Bestand, Ontleed, ontleed
from kaart.uitwisseling.tabellen.oude_kenmerken import met_huidige_kenmerken
from kaart.uitwisseling.tabellen.samenhang import Controle, Levering, verwijzingen
from kaart.uitwisseling.tabellen.schrijven import Bestemming, Sleutels, Telling, schrijf
from kaart.uitwisseling.tabellen.velden import VRIJ
from kaart.uitwisseling.tabellen.vertrokken import vertrokken
from organisaties.models.wijziging import in_een_keer


@dataclass(frozen=True, slots=True)
class Kaart:
    """What can be loaded: the tables, where their rows go (in writing order), and what must hold between them.

    `daarna`: what a table does once all rows are written, by its name.
    """

    bestanden: Sequence[Bestand]
    bestemmingen: Sequence[Bestemming]
    controles: Sequence[Controle]
    daarna: Mapping[str, Callable[[Levering], Telling]] = field(default_factory=dict)


class _Terug(Exception):  # noqa: N818 - not an error
    """Leave the transaction without keeping anything."""


def laad_map(map_: Path, kaart: Kaart, *, droog: bool = False) -> list[Telling]:
    """Load every file of the folder and return what became of the rows.

    With `droog` everything is tried and nothing kept. Raises LaadFouten with every fault; nothing is written then.
    """
    tabellen = lees_map(map_, kaart.bestanden)
    if gevonden := [fout for tabel in tabellen.values() for fout in over_personen(tabel)]:
        raise LaadFouten(gevonden)
    return laad(tabellen, kaart, droog=droog)


def over_personen(tabel: Ontleed) -> Iterator[Fout]:
    """Yield a fault for every cell that seems to hold something about a person (hard rule 5)."""
    for kolom in tabel.bestand.kolommen:
        if not isinstance(kolom.veld, VRIJ):
            continue
        for rij in tabel.rijen:
            tekst = str(rij.waarden.get(kolom.naam) or "")
            if kolom.naam != "telefoon" or not is_telefoon(tekst):
                yield from (tabel.fout(rij, kolom.naam, melding) for melding in lees_cel(tekst))


def laad(tabellen: Mapping[str, Ontleed], kaart: Kaart, *, droog: bool = False) -> list[Telling]:
    """Load tables that are already read; see `laad_map`."""
    tellingen: list[Telling] = []
    try:
        with in_een_keer():
            levering, sleutels = _samen_met_database(met_huidige_kenmerken(tabellen), kaart)
            fouten = _fouten(levering, kaart, sleutels)
            if fouten:
                raise LaadFouten(fouten)
            tellingen.extend(
                schrijf(bestemming, levering, sleutels)
                for bestemming in kaart.bestemmingen
                if bestemming.bestand in levering.tabellen
            )
            tellingen.extend(doe(levering) for naam, doe in kaart.daarna.items() if naam in levering.tabellen)
            # Nothing changed means: no note that the kaart changed either, so no search register is made again.
            if droog or not any(telling.wijzigingen for telling in tellingen):
                raise _Terug
    except _Terug:
        pass
    return tellingen


def _samen_met_database(tabellen: Mapping[str, Ontleed], kaart: Kaart) -> tuple[Levering, Sleutels]:
    """Read the keys of the database, one query a table, and put the delivery on top of them."""
    beschrijvingen = {bestand.naam: bestand for bestand in kaart.bestanden}
    in_database: dict[str, dict[str, str | None]] = {}
    sleutels: Sleutels = {}
    kolommen_ = (kolom for bestand in kaart.bestanden for kolom in bestand.kolommen)
    gevraagd = {*tabellen, *(naam for kolom in kolommen_ for naam in getattr(kolom.veld, "naar", ()))}
    for bestemming in kaart.bestemmingen:
        bestand = beschrijvingen[bestemming.bestand]
        # Nobody points at a row of several columns, or at a list that is not in the delivery and that no other names.
        if len(bestemming.sleutel) > 1 or bestand.naam not in gevraagd:
            continue
        kolommen = ["pk", bestemming.sleutel[0]]
        if bestand.boven is not None:
            # Areas and needs, all known by their slug.
            kolommen.append(f"{bestand.boven}__slug")
        rijen = list(bestemming.model._default_manager.values_list(*kolommen))
        sleutels[bestemming.model] = {rij[1]: rij[0] for rij in rijen}
        in_database[bestand.naam] = {rij[1]: rij[2] if bestand.boven else None for rij in rijen}
    alle = dict(tabellen)
    for bestand in kaart.bestanden:
        if bestand.naam not in alle and bestand.standaard is not None and bestand.naam in in_database:
            # Stands in for an absent list, but never over what somebody made of it on the site.
            bekend = in_database[bestand.naam]
            gelezen = ontleed(bestand, bestand.standaard)
            rest = [rij for rij in gelezen.rijen if rij.tekst(bestand.sleutel[0]) not in bekend]
            if rest:
                alle[bestand.naam] = replace(gelezen, rijen=tuple(rest))
    return Levering.samen_met(alle, in_database), sleutels


def _fouten(levering: Levering, kaart: Kaart, sleutels: Sleutels) -> list[Fout]:
    """Return every fault, table by table and row by row."""
    beschrijvingen = {bestand.naam: bestand for bestand in kaart.bestanden}
    fouten = [fout for tabel in levering.tabellen.values() for fout in tabel.fouten]
    fouten += verwijzingen(levering, beschrijvingen)
    for controle in kaart.controles:
        fouten += controle(levering)
    fouten += vertrokken(levering, sleutels)
    volgorde = {tabel.herkomst: plaats for plaats, tabel in enumerate(levering.tabellen.values())}
    return sorted(fouten, key=lambda fout: (volgorde[fout.bestand], fout.rij or 0))
