"""Who sees what: the one place that decides (hard rules 3 and 6 of docs/ontwerp.md).

Everything on any page, in any feed or export goes through the querysets' `zichtbaar_voor(gebruiker)`, which
ask here. The functions return conditions (Q) and annotations, so that lists, counts and single entries share
one rule.

An offer is as closed as the most closed of itself and its organisation; a place likewise. 'Naam openbaar'
gives a visitor the name and the stadsdeel, never place or times. An aanbieder sees what a visitor sees and
its own organisations whole. A draft or a stopped entry is for professionals and its owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from organisaties.regels.keuzes import Status, Zichtbaarheid

NIETS = Q(pk__in=())
ALLES = Q()
LOOPT = (Status.CONCEPT, Status.GEPUBLICEERD)
BESTAAT_VOOR_BEZOEKER = (Zichtbaarheid.OPENBAAR, Zichtbaarheid.NAAM_OPENBAAR)


class Lezer(Protocol):
    """Somebody who looks at the kaart: a Medewerker, Django's AnonymousUser, or who stands for all of one kind.

    Whether they are a colleague, and what they own, is asked here: Django's visitor has no words for it.
    """

    @property
    def is_authenticated(self) -> bool:
        """Whether they signed in; what somebody may *do* is asked of a Medewerker (see `rechten`)."""

    @property
    def pk(self) -> int | None:
        """The key of their account; None without an account."""


class Kijker(StrEnum):
    """The kinds of reader that see different things; what is kept in memory is kept for each apart."""

    BEZOEKER = "bezoeker"
    PROFESSIONAL = "professional"


def kijker(gebruiker: Lezer) -> Kijker:
    """Return as which kind of reader this person sees the kaart."""
    return Kijker.PROFESSIONAL if is_professional(gebruiker) else Kijker.BEZOEKER


def is_professional(gebruiker: Lezer) -> bool:
    """Whether what is written for colleagues may be shown."""
    return bool(getattr(gebruiker, "is_professional", False))


def organisaties(gebruiker: Lezer) -> Q:
    """Organisations this person may know of."""
    if is_professional(gebruiker):
        return ALLES
    openbaar = Q(zichtbaarheid__in=BESTAAT_VOOR_BEZOEKER, status=Status.GEPUBLICEERD)
    return openbaar | Q(pk__in=_eigen(gebruiker))


def aanbod(gebruiker: Lezer) -> Q:
    """Offers this person may know of."""
    if is_professional(gebruiker):
        return ALLES
    openbaar = Q(
        zichtbaarheid__in=BESTAAT_VOOR_BEZOEKER,
        organisatie__zichtbaarheid__in=BESTAAT_VOOR_BEZOEKER,
        status=Status.GEPUBLICEERD,
        organisatie__status=Status.GEPUBLICEERD,
    )
    return openbaar | Q(organisatie__in=_eigen(gebruiker))


def loopt(pad: str = "") -> Q:
    """Offers that were not stopped, nor their organisation; `pad` is a lookup prefix that ends in '__'.

    Whom a list is for makes no difference: what was stopped is nobody's next step. Its own page stays.
    """
    return Q(**{f"{pad}status__in": LOOPT, f"{pad}organisatie__status__in": LOOPT})


def locaties(gebruiker: Lezer) -> Q:
    """Places this person may know of; of a place nothing is shown unless it is wholly public."""
    if is_professional(gebruiker):
        return ALLES
    openbaar = Q(
        zichtbaarheid=Zichtbaarheid.OPENBAAR,
        organisatie__zichtbaarheid=Zichtbaarheid.OPENBAAR,
        organisatie__status=Status.GEPUBLICEERD,
    )
    return openbaar | Q(organisatie__in=_eigen(gebruiker))


def categorieen(gebruiker: Lezer) -> Q:
    """Categories this person may choose, see and count."""
    return ALLES if is_professional(gebruiker) else Q(gevoelig=False)


def toegang(gebruiker: Lezer) -> Q:
    """Rows of Toegang this person may see."""
    if is_professional(gebruiker):
        return ALLES
    zichtbaar = Q(
        categorie__gevoelig=False,
        aanbod__zichtbaarheid__in=BESTAAT_VOOR_BEZOEKER,
        aanbod__organisatie__zichtbaarheid__in=BESTAAT_VOOR_BEZOEKER,
        aanbod__status=Status.GEPUBLICEERD,
        aanbod__organisatie__status=Status.GEPUBLICEERD,
    )
    return zichtbaar | Q(aanbod__organisatie__in=_eigen(gebruiker))


def openingstijden(gebruiker: Lezer) -> Q:
    """Hours this person may see: those of offers whose place and times are shown, at places they may know of."""
    if is_professional(gebruiker):
        return ALLES
    openbaar = Q(
        aanbod__zichtbaarheid=Zichtbaarheid.OPENBAAR,
        aanbod__organisatie__zichtbaarheid=Zichtbaarheid.OPENBAAR,
        aanbod__status=Status.GEPUBLICEERD,
        aanbod__organisatie__status=Status.GEPUBLICEERD,
    )
    return (openbaar | Q(aanbod__organisatie__in=_eigen(gebruiker))) & plek_van_uren(gebruiker)


def plek_van_uren(gebruiker: Lezer) -> Q:
    """Hours of no place in particular, or of a place this person may know of; whether times are shown is asked apart.

    Hours that name a hidden place would betray that it is there, and when.
    """
    if is_professional(gebruiker):
        return ALLES
    openbaar = Q(
        locatie__zichtbaarheid=Zichtbaarheid.OPENBAAR,
        locatie__organisatie__zichtbaarheid=Zichtbaarheid.OPENBAAR,
        locatie__organisatie__status=Status.GEPUBLICEERD,
    )
    return Q(locatie__isnull=True) | openbaar | Q(locatie__organisatie__in=_eigen(gebruiker))


def contactpersonen(gebruiker: Lezer) -> Q:
    """Contacts this person may see: colleagues all, an owner its own, a visitor none."""
    return ALLES if is_professional(gebruiker) else Q(organisatie__in=_eigen(gebruiker))


def voorstellen(gebruiker: Lezer, bekend: Mapping[str, QuerySet[Any]]) -> Q:
    """Proposals this person may read: about the own organisation, or one's own while the entry may be known.

    `bekend`: what this person may know of, by the field of a proposal that points there.
    """
    if is_professional(gebruiker):
        return ALLES
    eigen = _eigen(gebruiker)
    van_eigen = Q(organisatie__in=eigen) | Q(locatie__organisatie__in=eigen) | Q(aanbod__organisatie__in=eigen)
    over_bekend = NIETS
    for veld, ingangen in bekend.items():
        over_bekend |= Q(**{f"{veld}__in": ingangen.order_by().values("pk")})
    return van_eigen | (Q(door=gebruiker.pk or 0) & over_bekend)


def alleen_intern(gebruiker: Lezer) -> Q:
    """Rows that are for colleagues only."""
    return ALLES if is_professional(gebruiker) else NIETS


def toon_intern(gebruiker: Lezer) -> Combinable:
    """Annotation: whether fields meant for colleagues may be shown on this row."""
    return Value(is_professional(gebruiker), output_field=BooleanField())


def toon_plek_organisatie(gebruiker: Lezer) -> Combinable:
    """Annotation: whether the place of this organisation may be shown."""
    return _waar(gebruiker, Q(zichtbaarheid=Zichtbaarheid.OPENBAAR), "pk__in")


def toon_plek_aanbod(gebruiker: Lezer) -> Combinable:
    """Annotation: whether place and times of this offer may be shown."""
    open_plek = Q(zichtbaarheid=Zichtbaarheid.OPENBAAR, organisatie__zichtbaarheid=Zichtbaarheid.OPENBAAR)
    return _waar(gebruiker, open_plek, "organisatie__in")


def _waar(gebruiker: Lezer, voorwaarde: Q, eigen: str) -> Combinable:
    """Return whether a condition holds, or the lookup `eigen` finds an own organisation; always for colleagues."""
    if is_professional(gebruiker):
        return Value(True, output_field=BooleanField())
    voorwaarde |= Q(**{eigen: _eigen(gebruiker)})
    return Case(When(voorwaarde, then=Value(True)), default=Value(False), output_field=BooleanField())


def _eigen(gebruiker: Lezer) -> tuple[int, ...]:
    """Keys of the organisations this person keeps; one query for each request, none for a visitor."""
    eigen: tuple[int, ...] = getattr(gebruiker, "sleutels_van_eigen_organisaties", ())
    return eigen


class _Vertegenwoordiger:
    """Stands for every reader of one kind, to build what is kept for that kind."""

    is_authenticated = False
    pk = None

    def __init__(self, soort: Kijker) -> None:
        self.is_professional = soort is Kijker.PROFESSIONAL


def vertegenwoordiger(soort: Kijker) -> Lezer:
    """Return a reader of this kind who keeps no organisation, to pass where a `gebruiker` is asked."""
    return _Vertegenwoordiger(soort)


BEZOEKER = vertegenwoordiger(Kijker.BEZOEKER)
"""Whoever comes by: what they see is what may be said in public."""


def vestiging_telt(gebruiker: Lezer, pad: str) -> Q:
    """Whether the stadsdeel of the place at `pad` (a lookup prefix) may be used: not of a place that is not there."""
    if is_professional(gebruiker):
        return ALLES
    return Q(
        **{
            f"{pad}__zichtbaarheid__in": BESTAAT_VOOR_BEZOEKER,
            f"{pad}__organisatie__zichtbaarheid__in": BESTAAT_VOOR_BEZOEKER,
            f"{pad}__organisatie__status": Status.GEPUBLICEERD,
        }
    )


def plek_telt(gebruiker: Lezer, pad: str) -> Q:
    """Whether the exact place at `pad` (a lookup prefix on an offer) may be used to find the offer."""
    if is_professional(gebruiker):
        return ALLES
    return Q(
        **{
            f"{pad}__zichtbaarheid": Zichtbaarheid.OPENBAAR,
            f"{pad}__organisatie__zichtbaarheid": Zichtbaarheid.OPENBAAR,
            f"{pad}__organisatie__status": Status.GEPUBLICEERD,
        }
    ) & Q(zichtbaarheid=Zichtbaarheid.OPENBAAR, organisatie__zichtbaarheid=Zichtbaarheid.OPENBAAR)
