"""QR codes as drawings inside the page: no image to fetch, no style attribute."""

from __future__ import annotations

from urllib.parse import urlencode

import segno
from django.utils.safestring import SafeString, mark_safe

from organisaties.models import Locatie

# OpenStreetMap: an ordinary web page on every phone, without an account and without advertising. A `geo:` address would
# ask nobody, but needs coordinates that the kaart mostly lacks, and an iPhone shows the sea for one without them.
HEEN = "https://www.openstreetmap.org/directions"
RAND = 4  # modules of white that a reader needs around a code


def teken(adres: str) -> SafeString:
    """Return the code of an address as an <svg> without a size of its own; still read when a seventh is damaged."""
    code = segno.make(adres, error="m", micro=False, boost_error=False)
    tekening = code.svg_inline(border=RAND, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    return mark_safe(tekening)  # noqa: S308 - drawn here, from an address that the code does not repeat


def weg_naar(locatie: Locatie) -> str:
    """Return the address that shows the way to a place; empty where it is not known where that is."""
    return f"{HEEN}?{urlencode({'to': locatie.heen}, safe=',')}" if locatie.heen else ""
