"""An address with a choice that became one with another leads on to that one."""

from __future__ import annotations

from django.http import HttpRequest

from organisaties.models import Behoefte, Doelgroep, OudBegrip, Taal
from organisaties.zoeken.index.register import Register

LIJSTEN = {"behoefte": Behoefte, "taal": Taal, "extra_doelgroep": Doelgroep}


def leid_door(request: HttpRequest, register: Register) -> str:
    """Return the address with the present choices, '' where it stays as it is; asks only about what is not known."""
    vraag = request.GET.copy()
    for facet, model in LIJSTEN.items():
        waarden = vraag.getlist(facet)
        if all(not waarde or waarde in register.begrippen[facet] for waarde in waarden):
            continue
        nu = OudBegrip.objects.van(model)
        vraag.setlist(facet, list(dict.fromkeys(nu.get(waarde, waarde) for waarde in waarden)))
    return f"{request.path}?{vraag.urlencode()}" if vraag != request.GET else ""
