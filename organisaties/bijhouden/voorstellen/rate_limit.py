"""How often a visitor may report: by entry and by address, as a library or a shelter is one address for many."""

from __future__ import annotations

from django.http import HttpRequest

from kaart.hulp import client_address
from kaart.hulp.rate_limit import Rem
from organisaties.models.ingang import Ingang

PER_UUR = 5
PER_INGANG = Rem("melding-ingang", PER_UUR, 3600)
PER_PLEK = Rem("melding-plek", 100, 3600)


def te_vaak(request: HttpRequest, ingang: Ingang) -> int:
    """Count a report of this visitor; return 0, or how many seconds to wait where it is one too many."""
    netwerk = client_address.netwerk(request)
    plek = PER_PLEK.neem(netwerk)
    if plek.wacht:
        return plek.wacht
    bij_ingang = PER_INGANG.neem(netwerk, ingang._meta.label, ingang.pk)
    if bij_ingang.wacht:
        plek.geef_terug()
    return bij_ingang.wacht
