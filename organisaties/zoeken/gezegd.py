"""What is said once about what was typed, on the page after the one that read it.

A cookie of a minute holds which sentence that is and which kinds of data were left out, never a word or a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kaart.hulp.persoonsgegevens.weglaten import Weg, zin_over
from organisaties.zoeken.getypt import Getypt

COOKIE = "wegwijs_gelezen"
SECONDEN = 60


class Groepszin(StrEnum):
    """Which sentence about a group.

    It was chosen, 'geen BSN nodig' was, which one is asked, a word was left out, or it is still on.
    """

    GROEP = "groep"
    ZONDER_BSN = "bsn"
    WELKE = "welke"
    WEG = "weg"
    NOG = "nog"


@dataclass(frozen=True, slots=True)
class Gezegd:
    """What is to be said: about a group, and about personal data."""

    groep: Groepszin | None = None
    weg: tuple[Weg, ...] = ()

    @property
    def zin(self) -> str:
        """What to say about personal data; empty where there was none."""
        return zin_over(self.weg)


def zeg(response: HttpResponse, getypt: Getypt, *, collega: bool, nog_aan: bool = False) -> None:
    """Let the page that follows say what was read; nothing where there is nothing to say.

    `nog_aan`: a group that was chosen for another question counts for this one too.
    """
    groep = _groepszin(getypt, collega=collega, nog_aan=nog_aan)
    if groep is None and not getypt.weg:
        return
    waarde = ".".join([groep.value if groep else "", *(een.name.lower() for een in getypt.weg)])
    response.set_cookie(
        COOKIE, waarde, max_age=SECONDEN, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def _groepszin(getypt: Getypt, *, collega: bool, nog_aan: bool) -> Groepszin | None:
    gesplitst = getypt.gesplitst
    if gesplitst.categorieen:
        return Groepszin.GROEP
    if nog_aan:
        return Groepszin.NOG
    if not gesplitst.gevonden:
        return None
    if gesplitst.over_papieren:
        return Groepszin.ZONDER_BSN
    return Groepszin.WELKE if collega and gesplitst.zegt_niet_welke else Groepszin.WEG


def lees(request: HttpRequest) -> Gezegd | None:
    """Return what is to be said now."""
    groep, *weg = request.COOKIES.get(COOKIE, "").split(".")
    gezegd = Gezegd(
        next((een for een in Groepszin if een.value == groep), None),
        tuple(een for een in Weg if een.name.lower() in weg),
    )
    return gezegd if gezegd != Gezegd() else None


def vergeet(response: HttpResponse) -> None:
    """Say it once."""
    response.delete_cookie(COOKIE, samesite="Lax")
