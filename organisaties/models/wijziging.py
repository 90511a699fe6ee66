"""The note that the kaart changed: a stamp that differs after every change, and what each change touched.

Touched are offers, and the names by which people look for an organisation or a place: those are found without an offer
too. A name is told by its key, `naamsleutel()`.

What is derived from the kaart and kept in a process (the search index) carries the stamp of the state it was made
from, and is brought up to date when the stamp differs. The notes are written inside the transaction of the change
itself: they become visible together with it, in no order that matters, and nobody waits for a lock.
It knows no other model: what a change of a row touches is asked of the row (`geraakt_aanbod`, `geraakte_namen`).
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

# So many notes are kept; older ones say nothing that a newer one does not.
BEWAARD = 500
# A change of more offers than this is noted as a change of everything: reading all is quicker then.
HOOGSTENS_GENOEMD = 500

Stamp = tuple[int, int, str]
BEGIN: Stamp = (0, 0, "")


class Kaartwijziging(models.Model):
    """A note that something on the kaart changed."""

    teken = models.UUIDField(default=uuid.uuid4, editable=False)
    # The keys of the offers that changed; null where all did, or nobody knows which.
    aanbod = models.JSONField(null=True, editable=False)
    # The keys of the names that changed.
    namen = models.JSONField(default=list, editable=False)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "kaartwijzigingen"

    def __str__(self) -> str:
        return str(self.teken)


@dataclass(slots=True)
class _Samen:
    """What changes inside `in_een_keer()`; `alles` once it cannot or need not be said which offers."""

    alles: bool = False
    aanbod: set[int] = field(default_factory=set)
    namen: set[int] = field(default_factory=set)
    iets: bool = False


_samen: ContextVar[_Samen | None] = ContextVar("samen", default=None)


def stamp() -> Stamp:
    """Return the stamp of the present state, in one small query.

    The count is part of it: of two changes at the same time, the one with the lower id may commit last.
    """
    # By hand: every page asks it, and building this query took longer than answering it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) OVER (), id, teken FROM organisaties_kaartwijziging ORDER BY id DESC LIMIT 1")
        laatste = cursor.fetchone()
    return (laatste[0], laatste[1], str(laatste[2])) if laatste else BEGIN


def alles_gewijzigd() -> bool:
    """Whether `in_een_keer()` already knows that everything changed: nobody need look then which offers did."""
    samen = _samen.get()
    return samen is not None and samen.alles


def naamsleutel(pk: int, *, plek: bool = False) -> int:
    """Return the key of the name of an organisation, or of a place: one number for both kinds."""
    return 2 * pk + plek


def noteer(aanbod: Collection[int] | None, using: str | None = None, *, namen: Collection[int] = ()) -> None:
    """Note that these offers and names changed; None for a change that touches all, or nobody knows which.

    Of a change beside the offers (a route) none are named: pages are other, the index is the same.
    """
    veel = aanbod is None or len(aanbod) > HOOGSTENS_GENOEMD or len(namen) > HOOGSTENS_GENOEMD
    genoemd = None if aanbod is None or veel else sorted(aanbod)
    samen = _samen.get()
    if samen is not None:
        samen.iets = True
        samen.alles = samen.alles or genoemd is None
        samen.aanbod.update(genoemd or ())
        samen.namen.update(namen)
        return
    nieuw = Kaartwijziging.objects.using(using).create(aanbod=genoemd, namen=[] if veel else sorted(namen))
    if nieuw.pk % BEWAARD == 0:
        Kaartwijziging.objects.using(using).filter(pk__lte=nieuw.pk - BEWAARD).delete()


@contextlib.contextmanager
def in_een_keer() -> Iterator[None]:
    """Make many changes in one transaction with one note at the end, for loading and importing.

    In this thread only: what others write at the same time is noted as always.
    """
    with transaction.atomic():
        buiten = _samen.get()
        samen = buiten or _Samen()
        vorige = _samen.set(samen)
        try:
            yield
        finally:
            _samen.reset(vorige)
        if buiten is None and samen.iets:
            noteer(None if samen.alles else samen.aanbod, namen=samen.namen)


def genoemd_aanbod(sleutels: models.QuerySet[Any, Any]) -> set[int]:
    """Return these keys of offers, read in one small query; one more than is ever noted where there are too many."""
    return set(sleutels.order_by()[: HOOGSTENS_GENOEMD + 1])
