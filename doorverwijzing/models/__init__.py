"""How to get someone there: fixed lines in steps, and what colleagues report back."""

from doorverwijzing.models.route import Route, Stap
from doorverwijzing.models.signaal import Signaal, Signaalstempel

__all__ = ["Route", "Signaal", "Signaalstempel", "Stap"]
