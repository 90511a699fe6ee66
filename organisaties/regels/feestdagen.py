"""National holidays of the country of this city. No database, no network."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from holidays import country_holidays

TAAL = "nl"


def feestdag(dag: datetime.date) -> str:
    """Return the name of the holiday on `dag`, '' where it is none or the city names no country."""
    stad = settings.STADSGEGEVENS
    return _in_jaar(stad.land, stad.regio, dag.year).get(dag, "") if stad.land else ""


@lru_cache(maxsize=16)
def _in_jaar(land: str, regio: str, jaar: int) -> Mapping[datetime.date, str]:
    dagen = country_holidays(land, subdiv=regio or None, years=jaar)
    if TAAL in dagen.supported_languages:
        dagen = country_holidays(land, subdiv=regio or None, years=jaar, language=TAAL)
    return dict(dagen)
