"""The rows of a stranger's sheet: what each says, everything that is wrong with it, and what is no row at all."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kaart.uitwisseling.invoer.bron import FORMULE, Bron
from kaart.uitwisseling.invoer.grenzen import HOOGSTENS_KOLOMMEN
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.gelezen import Gelezen, Rij
from kaart.uitwisseling.invoer.lijsten.gezien import buiten_maat, met_samengevoegd, tekens_in_getallen, zoals_gezien
from kaart.uitwisseling.invoer.lijsten.herkennen import herken_blad, is_andere_kop
from kaart.uitwisseling.invoer.lijsten.inhoud import is_gegeven
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van
from kaart.uitwisseling.invoer.lijsten.rij_lezen import Manier, formaliteit_van, op_een_regel
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, kaal

TOTAAL = re.compile(
    r"^(?:sub)?tota(?:al|len|l)\b|^(?:som|aantal|gemiddelde|summe|anzahl|gesamt|toplam|nombre d|número de)\b"
    r"|^\d+ (?:organisaties|plekken|plaatsen|rijen|adressen|groepen)$",
    re.IGNORECASE,
)

AANTEKENING = re.compile(
    r"^(?:[*†]|\d+ (?:organisaties|plekken|rijen|adressen|groepen)\b|(?:legenda|bron|toelichting|n\.?b\.?|let op|vragen"
    r"|opmerking|bijgewerkt|laatst bijgewerkt|stand|peildatum|source|note|last update)\b.*[:.,]|zelf iets toevoegen"
    r"|.*\bzie (?:de )?website)"
    r"|^.{70,}|[.?!]$",
    re.IGNORECASE,
)
"""A sentence below a table: what the signs mean, who made it, how many there are."""

# A stray word a million rows down is no million empty rows.
HOOGSTENS_LEEG = 1_000


def lees(bron: Bron, manier: Manier) -> Gelezen:
    """Read a sheet; never raises, every fault is in the answer."""
    vertaling = manier.vertaling
    uit = Gelezen(vertaling)
    gevuld = met_samengevoegd(bron, zoals_gezien(bron, vertaling))
    let_op = tekens_in_getallen(vertaling, gevuld)
    stand = _Stand(gebied=manier.boek.stadsdelen.get(kaal(bron.titel), ""))
    breed = {n for rij1, k1, rij2, k2 in bron.samengevoegd if k2 - k1 >= 2 for n in range(rij1, rij2 + 1)}
    laatste = max((n for n, (nummer, rij) in enumerate(gevuld) if any(cel.strip() for cel in rij)), default=-1)
    gewoon = _gewone_breedte(gevuld, vertaling.koprij)
    na_leeg = False
    koppen = {plek: kaal_van(vertaling.koppen[plek]) for plek in vertaling.kolommen}
    for plek, (nummer, cellen) in enumerate(gevuld[: laatste + 1]):
        if nummer <= vertaling.koprij:
            continue
        # Rows that hold nothing are not in every kind of file.
        vorige = gevuld[plek - 1][0] if plek and gevuld[plek - 1][0] > vertaling.koprij else vertaling.koprij
        uit.lege_rijen += range(vorige + 1, min(nummer, vorige + 1 + HOOGSTENS_LEEG))
        na_leeg = na_leeg or nummer > vorige + 1
        if not any(cel.strip() for cel in cellen):
            uit.lege_rijen.append(nummer)
        elif _is_totaal(cellen):
            uit.totaalrijen.append(nummer)
        elif _is_kop(cellen, koppen) or _is_tussenkop(nummer, bron.rijen[plek][1], manier, breed):
            uit.tussenkoppen.append(nummer)
            stand.neem_over(" ".join(cellen), manier.boek)
        elif na_leeg and (ander := _andere_tabel(bron, plek, manier)) is not None:
            uit.opmerkingen.append(f"Vanaf rij {nummer} staat een andere tabel. Die lezen we met haar eigen koppen.")
            uit.erbij(ander)
            break
        elif _is_uitleg(cellen):
            uit.tussenkoppen.append(nummer)
        elif gewoon > 2 and _is_aantekening(bron.rijen[plek][1]):
            uit.aantekeningen.append(nummer)
        else:
            rij, fouten = manier.lees(nummer, cellen, buiten_maat(bron, vertaling, nummer, cellen, let_op))
            rij.formaliteit = rij.formaliteit or stand.formaliteit
            if stand.gebied and not rij.werkgebied and vertaling.plek("werkgebied") is None:
                rij.werkgebied = (stand.gebied,)
            _plaats(rij, manier.boek)
            uit.rijen.append(rij)
            uit.fouten += fouten
        na_leeg = nummer in {
            *uit.lege_rijen[-1:],
            *uit.tussenkoppen[-1:],
            *uit.totaalrijen[-1:],
            *uit.aantekeningen[-1:],
        }
    _zeg_wat_meedoet(uit, bron)
    return uit


def _andere_tabel(bron: Bron, plek: int, manier: Manier) -> Gelezen | None:
    """Return what stands from a row on, where that row is the header of another table; None for any other row."""
    nummer, cellen = bron.rijen[plek]
    if not is_andere_kop(cellen) or is_gegeven(cellen, [rij for _, rij in bron.rijen[plek + 1 :]], manier.boek):
        return None
    rest = replace(bron, rijen=bron.rijen[plek:])
    vertaling = herken_blad(rest, manier.boek, nummer)
    return lees(rest, replace(manier, vertaling=vertaling)) if vertaling else None


@dataclass(slots=True)
class _Stand:
    """What holds for the rows below: the title of the sheet and the rows in between say it once for all."""

    formaliteit: str = ""
    gebied: str = ""

    def neem_over(self, tekst: str, boek: Woordenboek) -> None:
        self.formaliteit = formaliteit_van(tekst) or self.formaliteit
        self.gebied = _gebied(tekst, boek) or self.gebied


def _gebied(tekst: str, boek: Woordenboek) -> str:
    """Return the stadsdeel that a title names and nothing else; '' for any other title."""
    woord = kaal(tekst)
    return boek.stadsdelen.get(woord, "") if len(woord) > 3 else ""


def _plaats(rij: Rij, boek: Woordenboek) -> None:
    """Say in which stadsdeel its place lies, and of a row that names none that it is for there."""
    alleen = [slug for slug in rij.werkgebied if slug != waarden.STAD]
    rij.stadsdeel = boek.postcodes.get(rij.postcode[:4], "") or (alleen[0] if len(alleen) == 1 else "")
    if rij.stadsdeel and not rij.werkgebied:
        rij.werkgebied = (rij.stadsdeel,)


def _is_totaal(cellen: tuple[str, ...]) -> bool:
    """Whether a row adds up what stands above it: a word for that, and beside it nothing but numbers."""
    gevuld = [cel.strip() for cel in cellen if cel.strip()]
    rest = [cel for cel in gevuld if not TOTAAL.match(cel)]
    return len(rest) < len(gevuld) and all(
        waarden.getal_van(cel) is not None or cel.startswith(FORMULE) for cel in rest
    )


def _is_kop(cellen: tuple[str, ...], koppen: Mapping[int, str]) -> bool:
    """Whether a row is the header once more."""
    zelfde = [plek for plek, kop in koppen.items() if kop and plek < len(cellen) and kaal_van(cellen[plek]) == kop]
    gevuld = sum(plek < len(cellen) and bool(cellen[plek].strip()) for plek in koppen)
    return len(zelfde) >= 2 and len(zelfde) >= gevuld - 1


def _gewone_breedte(rijen: Sequence[tuple[int, Sequence[str]]], koprij: int) -> float:
    """Return how many cells of a row hold something, in the middle row."""
    gevuld = [sum(bool(cel.strip()) for cel in cellen) for nummer, cellen in rijen if nummer > koprij]
    return statistics.median(aantal for aantal in gevuld if aantal) if any(gevuld) else 0


def _is_uitleg(cellen: tuple[str, ...]) -> bool:
    """Whether a row says below the header how to fill it in: '(official name)', '(020…)', 'yes/no'."""
    gevuld = [cel.strip() for cel in cellen if cel.strip()]
    return len(gevuld) > 2 and sum(cel.startswith("(") and cel.endswith(")") for cel in gevuld) >= len(gevuld) / 2


def _is_aantekening(eigen: tuple[str, ...]) -> bool:
    """Whether a row is a sentence about the list and no organisation: alone in its row, and not like a name."""
    gevuld = [cel.strip() for cel in eigen if cel.strip()]
    return len(gevuld) == 1 and bool(AANTEKENING.search(gevuld[0]))


def _is_tussenkop(nummer: int, eigen: tuple[str, ...], manier: Manier, breed: set[int]) -> bool:
    """Whether a row names what comes below it."""
    vertaling = manier.vertaling
    gevuld = [plek for plek, cel in enumerate(eigen) if cel.strip()]
    if len(gevuld) != 1:
        return False
    tekst = eigen[gevuld[0]].strip()
    if nummer in breed or _gebied(tekst, manier.boek):
        return True
    if gevuld[0] != vertaling.plek("naam"):
        # A number or a word alone, in a column that is not the name: a title, unless it says something we read.
        return gevuld[0] not in vertaling.kolommen or gevuld[0] < (vertaling.plek("naam") or 0)
    return (tekst.isupper() and len(tekst) > 3) or tekst.endswith(":")


def _zeg_wat_meedoet(uit: Gelezen, bron: Bron) -> None:
    plek = uit.vertaling.plek("telefoon")
    for rij in uit.rijen if plek is not None else ():
        getypt = op_een_regel(rij.cellen[plek]) if plek is not None and plek < len(rij.cellen) else ""
        if not (rij.telefoon or rij.te_vragen.get("telefoon") or waarden.leeg(getypt)):
            wat = f"Rij {rij.nummer}: in kolom ‘{uit.vertaling.kop('telefoon')}’ staat geen telefoonnummer."
            uit.opmerkingen.append(f"{wat} Dat nemen we niet over.")
    zonder_plek = [str(rij.nummer) for rij in uit.rijen if rij.straat and not rij.stadsdeel]
    if zonder_plek:
        waar = f"Rij {', '.join(zonder_plek[:20])}{' en meer' if len(zonder_plek) > 20 else ''}"
        zin = "we weten niet in welk stadsdeel dit adres ligt. Het gaat mee als opmerking, niet als plek."
        uit.opmerkingen.append(f"{waar}: {zin}")
    if bron.verborgen:
        uit.opmerkingen.append(f"Blad ‘{bron.titel}’ was verborgen. Het telt wel mee.")
    verborgen = set(bron.verborgen_rijen) & {rij.nummer for rij in uit.rijen}
    if verborgen:
        uit.opmerkingen.append(f"{len(verborgen)} verborgen rijen tellen ook mee. Kijk ze goed na.")
    gelezen = {*uit.vertaling.kolommen, *uit.vertaling.kruisen, *uit.vertaling.erbij}
    niet = [
        kop
        for plek, kop in enumerate(uit.vertaling.koppen)
        if plek not in gelezen and any(plek < len(rij.cellen) and rij.cellen[plek].strip() for rij in uit.rijen)
    ]
    if niet:
        uit.opmerkingen.append(f"Deze kolommen lezen we niet: {', '.join(niet)}.")
    if uit.aantekeningen:
        waar = ", ".join(map(str, uit.aantekeningen[:20]))
        uit.opmerkingen.append(f"Rij {waar} is een zin over de lijst, geen organisatie. Die slaan we over.")
    naam = uit.vertaling.plek("naam")
    kop = kaal_van(uit.vertaling.koppen[naam]) if naam is not None else ""
    if kop and sum(kaal_van(een) == kop for een in uit.vertaling.koppen) > 1:
        uit.opmerkingen.append("Naast deze tabel staat nog een tabel. Die lezen we niet. Zet de tabellen onder elkaar.")
    if uit.vertaling.plek("naam") is None:
        uit.opmerkingen.append("Kies welke kolom de namen heeft. Zet elke organisatie op een eigen rij.")
    if bron.te_breed:
        uit.opmerkingen.append(f"Op blad ‘{bron.titel}’ lezen we alleen de eerste {HOOGSTENS_KOLOMMEN} kolommen.")
    boven = [nummer for nummer, rij in bron.rijen if nummer < uit.vertaling.koprij and any(cel.strip() for cel in rij)]
    if len(boven) > 1:
        uit.opmerkingen.append(f"Boven de koppen staan {len(boven)} rijen die we niet lezen.")
