"""Finds known places by name while typing, and addresses through the national address service."""

from __future__ import annotations

import json
import logging
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from rapidfuzz import fuzz, process, utils

from organisaties.models import Locatie
from organisaties.zichtbaarheid import Lezer

log = logging.getLogger(__name__)

SECONDEN = 3
HOOGSTENS_BYTES = 200_000
PUNT = re.compile(r"POINT\((-?\d+\.\d+) (-?\d+\.\d+)\)")


def vind_plek(naam: str, gebruiker: Lezer) -> Locatie:
    """Return the place with this name that this person may know of.

    Raises ValidationError with the nearest names when there is none, or more than one.
    """
    zichtbaar = Locatie.objects.zichtbaar_voor(gebruiker)
    precies = list(zichtbaar.filter(naam__iexact=naam).order_by("pk")[:2])
    if len(precies) == 1:
        return precies[0]
    if precies:
        raise ValidationError(f"Er zijn meer plekken die ‘{naam}’ heten. Vink de goede hierboven aan.", code="meer")
    namen = list(zichtbaar.order_by().values_list("naam", flat=True).distinct())
    dichtbij = process.extract(
        naam, namen, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=70
    )
    bedoeld = f" Bedoel je ‘{'’ of ‘'.join(gevonden for gevonden, _, _ in dichtbij)}’?" if dichtbij else ""
    raise ValidationError(f"De plek ‘{naam}’ staat nog niet op de kaart.{bedoeld}", code="onbekend")


@dataclass(frozen=True, slots=True)
class Adres:
    """One address as the address service knows it; `lat` and `lon` in degrees (WGS 84), as text."""

    straat: str
    huisnummer: str
    postcode: str
    plaats: str
    lat: str
    lon: str

    @property
    def regel(self) -> str:
        """The address on one line."""
        return f"{self.straat} {self.huisnummer}, {self.postcode} {self.plaats}"


class GeenAntwoord(Exception):  # noqa: N818 - the service, not the program, is at fault
    """The address service does not answer, or not in a way we understand."""


def zoek_adres(vraag: str) -> Adres | None:
    """Ask PDOK Locatieserver for the address of a provider; None when it knows none. Raises GeenAntwoord.

    Only ever the address of an organisation: nothing about a person leaves this server.
    """
    if not settings.PDOK_ADRES:
        raise GeenAntwoord
    velden = "straatnaam,huis_nlt,postcode,woonplaatsnaam,centroide_ll"
    adres = f"{settings.PDOK_ADRES}?{urllib.parse.urlencode({'q': vraag, 'fq': 'type:adres', 'rows': 1, 'fl': velden})}"
    try:
        with urllib.request.urlopen(adres, timeout=SECONDEN) as antwoord:  # noqa: S310 - an address from the settings
            gevonden = json.loads(antwoord.read(HOOGSTENS_BYTES))["response"]["docs"]
    except (urllib.error.URLError, OSError, ValueError, KeyError, TypeError) as fout:
        log.warning("The address service did not answer: %s", type(fout).__name__)
        raise GeenAntwoord from fout
    if not gevonden:
        return None
    eerste: dict[str, str] = gevonden[0]
    punt = PUNT.match(str(eerste.get("centroide_ll", "")))
    postcode = str(eerste.get("postcode", ""))
    return Adres(
        straat=str(eerste.get("straatnaam", "")),
        huisnummer=str(eerste.get("huis_nlt", "")),
        postcode=f"{postcode[:4]} {postcode[4:]}" if postcode else "",
        plaats=str(eerste.get("woonplaatsnaam", "")),
        lat=f"{float(punt[2]):.6f}" if punt else "",
        lon=f"{float(punt[1]):.6f}" if punt else "",
    )
