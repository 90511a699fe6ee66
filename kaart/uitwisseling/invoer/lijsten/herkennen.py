"""Which sheet it is, where its header stands, and what each column means: a proposal, which people correct.

By the words above a column first. What is in it may say that the word means something else ('Site' above names), and
fills in where there is no word; the page shows which of these it was. There is always a proposal for a sheet that
holds something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kaart.uitwisseling.invoer.bron import Bron, Werkmap
from kaart.uitwisseling.invoer.lijsten import inhoud
from kaart.uitwisseling.invoer.lijsten.kolommen import NIETS
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van, kolommen_op_woord, ook_een_naam
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, leeg, lijkt_op
from kaart.uitwisseling.tabellen.fouten import Onleesbaar

ZOEK_KOP_IN = 30
"""A header stands within so many rows that hold something."""

VOORBEELDEN = 40
MEESTAL = 0.7


class Zeker(StrEnum):
    """By what a column was recognised, from sure to a guess."""

    WOORD = "woord"
    INHOUD = "inhoud"
    GOK = "gok"


@dataclass(frozen=True, slots=True)
class Vertaling:
    """How a sheet is read: which one, the number of its header row (0: none), and per column (from 0) what it means."""

    blad: str
    koprij: int
    koppen: tuple[str, ...]
    kolommen: Mapping[int, str]
    zeker: Mapping[int, Zeker] = field(default_factory=lambda: MappingProxyType({}))
    # Columns in which a cross says that the word above it holds: (what of a row, key of our lists).
    kruisen: Mapping[int, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    # Columns that are kept as a remark for colleagues.
    erbij: frozenset[int] = frozenset()

    def kop(self, doel: str) -> str:
        """Return what stands above the column that means this."""
        return next((self.koppen[plek] for plek, naam in self.kolommen.items() if naam == doel), doel)

    def plek(self, doel: str) -> int | None:
        """Return which column means this."""
        return next((plek for plek, naam in self.kolommen.items() if naam == doel), None)

    @property
    def naam_is_een_gok(self) -> bool:
        """Whether nothing said which column holds the names: then a person has to."""
        plek = self.plek("naam")
        return plek is None or self.zeker.get(plek) is Zeker.GOK


def herken(werkmap: Werkmap, woorden: Woordenboek) -> Vertaling:
    """Return how this file is best read; raises Onleesbaar where no sheet holds anything."""
    gevonden = [(bron, herken_blad(bron, woorden)) for bron in werkmap.bladen]
    mogelijk = [(bron, vertaling) for bron, vertaling in gevonden if vertaling is not None]
    if not mogelijk:
        raise Onleesbaar("Er staat niets in dit bestand. Kies een bestand met een lijst van organisaties.")
    beste = max(
        mogelijk,
        key=lambda een: (
            not een[0].verborgen,
            not een[1].naam_is_een_gok,
            len(een[1].kolommen) > 1,
            len(een[1].kolommen),
            len(een[0].rijen),
        ),
    )[1]
    # Of sheets that look the same (one for each stadsdeel) the first.
    return next(een for bron, een in mogelijk if een.koppen == beste.koppen and not (bron.verborgen and een != beste))


def herken_blad(bron: Bron, woorden: Woordenboek, koprij: int | None = None) -> Vertaling | None:
    """Return how one sheet is read, with its header at `koprij` where somebody said so (0: none); None when empty."""
    gevuld = [(plek, rij) for plek, (_, rij) in enumerate(bron.rijen) if any(cel.strip() for cel in rij)]
    if not gevuld:
        return None
    if koprij is None:
        plek = _zoek_kop([rij for _, rij in gevuld], woorden)
        return _maak(bron, None if plek is None else gevuld[plek][0], woorden)
    return _maak(bron, next((n for n, (nummer, _) in enumerate(bron.rijen) if nummer == koprij), None), woorden)


def _zoek_kop(rijen: Sequence[Sequence[str]], woorden: Woordenboek) -> int | None:
    """Return which row is the header: the one with the most words we know, else the first that names its columns.

    A row with an address, a number or a date in it is data, whatever its words are; and so is all that is below it.
    """
    breed = Counter(_gevuld(rij) for rij in rijen[1 : ZOEK_KOP_IN * 2])
    gewoon = max(breed, key=lambda aantal: (breed[aantal], aantal), default=_gevuld(rijen[0]))
    beste: tuple[int, int] | None = None
    eerste: int | None = None
    for plek, rij in enumerate(rijen[:ZOEK_KOP_IN]):
        if inhoud.is_gegeven(rij, rijen[plek + 1 :], woorden):
            continue
        heel = _aangevuld(rij, rijen[plek - 1] if plek else ())
        op_woord = kolommen_op_woord(heel)
        bekend = len(op_woord) + inhoud.aantal_kruiskoppen(rij, rijen[plek + 1 :], woorden)
        bekend += "naam" not in op_woord.values() and ook_een_naam(heel, {}) is not None
        alleen_een_titel = _gevuld(rij) == 1 and gewoon > 1
        if bekend and not alleen_een_titel and (beste is None or bekend > beste[0]):
            beste = (bekend, plek)
        gevuld = [cel for cel in rij if cel.strip()]
        if eerste is None and len(gevuld) >= max(2, 0.6 * gewoon) and len(set(gevuld)) == len(gevuld):
            eerste = plek
    return eerste if beste is None else beste[1]


def _aangevuld(rij: Sequence[str], boven: Sequence[str]) -> Sequence[str]:
    """Return a row with what stands above where it is empty itself, if that row names more than one column."""
    if _gevuld(boven) < 2:
        return rij
    breed = max(len(rij), len(boven))
    onder, erboven = ([*een, *[""] * (breed - len(een))] for een in (rij, boven))
    return [cel if cel.strip() else ander for cel, ander in zip(onder, erboven, strict=True)]


def _gevuld(rij: Sequence[str]) -> int:
    return sum(bool(cel.strip()) for cel in rij)


def _maak(bron: Bron, plek: int | None, woorden: Woordenboek) -> Vertaling:
    nummer, koppen = (bron.rijen[plek][0], _koppen(bron, plek)) if plek is not None else (0, ())
    onder = _tot_de_volgende_kop([rij for _, rij in bron.rijen[(-1 if plek is None else plek) + 1 :]])
    breed = max((len(rij) for rij in (koppen, *onder)), default=0)
    alle = tuple(koppen) + ("",) * (breed - len(koppen))
    cellen = [_cellen(onder, kolom) for kolom in range(breed)]
    kolommen = {
        kolom: doel
        for kolom, doel in kolommen_op_woord(alle).items()
        if not inhoud.weerlegt(doel, cellen[kolom], bron, kolom)
    }
    zeker = dict.fromkeys(kolommen, Zeker.WOORD)
    kruisen = {
        kolom: gevonden
        for kolom in range(breed)
        if kolom not in kolommen
        and (gevonden := inhoud.kruis_boven(alle[kolom], _cellen(onder, kolom, ook_leeg=True), woorden))
    }
    if "omschrijving" not in kolommen.values() and "naam" in kolommen.values():
        # Beside an organisation a 'Project' or 'Activiteit' is what it does.
        vrije = {kolom: doel for kolom, doel in kolommen.items() if doel != "naam"}
        wat = ook_een_naam(["" if kolommen.get(kolom) == "naam" else kop for kolom, kop in enumerate(alle)], vrije)
        if wat is not None and wat not in kolommen and wat not in kruisen:
            kolommen[wat], zeker[wat] = "omschrijving", Zeker.WOORD
    if "naam" not in kolommen.values() and (kolom_ := ook_een_naam(alle, kolommen)) is not None:
        kolommen[kolom_], zeker[kolom_] = "naam", Zeker.WOORD
    for kolom in range(breed):
        if (
            kolom in kolommen
            or kolom in kruisen
            or kaal_van(alle[kolom]) in NIETS
            or len(cellen[kolom]) < inhoud.GENOEG_CELLEN
        ):
            continue
        if "website" not in kolommen.values() and inhoud.leidt_ergens_heen(bron, kolom, len(onder)):
            kolommen[kolom], zeker[kolom] = "website", Zeker.INHOUD
            continue
        for doel in lijkt_op(cellen[kolom], woorden, MEESTAL):
            if doel not in kolommen.values():
                kolommen[kolom], zeker[kolom] = doel, Zeker.INHOUD
                break
    if "naam" not in kolommen.values():
        vrij = [kolom for kolom in range(breed) if kolom not in kolommen and kolom not in kruisen]
        namen = next((kolom for kolom in vrij if inhoud.zijn_namen(cellen[kolom])), None)
        if namen is not None:
            kolommen[namen], zeker[namen] = "naam", Zeker.GOK
    plek_naam = next((kolom for kolom, doel in kolommen.items() if doel == "naam"), None)
    if plek_naam is not None and inhoud.zijn_koppen(cellen[plek_naam]):
        # A list on its side, or cards below each other: what stands there are the names of fields.
        del kolommen[plek_naam]
        zeker.pop(plek_naam, None)
    return Vertaling(
        bron.titel,
        nummer,
        tuple(" ".join(kop.split()) or f"kolom {n}" for n, kop in enumerate(alle, 1)),
        dict(sorted(kolommen.items())),
        zeker,
        kruisen,
    )


def is_andere_kop(rij: Sequence[str]) -> bool:
    """Whether a row may be the header of another table: two words we know, and one for the names."""
    woorden = kolommen_op_woord(rij)
    return len(woorden) >= 2 and ("naam" in woorden.values() or ook_een_naam(rij, woorden) is not None)


def _tot_de_volgende_kop(rijen: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows of one table: up to a header that stands below an empty row or a title."""
    for n in range(1, len(rijen)):
        if _gevuld(rijen[n - 1]) <= 1 and is_andere_kop(rijen[n]):
            return rijen[:n]
    return rijen


def _koppen(bron: Bron, plek: int) -> tuple[str, ...]:
    """Return a header row, with what stands above where it is empty: two lines with joined cells are one header."""
    nummer, koppen = bron.rijen[plek]
    boven = bron.rijen[plek - 1] if plek else (0, ())
    if boven[0] != nummer - 1:
        return koppen
    return tuple(_aangevuld(koppen, boven[1]))


def _cellen(rijen: Sequence[Sequence[str]], kolom: int, *, ook_leeg: bool = False) -> list[str]:
    """Return the first texts of a column that say something; `ook_leeg`: a lone 'x' or '-' too."""
    gevonden: list[str] = []
    for rij in rijen:
        if kolom < len(rij) and rij[kolom].strip() and (ook_leeg or not leeg(rij[kolom])):
            gevonden.append(rij[kolom].strip())
            if len(gevonden) == VOORBEELDEN:
                break
    return gevonden
