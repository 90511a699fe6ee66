"""`make bench`: fill databases, run the servers, measure in interleaved rounds, and write bench/uitkomst/.

python -m bench [--kort] [--omvang 150 30000 100000] [--database SQLite PostgreSQL] [--ronden 3] [--seconden 3]
                [--keep-alive] [--bewaar] [--map bench/uitkomst]
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import opstelling, verslag, vragen
from bench.belasting import Meting, een, meet
from bench.klok import tekst
from bench.opstelling import ECHT, Gegevens, Mislukt
from tests.omgeving import postgres

VERBINDINGEN = 8
HERHAAL_HERINDEX = 3
# Seconds that do not count: once for Wegwijs, as for a site that has been up for a while, and before each figure.
INLOPEN, KORT_INLOPEN, WARMDRAAIEN = 45.0, 15.0, 1.0
# The floor and datasette answer these; what the floor does not know (typing errors, words with a meaning) is not asked.
VLOER_SOORTEN = ("bladeren", "tekst", vragen.HOOFDVRAAG, "gebied + behoefte", "vandaag open", "pagina 40")
DATASETTE_SOORTEN = ("bladeren", "tekst", vragen.HOOFDVRAAG)
Paden = Iterator[tuple[str, Mapping[str, str]]]


@dataclass
class Systeem:
    """One thing that is measured: its name, its ports, how it is asked, and which kinds of question it gets."""

    naam: str
    poorten: list[int]
    pad: Callable[[vragen.Vraag], str]
    soorten: tuple[str, ...]
    koekjes: Mapping[str, str] = field(default_factory=dict)

    def paden(self, soort: str, zaad: int) -> Paden:
        """Yield paths with their headers."""
        for vraag in vragen.reeks(soort, zaad):
            koekje = self.koekjes.get("collega" if vraag.collega else vraag.categorie)
            yield self.pad(vraag), {"Cookie": koekje} if koekje else {}


def main(argumenten: list[str]) -> int:
    """Measure and write; return 1 where a requirement was measured and not met."""
    keuzes = _lees(argumenten)
    postgres.ruim_op_bij_stopteken()
    # Two cores for everything together, also on a larger machine: servers, databases of ours, and the load itself.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    opstelling.VAR.mkdir(parents=True, exist_ok=True)
    if not opstelling.BENCH_PYTHON.exists():
        print("bench/.venv is missing; use `make bench`.", file=sys.stderr)
        return 2
    uitkomst = verslag.Uitkomst(
        machine=verslag.machine(),
        instellingen={
            "verbindingen": VERBINDINGEN,
            "verbinding": "keep-alive" if keuzes.open_houden else "close",
            "processen": opstelling.PROCESSEN,
            "draden": opstelling.DRADEN,
            "ronden": keuzes.ronden,
            "seconden": keuzes.seconden,
            "kort": keuzes.kort,
        },
    )
    try:
        with _server(keuzes) as server:
            opstelling.draai(["manage.py", "collectstatic", "--no-input", "--verbosity=0"], opstelling.omgeving())
            for omvang, soort in itertools.product(keuzes.omvang, keuzes.database):
                maak = (
                    opstelling.sqlite(omvang, bewaar=keuzes.bewaar)
                    if soort == "SQLite"
                    else opstelling.postgres(omvang, server, bewaar=keuzes.bewaar)
                )
                _zeg(f"{soort}, {omvang} offers: filling …")
                with maak as gegevens:
                    _meet_gegevens(gegevens, uitkomst, keuzes)
    except (Mislukt, postgres.GeenPostgres) as fout:
        print(fout, file=sys.stderr)
        return 2
    _schrijf(uitkomst, keuzes.map)
    return 0 if all(oordeel.gehaald for oordeel in verslag.oordelen(uitkomst)) else 1


def _lees(argumenten: list[str]) -> argparse.Namespace:
    lezer = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    lezer.add_argument("--kort", action="store_true", help="a minute or two: PostgreSQL, 30,000, one short round")
    lezer.add_argument("--omvang", type=int, nargs="+", default=None, metavar="N")
    lezer.add_argument("--database", nargs="+", choices=["SQLite", "PostgreSQL"], default=None)
    lezer.add_argument("--soort", nargs="+", choices=list(vragen.SOORTEN), default=None)
    lezer.add_argument("--ronden", type=int, default=None)
    lezer.add_argument("--seconden", type=float, default=None)
    lezer.add_argument("--keep-alive", dest="open_houden", action="store_true")
    lezer.add_argument("--bewaar", action="store_true", help="keep the databases for the next run")
    lezer.add_argument(
        "--map", type=Path, default=None, help="where to write; bench/uitkomst, or var/bench with --kort"
    )
    keuzes = lezer.parse_args(argumenten)
    kort = keuzes.kort
    keuzes.omvang = keuzes.omvang or ([30_000] if kort else [ECHT, 30_000, 100_000])
    keuzes.database = keuzes.database or (["PostgreSQL"] if kort else ["SQLite", "PostgreSQL"])
    keuzes.soort = tuple(
        keuzes.soort or (("bladeren", "tekst", vragen.HOOFDVRAAG, "als collega") if kort else vragen.SOORTEN)
    )
    keuzes.ronden = keuzes.ronden or (1 if kort else 3)
    keuzes.seconden = keuzes.seconden or 3.0
    keuzes.map = keuzes.map or (opstelling.VAR / "kort" if kort else Path(__file__).with_name("uitkomst"))
    return keuzes


@contextlib.contextmanager
def _server(keuzes: argparse.Namespace) -> Iterator[str]:
    if "PostgreSQL" not in keuzes.database:
        yield ""
        return
    with postgres.server() as url:
        yield url


def _meet_gegevens(gegevens: Gegevens, uitkomst: verslag.Uitkomst, keuzes: argparse.Namespace) -> None:
    """Measure everything on one database."""
    env = opstelling.omgeving(gegevens.url)
    herindex = [json.loads(opstelling.draai(["-m", "bench.klok", "herindex"], env)) for _ in range(HERHAAL_HERINDEX)]
    uitkomst.herindex[gegevens.soort, gegevens.omvang] = {
        naam: statistics.median(keer[naam] for keer in herindex) for naam in herindex[0]
    }
    _zeg(f"  full reindex: {uitkomst.herindex[gegevens.soort, gegevens.omvang]}")
    koekjes = json.loads(opstelling.draai(["-m", "bench.klok", "koekjes"], env))
    with contextlib.ExitStack() as stapel:
        systemen = [
            Systeem(
                "wegwijs", stapel.enter_context(opstelling.wegwijs(gegevens)), vragen.bij_wegwijs, keuzes.soort, koekjes
            ),
            Systeem("vloer", stapel.enter_context(opstelling.vloer(gegevens)), vragen.bij_vloer, VLOER_SOORTEN),
        ]
        # One file for all: it does not depend on the database that Wegwijs has.
        if gegevens.soort == keuzes.database[-1]:
            poorten = stapel.enter_context(opstelling.datasette(gegevens))
            systemen.append(Systeem("datasette", poorten, vragen.bij_datasette, DATASETTE_SOORTEN))
        _kijk_na(systemen, uitkomst, gegevens)
        _ronden(systemen, gegevens, uitkomst, keuzes)
        uitkomst.geheugen[gegevens.soort, gegevens.omvang] = max(opstelling.geheugen(systemen[0].poorten[0]), default=0)
        _zeg("  from save to findable …")
        duren = json.loads(opstelling.draai(["-m", "bench.klok", "opslaan", str(systemen[0].poorten[0])], env))
        uitkomst.opslaan[gegevens.soort, gegevens.omvang] = duren


def _kijk_na(systemen: list[Systeem], uitkomst: verslag.Uitkomst, gegevens: Gegevens) -> None:
    """Ask one question of each and see that all of them really answer it; raises Mislukt."""
    vraag = vragen.Vraag(q="taalles", behoefte="taal", stadsdeel="west")
    gevonden: dict[str, int] = {}
    for systeem in systemen:
        antwoord = een(systeem.poorten[0], systeem.pad(vraag))
        if antwoord.status != 200:
            raise Mislukt(f"{systeem.naam}: {antwoord.status} for {systeem.pad(vraag)}")
        gevonden[systeem.naam] = verslag.aantal_gevonden(systeem.naam, tekst(antwoord.inhoud))
    if not all(gevonden.values()):
        raise Mislukt(f"Not every system finds something for {vraag}: {gevonden}")
    uitkomst.gevonden[gegevens.soort, gegevens.omvang] = gevonden


def _ronden(
    systemen: list[Systeem], gegevens: Gegevens, uitkomst: verslag.Uitkomst, keuzes: argparse.Namespace
) -> None:
    """Measure in rounds, so that what the machine does in between falls on all of them."""
    ronden: dict[tuple[str, str], list[Meting]] = defaultdict(list)
    zaden = itertools.count(1)
    for soort in (vragen.HOOFDVRAAG, "als collega"):
        # Only Wegwijs keeps anything: the others find what they need in the database every time.
        _last(systemen[0], soort, next(zaden), KORT_INLOPEN if keuzes.kort else INLOPEN, keuzes)
    for ronde in range(1, keuzes.ronden + 1):
        for soort in keuzes.soort:
            for systeem in systemen:
                if soort not in systeem.soorten:
                    continue
                _last(systeem, soort, next(zaden), WARMDRAAIEN, keuzes)
                seconden = keuzes.seconden * (2 if soort == vragen.HOOFDVRAAG else 1)
                meting = _last(systeem, soort, next(zaden), seconden, keuzes)
                if meting.fouten:
                    raise Mislukt(f"{systeem.naam}, {soort}: {len(meting.fouten)} faults, first {meting.fouten[0]}")
                ronden[systeem.naam, soort].append(meting)
                _zeg(
                    f"  round {ronde} {systeem.naam:10}{soort:26}"
                    f"{meting.p50:8.1f} {meting.p95:8.1f} ms {meting.per_seconde:8.1f}/s"
                )
    for (naam, soort), metingen in ronden.items():
        uitkomst.metingen[gegevens.soort, gegevens.omvang, naam, soort] = metingen


def _last(systeem: Systeem, soort: str, zaad: int, seconden: float, keuzes: argparse.Namespace) -> Meting:
    return meet(
        systeem.poorten,
        systeem.paden(soort, zaad),
        seconden=seconden,
        verbindingen=VERBINDINGEN,
        open_houden=keuzes.open_houden,
    )


def _schrijf(uitkomst: verslag.Uitkomst, map_: Path) -> None:
    map_.mkdir(parents=True, exist_ok=True)
    (map_ / "uitkomst.md").write_text(verslag.als_markdown(uitkomst), encoding="utf-8")
    (map_ / "uitkomst.json").write_text(verslag.als_json(uitkomst), encoding="utf-8")
    opdracht = [str(opstelling.BENCH_PYTHON), str(Path(__file__).with_name("plot.py")), str(map_)]
    subprocess.run(opdracht, check=True)
    print(verslag.als_markdown(uitkomst))
    print(f"Written to {map_}/")


def _zeg(tekst_: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {tekst_}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
