"""How to get someone there: fixed lines in steps, and what colleagues report back."""

from doorverwijzing.models.hulplijn import Hulplijn
from doorverwijzing.models.route import Route, Stap, Stapverlies
from doorverwijzing.models.signaal import Signaal, Signaalstempel

__all__ = [
    "Hulplijn",
    "Route",
    "Signaal",
    "Signaalstempel",
    "Stap",
    "Stapverlies",
]
