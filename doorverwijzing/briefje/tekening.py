"""Icons drawn inside the sheet: the same as on the site, for a file that may fetch nothing."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

BESTAND: Path = settings.BASE_DIR / "static" / "img" / "iconen.svg"
_SYMBOOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)
_LIJN = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


@functools.cache
def tekeningen() -> dict[str, SafeString]:
    """Return every icon of the site by its name."""
    return {
        naam: mark_safe(f'<svg viewBox="{vak}" {_LIJN} aria-hidden="true">{lijn}</svg>')  # noqa: S308 - our own file
        for naam, vak, lijn in _SYMBOOL.findall(BESTAND.read_text(encoding="utf-8"))
    }
