"""The register: what one kind of reader can find on one day, as sets of positions.

It is built from `zichtbaar_voor()` alone, so the register of a visitor does not hold what a visitor may not
know: no combination of filters can betray it. Order and counts are worked out here and not in SQL, so SQLite
and PostgreSQL cannot differ. A register never changes; `met()` makes the next one from it.
"""

from __future__ import annotations

import dataclasses
import datetime
import heapq
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from organisaties.models import Toegang
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.betekenis import Betekenis, Wens
from organisaties.zoeken.bits import posities
from organisaties.zoeken.tekstindex import Tekstindex

JA = "ja"
NAVRAGEN = "navragen"
ONBEKEND = "onbekend"
AANKOMST = "aankomst"
SOCIAAL = "sociaal"
# What works for the whole city is lifted half as much by the name of an area as what is there.
STADSBREED_TELT = 0.5


@dataclass(frozen=True, slots=True)
class Begrip:
    """One row of a reference list, as choices and texts need it."""

    pk: int
    slug: str
    naam: str
    ouder: int | None = None
    toelichting: str = ""
    synoniemen: tuple[str, ...] = ()
    eigen_naam: str = ""
    neutraal: bool = False


@dataclass(frozen=True, slots=True)
class Rij:
    """What the register knows of one offer beside the sets it is in."""

    pk: int
    kenmerk: str
    naam: str
    organisatie: str
    organisatie_kenmerk: str = ""

    @property
    def volgorde(self) -> tuple[str, int]:
        """The order in which offers that are equal otherwise are shown."""
        return self.naam.casefold(), self.pk


@dataclass(slots=True)
class Register:
    """Everything one kind of reader can find on one day. A position is the place of an offer in `rijen`.

    `maskers[facet][waarde]` is the set of what that choice keeps; `gevestigd`, `werkt_voor`, `in_gebied` by key
    and `stadsbreed`, `online` tell apart why something counts for an area; `oordelen[categorie][waarde]` is
    whom offers are open to; the remaining sets are used for the order. The first `gesorteerd` positions are in
    the order of names; what was changed since stands behind them, its former position no longer in `alles`.
    """

    kijker: Kijker
    dag: datetime.date
    rijen: list[Rij] = field(default_factory=list)
    plek: dict[int, int] = field(default_factory=dict)
    gesorteerd: int = 0
    alles: int = 0
    begrippen: dict[str, dict[str, Begrip]] = field(default_factory=dict)
    maskers: dict[str, dict[str, int]] = field(default_factory=dict)
    gevestigd: dict[str, int] = field(default_factory=dict)
    werkt_voor: dict[str, int] = field(default_factory=dict)
    in_gebied: dict[str, int] = field(default_factory=dict)
    heeft_doelgroep: dict[str, int] = field(default_factory=dict)
    oordelen: dict[str, dict[str, int]] = field(default_factory=dict)
    stadsbreed: int = 0
    online: int = 0
    voor_iedereen: int = 0
    open_vandaag: int = 0
    tijden_onbekend: int = 0
    vers: int = 0
    nooit_gecontroleerd: int = 0
    even_niet: int = 0
    index: Tekstindex = field(default_factory=Tekstindex)
    betekenis: Betekenis = field(default_factory=Betekenis)
    # The choices of each facet as (value, label); whoever reads them first fills it in.
    keuzes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _per_aanbod: dict[str, OrderedDict[int, Any]] = field(default_factory=dict)

    def per_aanbod(self, wat: str) -> OrderedDict[int, Any]:
        """Return a place to keep what was made of single offers, by their key.

        It lives as long as the register, and what was kept of offers that did not change goes on to the next.
        """
        return self._per_aanbod.setdefault(wat, OrderedDict())

    def kenmerken(self, posities: Iterable[int]) -> list[int]:
        """Return the primary keys of the offers at these positions."""
        return [self.rijen[positie].pk for positie in posities]

    def behoefte_met_kinderen(self, slug: str) -> list[Begrip]:
        """Return a need and the narrower ones below it; empty where there is no such need."""
        behoeften = self.begrippen["behoefte"]
        if slug not in behoeften:
            return []
        zelf = behoeften[slug]
        return [zelf, *(b for b in behoeften.values() if b.ouder == zelf.pk)]

    def op_naam(self, bits: int) -> Iterator[int]:
        """Yield the positions in a set in the order of names."""
        later = bits >> self.gesorteerd
        if not later:
            return posities(bits)
        eerst = posities(bits & ((1 << self.gesorteerd) - 1))
        achteraan = sorted((p + self.gesorteerd for p in posities(later)), key=lambda p: self.rijen[p].volgorde)
        return heapq.merge(eerst, achteraan, key=lambda p: self.rijen[p].volgorde)

    def voor_wens(self, wens: Wens) -> list[tuple[float, int]]:
        """Return what belongs to a recognised value, in layers that exclude each other: (share, offers)."""
        waarde = wens.waarde
        if wens.facet == "stadsdeel":
            hier = self.gevestigd.get(waarde, 0) | self.werkt_voor.get(waarde, 0)
            return [(1.0, hier), (STADSBREED_TELT, self.stadsbreed & ~hier)]
        if wens.facet == "gebied":
            hier = self.in_gebied.get(waarde, 0)
            ook = self.maskers["gebied"].get(waarde, 0) & ~hier
            return [(1.0, hier), (STADSBREED_TELT, ook)]
        if wens.facet == "extra_doelgroep":
            return [(1.0, self.heeft_doelgroep.get(waarde, 0))]
        if wens.facet == "open_voor":
            oordelen = self.oordelen.get(waarde, {})
            return [(1.0, oordelen.get(Toegang.Waarde.WELKOM.value, 0))]
        return [(1.0, self.maskers[wens.facet].get(waarde, 0))]

    def met(self, nieuw: Register, vervangen: Collection[int]) -> Register:
        """Return the register after a change: without the offers with these keys, and with those in `nieuw`.

        `nieuw` was built from the changed offers alone, by the same code; its texts must not be in the index yet.
        """
        begin = len(self.rijen)
        weg = 0
        for pk in vervangen:
            if pk in self.plek:
                weg |= 1 << self.plek[pk]
        velden: dict[str, Any] = {}
        for veld in dataclasses.fields(self):
            oud, erbij = getattr(self, veld.name), getattr(nieuw, veld.name)
            if veld.name in _MASKERS:
                velden[veld.name] = (oud & ~weg) | (erbij << begin)
            elif veld.name in _PER_SLEUTEL:
                velden[veld.name] = _samengevoegd(oud, erbij, begin, weg)
            elif veld.name in _PER_FACET:
                velden[veld.name] = {
                    facet: _samengevoegd(oud.get(facet, {}), erbij.get(facet, {}), begin, weg) for facet in oud
                }
        plek = {pk: positie for pk, positie in self.plek.items() if pk not in vervangen}
        plek |= {rij.pk: begin + positie for positie, rij in enumerate(nieuw.rijen)}
        onveranderd = {
            wat: OrderedDict((pk, ding) for pk, ding in dingen.items() if pk not in vervangen)
            for wat, dingen in self._per_aanbod.items()
        }
        return dataclasses.replace(
            self, rijen=[*self.rijen, *nieuw.rijen], plek=plek, _per_aanbod=onveranderd, **velden
        )

    @property
    def verlopen(self) -> int:
        """How many positions are no longer used; many of them make a new start worthwhile."""
        return len(self.rijen) - self.alles.bit_count()


_MASKERS = frozenset(
    "alles stadsbreed online voor_iedereen open_vandaag tijden_onbekend vers nooit_gecontroleerd even_niet".split()  # noqa: SIM905
)
_PER_SLEUTEL = frozenset({"gevestigd", "werkt_voor", "in_gebied", "heeft_doelgroep"})
_PER_FACET = frozenset({"maskers", "oordelen"})


def _samengevoegd(oud: Mapping[str, int], erbij: Mapping[str, int], begin: int, weg: int) -> dict[str, int]:
    """Return sets by key, with the new ones behind the old."""
    sleutels = dict.fromkeys((*oud, *erbij))
    return {sleutel: (oud.get(sleutel, 0) & ~weg) | (erbij.get(sleutel, 0) << begin) for sleutel in sleutels}
