"""What can be chosen in each facet of a question, and how that is called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from organisaties.begrippen import Begrippen
from organisaties.models import Aanbod
from organisaties.regels.openingstijden import WEEKDAGEN

JA = "ja"
NAVRAGEN = "navragen"
ONBEKEND = "onbekend"
AANKOMST = "aankomst"
SOCIAAL = "sociaal"
UIT_LIJSTEN = ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep")
Keuzes = Mapping[str, tuple[tuple[str, str], ...]]
NU, VANDAAG, WEEKEND = "nu", "vandaag", "weekend"
DAGNUMMER: Mapping[str, int] = MappingProxyType({naam: nummer for nummer, naam in WEEKDAGEN})
DAGDELEN = ("ochtend", "middag", "avond", "nacht")


def _wanneer() -> Mapping[str, str]:
    """Return what can be asked for: now, a day, a part of one ('zaterdag-avond'), and how each is called."""
    namen = {NU: "Nu open", VANDAAG: "Vandaag", "morgen": "Morgen", "overmorgen": "Overmorgen"}
    namen |= {naam: naam.capitalize() for naam in DAGNUMMER} | {WEEKEND: "In het weekend"}
    dagen = [naam for naam in namen if naam != NU]
    namen |= {dagdeel: f"In de {dagdeel}" for dagdeel in DAGDELEN}
    for dag in dagen:
        begin = {VANDAAG: "Van", WEEKEND: "Weekend: "}.get(dag, dag.capitalize())
        namen |= {f"{dag}-{dagdeel}": f"{begin}{dagdeel}" for dagdeel in DAGDELEN}
    return MappingProxyType(namen)


WANNEER = _wanneer()
# What is offered to choose; the rest can be typed. What is open now is a choice of 'open' already.
WANNEER_GETOOND = frozenset(waarde for waarde in WANNEER if "-" not in waarde and waarde not in (NU, "overmorgen"))

VASTE_KEUZES: Keuzes = MappingProxyType(
    {
        "open": ((NU, "Nu open"), (VANDAAG, "Vandaag nog open"), (ONBEKEND, "Tijden niet bekend")),
        "wanneer": tuple(WANNEER.items()),
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
