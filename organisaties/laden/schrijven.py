"""Write rows into the database: compare in memory, and touch only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from organisaties.laden.samenhang import Levering
from organisaties.laden.velden import Waarde

# Per model: key in the files → primary key.
Sleutels = dict[type[models.Model], dict[str, int]]
Waarden = Mapping[str, Waarde]


@dataclass(frozen=True, slots=True)
class Bestemming:
    """Where the rows of one table go.

    `rijen` makes of a delivery one mapping per row to be: field of the model → value, in which a foreign key
    is the key of its row and a many-to-many field a tuple of keys; a field that is not in it keeps its value.
    `sleutel`: the fields that say which row it is. `binnen`: the rows under the same parent belong together,
    so those that are no longer in the file go away (the steps of a route). `afgeleid`: fields that the model's
    own `bereken_…` fills; `lagen` splits rows that point at rows of the same table.
    """

    titel: str
    bestand: str
    model: type[models.Model]
    sleutel: tuple[str, ...]
    rijen: Callable[[Levering], Iterable[Waarden]]
    binnen: str | None = None
    afgeleid: Callable[[Any], None] | None = None
    afgeleide_velden: tuple[str, ...] = ()
    lagen: Callable[[Waarden], int] = field(default=lambda _: 0)
    # Rows of this model whose content is part of the row above: a change here is a change there.
    raakt_ouder: bool = False


@dataclass(slots=True)
class Telling:
    """What became of the rows of one table."""

    titel: str
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    weg: int = 0

    @property
    def wijzigingen(self) -> int:
        """How many rows of the database differ from before."""
        return self.nieuw + self.gewijzigd + self.weg


@dataclass(frozen=True, slots=True)
class _Gewenst:
    """A row as it should be: column values by attname, and the keys of its many-to-many fields."""

    kolommen: dict[str, Any]
    lijsten: dict[str, frozenset[int]]


def schrijf(bestemming: Bestemming, levering: Levering, sleutels: Sleutels) -> Telling:
    """Write one table; `sleutels` knows the rows of earlier tables and learns those of this one."""
    telling = Telling(bestemming.titel)
    per_laag: dict[int, list[Waarden]] = defaultdict(list)
    for waarden in bestemming.rijen(levering):
        per_laag[bestemming.lagen(waarden)].append(waarden)
    for laag in sorted(per_laag):
        _schrijf_laag(bestemming, per_laag[laag], sleutels, telling)
    return telling


def _schrijf_laag(bestemming: Bestemming, rijen: Sequence[Waarden], sleutels: Sleutels, telling: Telling) -> None:
    model, manager = bestemming.model, bestemming.model._default_manager
    kolommen = [_attname(model, naam) for naam in bestemming.sleutel]
    gewenst = {}
    for waarden in rijen:
        rij = _gewenst(model, waarden, sleutels)
        gewenst[tuple(rij.kolommen[kolom] for kolom in kolommen)] = rij
    bestaand: dict[tuple[Any, ...], models.Model] = {}
    overtollig: dict[Any, list[models.Model]] = defaultdict(list)
    ouder = _attname(model, bestemming.binnen) if bestemming.binnen else None
    ouders = {rij.kolommen[ouder] for rij in gewenst.values()} if ouder else set()
    for obj in manager.order_by("pk"):
        sleutel = tuple(getattr(obj, kolom) for kolom in kolommen)
        if sleutel in gewenst and sleutel not in bestaand:
            bestaand[sleutel] = obj
        elif ouder and getattr(obj, ouder) in ouders:
            overtollig[getattr(obj, ouder)].append(obj)
    if ouder:
        # A row whose key changed is the same row with another content, not one gone and one come.
        for sleutel, rij in gewenst.items():
            if sleutel not in bestaand and overtollig[rij.kolommen[ouder]]:
                bestaand[sleutel] = overtollig[rij.kolommen[ouder]].pop(0)
    lijsten = {naam: _bestaande_lijsten(model, naam) for rij in list(gewenst.values())[:1] for naam in rij.lijsten}

    geraakt: set[Any] = set()
    te_koppelen: list[tuple[models.Model, _Gewenst]] = []
    nieuw: list[models.Model] = []
    weg = [obj.pk for lijst in overtollig.values() for obj in lijst]
    if weg:
        geraakt.update(pk for pk, lijst in overtollig.items() if lijst)
        manager.filter(pk__in=weg).delete()
        telling.weg += len(weg)
    for sleutel, rij in gewenst.items():
        gevonden = bestaand.get(sleutel)
        if gevonden is None:
            obj = model(**rij.kolommen)
            if bestemming.afgeleid:
                bestemming.afgeleid(obj)
            nieuw.append(obj)
            te_koppelen.append((obj, rij))
        else:
            anders = [kolom for kolom, waarde in rij.kolommen.items() if getattr(gevonden, kolom) != waarde]
            andere_lijst = any(lijsten[naam][gevonden.pk] != pks for naam, pks in rij.lijsten.items())
            if not anders and not andere_lijst:
                telling.ongewijzigd += 1
                continue
            for kolom in anders:
                setattr(gevonden, kolom, rij.kolommen[kolom])
            _bewaar(bestemming, gevonden, anders)
            if andere_lijst:
                te_koppelen.append((gevonden, rij))
            telling.gewijzigd += 1
        if ouder:
            geraakt.add(rij.kolommen[ouder])
    manager.bulk_create(nieuw)
    telling.nieuw += len(nieuw)
    for naam in lijsten:
        _koppel(model, naam, [(obj.pk, rij.lijsten[naam]) for obj, rij in te_koppelen], lijsten[naam])
    if bestemming.raakt_ouder and bestemming.binnen:
        _raak_aan(model, bestemming.binnen, geraakt)
    if len(bestemming.sleutel) == 1:
        kolom = kolommen[0]
        sleutels.setdefault(model, {}).update((getattr(obj, kolom), obj.pk) for obj in (*bestaand.values(), *nieuw))


def _attname(model: type[models.Model], naam: str) -> str:
    return str(getattr(model._meta.get_field(naam), "attname", naam))


def _gewenst(model: type[models.Model], waarden: Waarden, sleutels: Sleutels) -> _Gewenst:
    kolommen: dict[str, Any] = {}
    lijsten: dict[str, frozenset[int]] = {}
    for naam, waarde in waarden.items():
        veld = model._meta.get_field(naam)
        if isinstance(veld, models.ManyToManyField):
            pks = sleutels[_doel(veld)]
            lijsten[naam] = frozenset(pks[sleutel] for sleutel in waarde) if isinstance(waarde, tuple) else frozenset()
        elif isinstance(veld, models.ForeignKey):
            kolommen[veld.attname] = sleutels[_doel(veld)][str(waarde)] if waarde is not None else None
        else:
            kolommen[naam] = waarde
    return _Gewenst(kolommen, lijsten)


def _doel(veld: models.ForeignKey[Any, Any] | models.ManyToManyField[Any, Any]) -> type[models.Model]:
    doel = veld.remote_field.model
    assert not isinstance(doel, str), "the app registry is ready when rows are written"
    return doel


def _bewaar(bestemming: Bestemming, obj: models.Model, anders: Iterable[str]) -> None:
    if bestemming.afgeleid:
        bestemming.afgeleid(obj)
    # Only these columns: what somebody changes on the site at the same moment stays.
    obj.save(update_fields=[*anders, *bestemming.afgeleide_velden, *_wijzigingsdatums(bestemming.model)])


def _wijzigingsdatums(model: type[models.Model]) -> list[str]:
    return [veld.name for veld in model._meta.concrete_fields if getattr(veld, "auto_now", False)]


def _raak_aan(model: type[models.Model], binnen: str, ouders: set[Any]) -> None:
    veld = model._meta.get_field(binnen)
    assert isinstance(veld, models.ForeignKey)
    doel = _doel(veld)
    for obj in doel._default_manager.filter(pk__in=ouders):
        obj.save(update_fields=_wijzigingsdatums(doel))


def _koppelvelden(model: type[models.Model], naam: str) -> tuple[type[models.Model], str, str]:
    veld = model._meta.get_field(naam)
    assert isinstance(veld, models.ManyToManyField)
    through: type[models.Model] = veld.remote_field.through
    return through, f"{veld.m2m_field_name()}_id", f"{veld.m2m_reverse_field_name()}_id"


def _bestaande_lijsten(model: type[models.Model], naam: str) -> defaultdict[int, set[int]]:
    through, van, naar = _koppelvelden(model, naam)
    lijsten: defaultdict[int, set[int]] = defaultdict(set)
    for bron, doel in through._default_manager.values_list(van, naar):
        lijsten[bron].add(doel)
    return lijsten


def _koppel(
    model: type[models.Model],
    naam: str,
    gewenst: Iterable[tuple[int, frozenset[int]]],
    bestaand: Mapping[int, set[int]],
) -> None:
    """Bring the many-to-many rows of these objects to what is wanted, in two statements at most."""
    through, van, naar = _koppelvelden(model, naam)
    erbij, eraf = [], models.Q()
    for pk, doelen in gewenst:
        nu = bestaand.get(pk, set())
        erbij += [through(**{van: pk, naar: doel}) for doel in sorted(doelen - nu)]
        if nu - doelen:
            eraf |= models.Q(**{van: pk, f"{naar}__in": nu - doelen})
    if eraf:
        through._default_manager.filter(eraf).delete()
    if erbij:
        through._default_manager.bulk_create(erbij)
