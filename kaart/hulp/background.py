"""Work done after the answer, in a thread of this web process, so that the time of an answer tells nothing.

For what may get lost when a machine fails and is simply asked for again, such as the mail for a new password. A
process that ends in an ordinary way first finishes what waits.
"""

from __future__ import annotations

import functools
import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections

# So many pieces of work wait at most in one process; more than that is no ordinary use.
HOOGSTENS = 200
# Seconds: by then the answer has left, and the work cannot slow it down.
WACHT = 1.0

log = logging.getLogger(__name__)
_plek = threading.BoundedSemaphore(HOOGSTENS)


def run_later(doe: Callable[..., None], *args: Any) -> None:
    """Call `doe(*args)` soon, after the answer; a failure is logged by its kind, never with its arguments.

    At once where ACHTERGROND is off, as in tests that share one transaction.
    """
    if not settings.ACHTERGROND:
        doe(*args)
        return
    if not _plek.acquire(blocking=False):
        log.error("Too much is waiting: %s is not done.", doe.__qualname__)
        return
    _uitvoerder(os.getpid()).submit(_draai, time.monotonic() + WACHT, doe, args)


def _draai(vanaf: float, doe: Callable[..., None], args: tuple[Any, ...]) -> None:
    try:
        time.sleep(max(0.0, vanaf - time.monotonic()))
        close_old_connections()
        doe(*args)
    except Exception as fout:  # noqa: BLE001 - nobody waits for it; a mail server's answer may hold an address
        log.error("%s failed: %s", doe.__qualname__, type(fout).__name__)
    finally:
        connections.close_all()
        _plek.release()


@functools.cache
def _uitvoerder(proces: int) -> ThreadPoolExecutor:
    """Return the thread of this process; one that was made before a fork does not run in the child."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"achtergrond-{proces}")
