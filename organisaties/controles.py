"""When each part of an entry was last checked, by whom (role) and how; a check is no edit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from organisaties.bewerken.staat import Ingang, soort_van
from organisaties.models import Aanbod, Controle

O = Controle.Onderdeel  # noqa: E741 - short for the table below

ONDERDELEN: tuple[Controle.Onderdeel, ...] = (O.CONTACT, O.TIJDEN, O.TOEGANG, O.BESCHIKBAARHEID)
"""The parts of an offer that age at their own pace; an organisation and a place are checked as a whole."""


@dataclass(frozen=True, slots=True)
class Blok:
    """One part with the last check of it; `controle` is None where nobody looked yet."""

    onderdeel: Controle.Onderdeel
    controle: Controle | None

    @property
    def op(self) -> datetime.date | None:
        """The day of the last check."""
        return self.controle.op if self.controle else None


def onderdelen_van(ingang: Ingang) -> tuple[Controle.Onderdeel, ...]:
    """Return the parts of this entry that are checked by themselves."""
    return ONDERDELEN if isinstance(ingang, Aanbod) else ()


def blokken(ingang: Ingang) -> list[Blok]:
    """Return each part with its last check, as a whole or by itself; one query, none for what has no parts."""
    delen = onderdelen_van(ingang)
    return _blokken(delen, _controles(ingang)) if delen else []


def oudste(ingang: Ingang) -> datetime.date | None:
    """Return the day since when the whole entry was checked: that of the part that waits longest; None for never."""
    dagen = [blok.op for blok in blokken(ingang)]
    if not dagen:
        laatste = _controles(ingang).filter(onderdeel=O.ALLES).first()
        return laatste.op if laatste else None
    bekend = [dag for dag in dagen if dag is not None]
    return min(bekend) if len(bekend) == len(dagen) else None


def _controles(ingang: Ingang) -> QuerySet[Controle]:
    """Return the checks of an entry, the latest first."""
    return Controle.objects.filter(**{soort_van(ingang): ingang}).order_by("-op", "-pk")


def _blokken(delen: Iterable[Controle.Onderdeel], controles: Iterable[Controle]) -> list[Blok]:
    laatste: dict[str, Controle] = {}
    for controle in controles:
        if controle.uitslag == Controle.Uitslag.NIET_BEREIKT:
            continue
        raakt = ONDERDELEN if controle.onderdeel == O.ALLES else (controle.onderdeel,)
        for deel in raakt:
            laatste.setdefault(deel, controle)
    return [Blok(deel, laatste.get(deel)) for deel in delen]
