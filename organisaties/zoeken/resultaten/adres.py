"""The address of a question; the categories are never in it."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from organisaties.zoeken import Vraag
from organisaties.zoeken.vraag import FACETTEN


def adres(vraag: Vraag, pagina: int = 1, pad: str = "zoeken:zoeken") -> str:
    """Return the address of a question, of the results page or of another that takes the same one."""
    data = QueryDict(mutable=True)
    if vraag.q:
        data["q"] = vraag.q
    for facet in FACETTEN:
        if vraag.van(facet):
            data.setlist(facet, list(vraag.van(facet)))
    if pagina > 1:
        data["pagina"] = str(pagina)
    return f"{reverse(pad)}?{data.urlencode()}" if data else reverse(pad)
