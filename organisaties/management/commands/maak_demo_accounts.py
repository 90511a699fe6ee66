"""`manage.py maak_demo_accounts`: one account for each role, to try the site with."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from organisaties.models import Medewerker, Organisatie, Stadsdeel
from organisaties.regels.keuzes import Zichtbaarheid
from organisaties.regels.rollen import Rol

# Without what looks alike on paper or on a phone (0/o, 1/l/i).
TEKENS = "abcdefghjkmnpqrstuvwxyz23456789"
GROEPEN, GROEPSLENGTE = 4, 4
ORGANISATIE = "stap-verder"


@dataclass(frozen=True, slots=True)
class Demo:
    """An account to be: people are roles here, so there is no name."""

    gebruikersnaam: str
    rol: Rol
    wat: str
    is_staff: bool = False


ACCOUNTS = (
    Demo("opbouwwerker", Rol.OPBOUWWERKER, "zoekt, en ziet wat voor professionals is"),
    Demo("aandachtsfunctionaris", Rol.AANDACHTSFUNCTIONARIS, "houdt één stadsdeel bij"),
    Demo("aanbieder", Rol.AANBIEDER, "houdt één eigen organisatie bij"),
    Demo("coordinator", Rol.COORDINATOR, "werkt voor de hele stad"),
    Demo("beheerder", Rol.BEHEERDER, "beheert accounts en lijsten", is_staff=True),
)


class Command(BaseCommand):
    """Make or renew the demo accounts; only on a machine in development mode."""

    help = (
        "Maak voor elke rol een demo-account, met een nieuw wachtwoord. Nog een keer draaien geeft nieuwe "
        "wachtwoorden. Werkt alleen als WEGWIJS_DEBUG aan staat: op een echte site horen geen demo-accounts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file for the passwords."""
        parser.add_argument(
            "--wachtwoord-bestand",
            type=Path,
            metavar="PAD",
            help="schrijf de wachtwoorden ook in dit bestand, dat alleen u kunt lezen",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the accounts; raises CommandError outside development mode or without a loaded kaart."""
        if not settings.DEBUG:
            raise CommandError(
                "Demo-accounts worden alleen gemaakt als WEGWIJS_DEBUG aan staat. "
                "Maak op een echte site accounts met 'manage.py createsuperuser' of in het beheer."
            )
        organisatie = _eigen_organisatie()
        stadsdeel = _stadsdeel_bij(organisatie)
        if stadsdeel is None or organisatie is None:
            raise CommandError("De kaart is nog leeg. Laad eerst de gegevens: manage.py laad_kaart fixtures")
        wachtwoorden = {demo.gebruikersnaam: nieuw_wachtwoord() for demo in ACCOUNTS}
        with transaction.atomic():
            for demo in ACCOUNTS:
                _bewaar(demo, wachtwoorden[demo.gebruikersnaam], stadsdeel, organisatie)
            # Inside the transaction: when the file cannot be written, the old passwords stay.
            if options["wachtwoord_bestand"] is not None:
                _schrijf(options["wachtwoord_bestand"], wachtwoorden)
        self.stdout.write(f"{'gebruikersnaam':24}{'wachtwoord':22}wat")
        for demo in ACCOUNTS:
            wat = f"{demo.wat} ({organisatie.naam})" if demo.rol is Rol.AANBIEDER else demo.wat
            self.stdout.write(f"{demo.gebruikersnaam:24}{wachtwoorden[demo.gebruikersnaam]:22}{wat}")


def nieuw_wachtwoord() -> str:
    """Return a random password of some 79 bits that one can type over."""
    return "-".join("".join(secrets.choice(TEKENS) for _ in range(GROEPSLENGTE)) for _ in range(GROEPEN))


def _stadsdeel_bij(organisatie: Organisatie | None) -> Stadsdeel | None:
    """Return the area in which that organisation works, or else the first of the city."""
    van_haar = organisatie.werkgebied.in_volgorde().first() if organisatie else None
    return van_haar or Stadsdeel.objects.in_volgorde().first()


def _eigen_organisatie() -> Organisatie | None:
    informeel = Organisatie.objects.filter(
        formaliteit=Organisatie.Formaliteit.INFORMEEL, zichtbaarheid=Zichtbaarheid.OPENBAAR
    )
    return informeel.filter(kenmerk=ORGANISATIE).first() or informeel.order_by("kenmerk").first()


def _bewaar(demo: Demo, wachtwoord: str, stadsdeel: Stadsdeel, organisatie: Organisatie) -> None:
    medewerker, _ = Medewerker.objects.get_or_create(username=demo.gebruikersnaam)
    medewerker.is_active, medewerker.is_staff, medewerker.is_superuser = True, demo.is_staff, False
    medewerker.set_password(wachtwoord)
    medewerker.save()
    groep, _ = Group.objects.get_or_create(name=demo.rol.value)
    medewerker.groups.set([groep])
    medewerker.stadsdelen.set([stadsdeel] if demo.rol is Rol.AANDACHTSFUNCTIONARIS else [])
    medewerker.organisaties.set([organisatie] if demo.rol is Rol.AANBIEDER else [])


def _schrijf(pad: Path, wachtwoorden: dict[str, str]) -> None:
    tekst = "".join(f"{naam}\t{wachtwoord}\n" for naam, wachtwoord in wachtwoorden.items())
    try:
        # The mode counts from the first byte on; a file that was already there gets it before it is filled.
        nummer = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(nummer, "w", encoding="utf-8") as bestand:
            os.fchmod(nummer, 0o600)
            bestand.truncate(0)
            bestand.write(tekst)
    except OSError as fout:
        raise CommandError(f"Het bestand '{pad}' kan niet worden geschreven ({fout.strerror}).") from None
