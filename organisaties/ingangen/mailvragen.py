"""Whether an organisation was asked by mail, what came of it, and why it cannot be asked (again) now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from organisaties.models import Contactpersoon, Mailstoring, Mailvraag, Organisatie, Voorstel
from organisaties.models.onderhoud import ORGANISATIE
from organisaties.regels.feiten import dag
from organisaties.regels.keuzes import Status, Zichtbaarheid


@dataclass(frozen=True, slots=True)
class Mailstand:
    """What a keeper sees of asking by mail. `kan`: there is an address to ask; `te_lezen`: answers that wait."""

    waarom_niet: str
    kan: bool
    laatste: Mailvraag | None
    loopt: bool
    storing: Mailstoring | None
    te_lezen: int

    @property
    def zin(self) -> str:
        """When it was asked and what came of it; '' when it never was."""
        return "" if self.laatste is None else zin_over(self.laatste)


def mailstand_van(organisatie: Organisatie) -> Mailstand:
    """Return where asking this organisation stands today; five queries at most."""
    vandaag = timezone.localdate()
    laatste = Mailvraag.objects.filter(organisatie=organisatie).first()
    loopt = laatste is not None and laatste.ingetrokken_op is None and laatste.stand != Mailvraag.Stand.GEWEIGERD
    bij = Voorstel.objects.open().filter(rol=ORGANISATIE)
    te_lezen = bij.filter(organisatie=organisatie) | bij.filter(aanbod__organisatie=organisatie)
    te_lezen |= bij.filter(locatie__organisatie=organisatie)
    return Mailstand(
        waarom_niet(organisatie, vandaag),
        bool(organisatie.email),
        laatste,
        bool(loopt and laatste and laatste.tot >= vandaag and laatste.adres == organisatie.email),
        storing_van(organisatie) if organisatie.email else None,
        te_lezen.count(),
    )


def zin_over(vraag: Mailvraag) -> str:
    """Say when a question was asked and what came of it."""
    wie = "" if vraag.rol == VANZELF else f" door een {vraag.rol}"
    begin = f"Gemaild op {dag(vraag.op)}{wie}."
    if vraag.stand == Mailvraag.Stand.GEWEIGERD:
        return f"{begin} De mailserver weigerde het adres."
    if vraag.antwoord_op is not None:
        delen = [f"{vraag.klopt} klopt" if vraag.klopt == 1 else f"{vraag.klopt} kloppen"] if vraag.klopt else []
        delen += [f"{vraag.anders} is anders" if vraag.anders == 1 else f"{vraag.anders} zijn anders"] * bool(
            vraag.anders
        )
        wat = f": {' en '.join(delen)}" if delen else ""
        begin = f"{begin} Antwoord op {dag(vraag.antwoord_op)}{wat}."
    elif vraag.stand == Mailvraag.Stand.BEZIG:
        begin = f"{begin} Niet zeker of het aankwam. Nog geen antwoord."
    else:
        begin = f"{begin} Nog geen antwoord."
    return f"{begin} Ingetrokken op {dag(vraag.ingetrokken_op)}." if vraag.ingetrokken_op else begin


VANZELF = "vanzelf"
"""The role beside a question that no person asked."""


def lopende_vraag(organisatie: Organisatie, op: datetime.date) -> Mailvraag | None:
    """Return the question that was asked within its term, withdrawn or not; None when it may be asked (again)."""
    return Mailvraag.objects.binnen_termijn(op).filter(organisatie=organisatie).first()


def storing_van(organisatie: Organisatie) -> Mailstoring | None:
    """Return since when mail to the present address does not arrive; None as far as we know it does."""
    return Mailstoring.objects.filter(organisatie=organisatie, adres=organisatie.email).first()


def waarom_niet(organisatie: Organisatie, op: datetime.date) -> str:
    """Return in plain words why this organisation cannot be asked by mail now; '' when it can. Three queries."""
    if organisatie.status != Status.GEPUBLICEERD:
        return "Deze organisatie staat niet op de kaart."
    if not organisatie.email:
        return "Er staat nog geen e-mailadres van de organisatie zelf op de kaart. Vul dat eerst in."
    if organisatie.zichtbaarheid != Zichtbaarheid.OPENBAAR:
        return "Het e-mailadres van deze organisatie is niet openbaar. Bel, of ga langs."
    if Contactpersoon.objects.filter(organisatie=organisatie, email__iexact=organisatie.email).exists():
        return "Dit is het e-mailadres van een contactpersoon. We mailen alleen naar een adres van de organisatie zelf."
    if (storing := storing_van(organisatie)) is not None:
        return f"Mail naar {organisatie.email} komt niet aan sinds {dag(storing.op)}. Zoek een adres dat werkt, of bel."
    if (vraag := lopende_vraag(organisatie, op)) is not None:
        return f"De vraag is al gemaild op {dag(vraag.op)}. Na {dag(vraag.tot)} kan het weer."
    return ""
