"""Every text is guarded: all columns, all forms, built by hand or not, and what a view reads by itself."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import django_filters
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from kaart.hulp.persoonsgegevens import bewaking
from kaart.hulp.persoonsgegevens.bewaking import EIGEN_REGEL, ONGELEZEN, Bewaakt, moet_gelezen, naam_van, tekstvelden
from kaart.hulp.persoonsgegevens.contact import is_telefoon, kan_van_een_mens_zijn, schrijfwijze
from organisaties.bijhouden.momentopname.momentopname import leeg
from organisaties.bijhouden.wijzigen.forms import OrganisatieForm
from organisaties.models import Organisatie
from tests.conftest import ROLLEN
from tests.fabrieken import maak_medewerker

TEKST = "BSN van mevrouw is 111222333, bel 0612345678"
PAKKETTEN = ("kaart", "organisaties", "doorverwijzing")

# Apps of others: what their tables hold is no text that somebody writes for others to read.
VAN_ANDEREN = {
    "admin": "the log of the admin: names of rows, which were read when they were made",
    "auth": "names of roles, which are part of the program",
    "contenttypes": "names of models",
    "sessions": "what belongs to one browser, signed or behind its key",
    "account": "mail addresses of accounts",
    "socialaccount": "what the city's own sign-in says of an account",
    "mfa": "second steps; the name of a key goes by a form of ours",
}

# What views read from a request by themselves, and why that needs no guard.
MET_DE_HAND = {
    "doe": "which button",
    "toch": "a tick",
    "aan": "a tick",
    "opnieuw": "a tick",
    "wis": "a tick",
    "zeker": "a tick",
    "naam": "the name of an organisation, typed to confirm its removal; compared and not kept",
    "indeling": "read by bewaar_indeling",
    "status": "a choice; others are refused",
    "waar": "a choice",
    "veld": "names of fields",
    "gezien": "a stamp of a state",
    "blok": "a block of an entry and a stamp of it; compared and not kept",
    "nagevraagd": "the key of a group and a stamp; compared and not kept",
    "open_voor": "a choice; others are passed over",
    "terug": "an address on this site; others are refused",
    "adres": "the choices of a work list, read by its filter",
    "volgende": "the key of a row",
    "kies": "the keys of entries and stamps of their blocks; compared and not kept",
    "aanmelding": "the number of a row",
    "contact": "the number of a row",
    "melding": "the numbers of rows",
    "voorstel": "the numbers of rows",
    "lijn": "the number of a row",
    "van": "the key of a row to copy from",
    "versie": "a stamp of a state",
    "ruimer": "a tick",
    "aanbod": "the number of a row",
    "in_plaats": "the number of a row",
    "woord": "the number of a row",
}


def _modules() -> None:
    for pakket in PAKKETTEN:
        for gevonden in pkgutil.walk_packages(importlib.import_module(pakket).__path__, f"{pakket}."):
            if not gevonden.name.endswith(("gunicorn", "wsgi")):
                importlib.import_module(gevonden.name)


def _alle(soort: type[Any]) -> Iterator[type[Any]]:
    onder: type[Any]
    for onder in soort.__subclasses__():
        yield onder
        yield from _alle(onder)


def formulieren() -> list[type[Any]]:
    """Return every form class of the project; those that a filter set makes for itself are of the filter set."""
    _modules()
    eigen = {een for een in _alle(forms.BaseForm) if een.__module__.split(".")[0] in PAKKETTEN}
    return sorted((een for een in eigen if een is not Bewaakt), key=lambda een: een.__qualname__)


def test_elke_kolom_met_tekst_is_bewaakt_of_staat_op_de_lijst() -> None:
    onbewaakt = []
    for app in apps.get_app_configs():
        for model in app.get_models():
            for veld in tekstvelden(model):
                if app.label in bewaking.EIGEN_APPS:
                    if naam_van(veld) not in ONGELEZEN and not _stopt(veld, "persoonsgegeven"):
                        onbewaakt.append(naam_van(veld))
                elif app.label not in VAN_ANDEREN:
                    onbewaakt.append(naam_van(veld))
    assert onbewaakt == []


def _stopt(veld: Any, code: str) -> bool:
    try:
        veld.run_validators(TEKST)
    except ValidationError as fout:
        return code in {een.code for een in fout.error_list}
    return False


def test_wat_een_eigen_regel_heeft_houdt_zich_eraan() -> None:
    for naam in EIGEN_REGEL:
        veld = apps.get_model(naam.rsplit(".", 1)[0])._meta.get_field(naam.rsplit(".", 1)[1])
        assert _stopt(veld, "geen-telefoon"), naam


def test_elk_formulier_is_bewaakt() -> None:
    gevonden = formulieren()
    assert len(gevonden) > 25
    assert [een.__qualname__ for een in gevonden if not issubclass(een, Bewaakt) and _heeft_tekst(een)] == []


def _heeft_tekst(soort: type[Any]) -> bool:
    return any(
        isinstance(veld, forms.CharField) and not isinstance(veld.widget, forms.PasswordInput)
        for veld in soort.base_fields.values()
    )


def test_elk_filter_met_tekst_staat_op_de_lijst() -> None:
    _modules()
    gevonden = {
        f"{een.__name__}.{naam}"
        for een in _alle(django_filters.FilterSet)
        if een.__module__.split(".")[0] in PAKKETTEN
        for naam, een_filter in een.base_filters.items()
        if issubclass(een_filter.field_class, forms.CharField)
    }
    assert gevonden
    assert gevonden - ONGELEZEN.keys() == set()


def test_de_lijst_noemt_niets_dat_er_niet_is() -> None:
    bestaat = {naam_van(veld) for model in apps.get_models() for veld in tekstvelden(model)}
    for soort in (*formulieren(), *_alle(django_filters.FilterSet)):
        velden = getattr(soort, "base_fields", None) or getattr(soort, "base_filters", {})
        bestaat |= {f"{soort.__name__}.{naam}" for naam in velden}
    # Made when the form is opened.
    bestaat |= {"Inlogformulier.login", "SleutelErbij.credential"}
    assert ONGELEZEN.keys() - bestaat == set()
    assert all(ONGELEZEN.values()), "each with its reason"


@pytest.mark.django_db
def test_in_het_beheer_wordt_elke_tekst_geweigerd_naast_het_veld() -> None:
    verzoek: Any = RequestFactory().get("/admin/")
    verzoek.user = maak_medewerker(*ROLLEN["beheerder"], naam="beheerder")
    gezien = 0
    for model, beheer in admin.site._registry.items():
        if not beheer.has_add_permission(verzoek):
            continue
        for naam, veld in beheer.get_form(verzoek).base_fields.items():
            if not isinstance(veld, forms.CharField) or f"{model._meta.label_lower}.{naam}" in ONGELEZEN:
                continue
            if isinstance(veld.widget, forms.PasswordInput) or naam in ("password", "usable_password"):
                continue
            form = beheer.get_form(verzoek)({naam: TEKST})
            assert any("111222333" in fout for fout in form.errors[naam]), (model, naam)
            gezien += 1
    assert gezien > 15


def test_wat_een_pagina_zelf_uit_een_verzoek_leest_staat_op_de_lijst() -> None:
    gelezen: dict[str, str] = {}
    for pakket in PAKKETTEN:
        for pad in sorted((settings.BASE_DIR / pakket).rglob("*.py")):
            for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
                for naam in _uit_post(knoop):
                    gelezen[naam] = str(pad.relative_to(settings.BASE_DIR))
    assert "doe" in gelezen
    assert {naam: waar for naam, waar in gelezen.items() if naam not in MET_DE_HAND} == {}


def _uit_post(knoop: ast.AST) -> Iterator[str]:
    """Yield the names in `request.POST["…"]`, `.get("…")` and `.getlist("…")`."""
    if isinstance(knoop, ast.Subscript) and _is_post(knoop.value) and isinstance(knoop.slice, ast.Constant):
        yield str(knoop.slice.value)
    if not isinstance(knoop, ast.Call) or not isinstance(knoop.func, ast.Attribute) or not knoop.args:
        return
    naam = knoop.args[0]
    leest = _is_post(knoop.func.value) and knoop.func.attr in ("get", "getlist", "pop")
    if leest and isinstance(naam, ast.Constant):
        yield str(naam.value)


def _is_post(knoop: ast.AST) -> bool:
    return isinstance(knoop, ast.Attribute) and knoop.attr == "POST"


class _Los(Bewaakt, forms.Form):
    """A form whose second text comes later."""

    een = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["later"] = forms.CharField(required=False)


def test_ook_een_veld_dat_er_later_bij_komt_is_bewaakt() -> None:
    form = _Los({"een": TEKST, "later": TEKST})
    assert moet_gelezen(form, "later")
    assert set(form.errors) == {"een", "later"}
    assert form.errors["later"] == form.errors["een"]
    assert TEKST in str(form["later"]), "what was typed is still there"


def test_een_oude_tekst_zit_een_kleine_wijziging_niet_in_de_weg() -> None:
    assert _Los({"een": TEKST, "later": ""}, initial={"een": TEKST}).is_valid()
    assert not _Los({"een": f"{TEKST}!", "later": ""}, initial={"een": TEKST}).is_valid()


# --- a public contact ------------------------------------------------------------------------------------------------


def organisatieform(**velden: str) -> OrganisatieForm:
    begin = leeg(Organisatie) | {"naam": "Buurthuis", "formaliteit": "informeel"}
    data = {naam: waarde for naam, waarde in begin.items() if isinstance(waarde, str)} | velden
    return OrganisatieForm(data, staat=begin, intern=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("telefoon", "06-12345678"),
        ("telefoon", "+48 512 345 678"),
        ("email", "buurt@gmail.com"),
        ("email", "x@ziggo.nl"),
    ],
)
def test_een_contact_dat_van_een_mens_kan_zijn_vraagt_een_keer_van_wie_het_is(veld: str, waarde: str) -> None:
    gewoon = organisatieform()
    assert "_eigen" not in str([[een.name for een in velden] for _, velden in gewoon.in_groepen()])
    form = organisatieform(**{veld: waarde})
    assert "Is dit van de organisatie zelf?" in form.errors[veld][0]
    namen = [een.name for _, velden in form.in_groepen() for een in velden]
    assert namen[namen.index(veld) + 1] == f"{veld}_eigen", "the tick stands below it"
    assert waarde in str(form[veld])
    ja = organisatieform(**{veld: waarde, f"{veld}_eigen": "on"})
    assert ja.is_valid()
    assert ja.staat()[veld] == waarde


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("veld", "waarde"), [("telefoon", "020 123 45 67"), ("telefoon", "14 020"), ("email", "info@buurthuis.nl")]
)
def test_een_contact_van_een_organisatie_vraagt_niets(veld: str, waarde: str) -> None:
    assert organisatieform(**{veld: waarde}).is_valid()


@pytest.mark.django_db
def test_een_telefoonveld_neemt_alleen_een_telefoonnummer() -> None:
    for geen in ("2025-11-03", "03-11-2025", "BSN 111222333", "bel Samira 020 1234567", "12"):
        assert "Dit is geen telefoonnummer" in organisatieform(telefoon=geen).errors["telefoon"][0], geen


@pytest.mark.parametrize(
    ("tekst", "nummer", "mens"),
    [
        ("020 0000031", True, False), ("+31 20 0000032", True, False), ("0031 20 1234567", True, False),
        ("+31 (0)20 123 4567", True, False), ("020-1234567 (ma-vr)", True, False), ("14 020", True, False),
        ("112", True, False), ("116 123", True, False), ("0800-0432", True, False), ("088 043 04 30", True, False),
        ("020 123 45 67 / 020 765 43 21", True, False), ("06-00000001", True, True), ("+31 6 12345678", True, True),
        ("612345678", True, True), ("+48 512 345 678", True, True), ("2025-11-03", False, False),
        ("03-11-2025", False, False), ("59-1234567", False, False), ("2648 International Boulevard", False, False),
        ("06 12345678 Samira", False, False), ("12345", False, False), ("", False, False),
    ],
)  # fmt: skip
def test_wat_een_telefoonnummer_is(tekst: str, nummer: bool, mens: bool) -> None:
    assert (is_telefoon(tekst), kan_van_een_mens_zijn(tekst)) == (nummer, mens)


def test_een_nummer_dat_zijn_nul_verloor_krijgt_die_terug() -> None:
    assert schrijfwijze("200000031") == "020 000 0031"
    assert schrijfwijze("31200000032") == "+31 20 000 0032"
    assert schrijfwijze("020-000 00 31") == "020-000 00 31"
