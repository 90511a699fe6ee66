"""What is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

FACETTEN = (
    "stadsdeel",
    "gebied",
    "behoefte",
    "taal",
    "open",
    "wanneer",
    "zonder_bsn",
    "aanmelden",
    "kosten",
    "extra_doelgroep",
    "kring",
    "formaliteit",
    "infrastructuur",
)


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question: words, chosen values by facet, and the categories it must be open to.

    Values within a facet mean 'or', facets among each other 'and'. The categories never stand in an address.
    `gelezen`: the words for a group have left `q` already, so that nobody needs to look again.
    """

    q: str = ""
    keuzes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    open_voor: tuple[str, ...] = ()
    gelezen: bool = field(default=False, compare=False)

    def van(self, facet: str) -> tuple[str, ...]:
        """Return the values chosen in `facet`."""
        return self.keuzes.get(facet, ())

    @property
    def is_leeg(self) -> bool:
        """Whether nothing at all was asked."""
        return not self.q and not self.open_voor and not any(self.keuzes.values())

    @property
    def behoefte_slugs(self) -> tuple[str, ...]:
        """The needs that were chosen."""
        return self.van("behoefte")

    @property
    def stadsdeel_slugs(self) -> tuple[str, ...]:
        """The areas that were chosen."""
        return self.van("stadsdeel")

    def zonder(self, facet: str) -> Vraag:
        """Return the same question without the choices in `facet` ('q' and 'open_voor' too)."""
        if facet == "q":
            return replace(self, q="")
        if facet == "open_voor":
            return replace(self, open_voor=())
        rest = {naam: waarden for naam, waarden in self.keuzes.items() if naam != facet}
        return replace(self, keuzes=MappingProxyType(rest))
