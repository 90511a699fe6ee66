"""What words mean on this kaart: the lists of one kind of reader, and the tables that are the same for all.

Reading it takes most of the time of a whole register. Words change far less often than offers, and mean the same for
every kind of reader; so the last that was read is kept, with what it was read from, and given again for the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from kaart.hulp.stad import Stad
from organisaties.begrippen import Begrippen
from organisaties.models import Plaatsnaam, Postcode, Taalwoorden, Woordbehoefte
from organisaties.regels.begrip import Begrip
from organisaties.zoeken.taal.andere_talen import AndereTalen
from organisaties.zoeken.taal.betekenis import Betekenis, lees_betekenis
from organisaties.zoeken.taal.gepakt import Woordbehoeften
from organisaties.zoeken.taal.plaatsnamen import Naamrij

# Whom something is open to is not among them: that list is not the same for all.
LIJSTEN = ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep", "synoniem")


@dataclass(frozen=True, slots=True)
class _Bronnen:
    """What the meaning of words is read from: equal sources, equal meaning."""

    # Each list in its order, which a mapping leaves out when it is compared.
    lijsten: dict[str, list[Begrip]]
    stad: Stad
    groepswoorden: list[str]
    plaatsnamen: list[Naamrij]
    postcodes: list[tuple[str, str, str]]
    taalwoorden: list[tuple[str, str, list[str], bool]]


_laatste: tuple[_Bronnen, Betekenis] | None = None


def betekenis_van(begrippen: Begrippen, groepswoorden: Iterable[str]) -> Betekenis:
    """Read the tables, and return what words mean with these lists; words for a group are no typing errors."""
    slug_van = {behoefte.pk: slug for slug, behoefte in begrippen["behoefte"].items()}
    tabel = ((woord, slug_van[pk], zeker) for woord, pk, zeker in Woordbehoefte.objects.rijen() if pk in slug_van)
    woordentabel = Woordbehoeften.van(tabel)
    bronnen = _Bronnen(
        lijsten={naam: list(begrippen[naam].values()) for naam in LIJSTEN},
        stad=settings.STADSGEGEVENS,
        groepswoorden=list(groepswoorden),
        plaatsnamen=[Naamrij(*rij) for rij in Plaatsnaam.objects.rijen()],
        postcodes=list(Postcode.objects.rijen()),
        taalwoorden=Taalwoorden.objects.rijen(),
    )
    global _laatste  # noqa: PLW0603 - replaced whole; two threads that both read find the same
    laatste = _laatste
    if laatste is None or laatste[0] != bronnen:
        laatste = _laatste = (bronnen, _lees({naam: begrippen[naam] for naam in LIJSTEN}, bronnen))
    return dataclasses.replace(laatste[1], woordentabel=woordentabel)


def _lees(begrippen: Mapping[str, Mapping[str, Begrip]], bronnen: _Bronnen) -> Betekenis:
    """Return what words mean by these, but for the table of common words."""
    betekenis = lees_betekenis(
        begrippen,
        bronnen.stad,
        # Beside those of organisations and places, which change by themselves: no typing errors either.
        eigennamen=[*(rij.naam for rij in bronnen.plaatsnamen), *bronnen.groepswoorden],
        plaatsnamen=bronnen.plaatsnamen,
        postcodes=bronnen.postcodes,
    )
    return dataclasses.replace(betekenis, andere_talen=AndereTalen.van(bronnen.taalwoorden, begrippen["behoefte"]))
