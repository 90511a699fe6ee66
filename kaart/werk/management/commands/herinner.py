"""`manage.py herinner`: mail everybody who keeps something how much waits; run it every working day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kaart.werk.herinnering.versturen import herinner_allen


class Command(BaseCommand):
    """Send today's reminders; a second run on the same day sends nothing twice."""

    help = "Mail ieder die iets bijhoudt hoeveel er wacht: hoogstens één bericht per persoon per dag."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Send, and say what happened; raises CommandError where the mail server does not answer or refuses."""
        try:
            verslag = herinner_allen(timezone.localdate())
        except OSError as fout:
            raise CommandError(
                f"De mailserver antwoordt niet ({type(fout).__name__}). Draai dit later nog eens."
            ) from None
        self.stdout.write(
            f"Verstuurd: {verslag.verstuurd}. Niets te doen: {verslag.niets_te_doen}. "
            f"Al gehad vandaag: {verslag.al_gehad}. Niet zeker of het aankwam: {verslag.onzeker}. "
            f"Geweigerd: {verslag.mislukt}. Organisaties gevraagd: {verslag.gevraagd}. "
            f"Mailadres werkt niet: {verslag.adres_geweigerd}."
        )
        if verslag.mislukt:
            raise CommandError("De mailserver weigerde een of meer berichten. Draai dit later nog eens.")
