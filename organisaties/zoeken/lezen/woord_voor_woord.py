"""The words of a question that count, and what each is taken for where it is not known."""

from __future__ import annotations

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.lezen.term import Woord
from organisaties.zoeken.raden import bestaat, raad
from organisaties.zoeken.taal import gewoon
from organisaties.zoeken.taal.andere_talen import BETEKENT, NEDERLANDS, NIETS, Kennis
from organisaties.zoeken.taal.betekenis import Betekenis
from organisaties.zoeken.taal.plaatsnamen import Gevonden
from organisaties.zoeken.taal.termen import GEEN, GELIJK, LEGE_WOORDEN, LIDWOORDEN, STOPWOORDEN, aaneen, stam

# More terms than this say nothing more; it bounds the work for any text.
HOOGSTENS_TERMEN = 16
# From this certainty on an unknown word is rather a misspelt Dutch one than a form of a foreign one.
LIJKT_GENOEG = 0.9


def tellende_woorden(alle: list[str], plaatsen: list[Gevonden], betekenis: Betekenis) -> list[Woord]:
    """Return the words that count, in order; what follows 'liever niet' or 'niet met' counts for nothing."""
    in_plaats = {plek for gevonden in plaatsen for plek in range(gevonden.begin, gevonden.eind)}
    reeks: list[Woord] = []
    gezien: set[str] = set()
    ontkend = 0
    for plek, woord in enumerate(alle):
        ontkend = max(ontkend - 1, 0)
        if woord == "niet" and (
            alle[plek - 1 : plek] == ["liever"] or alle[plek + 1 : plek + 2] in (["met"], ["bij"], ["naar"])
        ):
            ontkend = 3
            # Whoever wants no landgenoten may be listed: 'geen landgenoten'.
            reeks.append(Woord(GEEN, stam(GEEN)))
        los_getal = woord.isdigit() and len(woord) < 3
        if woord in LEGE_WOORDEN or los_getal or (len(woord) < 2 and woord.isascii()):
            continue
        gestamd = _stam(woord, betekenis)
        if woord in STOPWOORDEN and not _is_naamwoord(plek, alle, betekenis):
            reeks.append(Woord(woord, gestamd, klein=True))
        elif woord not in gezien and len(gezien) < HOOGSTENS_TERMEN:
            telt = 0.0 if ontkend else 1.0
            reeks.append(Woord(woord, gestamd, telt=telt, ontkend=not telt, in_plaats=plek in in_plaats))
            if woord != GEEN:
                gezien.add(woord)
    return reeks


def _is_naamwoord(plek: int, alle: list[str], betekenis: Betekenis) -> bool:
    """Tell whether a stop word is a thing here: 'de was', or a stop word that is all that was typed."""
    na_lidwoord = plek > 0 and alle[plek - 1] in LIDWOORDEN
    return (na_lidwoord or len(alle) == 1) and betekenis.kent((stam(alle[plek]),))


def _stam(woord: str, betekenis: Betekenis) -> str:
    """Return the stem of a word, or the word itself where it only shares one with a word about safety: 'geweldig'."""
    gestamd = stam(woord)
    return woord if gestamd in betekenis.veilig and not betekenis.veiligheid(woord, gestamd) else gestamd


def maak_bekend(reeks: list[Woord], index: Index, betekenis: Betekenis) -> list[str]:
    """Guess what each word stands for that is not known; return those that stand for nothing."""
    onbekend = []
    for plek, woord in enumerate(reeks):
        if woord.woord == GEEN or woord.in_plaats or _bekend(woord, index, betekenis):
            continue
        buren = [reeks[buur].woord for buur in (plek - 1, plek + 1) if 0 <= buur < len(reeks)]
        if any(aaneen(paar) in index.schat for buur in buren for paar in ((buur, woord.woord), (woord.woord, buur))):
            continue
        woord.gok = raad(woord.woord, index, betekenis)
        if woord.gok.gelezen_als:
            woord.stam = stam(woord.gok.gelezen_als)
        elif not woord.gok:
            onbekend.append(woord.woord)
    return onbekend


def _bekend(woord: Woord, index: Index, betekenis: Betekenis) -> bool:
    return bool(
        woord.woord in index.schat
        or index.heeft(woord.stam)
        or betekenis.kent_woord(woord.woord, woord.stam)
        or index.schat.samenstellingen(woord.stam)
    )


def is_iets(woord: str, index: Index, betekenis: Betekenis) -> bool:
    """Tell whether a word is known here, or one that people write: no error in the name of a place."""
    return _bekend(Woord(woord, stam(woord)), index, betekenis) or bestaat(woord, betekenis)


def kennis(index: Index, betekenis: Betekenis) -> Kennis:
    """Return what the Dutch side knows of a word, for whoever reads other languages."""

    def hoe(woord: str) -> int:
        if woord in STOPWOORDEN or GELIJK.get(woord, woord) == GEEN:
            return NEDERLANDS
        gewoon_woord = gewoon.is_gewoon(woord)
        # A foreign word may have the stem of a Dutch one; only as it stands, or as Dutch, it is known.
        if woord in index.schat or (gewoon_woord and _bekend(Woord(woord, stam(woord)), index, betekenis)):
            return BETEKENT
        return NEDERLANDS if gewoon_woord else NIETS

    def lijkt(woord: str) -> bool:
        return any(zeker >= LIJKT_GENOEG for _, zeker in index.schat.nabij(woord)[:1])

    return Kennis(hoe, gewoon.is_vaak, lijkt, tabel=lambda woord: bool(betekenis.volgens_tabel(woord)))
