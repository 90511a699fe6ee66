"""Who gets what, and who keeps what belongs to the whole city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.werk.overdracht.acties import Ding
from kaart.werk.overdracht.portefeuille import Deel
from kaart.werk.overdracht.soorten import SOORTEN, Soort
from organisaties.models import Medewerker
from organisaties.regels.rollen import Rol

BLIJFT = "blijft"


def wie(medewerker: Medewerker) -> str:
    """Return how a colleague is called on these pages."""
    return medewerker.get_full_name() or medewerker.get_username()


def opvolgers(soort: Soort, *, behalve: Medewerker | None = None) -> list[tuple[str, str]]:
    """Return who may keep things of this kind, as choices; one query."""
    mag = Medewerker.objects.filter(is_active=True, groups__name__in=[rol.value for rol in soort.rollen])
    if behalve is not None:
        mag = mag.exclude(pk=behalve.pk)
    return [(str(een.pk), wie(een)) for een in mag.distinct().order_by("username", "pk")]


class OverdrachtForm(Bewaakt, forms.Form):
    """A successor for each kind of thing, and another one for a single thing where that is wanted."""

    def __init__(self, *args: Any, van: Medewerker, delen: Iterable[Deel], **kwargs: Any) -> None:
        """Take whose things these are, and the things."""
        super().__init__(*args, **kwargs)
        self.delen = list(delen)
        keuzes: dict[tuple[Rol, ...], list[tuple[str, str]]] = {}
        for deel in self.delen:
            mensen = keuzes.setdefault(deel.soort.rollen, [])
            mensen[:] = mensen or opvolgers(deel.soort, behalve=van)
            self.fields[deel.soort.naam] = forms.ChoiceField(
                label=f"{deel.soort.titel} naar",
                required=False,
                choices=[("", "Blijft zoals het is"), *mensen],
            )
            for ding in deel.dingen:
                self.fields[f"{deel.soort.naam}-{ding.pk}"] = forms.ChoiceField(
                    label=str(ding),
                    required=False,
                    choices=[("", "Zoals hierboven"), (BLIJFT, "Blijft zoals het is"), *mensen],
                )

    def groepen(self) -> Iterator[tuple[Deel, forms.BoundField, list[forms.BoundField]]]:
        """Yield each kind with the field for all of it and the fields for each thing."""
        for deel in self.delen:
            naam = deel.soort.naam
            yield deel, self[naam], [self[f"{naam}-{ding.pk}"] for ding in deel.dingen]

    def clean(self) -> dict[str, Any]:
        """Work out who gets what; raises ValidationError when nothing moves."""
        schoon: dict[str, Any] = super().clean() or {}
        if self.errors:
            return schoon
        keuze: dict[Ding, int] = {}
        for deel in self.delen:
            naam = deel.soort.naam
            for ding in deel.dingen:
                gekozen = schoon.get(f"{naam}-{ding.pk}") or schoon.get(naam) or BLIJFT
                if gekozen != BLIJFT:
                    keuze[naam, ding.pk] = int(gekozen)
        if not keuze:
            raise ValidationError("Kies bij minstens één onderdeel wie het krijgt.")
        mensen = Medewerker.objects.in_bulk(set(keuze.values()))
        schoon["verdeling"] = {ding: mensen[sleutel] for ding, sleutel in keuze.items()}
        return schoon


class ToewijzenForm(Bewaakt, forms.Form):
    """Which entries, and who keeps them from now on."""

    dingen = forms.MultipleChoiceField(error_messages={"required": "Vink eerst aan wat je wilt toewijzen."})
    aan = forms.ChoiceField(label="Wie houdt het bij?", error_messages={"required": "Kies wie het gaat bijhouden."})

    def __init__(self, *args: Any, soort: str, rijen: Iterable[Any], **kwargs: Any) -> None:
        """Take the kind of thing and the rows on the page."""
        super().__init__(*args, **kwargs)
        self.soort = soort
        self.veld("dingen").choices = [(str(rij.pk), str(rij)) for rij in rijen]
        self.veld("aan").choices = [
            ("", "Kies iemand"), *opvolgers(SOORTEN[soort]), (BLIJFT, "Niemand op naam: de coördinatoren"),
        ]  # fmt: skip

    def veld(self, naam: str) -> Any:
        """Return a field with choices."""
        return self.fields[naam]

    def gekozen(self) -> tuple[list[Ding], Medewerker | None]:
        """Return what was chosen, and for whom; None for nobody by name."""
        dingen = [(self.soort, int(sleutel)) for sleutel in self.cleaned_data["dingen"]]
        aan = self.cleaned_data["aan"]
        return dingen, None if aan == BLIJFT else Medewerker.objects.get(pk=int(aan))


KEUZES = {"aanbod": "Aanbod", "organisatie": "Organisaties", "route": "Routes"}
"""What can be assigned by name, and what it is called."""
