"""Which rows are about the same organisation: a list has a row for each, or a row for each place or activity."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from kaart.uitwisseling.invoer.lijsten.gelezen import Fout, Gelezen
from kaart.uitwisseling.invoer.lijsten.waarden import kaal

# A name that comes back may be a slip; from this share on it is how the list was made.
VEEL = 0.15


class Soort(StrEnum):
    """What one row of a list is."""

    ORGANISATIE = "organisatie"
    PLEK = "plek"


def stel_voor(gelezen: Gelezen) -> Soort:
    """Return what one row most likely is: a place or an activity where many names come back, or places have a name."""
    namen = Counter(kaal(rij.naam) for rij in gelezen.rijen if rij.naam)
    herhaald = sum(aantal - 1 for aantal in namen.values())
    plekken = sum(bool(rij.plek_naam) for rij in gelezen.rijen)
    veel = herhaald >= VEEL * len(gelezen.rijen)
    return Soort.PLEK if herhaald and (veel or plekken > len(gelezen.rijen) / 2) else Soort.ORGANISATIE


def verbind(gelezen: Gelezen, soort: Soort) -> None:
    """Say of rows with a name that came before that they belong together, or that one of them is too many."""
    fout = {een.sleutel for een in gelezen.fouten}
    eerder: dict[str, str] = {}
    waar: dict[str, int] = {}
    for rij in gelezen.rijen:
        sleutel = kaal(rij.naam)
        if not sleutel:
            continue
        if sleutel not in eerder:
            if soort is Soort.ORGANISATIE or rij.sleutel not in fout:
                eerder[sleutel], waar[rij.sleutel] = rij.sleutel, rij.nummer
        elif soort is Soort.PLEK:
            rij.hoort_bij = eerder[sleutel]
        else:
            zelfde = waar[eerder[sleutel]]
            gelezen.fouten.append(
                Fout(
                    rij.nummer,
                    "dubbele-naam",
                    gelezen.vertaling.kop("naam"),
                    f"Deze naam staat al in rij {zelfde}.",
                    "Zelfde organisatie? Haal één rij weg of voeg ze samen.",
                    rij.naam,
                    zelfde,
                    blad=rij.blad,
                    sleutel=rij.sleutel,
                )
            )
