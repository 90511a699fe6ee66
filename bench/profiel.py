"""Where the time of a page goes, for each kind of question, in one process without load.

DATABASE_URL=… .venv/bin/python -m bench.profiel [KEREN]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from typing import Any

from bench import opstelling, vragen


class Klok:
    """Adds up, for each part, the time spent in its functions; a part within itself counts once."""

    def __init__(self) -> None:
        """Start at zero."""
        self.tijden: dict[str, float] = defaultdict(float)
        self._bezig: Counter[str] = Counter()

    def meet(self, waar: Any, naam: str, deel: str) -> None:
        """Wrap the function `naam` of a class or module."""
        gewoon = getattr(waar, naam)

        def gemeten(*args: Any, **kwargs: Any) -> Any:
            if self._bezig[deel]:
                return gewoon(*args, **kwargs)
            self._bezig[deel] += 1
            begin = time.perf_counter()
            try:
                return gewoon(*args, **kwargs)
            finally:
                self.tijden[deel] += time.perf_counter() - begin
                self._bezig[deel] -= 1

        setattr(waar, naam, gemeten)

    def meet_overal(self, functie: Any, deel: str) -> None:
        """Wrap a function under every name by which a module of ours knows it."""
        for naam, module in list(sys.modules.items()):
            if naam.startswith("organisaties"):
                for eigen in [eigen for eigen, ding in vars(module).items() if ding is functie]:
                    self.meet(module, eigen, deel)


def main(keren: int) -> None:
    """Print a line for each kind of question, in milliseconds."""
    import django

    opstelling.VAR.mkdir(parents=True, exist_ok=True)
    os.environ.update(opstelling.omgeving(os.environ["DATABASE_URL"]))
    django.setup()
    from django.core.management import call_command
    from django.db.models.sql.compiler import SQLCompiler
    from django.middleware.gzip import GZipMiddleware
    from django.template.base import Template
    from django.test import Client

    from organisaties.zoeken import zoek, zoek_in
    from organisaties.zoeken.resultaten import maak_uitkomst

    call_command("collectstatic", "--no-input", "--verbosity=0")
    client = Client(headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
    client.get("/zoeken/")
    klok = Klok()
    for waar, naam, deel in (
        (Template, "render", "template"),
        (SQLCompiler, "execute_sql", "sql"),
        (GZipMiddleware, "process_response", "gzip"),
    ):
        klok.meet(waar, naam, deel)
    klok.meet_overal(zoek, "search")
    klok.meet_overal(zoek_in, "search")
    klok.meet_overal(maak_uitkomst, "outcome")
    delen = ["search", "outcome", "template", "sql", "gzip"]
    print(
        f"{'question':26}{'whole':>8}{'search':>8}{'outcome':>9}{'template':>9}{'sql':>8}{'gzip':>8}  (parts overlap)"
    )
    for soort in vragen.SOORTEN:
        reeks = vragen.reeks(soort, 1)
        for _ in range(5):
            client.get(vragen.bij_wegwijs(next(reeks)))
        klok.tijden.clear()
        duren = []
        for _ in range(keren):
            begin = time.perf_counter()
            client.get(vragen.bij_wegwijs(next(reeks)))
            duren.append((time.perf_counter() - begin) * 1000)
        gemiddeld = [klok.tijden[deel] * 1000 / keren for deel in delen]
        breedtes = (8, 9, 9, 8, 8)
        cellen = "".join(f"{ms:{breed}.1f}" for ms, breed in zip(gemiddeld, breedtes, strict=True))
        print(f"{soort:26}{statistics.mean(duren):8.1f}{cellen}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
