"""The choices on the list of routes."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from doorverwijzing.models import Route
from doorverwijzing.routes.gebreken import met_gebreken
from organisaties.models import Behoefte, Stadsdeel
from organisaties.regels.keuzes import Status

HELE_STAD = "hele-stad"


class RouteFilter(django_filters.FilterSet):
    """What to show; a value that is not known is passed over. Without a choice of state, stopped routes stay away."""

    stadsdeel = django_filters.ChoiceFilter(label="Stadsdeel", empty_label="Alle", method="in_stadsdeel")
    behoefte = django_filters.ModelChoiceFilter(
        label="Behoefte",
        queryset=Behoefte.objects.filter(ouder=None).order_by("volgorde", "pk"),
        to_field_name="slug",
        empty_label="Alle",
        method="bij_behoefte",
    )
    status = django_filters.ChoiceFilter(label="Stand", choices=Status.choices, empty_label="Alles wat loopt")
    nakijken = django_filters.BooleanFilter(
        label="Alleen wat moet worden nagekeken", method="na_te_kijken", widget=forms.CheckboxInput
    )

    class Meta:
        model = Route
        fields = ("stadsdeel", "behoefte", "status", "nakijken")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the areas that exist now."""
        super().__init__(*args, **kwargs)
        self.filters["stadsdeel"].extra["choices"] = [
            (HELE_STAD, "Hele stad"),
            *Stadsdeel.objects.in_volgorde().values_list("slug", "naam"),
        ]

    @property
    def gekozen(self) -> dict[str, Any]:
        """The choices that were understood."""
        return {naam: waarde for naam, waarde in self.form.cleaned_data.items() if waarde}

    def filter_queryset(self, queryset: Any) -> Any:
        """Keep what was stopped out of sight, unless it was asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.exclude(status=Status.GESTOPT)

    def in_stadsdeel(self, queryset: Any, naam: str, waarde: str) -> Any:
        """Keep what is made for an area, or for the whole city."""
        return queryset.filter(stadsdelen=None) if waarde == HELE_STAD else queryset.filter(stadsdelen__slug=waarde)

    def bij_behoefte(self, queryset: Any, naam: str, waarde: Behoefte) -> Any:
        """Keep what is for a need or a narrower one."""
        return queryset.filter(behoefte__in=[waarde.pk, *waarde.kinderen.values_list("pk", flat=True)])

    def na_te_kijken(self, queryset: Any, naam: str, waarde: bool) -> Any:
        """Keep what has something wrong."""
        return met_gebreken(queryset) if waarde else queryset
