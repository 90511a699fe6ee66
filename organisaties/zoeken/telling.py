"""How fresh a set of found offers is, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from organisaties.zoeken.index.register import Register


@dataclass(frozen=True, slots=True)
class Versheidstelling:
    """How many offers were checked within their term, longer ago, or never."""

    vers: int
    oud: int
    nooit: int

    @classmethod
    def van(cls, register: Register, verzameling: int) -> Versheidstelling:
        """Count in a set of offers of the register."""
        vers = (register.vers & verzameling).bit_count()
        nooit = (register.nooit_gecontroleerd & verzameling).bit_count()
        return cls(vers, verzameling.bit_count() - vers - nooit, nooit)
