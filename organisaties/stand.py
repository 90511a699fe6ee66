"""Which state the map is in: a stamp that differs after every change.

What is derived from the map and kept in a process (the search register) carries the stamp of the state it
was made from, and is made anew when the stamp differs. The notes are written inside the transaction of the
change itself: they become visible together with it, in no order that matters, and nobody waits for a lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Window
from django.db.models.signals import m2m_changed, post_delete, post_save

# So many notes are kept; older ones say nothing that a newer one does not.
BEWAARD = 500

_stil: ContextVar[bool] = ContextVar("stil", default=False)


def stand() -> tuple[int, int, str]:
    """Return the stamp of the present state, in one small query.

    The count is part of it: of two changes at the same time, the one with the lower id may commit last.
    """
    from organisaties.models import Kaartwijziging

    laatste = (
        Kaartwijziging.objects.order_by("-pk").annotate(aantal=Window(Count("pk"))).values_list("aantal", "pk", "teken")
    ).first()
    return (laatste[0], laatste[1], str(laatste[2])) if laatste else (0, 0, "")


def noteer(using: str | None = None) -> None:
    """Note that the map changed."""
    if _stil.get():
        return
    from organisaties.models import Kaartwijziging

    nieuw = Kaartwijziging.objects.using(using).create()
    if nieuw.pk % BEWAARD == 0:
        Kaartwijziging.objects.using(using).filter(pk__lte=nieuw.pk - BEWAARD).delete()


@contextlib.contextmanager
def in_een_keer() -> Iterator[None]:
    """Make many changes in one transaction with one note at the end, for loading and importing.

    Silent in this thread only: what others write at the same time is noted as ever.
    """
    with transaction.atomic():
        vorige = _stil.set(True)
        try:
            yield
        finally:
            _stil.reset(vorige)
        noteer()


def _na_wijziging(sender: type[models.Model], **kwargs: Any) -> None:
    noteer(using=kwargs.get("using"))


def luister() -> None:
    """Note every save, delete and changed list of values of what the map is made of.

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
        post_delete.connect(_na_wijziging, sender=model, dispatch_uid=naam)
        for veld in model._meta.many_to_many:
            m2m_changed.connect(
                _na_wijziging, sender=getattr(model, veld.name).through, dispatch_uid=f"{naam}.{veld.name}"
            )
