"""Which state the kaart is in: a stamp that differs after every change, and which offers each change touched.

What is derived from the kaart and kept in a process (the search register) carries the stamp of the state it
was made from, and is brought up to date when the stamp differs. The notes are written inside the transaction
of the change itself: they become visible together with it, in no order that matters, and nobody waits for a lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.http import HttpRequest

# So many notes are kept; older ones say nothing that a newer one does not.
BEWAARD = 500
# A change of more offers than this is noted as a change of everything: reading all is quicker then.
HOOGSTENS_GENOEMD = 500

Stand = tuple[int, int, str]
BEGIN: Stand = (0, 0, "")


@dataclass(slots=True)
class _Samen:
    """What changes inside `in_een_keer()`; `alles` once it cannot or need not be said which offers."""

    alles: bool = False
    aanbod: set[int] = field(default_factory=set)
    iets: bool = False


_samen: ContextVar[_Samen | None] = ContextVar("samen", default=None)


def stand() -> Stand:
    """Return the stamp of the present state, in one small query.

    The count is part of it: of two changes at the same time, the one with the lower id may commit last.
    """
    # By hand: every page asks it, and building this query took longer than answering it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) OVER (), id, teken FROM organisaties_kaartwijziging ORDER BY id DESC LIMIT 1")
        laatste = cursor.fetchone()
    return (laatste[0], laatste[1], str(laatste[2])) if laatste else BEGIN


def stand_bij(request: HttpRequest) -> Stand:
    """Return the stamp of the moment this request first asked; all parts of a page are then of the same state."""
    bewaard: Stand | None = getattr(request, "_stand", None)
    if bewaard is None:
        bewaard = request._stand = stand()  # type: ignore[attr-defined]
    return bewaard


@dataclass(frozen=True, slots=True)
class Gezien:
    """The notes that were there at some moment, as id → sign."""

    notities: dict[int, str]

    @property
    def laatste(self) -> int:
        """The highest id, 0 when there was none."""
        return max(self.notities, default=0)


def gewijzigd_sinds(vorige: Gezien | None) -> tuple[Gezien, set[int] | None]:
    """Return the notes of now, and the offers that changed since `vorige`; None where that cannot be said.

    It cannot be said when a note names no offers, or when the last note of `vorige` is gone: others between
    it and now may be gone too, or this is another database than it was.
    """
    from organisaties.models import Kaartwijziging

    rijen = list(Kaartwijziging.objects.values_list("pk", "teken", "aanbod"))
    nu = Gezien({pk: str(teken) for pk, teken, _ in rijen})
    if vorige is None or nu.notities.get(vorige.laatste) != vorige.notities.get(vorige.laatste, "niets"):
        return nu, None
    gewijzigd: set[int] = set()
    for pk, teken, aanbod in rijen:
        if vorige.notities.get(pk) == str(teken):
            continue
        if aanbod is None:
            return nu, None
        gewijzigd.update(aanbod)
    return nu, gewijzigd if len(gewijzigd) <= HOOGSTENS_GENOEMD else None


def noteer(aanbod: Collection[int] | None, using: str | None = None) -> None:
    """Note that these offers changed; None for a change that touches all, or nobody knows which.

    Of a change beside the offers (a route) none are named: pages are other, the register is the same.
    """
    genoemd = None if aanbod is None or len(aanbod) > HOOGSTENS_GENOEMD else sorted(aanbod)
    samen = _samen.get()
    if samen is not None:
        samen.iets = True
        samen.alles = samen.alles or genoemd is None
        samen.aanbod.update(genoemd or ())
        return
    from organisaties.models import Kaartwijziging

    nieuw = Kaartwijziging.objects.using(using).create(aanbod=genoemd)
    if nieuw.pk % BEWAARD == 0:
        Kaartwijziging.objects.using(using).filter(pk__lte=nieuw.pk - BEWAARD).delete()


@contextlib.contextmanager
def in_een_keer() -> Iterator[None]:
    """Make many changes in one transaction with one note at the end, for loading and importing.

    Quiet in this thread only: what others write at the same time is noted as ever.
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
            noteer(None if samen.alles else samen.aanbod)


def geraakt(rijen: models.QuerySet[Any]) -> Collection[int] | None:
    """Return the offers that a bulk write of these rows touches, None for all; at most one small query."""
    if (samen := _samen.get()) is not None and samen.alles:
        return None
    from organisaties.models import Aanbod, Locatie, Openingstijd, Organisatie, Toegang

    rijen = rijen.order_by()
    if rijen.model is Aanbod:
        sleutels = rijen.values_list("pk", flat=True)
    elif rijen.model in (Openingstijd, Toegang):
        sleutels = rijen.values_list("aanbod", flat=True)
    elif rijen.model is Organisatie:
        sleutels = Aanbod.objects.filter(organisatie__in=rijen.values("pk")).order_by().values_list("pk", flat=True)
    elif rijen.model is Locatie:
        sleutels = Aanbod.objects.filter(locaties__in=rijen.values("pk")).order_by().values_list("pk", flat=True)
    else:
        return None if rijen.model._meta.app_label == Aanbod._meta.app_label else ()
    return set(sleutels[: HOOGSTENS_GENOEMD + 1])


def geraakt_door(ding: models.Model) -> Collection[int] | None:
    """Return the offers that a change of one row touches, None for all."""
    from organisaties.models import Aanbod, Locatie, Openingstijd, Organisatie, Toegang

    if isinstance(ding, Aanbod):
        return {ding.pk}
    if isinstance(ding, Openingstijd | Toegang):
        return {ding.aanbod_id}
    if isinstance(ding, Organisatie | Locatie):
        return set(ding.aanbod.order_by().values_list("pk", flat=True)[: HOOGSTENS_GENOEMD + 1])
    return None


def _na_wijziging(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    noteer(geraakt_door(instance), using=kwargs.get("using"))


def _na_verandering_van_waarden(sender: type[models.Model], instance: models.Model, action: str, **kwargs: Any) -> None:
    """Note a changed list of values; from the other side (`locatie.aanbod.add(…)`) the keys are the offers."""
    if action.startswith("post_"):
        from organisaties.models import Aanbod

        andersom = kwargs["reverse"] and kwargs["model"] is Aanbod
        noteer(kwargs["pk_set"] if andersom else geraakt_door(instance), using=kwargs.get("using"))


def _waarden(model: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]:
    """Return the lists of values of a model that pages show; who keeps an entry stands on none."""
    return [veld for veld in model._meta.many_to_many if veld.name != "houders"]


def luister_ernaast(*modellen: type[models.Model]) -> None:
    """Note every save, delete and changed list of values of what pages show beside the offers (routes)."""

    def na_wijziging(sender: type[models.Model], **kwargs: Any) -> None:
        if not kwargs.get("action", "").startswith("pre_"):
            noteer((), using=kwargs.get("using"))

    for model in modellen:
        naam = f"stand:{model.__name__}:ernaast"
        for signaal in (post_save, post_delete):
            signaal.connect(na_wijziging, sender=model, weak=False, dispatch_uid=naam)
        for veld in _waarden(model):
            tussen = getattr(model, veld.name).through
            m2m_changed.connect(na_wijziging, sender=tussen, weak=False, dispatch_uid=f"{naam}.{veld.name}")


def luister() -> None:
    """Note every save, delete and changed list of values of what the kaart is made of.

    Signals, though the house avoids them: this must also hold for the admin and for code not yet written.
    """
    from organisaties import models as m

    kaart = [
        m.Aanbod, m.Behoefte, m.Doelgroep, m.Gebied, m.Locatie, m.Nieuwkomerscategorie,
        m.Openingstijd, m.Organisatie, m.Stadsdeel, m.Synoniem, m.Taal, m.Toegang,
    ]  # fmt: skip
    for model in kaart:
        naam = f"stand:{model.__name__}"
        post_save.connect(_na_wijziging, sender=model, dispatch_uid=naam)
        # A place or organisation that is gone no longer says which offers it had.
        verwijderd = pre_delete if model in (m.Locatie, m.Organisatie) else post_delete
        verwijderd.connect(_na_wijziging, sender=model, dispatch_uid=naam)
        for veld in _waarden(model):
            m2m_changed.connect(
                _na_verandering_van_waarden,
                sender=getattr(model, veld.name).through,
                dispatch_uid=f"{naam}.{veld.name}",
            )
