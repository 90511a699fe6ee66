"""What came out of a run: one table with ratios, the requirements with yes or no, and the raw figures."""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.belasting import Meting, midden
from bench.vragen import HOOFDVRAAG, SOORTEN

WORTEL = Path(__file__).resolve().parent.parent
# A load average above this, before anything was started, is not ours.
RUSTIG = 0.7
NAMEN = {"wegwijs": "Wegwijs", "vloer": "floor", "datasette": "datasette"}


@dataclass
class Uitkomst:
    """All figures; keys are (database, size) and, for `metingen`, (database, size, system, kind of question)."""

    machine: dict[str, str]
    instellingen: dict[str, object]
    metingen: dict[tuple[str, int, str, str], list[Meting]] = field(default_factory=dict)
    herindex: dict[tuple[str, int], dict[str, float]] = field(default_factory=dict)
    opslaan: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    gevonden: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)
    geheugen: dict[tuple[str, int], int] = field(default_factory=dict)

    def getal(self, soort: str, omvang: int, systeem: str, vraag: str, wat: str = "p95") -> float | None:
        """Return the median over rounds of one figure, None where it was not measured."""
        metingen = self.metingen.get((soort, omvang, systeem, vraag))
        return midden(metingen, lambda meting: float(getattr(meting, wat))) if metingen else None

    def datasette(self, omvang: int, vraag: str, wat: str = "p95") -> float | None:
        """Return a figure of datasette, which was measured beside one of the databases only."""
        return next(
            (w for s in ("SQLite", "PostgreSQL") if (w := self.getal(s, omvang, "datasette", vraag, wat)) is not None),
            None,
        )


@dataclass(frozen=True)
class Oordeel:
    """One requirement: what it asks, what was measured, and whether that is enough."""

    eis: str
    gemeten: str
    gehaald: bool


def oordelen(u: Uitkomst) -> list[Oordeel]:
    """Return every requirement that this run can judge."""
    gevonden = []
    wegwijs = u.getal("PostgreSQL", 30_000, "wegwijs", HOOFDVRAAG)
    vloer = u.getal("PostgreSQL", 30_000, "vloer", HOOFDVRAAG)
    if wegwijs and vloer:
        gevonden.append(
            Oordeel(
                "30,000 offers, PostgreSQL: p95 of text + two facets + all counts at most 3 × that of the floor",
                f"{wegwijs:.0f} ms against {vloer:.0f} ms: {wegwijs / vloer:.2f} ×",
                wegwijs <= 3 * vloer,
            )
        )
    datasette = u.datasette(30_000, HOOFDVRAAG)
    if wegwijs and datasette:
        gevonden.append(
            Oordeel(
                "30,000 offers: quicker than the facet page of datasette",
                f"{wegwijs:.0f} ms against {datasette:.0f} ms (p95)",
                wegwijs < datasette,
            )
        )
    groot = u.getal("PostgreSQL", 100_000, "wegwijs", HOOFDVRAAG)
    if wegwijs and groot:
        gevonden.append(
            Oordeel(
                "100,000 offers: p95 at most 2 × that at 30,000",
                f"{groot:.0f} ms against {wegwijs:.0f} ms: {groot / wegwijs:.2f} ×",
                groot <= 2 * wegwijs,
            )
        )
    for soort in ("SQLite", "PostgreSQL"):
        if (soort, 30_000) in u.herindex:
            duur = max(u.herindex[soort, 30_000][wie] for wie in ("bezoeker", "collega"))
            eis = f"Full reindex of 30,000 offers in less than 60 s ({soort})"
            gevonden.append(Oordeel(eis, f"{duur:.1f} s", duur < 60))
    return gevonden


def als_markdown(u: Uitkomst) -> str:
    """Return the whole report."""
    regels = ["# What the bench measured", "", *_vooraf(u), "", "## Asked for", ""]
    regels += ["| requirement | measured | met |", "| --- | --- | --- |"]
    regels += [f"| {o.eis} | {o.gemeten} | {'yes' if o.gehaald else '**no**'} |" for o in oordelen(u)]
    regels += ["", "## Pages", "", *_pagina_uitleg(u), "", *_paginas(u)]
    regels += ["", "## The register", "", *_register(u)]
    return "\n".join(regels) + "\n"


def _vooraf(u: Uitkomst) -> list[str]:
    i, m = u.instellingen, u.machine
    zinnen = [
        f"{m['dag']}, commit {m['commit']}. {m['processor']}; servers, databases and the load share 2 cores.",
        f"Python {m['python']}, Django {m['django']}, SQLite {m['sqlite']}.",
        f"{i['verbindingen']} connections at once (Connection: {i['verbinding']}),",
        f"{i['processen']} processes of {i['draden']} threads for each server.",
        f"{i['ronden']} interleaved rounds of {i['seconden']:g} s for each question ({HOOFDVRAAG}: twice that),",
        "many different questions of each kind; a figure is the median over the rounds.",
    ]
    if float(m["belasting"]) > RUSTIG:
        zinnen.append(f"**Others were at work on the machine (load {m['belasting']}): a figure may be too high.**")
    if i["kort"]:
        zinnen.append("**A short run: a hint, no measurement.**")
    return [" ".join(zinnen)]


def _pagina_uitleg(u: Uitkomst) -> list[str]:
    aantallen = "; ".join(
        f"{soort} {omvang:,}: " + ", ".join(f"{NAMEN[naam]} {aantal}" for naam, aantal in per.items())
        for (soort, omvang), per in u.gevonden.items()
    )
    uitleg = (
        "p50 and p95 in milliseconds, answers per second, and the ratio of the p95 to that of the floor and of "
        "datasette for the same question (below 1 is quicker). The floor returns 25 rows and all counts as JSON, "
        "without html, synonyms or typing errors; datasette counts four facets where Wegwijs counts thirteen."
    )
    return [
        uitleg,
        "",
        "'als collega' is the main question again, asked by an opbouwwerker who is signed in.",
        "",
        f"Results for 'taalles' + West + taal, to see that all do the same work: {aantallen}.",
    ]


def _tabel(woorden: Sequence[str], getallen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table whose first columns hold words and whose other columns hold figures."""
    yield f"| {' | '.join([*woorden, *getallen])} |"
    yield f"| {' | '.join(['---'] * len(woorden) + ['---:'] * len(getallen))} |"
    for rij in rijen:
        yield f"| {' | '.join(rij)} |"


def _paginas(u: Uitkomst) -> Iterator[str]:
    getallen = ["p50", "p95", "/s", "KB", "floor p50", "p95", "/s", "ratio", "datasette p50", "p95", "/s", "ratio"]
    yield from _tabel(["offers", "database", "question"], getallen, _paginarijen(u))


def _paginarijen(u: Uitkomst) -> Iterator[list[str]]:
    drie = ("p50", "p95", "per_seconde")
    for soort, omvang in _volgorde(sleutel[:2] for sleutel in u.metingen):
        for vraag in SOORTEN:
            eigen = {wat: u.getal(soort, omvang, "wegwijs", vraag, wat) for wat in (*drie, "bytes")}
            if eigen["p95"] is None:
                continue
            vloer = {wat: u.getal(soort, omvang, "vloer", vraag, wat) for wat in drie}
            datasette = {wat: u.datasette(omvang, vraag, wat) for wat in drie}
            yield [
                f"{omvang:,}",
                soort,
                f"**{vraag}**" if vraag == HOOFDVRAAG else vraag,
                *(_g(eigen[wat]) for wat in drie),
                _g((eigen["bytes"] or 0) / 1024),
                *(_g(vloer[wat]) for wat in drie),
                _deel(eigen["p95"], vloer["p95"]),
                *(_g(datasette[wat]) for wat in drie),
                _deel(eigen["p95"], datasette["p95"]),
            ]


def _register(u: Uitkomst) -> Iterator[str]:
    yield (
        "A full reindex builds what is kept for a kind of reader, in a fresh process (which then holds that memory). "
        "After a save each process of the site catches up at the first asking; every answer after a save showed what "
        "was saved."
    )
    yield ""
    getallen = [
        "reindex visitor (s)", "reindex colleague (s)", "memory (MB)", "largest web process (MB)",
        "save to findable, median (ms)", "longest (ms)",
    ]  # fmt: skip
    yield from _tabel(["offers", "database"], getallen, _registerrijen(u))


def _registerrijen(u: Uitkomst) -> Iterator[list[str]]:
    for soort, omvang in _volgorde(u.herindex):
        herindex = u.herindex[soort, omvang]
        opslaan = [duur * 1000 for duur in u.opslaan.get((soort, omvang), [])]
        yield [
            f"{omvang:,}",
            soort,
            f"{herindex['bezoeker']:.2f}",
            f"{herindex['collega']:.2f}",
            f"{herindex['mb']:.0f}",
            _g(u.geheugen.get((soort, omvang))),
            _g(statistics.median(opslaan) if opslaan else None),
            _g(max(opslaan, default=None)),
        ]


def _volgorde(sleutels: Iterable[tuple[Any, ...]]) -> list[tuple[str, int]]:
    return sorted({(sleutel[0], sleutel[1]) for sleutel in sleutels}, key=lambda sleutel: (sleutel[1], sleutel[0]))


def _g(waarde: float | None) -> str:
    return "–" if waarde is None else f"{waarde:.1f}" if waarde < 10 else f"{waarde:.0f}"


def _deel(teller: float | None, noemer: float | None) -> str:
    return f"{teller / noemer:.2f}" if teller and noemer else "–"


def als_json(u: Uitkomst) -> str:
    """Return the raw figures."""
    return json.dumps(
        {
            "machine": u.machine,
            "instellingen": u.instellingen,
            "metingen": [
                {
                    "database": soort,
                    "omvang": omvang,
                    "systeem": systeem,
                    "vraag": vraag,
                    "ronden": [{k: w for k, w in m.als_dict().items() if k != "fouten"} for m in metingen],
                }
                for (soort, omvang, systeem, vraag), metingen in u.metingen.items()
            ],
            "herindex": _plat(u.herindex),
            "opslaan": _plat(u.opslaan),
            "gevonden": _plat(u.gevonden),
            "geheugen": _plat(u.geheugen),
        },
        indent=1,
        ensure_ascii=False,
    )


def _plat(per: Mapping[tuple[str, int], object]) -> list[dict[str, object]]:
    return [{"database": soort, "omvang": omvang, "waarde": waarde} for (soort, omvang), waarde in per.items()]


def aantal_gevonden(systeem: str, inhoud: str) -> int:
    """Return the number of results that an answer speaks of; 0 where it says none."""
    if systeem == "vloer":
        return int(json.loads(inhoud)["aantal"])
    patroon = (
        r"([\d.,]+)\s+(?:rows?|results?)\b" if systeem == "datasette" else r"([\d.]+)\s+(?:resultaten|resultaat)\b"
    )
    gevonden = re.search(patroon, re.sub(r"<[^>]+>", " ", inhoud))
    return int(re.sub(r"[.,]", "", gevonden.group(1))) if gevonden else 0


def machine() -> dict[str, str]:
    """Return what it ran on, without anything that names the machine."""
    import django

    processor = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        namen = [r.split(":", 1)[1].strip() for r in cpuinfo.read_text().splitlines() if r.startswith("model name")]
        processor = f"{namen[0] if namen else processor} ({os.cpu_count()} here)"
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return {
        "dag": datetime.now(tz=UTC).date().isoformat(),
        "commit": commit or "unknown",
        "processor": processor,
        "belasting": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
    }
