"""Where something that was removed is still named: in texts of others, in states that were, in files that wait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import models
from django.db.models import Q

from organisaties.models import Invoer, Organisatie
from organisaties.models.gedeeld import SCHEIDING, woorden

WEG = "[verwijderd]"

# A name of one short word is only looked for as it is written: 'Samen' is a name, 'samen' a word.
KORT = 10
TE_KORT = 4

# Accounts and sessions hold no texts about organisations; what Django keeps of itself is not ours.
OVERGESLAGEN = {"contenttypes", "sessions", "auth"}


@dataclass(frozen=True, slots=True)
class Sporen:
    """By what an organisation is known: `woorden` stand in texts, `kenmerken` in lists of keys."""

    woorden: tuple[str, ...]
    kenmerken: frozenset[str]

    @property
    def patroon(self) -> re.Pattern[str]:
        """Finds each of the words where it stands by itself."""
        delen = []
        for woord in sorted(self.woorden, key=len, reverse=True):
            hoofdletters = len(woord) < KORT and " " not in woord
            delen.append(re.escape(woord) if hoofdletters else f"(?i:{re.escape(woord)})")
        return re.compile(rf"(?<!\w)(?:{'|'.join(delen)})(?!\w)")

    def schoon(self, waarde: Any) -> Any:
        """Return a value without these words and keys; a text keeps its place with a mark in it."""
        if isinstance(waarde, str):
            return self.patroon.sub(WEG, waarde) if self.woorden else waarde
        if isinstance(waarde, list):
            return [self.schoon(deel) for deel in waarde if not (isinstance(deel, str) and deel in self.kenmerken)]
        if isinstance(waarde, dict):
            return {naam: self.schoon(deel) for naam, deel in waarde.items() if naam not in self.kenmerken}
        return waarde


def sporen_van(organisatie: Organisatie) -> Sporen:
    """Return by what this organisation is known: name, ways to reach it, its people, and its keys; three queries."""
    gevonden = [organisatie.naam, organisatie.email, organisatie.telefoon]
    gevonden.append((urlsplit(organisatie.website).hostname or "").removeprefix("www."))
    for contact in organisatie.contactpersonen.all():
        gevonden += [contact.naam, contact.email, contact.telefoon]
    kenmerken = {organisatie.kenmerk}
    kenmerken.update(organisatie.locaties.values_list("kenmerk", flat=True))
    kenmerken.update(organisatie.aanbod.values_list("kenmerk", flat=True))
    return Sporen(
        tuple(dict.fromkeys(woord.strip() for woord in gevonden if len(woord.strip()) >= TE_KORT)), frozenset(kenmerken)
    )


def waar_genoemd(sporen: Sporen, behalve: Organisatie | None = None) -> int:
    """Return in how many texts of others it is named; `behalve`: what is not of others."""
    return sum(1 for rij, _ in _teksten(sporen) if behalve is None or not _hoort_bij(rij, behalve))


def wis(sporen: Sporen) -> int:
    """Take it out of everything that is left, within the transaction of the caller; return out of how many rows.

    Files that wait to be read in go whole: nobody can tell what stands in them without reading them in.
    """
    aantal = 0
    for rij, velden in list(_teksten(sporen)):
        type(rij)._default_manager.filter(pk=rij.pk).update(**velden)
        aantal += 1
    Invoer.objects.exclude(inhoud=None).delete()
    return aantal


def _teksten(sporen: Sporen) -> Iterator[tuple[models.Model, dict[str, Any]]]:
    """Yield each row that names it, with the fields as they would be without."""
    for model in apps.get_models():
        if model._meta.app_label in OVERGESLAGEN or model._meta.proxy or not model._meta.managed:
            continue
        velden = [veld for veld in model._meta.concrete_fields if _is_tekst(veld)]
        if not velden:
            continue
        for rij in _kandidaten(model, velden, sporen):
            anders: dict[str, Any] = {}
            for veld in velden:
                oud = getattr(rij, veld.attname)
                nieuw = _lijst_schoon(sporen.schoon(oud)) if isinstance(oud, str) else sporen.schoon(oud)
                if nieuw != oud:
                    anders[veld.attname] = nieuw
            if anders:
                yield rij, anders


def _is_tekst(veld: models.Field[Any, Any]) -> bool:
    if isinstance(veld, models.JSONField):
        return True
    return isinstance(veld, models.CharField | models.TextField) and not (
        veld.choices or veld.unique or veld.primary_key or isinstance(veld, models.SlugField)
    )


def _kandidaten(
    model: type[models.Model], velden: Iterable[models.Field[Any, Any]], sporen: Sporen
) -> Iterator[models.Model]:
    zoek = Q(pk__in=())
    met_json = False
    for veld in velden:
        if isinstance(veld, models.JSONField):
            # How a database writes letters with accents within JSON differs: those are read one by one.
            met_json = True
        else:
            for woord in sporen.woorden:
                zoek |= Q(**{f"{veld.name}__icontains": _zoekdeel(woord)})
    rijen: Any = model._default_manager.order_by("pk")
    yield from (rijen if met_json else rijen.filter(zoek)).iterator(chunk_size=200)


def _zoekdeel(woord: str) -> str:
    """Return the part of a word that every database finds in capitals too: SQLite knows only those of ASCII."""
    return max(re.findall(r"[ -~]+", woord), key=len, default=woord)


def _lijst_schoon(tekst: str) -> str:
    """Leave the mark out of a '|' list of words."""
    if SCHEIDING not in tekst or WEG not in tekst:
        return tekst
    return SCHEIDING.join(woord for woord in woorden(tekst) if woord != WEG)


def _hoort_bij(rij: models.Model, organisatie: Organisatie) -> bool:
    """Whether a row goes with the organisation itself."""
    if isinstance(rij, Organisatie):
        return rij.pk == organisatie.pk
    for naam in ("organisatie", "aanbod", "locatie"):
        if (bij := getattr(rij, naam, None)) is not None:
            return bool(getattr(bij, "organisatie_id", bij.pk) == organisatie.pk)
    return False
