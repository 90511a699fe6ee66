"""A form field for a free text that others will read: it refuses what looks like personal data (hard rule 5).

The message stands beside the field and the form shows again what was typed; the text goes nowhere else. In a
ModelForm: `field_classes = {"toelichting": VeiligeTekst}`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kaart.hulp.persoonsgegevens.contact import zonder_vaste_nummers
from kaart.hulp.persoonsgegevens.vinden import HOOGSTENS, Soort, vind

HULP = "Schrijf niets over een persoon: geen naam, nummer of datum."


def geen_persoonsgegevens(tekst: str) -> None:
    """Raise ValidationError with one message for each kind of personal data that `tekst` seems to hold.

    Each message quotes the first place, so that it can be found in a long text. Its code is 'persoonsgegeven'.
    """
    meldingen: dict[Soort, ValidationError] = {}
    for vondst in vind(tekst):
        gezien = " ".join(tekst[vondst.begin : vondst.eind].split())
        meldingen.setdefault(vondst.soort, ValidationError(f"‘{gezien}’: {vondst.melding}", code="persoonsgegeven"))
    if meldingen:
        raise ValidationError(list(meldingen.values()))


class VeiligeTekst(forms.CharField):
    """A text of at most `max_length` characters (2,000 when left out) without personal data."""

    def __init__(self, **opties: Any) -> None:
        """Add the guard, a limit, and a line of advice below the label."""
        opties.setdefault("help_text", HULP)
        if opties.get("max_length") is None:
            opties["max_length"] = 2_000
        assert opties["max_length"] <= HOOGSTENS, "the guard reads no further"  # noqa: S101 - a programmer's slip
        super().__init__(**opties)
        # After the others: a text that is too long is refused unread.
        self.validators.append(geen_persoonsgegevens)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep the browser from remembering what was typed."""
        return {**super().widget_attrs(widget), "autocomplete": "off"}


def geen_mens(tekst: str) -> None:
    """Raise ValidationError as `geen_persoonsgegevens`, but for landlines: those are of an organisation."""
    geen_persoonsgegevens(zonder_vaste_nummers(tekst))


class TekstMetNummer(VeiligeTekst):
    """A text about how an organisation is reached: its own landline may stand in it, nothing of a person."""

    def __init__(self, **opties: Any) -> None:
        """Read the text without its landlines."""
        super().__init__(**opties)
        self.validators[self.validators.index(geen_persoonsgegevens)] = geen_mens
