"""Reading names from the database, through `zichtbaar_voor()` and nothing else: all of them, or what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable

from kaart.hulp.tekst import opsomming
from organisaties import zichtbaarheid
from organisaties.models import Locatie, Organisatie
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.index.namen import ORGANISATIE, PLEK, Naam, Namen

HELE_STAD = "de hele stad"
WERKGEBIED = "werkgebied"
LEEG = Value("")
# What a row of each kind holds, in this order; what a kind has not is empty.
KOLOMMEN: dict[str, Combinable] = {
    "_soort": LEEG,
    "_pk": F("pk"),
    "_volgorde": Value(0, output_field=IntegerField()),
    "_kenmerk": F("kenmerk"),
    "_naam": F("naam"),
    "_waar": LEEG,
    "_wat": LEEG,
    "_formaliteit": LEEG,
    "_status": LEEG,
    "_hele_stad": Value(False, output_field=BooleanField()),
    "_toon": Value(True, output_field=BooleanField()),
    "_straat": LEEG,
}


def lees_namen(soort: Kijker, alleen: Collection[int] | None = None) -> Namen:
    """Read the names that this kind of reader may know and that did not stop, or only those with these keys.

    One query.
    """
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    organisaties = Organisatie.objects.zichtbaar_voor(lezer).filter(status__in=zichtbaarheid.LOOPT)
    locaties = Locatie.objects.zichtbaar_voor(lezer).filter(organisatie__status__in=zichtbaarheid.LOOPT)
    if alleen is not None:
        organisaties = organisaties.filter(pk__in=[sleutel // 2 for sleutel in alleen if sleutel % 2 == 0])
        locaties = locaties.filter(pk__in=[sleutel // 2 for sleutel in alleen if sleutel % 2])
    rijen = _rijen(
        organisaties,
        ORGANISATIE,
        _wat=F("soort"),
        _formaliteit=F("formaliteit"),
        _status=F("status"),
        _hele_stad=F("hele_stad"),
        _toon=F("toon_plek"),
    ).union(
        _rijen(
            organisaties.filter(werkgebied__isnull=False),
            WERKGEBIED,
            _volgorde=F("werkgebied__volgorde"),
            _waar=F("werkgebied__naam"),
        ),
        _rijen(locaties, PLEK, _waar=F("stadsdeel__naam"), _wat=F("organisatie__naam"), _straat=F("straat")),
        all=True,
    )
    return Namen.van(_namen(list(rijen)), settings.STADSGEGEVENS.naam)


def _rijen(rijen: QuerySet[Any], soort: str, **velden: Combinable) -> QuerySet[Any, Any]:
    kolommen = {**KOLOMMEN, **velden, "_soort": Value(soort)}
    gevonden: QuerySet[Any, Any] = rijen.order_by().annotate(**kolommen).values_list(*kolommen)
    return gevonden


def _namen(rijen: list[Any]) -> Iterator[Naam]:
    werkgebied: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for soort, pk, volgorde, _, _, waar, *_ in rijen:
        if soort == WERKGEBIED:
            werkgebied[pk].append((volgorde, waar))
    for soort, pk, _, kenmerk, naam, waar, wat, formaliteit, status, hele_stad, toon, straat in rijen:
        if soort == PLEK:
            yield Naam(PLEK, pk, kenmerk, naam, waar, wat, straat=straat)
        elif soort == ORGANISATIE:
            yield Naam(
                ORGANISATIE,
                pk,
                kenmerk,
                naam,
                HELE_STAD if hele_stad else opsomming([gebied for _, gebied in sorted(werkgebied[pk])]),
                # Of an entry of which only the name is public, a line says no more than the name and where.
                Organisatie.Soort(wat).label if toon else "",
                formaliteit if toon else "",
                Status.CONCEPT.label if status == Status.CONCEPT else "",
            )
