"""The results of a question as sheets: exactly those on the screen, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.uitwisseling.bestanden.vellen import PER_KEER, Telling, Vel, vel_van
from kaart.uitwisseling.bladen.kaart import AANBOD_BLAD
from kaart.uitwisseling.uitvoer.leesmij import Leesmij, filters_van, rol_van
from kaart.uitwisseling.uitvoer.lijsten import maak_lijsten
from organisaties import zichtbaarheid
from organisaties.models import Aanbod
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.telling import Versheidstelling


def resultatenvellen(filterset: AanbodFilter, gebruiker: Lezer, *, adres: str) -> list[Vel]:
    """Return the results, what can be chosen in them, and what the file is. `adres`: of the site, with a slash."""
    telling = Telling()
    lijsten, keuzelijsten = maak_lijsten([AANBOD_BLAD], gebruiker)
    vel = vel_van(
        AANBOD_BLAD,
        gebruiker,
        keuzelijsten=keuzelijsten,
        telling=telling,
        rijen=lambda: in_volgorde(filterset, gebruiker),
    )
    antwoord = filterset.antwoord
    leesmij = Leesmij(
        wat="Zoekresultaten",
        rol=rol_van(gebruiker),
        adres=adres,
        versheid=Versheidstelling.van(antwoord.register, antwoord.wel),
        filters=filters_van(filterset),
        terug=zichtbaarheid.is_professional(gebruiker),
    )
    return [vel, lijsten, leesmij.vel(telling)]


def in_volgorde(filterset: AanbodFilter, gebruiker: Lezer) -> Iterator[Aanbod]:
    """Yield the results, best first, some at a time; what was deleted a moment ago is simply not there."""
    sleutels = filterset.antwoord.alle_sleutels()
    for begin in range(0, len(sleutels), PER_KEER):
        stuk = sleutels[begin : begin + PER_KEER]
        rijen = {rij.pk: rij for rij in Aanbod.objects.voor_rekenblad(gebruiker).filter(pk__in=stuk)}
        yield from (rijen[pk] for pk in stuk if pk in rijen)
