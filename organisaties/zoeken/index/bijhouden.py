"""Keeping registers: for each kind of reader a whole one, and what changed since laid over it, in this process.

A request compares the latest note (`organisaties.models.wijziging`), one small query. What the notes since then name
is read again (offers, names), with all that changed since the whole was made, and laid over it. After many changes a
new whole is made in the background; until it is there the old one and its changes go on answering, and are as true.
Only where notes do not say what changed (a line of the thesaurus, a very large import) does the first reader wait for a
new whole: nobody knows then what the old one would give away.
"""

from __future__ import annotations

import dataclasses
import datetime
import logging
import threading
from dataclasses import dataclass

from django.db import connections
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models import Kaartwijziging
from organisaties.models.wijziging import HOOGSTENS_GENOEMD, Stamp, stamp
from organisaties.zichtbaarheid import Kijker, Lezer
from organisaties.zoeken.index.bouwen import bouw, bouw_bij, op_dag
from organisaties.zoeken.index.moment import minuut_nu, nog_dit_moment, op_moment
from organisaties.zoeken.index.register import Register

# After more changed offers or names than this a new whole is made.
HOOGSTENS_ERBIJ = 100
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gezien:
    """The notes that were there at some moment, as id → sign."""

    notities: dict[int, str]

    @property
    def laatste(self) -> int:
        """The highest id, 0 when there was none."""
        return max(self.notities, default=0)


@dataclass(frozen=True, slots=True)
class Gewijzigd:
    """What changed: the keys of offers, and those of names."""

    aanbod: frozenset[int] = frozenset()
    namen: frozenset[int] = frozenset()

    def __or__(self, ander: Gewijzigd) -> Gewijzigd:
        return Gewijzigd(self.aanbod | ander.aanbod, self.namen | ander.namen)

    def __bool__(self) -> bool:
        return bool(self.aanbod or self.namen)

    @property
    def meeste(self) -> int:
        """How many there are of the kind there is most of."""
        return max(len(self.aanbod), len(self.namen))


@dataclass(frozen=True, slots=True)
class _Bewaard:
    """What is kept for a kind of reader: `register` is `basis` with what changed, `erbij`, laid over it."""

    stamp: Stamp
    gezien: Gezien
    basis: Register
    erbij: Gewijzigd
    register: Register


_bewaard: dict[Kijker, _Bewaard] = {}
_sloten = {soort: threading.Lock() for soort in Kijker}
# Held by whoever makes a new whole in the background: one of each kind at a time.
_bezig = {soort: threading.Lock() for soort in Kijker}


def gewijzigd_sinds(vorige: Gezien | None) -> tuple[Gezien, Gewijzigd | None]:
    """Return the notes of now, and what changed since `vorige`; None where that cannot be said.

    It cannot be said when a note names no offers, or when the last note of `vorige` is gone: others between
    it and now may be gone too, or this is another database than it was.
    """
    rijen = list(Kaartwijziging.objects.values_list("pk", "teken", "aanbod", "namen"))
    nu = Gezien({pk: str(teken) for pk, teken, *_ in rijen})
    if vorige is None or nu.notities.get(vorige.laatste) != vorige.notities.get(vorige.laatste, "niets"):
        return nu, None
    gewijzigd = Gewijzigd()
    for pk, teken, aanbod, namen in rijen:
        if vorige.notities.get(pk) == str(teken):
            continue
        if aanbod is None:
            return nu, None
        gewijzigd |= Gewijzigd(frozenset(aanbod), frozenset(namen))
    return nu, gewijzigd if gewijzigd.meeste <= HOOGSTENS_GENOEMD else None


def register_voor(gebruiker: Lezer, nu: Stamp | None = None) -> Register:
    """Return the register for this person's kind of reader; one small query when it is still right.

    Who knows the stamp of the present state already gives it as `nu`.
    """
    soort = zichtbaarheid.kijker(gebruiker)
    bewaard = _actueel(soort, nu or stamp())
    if bewaard.erbij.meeste > HOOGSTENS_ERBIJ and not _bezig[soort].locked():
        threading.Thread(target=_vernieuw_apart, args=(soort,), name=f"register-{soort}", daemon=True).start()
    return _op_dit_moment(soort, bewaard)


def _op_dit_moment(soort: Kijker, bewaard: _Bewaard) -> Register:
    """Return what is kept as it is at this minute; the first who asks after something opened or shut works it out."""
    register = bewaard.register
    if nog_dit_moment(register, minuut := minuut_nu(register.dag)):
        return register
    with _sloten[soort]:
        nu = _bewaard[soort]
        if nu.register.dag == register.dag and not nog_dit_moment(nu.register, minuut):
            nu = _bewaard[soort] = dataclasses.replace(nu, register=op_moment(nu.register, minuut))
        return nu.register


def maak_klaar() -> None:
    """Make sure that the registers of all kinds of reader are here and right, in the process that will be forked."""
    for soort in Kijker:
        if _actueel(soort, stamp()).erbij.meeste > HOOGSTENS_ERBIJ:
            vernieuw(soort)


def vernieuw(soort: Kijker) -> None:
    """Make a new whole and put it in the place of the old one, which goes on answering meanwhile."""
    if not _bezig[soort].acquire(blocking=False):
        return
    try:
        oud, nu = _bewaard[soort], stamp()
        gezien, _ = gewijzigd_sinds(None)
        basis = bouw(soort, timezone.localdate())
        with _sloten[soort]:
            # Whoever had to make a whole meanwhile made a later one.
            if _bewaard[soort].basis.rijen is oud.basis.rijen:
                _bewaard[soort] = _Bewaard(nu, gezien, basis, Gewijzigd(), basis)
    finally:
        _bezig[soort].release()


def _vernieuw_apart(soort: Kijker) -> None:
    """Do so in a thread of its own; where it fails, the next change tries again."""
    try:
        vernieuw(soort)
    except Exception:
        log.exception("No new register could be made; the old one and what changed since go on answering")
    finally:
        connections.close_all()


def _actueel(soort: Kijker, nu: Stamp) -> _Bewaard:
    dag = timezone.localdate()
    if (bewaard := _nog_goed(soort, nu, dag)) is not None:
        return bewaard
    with _sloten[soort]:
        # Another thread may have done it while this one waited.
        if (bewaard := _nog_goed(soort, nu, dag)) is None:
            bewaard = _bewaard[soort] = _bijgewerkt(soort, nu, dag)
        return bewaard


def _nog_goed(soort: Kijker, nu: Stamp, dag: datetime.date) -> _Bewaard | None:
    bewaard = _bewaard.get(soort)
    return bewaard if bewaard and bewaard.stamp == nu and bewaard.register.dag == dag else None


def _bijgewerkt(soort: Kijker, nu: Stamp, dag: datetime.date) -> _Bewaard:
    """Return what is kept, brought up to date."""
    oud = _bewaard.get(soort)
    # The notes first: what is written while the kaart is read is then read once more, not missed.
    gezien, gewijzigd = gewijzigd_sinds(oud.gezien if oud else None)
    if oud is None or gewijzigd is None:
        basis = bouw(soort, dag, nu)
        return _Bewaard(nu, gezien, basis, Gewijzigd(), basis)
    if oud.basis.dag == dag and not gewijzigd:
        return _Bewaard(nu, gezien, oud.basis, oud.erbij, oud.register)
    basis = oud.basis if oud.basis.dag == dag else op_dag(oud.basis, dag)
    erbij = oud.erbij | gewijzigd
    if not erbij:
        return _Bewaard(nu, gezien, basis, erbij, basis)
    register = bouw_bij(
        basis, erbij.aanbod, oud.register, gewijzigd.aanbod, namen=erbij.namen, namen_nu=gewijzigd.namen
    )
    return _Bewaard(nu, gezien, basis, erbij, register)
