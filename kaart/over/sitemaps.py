"""Which pages a search engine may find: what everybody may read, and nothing else.

Read as a visitor, whoever asks. What is about safety is left out: nobody should come upon it by looking at what
somebody else looked for.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from organisaties.begrippen import begrippen_voor
from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.zichtbaarheid import BEZOEKER

PAGINAS = ("start", "zoeken:zoeken", "ingangen:organisaties", "over", "over-zoeken", "over-privacy", "opendata:pagina")


class _Pagina(Sitemap):  # type: ignore[type-arg]
    protocol = "https" if settings.HTTPS else "http"


class Paginas(_Pagina):
    """The pages of the site itself, and of its areas."""

    def items(self) -> list[str]:
        """Return their addresses."""
        stadsdelen = [reverse("ingangen:stadsdeel", args=[slug]) for slug in begrippen_voor(BEZOEKER)["stadsdeel"]]
        return [*map(reverse, PAGINAS), *stadsdelen]

    def location(self, item: str) -> str:
        """Return the address."""
        return item


class Ingangen(_Pagina):
    """The entries of one kind that a visitor may read whole."""

    def __init__(self, rijen: Any) -> None:
        """Take what gives the rows when it is asked."""
        self._rijen = rijen

    def items(self) -> QuerySet[Any]:
        """Return them in an order that stays."""
        rijen: QuerySet[Any] = self._rijen().order_by("pk")
        return rijen

    def lastmod(self, item: Any) -> datetime.datetime:
        """Return when it was last changed."""
        gewijzigd: datetime.datetime = item.gewijzigd_op
        return gewijzigd


def _aanbod() -> QuerySet[Aanbod]:
    over_veiligheid = Aanbod.behoeften.through.objects.filter(behoefte__neutraal=True).values("aanbod")
    heel = Aanbod.objects.zichtbaar_voor(BEZOEKER).lopend().filter(toon_plek=True)  # type: ignore[misc]
    return heel.exclude(pk__in=over_veiligheid)


def _organisaties() -> QuerySet[Organisatie]:
    over_veiligheid = Aanbod.behoeften.through.objects.filter(behoefte__neutraal=True).values("aanbod__organisatie")
    heel = Organisatie.objects.zichtbaar_voor(BEZOEKER).filter(toon_plek=True)  # type: ignore[misc]
    return heel.exclude(pk__in=over_veiligheid)


SITEMAPS = {
    "paginas": Paginas(),
    "aanbod": Ingangen(_aanbod),
    "organisaties": Ingangen(_organisaties),
    "locaties": Ingangen(lambda: Locatie.objects.zichtbaar_voor(BEZOEKER)),
}
