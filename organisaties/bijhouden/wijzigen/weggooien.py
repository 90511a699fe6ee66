"""Throwing away what was made by mistake, and a place that is no more: looked at first, and never what others use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction

from organisaties import rechten
from organisaties.bijhouden.eigenaar.vervallen import teken_van
from organisaties.models import (
    Aanbod,
    Concept,
    Controle,
    Controlebeurt,
    Locatie,
    Medewerker,
    Openingstijd,
    Organisatie,
    Toegang,
    Versie,
    Vervallen,
    Voorstel,
)
from organisaties.models.ingang import Ingang, vergrendel
from organisaties.models.wijziging import in_een_keer

INGANGEN = (Organisatie, Locatie, Aanbod)
VAN_IEMAND = (Versie, Concept, Controle, Controlebeurt, Voorstel)
"""Rows that say who wrote them: those of somebody else stand in the way."""
DELEN = (Openingstijd, Toegang)


class NietVanJouAlleen(Exception):  # noqa: N818 - no mistake of anybody
    """Others use or changed it meanwhile: it cannot be thrown away."""


@dataclass(slots=True)
class Vooruitblik:
    """What throwing an entry away takes along, and why it cannot be; without `bezwaren` it can."""

    mee: list[Ingang] = field(default_factory=list)
    aanbod_hier: list[Aanbod] = field(default_factory=list)
    bezwaren: list[str] = field(default_factory=list)


def kijk_vooruit(gebruiker: Medewerker, ingang: Ingang) -> Vooruitblik:
    """Return what would go along, and what stands in the way: whatever hangs on it and is not this person's own.

    A place that is no more goes with its history, whoever wrote that; but not while an offer is there.
    """
    verzameld: Any = NestedObjects(using=connection.alias)
    verzameld.collect([ingang])
    weg = {(type(rij), rij.pk) for model in INGANGEN for rij in verzameld.data.get(model, ())}
    plek = isinstance(ingang, Locatie)
    uit = Vooruitblik(mee=[r for model in INGANGEN for r in verzameld.data.get(model, ()) if r != ingang])
    if plek:
        hier = Aanbod.objects.zichtbaar_voor(gebruiker).filter(locaties=ingang.pk).select_related("organisatie")
        uit.aanbod_hier = list(hier.order_by("naam", "pk"))
    bezwaren = {"Een ander onderdeel van de site heeft dit nodig."} if verzameld.protected else set()
    los = {rij for lijst in verzameld.field_updates.values() for rijen in lijst for rij in rijen}
    # What only refers to a row that goes, and goes itself, is no use by others.
    if los - {rij for rijen in verzameld.data.values() for rij in rijen}:
        bezwaren.add("Er wordt ergens naar verwezen.")
    for model, rijen in verzameld.data.items():
        for rij in rijen:
            bezwaren |= _bezwaar(model, rij, gebruiker, weg, met_historie=plek)
    uit.bezwaren = sorted(bezwaren - {""})
    return uit


def _bezwaar(
    model: type[models.Model], rij: Any, gebruiker: Medewerker, weg: set[tuple[Any, int]], *, met_historie: bool
) -> set[str]:
    if model in INGANGEN:
        eigen = met_historie or rechten.heeft_gemaakt(gebruiker, rij) is not None
        return set() if eigen else {"Een deel hiervan is van een ander."}
    if model in DELEN:
        return set()
    if model in VAN_IEMAND:
        # The history of a place that is no more goes along; what still waits for an answer does not.
        klaar = met_historie and model is not Voorstel
        return set() if klaar or rij.door_id == gebruiker.pk else {"Een collega werkte hier ook aan, of meldde iets."}
    if model._meta.auto_created:
        return {_tussenrij(veld, rij, gebruiker, weg) for veld in model._meta.fields if veld.remote_field}
    return {"Hier hangt nog iets van een ander aan."}


def _tussenrij(veld: Any, rij: Any, gebruiker: Medewerker, weg: set[tuple[Any, int]]) -> str:
    ander, pk = veld.remote_field.model, getattr(rij, veld.attname)
    if ander in INGANGEN and (ander, pk) not in weg:
        return "Ander aanbod staat nog op deze plek."
    if ander is Medewerker and pk != gebruiker.pk:
        return "Dit staat op naam van een collega."
    return ""


@transaction.atomic
def gooi_weg(*, gebruiker: Medewerker, ingang: Ingang) -> int:
    """Remove an entry with what hangs on it for good; return how many entries went.

    Raises PermissionDenied for anyone who may not, NietVanJouAlleen when something of others hangs on it.
    """
    huidig = vergrendel(ingang)
    if not rechten.mag_weggooien(gebruiker, huidig):
        raise PermissionDenied
    vooruit = kijk_vooruit(gebruiker, huidig)
    if vooruit.bezwaren or vooruit.aanbod_hier:
        raise NietVanJouAlleen
    with in_een_keer():
        if isinstance(huidig, Locatie):
            # Files of before it went must not bring it back.
            Vervallen.objects.bulk_create([Vervallen(teken=teken_van(Locatie, huidig.kenmerk))], ignore_conflicts=True)
        huidig.delete()
    return 1 + len(vooruit.mee)
