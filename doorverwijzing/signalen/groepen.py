"""Signals as a list to work through: what is the same is one line with a count, never with the sender."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q

from doorverwijzing.models import Signaal
from organisaties.models import Aanbod, Behoefte, Nieuwkomerscategorie, Stadsdeel

SLEUTEL = ("aanbod_id", "behoefte_id", "stadsdeel_id", "categorie_id", "soort")
HOOGSTENS_TEKSTEN = 5


@dataclass(slots=True)
class Groep:
    """What several colleagues reported alike: about one offer, or about a need in an area."""

    soort: str
    label: str
    aantal: int
    laatste: datetime.date
    aanbod: Aanbod | None
    behoefte: Behoefte | None
    stadsdeel: Stadsdeel | None
    categorie: Nieuwkomerscategorie | None
    afgehandeld: bool
    teksten: list[str] = field(default_factory=list)

    @property
    def hoeveel(self) -> str:
        """How many colleagues, in words."""
        return "1 collega" if self.aantal == 1 else f"{self.aantal} collega’s"


def groepen(signalen: Any) -> Any:
    """Return the groups in a queryset of signals, as rows of values that a Paginator can slice; most heard first."""
    return (
        signalen.order_by()
        .values(*SLEUTEL)
        .annotate(aantal=Count("pk", filter=Q(telt=True)), laatste=Max("op"), afgehandeld=Max("afgehandeld_op"))
        .order_by("-aantal", "-laatste", *SLEUTEL)
    )


def lees_groepen(rijen: Sequence[dict[str, Any]], signalen: Any) -> list[Groep]:
    """Return these rows with what they are about and the texts beside them; five queries whatever their number."""
    aanbod = Aanbod.objects.select_related("organisatie").in_bulk({r["aanbod_id"] for r in rijen if r["aanbod_id"]})
    behoeften = Behoefte.objects.in_bulk({r["behoefte_id"] for r in rijen if r["behoefte_id"]})
    stadsdelen = Stadsdeel.objects.in_bulk({r["stadsdeel_id"] for r in rijen if r["stadsdeel_id"]})
    categorieen = Nieuwkomerscategorie.objects.in_bulk({r["categorie_id"] for r in rijen if r["categorie_id"]})
    teksten: dict[tuple[Any, ...], list[str]] = {}
    in_groep = signalen.filter(Q(aanbod__in=list(aanbod)) | Q(behoefte__in=list(behoeften))).exclude(toelichting="")
    for *sleutel, tekst in in_groep.order_by("-op", "-pk").values_list(*SLEUTEL, "toelichting"):
        teksten.setdefault(tuple(sleutel), []).append(tekst)
    return [
        Groep(
            soort=rij["soort"],
            label=Signaal.Soort(rij["soort"]).label,
            # A text of somebody whose tap was counted in another group still is one colleague.
            aantal=max(rij["aantal"], 1),
            laatste=rij["laatste"],
            aanbod=aanbod.get(rij["aanbod_id"]),
            behoefte=behoeften.get(rij["behoefte_id"]),
            stadsdeel=stadsdelen.get(rij["stadsdeel_id"]),
            categorie=categorieen.get(rij["categorie_id"]),
            afgehandeld=rij["afgehandeld"] is not None,
            teksten=teksten.get(tuple(rij[veld] for veld in SLEUTEL), [])[:HOOGSTENS_TEKSTEN],
        )
        for rij in rijen
    ]
