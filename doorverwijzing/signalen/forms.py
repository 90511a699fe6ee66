"""What can be reported, and what can be chosen on the list of signals."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q

from doorverwijzing.models import Signaal
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.models import Aanbod, Behoefte, Nieuwkomerscategorie, Stadsdeel

AFGEHANDELD = "afgehandeld"

VRAGEN = (
    (Signaal.Soort.GELUKT, "goed", "Gelukt", "De persoon kon er terecht."),
    (Signaal.Soort.VOL, "pauze", "Vol", "Er was geen plek."),
    (Signaal.Soort.TERUGGESTUURD, "terug", "Teruggestuurd", "We kwamen binnen, maar niet verder."),
    (Signaal.Soort.NIET_GEVONDEN, "plek", "Niet gevonden", "Er was niemand, of de plek was er niet."),
    (Signaal.Soort.KLOPT_NIET, "let-op", "Gegevens kloppen niet", "De tijd, het adres of iets anders is fout."),
)
"""The five answers: value, icon, words, and what they mean."""


class SignaalForm(Bewaakt, forms.Form):
    """How it went at an offer: one tap on an answer, with a text for somebody with something to add."""

    toelichting = VeiligeTekst(
        label="Wil je iets toelichten? (hoeft niet)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    soort = forms.ChoiceField(
        label="Hoe ging het?",
        choices=Signaal.Soort.choices,
        widget=forms.HiddenInput,
        error_messages={"required": "Kies wat er gebeurde.", "invalid_choice": "Kies een van de vijf antwoorden."},
    )

    @property
    def vragen(self) -> Any:
        """The five answers, as the page shows them."""
        return VRAGEN


class GatForm(Bewaakt, forms.Form):
    """There is nothing here: for which need, and where."""

    behoefte = forms.ModelChoiceField(
        label="Wat is er nodig?",
        queryset=Behoefte.objects.none(),
        to_field_name="slug",
        empty_label="Kies",
        error_messages={"required": "Kies wat er nodig is.", "invalid_choice": "Deze behoefte kennen we niet."},
    )
    stadsdeel = forms.ModelChoiceField(
        label="Waar?",
        queryset=Stadsdeel.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Hele stad",
        error_messages={"invalid_choice": "Dit stadsdeel kennen we niet."},
    )
    toelichting = VeiligeTekst(
        label="Wil je iets toelichten? (hoeft niet)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the needs and areas that exist now."""
        super().__init__(*args, **kwargs)
        self.fields["behoefte"].queryset = Behoefte.objects.in_volgorde()  # type: ignore[attr-defined]
        self.fields["stadsdeel"].queryset = Stadsdeel.objects.in_volgorde()  # type: ignore[attr-defined]


class AfhandelForm(Bewaakt, forms.Form):
    """Which group of signals is dealt with: those of one kind about one offer, or about one gap."""

    aanbod = forms.ModelChoiceField(Aanbod.objects.all(), to_field_name="kenmerk", required=False)
    behoefte = forms.ModelChoiceField(Behoefte.objects.all(), to_field_name="slug", required=False)
    stadsdeel = forms.ModelChoiceField(Stadsdeel.objects.all(), to_field_name="slug", required=False)
    categorie = forms.ModelChoiceField(Nieuwkomerscategorie.objects.all(), to_field_name="slug", required=False)
    soort = forms.ChoiceField(choices=Signaal.Soort.choices)

    def signalen(self) -> Any:
        """Return the signals of this group, of whoever keeps them."""
        return Signaal.objects.filter(
            **{
                f"{veld}__isnull" if self.cleaned_data[veld] is None else veld: self.cleaned_data[veld] or True
                for veld in ("aanbod", "behoefte", "stadsdeel", "categorie")
            },
            soort=self.cleaned_data["soort"],
        )


class SignaalFilter(django_filters.FilterSet):
    """The choices on the list of signals; what is not known is passed over."""

    stadsdeel = django_filters.ModelChoiceFilter(
        label="Stadsdeel",
        queryset=Stadsdeel.objects.in_volgorde(),
        to_field_name="slug",
        empty_label="Alle",
        method="in_stadsdeel",
    )
    soort = django_filters.ChoiceFilter(label="Wat", choices=Signaal.Soort.choices, empty_label="Alles")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=((AFGEHANDELD, "Afgehandeld"),), empty_label="Nog te doen", method="met_stand"
    )

    # No choice on the page: the work list leads to the signals about one offer.
    aanbod = django_filters.CharFilter(field_name="aanbod__kenmerk", widget=forms.HiddenInput)

    class Meta:
        model = Signaal
        fields = ("stadsdeel", "soort", "stand", "aanbod")

    @property
    def gekozen(self) -> dict[str, Any]:
        """The choices that were understood."""
        return {naam: waarde for naam, waarde in self.form.cleaned_data.items() if waarde}

    def in_stadsdeel(self, queryset: Any, naam: str, waarde: Stadsdeel) -> Any:
        """Keep what is about an offer for this area, or about a gap in it."""
        return queryset.filter(Q(stadsdeel=waarde) | Q(aanbod__in=Aanbod.objects.filter(stadsdelen=waarde)))

    def met_stand(self, queryset: Any, naam: str, waarde: str) -> Any:
        """Leave the choice to `filter_queryset`, which also knows what to do without one."""
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        """Keep what is to be done, unless asked for what was dealt with or for what went well."""
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("stand") == AFGEHANDELD:
            return queryset.filter(afgehandeld_op__isnull=False)
        return queryset.openstaand() if self.form.cleaned_data.get("soort") else queryset.te_doen()
