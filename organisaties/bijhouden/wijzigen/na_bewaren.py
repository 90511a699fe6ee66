"""What is said after saving: which parts stand on the kaart now, and which went to the owner as a proposal."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest

from kaart.hulp.tekst import opsomming
from organisaties.bijhouden.momentopname.momentopname import TIJDEN, TOEGANG
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.bijhouden.wijzigen.acties import Bewaard
from organisaties.bijhouden.wijzigen.forms import FORMULIEREN
from organisaties.models.ingang import Ingang
from organisaties.regels.keuzes import Status
from organisaties.velden import PER_MODEL


def delen_van(model: type[Ingang], velden: Collection[str]) -> list[str]:
    """Return the parts of the page that these fields stand in, by their headings, in the order of the page."""
    ding = PER_MODEL[model._meta.label]
    over = dict.fromkeys(velden)
    namen = []
    for groep in FORMULIEREN[model].groepen:
        eigen = set(groep.velden(ding))
        hierin = [
            veld
            for veld in over
            if veld in eigen
            or (groep.sleutel == "tijden" and veld == TIJDEN)
            or (groep.sleutel == "toegang" and veld.startswith(TOEGANG))
        ]
        if hierin:
            namen.append(f"‘{groep.kop.rstrip('?')}’")
        for veld in hierin:
            del over[veld]
    # What no part of the page asks, such as whether it is on the kaart at all.
    return [*namen, *(f"‘{OPSCHRIFTEN[model.__name__].get(veld, veld)}’" for veld in over)]


def zeg_wat_er_gebeurde(request: HttpRequest, uitkomst: Bewaard) -> None:
    """Say what became of a change; where it went two ways, which part went which."""
    model = type(uitkomst.ingang)
    voorstel = uitkomst.voorstel
    if uitkomst.velden and voorstel is not None:
        messages.success(request, f"Meteen bewaard: {opsomming(delen_van(model, uitkomst.velden))}.")
    elif uitkomst.velden:
        concept = getattr(uitkomst.ingang, "status", "") == Status.CONCEPT
        waar = "Dit is nog een concept: alleen collega’s zien het." if concept else "Zo staat het nu op de kaart."
        messages.success(request, f"Bewaard. {waar}")
    if voorstel is not None:
        rest = opsomming(delen_van(model, voorstel.wijzigingen))
        messages.success(request, f"Als voorstel naar de organisatie zelf: {rest}. Zij beslist daarover.")
    if not uitkomst.velden and voorstel is None:
        messages.info(request, "Er was niets veranderd.")
