"""What stands around a word for a group and says nothing without it: 'i have …', 'mijn vriend is …', '… hier'."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from organisaties.zoeken.taal.functiewoorden import FUNCTIEWOORDEN, ONTKENNING
from organisaties.zoeken.taal.spellingen import effen
from organisaties.zoeken.taal.termen import STOPWOORDEN, WOORD, vlak

BESTAND = Path(__file__).with_name("vulwoorden.txt")
# Beyond this something else is said.
LEESTEKEN = re.compile(r"[,.;:!?()\n–—]|\s-\s")


@dataclass(frozen=True, slots=True)
class Vulwoorden:
    """The words of each kind, as `effen` writes them."""

    koppel: frozenset[str]
    na: frozenset[str]
    bezit: frozenset[str]
    mens: frozenset[str]
    mens_los: frozenset[str]


@cache
def vulwoorden() -> Vulwoorden:
    """Return the words of `vulwoorden.txt`."""
    delen: dict[str, set[str]] = {}
    kop = ""
    for regel in BESTAND.read_text(encoding="utf-8").splitlines():
        if regel.startswith("["):
            kop = regel.strip("[]").replace(" ", "_")
            delen[kop] = set()
        elif regel and not regel.startswith("#"):
            delen[kop].update(_effen(woord) for woord in WOORD.findall(vlak(regel)))
    return Vulwoorden(**{naam: frozenset(woorden) for naam, woorden in delen.items()})


def ruim(tekst: str, begin: int, eind: int, is_inhoud: Callable[[str], bool]) -> tuple[int, int]:
    """Return (begin, end) of a piece of `tekst` together with the words around it that say nothing without it.

    Up to a comma all small words of one language leave where nothing else stands there; else only who and 'is' before
    it, and 'here' and 'and' behind it. `is_inhoud` tells of a word in small letters whether somebody may look for it:
    'les' is a lesson in Dutch, and 'the' in French.
    """
    v = vulwoorden()
    grens = max((treffer.end() for treffer in LEESTEKEN.finditer(tekst, 0, begin)), default=0)
    voor = [(m.start(), _effen(vlak(m.group()))) for m in WOORD.finditer(tekst, grens, begin)]
    tot = treffer.start() if (treffer := LEESTEKEN.search(tekst, eind)) else len(tekst)
    na = [(m.end(), _effen(vlak(m.group()))) for m in WOORD.finditer(tekst, eind, tot)]
    if voor and _is_vulling([woord for _, woord in voor], is_inhoud):
        begin = voor[0][0]
    else:
        plek = len(voor)
        while plek and (stap := _stap_terug([woord for _, woord in voor[:plek]], is_inhoud)):
            plek -= stap
        begin = voor[plek][0] if plek < len(voor) else begin
    if na and _is_vulling([woord for _, woord in na], is_inhoud):
        eind = na[-1][0]
    else:
        for waar, woord in na:
            if woord not in v.na or (len(woord) > 1 and is_inhoud(woord)):
                break
            eind = waar
    return begin, eind


def _stap_terug(woorden: Sequence[str], is_inhoud: Callable[[str], bool]) -> int:
    """Return how many of the last words leave together: one that joins, or somebody ('my friend'); 0 for none."""
    v = vulwoorden()
    laatste = woorden[-1]
    if laatste in v.mens and len(woorden) > 1 and woorden[-2] in v.bezit:
        return 2
    if laatste in v.mens_los or (laatste in v.koppel and not is_inhoud(laatste)):
        return 1
    return 0


def _is_vulling(woorden: Sequence[str], is_inhoud: Callable[[str], bool]) -> bool:
    """Tell whether words are all small ones of one language, or of Dutch."""
    v = vulwoorden()
    mens = {plek for plek, woord in enumerate(woorden) if woord in v.mens and plek and woorden[plek - 1] in v.bezit}
    rest = [woord for plek, woord in enumerate(woorden) if plek not in mens and woord not in v.mens_los]

    def alle(van: Collection[str]) -> bool:
        return all(woord in van or woord in v.koppel for woord in rest)

    if alle(STOPWOORDEN):
        return True
    # In another language at least one word must show that it is none of ours.
    return not all(is_inhoud(woord) for woord in rest) and any(
        alle(FUNCTIEWOORDEN[taal] | ONTKENNING.get(taal, frozenset())) for taal in FUNCTIEWOORDEN
    )


def _effen(woord: str) -> str:
    return effen(woord.replace("ı", "i"))
