"""The public tables as csv: the sheets of the spreadsheets as a visitor may have them, without Toegang or versions."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.uitwisseling.bestanden import csvs
from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bladen.blad import Blad
from kaart.uitwisseling.bladen.cellen import Cel, cel_van
from kaart.uitwisseling.bladen.kaart import AANBOD_BLAD, LOCATIES_BLAD, OPENINGSTIJDEN_BLAD, ORGANISATIES_BLAD
from kaart.uitwisseling.opendata import publiek

BLADEN: dict[str, Blad] = {
    blad.naam: blad for blad in (ORGANISATIES_BLAD, LOCATIES_BLAD, AANBOD_BLAD, OPENINGSTIJDEN_BLAD)
}


def stukken(blad: Blad) -> Iterator[bytes]:
    """Yield a table."""
    kolommen = [kolom for kolom in blad.kolommen_voor(publiek.BEZOEKER) if kolom.open_data]

    def rijen() -> Iterator[list[Cel]]:
        for rij in blad.query(publiek.BEZOEKER).iterator(chunk_size=publiek.PER_KEER):
            yield [cel_van(kolom.veld, kolom.waarde(rij)) for kolom in kolommen]

    return csvs.stroom(Vel(blad.titel, [Velkolom(kolom.kop) for kolom in kolommen], rijen), nederlands=False)
