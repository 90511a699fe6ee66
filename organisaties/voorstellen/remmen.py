"""How often a visitor may report: counted in memory for an hour, by a hash that nobody can read back."""

from __future__ import annotations

from contextlib import suppress

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

PER_UUR = 5
SECONDEN = 3600


def te_vaak(request: HttpRequest) -> bool:
    """Count a report of this visitor; return whether it is one too many. Nothing of it is written anywhere.

    Each web process counts for itself, so a visitor may get somewhat more.
    """
    adres = request.META.get("REMOTE_ADDR", "")
    sleutel = "melding-" + salted_hmac("organisaties.voorstellen", adres, algorithm="sha256").hexdigest()
    if cache.add(sleutel, 1, SECONDEN):
        return False
    with suppress(ValueError):
        return bool(cache.incr(sleutel) > PER_UUR)
    return False
