"""National holidays of the country of this city. No database, no network."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from holidays import country_holidays

TAAL = "nl"
# As the package names them: for everybody, and a day off for some.
IEDEREEN, SOMMIGEN = "public", "optional"


def feestdag(dag: datetime.date) -> str:
    """Return the name of the holiday on `dag`, '' where it is none or the city names no country."""
    return _naam(dag, IEDEREEN) or _naam(dag, SOMMIGEN)


def niet_voor_iedereen(dag: datetime.date) -> bool:
    """Return whether the holiday on `dag` is a day off for some only, as Bevrijdingsdag is in most years."""
    return not _naam(dag, IEDEREEN) and bool(_naam(dag, SOMMIGEN))


def _naam(dag: datetime.date, soort: str) -> str:
    stad = settings.STADSGEGEVENS
    return _in_jaar(stad.land, stad.regio, soort, dag.year).get(dag, "") if stad.land else ""


@lru_cache(maxsize=32)
def _in_jaar(land: str, regio: str, soort: str, jaar: int) -> Mapping[datetime.date, str]:
    dagen = country_holidays(land, subdiv=regio or None, years=jaar)
    if soort not in dagen.supported_categories:
        return {}
    taal = TAAL if TAAL in dagen.supported_languages else None
    return dict(country_holidays(land, subdiv=regio or None, years=jaar, categories=(soort,), language=taal))
