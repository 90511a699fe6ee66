"""How the field divides organisations, each word with one plain sentence: on the list, its filters, and their pages.

The words are those of the study of 2025 among opbouwwerkers ('Het landschap van voorzieningen'). Its third layer of
the sociale basis, the personal one, is family and neighbours: people, and so no entry of this kaart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

BEIDE = "beide"
"""Of an organisation that is formal and informal: it counts for both."""

FORMALITEIT, INFRASTRUCTUUR, SOCIALE_BASIS, KAPITAAL = "formaliteit", "infrastructuur", "sociale_basis", "kapitaal"


@dataclass(frozen=True, slots=True)
class Soort:
    """One word of the typology; `zin` says in one sentence what it means."""

    waarde: str
    label: str
    zin: str


@dataclass(frozen=True)
class Indeling:
    """One way to divide organisations."""

    naam: str
    label: str
    soorten: tuple[Soort, ...]
    uitleg: str = ""

    @cached_property
    def per_waarde(self) -> dict[str, Soort]:
        """Its words by their value."""
        return {soort.waarde: soort for soort in self.soorten}

    def van(self, *waarden: str) -> list[Soort]:
        """Return the words that these values stand for, in their order; 'beide' stands for all of them."""
        return [soort for soort in self.soorten if soort.waarde in waarden or BEIDE in waarden]


INDELINGEN = (
    Indeling(
        FORMALITEIT,
        "Formeel of informeel",
        (
            Soort("formeel", "Formeel", "Een instelling met betaalde krachten en vaste regels."),
            Soort("informeel", "Informeel", "Een groep of initiatief van mensen zelf, meestal met vrijwilligers."),
        ),
        "Wat allebei is, staat bij allebei.",
    ),
    Indeling(
        INFRASTRUCTUUR,
        "Aankomst of sociaal",
        (
            Soort("aankomst", "Aankomst", "Speciaal voor mensen die nieuw zijn."),
            Soort("sociaal", "Sociaal", "Voor alle bewoners van de stad of de buurt."),
        ),
        "Sommige organisaties zijn het allebei.",
    ),
    Indeling(
        SOCIALE_BASIS,
        "Sociale basis",
        (
            Soort(
                "institutioneel", "Institutioneel",
                "Voorzieningen met betaalde krachten en geld van de overheid, zoals een buurthuis of de bibliotheek.",
            ),
            Soort(
                "gemeenschappelijk", "Gemeenschappelijk",
                "Groepen en netwerken waarin mensen samen iets voor elkaar doen.",
            ),
        ),
        "De derde laag heet de persoonlijke sociale basis: familie, vrienden en buren. Die staan niet op deze kaart.",
    ),
    Indeling(
        KAPITAAL,
        "Welke contacten krijg je er?",
        (
            Soort("bonding", "Bonding", "Je ontmoet er mensen met dezelfde taal of achtergrond."),
            Soort("bridging", "Bridging", "Je ontmoet er mensen met een andere achtergrond dan jij."),
            Soort("linking", "Linking", "Je krijgt er contact met instanties, bijvoorbeeld voor werk of een woning."),
        ),
    ),
)  # fmt: skip

PER_NAAM = {indeling.naam: indeling for indeling in INDELINGEN}
