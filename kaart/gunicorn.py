"""Configuration of gunicorn: `gunicorn --config kaart/gunicorn.py kaart.wsgi`.

ADRES (127.0.0.1), PORT (8000), WEB_CONCURRENCY (2 processes), WEB_THREADS (4 threads each), WEB_TIMEOUT (30 seconds),
WEB_VOORAF (1: the kaart is read before the processes are made, which then share it).

What someone looks for can say who they are, and a link in a mail can let in who reads it here. So no log names a query
string, a secret in a path (`kaart.hulp.secret_links`), a referrer or the reader's address:
not the access log, and not the error log either, where gunicorn itself would write the whole address of a request.
"""

import gc
import logging
import os
import re
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from kaart.hulp import omgeving
from kaart.hulp.logboek import ZonderGeheimen

_ADRES = omgeving.tekst("ADRES", "127.0.0.1")

bind = f"[{_ADRES}]:{omgeving.getal('PORT', 8000)}" if ":" in _ADRES else f"{_ADRES}:{omgeving.getal('PORT', 8000)}"
worker_class = "gthread"
workers = omgeving.getal("WEB_CONCURRENCY", 2)
threads = omgeving.getal("WEB_THREADS", 4)
preload_app = True
# Read the kaart once for all processes, before they are made. 0: each reads it for itself, which takes more memory.
VOORAF = omgeving.vlag("WEB_VOORAF", standaard=True)
timeout = omgeving.getal("WEB_TIMEOUT", 30)
graceful_timeout = 20
keepalive = 5
# A slow leak in a library then never grows old; the jitter keeps the processes from restarting together. Not often:
# a process that is replaced takes along what it had worked out.
max_requests = 50_000
max_requests_jitter = 5_000
# The heartbeat file: on a disk, a busy disk would look like a hanging process.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
# Nobody here uses the control socket that newer versions open in the home directory.
control_socket_disable = True

# Which proxies are believed is said in one place, to Django: VERTROUWDE_PROXIES. Not here as well, by address.
forwarded_allow_ips = ""

errorlog = "-"
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"


def on_starting(server: Any) -> None:
    """Read the kaart before the port is open and before any process is made, so that all processes share it."""
    _lees_vooraf(server)


def pre_fork(server: Any, worker: Any) -> None:
    """Update the kaart for a process that comes later: one that replaces another, or after a HUP."""
    _lees_vooraf(server)


def post_worker_init(worker: Any) -> None:
    """Update the kaart in the new process before it answers; two small queries where nothing changed."""
    _lees_kaart(worker.log)


def _lees_vooraf(server: Any) -> None:
    if VOORAF:
        _laad_paginas()
        _lees_kaart(server.log)
        gc.collect()
        # What is frozen is not visited by the collector: a visit writes to it, and what is written to is not shared.
        gc.freeze()


def _laad_paginas() -> None:
    """Load the code and templates of all pages, which each process would otherwise do at its first question."""
    from django.apps import apps

    if not apps.ready:
        return

    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018 - reading it fills it
    for map_ in settings.TEMPLATES[0]["DIRS"]:
        for pad in sorted(map_.rglob("*.html")):
            get_template(str(pad.relative_to(map_)))


def _lees_kaart(log: Any) -> None:
    """Read the kaart for all kinds of reader.

    Where that cannot be done (no database yet, or an empty one) the server starts anyway: the first question
    then reads it, or says why. No connection outlives a fork: two processes on one would read each other's answers.
    """
    from django.apps import apps
    from django.db import Error, connections

    if not apps.ready:
        return  # Another application than this one, under this configuration.

    from organisaties.zoeken import maak_klaar

    try:
        maak_klaar()
    except Error as fout:
        log.warning("The kaart could not be read beforehand: %s", fout)
    except Exception:
        # In the process that keeps all others alive nothing may escape.
        log.exception("The kaart could not be read beforehand")
    finally:
        connections.close_all()


_GEWEIGERD = re.compile(r"Invalid request from ip=.*", re.DOTALL)


class ZonderGeweigerde(ZonderGeheimen):
    """Cut query strings and secrets out of the finished text; of a refused request, everything."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the log line without queries and secrets."""
        return _GEWEIGERD.sub("Invalid request refused", super().format(record))


class Logboek(Logger):  # type: ignore[misc]
    """gunicorn's logger with formatters that keep no question and no secret."""

    def setup(self, cfg: Config) -> None:
        """Let gunicorn set its handlers up, then wrap their formatters."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(ZonderGeweigerde(handler.formatter or logging.Formatter()))


logger_class = Logboek
