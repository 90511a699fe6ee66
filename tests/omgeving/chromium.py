"""The browser of the tests: Debian's Chromium."""

from __future__ import annotations

import ctypes
import os
import shutil

RAAD = "Install it with: apt install chromium libatomic1"

# No sandbox: it refuses to start as root and in most containers, and the only pages shown are our own.
# The rest keeps the browser from talking to its maker: the tests count every request that leaves.
ARGUMENTEN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
)


def vind() -> str | None:
    """Return the path of Chromium's program, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def ontbreekt() -> list[str]:
    """Return the Debian packages that browser tests still need here."""
    pakketten = [] if vind() else ["chromium"]
    try:
        ctypes.CDLL("libatomic.so.1")  # the program that steers the browser is linked to it
    except OSError:
        pakketten.append("libatomic1")
    return pakketten


def vereist() -> bool:
    """Return whether a missing browser or database is a failure here instead of something left out."""
    return os.environ.get("WEGWIJS_VEREIST") == "1"
