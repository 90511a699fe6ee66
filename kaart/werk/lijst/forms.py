"""The choices on the work list, and 'klopt nog'."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from doorverwijzing.models import Route
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.werk.lijst.redenen import NAMEN
from kaart.werk.rondes.forms import MODELLEN
from organisaties import rechten
from organisaties.bijhouden.controleren import views as controles
from organisaties.models import Aanbod, Stadsdeel
from organisaties.zichtbaarheid import Lezer

DINGEN = (
    ("aanbod", "Aanbod"),
    ("organisatie", "Organisatie"),
    ("locatie", "Plek"),
    ("route", "Route"),
    ("vraag", "Open vraag"),
)


def _stadsdelen(welke: Any, alle: str) -> Any:
    return django_filters.ModelChoiceFilter(label="Stadsdeel", queryset=welke, to_field_name="slug", empty_label=alle)


class WerkFilter(django_filters.FilterSet):
    """Which part of the work list; the list itself is no single table, so this only reads what was chosen."""

    stadsdeel = _stadsdelen(Stadsdeel.objects.in_volgorde(), "Heel de stad")
    ding = django_filters.ChoiceFilter(label="Soort", choices=DINGEN, empty_label="Alles")
    reden = django_filters.ChoiceFilter(
        label="Reden", choices=[(reden.value, naam) for reden, naam in NAMEN.items()], empty_label="Alle redenen"
    )

    class Meta:
        model = Aanbod
        fields = ("stadsdeel", "ding", "reden")

    def __init__(self, *args: Any, gebruiker: Lezer, **opties: Any) -> None:
        """Offer the areas that this person keeps; one who keeps a single area has nothing to choose."""
        super().__init__(*args, **opties)
        if rechten.houdt_de_stad_bij(gebruiker):
            return
        eigen = rechten.eigen_stadsdelen(gebruiker)
        if len(eigen) > 1:
            # A new one: that of the class may have made its field already.
            eigene = _stadsdelen(Stadsdeel.objects.in_volgorde().filter(pk__in=eigen), "Al mijn stadsdelen")
            eigene.parent, eigene.model, eigene.field_name = self, Aanbod, "stadsdeel"
            self.filters["stadsdeel"] = eigene
        else:
            del self.filters["stadsdeel"]

    @property
    def gekozen(self) -> dict[str, Any]:
        """The choices that were understood; what is not known is passed over."""
        self.form.is_valid()
        return {naam: waarde for naam, waarde in self.form.cleaned_data.items() if waarde}


class KloptForm(controles.KloptForm):
    """That blocks of an entry still hold, and how somebody looked."""

    ding = forms.ChoiceField(choices=[paar for paar in DINGEN if paar[0] in MODELLEN])
    kenmerk = forms.SlugField(max_length=60)
    # Deal with what colleagues reported, up to this one: the last that stood on the screen.
    signalen = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def ingang(self, gebruiker: Lezer) -> Any:
        """Return the entry as far as this person may know of it; raises DoesNotExist."""
        model = MODELLEN[self.cleaned_data["ding"]]
        return model.objects.zichtbaar_voor(gebruiker).get(kenmerk=self.cleaned_data["kenmerk"])


class NagezienForm(Bewaakt, forms.Form):
    """That somebody looked at the texts of a line."""

    ding = forms.ChoiceField(choices=[paar for paar in DINGEN if paar[0] != "vraag"])
    kenmerk = forms.SlugField(max_length=60)

    def onderwerp(self, gebruiker: Lezer) -> Any:
        """Return the entry or the route as far as this person may know of it; raises DoesNotExist."""
        model = (MODELLEN | {"route": Route})[self.cleaned_data["ding"]]
        return model.objects.zichtbaar_voor(gebruiker).get(kenmerk=self.cleaned_data["kenmerk"])
