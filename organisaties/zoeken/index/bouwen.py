"""Building a register: the whole kaart, or what changed laid over a whole one, or a whole one on another day.

What of offers there is to know, `aanbodlezer` reads; `sets` makes sets of it.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings

from organisaties import zichtbaarheid
from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.models import Groepswoord
from organisaties.models.wijziging import Stamp
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.groepswoorden import Groepswoorden, lees_groepswoorden
from organisaties.zoeken.index.aanbodlezer import lees_aanbod, lees_op_dag
from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.moment import minuut_nu, op_moment, zonder_moment
from organisaties.zoeken.index.namen import (
    Eigennamen,
    Namen,
    NamenErbij,
    Namenlijst,
    Verbanden,
    VerbandenErbij,
)
from organisaties.zoeken.index.namenlezer import lees_namen
from organisaties.zoeken.index.register import Cache, Register
from organisaties.zoeken.index.rijen import Rijen, RijenErbij
from organisaties.zoeken.index.sets import Sets
from organisaties.zoeken.index.tekstindex import Tekstindex, TekstindexErbij
from organisaties.zoeken.index.uren import Uren, UrenErbij
from organisaties.zoeken.index.woordkennis import betekenis_van
from organisaties.zoeken.keuzes import keuzes_van
from organisaties.zoeken.taal.betekenis import Betekenis

_versies = itertools.count(1)


def bouw(soort: Kijker, dag: datetime.date, nu: Stamp | None = None) -> Register:
    """Return the register of the whole kaart; who knows the stamp of the present state already gives it as `nu`."""
    begrippen = begrippen_voor(zichtbaarheid.vertegenwoordiger(soort), nu)
    per_woord = Groepswoord.objects.per_woord()
    betekenis = betekenis_van(begrippen, per_woord)
    deel = lees_aanbod(soort, dag, begrippen, vast=betekenis.woorden)
    namen = lees_namen(soort)
    register = Register(
        kijker=soort,
        dag=dag,
        rijen=deel.rijen,
        begrippen=begrippen,
        keuzes=keuzes_van(begrippen),
        index=deel.index,
        betekenis=zet_namen(betekenis, namen, betekenis.eigennamen),
        groepswoorden=_groepswoorden(soort, per_woord, begrippen, betekenis),
        namen=namen,
        uren=deel.uren,
        verbanden=deel.verbanden,
        **deel.sets,
    )
    return op_moment(register, minuut_nu(dag))


def _groepswoorden(
    soort: Kijker, per_woord: Mapping[str, str | None], begrippen: Begrippen, betekenis: Betekenis
) -> Groepswoorden:
    return lees_groepswoorden(
        per_woord,
        begrippen,
        betekenis,
        collega=soort is Kijker.PROFESSIONAL,
        zonder_bsn=settings.STADSGEGEVENS.zonder_bsn,
    )


def bouw_bij(
    basis: Register,
    gewijzigd: Collection[int],
    vorige: Register,
    nu: Collection[int],
    *,
    namen: Collection[int] = (),
    namen_nu: Collection[int] = (),
) -> Register:
    """Return a whole register with what changed since laid over it; the other offers and names are not read.

    `gewijzigd` are the keys of all offers that changed since `basis` was made, `nu` those that changed since
    `vorige`, the register that was laid over the same `basis` the time before; `namen` and `namen_nu` are the same of
    names.
    """
    if not (
        isinstance(basis.rijen, Rijen)
        and isinstance(basis.index, Tekstindex)
        and isinstance(basis.uren, Uren)
        and isinstance(basis.verbanden, Verbanden)
    ):
        raise TypeError("a change is laid over a whole register, never over another change")
    met_namen = dataclasses.replace(basis, namen=vorige.namen, betekenis=vorige.betekenis)
    if namen_nu:
        met_namen = _met_andere_namen(basis, namen)
    if not gewijzigd:
        return op_moment(met_namen, minuut_nu(basis.dag))
    deel = lees_aanbod(basis.kijker, basis.dag, basis.begrippen, alleen=gewijzigd)
    weg = frozenset(plek for pk in gewijzigd if (plek := basis.rijen.plek(pk)) is not None)
    weg_bits = as_bitset(weg, len(basis.rijen))
    register = dataclasses.replace(
        met_namen,
        rijen=RijenErbij(basis.rijen, deel.rijen),
        index=TekstindexErbij.van(basis.index, deel.index, weg, basis.betekenis.woorden),
        verbanden=VerbandenErbij(basis.verbanden, deel.verbanden, len(basis.rijen)),
        ervoor=tuple(basis.rijen.ervoor(rij) for rij in deel.rijen),
        versies=MappingProxyType({**vorige.versies, **dict.fromkeys(nu, next(_versies))}),
        uren=UrenErbij(basis.uren, deel.uren, weg_bits),
        **_over_elkaar(basis, deel.sets, len(basis.rijen), weg_bits),
    )
    return op_moment(register, minuut_nu(basis.dag))


def _met_andere_namen(basis: Register, gewijzigd: Collection[int]) -> Register:
    """Return a whole register with the names that changed since it was made laid over its own."""
    if not (isinstance(basis.namen, Namen) and isinstance(basis.betekenis.eigennamen, Eigennamen)):
        raise TypeError("a change is laid over the names of a whole register")
    namen = NamenErbij(basis.namen, frozenset(gewijzigd), lees_namen(basis.kijker, gewijzigd))
    betekenis = zet_namen(basis.betekenis, namen, basis.betekenis.eigennamen.anders)
    return dataclasses.replace(basis, namen=namen, betekenis=betekenis)


def zet_namen(betekenis: Betekenis, namen: Namenlijst, anders: Collection[str]) -> Betekenis:
    """Return what words mean, the names that may be known included."""
    return dataclasses.replace(betekenis, namen=namen.zinnen, eigennamen=Eigennamen(anders, namen))


def _over_elkaar(basis: Register, erbij: Sets, begin: int, weg: int) -> Sets:
    """Return the sets of a register without the positions `weg`, and with those of a change from `begin` on."""

    def samen(oud: Any, nieuw: Any) -> Any:
        if isinstance(oud, Mapping):
            sleutels = dict.fromkeys((*oud, *nieuw))
            leeg: Any = {} if any(isinstance(bits, Mapping) for bits in oud.values()) else 0
            return MappingProxyType({s: samen(oud.get(s, leeg), nieuw.get(s, leeg)) for s in sleutels})
        return (oud & ~weg) | (nieuw << begin)

    eerst: Sets = {naam: getattr(basis, naam) for naam in erbij}
    eerst["maskers"] = zonder_moment(eerst["maskers"])
    return {naam: samen(eerst[naam], nieuw) for naam, nieuw in erbij.items()}


def op_dag(basis: Register, dag: datetime.date) -> Register:
    """Return a whole register as it is on another day: the same offers and words, other sets for what a day decides."""
    if not isinstance(basis.rijen, Rijen):
        raise TypeError("only a whole register moves to another day")
    sets = lees_op_dag(basis.kijker, dag, basis.alles, basis.rijen.plek, len(basis.rijen))
    return op_moment(dataclasses.replace(basis, dag=dag, cache=Cache(), **sets), minuut_nu(dag))
