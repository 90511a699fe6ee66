"""The small words of other languages (`kleine_woorden.txt`): by these a language is known, none of them is looked for.

A word may stand in several languages. Of a language without an entry in `ONTKENNING` a negation says nothing to us.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from organisaties.zoeken.taal.spellingen import effen

BESTAND = Path(__file__).with_name("kleine_woorden.txt")


def _lees() -> dict[str, frozenset[str]]:
    """Return the words by what stands between brackets above them."""
    delen: dict[str, list[str]] = {}
    kop = ""
    for regel in BESTAND.read_text(encoding="utf-8").splitlines():
        if regel.startswith("["):
            kop = regel.strip("[]")
            delen[kop] = []
        elif regel and not regel.startswith("#"):
            delen[kop] += effen(regel).split()
    return {kop: frozenset(woorden) for kop, woorden in delen.items()}


def _met(achter: str) -> Mapping[str, frozenset[str]]:
    """Return the words of the parts with this behind the code of their language."""
    return MappingProxyType({k.removesuffix(achter): w for k, w in _ALLES.items() if k.endswith(achter)})


_ALLES = _lees()
FUNCTIEWOORDEN = MappingProxyType({kop: woorden for kop, woorden in _ALLES.items() if " " not in kop})
# Negations make another meaning of what they stand with: 'sleep', 'cannot sleep'; so does 'nowhere to sleep'.
ONTKENNING = _met(" niet")
WAAR = _met(" waar")
