"""Which names there are: of organisations, streets, neighbourhoods and groups. None of them is a typing error."""

from __future__ import annotations

from collections.abc import Iterator

from organisaties.models import Groepswoord, Locatie, Organisatie, Plaatsnaam
from organisaties.zichtbaarheid import Lezer


def eigennamen(lezer: Lezer) -> Iterator[str]:
    """Yield the names this reader may know of, as they are written; one query.

    Organisations without an offer are among them, and streets without the number of a house.
    """
    rijen = (
        Organisatie.objects.zichtbaar_voor(lezer)
        .order_by()
        .values_list("naam")
        .union(
            Locatie.objects.zichtbaar_voor(lezer).order_by().values_list("straat"),
            Plaatsnaam.objects.order_by().values_list("naam"),
            Groepswoord.objects.order_by().values_list("woord"),
        )
    )
    return (naam for (naam,) in rijen.iterator() if naam)
