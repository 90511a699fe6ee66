"""For how long one question counts, and whom the daily run may ask by itself."""

from __future__ import annotations

import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from kaart.hulp.persoonsgegevens.contact import kan_van_een_mens_zijn
from organisaties import rechten
from organisaties.bijhouden.controleren import toe_aan_controle
from organisaties.models import Aanbod, Mailvraag, Organisatie, Voorstel
from organisaties.models.mailvraag import adres_van_contact, adres_werkt_niet
from organisaties.regels import versheid
from organisaties.regels.keuzes import Status, Zichtbaarheid
from organisaties.zichtbaarheid import BEZOEKER


def termijn(organisatie: Organisatie) -> datetime.timedelta:
    """Return how long one question counts: as long as the shortest check of what is asked about; one query."""
    aanbod = Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(organisatie=organisatie).order_by()
    soorten = {"", *aanbod.values_list("soort", flat=True)}
    return min(versheid.termijn(soort, organisatie.formaliteit) for soort in soorten)


def vanzelf_te_vragen(op: datetime.date) -> QuerySet[Organisatie]:
    """Return the organisations that the daily run may ask, those that wait longest first.

    Of which a check, of itself or of a public offer, ran out; never those with an owner, who gets a mail of its own,
    nor where the address may be somebody's own (see `mag_vanzelf`), does not work, or was asked within the term.
    """
    oud = Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(toe_aan_controle.verouderd_aanbod(op))
    gevraagd = Mailvraag.objects.gesteld().filter(organisatie=OuterRef("pk"), adres=OuterRef("email"), tot__gte=op)
    stopt = Voorstel.objects.open().filter(over__in=(Voorstel.Over.STOPT, Voorstel.Over.WEG))
    return (
        Organisatie.objects.filter(status=Status.GEPUBLICEERD, zichtbaarheid=Zichtbaarheid.OPENBAAR)
        .filter(toe_aan_controle.verouderd(op, "formaliteit") | _in(oud))
        .exclude(email="")
        .exclude(rechten.met_eigenaar())
        .exclude(pk__in=stopt.order_by().values("organisatie"))
        .exclude(adres_van_contact())
        .exclude(adres_werkt_niet())
        .exclude(Exists(gevraagd))
        .order_by(F("gecontroleerd_op").asc(nulls_last=True), "pk")
    )


def _in(aanbod: QuerySet[Aanbod]) -> Exists:
    return Exists(aanbod.filter(organisatie=OuterRef("pk")).order_by())


def mag_vanzelf(organisatie: Organisatie) -> bool:
    """Whether no keeper needs to look at the address first: one such as people have for themselves may be theirs."""
    return not kan_van_een_mens_zijn(organisatie.email)
