"""A register in which a need has one word more, to see what that would do; nothing is kept of it."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType

from organisaties.begrippen import Begrippen
from organisaties.models import Groepswoord
from organisaties.zoeken.index.bouwen import zet_namen
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.index.woordkennis import betekenis_van


def met_woord(register: Register, behoefte: str, woord: str) -> Register:
    """Return this register as it would read when the need with this slug had the word; three queries.

    What it holds of offers stays the same: a word of a need stands in none of them.
    """
    behoeften = dict(register.begrippen["behoefte"])
    if behoefte not in behoeften:
        return register
    oud = behoeften[behoefte]
    behoeften[behoefte] = dataclasses.replace(oud, synoniemen=(*oud.synoniemen, woord))
    begrippen = Begrippen(MappingProxyType({**register.begrippen.lijsten, "behoefte": MappingProxyType(behoeften)}))
    betekenis = betekenis_van(begrippen, Groepswoord.objects.per_woord())
    return dataclasses.replace(
        register, begrippen=begrippen, betekenis=zet_namen(betekenis, register.namen, betekenis.eigennamen)
    )
