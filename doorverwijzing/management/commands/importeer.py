"""`manage.py importeer BESTAND`: what a spreadsheet would change, and with --schrijf: change it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from doorverwijzing.invoer.verwerken import beoordeel, schrijf
from organisaties.invoer.vergelijken import Soort
from organisaties.invoer.werkmap import HOOGSTENS_BYTES, MEGABYTE
from organisaties.laden.fouten import LaadFouten, Onleesbaar
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger


class Command(BaseCommand):
    """Judge a file; exit status 1 and nothing written on any fault."""

    help = "Lees een rekenblad (xlsx, ods, csv) in. Zonder --schrijf alleen kijken: er verandert dan niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and --schrijf."""
        parser.add_argument("bestand", type=Path, metavar="BESTAND", help="het rekenblad")
        parser.add_argument("--schrijf", action="store_true", help="verander de kaart, als er geen fouten zijn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge or write, and report; raises CommandError with every fault."""
        pad: Path = options["bestand"]
        # Whoever has the command line has the database too.
        wie = vertegenwoordiger(Kijker.PROFESSIONAL)
        try:
            if pad.stat().st_size > HOOGSTENS_BYTES:
                raise CommandError(f"Dit bestand is te groot: hoogstens {HOOGSTENS_BYTES // MEGABYTE} MB. Verdeel het.")
            inhoud = pad.read_bytes()
        except OSError as fout:
            raise CommandError(f"'{pad}' kan niet worden gelezen ({fout.strerror}). Kijk of de naam klopt.") from None
        try:
            werkmap, uitkomst = beoordeel(inhoud, pad.name, wie)
            self.stdout.write(f"Gelezen als {werkmap.gelezen_als}.")
            for opmerking in uitkomst.opmerkingen:
                self.stdout.write(opmerking)
            self.stdout.write(", ".join(f"{uitkomst.aantal(soort)} {soort}" for soort in Soort))
            if uitkomst.fouten:
                raise LaadFouten(uitkomst.fouten)
            for rij in uitkomst.rijen:
                if rij.soort is not Soort.GELIJK:
                    self.stdout.write(f"{rij.blad}, rij {rij.rij}: {rij.soort}, {rij.naam}")
            if options["schrijf"]:
                schrijf(inhoud, pad.name, wie)
        except Onleesbaar as fout:
            raise CommandError(str(fout)) from None
        except LaadFouten as fouten:
            aantal = len(fouten.fouten)
            kop = "Er is 1 fout" if aantal == 1 else f"Er zijn {aantal} fouten"
            raise CommandError(f"{kop}. Er is niets bewaard.\n{fouten}") from None
        self.stdout.write("Bewaard." if options["schrijf"] else "Dit was kijken: er is niets bewaard.")
