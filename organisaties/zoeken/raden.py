"""What a typed word may stand for that nothing is known of: an error, a compound, a form, or what the table says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.index.woordenschat import TUSSENKLANKEN
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.betekenis import Betekenis
from organisaties.zoeken.taal.termen import STOPWOORDEN, stam

# A shorter word in a compound may be no word there.
KORTSTE_STUK = 4
# How verbs are bent and little things are called, the longest ending first.
UITGANGEN = ("etjes", "etje", "tjes", "pjes", "tje", "pje", "jes", "den", "ten", "je", "de", "te", "t", "d")
VORM_TELT = 0.8
# An ending of fewer letters stands in words of all kinds.
KORTSTE_EINDE = 5
HOOGSTENS_SAMEN = 6
# From here on a guess is shown as what was meant, and comes before a compound is split.
ZEKER = 0.93


@dataclass(frozen=True, slots=True)
class Gok:
    """What a word was taken for: a known word, or the words in it, or needs; all empty where it is nothing.

    `schrijffout` tells that the known word is what was meant, and not only what it is a form of or made with.
    """

    gelezen_als: str = ""
    zeker: float = 1.0
    schrijffout: bool = False
    delen: tuple[str, ...] = ()
    # The known compounds that end in it.
    samen: tuple[str, ...] = ()
    behoeften: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.gelezen_als or self.delen or self.samen or self.behoeften)


def raad(woord: str, index: Index, betekenis: Betekenis) -> Gok:
    """Return what an unknown word may stand for.

    A word that people write is no typing error, so no letters of it are changed.
    """
    behoeften, stukken = betekenis.volgens_tabel(woord), index.schat.stukken(woord)
    letters = [] if behoeften else _letters(woord, index, betekenis)
    if letters and letters[0][1] >= ZEKER:
        return Gok(*letters[0], schrijffout=True)
    vorm = _vorm(woord, index)
    delen = stukken or (() if behoeften or vorm else _gewone_stukken(woord, index, betekenis))
    if behoeften or delen:
        return Gok(delen=delen, behoeften=behoeften)
    if vorm:
        return Gok(vorm, VORM_TELT)
    if letters:
        return Gok(*letters[0], schrijffout=True)
    if samen := _als_einde(woord, index, betekenis):
        return Gok(samen=samen)
    verwant = _verwant(woord, index, betekenis)
    return Gok(*verwant[0]) if verwant else Gok()


def lijkt_op(woord: str, index: Index, betekenis: Betekenis) -> str:
    """Return the known word that may have been meant by one that found nothing; empty where it is no typing error."""
    if bestaat(woord, betekenis) or woord in index.schat:
        return ""
    ander = index.schat.dichtstbij(woord)
    return "" if betekenis.veiligheid(ander, stam(ander)) else ander


def bestaat(woord: str, betekenis: Betekenis) -> bool:
    """Tell whether people write this word, be it a name."""
    return woord in betekenis.eigennamen or gewoon.is_woord(woord)


def _gewone_stukken(woord: str, index: Index, betekenis: Betekenis) -> tuple[str, ...]:
    """Return the words that people write in one, where something is known of any of them: 'metro' and 'kaart'.

    Not of a common word: 'verstand' is no 'vers' and 'tand'.
    """
    stukken = () if gewoon.is_gewoon(woord) else _in_tweeen(woord)
    alle = tuple(deel for stuk in stukken for deel in _uiteen(stuk, index, betekenis))
    return alle if any(_kent(deel, index, betekenis) for deel in alle) else ()


def _in_tweeen(woord: str) -> tuple[str, ...]:
    for grens in range(KORTSTE_STUK, len(woord) - KORTSTE_STUK + 1):
        laatste = woord[grens:]
        if not gewoon.is_gewoon(laatste):
            continue
        for tussen in TUSSENKLANKEN:
            eerste = woord[: grens - len(tussen)]
            if woord[:grens] == eerste + tussen and len(eerste) >= KORTSTE_STUK and gewoon.is_gewoon(eerste):
                return (eerste, laatste)
    return ()


def _uiteen(stuk: str, index: Index, betekenis: Betekenis) -> tuple[str, ...]:
    if _kent(stuk, index, betekenis):
        return (stuk,)
    delen = index.schat.stukken(stuk) or _in_tweeen(stuk)
    return delen if delen and all(map(gewoon.is_algemeen, delen)) else (stuk,)


def _vorm(woord: str, index: Index) -> str:
    """Return the known word that this is a form of, with another stem: 'dreigt' of 'dreigen', 'kindje' of 'kind'."""
    for eind in UITGANGEN:
        basis = woord.removesuffix(eind)
        if basis == woord or len(basis) < KORTSTE_STUK:
            continue
        for ander in (basis, *(basis + uitgang for uitgang in ("en", "t", "d"))):
            if ander != woord and ander in index.schat and ander not in STOPWOORDEN:
                return ander
    return ""


def _als_einde(woord: str, index: Index, betekenis: Betekenis) -> tuple[str, ...]:
    """Return the known compounds that end in a word of which nothing else is known: of 'machine' 'wasmachine'."""
    if len(woord) < KORTSTE_EINDE:
        return ()
    gevonden = []
    for ander in index.schat.met_einde(woord):
        begin = ander.removesuffix(woord)
        if any(gewoon.is_woord(begin.removesuffix(tussen)) for tussen in TUSSENKLANKEN if len(begin) > len(tussen) + 1):
            gevonden.append(ander)
    return tuple(ander for ander in gevonden if not betekenis.veiligheid(ander, stam(ander)))[:HOOGSTENS_SAMEN]


def _kent(woord: str, index: Index, betekenis: Betekenis) -> bool:
    gestamd = stam(woord)
    return index.heeft(gestamd) or betekenis.kent((gestamd,))


def _letters(woord: str, index: Index, betekenis: Betekenis) -> Sequence[tuple[str, float]]:
    if not bestaat(woord, betekenis):
        return [paar for paar in index.schat.nabij(woord) if paar[0] not in STOPWOORDEN]
    if woord in betekenis.eigennamen or gewoon.is_gewoon(woord):
        return []
    # A rare word may be how another one is spelt by ear: 'advokaat'.
    return [(ander, 0.95) for ander in index.schat.klinkt_als(woord) if not betekenis.veiligheid(ander, stam(ander))]


def _verwant(woord: str, index: Index, betekenis: Betekenis) -> Sequence[tuple[str, float]]:
    if bestaat(woord, betekenis):
        return []
    return [paar for paar in index.schat.verwant(woord) if not betekenis.veiligheid(paar[0], stam(paar[0]))]
