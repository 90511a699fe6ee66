"""Lists to choose from: nothing chosen has a name, in every form and in the admin."""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator

import django_filters
from django import forms
from django.contrib import admin
from django.forms.forms import BaseForm
from django.test import Client
from django.urls import reverse

import doorverwijzing
import kaart as site
import organisaties

STREEPJES = "-----"
KAMERS = (site, organisaties, doorverwijzing)


def _afgeleid(klasse: type) -> Iterator[type]:
    onder: list[type] = klasse.__subclasses__()
    for een in onder:
        yield een
        yield from _afgeleid(een)


def _van_ons(klasse: type) -> list[type]:
    """Return every class of ours that comes from this one, from all rooms."""
    for kamer in KAMERS:
        for module in pkgutil.walk_packages(kamer.__path__, f"{kamer.__name__}."):
            if module.name.rpartition(".")[2] in ("forms", "formulier", "filters") or "formulier" in module.name:
                importlib.import_module(module.name)
    onze = tuple(f"{kamer.__name__}." for kamer in KAMERS)
    return sorted({een for een in _afgeleid(klasse) if een.__module__.startswith(onze)}, key=repr)


def test_in_geen_formulier_heet_niets_streepjes(db: None) -> None:
    velden: list[tuple[str, forms.Field]] = []
    for formulier in _van_ons(BaseForm):
        velden += [
            (f"{formulier.__name__}.{naam}", veld) for naam, veld in getattr(formulier, "base_fields", {}).items()
        ]
    for lijst in _van_ons(django_filters.FilterSet):
        filters = getattr(lijst, "base_filters", {})
        # Of a copy: a filter keeps its field, and with it the choices that there are in this empty database.
        velden += [(f"{lijst.__name__}.{naam}", copy.deepcopy(een).field) for naam, een in filters.items()]
    keuzelijsten = [(naam, veld) for naam, veld in velden if isinstance(veld.widget, forms.Select)]
    assert len(keuzelijsten) > 10
    assert [naam for naam, veld in keuzelijsten if STREEPJES in veld.widget.render("x", None)] == []


class Keuzeformulier(forms.Form):
    """One choice that must be made, and one that need not."""

    moet = forms.ChoiceField(choices=[("", "---------"), ("a", "A")])
    mag = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], required=False)


def test_wie_moet_kiezen_leest_dat() -> None:
    formulier = Keuzeformulier()
    assert "Maak een keuze" in str(formulier["moet"])
    assert "Niet ingevuld" in str(formulier["mag"])


def test_ook_in_het_beheer_niet(als: Callable[[str], Client], kaart: None) -> None:
    beheerder = als("beheerder")
    gezien = 0
    for model in admin.site._registry:
        antwoord = beheerder.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        gezien += antwoord.status_code == 200
        assert not re.search(rf"<option[^>]*>\s*{STREEPJES}", antwoord.content.decode()), model
    assert gezien > 3
