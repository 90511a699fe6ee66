"""Where a question is about, and what of an answer is there, around it, for the whole city, or elsewhere.

A place that was typed is no filter: what is elsewhere stays, below what is there. One tap makes it a filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organisaties.zoeken.index.bitset import union
from organisaties.zoeken.taal.betekenis import PLEKFACETTEN, Wens

if TYPE_CHECKING:
    from organisaties.zoeken.index.register import Register
    from organisaties.zoeken.vraag import Vraag
    from organisaties.zoeken.wegen import Tekstuitslag


@dataclass(frozen=True, slots=True)
class Plek:
    """The place of a question: what it is called, and the slugs of its areas and of the stadsdelen these lie in.

    Without `gebieden` it is the stadsdelen themselves; `getypt` when it was not chosen; `in_tekst` is the set of offers
    that carry its name.
    """

    namen: tuple[str, ...]
    gebieden: tuple[str, ...]
    stadsdelen: tuple[str, ...]
    getypt: bool = False
    in_tekst: int = 0

    def precies(self, r: Register) -> int:
        """Return what is in the place itself, or for a whole stadsdeel what works for it too."""
        if not self.gebieden:
            return self.rond(r)
        return self.in_tekst | union(r.in_gebied.get(slug, 0) for slug in self.gebieden)

    def rond(self, r: Register) -> int:
        """Return what is in the stadsdelen of the place, or works for them."""
        return self.in_tekst | in_stadsdelen(self.stadsdelen, r)

    def op_afstand(self, r: Register) -> list[Sequence[int]]:
        """Return the divisions that put what is nearest first: by stadsdeel, then by area."""
        plaatsen = r.betekenis.plaatsen
        bron = self.gebieden or self.stadsdelen
        return [
            [self.rond(r), *(r.gevestigd.get(slug, 0) for slug in self.stadsdelen_op_afstand(r))],
            [r.in_gebied.get(slug, 0) for slug in plaatsen.op_afstand(bron, r.begrippen["gebied"])],
        ]

    def stadsdelen_op_afstand(self, r: Register) -> list[str]:
        """Return all stadsdelen, its own first and then the nearest."""
        anderen = [slug for slug in r.begrippen["stadsdeel"] if slug not in self.stadsdelen]
        return [*self.stadsdelen, *r.betekenis.plaatsen.op_afstand(self.gebieden or self.stadsdelen, anderen)]

    def eerst(self, r: Register, sterk: int) -> list[Sequence[int]]:
        """Return the divisions for a typed place, of which `sterk` is what answers the question well.

        First what is there, then around it, for the whole city, and elsewhere, the nearest first; what answers less
        well comes after.
        """
        elders = (r.gevestigd.get(slug, 0) for slug in self.stadsdelen_op_afstand(r))
        lagen = [self.precies(r), self.rond(r), r.stadsbreed | r.online, *elders, r.alles]
        return [sterk_eerst(lagen, sterk)]


def sterk_eerst(lagen: Sequence[int], sterk: int) -> Sequence[int]:
    """Return a division by these layers in which nothing that answers less well comes before what answers well."""
    return [*(sterk & laag for laag in lagen), *lagen]


def plek_van(vraag: Vraag, uitslag: Tekstuitslag | None, r: Register) -> Plek | None:
    """Return the place of a question: the one that was typed, unless what was chosen lies elsewhere."""
    gekozen = _gekozen(vraag, r)
    getypt = _getypt(uitslag, r) if uitslag else None
    if getypt and (gekozen is None or set(getypt.stadsdelen) & set(gekozen.stadsdelen)):
        return getypt
    return gekozen


def _gekozen(vraag: Vraag, r: Register) -> Plek | None:
    stadsdelen = [slug for slug in vraag.van("stadsdeel") if slug in r.begrippen["stadsdeel"]]
    gebieden = [slug for slug in vraag.van("gebied") if slug in r.begrippen["gebied"]]
    if not stadsdelen and not gebieden:
        return None
    lijst, slugs = ("gebied", gebieden) if gebieden else ("stadsdeel", stadsdelen)
    namen = tuple(r.begrippen[lijst][slug].naam for slug in slugs)
    return Plek(namen, tuple(gebieden), _met_ouders(gebieden, stadsdelen, r))


def _getypt(uitslag: Tekstuitslag, r: Register) -> Plek | None:
    namen: list[str] = []
    gebieden: list[str] = []
    stadsdelen: list[str] = []
    in_tekst = 0
    for treffer in uitslag.treffers:
        wensen = [wens for wens in treffer.term.wensen if wens.facet in PLEKFACETTEN]
        if not wensen:
            continue
        plaats = treffer.term.plaats
        namen.append(plaats.naam if plaats else ", ".join(_naam(wens, r) for wens in wensen))
        gebieden += sorted(wens.waarde for wens in wensen if wens.facet == "gebied")
        stadsdelen += sorted(wens.waarde for wens in wensen if wens.facet == "stadsdeel")
        if plaats:
            in_tekst |= treffer.velden.get("naam", 0) | treffer.velden.get("organisatie", 0)
    if not namen:
        return None
    alle = _met_ouders(gebieden, stadsdelen, r)
    return Plek(tuple(dict.fromkeys(namen)), tuple(dict.fromkeys(gebieden)), alle, getypt=True, in_tekst=in_tekst)


def _naam(wens: Wens, r: Register) -> str:
    return r.begrippen[wens.facet][wens.waarde].naam


def _met_ouders(gebieden: Iterable[str], stadsdelen: Iterable[str], r: Register) -> tuple[str, ...]:
    slug_van = {begrip.pk: slug for slug, begrip in r.begrippen["stadsdeel"].items()}
    ouders = (slug_van[r.begrippen["gebied"][slug].ouder or 0] for slug in gebieden)
    return tuple(dict.fromkeys([*stadsdelen, *ouders]))


def in_stadsdelen(slugs: Iterable[str], r: Register) -> int:
    """Return what is in these stadsdelen, or works for them."""
    return union(r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in slugs)


def is_ergens(r: Register) -> int:
    """Return what has a place of which the stadsdeel is known."""
    return union(r.gevestigd.values())
