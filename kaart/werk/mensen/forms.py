"""To whom an area or theme goes: somebody with an account, or somebody who gets one."""

from __future__ import annotations

from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.werk.mensen.wie_houdt_wat import kan_bijhouden
from kaart.werk.overdracht.forms import wie
from organisaties.accounts.forms import eigen_adres
from organisaties.models import Medewerker


class GeefForm(Bewaakt, forms.Form):
    """Who keeps it from now on, beside who does already."""

    aan = forms.ChoiceField(
        label="Aan wie?", error_messages={"required": "Kies iemand.", "invalid_choice": "Kies iemand uit de lijst."}
    )

    def __init__(self, *args: Any, heeft_al: set[int], **kwargs: Any) -> None:
        """Take the keys of those that have it."""
        super().__init__(*args, **kwargs)
        self.mensen = {str(een.pk): een for een in kan_bijhouden() if een.pk not in heeft_al}
        self.fields["aan"].choices = [  # type: ignore[attr-defined]
            ("", "Kies iemand"), *((sleutel, wie(een)) for sleutel, een in self.mensen.items())
        ]  # fmt: skip

    @property
    def gekozen(self) -> Medewerker:
        """The account that was chosen."""
        gekozen: Medewerker = self.mensen[self.cleaned_data["aan"]]
        return gekozen


class VoorDitGebiedForm(Bewaakt, forms.Form):
    """The address of somebody who gets an account for it."""

    email = forms.EmailField(
        label="E-mailadres van het werk",
        max_length=254,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit is geen e-mailadres."},
    )

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        return eigen_adres(str(self.cleaned_data["email"]), "Kies die persoon hierboven, of vraag de beheerder.")
