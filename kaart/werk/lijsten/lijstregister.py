"""The reference lists that a coördinator keeps on pages: one row each, and one set of pages for all.

Another list is one row here and one form. Which rows use another is read from the models themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404

from doorverwijzing import rechten as doorverwijsrechten
from doorverwijzing.models import Hulplijn
from kaart.werk.lijsten import forms
from organisaties import rechten
from organisaties.models import (
    Behoefte,
    Doelgroep,
    Gebied,
    Groepswoord,
    Plaatsnaam,
    Synoniem,
    Taal,
    Taalwoorden,
)
from organisaties.zichtbaarheid import Lezer

# What uses a row, by model and field: one and several.
WOORDEN_VOOR_GEBRUIK: dict[str, tuple[str, str]] = {
    "aanbod": ("aanbod", "keer aanbod"),
    "organisatie": ("organisatie", "organisaties"),
    "locatie": ("plek", "plekken"),
    "route": ("route", "routes"),
    "gat": ("open vraag", "open vragen"),
    "medewerker": ("collega met dit thema", "collega’s met dit thema"),
    "behoefte": ("behoefte eronder", "behoeften eronder"),
}
"""Beside these a row has what belongs to it (words, old keys): that goes along, and is no use."""


@dataclass(frozen=True, slots=True)
class Lijst:
    """One list. `naam` stands in its address.

    `kolommen` are (heading, attribute) beside the name; `zoekt` the fields that its search box looks in; `samen`:
    whether two rows can become one; `blad`: the model in the admin whose spreadsheet goes out and in, '' for none.
    """

    naam: str
    titel: str
    enkel: str
    uitleg: str
    model: type[Model]
    form: type[forms.LijstForm] | None
    mag: Callable[[Lezer], bool]
    zoekt: tuple[str, ...]
    kolommen: tuple[tuple[str, str], ...] = ()
    erbij: tuple[str, ...] = ()
    samen: bool = False
    blad: str = ""

    @property
    def rijen(self) -> Any:
        """All rows, with what their columns show; one query."""
        return self.model._default_manager.select_related(*self.erbij)

    def gebruikers(self) -> list[Any]:
        """Return the relations of other models that use rows of this list."""
        relaties: Any = self.model._meta.related_objects
        return [relatie for relatie in relaties if relatie.related_model._meta.model_name in WOORDEN_VOOR_GEBRUIK]


LIJSTEN: Mapping[str, Lijst] = {
    lijst.naam: lijst
    for lijst in (
        Lijst(
            "behoeften",
            "Behoeften",
            "behoefte",
            "Waar iemand hulp bij zoekt, met de woorden die mensen daarvoor gebruiken.",
            Behoefte,
            forms.BehoefteForm,
            rechten.mag_zoekwoorden,
            ("naam", "synoniemen", "toelichting"),
            (("Valt onder", "ouder"), ("Woorden", "synoniemen")),
            ("ouder",),
            samen=True,
            blad="behoefte",
        ),
        Lijst(
            "synoniemen",
            "Synoniemen",
            "synoniem",
            "Woorden en afkortingen die hetzelfde betekenen, los van een behoefte.",
            Synoniem,
            forms.SynoniemForm,
            rechten.mag_zoekwoorden,
            ("term", "synoniemen"),
            (("Betekent hetzelfde", "synoniemen"),),
            blad="synoniem",
        ),
        Lijst(
            "woorden-in-talen",
            "Woorden in andere talen",
            "rij woorden",
            "Wat mensen in hun eigen taal typen voor een behoefte.",
            Taalwoorden,
            forms.TaalwoordenForm,
            rechten.mag_zoekwoorden,
            ("woorden", "behoefte__naam", "taal__naam"),
            (("Woorden", "woorden"),),
            ("behoefte", "taal"),
            blad="taalwoorden",
        ),
        Lijst(
            "groepswoorden",
            "Woorden voor een groep",
            "woord voor een groep",
            "Wie zo’n woord typt, kiest een groep. Naar het woord zelf wordt niet gezocht.",
            Groepswoord,
            forms.GroepswoordForm,
            rechten.mag_zoekwoorden,
            ("woord", "categorie__naam"),
            (("Groep", "categorie"),),
            ("categorie",),
            blad="groepswoord",
        ),
        Lijst(
            "talen",
            "Talen",
            "taal",
            "De talen die men bij een organisatie of een aanbod spreekt.",
            Taal,
            forms.TaalForm,
            rechten.mag_keuzelijsten,
            ("naam", "eigen_naam", "code"),
            (("In die taal", "eigen_naam"),),
            samen=True,
            blad="taal",
        ),
        Lijst(
            "doelgroepen",
            "Doelgroepen",
            "doelgroep",
            "Voor wie iets in het bijzonder is: vrouwen, jongeren, ouderen.",
            Doelgroep,
            forms.DoelgroepForm,
            rechten.mag_keuzelijsten,
            ("naam",),
            samen=True,
            blad="doelgroep",
        ),
        Lijst(
            "gebieden",
            "Gebieden",
            "gebied",
            "De delen van een stadsdeel. De indeling van de stad verandert hier niet; de woorden ervoor wel.",
            Gebied,
            None,
            rechten.mag_zoekwoorden,
            ("naam", "stadsdeel__naam"),
            (("Stadsdeel", "stadsdeel"),),
            ("stadsdeel",),
            blad="gebied",
        ),
        Lijst(
            "buurtnamen",
            "Namen van buurten",
            "naam van een buurt",
            "Zo noemen mensen een buurt. Wie zo’n naam typt, zoekt daar.",
            Plaatsnaam,
            forms.BuurtnaamForm,
            rechten.mag_zoekwoorden,
            ("naam", "gebied__naam"),
            (("Ligt in", "gebied"), ("Stadsdeel", "stadsdeel")),
            ("gebied", "stadsdeel"),
            blad="plaatsnaam",
        ),
        Lijst(
            "hulplijnen",
            "Hulplijnen",
            "hulplijn",
            "Wie mensen kunnen bellen als ze niet veilig zijn. Een nummer alleen met bron en datum.",
            Hulplijn,
            forms.HulplijnForm,
            doorverwijsrechten.mag_hulplijnen,
            ("naam", "waarvoor", "telefoon"),
            (("Nummer", "telefoon"), ("Gezien op", "nagekeken_op")),
        ),
    )
}


def haal_lijst(naam: str, gebruiker: Lezer) -> Lijst:
    """Return a list; raises Http404 for one that is not there, PermissionDenied for anyone who may not change it."""
    # First whether somebody keeps lists at all: who does not hears nothing of which there are.
    rechten.eis(rechten.mag_zoekwoorden(gebruiker))
    if naam not in LIJSTEN:
        raise Http404
    rechten.eis(LIJSTEN[naam].mag(gebruiker))
    return LIJSTEN[naam]
