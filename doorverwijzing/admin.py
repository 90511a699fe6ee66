"""The Django admin: the list of help lines."""

from __future__ import annotations

from django.contrib import admin

from doorverwijzing import rechten
from doorverwijzing.models import Hulplijn
from organisaties.admin import LijstAdmin
from organisaties.zichtbaarheid import Lezer


@admin.register(Hulplijn)
class HulplijnAdmin(LijstAdmin):
    """Whom to call; a number needs its source and a date."""

    list_display = ("naam", "telefoon", "bereikbaar", "bereik", "nagekeken_op", "volgorde")

    @staticmethod
    def mag(gebruiker: Lezer) -> bool:
        """Return whether this person may fill in numbers."""
        return rechten.mag_hulplijnen(gebruiker)
