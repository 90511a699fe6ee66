"""Which sheet it is, where its header stands, and what each column means: by words first, then by what is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kaart.uitwisseling.invoer.lijsten.kolommen import DOELEN, NIETS
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, lijkt_op
from kaart.uitwisseling.invoer.werkmap import Bron, Werkmap
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

ZOEK_KOP_IN = 30
"""A header stands within so many rows that hold something."""

GENOEG = 86
"""Of 100: a header with a typing error."""

VOORBEELDEN = 40
MEESTAL = 0.7


@dataclass(frozen=True, slots=True)
class Vertaling:
    """How a sheet is read: which one, the number of its header row, and per column (from 0) what it means."""

    blad: str
    koprij: int
    koppen: tuple[str, ...]
    kolommen: Mapping[int, str]

    def kop(self, doel: str) -> str:
        """Return what stands above the column that means this."""
        return next((self.koppen[plek] for plek, naam in self.kolommen.items() if naam == doel), doel)

    def plek(self, doel: str) -> int | None:
        """Return which column means this."""
        return next((plek for plek, naam in self.kolommen.items() if naam == doel), None)


def herken(werkmap: Werkmap, woorden: Woordenboek) -> Vertaling:
    """Return how this file is best read; raises Onleesbaar when no sheet has a column with names."""
    beste: tuple[tuple[bool, int, int], Vertaling] | None = None
    for bron in werkmap.bladen:
        gevonden = herken_blad(bron, woorden)
        if gevonden is None:
            continue
        score = (not bron.verborgen, len(gevonden.kolommen), len(bron.rijen))
        if beste is None or score > beste[0]:
            beste = (score, gevonden)
    if beste is None:
        raise Onleesbaar(
            "We vinden in dit bestand geen lijst met namen van organisaties. Zet boven elke kolom wat erin staat, "
            "bijvoorbeeld Naam, Stadsdeel en Website."
        )
    return beste[1]


def herken_blad(bron: Bron, woorden: Woordenboek, koprij: int | None = None) -> Vertaling | None:
    """Return how one sheet is read, with its header at `koprij` where somebody said so; None when it has no names."""
    beste: tuple[int, int] | None = None
    gevuld = [(plek, rij) for plek, (_, rij) in enumerate(bron.rijen) if any(cel.strip() for cel in rij)]
    for plek, rij in gevuld[:ZOEK_KOP_IN]:
        nummer = bron.rijen[plek][0]
        if koprij is not None and nummer != koprij:
            continue
        op_woord = kolommen_op_woord(rij)
        if koprij is not None:
            return _maak(bron, plek, op_woord, woorden)
        if "naam" in op_woord.values() and len(op_woord) >= 2 and (beste is None or len(op_woord) > beste[0]):
            beste = (len(op_woord), plek)
    if beste is None:
        return None
    plek = beste[1]
    return _maak(bron, plek, kolommen_op_woord(bron.rijen[plek][1]), woorden)


def kolommen_op_woord(koppen: Sequence[str]) -> dict[int, str]:
    """Return per column what the word above it means; each meaning once, the best fit first."""
    paren: list[tuple[float, int, str]] = []
    for plek, kop in enumerate(koppen):
        kaal = kaal_van(kop)
        if not kaal or len(kaal) > 60:
            continue
        for doel in DOELEN:
            score = max(_gelijkenis(kaal, woord) for woord in doel.woorden)
            if score >= GENOEG:
                paren.append((score, plek, doel.naam))
    gevonden: dict[int, str] = {}
    for _, plek, naam in sorted(paren, key=lambda paar: (-paar[0], paar[1])):
        if plek not in gevonden and naam not in gevonden.values():
            gevonden[plek] = naam
    # 'Nr' is the number of a house only beside a street.
    straat = any(naam == "straat" for naam in gevonden.values())
    return {
        plek: naam
        for plek, naam in gevonden.items()
        if naam not in ("huisnummer", "telefoon") or straat or kaal_van(koppen[plek]) not in NIETS
    }


def kaal_van(tekst: str) -> str:
    """Return a header without accents, capitals, signs and what stands between brackets."""
    zonder = re.sub(r"\([^)]{3,}\)|\[[^\]]*\]", " ", tekst)
    plat = unicodedata.normalize("NFKD", zonder.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(t for t in plat if not unicodedata.combining(t))).split())


def _gelijkenis(kaal: str, woord: str) -> float:
    if kaal == woord:
        return 100
    # 'Naam van de instelling' and 'Bijdrage €': the word stands in it, or in nearly the same letters.
    if len(woord) > 3 and re.search(rf"\b{re.escape(woord)}\b", kaal):
        return 97 - min(abs(len(kaal) - len(woord)) / 4, 9)
    return fuzz.ratio(kaal, woord) - 4 if min(len(kaal), len(woord)) > 4 else 0


def _maak(bron: Bron, plek: int, op_woord: dict[int, str], woorden: Woordenboek) -> Vertaling:
    nummer, koppen = bron.rijen[plek]
    breed = max((len(rij) for _, rij in bron.rijen[plek:]), default=len(koppen))
    alle = tuple(koppen) + ("",) * (breed - len(koppen))
    kolommen = dict(op_woord)
    voorbeelden = [rij for _, rij in bron.rijen[plek + 1 : plek + 1 + VOORBEELDEN]]
    for kolom in range(breed):
        if kolom in kolommen or kaal_van(alle[kolom]) in NIETS:
            continue
        cellen = [rij[kolom].strip() for rij in voorbeelden if kolom < len(rij) and rij[kolom].strip()]
        if len(cellen) < 3:
            continue
        for doel in lijkt_op(cellen, woorden, MEESTAL):
            if doel not in kolommen.values():
                kolommen[kolom] = doel
                break
    return Vertaling(
        bron.titel,
        nummer,
        tuple(" ".join(kop.split()) or f"kolom {n}" for n, kop in enumerate(alle, 1)),
        dict(sorted(kolommen.items())),
    )
