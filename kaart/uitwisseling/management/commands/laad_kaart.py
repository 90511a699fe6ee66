"""`manage.py laad_kaart MAP`: load the opening data, or a corrected copy of it."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kaart.hulp import stad
from kaart.uitwisseling.tabellen.fouten import LaadFouten
from kaart.uitwisseling.tabellen.laden import laad_map
from kaart.uitwisseling.tabellen.routes import KAART
from kaart.uitwisseling.tabellen.schrijven import Telling
from organisaties.models import Stadsdeel

UITLEG = """Laad een map met CSV-bestanden in de kaart: alles in één keer, of niets.

Is er een fout, dan wordt er niets bewaard en staan alle fouten in de lijst, met bestand, rij en kolom.
Twee keer laden is hetzelfde als één keer laden: de tweede keer zijn er 0 wijzigingen.

Let op:
- Rijen die niet meer in een bestand staan, worden NIET weggehaald. Haal ze weg op de site.
  Wel weg gaan: stappen van een route en openingstijden van een aanbod dat nog in het bestand staat,
  en waarden uit een cel met meer waarden.
- Is een gegeven op de site veranderd, dan zet laden het terug naar wat in het bestand staat.
- Wat geladen is, geldt als 'nog niet gecontroleerd'.
- Ontbreekt een kolom of bestand dat mag ontbreken, dan blijft staan wat er stond."""


class Command(BaseCommand):
    """Load a folder; exit status 1 and nothing written on any fault."""

    help = UITLEG

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the explanation."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and --droog."""
        parser.add_argument("map", type=Path, metavar="MAP", help="de map met de CSV-bestanden")
        parser.add_argument("--droog", action="store_true", help="probeer alles, maar bewaar niets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and report; raises CommandError with every fault."""
        map_: Path = options["map"]
        if not map_.is_dir():
            raise CommandError(f"De map '{map_}' is er niet. Geef de map met de CSV-bestanden.")
        _is_van_deze_stad(map_ / "stad.toml")
        try:
            tellingen = laad_map(map_, KAART, droog=options["droog"])
        except LaadFouten as fouten:
            aantal = len(fouten.fouten)
            kop = "Er is 1 fout" if aantal == 1 else f"Er zijn {aantal} fouten"
            raise CommandError(f"{kop}. Er is niets bewaard.\n{fouten}") from None
        for telling in tellingen:
            self.stdout.write(_regel(telling))
        totaal = sum(telling.wijzigingen for telling in tellingen)
        self.stdout.write(f"Totaal: {totaal} wijziging{'' if totaal == 1 else 'en'}")
        for zin in (zin for telling in tellingen for zin in telling.let_op):
            self.stdout.write(f"Let op: {zin}")
        bekend = set(Stadsdeel.objects.values_list("slug", flat=True))
        for slug in settings.STADSGEGEVENS.ook_stadsdeel.keys() - bekend:
            self.stdout.write(f"Let op: stad.toml heeft andere woorden voor '{slug}', maar dat stadsdeel is er niet.")
        if options["droog"]:
            self.stdout.write("Dit was een proef: er is niets bewaard.")


def _is_van_deze_stad(pad: Path) -> None:
    """Raise CommandError when a folder is of another city than this site: its names and areas would be mixed."""
    if not pad.exists():
        return
    try:
        van_de_map = stad.lees(pad)
    except ImproperlyConfigured as fout:
        raise CommandError(str(fout)) from None
    if van_de_map.naam != settings.STAD:
        raise CommandError(
            f"Deze map is van {van_de_map.naam}, en deze site is van {settings.STAD}. Er is niets bewaard. "
            f"Zet eerst STAD_BESTAND={pad} bij de instellingen."
        )


def _regel(telling: Telling) -> str:
    delen = f"{telling.nieuw:5} nieuw {telling.gewijzigd:5} gewijzigd {telling.ongewijzigd:5} ongewijzigd"
    return f"{telling.titel:22}{delen}" + (f" {telling.weg:5} weg" if telling.weg else "")
