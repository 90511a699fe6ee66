"""Run the suite on SQLite and on PostgreSQL, and say per database how many tests ran.

`python -m tests.omgeving.suite [sqlite] [postgres] [snel] [-- PYTEST ARGUMENTS…]`; without a name: sqlite and postgres.
Browser tests run once, on SQLite: what they show does not depend on the database. `snel` leaves them out altogether.

WEGWIJS_VEREIST=1 makes it a failure when PostgreSQL is missing or when no browser test ran.
"""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from tests.omgeving import chromium, debian, postgres, programmas

WORTEL = Path(__file__).resolve().parent.parent.parent
NAMEN = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
MIS = ("failure", "error", "skipped")  # what pytest's report puts in a test that did not pass
GEEN_TESTS = 5  # pytest's exit status when nothing matched


@dataclass(frozen=True)
class Uitslag:
    """What one run of the suite gave; counts of tests, and the exit status of pytest."""

    status: int
    geslaagd: int = 0
    gefaald: int = 0
    overgeslagen: int = 0
    in_browser: int = 0

    def __str__(self) -> str:
        """Return the counts as one reads them."""
        return f"{self.geslaagd} passed, {self.gefaald} failed, {self.overgeslagen} skipped"


def draai(soort: str, omgeving: dict[str, str], argumenten: list[str]) -> Uitslag:
    """Run pytest once, its output straight to ours, and count from its report."""
    verslag = WORTEL / "var" / "test" / f"{soort}.xml"
    verslag.parent.mkdir(parents=True, exist_ok=True)
    verslag.unlink(missing_ok=True)
    print(f"\n--- The suite on {NAMEN[soort]} ---", flush=True)
    opdracht = [sys.executable, "-m", "pytest", f"--junit-xml={verslag}", *argumenten]
    status = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, stdin=subprocess.DEVNULL, check=False).returncode
    return tel(verslag, status)


def tel(verslag: Path, status: int) -> Uitslag:
    """Count what happened in a JUnit report of pytest; a test with two faults counts once."""
    if not verslag.exists():
        return Uitslag(status or 1)
    gevallen = list(ET.parse(verslag).getroot().iter("testcase"))  # noqa: S314 - pytest wrote it a moment ago
    mis = {
        (geval.get("classname"), geval.get("name"))
        for geval in gevallen
        if geval.find("failure") is not None or geval.find("error") is not None
    }
    overgeslagen = [geval for geval in gevallen if geval.find("skipped") is not None]
    alle = {(geval.get("classname"), geval.get("name")) for geval in gevallen}
    return Uitslag(
        status=status,
        geslaagd=len(alle) - len(mis) - len(overgeslagen),
        gefaald=len(mis),
        overgeslagen=len(overgeslagen),
        in_browser=sum(
            (geval.get("classname") or "").startswith("tests.browser") and all(deel.tag not in MIS for deel in geval)
            for geval in gevallen
        ),
    )


def main(argumenten: list[str]) -> int:
    """Run what is asked and return 0 only when all of it passed and nothing required was left out."""
    grens = argumenten.index("--") if "--" in argumenten else len(argumenten)
    gevraagd, door = argumenten[:grens], argumenten[grens + 1 :]
    onbekend = set(gevraagd) - {*NAMEN, "snel"}
    if onbekend:
        print(f"Unknown: {', '.join(sorted(onbekend))}. Choose from sqlite, postgres, snel.", file=sys.stderr)
        return 2
    soorten = [soort for soort in NAMEN if soort in gevraagd] or (["sqlite"] if "snel" in gevraagd else list(NAMEN))
    vereist = chromium.vereist()
    postgres.ruim_op_bij_stopteken()

    met_browser = "sqlite" in soorten and "snel" not in gevraagd
    if met_browser and (pakketten := chromium.ontbreekt()):
        debian.installeer(*pakketten)
    if "snel" not in gevraagd:
        programmas.installeer(*programmas.PROGRAMMAS.values())
    zonder_browser = ["-m", "not browser"]
    # Two at a time: more than two browsers at once only wait for each other. A file stays in one process, so that
    # what its tests share (a walk over the whole site) is made once. In the order of the folders, in which the long
    # walks come early: sorted by how many tests a file has, one process did the last of them alone.
    gewoon = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam != "DATABASE_URL"}

    uitslagen: dict[str, Uitslag] = {}
    opmerkingen: list[str] = []
    if "sqlite" in soorten:
        uitslagen["sqlite"] = draai("sqlite", schoon, [*gewoon, *([] if met_browser else zonder_browser), *door])
        if met_browser and chromium.ontbreekt():
            opmerkingen.append(f"LEFT OUT: the browser tests, there is no Chromium. {chromium.RAAD}")
    if "postgres" in soorten:
        try:
            with postgres.server() as url:
                omgeving = schoon | {
                    "DATABASE_URL": url,
                    "WEGWIJS_TESTDATABASE": os.environ["WEGWIJS_TESTDATABASE"],
                }
                uitslagen["postgres"] = draai("postgres", omgeving, [*gewoon, *zonder_browser, *door])
        except postgres.GeenPostgres as fout:
            opmerkingen.append(f"LEFT OUT: the whole suite on PostgreSQL. {fout}")

    opmerkingen += [
        f"LEFT OUT: what {programma.naam} checks, it is not there. {programma.raad}"
        for programma in programmas.ontbreekt()
    ]

    for soort, uitslag in uitslagen.items():
        waar = f"{uitslag.in_browser} of them in a browser" if uitslag.in_browser else "none in a browser"
        print(f"{NAMEN[soort]}: {uitslag} ({waar})")
    for opmerking in opmerkingen:
        print(opmerking)
    gemist = vereist and not door and _gemist(soorten, uitslagen, met_browser)
    # A choice of tests (-k, a path) may match nothing on one of the two; a whole suite without tests is a fault.
    goed = {0, GEEN_TESTS} if door else {0}
    mis = any(uitslag.status not in goed for uitslag in uitslagen.values()) or not uitslagen
    return 1 if mis or gemist or (vereist and opmerkingen) else 0


def _gemist(soorten: list[str], uitslagen: dict[str, Uitslag], met_browser: bool) -> bool:
    """Say what had to run and did not; return whether there was such a thing."""
    gemist = [
        f"no test ran on {NAMEN[soort]}" for soort in soorten if soort not in uitslagen or not uitslagen[soort].geslaagd
    ]
    if met_browser and not uitslagen["sqlite"].in_browser:
        gemist.append("no browser test ran")
    for wat in gemist:
        print(f"WEGWIJS_VEREIST is on and {wat}.")
    return bool(gemist)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
