"""What somebody did in the last day, for that person only: read from what is kept already, nothing is kept for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from kaart.werk.models import Ronde
from organisaties.bijhouden.controleren.acties import GEVRAAGD, TERUGGENOMEN
from organisaties.models import Aanbod, Controlebeurt, Locatie, Medewerker, Versie
from organisaties.models.onderhoud import HERSTELTIJD

HOOGSTENS = 100
DINGEN = {"Aanbod": "aanbod", "Locatie": "locaties", "Organisatie": "organisaties"}


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A change somebody made: of what, how, when, and where it can be undone."""

    ingang: Any
    hoe: str
    op: Any
    adres: str
    terug: bool


def eigen_controles(gebruiker: Medewerker) -> list[Controlebeurt]:
    """Return the checks this person can still undo, the latest first; two queries."""
    mijn = Controlebeurt.objects.te_herstellen().van(gebruiker).prefetch_related("controles")
    return list(mijn[:HOOGSTENS])


def eigen_rondes(gebruiker: Medewerker) -> list[Ronde]:
    """Return what this person did to several in one go and can still undo, the latest first; one query."""
    return list(Ronde.objects.te_herstellen().filter(door=gebruiker.pk)[:HOOGSTENS])


def eigen_wijzigingen(gebruiker: Medewerker) -> list[Wijziging]:
    """Return what this person changed in the last day, the latest first; one query.

    A change that nobody built upon is undone by going back to the state before it; any other in the history.
    """
    zelfde = Versie.objects.filter(
        Q(aanbod=OuterRef("aanbod_id")) | Q(locatie=OuterRef("locatie_id")) | Q(organisatie=OuterRef("organisatie_id"))
    )
    vorige = zelfde.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    laatste = zelfde.order_by("-pk").values("pk")[:1]
    versies: QuerySet[Any] = (
        Versie.objects.filter(door=gebruiker.pk, op__gt=timezone.now() - HERSTELTIJD)
        .exclude(waarom__in=(GEVRAAGD, TERUGGENOMEN))
        .select_related("organisatie", "locatie__organisatie", "aanbod__organisatie")
        .defer("staat")
        .annotate(vorige=Subquery(vorige), laatste=Subquery(laatste))
        .order_by("-pk")
    )
    return [_wijziging(versie) for versie in versies[:HOOGSTENS]]


def _wijziging(versie: Any) -> Wijziging:
    ingang: Any = versie.doel
    soort = "Aanbod" if isinstance(ingang, Aanbod) else "Locatie" if isinstance(ingang, Locatie) else "Organisatie"
    welk = [DINGEN[soort], ingang.kenmerk]
    terug = versie.vorige is not None and versie.laatste == versie.pk
    adres = (
        reverse("wijzigen:terugzetten", args=[*welk, versie.vorige])
        if terug
        else reverse("wijzigen:geschiedenis", args=welk)
    )
    return Wijziging(ingang, versie.get_soort_display(), versie.op, adres, terug)
