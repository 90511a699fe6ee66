"""Logging that keeps no question and no secret.

What stands behind '?' in an address never reaches a log, nor a part of a path that begins with '~': that is how every
secret in an address of ours begins (`kaart.hulp.secret_links`). A proxy in front can keep to the same rule.
"""

import logging
import re

# Up to a space: a quote may stand in a question as it is typed ("?q=la'aan").
VRAAG = re.compile(r"\?[^\s\"]*")
GEHEIM = re.compile(r"/(?:~|%7[Ee])[^\s\"'?]*")


def zonder_geheimen(tekst: str) -> str:
    """Return a log line, or a traceback, without query strings and without secrets in paths."""
    return GEHEIM.sub("/~…", VRAAG.sub("?…", tekst))


class ZonderGeheimen(logging.Formatter):
    """Writes a record as another formatter would, without queries and secrets; in tracebacks too."""

    def __init__(self, onder: logging.Formatter | None = None) -> None:
        """Wrap the formatter that was chosen; without one: level, logger and message."""
        super().__init__()
        self._onder = onder or logging.Formatter("{levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished text, cleaned."""
        return zonder_geheimen(self._onder.format(record))
