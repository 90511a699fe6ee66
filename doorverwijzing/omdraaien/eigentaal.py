"""Says a slip without a word of Dutch: for a screen, where the person reads and the worker stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

from doorverwijzing.briefje.tolk import Gat, Tolk, Tweetalig
from doorverwijzing.omdraaien import op_scherm


class Eigentaal(Tolk):
    """A `Tolk` whose other side is never empty and never Dutch: what has no translation is asked of the worker."""

    def zin(self, bron: str, **gaten: Gat) -> Tweetalig:
        """Return a sentence; what paper says of whoever gave it, the screen says of whoever stands there."""
        return super().zin(op_scherm.IN_PLAATS_VAN.get(bron, bron), **gaten)

    def woord(self, tekst: str) -> Tweetalig:
        """Return what somebody typed, as slips know the word, else that it must be asked."""
        gezegd = super().woord(tekst)
        return gezegd if gezegd.anders else Tweetalig(gezegd.nl, self.zin(op_scherm.VRAAG_WIE_HELPT).anders)

    def rij(self, delen: Iterable[Tweetalig]) -> Tweetalig:
        """Return several things as one list; that something must be asked stands there once."""
        return super().rij({deel.anders or deel.nl: deel for deel in delen}.values())
