"""The order that follows from whom it is for.

What asks for papers comes last where that shuts somebody out, what is made for exactly this group first. Facts of
offers alone; a visitor's register knows no sensitive category, so nothing here can betray one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.conf import settings

from organisaties.models import Toegang
from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.keuzes import AANKOMST
from organisaties.zoeken.taal.betekenis import Wens
from organisaties.zoeken.vraag import Vraag

ZONDER_BSN = "zonder_bsn"
# Of each part so many offers are looked at: a page shows fewer.
HOOGSTENS_BEKEKEN = 200


def gaat_over_papieren(vraag: Vraag, wensen: Iterable[Wens]) -> bool:
    """Tell whether a BSN may be what shuts the door: chosen, typed, or known of the chosen group."""
    return (
        bool(vraag.van(ZONDER_BSN))
        or any(groep in settings.STADSGEGEVENS.zonder_bsn for groep in vraag.open_voor)
        or any(wens.facet == ZONDER_BSN for wens in wensen)
    )


def zonder_papieren_eerst(register: Register) -> list[Sequence[int]]:
    """Return the division: what asks for nothing, for other papers, mostly for a BSN; and last what always does."""
    vraagt = register.vraagt
    niets = register.alles & ~vraagt["papieren"] & ~vraagt["bsn misschien"] & ~vraagt["bsn"]
    return [[niets, vraagt["papieren"], vraagt["bsn misschien"]]]


def juist_hiervoor(register: Register, categorieen: Sequence[str]) -> list[Sequence[int]]:
    """Return the division: the fewer other groups are welcome too, the more it is made for this one.

    Of what welcomes everyone, that of organisations for newcomers goes first.
    """
    welkom = {groep: per_waarde[Toegang.Waarde.WELKOM.value] for groep, per_waarde in register.oordelen.items()}
    gevraagd = 0
    for groep in categorieen:
        gevraagd |= welkom.get(groep, 0)
    # minstens[n] is what welcomes n groups or more.
    minstens = [register.alles, *([0] * (len(welkom) + 1))]
    for bits in welkom.values():
        for aantal in range(len(welkom), 0, -1):
            minstens[aantal] |= minstens[aantal - 1] & bits
    enkele = [gevraagd & ~minstens[aantal + 1] for aantal in range(1, len(welkom))]
    return [[*enkele, gevraagd & register.maskers["infrastructuur"][AANKOMST]]]


def elk_een_keer(register: Register, verdeling: Sequence[int]) -> list[Sequence[int]]:
    """Return the division that shows of each organisation one offer before the rest, the one in the first part.

    Whoever only says for whom it is wants to see which doors there are.
    """
    van_elk: dict[str, int] = {}
    for deel in verdeling:
        for positie in islice(register.op_naam(deel & ~register.even_niet), HOOGSTENS_BEKEKEN):
            van_elk.setdefault(register.rijen[positie].organisatie_kenmerk, positie)
    return [[as_bitset(van_elk.values(), len(register.rijen))]]
