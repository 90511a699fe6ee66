"""Whether the websites of providers still answer; only ever the public front page of an organisation.

The address that is looked up is the address that is asked: a name that answers differently the second time leads
nowhere. That holds for every redirect too, as each is a connection of its own.
"""

from __future__ import annotations

import http.client
import ipaddress
import logging
import socket
import ssl
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
POORTEN = frozenset({80, 443})
# A page that wants a login, a robot kept out, or too many questions: somebody lives there.
LEEFT = frozenset({401, 403, 405, 406, 429, 503})
# IPv6 that leads to an IPv4 address, which may be one of ours: NAT64, its local form, 6to4, Teredo, IPv4-compatible.
OMWEGEN = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")]


class NietBuiten(OSError):  # noqa: N818 - Dutch
    """An address inside our own network, or a port where no website lives."""


def is_buiten(adres: str) -> bool:
    """Whether an IP address is outside our own network, so that nobody can make this server look around inside."""
    try:
        gelezen = ipaddress.ip_address(adres.partition("%")[0])
    except ValueError:
        return False
    if isinstance(gelezen, ipaddress.IPv6Address):
        if gelezen.ipv4_mapped is not None:
            return is_buiten(str(gelezen.ipv4_mapped))
        if any(gelezen in netwerk for netwerk in OMWEGEN):
            return False
    return gelezen.is_global and not gelezen.is_multicast and not gelezen.is_reserved


def verbind(plek: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
    """Return a connection to a host, by the address that was looked up and checked. Raises NietBuiten or OSError."""
    gastheer, poort = plek
    if settings.WEBSITES_OOK_BINNEN:
        return socket.create_connection(plek, SECONDEN)
    if poort not in POORTEN:
        raise NietBuiten(f"port {poort}")
    gevonden = [str(adres[4][0]) for adres in socket.getaddrinfo(gastheer, poort, type=socket.SOCK_STREAM)]
    if not gevonden or not all(is_buiten(adres) for adres in gevonden):
        raise NietBuiten(gastheer)
    # An IP address is not looked up again.
    return socket.create_connection((gevonden[0], poort), SECONDEN)


class _Http(http.client.HTTPConnection):
    def connect(self) -> None:
        """Connect by `verbind`; the Host header stays the name that was asked."""
        self.sock = verbind((self.host, self.port))


class _Https(http.client.HTTPSConnection):
    def connect(self) -> None:
        """Connect by `verbind`; the certificate must be of the name that was asked."""
        self.sock = ssl.create_default_context().wrap_socket(verbind((self.host, self.port)), server_hostname=self.host)


class _HttpDeur(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> Any:
        """Open by a connection that checks."""
        return self.do_open(_Http, req)


class _HttpsDeur(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> Any:
        """Open by a connection that checks."""
        return self.do_open(_Https, req)


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener for http and https only, past any proxy, as a proxy would look the name up itself."""
    opener = urllib.request.OpenerDirector()
    for deur in (
        _HttpDeur(),
        _HttpsDeur(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(deur)
    return opener


def antwoordt(adres: str) -> bool:
    """Return whether a website answers at this address; also False for one that may not be asked."""
    try:
        if ontleed(adres).scheme not in ("http", "https"):
            return False
        vraag = urllib.request.Request(adres, headers={"User-Agent": "Wegwijs (sociale kaart)"})  # noqa: S310 - http only
        with _opener().open(vraag, timeout=SECONDEN) as antwoord:
            return bool(antwoord.status < 400)
    except urllib.error.HTTPError as fout:
        fout.close()
        return fout.code in LEEFT
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError, UnicodeError):
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
