"""`manage.py maak_proefkaart`: fill an empty database with a made-up city, to try or measure at full size."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kaart.uitwisseling.proefkaart import KaartNietLeeg, Maat, maak
from kaart.uitwisseling.tabellen.fouten import LaadFouten

BREEDTE = 40


class Command(BaseCommand):
    """Make a city by seed; refuses where any entry exists, and has no option to force it."""

    help = (
        "Vul een lege database met een verzonnen stad, op de echte lijsten van stadsdelen, behoeften en talen. "
        "Hetzelfde zaad geeft op dezelfde dag dezelfde stad. Niets ervan bestaat. Staat er al iets op de kaart, dan "
        "gebeurt er niets: verzonnen en echt mogen nooit door elkaar staan."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size, the seed, the day and the folder of lists."""
        parser.add_argument("--organisaties", type=_aantal, default=1000, metavar="N")
        parser.add_argument("--aanbod", type=_aantal, default=3000, metavar="N")
        parser.add_argument("--zaad", type=int, default=1, metavar="N", help="ander zaad, andere stad")
        parser.add_argument(
            "--dag",
            type=datetime.date.fromisoformat,
            metavar="JJJJ-MM-DD",
            help="de dag waarvoor de stad wordt gemaakt; standaard vandaag",
        )
        parser.add_argument(
            "--lijsten",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            metavar="MAP",
            help="de map met de lijsten; standaard fixtures",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how much there is; raises CommandError on a filled database or faulty lists."""
        begin = time.monotonic()
        maat = Maat(options["organisaties"], options["aanbod"], options["zaad"], options["dag"] or timezone.localdate())
        try:
            aantallen = maak(maat, options["lijsten"], _balk(sys.stderr))
        except KaartNietLeeg as vol:
            raise CommandError(
                f"Op deze kaart staat al iets ({vol}). Een proefkaart hoort alleen in een lege database, want niets "
                "ervan bestaat. Maak een nieuwe database en geef die met DATABASE_URL. Er is niets veranderd."
            ) from None
        except LaadFouten as fouten:
            raise CommandError(f"De lijsten kloppen niet. Er is niets bewaard.\n{fouten}") from None
        for naam, aantal in aantallen.items():
            self.stdout.write(f"{naam:16}{aantal:9}")
        self.stdout.write(f"Klaar in {time.monotonic() - begin:.0f} seconden. Alles is verzonnen (zaad {maat.zaad}).")


def _aantal(tekst: str) -> int:
    """Return a number from 1 up; raises ValueError, which the parser puts into words."""
    if (aantal := int(tekst)) < 1:
        raise ValueError
    return aantal


def _balk(stroom: TextIO) -> Any:
    """Return a function that draws a progress bar, and draws nothing where nobody looks."""
    if not stroom.isatty():
        return lambda gedaan, totaal: None

    def teken(gedaan: int, totaal: int) -> None:
        vol = BREEDTE * gedaan // totaal
        stroom.write(f"\r[{'#' * vol}{'.' * (BREEDTE - vol)}] {gedaan} van {totaal}")
        stroom.write("\n" if gedaan == totaal else "")
        stroom.flush()

    return teken
