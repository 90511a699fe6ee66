"""What was stopped, for readers who may still know of it: since when, why, and what there is instead.

It stands in no list (`zichtbaarheid.loopt`). Whoever types its exact name gets one line, so that nobody adds it
again or goes on looking.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from organisaties.models import Aanbod, Organisatie, Versie
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

HOOGSTENS = 3
HOOGSTENS_VERSIES = 50


@dataclass(frozen=True, slots=True)
class Gestopt:
    """A stopped entry; `op` is None where nobody noted when, `waarom` is what was said then, or ''."""

    ingang: Aanbod | Organisatie
    op: datetime.date | None
    waarom: str

    @property
    def van(self) -> str:
        """Whose it was; empty for an organisation itself."""
        return self.ingang.organisatie.naam if isinstance(self.ingang, Aanbod) else ""


def gestopt(ingang: Aanbod | Organisatie) -> Gestopt | None:
    """Return since when an entry or its organisation is stopped and why; None where both go on. One query then."""
    bron = ingang
    if isinstance(ingang, Aanbod) and ingang.status != Status.GESTOPT:
        bron = ingang.organisatie
    if bron.status != Status.GESTOPT:
        return None
    begin: Versie | None = None
    for versie in Versie.objects.bij(bron)[:HOOGSTENS_VERSIES]:
        if versie.staat.get("status") != Status.GESTOPT:
            # The change that stopped it is known, not only that it was so when somebody began to keep count.
            return Gestopt(ingang, timezone.localdate(begin.op), begin.waarom) if begin else Gestopt(ingang, None, "")
        begin = versie
    return Gestopt(ingang, None, "")


def met_naam(getypt: str, gebruiker: Lezer) -> list[Gestopt]:
    """Return what was stopped and goes by exactly this name, as far as this person may read it.

    Two small queries when nothing does. Compared here and not by the database: the two that we run on fold capitals in
    their own ways.
    """
    gezocht = _kaal(getypt)
    if not gezocht or not gebruiker.is_authenticated:
        return []
    gevonden: list[Aanbod | Organisatie] = []
    aanbod = Aanbod.objects.zichtbaar_voor(gebruiker).filter(
        Q(status=Status.GESTOPT) | Q(organisatie__status=Status.GESTOPT)
    )
    organisaties = Organisatie.objects.zichtbaar_voor(gebruiker).filter(status=Status.GESTOPT)
    # Of a large city thousands were stopped. One plain letter is folded alike by every database; the rest is for us.
    begin = {"naam__istartswith": gezocht[0]} if gezocht[0].isascii() else {}
    for rijen in (aanbod.select_related("organisatie"), organisaties):
        namen = rijen.filter(**begin).order_by("pk").values_list("pk", "naam")
        sleutels = [pk for pk, naam in namen if _kaal(naam) == gezocht]
        gevonden += rijen.in_bulk(sleutels[:HOOGSTENS]).values() if sleutels else []
    return [een for ingang in gevonden[:HOOGSTENS] if (een := gestopt(ingang))]


def _kaal(tekst: str) -> str:
    return " ".join(tekst.casefold().split())
