"""From when to when an owner is shut, and with what."""

from __future__ import annotations

from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.werk.rondes.forms import pauzefouten
from organisaties.models import Aanbod, Organisatie
from organisaties.regels.keuzes import Status

GEEN_DAG = "Dit is geen datum. Schrijf het als 31-12-2026."


def _dag(label: str, hulp: str, *, verplicht: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hulp,
        required=verplicht,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"required": "Vul in vanaf welke dag jullie dicht zijn.", "invalid": GEEN_DAG},
    )


class EvenDichtForm(Bewaakt, forms.Form):
    """Which offers are shut, from when, and up to and including when."""

    vanaf = _dag("Vanaf", "", verplicht=True)
    tot = _dag("Tot en met", "Weet je het nog niet? Laat het leeg.", verplicht=False)
    aanbod = forms.ModelMultipleChoiceField(
        label="Wat gaat dicht?",
        queryset=Aanbod.objects.none(),
        to_field_name="kenmerk",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink aan wat er dichtgaat.", "invalid_choice": "Dit staat niet meer op de kaart."},
    )

    def __init__(self, organisatie: Organisatie, *args: Any, **kwargs: Any) -> None:
        """Offer what this organisation has on the kaart now."""
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["aanbod"]
        keuze.queryset = organisatie.aanbod.filter(status=Status.GEPUBLICEERD).order_by("naam", "pk")
        keuze.label_from_instance = lambda aanbod: aanbod.naam

    def clean(self) -> dict[str, Any]:
        """Refuse a pause that ends before it begins."""
        gegeven = super().clean() or self.cleaned_data
        if "vanaf" not in self.errors and "tot" not in self.errors:
            for veld, fout in pauzefouten(gegeven.get("vanaf"), gegeven.get("tot")).items():
                self.add_error("vanaf" if veld == "pauze_vanaf" else "tot", fout)
        return gegeven
