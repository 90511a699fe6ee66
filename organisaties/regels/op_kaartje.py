"""What of all that could be said stands on a card in a list: one thing to watch for, and one reason why it is there.

A card is read in a second, on a phone, on the way. The rest is one tap away, and the card says how much of it there is.
Plain: words that are already made, no database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from organisaties.regels.nu import VRAAGT_BSN

if TYPE_CHECKING:
    from organisaties.regels.nu import Bijzonder
    from organisaties.regels.versheid import Versheid

NIET_BRUIKBAAR = "Nog niet bruikbaar: geen nummer, adres of website"
ALLEEN_PLEK = "Het adres weten we nog niet"


@dataclass(frozen=True, slots=True)
class Regel:
    """One line: `soort` and `icoon` for how it looks, `tekst` for what it says, `meer` for how many more there are.

    What is `intern` is for colleagues, on a screen: it is never printed.
    """

    soort: str
    icoon: str
    tekst: str
    meer: int = 0
    intern: bool = False


def een_waarschuwing(
    *,
    bijzonder: Iterable[Bijzonder],
    gemeld: Iterable[str] = (),
    bereikbaar: bool = True,
    plek_om_binnen_te_lopen: bool = False,
    let_op: str = "",
    versheid: Versheid,
) -> Regel:
    """Return the one thing to know before going: the one that makes going there most in vain.

    First what is shut, paused or full, then what colleagues reported, that it asks for a BSN, that there is no way in
    (or no more than the name of a place to walk into), and what colleagues should know. Only where nothing of that is
    the case, how old the facts are; that one is always there, so it does not count as more.
    """
    bijzonder = list(bijzonder)
    bsn = VRAAGT_BSN.values()
    gevonden = [Regel(een.soort, een.icoon, een.tekst) for een in bijzonder if een.tekst not in bsn]
    gevonden += [Regel("pauze", "let-op", tekst, intern=True) for tekst in gemeld]
    gevonden += [Regel(een.soort, een.icoon, een.tekst) for een in bijzonder if een.tekst in bsn]
    if not bereikbaar and plek_om_binnen_te_lopen:
        gevonden.append(Regel("pauze", "plek", ALLEEN_PLEK))
    elif not bereikbaar:
        gevonden.append(Regel("niet", "niet", NIET_BRUIKBAAR))
    if let_op:
        gevonden.append(Regel("pauze", "let-op", let_op, intern=True))
    if not gevonden:
        return Regel(versheid.code.value, "goed" if versheid.code == "vers" else "vraag", versheid.tekst)
    eerste = gevonden[0]
    return Regel(eerste.soort, eerste.icoon, eerste.tekst, len(gevonden) - 1, eerste.intern)


class Waarom(IntEnum):
    """Why a result is one, in the order in which it is worth saying.

    A language or a group somebody asked for is what they cannot see otherwise; a word that stands in the name they
    see already.
    """

    TAAL = 1
    DOELGROEP = 2
    WANNEER = 3
    HEEFT = 4
    WOORDEN = 5
    IN_NAAM = 6
    BEHOEFTE = 7
    # A word that only happens to stand in a description.
    UITLEG = 8


def een_reden(redenen: Iterable[tuple[Waarom, str]]) -> str:
    """Return the one reason to give; '' without any.

    That the words were only found in the description goes before everything: it is a weak reason, and must be said.
    """
    gegeven = dict(redenen)
    if Waarom.UITLEG in gegeven and not gegeven.keys() & {Waarom.WOORDEN, Waarom.IN_NAAM}:
        return gegeven[Waarom.UITLEG]
    return gegeven[min(gegeven)] if gegeven else ""
