"""Noting every change of what pages show, whoever makes it; called when the apps are ready.

Signals, though the house avoids them: this must also hold for the admin and for code not yet written.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from organisaties import models as m
from organisaties.models.wijziging import noteer

KAART = (
    m.Aanbod, m.Behoefte, m.Doelgroep, m.Gebied, m.Locatie, m.Nieuwkomerscategorie,
    m.Openingstijd, m.Organisatie, m.Stadsdeel, m.Synoniem, m.Taal, m.Toegang,
    m.Groepswoord, m.Taalwoorden, m.Woordbehoefte, m.Plaatsnaam, m.Postcode,
)  # fmt: skip
HEEFT_NAAM = (m.Locatie, m.Organisatie)
RAAKT_GENOEMD_AANBOD = (m.Aanbod, m.Locatie, m.Openingstijd, m.Organisatie, m.Toegang)


def luister() -> None:
    """Note every save, delete and changed list of values of what the kaart is made of."""
    for model in KAART:
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


def _na_wijziging(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    noteer(_geraakt_door(instance), using=kwargs.get("using"), namen=_geraakte_namen(instance))


def _na_verandering_van_waarden(sender: type[models.Model], instance: models.Model, action: str, **kwargs: Any) -> None:
    """Note a changed list of values; from the other side (`locatie.aanbod.add(…)`) the keys are the offers."""
    if action.startswith("post_"):
        andersom = kwargs["reverse"] and kwargs["model"] is m.Aanbod
        geraakt = kwargs["pk_set"] if andersom else _geraakt_door(instance)
        noteer(geraakt, using=kwargs.get("using"), namen=_geraakte_namen(instance))


def _geraakt_door(ding: models.Model) -> set[int] | None:
    """Return the offers that a change of one row touches, None for all."""
    return ding.geraakt_aanbod() if isinstance(ding, RAAKT_GENOEMD_AANBOD) else None


def _geraakte_namen(ding: models.Model) -> set[int]:
    """Return the names that a change of one row touches."""
    return ding.geraakte_namen() if isinstance(ding, HEEFT_NAAM) else set()


def _waarden(model: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]:
    """Return the many-to-many fields that pages show; the keepers of an entry stand on no page."""
    return [veld for veld in model._meta.many_to_many if veld.name != "houders"]
