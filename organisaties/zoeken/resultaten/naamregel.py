"""What the words of a question name beside offers: a line for each organisation or place, above the results."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from organisaties.models import Organisatie
from organisaties.zoeken import Antwoord
from organisaties.zoeken.index.namen import ORGANISATIE, Naam

HOOGSTENS = 3


@dataclass(frozen=True, slots=True)
class Naamregel:
    """One organisation or place; `aantal` is how many offers it has that this reader may find."""

    naam: Naam
    url: str
    formaliteit: str
    aantal: int


def naamregels(antwoord: Antwoord) -> list[Naamregel]:
    """Return the first of what the question names."""
    return [
        Naamregel(
            naam,
            reverse(f"ingangen:{'organisatie' if naam.soort == ORGANISATIE else 'locatie'}", args=[naam.kenmerk]),
            Organisatie.Formaliteit(naam.formaliteit).label if naam.formaliteit else "",
            antwoord.register.bij_naam(naam.sleutel).bit_count(),
        )
        for naam in antwoord.genoemd.namen[:HOOGSTENS]
    ]


def alle_namen(antwoord: Antwoord) -> str:
    """Return the address that shows all that the question names, empty where these lines do."""
    if len(antwoord.genoemd.namen) <= HOOGSTENS:
        return ""
    return f"{reverse('ingangen:organisaties')}?{urlencode({'q': antwoord.vraag.q})}"
