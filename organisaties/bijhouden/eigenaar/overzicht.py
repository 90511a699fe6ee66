"""What an owner sees before it leaves: row by row what changes in texts of others, as far as it may read those.

An owner types its own name. So nothing here may say whether a word stands where the owner cannot look: not which text,
not how many.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from organisaties.bijhouden.eigenaar.naam import Mag
from organisaties.bijhouden.eigenaar.uitwissen import Gevolg, Sporen, zin_waarin
from organisaties.models import Organisatie
from organisaties.zichtbaarheid import Lezer


@dataclass(frozen=True, slots=True)
class Regel:
    """One text of others: where it stands, and each sentence before and after; without an after it stays."""

    waar: str
    adres: str
    veld: str
    zinnen: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Overzicht:
    """What goes, what stays until somebody looked, and whether the name itself is left alone."""

    gaat_weg: list[Regel] = field(default_factory=list)
    wordt_gevraagd: list[Regel] = field(default_factory=list)
    naam_blijft: bool = False
    naam_wordt_gevraagd: bool = False


def kijk_vooruit(organisatie: Organisatie, gebruiker: Lezer, sporen: Sporen, gevonden: list[Gevolg]) -> Overzicht:
    """Return what leaving does to texts of others that this person may read."""
    mag = sporen.herkenner.mag
    overzicht = Overzicht(naam_blijft=mag is Mag.NIETS, naam_wordt_gevraagd=mag is Mag.VRAAG)
    for gevolg in gevonden:
        if not _mag_lezen(gevolg, gebruiker):
            continue
        waar, adres = str(gevolg.ingang), gevolg.ingang.get_absolute_url()
        if gevolg.verandert:
            overzicht.gaat_weg.append(Regel(waar, adres, gevolg.opschrift, gevolg.zinnen))
        if gevolg.vraag:
            zin = zin_waarin(gevolg, sporen.herkenner)
            overzicht.wordt_gevraagd.append(Regel(waar, adres, gevolg.opschrift, [(zin, "")]))
    return overzicht


def _mag_lezen(gevolg: Gevolg, gebruiker: Lezer) -> bool:
    if gevolg.veld in gevolg.teksten.intern or gevolg.ingang is None:
        return False
    return _zichtbaar(gevolg.rij, gebruiker) and _zichtbaar(gevolg.ingang, gebruiker)


def _zichtbaar(rij: models.Model, gebruiker: Lezer) -> bool:
    rijen: Any = type(rij)._default_manager
    return bool(rijen.zichtbaar_voor(gebruiker).filter(pk=rij.pk).exists())


def wat_nog_blijft() -> list[str]:
    """Return where what was removed can still be read for a while, by someone with the machine itself."""
    return [BESTANDEN[connection.vendor], *ELDERS]


BESTANDEN = {
    "postgresql": (
        "In de bestanden van de database (PostgreSQL) blijven oude regels leesbaar tot de grote schoonmaak die de "
        "beheerder instelt (de raad is: elke week). Ook het transactielogboek (WAL) bewaart ze, tot de server dat "
        "overschrijft of een bewaarde kopie ervan verloopt."
    ),
    "sqlite": "Uit het bestand van de database is het meteen weg.",
}
ELDERS = (
    (
        "In reservekopieën staat het tot die verlopen. Wordt een oude kopie teruggezet, dan moet de beheerder jullie "
        "opnieuw weghalen."
    ),
    (
        "In het logboek van de server staan de adressen van bezochte pagina’s, met jullie kenmerk erin. Dat verdwijnt "
        "als het logboek verloopt. Wie er keek, staat er niet in."
    ),
)
