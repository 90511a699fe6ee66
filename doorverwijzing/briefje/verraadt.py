"""Which words would betray, on paper that anyone may find, whom a slip is for or why (hard rule 4, docs/ontwerp.md).

A name may be the fact that someone needs ("ask for …") and the fact that must not be seen, so a slip takes the
first name of a place that is silent: of the offer, the organisation, the building. What says it in an address is kept
out of sight by `sleutels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from organisaties.models import Nieuwkomerscategorie, Synoniem
from organisaties.zoeken.taal.termen import alle_woorden, stam, vlak

# Whom: every way to say a category that is longer than the words of the reference list. An organisation whose name
# on the door says 'vluchteling' keeps it: without that name nobody finds the door.
_WIE = (
    r"asiel\w*",
    r"azc\w*",
    r"coa",
    r"statushouder\w*",
    r"vergunninghouder\w*",
    r"ongedocumenteerd\w*",
    r"(?:zonder|geen|met of zonder) (?:verblijfs)?papieren",
    r"(?:zonder|geen) bsn",
    r"illega\w+",
    r"uitgeprocedeerd\w*",
    r"afgewezen",
    r"afwijzing",
    r"vreemdeling\w*",
    r"ontheemd\w*",
    r"oekra[iï]ne",
    r"oekra[iï]ners?",
    r"ukraine",
    r"\w*migrant\w*",
    r"uit de eu",
    r"eu-(?:arbeid\w+|burger\w*)",
)
# Why: what nobody wants a partner, a boss or a neighbour to read.
_WAAROM = (
    r"geweld\w*",
    r"mishandel\w*",
    r"veilig\w*",
    r"bedreig\w*",
    r"seksue\w+",
    r"uitbuiting\w*",
    r"mensenhandel\w*",
    r"prostitut\w*",
    r"sekswerk\w*",
    r"soa\b\S*",
    r"hiv\b\S*",
    r"tbc",
    r"lhbt\w*",
    r"homo\w*",
    r"transgender\w*",
    r"trauma\w*",
    r"stress",
    r"psychisch\w*",
    r"suïcid\w*",
    r"verslav\w*",
    r"verslaafd\w*",
    r"dakloo?s?\w*",
    r"daklozen\w*",
    r"zonder huis",
    r"schuld\w*",
    r"abortus\w*",
    r"zwanger\w*",
    r"onverzekerd\w*",
    r"detentie\w*",
    r"discriminatie\w*",
    r"terugkeer\w*",
)
# Of the longer of two words: so much of the beginning is the same when they are forms of one word.
ZELFDE_BEGIN = 0.6
# What is said in a web address without spaces; shorter beginnings stand in other words too ('coa' in 'cocoa').
_VASTE_BEGINNEN = [
    gevonden[1]
    for patroon in (*_WIE, *_WAAROM)
    if (gevonden := re.fullmatch(r"(?:\\w\*)?([^\W\d_]{5,})(?:\\w[*+])?", patroon))
]
_STREEPJES = re.compile(r"[-_/\s]+")


class Onthult:
    """The words of one kaart that betray; made once for each request, of two small reference lists."""

    def __init__(self, woorden: Iterable[str] = ()) -> None:
        # By their stems: a list says 'stadsgenoot', a door 'stadsgenoten'.
        self._eigen = {_op_stam(woord) for woord in woorden if len(woord.strip()) > 2}
        self._in_adres = re.compile("|".join(_VASTE_BEGINNEN))
        self._patroon = re.compile(rf"(?<!\w)(?:{'|'.join((*_WIE, *_WAAROM))})(?!\w)")

    @classmethod
    def van_de_kaart(cls) -> Onthult:
        """Return it for the categories and the thesaurus as they are now; two queries."""
        return cls(woorden_van_categorieen())

    def __call__(self, tekst: str) -> bool:
        """Return whether this text betrays; words in an address (with '-') count as words."""
        woorden = _op_stam(tekst)
        return bool(self._patroon.search(_plat(tekst))) or any(eigen in woorden for eigen in self._eigen)

    def adres(self, adres: str) -> bool:
        """Return whether a web address betrays; words in it are written together."""
        return self(adres) or bool(self._in_adres.search(_plat(adres).replace(" ", "")))


def woorden_van_categorieen() -> set[str]:
    """Return every name of a category and every word that the thesaurus gives for one of them."""
    woorden: set[str] = set()
    eerste: set[str] = set()
    for categorie in Nieuwkomerscategorie.objects.all():
        woorden |= {categorie.naam, categorie.naam_waardig, categorie.slug}
        eerste.add(_plat(categorie.naam).split(" ")[0])
    for synoniem in Synoniem.objects.all():
        groep = [synoniem.term, *synoniem.synoniemenlijst]
        if any(_zelfde_groep(naam, woord) for naam in eerste for woord in groep):
            woorden |= set(groep)
    return woorden


def _zelfde_groep(naam: str, woord: str) -> bool:
    """Whether a word of the thesaurus says this name of a category: 'statushouder', 'oekraine' for 'oekraïense'."""
    begin, tekst = re.sub(r"(?:en|s)$", "", vlak(naam)), vlak(_plat(woord))
    gelijk = sum(1 for _ in takewhile(lambda paar: paar[0] == paar[1], zip(begin, tekst, strict=False)))
    return begin in tekst or gelijk >= ZELFDE_BEGIN * max(len(begin), len(tekst))


def _op_stam(tekst: str) -> str:
    """Return the stems of a text with a space around each, so that a phrase is found as whole words."""
    return f" {' '.join(map(stam, alle_woorden(tekst)))} "


def _plat(tekst: str) -> str:
    return _STREEPJES.sub(" ", tekst.casefold()).strip()
