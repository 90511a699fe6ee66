"""Taking the house out of a question: a street and four digits say where, letters and numbers say who lives there."""

from __future__ import annotations

import re

from organisaties.zoeken.taal.termen import STOPWOORDEN

_EINDE = r"(?![^\W_])"
# '12', '12-3', '12 hs', '12a'; behind a street no more than three digits, as four may be those of a postcode.
# 'gracht 10 uur' is a time.
_ERBIJ = rf"(?:(?:(?: ?- ?| )\d{{1,3}}|(?: ?- ?| )?(?:[a-z]|hs|huis|bis|[ivx]{{1,4}})){_EINDE})?{_EINDE}(?! ?uur|:)"
_NR = r"(?:(?:huis ?-?)?(?:nr|num|nummer|no)\.? ?:? ?)?"
# '1055 AB', '1055ab', '1055-AB 12-3'.
_POSTCODE = re.compile(
    rf"(?<![^\W_])(?P<pc4>[1-9]\d{{3}})(?P<tussen>[ -]?)(?P<letters>[a-z]{{2}})(?:{_EINDE}|(?=-?\d))"
    rf"(?P<nummer>[ ,\-/]*{_NR}\d{{1,4}}{_ERBIJ})?",
    re.IGNORECASE,
)
# Said to be of a house, wherever it stands.
_HUISNUMMER = re.compile(
    rf"(?<![^\W_])(?:huis ?-?(?:nr|num|nummer|no)|house ?(?:nr|no|number)|hausnummer|(?:kapı|kapi) no|nr dom[u]?|dom nr"
    rf"|num[eé]ro de (?:maison|casa))\.? ?(?:is )?[:#]? ?\d{{1,4}}{_ERBIJ}",
    re.IGNORECASE,
)
_STRAAT = re.compile(
    r"(?P<straat>(?<![^\W_])(?!onderweg|uitweg)(?:[^\W\d_][\w'.-]{2,}"
    r"(?:straat|laan|dreef|weg|plein|kade|gracht|burgwal|singel|plantsoen|dijk|steeg|pad|hof)"
    rf"|laan van (?:de )?[^\W\d_]+))[ ,]*{_NR}\d{{1,3}}{_ERBIJ}",
    re.IGNORECASE,
)
# '2019 en', '2024 is': a year and a word.
_JAAR = re.compile(r"(?:19|20)\d\d")


def zonder_huis(q: str) -> str:
    """Return a typed text without the letters of a postcode and without house numbers; the rest stays as it was."""
    vorige = None
    while vorige != q:
        vorige = q
        q = _STRAAT.sub(lambda treffer: treffer["straat"], _POSTCODE.sub(_cijfers, q))
        q = re.sub(r"  +", " ", _HUISNUMMER.sub(" ", q)).strip() if _HUISNUMMER.search(q) else q
    return q.strip()


def _cijfers(treffer: re.Match[str]) -> str:
    # '1055 en 3 kinderen': the word says nothing, the number is not of a house.
    los_woord = treffer["tussen"] == " " and treffer["letters"] in STOPWOORDEN
    if los_woord and _JAAR.fullmatch(treffer["pc4"]):
        return treffer[0]
    return treffer["pc4"] + (treffer["nummer"] or "" if los_woord else "")
