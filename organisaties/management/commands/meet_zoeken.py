"""How well does searching find what it should? Asks a file of questions and prints what came of them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.kwaliteit import Meting, lees_vragen, meet

HULP = """\
Stelt elke vraag uit een bestand zoals iemand hem op de zoekpagina typt en laat zien op welke plaats het eerste
goede antwoord staat. Kolommen: id, vraag, stadsdeel, categorie, taal, goed, niet_bovenaan.

Het stadsdeel is het filter van de pagina, de categorie de keuze 'open voor'. De taal wordt achter de vraag
getypt: zo tilt ze op wat die taal spreekt en verbergt ze niets.

  success@1, success@5   deel van de vragen met een goed antwoord op de eerste plaats, bij de eerste vijf
  MRR                    gemiddelde van 1 gedeeld door de plaats van het eerste goede antwoord
  fout bovenaan          vragen met bovenaan wat daar niet mag staan (niet_bovenaan)"""


class Command(BaseCommand):
    """Measure searching with a file of questions."""

    help = HULP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the kind of reader, and the form of the output."""
        parser.add_argument("bestand", type=Path, help="CSV-bestand met vragen")
        parser.add_argument(
            "--als",
            choices=["opbouwwerker", "bezoeker"],
            default="opbouwwerker",
            help="wie het vraagt: een opbouwwerker met een account (zo begint het) of een bezoeker zonder",
        )
        parser.add_argument("--json", action="store_true", help="schrijf alles als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and print."""
        try:
            vragen = lees_vragen(options["bestand"])
        except (OSError, ValueError) as fout:
            raise CommandError(f"{options['bestand']}: {fout}") from fout
        meting = meet(vragen, Kijker.BEZOEKER if options["als"] == "bezoeker" else Kijker.PROFESSIONAL)
        if options["json"]:
            self.stdout.write(json.dumps(meting.als_json(), ensure_ascii=False, indent=2))
        else:
            self._toon(meting)

    def _toon(self, meting: Meting) -> None:
        for uitslag in meting.uitslagen:
            plaats = str(uitslag.plaats) if uitslag.plaats else "-"
            fout = "  ! fout bovenaan" if uitslag.fout_bovenaan else ""
            self.stdout.write(f"{uitslag.vraag.id:>6}  {plaats:>4}  {uitslag.vraag.vraag}{fout}")
            if options_verbose(self, uitslag.plaats):
                self.stdout.write(f"              eerste vijf: {', '.join(uitslag.eerste[:5]) or 'niets gevonden'}")
        self.stdout.write("")
        self.stdout.write(f"vragen          {len(meting.uitslagen)}")
        self.stdout.write(f"success@1       {meting.succes(1):.3f}")
        self.stdout.write(f"success@5       {meting.succes(5):.3f}")
        self.stdout.write(f"MRR             {meting.mrr:.3f}")
        self.stdout.write(f"fout bovenaan   {sum(u.fout_bovenaan for u in meting.uitslagen)}")


def options_verbose(command: BaseCommand, plaats: int | None) -> bool:
    """Tell whether to show what was found: only where it was not right."""
    return plaats is None or plaats > 1
