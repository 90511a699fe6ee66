"""The choices that decide who sees an entry and how sure it is; no table, so that every layer may use them."""

from __future__ import annotations

from django.db import models


class Zichtbaarheid(models.TextChoices):
    """Who may know of an entry (hard rule 3); ordered from open to closed."""

    OPENBAAR = "openbaar", "openbaar"
    NAAM_OPENBAAR = "naam-openbaar", "naam openbaar, plek op navraag"
    PROFESSIONALS = "professionals", "alleen professionals"


class Zekerheid(models.TextChoices):
    """Where a fact comes from; says nothing about whether it still holds."""

    RAPPORT = "R", "uit het onderzoek"
    BRON = "H", "uit een openbare bron"
    ZWAKKE_BRON = "M", "uit een oude of indirecte bron"
    BEKEND = "L", "algemeen bekend, geen bron gezien"
    OPGEGEVEN = "E", "opgegeven door de organisatie of een collega"


class Feestdagen(models.TextChoices):
    """Whether the usual hours hold on national holidays; not known is an answer of its own."""

    OPEN = "open", "gewoon open"
    DICHT = "dicht", "dicht"
    ONBEKEND = "onbekend", "niet bekend"


class JaNee(models.TextChoices):
    """A condition; unknown is a value of its own and never shown as no."""

    JA = "ja", "ja"
    NEE = "nee", "nee"
    NAVRAGEN = "navragen", "navragen"
    ONBEKEND = "onbekend", "niet bekend"


class Status(models.TextChoices):
    """Where an entry is in its life."""

    CONCEPT = "concept", "concept"
    GEPUBLICEERD = "gepubliceerd", "gepubliceerd"
    GESTOPT = "gestopt", "gestopt"
