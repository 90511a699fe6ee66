"""Takes web addresses apart, and never fails on text that is no address."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

GEEN = SplitResult("", "", "", "", "")


def ontleed(adres: str) -> SplitResult:
    """Return the parts of an address as `urlsplit` does, all of them empty for what is no address.

    What stands in the database came from forms, lists and older versions: `https://[x` makes `urlsplit` raise
    ValueError, and a port of letters does so when it is asked for the host.
    """
    try:
        deel = urlsplit(adres.strip())
        deel.hostname, deel.port  # noqa: B018 - asking is what raises
    except ValueError:
        return GEEN
    return deel


def gastheer(adres: str) -> str:
    """Return the host without `www.`, in small letters; empty where there is none."""
    return (ontleed(adres).hostname or "").removeprefix("www.")
