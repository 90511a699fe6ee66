"""No secret that stands in an address reaches a log: one mark for all of them, and the real log of the web server."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from kaart.hulp.logboek import ZonderGeheimen, zonder_geheimen
from kaart.hulp.secret_links import TEKEN, Geheim

# Parts of a path that may be read back: a word, a key or a number that is on the page anyway.
OPENBAAR = {
    "kenmerk", "ander", "naar", "ding", "pk", "taal", "slug", "behoefte", "gebied", "nummer", "tabel",
    "soort", "naam",  # which kind of area, which list of words
    "wie",  # which account, in an invitation: worth nothing without its mark
    "uidb36", "key",  # of allauth, behind the mark, see below
    "provider_id",
}  # fmt: skip
# Codes that give no right: what stands there is the page itself, spelled so that nobody reads it over a shoulder.
GEEN_RECHT = {("stille_pagina", "code")}


def patronen(lijst: list[URLPattern | URLResolver], voor: str = "") -> Iterator[tuple[str, URLPattern]]:
    for patroon in lijst:
        pad = voor + str(patroon.pattern)
        if isinstance(patroon, URLPattern):
            yield pad, patroon
        elif patroon.namespace != "admin":
            yield from patronen(patroon.url_patterns, pad)


def test_elk_geheim_in_een_adres_staat_achter_het_teken() -> None:
    """A new address with a part that is not known to be public must use `<geheim:…>`."""
    gezien = set()
    for pad, patroon in patronen(get_resolver().url_patterns):
        namen = set(patroon.pattern.converters) | set(re.findall(r"\?P<(\w+)>", pad))
        for naam in namen - OPENBAAR:
            if (patroon.name, naam) in GEEN_RECHT:
                continue
            assert isinstance(patroon.pattern.converters.get(naam), Geheim), f"{pad}: {naam}"
            gezien.add(patroon.name)
        if "key" in namen:
            assert f"/{TEKEN}(" in pad, pad
            gezien.add(patroon.name)
    assert gezien == {
        "uitnodiging", "klopt_nog", "alles", "afmelden", "ontvangstbewijs", "antwoord",
        "account_reset_password_from_key",
    }  # fmt: skip
    assert isinstance(get_converters()["geheim"], Geheim)


@pytest.mark.parametrize(
    "regel",
    [
        "GET /klopt-nog/~GEHEIM:1x-y_z=/ 200 12 bytes 3 ms",
        "Not Found: /uitnodiging/MQ/~GEHEIM/",
        'no route for "/account/wachtwoord-vergeten/~6-GEHEIM/?next=GEHEIM"',
        "GET /herinneringen/%7eGEHEIM/ 200",
        "GET /klopt-nog/~GEHEIM",
        "path='/klopt-nog/~GEHEIM/' refused",
        "GET /klopt-nog/~a/GEHEIM/b 404",
    ],
)
def test_een_geheim_valt_uit_elke_regel(regel: str) -> None:
    schoon = zonder_geheimen(regel)
    assert "GEHEIM" not in schoon
    assert schoon.split("/")[0] == regel.split("/", maxsplit=1)[0]
    assert zonder_geheimen("GET /aanbod/taal~les/ 200") == "GET /aanbod/taal~les/ 200"


def test_ook_een_foutmelding_met_traceback_houdt_niets_over() -> None:
    uit = io.StringIO()
    lijn = logging.StreamHandler(uit)
    lijn.setFormatter(ZonderGeheimen())
    try:
        raise ValueError("kapot bij /klopt-nog/~GEHEIM/?q=GEHEIM")
    except ValueError:
        lijn.emit(logging.LogRecord("x", logging.ERROR, "", 0, "%s", ("/klopt-nog/~GEHEIM/",), sys.exc_info()))
    assert "ValueError: kapot bij /klopt-nog/~…" in uit.getvalue()
    assert "GEHEIM" not in uit.getvalue()


def test_django_zelf_schrijft_zo() -> None:
    """Every handler of the site has that formatter, so whatever Django logs of a request is cleaned."""
    for handler in settings.LOGGING["handlers"].values():
        soort = settings.LOGGING["formatters"][handler["formatter"]]["()"]
        assert soort == "kaart.hulp.logboek.ZonderGeheimen"


def test_een_link_zonder_teken_bestaat_niet(db: None) -> None:
    for pad in ("/klopt-nog/iets/", "/herinneringen/iets/", "/uitnodiging/MQ/iets/", "/ontvangstbewijs/iets/"):
        assert Client().get(pad).status_code == 404
