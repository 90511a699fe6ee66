"""What nobody keeps by name: areas without a keeper, and what belongs to the whole city."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from kaart.werk.overdracht.soorten import SOORTEN
from organisaties.models import Aanbod, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol


def stadsdelen_zonder_houder() -> QuerySet[Stadsdeel]:
    """Return the areas that no aandachtsfunctionaris with a working account keeps, with `aantal`: offers for them."""
    houdt = Stadsdeel.objects.filter(
        medewerkers__is_active=True, medewerkers__groups__name=Rol.AANDACHTSFUNCTIONARIS.value
    )
    return (
        Stadsdeel.objects.in_volgorde()
        .exclude(pk__in=houdt.order_by().values("pk"))
        .annotate(aantal=Count("aanbod", filter=Q(aanbod__status=Status.GEPUBLICEERD), distinct=True))
    )


def stadsbreed(soort: str, *, toegewezen: bool = False) -> QuerySet[Any]:
    """Return what belongs to no area (offers or organisations) and is kept by nobody by name, or by somebody.

    What is in no area at all, nor for the whole city, is in it too: no list of an area ever shows it.
    """
    model = SOORTEN[soort].model
    rijen: QuerySet[Any] = model.objects.filter(~Q(status=Status.GESTOPT), houders__isnull=not toegewezen)
    if model is Aanbod:
        nergens = Q(stadsdelen=None, locaties=None)
    elif model is Organisatie:
        nergens = Q(werkgebied=None, locaties=None)
    else:
        return rijen.filter(stadsdelen=None).distinct().order_by("naam", "pk")
    return rijen.filter(Q(hele_stad=True) | nergens).distinct().order_by("naam", "pk")
