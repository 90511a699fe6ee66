"""`manage.py importeer BESTAND`: what a spreadsheet would change, and with --schrijf: change it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.uitwisseling.invoer.bron import Werkmap
from kaart.uitwisseling.invoer.eigen.vergelijken import Soort
from kaart.uitwisseling.invoer.eigen.verwerken import beoordeel, is_eigen, schrijf
from kaart.uitwisseling.invoer.grenzen import HOOGSTENS_BYTES, MEGABYTE
from kaart.uitwisseling.invoer.lijsten.beoordelen import Lijst, beoordeel_lijst
from kaart.uitwisseling.invoer.lijsten.kolommen import PER_NAAM
from kaart.uitwisseling.invoer.lijsten.schrijven import NIEUW, OVERSLAAN, Gedaan
from kaart.uitwisseling.invoer.lijsten.schrijven import schrijf as schrijf_lijst
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.tabellen.fouten import LaadFouten, Onleesbaar
from organisaties.rechten import Opdrachtregel


class Command(BaseCommand):
    """Judge a file; exit status 1 and nothing written on any fault."""

    help = "Lees een rekenblad (xlsx, ods, csv) in. Zonder --schrijf alleen kijken: er verandert dan niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and --schrijf."""
        parser.add_argument("bestand", type=Path, metavar="BESTAND", help="het rekenblad")
        parser.add_argument("--schrijf", action="store_true", help="verander de kaart; van een lijst de goede rijen")
        parser.add_argument("--json", action="store_true", help="zeg van een lijst alles als JSON, om na te rekenen")
        parser.add_argument("--openbaar", action="store_true", help="van een lijst: iedereen mag de organisaties zien")
        parser.add_argument(
            "--dubbel",
            choices=(OVERSLAAN, "aanvullen", NIEUW),
            default=OVERSLAAN,
            help="wat te doen met rijen van een lijst die lijken op wat er al staat (standaard: overslaan)",
        )

        parser.add_argument(
            "--formaliteit",
            choices=("formeel", "informeel", "beide"),
            default="",
            help="wat de organisaties van een lijst zijn, als de lijst dat niet zegt; zonder dit gaan die niet mee",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge or write, and report; raises CommandError with every fault."""
        pad: Path = options["bestand"]
        wie = Opdrachtregel()
        try:
            if pad.stat().st_size > HOOGSTENS_BYTES:
                raise CommandError(f"Dit bestand is te groot: hoogstens {HOOGSTENS_BYTES // MEGABYTE} MB. Verdeel het.")
            inhoud = pad.read_bytes()
        except OSError as fout:
            raise CommandError(f"'{pad}' kan niet worden gelezen ({fout.strerror}). Kijk of de naam klopt.") from None
        if gevonden := lees_cel(pad.stem):
            raise CommandError(f"Geef het bestand een andere naam. Die wordt bewaard. {' '.join(gevonden)}")
        try:
            werkmap = lees(inhoud, pad.name)
            if not is_eigen(werkmap):
                self._lijst(werkmap, pad.name, wie, options)
                return
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

    def _lijst(self, werkmap: Werkmap, naam: str, wie: Opdrachtregel, options: dict[str, Any]) -> None:
        """Read a list that somebody kept: say what is wrong, and with --schrijf put the good rows on the kaart."""
        lijst = beoordeel_lijst(werkmap, wie)
        gelezen = lijst.gelezen
        gedaan = None
        if options["schrijf"] and gelezen.vertaling.naam_is_een_gok:
            raise CommandError(
                "We weten niet zeker welke kolom de namen heeft. "
                "Zet ‘Naam’ boven die kolom, of lees de lijst in op de site."
            )
        if options["schrijf"]:
            per_rij = {
                nummer: dubbel.kenmerk if options["dubbel"] == "aanvullen" else options["dubbel"]
                for nummer, dubbel in lijst.dubbelen.items()
            }
            gedaan = schrijf_lijst(
                gelezen,
                gebruiker=wie,
                bestand=naam,
                keuzes=per_rij,
                dubbelen=lijst.dubbelen,
                openbaar=options["openbaar"],
                formaliteit=options["formaliteit"],
            )
        if options["json"]:
            self.stdout.write(json.dumps(als_json(werkmap, lijst, gedaan), ensure_ascii=False, indent=1, default=str))
            return
        vertaling = gelezen.vertaling
        self.stdout.write(f"Gelezen als {werkmap.gelezen_als}.")
        self.stdout.write(f"Blad ‘{vertaling.blad}’, koppen op rij {vertaling.koprij}:")
        for plek, doel in vertaling.kolommen.items():
            self.stdout.write(f"  {vertaling.koppen[plek]} → {PER_NAAM[doel].label}")
        for opmerking in gelezen.opmerkingen:
            self.stdout.write(opmerking)
        self.stdout.write(
            f"{len(gelezen.goede)} goede rijen; overgeslagen: {len(gelezen.lege_rijen)} lege, "
            f"{len(gelezen.tussenkoppen)} tussenkoppen, {len(gelezen.totaalrijen)} totalen."
        )
        nummers = {rij.sleutel: rij.nummer for rij in gelezen.rijen}
        for sleutel, dubbel in lijst.dubbelen.items():
            self.stdout.write(f"Rij {nummers[sleutel]} lijkt in {dubbel.waarin} op ‘{dubbel.naam}’ ({dubbel.kenmerk}).")
        for fout in gelezen.fouten:
            self.stdout.write(f"{fout} [{fout.code}]")
        for rij in gelezen.goede:
            for wat, hoe in rij.te_vragen.items():
                zin = "dit kan van een mens zijn en gaat niet mee. Lees de lijst op de site in om het te beantwoorden."
                self.stdout.write(f"Rij {rij.nummer}, {PER_NAAM[wat].label.lower()} {hoe}: {zin}")
        if gedaan is None:
            self.stdout.write("Dit was kijken: er is niets bewaard.")
            return
        for nummer, waarom in gedaan.overgeslagen:
            self.stdout.write(f"Rij {nummer} overgeslagen: {waarom}.")
        self.stdout.write(f"Bewaard: {len(gedaan.organisaties)} nieuw, {len(gedaan.bijgewerkt)} aangevuld.")


def als_json(werkmap: Werkmap, lijst: Lijst, gedaan: Gedaan | None) -> dict[str, Any]:
    """Return everything that was read of a list, as plain values: faults by code, good rows, what was passed over."""
    gelezen, vertaling = lijst.gelezen, lijst.gelezen.vertaling
    nummers = {rij.sleutel: rij.nummer for rij in gelezen.rijen}
    uit: dict[str, Any] = {
        "gelezen_als": werkmap.gelezen_als,
        "blad": vertaling.blad,
        "koprij": vertaling.koprij,
        "kolommen": {vertaling.koppen[plek]: doel for plek, doel in vertaling.kolommen.items()},
        "bladen": [werkmap.bladen[plek].titel for plek in sorted(lijst.bladen)],
        "soort": lijst.soort,
        "overslaan": {
            "lege_rijen": gelezen.lege_rijen,
            "tussenkoppen": gelezen.tussenkoppen,
            "totaalrijen": gelezen.totaalrijen,
        },
        "fouten": [asdict(fout) for fout in gelezen.fouten],
        "mogelijk_dubbel": [{"rij": nummers[sleutel], **asdict(dubbel)} for sleutel, dubbel in lijst.dubbelen.items()],
        "goed": [
            {naam: waarde for naam, waarde in asdict(rij).items() if naam != "cellen"} | {"rij": rij.nummer}
            for rij in gelezen.goede
        ],
    }
    if gedaan is not None:
        uit["bewaard"] = {"nieuw": gedaan.organisaties, "aangevuld": gedaan.bijgewerkt}
        uit["overgeslagen"] = [{"rij": nummer, "waarom": waarom} for nummer, waarom in gedaan.overgeslagen]
    return uit
