"""Where a fact comes from, as a reader reads it: 'rapport r. 12-15; x.nl (2021)' is 'onderzoek …, 2025; x.nl (2021)'.

The place in a text stays in the data, for whoever looks it up; on a page it means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# 'rapport r. 1172-1175 en 1660-1700': the short name of a source and where in it.
_MET_PLAATS = re.compile(r"\b(?P<naam>[^\W\d]+) r\.\s*\d+(?:\s*-\s*\d+)?(?:(?:\s*,\s*|\s+en\s+)\d+(?:\s*-\s*\d+)?)*")


def in_woorden(bron: str, namen: Mapping[str, str]) -> str:
    """Return a source without places in a text, each part once; `namen` has what a short name stands for."""
    delen = []
    for deel in bron.split(";"):
        gezegd = _MET_PLAATS.sub(lambda plek: namen.get(plek["naam"].casefold(), plek["naam"]), deel.strip())
        if gezegd and gezegd not in delen:
            delen.append(gezegd)
    return "; ".join(delen)
