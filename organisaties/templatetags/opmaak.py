"""Small forms of words and numbers that templates need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template

from organisaties.resultaten import opsomming

register = template.Library()

register.filter("opsomming", lambda woorden: opsomming([str(woord) for woord in woorden]))


@register.filter
def belbaar(nummer: str) -> str:
    """Return a telephone number as a tel: address takes it: digits, and a plus in front."""
    return re.sub(r"(?!^\+)\D", "", nummer.strip())


@register.filter
def zonder_hier(dekking: Iterable[Any]) -> list[Any]:
    """Return the needs for which an area has nothing of its own."""
    return [regel for regel in dekking if not regel.hier]
