"""What is public, how it is recognised as unchanged, and how it is sent."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.models.wijziging import stamp
from organisaties.zichtbaarheid import Kijker

# Who reads here, whoever is signed in.
BEZOEKER = zichtbaarheid.vertegenwoordiger(Kijker.BEZOEKER)
PER_KEER = 500
# Another number when the same kaart would give another file.
UITGAVE = 1


def aanbod() -> QuerySet[Aanbod]:
    """Return the public offers with all that a file says of them; the provider is marked for a visitor too."""
    return Aanbod.objects.voor_open_data(BEZOEKER)


def organisaties() -> QuerySet[Organisatie]:
    """Return the public providers."""
    return Organisatie.objects.voor_rekenblad(BEZOEKER)


def locaties() -> QuerySet[Locatie]:
    """Return the public places."""
    return Locatie.objects.voor_rekenblad(BEZOEKER)


def merk(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """Return the ETag of this address; it changes with every change of the kaart and every day."""
    delen = (UITGAVE, stamp(), timezone.localdate().isoformat(), request.build_absolute_uri())
    return f'"{hashlib.blake2b(repr(delen).encode(), digest_size=12).hexdigest()}"'


def gewijzigd_op() -> datetime.datetime | None:
    """Return when what is public last changed, None where there is nothing; what is hidden does not count."""
    modellen = (Aanbod, Organisatie, Locatie)
    laatste = (model.objects.zichtbaar_voor(BEZOEKER).aggregate(op=Max("gewijzigd_op"))["op"] for model in modellen)
    return max(filter(None, laatste), default=None)


def stroom(stukken: Iterable[bytes], mime: str, bestandsnaam: str = "") -> HttpResponseBase:
    """Return a response that sends a file while it is made."""
    antwoord = StreamingHttpResponse(stukken, content_type=mime)
    if bestandsnaam:
        antwoord["Content-Disposition"] = f'attachment; filename="{bestandsnaam}"'
    return voor_iedereen(antwoord)


def voor_iedereen(antwoord: HttpResponseBase) -> HttpResponseBase:
    """Let other sites read it and caches keep it, but ask each time: what is taken off the kaart is gone at once."""
    antwoord["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(antwoord, public=True, no_cache=True)
    return antwoord


def json_lijst(begin: str, dingen: Iterable[Any], eind: str) -> Iterator[bytes]:
    """Yield a JSON document with a long list in it: `begin` and `eind` are what stands around the list."""
    yield begin.encode()
    stuk: list[str] = []
    eerste = True
    for ding in dingen:
        stuk.append(("" if eerste else ",\n") + json.dumps(ding, ensure_ascii=False))
        eerste = False
        if len(stuk) >= 100:
            yield "".join(stuk).encode()
            stuk = []
    yield ("".join(stuk) + eind).encode()
