"""Whom an offer is open to, as a small table: a row for each category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties import velden
from organisaties.bijhouden.momentopname.momentopname import TOEGANG, TOEGANG_INTERN, TOEGANGVELDEN, Staat, plat
from organisaties.models import Nieuwkomerscategorie, Toegang

NIET_INGEVULD = ""


class ToegangForm(Bewaakt, forms.Form):
    """One row: open or not, why, who said so and when."""

    waarde = forms.ChoiceField(
        label=velden.TOEGANG["waarde"].label,
        required=False,
        choices=[(NIET_INGEVULD, "Niet ingevuld"), *((w, label.capitalize()) for w, label in Toegang.Waarde.choices)],
        error_messages={"invalid_choice": "Kies één van deze antwoorden."},
    )
    toelichting = VeiligeTekst(label=velden.TOEGANG["toelichting"].label, required=False, max_length=300, help_text="")
    bron = VeiligeTekst(label=velden.TOEGANG["bron"].label, required=False, max_length=300, help_text="")
    gehoord_op = forms.DateField(
        label=velden.TOEGANG["gehoord_op"].label,
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Dit is geen datum. Schrijf het als 31-12-2026."},
    )

    def __init__(
        self, data: Any = None, *, categorie: Nieuwkomerscategorie, initial: Any, begin: dict[str, Any], intern: bool
    ) -> None:
        """Take the category this row is about; `begin`: the row as it was. Not `intern`: colleagues' fields go."""
        super().__init__(data, initial=initial, prefix=f"toegang-{categorie.slug}")
        self.categorie = categorie
        self.begin = begin
        for naam in TOEGANG_INTERN if not intern else ():
            del self.fields[naam]

    def clean(self) -> dict[str, Any]:
        """Refuse a reason without an answer."""
        schoon: dict[str, Any] = super().clean() or {}
        leeg = not schoon.get("waarde") and "waarde" not in self.errors
        if leeg and any(schoon.get(naam) for naam in TOEGANGVELDEN if naam in self.fields):
            self.add_error("waarde", "Kies ook of het open is; anders raakt de uitleg kwijt.")
        return schoon

    def rij(self) -> dict[str, Any] | None:
        """Return the row as a state holds it, None when nothing was filled in; call after `is_valid`."""
        if not self.cleaned_data["waarde"]:
            return None
        oud = {naam: self.begin.get(naam, "") for naam in TOEGANG_INTERN}
        return oud | {naam: plat(self.cleaned_data[naam]) for naam in TOEGANGVELDEN if naam in self.fields}


class Toegangstabel:
    """The rows for all categories; only keepers, owners and colleagues open this page."""

    def __init__(self, data: Any = None, *, staat: Staat, intern: bool, initial: Any = None) -> None:
        """Take the state to begin with; `initial`: what was typed, to lay the form out again without judging it."""
        self.rijen = [
            ToegangForm(
                data,
                categorie=categorie,
                initial=self._begin(categorie.slug, staat, initial),
                begin=staat.get(TOEGANG + categorie.slug) or {},
                intern=intern,
            )
            for categorie in Nieuwkomerscategorie.objects.order_by("volgorde", "pk")
        ]

    @staticmethod
    def _begin(slug: str, staat: Staat, getypt: Any) -> dict[str, Any]:
        if getypt is None:
            return staat.get(TOEGANG + slug) or {}
        return {naam: getypt.get(f"toegang-{slug}-{naam}", "") for naam in TOEGANGVELDEN}

    def is_goed(self) -> bool:
        """Read all rows; return whether each one is right."""
        goed = [rij.is_valid() for rij in self.rijen]
        return all(goed)

    def staat(self) -> Staat:
        """Return a field for each row that says something; call after `is_goed`."""
        return {TOEGANG + rij.categorie.slug: rij.rij() for rij in self.rijen}

    @property
    def fouten(self) -> Iterator[tuple[str, str]]:
        """Yield every fault as (id of the field, message)."""
        for rij in self.rijen:
            if rij.is_bound:
                for naam, meldingen in rij.errors.items():
                    for melding in meldingen:
                        yield f"id_{rij.prefix}-{naam}", f"{rij.categorie.naam}: {melding}"
