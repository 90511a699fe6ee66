"""Make the list of Dutch words that are no typing errors: organisaties/zoeken/taal/gewone_woorden.txt.

Run once, by hand, in an environment of its own: neither package is needed to run or test the site.

    pip install wordfreq
    apt-get install wdutch
    python -m gereedschap.maak_gewone_woorden /usr/share/dict/dutch

A word is taken when people write it often, or when they write it sometimes and OpenTaal lists it: what is only
frequent may be a name, what is only rare may be an error that many make. The commonest word stands first.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import wordfreq

DOEL = Path(__file__).parent.parent / "organisaties" / "zoeken" / "taal" / "gewone_woorden.txt"
# How often per thousand million words, as its logarithm (Zipf): of itself, and with a word list behind it.
VAAK = 3.2
SOMS = 1.5
LETTERS = re.compile(r"[a-z]{2,40}")


def vlak(tekst: str) -> str:
    """Return the text in small letters without accents, as the search compares it."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def main() -> None:
    """Write the list; the argument is the list of OpenTaal, a word on each line."""
    bekend = {vlak(regel) for regel in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()}
    woorden: dict[str, None] = {}
    for woord in wordfreq.top_n_list("nl", 1_000_000, wordlist="large"):
        vaak, plat = wordfreq.zipf_frequency(woord, "nl"), vlak(woord)
        if LETTERS.fullmatch(plat) and (vaak >= VAAK or (vaak >= SOMS and plat in bekend)):
            woorden[plat] = None
    DOEL.write_text("\n".join(woorden) + "\n", encoding="ascii")
    sys.stdout.write(f"{len(woorden)} words in {DOEL.name}\n")


if __name__ == "__main__":
    main()
