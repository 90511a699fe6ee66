"""What is not wanted: 'niet in noord', 'geen les maar', and papers that somebody does not have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from organisaties.zoeken.lezen.term import LOS_VAN_ZIN, Woord
from organisaties.zoeken.taal.betekenis import LANGSTE_ZIN, Betekenis
from organisaties.zoeken.taal.termen import GEEN, stammen

# What is asked at a desk; in its stems.
PAPIEREN = frozenset(
    stammen(
        "bsn stadspas verzekering papieren paspoort bankafschriften legitimatie identiteitsbewijs vergunning "
        "verblijfsvergunning digid zorgpas adres rekening rijbewijs diploma inschrijving verwijzing afspraak"
    )
)
# What one goes to, by the end of its name: who says 'geen' of it does not want it.
ACTIVITEITEN = ("les", "less", "cursus", "cursuss", "groep", "club", "training", "workshop", "gesprek", "activiteit")
# Who 'wil geen' does not miss it.
NIET_GEWILD = frozenset("wil wilt willen liever hoef hoeft hoeven zoek zoekt zoeken".split())  # noqa: SIM905
# Before the name of a place these deny it.
ONTKENT_PLEK = frozenset({"niet", "behalve"})
VOOR_EEN_PLEK = frozenset({"in", "naar", "te", "de", "het"})


def zonder_ontkende_plek(alle: list[str], betekenis: Betekenis) -> tuple[list[str], frozenset[str]]:
    """Take 'niet in noord' out of the words; return the rest, and the slugs of the stadsdelen nobody wants to go to."""
    niet_in: set[str] = set()
    plek = 0
    while plek < len(alle):
        begin = plek + 1
        while alle[plek] in ONTKENT_PLEK and alle[begin : begin + 1] and alle[begin] in VOOR_EEN_PLEK:
            begin += 1
        stadsdelen, eind = _plek_vanaf(alle, begin, betekenis) if alle[plek] in ONTKENT_PLEK else (frozenset(), begin)
        if stadsdelen:
            niet_in |= stadsdelen
            alle = [*alle[:plek], *alle[eind:]]
        else:
            plek += 1
    return alle, frozenset(niet_in)


def _plek_vanaf(alle: list[str], begin: int, betekenis: Betekenis) -> tuple[frozenset[str], int]:
    """Return the stadsdelen of the place whose name begins here, and where that ends; none where none does."""
    for eind in range(min(begin + LANGSTE_ZIN, len(alle)), begin, -1):
        if wensen := betekenis.plekken.get(tuple(alle[begin:eind])):
            return frozenset(wens.waarde for wens in wensen if wens.facet == "stadsdeel"), eind
    gevonden = betekenis.plaatsen.vind(["in", *alle[begin:]], lambda _: True)
    if gevonden and gevonden[0].begin == 1:
        return frozenset(gevonden[0].plaats.stadsdelen), begin + gevonden[0].eind - 1
    return frozenset(), begin


def weeg_ontkenning(alles: list[Woord], betekenis: Betekenis) -> None:
    """Let what comes after 'geen' count less where it is not wanted, or is a paper; who has no bed needs a bed."""
    for plek, (voor, woord) in enumerate(pairwise(alles), 1):
        if voor.woord != GEEN or woord.in_zin or woord.klein or betekenis.veiligheid(woord.letterlijk, woord.stam):
            continue
        ervoor = alles[plek - 2].woord if plek > 1 else ""
        erna = {w.woord for w in alles[plek + 1 : plek + 3]}
        iets_anders = any(w.telt and not w.klein and w.woord != GEEN for w in alles if w is not woord)
        if woord.stam in PAPIEREN:
            # Someone without a paper does not look for the paper.
            woord.telt *= LOS_VAN_ZIN
        elif iets_anders and (ervoor in NIET_GEWILD or "maar" in erna or _is_activiteit(woord.letterlijk)):
            woord.telt = 0.0


def wat_mist(alles: Iterable[Woord]) -> frozenset[str]:
    """Return the stems of papers that somebody does not have: 'geen stadspas'."""
    return frozenset(woord.stam for voor, woord in pairwise(alles) if voor.woord == GEEN and woord.stam in PAPIEREN)


def _is_activiteit(woord: str) -> bool:
    """Tell whether this is something to go to; who says 'geen' of that does not want it: 'geen les'."""
    return woord.endswith(ACTIVITEITEN) or woord.removesuffix("en").endswith(ACTIVITEITEN)
