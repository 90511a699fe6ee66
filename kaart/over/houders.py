"""Who keeps which area: a role and its work address for everybody, a name only for colleagues and only with consent."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from organisaties.begrippen import begrippen_voor
from organisaties.models import Medewerker
from organisaties.regels.begrip import Begrip
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer, is_professional


@dataclass(frozen=True, slots=True)
class Houders:
    """An area, the work address of its role ('' where none is known), and the names that may be said."""

    stadsdeel: Begrip
    werkadres: str
    namen: tuple[str, ...]


def houders_per_stadsdeel(gebruiker: Lezer) -> list[Houders]:
    """Return who keeps each area, in the order of the areas; one query for a colleague, none for a visitor."""
    namen: dict[int, list[str]] = {}
    if is_professional(gebruiker):
        wie = Medewerker.objects.filter(
            is_active=True, naam_tonen=True, groups__name=Rol.AANDACHTSFUNCTIONARIS, stadsdelen__isnull=False
        ).order_by("last_name", "first_name", "pk")
        for stadsdeel, voornaam, achternaam in wie.values_list("stadsdelen", "first_name", "last_name"):
            if naam := f"{voornaam} {achternaam}".strip():
                namen.setdefault(stadsdeel, []).append(naam)
    return [
        Houders(stadsdeel, settings.STADSGEGEVENS.werkadressen.get(slug, ""), tuple(namen.get(stadsdeel.pk, ())))
        for slug, stadsdeel in begrippen_voor(gebruiker)["stadsdeel"].items()
    ]
