"""What a results page shows.

`uitkomst` is the page as a whole, `resultaat` one result with why it stands there, `kaartje` what of it is always
the same, `facetten` the choices with their counts and the chips, `adres` the address of a question.
"""

from organisaties.zoeken.resultaten.facetten import Chip, Facet, Herkend, Keuze
from organisaties.zoeken.resultaten.kaartje import Kaartje, maak_kaartje, versheid_van
from organisaties.zoeken.resultaten.plekmelding import Plekmelding, maak_plekmelding
from organisaties.zoeken.resultaten.resultaat import Resultaat, Toegangsoordeel, eerste_resultaten, maak_resultaten
from organisaties.zoeken.resultaten.uitkomst import PER_PAGINA, Suggestie, Uitkomst, Woordmelding, maak_uitkomst

__all__ = [
    "PER_PAGINA",
    "Chip",
    "Facet",
    "Herkend",
    "Kaartje",
    "Keuze",
    "Plekmelding",
    "Resultaat",
    "Suggestie",
    "Toegangsoordeel",
    "Uitkomst",
    "Woordmelding",
    "eerste_resultaten",
    "maak_kaartje",
    "maak_plekmelding",
    "maak_resultaten",
    "maak_uitkomst",
    "versheid_van",
]
