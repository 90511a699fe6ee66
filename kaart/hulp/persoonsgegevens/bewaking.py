"""Every text is guarded, unless it is named here with a reason: the one list of what the guard does not read.

The fields of the kaart are not named here but in their own rows (`organisaties.velden`), which `laat_ongelezen` adds.

Models: `bewaak_modellen` puts the guard on every text column, so that forms of models, the admin and everything that
asks `full_clean` has it. Forms: `Bewaakt` puts it on every text field that a form has when it is read, built by hand or
not. Lists ask `moet_gelezen` and `lees_cel`. A text that did not change is left alone: an old one is never in the way
of a small correction.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from kaart.hulp.persoonsgegevens.contact import alleen_telefoon
from kaart.hulp.persoonsgegevens.formulierveld import geen_mens, geen_persoonsgegevens

# A kaart of thousands of entries has so many cells; of each sixteen bytes are kept.
HOOGSTENS_NAGEZIEN = 50_000

EIGEN_APPS = ("organisaties", "doorverwijzing", "uitwisseling", "werk")
"""Whose models hold what people type here."""

BEWAKERS = (geen_persoonsgegevens, geen_mens)

ZOEK = "words to search with; they are not kept"
SLEUTEL = "what somebody signs in with; never shown to others"
VAN_ONS = "written by the program, of texts that were read when they were typed"

ONGELEZEN: dict[str, str] = {
    # Columns, as app.model.field.
    "doorverwijzing.hulplijn.telefoon": "a telephone number and nothing else, with its source",
    "organisaties.medewerker.username": SLEUTEL,
    "organisaties.medewerker.email": SLEUTEL,
    "organisaties.medewerker.password": SLEUTEL,
    "organisaties.aanmelding.sessie": VAN_ONS,
    "organisaties.mailvraag.adres": "the address of the organisation itself, as it stood on the kaart",
    "organisaties.mailstoring.adres": "the address of the organisation itself, as it stood on the kaart",
    "organisaties.vervallen.teken": "a digest that nobody can read back",
    "doorverwijzing.signaalstempel.teken": "a digest that nobody can read back",
    "uitwisseling.invoer.terug": VAN_ONS,
    "uitwisseling.kolommenlijst.kolommen": "headers of a list, read by the guard before they are kept",
    "organisaties.voorstel.wijzigingen": VAN_ONS,
    "organisaties.voorstel.overgenomen": VAN_ONS,
    "organisaties.versie.staat": VAN_ONS,
    "organisaties.controlebeurt.eerder": VAN_ONS,
    "organisaties.concept.basis": VAN_ONS,
    "organisaties.concept.staat": VAN_ONS,
    "organisaties.kaartwijziging.aanbod": VAN_ONS,
    "organisaties.kaartwijziging.namen": VAN_ONS,
    # Fields of forms, as form.field.
    "Inlogformulier.login": SLEUTEL,
    "Vergeten.email": SLEUTEL,
    "UitnodigForm.email": SLEUTEL,
    "VoorDitGebiedForm.email": SLEUTEL,
    "AppInstellen.code": SLEUTEL,
    "TweedeStap.code": SLEUTEL,
    "TweedeStapNogmaals.code": SLEUTEL,
    "SleutelErbij.credential": SLEUTEL,
    "Dienstvraag.search": ZOEK,
    "Bevestigen.import_file_name": "a key that the program made",
    "Bevestigen.original_file_name": "the name of a file on the reader's own disk; not kept",
    "KortForm.telefoon": "a telephone number and nothing else",
    "KortForm.web": "a website or a mail address of the organisation, and nothing else",
    # Filters of a page, as filter set.field.
    "AanbodFilter.q": ZOEK,
    "OrganisatieFilter.q": ZOEK,
    "SignaalFilter.aanbod": ZOEK,
}

EIGEN_REGEL: dict[str, Callable[[str], None]] = {
    "doorverwijzing.hulplijn.telefoon": alleen_telefoon,
}
"""What such a column must be instead, where Django has no rule for it."""


def laat_ongelezen(redenen: Mapping[str, str], regels: Mapping[str, Callable[[str], None]]) -> None:
    """Add columns that the guard does not read, as app.model.field with the reason, and the rules some have instead.

    Call it before `bewaak_modellen`.
    """
    ONGELEZEN.update(redenen)
    EIGEN_REGEL.update(regels)


def tekstvelden(model: type[models.Model]) -> Iterator[Any]:
    """Yield every column of a model that can hold a text of somebody; not those with choices."""
    for veld in model._meta.get_fields():
        if isinstance(veld, models.CharField | models.TextField | models.JSONField) and not veld.choices:
            yield veld


def naam_van(veld: Any) -> str:
    """Return how a column is called in the list: app.model.field."""
    return f"{veld.model._meta.label_lower}.{veld.name}"


def bewaak_modellen(app: str) -> None:
    """Put the guard on every text column of an app; the columns themselves, and migrations, stay as they are."""
    for model in apps.get_app_config(app).get_models():
        for veld in tekstvelden(model):
            naam = naam_van(veld)
            regel = EIGEN_REGEL.get(naam) if naam in ONGELEZEN else geen_persoonsgegevens
            if regel is not None and regel not in veld.validators:
                # A list of its own: columns of an abstract model share theirs.
                veld.validators = [*veld.validators, regel]


def moet_gelezen(formulier: forms.BaseForm, naam: str) -> bool:
    """Whether the guard reads this field: every text that the list does not name and that is no password.

    A UUIDField is a CharField to Django, and yet no text: what is not a key is refused before the guard.
    """
    veld = formulier.fields[naam]
    if not isinstance(veld, forms.CharField) or isinstance(veld, forms.UUIDField):
        return False
    if isinstance(veld.widget, forms.PasswordInput):
        return False
    if any(f"{soort.__name__}.{naam}" in ONGELEZEN for soort in type(formulier).__mro__):
        return False
    model: Any = getattr(getattr(formulier, "_meta", None), "model", None)
    return model is None or f"{model._meta.label_lower}.{naam}" not in ONGELEZEN


class _Lezer:
    """The guard on one field of one form: reads what is not as it was when the form was opened."""

    def __init__(self, veld: forms.Field, begin: Any) -> None:
        self.veld, self.begin = veld, begin

    def __call__(self, tekst: str) -> None:
        if self.veld.has_changed(self.begin, tekst):
            geen_persoonsgegevens(tekst)


class Bewaakt:
    """A form whose texts are read by the guard; goes before Django's class."""

    fields: dict[str, forms.Field]

    def full_clean(self) -> None:
        """Put the guard on each field, also on those a subclass added, and read the form."""
        formulier: Any = self
        for naam, veld in self.fields.items():
            bewaakt = any(lezer in BEWAKERS or isinstance(lezer, _Lezer) for lezer in veld.validators)
            if not bewaakt and moet_gelezen(formulier, naam):
                veld.validators.append(_Lezer(veld, formulier.get_initial_for_field(veld, naam)))
        super().full_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out of the model's own check what did not change; only forms of models ask for it."""
        formulier: Any = self
        uit: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        zelfde = self.fields.keys() - set(formulier.changed_data)
        return uit | {naam for naam in zelfde if isinstance(self.fields[naam], forms.CharField)}


class BewaaktModelForm(Bewaakt, forms.ModelForm):  # type: ignore[type-arg]
    """The form of a model, in the admin and on the pages of the lists."""

    def _post_clean(self) -> None:
        """Hold what was filled in against what must hold of the whole row, unchanged texts included."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            niet_gevraagd = {veld.name for veld in self.instance._meta.fields} - self.fields.keys()
            try:
                self.instance.validate_constraints(exclude=niet_gevraagd)
            except ValidationError as fout:
                self._update_errors(fout)  # type: ignore[attr-defined]


def lees_cel(tekst: str) -> list[str]:
    """Return what the guard says of a cell of a list; empty when it may go on the kaart.

    A list is read when it is looked at, when it is confirmed and when it comes again: a cell in which nothing was found
    today is not read twice. Of such a cell a digest is kept; of one in which something was found nothing is.
    """
    merk = blake2b(tekst.encode(errors="surrogatepass"), digest_size=16).digest()
    gelezen = _nagezien_op(datetime.date.today())  # noqa: DTZ011 - the day by which the guard judges dates
    if merk in gelezen:
        return []
    try:
        geen_persoonsgegevens(tekst)
    except ValidationError as fout:
        return list(fout.messages)
    if len(gelezen) >= HOOGSTENS_NAGEZIEN:
        gelezen.clear()
    gelezen.add(merk)
    return []


@functools.lru_cache(maxsize=1)
def _nagezien_op(dag: datetime.date) -> set[bytes]:
    """Return the digests of the cells of this day; those of the day before are forgotten."""
    return set()
