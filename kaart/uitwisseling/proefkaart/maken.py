"""Write a made-up city: in batches, in one transaction, and only into an empty database."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models

from kaart.uitwisseling.proefkaart import woorden
from kaart.uitwisseling.proefkaart.loting import Loting, Scheef
from kaart.uitwisseling.proefkaart.ontwerp import Gemaakt, Lijsten, Ontwerper, Thuis
from kaart.uitwisseling.tabellen.bestanden import BESTANDEN
from kaart.uitwisseling.tabellen.bestemmingen import BESTEMMINGEN
from kaart.uitwisseling.tabellen.laden import Kaart, laad_map
from kaart.uitwisseling.tabellen.regels import CONTROLES
from organisaties.models import (
    Aanbod,
    Contactpersoon,
    Controle,
    Locatie,
    Openingstijd,
    Organisatie,
    Praktijktip,
    Toegang,
)
from organisaties.models.wijziging import in_een_keer

PER_KEER = 2000
LIJSTEN = frozenset({"stadsdelen", "gebieden", "behoeften", "categorieen", "talen", "doelgroepen", "synoniemen"})
INGANGEN = (Organisatie, Locatie, Aanbod)

Voortgang = Callable[[int, int], object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Maat:
    """How large a city to make; the same values give the same city. `dag` is the day it is made for."""

    organisaties: int
    aanbod: int
    zaad: int
    dag: datetime.date


class KaartNietLeeg(Exception):  # noqa: N818 - Dutch
    """There are entries already; `aantallen` says how many of each."""

    def __init__(self, aantallen: dict[str, int]) -> None:
        """Keep the counts, by the plural of what they count."""
        super().__init__(", ".join(f"{aantal} {naam}" for naam, aantal in aantallen.items()))
        self.aantallen = aantallen


def maak(maat: Maat, lijsten_map: Path, voortgang: Voortgang = lambda gedaan, totaal: None) -> dict[str, int]:
    """Load the reference lists of a folder and make a city of this size on top; returns the number of rows by name.

    `voortgang(gedaan, totaal)` is told how far the offers are. Raises KaartNietLeeg where an organisation, place or
    offer exists already, and LaadFouten on faults in the lists; nothing is written then.
    """
    with in_een_keer():
        aantallen = {str(m._meta.verbose_name_plural): m._default_manager.count() for m in INGANGEN}
        if any(aantallen.values()):
            raise KaartNietLeeg({naam: aantal for naam, aantal in aantallen.items() if aantal})
        laad_map(lijsten_map, _alleen_lijsten())
        loting = Loting(maat.zaad)
        ontwerper = Ontwerper(Lijsten.uit_database(loting), loting, maat.dag)
        thuizen = _organisaties(ontwerper, maat)
        _locaties(ontwerper, thuizen)
        # A few organisations do a lot, most do one or two things.
        druk = Scheef.van(loting.geschud(thuizen), 0.6)
        for begin in range(0, maat.aanbod, PER_KEER):
            eind = min(begin + PER_KEER, maat.aanbod)
            gemaakt = [ontwerper.aanbod(nummer, loting.scheef(druk)) for nummer in range(begin + 1, eind + 1)]
            _schrijf_aanbod(gemaakt, loting)
            voortgang(eind, maat.aanbod)
    _analyseer()
    return {
        str(m._meta.verbose_name_plural): m._default_manager.count()
        for m in (*INGANGEN, Openingstijd, Toegang, Controle)
    }


def _alleen_lijsten() -> Kaart:
    return Kaart(
        [bestand for bestand in BESTANDEN if bestand.naam in LIJSTEN],
        [bestemming for bestemming in BESTEMMINGEN if bestemming.bestand in LIJSTEN],
        CONTROLES,
    )


def _organisaties(ontwerper: Ontwerper, maat: Maat) -> list[Thuis]:
    thuizen = [ontwerper.organisatie(nummer) for nummer in range(1, maat.organisaties + 1)]
    _bewaar(Organisatie, [thuis.rij for thuis in thuizen])
    _koppel(Organisatie, "werkgebied", ((thuis.rij, thuis.stadsdelen) for thuis in thuizen if not thuis.rij.hele_stad))
    _koppel(Organisatie, "talen", ((thuis.rij, thuis.talen) for thuis in thuizen))
    _bewaar(Contactpersoon, [Contactpersoon(organisatie=thuis.rij, rol="Coördinator") for thuis in thuizen[::3]])
    return thuizen


def _locaties(ontwerper: Ontwerper, thuizen: Sequence[Thuis]) -> None:
    """Give each organisation its places, and some a place that they share with another."""
    loting = ontwerper.loting
    alle: list[Locatie] = []
    for thuis in thuizen:
        for _ in range(loting.uit({0: 25, 1: 55, 2: 15, 3: 5})):
            thuis.locaties.append(ontwerper.locatie(len(alle) + 1, thuis))
            alle.append(thuis.locaties[-1])
    _bewaar(Locatie, alle)
    if alle:
        gedeeld = Scheef.van(loting.geschud(alle))
        for thuis in thuizen:
            if loting.kans(0.2):
                thuis.locaties.append(loting.scheef(gedeeld))


def _schrijf_aanbod(gemaakt: Sequence[Gemaakt], loting: Loting) -> None:
    """Write offers with all that hangs on them."""
    _bewaar(Aanbod, [een.rij for een in gemaakt])
    for veld in ("behoeften", "stadsdelen", "talen", "doelgroepen", "locaties"):
        _koppel(Aanbod, veld, ((een.rij, getattr(een, veld)) for een in gemaakt))
    _bewaar(Openingstijd, [tijd for een in gemaakt for tijd in een.tijden])
    _bewaar(Toegang, [oordeel for een in gemaakt for oordeel in een.toegang])
    _bewaar(Controle, [een.controle for een in gemaakt if een.controle])
    _bewaar(
        Praktijktip,
        [
            Praktijktip(aanbod=een.rij, tekst=loting.een(woorden.TIPS), rol="opbouwwerker", gegeven_op=een.controle.op)
            for een in gemaakt
            if een.controle and loting.kans(0.1)
        ],
    )


def _bewaar(model: type[models.Model], rijen: Sequence[Any]) -> None:
    for deel in _delen(rijen):
        model._default_manager.bulk_create(deel)


def _koppel(model: type[models.Model], veld: str, paren: Iterable[tuple[models.Model, Iterable[models.Model]]]) -> None:
    """Join rows with the values of a list of values."""
    lijst = model._meta.get_field(veld)
    van, naar = lijst.m2m_column_name(), lijst.m2m_reverse_name()  # type: ignore[union-attr]
    tussen = lijst.remote_field.through  # type: ignore[union-attr]
    rijen = [tussen(**{van: rij.pk, naar: waarde.pk}) for rij, waarden in paren for waarde in dict.fromkeys(waarden)]
    _bewaar(tussen, rijen)


def _delen(rijen: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(rijen), PER_KEER):
        yield rijen[begin : begin + PER_KEER]


def _analyseer() -> None:
    """Tell the database how much there is of what, or it plans for empty tables."""
    tabellen = [m._meta.db_table for m in apps.get_app_config("organisaties").get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(tabel)}")
