"""What can be done to somebody else's account, with the question before it and the words after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from organisaties.accounts import acties
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked before something is done to an account."""

    kop: str
    uitleg: str
    knop: str
    doe: Callable[..., Any]
    gedaan: str


VRAGEN: dict[str, Vraag] = {
    "opnieuw": Vraag(
        "Opnieuw uitnodigen?",
        "Er gaat weer een mail met een link. De vorige link werkt ook nog, zolang die geldig is.",
        "Ja, stuur de uitnodiging",
        acties.stuur_opnieuw,
        "De uitnodiging is opnieuw verstuurd.",
    ),
    "beeindig": Vraag(
        "Dit account stoppen?",
        "Deze persoon is dan meteen overal uitgelogd en kan niet meer inloggen. Je kunt het account later weer openen.",
        "Ja, stop dit account",
        acties.beeindig,
        "Het account is gestopt en overal uitgelogd.",
    ),
    "heropen": Vraag(
        "Dit account weer openen?",
        "Deze persoon kan dan weer inloggen, met dezelfde rol.",
        "Ja, open het weer",
        acties.heropen,
        "Het account werkt weer.",
    ),
    "wis-stap": Vraag(
        "De tweede stap wissen?",
        "Doe dit alleen als je zeker weet wie het vraagt: bel terug, of vraag het aan een collega. Deze persoon is dan "
        "overal uitgelogd en stelt bij het inloggen een nieuwe tweede stap in. De oude app, sleutels en codes werken "
        "niet meer.",
        "Ja, wis de tweede stap",
        acties.wis_tweede_stap,
        "De tweede stap is gewist. Deze persoon stelt een nieuwe in.",
    ),
}
"""By the word that a form sends."""


def op_naam_van(account: Medewerker) -> list[str]:
    """Return in words what still stands in this name, which nobody keeps once it is erased."""
    geteld = (
        (len(account.gebieden_en_themas), "gebied of thema", "gebieden of thema’s"),
        (account.organisaties.count(), "eigen organisatie", "eigen organisaties"),
        (Aanbod.objects.filter(houders=account).count(), "aanbod op naam", "keer aanbod op naam"),
        (Organisatie.objects.filter(houders=account).count(), "organisatie op naam", "organisaties op naam"),
        (Locatie.objects.filter(houders=account).count(), "plek op naam", "plekken op naam"),
    )
    return [f"{aantal} {een if aantal == 1 else meer}" for aantal, een, meer in geteld if aantal]
