"""A csv as somebody saved it: how its characters were kept, what separates its cells, and the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from charset_normalizer import from_bytes

from kaart.uitwisseling.tabellen.fouten import Onleesbaar

SCHEIDINGEN = {";": "puntkomma’s", ",": "komma’s", "\t": "tabs", "|": "streepjes"}
"""What may stand between two cells, and what that is called."""

TEKENSETS = {"utf-8": "UTF-8", "cp1252": "Windows (cp1252)", "mac_roman": "Mac", "utf-16-le": "UTF-16"}
"""How characters may have been kept, for whoever sees that a guess was wrong."""

MERKEN = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
LANGSTE_VELD = 10_000_000
# So many rows say what separates the cells; and so many bytes whether every other one is empty.
PROEF = 60
BEGIN = 4_000
BEGIN_VAN_TEKST = 400_000


def als_tekst(inhoud: bytes, tekens: str = "") -> tuple[str, str]:
    """Return the text of a csv and what kind of characters it had; raises Onleesbaar.

    `tekens`: one of TEKENSETS, where somebody chose; a mark at the beginning of the file still says it by itself.
    """
    for merk, codering in MERKEN:
        if inhoud.startswith(merk):
            try:
                return inhoud.decode(codering), codering.removesuffix("-sig").upper()
            except UnicodeDecodeError:
                raise Onleesbaar("Dit csv-bestand is half of kapot. Bewaar het opnieuw als ‘CSV UTF-8’.") from None
    if tekens in TEKENSETS:
        return inhoud.decode(tekens, errors="replace"), TEKENSETS[tekens]
    if breed := _twee_bytes(inhoud):
        return inhoud.decode(breed, errors="replace"), "UTF-16"
    try:
        return inhoud.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    beste = from_bytes(inhoud, cp_isolation=["cp1252", "mac_roman", "utf_16_le", "utf_16_be"]).best()
    codering = beste.encoding if beste else "cp1252"
    return inhoud.decode(codering, errors="replace"), codering


def _twee_bytes(inhoud: bytes) -> str:
    """Return how a text is kept that has two bytes for each letter and no mark that says so; '' for any other.

    What people write in Europe then has a nought as every other byte, and never two of them.
    """
    begin = inhoud[: min(BEGIN, len(inhoud) // 2 * 2)]
    for codering, leeg, vol in (("utf-16-le", begin[1::2], begin[::2]), ("utf-16-be", begin[::2], begin[1::2])):
        if len(leeg) >= 4 and leeg.count(0) > 0.8 * len(leeg) and not vol.count(0):
            return codering
    return ""


def kies_scheiding(tekst: str) -> str:
    """Return what separates the cells: with which most of the rows have the same number of cells, and the most cells.

    A title above the table may hold commas; a description too. So the first line alone does not say it.
    """
    begin = tekst[:BEGIN_VAN_TEKST]

    def even_breed(teken: str) -> tuple[float, int]:
        try:
            rijen = [len(rij) for rij in islice(_rijen(begin, teken), PROEF) if any(cel.strip() for cel in rij)]
        except csv.Error:
            return 0, 0
        breedtes = Counter(breedte for breedte in rijen if breedte > 1)
        breedte, keer = max(breedtes.items(), key=lambda paar: (paar[1], paar[0]), default=(0, 0))
        return keer / len(rijen) if rijen else 0, breedte

    return max(SCHEIDINGEN, key=even_breed)


def rijen_van(tekst: str, scheiding: str = "") -> tuple[Iterator[list[str]], str, int]:
    """Return the rows, what separates their cells, and the number of the first row.

    A first line 'sep=;' says what separates, for Excel, and is no row. Reading the rows raises csv.Error.
    """
    eerste, _, rest = tekst.partition("\n")
    gezegd = eerste.strip()
    if gezegd.casefold().startswith("sep=") and len(gezegd) == 5:
        return _rijen(rest, gezegd[4]), gezegd[4], 1
    teken = scheiding if scheiding in SCHEIDINGEN else kies_scheiding(tekst)
    return _rijen(tekst, teken), teken, 1


def _rijen(tekst: str, scheiding: str) -> Iterator[list[str]]:
    csv.field_size_limit(LANGSTE_VELD)
    # 'naam, "les, taal"': with a space before it, a quotation mark would not open a cell.
    ruim = f'{scheiding} "' in tekst
    return csv.reader(
        io.StringIO(tekst, newline=""), delimiter=scheiding, skipinitialspace=ruim and scheiding != "\t", strict=False
    )
