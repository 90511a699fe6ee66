"""What the three kinds of entry have in common: an organisation, a place, an offer."""

from __future__ import annotations

from django.db import models

from organisaties.models.aanbod import Aanbod
from organisaties.models.organisatie import Locatie, Organisatie

Ingang = Organisatie | Locatie | Aanbod
INGANGEN: dict[str, type[Ingang]] = {"aanbod": Aanbod, "organisatie": Organisatie, "locatie": Locatie}
"""The kinds by the word that `soort_van` gives."""


def soort_van(ingang: Ingang | type[models.Model]) -> str:
    """Return the word for what this is: 'organisatie', 'locatie' or 'aanbod'."""
    return (ingang if isinstance(ingang, type) else type(ingang)).__name__.lower()


def vergrendel(ingang: Ingang) -> Ingang:
    """Return the entry as it is now; others who want to change it wait. Raises DoesNotExist when it is gone."""
    huidig: Ingang = type(ingang)._default_manager.select_for_update().get(pk=ingang.pk)
    return huidig
