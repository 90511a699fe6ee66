"""What the cells of a column say of it, and whether a row is data: only to propose, and to doubt a word above it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence

from kaart.hulp.persoonsgegevens import contact
from kaart.uitwisseling.invoer.bron import Bron
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.koppen import kolommen_op_woord
from kaart.uitwisseling.invoer.lijsten.waarden import Mis, Woordenboek, kaal

# Of a column that the word above it says to be addresses, numbers or dates, so much has to be that.
WEERLEGD = 0.34
GENOEG_CELLEN = 3
KRUIS = frozenset(
    {"x", "(x)", "xx", "+", "*", "ok", "oui", "si", "evet", "v", "1", "ja", "yes", "✓", "✔", "✗", "●", "•"}
)
GEEN_KRUIS = frozenset({"", "-", "0", "nee", "no", "n", "non", "hayir"})
# Of a column of crosses so many cells are one: a legend or a slip may stand between them.
MEEST_KRUISEN = 0.6
GEGEVEN = re.compile(r"@|https?://|\bwww\.|^\+?[\d\s().-]{6,}$|^\d{4}\s?[A-Z]{2}$", re.IGNORECASE)
LANG = 200


def is_gegeven(rij: Sequence[str], onder: Sequence[Sequence[str]], boek: Woordenboek) -> bool:
    """Whether a row is data and no header: it holds an address, a number, a date, or a value of our own lists."""
    cellen = [(plek, cel.strip()) for plek, cel in enumerate(rij) if cel.strip()]
    if any(_is_hard(cel) for _, cel in cellen):
        return True
    getallen = sum(waarden.getal_van(cel) is not None for _, cel in cellen)
    if getallen > len(cellen) / 2:
        return True
    # 'Oost' above crosses is a header; 'Oost' above 'West' is not.
    waarden_ = [plek for plek, cel in cellen if _is_waarde(cel, boek) and kaal(cel) not in NOOIT_EEN_WAARDE]
    return sum(_zegt_meer(onder, plek) for plek in waarden_) > len(waarden_) / 2


NOOIT_EEN_WAARDE = frozenset({"stad", "alle", "algemeen", "all", "taal", "iedereen", "voor iedereen", "gemeente"})


def _is_hard(cel: str) -> bool:
    if len(cel) > LANG or GEGEVEN.search(cel) or waarden.DOMEIN.match(cel):
        return True
    try:
        return bool(waarden.datum_van(cel)) and not cel.isdigit()
    except Mis:
        return False


def _is_waarde(cel: str, boek: Woordenboek) -> bool:
    woord = kaal(cel)
    return woord in boek.stadsdelen or (woord in boek.talen and len(woord) > 3)


def _zegt_meer(rijen: Sequence[Sequence[str]], plek: int) -> bool:
    """Whether a column holds more than crosses."""
    return any(plek < len(rij) and rij[plek].strip() for rij in rijen[:40]) and not _zijn_kruisjes(rijen, plek)


def _zijn_kruisjes(rijen: Sequence[Sequence[str]], plek: int) -> bool:
    cellen = [rij[plek].strip().casefold() for rij in rijen[:40] if plek < len(rij) and rij[plek].strip()]
    return _meest_kruisen(cellen)


def _meest_kruisen(cellen: Sequence[str]) -> bool:
    kruisen = sum(cel.strip().casefold() in KRUIS | GEEN_KRUIS for cel in cellen)
    return bool(cellen) and kruisen >= MEEST_KRUISEN * len(cellen)


def is_kruis(cel: str) -> bool:
    """Whether a cell ticks what stands above it."""
    return cel.strip().casefold() in KRUIS


def kruis_boven(kop: str, cellen: Sequence[str], boek: Woordenboek) -> tuple[str, str] | None:
    """Return what a column of crosses says, as (what of a row, key); None for any other column."""
    woord = kaal(kop)
    if not _meest_kruisen(cellen):
        return None
    for soort, bekend in (
        ("werkgebied", boek.stadsdelen),
        ("talen", boek.talen),
        ("categorieen", boek.categorieen),
        ("doelgroepen", boek.doelgroepen),
    ):
        if woord in bekend:
            return soort, bekend[woord]
    return None


def aantal_kruiskoppen(rij: Sequence[str], onder: Sequence[Sequence[str]], boek: Woordenboek) -> int:
    """Return above how many columns of crosses a row has a word of our lists."""
    lijsten = (boek.stadsdelen, boek.talen, boek.categorieen, boek.doelgroepen)
    bekend = [plek for plek, cel in enumerate(rij) if cel.strip() and any(kaal(cel) in lijst for lijst in lijsten)]
    return sum(_zijn_kruisjes(onder, plek) for plek in bekend)


def weerlegt(doel: str, cellen: Sequence[str], bron: Bron, kolom: int) -> bool:
    """Whether what is in a column shows that the word above it means something else."""
    proef = VORMEN.get(doel)
    if proef is None or len(cellen) < GENOEG_CELLEN:
        return False
    if doel in ("website", "email") and any(plek[1] == kolom + 1 for plek in bron.koppelingen):
        return False
    return sum(_past(proef, cel) for cel in cellen) < WEERLEGD * len(cellen)


def leidt_ergens_heen(bron: Bron, kolom: int, rijen: int) -> bool:
    """Whether the words in a column are links to websites."""
    sites = sum(plek[1] == kolom + 1 and adres.startswith("http") for plek, adres in bron.koppelingen.items())
    return sites >= max(2, rijen / 3)


def _past(proef: Callable[[str], object], cel: str) -> bool:
    try:
        return bool(proef(cel))
    except Mis as fout:
        # Nearly one, or one with a fault: that is a fault beside a cell, no other column.
        return fout.code in ("ongeldige-url", "breedte-lengte-verwisseld") and "." in cel


VORMEN: dict[str, Callable[[str], object]] = {
    "website": waarden.website_van,
    "email": lambda cel: "@" in cel,
    "telefoon": lambda cel: contact.is_telefoon(contact.schrijfwijze(cel)) or sum(t.isdigit() for t in cel) >= 8,
    "postcode": lambda cel: re.match(r"^[1-9]\d{1,3}", cel.strip()),
    "lat": lambda cel: waarden.graad_van(cel) is not None,
    "lon": lambda cel: waarden.graad_van(cel) is not None,
    "gesproken": lambda cel: sum(t.isdigit() for t in cel) >= 3,
}
"""How the cells of a column look whose values have a form of their own."""


def zijn_koppen(cellen: Sequence[str]) -> bool:
    """Whether what should be names are the names of fields: then the list lies on its side."""
    return len(cellen) >= GENOEG_CELLEN and sum(bool(kolommen_op_woord([cel])) for cel in cellen) >= 0.4 * len(cellen)


def zijn_namen(cellen: Sequence[str]) -> bool:
    """Whether a column may hold names: short texts with letters that differ from each other."""
    if not cellen or sum(cel[0].isalpha() for cel in cellen) < 0.7 * len(cellen):
        return False
    verschillend = len({kaal(cel) for cel in cellen}) / len(cellen)
    return verschillend >= 0.6 and 3 <= statistics.median(map(len, cellen)) <= 70
