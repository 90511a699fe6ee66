"""Small forms of words and numbers that templates need."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kaart.hulp.tekst import opsomming
from organisaties.regels import brontekst

register = template.Library()

register.filter("opsomming", lambda woorden: opsomming([str(woord) for woord in woorden]))


@register.simple_tag
@functools.cache
def icoon(naam: str) -> SafeString:
    """Return a line icon (`onderdelen/_icoon.html`), made once: a page of results has a hundred of them."""
    return mark_safe(render_to_string("onderdelen/_icoon.html", {"naam": naam}).strip())  # noqa: S308 - our own template


@register.filter
def gekozen(veld: BoundField) -> list[str]:
    """Return the labels of what is ticked in a choice of several."""
    aan = {str(waarde) for waarde in veld.value() or []}
    keuzes: Any = veld.field
    return [str(label).removeprefix("– ") for waarde, label in keuzes.choices if str(waarde) in aan]


@register.filter
def belbaar(nummer: str) -> str:
    """Return a telephone number as a tel: address takes it: digits, and a plus in front."""
    return re.sub(r"(?!^\+)\D", "", nummer.strip())


@register.filter
def als_bron(bron: str) -> str:
    """Return where a fact comes from as a reader reads it."""
    return brontekst.in_woorden(bron, settings.STADSGEGEVENS.bronnen)


@register.filter
def zonder_hier(dekking: Iterable[Any]) -> list[Any]:
    """Return the needs for which an area has nothing of its own."""
    return [regel for regel in dekking if not regel.hier]
