"""Find, in the files git keeps, what belongs to one machine or one package registry and not to the project.

The project must build everywhere, also behind a mirror: no file may name a registry's host, and none may name a
directory of the machine it was written on. The words are put together here, so that this file passes its own check.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent.parent

_GASTHEREN = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com")
_MAPPEN = ("ho" + "me", "ro" + "ot", "wo" + "rk", "Us" + "ers", "o" + "pt", "mn" + "t")
SPOOR = re.compile(
    "|".join(re.escape(gastheer) for gastheer in _GASTHEREN) + rf"|(?<![\w.~)}}])/(?:{'|'.join(_MAPPEN)})/[\w.]"
)


def sporen(tekst: str) -> Iterator[tuple[int, str]]:
    """Yield the line number and the text of each trace."""
    for nummer, regel in enumerate(tekst.splitlines(), start=1):
        for vondst in SPOOR.finditer(regel):
            yield nummer, regel[vondst.start() : vondst.start() + 60]


def bestanden() -> list[Path]:
    """Return the files of this checkout that git keeps or would keep."""
    opdracht = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    uitvoer = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, check=True).stdout
    return [WORTEL / naam for naam in uitvoer.decode().split("\0") if naam and (WORTEL / naam).is_file()]


def main() -> int:
    """Print every trace; return 1 when there is one."""
    gevonden = [
        f"{bestand.relative_to(WORTEL)}:{nummer}: {tekst}"
        for bestand in bestanden()
        for nummer, tekst in sporen(bestand.read_text(encoding="utf-8", errors="replace"))
    ]
    print("\n".join(gevonden) or "No registry hosts, no machine paths.")
    return 1 if gevonden else 0


if __name__ == "__main__":
    sys.exit(main())
