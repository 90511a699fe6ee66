"""What words mean on this kaart: the lists of one kind of reader, and the tables that are the same for all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from django.conf import settings

from organisaties.begrippen import Begrippen
from organisaties.models import Plaatsnaam, Postcode, Taalwoorden, Woordbehoefte
from organisaties.zoeken.taal.andere_talen import AndereTalen
from organisaties.zoeken.taal.betekenis import Betekenis, lees_betekenis
from organisaties.zoeken.taal.gepakt import Woordbehoeften
from organisaties.zoeken.taal.plaatsnamen import Naamrij


def betekenis_van(begrippen: Begrippen, groepswoorden: Iterable[str]) -> Betekenis:
    """Read the tables, and return what words mean with these lists; words for a group are no typing errors."""
    plaatsnamen = [Naamrij(*rij) for rij in Plaatsnaam.objects.rijen()]
    behoeften = begrippen["behoefte"]
    slug_van = {behoefte.pk: slug for slug, behoefte in behoeften.items()}
    tabel = ((woord, slug_van[pk], zeker) for woord, pk, zeker in Woordbehoefte.objects.rijen() if pk in slug_van)
    betekenis = lees_betekenis(
        begrippen,
        settings.STADSGEGEVENS,
        # Beside those of organisations and places, which change by themselves: no typing errors either.
        eigennamen=[*(rij.naam for rij in plaatsnamen), *groepswoorden],
        plaatsnamen=plaatsnamen,
        postcodes=Postcode.objects.rijen(),
        woordentabel=Woordbehoeften.van(tabel),
    )
    return dataclasses.replace(betekenis, andere_talen=AndereTalen.van(Taalwoorden.objects.rijen(), behoeften))
