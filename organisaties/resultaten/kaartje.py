"""What a result always shows, whatever was asked: worked out once for each kind of reader, and kept.

A page of results is mostly this. It is kept with the register it belongs to, so it is gone as soon as the map
changes, and one kind of reader never gets what was made for another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from organisaties import versheid, zichtbaarheid
from organisaties.models import Aanbod
from organisaties.zoeken import Register

# Some one and a half kilobytes each: thirty megabytes for each kind of reader of a city with that many offers.
HOOGSTENS_BEWAARD = 20_000


@dataclass(frozen=True, slots=True)
class Kaartje:
    """The parts of a result that do not depend on the question, as html."""

    pk: int
    kenmerk: str
    naam: str
    kring: str
    # Whether this reader sees what is for colleagues only.
    toon_intern: bool
    kop: SafeString
    nu: SafeString
    open: SafeString
    midden: SafeString
    versheid: SafeString
    vinkje: SafeString


def maak_kaartje(aanbod: Any, hoe_vers: versheid.Versheid | None = None) -> Kaartje:
    """Return the fixed parts of a result; `aanbod` came through `voor_kaartje()`."""
    hoe_vers = hoe_vers or versheid_van(aanbod, soort=aanbod.soort, formaliteit=aanbod.organisatie.formaliteit)
    context = {"aanbod": aanbod, "versheid": hoe_vers}

    def deel(naam: str) -> SafeString:
        return mark_safe(render_to_string(f"onderdelen/kaartje/_{naam}.html", context).strip())  # noqa: S308 - our own

    return Kaartje(
        pk=aanbod.pk,
        kenmerk=aanbod.kenmerk,
        naam=aanbod.naam,
        kring=aanbod.kring,
        toon_intern=aanbod.toon_intern,
        kop=deel("kop"),
        nu=deel("nu"),
        open=deel("open"),
        midden=deel("midden"),
        versheid=deel("versheid"),
        vinkje=deel("vinkje"),
    )


def kaartjes(posities: Iterable[int], register: Register) -> dict[int, Kaartje]:
    """Return the cards at these positions; what was deleted a moment ago is simply not there."""
    bewaard: OrderedDict[int, Kaartje] = register.per_aanbod("kaartjes")
    per_pk = {register.rijen[positie].pk: positie for positie in posities}
    ontbreekt = [pk for pk in per_pk if pk not in bewaard]
    if ontbreekt:
        lezer = zichtbaarheid.vertegenwoordiger(register.kijker)
        for aanbod in Aanbod.objects.voor_kaartje(lezer).filter(pk__in=ontbreekt):
            bewaard[aanbod.pk] = maak_kaartje(aanbod)
    gevonden = {positie: bewaard[pk] for pk, positie in per_pk.items() if pk in bewaard}
    # What was made longest ago makes room. Another thread may have done so already.
    for pk in list(islice(bewaard, max(len(bewaard) - HOOGSTENS_BEWAARD, 0))):
        bewaard.pop(pk, None)
    return gevonden


def versheid_van(ingang: Any, *, soort: str = "", formaliteit: str = "") -> versheid.Versheid:
    """Return how fresh an entry is today."""
    return versheid.versheid(
        ingang.gecontroleerd_op,
        soort=soort,
        formaliteit=formaliteit,
        zekerheid=ingang.zekerheid,
        op=timezone.localdate(),
    )
