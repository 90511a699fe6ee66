"""The rows of a stranger's sheet: what each says, everything that is wrong with it, and what is no row at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kaart.uitwisseling.invoer.bron import FORMULE, Bron
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.gezien import buiten_maat, met_samengevoegd, tekens_in_getallen, zoals_gezien
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van
from kaart.uitwisseling.invoer.lijsten.rij_lezen import formaliteit_van, lees_rij, op_een_regel
from kaart.uitwisseling.invoer.lijsten.rijen import Fout, Gelezen
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, kaal

TOTAAL = re.compile(
    r"^(?:sub)?tota(?:al|len|l)\b|^som\b|^aantal\b|^gemiddelde\b|^summe\b|^gesamt\b|^toplam\b", re.IGNORECASE
)

# A stray word a million rows down is no million empty rows.
HOOGSTENS_LEEG = 1_000


def lees(bron: Bron, vertaling: Vertaling, boek: Woordenboek) -> Gelezen:
    """Read a sheet; never raises, every fault is in the answer."""
    uit = Gelezen(vertaling)
    gevuld = met_samengevoegd(bron, zoals_gezien(bron, vertaling))
    let_op = tekens_in_getallen(vertaling, gevuld)
    formaliteit = ""
    eerder: dict[str, int] = {}
    breed = {n for rij1, k1, rij2, k2 in bron.samengevoegd if k2 - k1 >= 2 for n in range(rij1, rij2 + 1)}
    laatste = max((n for n, (nummer, rij) in enumerate(gevuld) if any(cel.strip() for cel in rij)), default=-1)
    koppen = {plek: kaal_van(vertaling.koppen[plek]) for plek in vertaling.kolommen}
    for plek, (nummer, cellen) in enumerate(gevuld[: laatste + 1]):
        if nummer <= vertaling.koprij:
            continue
        # Rows that hold nothing are not in every kind of file.
        vorige = gevuld[plek - 1][0] if plek and gevuld[plek - 1][0] > vertaling.koprij else vertaling.koprij
        uit.lege_rijen += range(vorige + 1, min(nummer, vorige + 1 + HOOGSTENS_LEEG))
        if not any(cel.strip() for cel in cellen):
            uit.lege_rijen.append(nummer)
            continue
        if _is_totaal(cellen):
            uit.totaalrijen.append(nummer)
            continue
        if _is_kop(cellen, koppen) or _is_tussenkop(nummer, bron.rijen[plek][1], vertaling, breed):
            uit.tussenkoppen.append(nummer)
            formaliteit = formaliteit_van(" ".join(cellen)) or formaliteit
            continue
        rij, fouten = lees_rij(nummer, cellen, vertaling, boek)
        fouten += buiten_maat(bron, vertaling, nummer, cellen, let_op)
        rij.formaliteit = rij.formaliteit or formaliteit
        sleutel = kaal(rij.naam)
        if sleutel and sleutel in eerder:
            zelfde = eerder[sleutel]
            fouten.append(
                Fout(
                    nummer,
                    "dubbele-naam",
                    vertaling.kop("naam"),
                    f"Deze naam staat al in rij {zelfde}.",
                    "Zelfde organisatie? Haal één rij weg of voeg ze samen.",
                    rij.naam,
                    zelfde,
                )
            )
        elif sleutel:
            eerder[sleutel] = nummer
        uit.rijen.append(rij)
        uit.fouten += fouten
    _zeg_wat_meedoet(uit, bron)
    return uit


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


def _is_tussenkop(nummer: int, eigen: tuple[str, ...], vertaling: Vertaling, breed: set[int]) -> bool:
    """Whether a row names what comes below it."""
    gevuld = [plek for plek, cel in enumerate(eigen) if cel.strip()]
    if len(gevuld) != 1:
        return False
    tekst = eigen[gevuld[0]].strip()
    if nummer in breed:
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
    if bron.verborgen:
        uit.opmerkingen.append(f"Blad ‘{bron.titel}’ was verborgen. Het telt wel mee.")
    verborgen = set(bron.verborgen_rijen) & {rij.nummer for rij in uit.rijen}
    if verborgen:
        uit.opmerkingen.append(f"{len(verborgen)} verborgen rijen tellen ook mee. Kijk ze goed na.")
    zonder: Mapping[int, str] = uit.vertaling.kolommen
    niet = [kop for plek, kop in enumerate(uit.vertaling.koppen) if plek not in zonder and not kop.startswith("kolom ")]
    if niet:
        uit.opmerkingen.append(f"Deze kolommen lezen we niet: {', '.join(niet)}.")
