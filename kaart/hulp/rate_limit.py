"""How often something may be done: counted once for all processes and hosts, and forgotten when its time is over.

A brake keeps the moments of the last times, under a key that nobody can read back (see `gedeeld`). Once there are
as many as it allows, it says no until the oldest is past; what was refused is not counted.
"""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from kaart.hulp import client_address
from kaart.hulp.shared_cache import SharedCache

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Rem:
    """A limit: so many times in so many seconds, for each client or account."""

    naam: str
    aantal: int
    seconden: int

    def neem(self, *wie: object) -> Beurt:
        """Count one try of `wie`, unless there were too many; the caller may take it back with `geef_terug()`."""
        nu = time.time()
        if wacht := self.wacht(*wie):
            return Beurt(self, wie, nu, wacht)  # a refused try is not written down

        uitkomst = [0]

        def erbij(eerder: list[float] | None) -> list[float]:
            geldig = self._geldig(eerder, nu)
            uitkomst[0] = self._wacht(geldig, nu)
            return geldig if uitkomst[0] else [*geldig, nu]

        _cache().wijzig(self._sleutel(wie), erbij, self.seconden)
        return Beurt(self, wie, nu, uitkomst[0])

    def wacht(self, *wie: object) -> int:
        """Return how many seconds `wie` must wait, 0 for none; counts nothing."""
        nu = time.time()
        return self._wacht(self._geldig(_cache().get(self._sleutel(wie)), nu), nu)

    def vergeet(self, *wie: object) -> None:
        """Forget all tries of `wie`."""
        _cache().delete(self._sleutel(wie))

    def _sleutel(self, wie: tuple[object, ...]) -> str:
        return ":".join(("rem", self.naam, *map(str, wie)))

    def _geldig(self, eerder: list[float] | None, nu: float) -> list[float]:
        return [moment for moment in eerder or [] if moment > nu - self.seconden]

    def _wacht(self, geldig: list[float], nu: float) -> int:
        if len(geldig) < self.aantal:
            return 0
        return max(1, math.ceil(geldig[-self.aantal] + self.seconden - nu))


@dataclass(frozen=True, slots=True)
class Beurt:
    """One try; `wacht` is 0 when it was allowed, else the seconds until it will be."""

    rem: Rem
    wie: tuple[object, ...]
    moment: float
    wacht: int

    def geef_terug(self) -> None:
        """Take the try back: it does not count."""
        if self.wacht:
            return

        def eraf(eerder: list[float] | None) -> list[float]:
            over = list(eerder or [])
            if self.moment in over:
                over.remove(self.moment)
            return over

        _cache().wijzig(self.rem._sleutel(self.wie), eraf, self.rem.seconden)


def wie(request: HttpRequest) -> str:
    """Return whom a limit counts: the account when signed in, as a whole city may share one address."""
    gebruiker = getattr(request, "user", None)
    if gebruiker is not None and gebruiker.is_authenticated:
        return f"account {gebruiker.pk}"
    return client_address.netwerk(request)


def geremd(rem: Rem) -> Callable[[View], View]:
    """Let a view be asked only as often as `rem` allows each client."""

    def om(view: View) -> View:
        @functools.wraps(view)
        def omhulsel(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            beurt = rem.neem(wie(request))
            return te_vaak(request, beurt.wacht) if beurt.wacht else view(request, *args, **kwargs)

        return omhulsel

    return om


def te_vaak(request: HttpRequest, wacht: int) -> HttpResponse:
    """Return the page that says when it works again, `wacht` seconds from now; 429 with Retry-After."""
    antwoord = render(request, "429.html", {"wacht": in_woorden(wacht), "tijd": om_hoe_laat(wacht)}, status=429)
    antwoord["Retry-After"] = str(wacht)
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


def in_woorden(seconden: int) -> str:
    """Return how long that is: '40 seconden', '1 minuut', '3 uur'; never less than it is."""
    if seconden < 60:
        return "1 seconde" if seconden == 1 else f"{seconden} seconden"
    minuten = math.ceil(seconden / 60)
    if minuten < 90:
        return "1 minuut" if minuten == 1 else f"{minuten} minuten"
    return f"{math.ceil(minuten / 60)} uur"


def om_hoe_laat(seconden: int) -> str:
    """Return the time of the day after so many seconds, rounded up to a minute: '14:32'."""
    moment = timezone.localtime() + timedelta(seconds=seconden)
    if moment.second or moment.microsecond:
        moment += timedelta(minutes=1)
    return f"{moment:%H:%M}"


def _cache() -> SharedCache:
    return cast(SharedCache, caches["default"])
