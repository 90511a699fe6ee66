"""What a sheet is: columns, how each value is read from a row of the database, and which rows somebody may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from kaart.uitwisseling.bladen import cellen
from kaart.uitwisseling.bladen import rijversie as versie
from kaart.uitwisseling.bladen.cellen import Cel
from kaart.uitwisseling.tabellen.ontleden import Bestand
from kaart.uitwisseling.tabellen.velden import (
    Datum,
    Getal,
    Graden,
    Keuze,
    Keuzes,
    Tekst,
    Tijd,
    Veld,
    Verwijzing,
    Verwijzingen,
)
from organisaties import velden, zichtbaarheid
from organisaties.velden import Ding
from organisaties.zichtbaarheid import Lezer

Lees = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Bladkolom:
    """One column of a sheet.

    `waarde` gives its value from a row that came through `Blad.query`, None or empty where this reader may not
    see it. `intern`: only there for colleagues. `alleen_lezen`: for people; importing passes over it.
    `open_data`: part of the public tables too. `breedte` in characters.
    """

    naam: str
    kop: str
    veld: Veld
    waarde: Lees
    breedte: int = 16
    intern: bool = False
    alleen_lezen: bool = False
    open_data: bool = True


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a sheet: the values of the columns, in their order, and its version."""

    waarden: tuple[Any, ...]
    teksten: dict[str, str]
    versie: str

    def cellen(self, kolommen: Sequence[Bladkolom]) -> list[Cel]:
        """Return typed cells, the version last."""
        return [*(cellen.cel_van(k.veld, w) for k, w in zip(kolommen, self.waarden, strict=True)), self.versie]


@dataclass(frozen=True)
class Blad:
    """The description of one sheet.

    `naam` is that of the table (`bestand`) whose columns it has, `titel` what stands on its tab. `query` gives the
    rows somebody may have, in the order of the sheet. `groep`: the column whose equal values make rows belong
    together; such rows follow each other.
    """

    naam: str
    titel: str
    bestand: Bestand
    kolommen: tuple[Bladkolom, ...]
    query: Callable[[Any], QuerySet[Any]]
    groep: str | None = None

    @cached_property
    def invoerkolommen(self) -> tuple[str, ...]:
        """The names of the columns that importing reads: those of the table."""
        return tuple(kolom.naam for kolom in self.kolommen if not kolom.alleen_lezen)

    @cached_property
    def per_naam(self) -> Mapping[str, Bladkolom]:
        """The columns by name."""
        return {kolom.naam: kolom for kolom in self.kolommen}

    @cached_property
    def per_kop(self) -> Mapping[str, Bladkolom]:
        """The columns by what stands above them."""
        return {kolom.kop: kolom for kolom in self.kolommen}

    def kolommen_voor(self, gebruiker: Lezer) -> tuple[Bladkolom, ...]:
        """Return the columns that this person's file has."""
        if zichtbaarheid.is_professional(gebruiker):
            return self.kolommen
        return tuple(kolom for kolom in self.kolommen if not kolom.intern)

    def koppen(self, kolommen: Iterable[Bladkolom]) -> list[str]:
        """Return the header row."""
        return [*(kolom.kop for kolom in kolommen), versie.KOP]

    def teksten(self, rij: Any, kolommen: Sequence[Bladkolom] | None = None) -> dict[str, str]:
        """Return what a row of the database says in each importable column, as `gelijk` and versions compare it."""
        return {
            kolom.naam: cellen.tekst_van(kolom.veld, kolom.waarde(rij))
            for kolom in (self.kolommen if kolommen is None else kolommen)
            if not kolom.alleen_lezen
        }

    def regels(self, rijen: Iterable[Any], kolommen: Sequence[Bladkolom]) -> Iterator[Regel]:
        """Yield the rows of the sheet for rows of `query`; holds one group in memory at most."""
        if self.groep is None:
            for rij in rijen:
                waarden = tuple(kolom.waarde(rij) for kolom in kolommen)
                teksten = _teksten(kolommen, waarden)
                yield Regel(waarden, teksten, versie.rijversie(self.invoerkolommen, teksten))
            return
        sleutel = self.per_naam[self.groep].waarde
        for _, groep in groupby(rijen, key=sleutel):
            alle = [tuple(kolom.waarde(rij) for kolom in kolommen) for rij in groep]
            per_rij = [_teksten(kolommen, waarden) for waarden in alle]
            van_groep = versie.groepsversie(per_rij)
            for waarden, teksten in zip(alle, per_rij, strict=True):
                yield Regel(waarden, teksten, van_groep)


def _teksten(kolommen: Sequence[Bladkolom], waarden: Sequence[Any]) -> dict[str, str]:
    return {
        kolom.naam: cellen.tekst_van(kolom.veld, waarde)
        for kolom, waarde in zip(kolommen, waarden, strict=True)
        if not kolom.alleen_lezen
    }


def breedte_van(veld: Veld) -> int:
    """Return how wide a column is when nothing else is said."""
    if isinstance(veld, Datum | Tijd | Getal | Graden):
        return 12
    if isinstance(veld, Verwijzing | Verwijzingen | Keuzes):
        return 26
    if isinstance(veld, Keuze):
        return 15
    lang = isinstance(veld, Tekst) and (veld.hoogstens is None or veld.hoogstens > 150)
    return 45 if lang else 24


@dataclass
class Bouwer:
    """Makes a sheet of the description of a table: says only what is special about a column.

    `ding`: the rows of its fields, which say who sees a column and whether it is open data.
    """

    bestand: Bestand
    ding: Ding | None = None
    waarden: Mapping[str, Lees] = field(default_factory=dict)
    intern: frozenset[str] = frozenset()
    # After the column with this name come these, which are for people.
    erbij: Mapping[str, tuple[Bladkolom, ...]] = field(default_factory=dict)
    breedtes: Mapping[str, int] = field(default_factory=dict)

    def kolommen(self) -> tuple[Bladkolom, ...]:
        """Return all columns, in the order of the table."""
        return tuple(self._alle())

    def _alle(self) -> Iterator[Bladkolom]:
        for kolom in self.bestand.kolommen:
            rij = self.ding.per_kolom.get(kolom.naam) if self.ding else None
            yield Bladkolom(
                kolom.naam,
                kolom.opschrift,
                kolom.veld,
                self.waarden.get(kolom.naam) or _lezer(kolom.naam, rij),
                self.breedtes.get(kolom.naam) or breedte_van(kolom.veld),
                intern=kolom.naam in self.intern or (rij is not None and rij.ziet in velden.INTERN),
                open_data=rij is None or rij.open_data,
            )
            yield from self.erbij.get(kolom.naam, ())


def _lezer(kolom: str, rij: velden.Veld | None) -> Lees:
    """Return the reader of a column: of a field what may be shown of it."""
    if rij is None or rij.ziet is velden.Ziet.IEDEREEN:
        return attrgetter(rij.naam if rij else kolom)
    return partial(velden.waarde, veld=rij)


def ter_lezing(naam: str, kop: str, waarde: Lees, veld: Veld | None = None, breedte: int = 30) -> Bladkolom:
    """Return a column that is there for people."""
    return Bladkolom(naam, kop, veld or Tekst(), waarde, breedte, alleen_lezen=True)
