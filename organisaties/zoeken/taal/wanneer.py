"""Days and times in a typed question: 'taalles zaterdagavond' asks for 'taalles', on a Saturday, in the evening.

They say when and not what, so they leave the text and become the choice `wanneer`. Only what stands alone counts: the
Saturday in 'zaterdagschool' is part of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from organisaties.zoeken.keuzes import NU, VANDAAG, WEEKEND
from organisaties.zoeken.taal.gevaar import gevaarlijst
from organisaties.zoeken.taal.termen import alle_woorden
from organisaties.zoeken.vraag import Vraag

_DAG = {
    "maandag": "maandag", "dinsdag": "dinsdag", "woensdag": "woensdag", "donderdag": "donderdag",
    "vrijdag": "vrijdag", "zaterdag": "zaterdag", "zondag": "zondag",
    "monday": "maandag", "tuesday": "dinsdag", "wednesday": "woensdag", "thursday": "donderdag",
    "friday": "vrijdag", "saturday": "zaterdag", "sunday": "zondag",
    "vandaag": VANDAAG, "today": VANDAAG, "morgen": "morgen", "tomorrow": "morgen", "overmorgen": "overmorgen",
    "weekend": WEEKEND, "weekeinde": WEEKEND,
}  # fmt: skip
_DEEL = {
    "ochtend": "ochtend", "morgen": "ochtend", "voormiddag": "ochtend", "morning": "ochtend",
    "middag": "middag", "namiddag": "middag", "afternoon": "middag",
    "avond": "avond", "evening": "avond", "nacht": "nacht", "night": "nacht",
}  # fmt: skip
_INEENS = {
    "vanochtend": "ochtend", "vanmorgen": "ochtend", "vanmiddag": "middag", "vanavond": "avond", "vannacht": "nacht",
    "tonight": "avond",
}  # fmt: skip
# Ambiguous letters ('do', 'zo', 'di'): a day only beside a part of it, an hour or another day.
_AFKORTING = {
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag",
    "zo": "zondag",
}  # fmt: skip
_OF = "|".join
_NAAR_DEEL = rf"(?:[\s-]*(?:in\s+de\s+|['’]?s\s+)?(?P<deel>{_OF(_DEEL)})s?)?"
_VOOR = (
    r"(?:(?:op|in|van|voor|tijdens|de|het|een|deze|dit|elke|iedere|komende?|aanstaande|volgende|on|the|this|every|next|at|"
    r"['’]s|s)\s+)*"
)
_UUR = (
    r"(?:om|na|vanaf|rond|at|after|from)\s+(?:(?P<half>half)\s+)?(?P<uur>\d{1,2})"
    r"(?:[:.](?P<minuut>[0-5]\d)(?:\s*(?:uur|u))?|\s*(?:uur|u|o['’]?clock)|\s*(?P<pm>[ap]\.?m\.?))"
)
_TIJD = re.compile(
    rf"(?<![\w-]){_VOOR}(?:"
    rf"(?P<nu>(?:nu|now)(?P<nadruk>\s+(?:open|meteen|direct|gelijk))?|open\s+(?:nu|now)|right\s+now)"
    r"|(?P<straks>straks)"
    rf"|(?P<afk>{_OF(_AFKORTING)})\.?(?:[\s-]+(?P<afkdeel>ochtend|middag|avond|nacht)s?"
    rf"|(?=\s+(?:om|vanaf|rond)\s+\d)|(?=\s+(?:en|of)\s+(?:{_OF(_AFKORTING)})(?!\w)))"
    rf"|(?<=(?:{_OF(_AFKORTING)})\s(?:en|of)\s)(?P<afk2>{_OF(_AFKORTING)})"
    rf"|(?P<dag>{_OF(_DAG)})s?{_NAAR_DEEL}(?:\s+(?:nog\s+)?open)?"
    rf"|(?P<ineens>{_OF(_INEENS)})"
    rf"|(?P<los>{_OF(naam for naam in _DEEL if naam != 'morgen')}|morgens|ochtends|middags|avonds|nachts)"
    rf"|{_UUR}(?:\s+(?:['’]?s\s+|in\s+de\s+)?(?P<uurdeel>{_OF(_DEEL)})s?)?"
    rf")(?![\w-])",
    re.IGNORECASE,
)
# After these words it is not asked for: a greeting, a time that is past, or just not then.
_NIET_GEVRAAGD = re.compile(
    r"(?:goeden?|goeie|good|niet|geen|behalve|not|sinds|since|vorige|afgelopen|last|gisteren|yesterday)\s+$",
    re.IGNORECASE,
)
_ONTKEND = re.compile(r"(?:niet|not|behalve)\s+(?:op|in|on|in\s+de|in\s+het)\s+", re.IGNORECASE)
# A day that somebody cannot come is no word to look for either.
_DAN_NIET = re.compile(
    rf"(?<!\w)(?:maar\s+|liever\s+)?(?:niet|behalve|not)\s+(?:(?:op|in|on|de|het|the)\s+)*(?:{_OF(_DAG)})s?"
    r"(?:[\s-]*(?:ochtend|middag|avond)s?)?(?!\w)",
    re.IGNORECASE,
)
VOEGWOORDEN = frozenset({"of", "en", "or", "and"})
# In a sentence of more words 'nu' is mostly no more than a word: 'nu heb ik geen werk'.
KORTE_VRAAG = 5
BEGIN_IS_VULLING = 4


@dataclass(slots=True)
class _Gevonden:
    dag: str = ""
    deel: str = ""


def lees_tijden(q: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without its days and times, and those as values of `wanneer`; any text is allowed."""
    q = _zonder_ontkende_dag(q)
    gevonden: list[_Gevonden] = []
    over: list[str] = []
    vorige, aantal = 0, len(q.split())
    for treffer in _TIJD.finditer(q):
        ervoor = q[: treffer.start()]
        if _NIET_GEVRAAGD.search(ervoor) or _ONTKEND.match(treffer.group()):
            continue
        over.append(q[vorige : treffer.start()])
        vorige = treffer.end()
        if treffer["straks"]:
            # In a longer sentence it is 'soon': 'straks verloopt mijn pasje'.
            if aantal <= KORTE_VRAAG:
                gevonden.append(_Gevonden(VANDAAG))
        elif treffer["nu"]:
            vooraan = not ervoor.strip() and aantal >= BEGIN_IS_VULLING
            if treffer["nadruk"] or " " in treffer["nu"].strip() or (aantal <= KORTE_VRAAG and not vooraan):
                gevonden.append(_Gevonden(NU))
        else:
            gevonden.append(_lees(treffer))
    if not over:
        return q, ()
    over.append(q[vorige:])
    rest = " ".join(over).split()
    # Of 'maandag of dinsdag' nothing is left to look for.
    return " ".join(rest) if not VOEGWOORDEN.issuperset(rest) else "", _samen(gevonden)


def met_tijden(vraag: Vraag) -> Vraag:
    """Return the question with the days and times of its text as a choice; what is typed goes before a choice made.

    Where it is the time that tells of danger it stays: 'elke avond staat hij voor haar deur'.
    """
    rest, waarden = lees_tijden(vraag.q)
    if rest == vraag.q or (_gevaar(vraag.q) and not _gevaar(rest)):
        return vraag
    keuzes = {**vraag.keuzes, "wanneer": waarden} if waarden else vraag.keuzes
    return Vraag(rest, MappingProxyType(dict(keuzes)), vraag.open_voor)


def _gevaar(q: str) -> bool:
    return bool(gevaarlijst().lees(alle_woorden(q)).gevaar)


def _zonder_ontkende_dag(q: str) -> str:
    rest = " ".join(_DAN_NIET.sub(" ", q).split()) if _DAN_NIET.search(q) else q
    return rest or q


def _lees(treffer: re.Match[str]) -> _Gevonden:
    if afkorting := treffer["afk"] or treffer["afk2"]:
        return _Gevonden(_AFKORTING[afkorting.lower()], _DEEL.get((treffer["afkdeel"] or "").lower(), ""))
    if treffer["ineens"]:
        return _Gevonden(VANDAAG, _INEENS[treffer["ineens"].lower()])
    if treffer["los"]:
        woord = treffer["los"].lower()
        return _Gevonden(deel=_DEEL.get(woord) or _DEEL[woord.removesuffix("s")])
    if treffer["uur"]:
        return _Gevonden(deel=_deel_van_uur(treffer))
    return _Gevonden(_DAG[treffer["dag"].lower()], _DEEL.get((treffer["deel"] or "").lower(), ""))


def _deel_van_uur(treffer: re.Match[str]) -> str:
    """Return the part of the day of an hour; without more, 'om 8 uur' is in the morning and 'om 2 uur' is not."""
    if treffer["uurdeel"]:
        return _DEEL[treffer["uurdeel"].lower()]
    uur = int(treffer["uur"])
    middags = (treffer["pm"] or "").lower().startswith("p") or (uur < 6 and not treffer["pm"])
    uur += 12 if middags and uur < 12 else 0
    if uur > 23:
        return ""
    return next((naam for naam, tot in (("nacht", 6), ("ochtend", 12), ("middag", 18)) if uur < tot), "avond")


def _samen(gevonden: list[_Gevonden]) -> tuple[str, ...]:
    """Return the values; a part of the day that was typed apart belongs to the days: 'zaterdag om 8 uur 's avonds'."""
    delen = [een.deel for een in gevonden if not een.dag and een.deel]
    dagen = [een for een in gevonden if een.dag]
    if not dagen:
        return tuple(dict.fromkeys(delen))
    waarden = []
    for een in dagen:
        erbij = [een.deel] if een.deel else delen
        waarden += [f"{een.dag}-{naam}" for naam in erbij] if erbij and een.dag != NU else [een.dag]
    return tuple(dict.fromkeys(waarden))
