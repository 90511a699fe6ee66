"""One question in, one answer out: which offers, in what order, and how many behind each choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from organisaties.models import Toegang
from organisaties.zoeken.bits import posities, stuk, verzameling
from organisaties.zoeken.register import JA, Register, register_voor
from organisaties.zoeken.tekst import Tekstuitslag
from organisaties.zoeken.vraag import FACETTEN, Vraag

WELKOM, NAVRAGEN, NIET = Toegang.Waarde.WELKOM.value, Toegang.Waarde.NAVRAGEN.value, Toegang.Waarde.NIET.value
# Text scores closer together than this count as equal, so that area and opening hours may decide.
TRAP = 4.0


@dataclass
class Antwoord:
    """The answer to `vraag` from `register`: `wel` is the set of results, `niet` what says no to the category."""

    vraag: Vraag
    register: Register
    uitslag: Tekstuitslag | None
    wel: int
    niet: int
    _zonder: Mapping[str, int] = field(repr=False)

    @property
    def aantal(self) -> int:
        """The number of results."""
        return self.wel.bit_count()

    def stuk(self, begin: int, eind: int) -> list[int]:
        """Return the positions of results `begin` to `eind`, best first."""
        return self._in_volgorde(self.wel, begin, eind)

    def stuk_niet(self, begin: int, eind: int) -> list[int]:
        """Return the positions of what says no to the chosen category, in the same order."""
        return self._in_volgorde(self.niet, begin, eind)

    def alle_sleutels(self) -> list[int]:
        """Return the primary keys of all results, best first."""
        return self.register.kenmerken(self.stuk(0, self.aantal))

    def tel(self, facet: str, waarde: str) -> int:
        """Return how many results there would be with this value (too) chosen in `facet`, the rest unchanged.

        What is chosen in the facet itself does not count: its values mean 'or', so each shows its own number.
        """
        return (self._zonder[facet] & self.register.maskers[facet].get(waarde, 0)).bit_count()

    def tel_open_voor(self, categorie: str) -> int:
        """Return how many results there would be for this category: all but those that say no."""
        niet = self.register.oordelen.get(categorie, {}).get(NIET, 0)
        return (self._zonder["open_voor"] & ~niet).bit_count()

    def oordeel(self, positie: int, categorie: str) -> str:
        """Return what the offer says about the category; silence is 'onbekend'."""
        bit = 1 << positie
        for waarde, bits in self.register.oordelen.get(categorie, {}).items():
            if bits & bit:
                return waarde
        return Toegang.Waarde.ONBEKEND.value

    def _in_volgorde(self, bits: int, begin: int, eind: int) -> list[int]:
        if self.uitslag is None:
            return stuk(bits, self._verdelingen, begin, eind)
        trap = self._trap_per_positie
        rang = {p: nummer for nummer, p in enumerate(stuk(bits, self._verdelingen, 0, bits.bit_count()))}
        hard = self._harde_trap
        geordend = sorted(rang, key=lambda p: (hard(p), -trap.get(p, 0), rang[p]))
        return geordend[begin:eind]

    @cached_property
    def _trap_per_positie(self) -> dict[int, int]:
        scores = self.uitslag.scores if self.uitslag else {}
        hoogste = max(scores.values(), default=0.0)
        stap = hoogste / TRAP or 1.0
        return {positie: round(score / stap * 2) for positie, score in scores.items()}

    def _harde_trap(self, positie: int) -> int:
        """Rank what outweighs words: paused last, and welcome before unknown when a category was chosen."""
        bit = 1 << positie
        for nummer, deel in enumerate(self._verdelingen[0]):
            if deel & bit:
                return nummer
        return len(self._verdelingen[0])

    @cached_property
    def _verdelingen(self) -> list[Sequence[int]]:
        """The order of results: each division splits what the one before left equal."""
        r, vraag = self.register, self.vraag
        gewoon = r.alles & ~r.even_niet
        if vraag.open_voor:
            welkom = _oordeel(r, vraag.open_voor, WELKOM)
            navragen = _oordeel(r, vraag.open_voor, NAVRAGEN) & ~welkom
            onbekend = r.alles & ~welkom & ~navragen
            eerst: list[Sequence[int]] = [[gewoon & welkom, gewoon & navragen, gewoon & onbekend]]
        else:
            eerst = [[gewoon]]
        return [
            *eerst,
            *self._gebied_eerst(),
            [_samen(r.heeft_doelgroep[s] for s in vraag.van("extra_doelgroep") if s in r.heeft_doelgroep)]
            if vraag.van("extra_doelgroep")
            else [r.voor_iedereen],
            [r.open_vandaag, r.tijden_onbekend],
            [r.vers, r.nooit_gecontroleerd],
        ]

    def _gebied_eerst(self) -> list[Sequence[int]]:
        """Own area before city-wide before online, where an area was chosen."""
        r = self.register
        verdelingen: list[Sequence[int]] = []
        if self.vraag.van("gebied"):
            verdelingen.append([_samen(r.in_gebied.get(slug, 0) for slug in self.vraag.van("gebied"))])
        if self.vraag.van("stadsdeel") or self.vraag.van("gebied"):
            hier = _samen(r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in self.stadsdelen_van_vraag)
            verdelingen.append([hier, r.stadsbreed & ~r.online, r.stadsbreed])
        return verdelingen

    @cached_property
    def stadsdelen_van_vraag(self) -> tuple[str, ...]:
        """The stadsdelen that were chosen, by themselves or by one of their areas."""
        stadsdelen, gebieden = self.register.begrippen["stadsdeel"], self.register.begrippen["gebied"]
        slug_van = {begrip.pk: slug for slug, begrip in stadsdelen.items()}
        van_gebied = (slug_van[gebieden[g].ouder or 0] for g in self.vraag.van("gebied") if g in gebieden)
        return tuple(dict.fromkeys([*(s for s in self.vraag.van("stadsdeel") if s in stadsdelen), *van_gebied]))


def zoek(vraag: Vraag, gebruiker: Any) -> Antwoord:
    """Return the answer to `vraag` for this person; values the register does not know are passed over."""
    register = register_voor(gebruiker)
    uitslag = register.woordenlijst.zoek(vraag.q) if vraag.q.strip() else None
    delen = {facet: _masker(register, vraag, facet) for facet in FACETTEN}
    delen["q"] = register.alles if uitslag is None else verzameling(uitslag.scores, len(register.rijen))
    niet = _niet(register, vraag.open_voor)
    delen["open_voor"] = register.alles & ~niet
    zonder = _alles_behalve(delen, register.alles)
    return Antwoord(
        vraag=vraag,
        register=register,
        uitslag=uitslag,
        wel=zonder["open_voor"] & delen["open_voor"],
        niet=zonder["open_voor"] & niet,
        _zonder=zonder,
    )


def _masker(register: Register, vraag: Vraag, facet: str) -> int:
    bekend = [waarde for waarde in vraag.van(facet) if waarde in register.maskers[facet]]
    return _samen(register.maskers[facet][waarde] for waarde in bekend) if bekend else register.alles


def _niet(register: Register, categorieen: Sequence[str]) -> int:
    """Return what says no to every chosen category (what says yes to one of them stays)."""
    bekend = [categorie for categorie in categorieen if categorie in register.oordelen]
    niet = register.alles if bekend else 0
    for categorie in bekend:
        niet &= register.oordelen[categorie][NIET]
    return niet


def _oordeel(register: Register, categorieen: Iterable[str], waarde: str) -> int:
    return _samen(register.oordelen.get(categorie, {}).get(waarde, 0) for categorie in categorieen)


def _samen(maskers: Iterable[int]) -> int:
    samen = 0
    for bits in maskers:
        samen |= bits
    return samen


def _alles_behalve(delen: Mapping[str, int], alles: int) -> dict[str, int]:
    """Return for each part the intersection of all the others, in two passes."""
    namen = list(delen)
    voor: dict[str, int] = {}
    tot_nu = alles
    for naam in namen:
        voor[naam] = tot_nu
        tot_nu &= delen[naam]
    tot_nu = alles
    zonder: dict[str, int] = {}
    for naam in reversed(namen):
        zonder[naam] = voor[naam] & tot_nu
        tot_nu &= delen[naam]
    return zonder


__all__ = ["JA", "Antwoord", "posities", "zoek"]
