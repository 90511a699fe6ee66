"""Which entries need a look: the terms of `organisaties.regels.versheid` as conditions that a database understands."""

from __future__ import annotations

import datetime

from django.db.models import DateField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from organisaties.models import Aanbod, Organisatie, Versie
from organisaties.regels import versheid

DAGEN_VOOR_EINDE = 14
"""An offer that ends within so many days asks for a look."""

DAGEN_PAUZE = 42
"""A pause of more days than this may have been forgotten."""

DAGEN_NA_INLEZEN = 60
"""So many days what came out of a file asks for a look; after that it is as any other."""

NOOIT = Q(gecontroleerd_op__isnull=True)
NOG_NOOIT = datetime.date(1900, 1, 1)

GEEN_CONTACT = Q(telefoon="", email="", website="")
"""Organisations nobody can ask anything: no number, no address, no website."""


def verouderd_aanbod(op: datetime.date) -> Q:
    """Offers whose check no longer counts on the date `op`."""
    voorwaarde = Q(pk__in=())
    for soort in Aanbod.Soort.values:
        for formaliteit in Organisatie.Formaliteit.values:
            grens = op - versheid.termijn(soort, formaliteit)
            voorwaarde |= Q(soort=soort, organisatie__formaliteit=formaliteit, gecontroleerd_op__lt=grens)
    return voorwaarde


def verouderd(op: datetime.date, formaliteit: str) -> Q:
    """Organisations or places whose check no longer counts; `formaliteit` is the lookup of the organisation's own."""
    voorwaarde = Q(pk__in=())
    for waarde in Organisatie.Formaliteit.values:
        grens = op - versheid.termijn("", waarde)
        voorwaarde |= Q(**{formaliteit: waarde, "gecontroleerd_op__lt": grens})
    return voorwaarde


def loopt_af(op: datetime.date) -> Q:
    """Offers that end soon or have ended."""
    return Q(geldig_tot__lte=op + datetime.timedelta(days=DAGEN_VOOR_EINDE))


def lang_gepauzeerd(op: datetime.date) -> Q:
    """Offers in a pause that began long ago."""
    return Q(pauze_vanaf__lte=op - datetime.timedelta(days=DAGEN_PAUZE)) & (
        Q(pauze_tot__isnull=True) | Q(pauze_tot__gte=op)
    )


def kapotte_website(op: datetime.date) -> Q:
    """Organisations whose website did not answer on two days: one bad day says nothing."""
    return Q(website_kapot_op__lt=op)


def net_ingelezen(op: datetime.date, ding: str) -> Q:
    """Entries that came out of a file lately and that nobody checked since; `ding` is the column of a Versie."""
    gecontroleerd = Coalesce(OuterRef("gecontroleerd_op"), Value(NOG_NOOIT), output_field=DateField())
    sinds = op - datetime.timedelta(days=DAGEN_NA_INLEZEN)
    return Q(Exists(Versie.objects.uit_een_bestand(sinds).filter(**{ding: OuterRef("pk")}, op__date__gt=gecontroleerd)))


def in_pauze(op: datetime.date) -> Q:
    """Offers nobody should be sent to on the date `op`."""
    return Q(pauze_vanaf__lte=op) & (Q(pauze_tot__isnull=True) | Q(pauze_tot__gte=op))
