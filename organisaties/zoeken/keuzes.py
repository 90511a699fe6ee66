"""What can be chosen in each facet of a question, and how that is called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from organisaties.begrippen import Begrippen
from organisaties.models import Aanbod

JA = "ja"
NAVRAGEN = "navragen"
ONBEKEND = "onbekend"
AANKOMST = "aankomst"
SOCIAAL = "sociaal"
UIT_LIJSTEN = ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep")
Keuzes = Mapping[str, tuple[tuple[str, str], ...]]

VASTE_KEUZES: Keuzes = MappingProxyType(
    {
        "vandaag_open": ((JA, "Vandaag open"), (ONBEKEND, "Tijden niet bekend")),
        "zonder_bsn": ((JA, "Geen BSN nodig"), (NAVRAGEN, "Niet zeker: eerst navragen")),
        "aanmelden": tuple((waarde, label.capitalize()) for waarde, label in Aanbod.Aanmelden.choices),
        "kosten": tuple((waarde, label.capitalize()) for waarde, label in Aanbod.Kosten.choices),
        "kring": (("eigen", "Eigen kring"), ("gemengd", "Gemengd")),
        "formaliteit": (("formeel", "Formeel"), ("informeel", "Informeel")),
        "infrastructuur": (
            (AANKOMST, "Aankomst: speciaal voor nieuwkomers"),
            (SOCIAAL, "Sociaal: voor alle bewoners"),
        ),
    }
)


def keuzes_van(begrippen: Begrippen) -> Keuzes:
    """Return for each facet its choices as (value, label), in the order in which they are shown."""
    lijsten = {facet: tuple((sleutel, b.naam) for sleutel, b in begrippen[facet].items()) for facet in UIT_LIJSTEN}
    return MappingProxyType({**lijsten, **VASTE_KEUZES})
