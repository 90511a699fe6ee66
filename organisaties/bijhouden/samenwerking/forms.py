"""Writing down a line between two organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.ingangen.netwerk.lijnen import HEEN
from organisaties.models import Organisatie, Samenwerking

HOOGSTENS_GENOEMD = 5
HOOGSTENS_IN_LIJST = 400


class OrganisatieVeld(forms.CharField):
    """An organisation by its name, or by a part of it that only one has."""

    def clean(self, value: Any) -> Any:
        """Return the organisation; raises ValidationError that names the candidates when there are more."""
        getypt = super().clean(value)
        if not getypt:
            return None
        gezocht = " ".join(getypt.casefold().split())
        # Compared here and not by the database: the two that we run on fold capitals in their own ways.
        bekend = list(Organisatie.objects.order_by("naam", "pk").values_list("pk", "naam", "kenmerk"))
        gevonden = [rij for rij in bekend if gezocht in (rij[1].casefold(), rij[2])]
        gevonden = gevonden or [rij for rij in bekend if gezocht in rij[1].casefold()]
        if not gevonden:
            raise ValidationError("Deze organisatie staat niet op de kaart. Kijk of de naam goed geschreven is.")
        if len(gevonden) > 1:
            namen = ", ".join(f"‘{naam}’" for _, naam, _ in gevonden[:HOOGSTENS_GENOEMD])
            raise ValidationError(f"Er zijn meer organisaties die zo heten: {namen}. Schrijf de hele naam.")
        return Organisatie.objects.get(pk=gevonden[0][0])


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
        namen = list(
            Organisatie.objects.exclude(pk=self.vanuit.pk)
            .order_by("naam", "pk")
            .values_list("naam", flat=True)[: HOOGSTENS_IN_LIJST + 1]
        )
        return namen if len(namen) <= HOOGSTENS_IN_LIJST else []

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
