"""The sheet with what can be chosen in the other sheets, and where in it each list stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from kaart.uitwisseling.bestanden.vellen import Bereik, Vel, Velkolom
from kaart.uitwisseling.bladen.blad import Blad
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from kaart.uitwisseling.tabellen.velden import Keuze, Keuzes
from organisaties.models import Behoefte, Doelgroep, Gebied, Nieuwkomerscategorie, Stadsdeel, Taal
from organisaties.regels.keuzes import Zekerheid
from organisaties.zichtbaarheid import Lezer

TITEL = "Lijsten"
# More rows than any kaart has; a drop-down over empty cells shows none of them.
HOOGSTENS_RIJEN = 1_048_576


@dataclass(frozen=True, slots=True)
class _Lijst:
    """One list: its name, what stands above it, and its values, with what they mean where that is not plain."""

    naam: str
    kop: str
    waarden: Sequence[str]
    namen: Sequence[str] = ()


def maak_lijsten(bladen: Sequence[Blad], gebruiker: Lezer) -> tuple[Vel, dict[str, Bereik]]:
    """Return the sheet, and per list where to choose from; only the lists that the columns of this person ask."""
    lijsten = [lijst for lijst in _lijsten(bladen, gebruiker) if lijst.waarden]
    kolommen: list[Velkolom] = []
    waarden: list[Sequence[str]] = []
    bereiken: dict[str, Bereik] = {}
    for lijst in lijsten:
        bereiken[lijst.naam] = Bereik(TITEL, len(kolommen) + 1, len(lijst.waarden) + 1)
        kolommen.append(Velkolom(lijst.kop, 24))
        waarden.append(lijst.waarden)
        if lijst.namen:
            kolommen.append(Velkolom(f"{lijst.kop}: betekenis", 30))
            waarden.append(lijst.namen)
    # A key of a row in another sheet is chosen there; only where that sheet is in the file.
    for blad in bladen:
        if blad.bestand.sleutel == ("kenmerk",):
            bereiken[blad.naam] = Bereik(blad.titel, 1, HOOGSTENS_RIJEN)

    def rijen() -> Iterator[list[Cel]]:
        for rij in zip_longest(*waarden, fillvalue=""):
            yield [veilig(waarde) or None for waarde in rij]

    return Vel(TITEL, kolommen, rijen), bereiken


def _lijsten(bladen: Sequence[Blad], gebruiker: Lezer) -> Iterator[_Lijst]:
    gevraagd = {naam for blad in bladen for k in blad.kolommen_voor(gebruiker) for naam in getattr(k.veld, "naar", ())}
    begrippen: tuple[tuple[str, str, Any, str], ...] = (
        ("stadsdelen", "Stadsdeel", Stadsdeel.objects.in_volgorde(), "slug"),
        ("gebieden", "Gebied", Gebied.objects.in_volgorde(), "slug"),
        ("behoeften", "Behoefte", Behoefte.objects.in_volgorde(), "slug"),
        ("talen", "Taal", Taal.objects.in_volgorde(), "code"),
        ("doelgroepen", "Extra doelgroep", Doelgroep.objects.in_volgorde(), "slug"),
        ("categorieen", "Categorie", Nieuwkomerscategorie.objects.zichtbaar_voor(gebruiker).in_volgorde(), "slug"),
    )
    for naam, kop, rijen, sleutel in begrippen:
        if naam in gevraagd:
            paren = list(rijen.values_list(sleutel, "naam"))
            yield _Lijst(naam, kop, [paar[0] for paar in paren], [paar[1] for paar in paren])
    for blad in bladen:
        for kolom in blad.kolommen_voor(gebruiker):
            if isinstance(kolom.veld, Keuze) and not kolom.alleen_lezen:
                betekenis = _betekenis(kolom.naam)
                woorden = kolom.veld.woorden
                yield _Lijst(
                    f"{blad.naam}.{kolom.naam}",
                    f"{blad.titel}: {kolom.kop}",
                    woorden,
                    [betekenis.get(woord, "") for woord in woorden] if betekenis else (),
                )
            elif isinstance(kolom.veld, Keuzes):
                yield _Lijst(f"{blad.naam}.{kolom.naam}", f"{blad.titel}: {kolom.kop}", kolom.veld.opties)


def _betekenis(kolom: str) -> dict[str, str]:
    """Return what single letters mean; words speak for themselves."""
    return {waarde: str(label) for waarde, label in Zekerheid.choices} if kolom == "zekerheid" else {}
