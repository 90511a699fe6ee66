"""How well does searching find what it should? Asks a file of questions and prints what came of them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.kwaliteit import Meting, lees_vragen, meet

KIJKERS = {"opbouwwerker": Kijker.PROFESSIONAL, "bezoeker": Kijker.BEZOEKER}
HULP = """\
Stelt elke vraag uit een bestand zoals iemand hem op de zoekpagina typt en laat zien op welke plaats het eerste
goede antwoord staat. Kolommen: id, vraag, stadsdeel, categorie, taal, goed, niet_bovenaan.

Het stadsdeel is het filter van de pagina, de categorie de keuze 'open voor'. De taal wordt achter de vraag
getypt: zo tilt ze op wat die taal spreekt en verbergt ze niets.

Met een kolom 'soort' (of een losse letter vooraan in de toelichting) komen de cijfers er ook per soort vraag.

  success@1, success@5   deel van de vragen met een goed antwoord op de eerste plaats, bij de eerste vijf
  MRR                    gemiddelde van 1 gedeeld door de plaats van het eerste goede antwoord
  geen resultaat         deel van de vragen waarop niets gevonden wordt
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
            choices=[*KIJKERS, "beiden"],
            default="opbouwwerker",
            help="wie het vraagt: een opbouwwerker met een account (zo begint het), een bezoeker zonder, of beiden: "
            "dan komen alleen de cijfers er",
        )
        parser.add_argument("--json", action="store_true", help="schrijf alles als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and print."""
        try:
            vragen = lees_vragen(options["bestand"])
        except (OSError, ValueError) as fout:
            raise CommandError(f"{options['bestand']}: {fout}") from fout
        als = list(KIJKERS) if options["als"] == "beiden" else [options["als"]]
        metingen = {wie: meet(vragen, KIJKERS[wie]) for wie in als}
        if options["json"]:
            alles = {wie: meting.als_json() for wie, meting in metingen.items()}
            self.stdout.write(json.dumps(alles[als[0]] if len(als) == 1 else alles, ensure_ascii=False, indent=2))
            return
        if len(als) == 1:
            self._toon(metingen[als[0]])
        for wie, meting in metingen.items():
            self._tel_op(wie, meting)

    def _toon(self, meting: Meting) -> None:
        for uitslag in meting.uitslagen:
            plaats = str(uitslag.plaats) if uitslag.plaats else "-"
            fout = "  ! fout bovenaan" if uitslag.fout_bovenaan else ""
            self.stdout.write(f"{uitslag.vraag.id:>6}  {plaats:>4}  {uitslag.vraag.vraag}{fout}")
            if uitslag.plaats != 1:
                self.stdout.write(f"              eerste vijf: {', '.join(uitslag.eerste[:5]) or 'niets gevonden'}")

    def _tel_op(self, wie: str, meting: Meting) -> None:
        """Print the figures of all questions together and of each kind, one line each."""
        self.stdout.write("")
        self.stdout.write(f"{wie:<16}  vragen  success@1  success@5    MRR  geen resultaat  fout bovenaan")
        for naam, deel in (("alle", meting), *meting.per_soort()):
            self.stdout.write(
                f"{naam:<16}  {len(deel.uitslagen):>6}  {deel.succes(1):>9.3f}  {deel.succes(5):>9.3f}  {deel.mrr:.3f}"
                f"  {deel.zonder_resultaat:>14.3f}  {deel.fout_bovenaan:>13}"
            )
