"""A field in which somebody writes the name of an organisation, and gets the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from organisaties.models import Organisatie

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


def namen_om_te_kiezen(organisaties: QuerySet[Organisatie]) -> list[str]:
    """Return their names for a list to choose from while typing; none where they are too many for a page."""
    namen = list(organisaties.order_by("naam", "pk").values_list("naam", flat=True)[: HOOGSTENS_IN_LIJST + 1])
    return namen if len(namen) <= HOOGSTENS_IN_LIJST else []
