"""`manage.py ruim_op`: remove what is past its term; run it every day."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from doorverwijzing.models import Route, Signaal, Signaalstempel
from kaart.uitwisseling.models import Invoer
from kaart.werk.lijsten.acties import neem_vergeefse_woorden_over
from kaart.werk.models import Ronde, Uitstel
from kaart.werk.opruimen import schoon_op
from organisaties.models import Aanbod, Contactpersoon, Controlebeurt, Ingreep, Locatie, Nazien, Organisatie


class Command(BaseCommand):
    """Remove expired signals, yesterday's stamps, and who may no longer be named."""

    help = (
        "Gooi weg wat zijn tijd gehad heeft: verlopen signalen, de stempels van gisteren, en de naam van wie niet "
        "langer contactpersoon is. Draai dit elke dag. Met --grondig, elke week op een stil uur, ook wat PostgreSQL in "
        "zijn bestanden van verwijderde regels bewaart."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --grondig."""
        parser.add_argument("--grondig", action="store_true", help="schrijf de tabellen van PostgreSQL opnieuw")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Remove, and say how much."""
        signalen = Signaal.objects.verlopen().delete()[0]
        stempels = Signaalstempel.objects.filter(op__lt=timezone.localdate()).delete()[0]
        bestanden = Invoer.objects.verlopen().delete()[0]
        # After a week an import, a merge or a move cannot be undone any more: nothing of what stood there is kept.
        Invoer.objects.voorgoed().update(terug=None)
        Ingreep.objects.voorgoed().update(terug=None)
        # Before what was counted is thrown away.
        neem_vergeefse_woorden_over(timezone.localdate())
        cache.ruim_op()  # type: ignore[attr-defined] # what was counted and is past; see kaart/hulp/shared_cache.py
        # After a day a check cannot be undone any more.
        Controlebeurt.objects.verlopen().delete()
        Ronde.objects.verlopen().delete()
        Uitstel.objects.verlopen(timezone.localdate()).delete()
        contacten = Contactpersoon.objects.vergeet_verlopen()
        self.stdout.write(
            f"Weggegooid: {signalen} verlopen signalen, {stempels} stempels, {bestanden} niet ingelezen bestanden, "
            f"{contacten} namen van contactpersonen."
        )
        _vergeet_losse_taken()
        aantal, bezet = schoon_op(grondig=opties["grondig"])
        if aantal or bezet:
            hoe = "opnieuw geschreven" if opties["grondig"] else "opgeruimd"
            self.stdout.write(f"In de database {hoe}: {aantal} tabellen.")
        if bezet:
            self.stdout.write(f"In gebruik, en dus niet: {', '.join(bezet)}. Draai het later nog eens.")


def _vergeet_losse_taken() -> None:
    """Forget texts to look at of entries that are gone."""
    modellen: tuple[tuple[str, Any], ...] = (
        ("aanbod", Aanbod),
        ("organisatie", Organisatie),
        ("locatie", Locatie),
        ("route", Route),
    )
    for ding, model in modellen:
        bestaan = model._default_manager.order_by().values("pk")
        Nazien.objects.filter(ding=ding).exclude(sleutel__in=bestaan).delete()
