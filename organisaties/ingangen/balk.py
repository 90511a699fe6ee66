"""What someone does next: call, go there, pass it on. For the page of an offer, a place or an organisation.

Nothing is asked of anybody before a tap; a planner then gets where the place is and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings

from kaart.hulp.tekst import opsomming
from organisaties.models import Aanbod, Halte, Locatie, Organisatie
from organisaties.regels.haltes import dichtbij
from organisaties.zichtbaarheid import Lezer

HOOGSTENS_PLEKKEN = 3


@dataclass(frozen=True, slots=True)
class Weg:
    """How to get to one place: the address of a planner ('' where it is not known where to), and what stops near."""

    naam: str
    route: str
    haltes: str


@dataclass(frozen=True, slots=True)
class Balk:
    """The three buttons: `telefoon` ('' where there is none), the ways, and whether this may be passed on.

    `bruikbaar`: there is a way in. Without one, `alleen_plek` has the places of which only the name is known, where
    somebody can walk in, and `vraag_daar` who else can be asked there. What is about safety is never passed on from
    here: a phone remembers to whom.
    """

    telefoon: str
    wegen: tuple[Weg, ...]
    deelbaar: bool
    bruikbaar: bool
    alleen_plek: tuple[Locatie, ...] = ()
    vraag_daar: tuple[Aanbod, ...] = ()


def van_aanbod(aanbod: Aanbod, lezer: Lezer, *, veilig: bool) -> Balk:
    """Return the bar of an offer that came by `voor_pagina`, as far as its reader may see; two queries at most."""
    contact = aanbod.organisatie if aanbod.toon_plek else None
    balk = _balk(contact, aanbod.zichtbare_locaties, veilig=veilig)
    if balk.bruikbaar or veilig or not aanbod.zichtbare_locaties:
        return balk
    plekken = tuple(aanbod.zichtbare_locaties[:HOOGSTENS_PLEKKEN])
    inloop = Aanbod.objects.zichtbaar_voor(lezer).lopend().filter(aanmelden=Aanbod.Aanmelden.INLOOP)
    hier = inloop.filter(locaties__in=plekken, toon_plek=True).exclude(pk=aanbod.pk)  # type: ignore[misc]
    daar = tuple(hier.order_by("naam", "pk").distinct()[:HOOGSTENS_PLEKKEN])
    # Whoever can walk in, or ask somebody who is there, needs the name of the place and no more.
    if aanbod.aanmelden != Aanbod.Aanmelden.INLOOP and not daar:
        return balk
    return replace(balk, alleen_plek=plekken, vraag_daar=daar)


def van_organisatie(organisatie: Organisatie) -> Balk:
    """Return the bar of an organisation that came by `voor_pagina`; one query at most."""
    contact = organisatie if organisatie.toon_plek else None
    return _balk(contact, organisatie.zichtbare_locaties if contact else [])


def van_locatie(locatie: Locatie, aanbod: Iterable[Aanbod]) -> Balk:
    """Return the bar of a place with what is offered there; one query at most.

    Where somebody can walk in, the page says that the address is not known and what there is: that is of use.
    """
    balk = _balk(None, [locatie])
    inloop = any(een.aanmelden == Aanbod.Aanmelden.INLOOP for een in aanbod)
    return replace(balk, bruikbaar=balk.bruikbaar or inloop)


def _balk(contact: Organisatie | None, locaties: Sequence[Locatie], *, veilig: bool = False) -> Balk:
    eerste = locaties[:HOOGSTENS_PLEKKEN]
    paren = zip(eerste, haltes_bij(eerste), strict=True)
    wegen = tuple(filter(None, (_weg(locatie, haltes, len(locaties) > 1) for locatie, haltes in paren)))
    bereik = bool(contact and (contact.telefoon or contact.email or contact.website))
    return Balk(
        telefoon=contact.telefoon if contact else "",
        wegen=wegen,
        deelbaar=not veilig,
        bruikbaar=bereik or any(locatie.straat for locatie in locaties),
    )


def _weg(locatie: Locatie, haltes: str, noem: bool) -> Weg | None:
    route = settings.STADSGEGEVENS.route_naar(locatie.heen)
    return Weg(locatie.naam if noem else "", route, haltes) if route or haltes else None


def haltes_bij(locaties: Sequence[Locatie]) -> list[str]:
    """Return for each place the stops near it in words, empty where its point says too little; one query at most."""
    return [haltes_in_woorden(*paar) for paar in zip(locaties, haltenamen_bij(locaties), strict=True)]


def haltes_in_woorden(locatie: Locatie, namen: Sequence[str]) -> str:
    """Return the stops near a place in one line; empty without any."""
    return f"{'In de buurt' if locatie.punt_bij_benadering else 'Halte'}: {opsomming(namen)}" if namen else ""


def haltenamen_bij(locaties: Sequence[Locatie]) -> list[list[str]]:
    """Return for each place what the stops near it are called ('metro Plein'); one query at most."""
    punten = [_punt(locatie) for locatie in locaties]
    haltes = Halte.objects.rond([punt for punt in punten if punt])
    return [dichtbij(*punt, haltes) if punt else [] for punt in punten]


def _punt(locatie: Locatie) -> tuple[Decimal, Decimal] | None:
    if locatie.lat is None or locatie.lon is None or locatie.precisie not in DICHTBIJ:
        return None
    return locatie.lat, locatie.lon


# How exact a point must be for what stops near it to be near the door too.
DICHTBIJ = frozenset({Locatie.Precisie.ADRES.value, Locatie.Precisie.BUURT.value})
