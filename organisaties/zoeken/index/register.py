"""The register: what one kind of reader can find on one day, as sets of positions.

It is built from `zichtbaar_voor()` alone, so the register of a visitor does not hold what a visitor may not
know: no combination of filters can betray it. Order and counts are worked out here and not in SQL, so SQLite
and PostgreSQL cannot differ.

A register is frozen. It is made whole (`bouwen.bouw`), or laid over a whole one with what changed since behind it
(`bouwen.bouw_bij`); nothing writes to one that somebody may be reading.
"""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from organisaties.begrippen import Begrippen
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.groepswoorden import Groepswoorden
from organisaties.zoeken.index.bitset import as_bitset, positions
from organisaties.zoeken.index.namen import Namenlijst, Verbanden, VerbandenErbij
from organisaties.zoeken.index.rijen import Rijen, RijenErbij
from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.index.uren import Uren, UrenErbij
from organisaties.zoeken.taal.betekenis import Betekenis, Wens

# What works for the whole city is lifted half as much by the name of an area as what is there.
STADSBREED_TELT = 0.5


class Cache:
    """What was made of single offers, for whoever needs it again; the oldest makes room. Threads may share one.

    Whoever keeps something says of which version of the offer it was made (`Register.versie`), so that what was made
    before a change is never given after it.
    """

    def __init__(self) -> None:
        self._slot = threading.Lock()
        self._dingen: OrderedDict[tuple[int, int], Any] = OrderedDict()

    def zoek(self, sleutels: Iterable[tuple[int, int]]) -> dict[int, Any]:
        """Return what is here of these (key of the offer, version), by key."""
        with self._slot:
            return {sleutel[0]: self._dingen[sleutel] for sleutel in sleutels if sleutel in self._dingen}

    def bewaar(self, dingen: Mapping[tuple[int, int], Any], hoogstens: int) -> None:
        """Keep these, and of all that is kept the last `hoogstens`."""
        with self._slot:
            self._dingen.update(dingen)
            while len(self._dingen) > hoogstens:
                self._dingen.popitem(last=False)


Sets = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Register:
    """Everything one kind of reader can find on one day. A position is the place of an offer in `rijen`.

    `maskers[facet][waarde]` is the set of what that choice keeps; `gevestigd`, `werkt_voor`, `in_gebied` by key
    and `stadsbreed`, `online` tell apart why something counts for an area; `oordelen[categorie][waarde]` is
    whom offers are open to; `vraagt` is what asks for a BSN ('bsn'), mostly does ('bsn misschien') or for other papers
    only ('papieren'); the remaining sets are used for the order.

    `uren` are the hours of the day, `delen` and `delen_misschien` what is open, or may be, on a part of a coming day.
    What holds at a minute comes from those (`moment.op_moment`): `open_nu`; `straks_open`, later today; `open_vandaag`,
    both and what is open today at hours that nobody knows; `wanneer`, by when somebody asks for. `sinds` is the minute
    since which that holds.

    Positions are in the order of names. Where a change is laid over a whole, those of the change stand behind it, in
    the same order among themselves; `ervoor` has for each of them before which position of the whole it belongs, and
    the former position of a changed offer is not in `alles`.
    """

    kijker: Kijker
    dag: datetime.date
    rijen: Rijen | RijenErbij
    alles: int
    begrippen: Begrippen
    # The choices of each facet as (value, label), in the order in which they are shown.
    keuzes: Mapping[str, tuple[tuple[str, str], ...]]
    maskers: Mapping[str, Sets]
    gevestigd: Sets
    werkt_voor: Sets
    in_gebied: Sets
    heeft_doelgroep: Sets
    oordelen: Mapping[str, Sets]
    stadsbreed: int
    online: int
    voor_iedereen: int
    vraagt: Sets
    # What can be called, written to, looked up or gone to; what is only for danger or a crisis.
    bereikbaar: int
    alleen_bij_nood: int
    tijden_onbekend: int
    vers: int
    nooit_gecontroleerd: int
    even_niet: int
    index: Index
    betekenis: Betekenis
    groepswoorden: Groepswoorden
    # The organisations and places there are, and which offers are theirs or there.
    namen: Namenlijst
    verbanden: Verbanden | VerbandenErbij
    uren: Uren | UrenErbij
    delen: Sets
    delen_misschien: Sets
    open_nu: int = 0
    straks_open: int = 0
    open_vandaag: int = 0
    wanneer: Sets = field(default_factory=lambda: MappingProxyType({}), compare=False)
    sinds: int = 0
    ervoor: tuple[int, ...] = ()
    # The version of each changed offer; of the others it is 0.
    versies: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    cache: Cache = field(default_factory=Cache, compare=False)

    def versie(self, pk: int) -> int:
        """Return which version of an offer this register knows."""
        return self.versies.get(pk, 0)

    def bij_naam(self, sleutel: int) -> int:
        """Return the set of offers of an organisation, or at a place whose offers may be found by it."""
        return as_bitset(self.verbanden.posities(sleutel), len(self.rijen)) & self.alles

    def kenmerken(self, posities: Iterable[int]) -> list[int]:
        """Return the primary keys of the offers at these positions."""
        return list(self.rijen.pks_van(posities))

    def op_naam(self, bits: int) -> Iterator[int]:
        """Yield the positions in a set in the order of names."""
        begin = len(self.rijen) - len(self.ervoor)
        later = bits >> begin
        if not later:
            return positions(bits)
        return self._gemengd(positions(bits & ((1 << begin) - 1)), positions(later), begin)

    def _gemengd(self, eerst: Iterator[int], erbij: Iterator[int], begin: int) -> Iterator[int]:
        volgende = next(eerst, None)
        for nieuw in erbij:
            while volgende is not None and volgende < self.ervoor[nieuw]:
                yield volgende
                volgende = next(eerst, None)
            yield begin + nieuw
        if volgende is not None:
            yield volgende
            yield from eerst

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
        return [(1.0, self.maskers[wens.facet].get(waarde, 0))]
