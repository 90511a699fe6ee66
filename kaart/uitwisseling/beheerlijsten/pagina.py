"""The pages of django-import-export as this admin has them: for keepers of the list, in Dutch, without any script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.tmp_storages import BaseStorage

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.uitwisseling.beheerlijsten.bestandsvormen import Rekenblad, VeiligCsv, VeiligXlsx
from kaart.uitwisseling.invoer.grenzen import MEGABYTE
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

HOOGSTENS = 1 * MEGABYTE
NIETS_BEWAARD = "Er is niets bewaard: er is intussen iets veranderd. Kies het bestand opnieuw."


class BestandWeg(Exception):  # noqa: N818 - a state, not a fault of the program
    """The file that was looked at is no longer kept."""


class EenUur(BaseStorage):  # type: ignore[misc]
    """Keeps a file between looking and confirming: an hour, for all processes, under a name that nobody guesses."""

    SECONDEN = 3600

    def save(self, data: bytes) -> None:
        """Keep the bytes."""
        self.name = get_random_string(32)
        cache.set(self._sleutel, data, self.SECONDEN)

    def read(self) -> bytes:
        """Return them; raises BestandWeg."""
        data: bytes | None = cache.get(self._sleutel)
        if data is None:
            raise BestandWeg
        return data

    def remove(self) -> None:
        """Forget them."""
        cache.delete(self._sleutel)

    @property
    def _sleutel(self) -> str:
        return f"beheerlijst:{self.name}"


class Kiezen(ImportForm):  # type: ignore[misc]
    """Which file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = "Bestand"
        # There is one kind, which shows from the contents.
        self.fields["format"].widget = forms.HiddenInput()
        self.initial["format"] = "0"

    @property
    def media(self) -> forms.Media:
        """No scripts."""
        return forms.Media()

    def clean_import_file(self) -> Any:
        """Return the file; raises ValidationError for one that no list of ours could be."""
        bestand = self.cleaned_data["import_file"]
        if bestand.size > HOOGSTENS:
            raise ValidationError("Dit bestand is te groot voor een lijst. Hoogstens 1 MB.")
        return bestand


class Bevestigen(Bewaakt, ConfirmImportForm):  # type: ignore[misc]
    """What was looked at."""

    format = forms.ChoiceField(choices=[("0", "")], widget=forms.HiddenInput())


class Ophalen(ExportForm):  # type: ignore[misc]
    """As what kind of file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].label = "Soort bestand"


class InEnUit(ImportExportMixin):  # type: ignore[misc]
    """Import and export of a list, for those who may change its rows (`mag`); goes before the class of the list."""

    import_template_name = "admin/lijsten/import.html"
    export_template_name = "admin/lijsten/export.html"
    import_form_class = Kiezen
    confirm_form_class = Bevestigen
    export_form_class = Ophalen
    tmp_storage_class = EenUur
    import_formats = (Rekenblad,)
    export_formats = (VeiligXlsx, VeiligCsv)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Show and take."""
        return bool(self.mag(request.user))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Give."""
        return bool(self.mag(request.user))

    def export_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the file; an address that chooses by what the list does not have leads to the whole list."""
        try:
            antwoord: HttpResponse = super().export_action(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect("admin:{}_{}_export".format(*self.get_model_info()))
        return antwoord

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """All rows or none."""
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        """Say what is wrong with a file that cannot be read."""
        zin = str(e) if isinstance(e, Onleesbaar) else "Dit bestand kunnen we niet lezen. Bewaar het als xlsx of csv."
        form.add_error("import_file", zin)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write what was looked at; a file that is gone is asked for again."""
        try:
            antwoord: HttpResponse = super().process_import(request, **kwargs)
        except BestandWeg:
            messages.error(request, "Het bestand is hier niet meer. Kies het opnieuw.")
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        return antwoord

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Go back to the list; where the kaart changed since the preview so that a row is wrong now, say so."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, NIETS_BEWAARD)
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        antwoord: HttpResponse = super().process_result(result, request)
        return antwoord

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        """Say how many rows are new and changed."""
        t = result.totals
        messages.success(request, f"Bewaard: {t['new']} nieuw, {t['update']} gewijzigd, {t['skip']} ongewijzigd.")
