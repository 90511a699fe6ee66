"""The state of an entry as plain values that JSON can hold: what is edited, compared, proposed and kept in history.

A state is a mapping field → value: text, yes or no, number or None; a date as 'YYYY-MM-DD'; a reference as its stable
key and several of those as a sorted list; `openingstijden` as a list of rows; and for each category a field
`toegang:<slug>` with a row or None. Two entries say the same when their states are equal.

Contacts of people are not part of it: a person who withdraws consent must be gone, also from history.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from organisaties import velden
from organisaties.models import (
    Aanbod,
    Locatie,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    OudBegrip,
    OudKenmerk,
    Toegang,
)
from organisaties.models.ingang import Ingang
from organisaties.models.wijziging import in_een_keer
from organisaties.velden import Ziet

Staat = dict[str, Any]

# Which field of a referred row is its stable key.
SLEUTELS = {"Taal": "code", "Organisatie": "kenmerk", "Locatie": "kenmerk"}

VELDEN: dict[type[models.Model], tuple[str, ...]] = {
    Organisatie: velden.ORGANISATIE.geschiedenis,
    Locatie: velden.LOCATIE.geschiedenis,
    Aanbod: velden.AANBOD.geschiedenis,
}

TIJDEN = "openingstijden"
TIJDVELDEN = velden.OPENINGSTIJD.geschiedenis
PLEK_VAN_TIJD = "locatie"
"""The key of the place at which hours hold alone. A row for every place has no such key, as before places had hours."""
TOEGANG = "toegang:"
TOEGANGVELDEN = velden.TOEGANG.geschiedenis

INTERN = frozenset(naam for ding in velden.INGANGEN for naam in ding.gezien_door(Ziet.COLLEGA))
"""What colleagues wrote for each other: no part of what an owner keeps, and never shown to one."""

TOEGANG_INTERN = velden.TOEGANG.gezien_door(Ziet.COLLEGA)
"""Of whom it is open to: a reason for one category often names another."""

PAUZE = frozenset({"pauze_vanaf", "pauze_tot", "pauze_reden"})
"""What somebody who keeps an area may always change: nobody must be sent to where it is not safe."""


def sleutel_van(model: type[models.Model]) -> str:
    """Return the name of the field that is the stable key of this model."""
    return SLEUTELS.get(model.__name__, "slug")


def lees(ingang: Ingang) -> Staat:
    """Return the state of an entry as it is in the database now; seven queries at most."""
    staat: Staat = {}
    for naam in VELDEN[type(ingang)]:
        veld = ingang._meta.get_field(naam)
        if isinstance(veld, models.ManyToManyField):
            sleutel = sleutel_van(_doel(veld))
            staat[naam] = sorted(getattr(ingang, naam).order_by().values_list(sleutel, flat=True))
        elif isinstance(veld, models.ForeignKey):
            ander = getattr(ingang, naam)
            staat[naam] = getattr(ander, sleutel_van(_doel(veld))) if ander is not None else None
        else:
            staat[naam] = plat(getattr(ingang, naam))
    if isinstance(ingang, Aanbod):
        staat[TIJDEN] = op_volgorde(_tijdrij(tijd) for tijd in ingang.openingstijden.select_related(PLEK_VAN_TIJD))
        for toegang in ingang.toegang.select_related("categorie"):
            staat[TOEGANG + toegang.categorie.slug] = _rij(toegang, TOEGANGVELDEN)
    return staat


def voor_in_het_kort(rijen: Any) -> Any:
    """Return a queryset of entries that reads what `in_het_kort` needs; a fixed number of queries for any number."""
    model = rijen.model
    mee = [naam for naam in VELDEN[model] if isinstance(model._meta.get_field(naam), models.ManyToManyField)]
    if model is Aanbod:
        mee += [TIJDEN, "toegang__categorie"]
    return (rijen if model is Organisatie else rijen.select_related("organisatie")).prefetch_related(*mee)


def in_het_kort(ingang: Ingang) -> Staat:
    """Return of an entry that came by `voor_in_het_kort` what is filled in, without asking the database again.

    Keys stand for what is referred to: enough to see what is missing, not to compare or to keep.
    """
    staat: Staat = {}
    for naam in VELDEN[type(ingang)]:
        veld: Any = ingang._meta.get_field(naam)
        if isinstance(veld, models.ManyToManyField):
            staat[naam] = [rij.pk for rij in getattr(ingang, naam).all()]
        else:
            staat[naam] = plat(getattr(ingang, veld.attname))
    if isinstance(ingang, Aanbod):
        staat[TIJDEN] = [tijd.pk for tijd in ingang.openingstijden.all()]
        staat |= {TOEGANG + rij.categorie.slug: {"waarde": rij.waarde} for rij in ingang.toegang.all()}
    return staat


def leeg(model: type[models.Model]) -> Staat:
    """Return the state of an entry that nobody filled in yet."""
    staat: Staat = {}
    for naam in VELDEN[model]:
        veld: Any = model._meta.get_field(naam)
        staat[naam] = [] if isinstance(veld, models.ManyToManyField) else plat(veld.get_default())
    if model is Aanbod:
        staat[TIJDEN] = []
    return staat


def plat(waarde: Any) -> Any:
    """Return a value of a field as JSON holds it."""
    if isinstance(waarde, datetime.time):
        return waarde.strftime("%H:%M")
    if isinstance(waarde, datetime.date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return format(waarde.normalize(), "f")
    return str(waarde) if isinstance(waarde, str) else waarde


def op_volgorde(tijden: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of opening times in the order of the week; the order they came in means nothing."""
    return sorted((dict(tijd) for tijd in tijden), key=lambda tijd: [str(tijd.get(naam) or "") for naam in TIJDVELDEN])


def zet(ingang: Ingang, staat: Staat, velden: Collection[str]) -> None:
    """Bring these fields of an entry to what `staat` says, within the transaction of the caller.

    Raises ValidationError with a message for each field whose value the kaart cannot hold (any more): a stadsdeel that
    is gone, a choice that no longer exists. Nothing is written then.
    """
    waarden, lijsten = _lees_terug(type(ingang), staat, [naam for naam in velden if naam in VELDEN[type(ingang)]])
    for naam, waarde in waarden.items():
        setattr(ingang, naam, waarde)
    alle = {veld.name for veld in ingang._meta.get_fields() if hasattr(veld, "attname")}
    ingang.full_clean(exclude=alle - waarden.keys(), validate_unique=False)
    with in_een_keer():
        if ingang._state.adding:
            ingang.save()
        else:
            # Only these: what somebody else changes at the same moment stays.
            ingang.save(update_fields=[*waarden, "gewijzigd_op"])
        for naam, rijen in lijsten.items():
            getattr(ingang, naam).set(rijen)
        if isinstance(ingang, Aanbod):
            if TIJDEN in velden:
                _zet_tijden(ingang, staat[TIJDEN])
            elif "locaties" in lijsten:
                # The hours of a place go with it: they hold nowhere else. Who fills in the form is asked first.
                Openingstijd.objects.filter(aanbod=ingang).verdwaald().delete()
            _zet_toegang(ingang, {naam: staat.get(naam) for naam in velden if naam.startswith(TOEGANG)})


def _lees_terug(
    model: type[models.Model], staat: Staat, velden: Iterable[str]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    waarden: dict[str, Any] = {}
    lijsten: dict[str, list[Any]] = {}
    fouten: dict[str, list[str]] = {}
    for naam in velden:
        veld: Any = model._meta.get_field(naam)
        try:
            if isinstance(veld, models.ManyToManyField):
                lijsten[naam] = _rijen(_doel(veld), staat[naam])
            elif isinstance(veld, models.ForeignKey):
                waarden[naam] = _rijen(_doel(veld), [staat[naam]])[0] if staat[naam] is not None else None
            else:
                waarden[naam] = veld.to_python(staat[naam])
        except ValidationError as fout:
            fouten[naam] = fout.messages
    if fouten:
        raise ValidationError(fouten)
    return waarden, lijsten


def _rijen(model: type[models.Model], sleutels: list[str]) -> list[Any]:
    sleutel = sleutel_van(model)
    gevonden = {getattr(rij, sleutel): rij for rij in model._default_manager.filter(**{f"{sleutel}__in": sleutels})}
    if weg := [naam for naam in sleutels if naam not in gevonden]:
        # What became one with another is found by that one: in an earlier state, a draft and a proposal.
        verlegd = {**OudKenmerk.objects.van(model), **OudBegrip.objects.van(model)}
        rest = {verlegd[naam] for naam in weg if naam in verlegd} - gevonden.keys()
        gevonden |= {getattr(rij, sleutel): rij for rij in model._default_manager.filter(**{f"{sleutel}__in": rest})}
        sleutels = list(dict.fromkeys(verlegd.get(naam, naam) for naam in sleutels))
        weg = [naam for naam in sleutels if naam not in gevonden]
    if weg:
        raise ValidationError(f"‘{', '.join(map(str, weg))}’ staat niet (meer) op de kaart.", code="weg")
    return [gevonden[naam] for naam in sleutels]


def _zet_tijden(aanbod: Aanbod, tijden: list[dict[str, Any]]) -> None:
    nieuw = []
    plekken = {naam: _plek_van(aanbod, naam) for naam in {tijd.get(PLEK_VAN_TIJD) for tijd in tijden} if naam}
    for tijd in tijden:
        rij = Openingstijd(aanbod=aanbod, locatie=plekken.get(tijd.get(PLEK_VAN_TIJD)))
        for naam in TIJDVELDEN:
            if naam == PLEK_VAN_TIJD:
                continue
            veld: Any = Openingstijd._meta.get_field(naam)
            # What was kept before this field was there has what such a row had then.
            setattr(rij, naam, veld.to_python(tijd.get(naam, veld.get_default())))
        rij.full_clean(exclude=["aanbod"])
        rij.bereken_fase()
        nieuw.append(rij)
    aanbod.openingstijden.all().delete()
    Openingstijd.objects.bulk_create(nieuw)


def _plek_van(aanbod: Aanbod, kenmerk: str) -> Locatie:
    """Return the place with this key; raises ValidationError where it is no place of the offer."""
    (plek,) = _rijen(Locatie, [kenmerk])
    if not aanbod.locaties.filter(pk=plek.pk).exists():
        raise ValidationError(
            f"Er zijn tijden voor ‘{plek.naam}’, maar dat is geen plek van dit aanbod. Zet die plek erbij, of haal "
            "die tijden weg.",
            code="plek",
        )
    return plek  # type: ignore[no-any-return]


def _zet_toegang(aanbod: Aanbod, per_categorie: Mapping[str, dict[str, Any] | None]) -> None:
    for naam, rij in per_categorie.items():
        slug = naam.removeprefix(TOEGANG)
        if rij is None:
            aanbod.toegang.filter(categorie__slug=slug).delete()
            continue
        (categorie,) = _rijen(Nieuwkomerscategorie, [slug])
        gehoord: Any = Toegang._meta.get_field("gehoord_op")
        waarden = {**rij, "gehoord_op": gehoord.to_python(rij.get("gehoord_op"))}
        Toegang.objects.update_or_create(aanbod=aanbod, categorie=categorie, defaults=waarden)


def _tijdrij(tijd: Openingstijd) -> dict[str, Any]:
    rij = _rij(tijd, (naam for naam in TIJDVELDEN if naam != PLEK_VAN_TIJD))
    return {**rij, PLEK_VAN_TIJD: tijd.locatie.kenmerk} if tijd.locatie is not None else rij


def _rij(rij: models.Model, velden: Iterable[str]) -> dict[str, Any]:
    return {naam: plat(getattr(rij, naam)) for naam in velden}


def _doel(veld: Any) -> type[models.Model]:
    doel: type[models.Model] = veld.remote_field.model
    return doel
