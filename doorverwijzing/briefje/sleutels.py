"""How an offer or organisation is named in the address of a slip.

The kenmerk, which people can read, unless it betrays ('zwemles-statushouders'): then the same kenmerk in base32, which
nobody reads in passing, and without a table to keep. Anyone who follows the link still sees the name; that is fine.

A slip of several names them in order: `aanbod=taalcafe-west&aanbod=of.oba-taal&aanbod=org.buurtteam`, where 'of.' says
'or this, when the one before does not work' and 'org.' an organisation instead of an offer.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from doorverwijzing.briefje.verraadt import Onthult
from organisaties.models.gedeeld import KENMERK_PATROON

HOOGSTENS = 8
OF, ORG, STIL = "of.", "org.", "x."
_KENMERK = re.compile(KENMERK_PATROON)
_LENGTE = 60


@dataclass(frozen=True, slots=True)
class Sleutel:
    """One entry of a slip."""

    kenmerk: str
    organisatie: bool = False
    anders: bool = False

    def als_tekst(self, onthult: Onthult | None = None) -> str:
        """Return it as it stands in an address; without `onthult` as it stands on a page of our own."""
        kenmerk = stil(self.kenmerk, onthult) if onthult else self.kenmerk
        return f"{OF if self.anders else ''}{ORG if self.organisatie else ''}{kenmerk}"


def stil(kenmerk: str, onthult: Onthult) -> str:
    """Return a kenmerk that may be seen: itself, or in base32 when it betrays."""
    if not onthult(kenmerk):
        return kenmerk
    return STIL + base64.b32encode(kenmerk.encode()).decode().rstrip("=").lower()


def kenmerk_van(tekst: str) -> str:
    """Return the kenmerk behind what `stil()` gave; empty for anything else."""
    if tekst.startswith(STIL):
        code = tekst.removeprefix(STIL).upper()
        try:
            tekst = base64.b32decode(code + "=" * (-len(code) % 8)).decode("ascii")
        except (binascii.Error, ValueError):
            return ""
    return tekst if len(tekst) <= _LENGTE and _KENMERK.fullmatch(tekst) else ""


def lees(waarden: Sequence[str]) -> list[Sleutel | None]:
    """Return the entries of an address, each once; None for what is no entry at all."""
    gelezen: list[Sleutel | None] = []
    gezien: set[tuple[str, bool]] = set()
    for waarde in waarden:
        rest = waarde.removeprefix(OF)
        kern = rest.removeprefix(ORG)
        kenmerk = kenmerk_van(kern)
        wie = (kenmerk, kern != rest)
        if not kenmerk:
            gelezen.append(None)
        elif wie not in gezien:
            gezien.add(wie)
            gelezen.append(Sleutel(kenmerk, organisatie=kern != rest, anders=rest != waarde))
    return gelezen


def lijst_adres(naam: str, sleutels: Sequence[Sleutel], onthult: Onthult, taal: str = "") -> str:
    """Return the address `naam` ('briefje:lijst', 'briefje:lijst_pdf') of a slip of these entries."""
    vraag = [("aanbod", sleutel.als_tekst(onthult)) for sleutel in sleutels]
    if taal:
        vraag.append(("taal", taal))
    return f"{reverse(naam)}?{urlencode(vraag)}" if vraag else reverse(naam)
