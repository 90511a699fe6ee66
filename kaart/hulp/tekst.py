"""Small forms of Dutch text that know no app."""

from __future__ import annotations

from collections.abc import Sequence


def opsomming(namen: Sequence[str]) -> str:
    """Return names as one phrase: 'Noord, Oost en West'."""
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""
