"""`manage.py controleer_websites`: note which websites of providers no longer answer; run it every week."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from organisaties.bijhouden.controleren.websites import controleer
from organisaties.models import Organisatie
from organisaties.regels.keuzes import Status


class Command(BaseCommand):
    """Ask every website once."""

    help = "Kijk of de websites van organisaties nog antwoorden. Wat twee dagen stuk is, komt op de werklijst."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Ask, and say how many do not answer."""
        gevraagd, stuk = controleer(Organisatie.objects.filter(status=Status.GEPUBLICEERD).exclude(website=""))
        self.stdout.write(f"{gevraagd} websites bekeken, {stuk} antwoorden niet.")
