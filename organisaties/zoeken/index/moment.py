"""A register at a minute: what is open now, what still today, and what on a day that somebody asks for.

The minute only matters where something opens or shuts, so what was worked out serves everybody until then.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils import timezone

from organisaties.zoeken.index.register import Register
from organisaties.zoeken.index.uren import DAGEN, HEEL, Nu, begin_van, deel
from organisaties.zoeken.keuzes import DAGDELEN, DAGNUMMER, NU, ONBEKEND, VANDAAG, WANNEER, WEEKEND

# Until this minute 'vannacht' is the night that is going on.
NACHT_VOORBIJ = 6 * 60


@dataclass(frozen=True, slots=True)
class Wanneer(Mapping[str, int]):
    """By when somebody asks for: the offers that are open then. Each set is made when it is asked for, and not kept.

    With `ook_misschien` also those of which nobody knows: without what is known to be shut.
    """

    dag: datetime.date
    minuut: int
    nu: Nu
    alles: int
    # Of which no hours are known at all.
    onbekend: int
    delen: Mapping[str, int]
    delen_misschien: Mapping[str, int]
    ook_misschien: bool = False

    @classmethod
    def van(cls, register: Register, minuut: int, nu: Nu) -> Wanneer:
        """Return what is certainly open, of a register at a minute."""
        return cls(
            register.dag, minuut, nu, register.alles, register.tijden_onbekend, register.delen, register.delen_misschien
        )

    def __len__(self) -> int:
        return len(WANNEER)

    def __iter__(self) -> Iterator[str]:
        return iter(WANNEER)

    def __getitem__(self, waarde: str) -> int:
        if waarde not in WANNEER:
            raise KeyError(waarde)
        zeker, misschien = self._zoek(waarde)
        return ((zeker | misschien | self.onbekend) if self.ook_misschien else zeker) & self.alles

    def _zoek(self, waarde: str) -> tuple[int, int]:
        if waarde == NU:
            return self.nu.open, self.nu.misschien_nu
        dag, _, dagdeel = waarde.partition("-")
        zeker = misschien = 0
        for dagen in _dagen(dag, self.dag):
            een, ander = self._deel(dagen, dag if dag in DAGDELEN else dagdeel or HEEL)
            zeker, misschien = zeker | een, misschien | ander
        return zeker, misschien

    def _deel(self, dagen: int, naam: str) -> tuple[int, int]:
        nu, sleutel = self.nu, deel(dagen, naam)
        zeker, misschien = self.delen.get(sleutel, 0), self.delen_misschien.get(sleutel, 0)
        if dagen == 0 and naam == "nacht":
            return (zeker | nu.open, misschien | nu.misschien_nu) if self.minuut < NACHT_VOORBIJ else (zeker, misschien)
        if dagen == 0:
            # What shut an hour ago is shut, also for whoever asks for today.
            nog = nu.vandaag | nu.misschien_vandaag
            return zeker & nog, misschien & nog
        return zeker, misschien


def _dagen(dag: str, vandaag: datetime.date) -> list[int]:
    """Return in how many days that is; a weekday is the first one to come, today included."""
    if dag in DAGDELEN:
        return list(range(DAGEN))
    if dag == WEEKEND:
        return [(nummer - vandaag.isoweekday()) % DAGEN for nummer in (6, 7)]
    if dag in DAGNUMMER:
        return [(DAGNUMMER[dag] - vandaag.isoweekday()) % DAGEN]
    return [{VANDAAG: 0, "morgen": 1, "overmorgen": 2}[dag]]


def minuut_nu(dag: datetime.date) -> int:
    """Return the minute of the day it is now, where `dag` is today; else the first."""
    nu = timezone.localtime()
    return nu.hour * 60 + nu.minute if nu.date() == dag else 0


def op_moment(register: Register, minuut: int) -> Register:
    """Return the same register as it is at a minute of its day."""
    nu = register.uren.op(minuut)
    # What is full or pauses does not count as open, whatever its hours.
    wel = register.alles & ~register.even_niet
    wanneer = Wanneer.van(register, minuut, nu)
    return dataclasses.replace(
        register,
        sinds=begin_van(register.uren.grenzen, minuut),
        open_nu=nu.open & wel,
        straks_open=nu.straks & ~nu.open & wel,
        open_vandaag=nu.vandaag & wel,
        wanneer=wanneer,
        maskers=MappingProxyType(
            {
                **zonder_moment(register.maskers),
                "open": MappingProxyType(
                    {NU: nu.open & wel, VANDAAG: nu.vandaag & wel, ONBEKEND: register.tijden_onbekend}
                ),
                "wanneer": dataclasses.replace(wanneer, ook_misschien=True),
            }
        ),
    )


def zonder_moment(maskers: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """Return the sets of a register that no minute changes."""
    return {facet: sets for facet, sets in maskers.items() if facet not in ("open", "wanneer")}


def nog_dit_moment(register: Register, minuut: int) -> bool:
    """Return whether nothing opened or shut since the register was worked out."""
    return begin_van(register.uren.grenzen, minuut) == register.sinds
