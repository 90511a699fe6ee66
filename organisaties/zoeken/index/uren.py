"""The hours of all offers on one day, packed: which are open at a minute, and which on a day of the coming week.

For each time ('600 to 720 minutes after midnight') the positions of the offers that have it, as bytes. What is open at
a minute is then a few copies of bytes, not a look at thirty thousand offers. The coming days are sets, made once.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from organisaties.regels.klok import Tijdplan, Venster
from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.rijen import getallen

DAGEN = 7
PER_DAG = 24 * 60
# From and until, in minutes after the midnight with which a day begins; a night belongs to the evening before.
DAGDELEN = {"ochtend": (360, 720), "middag": (720, 1080), "avond": (1080, 1440), "nacht": (1320, 1800)}
HEEL = "heel"


class Tijd(NamedTuple):
    """One time today, in minutes after midnight: certain from `van` to `tot`, or perhaps open then."""

    van: int
    tot: int
    # 'open'; 'begint' (for certain at `van`); 'misschien' (today, hours not known); 'onzeker' (perhaps not today).
    soort: str


@dataclass(frozen=True, slots=True)
class Werking:
    """What hours come to: the times of today, and the parts of the coming days, with whether each is certain."""

    tijden: frozenset[Tijd]
    delen: frozenset[tuple[str, bool]]


def deel(dagen: int, naam: str = HEEL) -> str:
    """Return the key of a part of the day that is so many days from now."""
    return f"{dagen}-{naam}"


def werking(plan: Tijdplan, dag: datetime.date) -> Werking:
    """Return what a plan comes to, seen from `dag`."""
    tijden: set[Tijd] = set()
    delen: set[tuple[str, bool]] = set()
    for dagen in range(-1, DAGEN + 1):
        for venster in plan.vensters(dag + datetime.timedelta(days=dagen)):
            begin = dagen * PER_DAG
            van, tot = _minuten(venster)
            if dagen < 1:
                tijden.update(_tijden(venster, begin, van, tot))
            if 0 <= dagen < DAGEN:
                delen.add((deel(dagen), venster.zeker))
            delen.update(_delen(dagen, van, tot, zeker=venster.zeker))
    return Werking(frozenset(tijden), frozenset(delen))


def _minuten(venster: Venster) -> tuple[int | None, int | None]:
    """Return begin and end in minutes after the midnight its day begins with."""
    van = None if venster.van is None else venster.van.hour * 60 + venster.van.minute
    if venster.eind is None:
        return van, None
    return van, (venster.eind.date() - venster.dag).days * PER_DAG + venster.eind.hour * 60 + venster.eind.minute


def _tijden(venster: Venster, begin: int, van: int | None, tot: int | None) -> Iterator[Tijd]:
    if van is not None and tot is not None and venster.zeker:
        if begin + tot > 0:
            yield Tijd(begin + van, begin + tot, "open")
    elif not venster.zeker:
        # A night of yesterday of which nobody knows whether it was there counts until it is over.
        einde = begin + (PER_DAG if tot is None else tot)
        if einde > 0:
            yield Tijd(begin + (van or 0), einde, "onzeker")
    elif begin == 0:
        if van is not None:
            yield Tijd(van, PER_DAG, "begint")
        yield Tijd(van or 0, PER_DAG if tot is None else tot, "misschien")


def _delen(dagen: int, van: int | None, tot: int | None, *, zeker: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of days in which it is open; where an hour is not known, those in which it may be."""
    for naam, (begin, eind) in DAGDELEN.items():
        for erbij in (-1, 0, 1):
            if not 0 <= dagen + erbij < DAGEN:
                continue
            vanaf, totaan = begin + erbij * PER_DAG, eind + erbij * PER_DAG
            if van is not None and tot is not None:
                if van < totaan and vanaf < tot:
                    yield deel(dagen + erbij, naam), zeker
            elif erbij == 0:
                if van is not None and vanaf <= van < totaan:
                    yield deel(dagen, naam), zeker
                elif (van is None or van < totaan) and (tot is None or vanaf < tot):
                    yield deel(dagen, naam), False


@dataclass(frozen=True, slots=True)
class Nu:
    """What holds at a minute of the day: sets of positions. `misschien` may be open, but nobody knows for certain."""

    open: int = 0
    straks: int = 0
    vandaag: int = 0
    misschien_nu: int = 0
    misschien_vandaag: int = 0


@dataclass(frozen=True, slots=True)
class Uren:
    """The times of today of a whole kaart, or of what changed since; nothing in it is ever changed."""

    omvang: int
    _groepen: tuple[tuple[Tijd, memoryview], ...]
    grenzen: tuple[int, ...]

    @classmethod
    def van(cls, omvang: int, per_tijd: Mapping[Tijd, Iterable[int]]) -> Uren:
        """Pack the positions that have each time."""
        groepen = tuple((tijd, getallen(sorted(set(plekken)))) for tijd, plekken in sorted(per_tijd.items()))
        grenzen = {minuut for tijd, _ in groepen for minuut in (tijd.van, tijd.tot) if 0 < minuut < PER_DAG}
        return cls(omvang, groepen, tuple(sorted(grenzen)))

    def op(self, minuut: int) -> Nu:
        """Return what holds at a minute."""
        return Nu(
            open=self._waar(lambda t: t.soort == "open" and t.van <= minuut < t.tot),
            straks=self._waar(lambda t: t.soort in ("open", "begint") and minuut < t.van < PER_DAG),
            vandaag=self._waar(lambda t: t.soort != "onzeker" and t.van < PER_DAG and minuut < t.tot),
            misschien_nu=self._waar(lambda t: t.soort in ("misschien", "onzeker") and t.van <= minuut < t.tot),
            misschien_vandaag=self._waar(lambda t: t.soort == "onzeker" and minuut < t.tot),
        )

    def _waar(self, past: Callable[[Tijd], bool]) -> int:
        plekken = [reeks for tijd, reeks in self._groepen if past(tijd)]
        return as_bitset((plek for reeks in plekken for plek in reeks), self.omvang)


@dataclass(frozen=True, slots=True)
class UrenErbij:
    """The times of a whole without the positions `weg`, and behind them those of what changed since."""

    basis: Uren
    deel: Uren
    weg: int

    @property
    def grenzen(self) -> tuple[int, ...]:
        """The minutes at which something opens or shuts."""
        return tuple(sorted({*self.basis.grenzen, *self.deel.grenzen}))

    def op(self, minuut: int) -> Nu:
        """Return what holds at a minute."""
        oud, nieuw, begin = self.basis.op(minuut), self.deel.op(minuut), self.basis.omvang
        return Nu(*((getattr(oud, n) & ~self.weg) | (getattr(nieuw, n) << begin) for n in Nu.__dataclass_fields__))


def begin_van(grenzen: tuple[int, ...], minuut: int) -> int:
    """Return since which minute nothing opened or shut; all that is worked out holds from then on."""
    plek = bisect_right(grenzen, minuut)
    return grenzen[plek - 1] if plek else 0
