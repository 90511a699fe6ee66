"""What left the kaart stays away: its keys are never used again, and no list or delivery brings its name back.

Only a hash with the key of this site is kept: the database alone does not let one try names on it. Where SECRET_KEY is
replaced, the old one belongs in SECRET_KEY_FALLBACKS, or what left is no longer known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from organisaties.bijhouden.eigenaar.naam import kaal
from organisaties.models import Aanbod, Locatie, Organisatie, OudKenmerk, Versie, Vervallen

ZOUT = "organisaties.vervallen"
PER_KEER = 500


def teken_van(model: type[models.Model], kenmerk: str) -> str:
    """Return how a removed key is remembered."""
    return _teken(f"{model.__name__.lower()}:{kenmerk}", settings.SECRET_KEY)


def teken_van_naam(naam: str) -> str:
    """Return how the name of an organisation that left is remembered, without capitals, accents or 'stichting'."""
    return _teken(f"naam:{kaal(naam)}", settings.SECRET_KEY)


def onthoud(organisatie: Organisatie) -> None:
    """Remember the keys and the name of an organisation that is about to go, within the transaction of the caller.

    Those of what became one with it, too.
    """
    tekens = [teken_van_naam(organisatie.naam), teken_van(Organisatie, organisatie.kenmerk)]
    eerder = Versie.objects.van_voor(organisatie).values_list("staat", flat=True)
    tekens += [teken_van_naam(naam) for naam in sorted({str(staat["naam"]) for staat in eerder}) if kaal(naam)]
    for oud in OudKenmerk.objects.filter(Q(organisatie=organisatie) | Q(locatie__organisatie=organisatie)):
        tekens.append(teken_van(Organisatie if oud.organisatie_id else Locatie, oud.kenmerk))
    tekens += [teken_van(Locatie, kenmerk) for kenmerk in organisatie.locaties.values_list("kenmerk", flat=True)]
    tekens += [teken_van(Aanbod, kenmerk) for kenmerk in organisatie.aanbod.values_list("kenmerk", flat=True)]
    Vervallen.objects.bulk_create([Vervallen(teken=teken) for teken in tekens], ignore_conflicts=True)


def vervallen_kenmerken(model: type[models.Model], kenmerken: Iterable[str]) -> set[str]:
    """Return which of these keys belonged to something that left."""
    return _bekend({kenmerk: f"{model.__name__.lower()}:{kenmerk}" for kenmerk in kenmerken})


def vervallen_namen(namen: Iterable[str]) -> set[str]:
    """Return which of these are the name of an organisation that left."""
    return _bekend({naam: f"naam:{kaal(naam)}" for naam in namen if kaal(naam)})


def _bekend(per_waarde: Mapping[str, str]) -> set[str]:
    if not per_waarde or not Vervallen.objects.exists():
        return set()
    tekens: dict[str, list[str]] = {}
    for waarde, wat in per_waarde.items():
        for sleutel in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            tekens.setdefault(_teken(wat, str(sleutel)), []).append(waarde)
    return {waarde for teken in _gevonden(list(tekens)) for waarde in tekens[teken]}


def _gevonden(tekens: list[str]) -> Collection[str]:
    return {
        teken
        for begin in range(0, len(tekens), PER_KEER)
        for teken in Vervallen.objects.filter(teken__in=tekens[begin : begin + PER_KEER]).values_list(
            "teken", flat=True
        )
    }


def _teken(wat: str, sleutel: str) -> str:
    return salted_hmac(ZOUT, wat, secret=sleutel, algorithm="sha256").hexdigest()
