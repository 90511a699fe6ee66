"""Configuration of gunicorn: `gunicorn --config kaart/gunicorn.py kaart.wsgi`.

ADRES (127.0.0.1), PORT (8000), WEB_CONCURRENCY (2 processes), WEB_THREADS (4 threads each), WEB_TIMEOUT (30 seconds).

What someone looks for can say who they are, and a link in a mail can let in who reads it here. So no log names a query
string, a secret in a path (`kaart.hulp.geheim`), a referrer or the reader's address:
not the access log, and not the error log either, where gunicorn itself would write the whole address of a request.
"""

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


def post_worker_init(worker: Any) -> None:
    """Let a new process read the map before it answers, so that nobody waits for that.

    Where it cannot (no database yet) the process starts all the same: the first question then reads it, or says why.
    """
    from django.apps import apps
    from django.db import Error, connection

    if not apps.ready:
        return  # Another application than this one, under this configuration.

    from organisaties import zichtbaarheid
    from organisaties.zoeken import register_voor

    try:
        for soort in zichtbaarheid.Kijker:
            register_voor(zichtbaarheid.vertegenwoordiger(soort))
    except Error as fout:
        worker.log.warning("The map could not be read beforehand: %s", fout)
    finally:
        connection.close()


_GEWEIGERD = re.compile(r"Invalid request from ip=.*", re.DOTALL)


class ZonderGeweigerde(ZonderGeheimen):
    """Cut query strings and secrets, and of refused requests everything, out of the finished text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without what nobody may read back."""
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
