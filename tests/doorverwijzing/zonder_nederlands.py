"""Reads a page as the person does who holds the phone: every text, in which language, and whether it may be Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from babel.messages.extract import extract_from_dir
from django.conf import settings
from lxml import html

from doorverwijzing.briefje.blok import _kort, _namen_van
from doorverwijzing.models import Hulplijn
from organisaties.models import Aanbod, Halte, Locatie, Stadsdeel

TERUG = "Terug"
KAMERS = ("briefje", "omdraaien")
ANDER_SCHRIFT = ("ar", "fa", "ti", "ru", "uk")
ZOALS_HET_ER_STAAT = {"BSN", "Stadspas", "Burgerservicenummer", "burgerservicenummer"}


def teksten(bron: bytes | str) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of all that a page shows or reads aloud, its title left out."""
    boom: Any = html.document_fromstring(bron)
    for element in boom.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        eigen = [element.get("aria-label"), element.get("title"), element.get("alt"), element.text]
        for tekst in filter(None, map(_schoon, eigen)):
            yield _taal(element), tekst
        if staart := _schoon(element.tail):
            yield _taal(element.getparent()), staart


def _schoon(tekst: str | None) -> str:
    return re.sub(r"\s+", " ", tekst or "").strip()


def _taal(element: Any) -> str:
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def namen_op_de_deur() -> set[str]:
    """Return what stays as it is in every language: names, addresses, stops, areas."""
    namen = {TERUG, *Stadsdeel.objects.values_list("naam", flat=True), *Hulplijn.objects.values_list("naam", flat=True)}
    for aanbod in Aanbod.objects.select_related("organisatie"):
        namen |= {
            aanbod.naam,
            *_namen_van(aanbod.organisatie),
            re.sub(r"^https?://(www\.)?|/.*$", "", aanbod.organisatie.website),
        }
    for plek in Locatie.objects.select_related("stadsdeel"):
        postcode = f"{plek.postcode} {plek.plaats}".strip()
        namen |= {_kort(plek.naam), plek.adres, ", ".join(dict.fromkeys((postcode, str(plek.stadsdeel))))}
    for halte in Halte.objects.all():
        namen |= {f"{halte.get_soort_display()} {halte.naam}"}
    return {_schoon(naam) for naam in namen}


def zinnen_van_de_schermen() -> set[str]:
    """Return every Dutch sentence of slips and of the turned phone, longer than a word that other languages share."""
    gevonden: set[str] = set()
    for kamer in KAMERS:
        map_ = settings.BASE_DIR / "doorverwijzing" / kamer
        for _, _, bron, _, _ in extract_from_dir(map_, keywords={"_": None, "_meer": (1, 2)}, options_map={}):
            gevonden |= {bron} if isinstance(bron, str) else set(bron)
    return {zin for zin in gevonden if " " in zin and "{" not in zin}


def nederlands_op(bron: bytes | str, namen: set[str] | None = None) -> list[tuple[str, str]]:
    """Return the texts of a page that are Dutch and no name: marked as Dutch, a sentence of ours, or of its letters.

    `namen` are those of `namen_op_de_deur`, where a test reads many pages of one kaart.
    """
    namen, zinnen = namen_op_de_deur() if namen is None else namen, zinnen_van_de_schermen()
    return [
        (lang, tekst)
        for lang, tekst in teksten(bron)
        if (tekst not in namen if lang == "nl" else not lang or _is_nederlands(lang, tekst, zinnen))
    ]


def _is_nederlands(lang: str, tekst: str, zinnen: set[str]) -> bool:
    if any(zin in tekst for zin in zinnen):
        return True
    # In a language of another script each word of Latin letters is suspect; these stand on the letter or the pass.
    latijn = set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", tekst)) - ZOALS_HET_ER_STAAT
    return lang in ANDER_SCHRIFT and bool(latijn)
