"""The address a request comes from, behind a known number of own proxies (VERTROUWDE_PROXIES)."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Whoever has one IPv6 address has all of its network.
IPV6_NETWERK = 64


def adres(request: HttpRequest) -> str:
    """Return the address of the client as text; empty where there is none, as on a unix socket.

    Every proxy adds at the end of X-Forwarded-For from whom it got the request. So the last VERTROUWDE_PROXIES
    addresses are true, and of these the first is the client's; what stands before them anybody may have written.
    """
    keten = [deel.strip() for deel in request.headers.get("X-Forwarded-For", "").split(",") if deel.strip()]
    waar = keten[-settings.VERTROUWDE_PROXIES :] if settings.VERTROUWDE_PROXIES else []
    return _schoon(waar[0] if waar else "") or _schoon(request.META.get("REMOTE_ADDR", ""))


def netwerk(request: HttpRequest) -> str:
    """Return what counts as one client for a limit: an IPv4 address, or the /64 of an IPv6 address."""
    gevonden = adres(request)
    if ":" not in gevonden:
        return gevonden
    return str(ipaddress.ip_network(f"{gevonden}/{IPV6_NETWERK}", strict=False).network_address)


def _schoon(tekst: str) -> str:
    """Return an address without a port, brackets or zone, an IPv4 one inside IPv6 as IPv4; empty for anything else."""
    if tekst.startswith("["):
        tekst = tekst[1:].partition("]")[0]
    elif tekst.count(":") == 1:
        tekst = tekst.partition(":")[0]
    try:
        gelezen = ipaddress.ip_address(tekst.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(gelezen, "ipv4_mapped", None) or gelezen)
