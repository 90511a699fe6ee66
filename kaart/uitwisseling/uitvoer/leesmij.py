"""The sheet that says what the file is: when, by which role, which filters, how fresh.

It never names a category, a word that was searched, or a need about safety: files wander.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from kaart.uitwisseling.bestanden.vellen import Telling, Vel, Velkolom
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from organisaties import rechten
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.telling import Versheidstelling
from organisaties.zoeken.vraag import FACETTEN

TITEL = "Leesmij"
NIET_GENOEMD = (
    "Zoekwoorden en een keuze bij 'Open voor een groep' staan nooit in een bestand, ook niet als je die gebruikt hebt. "
    "De volgorde is die van de lijst op het scherm."
)
MET_CONTACTEN = (
    "Staan in dit bestand, omdat daar met opzet om gevraagd is. Dat is genoteerd. Bewaar het bestand niet langer dan "
    "nodig en stuur het niet door."
)
APOSTROF_UITLEG = (
    "Begint een tekst met =, +, - of @, dan staat er een ' voor. Zo maakt geen programma er een formule van."
)
TERUGZETTEN = (
    "Verander een cel en zet het bestand terug bij Importeren. Laat Kenmerk en Versie staan: daaraan ziet de kaart "
    "welke rij het is en wat er intussen op de site veranderde. Rijen die je weghaalt, blijven op de kaart staan."
)


@dataclass(frozen=True)
class Leesmij:
    """What the file is. `filters`: label and choices; None where a file has no filters because it is everything."""

    wat: str
    rol: str
    adres: str
    versheid: Versheidstelling
    filters: Sequence[tuple[str, str]] | None = None
    contacten: bool | None = None
    # Whether this person can bring the file back.
    terug: bool = False
    op: datetime.datetime = field(default_factory=timezone.localtime)

    def vel(self, telling: Telling) -> Vel:
        """Return the sheet; `telling` knows the rows of the others by the time this one is written."""
        return Vel(
            TITEL, [Velkolom("Onderwerp", 24), Velkolom("Uitleg", 100)], lambda: self._cellen(self._regels(telling))
        )

    def _cellen(self, regels: Iterator[tuple[str, str]]) -> Iterator[list[Cel]]:
        for onderwerp, uitleg in regels:
            yield [veilig(onderwerp), veilig(uitleg)]

    def _regels(self, telling: Telling) -> Iterator[tuple[str, str]]:
        yield "Wat is dit?", f"{self.wat}, uit {settings.SITE_NAAM}: {self.adres}"
        yield "Gemaakt op", f"{self.op:%Y-%m-%d} om {self.op:%H:%M} uur"
        yield "Gemaakt als", f"{self.rol}. Wat deze rol niet mag zien, staat er niet in."
        if self.filters is not None:
            yield from self.filters or [("Filters", "geen")]
            yield "Niet genoemd", NIET_GENOEMD
        for titel, aantal in telling.per_vel.items():
            yield f"Rijen in {titel}", str(aantal)
        telling_vers = (
            f"Aanbod dat op tijd is gecontroleerd: {self.versheid.vers}. Te lang geleden: {self.versheid.oud}."
        )
        yield "Hoe vers?", f"{telling_vers} Nog nooit: {self.versheid.nooit}. De datum staat bij 'Gecontroleerd op'."
        if self.contacten is not None:
            yield "Contactpersonen", MET_CONTACTEN if self.contacten else "Staan niet in dit bestand."
        yield "Meer in een cel", "Staan er meer waarden in een cel, dan staat er een | tussen."
        yield "Een ' vooraan", APOSTROF_UITLEG
        if self.terug:
            yield "Grijze kolommen", "Zijn er om te lezen. Wat je daar verandert, komt niet op de kaart."
            yield "Terugzetten", TERUGZETTEN
        yield "Op de site", f"Een rij van Aanbod vind je op {self.adres}aanbod/KENMERK/"
        yield "Niet bekend", "'onbekend' of een lege cel betekent niet 'nee'. Vraag het na voordat je iemand stuurt."


def rol_van(gebruiker: Lezer) -> str:
    """Return the role of somebody, without a name."""
    wie = rechten.als_medewerker(gebruiker)
    return "bezoeker" if wie is None else rechten.rol_in_woorden(wie)


def filters_van(filterset: AanbodFilter) -> list[tuple[str, str]]:
    """Return the choices of a question that a file may name: no words, no category, no need about safety."""
    begrippen = filterset.begrippen["behoefte"]
    regels = []
    for facet in FACETTEN:
        labels = dict(filterset.register.keuzes[facet])
        gekozen = [
            str(labels[waarde])
            for waarde in filterset.vraag.van(facet)
            if not (facet == "behoefte" and begrippen[waarde].neutraal)
        ]
        if gekozen:
            regels.append((f"Filter: {filterset.filters[facet].label}", ", ".join(gekozen)))
    return regels
