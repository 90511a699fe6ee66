"""Reading a page writes nothing: during GET, HEAD and OPTIONS the database refuses every statement but reading.

A link is followed by scanners of mail, prefetched by browsers and opened twice; what it does may not depend on that.
The guard raises everywhere, also on a real site: a write that is silently left out gives a page that lies, and Django
logs what was raised. Not guarded are what streams after the view has returned, and work in another thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponseBase

Antwoord = Callable[..., HttpResponseBase]
View = TypeVar("View", bound=Antwoord)

LEZENDE_METHODEN = ("GET", "HEAD", "OPTIONS")
# Who is signed in, and how often somebody asked: kept for the reader, and none of it is on the kaart.
MAG_WEL = frozenset({"django_session", settings.CACHES["default"]["LOCATION"]})

_LEEST = re.compile(
    r"[\s(]*(?:SELECT|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|SHOW|FETCH)\b", re.IGNORECASE
)
_SCHRIJFT_IN = re.compile(r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)", re.IGNORECASE)
_op_proef: ContextVar[bool] = ContextVar("op_proef", default=False)
_SCHRIJFT_BIJ_LEZEN = "mag_schrijven_bij_lezen"


class LezenSchrijftNiet(RuntimeError):  # noqa: N818 - Dutch
    """A page that somebody only reads wanted to write; the text names the page and the statement, never its values."""


def schrijft_bij_lezen(view: View) -> View:
    """Mark a view of allauth that writes at a GET: coming back from the city's own sign-in, seeing one's codes."""
    setattr(view, _SCHRIJFT_BIJ_LEZEN, True)
    return view


@contextmanager
def op_proef() -> Iterator[None]:
    """Let what happens inside write, and take all of it back: to see what a file would do, nothing is kept."""
    merk = _op_proef.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _op_proef.reset(merk)


def lezen_schrijft_niet(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse to write while a page is only read; raises LezenSchrijftNiet."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in LEZENDE_METHODEN:
            return get_response(request)

        def weiger(doe: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            if not (_mag(sql) or _op_proef.get() or _uitgezonderd(request)):
                raise LezenSchrijftNiet(f"{request.method} {_pad(request)} wanted to write: {sql[:200]}")
            return doe(sql, params, many, context)

        with ExitStack() as wachten:
            for verbinding in connections.all():
                wachten.enter_context(verbinding.execute_wrapper(weiger))
            return get_response(request)

    return middleware


def _mag(sql: str) -> bool:
    if _LEEST.match(sql):
        return True
    schrijft = _SCHRIJFT_IN.match(sql)
    return schrijft is not None and schrijft[1] in MAG_WEL


def _uitgezonderd(request: HttpRequest) -> bool:
    gevonden = request.resolver_match
    return gevonden is not None and getattr(gevonden.func, _SCHRIJFT_BIJ_LEZEN, False)


def _pad(request: HttpRequest) -> str:
    """Return the pattern of the address: the address itself may hold a secret or a word of somebody."""
    return request.resolver_match.route if request.resolver_match else "?"
