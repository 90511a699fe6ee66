"""What a file may hold, checked before it is made into cells: a small file can say that it is a very large one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from kaart.uitwisseling.bladen.cellen import HOOGSTENS_IN_CEL
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

MEGABYTE = 1_000_000
HOOGSTENS_BYTES = 20 * MEGABYTE
HOOGSTENS_UITGEPAKT = 150 * MEGABYTE
HOOGSTENS_KEER_ZO_GROOT = 150
HOOGSTENS_DELEN = 1_000
HOOGSTENS_KOLOMMEN = 400
HOOGSTENS_RIJEN = 100_000
HOOGSTENS_BLADEN = 50
# Cells with something in or before them, in the whole file: a kaart of 30,000 offers has two million.
HOOGSTENS_CELLEN = 4_000_000
# Elements in one part of a package; those that only say how it looks have far fewer.
HOOGSTENS_TEKENS_KLEINER = 10_000_000
HOOGSTENS_TEKENS_KLEINER_OPMAAK = 500_000
# Bytes without a '<': the longest text of a cell is a tenth of that.
HOOGSTENS_AANEEN = MEGABYTE
HOOGSTENS_DIEP = 50
STUK = 65_536

TRUC = "In dit bestand staat iets dat in een rekenblad niet hoort. Bewaar het opnieuw vanuit Excel of LibreOffice."
TE_GROOT = "Uitgepakt is dit bestand veel te groot. Stuur alleen de bladen die nodig zijn."
TE_VEEL_RIJEN = "Blad ‘{}’ heeft meer dan " + f"{HOOGSTENS_RIJEN:,}".replace(",", ".") + " rijen. Verdeel het in delen."
TE_VEEL_KOLOMMEN = "Blad ‘{}’ heeft meer dan " + f"{HOOGSTENS_KOLOMMEN} kolommen. Haal weg wat niet nodig is."
TE_LANG = (
    "Blad ‘{}’, rij {}, kolom {}: deze cel heeft {} tekens. Hoogstens "
    f"{HOOGSTENS_IN_CEL} past in een rekenblad. Maak de tekst korter."
)


def stukken(stroom: IO[bytes]) -> Iterator[bytes]:
    """Yield a part of a package bit by bit; raises Onleesbaar for one endless text or attribute."""
    aaneen = 0
    while stuk := stroom.read(STUK):
        eerste, laatste = stuk.find(b"<"), stuk.rfind(b"<")
        aaneen += len(stuk) if eerste < 0 else eerste
        if aaneen > HOOGSTENS_AANEEN:
            raise Onleesbaar(TRUC)
        if eerste >= 0:
            aaneen = len(stuk) - laatste
        yield stuk


def weeg_deel(stroom: IO[bytes], hoogstens: int = HOOGSTENS_TEKENS_KLEINER) -> None:
    """Refuse a part of a package with too many elements, or one that is endless; keeps nothing of it."""
    aantal = 0
    for stuk in stukken(stroom):
        aantal += stuk.count(b"<")
        if aantal > hoogstens:
            raise Onleesbaar(TE_GROOT)


def herhaling(tekst: str | None) -> int:
    """Return how often a row, cell or space is repeated; raises Onleesbaar for what is no number."""
    if tekst is None:
        return 1
    kaal = tekst.strip()
    if not kaal.isascii() or not kaal.isdigit() or len(kaal) > 9:
        raise Onleesbaar(TRUC)
    return int(kaal)
