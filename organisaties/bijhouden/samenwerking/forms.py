"""Writing down a line between two organisations."""

from __future__ import annotations

from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.ingangen.netwerk.lijnen import HEEN
from organisaties.models import Organisatie, Samenwerking
from organisaties.organisatieveld import OrganisatieVeld, namen_om_te_kiezen


class SamenwerkingForm(Bewaakt, forms.Form):
    """A line from or to the organisation `vanuit`."""

    richting = forms.ChoiceField(label="Wat is de lijn?")
    ander = OrganisatieVeld(
        label="Met welke organisatie?",
        max_length=150,
        help_text="Begin te typen en kies de naam.",
        error_messages={"required": "Schrijf de naam van de andere organisatie."},
        widget=forms.TextInput(attrs={"list": "organisatienamen", "autocomplete": "off"}),
    )
    toelichting = VeiligeTekst(
        label="Toelichting (hoeft niet)",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld op welke dag. Schrijf niets over een persoon: geen naam, nummer of datum.",
    )

    def __init__(self, *args: Any, vanuit: Organisatie, **kwargs: Any) -> None:
        """Take the organisation whose lines these are."""
        super().__init__(*args, **kwargs)
        self.vanuit = vanuit
        self.fields["richting"].choices = [  # type: ignore[attr-defined]
            (f"{soort.value}:{richting}", woorden.replace("…", vanuit.naam))
            for soort in Samenwerking.Soort
            for richting, woorden in _keuzes(soort)
        ]

    @property
    def namen(self) -> list[str]:
        """The names to choose from, where they are not too many for a page."""
        return namen_om_te_kiezen(Organisatie.objects.exclude(pk=self.vanuit.pk))

    def clean(self) -> dict[str, Any]:
        """Refuse a line with itself, and one that is there already, also when said from the other end."""
        data = super().clean() or {}
        ander, richting = data.get("ander"), data.get("richting")
        if ander is None or not richting:
            return data
        if ander.pk == self.vanuit.pk:
            self.add_error("ander", "Dit is dezelfde organisatie. Kies een andere.")
            return data
        waarde, kant = richting.split(":")
        soort = Samenwerking.Soort(waarde)
        van, naar = (self.vanuit, ander) if kant == "heen" else (ander, self.vanuit)
        bestaat = Samenwerking.objects.filter(van=van, naar=naar, soort=soort).exists() or (
            soort.heen_en_weer and Samenwerking.objects.filter(van=naar, naar=van, soort=soort).exists()
        )
        if bestaat:
            self.add_error("ander", "Deze lijn staat er al.")
        return data | {"van": van, "naar": naar, "soort": soort}


def _keuzes(soort: Samenwerking.Soort) -> list[tuple[str, str]]:
    """Return the directions of a kind in words; '…' stands for this organisation."""
    woorden = HEEN[soort.value]
    if soort.heen_en_weer:
        return [("heen", f"… {woorden} de ander")]
    return [("heen", f"… {woorden} de ander"), ("terug", f"de ander {woorden} …")]
