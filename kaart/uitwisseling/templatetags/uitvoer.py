"""Links to files."""

from __future__ import annotations

from django import template

from kaart.uitwisseling.bestanden.vormen import Vorm, label

register = template.Library()


@register.filter
def als_vormen(url: str) -> list[dict[str, str]]:
    """Return for each kind of file its name and the address that gives it."""
    teken = "&" if "?" in url else "?"
    return [{"label": label(vorm), "url": f"{url}{teken}vorm={vorm}"} for vorm in Vorm]
