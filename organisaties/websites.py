"""Whether the websites of providers still answer; only ever the public front page of an organisation."""

from __future__ import annotations

import ipaddress
import logging
import socket
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.utils import timezone

from kaart.hulp.webadres import ontleed
from organisaties.models import Organisatie

log = logging.getLogger(__name__)

SECONDEN = 10
TEGELIJK = 8
# A page that wants a login, a robot kept out, or too many questions: somebody lives there.
LEEFT = frozenset({401, 403, 405, 406, 429, 503})


class _GeenOmweg(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where one may ask at all."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Return the next request, or None to stop here."""
        return super().redirect_request(req, fp, code, msg, headers, newurl) if mag_vragen(newurl) else None


def mag_vragen(adres: str) -> bool:
    """Whether an address is one of the world outside: nobody can have this server look around within."""
    deel = ontleed(adres)
    if deel.scheme not in ("http", "https") or not deel.hostname:
        return False
    if settings.WEBSITES_OOK_BINNEN:
        return True
    try:
        gevonden = socket.getaddrinfo(deel.hostname, None)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(str(adres[4][0]).partition("%")[0]).is_global for adres in gevonden)


def antwoordt(adres: str) -> bool:
    """Return whether somebody answers at this address."""
    if not mag_vragen(adres):
        return False
    vraag = urllib.request.Request(adres, headers={"User-Agent": "Wegwijs (sociale kaart)"})  # noqa: S310 - http only
    try:
        with urllib.request.build_opener(_GeenOmweg).open(vraag, timeout=SECONDEN) as antwoord:
            return bool(antwoord.status < 400)
    except urllib.error.HTTPError as fout:
        return fout.code in LEEFT
    except (urllib.error.URLError, OSError, ValueError, UnicodeError):
        return False


def controleer(organisaties: Iterable[Organisatie]) -> tuple[int, int]:
    """Note which websites do not answer, since when; return how many were asked and how many are broken."""
    lijst = [organisatie for organisatie in organisaties if organisatie.website]
    with ThreadPoolExecutor(TEGELIJK) as samen:
        uitkomsten = list(samen.map(antwoordt, [organisatie.website for organisatie in lijst]))
    vandaag = timezone.localdate()
    for organisatie, goed in zip(lijst, uitkomsten, strict=True):
        sinds = None if goed else organisatie.website_kapot_op or vandaag
        if sinds != organisatie.website_kapot_op:
            # Not where somebody changed the address meanwhile.
            rijen = Organisatie.objects.filter(pk=organisatie.pk, website=organisatie.website)
            rijen.update(website_kapot_op=sinds)
    return len(lijst), uitkomsten.count(False)
