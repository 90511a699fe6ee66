"""The answer to an open question, and at which organisation a new offer is."""

from __future__ import annotations

from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.models import Stadsdeel
from organisaties.organisatieveld import OrganisatieVeld


class AntwoordForm(Bewaakt, forms.Form):
    """What somebody found out; of a question to every area, for which area."""

    stadsdeel = forms.ModelChoiceField(
        label="Voor welk stadsdeel is dit het antwoord?",
        queryset=Stadsdeel.objects.none(),
        to_field_name="slug",
        empty_label="Kies",
        error_messages={"required": "Kies een stadsdeel.", "invalid_choice": "Dit stadsdeel houd je niet bij."},
    )
    antwoord = VeiligeTekst(
        label="Wat ben je te weten gekomen?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen collega’s lezen dit. Schrijf niets over een persoon. ‘Dat is hier niet’ is ook goed.",
        error_messages={"required": "Schrijf in een paar woorden wat je weet."},
    )

    def __init__(self, *args: Any, stadsdelen: Any = None, **kwargs: Any) -> None:
        """Take the areas to choose from; None where the question is of one area."""
        super().__init__(*args, **kwargs)
        if stadsdelen is None:
            del self.fields["stadsdeel"]
        else:
            self.fields["stadsdeel"].queryset = stadsdelen  # type: ignore[attr-defined]


class BijWieForm(Bewaakt, forms.Form):
    """The organisation whose offer it is."""

    ander = OrganisatieVeld(
        label="Bij welke organisatie?",
        max_length=150,
        help_text="Begin te typen en kies de naam.",
        error_messages={"required": "Schrijf de naam van de organisatie."},
        widget=forms.TextInput(attrs={"list": "organisatienamen", "autocomplete": "off"}),
    )
