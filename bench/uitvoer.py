"""How long taking the whole kaart along takes, and how much memory.

    python bench/uitvoer.py [NAME…]

Measures on the database that the environment names (DATABASE_URL or WEGWIJS_VAR, with SECRET_KEY or WEGWIJS_DEBUG=1);
`manage.py maak_proefkaart --organisaties 10000 --aanbod 30000` fills one. Each file is made in a process of its own, so
that its peak of memory is its own. Exit status 1 when the workbook takes more than 90 seconds or 300 MB.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parent.parent
ADRES = "http://localhost/"
HOOGSTENS_SECONDEN, HOOGSTENS_MB = 90, 300
GEMETEN = "xlsx"


class Emmer:
    """A file that counts what is written and keeps nothing; seekable, as a zip asks."""

    def __init__(self) -> None:
        self.omvang = 0

    def write(self, deel: bytes) -> int:
        """Count."""
        self.omvang += len(deel)
        return len(deel)

    def flush(self) -> None:
        """Do nothing."""


def makers() -> dict[str, Callable[[Emmer], None]]:
    """Return what can be made, by name."""
    from kaart.uitwisseling.bestanden import ods, xlsx
    from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
    from kaart.uitwisseling.opendata import csvtabellen, geojson, jsonld, publiek
    from kaart.uitwisseling.opendata.hsds import tabellen
    from kaart.uitwisseling.opendata.hsds.vertaling import dienst
    from kaart.uitwisseling.uitvoer.alles import alle_vellen
    from organisaties.models import Medewerker
    from organisaties.regels.rollen import Rol

    # Nobody in the database: what is kept of a person for one request is given here.
    coordinator = Medewerker(username="bench", is_superuser=True)
    coordinator.rollen = frozenset({Rol.COORDINATOR})

    def vellen() -> Any:
        return alle_vellen(ALLE_BLADEN, coordinator, adres=ADRES, contacten=True)

    def stroom(stukken: Callable[[], Iterable[bytes]]) -> Callable[[Emmer], None]:
        def schrijf(emmer: Emmer) -> None:
            for stuk in stukken():
                emmer.write(stuk)

        return schrijf

    def hsds() -> Iterable[bytes]:
        diensten = (dienst(aanbod) for aanbod in publiek.aanbod().iterator(chunk_size=publiek.PER_KEER))
        return publiek.json_lijst("[", diensten, "]")

    return {
        "xlsx": lambda emmer: xlsx.schrijf(vellen(), emmer),
        "ods": lambda emmer: ods.schrijf(vellen(), emmer),
        "open-data-csv": stroom(lambda: csvtabellen.stukken(csvtabellen.BLADEN["aanbod"])),
        "geojson": stroom(lambda: geojson.stukken(ADRES)),
        "jsonld": stroom(lambda: jsonld.stukken(ADRES, publiek.gewijzigd_op())),
        "hsds-json": stroom(hsds),
        "hsds-zip": lambda emmer: tabellen.schrijf(emmer, adres=ADRES),
    }


def meet(naam: str) -> None:
    """Make one file and print seconds, megabytes at the peak, and its size."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaart.settings")
    django.setup()
    maker, emmer = makers()[naam], Emmer()
    begin = time.monotonic()
    maker(emmer)
    duur = time.monotonic() - begin
    print(f"{duur:.1f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} {emmer.omvang / 1e6:.1f}")


def main(namen: list[str]) -> int:
    """Measure each in a process of its own; return 1 when the workbook breaks its bar."""
    gebroken = False
    print(f"{'file':14} {'seconds':>8} {'peak MB':>8} {'size MB':>8}")
    alle = ("xlsx", "ods", "open-data-csv", "geojson", "jsonld", "hsds-json", "hsds-zip")
    for naam in namen or alle:
        uit = subprocess.run(
            [sys.executable, __file__, "--een", naam],
            env={**os.environ, "PYTHONPATH": str(WORTEL)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        seconden, piek, omvang = map(float, uit.split())
        print(f"{naam:14} {seconden:8.1f} {piek:8.0f} {omvang:8.1f}", flush=True)
        gebroken |= naam == GEMETEN and (seconden > HOOGSTENS_SECONDEN or piek > HOOGSTENS_MB)
    return 1 if gebroken else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--een"]:
        meet(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
