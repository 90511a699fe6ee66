"""What is asked of somebody who reports that something is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.models import Voorstel
from organisaties.models.onderhoud import BEZOEKER


class MeldForm(Bewaakt, forms.Form):
    """What is wrong, in words."""

    tekst = VeiligeTekst(
        label="Wat klopt er niet?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: op dinsdag is het dicht. Schrijf niets over een persoon.",
        error_messages={"required": "Schrijf in een paar woorden wat er niet klopt."},
    )
    # People do not see this field; programs that fill in every field do.
    adres = forms.CharField(label="Laat dit leeg", required=False, max_length=200)

    def clean_adres(self) -> str:
        """Refuse what a program filled in."""
        if self.cleaned_data["adres"]:
            raise ValidationError("Laat dit veld leeg.", code="programma")
        return ""


class RedenForm(Bewaakt, forms.Form):
    """Why a proposal is taken over in part or not at all; the proposer reads it."""

    reden = VeiligeTekst(
        label="Waarom (niet)?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie het voorstelde leest dit. Nodig als je niets overneemt.",
    )

    def __init__(self, voorstel: Voorstel, *args: Any, **kwargs: Any) -> None:
        """Take the proposal: of one without an account nobody reads the reason but colleagues."""
        super().__init__(*args, **kwargs)
        if voorstel.door_id is None:
            self.fields["reden"].help_text = "Alleen collega’s lezen dit. Nodig als je niets overneemt."
        if voorstel.rol == BEZOEKER:
            self.fields["reden"].help_text = "Hoeft niet: een bezoeker leest dit niet terug, alleen collega’s."
