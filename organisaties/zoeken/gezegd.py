"""What is said once about a word for a group, on the page after the one that read it.

A cookie of a minute holds which sentence that is, never a word or a group.
"""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organisaties.zoeken.groepswoorden import Gesplitst

COOKIE = "wegwijs_gelezen"
SECONDEN = 60


class Gezegd(StrEnum):
    """Which sentence: a group was chosen, 'geen BSN nodig' was, which group is asked, or a word was left out."""

    GROEP = "groep"
    ZONDER_BSN = "bsn"
    WELKE = "welke"
    WEG = "weg"


def zeg(response: HttpResponse, gesplitst: Gesplitst, *, collega: bool) -> None:
    """Let the page that follows say what was read; nothing where no word for a group was."""
    if not gesplitst.gevonden:
        return
    if gesplitst.categorieen:
        gezegd = Gezegd.GROEP
    elif gesplitst.over_papieren:
        gezegd = Gezegd.ZONDER_BSN
    else:
        gezegd = Gezegd.WELKE if collega and gesplitst.zegt_niet_welke else Gezegd.WEG
    response.set_cookie(
        COOKIE, gezegd.value, max_age=SECONDEN, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def lees(request: HttpRequest) -> Gezegd | None:
    """Return what is to be said now."""
    return next((een for een in Gezegd if een.value == request.COOKIES.get(COOKIE)), None)


def vergeet(response: HttpResponse) -> None:
    """Say it once."""
    response.delete_cookie(COOKIE, samesite="Lax")
