"""Write rows into the database: compare in memory, and touch only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.velden import Waarde

# Per model: key in the files → primary key.
Sleutels = dict[type[models.Model], dict[str, int]]
Waarden = Mapping[str, Waarde]

# Of one many-to-many field: primary key of a row → that of a value → that of the row which joins them.
_Lijsten = defaultdict[int, dict[int, int]]

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Bestemming:
    """Where the rows of one table go.

    `rijen` makes of a delivery one mapping per row to be: field of the model → value, in which a foreign key
    is the key of its row and a many-to-many field a tuple of keys; a field that is not in it keeps its value.
    `sleutel`: the fields that say which row it is.
    `binnen`: the foreign key under which rows belong together, so that those which are no longer in the file
    go away (the steps of a route); `raakt_ouder`: a change in them is a change of the row they belong to.
    `bij_nieuw`: from the columns of a new row the values that the file does not have and the model's own
    default would say something untrue of.
    `aard`: the fields that say what kind of row it is: no row turns into one of another kind, it goes and one comes.
    `bereken`: fills the fields `berekend`, which follow from others.
    `laag`: a row that points at a row of its own table comes in a later layer than that row.
    `let_op`: what somebody must know of this table, asked before it is written.
    """

    titel: str
    bestand: str
    model: type[models.Model]
    sleutel: tuple[str, ...]
    rijen: Callable[[Levering], Iterable[Waarden]]
    binnen: str | None = None
    raakt_ouder: bool = False
    bij_nieuw: Callable[[Mapping[str, Any]], Waarden] = lambda _: {}
    aard: tuple[str, ...] = ()
    bereken: Callable[[Any], None] = lambda _: None
    berekend: tuple[str, ...] = ()
    laag: Callable[[Waarden], int] = lambda _: 0
    let_op: Callable[[Levering], Iterable[str]] = lambda _: ()


@dataclass(slots=True)
class Telling:
    """What became of the rows of one table."""

    titel: str
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    weg: int = 0
    let_op: tuple[str, ...] = ()

    @property
    def wijzigingen(self) -> int:
        """How many rows of the database differ from before."""
        return self.nieuw + self.gewijzigd + self.weg


@dataclass(frozen=True, slots=True)
class _Gewenst:
    """A row as it should be: column values by attname, and the primary keys of its many-to-many fields."""

    kolommen: dict[str, Any]
    lijsten: dict[str, frozenset[int]]

    def sleutel(self, kolommen: Sequence[str]) -> tuple[Any, ...]:
        return tuple(self.kolommen[kolom] for kolom in kolommen)


def schrijf(bestemming: Bestemming, levering: Levering, sleutels: Sleutels) -> Telling:
    """Write one table; `sleutels` knows the rows of earlier tables and learns those of this one."""
    telling = Telling(bestemming.titel, let_op=tuple(bestemming.let_op(levering)))
    per_laag: dict[int, list[Waarden]] = defaultdict(list)
    for waarden in bestemming.rijen(levering):
        per_laag[bestemming.laag(waarden)].append(waarden)
    for laag in sorted(per_laag):
        gewenst = [_gewenst(bestemming.model, waarden, sleutels) for waarden in per_laag[laag]]
        _schrijf_laag(bestemming, gewenst, sleutels, telling)
    return telling


def _schrijf_laag(bestemming: Bestemming, gewenst: list[_Gewenst], sleutels: Sleutels, telling: Telling) -> None:
    model, kolommen = bestemming.model, _sleutelkolommen(bestemming)
    bestaand, weg = _zoek_op(bestemming, gewenst)
    lijsten = {naam: _lijsten_nu(model, naam) for naam in {naam: None for rij in gewenst for naam in rij.lijsten}}

    nieuw: list[models.Model] = []
    geraakt = [getattr(obj, _attname(model, bestemming.binnen)) for obj in weg] if bestemming.binnen else []
    te_koppelen: list[tuple[models.Model, _Gewenst]] = []
    for rij in gewenst:
        obj = bestaand.get(rij.sleutel(kolommen))
        if obj is None:
            obj = model(**{**bestemming.bij_nieuw(rij.kolommen), **rij.kolommen})
            bestemming.bereken(obj)
            nieuw.append(obj)
        elif not _pas_aan(bestemming, obj, rij, {naam: nu[obj.pk] for naam, nu in lijsten.items()}):
            telling.ongewijzigd += 1
            continue
        else:
            telling.gewijzigd += 1
        te_koppelen.append((obj, rij))
        if bestemming.binnen:
            geraakt.append(rij.kolommen[_attname(model, bestemming.binnen)])

    if weg:
        model._default_manager.filter(pk__in=[obj.pk for obj in weg]).delete()
    if nieuw:
        model._default_manager.bulk_create(nieuw)
    for naam, nu in lijsten.items():
        _koppel(model, naam, [(obj.pk, rij.lijsten[naam]) for obj, rij in te_koppelen if naam in rij.lijsten], nu)
    if bestemming.raakt_ouder and bestemming.binnen and geraakt:
        _raak_aan(_doel(_veld(model, bestemming.binnen, models.ForeignKey)), geraakt)
    telling.nieuw += len(nieuw)
    telling.weg += len(weg)
    if len(kolommen) == 1:
        sleutels.setdefault(model, {}).update((getattr(obj, kolommen[0]), obj.pk) for obj in nieuw)


def _zoek_op(
    bestemming: Bestemming, gewenst: Sequence[_Gewenst]
) -> tuple[dict[tuple[Any, ...], models.Model], list[models.Model]]:
    """Return the row of the database for each wanted key, and the rows that must go; one query."""
    kolommen = _sleutelkolommen(bestemming)
    gevraagd = {rij.sleutel(kolommen) for rij in gewenst}
    bestaand: dict[tuple[Any, ...], models.Model] = {}
    rest: list[models.Model] = []
    for obj in bestemming.model._default_manager.order_by("pk"):
        sleutel = tuple(getattr(obj, kolom) for kolom in kolommen)
        if sleutel in gevraagd and sleutel not in bestaand:
            bestaand[sleutel] = obj
        else:
            rest.append(obj)
    if bestemming.binnen is None:
        return bestaand, []
    binnen = _attname(bestemming.model, bestemming.binnen)
    over: dict[Any, list[models.Model]] = {rij.kolommen[binnen]: [] for rij in gewenst}
    for obj in rest:
        if getattr(obj, binnen) in over:
            over[getattr(obj, binnen)].append(obj)
    # A row whose key changed is the same row with another content, not one that went and one that came.
    for rij in gewenst:
        sleutel = rij.sleutel(kolommen)
        lijst = over[rij.kolommen[binnen]]
        plek = next((n for n, obj in enumerate(lijst) if _zelfde_aard(bestemming, obj, rij)), None)
        if sleutel not in bestaand and plek is not None:
            bestaand[sleutel] = lijst.pop(plek)
    return bestaand, [obj for lijst in over.values() for obj in lijst]


def _zelfde_aard(bestemming: Bestemming, obj: models.Model, rij: _Gewenst) -> bool:
    """Return whether a row is of the kind that is wanted; a kind that the file does not name is the usual one."""
    return all(
        getattr(obj, naam) == rij.kolommen.get(naam, _veld(bestemming.model, naam, models.Field).get_default())
        for naam in bestemming.aard
    )


def _pas_aan(
    bestemming: Bestemming, obj: models.Model, rij: _Gewenst, lijsten_nu: Mapping[str, Mapping[int, int]]
) -> bool:
    """Bring the columns of `obj` to what is wanted; return whether anything in the row differs."""
    anders = [kolom for kolom, waarde in rij.kolommen.items() if getattr(obj, kolom) != waarde]
    if not anders and all(lijsten_nu[naam].keys() == pks for naam, pks in rij.lijsten.items()):
        return False
    for kolom in anders:
        setattr(obj, kolom, rij.kolommen[kolom])
    bestemming.bereken(obj)
    # Only these columns: what somebody changes on the site at the same moment stays.
    obj.save(update_fields=[*anders, *bestemming.berekend, *_wijzigingsdatums(bestemming.model)])
    return True


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


def _veld(model: type[models.Model], naam: str, soort: type[V]) -> V:
    veld = model._meta.get_field(naam)
    if not isinstance(veld, soort):
        raise TypeError(f"{model.__name__}.{naam} is no {soort.__name__}.")
    return veld


def _attname(model: type[models.Model], naam: str) -> str:
    return str(getattr(model._meta.get_field(naam), "attname", naam))


def _sleutelkolommen(bestemming: Bestemming) -> list[str]:
    return [_attname(bestemming.model, naam) for naam in bestemming.sleutel]


def _doel(veld: models.ForeignKey[Any, Any] | models.ManyToManyField[Any, Any]) -> type[models.Model]:
    doel = veld.remote_field.model
    if isinstance(doel, str):
        raise TypeError(f"{veld} points at {doel}, which is not loaded.")
    return doel


def _wijzigingsdatums(model: type[models.Model]) -> list[str]:
    return [veld.name for veld in model._meta.concrete_fields if getattr(veld, "auto_now", False)]


def _raak_aan(model: type[models.Model], pks: Iterable[Any]) -> None:
    for obj in model._default_manager.filter(pk__in=set(pks)):
        obj.save(update_fields=_wijzigingsdatums(model))


def _koppelkolommen(model: type[models.Model], naam: str) -> tuple[type[models.Model], str, str]:
    veld = _veld(model, naam, models.ManyToManyField)
    return getattr(model, naam).through, f"{veld.m2m_field_name()}_id", f"{veld.m2m_reverse_field_name()}_id"


def _lijsten_nu(model: type[models.Model], naam: str) -> _Lijsten:
    through, van, naar = _koppelkolommen(model, naam)
    lijsten: _Lijsten = defaultdict(dict)
    for pk, bron, doel in through._default_manager.values_list("pk", van, naar):
        lijsten[bron][doel] = pk
    return lijsten


def _koppel(
    model: type[models.Model], naam: str, gewenst: Iterable[tuple[int, frozenset[int]]], lijsten: _Lijsten
) -> None:
    """Bring the many-to-many rows of these objects to what is wanted, in two statements at most."""
    through, van, naar = _koppelkolommen(model, naam)
    erbij: list[models.Model] = []
    eraf: list[int] = []
    for pk, doelen in gewenst:
        nu = lijsten[pk]
        erbij += [through(**{van: pk, naar: doel}) for doel in sorted(doelen - nu.keys())]
        eraf += [nu[doel] for doel in nu.keys() - doelen]
    if eraf:
        through._default_manager.filter(pk__in=eraf).delete()
    if erbij:
        through._default_manager.bulk_create(erbij)
