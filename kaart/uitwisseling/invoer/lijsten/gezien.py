"""The cells of a sheet as whoever saved it saw them: formulas by what came of them, joined cells as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kaart.uitwisseling.invoer.bron import Bron
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.waarden import Mis

# A name in a formula that leads somewhere is a trap, whatever it shows.
KOPPELING = re.compile(r"hyperlink|webservice|http", re.IGNORECASE)
LEZERS = {"website": waarden.website_van, "email": waarden.email_van, "telefoon": waarden.telefoon_van}


def zoals_gezien(bron: Bron, vertaling: Vertaling) -> list[tuple[int, list[str]]]:
    """Return the rows as whoever saved the file saw them: what came of a formula, and where a word in a link leads."""
    rijen = [(nummer, list(cellen)) for nummer, cellen in bron.rijen]
    if not bron.uitkomsten and not bron.koppelingen:
        return rijen
    op_nummer = dict(rijen)
    for (nummer, kolom), tekst in bron.uitkomsten.items():
        cellen = op_nummer.get(nummer, [])
        if kolom > len(cellen) or not tekst:
            continue
        if kolom - 1 != vertaling.plek("naam") or not KOPPELING.search(cellen[kolom - 1]):
            cellen[kolom - 1] = tekst
    naar = {plek + 1: doel for plek, doel in vertaling.kolommen.items() if doel in ("website", "email", "telefoon")}
    for (nummer, kolom), adres in bron.koppelingen.items():
        cellen = op_nummer.get(nummer, [])
        if kolom in naar and kolom <= len(cellen) and not _is_adres(naar[kolom], cellen[kolom - 1]):
            cellen[kolom - 1] = re.sub(r"^(?:mailto|tel):", "", adres)
    return rijen


def _is_adres(doel: str, tekst: str) -> bool:
    try:
        return bool(LEZERS[doel](tekst))
    except Mis:
        return False


def met_samengevoegd(bron: Bron, rijen: list[tuple[int, list[str]]]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows with the value of cells that were joined downwards in each row they cover."""
    plek = {nummer: n for n, (nummer, _) in enumerate(rijen)}
    for rij1, kolom1, rij2, _ in bron.samengevoegd:
        if rij1 == rij2 or rij1 not in plek:
            continue
        boven = rijen[plek[rij1]][1]
        waarde = boven[kolom1 - 1] if kolom1 <= len(boven) else ""
        for nummer in range(rij1 + 1, rij2 + 1):
            if nummer in plek:
                cellen = rijen[plek[nummer]][1]
                cellen += [""] * (kolom1 - len(cellen))
                cellen[kolom1 - 1] = cellen[kolom1 - 1] or waarde
    return [(nummer, tuple(cellen)) for nummer, cellen in rijen]


def buiten_maat(
    bron: Bron, vertaling: Vertaling, nummer: int, cellen: tuple[str, ...], let_op: Mapping[int, str]
) -> Iterator[tuple[int, Mis]]:
    """Yield what is wrong with a cell as such, by column: more text than fits, another decimal sign than all others."""
    for plek in vertaling.kolommen:
        lengte = bron.te_lang.get((nummer, plek + 1))
        if lengte:
            waarde = f"{cellen[plek][:80]} … ({lengte} tekens)"
            zin = "Deze cel heeft meer tekst dan in een rekenblad past."
            yield plek, Mis("cel-te-lang", zin, "Maak de tekst korter.", waarde)
        if plek in let_op and plek < len(cellen) and let_op[plek] in cellen[plek]:
            waarde = " ".join(cellen[plek].split())
            if waarden.graad_van(waarde) is not None:
                goed = waarde.translate(str.maketrans(",.", ".,"))
                zin = "Alle andere rijen hebben hier een ander teken voor de cijfers achter de komma."
                yield plek, Mis("verkeerd-decimaalteken", zin, goed, waarde)


def tekens_in_getallen(vertaling: Vertaling, rijen: list[tuple[int, tuple[str, ...]]]) -> dict[int, str]:
    """Return per column with degrees the decimal sign that is out of place there: one row has it and all others not."""
    vreemd: dict[int, str] = {}
    for plek, doel in vertaling.kolommen.items():
        if doel not in ("lat", "lon"):
            continue
        cellen = [rij[plek] for nummer, rij in rijen if nummer > vertaling.koprij and plek < len(rij)]
        punten, kommas = sum("." in cel for cel in cellen), sum("," in cel for cel in cellen)
        if min(punten, kommas) == 1 and max(punten, kommas) >= 5:
            vreemd[plek] = "." if punten == 1 else ","
    return vreemd
