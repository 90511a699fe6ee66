"""A new question is about something else: it lets go of the need of the question before, and says so.

Who looks at 'Gezondheid' and then types 'eten' asks about food; searching on within health would find next to nothing.
The area and the group are about the person and stay.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from organisaties.regels.begrip import Begrip
from organisaties.zoeken.vraag import Vraag

LOSGELATEN = "losgelaten"
"""The parameter with the needs that were let go, for the way back; it is no question."""


def laat_los(vraag: Vraag, data: QueryDict, behoeften: Mapping[str, Begrip]) -> tuple[Vraag, tuple[str, ...]]:
    """Return the question to answer, and the needs it let go that may be named.

    `data` holds with the new choices what was asked before: the words in `eerder`, the needs in `eerder_behoefte`. A
    need that was ticked together with the new words is meant, and stays. What is about safety is not named again.
    """
    bleef = set(vraag.behoefte_slugs) == set(data.getlist("eerder_behoefte"))
    if not is_nieuw(vraag, data) or not vraag.behoefte_slugs or not bleef:
        return vraag, ()
    genoemd = tuple(slug for slug in vraag.behoefte_slugs if not behoeften[slug].neutraal)
    return vraag.zonder("behoefte"), genoemd


def is_nieuw(vraag: Vraag, data: QueryDict) -> bool:
    """Tell whether other words are asked than before, in `eerder`; without those nobody can tell."""
    return bool(vraag.q) and data.get("eerder", vraag.q).strip() != vraag.q
