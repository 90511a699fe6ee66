"""The whole kaart as sheets, for those who may take it along."""

from __future__ import annotations

from collections.abc import Sequence

from kaart.uitwisseling.bestanden.vellen import Telling, Vel, vel_van
from kaart.uitwisseling.bladen.blad import Blad
from kaart.uitwisseling.bladen.kaart import CONTACTEN_BLAD
from kaart.uitwisseling.uitvoer.ernaast import vellen_ernaast
from kaart.uitwisseling.uitvoer.leesmij import Leesmij, rol_van
from kaart.uitwisseling.uitvoer.lijsten import maak_lijsten
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import register_voor
from organisaties.zoeken.telling import Versheidstelling


def alle_vellen(bladen: Sequence[Blad], gebruiker: Lezer, *, adres: str, contacten: bool) -> list[Vel]:
    """Return everything this person may see; `contacten`: with the people to ask for."""
    telling = Telling()
    lijsten, keuzelijsten = maak_lijsten(bladen, gebruiker)
    register = register_voor(gebruiker)
    leesmij = Leesmij(
        wat="De hele kaart",
        rol=rol_van(gebruiker),
        adres=adres,
        versheid=Versheidstelling.van(register, register.alles),
        contacten=contacten,
        terug=True,
    )
    gekozen = [*bladen, CONTACTEN_BLAD] if contacten else bladen
    vellen = [vel_van(blad, gebruiker, keuzelijsten=keuzelijsten, telling=telling) for blad in gekozen]
    return [*vellen, *vellen_ernaast(gebruiker, telling), lijsten, leesmij.vel(telling)]
