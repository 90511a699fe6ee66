"""Whether an organisation was asked by mail, what came of it, and why it cannot be asked (again) now."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, When
from django.utils import timezone

from organisaties import rechten
from organisaties.models import Contactpersoon, Mailstoring, Mailvraag, Organisatie, Voorstel
from organisaties.models.mailvraag import adres_van_contact, adres_werkt_niet
from organisaties.models.onderhoud import ORGANISATIE
from organisaties.regels.feiten import dag
from organisaties.regels.keuzes import Status, Zichtbaarheid
from organisaties.zichtbaarheid import Lezer


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


@dataclass(frozen=True, slots=True)
class Mailknop:
    """What a line about an organisation says of asking by mail: whether it can be asked now, and what came of it."""

    kan: bool
    zin: str


def mailknoppen(organisaties: Collection[Organisatie], gebruiker: Lezer) -> dict[int, Mailknop]:
    """Return that by key for those this person keeps that have a public address; two queries, none for no address."""
    sleutels = [een.pk for een in organisaties if een.email and een.zichtbaarheid == Zichtbaarheid.OPENBAAR]
    if not sleutels:
        return {}
    eigen = Organisatie.objects.filter(rechten.bij_te_houden_organisaties(gebruiker), pk__in=sleutels).order_by("pk")
    stil = dict(eigen.values_list("pk", Case(When(adres_werkt_niet() | adres_van_contact(), then=1), default=0)))
    laatste: dict[int, Mailvraag] = {}
    for vraag in Mailvraag.objects.filter(organisatie__in=sleutels):
        laatste.setdefault(vraag.organisatie_id, vraag)
    return {een.pk: _knop(een, laatste.get(een.pk), stil=bool(stil[een.pk])) for een in organisaties if een.pk in stil}


def _knop(organisatie: Organisatie, laatste: Mailvraag | None, *, stil: bool) -> Mailknop:
    """Return the button of one organisation; `stil`: its address does not work, or is that of a contact."""
    vandaag = timezone.localdate()
    loopt = laatste is not None and laatste.tot >= vandaag and laatste.adres == organisatie.email
    gesteld = loopt and laatste is not None and laatste.stand != Mailvraag.Stand.GEWEIGERD
    zin = zin_over(laatste) if loopt and laatste is not None else ""
    return Mailknop(organisatie.status == Status.GEPUBLICEERD and not stil and not gesteld, zin)


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
