"""The address of a question; the categories are never in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict
from django.urls import reverse

from organisaties.zoeken import Vraag
from organisaties.zoeken.nieuwe_vraag import LOSGELATEN
from organisaties.zoeken.vraag import FACETTEN


def adres(vraag: Vraag, pagina: int = 1, pad: str = "zoeken:zoeken", losgelaten: Iterable[str] = ()) -> str:
    """Return the address of a question, of the results page or of another that takes the same one.

    `losgelaten` are needs of the question before this one, so that the page can offer a way back to them.
    """
    data = QueryDict(mutable=True)
    if vraag.q:
        data["q"] = vraag.q
    for facet in FACETTEN:
        if vraag.van(facet):
            data.setlist(facet, list(vraag.van(facet)))
    if losgelaten := list(losgelaten):
        data.setlist(LOSGELATEN, losgelaten)
    if pagina > 1:
        data["pagina"] = str(pagina)
    return f"{reverse(pad)}?{data.urlencode()}" if data else reverse(pad)
